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
