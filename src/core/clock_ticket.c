/* The fold: a ticket, one event after the other, in the order of sla.md R8. */
#include "core/clock_fold.h"

#include "base/arena.h"
#include "base/require.h"

void clock_ticket_init(struct clock_ticket *t)
{
	*t = (struct clock_ticket){
		.status_since = INSTANT_NONE,
		.last_event = INSTANT_NONE,
		.created = INSTANT_NONE,
		.first_answered = INSTANT_NONE,
		.unanswered = INSTANT_NONE,
		.last_message = INSTANT_NONE,
		.last_answered = INSTANT_NONE,
		.resolved = INSTANT_NONE,
		.postponed_until = INSTANT_NONE,
		.hidden = INSTANT_NONE,
	};
}

/* ---- Statuses ------------------------------------------------------------ */

bool fold_at_work(enum status s)
{
	return s <= STATUS_POSTPONED || s == STATUS_CHATTING ||
	       s == STATUS_CALLING;
}

/* No message starts anything there. */
static bool is_over(enum status s)
{
	return s != STATUS_RESOLVED && !fold_at_work(s);
}

enum status fold_after_postponement(const struct clock_ticket *t)
{
	return t->first_answered == INSTANT_NONE ? STATUS_NEW : STATUS_OPEN;
}

enum status fold_goal(const struct fold *f)
{
	return f->ev->did & DID_STATUS ? f->ev->status : f->t->status;
}

static bool rests_in(const struct clock *c, enum status s)
{
	return (c->level->pauses[c->metric] & STATUS_BIT(s)) != 0;
}

enum hold fold_holds(const struct clock *c, enum status s, bool waiting)
{
	if (c->metric == METRIC_KEEP_INFORMED && waiting)
		return HOLD_WAITING;
	return rests_in(c, s) ? HOLD_STATUS : HOLD_NOT;
}

void fold_follow(struct clock *c, enum status was, enum status s,
		 enum hold hold, enum party party, instant at)
{
	bool stood = c->state == CLOCK_PAUSED;

	if (!rests_in(c, s))
		clock_forgive(c);
	clock_hold(c, hold, party, at);
	if (c->metric == METRIC_KEEP_INFORMED && stood &&
	    c->state == CLOCK_PAUSED && !rests_in(c, was) && rests_in(c, s)) {
		c->stood = at;
		c->changed = true;
	}
}

enum party fold_party(enum status s, enum party postponed)
{
	if (s == STATUS_POSTPONED)
		return postponed;
	return s == STATUS_ANSWERED ? PARTY_CUSTOMER : PARTY_NONE;
}

/* ---- Its clocks ---------------------------------------------------------- */

struct clock *fold_newest(struct clock_ticket *t, enum metric m)
{
	struct clock *found = NULL;

	for (size_t i = 0; i < t->n; i++) {
		struct clock *c = &t->clocks[i];

		if (c->metric == m && (!found || c->cycle > found->cycle))
			found = c;
	}
	return found;
}

struct clock *fold_live(struct clock_ticket *t, enum metric m)
{
	struct clock *c = fold_newest(t, m);

	return c && clock_live(c) ? c : NULL;
}

struct clock *fold_grow(struct fold *f)
{
	struct clock_ticket *t = f->t;

	ARENA_ROOM(f->arena, t->clocks, t->n, t->cap);
	return &t->clocks[t->n++];
}

struct target fold_target(const struct clock_ticket *t, enum metric m)
{
	if (!t->level)
		return (struct target){ 0, UNIT_WORKING };
	return level_target(t->level, m, t->priority);
}

void fold_start(struct fold *f, enum metric m)
{
	struct clock_ticket *t = f->t;
	const struct clock *last = fold_newest(t, m);
	struct target target = fold_target(t, m);
	int cycle = last ? last->cycle + 1 : 1;
	struct clock *c;

	if (target.seconds == 0 || (last && clock_live(last)))
		return;
	c = fold_grow(f);
	*c = (struct clock){
		.metric = m,
		.cycle = cycle,
		.department = t->department,
		.agent = t->assignee,
		.trace = t->trace,
	};
	clock_start(c, t->level, target, f->ev->at);
}

void fold_done(struct fold *f, enum metric m)
{
	struct clock *c = fold_live(f->t, m);

	if (c)
		clock_done(c, f->ev->at, f->ev->by.person);
}

void fold_cancel(struct fold *f, enum metric m, enum clock_reason reason)
{
	struct clock *c = fold_live(f->t, m);

	if (c)
		clock_cancel(c, f->ev->at, f->ev->by.person, reason);
}

