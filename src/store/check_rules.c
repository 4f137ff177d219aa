/* Rules, what they ask, and what they do: each row by itself. */
#include "store/check_store.h"

#define MOST 1000

/* Rows that should not be there: what they are, and what stands in them. */
struct question {
	const char *kind, *should, *sql;
	bool now; /* its first value is the instant */
};

#define WRONG(table, what, column, should, bad)                                \
	{                                                                      \
		table "." column, should,                                      \
			"SELECT " what ", CAST(x." column                      \
			" AS CHAR) FROM " table " x WHERE " bad " LIMIT ?",    \
			false                                                  \
	}

#define FUTURE(table, what, column)                                            \
	{                                                                      \
		table "." column, "an instant of the past",                    \
			"SELECT " what ", CAST(x." column                      \
			" AS CHAR) FROM " table " x WHERE x." column           \
			" > ? + 60 LIMIT ?",                                   \
			true                                                   \
	}

#define ORPHAN(table, what, column, other)                                     \
	WRONG(table, what, column, "a row of " other,                          \
	      "NOT EXISTS (SELECT 1 FROM " other " o WHERE o.id = x." column   \
	      ")")

/* 0, 1, ... among the rows that have ${same} alike. */
#define NO_GAPS(table, same, column)                                           \
	{                                                                      \
		table "." column, "0, 1, ... without gaps",                    \
			"SELECT CAST(MIN(x." same                              \
			") AS CHAR), CAST(MAX(x." column                       \
			") AS CHAR) FROM " table " x GROUP BY x." same         \
			" HAVING MIN(x." column ") <> 0 OR MAX(x." column      \
			") <> COUNT(DISTINCT x." column ") - 1 LIMIT ?",       \
			false                                                  \
	}

#define ID "CAST(x.id AS CHAR)"
#define CONDITION "CAST(x.rule_condition_id AS CHAR)"
#define OF_VERSION "CAST(x.rule_version_id AS CHAR)"

