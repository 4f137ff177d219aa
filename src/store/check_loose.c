/* Rows that name others the database does not hold them to. */
#include "store/check_store.h"

#include <inttypes.h>

#include "base/rng.h"

/*
 * Each asks for rows that should not be there: what they are (a text), and what
 * they name (a text or NULL). LIMIT ? keeps one broken table from drowning the
 * others.
 */
#define MOST 1000

struct question {
	const char *kind, *should;
	const char *sql;
	bool now;   /* its first value is the instant */
	bool long_; /* it reads a whole table */
};

#define NO_PERSON(table, what, column)                                         \
	{                                                                      \
		table "." column, "somebody who is there",                     \
			"SELECT " what ", CAST(x." column                      \
			" AS CHAR) FROM " table                                \
			" x LEFT JOIN person p ON p.id = x." column            \
			" WHERE x." column " IS NOT NULL AND p.id IS NULL"     \
			" LIMIT ?",                                            \
			false, false                                           \
	}

/* Rows of ${table} whose ${column} names nothing in ${other}: the database
 * holds these, unless somebody told it not to. */
#define ORPHAN(table, what, column, other, key)                                \
	{                                                                      \
		table "." column, "a row of " other,                           \
			"SELECT " what ", CAST(x." column                      \
			" AS CHAR) FROM " table " x LEFT JOIN " other          \
			" o ON o." key " = x." column " WHERE x." column       \
			" IS NOT NULL AND o." key " IS NULL LIMIT ?",          \
			false, true                                            \
	}

static const struct question questions[] = {
	NO_PERSON("session", "HEX(LEFT(x.token_hash, 4))", "person_id"),
	NO_PERSON("upload", "x.name", "person_id"),
	NO_PERSON("outbox", "x.ukey", "person_id"),
	NO_PERSON("level_version", "x.name", "created_by"),
	NO_PERSON("calendar_version", "CAST(x.id AS CHAR)", "created_by"),
	NO_PERSON("invitation", "CAST(x.person_id AS CHAR)", "person_id"),
	NO_PERSON("invitation", "CAST(x.person_id AS CHAR)", "created_by"),
	NO_PERSON("department_member", "CAST(x.department_id AS CHAR)",
		  "person_id"),
	/* One that was ended may have been used in its first second alone. */
	{ "session.expires_at", "an instant after it was made",
	  "SELECT HEX(LEFT(token_hash, 4)), CAST(expires_at AS CHAR)"
	  " FROM session WHERE expires_at < created_at"
	  " OR (expires_at = created_at AND ended = 0) LIMIT ?",
	  false, false },
	{ "session.seen_at", "between when it was made and when it ends",
	  "SELECT HEX(LEFT(token_hash, 4)), CAST(seen_at AS CHAR) FROM session"
	  " WHERE seen_at < created_at OR seen_at > expires_at LIMIT ?",
	  false, false },
	{ "once.answer", "the code of a ticket that is there",
	  "SELECT HEX(LEFT(o.key_hash, 4)), o.answer FROM once o"
	  " LEFT JOIN ticket t ON t.code = o.answer"
	  " WHERE t.id IS NULL AND (o.answer = '' OR o.answer REGEXP"
	  " '^[A-Z]{3}-[A-Z]{5}-[0-9]{3}$') LIMIT ?",
	  false, false },
	{ "once.created_at", "an instant of the past",
	  "SELECT HEX(LEFT(key_hash, 4)), CAST(created_at AS CHAR) FROM once"
	  " WHERE created_at > ? LIMIT ?",
	  true, false },
	{ "outbox.ticket_id", "a ticket that is there",
	  "SELECT x.ukey, CAST(x.ticket_id AS CHAR) FROM outbox x"
	  " LEFT JOIN ticket t ON t.id = x.ticket_id"
	  " WHERE x.ticket_id IS NOT NULL AND t.id IS NULL LIMIT ?",
	  false, false },
	{ "upload.size", "the size of its content",
	  "SELECT x.name, CAST(x.size AS CHAR) FROM upload x"
	  " JOIN blob_file b ON b.hash = x.hash WHERE b.size <> x.size LIMIT ?",
	  false, false },
	{ "upload.hash", "a row of blob_file",
	  "SELECT x.name, HEX(x.hash) FROM upload x"
	  " LEFT JOIN blob_file b ON b.hash = x.hash WHERE b.hash IS NULL"
	  " LIMIT ?",
	  false, false },
	{ "level_version.calendar_id", "a calendar with a version",
	  "SELECT v.name, CAST(v.calendar_id AS CHAR) FROM level_version v"
	  " LEFT JOIN calendar_version c ON c.calendar_id = v.calendar_id"
	  " WHERE v.calendar_id IS NOT NULL AND c.id IS NULL LIMIT ?",
	  false, false },
	{ "level_version.number", "1, 2, ... without gaps",
	  "SELECT CAST(level_id AS CHAR), CAST(MAX(number) AS CHAR)"
	  " FROM level_version GROUP BY level_id"
	  " HAVING MAX(number) <> COUNT(*) OR MIN(number) <> 1 LIMIT ?",
	  false, false },
	{ "calendar_version.number", "1, 2, ... without gaps",
	  "SELECT CAST(calendar_id AS CHAR), CAST(MAX(number) AS CHAR)"
	  " FROM calendar_version GROUP BY calendar_id"
	  " HAVING MAX(number) <> COUNT(*) OR MIN(number) <> 1 LIMIT ?",
	  false, false },
	{ "level_target.seconds", "from 1 s on",
	  "SELECT CAST(level_version_id AS CHAR), CAST(seconds AS CHAR)"
	  " FROM level_target WHERE seconds < 1 LIMIT ?",
	  false, false },
	{ "sla_rule.level_id", "a level with a version",
	  "SELECT r.name, CAST(r.level_id AS CHAR) FROM sla_rule r"
	  " LEFT JOIN level_version v ON v.level_id = r.level_id"
	  " WHERE v.id IS NULL LIMIT ?",
	  false, false },
	{ "person.email", "lower case",
	  "SELECT CAST(id AS CHAR), email FROM person"
	  " WHERE BINARY email <> BINARY LOWER(email) LIMIT ?",
	  false, true },
	{ "person_word.missing", "the words of a name or an address",
	  "SELECT CAST(p.id AS CHAR), p.name FROM person p"
	  " WHERE p.name REGEXP '[[:alnum:]]' AND NOT EXISTS"
	  " (SELECT 1 FROM person_word w WHERE w.person_id = p.id) LIMIT ?",
	  false, true },
	{ "person.roles", "at least one of those there are",
	  "SELECT CAST(id AS CHAR), CAST(roles AS CHAR) FROM person"
	  " WHERE roles < 1 OR roles > 63 LIMIT ?",
	  false, false },
	ORPHAN("person", "x.name", "company_id", "company", "id"),
	ORPHAN("verdict", "CAST(x.id AS CHAR)", "clock_id", "clock", "id"),
	ORPHAN("fired_step", "CAST(x.step AS CHAR)", "clock_id", "clock", "id"),
	ORPHAN("ticket_tag", "CAST(x.ticket_id AS CHAR)", "tag_id", "tag",
	       "id"),
	ORPHAN("event_tag", "CAST(x.ticket_id AS CHAR)", "tag_id", "tag", "id"),
	ORPHAN("ticket", "x.code", "company_id", "company", "id"),
};

