#include "store/presence_store.h"

#include "store/sql_text.h"

static void note(const int64_t *people, size_t n, int64_t person,
		 enum presence is, enum presence *out)
{
	for (size_t i = 0; i < n; i++)
		if (people[i] == person)
			out[i] = is;
}

enum err_kind presence_store_each(struct db *db, struct arena *a,
				  const int64_t *people, size_t n, instant now,
				  enum presence *out, struct err *e)
{
	struct sql_text sql;
	struct rows *r;

	for (size_t i = 0; i < n; i++)
		out[i] = PRESENCE_AWAY;
	if (n == 0)
		return ERR_NONE;
	sql_text_init(&sql, a);
	sql_text_add(&sql, "SELECT person_id, chosen, seen_at FROM presence"
			   " WHERE person_id IN ");
	sql_text_add_ids(&sql, people, n);
	if (sql_text_query(&sql, db, &r, e))
		return err_wrap(e, "read who is there");
	while (rows_next(r)) {
		int64_t person = rows_i64(r);
		enum presence chosen = (enum presence)rows_i64(r);

		note(people, n, person, presence_at(chosen, rows_at(r), now),
		     out);
	}
	return rows_end(&r, e);
}

enum err_kind presence_store_find(struct db *db, struct arena *a,
				  person_id person, instant now,
				  enum presence *out, struct err *e)
{
	*out = PRESENCE_NONE;
	if (person.n == 0)
		return ERR_NONE;
	return presence_store_each(db, a, &person.n, 1, now, out, e);
}

enum err_kind presence_store_choose(struct db *db, person_id person,
				    enum presence chosen, instant now,
				    struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO presence (person_id, chosen, chosen_at,"
		    " seen_at) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
		    " chosen = VALUES(chosen), chosen_at = VALUES(chosen_at),"
		    " seen_at = VALUES(seen_at)",
		    PARAMS(P_I64(person.n), P_I64(chosen), P_I64(now),
			   P_I64(now)),
		    NULL, e))
		return err_wrap(e, "note what they chose");
	return ERR_NONE;
}

enum err_kind presence_store_touch(struct db *db, person_id person, instant now,
				   struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO presence (person_id, chosen, chosen_at,"
		    " seen_at) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
		    " seen_at = VALUES(seen_at)",
		    PARAMS(P_I64(person.n), P_I64(PRESENCE_ONLINE), P_I64(now),
			   P_I64(now)),
		    NULL, e))
		return err_wrap(e, "note that they are there");
	return ERR_NONE;
}

enum err_kind presence_store_leave(struct db *db, person_id person,
				   struct err *e)
{
	if (db_exec(db,
		    "UPDATE presence SET seen_at = NULL WHERE person_id = ?",
		    PARAMS(P_I64(person.n)), NULL, e))
		return err_wrap(e, "note that they left");
	return ERR_NONE;
}
