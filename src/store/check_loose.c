/* Rows that name others the database does not hold them to. */
#include "store/check_question.h"

#include <inttypes.h>

#include "base/limits.h"
#include "base/rng.h"

/* So many of each, so that one broken table does not drown the others. */
#define MOST 1000

static const struct check_question questions[] = {
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
	IN_FUTURE("desk", "x.name", "sandbox_at", false),
	IN_FUTURE("desk", "x.name", "sandbox_until", false),
	IN_FUTURE("level", "x.name", "archived_at", false),
	WRONG("desk", "x.name", "sandbox_until",
	      "nothing, as long as it is a sandbox",
	      "x.sandbox_at IS NOT NULL AND x.sandbox_until IS NOT NULL",
	      false),
	{ "outbox.sandbox", "not sent: a sandbox wrote it",
	  "SELECT x.ukey, CAST(x.sent_at AS CHAR) FROM outbox x"
	  " JOIN desk d ON d.id = 1 WHERE x.sent_at >= d.sandbox_at"
	  " OR (x.created_at <= d.sandbox_until AND"
	  " x.sent_at > d.sandbox_until) LIMIT ?",
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
	{ "applied_change.id", "1, 2, ... without gaps",
	  "SELECT '', CAST(MAX(id) AS CHAR) FROM applied_change"
	  " HAVING MAX(id) <> COUNT(*) OR MIN(id) <> 1 LIMIT ?",
	  false, false },
	{ "applied_change.level_version_id", "a version of its level",
	  "SELECT CAST(c.id AS CHAR), CAST(c.level_version_id AS CHAR)"
	  " FROM applied_change c LEFT JOIN level_version v"
	  " ON v.id = c.level_version_id WHERE NOT c.level_id <=> v.level_id"
	  " OR (c.level_id IS NULL) = (c.calendar_id IS NULL) LIMIT ?",
	  false, false },
	{ "applied_change.calendar_version_id", "a version of its calendar",
	  "SELECT CAST(c.id AS CHAR), CAST(c.calendar_version_id AS CHAR)"
	  " FROM applied_change c LEFT JOIN level_version v"
	  " ON v.id = c.level_version_id LEFT JOIN calendar_version k"
	  " ON k.id = c.calendar_version_id WHERE NOT"
	  " COALESCE(c.calendar_id, v.calendar_id) <=> k.calendar_id"
	  " OR (k.id IS NULL AND c.calendar_version_id <> 0) LIMIT ?",
	  false, false },
	WRONG("applied_change", "CAST(x.id AS CHAR)", "done_at",
	      "when or after it was kept", "x.done_at < x.at", false),
	IN_FUTURE("applied_change", "CAST(x.id AS CHAR)", "at", false),
	WRONG("applied_change", "CAST(x.id AS CHAR)", "tickets",
	      "0 or more, as all its counts",
	      "x.tickets < 0 OR x.moved < 0 OR x.overdue < 0", false),
	/* A change is done when no open ticket is left behind it. */
	{ "applied_change.done_at", "no instant: open tickets have not it yet",
	  "SELECT CAST(c.id AS CHAR), CAST(c.done_at AS CHAR)"
	  " FROM applied_change c WHERE c.done_at IS NOT NULL AND EXISTS"
	  " (SELECT 1 FROM level_version v JOIN ticket t"
	  " ON t.level_version_id = v.id AND t.is_open = 1"
	  " AND t.applied < c.id WHERE (v.level_id = c.level_id"
	  " AND v.id < c.level_version_id) OR v.calendar_id = c.calendar_id)"
	  " LIMIT ?",
	  false, false },
	WRONG("applied_change", "CAST(x.id AS CHAR)", "via",
	      "a way that there is", "x.via < 0 OR x.via > 5", false),
	NO_PERSON("applied_change", "CAST(x.id AS CHAR)", "by_id"),
	{ "person.email", "lower case",
	  "SELECT CAST(id AS CHAR), email FROM person"
	  " WHERE BINARY email <> BINARY LOWER(email) LIMIT ?",
	  false, true },
	{ "person_word.missing", "the words of a name or an address",
	  "SELECT CAST(p.id AS CHAR), p.name FROM person p"
	  " WHERE p.name REGEXP '[[:alnum:]]' AND NOT EXISTS"
	  " (SELECT 1 FROM person_word w WHERE w.person_id = p.id) LIMIT ?",
	  false, true },
	/* A program that does not know of it leaves it 0. */
	{ "person_word.staff", "1 of somebody of staff, else 0",
	  "SELECT DISTINCT CAST(p.id AS CHAR), CAST(w.staff AS CHAR)"
	  " FROM person_word w JOIN person p ON p.id = w.person_id"
	  " WHERE w.staff <> (p.roles > 1) LIMIT ?",
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
	ORPHAN("department_member", "CAST(x.person_id AS CHAR)",
	       "department_id", "department", "id"),
	ORPHAN("tag", "x.name", "merged_into", "tag", "id"),
	/* People, how they come in, and where they are signed in. */
	NAMELESS("person", "CAST(x.id AS CHAR)", "name", true),
	NO_OID("person", "x.name", true),
	WRONG("person", "x.name", "version", "1 or more", "x.version < 1",
	      true),
	WRONG("person", "x.name", "sees_company", "0 without a company",
	      "x.sees_company NOT IN (0, 1)"
	      " OR (x.sees_company = 1 AND x.company_id IS NULL)",
	      true),
	WRONG("person", "x.name", "disabled_at", "when or after they came",
	      "x.disabled_at < x.created_at", true),
	/* Not the hash itself: it may be a password. */
	{ "person.password_hash", "an Argon2id hash",
	  "SELECT name, 'something else' FROM person"
	  " WHERE password_hash NOT LIKE '$argon2id$%' LIMIT ?",
	  false, true },
	IN_FUTURE("person", "x.name", "disabled_at", true),
	WRONG("invitation", "CAST(x.person_id AS CHAR)", "expires_at",
	      "after it was made", "x.expires_at <= x.created_at", false),
	WRONG("invitation", "CAST(x.person_id AS CHAR)", "used_at",
	      "after it was made", "x.used_at < x.created_at", false),
	IN_FUTURE("invitation", "CAST(x.person_id AS CHAR)", "created_at",
		  false),
	{ "session.ended", "1: they are disabled",
	  "SELECT HEX(LEFT(s.token_hash, 4)), p.name FROM session s"
	  " JOIN person p ON p.id = s.person_id"
	  " WHERE s.ended = 0 AND p.disabled_at IS NOT NULL LIMIT ?",
	  false, false },
	{ "session.expires_at", "no later than any session may last",
	  "SELECT HEX(LEFT(token_hash, 4)), CAST(expires_at AS CHAR)"
	  " FROM session WHERE expires_at > created_at"
	  " + " TEXT(LIMIT_SESSION_CUSTOMER_SECONDS) " LIMIT ?",
	  false, false },
	IN_FUTURE("session", "HEX(LEFT(x.token_hash, 4))", "created_at", false),
	IN_FUTURE("sign_in_failure", "CAST(x.id AS CHAR)", "at", false),
	/* What an admin keeps. */
	NAMELESS("desk", "''", "name", false),
	NAMELESS("department", "x.oid", "name", false),
	NO_FLAG("department", "x.name", "public"),
	WRONG("department", "x.name", "oid", "an opaque id",
	      "x.oid <> 'default'"
	      " AND x.oid NOT REGEXP '^[0-9a-hjkmnp-tv-z]{16}$'",
	      false),
	NAMELESS("company", "x.oid", "name", false),
	NO_OID("company", "x.name", false),
	WRONG("tag", "x.oid", "name", "a name without a comma",
	      "BINARY TRIM(x.name) = '' OR x.name LIKE '%,%'", false),
	NO_OID("tag", "x.name", false),
	WRONG("tag", "x.name", "archived_at", "an instant: it was merged",
	      "x.archived_at IS NULL AND x.merged_into IS NOT NULL", false),
	{ "tag.merged_into", "a tag that does not lead back to it",
	  "WITH RECURSIVE way (start, at) AS (SELECT id, merged_into FROM tag"
	  " WHERE merged_into IS NOT NULL UNION SELECT w.start, t.merged_into"
	  " FROM way w JOIN tag t ON t.id = w.at"
	  " WHERE t.merged_into IS NOT NULL)"
	  " SELECT t.name, CAST(t.merged_into AS CHAR) FROM way w"
	  " JOIN tag t ON t.id = w.start WHERE w.at = w.start LIMIT ?",
	  false, false },
	WRONG("tag", "x.name", "colour", "one that there is",
	      "x.colour NOT BETWEEN 0 AND 9", false),
	NO_FLAG("tag", "x.name", "public"),
	/* Customers' groups, and who is in them. */
	NAMELESS("customer_group", "x.oid", "name", false),
	NO_OID("customer_group", "x.name", false),
	WRONG("customer_group", "x.name", "colour", "one that there is",
	      "x.colour NOT BETWEEN 0 AND 9", false),
	WRONG("customer_group", "x.name", "version", "1 or more",
	      "x.version < 1", false),
	IN_FUTURE("customer_group", "x.name", "archived_at", false),
	ORPHAN("customer_group_person", "CAST(x.person_id AS CHAR)", "group_id",
	       "customer_group", "id"),
	ORPHAN("customer_group_person", "CAST(x.group_id AS CHAR)", "person_id",
	       "person", "id"),
	ORPHAN("customer_group_company", "CAST(x.company_id AS CHAR)",
	       "group_id", "customer_group", "id"),
	ORPHAN("customer_group_company", "CAST(x.group_id AS CHAR)",
	       "company_id", "company", "id"),
	/* Whether agents are there. */
	NO_PERSON("presence", "CAST(x.person_id AS CHAR)", "person_id"),
	WRONG("presence", "CAST(x.person_id AS CHAR)", "chosen", "1, 2 or 3",
	      "x.chosen NOT BETWEEN 1 AND 3", false),
	IN_FUTURE("presence", "CAST(x.person_id AS CHAR)", "chosen_at", false),
	IN_FUTURE("presence", "CAST(x.person_id AS CHAR)", "seen_at", false),
	NAMELESS("calendar", "x.oid", "name", false),
	NAMELESS("level", "x.oid", "name", false),
	NAMELESS("level_version", "CAST(x.id AS CHAR)", "name", false),
	NO_FLAG("calendar_version", "CAST(x.id AS CHAR)", "always_open"),
	WRONG("calendar_window", "CAST(x.calendar_version_id AS CHAR)",
	      "weekday", "0 to 6", "x.weekday NOT BETWEEN 0 AND 6", false),
	WRONG("calendar_window", "CAST(x.calendar_version_id AS CHAR)",
	      "to_minute", "after it opened, a day at most",
	      "x.from_minute NOT BETWEEN 0 AND 1439 OR x.to_minute"
	      " NOT BETWEEN x.from_minute + 1 AND x.from_minute + 1440",
	      false),
	WRONG("calendar_replacement", "CAST(x.calendar_version_id AS CHAR)",
	      "to_minute", "after it opened, a day at most",
	      "x.from_minute < 0 OR x.to_minute"
	      " NOT BETWEEN x.from_minute AND x.from_minute + 1440",
	      false),
	WRONG("calendar_closure", "CAST(x.calendar_version_id AS CHAR)",
	      "to_minute", "after it closed",
	      "x.from_minute < 0 OR x.to_minute <= x.from_minute", false),
	NO_FLAG("calendar_closure", "CAST(x.calendar_version_id AS CHAR)",
		"mode"),
	WRONG("level_step", "CAST(x.level_version_id AS CHAR)", "step",
	      "0 to 15", "x.step NOT BETWEEN 0 AND 15", false),
	WRONG("desk_closing", "CAST(x.since AS CHAR)", "close_after",
	      "none, or an hour to a year",
	      "x.close_after <> 0 AND x.close_after NOT BETWEEN 3600"
	      " AND 31622400",
	      false),
	WRONG("sweep_state", "''", "closing_since", "a rule of desk_closing",
	      "x.closing_since IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
	      " desk_closing c WHERE c.since = x.closing_since)",
	      false),
	/* With either of these nobody would be told of a sweep that stopped. */
	IN_FUTURE("sweep_state", "''", "last_ok", false),
	WRONG("sweep_state", "''", "every_s", "1 or more", "x.every_s < 1",
	      false),
	WRONG("outbox", "x.ukey", "sent_at", "after it was written",
	      "x.sent_at < x.created_at", true),
	{ "outbox.payload", "JSON",
	  "SELECT ukey, LEFT(payload, 40) FROM outbox"
	  " WHERE JSON_VALID(payload) = 0 LIMIT ?",
	  false, true },
	/* Tickets that have to do with each other. */
	WRONG("ticket_link", "CAST(x.id AS CHAR)", "kind", "0, 1 or 2",
	      "x.kind NOT BETWEEN 0 AND 2 OR x.from_id = x.to_id", false),
	WRONG("ticket_link", "CAST(x.id AS CHAR)", "ended_at",
	      "after it began, and of what was merged",
	      "x.ended_at < x.at OR (x.ended_at IS NOT NULL AND x.kind <> 0)",
	      false),
	NO_PERSON("ticket_link", "CAST(x.id AS CHAR)", "by_id"),
	{ "ticket_link.from_seq", "the event that tells of it",
	  "SELECT t.code, CAST(l.from_seq AS CHAR) FROM ticket_link l"
	  " JOIN ticket t ON t.id = l.from_id LEFT JOIN event v"
	  " ON v.ticket_id = l.from_id AND v.seq = l.from_seq"
	  " AND v.kind = ELT(l.kind + 1, 22, 24, 26)"
	  " WHERE v.seq IS NULL LIMIT ?",
	  false, false },
	{ "ticket_link.to_seq", "the event that tells of it",
	  "SELECT t.code, CAST(l.to_seq AS CHAR) FROM ticket_link l"
	  " JOIN ticket t ON t.id = l.to_id LEFT JOIN event v"
	  " ON v.ticket_id = l.to_id AND v.seq = l.to_seq"
	  " AND v.kind = ELT(l.kind + 1, 23, 0, 0)"
	  " WHERE v.seq IS NULL LIMIT ?",
	  false, false },
	{ "ticket_link.missing", "one for each event that links",
	  "SELECT t.code, CAST(v.seq AS CHAR) FROM event v JOIN ticket t"
	  " ON t.id = v.ticket_id LEFT JOIN ticket_link l"
	  " ON l.from_id = v.ticket_id AND l.from_seq = v.seq"
	  " WHERE v.kind IN (22, 24, 26) AND v.via <> 5 AND l.id IS NULL"
	  " LIMIT ?",
	  false, true },
	{ "ticket_link.merged", "one that holds while it is merged",
	  "SELECT t.code, CAST(COUNT(l.id) AS CHAR) FROM ticket t"
	  " JOIN ticket_link k ON k.from_id = t.id AND k.kind = 0"
	  " LEFT JOIN ticket_link l ON l.from_id = t.id AND l.kind = 0"
	  " AND l.ended_at IS NULL AND l.id = k.id GROUP BY t.id"
	  " HAVING COUNT(l.id) <> (MAX(t.before_merged) IS NOT NULL) LIMIT ?",
	  false, false },
	/* What was split off, and what it says again. */
	{ "ticket_link.split", "one to each ticket that was part of another",
	  "SELECT t.code, CAST(v.did AS CHAR) FROM event v JOIN ticket t"
	  " ON t.id = v.ticket_id LEFT JOIN ticket_link l ON l.to_id ="
	  " v.ticket_id AND l.to_seq = v.seq AND l.kind = 1"
	  " WHERE v.did & 2097152 AND l.id IS NULL LIMIT ?",
	  false, true },
	{ "event.split", "a ticket that begins with a customer's word, copied",
	  "SELECT t.code, CAST(v.did AS CHAR) FROM ticket_link l JOIN ticket t"
	  " ON t.id = l.to_id LEFT JOIN event v ON v.ticket_id = l.to_id"
	  " AND v.seq = l.to_seq LEFT JOIN message m ON m.ticket_id = l.to_id"
	  " AND m.seq = l.to_seq WHERE l.kind = 1 AND NOT (v.did & 2097157 ="
	  " 2097157 AND v.did & 1024 = 0 AND m.author_kind = 0"
	  " AND m.copy_of IS NOT NULL) LIMIT ?",
	  false, false },
	{ "event.until_at", "when the oldest copied word was said",
	  "SELECT t.code, CAST(v.until_at AS CHAR) FROM ticket_link l"
	  " JOIN ticket t ON t.id = l.to_id JOIN event v"
	  " ON v.ticket_id = l.to_id AND v.seq = l.to_seq WHERE l.kind = 1"
	  " AND NOT v.until_at <=> (SELECT MIN(m.at) FROM message m"
	  " WHERE m.ticket_id = l.to_id AND m.author_kind = 0"
	  " AND m.copy_of IS NOT NULL) LIMIT ?",
	  false, false },
	{ "message.copy_of", "a message of the ticket it was split off, alike",
	  "SELECT m.oid, CAST(m.copy_of AS CHAR) FROM message m"
	  " LEFT JOIN message o ON o.id = m.copy_of LEFT JOIN ticket_link l"
	  " ON l.to_id = m.ticket_id AND l.from_id = o.ticket_id"
	  " AND l.kind = 1 WHERE m.copy_of IS NOT NULL AND NOT"
	  " (l.id IS NOT NULL AND m.at = o.at AND m.author_id <=> o.author_id"
	  " AND m.author_kind = o.author_kind AND m.visibility = o.visibility"
	  " AND m.trust = o.trust AND BINARY m.body = BINARY o.body) LIMIT ?",
	  false, true },
	{ "attachment.copy", "the files of the message it is a copy of",
	  "SELECT m.oid, CAST(COUNT(c.id) AS CHAR) FROM message m"
	  " LEFT JOIN attachment c ON c.message_id = m.id"
	  " LEFT JOIN attachment o ON o.message_id = m.copy_of"
	  " AND o.position = c.position AND o.hash = c.hash"
	  " AND o.name = c.name AND o.type = c.type"
	  " WHERE m.copy_of IS NOT NULL GROUP BY m.id"
	  " HAVING COUNT(c.id) <> COUNT(o.id) OR COUNT(c.id) <> (SELECT"
	  " COUNT(*) FROM attachment a JOIN message n ON a.message_id ="
	  " n.copy_of WHERE n.id = m.id) LIMIT ?",
	  false, true },
	/* Tickets, and files as people see them. */
	WRONG("ticket", "x.code", "subject", "words",
	      "BINARY TRIM(x.subject) = ''", true),
	NO_OID("ticket", "x.code", true),
	WRONG("ticket", "x.code", "invited", "0 or 1",
	      "x.invited NOT IN (0, 1)", true),
	WRONG("ticket", "x.code", "referrer", "one line, or nothing",
	      "x.referrer = '' OR x.referrer REGEXP '[[:cntrl:]]'", true),
	NO_OID("attachment", "CAST(x.id AS CHAR)", true),
	WRONG("attachment", "x.oid", "type", "one that there is",
	      "x.type NOT BETWEEN 0 AND 5", true),
	WRONG("attachment", "x.oid", "name", "a name, never a path",
	      "BINARY TRIM(x.name) = '' OR INSTR(x.name, '/') > 0"
	      " OR INSTR(x.name, CHAR(92)) > 0",
	      true),
	WRONG("upload", "HEX(LEFT(x.token_hash, 4))", "name",
	      "a name, never a path",
	      "BINARY TRIM(x.name) = '' OR INSTR(x.name, '/') > 0"
	      " OR INSTR(x.name, CHAR(92)) > 0",
	      false),
	{ "attachment.position", "0, 1, ... without gaps",
	  "SELECT CAST(message_id AS CHAR), CAST(MAX(position) AS CHAR)"
	  " FROM attachment GROUP BY message_id"
	  " HAVING MAX(position) <> COUNT(*) - 1 OR MIN(position) <> 0 LIMIT ?",
	  false, true },
	{ "attachment.person_id", "who wrote its message",
	  "SELECT x.oid, CAST(x.person_id AS CHAR) FROM attachment x"
	  " JOIN message m ON m.id = x.message_id"
	  " WHERE x.person_id <> m.author_id LIMIT ?",
	  false, true },
	WRONG("blob_file", "LOWER(HEX(x.hash))", "used_at",
	      "when or after it came", "x.used_at < x.created_at", true),
};

static enum err_kind ask(struct db *db, struct arena *a,
			 const struct check_question *q, instant now,
			 struct rows **r, struct err *e)
{
	if (q->now)
		return db_query(db, a, q->sql, PARAMS(P_AT(now), P_I64(MOST)),
				r, e);
	return db_query(db, a, q->sql, PARAMS(P_I64(MOST)), r, e);
}

static enum err_kind tell(struct rows *r, const struct check_question *q,
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

static enum err_kind ask_all(struct db *db, struct arena *a, instant now,
			     bool quick, const struct check_question *list,
			     size_t n, check_store_loose *each, void *cookie,
			     struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		const struct check_question *q = &list[i];
		struct rows *r;

		if (quick && q->long_)
			continue;
		if (ask(db, a, q, now, &r, e) || tell(r, q, each, cookie, e))
			return err_wrap(e, "look at %s", q->kind);
	}
	return ERR_NONE;
}

enum err_kind check_store_loose_rows(struct db *db, struct arena *a,
				     instant now, bool quick,
				     check_store_loose *each, void *cookie,
				     struct err *e)
{
	if (ask_all(db, a, now, quick, questions, COUNT_OF(questions), each,
		    cookie, e) ||
	    ask_all(db, a, now, quick, check_calls_questions,
		    check_calls_question_count, each, cookie, e) ||
	    ask_all(db, a, now, quick, check_outbox_questions,
		    check_outbox_question_count, each, cookie, e) ||
	    ask_all(db, a, now, quick, check_audit_questions,
		    check_audit_question_count, each, cookie, e))
		return e->kind;
	return ask_all(db, a, now, quick, check_fields_questions,
		       check_fields_question_count, each, cookie, e);
}

/* ---- Zones -----------------------------------------------------------------
 */

enum err_kind check_store_zones(struct db *db, struct arena *a,
				check_store_loose *each, void *cookie,
				struct err *e)
{
	static const struct check_question zones = {
		"person.zone", "a time zone",
		"SELECT MIN(name), zone FROM person GROUP BY BINARY zone"
		" LIMIT ?",
		false, true
	};
	struct rows *r;

	if (ask(db, a, &zones, 0, &r, e) || tell(r, &zones, each, cookie, e))
		return err_wrap(e, "look at %s", zones.kind);
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
