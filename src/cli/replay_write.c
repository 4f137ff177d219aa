#include "cli/replay_write.h"

#include <inttypes.h>

#include "base/json_out.h"
#include "base/limits.h"
#include "cli/replay.h"
#include "store/level_store.h"

/* A line in the making. */
struct writing {
	struct job *job;
	const struct unfold *u;
	struct json_out j;
	struct level_ref ref; /* after the last event that was told */
	size_t events;
};

static void put_instant(struct json_out *j, const char *key, instant at)
{
	char text[INSTANT_TEXT];

	json_out_str(j, key, instant_text(at, text));
}

static enum err_kind cannot(struct err *e, const struct check_event *ev,
			    const char *what)
{
	return err_set(e, ERR_INVALID, "event %" PRId64 " %s", ev->seq, what);
}

/* ---- What an event is ---------------------------------------------------- */

/* What changes no promise, and nothing that decides about one. */
#define IDLE                                                                   \
	(DID_NOTE | DID_TAGS | DID_FIELDS | DID_DEPARTMENT | DID_DESK_SPOKE)
#define MOVES (DID_STATUS | DID_REOPEN)
#define CHANGES (DID_PRIORITY | DID_ASSIGN | DID_LEVEL)
#define SAYS (DID_CUSTOMER_SPOKE | DID_STAFF_SPOKE | DID_ANSWERED)

/* It follows from those before it: whoever judges them finds it (R29). */
static bool happens_by_itself(const struct check_event *ev)
{
	return ev->actor_kind == ACTOR_SYSTEM &&
	       (ev->kind == EVENT_POSTPONEMENT_ENDED ||
		ev->kind == EVENT_PAUSE_ENDED);
}

static bool is_told(const struct check_event *ev)
{
	return ((unsigned)ev->did & ~(unsigned)IDLE) != 0 &&
	       !happens_by_itself(ev);
}

/* What an event with one of these does, and what may come with it. */
static const struct meaning {
	unsigned did, may;
	const char *type;
} meanings[] = {
	{ DID_CREATE,
	  DID_CUSTOMER_SPOKE | DID_BY_AGENT | DID_STAFF_SPOKE | DID_STATUS |
		  DID_ASSIGN | DID_SPLIT,
	  "created" },
	{ DID_RESTORE, 0, "restored" },
	{ DID_TOOK_IN, MOVES, "merged_in" },
	{ DID_RESUME, 0, "resume" },
	{ DID_DEADLINE, 0, "deadline" },
	{ DID_QUEUED, 0, "queued" },
	{ DID_ACCEPTED, 0, "accepted" },
	{ DID_ABANDONED, 0, "abandoned" },
	{ DID_NO_REPLY, 0, "no_reply" },
	{ DID_CUSTOMER_SPOKE, MOVES | CHANGES, "customer_message" },
	{ DID_STAFF_SPOKE, MOVES | CHANGES, "agent_message" },
	{ DID_ANSWERED, MOVES | CHANGES, "mark_answered" },
	{ DID_STATUS, MOVES | CHANGES, "state" },
	{ DID_REOPEN, MOVES | CHANGES, "state" },
	{ CHANGES, CHANGES, "changed" },
};

/* What it is called; NULL when it cannot be told. */
static const char *type_of(const struct check_event *ev, struct err *e)
{
	unsigned did = (unsigned)ev->did & ~(unsigned)IDLE;
	size_t i = 0;

	if (did == DID_LEVEL)
		return "level_change";
	while (i < COUNT_OF(meanings) && !(did & meanings[i].did))
		i++;
	if (i < COUNT_OF(meanings) &&
	    !(did & ~(meanings[i].did | meanings[i].may)))
		return meanings[i].type;
	(void)cannot(e, ev, "does what cannot be told");
	return NULL;
}

/* ---- What stands beside it ----------------------------------------------- */

/* By which calendar goes what begins with it, if that is another (D31). */
static void put_hours(struct writing *w, const struct check_event *ev,
		      struct level_ref now)
{
	char name[REPLAY_HOURS_NAME];

