#include "store/rule_book.h"

#include "base/log.h"

/* ---- Compiling ------------------------------------------------------------
 */

static void note_reads(struct rule_book *b, const struct rule_row *row)
{
	unsigned reads = 0;

	if (!row->is.active || row->invalid)
		return;
	for (size_t g = 0; g < row->is.ngroups; g++)
		for (size_t i = 0; i < row->is.groups[g].n; i++)
			reads |= RULE_BIT(row->is.groups[g].v[i].field);
	b->reads |= reads;
	if (row->is.keeps)
		b->keeps |= reads;
}

/* Its condition cannot be asked: the rule does not run, and the others do. */
static void spoil(const struct rule_rows *rows, const struct rule_place *bad,
		  struct arena *a, const char *why)
{
	struct rule_row *row = &rows->v[bad->rule];
	const struct rule_group *g = &row->is.groups[bad->group];
	struct rule_condition *c =
		(struct rule_condition *)(uintptr_t)&g->v[bad->condition];

	c->invalid = arena_str(a, why);
	if (!row->invalid)
		row->invalid = c->invalid;
	log_event(LOG_WARN, "rule_invalid", LOG_PAIRS(LOG_S("rule", row->oid)));
}

static const struct rules *compile(const struct rule_rows *rows,
				   struct arena *a)
{
	struct rule *list = ARENA_ARRAY(a, rows->n, struct rule);
	struct rules *out = NULL;
	struct rule_place bad;

	for (size_t i = 0; i < rows->n; i++)
		list[i] = (struct rule){ .id = rows->v[i].version,
					 .active = rows->v[i].is.active,
					 .groups = rows->v[i].is.groups,
					 .ngroups = rows->v[i].is.ngroups };
	for (;;) {
		struct err e = { 0 };

		if (rules_new(list, rows->n, &out, &bad, &e) == ERR_NONE)
			return out;
		spoil(rows, &bad, a, e.msg);
	}
}

/* A book and the arena that it lives in. */
struct kept {
	struct rule_book book;
	struct arena *arena;
};

static struct kept *bind(const struct rule_rows *rows, struct arena *a)
{
	struct kept *k = ARENA_NEW(a, struct kept);

	k->arena = a;
	k->book.v = rows->v;
	k->book.n = rows->n;
	k->book.compiled = compile(rows, a);
	for (size_t i = 0; i < rows->n; i++)
		note_reads(&k->book, &rows->v[i]);
	return k;
}

static void unbind(struct kept *k)
{
	if (!k)
		return;
	rules_free((struct rules *)(uintptr_t)k->book.compiled);
	arena_free(k->arena);
}

struct rule_book *rule_book_new(const struct rule_rows *rows)
{
	return &bind(rows, arena_new())->book;
}

void rule_book_free(struct rule_book *book)
{
	unbind((struct kept *)book);
}

/* ---- Kept -----------------------------------------------------------------
 */

/* As level_store.c keeps levels; but these can change, and go then. */
static struct kept *books[RULE_KIND_N];

void rule_book_forget(void)
{
	for (int i = 0; i < RULE_KIND_N; i++) {
		unbind(books[i]);
		books[i] = NULL;
	}
}

/* Outside a transaction rules may change while they are read. */
static enum err_kind read_anew(struct db *db, enum rule_kind kind,
			       int64_t version, struct err *e)
{
	struct arena *a = arena_new();
	struct rule_rows rows;
	int64_t applied, after;

	for (;;) {
		if (rule_store_list(db, a, kind, &rows, e) ||
		    rule_store_state(db, a, &after, &applied, e)) {
			arena_free(a);
			return e->kind;
		}
		if (after == version)
			break;
		version = after;
		arena_reset(a);
	}
	unbind(books[kind]);
	books[kind] = bind(&rows, a);
	books[kind]->book.version = version;
	return ERR_NONE;
}

enum err_kind rule_book_open(struct db *db, struct arena *a,
			     enum rule_kind kind, const struct rule_book **out,
			     int64_t *applied, struct err *e)
{
	int64_t version, newest;

	*out = NULL;
	if (rule_store_state(db, a, &version, &newest, e))
		return e->kind;
	if ((!books[kind] || books[kind]->book.version != version) &&
	    read_anew(db, kind, version, e))
		return e->kind;
	*out = &books[kind]->book;
	if (applied)
		*applied = newest;
	return ERR_NONE;
}
