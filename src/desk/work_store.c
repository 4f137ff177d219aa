#include "desk/deeds.h"
#include "desk/timed.h"

#include "base/rng.h"
#include "store/clock_store.h"
#include "store/custom_store.h"
#include "store/tag_store.h"
#include "store/verdict_store.h"

/* Codes are drawn from 10^14: a second draw is rare, a fifth never needed. */
#define CODE_TRIES 5

static enum err_kind insert_ticket(struct work *w, struct err *e)
{
	struct arena *a = w->job->arena;
	char code[RNG_CODE_LEN + 1], oid[RNG_OID_LEN + 1];

	w->row.version = 1;
	for (int i = 0; i < CODE_TRIES; i++) {
		rng_code(code);
		rng_oid(oid);
		w->row.code = arena_str(a, code);
		w->row.oid = arena_str(a, oid);
		err_clear(e);
		if (ticket_store_insert(w->job->db, &w->row, &w->state, e) !=
		    ERR_CONFLICT)
			break;
	}
	return e->kind;
}

/* ---- Clocks ---------------------------------------------------------------
 */

static enum err_kind fill_row(struct work *w, struct clock *c,
			      struct clock_row *row, struct err *e)
{
	struct db *db = w->job->db;

	*row = (struct clock_row){ .clock = c,
				   .ticket = w->row.id,
				   .requester = w->row.requester,
				   .ticket_code = w->row.code };
	row->requester_name = w->requester_name;
	/* One that was stored before keeps the name it has. */
	if ((!row->requester_name && c->id.n == 0 &&
	     name_store_person(w->names, db, w->row.requester,
			       &row->requester_name, e)) ||
	    name_store_department(w->names, db, c->department,
				  &row->department_name, e) ||
	    name_store_person(w->names, db, c->agent, &row->agent_name, e))
		return e->kind;
	return ERR_NONE;
}

struct clock_rows {
	struct clock_row *rows;
	size_t n;
};

static size_t count_clocks(struct work *const *works, size_t n)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += works[i]->state.n;
	return sum;
}

/* Those whose names stand in clocks that are to be written, at once. */
static enum err_kind learn_names(struct work *const *works, size_t n,
				 struct err *e)
{
	struct job *job = works[0]->job;
	person_id *ids = ARENA_ARRAY(job->arena, 2 * count_clocks(works, n),
				     person_id);
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->state.n; k++) {
			const struct clock *c = &works[i]->state.clocks[k];

			if (c->id.n == 0 && !works[i]->requester_name)
				ids[count++] = works[i]->row.requester;
			if (c->id.n == 0 || c->changed)
				ids[count++] = c->agent;
		}
	return name_store_learn_people(works[0]->names, job->db, ids, count, e);
}

/* The clocks that were born, or those that changed. */
static enum err_kind collect_clocks(struct work *const *works, size_t n,
				    bool born, struct clock_rows *out,
				    struct err *e)
{
	out->rows = ARENA_ARRAY(works[0]->job->arena, count_clocks(works, n),
				struct clock_row);
	out->n = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->state.n; k++) {
			struct clock *c = &works[i]->state.clocks[k];

			if ((c->id.n == 0) != born || (!born && !c->changed))
				continue;
			if (fill_row(works[i], c, &out->rows[out->n++], e))
				return e->kind;
		}
	return ERR_NONE;
}

/* The next of the ids that were set aside. */
static enum err_kind next_id(int64_t *next, int64_t end, int64_t *id,
			     struct err *e)
{
	if (*next >= end)
		return err_set(e, ERR_BROKEN, "too few ids were set aside");
	*id = (*next)++;
	return ERR_NONE;
}

static enum err_kind name_clocks(const struct clock_rows *born,
				 struct work_ids *ids, struct err *e)
{
	for (size_t i = 0; ids && i < born->n; i++)
		if (next_id(&ids->clock, ids->clock_end,
			    &born->rows[i].clock->id.n, e))
			return e->kind;
	return ERR_NONE;
}

/*
 * Changed ones first: those that were born get their id, and nothing more to
 * change, afterwards.
 */
static enum err_kind store_clocks(struct work *const *works, size_t n,
				  struct work_ids *ids, struct err *e)
{
	struct job *job = works[0]->job;
	struct clock_rows changed, born;

