#include "desk/check_timed.h"

#include <inttypes.h>
#include "core/rule_names.h"
#include "desk/timed.h"

/* A ticket of the batch, and what its rules say. */
struct asked {
	const struct check_ticket *row;
	struct work *work;
	struct timed_word *words; /* NULL: they are not asked about it */
};

struct check_timed {
	struct job job;
	int64_t number;
	struct asked *v;
	size_t n;
};

/*
 * What is no fact of the ticket can change without it, and then nobody has
 * looked at it since.
 */
#define ELSEWHERE                                                              \
	(RULE_BIT(RULE_AGENT_STATUS) | RULE_BIT(RULE_CUSTOM) |                 \
	 RULE_BIT(RULE_GROUPS) | RULE_BIT(RULE_COMPANY) |                      \
	 RULE_BIT(RULE_REQUESTER))

/* ---- Asking ---------------------------------------------------------------
 */

/* One whose rows do not fit together is told of elsewhere. */
static enum err_kind ask(struct asked *a, struct err *e)
{
	struct work *w = a->work;

	if (work_load(w, e) || timed_load(&w, 1, e)) {
		if (e->kind == ERR_BUSY)
			return e->kind;
		err_clear(e);
		return ERR_NONE;
	}
	if (!w->timed->book || w->nevents > 0 || !timed_is_asked(w))
		return ERR_NONE;
	a->words = ARENA_ARRAY(w->job->arena, w->timed->book->n,
			       struct timed_word);
	if (timed_words(w, a->words, e) == ERR_NONE)
		return ERR_NONE;
	a->words = NULL;
	if (e->kind == ERR_BUSY)
		return e->kind;
	err_clear(e);
	return ERR_NONE;
}

static enum err_kind take(struct check_timed *t, const struct check_batch *b,
			  size_t from, size_t n, struct err *e)
{
	struct job *job = &t->job;
	struct ticket_taken *taken = ARENA_ARRAY(job->arena, n,
						 struct ticket_taken);
	ticket_id *ids = ARENA_ARRAY(job->arena, n, ticket_id);
	size_t found;

	for (size_t i = 0; i < n; i++)
		ids[i].n = b->tickets[from + i].id;
	if (ticket_store_take(job->db, job->arena, ids, n, false, taken, &found,
			      e))
		return e->kind;
	for (size_t i = 0; i < found && i < n; i++) {
		struct asked *a = &t->v[t->n++];

		a->row = &b->tickets[from + i];
		a->work = ARENA_NEW(job->arena, struct work);
		work_init(a->work, job, NULL);
		a->work->row = taken[i].t;
		a->work->state = taken[i].state;
		if (ask(a, e))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind check_timed_read(struct desk_check *c,
			       const struct check_batch *b,
			       struct check_timed **out, struct err *e)
{
	struct check_timed *t;

	*out = NULL;
	if (c->now == 0)
		return ERR_NONE;
	t = ARENA_NEW(c->arena, struct check_timed);
	t->job = (struct job){
		.db = c->db,
		.arena = c->arena,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = c->now }
	};
	if (turn_store_timed(c->db, c->arena, &t->number, e))
		return e->kind;
	t->v = ARENA_ARRAY(c->arena, b->ntickets, struct asked);
	for (size_t i = 0; t->number && i < b->ntickets; i += TICKET_DUE_MAX) {
		size_t n = b->ntickets - i;

		if (take(t, b, i, n < TICKET_DUE_MAX ? n : TICKET_DUE_MAX, e))
			return e->kind;
	}
	*out = t;
	return ERR_NONE;
}

/* ---- Telling --------------------------------------------------------------
 */

/*
 * When they are to be looked at: the sweeper does what has come, so that what
 * lies behind is as good as any other such instant.
 */
static void tell_at(struct check_part *p, const struct asked *a, instant now)
{
	const struct timed *t = a->work->timed;
	instant stands = p->row->rule, should = INSTANT_NONE;

	if (t->book->reads & ELSEWHERE ||
	    (stands != INSTANT_NONE && stands >= p->row->last_event &&
	     stands <= now))
		return;
	for (size_t i = 0; i < t->book->n; i++) {
		instant at = a->words[i].at;

		if (at != INSTANT_NONE &&
		    (should == INSTANT_NONE || at < should))
			should = at;
	}
	if (stands == INSTANT_NONE || should == INSTANT_NONE || should > now ||
	    stands > now)
		check_instant(p, "ticket.rule_at", "", stands, should);
}

static const char *rule_name(const struct check_part *p,
			     const struct rule_row *row)
{
	return arena_printf(p->check->arena, "rule %s", row->oid);
}

static void tell_turn(struct check_part *p, const struct asked *a, size_t i,
		      instant now)
{
	const struct timed *t = a->work->timed;
	const struct rule_row *row = &t->book->v[i];
	const struct timed_turn *turn = timed_turn_of(t, row->id);
	const struct timed_word *word = &a->words[i];

	if (!turn || t->book->reads & ELSEWHERE || word->outcome == RULE_OFF ||
	    word->outcome == RULE_INVALID ||
	    (turn->is.until != INSTANT_NONE && turn->is.until <= now))
		return;
	if (!word->done)
		check_found(p, "rule_turn.rule_id", rule_name(p, row),
			    rule_outcome_name(word->outcome),
			    "a rule that holds");
	else
		check_instant(p, "rule_turn.until_at", rule_name(p, row),
			      turn->is.until, word->until);
}

static void tell_one(struct check_part *p, const struct check_timed *t,
		     const struct asked *a)
{
	instant now = t->job.by.now;

	if (p->row->rule_seen > t->number) {
		check_number(p, "ticket.rule_seen", "at most",
			     p->row->rule_seen, t->number);
		return;
	}
	/* Those that are behind are still to be looked at. */
	if (!a->work->timed || p->row->rule_seen < t->number)
		return;
	if (!a->words) {
		if (a->work->nevents == 0)
			check_instant(p, "ticket.rule_at", "", p->row->rule,
				      INSTANT_NONE);
		return;
	}
	tell_at(p, a, now);
	for (size_t i = 0; i < a->work->timed->book->n; i++)
		tell_turn(p, a, i, now);
}

void check_timed_tell(struct desk_check *c, const struct check_batch *b,
		      const struct check_timed *t)
{
	if (!t)
		return;
	for (size_t i = 0; t->number == 0 && i < b->ntickets; i++) {
		struct check_part p = { .check = c,
					.batch = b,
					.row = &b->tickets[i] };

		check_instant(&p, "ticket.rule_at", "", p.row->rule,
			      INSTANT_NONE);
		check_number(&p, "ticket.rule_seen", "", p.row->rule_seen, 0);
	}
	for (size_t i = 0; i < t->n; i++) {
		struct check_part p = { .check = c,
					.batch = b,
					.row = t->v[i].row };

		tell_one(&p, t, &t->v[i]);
	}
}
