#include "cli/replay_fold.h"

#include "base/arena.h"
#include "base/zone.h"

/* Who does it: they only have to differ. */
#define CUSTOMER 1
#define AGENT 2
#define DEPARTMENT 1

/* ---- Levels -------------------------------------------------------------- */

static void go_by(struct level *l, const struct replay_line *line, int calendar)
{
	l->calendar = calendar ? line->calendars[calendar - 1].calendar
			       : calendar_always();
	l->calendar_version = calendar;
}

/* A new version of what is promised, by the calendar in force. */
static const struct level *compile(struct replay_fold *f)
{
	struct level *to;

	if (!f->level)
		return NULL;
	to = ARENA_NEW(f->arena, struct level);
	to->gears = f->gears->gears;
	memcpy(to->pauses, f->gears->pauses, sizeof(to->pauses));
	memcpy(to->target, f->level->target, sizeof(to->target));
	to->version = ++f->version;
	to->level = 1;
	to->number = (int)f->version;
	to->name = "level";
	go_by(to, f->line, f->calendar);
	to->tz_version = zone_version();
	return to;
}

/* What begins from here on goes by other hours, where nothing goes by any. */
static void turn_hours(struct replay_fold *f, const struct replay_event *from)
{
	struct clock_ticket *t = &f->ticket;
	struct level *to;

	if (!from->hours_name || !t->level || clock_ticket_by_hours(t))
		return;
	f->calendar = from->hours;
	to = ARENA_NEW(f->arena, struct level);
	*to = *t->level;
	go_by(to, f->line, f->calendar);
	t->level = to;
}

/* ---- Applying ------------------------------------------------------------ */

/* Keep it for those who ask for every cycle. */
static void keep(struct replay_fold *f, const struct clock *c)
{
	ARENA_ROOM(f->arena, f->past, f->npast, f->cappast);
	f->past[f->npast++] = *c;
}

/* Forget the clocks that have a newer one of their metric and have ended. */
static void forget(struct replay_fold *f)
{
	struct clock_ticket *t = &f->ticket;
	int newest[METRIC_N] = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->clocks[i].cycle > newest[t->clocks[i].metric])
			newest[t->clocks[i].metric] = t->clocks[i].cycle;
	for (size_t i = 0; i < t->n; i++) {
		const struct clock *c = &t->clocks[i];

		if (clock_live(c) || c->cycle == newest[c->metric])
			t->clocks[kept++] = *c;
		else if (f->line->every)
			keep(f, c);
	}
	t->n = kept;
}

static void apply(struct replay_fold *f, struct event *ev,
		  const struct level *level)
{
	ev->seq = f->ticket.last_seq + 1;
	ev->recorded_at = ev->at;
	ev->by.now = ev->at;
	clock_ticket_apply(&f->ticket, ev, level, f->arena);
	forget(f);
}

static void let_happen(struct replay_fold *f, instant now)
{
	struct event ev;

	while (clock_ticket_pending(&f->ticket, now, &ev))
		apply(f, &ev, NULL);
}

void replay_fold_settle(struct replay_fold *f, instant now)
{
	let_happen(f, now);
	clock_ticket_advance(&f->ticket, now);
}

/* ---- Events -------------------------------------------------------------- */

static struct event event_at(instant at, int64_t by)
{
	return (struct event){
		.at = at,
		.until = INSTANT_NONE,
		.due = INSTANT_NONE,
		.metric = -1,
		.cycle = -1,
		.step = -1,
		.by = { .kind = ACTOR_PERSON,
			.person = { by },
			.via = VIA_CLI },
	};
}

/* Is somebody still to do something about it? */
static bool working(enum status s)
{
	return s == STATUS_NEW || s == STATUS_OPEN || s == STATUS_ANSWERED ||
	       s == STATUS_POSTPONED;
}

static bool away(enum status s)
{
	return s == STATUS_SPAM || s == STATUS_DELETED || s == STATUS_MERGED;
}

/* Deleted spam is spam first. */
static void restore(struct replay_fold *f, instant at)
{
	for (int i = 0; i < 3 && away(f->ticket.status); i++) {
		struct event ev = event_at(at, AGENT);

		ev.kind = EVENT_RESTORED;
		ev.did = DID_RESTORE;
		apply(f, &ev, NULL);
	}
}

static enum event_kind kind_of_status(enum status s)
{
	switch (s) {
	case STATUS_POSTPONED:
		return EVENT_POSTPONED;
	case STATUS_RESOLVED:
		return EVENT_RESOLVED;
	case STATUS_CLOSED:
		return EVENT_CLOSED;
	case STATUS_SPAM:
		return EVENT_SPAM;
	case STATUS_DELETED:
		return EVENT_DELETED;
	case STATUS_MERGED:
		return EVENT_MERGED;
	default:
		return EVENT_CHANGED;
	}
}

