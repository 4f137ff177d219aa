#include "desk/timed_try.h"

#include "desk/admin.h"
#include "desk/facts.h"

/* The ticket as it stands, with what happened by itself meanwhile. */
static enum err_kind take(struct job *job, const char *code, struct work *w,
			  struct err *e)
{
	struct ticket_view t;

	if (ticket_store_find(job->db, job->arena, job->viewer, code, &t, e))
		return e->kind;
	work_init(w, job, name_store_new(job->arena));
	w->row = t.row;
	w->state = t.state;
	if (work_load(w, e))
		return e->kind;
	work_settle(w, job->by.now);
	return timed_load(&w, 1, e);
}

static void find_failed(const struct rule_book *b, size_t i,
			struct rule_look *look, struct arena *a,
			struct timed_said *out)
{
	const struct rule_row *row = &b->v[i];
	const struct rule_condition **v = ARENA_ARRAY(
		a, row->is.ngroups, const struct rule_condition *);

	out->conditions = v;
	if (out->word.outcome != RULE_FAILS &&
	    out->word.outcome != RULE_INVALID)
		return;
	for (size_t g = 0; g < row->is.ngroups; g++) {
		int c = rules_failed(b->compiled, i, g, look);

		if (c >= 0)
			v[out->n++] = &row->is.groups[g].v[c];
		if (out->word.outcome == RULE_INVALID && out->n > 0)
			break;
	}
}

static enum err_kind tell(struct work *w, struct timed_tried *out,
			  struct err *e)
{
	const struct rule_book *b = w->timed->book;
	struct arena *a = w->job->arena;
	struct timed_word *words;
	struct timed_said *said;
	struct rule_facts f;
	struct rule_look *look;

	if (!b)
		return ERR_NONE;
	words = ARENA_ARRAY(a, b->n, struct timed_word);
	said = ARENA_ARRAY(a, b->n, struct timed_said);
	if (timed_words(w, words, e) || facts_of(w, NULL, b->reads, &f, e))
		return e->kind;
	look = rule_look_at(a, &f);
	for (size_t i = 0; i < b->n; i++) {
		const struct timed_turn *turn = timed_turn_of(w->timed,
							      b->v[i].id);

		said[i] = (struct timed_said){ .rule = &b->v[i],
					       .word = words[i],
					       .fired = INSTANT_NONE };
		if (words[i].done)
			said[i].fired = turn->is.fired;
		find_failed(b, i, look, a, &said[i]);
	}
	out->v = said;
	out->n = b->n;
	return ERR_NONE;
}

enum err_kind desk_timed_try(struct job *job, const char *code,
			     struct timed_tried *out, struct err *e)
{
	struct work w;

	*out = (struct timed_tried){ .at = job->by.now };
	if (admin_may(job, e))
		return e->kind;
	if (db_begin(job->db, e))
		return err_wrap(e, "try time rules");
	if (take(job, code, &w, e) == ERR_NONE)
		(void)tell(&w, out, e);
	/* Nothing was written. */
	db_rollback(job->db);
	return e->kind;
}
