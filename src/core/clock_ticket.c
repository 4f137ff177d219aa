/* The fold: a ticket, one event after the other, in the order of sla.md R8. */
#include "core/clock_life.h"

#include "base/arena.h"
#include "base/require.h"

void clock_ticket_init(struct clock_ticket *t)
{
	*t = (struct clock_ticket){
		.last_event = INSTANT_NONE,
		.created = INSTANT_NONE,
		.first_answered = INSTANT_NONE,
		.unanswered = INSTANT_NONE,
		.last_message = INSTANT_NONE,
		.resolved = INSTANT_NONE,
		.postponed_until = INSTANT_NONE,
		.hidden = INSTANT_NONE,
	};
}

/* ---- Statuses ------------------------------------------------------------ */

/* Is there still something to do? */
static bool is_at_work(enum status s)
{
	return s <= STATUS_POSTPONED || s == STATUS_CHATTING ||
	       s == STATUS_CALLING;
}

/* No message starts anything there. */
static bool is_over(enum status s)
{
	return s != STATUS_RESOLVED && !is_at_work(s);
}

/* Out of its requester's sight, and of everybody's work. */
static bool is_hidden(enum status s)
{
	return s == STATUS_SPAM || s == STATUS_DELETED;
}

bool clock_ticket_hidden(const struct clock_ticket *t)
{
	return is_hidden(t->status);
}

/* A deleted one may be spam again. */
enum status clock_ticket_before(const struct clock_ticket *t)
{
	if (t->status == STATUS_DELETED)
		return t->before_deleted;
	return t->status == STATUS_SPAM ? t->before_spam : t->status;
}

/* Where the end of a postponement brings it. */
static enum status after_postponement(const struct clock_ticket *t)
{
	return t->first_answered == INSTANT_NONE ? STATUS_NEW : STATUS_OPEN;
}

/* The status when the event is through, as far as it says. */
static enum status goal(const struct clock_ticket *t, const struct event *ev)
{
	return ev->did & DID_STATUS ? ev->status : t->status;
}

/* ---- Its clocks ---------------------------------------------------------- */

/* An event on its way through the ticket. */
struct fold {
	struct clock_ticket *t;
	const struct event *ev;
	struct arena *arena;
	/* As it was before the event: */
	enum status status;
	const struct level *level;
	size_t n;
};

/* The newest clock of a metric, or NULL. */
static struct clock *newest(struct clock_ticket *t, enum metric m)
{
	struct clock *found = NULL;

	for (size_t i = 0; i < t->n; i++) {
		struct clock *c = &t->clocks[i];

		if (c->metric == m && (!found || c->cycle > found->cycle))
			found = c;
	}
	return found;
}

static struct clock *live(struct clock_ticket *t, enum metric m)
{
	struct clock *c = newest(t, m);

	return c && clock_live(c) ? c : NULL;
}

static struct clock *grow(struct fold *f)
{
	struct clock_ticket *t = f->t;

	ARENA_ROOM(f->arena, t->clocks, t->n, t->cap);
	return &t->clocks[t->n++];
}

/* Start the next cycle of a metric that does not run, if it is promised. */
static void start(struct fold *f, enum metric m)
{
	struct clock_ticket *t = f->t;
	const struct clock *last = newest(t, m);
	int cycle = last ? last->cycle + 1 : 1;
	struct target target = { 0, UNIT_WORKING };
	struct clock *c;

	if (t->level)
		target = level_target(t->level, m, t->priority);
	if (target.seconds == 0 || (last && clock_live(last)))
		return;
	c = grow(f);
	*c = (struct clock){
		.metric = m,
		.cycle = cycle,
		.department = t->department,
		.agent = t->assignee,
	};
	clock_start(c, t->level, target, f->ev->at);
}

static void done(struct fold *f, enum metric m)
{
	struct clock *c = live(f->t, m);

	if (c)
		clock_done(c, f->t->level, f->ev->at, f->ev->by.person);
}

static void cancel_all(struct fold *f, enum clock_reason reason)
{
	for (size_t i = 0; i < f->t->n; i++) {
		struct clock *c = &f->t->clocks[i];

		if (clock_live(c))
			clock_cancel(c, f->t->level, f->ev->at,
				     f->ev->by.person, reason);
	}
}

