#include "store/clock_store.h"

#define COLUMNS                                                                \
	"id, metric, cycle, state, reason, level_version_id,"                  \
	" calendar_version_id, tz_version, start_level_version_id,"            \
	" start_calendar_version_id, start_tz_version, started_at,"            \
	" first_due_at, due_at, target, unit, consumed, since_at, paused_s,"   \
	" breached_at, stopped_at, margin, next_at, steps_done,"               \
	" department_id, agent_id, resolver_id, breach_department_id,"         \
	" breach_agent_id, level_name, promised, manual_at, calculated_at,"    \
	" stood_at, party, excused, waited_customer, waited_vendor, "          \
	"waited_team, "                                                        \
	"waited_planned"

static void read_clock(struct rows *r, struct clock *c)
{
	c->id.n = rows_i64(r);
	c->metric = (enum metric)rows_i64(r);
	c->cycle = (int)rows_i64(r);
	c->state = (enum clock_state)rows_i64(r);
	c->reason = (enum clock_reason)rows_i64(r);
	c->level_version = rows_i64(r);
	c->calendar_version = rows_i64(r);
	c->tz_version = rows_str(r);
	c->start_level_version = rows_i64(r);
	c->start_calendar_version = rows_i64(r);
	c->start_tz_version = rows_str(r);
	c->started = rows_at(r);
	c->first_due = rows_at(r);
	c->due = rows_at(r);
	c->target = rows_i64(r);
	c->unit = (enum unit)rows_i64(r);
	c->consumed = rows_i64(r);
	c->since = rows_at(r);
	c->paused = rows_i64(r);
	c->breached = rows_at(r);
	c->stopped = rows_at(r);
	c->margin = rows_i64(r);
	c->next = rows_at(r);
	c->steps_done = (unsigned)rows_i64(r);
	c->department.n = rows_i64(r);
	c->agent.n = rows_i64(r);
	c->resolver.n = rows_i64(r);
	c->breach_department.n = rows_i64(r);
	c->breach_agent.n = rows_i64(r);
	c->level_name = rows_str(r);
	c->promised.seconds = rows_i64(r);
	c->promised.unit = c->unit;
	c->manual = rows_at(r);
	c->calculated = rows_at(r);
	c->stood = rows_at(r);
	c->party = (enum party)rows_i64(r);
	c->excused = (enum clock_excuse)rows_i64(r);
	c->waited[PARTY_CUSTOMER] = rows_i64(r);
	c->waited[PARTY_VENDOR] = rows_i64(r);
	c->waited[PARTY_TEAM] = rows_i64(r);
	c->waited[PARTY_PLANNED] = rows_i64(r);
	c->waited[PARTY_NONE] = c->paused - c->waited[PARTY_CUSTOMER] -
				c->waited[PARTY_VENDOR] -
				c->waited[PARTY_TEAM] -
				c->waited[PARTY_PLANNED];
	if (c->promised.seconds == 0)
		c->promised.seconds = c->target;
	c->level = NULL;
	c->trace = NULL;
	c->changed = false;
}

/* ${change}: its last column is the newest change; or NULL. */
static enum err_kind load(struct db *db, struct arena *a, const char *sql,
			  ticket_id ticket, struct clock **clocks, size_t *n,
			  int64_t *change, struct err *e)
{
	struct clock *list = NULL;
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	if (db_query(db, a, sql, PARAMS(P_I64(ticket.n)), &r, e))
		return err_wrap(e, "load clocks");
	while (rows_next(r)) {
		ARENA_ROOM(a, list, *n, cap);
		read_clock(r, &list[(*n)++]);
		if (change)
			*change = rows_i64(r);
	}
	*clocks = list;
	return rows_end(&r, e);
}

enum err_kind clock_store_load(struct db *db, struct arena *a, ticket_id ticket,
			       struct clock **clocks, size_t *n,
			       int64_t *change, struct err *e)
{
	*change = -1;
	return load(db, a,
		    "SELECT " COLUMNS ","
		    " (SELECT MAX(id) FROM applied_change)"
		    " FROM clock c WHERE ticket_id = ?"
		    " AND (state <= 1 OR NOT EXISTS (SELECT 1 FROM clock later"
		    " WHERE later.ticket_id = c.ticket_id"
		    " AND later.metric = c.metric AND later.cycle > c.cycle))"
		    " ORDER BY metric, cycle",
		    ticket, clocks, n, change, e);
}

#define MARKS_10 "?,?,?,?,?,?,?,?,?,?"
#define MARKS_50 MARKS_10 "," MARKS_10 "," MARKS_10 "," MARKS_10 "," MARKS_10

