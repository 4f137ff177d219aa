#include "store/rule_event_store.h"

#include "core/event.h"

enum err_kind rule_event_store_who(struct db *db, struct arena *a,
				   ticket_id ticket, int64_t *rule,
				   struct err *e)
{
	struct rows *r;

	*rule = 0;
	if (db_query(db, a,
		     "SELECT v.rule_id FROM event x LEFT JOIN rule_version v"
		     " ON v.id = x.rule_version_id WHERE x.ticket_id = ?"
		     " AND x.did & ? <> 0 AND x.kind NOT IN (?, ?)"
		     " ORDER BY x.seq DESC LIMIT 1",
		     PARAMS(P_I64(ticket.n), P_I64(DID_CREATE | DID_LEVEL),
			    P_I64(EVENT_REVISED), P_I64(EVENT_HOURS)),
		     &r, e))
		return err_wrap(e, "find which rule chose a level");
	if (rows_next(r))
		*rule = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind rule_event_store_list(struct db *db, struct arena *a,
				    ticket_id ticket, int64_t limit,
				    struct rule_event **out, size_t *n,
				    struct err *e)
{
	struct rule_event *list = NULL;
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT x.seq, x.at, x.rule_version_id, l.name,"
		     " x.rules_asked FROM event x LEFT JOIN level_version l"
		     " ON l.id = x.level_version_id WHERE x.ticket_id = ?"
		     " AND x.rules_asked IS NOT NULL"
		     " ORDER BY x.seq DESC LIMIT ?",
		     PARAMS(P_I64(ticket.n), P_I64(limit)), &r, e))
		return err_wrap(e, "read what rules said");
	while (rows_next(r)) {
		struct rule_event *x;

		ARENA_ROOM(a, list, *n, cap);
		x = &list[(*n)++];
		x->seq = rows_i64(r);
		x->at = rows_at(r);
		x->version = rows_i64(r);
		x->level = rows_str(r);
		x->asked = rows_bytes(r, &x->nasked);
	}
	*out = list;
	return rows_end(&r, e);
}

/* ---- Rules on events, time rules ------------------------------------------
 */

#define ACTED_VALUES 7

enum err_kind rule_event_store_acted(struct db *db, struct arena *a,
				     const struct rule_act *v, size_t n,
				     struct err *e)
{
	static const char sql[] =
		"INSERT INTO rule_deed (ticket_id, seq, position, kind,"
		" outcome, told, missed) VALUES (?, ?, ?, ?, ?, ?, ?)";
	struct param *p = ARENA_ARRAY(a, n * ACTED_VALUES, struct param);

	if (n == 0)
		return ERR_NONE;
	for (size_t i = 0; i < n; i++) {
		const struct fired_action *act = &v[i].act;
		const struct param values[ACTED_VALUES] = {
			P_I64(v[i].ticket.n), P_I64(v[i].seq),
			P_I64(act->position), P_I64(act->kind),
			P_I64(act->outcome),  P_I64(act->told),
			P_I64(act->missed),
		};

		memcpy(p + i * ACTED_VALUES, values, sizeof(values));
	}
	if (db_exec_rows(db, sql, p, ACTED_VALUES, n, e))
		return err_wrap(e, "note what rules did");
	return ERR_NONE;
}

enum err_kind rule_event_store_deeds(struct db *db, struct arena *a,
				     ticket_id ticket,
				     struct rule_event_deed **out, size_t *n,
				     struct err *e)
{
	/* Who or what a number names: enum action_kind. */
	static const char sql[] =
		"SELECT d.seq, d.kind, d.outcome, d.told, d.missed, x.number,"
		" x.text, CASE d.kind"
		" WHEN 6 THEN (SELECT name FROM person WHERE id = x.number)"
		" WHEN 7 THEN (SELECT name FROM department WHERE id = x.number)"
		" WHEN 8 THEN (SELECT name FROM tag WHERE id = x.number)"
		" WHEN 9 THEN (SELECT name FROM tag WHERE id = x.number)"
		" WHEN 11 THEN (SELECT name FROM level WHERE id = x.number)"
		" WHEN 20 THEN (SELECT name FROM field WHERE id = x.number)"
		" WHEN 22 THEN (SELECT name FROM person WHERE id = x.number)"
		" END FROM rule_deed d JOIN event v ON v.ticket_id = "
		"d.ticket_id"
		" AND v.seq = d.seq JOIN rule_action x"
		" ON x.rule_version_id = v.rule_version_id"
		" AND x.position = d.position WHERE d.ticket_id = ?"
		" ORDER BY d.seq, d.position";
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	*out = NULL;
	if (db_query(db, a, sql, PARAMS(P_I64(ticket.n)), &r, e))
		return err_wrap(e, "list what rules did");
	while (rows_next(r)) {
		struct rule_event_deed *d;

		ARENA_ROOM(a, *out, *n, cap);
		d = &(*out)[(*n)++];
		*d = (struct rule_event_deed){ .seq = rows_i64(r) };
		d->did.kind = (enum action_kind)rows_i64(r);
		d->did.outcome = (enum action_outcome)rows_i64(r);
		d->did.told = (int)rows_i64(r);
		d->did.missed = (int)rows_i64(r);
		d->did.number = rows_i64(r);
		d->did.text = rows_str(r);
		d->did.name = rows_str(r);
	}
	return rows_end(&r, e);
}
