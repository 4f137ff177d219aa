/* Events, and the row of the ticket that they fold to. */
#include "desk/check_part.h"

#include <inttypes.h>

#include "base/str.h"

/* ---- Events ----------------------------------------------------------------
 */

static const char *event_name(struct check_part *p, int64_t seq)
{
	return arena_printf(p->check->arena, "event %" PRId64, seq);
}

static bool is_level(struct check_part *p, const struct check_event *ev)
{
	return !(ev->did & (DID_CREATE | DID_LEVEL)) ||
	       ev->level_version == INSTANT_NONE ||
	       refold_has_level(p->batch, ev->level_version);
}

/* Which of the event's columns core could not take, or NULL. */
static const char *bad_column(struct check_part *p,
			      const struct check_event *ev, int64_t seq)
{
	const char *bad = refold_bad_column(ev, seq);

	if (!bad && !is_level(p, ev))
		bad = "event.level_version_id";
	if (!bad && !check_hours(p, ev))
		bad = "event.calendar_version_id";
	return bad;
}

/* What it names besides; core does not look at it. */
static void check_names(struct check_part *p, const struct check_event *ev)
{
	const char *what;

	if (check_person(p->batch, ev->actor) == NULL ||
	    ev->assignee != INSTANT_NONE || ev->department != INSTANT_NONE) {
		what = event_name(p, ev->seq);
		check_is_person(p, "event.actor_id", what, ev->actor);
		check_is_person(p, "event.assignee_id", what, ev->assignee);
		check_is_department(p, "event.department_id", what,
				    ev->department);
	}
	if ((ev->actor_kind == ACTOR_PERSON && ev->actor == INSTANT_NONE) ||
	    (ev->actor_kind == ACTOR_SYSTEM && ev->actor != INSTANT_NONE))
		check_number(p, "event.actor_kind", event_name(p, ev->seq),
			     ev->actor_kind,
			     ev->actor == INSTANT_NONE ? ACTOR_SYSTEM
						       : ACTOR_PERSON);
}

/* What an event did not do, it says nothing about. */
static void check_silence(struct check_part *p, const struct check_event *ev)
{
	bool create = ev->did & DID_CREATE;
	const struct {
		const char *kind;
		bool said;
		int64_t value;
	} columns[] = {
		{ "event.status", create || ev->did & (DID_STATUS | DID_REOPEN),
		  ev->status },
		{ "event.priority", create || ev->did & DID_PRIORITY,
		  ev->priority },
		{ "event.department_id", create || ev->did & DID_DEPARTMENT,
		  ev->department },
		{ "event.assignee_id", (ev->did & DID_ASSIGN) != 0,
		  ev->assignee },
		{ "event.level_version_id", create || ev->did & DID_LEVEL,
		  ev->level_version },
		{ "event.calendar_version_id",
		  (create || ev->did & DID_LEVEL) &&
			  ev->level_version != INSTANT_NONE,
		  ev->calendar_version },
	};

	for (size_t i = 0; i < COUNT_OF(columns); i++)
		if (!columns[i].said)
			check_number(p, columns[i].kind, event_name(p, ev->seq),
				     columns[i].value, INSTANT_NONE);
}

bool check_events(struct check_part *p)
{
	const struct refold_ticket *t = &p->stored;
	instant last = INSTANT_MIN;
	bool fine = true;

	if (t->nevents == 0)
		check_found(p, "event.missing", "", "no event",
			    "one that opens the ticket");
	for (size_t i = 0; i < t->nevents; i++) {
		const struct check_event *ev = &t->events[i];
		int64_t seq = (int64_t)i + 1;
		const char *bad;

		if (ev->seq != seq) {
			check_number(p, "event.seq", "", ev->seq, seq);
			return false;
		}
		bad = bad_column(p, ev, seq);
		if (bad) {
			check_found(p, bad, event_name(p, seq), "no such value",
				    "one that there is");
			fine = false;
		} else if (ev->at < last) {
			check_instant(p, "event.at", event_name(p, seq), ev->at,
				      last);
			fine = false;
		} else {
			last = ev->at;
		}
		if (!bad)
			check_silence(p, ev);
		check_names(p, ev);
	}
	return fine && t->nevents > 0;
}

/* ---- The ticket ------------------------------------------------------------
 */

static bool is_mark(const struct check_event *ev)
{
	const struct event is = { .kind = (enum event_kind)ev->kind,
				  .did = (unsigned)ev->did };

	return event_is_mark(&is);
}

/* At least one for each save there was, at most one for each event in it. */
static void check_version(struct check_part *p)
{
	const struct check_event *last = NULL;
	int64_t least = 0, most = 0;

	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];

		if (is_mark(ev) || ev->kind == EVENT_REVISED ||
		    ev->kind == EVENT_HOURS)
			continue;
		most++;
		if (!last || last->recorded != ev->recorded ||
		    !str_eq(last->request_id, ev->request_id))
			least++;
		last = ev;
	}
	if (p->row->version < least)
		check_number(p, "ticket.version", "at least", p->row->version,
			     least);
	else if (p->row->version > most)
		check_number(p, "ticket.version", "at most", p->row->version,
			     most);
}

/* What a ticket was before that. */
static int64_t before(const struct clock_ticket *s, enum status how,
		      enum status was)
{
	return clock_ticket_lies_in(s, how) ? (int64_t)was : INSTANT_NONE;
}

/* Does the sweeper still have to tell it when it closes? */
static bool to_be_told(const struct check_part *p)
{
	const struct check_batch *b = p->batch;
	const struct closing *c = &b->closing;

	return p->fold.state.status == STATUS_RESOLVED && c->n > 0 &&
	       (b->told.since != c->rules[c->n - 1].since ||
		(!b->told.all && p->row->id > b->told.last.n));
}

