#include "store/fact_store.h"

#include "store/presence_store.h"

static enum err_kind read_ids(struct db *db, struct arena *a, const char *sql,
			      const struct param *p, size_t np,
			      struct fact_ids *out, struct err *e)
{
	int64_t *ids = NULL;
	size_t cap = 0;
	struct rows *r;

	*out = (struct fact_ids){ 0 };
	if (db_query(db, a, sql, p, np, &r, e))
		return e->kind;
	while (rows_next(r)) {
		ARENA_ROOM(a, ids, out->n, cap);
		ids[out->n++] = rows_i64(r);
	}
	out->v = ids;
	return rows_end(&r, e);
}

enum err_kind fact_store_tags(struct db *db, struct arena *a, ticket_id ticket,
			      struct fact_ids *out, struct err *e)
{
	if (read_ids(db, a,
		     "SELECT tag_id FROM ticket_tag WHERE ticket_id = ?"
		     " ORDER BY tag_id",
		     PARAMS(P_I64(ticket.n)), out, e))
		return err_wrap(e, "read tags");
	return ERR_NONE;
}

enum err_kind fact_store_groups(struct db *db, struct arena *a,
				person_id requester, company_id company,
				struct fact_ids *out, struct err *e)
{
	if (read_ids(db, a,
		     "SELECT g.id FROM customer_group g WHERE g.id IN"
		     " (SELECT p.group_id FROM customer_group_person p"
		     " WHERE p.person_id = ? UNION SELECT c.group_id"
		     " FROM customer_group_company c WHERE c.company_id = ?)"
		     " AND g.archived_at IS NULL ORDER BY g.id",
		     PARAMS(P_I64(requester.n), P_I64(company.n)), out, e))
		return err_wrap(e, "read groups");
	return ERR_NONE;
}

enum err_kind fact_store_agent(struct db *db, struct arena *a,
			       person_id assignee, instant now,
			       enum presence *out, struct err *e)
{
	return presence_store_find(db, a, assignee, now, out, e);
}