	if (ev->did & (DID_CREATE | DID_LEVEL) || now.version == 0 ||
	    now.calendar == w->ref.calendar)
		return;
	json_out_str(&w->j, "hours",
		     replay_write_hours_name(now.calendar, name));
}

static enum err_kind put_new_level(struct writing *w,
				   const struct check_event *ev,
				   struct level_ref now, struct err *e)
{
	char name[REPLAY_HOURS_NAME];
	const struct level *l;

	if (now.version == 0)
		return ERR_NONE;
	if (level_store_compile(w->job->db, now, &l, e))
		return err_wrap(e, "event %" PRId64, ev->seq);
	replay_write_level(&w->j, l);
	json_out_object(&w->j, "gears");
	replay_write_gears(&w->j, l);
	json_out_end_object(&w->j);
	json_out_str(&w->j, "calendar",
		     replay_write_hours_name(now.calendar, name));
	return ERR_NONE;
}

static void put_assignee(struct json_out *j, const struct check_event *ev)
{
	char name[32];

	if (ev->assignee <= 0) {
		json_out_bool(j, "unassigned", true);
		return;
	}
	(void)snprintf(name, sizeof(name), "person %" PRId64, ev->assignee);
	json_out_str(j, "assigned", name);
}

static enum err_kind put_changes(struct writing *w,
				 const struct check_event *ev,
				 struct level_ref now, struct err *e)
{
	bool create = ev->did & DID_CREATE;

	if (create || ev->did & DID_PRIORITY)
		json_out_str(&w->j, "priority",
			     event_priority_name((enum priority)ev->priority));
	if (ev->did & DID_ASSIGN && (!create || ev->assignee > 0))
		put_assignee(&w->j, ev);
	if (!(ev->did & DID_LEVEL) || create)
		return ERR_NONE;
	return put_new_level(w, ev, now, e);
}

/* The status in the end: a reopened one is moved on by what was said. */
static enum status status_of(const struct check_event *ev)
{
	if (!(ev->did & DID_STATUS) &&
	    ev->did & (DID_STAFF_SPOKE | DID_ANSWERED))
		return STATUS_ANSWERED;
	return (enum status)ev->status;
}

static enum err_kind put_status(struct writing *w, const struct check_event *ev,
				const char *key, struct err *e)
{
	enum status s = status_of(ev);

	if (s == STATUS_CHATTING || s == STATUS_CALLING)
		return cannot(e, ev, "has the status of a live channel");
	json_out_str(&w->j, key, event_status_name(s));
	if (s == STATUS_POSTPONED && ev->until != INSTANT_NONE &&
	    !(ev->did & DID_TOOK_IN))
		put_instant(&w->j, "until", ev->until);
	return ERR_NONE;
}

/* ---- Events -------------------------------------------------------------- */

static enum err_kind put_created(struct writing *w,
				 const struct check_event *ev, struct err *e)
{
	bool agent = ev->did & DID_BY_AGENT;
	bool customer = ev->did & DID_CUSTOMER_SPOKE;
	bool staff = ev->did & DID_STAFF_SPOKE;
	bool says = ev->did & DID_STATUS;
	bool split = ev->did & DID_SPLIT;

	if (agent == customer || agent != staff)
		return cannot(e, ev, "opens it without the usual words");
	if ((!says && ev->status != STATUS_NEW) || (split && says))
		return cannot(e, ev, "opens it in another status");
	json_out_str(&w->j, "by", agent ? "agent" : "customer");
	if (split)
		put_instant(&w->j, "since", ev->until);
	return says ? put_status(w, ev, "state", e) : ERR_NONE;
}

static void put_metric(struct json_out *j, const struct check_event *ev)
{
	if (ev->did & DID_DEADLINE) {
		json_out_str(j, "metric",
			     level_metric_name((enum metric)ev->metric));
		if (ev->due != INSTANT_NONE)
			put_instant(j, "due", ev->due);
	} else {
		json_out_str(j, "channel",
			     ev->metric == METRIC_CALL_ANSWER ? "call"
							      : "chat");
	}
}

