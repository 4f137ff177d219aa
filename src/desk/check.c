#include "desk/check_timed.h"

#include <inttypes.h>

#include "base/str.h"
#include "base/zone.h"

/* ---- Telling ---------------------------------------------------------------
 */

void check_found(struct check_part *p, const char *kind, const char *what,
		 const char *stands, const char *should)
{
	const struct check_finding f = { kind, p->row ? p->row->code : "-",
					 what, stands, should };

	if (p->elsewhere)
		p->muted++;
	else
		p->check->each(p->check->cookie, &f);
}

static const char *number(char out[STR_I64], int64_t n)
{
	if (n == INSTANT_NONE)
		return "-";
	(void)str_of_i64(n, out);
	return out;
}

void check_number(struct check_part *p, const char *kind, const char *what,
		  int64_t stands, int64_t should)
{
	char a[STR_I64], b[STR_I64];

	if (stands != should)
		check_found(p, kind, what, number(a, stands),
			    number(b, should));
}

void check_id(struct check_part *p, const char *kind, const char *what,
	      int64_t stands, int64_t should)
{
	check_number(p, kind, what, stands, should ? should : INSTANT_NONE);
}

void check_instant(struct check_part *p, const char *kind, const char *what,
		   int64_t stands, int64_t should)
{
	char a[INSTANT_TEXT], b[INSTANT_TEXT];

	if (stands != should)
		check_found(p, kind, what, instant_text(stands, a),
			    instant_text(should, b));
}

void check_text(struct check_part *p, const char *kind, const char *what,
		const char *stands, const char *should)
{
	if (!str_eq(stands, should))
		check_found(p, kind, what, stands ? stands : "-",
			    should ? should : "-");
}

/* ---- Who and what there is -------------------------------------------------
 */

