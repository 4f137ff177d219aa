/* Tickets that are spam, deleted or merged, and come back (sla.md R15, D35). */
#include "core/clock_fold.h"

bool fold_is_hidden(enum status s)
{
	return s == STATUS_SPAM || s == STATUS_DELETED;
}

bool fold_is_away(enum status s)
{
	return fold_is_hidden(s) || s == STATUS_MERGED;
}

bool clock_ticket_hidden(const struct clock_ticket *t)
{
	return fold_is_hidden(t->status);
}

/* Merged, then spam, then deleted: no more lie on each other. */
#define LAYERS 3

/* A deleted one may be spam again, or merged. */
static enum status before(const struct clock_ticket *t, enum status s)
{
	switch (s) {
	case STATUS_DELETED:
		return t->before_deleted;
	case STATUS_SPAM:
		return t->before_spam;
	case STATUS_MERGED:
		return t->before_merged;
	default:
		return s;
	}
}

enum status clock_ticket_before(const struct clock_ticket *t)
{
	return before(t, t->status);
}

bool clock_ticket_lies_in(const struct clock_ticket *t, enum status s)
{
	enum status at = t->status;

	for (int i = 0; i < LAYERS && at != s; i++)
		at = before(t, at);
	return at == s;
}

/* ---- The way back -------------------------------------------------------- */

/* How the time counts in which it was away. */
struct absence {
	instant since;
	enum status status; /* as if it had been that */
	instant until;      /* and from then on what it is now */
};

/* Did staff speak since? Words that began a promise do not end it. */
static bool was_told(const struct clock_ticket *t, const struct clock *last)
{
	instant said = t->last_answered;

	return said != INSTANT_NONE &&
	       (said > last->stopped ||
		(said == last->stopped && last->started < last->stopped));
}

/* Is it still to be done? */
static bool is_owed(const struct clock_ticket *t, const struct clock *last)
{
	switch (last->metric) {
	case METRIC_FIRST_ANSWER:
		return t->first_answered == INSTANT_NONE;
	case METRIC_NEXT_ANSWER:
		return t->unanswered != INSTANT_NONE;
	case METRIC_FIRST_ASSIGN:
		return t->assignee.n == 0;
	case METRIC_KEEP_INFORMED:
	case METRIC_CHAT_ANSWER:
	case METRIC_CALL_ANSWER:
		return !was_told(t, last);
	default:
		return true;
	}
}

static bool was_taken(const struct clock *c, const struct absence *gone)
{
	bool away = c->reason == CLOCK_SPAM || c->reason == CLOCK_DELETED ||
		    c->reason == CLOCK_MERGED;

	return away && c->stopped == gone->since;
}

/* Bring back the promise that going away ended, as its next cycle. */
static void bring_back(struct fold *f, enum metric m,
		       const struct absence *gone)
{
	struct clock_ticket *t = f->t;
	const struct clock *last = fold_newest(t, m);
	bool waiting = t->unanswered != INSTANT_NONE;
	struct clock *c, was;
	enum hold hold;

	if (!last || last->state != CLOCK_CANCELLED || !was_taken(last, gone) ||
	    !is_owed(t, last) || !fold_is_promised(t, m))
		return;
	was = *last;
	c = fold_grow(f);
	*c = was;
	hold = fold_holds(c, gone->status, waiting);
	clock_revive(c, hold, fold_party(gone->status, t->party));
	if (gone->until != INSTANT_NONE) {
		instant at = gone->until;

		fold_go_on(c, hold == HOLD_WAITING, c->since, at);
		hold = fold_holds(c, t->status, waiting);
		fold_follow(c, gone->status, t->status, hold,
			    fold_party(t->status, t->party), at);
	}
	fold_go_on(c, hold == HOLD_WAITING, c->since, f->ev->at);
	fold_catch_up(f, (size_t)(c - t->clocks));
}

/* A postponement that was to end meanwhile has ended then. */
void fold_restore(struct fold *f)
{
	struct clock_ticket *t = f->t;
	struct absence gone = { .since = t->hidden, .until = INSTANT_NONE };

	if (!fold_is_away(t->status))
		return;
	t->status = gone.status = clock_ticket_before(t);
	if (fold_is_away(t->status))
		return;
	t->hidden = INSTANT_NONE;
	/* Who needed no reply meanwhile has not waited since then. */
	fold_note_stay(f, gone.since);
	if (!fold_at_work(t->status))
		return;
	if (t->status == STATUS_POSTPONED &&
	    t->postponed_until != INSTANT_NONE &&
	    t->postponed_until <= f->ev->at) {
		gone.until = t->postponed_until > gone.since
				     ? t->postponed_until
				     : gone.since;
		t->status = fold_after_postponement(t);
		fold_note_stay(f, gone.until);
	}
	f->stay = t->status;
	for (int m = 0; m < METRIC_N; m++)
		bring_back(f, (enum metric)m, &gone);
	f->n = t->n;
}

/* ---- What it was ---------------------------------------------------------
 */

enum status fold_work_below(const struct clock_ticket *t, enum status s)
{
	for (int i = 0; i < LAYERS; i++)
		s = before(t, s);
	return s;
}

void fold_remember(struct fold *f)
{
	struct clock_ticket *t = f->t;

	if (!fold_is_away(t->status))
		t->hidden = INSTANT_NONE;
	else if (t->hidden == INSTANT_NONE)
		t->hidden = f->ev->at;
	if (t->status == f->status)
		return;
	if (t->status == STATUS_DELETED)
		t->before_deleted = f->status;
	else if (t->status == STATUS_MERGED)
		t->before_merged = fold_work_below(t, f->status);
	else if (t->status == STATUS_SPAM && f->status != STATUS_DELETED)
		t->before_spam = f->status;
	else if (t->status == STATUS_SPAM && t->before_deleted != STATUS_SPAM)
		t->before_spam = t->before_deleted;
}
