#include "store/account_store.h"

enum err_kind account_store_update(struct db *db, person_id id,
				   const char *name, const char *zone,
				   struct err *e)
{
	int64_t matched;

	if (db_exec(db,
		    "UPDATE person SET name = ?, zone = ?,"
		    " version = version + 1 WHERE id = ?",
		    PARAMS(P_STR(name), P_STR(zone), P_I64(id.n)), &matched, e))
		return err_wrap(e, "update account");
	return matched ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "nobody");
}

enum err_kind account_store_void_links(struct db *db, person_id id, instant now,
				       struct err *e)
{
	if (db_exec(db,
		    "UPDATE invitation SET used_at = ?"
		    " WHERE person_id = ? AND used_at IS NULL",
		    PARAMS(P_I64(now), P_I64(id.n)), NULL, e))
		return err_wrap(e, "void links");
	return ERR_NONE;
}
