#include "store/name_store.h"

#include <inttypes.h>
#include <stdlib.h>
#include "store/sql_text.h"

#define AT_ONCE 128

struct name {
	int64_t id;
	const char *text;
};

/* Sorted by id. */
struct list {
	struct name *names;
	size_t n, cap;
};

struct names {
	struct arena *arena;
	struct list people, departments;
};

struct names *name_store_new(struct arena *a)
{
	struct names *names = ARENA_NEW(a, struct names);

	names->arena = a;
	return names;
}

/* Where an id stands, or would. */
static size_t place(const struct list *l, int64_t id)
{
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->names[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void insert(struct arena *a, struct list *l, size_t at, int64_t id,
		   const char *text)
{
	ARENA_ROOM(a, l->names, l->n, l->cap);
	memmove(l->names + at + 1, l->names + at,
		(l->n - at) * sizeof(*l->names));
	l->names[at] = (struct name){ .id = id, .text = text };
	l->n++;
}

static bool has(const struct list *l, int64_t id)
{
	size_t at = place(l, id);

	return at < l->n && l->names[at].id == id;
}

static enum err_kind find(struct names *names, struct list *l, struct db *db,
			  const char *sql, int64_t id, const char **name,
			  struct err *e)
{
	const char *text = "";
	struct rows *r;
	bool found;
	size_t at;

	*name = "";
	if (id == 0)
		return ERR_NONE;
	at = place(l, id);
	if (has(l, id)) {
		*name = l->names[at].text;
		return ERR_NONE;
	}
	if (db_query(db, names->arena, sql, PARAMS(P_I64(id)), &r, e))
		return err_wrap(e, "find a name");
	found = rows_next(r);
	if (found)
		text = arena_str(names->arena, rows_str(r));
	if (rows_end(&r, e))
		return err_wrap(e, "find a name");
	if (!found)
		return err_set(e, ERR_BROKEN, "nothing has id %" PRId64, id);
	insert(names->arena, l, at, id, text);
	*name = text;
	return ERR_NONE;
}

enum err_kind name_store_person(struct names *names, struct db *db,
				person_id id, const char **name, struct err *e)
{
	return find(names, &names->people, db,
		    "SELECT name FROM person WHERE id = ?", id.n, name, e);
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* In order, each once, without those that are known. */
static int64_t *unknown(struct names *names, const person_id *ids, size_t n,
			size_t *count)
{
	int64_t *list = ARENA_ARRAY(names->arena, n, int64_t);
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (ids[i].n != 0 && !has(&names->people, ids[i].n))
			list[m++] = ids[i].n;
	if (m > 0)
		qsort(list, m, sizeof(*list), by_number);
	*count = 0;
	for (size_t i = 0; i < m; i++)
		if (i == 0 || list[i] != list[i - 1])
			list[(*count)++] = list[i];
	return list;
}

static enum err_kind learn(struct names *names, struct db *db,
			   const int64_t *ids, size_t n, struct err *e)
{
	struct list *l = &names->people;
	struct sql_text q;
	struct rows *r;

	sql_text_init(&q, names->arena);
	sql_text_add(&q, "SELECT id, name FROM person WHERE id IN ");
	sql_text_add_ids(&q, ids, n);
	if (sql_text_query(&q, db, &r, e))
		return e->kind;
	while (rows_next(r)) {
		int64_t id = rows_i64(r);

		insert(names->arena, l, place(l, id), id,
		       arena_str(names->arena, rows_str(r)));
	}
	return rows_end(&r, e);
}

enum err_kind name_store_learn_people(struct names *names, struct db *db,
				      const person_id *ids, size_t n,
				      struct err *e)
{
	size_t count;
	const int64_t *list = unknown(names, ids, n, &count);

	for (size_t i = 0; i < count; i += AT_ONCE)
		if (learn(names, db, list + i,
			  count - i < AT_ONCE ? count - i : AT_ONCE, e))
			return err_wrap(e, "find names");
	return ERR_NONE;
}

enum err_kind name_store_department(struct names *names, struct db *db,
				    department_id id, const char **name,
				    struct err *e)
{
	return find(names, &names->departments, db,
		    "SELECT name FROM department WHERE id = ?", id.n, name, e);
}
