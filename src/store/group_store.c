#include "store/group_store.h"

#include "base/limits.h"
#include "base/rng.h"

#define COLUMNS "g.id, g.oid, g.name, g.colour, g.archived_at, g.version"

static void read_group(struct rows *r, struct customer_group *g)
{
	g->id.n = rows_i64(r);
	g->oid = rows_str(r);
	g->name = rows_str(r);
	g->colour = (enum colour)rows_i64(r);
	g->archived = rows_at(r);
	g->version = rows_i64(r);
}

/* ---- Lists --------------------------------------------------------------- */

static enum err_kind list(struct db *db, struct arena *a, const char *sql,
			  const struct param *p, size_t np,
			  struct customer_groups *out, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = (struct customer_groups){ 0 };
	if (db_query(db, a, sql, p, np, &r, e))
		return err_wrap(e, "list groups");
	while (rows_next(r)) {
		ARENA_ROOM(a, out->v, out->n, cap);
		read_group(r, &out->v[out->n++]);
	}
	return rows_end(&r, e);
}

enum err_kind group_store_list(struct db *db, struct arena *a,
			       struct customer_groups *out, struct err *e)
{
	return list(db, a,
		    "SELECT " COLUMNS " FROM customer_group g ORDER BY g.name",
		    NO_PARAMS, out, e);
}

enum err_kind group_store_of_person(struct db *db, struct arena *a,
				    person_id person,
				    struct customer_groups *out, struct err *e)
{
	return list(db, a,
		    "SELECT " COLUMNS " FROM customer_group_person m"
		    " JOIN customer_group g ON g.id = m.group_id"
		    " WHERE m.person_id = ? ORDER BY g.name",
		    PARAMS(P_I64(person.n)), out, e);
}

enum err_kind group_store_of_company(struct db *db, struct arena *a,
				     company_id company,
				     struct customer_groups *out, struct err *e)
{
	return list(db, a,
		    "SELECT " COLUMNS " FROM customer_group_company m"
		    " JOIN customer_group g ON g.id = m.group_id"
		    " WHERE m.company_id = ? ORDER BY g.name",
		    PARAMS(P_I64(company.n)), out, e);
}

enum err_kind group_store_of_requester(struct db *db, struct arena *a,
				       person_id person, company_id company,
				       struct customer_groups *out,
				       struct err *e)
{
	return list(db, a,
		    "SELECT " COLUMNS " FROM customer_group g WHERE g.id IN"
		    " (SELECT p.group_id FROM customer_group_person p"
		    " WHERE p.person_id = ? UNION SELECT c.group_id"
		    " FROM customer_group_company c WHERE c.company_id = ?)"
		    " AND g.archived_at IS NULL ORDER BY g.name",
		    PARAMS(P_I64(person.n), P_I64(company.n)), out, e);
}

enum err_kind group_store_members(struct db *db, struct arena *a,
				  group_id group, struct group_members *out,
				  struct err *e)
{
	static const char sql[] =
		"(SELECT 1 AS company, c.oid, c.name"
		" FROM customer_group_company m"
		" JOIN company c ON c.id = m.company_id WHERE m.group_id = ?"
		" ORDER BY c.name LIMIT ?) UNION ALL"
		" (SELECT 0, p.oid, p.name FROM customer_group_person m"
		" JOIN person p ON p.id = m.person_id WHERE m.group_id = ?"
		" ORDER BY p.name LIMIT ?) ORDER BY company DESC, name";
	size_t cap = 0;
	struct rows *r;

	*out = (struct group_members){ 0 };
	if (db_query(db, a, sql,
		     PARAMS(P_I64(group.n), P_I64(LIMIT_PAGE_ROWS),
			    P_I64(group.n), P_I64(LIMIT_PAGE_ROWS)),
		     &r, e))
		return err_wrap(e, "members of a group");
	while (rows_next(r)) {
		struct group_member *m;

		ARENA_ROOM(a, out->v, out->n, cap);
		m = &out->v[out->n++];
		m->company = rows_i64(r) != 0;
		m->oid = rows_str(r);
		m->name = rows_str(r);
	}
	return rows_end(&r, e);
}

enum err_kind group_store_used(struct db *db, struct arena *a, group_id group,
			       bool *used, struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "(SELECT 1 FROM customer_group_person WHERE group_id = ?"
		     " LIMIT 1) UNION ALL (SELECT 1 FROM customer_group_company"
		     " WHERE group_id = ? LIMIT 1)",
		     PARAMS(P_I64(group.n), P_I64(group.n)), &r, e))
		return err_wrap(e, "members of a group");
	*used = rows_next(r);
	return rows_end(&r, e);
}

