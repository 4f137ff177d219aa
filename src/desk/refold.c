#include "desk/refold.h"

#include "store/level_store.h"

/* ---- Can core take it? ----------------------------------------------------
 */

#define DID_ALL ((DID_DESK_SPOKE << 1) - 1)

static bool within(int64_t n, int64_t from, int64_t until)
{
	return n >= from && n < until;
}

static bool is_instant(int64_t at)
{
	return at >= INSTANT_MIN && at <= INSTANT_MAX;
}

/* What is postponed may say why; nothing else does. */
static const char *bad_pause(const struct check_event *ev)
{
	if (ev->pause != INSTANT_NONE &&
	    (!within(ev->pause, PAUSE_INFORMATION, PAUSE_N) ||
	     ev->status != STATUS_POSTPONED))
		return "event.pause_code";
	return NULL;
}

/* What is part of another ticket says since when its customer waits. */
static bool bad_until(const struct check_event *ev)
{
	if (ev->until == INSTANT_NONE)
		return (ev->did & DID_SPLIT) != 0;
	return !is_instant(ev->until) ||
	       (ev->did & DID_SPLIT && ev->until > ev->at);
}

static const char *bad_values(const struct check_event *ev)
{
	bool create = ev->did & DID_CREATE;

	if ((create || ev->did & (DID_STATUS | DID_REOPEN)) &&
	    !within(ev->status, 0, STATUS_N))
		return "event.status";
	if ((create || ev->did & DID_PRIORITY) &&
	    !within(ev->priority, PRIORITY_URGENT, PRIORITY_N))
		return "event.priority";
	if ((create || ev->did & DID_DEPARTMENT) && ev->department <= 0)
		return "event.department_id";
	if (bad_until(ev))
		return "event.until_at";
	if (ev->party != INSTANT_NONE &&
	    !within(ev->party, PARTY_CUSTOMER, PARTY_PLANNED + 1))
		return "event.party";
	return bad_pause(ev);
}

static const char *bad_mark(const struct check_event *ev)
{
	bool overdue = ev->kind == EVENT_OVERDUE;
	bool reminder = ev->kind == EVENT_REMINDER;

	if (!overdue && !reminder)
		return NULL;
	if (ev->did != 0)
		return "event.did";
	if (!within(ev->metric, 0, METRIC_N))
		return "event.metric";
	if (ev->cycle < 1)
		return "event.cycle";
	if (reminder && !within(ev->step, 0, 16))
		return "event.step";
	return NULL;
}

/* What nothing but an event of its own kind does, or of one that does nothing
 * else. */
static bool not_its_own(const struct check_event *ev)
{
	static const struct {
		unsigned did;
		enum event_kind kind;
	} own[] = {
		{ DID_NO_REPLY, EVENT_NO_REPLY },
		{ DID_TOOK_IN, EVENT_TOOK_IN },
		{ DID_SPLIT, EVENT_CREATED },
		{ DID_RESUME, EVENT_PAUSE_ENDED },
		{ DID_DEADLINE, EVENT_DEADLINE },
		{ DID_QUEUED, EVENT_QUEUED },
		{ DID_ACCEPTED, EVENT_ACCEPTED },
		{ DID_ABANDONED, EVENT_ABANDONED },
	};

	if ((ev->kind == EVENT_REVISED || ev->kind == EVENT_HOURS) &&
	    ev->did != DID_LEVEL)
		return true;
	if (ev->kind == EVENT_RULES_END && ev->did != 0)
		return true;
	if (ev->did & DID_DESK_SPOKE && ev->kind != EVENT_RULE &&
	    ev->kind != EVENT_CHANGED)
		return true;
	for (size_t i = 0; i < COUNT_OF(own); i++)
		if ((ev->did & own[i].did) && ev->kind != (int64_t)own[i].kind)
			return true;
	return false;
}