static enum err_kind ask(struct db *db, struct arena *a,
			 const struct question *q, instant now, struct rows **r,
			 struct err *e)
{
	if (q->now)
		return db_query(db, a, q->sql, PARAMS(P_AT(now), P_I64(MOST)),
				r, e);
	return db_query(db, a, q->sql, PARAMS(P_I64(MOST)), r, e);
}

static enum err_kind tell(struct rows *r, const struct question *q,
			  check_store_loose *each, void *cookie, struct err *e)
{
	while (rows_next(r)) {
		struct check_loose row = { .kind = q->kind,
					   .should = q->should };

		row.where = rows_str(r);
		row.stands = rows_str(r);
		row.where = row.where ? row.where : "";
		row.stands = row.stands ? row.stands : "-";
		each(cookie, &row);
	}
	return rows_end(&r, e);
}

enum err_kind check_store_loose_rows(struct db *db, struct arena *a,
				     instant now, bool quick,
				     check_store_loose *each, void *cookie,
				     struct err *e)
{
	for (size_t i = 0; i < COUNT_OF(questions); i++) {
		const struct question *q = &questions[i];
		struct rows *r;

		if (quick && q->long_)
			continue;
		if (ask(db, a, q, now, &r, e) || tell(r, q, each, cookie, e))
			return err_wrap(e, "look at %s", q->kind);
	}
	return ERR_NONE;
}

/* ---- Files -----------------------------------------------------------------
 */

enum err_kind check_store_has_blob(struct db *db, struct arena *a,
				   const unsigned char hash[RNG_HASH_LEN],
				   bool *has, struct err *e)
{
	struct rows *r;

	if (db_query(db, a, "SELECT 1 FROM blob_file WHERE hash = ?",
		     PARAMS(P_BYTES(hash, RNG_HASH_LEN)), &r, e))
		return err_wrap(e, "look for a file");
	*has = rows_next(r);
	return rows_end(&r, e);
}

/* ---- Sums ------------------------------------------------------------------
 */

enum err_kind check_store_sums(struct db *db, struct arena *a, instant until,
			       struct check_sums *out, struct err *e)
{
	static const char sql[] =
		"SELECT COUNT(CASE WHEN state = 2 AND stopped_at < ? THEN 1"
		" END), COALESCE(SUM(CASE WHEN state = 2 AND stopped_at < ?"
		" THEN consumed END), 0), COUNT(CASE WHEN (state = 3 AND"
		" breached_at < ?) OR (state IN (0, 1) AND breached_at < ?) OR"
		" (state = 0 AND breached_at IS NULL AND due_at < ?) THEN 1"
		" END), COUNT(CASE WHEN state = 4 AND stopped_at < ? THEN 1"
		" END) FROM clock";
	struct param p[6];
	struct rows *r;

	for (size_t i = 0; i < COUNT_OF(p); i++)
		p[i] = P_AT(until);
	*out = (struct check_sums){ 0 };
	if (db_query(db, a, sql, p, COUNT_OF(p), &r, e))
		return err_wrap(e, "count promises");
	if (rows_next(r)) {
		out->met = rows_i64(r);
		out->met_total = rows_i64(r);
		out->missed = rows_i64(r);
		out->cancelled = rows_i64(r);
	}
	return rows_end(&r, e);
}