static void cancel_all(struct fold *f, enum clock_reason reason)
{
	for (size_t i = 0; i < f->t->n; i++) {
		struct clock *c = &f->t->clocks[i];

		if (clock_live(c))
			clock_cancel(c, f->ev->at, f->ev->by.person, reason);
	}
}

void fold_name_responsible(struct clock *c, const struct clock_ticket *t)
{
	if (c->department.n == t->department.n && c->agent.n == t->assignee.n)
		return;
	c->department = t->department;
	c->agent = t->assignee;
	c->changed = true;
}

void clock_ticket_advance(struct clock_ticket *t, instant now)
{
	for (size_t i = 0; i < t->n; i++)
		clock_look(&t->clocks[i], now);
}

/* ---- (1) Created, reopened ----------------------------------------------- */

/* Does its customer's word begin a first answer? */
static bool owes_first(const struct clock_ticket *t)
{
	return !t->by_agent || (t->level && t->level->gears.by_agent);
}

static void create(struct fold *f, const struct level *level)
{
	struct clock_ticket *t = f->t;
	const struct event *ev = f->ev;

	REQUIRE(ev->seq == 1);
	t->whole = true;
	t->status = ev->status;
	t->priority = ev->priority;
	t->department = ev->department;
	t->by_agent = (ev->did & DID_BY_AGENT) != 0;
	t->created = ev->at;
	t->level = ev->level_version ? level : NULL;
	if (owes_first(t))
		fold_start(f, METRIC_FIRST_ANSWER);
	fold_start(f, METRIC_FIRST_ASSIGN);
	fold_start(f, METRIC_FIRST_RESOLVE);
	if (ev->did & DID_SPLIT)
		fold_split(f);
	if (!t->by_agent)
		return;
	fold_start(f, METRIC_KEEP_INFORMED);
	if (t->level && t->level->gears.by_agent == BY_AGENT_MET) {
		fold_done(f, METRIC_FIRST_ANSWER);
		t->first_answered = ev->at;
	}
}

/* ---- (2), (3) Somebody spoke --------------------------------------------- */

static void customer_spoke(struct fold *f)
{
	struct clock_ticket *t = f->t;
	instant at = f->ev->at;

	t->last_message = at;
	if (is_over(t->status) && is_over(fold_goal(f)))
		return;
	if (!(f->ev->did & DID_STATUS) &&
	    (t->status == STATUS_ANSWERED || t->status == STATUS_POSTPONED ||
	     t->status == STATUS_RESOLVED))
		t->status = STATUS_OPEN;
	if (t->unanswered == INSTANT_NONE)
		t->unanswered = at;
	if (t->first_answered != INSTANT_NONE)
		fold_start(f, METRIC_NEXT_ANSWER);
	else if (owes_first(t))
		fold_start(f, METRIC_FIRST_ANSWER);
}

/* New and open ones that are answered, or need no answer. */
static void become_answered(struct fold *f, bool postponed)
{
	struct clock_ticket *t = f->t;

	if (f->ev->did & DID_STATUS)
		return;
	if (t->status == STATUS_NEW || t->status == STATUS_OPEN ||
	    (postponed && t->status == STATUS_POSTPONED))
		t->status = STATUS_ANSWERED;
}

/* The customer was told something: until the next time. */
static void inform(struct fold *f)
{
	const struct clock *c = fold_live(f->t, METRIC_KEEP_INFORMED);
	enum status goal = fold_goal(f);

	if (c && (size_t)(c - f->t->clocks) >= f->n)
		return; /* it began with these very words */
	fold_done(f, METRIC_KEEP_INFORMED);
	/* What is hidden with these words may come back. */
	if (fold_at_work(goal) ||
	    (fold_at_work(f->t->status) && fold_is_away(goal)))
		fold_start(f, METRIC_KEEP_INFORMED);
}

/* The words an agent opens a ticket with may be no answer to its customer. */
static bool is_opening(const struct fold *f)
{
	const struct clock_ticket *t = f->t;

	return (f->ev->did & DID_CREATE) && t->by_agent && t->level &&
	       t->level->gears.by_agent == BY_AGENT_START;
}

/* ... or say that they did, by other ways. */
static void staff_spoke(struct fold *f)
{
	struct clock_ticket *t = f->t;
	instant at = f->ev->at;

	if (f->ev->did & DID_STAFF_SPOKE)
		t->last_message = at;
	if (is_opening(f))
		return;
	become_answered(f, true);
	if (t->first_answered == INSTANT_NONE)
		t->first_answered = at;
	t->last_answered = at;
	t->unanswered = INSTANT_NONE;
	fold_done(f, METRIC_FIRST_ANSWER);
	fold_done(f, METRIC_NEXT_ANSWER);
	fold_done(f, METRIC_CHAT_ANSWER);
	fold_done(f, METRIC_CALL_ANSWER);
	inform(f);
}