/* The status that an event sets; out of what ended or is hidden, too. */
static void set_status(struct replay_fold *f, const struct replay_event *from,
		       struct event *ev)
{
	const struct clock_ticket *t = &f->ticket;

	ev->did |= DID_STATUS;
	ev->status = from->status;
	if (from->type != REPLAY_MERGED_IN)
		ev->until = from->when;
	if (from->type == REPLAY_STATE)
		ev->kind = kind_of_status(from->status);
	if (from->type == REPLAY_CREATED || !working(from->status))
		return;
	restore(f, from->at);
	if (t->status == STATUS_RESOLVED || t->status == STATUS_CLOSED)
		ev->did |= DID_REOPEN;
}

static void created(const struct replay_event *from, struct event *ev)
{
	ev->did = DID_CREATE;
	ev->status = STATUS_NEW;
	ev->priority = from->priority ? from->priority : PRIORITY_NORMAL;
	ev->department.n = DEPARTMENT;
	if (!from->by_agent) {
		ev->did |= DID_CUSTOMER_SPOKE;
		if (!from->moves && from->when != INSTANT_NONE) {
			ev->did |= DID_SPLIT;
			ev->until = from->when;
		}
		return;
	}
	ev->did |= DID_BY_AGENT | DID_STAFF_SPOKE | DID_STATUS;
	ev->status = STATUS_OPEN;
}

/* What each type is to the desk. */
static const struct did {
	enum event_kind kind;
	unsigned did;
} dids[REPLAY_TYPES] = {
	[REPLAY_CREATED] = { EVENT_CREATED, DID_CREATE },
	[REPLAY_CUSTOMER_MESSAGE] = { EVENT_CUSTOMER_MESSAGE,
				      DID_CUSTOMER_SPOKE },
	[REPLAY_AGENT_MESSAGE] = { EVENT_REPLY, DID_STAFF_SPOKE },
	[REPLAY_INTERNAL_NOTE] = { EVENT_NOTE, DID_NOTE },
	[REPLAY_STATE] = { EVENT_CHANGED, 0 },
	[REPLAY_LEVEL_CHANGE] = { EVENT_LEVEL, DID_LEVEL },
	[REPLAY_CALENDAR_CHANGE] = { EVENT_LEVEL, DID_LEVEL },
	[REPLAY_ASSIGNED] = { EVENT_ASSIGNED, DID_ASSIGN },
	[REPLAY_PRIORITY] = { EVENT_PRIORITY, DID_PRIORITY },
	[REPLAY_MARK_ANSWERED] = { EVENT_MARKED_ANSWERED, DID_ANSWERED },
	[REPLAY_NO_REPLY] = { EVENT_NO_REPLY, DID_NO_REPLY },
	[REPLAY_MERGED_IN] = { EVENT_TOOK_IN, DID_TOOK_IN },
	[REPLAY_DEADLINE] = { EVENT_DEADLINE, DID_DEADLINE },
	[REPLAY_QUEUED] = { EVENT_QUEUED, DID_QUEUED },
	[REPLAY_ACCEPTED] = { EVENT_ACCEPTED, DID_ACCEPTED },
	[REPLAY_ABANDONED] = { EVENT_ABANDONED, DID_ABANDONED },
	[REPLAY_RESUME] = { EVENT_PAUSE_ENDED, DID_RESUME },
	[REPLAY_CHANGED] = { EVENT_CHANGED, 0 },
	[REPLAY_RESTORED] = { EVENT_RESTORED, DID_RESTORE },
};

/* Another level, or another calendar of it. */
static void set_level(struct replay_fold *f, const struct replay_event *from,
		      struct event *ev)
{
	ev->did |= DID_LEVEL;
	if (from->type != REPLAY_CALENDAR_CHANGE &&
	    (from->level || from->type == REPLAY_LEVEL_CHANGE))
		f->level = from->level;
	if (from->gears)
		f->gears = from->gears;
	if (from->calendar_name || from->type == REPLAY_CALENDAR_CHANGE)
		f->calendar = from->calendar;
}

/* What it changes, beside what its type says. */
static void change(struct replay_fold *f, const struct replay_event *from,
		   struct event *ev)
{
	if (from->priority && from->type != REPLAY_CREATED) {
		ev->did |= DID_PRIORITY;
		ev->priority = from->priority;
	}
	if (from->assigns || from->type == REPLAY_ASSIGNED) {
		ev->did |= DID_ASSIGN;
		ev->assignee = from->to;
	}
	if (from->level || from->calendar_name ||
	    from->type == REPLAY_LEVEL_CHANGE ||
	    from->type == REPLAY_CALENDAR_CHANGE)
		set_level(f, from, ev);
}