	if (learn_names(works, n, e) ||
	    collect_clocks(works, n, false, &changed, e) ||
	    collect_clocks(works, n, true, &born, e) ||
	    name_clocks(&born, ids, e) ||
	    clock_store_update(job->db, job->arena, changed.rows, changed.n,
			       e) ||
	    clock_store_add(job->db, job->arena, born.rows, born.n, e))
		return e->kind;
	for (size_t i = 0; i < changed.n; i++)
		changed.rows[i].clock->changed = false;
	for (size_t i = 0; i < born.n; i++)
		born.rows[i].clock->changed = false;
	return ERR_NONE;
}

/* ---- What hangs on clocks -------------------------------------------------
 */

/* One that ended before goes on again, or did and has ended once more. */
static bool went_on(const struct work_mark *was, const struct clock *c)
{
	return was->ended && (clock_live(c) || c->stopped != was->stopped);
}

/* The row that a first resolution judged once more follows. */
static enum err_kind find_before(const struct work *w, struct verdict *v,
				 struct err *e)
{
	if (v->clock->metric != METRIC_FIRST_RESOLVE)
		return ERR_NONE;
	return verdict_store_last(w->job->db, w->job->arena, v->clock->id,
				  &v->supersedes, e);
}

/* What ${w} decides, withdraws, and decides again. */
static enum err_kind judge(const struct work *w, struct verdict *v,
			   size_t *count, struct err *e)
{
	static const struct work_mark born;
	instant now = w->job->by.now;

	for (size_t k = 0; k < w->state.n; k++) {
		const struct clock *c = &w->state.clocks[k];
		const struct work_mark *was = k < w->nmarks ? &w->marks[k]
							    : &born;
		bool again = went_on(was, c);

		if (again && verdict_store_withdraw(w->job->db, c->id, now, e))
			return e->kind;
		if (clock_live(c) || (was->ended && !again))
			continue;
		v[*count] = (struct verdict){
			.clock = c,
			.ticket = w->row.id,
			.decided = now,
		};
		if (was->stored && find_before(w, &v[*count], e))
			return e->kind;
		(*count)++;
	}
	return ERR_NONE;
}

static enum err_kind store_verdicts(struct work *const *works, size_t n,
				    struct work_ids *ids, struct err *e)
{
	struct job *job = works[0]->job;
	struct verdict *v = ARENA_ARRAY(job->arena, count_clocks(works, n),
					struct verdict);
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (judge(works[i], v, &count, e))
			return e->kind;
	for (size_t i = 0; ids && i < count; i++)
		if (next_id(&ids->verdict, ids->verdict_end, &v[i].id, e))
			return e->kind;
	return verdict_store_add(job->db, job->arena, v, count, e);
}

static enum err_kind store_steps(struct work *const *works, size_t n,
				 struct err *e)
{
	struct job *job = works[0]->job;
	struct fired_step *steps;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += works[i]->nsteps;
	steps = ARENA_ARRAY(job->arena, count, struct fired_step);
	count = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->nsteps; k++) {
			const struct work_step *s = &works[i]->steps[k];

			steps[count++] = (struct fired_step){
				.clock = &works[i]->state.clocks[s->clock],
				.step = s->step,
				.due = s->due,
				.noticed = s->noticed,
				.outcome = s->outcome,
				.reason = s->reason,
				.level_version = s->level->version,
			};
		}
	return step_store_add(job->db, job->arena, steps, count, e);
}

/* ---- What happened and was said -------------------------------------------
 */

static enum err_kind store_events(struct work *const *works, size_t n,
				  struct err *e)
{
	struct job *job = works[0]->job;
	struct event_row *rows;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += works[i]->nevents;
	rows = ARENA_ARRAY(job->arena, count, struct event_row);
	count = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->nevents; k++) {
			rows[count] = works[i]->events[k];
			rows[count++].ticket = works[i]->row.id;
		}
	return event_store_add(job->db, job->arena, rows, count, e);
}

