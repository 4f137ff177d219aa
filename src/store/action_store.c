#include "store/action_store.h"

#include "store/custom_store.h"

/* What an action's id may name, if it is there and in use; NULL: nothing. */
static const char *query_of(enum action_kind k)
{
	switch (action_names(k)) {
	case ACTION_NAMES_PERSON:
		return "SELECT 1 FROM person WHERE id = ? AND roles > 1"
		       " AND disabled_at IS NULL";
	case ACTION_NAMES_DEPARTMENT:
		return "SELECT 1 FROM department WHERE id = ?"
		       " AND archived_at IS NULL";
	case ACTION_NAMES_TAG:
		return "SELECT 1 FROM tag WHERE id = ? AND archived_at IS NULL";
	case ACTION_NAMES_LEVEL:
		return "SELECT 1 FROM level WHERE id = ?"
		       " AND archived_at IS NULL";
	default:
		return NULL;
	}
}

static const char *noun_of(enum action_kind k)
{
	switch (action_names(k)) {
	case ACTION_NAMES_PERSON:
		return "person: nobody of staff who may sign in is called so";
	case ACTION_NAMES_DEPARTMENT:
		return "department: there is no such one in use";
	case ACTION_NAMES_LEVEL:
		return "level: there is no such one in use";
	default:
		return "tag: there is no such one in use";
	}
}

/* To nobody, and no level. */
static bool means_none(const struct action *is)
{
	return is->id == 0 &&
	       (is->kind == ACTION_ASSIGN || is->kind == ACTION_LEVEL);
}

static enum err_kind check_field(struct db *db, struct arena *a,
				 const struct action *is, struct err *e)
{
	struct custom_fields all;
	struct custom_value v;

	if (custom_store_list(db, a, CUSTOM_OF_TICKET, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		const struct custom_field *f = &all.v[i];

		if (f->id != is->id || f->archived != INSTANT_NONE)
			continue;
		return custom_read_written(a, f, is->text, &v, e)
			       ? err_wrap(e, "value")
			       : ERR_NONE;
	}
	return err_set(e, ERR_INVALID,
		       "field: there is no such one of tickets in use");
}

enum err_kind action_store_check(struct db *db, struct arena *a,
				 const struct action *is, struct err *e)
{
	const char *sql = query_of(is->kind);
	struct rows *r;
	bool there;

	if (action_check(is, e))
		return e->kind;
	if (is->kind == ACTION_FIELD)
		return check_field(db, a, is, e);
	if (!sql || means_none(is))
		return ERR_NONE;
	if (db_query(db, a, sql, PARAMS(P_I64(is->id)), &r, e))
		return e->kind;
	there = rows_next(r);
	if (rows_end(&r, e) || there)
		return e->kind;
	return err_set(e, ERR_INVALID, "%s", noun_of(is->kind));
}

struct param action_store_number(const struct action *is)
{
	return action_names(is->kind) == ACTION_NAMES_NOTHING ? P_NULL
							      : P_I64(is->id);
}
