#include "store/person_store.h"

#include <ctype.h>

#include "base/rng.h"
#include "store/person_words.h"

#define COLUMNS                                                                \
	"p.id, p.oid, p.name, p.email, p.password_hash, p.zone, p.roles,"      \
	" p.disabled_at, p.created_at, p.version, p.import_key,"               \
	" p.company_id, p.sees_company, p.note"

static void read_person(struct rows *r, struct person *p)
{
	p->id.n = rows_i64(r);
	p->oid = rows_str(r);
	p->name = rows_str(r);
	p->email = rows_str(r);
	p->password_hash = rows_str(r);
	p->zone = rows_str(r);
	p->roles = (unsigned)rows_i64(r);
	p->disabled = rows_at(r);
	p->created = rows_at(r);
	p->version = rows_i64(r);
	p->import_key = rows_str(r);
	p->company.n = rows_i64(r);
	p->sees_company = rows_i64(r) != 0;
	p->note = rows_str(r);
}

/* ---- One person
 * -------------------------------------------------------------- */

static enum err_kind find(struct db *db, struct arena *a, const char *sql,
			  struct param key, struct person *out, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, sql, &key, 1, &r, e))
		return err_wrap(e, "find person");
	found = rows_next(r);
	if (found)
		read_person(r, out);
	if (rows_end(&r, e))
		return err_wrap(e, "find person");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such person");
}

enum err_kind person_store_find(struct db *db, struct arena *a, person_id id,
				struct person *out, struct err *e)
{
	return find(db, a, "SELECT " COLUMNS " FROM person p WHERE p.id = ?",
		    P_I64(id.n), out, e);
}

enum err_kind person_store_find_oid(struct db *db, struct arena *a,
				    const char *oid, struct person *out,
				    struct err *e)
{
	return find(db, a, "SELECT " COLUMNS " FROM person p WHERE p.oid = ?",
		    P_STR(oid), out, e);
}

/* Addresses are kept in small letters; only ASCII ones have two cases here. */
const char *person_store_address(struct arena *a, const char *email)
{
	char *low = arena_str(a, email);

	for (char *p = low; p && *p; p++)
		if ((unsigned char)*p < 0x80)
			*p = (char)tolower((unsigned char)*p);
	return low;
}

enum err_kind person_store_find_email(struct db *db, struct arena *a,
				      const char *email, struct person *out,
				      struct err *e)
{
	return find(db, a, "SELECT " COLUMNS " FROM person p WHERE p.email = ?",
		    P_STR(person_store_address(a, email)), out, e);
}

enum err_kind person_store_add(struct db *db, struct arena *a, struct person *p,
			       instant now, struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	p->oid = arena_str(a, oid);
	p->email = person_store_address(a, p->email);
	if (db_exec(db,
		    "INSERT INTO person (oid, name, email, password_hash,"
		    " roles, zone, import_key, company_id, sees_company, note,"
		    " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		    PARAMS(P_STR(p->oid), P_STR(p->name), P_STR(p->email),
			   P_STR(p->password_hash), P_I64(p->roles),
			   P_STR(p->zone), P_STR(p->import_key),
			   P_ID(p->company.n), P_I64(p->sees_company),
			   P_STR(p->note ? p->note : ""), P_I64(now)),
		    NULL, e))
		return err_wrap(e, "add person");
	p->id.n = db_last_id(db);
	p->created = now;
	p->disabled = INSTANT_NONE;
	p->version = 1;
	return person_words_add(
		db, a,
		&(struct person_named){ p->id, p->name, p->email, p->roles }, 1,
		e);
}

enum err_kind person_store_change(struct db *db, struct arena *a,
				  struct person *p, struct err *e)
{
	int64_t matched;

