#include "store/event_store.h"

#define ADD_VALUES 26

static struct param calendar_of(const struct event *ev)
{
	bool level = ev->did & (DID_CREATE | DID_LEVEL) && ev->level_version;

	return level ? P_AT(ev->calendar_version) : P_NULL;
}

static struct param asked_of(const struct event *ev)
{
	return ev->nasked > 0 ? P_BYTES(ev->asked, ev->nasked) : P_NULL;
}

static void add_values(struct param *p, const struct event_row *row)
{
	const struct event *ev = &row->event;
	unsigned did = ev->did;
	bool create = did & DID_CREATE;
	const struct param values[ADD_VALUES] = {
		P_I64(row->ticket.n),
		P_I64(ev->seq),
		P_AT(ev->at),
		P_AT(ev->recorded_at),
		P_I64(ev->kind),
		P_I64(did),
		create || did & (DID_STATUS | DID_REOPEN) ? P_I64(ev->status)
							  : P_NULL,
		create || did & DID_PRIORITY ? P_I64(ev->priority) : P_NULL,
		P_ID(create || did & DID_DEPARTMENT ? ev->department.n : 0),
		P_ID(did & DID_ASSIGN ? ev->assignee.n : 0),
		P_ID(create || did & DID_LEVEL ? ev->level_version : 0),
		calendar_of(ev),
		P_AT(ev->until),
		ev->party == PARTY_NONE ? P_NULL : P_I64(ev->party),
		P_ID((int64_t)ev->pause),
		ev->metric < 0 ? P_NULL : P_I64(ev->metric),
		ev->cycle < 0 ? P_NULL : P_I64(ev->cycle),
		ev->step < 0 ? P_NULL : P_I64(ev->step),
		P_AT(ev->due),
		P_STR(ev->reason),
		P_I64(ev->by.kind),
		P_ID(ev->by.person.n),
		P_I64(ev->by.via),
		P_STR(ev->by.request_id[0] ? ev->by.request_id : NULL),
		P_ID(ev->rule),
		asked_of(ev),
	};

	memcpy(p, values, sizeof(values));
}

enum err_kind event_store_add(struct db *db, struct arena *a,
			      const struct event_row *rows, size_t n,
			      struct err *e)
{
	static const char sql[] =
		"INSERT INTO event (ticket_id, seq, at, recorded_at, kind, did,"
		" status, priority, department_id, assignee_id,"
		" level_version_id, calendar_version_id, until_at, party,"
		" pause_code, metric, cycle, step, due_at, reason, actor_kind, "
		"actor_id, "
		"via, request_id, rule_version_id, rules_asked)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
		"?, ?, ?, ?, ?, ?, ?, ?, ?)";
	struct param *p;

	if (n == 0)
		return ERR_NONE;
	p = ARENA_ARRAY(a, n * ADD_VALUES, struct param);
	for (size_t i = 0; i < n; i++)
		add_values(p + i * ADD_VALUES, &rows[i]);
	if (db_exec_rows(db, sql, p, ADD_VALUES, n, e))
		return err_wrap(e, "append events");
	return ERR_NONE;
}

/* A number that may be missing. */
static int optional(struct rows *r)
{
	instant n = rows_at(r);

	return n == INSTANT_NONE ? -1 : (int)n;
}

static void read_event(struct rows *r, struct event *ev)
{
	const char *request;

	ev->seq = rows_i64(r);
	ev->at = rows_at(r);
	ev->recorded_at = rows_at(r);
	ev->kind = (enum event_kind)rows_i64(r);
	ev->did = (unsigned)rows_i64(r);
	ev->status = (enum status)rows_i64(r);
	ev->priority = (enum priority)rows_i64(r);
	ev->department.n = rows_i64(r);
	ev->assignee.n = rows_i64(r);
	ev->level_version = rows_i64(r);
	ev->calendar_version = rows_at(r);
	ev->until = rows_at(r);
	ev->party = (enum party)rows_i64(r);
	ev->pause = (enum pause_code)rows_i64(r);
	ev->metric = optional(r);
	ev->cycle = optional(r);
	ev->step = optional(r);
	ev->due = rows_at(r);
	ev->reason = rows_str(r);
	ev->by.kind = (enum actor_kind)rows_i64(r);
	ev->by.person.n = rows_i64(r);
	ev->by.via = (enum via)rows_i64(r);
	request = rows_str(r);
	snprintf(ev->by.request_id, sizeof(ev->by.request_id), "%s",
		 request ? request : "");
	ev->by.now = ev->recorded_at;
}

