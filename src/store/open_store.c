#include "store/open_store.h"

enum err_kind open_store_first(struct db *db, struct arena *a, size_t limit,
			       ticket_id **out, size_t *n, bool *more,
			       struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = NULL;
	*n = 0;
	*more = false;
	if (db_query(db, a,
		     "SELECT id FROM ticket WHERE is_open = 1"
		     " ORDER BY order_at, id LIMIT ?",
		     PARAMS(P_I64((int64_t)limit + 1)), &r, e))
		return err_wrap(e, "list open tickets");
	while (rows_next(r)) {
		if (*n == limit) {
			*more = true;
			continue;
		}
		ARENA_ROOM(a, *out, *n, cap);
		(*out)[(*n)++].n = rows_i64(r);
	}
	return rows_end(&r, e);
}