/* When it next changes by itself. */
static void check_settle(struct check_part *p)
{
	struct clock_ticket s = p->fold.state;

	s.closing = p->batch->closing.rules;
	s.nclosing = p->batch->closing.n;
	if (!to_be_told(p))
		check_instant(p, "ticket.settle_at", "", p->row->settle,
			      clock_ticket_settle_at(&s));
}

/*
 * Which of its promises is due first. Rows of before may name another one that
 * is due at the same instant.
 */
static void check_due_metric(struct check_part *p, const struct clock *nearest)
{
	const struct clock_ticket *s = &p->fold.state;

	for (size_t i = 0; nearest && i < s->n; i++)
		if (s->clocks[i].state == CLOCK_RUNNING &&
		    s->clocks[i].due == nearest->due &&
		    (int64_t)s->clocks[i].metric == p->row->due_metric)
			return;
	check_number(p, "ticket.due_metric", "", p->row->due_metric,
		     nearest ? (int64_t)nearest->metric : INSTANT_NONE);
}

/* For the lists and the sweeper. */
static void check_derived(struct check_part *p)
{
	const struct clock_ticket *s = &p->fold.state;
	const struct clock *nearest = clock_ticket_nearest(s);
	const struct check_ticket *t = p->row;

	check_instant(p, "ticket.due_at", "", t->due,
		      nearest ? nearest->due : INSTANT_NONE);
	check_due_metric(p, nearest);
	check_number(p, "ticket.order_at", "", t->order,
		     clock_ticket_order_at(s));
	check_settle(p);
	check_number(p, "ticket.is_open", "", t->is_open,
		     s->status <= STATUS_POSTPONED);
}

static void check_state(struct check_part *p)
{
	const struct clock_ticket *s = &p->fold.state;
	const struct check_ticket *t = p->row;

	check_number(p, "ticket.status", "", t->status, s->status);
	check_number(p, "ticket.before_spam", "", t->before_spam,
		     before(s, STATUS_SPAM, s->before_spam));
	check_number(p, "ticket.before_deleted", "", t->before_deleted,
		     before(s, STATUS_DELETED, s->before_deleted));
	check_number(p, "ticket.before_merged", "", t->before_merged,
		     before(s, STATUS_MERGED, s->before_merged));
	check_number(p, "ticket.party", "", t->party, s->party);
	check_instant(p, "ticket.hidden_at", "", t->hidden, s->hidden);
	check_number(p, "ticket.priority", "", t->priority, s->priority);
	check_number(p, "ticket.department_id", "", t->department,
		     s->department.n);
	check_id(p, "ticket.assignee_id", "", t->assignee, s->assignee.n);
	check_number(p, "ticket.by_agent", "", t->by_agent, s->by_agent);
	check_id(p, "ticket.level_version_id", "", t->level_version,
		 s->level ? s->level->version : 0);
	check_number(p, "ticket.last_seq", "", t->last_seq, s->last_seq);
}

static void check_times(struct check_part *p)
{
	const struct clock_ticket *s = &p->fold.state;
	const struct check_ticket *t = p->row;

	if (t->status_since != INSTANT_NONE)
		check_instant(p, "ticket.status_at", "", t->status_since,
			      s->status_since);
	check_instant(p, "ticket.created_at", "", t->created, s->created);
	check_instant(p, "ticket.last_event_at", "", t->last_event,
		      s->last_event);
	check_instant(p, "ticket.first_answered_at", "", t->first_answered,
		      s->first_answered);
	check_instant(p, "ticket.unanswered_at", "", t->unanswered,
		      s->unanswered);
	check_instant(p, "ticket.last_message_at", "", t->last_message,
		      s->last_message);
	check_instant(p, "ticket.last_answered_at", "", t->last_answered,
		      s->last_answered);
	check_instant(p, "ticket.resolved_at", "", t->resolved, s->resolved);
	check_instant(p, "ticket.postponed_until", "", t->postponed_until,
		      s->postponed_until);
}

/* "ABC-DEFGH-123" */
static bool is_code(const char *code)
{
	static const char shape[] = "AAA-AAAAA-000";

	if (strlen(code) != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; shape[i]; i++) {
		char c = code[i];

		if (shape[i] == 'A' ? c < 'A' || c > 'Z' || c == 'I' || c == 'O'
		    : shape[i] == '0' ? c < '0' || c > '9'
				      : c != '-')
			return false;
	}
	return true;
}

static void check_owner(struct check_part *p)
{
	const struct check_ticket *t = p->row;
	const struct check_person *who = check_person(p->batch, t->requester);

	check_is_person(p, "ticket.requester_id", "", t->requester);
	check_is_person(p, "ticket.assignee_id", "", t->assignee);
	check_is_department(p, "ticket.department_id", "", t->department);
	/* Theirs when it came: it is known of who never changed since. */
	if (who && who->version == 1)
		check_number(p, "ticket.company_id", "", t->company,
			     who->company);
	if (!is_code(t->code))
		check_found(p, "ticket.code", "", t->code, "ABC-DEFGH-123");
	if (t->source < 0 || t->source >= SOURCE_N)
		check_number(p, "ticket.source", "", t->source, SOURCE_FORM);
}

void check_ticket_row(struct check_part *p)
{
	bool elsewhere = p->elsewhere;

	p->elsewhere = false; /* no matter of hours */
	check_state(p);
	check_times(p);
	check_version(p);
	check_applied(p);
	check_owner(p);
	p->elsewhere = elsewhere;
	check_derived(p);
}