/* Nobody waits for a next answer any more. */
static void need_no_reply(struct fold *f)
{
	if (f->t->first_answered == INSTANT_NONE)
		return;
	f->t->unanswered = INSTANT_NONE;
	fold_cancel(f, METRIC_NEXT_ANSWER, CLOCK_NO_REPLY);
	become_answered(f, false);
}

/* A chat or a call waits, outside opening hours not even that. */
static void queue(struct fold *f)
{
	enum metric m = (enum metric)f->ev->metric;
	struct clock *c;

	REQUIRE(m == METRIC_CHAT_ANSWER || m == METRIC_CALL_ANSWER);
	if (fold_live(f->t, m) || !fold_at_work(fold_goal(f)))
		return;
	fold_start(f, m);
	c = fold_live(f->t, m);
	if (c && !calendar_open(level_calendar(c->level, c->unit), f->ev->at))
		fold_cancel(f, m, CLOCK_SHUT);
}

static void speak(struct fold *f)
{
	unsigned did = f->ev->did;
	enum metric m = (enum metric)f->ev->metric;

	if (did & DID_QUEUED)
		queue(f);
	if (did & DID_CUSTOMER_SPOKE)
		customer_spoke(f);
	if (did & DID_TOOK_IN)
		fold_take_in(f);
	if (did & (DID_STAFF_SPOKE | DID_ANSWERED))
		staff_spoke(f);
	if (did & DID_NO_REPLY)
		need_no_reply(f);
	if (did & DID_ACCEPTED)
		fold_done(f, m);
	if (did & DID_ABANDONED)
		fold_cancel(f, m, CLOCK_ABANDONED);
}

/* ---- (4) Attributes ------------------------------------------------------ */

static void set_deadline(struct fold *f)
{
	struct clock *c = fold_live(f->t, (enum metric)f->ev->metric);

	if (c)
		clock_set_due(c, f->ev->due, f->ev->at);
}

static void change_attributes(struct fold *f, const struct level *level)
{
	struct clock_ticket *t = f->t;
	const struct event *ev = f->ev;
	struct clock *assign = fold_live(t, METRIC_FIRST_ASSIGN);

	if (ev->did & DID_DEPARTMENT)
		t->department = ev->department;
	if (ev->did & DID_ASSIGN)
		t->assignee = ev->assignee;
	if (ev->did & DID_PRIORITY)
		t->priority = ev->priority;
	/* What was done is judged before the rules change. */
	if ((ev->did & DID_ASSIGN) && ev->assignee.n && assign) {
		fold_name_responsible(assign, t);
		fold_done(f, METRIC_FIRST_ASSIGN);
	}
	if ((ev->did & DID_LEVEL) && !(ev->did & DID_CREATE))
		t->level = ev->level_version ? level : NULL;
	if (ev->did & (DID_LEVEL | DID_PRIORITY))
		fold_change_level(f);
	if (ev->did & DID_DEADLINE)
		set_deadline(f);
	for (size_t i = 0; i < t->n; i++)
		if (clock_live(&t->clocks[i]))
			fold_name_responsible(&t->clocks[i], t);
}

/* ---- (5) Status, pauses -------------------------------------------------- */

static bool is_waiting(const struct clock_ticket *t)
{
	return t->unanswered != INSTANT_NONE;
}

static void end_pauses(struct fold *f)
{
	for (size_t i = 0; i < f->t->n; i++) {
		struct clock *c = &f->t->clocks[i];
		instant end = fold_pause_end(f->t, c);

		if (end != INSTANT_NONE && end <= f->ev->at)
			clock_excuse(c, f->ev->at);
	}
}

/* Broken and merged it ends, without going on. */
static bool is_missed_so(const struct clock_ticket *t, const struct clock *c)
{
	return t->status == STATUS_MERGED && c->breached != INSTANT_NONE;
}

/*
 * It is away: what it does until it comes back, it did in the same stay. What
 * was used up while it stood has not gone on (D11).
 */
