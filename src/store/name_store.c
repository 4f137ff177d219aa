#include "store/name_store.h"

#include <inttypes.h>

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
	if (at < l->n && l->names[at].id == id) {
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

enum err_kind name_store_department(struct names *names, struct db *db,
				    department_id id, const char **name,
				    struct err *e)
{
	return find(names, &names->departments, db,
		    "SELECT name FROM department WHERE id = ?", id.n, name, e);
}