const struct check_person *check_person(const struct check_batch *b, int64_t id)
{
	size_t low = 0, high = b->npeople;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (b->people[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < b->npeople && b->people[low].id == id ? &b->people[low]
							   : NULL;
}

const struct check_name *check_department(const struct check_batch *b,
					  int64_t id)
{
	size_t low = 0, high = b->ndepartments;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (b->departments[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < b->ndepartments && b->departments[low].id == id
		       ? &b->departments[low]
		       : NULL;
}

static void no_such(struct check_part *p, const char *kind, const char *what,
		    int64_t id, const char *should)
{
	char text[STR_I64];

	check_found(p, kind, what, number(text, id), should);
}

void check_is_person(struct check_part *p, const char *kind, const char *what,
		     int64_t id)
{
	if (id != INSTANT_NONE && !check_person(p->batch, id))
		no_such(p, kind, what, id, "somebody who is there");
}

void check_is_department(struct check_part *p, const char *kind,
			 const char *what, int64_t id)
{
	if (id != INSTANT_NONE && !check_department(p->batch, id))
		no_such(p, kind, what, id, "a department that is there");
}

/* ---- One ticket ------------------------------------------------------------
 */

/* Was any of its promises counted by time zones that we do not have? */
static bool is_elsewhere(const struct refold_ticket *t)
{
	for (size_t i = 0; i < t->nclocks; i++)
		if (!str_eq(t->clocks[i]->tz_version, zone_version()) ||
		    !str_eq(t->clocks[i]->start_tz_version, zone_version()))
			return true;
	return false;
}

static enum err_kind check_one(struct check_part *p, struct err *e)
{
	bool steps = false;

	p->folded = check_events(p);
	for (size_t i = 0; i < p->stored.nclocks; i++)
		steps = steps || p->stored.clocks[i]->steps_done > 0;
	steps = steps || p->batch->nsteps > 0;
	if (p->folded && refold_run(p->check->db, p->check->arena, &p->stored,
				    steps, &p->fold, e))
		return e->kind;
	check_messages(p);
	check_tags(p);
	check_custom(p);
	check_rules(p);
	check_files(p);
	if (!p->folded)
		return ERR_NONE;
	p->elsewhere = is_elsewhere(&p->stored);
	check_ticket_row(p);
	check_clocks(p);
	check_marks(p);
	p->check->elsewhere += p->muted > 0;
	return ERR_NONE;
}

/* ---- A batch of them -------------------------------------------------------
 */

/* Where we are in each list of the batch; clocks by their tickets. */
struct cursor {
	size_t events, clocks, messages, event_tags, ticket_tags, files;
	size_t event_fields, ticket_fields;
	struct check_clock **by_ticket;
};

static int by_ticket(const void *a, const void *b)
{
	const struct check_clock *x = *(const struct check_clock *const *)a;
	const struct check_clock *y = *(const struct check_clock *const *)b;

	if (x->ticket != y->ticket)
		return x->ticket < y->ticket ? -1 : 1;
	if (x->metric != y->metric)
		return x->metric < y->metric ? -1 : 1;
	return (x->cycle > y->cycle) - (x->cycle < y->cycle);
}

/* A row of a ticket that is not there. */
static void no_ticket(struct desk_check *c, const char *kind, int64_t ticket)
{
	struct check_part p = { .check = c };
	char text[STR_I64];

	check_found(&p, kind, "", number(text, ticket),
		    "a ticket that is there");
}

/*
 * The rows of ticket ${id} in a list that is sorted by ticket: sets ${at} to
 * where they begin, and returns how many there are. Whatever stands before them
 * belongs to no ticket.
 */
#define SLICE(c, list, n, at, id, kind, count)                                 \
	do {                                                                   \
		while ((at) < (n) && TICKET_OF((list)[at]) < (id))             \
			no_ticket((c), (kind), TICKET_OF((list)[(at)++]));     \
		(count) = 0;                                                   \
		while ((at) + (count) < (n) &&                                 \
		       TICKET_OF((list)[(at) + (count)]) == (id))              \
			(count)++;                                             \
	} while (0)

static void take_events(struct cursor *at, struct check_part *p, int64_t id)
{
	const struct check_batch *b = p->batch;

#define TICKET_OF(row) ((row).ticket)
	SLICE(p->check, b->events, b->nevents, at->events, id,
	      "event.ticket_id", p->stored.nevents);
	p->stored.events = b->events + at->events;
	at->events += p->stored.nevents;
	SLICE(p->check, b->messages, b->nmessages, at->messages, id,
	      "message.ticket_id", p->nmessages);
	p->messages = b->messages + at->messages;
	at->messages += p->nmessages;
#undef TICKET_OF
#define TICKET_OF(row) ((row)->ticket)
	SLICE(p->check, at->by_ticket, b->nclocks, at->clocks, id,
	      "clock.ticket_id", p->stored.nclocks);
	p->stored.clocks = at->by_ticket + at->clocks;
	at->clocks += p->stored.nclocks;
#undef TICKET_OF
}

static void take_tags(struct cursor *at, struct check_part *p, int64_t id)
{
	const struct check_batch *b = p->batch;

#define TICKET_OF(row) ((row).ticket)
	SLICE(p->check, b->event_tags, b->nevent_tags, at->event_tags, id,
	      "event_tag.ticket_id", p->nevent_tags);
	p->event_tags = b->event_tags + at->event_tags;
	at->event_tags += p->nevent_tags;
	SLICE(p->check, b->ticket_tags, b->nticket_tags, at->ticket_tags, id,
	      "ticket_tag.ticket_id", p->nticket_tags);
	p->ticket_tags = b->ticket_tags + at->ticket_tags;
	at->ticket_tags += p->nticket_tags;
	SLICE(p->check, b->attachments, b->nattachments, at->files, id,
	      "attachment.ticket_id", p->nfiles);
	p->files = b->attachments + at->files;
	at->files += p->nfiles;
#undef TICKET_OF
}

static void take_fields(struct cursor *at, struct check_part *p, int64_t id)
{
	const struct check_batch *b = p->batch;

#define TICKET_OF(row) ((row).ticket)
	SLICE(p->check, b->event_fields, b->nevent_fields, at->event_fields, id,
	      "event_field.ticket_id", p->nevent_fields);
	p->event_fields = b->event_fields + at->event_fields;
	at->event_fields += p->nevent_fields;
	SLICE(p->check, b->ticket_fields, b->nticket_fields, at->ticket_fields,
	      id, "ticket_field.ticket_id", p->nticket_fields);
	p->ticket_fields = b->ticket_fields + at->ticket_fields;
	at->ticket_fields += p->nticket_fields;
#undef TICKET_OF
}

/* Behind the last ticket: all that is left belongs to none. */
static void take_rest(struct cursor *at, struct desk_check *c,
		      const struct check_batch *b)
{
	struct check_part p = { .check = c, .batch = b };

	take_events(at, &p, INT64_MAX);
	take_tags(at, &p, INT64_MAX);
	take_fields(at, &p, INT64_MAX);
}

static enum err_kind check_batch(struct desk_check *c,
				 const struct check_batch *b, struct err *e)
{
	struct cursor at = { 0 };

	at.by_ticket = ARENA_ARRAY(c->arena, b->nclocks, struct check_clock *);
	for (size_t i = 0; i < b->nclocks; i++)
		at.by_ticket[i] = &b->clocks[i];
	if (b->nclocks > 1)
		qsort(at.by_ticket, b->nclocks, sizeof(struct check_clock *),
		      by_ticket);
	for (size_t i = 0; i < b->ntickets; i++) {
		struct check_part p = { .check = c,
					.batch = b,
					.row = &b->tickets[i],
					.stored.batch = b };

		take_events(&at, &p, p.row->id);
		take_tags(&at, &p, p.row->id);
		take_fields(&at, &p, p.row->id);
		if (check_one(&p, e))
			return err_wrap(e, "ticket %.20s", p.row->code);
	}
	take_rest(&at, c, b);
	c->tickets += (int64_t)b->ntickets;
	c->events += (int64_t)b->nevents;
	c->clocks += (int64_t)b->nclocks;
	return ERR_NONE;
}

enum err_kind desk_check_tickets(struct desk_check *c,
				 const struct check_range *range, struct err *e)
{
	struct check_timed *timed;
	struct check_batch b;

	if (db_begin(c->db, e))
		return e->kind;
	if (check_store_read(c->db, c->arena, range, &b, e) ||
	    closing_store_read(c->db, c->arena, &b.closing, e) ||
	    closing_store_told(c->db, c->arena, &b.told, e) ||
	    check_timed_read(c, &b, &timed, e) || check_batch(c, &b, e)) {
		db_rollback(c->db);
		return err_wrap(e, "check");
	}
	check_timed_tell(c, &b, timed);
	/* Nothing was written. */
	db_rollback(c->db);
	return ERR_NONE;
}
