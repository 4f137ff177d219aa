/*
 * Levels that are edited and edited back (doc/sla.md §8, 8): every deadline
 * that lies ahead is what it was, on random tickets with every gear, in every
 * zone.
 */
#include "core/laws.h"

static void set_level(struct clock_ticket *t, instant at, const struct level *l)
{
	struct event ev = { .seq = t->last_seq + 1,
			    .at = at,
			    .kind = EVENT_LEVEL,
			    .did = DID_LEVEL,
			    .until = INSTANT_NONE,
			    .due = INSTANT_NONE };

	ev.level_version = l->version;
	clock_ticket_apply(t, &ev, l, laws_arena());
}

/* The same level with other targets: as many, and in the same units. */
static struct level *retold(struct history *h, const struct level *l)
{
	struct level *other = ARENA_ARRAY(laws_arena(), 1, struct level);

	*other = *l;
	other->version = 50;
	for (int m = 0; m < METRIC_N; m++)
		for (int p = 0; p < PRIORITY_N; p++)
			if (l->target[m][p].seconds)
				other->target[m][p].seconds = 1 +
							      history_below(
								      h, 50000);
	return other;
}

/* ... or with another calendar. */
static struct level *moved(struct history *h, const struct level *l)
{
	struct level *other = ARENA_ARRAY(laws_arena(), 1, struct level);

	*other = *l;
	other->version = 51;
	other->calendar = h->levels[2].calendar;
	other->calendar_version = 151;
	return other;
}

static bool had_grace(const struct clock *c)
{
	return c->target != level_seconds(c->level, c->promised, c->started);
}

/*
 * Is it as it would be without the two edits? Not what is broken, be it since
 * before (D12); what had grace, for another target; what had nothing left and
 * is asked again (D9).
 */
static const char *restored(const struct clock *was, const struct clock *c,
			    instant back)
{
	const char *wrong;

	if (!c)
		return laws_broken(was, "is gone");
	if (c->breached != INSTANT_NONE || was->breached != INSTANT_NONE ||
	    was->excused == CLOCK_NOTHING_LEFT ||
	    clock_remaining(was, back) <= 0 || c->cycle != was->cycle ||
	    had_grace(was))
		return NULL;
	wrong = laws_differ(c, "due", c->due, was->due);
	if (!wrong)
		wrong = laws_differ(c, "target", c->target, was->target);
	if (!wrong)
		wrong = laws_differ(c, "state", c->state, was->state);
	return wrong;
}

static const char *edit_and_back(struct history *h, bool targets,
				 enum level_change mode)
{
	size_t k = (size_t)history_below(h, (int64_t)h->n);
	instant at = h->events[k].at, back;
	struct clock_ticket t, edited;
	const struct level *other;
	struct level *own;

	history_begin(h, &t);
	history_fold(h, &t, 0, k + 1, laws_arena());
	history_settle(&t, at, laws_arena());
	if (!t.level || t.level->gears.on_change != mode)
		return NULL;
	back = at + (targets ? history_below(h, 100000) : 0);
	own = ARENA_ARRAY(laws_arena(), 1, struct level);
	*own = *t.level;
	other = targets ? retold(h, own) : moved(h, own);
	laws_reload(&t, &edited, true);
	set_level(&edited, at, other);
	history_settle(&edited, back, laws_arena());
	set_level(&edited, back, own);
	history_settle(&t, back, laws_arena());
	clock_ticket_advance(&t, back);
	for (size_t i = 0; i < t.n; i++) {
		const struct clock *c = &t.clocks[i];
		const char *wrong = NULL;

		if (clock_live(c) && c->level_version == own->version)
			wrong = restored(
				c, laws_find(&edited, c->metric, c->cycle),
				back);
		if (wrong)
			return wrong;
	}
	return NULL;
}

static const char *retarget_back(struct history *h)
{
	return edit_and_back(h, history_once_in(h, 2), CHANGE_RETARGET);
}

static const char *keep_back(struct history *h)
{
	return edit_and_back(h, history_once_in(h, 2), CHANGE_KEEP);
}

static void edited_back_it_is_what_it_was(void **state)
{
	(void)state;
	laws_try(retarget_back, HISTORY_GEARS);
	laws_try(keep_back, HISTORY_GEARS);
}

/* Waited for that party, up to ${now}. */
static seconds waited(const struct clock *c, int party, instant now)
{
	bool waits = c->state == CLOCK_PAUSED && (int)c->party == party;

	return c->waited[party] + (waits ? now - c->since : 0);
}

/* What it used and waited, and the pause it is in. */
static const char *other_life(const struct clock *a, const struct clock *b,
			      instant now)
{
	const char *wrong = NULL;

	if (!a)
		return laws_broken(b, "is gone");
	LAWS_SAME(state);
	LAWS_SAME(stood);
	LAWS_SAME(party);
	LAWS_SAME(excused);
	for (int p = 0; p < PARTY_N && !wrong; p++)
		wrong = laws_differ(a, "waited", waited(a, p, now),
				    waited(b, p, now));
	return wrong ? wrong
		     : laws_differ(a, "used", clock_consumed(a, now),
				   clock_consumed(b, now));
}

/* Brought back with nothing left, it got grace: judged again it was never
 * away. */
static bool was_let_off(const struct clock *c)
{
	return c->cycle > 1 && had_grace(c);
}

/* A life under one level, judged again by that level at its end. */
static const char *judged_again(struct history *h)
{
	struct clock_ticket t, again;
	struct level *own, *other;

	for (size_t i = 0; i < h->n; i++) {
		h->events[i].did &= ~(unsigned)(DID_LEVEL | DID_PRIORITY);
		if (h->set[i])
			h->set[i] = &h->levels[0];
	}
	own = ARENA_ARRAY(laws_arena(), 1, struct level);
	*own = h->levels[0];
	own->gears.on_change = CHANGE_REJUDGE;
	other = history_once_in(h, 2) ? retold(h, own) : moved(h, own);
	history_begin(h, &t);
	history_fold(h, &t, 0, h->n, laws_arena());
	history_settle(&t, t.last_event, laws_arena());
	if (!t.level)
		return NULL;
	laws_reload(&t, &again, true);
	set_level(&again, t.last_event, other);
	set_level(&again, t.last_event, own);
	for (size_t i = 0; i < t.n; i++) {
		const struct clock *c = &t.clocks[i];
		const char *wrong = NULL;

		if (clock_live(c))
			wrong = restored(c,
					 laws_find(&again, c->metric, c->cycle),
					 t.last_event);
		if (clock_live(c) && !wrong && !was_let_off(c))
			wrong = other_life(
				laws_find(&again, c->metric, c->cycle), c,
				t.last_event);
		if (wrong)
			return wrong;
	}
	return NULL;
}

static void judged_again_by_its_own_level_it_is_what_it_was(void **state)
{
	(void)state;
	laws_try(judged_again, HISTORY_GEARS);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("edited back it is what it was",
		     edited_back_it_is_what_it_was),
		TEST("judged again by its own level it is what it was",
		     judged_again_by_its_own_level_it_is_what_it_was),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, laws_setup, laws_teardown);
}
