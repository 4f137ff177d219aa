#include "desk/rule_preview.h"

#include <stdlib.h>
#include "desk/admin.h"
#include "desk/apply_look.h"
#include "desk/facts.h"
#include "store/level_read.h"
#include "store/open_store.h"
#include "store/rule_book.h"

/* The rules of its kind, the draft among them; it is looked at as if it was
 * switched on. */
struct looking {
	struct job *job;
	const struct rule_book *book;
	size_t mine; /* its place */
};

static enum err_kind put_in(struct job *job, const struct rules_draft *in,
			    struct rule_rows *all, size_t *mine, struct err *e)
{
	struct rule_row *v;

	if (rule_store_list(job->db, job->arena, in->rule->kind, all, e))
		return e->kind;
	for (*mine = 0; *mine < all->n; ++*mine)
		if (in->id && all->v[*mine].id == in->id)
			break;
	if (in->id && *mine == all->n)
		return err_set(e, ERR_CONFLICT, "the rule was taken away");
	if (!in->id) {
		v = ARENA_ARRAY(job->arena, all->n + 1, struct rule_row);
		for (size_t i = 0; i < all->n; i++)
			v[i] = all->v[i];
		all->v = v;
		all->n++;
		v[*mine].oid = "";
	}
	all->v[*mine].is = *in->rule;
	all->v[*mine].is.active = true;
	all->v[*mine].invalid = NULL;
	return ERR_NONE;
}

/* ---- Asking ---------------------------------------------------------------
 */

struct answer {
	bool holds, reached; /* the draft */
	const struct rule_row *by;
	int64_t level;
	struct desk_word *words; /* of those that were asked; NULL: untold */
	size_t n;
};

static void tell(const struct looking *l, size_t i, enum rule_outcome said,
		 struct rule_look *look, struct answer *out)
{
	const struct rule_row *row = &l->book->v[i];
	struct desk_word *w = &out->words[out->n++];
	const struct rule_condition **list = ARENA_ARRAY(
		l->job->arena, row->is.ngroups, const struct rule_condition *);

	*w = (struct desk_word){ .rule = row,
				 .outcome = said,
				 .conditions = list };
	if (said != RULE_FAILS && said != RULE_INVALID)
		return;
	for (size_t g = 0; g < row->is.ngroups; g++) {
		int c = rules_failed(l->book->compiled, i, g, look);

		if (c >= 0)
			list[w->n++] = &row->is.groups[g].v[c];
		if (said == RULE_INVALID && w->n > 0)
			break;
	}
}

static enum rule_outcome ask_one(const struct looking *l, size_t i,
				 struct rule_look *look)
{
	const struct rule_row *row = &l->book->v[i];

	return row->is.active && row->invalid
		       ? RULE_INVALID
		       : rules_ask(l->book->compiled, i, look);
}

/* As choose_run(), which goes by what is stored. */
static void ask_all(const struct looking *l, struct rule_facts *f,
		    struct answer *out)
{
	struct rule_look *look = rule_look_at(l->job->arena, f);
	bool stopped = false;

	for (size_t i = 0; i < l->book->n; i++) {
		const struct rule_draft *is = &l->book->v[i].is;
		enum rule_outcome said;

		if (stopped && i != l->mine)
			continue;
		said = ask_one(l, i, look);
		if (i == l->mine) {
			out->holds = said == RULE_HOLDS;
			out->reached = out->holds && !stopped;
		}
		if (said == RULE_OFF || stopped)
			continue;
		if (out->words)
			tell(l, i, said, look, out);
		if (said != RULE_HOLDS)
			continue;
		for (size_t k = 0; k < is->nactions; k++)
			if (is->kind == RULE_KIND_SLA &&
			    is->actions[k].kind == ACTION_LEVEL) {
				out->by = &l->book->v[i];
				out->level = f->level = is->actions[k].id;
			}
		stopped = is->stops;
	}
}

/* ---- Open tickets ---------------------------------------------------------
 */

static enum err_kind look_at(const struct looking *l, struct work *w,
			     struct arena *keep, struct rule_preview *out,
			     struct err *e)
{
	struct rule_facts f;
	struct answer said = { 0 };
	int64_t level;

	if (facts_of(w, NULL, l->book->reads, &f, e))
		return e->kind;
	level = f.level;
	ask_all(l, &f, &said);
	out->holds += said.holds;
	out->reached += said.reached;
	out->becoming += said.reached && said.by && said.level != level;
	if (said.holds && out->n < LIMIT_RULE_PREVIEW_ROWS) {
		struct rule_preview_row *row = &out->v[out->n++];

		row->code = arena_str(keep, w->row.code);
		row->subject = arena_str(keep, w->row.subject);
		row->reached = said.reached;
		row->level = level;
		row->becomes = said.by ? said.level : level;
	}
	return ERR_NONE;
}