/* Note that its deadline lies before ${now}. */
static void look(struct clock *c, const struct level *l, instant now)
{
	if (c->state != CLOCK_RUNNING || c->breached != INSTANT_NONE ||
	    c->due == INSTANT_NONE || c->due >= now)
		return;
	clock_breach(c, c->due);
	clock_find_next(c, l);
}

void clock_ticket_advance(struct clock_ticket *t, instant now)
{
	for (size_t i = 0; i < t->n; i++)
		look(&t->clocks[i], t->level, now);
}

static bool pauses(const struct level *l, enum metric m, enum status s)
{
	return l && (l->pauses[m] & STATUS_BIT(s));
}

/* From a status that paused it, or did not, to one that does, or not. */
static void pause_or_resume(struct clock *c, const struct level *l, bool was,
			    bool now, instant at)
{
	if (c->state == CLOCK_PAUSED && !now)
		clock_resume(c, l, at);
	else if (c->state == CLOCK_RUNNING && now && !was)
		clock_pause(c, l, at);
}

/* ---- (1) Created, reopened ----------------------------------------------- */

static void create(struct fold *f, const struct level *level)
{
	struct clock_ticket *t = f->t;
	const struct event *ev = f->ev;

	REQUIRE(ev->seq == 1);
	t->status = ev->status;
	t->priority = ev->priority;
	t->department = ev->department;
	t->by_agent = (ev->did & DID_BY_AGENT) != 0;
	t->created = ev->at;
	t->level = f->level = ev->level_version ? level : NULL;
	if (!t->by_agent)
		start(f, METRIC_FIRST_ANSWER);
	start(f, METRIC_FIRST_ASSIGN);
	start(f, METRIC_FIRST_RESOLVE);
}

/* ---- (1) Spam or deleted no more ----------------------------------------- */

/* Is it still to be done? */
static bool is_owed(const struct clock_ticket *t, enum metric m)
{
	switch (m) {
	case METRIC_FIRST_ANSWER:
		return t->first_answered == INSTANT_NONE;
	case METRIC_NEXT_ANSWER:
		return t->unanswered != INSTANT_NONE;
	case METRIC_FIRST_ASSIGN:
		return t->assignee.n == 0;
	default:
		return true;
	}
}

/* How the time counts in which it was hidden. */
struct absence {
	instant since;
	enum status status; /* as if it had been that */
	instant until;      /* and from then on what it is now */
};

/* Bring back the promise that hiding cancelled, as its next cycle. */
static void bring_back(struct fold *f, enum metric m,
		       const struct absence *gone)
{
	struct clock_ticket *t = f->t;
	const struct clock *last = newest(t, m);
	struct target target = { 0, UNIT_WORKING };
	struct clock *c, was;

	if (t->level)
		target = level_target(t->level, m, t->priority);
	if (!last || last->state != CLOCK_CANCELLED ||
	    (last->reason != CLOCK_SPAM && last->reason != CLOCK_DELETED) ||
	    last->stopped != gone->since || !is_owed(t, m) ||
	    target.seconds == 0)
		return;
	was = *last;
	c = grow(f);
	*c = was;
	clock_revive(c, t->level, pauses(t->level, m, gone->status));
	if (gone->until != INSTANT_NONE) {
		instant at = gone->until > c->since ? gone->until : c->since;

		look(c, t->level, at);
		pause_or_resume(c, t->level, pauses(t->level, m, gone->status),
				pauses(t->level, m, t->status), at);
	}
	look(c, t->level, f->ev->at);
	if (c->target != target.seconds || c->unit != target.unit)
		clock_retarget(c, t->level, t->level, target, f->ev->at);
}

/*
 * It is what it was before. A postponement that was to end meanwhile has ended
 * then.
 */
static void restore(struct fold *f)
{
	struct clock_ticket *t = f->t;
	struct absence gone = { .since = t->hidden, .until = INSTANT_NONE };

	if (!is_hidden(t->status))
		return;
	t->status = gone.status = clock_ticket_before(t);
	if (is_hidden(t->status))
		return;
	t->hidden = INSTANT_NONE;
	if (!is_at_work(t->status))
		return;
	if (t->status == STATUS_POSTPONED &&
	    t->postponed_until != INSTANT_NONE &&
	    t->postponed_until <= f->ev->at) {
		gone.until = t->postponed_until;
		t->status = after_postponement(t);
	}
	for (int m = 0; m < METRIC_N; m++)
		bring_back(f, (enum metric)m, &gone);
}