static bool bad_deed(const struct check_event *ev)
{
	bool live = ev->metric == METRIC_CHAT_ANSWER ||
		    ev->metric == METRIC_CALL_ANSWER;

	if (not_its_own(ev))
		return true;
	/* It begins as something to be done. */
	if ((ev->did & DID_SPLIT) &&
	    (!(ev->did & DID_CREATE) || ev->status > STATUS_POSTPONED))
		return true;
	if ((ev->did & DID_DEADLINE) && !within(ev->metric, 0, METRIC_N))
		return true;
	return (ev->did & (DID_QUEUED | DID_ACCEPTED | DID_ABANDONED)) && !live;
}

const char *refold_bad_column(const struct check_event *ev, int64_t seq)
{
	const char *bad;

	if (!within(ev->kind, 0, EVENT_KIND_N))
		return "event.kind";
	if (ev->did < 0 || ev->did & ~(int64_t)DID_ALL ||
	    (seq == 1) != ((ev->did & DID_CREATE) != 0) || bad_deed(ev))
		return "event.did";
	if (!is_instant(ev->at))
		return "event.at";
	if (!is_instant(ev->recorded))
		return "event.recorded_at";
	bad = bad_values(ev);
	if (!bad)
		bad = bad_mark(ev);
	if (!bad && !within(ev->actor_kind, 0, ACTOR_SYSTEM + 1))
		bad = "event.actor_kind";
	if (!bad && !within(ev->via, 0, VIA_IMPORT + 1))
		bad = "event.via";
	return bad;
}

static int64_t or_zero(int64_t n)
{
	return n == INSTANT_NONE ? 0 : n;
}

static int or_none(int64_t n)
{
	return n == INSTANT_NONE ? -1 : (int)n;
}

static struct event event_of(const struct check_event *ev)
{
	struct event out = {
		.seq = ev->seq,
		.at = ev->at,
		.recorded_at = ev->recorded,
		.kind = (enum event_kind)ev->kind,
		.did = (unsigned)ev->did,
		.status = (enum status)or_zero(ev->status),
		.priority = (enum priority)or_zero(ev->priority),
		.level_version = or_zero(ev->level_version),
		.until = ev->until,
		.party = (enum party)or_zero(ev->party),
		.pause = (enum pause_code)or_zero(ev->pause),
		.metric = or_none(ev->metric),
		.cycle = or_none(ev->cycle),
		.step = or_none(ev->step),
		.due = ev->due,
	};

	out.department.n = or_zero(ev->department);
	out.assignee.n = or_zero(ev->assignee);
	out.by.kind = (enum actor_kind)ev->actor_kind;
	out.by.person.n = or_zero(ev->actor);
	out.by.via = (enum via)ev->via;
	out.by.now = ev->recorded;
	return out;
}

/* ---- Which calendar held --------------------------------------------------
 */

const struct check_level_version *refold_level(const struct check_batch *b,
					       int64_t version)
{
	size_t low = 0, high = b->nlevels;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (b->levels[mid].id < version)
			low = mid + 1;
		else
			high = mid;
	}
	return low < b->nlevels && b->levels[low].id == version
		       ? &b->levels[low]
		       : NULL;
}

bool refold_has_level(const struct check_batch *b, int64_t version)
{
	const struct check_level_version *l = refold_level(b, version);

	if (!l || l->calendar == INSTANT_NONE)
		return l != NULL;
	for (size_t i = 0; i < b->ncalendars; i++)
		if (b->calendars[i].calendar == l->calendar)
			return true;
	return false;
}

const char *refold_bad_event(const struct check_batch *b)
{
	instant last = INSTANT_MIN;

	if (b->nevents == 0)
		return "event.seq";
	for (size_t i = 0; i < b->nevents; i++) {
		const struct check_event *ev = &b->events[i];
		const char *bad = refold_bad_column(ev, (int64_t)i + 1);

		if (ev->seq != (int64_t)i + 1)
			return "event.seq";
		if (bad)
			return bad;
		if (ev->did & (DID_CREATE | DID_LEVEL) &&
		    ev->level_version != INSTANT_NONE &&
		    !refold_has_level(b, ev->level_version))
			return "event.level_version_id";
		if (ev->at < last)
			return "event.at";
		last = ev->at;
	}
	return NULL;
}

