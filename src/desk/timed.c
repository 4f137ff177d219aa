#include "desk/timed.h"

#include "desk/facts.h"

/* ---- Reading --------------------------------------------------------------
 */

static void begin(struct work *w, const struct rule_book *b, int64_t number)
{
	w->timed = ARENA_NEW(w->job->arena, struct timed);
	w->timed->book = b;
	w->timed->number = number;
}

/* Rows are in order of ticket; so are the works, but for new ones. */
static void hand_out(struct work *const *works, size_t n,
		     const struct turns *rows)
{
	for (size_t i = 0; i < n; i++) {
		struct work *w = works[i];
		struct timed *t = w->timed;

		for (size_t k = 0; k < rows->n; k++) {
			if (rows->v[k].ticket.n != w->row.id.n)
				continue;
			ARENA_ROOM(w->job->arena, t->v, t->n, t->cap);
			t->v[t->n++] = (struct timed_turn){ .is = rows->v[k],
							    .stored = true };
		}
	}
}

static enum err_kind read_all(struct work *const *works, size_t n,
			      struct err *e)
{
	struct job *job = works[0]->job;
	ticket_id *ids = ARENA_ARRAY(job->arena, n, ticket_id);
	const struct rule_book *b = NULL;
	struct turns rows = { 0 };
	size_t count = 0;
	int64_t number;

	if (turn_store_timed(job->db, job->arena, &number, e) ||
	    (number &&
	     rule_book_open(job->db, job->arena, RULE_KIND_TIME, &b, NULL, e)))
		return e->kind;
	for (size_t i = 0; i < n; i++)
		if (works[i]->row.id.n)
			ids[count++] = works[i]->row.id;
	if (b && turn_store_list(job->db, job->arena, ids, count, &rows, e))
		return e->kind;
	for (size_t i = 0; i < n; i++)
		begin(works[i], b, number);
	hand_out(works, n, &rows);
	return ERR_NONE;
}

enum err_kind timed_load(struct work *const *works, size_t n, struct err *e)
{
	struct work **those;
	size_t count = 0;

	if (n == 0)
		return ERR_NONE;
	those = ARENA_ARRAY(works[0]->job->arena, n, struct work *);
	for (size_t i = 0; i < n; i++)
		if (!works[i]->timed)
			those[count++] = works[i];
	return count ? read_all(those, count, e) : ERR_NONE;
}

/* ---- Which statuses -------------------------------------------------------
 */

#define AWAY                                                                   \
	(STATUS_BIT(STATUS_CLOSED) | STATUS_BIT(STATUS_SPAM) |                 \
	 STATUS_BIT(STATUS_DELETED) | STATUS_BIT(STATUS_MERGED))
#define ALL (STATUS_BIT(STATUS_N) - 1)

/* Those that a group names. */
static unsigned named(const struct rule_group *g)
{
	unsigned all = 0;

	for (size_t i = 0; i < g->n; i++) {
		const struct rule_condition *c = &g->v[i];

		if (c->field != RULE_STATUS ||
		    (c->op != RULE_IS && c->op != RULE_IS_ONE_OF))
			continue;
		for (size_t k = 0; k < c->nids; k++)
			if (c->ids[k] >= 0 && c->ids[k] < STATUS_N)
				all |= STATUS_BIT(c->ids[k]);
	}
	return all;
}

unsigned timed_statuses(const struct rule_draft *d)
{
	unsigned away = 0;

	for (size_t g = 0; g < d->ngroups; g++) {
		unsigned these = named(&d->groups[g]);

		if (!these)
			return ALL & ~AWAY;
		away |= these & AWAY;
	}
	return (ALL & ~AWAY) | away;
}

unsigned timed_all_statuses(const struct rule_book *b)
{
	unsigned all = ALL & ~AWAY;

	for (size_t i = 0; i < b->n; i++)
		if (b->v[i].is.active && !b->v[i].invalid)
			all |= timed_statuses(&b->v[i].is);
	return all;
}

/* ---- How they stand -------------------------------------------------------
 */

struct timed_turn *timed_turn_of(const struct timed *t, int64_t rule)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].is.rule == rule)
			return &t->v[i];
	return NULL;
}

/* Has it held ever since it did what it does? */
static bool still_holds(const struct timed_turn *t, instant now)
{
	return t && !t->gone &&
	       (t->is.until == INSTANT_NONE || t->is.until > now);
}

static instant sooner(instant a, instant b)
{
	if (a == INSTANT_NONE || b == INSTANT_NONE)
		return a == INSTANT_NONE ? b : a;
	return a < b ? a : b;
}

/* What those before a rule say about it. */
struct above {
	bool stopped;
	instant free; /* when it is so no more, by time alone */
	instant stop; /* when one comes to hold and stops it */
};

static void stand(const struct work *w, size_t i, struct rule_look *look,
		  const struct above *up, struct timed_word *out)
{
	const struct timed *t = w->timed;
	const struct rule_row *row = &t->book->v[i];
	const struct timed_turn *turn = timed_turn_of(t, row->id);
	instant now = w->job->by.now, next;

	out->elsewhere = !(timed_statuses(&row->is) &
			   STATUS_BIT(w->state.status));
	if (out->elsewhere)
		return;
	next = rules_next(t->book->compiled, i, look);
	if (out->outcome != RULE_HOLDS) {
		out->at = next;
		return;
	}
	out->until = sooner(next, up->stop);
	out->stopped = up->stopped;
	if (up->stopped) {
		out->at = up->free;
		return;
	}
	out->done = still_holds(turn, now);
	out->due = !out->done;
	if (out->due)
		out->at = now;
	else if (out->until != INSTANT_NONE && out->until == next)
		out->at = rules_next_after(t->book->compiled, i, look, next);
	else
		out->at = out->until;
}