	p->email = person_store_address(a, p->email);
	if (db_exec(db,
		    "UPDATE person SET name = ?, email = ?, zone = ?,"
		    " roles = ?, company_id = ?, sees_company = ?, note = ?,"
		    " version = version + 1 WHERE id = ?",
		    PARAMS(P_STR(p->name), P_STR(p->email), P_STR(p->zone),
			   P_I64(p->roles), P_ID(p->company.n),
			   P_I64(p->sees_company),
			   P_STR(p->note ? p->note : ""), P_I64(p->id.n)),
		    &matched, e))
		return err_wrap(e, "change person");
	if (matched == 0)
		return err_set(e, ERR_NOT_FOUND, "no such person");
	p->version++;
	return person_words_write(
		db, a,
		&(struct person_named){ p->id, p->name, p->email, p->roles },
		e);
}

enum err_kind person_store_lock(struct db *db, struct arena *a, person_id id,
				struct err *e)
{
	struct rows *r;

	if (db_query(db, a, "SELECT id FROM person WHERE id = ? FOR UPDATE",
		     PARAMS(P_I64(id.n)), &r, e))
		return err_wrap(e, "lock person");
	return rows_end(&r, e);
}

enum err_kind person_store_lock_owners(struct db *db, struct arena *a,
				       person_id but, int64_t *others,
				       struct err *e)
{
	struct rows *r;

	*others = 0;
	if (db_query(db, a,
		     "SELECT id FROM person WHERE roles >= ? AND roles & ? <> 0"
		     " AND disabled_at IS NULL ORDER BY id FOR UPDATE",
		     PARAMS(P_I64(ROLE_OWNER), P_I64(ROLE_OWNER)), &r, e))
		return err_wrap(e, "lock owners");
	while (rows_next(r))
		*others += rows_i64(r) != but.n;
	return rows_end(&r, e);
}

static enum err_kind set(struct db *db, const char *sql, struct param value,
			 person_id id, struct err *e)
{
	int64_t matched;

	if (db_exec(db, sql, PARAMS(value, P_I64(id.n)), &matched, e))
		return err_wrap(e, "change person");
	if (matched == 0)
		return err_set(e, ERR_NOT_FOUND, "no such person");
	return ERR_NONE;
}

enum err_kind person_store_set_password(struct db *db, person_id id,
					const char *password_hash,
					struct err *e)
{
	return set(db,
		   "UPDATE person SET password_hash = ?, version = version + 1"
		   " WHERE id = ?",
		   P_STR(password_hash), id, e);
}

enum err_kind person_store_set_disabled(struct db *db, person_id id, instant at,
					struct err *e)
{
	return set(db,
		   "UPDATE person SET disabled_at = ?, version = version + 1"
		   " WHERE id = ?",
		   P_AT(at), id, e);
}

/* ---- Lists
 * --------------------------------------------------------------------- */

static enum err_kind list(struct db *db, struct arena *a, const char *sql,
			  const struct param *p, size_t np, struct people *out,
			  struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = (struct people){ 0 };
	if (db_query(db, a, sql, p, np, &r, e))
		return err_wrap(e, "list people");
	while (rows_next(r)) {
		ARENA_ROOM(a, out->v, out->n, cap);
		read_person(r, &out->v[out->n++]);
	}
	return rows_end(&r, e);
}

enum err_kind person_store_list(struct db *db, struct arena *a, unsigned roles,
				struct people *out, struct err *e)
{
	/* Whoever has one of them has no smaller number: so the index helps. */
	unsigned least = roles & (~roles + 1);

	return list(db, a,
		    "SELECT " COLUMNS " FROM person p WHERE p.roles >= ?"
		    " AND p.roles & ? <> 0 ORDER BY p.name, p.id",
		    PARAMS(P_I64(least), P_I64(roles)), out, e);
}

enum err_kind person_store_imported(struct db *db, struct arena *a,
				    struct people *out, struct err *e)
{
	return list(db, a,
		    "SELECT " COLUMNS " FROM person p"
		    " WHERE p.import_key IS NOT NULL",
		    NO_PARAMS, out, e);
}