/* The tags that came and went, in order. */
static enum err_kind store_tags(struct work *const *works, size_t n,
				struct err *e)
{
	struct db *db = works[0]->job->db;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->ntags; k++) {
			const struct work_tags *t = &works[i]->tags[k];
			ticket_id id = works[i]->row.id;

			if (tag_store_take(db, id, t->off, t->noff, e) ||
			    tag_store_put(db, id, t->on, t->non, e) ||
			    tag_store_note(db, id, t->seq, t->off, t->noff,
					   false, e) ||
			    tag_store_note(db, id, t->seq, t->on, t->non, true,
					   e))
				return e->kind;
		}
	return ERR_NONE;
}

/* What was filled into its custom fields, in order. */
static enum err_kind store_fields(struct work *const *works, size_t n,
				  struct err *e)
{
	struct job *job = works[0]->job;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->nfields; k++) {
			const struct work_fields *f = &works[i]->fields[k];
			ticket_id id = works[i]->row.id;

			if (custom_store_put(job->db, CUSTOM_OF_TICKET, id.n,
					     f->v, f->n, e) ||
			    custom_store_note(job->db, job->arena, id, f->seq,
					      f->v, f->n, e))
				return e->kind;
		}
	return ERR_NONE;
}

static enum err_kind store_messages(struct work *const *works, size_t n,
				    struct work_ids *ids, struct err *e)
{
	struct job *job = works[0]->job;
	struct message *list;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += works[i]->nmessages;
	list = ARENA_ARRAY(job->arena, count, struct message);
	count = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->nmessages; k++) {
			struct message *m = &works[i]->messages[k];

			m->ticket = works[i]->row.id;
			if (ids &&
			    next_id(&ids->message, ids->message_end, &m->id, e))
				return e->kind;
			list[count++] = *m;
		}
	return message_store_add(job->db, job->arena, list, count, e);
}

/* ---- Tickets --------------------------------------------------------------
 */

/* New ones are stored by themselves; of the others, those that changed. */
static enum err_kind store_tickets(struct work *const *works, size_t n,
				   struct ticket_write *writes, size_t *count,
				   struct err *e)
{
	*count = 0;
	for (size_t i = 0; i < n; i++) {
		struct work *w = works[i];

		if (w->row.id.n == 0) {
			if (insert_ticket(w, e))
				return e->kind;
			continue;
		}
		if (w->moved)
			w->row.version++;
		writes[(*count)++] = (struct ticket_write){ &w->row,
							    &w->state };
	}
	return ERR_NONE;
}

enum err_kind work_store(struct work *const *works, size_t n, struct err *e)
{
	struct ticket_write *writes;
	size_t count;
	struct job *job;

	if (n == 0)
		return ERR_NONE;
	job = works[0]->job;
	writes = ARENA_ARRAY(job->arena, n, struct ticket_write);
	if (work_closing(works, n, e) || timed_find(works, n, e) ||
	    store_tickets(works, n, writes, &count, e) ||
	    store_clocks(works, n, NULL, e) || store_steps(works, n, e) ||
	    store_events(works, n, e) || store_tags(works, n, e) ||
	    store_fields(works, n, e) || store_messages(works, n, NULL, e) ||
	    store_verdicts(works, n, NULL, e) || deeds_store(works, n, e) ||
	    timed_store(works, n, e) ||
	    ticket_store_update(job->db, job->arena, writes, count, e))
		return e->kind;
	return ERR_NONE;
}

enum err_kind work_store_past(struct work *const *works, size_t n,
			      struct work_ids *ids, struct err *e)
{
	struct ticket_write *writes;
	struct job *job;

	if (n == 0)
		return ERR_NONE;
	job = works[0]->job;
	writes = ARENA_ARRAY(job->arena, n, struct ticket_write);
	for (size_t i = 0; i < n; i++) {
		works[i]->row.version = 1;
		writes[i] = (struct ticket_write){ &works[i]->row,
						   &works[i]->state };
	}
	if (work_closing(works, n, e) ||
	    ticket_store_insert_all(job->db, job->arena, writes, n, e) ||
	    store_clocks(works, n, ids, e) || store_steps(works, n, e) ||
	    store_events(works, n, e) || store_tags(works, n, e) ||
	    store_fields(works, n, e) || store_messages(works, n, ids, e) ||
	    store_verdicts(works, n, ids, e))
		return e->kind;
	return ERR_NONE;
}