static const struct question questions[] = {
	{ "rule_state.missing", "one",
	  "SELECT 'rule_state', '-' FROM DUAL WHERE NOT EXISTS"
	  " (SELECT 1 FROM rule_state) LIMIT ?",
	  false },
	WRONG("rule", ID, "oid", "an opaque id",
	      "x.oid NOT REGEXP '^[0-9a-hjkmnp-tv-z]{16}$'"),
	WRONG("rule", "x.oid", "kind", "one that there is",
	      "x.kind NOT BETWEEN 0 AND 2"),
	WRONG("rule", "x.oid", "version", "the newest of its versions",
	      "x.version <> COALESCE((SELECT MAX(v.number) FROM rule_version v"
	      " WHERE v.rule_id = x.id), 0)"),
	WRONG("rule", "x.oid", "archived_by", "somebody who is there",
	      "x.archived_by IS NOT NULL AND NOT EXISTS"
	      " (SELECT 1 FROM person p WHERE p.id = x.archived_by)"),
	FUTURE("rule", "x.oid", "archived_at"),
	ORPHAN("rule_version", ID, "rule_id", "rule"),
	{ "rule_version.number", "1, 2, ... without gaps",
	  "SELECT CAST(rule_id AS CHAR), CAST(MAX(number) AS CHAR)"
	  " FROM rule_version GROUP BY rule_id HAVING MIN(number) <> 1"
	  " OR MAX(number) <> COUNT(*) LIMIT ?",
	  false },
	WRONG("rule_version", ID, "name", "a name", "BINARY TRIM(x.name) = ''"),
	WRONG("rule_version", ID, "active", "0 or 1", "x.active NOT IN (0, 1)"),
	WRONG("rule_version", ID, "stops", "0 or 1", "x.stops NOT IN (0, 1)"),
	WRONG("rule_version", ID, "keeps", "0 or 1", "x.keeps NOT IN (0, 1)"),
	WRONG("rule_version", ID, "triggers",
	      "some that there are, of rules on events",
	      "CASE (SELECT r.kind FROM rule r WHERE r.id = x.rule_id)"
	      " WHEN 1 THEN x.triggers < 1 OR x.triggers > 16383"
	      " OR x.triggers & 1024 ELSE x.triggers <> 0 END"),
	WRONG("rule_version", ID, "created_by", "somebody who is there",
	      "x.created_by IS NOT NULL AND NOT EXISTS"
	      " (SELECT 1 FROM person p WHERE p.id = x.created_by)"),
	FUTURE("rule_version", ID, "created_at"),
	{ "rule_action.missing", "one, or that it stops others",
	  "SELECT CAST(v.id AS CHAR), v.name FROM rule_version v"
	  " WHERE v.stops = 0 AND NOT EXISTS (SELECT 1 FROM rule_action a"
	  " WHERE a.rule_version_id = v.id) LIMIT ?",
	  false },
	ORPHAN("rule_condition", ID, "rule_version_id", "rule_version"),
	NO_GAPS("rule_condition", "rule_version_id", "grp"),
	{ "rule_condition.position", "0, 1, ... without gaps",
	  "SELECT CAST(rule_version_id AS CHAR), CAST(MAX(position) AS CHAR)"
	  " FROM rule_condition GROUP BY rule_version_id, grp"
	  " HAVING MIN(position) <> 0 OR MAX(position) <> COUNT(*) - 1"
	  " LIMIT ?",
	  false },
	WRONG("rule_condition", ID, "field", "one that there is",
	      "x.field NOT BETWEEN 0 AND 22"),
	WRONG("rule_condition", ID, "type", "one that there is",
	      "x.type NOT BETWEEN 0 AND 6"),
	WRONG("rule_condition", ID, "op", "one that there is",
	      "x.op NOT BETWEEN 0 AND 25"),
	WRONG("rule_condition", ID, "metric", "none, or one, of due alone",
	      "x.metric NOT BETWEEN 0 AND 7 OR (x.metric > 0"
	      " AND x.field <> 22)"),
	WRONG("rule_condition", ID, "custom_id", "of custom fields alone",
	      "(x.custom_id IS NULL) <> (x.field <> 9)"),
	ORPHAN("rule_value", CONDITION, "rule_condition_id", "rule_condition"),
	NO_GAPS("rule_value", "rule_condition_id", "position"),
	WRONG("rule_value", CONDITION, "ref", "none of words, one of a list",
	      "(x.ref IS NULL) <> EXISTS (SELECT 1 FROM rule_condition c"
	      " WHERE c.id = x.rule_condition_id AND c.type = 2)"),
	ORPHAN("rule_action", OF_VERSION, "rule_version_id", "rule_version"),
	NO_GAPS("rule_action", "rule_version_id", "position"),
	WRONG("rule_action", OF_VERSION, "kind", "what such a rule can do",
	      "x.kind <> 11 AND EXISTS (SELECT 1 FROM rule_version v JOIN rule"
	      " r ON r.id = v.rule_id WHERE v.id = x.rule_version_id"
	      " AND r.kind = 0)"),
	WRONG("rule_action", OF_VERSION, "number", "a level with a version",
	      "x.kind = 11 AND (x.number IS NULL OR (x.number <> 0 AND NOT"
	      " EXISTS (SELECT 1 FROM level_version l"
	      " WHERE l.level_id = x.number)))"),
	ORPHAN("rule_turn", "CAST(x.rule_id AS CHAR)", "ticket_id", "ticket"),
	WRONG("rule_turn", "CAST(x.ticket_id AS CHAR)", "rule_id",
	      "a time rule",
	      "NOT EXISTS (SELECT 1 FROM rule r WHERE r.id = x.rule_id"
	      " AND r.kind = 2)"),
	FUTURE("rule_turn", "CAST(x.ticket_id AS CHAR)", "fired_at"),
	WRONG("rule_turn", "CAST(x.ticket_id AS CHAR)", "until_at",
	      "later than it fired", "x.until_at <= x.fired_at"),
	{ "rule_state.timed", "counted up with the first time rule",
	  "SELECT 'rule_state', '0' FROM rule_state WHERE timed = 0 AND EXISTS"
	  " (SELECT 1 FROM rule WHERE kind = 2) LIMIT ?",
	  false },
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

enum err_kind check_store_rules(struct db *db, struct arena *a, instant now,
				check_store_loose *each, void *cookie,
				struct err *e)
{
	for (size_t i = 0; i < COUNT_OF(questions); i++) {
		const struct question *q = &questions[i];
		struct rows *r;

		if (ask(db, a, q, now, &r, e))
			return err_wrap(e, "look at %s", q->kind);
		while (rows_next(r)) {
			struct check_loose row = { .kind = q->kind,
						   .should = q->should };

			row.where = rows_str(r);
			row.stands = rows_str(r);
			row.where = row.where ? row.where : "";
			row.stands = row.stands ? row.stands : "-";
			each(cookie, &row);
		}
		if (rows_end(&r, e))
			return err_wrap(e, "look at %s", q->kind);
	}
	return ERR_NONE;
}