/* ---- (2), (3) Somebody spoke --------------------------------------------- */

static void customer_spoke(struct fold *f)
{
	struct clock_ticket *t = f->t;
	instant at = f->ev->at;

	t->last_message = at;
	if (is_over(t->status) && is_over(goal(t, f->ev)))
		return;
	if (!(f->ev->did & DID_STATUS) &&
	    (t->status == STATUS_ANSWERED || t->status == STATUS_POSTPONED ||
	     t->status == STATUS_RESOLVED))
		t->status = STATUS_OPEN;
	if (t->unanswered == INSTANT_NONE)
		t->unanswered = at;
	if (t->first_answered != INSTANT_NONE)
		start(f, METRIC_NEXT_ANSWER);
	else if (!t->by_agent)
		start(f, METRIC_FIRST_ANSWER);
}

/* ... or say that they did, by other ways. */
static void staff_spoke(struct fold *f)
{
	struct clock_ticket *t = f->t;
	instant at = f->ev->at;

	if (f->ev->did & DID_STAFF_SPOKE)
		t->last_message = at;
	if (!(f->ev->did & DID_STATUS) &&
	    (t->status == STATUS_NEW || t->status == STATUS_OPEN ||
	     t->status == STATUS_POSTPONED))
		t->status = STATUS_ANSWERED;
	if (t->first_answered == INSTANT_NONE)
		t->first_answered = at;
	t->unanswered = INSTANT_NONE;
	done(f, METRIC_FIRST_ANSWER);
	done(f, METRIC_NEXT_ANSWER);
}

/* ---- (4) Attributes ------------------------------------------------------ */

/* May a metric start (again) when a level or target comes in between? */
static void start_late(struct fold *f, enum metric m)
{
	const struct clock *last = newest(f->t, m);

	if (!last || last->reason == CLOCK_LEVEL ||
	    last->reason == CLOCK_SPAM || last->reason == CLOCK_DELETED)
		start(f, m);
}

/* A live clock names who answers for it now. */
static void name_responsible(struct clock *c, const struct clock_ticket *t)
{
	if (c->department.n == t->department.n && c->agent.n == t->assignee.n)
		return;
	c->department = t->department;
	c->agent = t->assignee;
	c->changed = true;
}

/* Every live clock follows the ticket's level and priority (R12). */
static void retarget(struct fold *f)
{
	struct clock_ticket *t = f->t;
	instant at = f->ev->at;

	for (size_t i = 0; i < t->n; i++) {
		struct clock *c = &t->clocks[i];
		struct target target = { 0, UNIT_WORKING };

		if (!clock_live(c))
			continue;
		if (t->level)
			target = level_target(t->level, c->metric, t->priority);
		if (target.seconds) {
			clock_retarget(c, f->level, t->level, target, at);
			continue;
		}
		name_responsible(c, t);
		clock_cancel(c, f->level, at, f->ev->by.person, CLOCK_LEVEL);
	}
	if (!is_at_work(goal(t, f->ev)))
		return;
	if (t->first_answered != INSTANT_NONE) {
		if (t->unanswered != INSTANT_NONE)
			start(f, METRIC_NEXT_ANSWER);
	} else if (!t->by_agent) {
		start_late(f, METRIC_FIRST_ANSWER);
	}
	if (t->assignee.n == 0)
		start_late(f, METRIC_FIRST_ASSIGN);
	start_late(f, METRIC_FIRST_RESOLVE);
}

static void change_attributes(struct fold *f, const struct level *level)
{
	struct clock_ticket *t = f->t;
	const struct event *ev = f->ev;
	struct clock *assign = live(t, METRIC_FIRST_ASSIGN);

	if (ev->did & DID_DEPARTMENT)
		t->department = ev->department;
	if (ev->did & DID_ASSIGN)
		t->assignee = ev->assignee;
	if (ev->did & DID_PRIORITY)
		t->priority = ev->priority;
	/* What was done is judged before the rules change. */
	if ((ev->did & DID_ASSIGN) && ev->assignee.n && assign) {
		name_responsible(assign, t);
		done(f, METRIC_FIRST_ASSIGN);
	}
	if ((ev->did & DID_LEVEL) && !(ev->did & DID_CREATE))
		t->level = ev->level_version ? level : NULL;
	if (ev->did & (DID_LEVEL | DID_PRIORITY))
		retarget(f);
	for (size_t i = 0; i < t->n; i++)
		if (clock_live(&t->clocks[i]))
			name_responsible(&t->clocks[i], t);
}