enum err_kind clock_store_load_some(struct db *db, struct arena *a,
				    const ticket_id *ids, size_t n,
				    struct clock_bunch *out, int64_t *change,
				    struct err *e)
{
	static const char sql[] =
		"SELECT " COLUMNS ", (SELECT MAX(id) FROM applied_change),"
		" c.ticket_id FROM clock c FORCE INDEX (clock_cycle)"
		" WHERE ticket_id IN (" MARKS_50 "," MARKS_50 ")"
		" AND (state <= 1 OR NOT EXISTS (SELECT 1 FROM clock later"
		" WHERE later.ticket_id = c.ticket_id"
		" AND later.metric = c.metric AND later.cycle > c.cycle))"
		" ORDER BY ticket_id, metric, cycle";
	struct param p[CLOCK_BUNCHES];
	size_t at = 0, cap = 0;
	struct rows *r;

	*change = -1;
	memset(out, 0, n * sizeof(*out));
	if (n == 0)
		return ERR_NONE;
	for (size_t i = 0; i < CLOCK_BUNCHES; i++)
		p[i] = P_I64(ids[i < n ? i : n - 1].n);
	if (db_query(db, a, sql, p, CLOCK_BUNCHES, &r, e))
		return err_wrap(e, "load clocks");
	while (rows_next(r)) {
		struct clock c;
		int64_t ticket;

		read_clock(r, &c);
		*change = rows_i64(r);
		ticket = rows_i64(r);
		for (; at < n && ids[at].n < ticket; at++)
			cap = 0;
		if (at == n)
			break;
		ARENA_ROOM(a, out[at].v, out[at].n, cap);
		out[at].v[out[at].n++] = c;
	}
	return rows_end(&r, e);
}

enum err_kind clock_store_list(struct db *db, struct arena *a, ticket_id ticket,
			       struct clock **clocks, size_t *n, struct err *e)
{
	return load(db, a,
		    "SELECT " COLUMNS " FROM clock WHERE ticket_id = ?"
		    " ORDER BY started_at, metric, cycle",
		    ticket, clocks, n, NULL, e);
}

/* What changes in the life of a clock; the rest is said once. */
#define CHANGING 34

/* How many days, say, or without its grace. */
static struct param told_otherwise(const struct clock *c)
{
	bool same = (c->unit == UNIT_WORKING || c->unit == UNIT_CALENDAR) &&
		    c->promised.seconds == c->target;

	return same ? P_NULL : P_I64(c->promised.seconds);
}

static void changing_values(struct param *p, const struct clock_row *row)
{
	const struct clock *c = row->clock;
	bool judged = c->state == CLOCK_MET || c->state == CLOCK_MISSED;
	const struct param values[CHANGING] = {
		P_I64(c->state),
		P_I64(c->reason),
		P_I64(c->level_version),
		P_ID(c->calendar_version),
		P_STR(c->tz_version),
		P_AT(c->due),
		P_I64(c->target),
		P_I64(c->unit),
		P_I64(c->consumed),
		P_AT(c->since),
		P_I64(c->paused),
		P_AT(c->breached),
		P_AT(c->stopped),
		judged ? P_I64(c->margin) : P_NULL,
		P_AT(c->next),
		P_I64(c->steps_done),
		P_I64(c->department.n),
		P_ID(c->agent.n),
		P_ID(c->resolver.n),
		P_ID(c->breach_department.n),
		P_ID(c->breach_agent.n),
		P_STR(row->department_name),
		P_STR(row->agent_name),
		P_STR(c->level_name),
		told_otherwise(c),
		P_AT(c->manual),
		P_AT(c->calculated),
		P_AT(c->stood),
		P_I64(c->party),
		P_I64(c->excused),
		P_I64(c->waited[PARTY_CUSTOMER]),
		P_I64(c->waited[PARTY_VENDOR]),
		P_I64(c->waited[PARTY_TEAM]),
		P_I64(c->waited[PARTY_PLANNED]),
	};

	memcpy(p, values, sizeof(values));
}

#define ADD_VALUES (CHANGING + 12)

static void add_values(struct param *p, const struct clock_row *row)
{
	const struct clock *c = row->clock;
	const struct param values[ADD_VALUES - CHANGING] = {
		P_I64(row->ticket.n),
		P_I64(c->metric),
		P_I64(c->cycle),
		P_I64(c->start_level_version),
		P_ID(c->start_calendar_version),
		P_STR(c->start_tz_version),
		P_AT(c->started),
		P_AT(c->first_due),
		P_I64(row->requester.n),
		P_STR(row->ticket_code),
		P_STR(row->requester_name),
		P_ID(c->id.n), /* 0: the database picks one */
	};

	changing_values(p, row);
	memcpy(p + CHANGING, values, sizeof(values));
}