/* ---- One ----------------------------------------------------------------- */

static enum err_kind find(struct db *db, struct arena *a, const char *sql,
			  const char *oid, struct customer_group *out,
			  struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, sql, PARAMS(P_STR(oid)), &r, e))
		return err_wrap(e, "find group");
	found = rows_next(r);
	if (found)
		read_group(r, out);
	if (rows_end(&r, e))
		return err_wrap(e, "find group");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such group");
}

enum err_kind group_store_find_oid(struct db *db, struct arena *a,
				   const char *oid, struct customer_group *out,
				   struct err *e)
{
	return find(db, a,
		    "SELECT " COLUMNS " FROM customer_group g WHERE g.oid = ?",
		    oid, out, e);
}

enum err_kind group_store_lock(struct db *db, struct arena *a, const char *oid,
			       struct customer_group *out, struct err *e)
{
	return find(db, a,
		    "SELECT " COLUMNS " FROM customer_group g WHERE g.oid = ?"
		    " FOR UPDATE",
		    oid, out, e);
}

enum err_kind group_store_lock_all(struct db *db, struct arena *a, size_t *n,
				   struct err *e)
{
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT id FROM customer_group ORDER BY id FOR UPDATE",
		     NO_PARAMS, &r, e))
		return err_wrap(e, "lock groups");
	while (rows_next(r))
		++*n;
	return rows_end(&r, e);
}

/* ---- Changes ------------------------------------------------------------- */

enum err_kind group_store_add(struct db *db, struct arena *a,
			      struct customer_group *g, instant now,
			      struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	g->oid = arena_str(a, oid);
	if (db_exec(db,
		    "INSERT INTO customer_group (oid, name, colour, created_at)"
		    " VALUES (?, ?, ?, ?)",
		    PARAMS(P_STR(g->oid), P_STR(g->name), P_I64(g->colour),
			   P_I64(now)),
		    NULL, e))
		return err_wrap(e, "add group");
	g->id.n = db_last_id(db);
	g->archived = INSTANT_NONE;
	g->version = 1;
	return ERR_NONE;
}

enum err_kind group_store_change(struct db *db, const struct customer_group *g,
				 struct err *e)
{
	int64_t matched;

	if (db_exec(db,
		    "UPDATE customer_group SET name = ?, colour = ?,"
		    " archived_at = ?, version = version + 1 WHERE id = ?",
		    PARAMS(P_STR(g->name), P_I64(g->colour), P_AT(g->archived),
			   P_I64(g->id.n)),
		    &matched, e))
		return err_wrap(e, "change group");
	if (matched == 0)
		return err_set(e, ERR_NOT_FOUND, "no such group");
	return ERR_NONE;
}

enum err_kind group_store_delete(struct db *db, group_id id, struct err *e)
{
	if (db_exec(db, "DELETE FROM customer_group WHERE id = ?",
		    PARAMS(P_I64(id.n)), NULL, e))
		return err_wrap(e, "delete group");
	return ERR_NONE;
}

/* ---- Who is in it -------------------------------------------------------- */

static enum err_kind set(struct db *db, const char *put, const char *take,
			 int64_t member, group_id group, bool in, struct err *e)
{
	struct err local = { 0 };

	if (db_exec(db, in ? put : take, PARAMS(P_I64(member), P_I64(group.n)),
		    NULL, &local) &&
	    !(in && local.kind == ERR_CONFLICT)) {
		*e = local;
		return err_wrap(e, "members of a group");
	}
	return ERR_NONE;
}

enum err_kind group_store_set_person(struct db *db, group_id group,
				     person_id person, bool in, struct err *e)
{
	return set(db,
		   "INSERT INTO customer_group_person (person_id, group_id)"
		   " VALUES (?, ?)",
		   "DELETE FROM customer_group_person"
		   " WHERE person_id = ? AND group_id = ?",
		   person.n, group, in, e);
}

enum err_kind group_store_set_company(struct db *db, group_id group,
				      company_id company, bool in,
				      struct err *e)
{
	return set(db,
		   "INSERT INTO customer_group_company (company_id, group_id)"
		   " VALUES (?, ?)",
		   "DELETE FROM customer_group_company"
		   " WHERE company_id = ? AND group_id = ?",
		   company.n, group, in, e);
}