#define COLUMNS                                                                \
	"v.seq, v.at, v.recorded_at, v.kind, v.did, v.status, v.priority,"     \
	" v.department_id, v.assignee_id, v.level_version_id,"                 \
	" v.calendar_version_id, v.until_at, v.party, v.pause_code, "          \
	"v.metric, v.cycle, "                                                  \
	"v.step, v.due_at, v.reason,"                                          \
	" v.actor_kind, v.actor_id, v.via, v.request_id"

enum err_kind event_store_all(struct db *db, struct arena *a, ticket_id ticket,
			      struct event **out, size_t *n, struct err *e)
{
	struct event *list = NULL;
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT " COLUMNS " FROM event v WHERE v.ticket_id = ?"
		     " ORDER BY v.seq",
		     PARAMS(P_I64(ticket.n)), &r, e))
		return err_wrap(e, "read events");
	while (rows_next(r)) {
		ARENA_ROOM(a, list, *n, cap);
		read_event(r, &list[(*n)++]);
	}
	*out = list;
	return rows_end(&r, e);
}

/* They come with the newest first. */
static void put_in_order(struct event_view *list, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct event_view last = list[n - 1 - i];

		list[n - 1 - i] = list[i];
		list[i] = last;
	}
}

enum err_kind event_store_list(struct db *db, struct arena *a, ticket_id ticket,
			       int64_t before, int64_t limit,
			       struct event_view **out, size_t *n,
			       struct err *e)
{
	static const char sql[] =
		"SELECT " COLUMNS
		", p.name, g.oid, g.name, d.oid, d.name, l.name,"
		" IFNULL(l.number, 0), u.name, c.name, IFNULL(h.number, 0)"
		" FROM event v"
		" LEFT JOIN person p ON p.id = v.actor_id"
		" LEFT JOIN person g ON g.id = v.assignee_id"
		" LEFT JOIN department d ON d.id = v.department_id"
		" LEFT JOIN level_version l ON l.id = v.level_version_id"
		" LEFT JOIN rule_version u ON u.id = v.rule_version_id"
		" LEFT JOIN calendar_version h"
		" ON h.id = v.calendar_version_id AND v.kind = ?"
		" LEFT JOIN calendar c ON c.id = h.calendar_id"
		" WHERE v.ticket_id = ? AND v.seq < ?"
		" ORDER BY v.seq DESC LIMIT ?";
	struct event_view *list = NULL;
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	if (db_query(db, a, sql,
		     PARAMS(P_I64(EVENT_HOURS), P_I64(ticket.n), P_I64(before),
			    P_I64(limit)),
		     &r, e))
		return err_wrap(e, "list events");
	while (rows_next(r)) {
		struct event_view *v;

		ARENA_ROOM(a, list, *n, cap);
		v = &list[(*n)++];
		read_event(r, &v->event);
		v->actor_name = rows_str(r);
		v->assignee_oid = rows_str(r);
		v->assignee_name = rows_str(r);
		v->department_oid = rows_str(r);
		v->department_name = rows_str(r);
		v->level_name = rows_str(r);
		v->level_number = rows_i64(r);
		v->rule_name = rows_str(r);
		v->calendar_name = rows_str(r);
		v->calendar_number = rows_i64(r);
	}
	put_in_order(list, *n);
	*out = list;
	return rows_end(&r, e);
}

enum err_kind event_store_set_by(struct db *db, struct arena *a,
				 ticket_id ticket, const struct clock *c,
				 const char **name, const char **reason,
				 struct err *e)
{
	static const char sql[] = "SELECT IFNULL(p.name, ''), IFNULL(e.reason, "
				  "'')" EVENT_STORE_SETTING("?", "?", "?", "?");
	struct rows *r;

	*name = *reason = NULL;
	if (db_query(db, a, sql,
		     PARAMS(P_I64(ticket.n), P_I64(c->metric), P_I64(c->cycle),
			    P_AT(c->manual)),
		     &r, e))
		return err_wrap(e, "find who set a deadline");
	if (rows_next(r)) {
		*name = rows_str(r);
		*reason = rows_str(r);
	}
	return rows_end(&r, e);
}

enum err_kind event_store_told(struct db *db, struct arena *a, ticket_id ticket,
			       int64_t *n, struct err *e)
{
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT COUNT(*) FROM event WHERE ticket_id = ?"
		     " AND did & ? <> 0",
		     PARAMS(P_I64(ticket.n), P_I64(DID_PUBLIC)), &r, e))
		return err_wrap(e, "count what was told");
	if (rows_next(r))
		*n = rows_i64(r);
	return rows_end(&r, e);
}