static enum err_kind insert_rows(struct db *db, struct arena *a,
				 const struct clock_row *rows, size_t n,
				 struct err *e)
{
	static const char sql[] =
		"INSERT INTO clock (state, reason, level_version_id,"
		" calendar_version_id, tz_version, due_at, target, unit,"
		" consumed, since_at, paused_s, breached_at, stopped_at,"
		" margin, next_at, steps_done, department_id, agent_id,"
		" resolver_id, breach_department_id, breach_agent_id,"
		" department_name, agent_name, level_name, promised, manual_at,"
		" calculated_at, stood_at, party, excused, waited_customer, "
		"waited_vendor, "
		"waited_team,"
		" waited_planned, ticket_id, metric,"
		" cycle, start_level_version_id, start_calendar_version_id,"
		" start_tz_version, started_at, first_due_at, requester_id,"
		" ticket_code, requester_name, id) VALUES (?, ?, ?, ?, ?, ?, "
		"?, ?,"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	struct param *p = ARENA_ARRAY(a, n * ADD_VALUES, struct param);

	for (size_t i = 0; i < n; i++)
		add_values(p + i * ADD_VALUES, &rows[i]);
	return db_exec_rows(db, sql, p, ADD_VALUES, n, e);
}

/* Rows are in order of ticket; a ticket has few. */
static void set_id(const struct clock_row *rows, size_t n, int64_t ticket,
		   int64_t metric, int64_t cycle, int64_t id)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (rows[mid].ticket.n < ticket)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < n && rows[low].ticket.n == ticket; low++) {
		struct clock *c = rows[low].clock;

		if (c->metric == (enum metric)metric && c->cycle == cycle)
			c->id.n = id;
	}
}

/*
 * One statement for many rows does not say which ids they got: ask. The range
 * may hold clocks of other tickets too.
 */
static enum err_kind find_ids(struct db *db, struct arena *a,
			      const struct clock_row *rows, size_t n,
			      struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT ticket_id, metric, cycle, id FROM clock"
		     " WHERE ticket_id BETWEEN ? AND ?",
		     PARAMS(P_I64(rows[0].ticket.n),
			    P_I64(rows[n - 1].ticket.n)),
		     &r, e))
		return e->kind;
	while (rows_next(r)) {
		int64_t ticket = rows_i64(r);
		int64_t metric = rows_i64(r);
		int64_t cycle = rows_i64(r);

		set_id(rows, n, ticket, metric, cycle, rows_i64(r));
	}
	return rows_end(&r, e);
}

enum err_kind clock_store_add(struct db *db, struct arena *a,
			      const struct clock_row *rows, size_t n,
			      struct err *e)
{
	if (n == 0)
		return ERR_NONE;
	if (insert_rows(db, a, rows, n, e) ||
	    (rows[0].clock->id.n == 0 && find_ids(db, a, rows, n, e)))
		return err_wrap(e, "store clocks");
	return ERR_NONE;
}

enum err_kind clock_store_update(struct db *db, struct arena *a,
				 const struct clock_row *rows, size_t n,
				 struct err *e)
{
	static const char sql[] =
		"UPDATE clock SET state = ?, reason = ?, level_version_id = ?,"
		" calendar_version_id = ?, tz_version = ?, due_at = ?,"
		" target = ?, unit = ?, consumed = ?, since_at = ?,"
		" paused_s = ?, breached_at = ?, stopped_at = ?, margin = ?,"
		" next_at = ?, steps_done = ?, department_id = ?,"
		" agent_id = ?, resolver_id = ?, breach_department_id = ?,"
		" breach_agent_id = ?, department_name = ?, agent_name = ?,"
		" level_name = ?, promised = ?, manual_at = ?,"
		" calculated_at = ?, stood_at = ?,"
		" party = ?, excused = ?, waited_customer = ?, waited_vendor = "
		"?,"
		" waited_team = ?, waited_planned = ? WHERE id = ?";
	const size_t np = CHANGING + 1;
	struct param *p;

	if (n == 0)
		return ERR_NONE;
	p = ARENA_ARRAY(a, n * np, struct param);
	for (size_t i = 0; i < n; i++) {
		changing_values(p + i * np, &rows[i]);
		p[i * np + CHANGING] = P_I64(rows[i].clock->id.n);
	}
	if (db_exec_rows(db, sql, p, np, n, e))
		return err_wrap(e, "write clocks back");
	return ERR_NONE;
}

enum err_kind clock_store_put_off(struct db *db, ticket_id ticket,
				  instant later, struct err *e)
{
	return db_exec(db,
		       "UPDATE clock SET next_at = ? WHERE ticket_id = ?"
		       " AND next_at < ?",
		       PARAMS(P_AT(later), P_I64(ticket.n), P_AT(later)), NULL,
		       e);
}