/* What only events of its type have. */
static enum err_kind put_own(struct writing *w, const struct check_event *ev,
			     struct err *e)
{
	const unsigned of_metric = DID_DEADLINE | DID_QUEUED | DID_ACCEPTED |
				   DID_ABANDONED;

	if (ev->did & DID_CREATE)
		return put_created(w, ev, e);
	if ((unsigned)ev->did & of_metric)
		put_metric(&w->j, ev);
	if (ev->did & DID_TOOK_IN && ev->until != INSTANT_NONE)
		put_instant(&w->j, "oldest_unanswered", ev->until);
	if (!(ev->did & MOVES))
		return ERR_NONE;
	return put_status(w, ev,
			  ev->did & (SAYS | DID_TOOK_IN) ? "state" : "to", e);
}

static enum err_kind put_event(struct writing *w, const struct check_event *ev,
			       struct level_ref now, struct err *e)
{
	const char *type = type_of(ev, e);

	if (!type)
		return e->kind;
	if (ev->did & DID_LEVEL && !now.version && ev->did & ~DID_LEVEL)
		return cannot(e, ev, "takes the level, and does more");
	json_out_object(&w->j, NULL);
	put_instant(&w->j, "at", ev->at);
	json_out_str(&w->j, "type", type);
	put_hours(w, ev, now);
	if (put_own(w, ev, e) || put_changes(w, ev, now, e))
		return e->kind;
	json_out_end_object(&w->j);
	w->ref = now;
	w->events++;
	return ERR_NONE;
}

static enum err_kind put_events(struct writing *w, struct err *e)
{
	const struct check_batch *b = &w->u->batch;

	json_out_array(&w->j, "events");
	for (size_t i = 0; i < b->nevents; i++)
		if (is_told(&b->events[i]) &&
		    put_event(w, &b->events[i], w->u->fold.refs[i], e))
			return e->kind;
	json_out_end_array(&w->j);
	if (w->events > LIMIT_REPLAY_EVENTS)
		return err_set(e, ERR_INVALID, "it has more than %d events",
			       LIMIT_REPLAY_EVENTS);
	return ERR_NONE;
}

/* ---- Lines --------------------------------------------------------------- */

static bool is_named_before(const struct level_ref *refs, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (refs[k].version && refs[k].calendar == refs[i].calendar)
			return true;
	return false;
}

static enum err_kind put_calendars(struct writing *w, struct err *e)
{
	const struct level_ref *refs = w->u->fold.refs;
	size_t n = 0;

	json_out_object(&w->j, "calendars");
	for (size_t i = 0; i < w->u->batch.nevents; i++) {
		if (!refs[i].version || is_named_before(refs, i))
			continue;
		if (++n > LIMIT_REPLAY_CALENDARS)
			return err_set(e, ERR_INVALID,
				       "it went by more than %d calendars",
				       LIMIT_REPLAY_CALENDARS);
		if (replay_write_hours(w->job, refs[i].calendar, &w->j, e))
			return e->kind;
	}
	json_out_end_object(&w->j);
	return ERR_NONE;
}

/* What held when it was opened. */
static enum err_kind put_first(struct writing *w, struct err *e)
{
	struct level_ref first = w->u->fold.refs[0];
	char name[REPLAY_HOURS_NAME];
	const struct level *l;

	w->ref = first;
	if (first.version == 0)
		return ERR_NONE;
	if (level_store_compile(w->job->db, first, &l, e))
		return e->kind;
	json_out_str(&w->j, "calendar",
		     replay_write_hours_name(first.calendar, name));
	replay_write_level(&w->j, l);
	replay_write_gears(&w->j, l);
	return ERR_NONE;
}

static instant last_of(const struct unfold *u)
{
	return u->batch.events[u->batch.nevents - 1].at;
}

static void put_ask(struct writing *w)
{
	json_out_array(&w->j, "ask");
	json_out_object(&w->j, NULL);
	json_out_i64(&w->j, "after", (int64_t)w->events);
	put_instant(&w->j, "at", last_of(w->u));
	json_out_bool(&w->j, "every", true);
	json_out_end_object(&w->j);
	json_out_end_array(&w->j);
}