/* ---- (5) Status, pauses -------------------------------------------------- */

/*
 * A clock that had nothing left when its pause began goes on, until the ticket
 * enters a pause anew, or its level or priority changes.
 */
static void pause_and_resume(struct fold *f)
{
	struct clock_ticket *t = f->t;
	bool anew = (f->ev->did & (DID_LEVEL | DID_PRIORITY)) != 0;

	for (size_t i = 0; i < t->n; i++) {
		struct clock *c = &t->clocks[i];
		bool now = pauses(t->level, c->metric, t->status);
		bool was = !anew && i < f->n &&
			   pauses(f->level, c->metric, f->status);

		pause_or_resume(c, t->level, was, now, f->ev->at);
	}
}

/* What it goes back to when it is hidden no more. */
static void remember(struct clock_ticket *t, enum status was, instant at)
{
	if (!is_hidden(t->status))
		t->hidden = INSTANT_NONE;
	else if (t->hidden == INSTANT_NONE)
		t->hidden = at;
	if (t->status == was)
		return;
	if (t->status == STATUS_DELETED)
		t->before_deleted = was;
	else if (t->status == STATUS_SPAM && was != STATUS_DELETED)
		t->before_spam = was;
	else if (t->status == STATUS_SPAM && t->before_deleted != STATUS_SPAM)
		t->before_spam = t->before_deleted;
}

static void change_status(struct fold *f)
{
	struct clock_ticket *t = f->t;
	const struct event *ev = f->ev;
	bool says = (ev->did & (DID_STATUS | DID_CREATE | DID_REOPEN)) != 0;

	t->status = goal(t, ev);
	remember(t, f->status, ev->at);
	if (is_hidden(t->status)) /* it may come back to it */
		;
	else if (t->status != STATUS_POSTPONED)
		t->postponed_until = INSTANT_NONE;
	else if (says)
		t->postponed_until = ev->until;
	pause_and_resume(f);
}

/* ---- (6) Resolved, closed ------------------------------------------------ */

static void resolve(struct fold *f)
{
	struct clock_ticket *t = f->t;

	if (t->resolved == INSTANT_NONE)
		t->resolved = f->ev->at;
	t->unanswered = INSTANT_NONE;
	done(f, METRIC_FIRST_RESOLVE);
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

void clock_ticket_apply(struct clock_ticket *t, const struct event *ev,
			const struct level *level, struct arena *a)
{
	struct fold f = { t, ev, a, t->status, t->level, t->n };

	REQUIRE(ev->seq == t->last_seq + 1 && ev->at >= t->last_event);
	clock_ticket_advance(t, ev->at);
	t->last_seq = ev->seq;
	t->last_event = ev->at;
	if (ev->did & DID_CREATE)
		create(&f, level);
	if (ev->did & DID_RESTORE)
		restore(&f);
	if (ev->did & DID_REOPEN)
		t->status = ev->status;
	if (ev->did & DID_CUSTOMER_SPOKE)
		customer_spoke(&f);
	if (ev->did & (DID_STAFF_SPOKE | DID_ANSWERED))
		staff_spoke(&f);
	change_attributes(&f, level);
	change_status(&f);
	finish(&f);
}

/* ---- What happens by itself ---------------------------------------------- */

instant clock_ticket_settle_at(const struct clock_ticket *t)
{
	return t->status == STATUS_POSTPONED ? t->postponed_until
					     : INSTANT_NONE;
}

bool clock_ticket_pending(const struct clock_ticket *t, instant now,
			  struct event *ev)
{
	instant at = clock_ticket_settle_at(t);

	if (at == INSTANT_NONE || at > now)
		return false;
	if (at < t->last_event)
		at = t->last_event;
	*ev = (struct event){
		.at = at,
		.recorded_at = now,
		.kind = EVENT_POSTPONEMENT_ENDED,
		.did = DID_STATUS,
		.status = after_postponement(t),
		.until = INSTANT_NONE,
		.metric = -1,
		.cycle = -1,
		.step = -1,
		.due = INSTANT_NONE,
		.by = { .kind = ACTOR_SYSTEM, .now = now },
	};
	return true;
}