static void take_away(const struct fold *f, struct clock *c)
{
	const struct clock_ticket *t = f->t;
	enum status below = fold_work_below(t, t->status);
	instant stood = c->stood;

	if (c->state != CLOCK_PAUSED)
		return;
	if (fold_holds(c, below, is_waiting(t)) == HOLD_NOT) {
		clock_hold(c, HOLD_NOT, PARTY_NONE, f->ev->at);
		return;
	}
	if (!clock_used_up(c) && !is_missed_so(t, c))
		clock_resume(c, f->ev->at);
	c->stood = stood;
}

static void pause_and_resume(struct fold *f)
{
	struct clock_ticket *t = f->t;
	enum party party = fold_party(t->status, t->party);
	instant at = f->ev->at;

	for (size_t i = 0; i < t->n; i++) {
		struct clock *c = &t->clocks[i];

		if (!clock_live(c))
			continue;
		if (fold_is_away(t->status))
			take_away(f, c);
		else
			fold_follow(c, f->stay, t->status,
				    fold_holds(c, t->status, is_waiting(t)),
				    party, at);
	}
}

static void postpone(struct clock_ticket *t, const struct event *ev)
{
	t->postponed_until = ev->until;
	t->party = ev->party;
}

static void change_status(struct fold *f)
{
	struct clock_ticket *t = f->t;
	const struct event *ev = f->ev;
	bool says = (ev->did & (DID_STATUS | DID_CREATE | DID_REOPEN)) != 0;

	t->status = fold_goal(f);
	fold_remember(f);
	if (fold_is_away(t->status)) /* it may come back to it */
		;
	else if (t->status != STATUS_POSTPONED)
		t->postponed_until = INSTANT_NONE;
	else if (says)
		postpone(t, ev);
	if (t->resolved != INSTANT_NONE && fold_at_work(t->status))
		fold_reopen(f);
	if (ev->did & DID_RESUME)
		end_pauses(f);
	pause_and_resume(f);
}

/* ---- (6) Resolved, closed ------------------------------------------------ */

static void resolve(struct fold *f)
{
	struct clock_ticket *t = f->t;

	if (t->resolved == INSTANT_NONE)
		t->resolved = f->ev->at;
	t->unanswered = INSTANT_NONE;
	fold_done(f, METRIC_FIRST_RESOLVE);
	cancel_all(f, CLOCK_RESOLVED);
}

static void finish(struct fold *f)
{
	switch (f->t->status) {
	case STATUS_RESOLVED:
	case STATUS_CLOSED:
		resolve(f);
		break;
	case STATUS_SPAM:
		cancel_all(f, CLOCK_SPAM);
		break;
	case STATUS_DELETED:
		cancel_all(f, CLOCK_DELETED);
		break;
	case STATUS_MERGED:
		cancel_all(f, CLOCK_MERGED);
		break;
	default:
		f->t->resolved = INSTANT_NONE;
	}
}

/* ---- All of it ----------------------------------------------------------- */

void fold_note_stay(struct fold *f, instant at)
{
	struct clock_ticket *t = f->t;
	/* What is hidden counts as what it will come back to. */
	enum status s = fold_work_below(t, t->status);
	struct clock_stay stay = {
		.at = at,
		.status = s,
		.party = fold_party(s, t->party),
		.waiting = is_waiting(t),
	};
	const struct clock_stay *last = t->nstays ? &t->stays[t->nstays - 1]
						  : NULL;

	if (!t->whole || (fold_is_away(t->status) && fold_is_away(f->stay)) ||
	    (last && last->status == stay.status && last->party == stay.party &&
	     last->waiting == stay.waiting))
		return;
	ARENA_ROOM(f->arena, t->stays, t->nstays, t->capstays);
	t->stays[t->nstays++] = stay;
}

void clock_ticket_apply(struct clock_ticket *t, const struct event *ev,
			const struct level *level, struct arena *a)
{
	struct fold f = {
		.t = t,
		.ev = ev,
		.arena = a,
		.status = t->status,
		.stay = t->status,
		.n = t->n,
	};

	REQUIRE(ev->seq == t->last_seq + 1 && ev->at >= t->last_event);
	clock_ticket_advance(t, ev->at);
	t->last_seq = ev->seq;
	t->last_event = ev->at;
	if (ev->did & DID_CREATE)
		create(&f, level);
	if (ev->did & DID_RESTORE)
		fold_restore(&f);
	if (ev->did & DID_REOPEN)
		t->status = ev->status;
	speak(&f);
	change_attributes(&f, level);
	change_status(&f);
	finish(&f);
	if (t->status != f.status || (ev->did & DID_CREATE))
		t->status_since = ev->at;
	fold_note_stay(&f, ev->did & DID_SPLIT ? ev->until : ev->at);
}