enum err_kind replay_write_line(struct job *job, const struct unfold *u,
				struct sbuf *out, struct err *e)
{
	struct writing w = { .job = job, .u = u, .j = JSON_OUT(out) };

	if (u->broken)
		return err_set(e, ERR_INVALID, "%s cannot be followed",
			       u->broken);
	json_out_object(&w.j, NULL);
	json_out_str(&w.j, "id", u->code);
	if (put_calendars(&w, e) || put_first(&w, e) || put_events(&w, e))
		return e->kind;
	put_ask(&w);
	json_out_end_object(&w.j);
	sbuf_char(out, '\n');
	if (out->failed || out->len > LIMIT_REPLAY_LINE)
		return err_set(e, ERR_INVALID,
			       "its line has more than %d bytes",
			       LIMIT_REPLAY_LINE);
	return ERR_NONE;
}

/* ---- What is stored ------------------------------------------------------ */

/* Is it a row that names what there is? */
static bool can_be(const struct check_clock *s)
{
	bool live = s->state == CLOCK_RUNNING || s->state == CLOCK_PAUSED;

	return s->metric >= 0 && s->metric < METRIC_N &&
	       s->state >= CLOCK_RUNNING && s->state <= CLOCK_CANCELLED &&
	       (live || (s->reason >= CLOCK_DONE && s->reason <= CLOCK_SHUT)) &&
	       (s->unit == UNIT_WORKING || s->unit == UNIT_CALENDAR ||
		s->unit == UNIT_WORKING_DAYS || s->unit == UNIT_NEXT_OPEN);
}

static enum err_kind clock_of(struct job *job, const struct check_clock *s,
			      struct clock *out, struct err *e)
{
	const struct level_ref ref = { s->level_version,
				       s->calendar_version == INSTANT_NONE
					       ? 0
					       : s->calendar_version };

	if (!can_be(s))
		return err_set(e, ERR_INVALID,
			       "clock %" PRId64 " cannot be understood", s->id);
	*out = (struct clock){
		.metric = (enum metric)s->metric,
		.cycle = (int)s->cycle,
		.state = (enum clock_state)s->state,
		.reason = (enum clock_reason)(
			s->reason == INSTANT_NONE ? CLOCK_DONE : s->reason),
		.started = s->started,
		.due = s->due,
		.breached = s->breached,
		.stopped = s->stopped,
		.target = s->target,
		.unit = (enum unit)s->unit,
		.consumed = s->consumed,
		.since = s->since,
		.paused = s->paused,
	};
	return level_store_compile(job->db, ref, &out->level, e);
}

static int by_cycle(const void *a, const void *b)
{
	const struct check_clock *x = a, *y = b;

	if (x->metric != y->metric)
		return x->metric < y->metric ? -1 : 1;
	return (x->cycle > y->cycle) - (x->cycle < y->cycle);
}

enum err_kind replay_write_stored(struct job *job, const struct unfold *u,
				  struct sbuf *out, struct err *e)
{
	struct json_out j = JSON_OUT(out);
	size_t n = u->batch.nclocks;
	struct check_clock *all = ARENA_ARRAY(job->arena, n + 1,
					      struct check_clock);

	if (n)
		memcpy(all, u->batch.clocks, n * sizeof(*all));
	qsort(all, n, sizeof(*all), by_cycle);
	json_out_object(&j, NULL);
	json_out_str(&j, "id", u->code);
	json_out_array(&j, "asked");
	json_out_array(&j, NULL);
	for (size_t i = 0; i < n; i++) {
		struct clock c;

		if (clock_of(job, &all[i], &c, e))
			return e->kind;
		replay_put_cycle(&j, &c, last_of(u));
	}
	json_out_end_array(&j);
	json_out_end_array(&j);
	json_out_end_object(&j);
	sbuf_char(out, '\n');
	return ERR_NONE;
}