/* Clocks of different machines, and of one that was set, are that far apart. */
#define SAME_MOMENT 60

/* The newest version of a calendar at that instant; the first, before it. */
static int64_t newest(const struct check_batch *b, int64_t calendar, instant at)
{
	int64_t found = 0;

	for (size_t i = 0; i < b->ncalendars; i++) {
		const struct check_calendar_version *c = &b->calendars[i];

		if (c->calendar == calendar && (!found || c->created <= at))
			found = c->id;
	}
	return found;
}

/* The folding of one ticket. */
struct folding {
	struct db *db;
	struct arena *a;
	const struct refold_ticket *t;
	struct refold *out;
	bool steps;
};

/* What a clock that began with the event says, or ${otherwise}. */
static int64_t told(const struct folding *f, const struct check_event *ev,
		    int64_t version, int64_t otherwise)
{
	for (size_t i = 0; i < f->t->nclocks; i++) {
		const struct check_clock *c = f->t->clocks[i];

		if (c->started == ev->at && c->unit == UNIT_WORKING &&
		    c->start_level_version == version)
			return or_zero(c->start_calendar_version);
	}
	return otherwise;
}

static int64_t calendar_then(const struct folding *f,
			     const struct check_event *ev, int64_t version)
{
	const struct check_batch *b = f->t->batch;
	const struct check_level_version *l = refold_level(b, version);
	int64_t should, says;

	if (!l || l->calendar == INSTANT_NONE)
		return 0;
	should = newest(b, l->calendar, ev->recorded);
	says = told(f, ev, version, should);
	if (says == newest(b, l->calendar, ev->recorded - SAME_MOMENT) ||
	    says == newest(b, l->calendar, ev->recorded + SAME_MOMENT))
		return says;
	return should;
}

/* Put the ticket under the calendar that holds for its next event. */
static enum err_kind turn_calendar(struct folding *f,
				   const struct check_event *ev, struct err *e)
{
	struct clock_ticket *t = &f->out->state;
	struct level_ref ref;

	if (!t->level || clock_ticket_by_hours(t))
		return ERR_NONE;
	ref.version = t->level->version;
	ref.calendar = calendar_then(f, ev, ref.version);
	if (ref.calendar == t->level->calendar_version)
		return ERR_NONE;
	return level_store_compile(f->db, ref, &t->level, e);
}

/* ---- What else is to be known --------------------------------------------
 */

/* Every instant at which a step of a running clock falls due as things are. */
static void note_steps(struct folding *f, instant until)
{
	struct refold *out = f->out;
	const struct clock_ticket *t = &out->state;

	for (size_t i = 0; i < t->n; i++) {
		const struct clock *c = &t->clocks[i];

		if (c->state != CLOCK_RUNNING)
			continue;
		for (int k = 0; k < c->level->nsteps[c->metric]; k++) {
			const struct step *s = &c->level->steps[c->metric][k];
			instant due = clock_step_at(c, s);

			if (due == INSTANT_NONE || due > until)
				continue;
			if (out->nsteps == out->capsteps) {
				struct refold_step *more;

				out->capsteps = out->capsteps
							? out->capsteps * 2
							: 16;
				more = ARENA_ARRAY(f->a, out->capsteps,
						   struct refold_step);
				if (out->nsteps > 0)
					memcpy(more, out->steps,
					       out->nsteps * sizeof(*more));
				out->steps = more;
			}
			out->steps[out->nsteps++] = (struct refold_step){
				(int)c->metric, c->cycle, s->number, due
			};
		}
	}
}

static void note_mark(struct folding *f, const struct event *ev)
{
	const struct clock_ticket *t = &f->out->state;
	struct refold_mark *m;

	if (ev->kind != EVENT_OVERDUE && ev->kind != EVENT_REMINDER)
		return;
	m = &f->out->marks[f->out->nmarks++];
	*m = (struct refold_mark){ .seq = ev->seq, .due = INSTANT_NONE };
	for (size_t i = 0; i < t->n; i++) {
		const struct clock *c = &t->clocks[i];

		if ((int)c->metric != ev->metric || c->cycle != ev->cycle)
			continue;
		m->known = true;
		m->breached = c->breached != INSTANT_NONE;
		m->due = ev->kind == EVENT_REMINDER || c->due != INSTANT_NONE
				 ? c->due
				 : c->breached;
	}
}