/* What only some types have. */
static void fill(struct replay_fold *f, const struct replay_event *from,
		 struct event *ev)
{
	switch (from->type) {
	case REPLAY_CREATED:
		created(from, ev);
		f->level = f->line->level;
		f->gears = &f->line->gears;
		f->calendar = f->line->calendar;
		break;
	case REPLAY_MERGED_IN:
		ev->until = from->when;
		break;
	case REPLAY_DEADLINE:
		ev->due = from->when;
		ev->metric = (int)from->metric;
		break;
	case REPLAY_QUEUED:
	case REPLAY_ACCEPTED:
	case REPLAY_ABANDONED:
		ev->metric = (int)from->metric;
		break;
	default:
		break;
	}
	change(f, from, ev);
}

/* Whatever was created hidden was something before. */
static bool hidden_at_once(const struct replay_event *from)
{
	return from->type == REPLAY_CREATED && from->moves &&
	       away(from->status);
}

static void hide(struct replay_fold *f, const struct replay_event *from)
{
	struct event ev = event_at(from->at, AGENT);

	ev.kind = kind_of_status(from->status);
	ev.did = DID_STATUS;
	ev.status = from->status;
	apply(f, &ev, NULL);
}

void replay_fold_event(struct replay_fold *f, const struct replay_event *from)
{
	bool customer = from->type == REPLAY_CUSTOMER_MESSAGE ||
			(from->type == REPLAY_CREATED && !from->by_agent);
	struct event ev = event_at(from->at, customer ? CUSTOMER : AGENT);
	const struct level *level = NULL;

	if (from->type != REPLAY_CREATED)
		let_happen(f, from->at);
	turn_hours(f, from);
	ev.kind = dids[from->type].kind;
	ev.did = dids[from->type].did;
	fill(f, from, &ev);
	if (from->moves && !hidden_at_once(from))
		set_status(f, from, &ev);
	if (ev.did & (DID_CREATE | DID_LEVEL)) {
		level = compile(f);
		ev.level_version = level ? level->version : 0;
	}
	apply(f, &ev, level);
	if (hidden_at_once(from))
		hide(f, from);
}

/* ---- What others call ---------------------------------------------------- */

void replay_fold_begin(struct replay_fold *f, const struct replay_line *l)
{
	*f = (struct replay_fold){ .line = l, .arena = l->arena };
	clock_ticket_init(&f->ticket);
	f->ticket.closing = &l->closing;
	f->ticket.nclosing = 1;
}

void replay_fold_copy(struct replay_fold *to, const struct replay_fold *from,
		      struct arena *a)
{
	const struct clock_ticket *t = &from->ticket;

	*to = *from;
	to->arena = a;
	to->ticket.clocks = ARENA_ARRAY(a, t->n ? t->n : 1, struct clock);
	to->ticket.cap = t->n ? t->n : 1;
	if (t->n)
		memcpy(to->ticket.clocks, t->clocks, t->n * sizeof(*t->clocks));
	to->cappast = to->npast; /* what it adds goes elsewhere */
}

const struct clock *replay_fold_newest(const struct replay_fold *f,
				       enum metric m)
{
	const struct clock *found = NULL;

	for (size_t i = 0; i < f->ticket.n; i++) {
		const struct clock *c = &f->ticket.clocks[i];

		if (c->metric == m && (!found || c->cycle > found->cycle))
			found = c;
	}
	return found;
}

static int by_cycle(const void *a, const void *b)
{
	const struct clock *x = *(const struct clock *const *)a;
	const struct clock *y = *(const struct clock *const *)b;

	if (x->metric != y->metric)
		return x->metric < y->metric ? -1 : 1;
	return (x->cycle > y->cycle) - (x->cycle < y->cycle);
}

const struct clock **replay_fold_every(const struct replay_fold *f,
				       struct arena *a, size_t *n)
{
	const struct clock_ticket *t = &f->ticket;
	const struct clock **all;

	*n = f->npast + t->n;
	all = ARENA_ARRAY(a, *n + 1, const struct clock *);
	for (size_t i = 0; i < f->npast; i++)
		all[i] = &f->past[i];
	for (size_t i = 0; i < t->n; i++)
		all[f->npast + i] = &t->clocks[i];
	qsort(all, *n, sizeof(*all), by_cycle);
	return all;
}