/* Tickets of a batch come in order of id: back to the order they were in. */
static struct work *work_of(struct work *const *works, size_t n, ticket_id id)
{
	for (size_t i = 0; i < n; i++)
		if (works[i]->row.id.n == id.n)
			return works[i];
	return NULL;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = ((const ticket_id *)a)->n, y = ((const ticket_id *)b)->n;

	return (x > y) - (x < y);
}

static enum err_kind look_at_some(const struct looking *l, const ticket_id *ids,
				  size_t n, struct rule_preview *out,
				  struct err *e)
{
	struct arena *outer = l->job->arena;
	struct work *works[TICKET_DUE_MAX];
	ticket_id sorted[TICKET_DUE_MAX];
	size_t found;

	memcpy(sorted, ids, n * sizeof(*ids));
	qsort(sorted, n, sizeof(*sorted), by_id);
	l->job->arena = arena_new();
	if (apply_look_take(l->job, sorted, n, works, &found, e))
		goto out;
	for (size_t i = 0; i < n; i++) {
		struct work *w = work_of(works, found, ids[i]);

		if (!w)
			continue;
		if (look_at(l, w, outer, out, e))
			break;
		out->looked++;
	}
out:
	arena_free(l->job->arena);
	l->job->arena = outer;
	return e->kind;
}

static enum err_kind look_at_all(const struct looking *l,
				 struct rule_preview *out, struct err *e)
{
	ticket_id *ids;
	size_t n;

	if (open_store_first(l->job->db, l->job->arena, LIMIT_RULE_PREVIEW,
			     &ids, &n, &out->more, e))
		return e->kind;
	for (size_t i = 0; i < n; i += TICKET_DUE_MAX)
		if (look_at_some(l, ids + i,
				 n - i < TICKET_DUE_MAX ? n - i
							: TICKET_DUE_MAX,
				 out, e))
			return e->kind;
	return ERR_NONE;
}

/* ---- The two of them ------------------------------------------------------
 */

typedef enum err_kind look_fn(struct looking *l, const void *args,
			      struct err *e);

/* With all the rules, at one moment; nothing is written. */
static enum err_kind look(struct job *job, const struct rules_draft *in,
			  look_fn *fn, const void *args, struct err *e)
{
	struct looking l = { .job = job };
	struct rule_book *book = NULL;
	struct rule_rows all;

	if (admin_may(job, e) || rules_check(in->rule, e))
		return e->kind;
	if (db_begin(job->db, e))
		return err_wrap(e, "look what a rule would do");
	if (!put_in(job, in, &all, &l.mine, e)) {
		book = rule_book_new(&all);
		l.book = book;
		(void)fn(&l, args, e);
	}
	rule_book_free(book);
	db_rollback(job->db);
	return e->kind;
}

static enum err_kind preview(struct looking *l, const void *args, struct err *e)
{
	struct rule_preview *out = *(struct rule_preview *const *)args;

	return look_at_all(l, out, e);
}

enum err_kind rule_preview(struct job *job, const struct rules_draft *in,
			   struct rule_preview *out, struct err *e)
{
	*out = (struct rule_preview){ 0 };
	return look(job, in, preview, &out, e);
}

struct trying {
	const char *code;
	struct desk_choice *out;
};

static enum err_kind name_level(struct job *job, int64_t id, const char **out,
				struct err *e)
{
	struct level_name l;

	*out = NULL;
	if (id && level_read_id(job->db, job->arena, id, &l, e))
		return e->kind;
	if (id)
		*out = l.name;
	return ERR_NONE;
}

static enum err_kind try(struct looking *l, const void *args, struct err *e)
{
	const struct trying *t = args;
	struct job *job = l->job;
	struct ticket_view seen;
	struct rule_row *rows;
	struct rule_facts f;
	struct answer said = { 0 };
	struct work *w;
	size_t found;

	if (ticket_store_find(job->db, job->arena, job->viewer, t->code, &seen,
			      e) ||
	    apply_look_take(job, &seen.row.id, 1, &w, &found, e) ||
	    facts_of(w, NULL, l->book->reads, &f, e))
		return e->kind;
	said.words = ARENA_ARRAY(job->arena, l->book->n, struct desk_word);
	ask_all(l, &f, &said);
	/* The book goes; the rows stay in the arena of the job. */
	rows = ARENA_ARRAY(job->arena, l->book->n, struct rule_row);
	for (size_t i = 0; i < l->book->n; i++)
		rows[i] = l->book->v[i];
	for (size_t i = 0; i < said.n; i++)
		said.words[i].rule = &rows[said.words[i].rule - l->book->v];
	t->out->at = job->by.now;
	t->out->words = said.words;
	t->out->n = said.n;
	t->out->by = said.by ? &rows[said.by - l->book->v] : NULL;
	return name_level(job, said.level, &t->out->level, e);
}

enum err_kind rule_preview_try(struct job *job, const struct rules_draft *in,
			       const char *code, struct desk_choice *out,
			       struct err *e)
{
	const struct trying t = { code, out };

	*out = (struct desk_choice){ 0 };
	return look(job, in, try, &t, e);
}