static void go_down(const struct timed_word *word, instant next,
		    struct above *up)
{
	if (up->stopped || word->elsewhere)
		return;
	if (word->outcome == RULE_HOLDS) {
		up->stopped = true;
		up->free = next;
	} else {
		up->stop = sooner(up->stop, next);
	}
}

/* No rule is asked about a ticket like that: nothing to read. */
bool timed_is_asked(const struct work *w)
{
	return w->timed->book->n > 0 && (timed_all_statuses(w->timed->book) &
					 STATUS_BIT(w->state.status));
}

enum err_kind timed_words(struct work *w, struct timed_word *words,
			  struct err *e)
{
	const struct rule_book *b = w->timed->book;
	struct rule_facts f;
	struct above up = { .free = INSTANT_NONE, .stop = INSTANT_NONE };
	struct rule_look *l;

	if (facts_of(w, NULL, b->reads, &f, e))
		return e->kind;
	l = rule_look_at(w->job->arena, &f);
	for (size_t i = 0; i < b->n; i++) {
		const struct rule_row *row = &b->v[i];
		struct timed_word *word = &words[i];

		*word = (struct timed_word){ .at = INSTANT_NONE,
					     .until = INSTANT_NONE };
		word->outcome = row->is.active && row->invalid
					? RULE_INVALID
					: rules_ask(b->compiled, i, l);
		if (word->outcome == RULE_OFF || word->outcome == RULE_INVALID)
			continue;
		stand(w, i, l, &up, word);
		if (row->is.stops)
			go_down(word, rules_next(b->compiled, i, l), &up);
	}
	return ERR_NONE;
}

/* ---- What became of them --------------------------------------------------
 */

static void fail(struct timed_turn *t)
{
	if (!t || t->gone)
		return;
	t->gone = true;
	t->changed = true;
}

static void hold_until(struct timed_turn *t, instant until)
{
	t->changed = t->changed || t->gone || t->is.until != until;
	t->gone = false;
	t->is.until = until;
}

/* A rule that is off keeps its turn; one that was taken away has none. */
static void forget_strangers(struct timed *t)
{
	for (size_t i = 0; i < t->n; i++) {
		bool there = false;

		for (size_t k = 0; k < t->book->n && !there; k++)
			there = t->book->v[k].id == t->v[i].is.rule;
		if (!there)
			fail(&t->v[i]);
	}
}

size_t timed_take_down(struct work *w, const struct timed_word *words)
{
	struct timed *t = w->timed;
	size_t due = t->book->n;
	instant at = INSTANT_NONE;

	for (size_t i = 0; i < t->book->n; i++) {
		const struct timed_word *word = &words[i];
		struct timed_turn *turn = timed_turn_of(t, t->book->v[i].id);

		if (word->outcome == RULE_OFF || word->outcome == RULE_INVALID)
			continue;
		at = sooner(at, word->at);
		if (word->done)
			hold_until(turn, word->until);
		else if (!word->due)
			fail(turn);
		else if (due == t->book->n)
			due = i;
	}
	forget_strangers(t);
	w->row.rule_at = at == INSTANT_NONE ? 0 : at;
	w->row.rule_seen = t->number;
	t->seq = w->state.last_seq;
	return due;
}

static void take_none(struct work *w)
{
	struct timed *t = w->timed;

	for (size_t i = 0; i < t->n; i++)
		fail(&t->v[i]);
	w->row.rule_at = 0;
	w->row.rule_seen = t->number;
	t->seq = w->state.last_seq;
}

enum err_kind timed_find(struct work *const *works, size_t n, struct err *e)
{
	if (n == 0 || timed_load(works, n, e))
		return e->kind;
	for (size_t i = 0; i < n; i++) {
		struct work *w = works[i];
		struct timed_word *words;

		if (!w->timed->book || w->timed->seq == w->state.last_seq)
			continue;
		if (!timed_is_asked(w)) {
			take_none(w);
			continue;
		}
		words = ARENA_ARRAY(w->job->arena, w->timed->book->n,
				    struct timed_word);
		if (timed_words(w, words, e))
			return e->kind;
		(void)timed_take_down(w, words);
	}
	return ERR_NONE;
}

enum err_kind timed_store(struct work *const *works, size_t n, struct err *e)
{
	struct job *job = works[0]->job;
	struct turn *put = NULL, *drop = NULL;
	size_t nput = 0, capput = 0, ndrop = 0, capdrop = 0;

	for (size_t i = 0; i < n; i++) {
		const struct timed *t = works[i]->timed;

		for (size_t k = 0; t && k < t->n; k++) {
			const struct timed_turn *turn = &t->v[k];

			if (!turn->changed || (turn->gone && !turn->stored))
				continue;
			if (turn->gone) {
				ARENA_ROOM(job->arena, drop, ndrop, capdrop);
				drop[ndrop++] = turn->is;
			} else {
				ARENA_ROOM(job->arena, put, nput, capput);
				put[nput++] = turn->is;
			}
		}
	}
	return turn_store_put(job->db, job->arena, put, nput, e) ||
			       turn_store_drop(job->db, drop, ndrop, e)
		       ? e->kind
		       : ERR_NONE;
}
