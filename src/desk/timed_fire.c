/* Time rules that came to hold, and what they do. */
#include "desk/timed.h"

#include "desk/rule_run.h"

/* It has its turn now: true if it had one in this go before. */
static bool take_turn(struct work *w, const struct rule_row *row, instant until)
{
	struct timed *t = w->timed;
	struct timed_turn *turn = timed_turn_of(t, row->id);
	bool before;

	if (!turn) {
		ARENA_ROOM(w->job->arena, t->v, t->n, t->cap);
		turn = &t->v[t->n++];
		*turn = (struct timed_turn){ .is.rule = row->id };
	}
	before = turn->now;
	turn->is.ticket = w->row.id;
	turn->is.fired = w->job->by.now;
	turn->is.until = until;
	turn->gone = false;
	turn->changed = true;
	turn->now = true;
	return before;
}

/* Nothing happened to it, and no rule's time has come. */
static bool is_quiet(const struct work *w)
{
	return w->nevents == 0 && w->row.rule_seen == w->timed->number &&
	       (w->row.rule_at == 0 || w->row.rule_at > w->job->by.now);
}

static enum err_kind act(struct work *w, const struct rule_book *b, size_t i,
			 struct err *e)
{
	bool *which = ARENA_ARRAY(w->job->arena, b->n, bool);

	which[i] = true;
	if (rule_run_some(w, b, which, NULL, e))
		return e->kind;
	return rule_run_events(w, e);
}

enum err_kind timed_fire(struct work *w, struct err *e)
{
	const struct rule_book *b;

	if (timed_load(&w, 1, e))
		return e->kind;
	b = w->timed->book;
	if (!b || is_quiet(w))
		return ERR_NONE;
	while (timed_is_asked(w)) {
		struct timed_word *words = ARENA_ARRAY(w->job->arena, b->n,
						       struct timed_word);
		size_t i;

		if (timed_words(w, words, e))
			return e->kind;
		i = timed_take_down(w, words);
		if (i == b->n)
			return ERR_NONE;
		/* One that set itself off again has had its turn. */
		if (!take_turn(w, &b->v[i], words[i].until) && act(w, b, i, e))
			return e->kind;
	}
	return ERR_NONE;
}
