#include "store/account_store.h"

#include "store/person_words.h"

enum err_kind account_store_update(struct db *db, struct arena *a,
				   const struct person *p, struct err *e)
{
	int64_t matched;

	if (db_exec(db,
		    "UPDATE person SET name = ?, zone = ?,"
		    " version = version + 1 WHERE id = ?",
		    PARAMS(P_STR(p->name), P_STR(p->zone), P_I64(p->id.n)),
		    &matched, e))
		return err_wrap(e, "update account");
	if (!matched)
		return err_set(e, ERR_NOT_FOUND, "nobody");
	return person_words_write(
		db, a,
		&(struct person_named){ p->id, p->name, p->email, p->roles },
		e);
}