/* What was judged goes on: that verdict does not stand any more. */
static void note_withdrawn(struct folding *f, const struct refold_end *end,
			   const struct event *ev)
{
	struct refold *out = f->out;

	ARENA_ROOM(f->a, out->withdrawn, out->nwithdrawn, out->capwithdrawn);
	out->withdrawn[out->nwithdrawn++] = (struct refold_withdrawn){
		.then = end->then,
		.decided = end->recorded,
		.withdrawn = ev->recorded_at,
	};
}

/* Clocks that ended with this event were judged when it was stored. */
static void note_ends(struct folding *f, const struct event *ev)
{
	struct refold *out = f->out;
	const struct clock_ticket *t = &out->state;

	if (t->n > out->nends) {
		struct refold_end *more = ARENA_ARRAY(f->a, t->cap,
						      struct refold_end);

		if (out->nends > 0)
			memcpy(more, out->ends, out->nends * sizeof(*more));
		out->ends = more;
		while (out->nends < t->n)
			out->ends[out->nends++].recorded = INSTANT_NONE;
	}
	for (size_t i = 0; i < t->n; i++) {
		struct refold_end *end = &out->ends[i];
		bool ended = end->recorded != INSTANT_NONE;

		if (ended == !clock_live(&t->clocks[i]))
			continue;
		if (ended)
			note_withdrawn(f, end, ev);
		end->recorded = ended ? INSTANT_NONE : ev->recorded_at;
		end->then = t->clocks[i];
	}
}

/* ---- The fold -------------------------------------------------------------
 */

static enum err_kind level_of(struct folding *f, const struct check_event *ev,
			      const struct level **out, struct err *e)
{
	struct level_ref ref = { .version = or_zero(ev->level_version) };

	*out = NULL;
	if (!(ev->did & (DID_CREATE | DID_LEVEL)) || ref.version == 0)
		return ERR_NONE;
	ref.calendar = ev->calendar_version != INSTANT_NONE
			       ? ev->calendar_version
			       : calendar_then(f, ev, ref.version);
	return level_store_compile(f->db, ref, out, e);
}

static void note_ref(struct folding *f, size_t i)
{
	const struct level *l = f->out->state.level;

	if (l)
		f->out->refs[i] = (struct level_ref){ l->version,
						      l->calendar_version };
}

static enum err_kind fold(struct folding *f, const struct check_event *row,
			  struct err *e)
{
	struct event ev = event_of(row);
	const struct level *level;

	if (turn_calendar(f, row, e) || level_of(f, row, &level, e))
		return e->kind;
	if (f->steps)
		note_steps(f, ev.at);
	clock_ticket_apply(&f->out->state, &ev, level, f->a);
	note_mark(f, &ev);
	note_ends(f, &ev);
	note_ref(f, (size_t)ev.seq - 1);
	return ERR_NONE;
}

enum err_kind refold_run(struct db *db, struct arena *a,
			 const struct refold_ticket *t, bool steps,
			 struct refold *out, struct err *e)
{
	struct folding f = { db, a, t, out, steps };

	*out = (struct refold){ 0 };
	clock_ticket_init(&out->state);
	out->state.trace = t->trace;
	out->marks = ARENA_ARRAY(a, t->nevents, struct refold_mark);
	out->refs = ARENA_ARRAY(a, t->nevents, struct level_ref);
	memset(out->refs, 0, t->nevents * sizeof(*out->refs));
	for (size_t i = 0; i < t->nevents; i++)
		if (fold(&f, &t->events[i], e))
			return e->kind;
	if (steps)
		note_steps(&f, INSTANT_MAX);
	return ERR_NONE;
}
