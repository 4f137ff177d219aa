#include "store/verdict_store.h"

instant verdict_store_counted(const struct clock *c)
{
	if (c->state == CLOCK_MISSED && c->breached != INSTANT_NONE)
		return c->breached;
	return c->stopped;
}

#define ADD_VALUES 28

static void add_values(struct param *p, const struct verdict *v)
{
	const struct clock *c = v->clock;
	bool missed = c->state == CLOCK_MISSED;
	instant over_from = c->due != INSTANT_NONE ? c->due : c->breached;
	bool over = missed && over_from != INSTANT_NONE &&
		    c->stopped > over_from;
	const struct param values[ADD_VALUES] = {
		P_I64(c->id.n),
		P_I64(v->ticket.n),
		P_I64(c->metric),
		P_I64(c->cycle),
		P_I64(VERDICT_DECIDED),
		P_I64(c->state),
		P_I64(c->reason),
		P_AT(verdict_store_counted(c)),
		P_AT(v->decided),
		P_AT(c->started),
		P_AT(c->due),
		P_AT(c->stopped),
		P_AT(c->breached),
		P_I64(c->target),
		P_I64(c->consumed),
		P_I64(c->paused),
		P_I64(missed && c->margin > 0 ? c->margin : 0),
		P_I64(over ? c->stopped - over_from : 0),
		P_I64(c->level_version),
		P_ID(c->calendar_version),
		P_STR(c->tz_version),
		P_I64(c->department.n),
		P_ID(c->agent.n),
		P_ID(c->resolver.n),
		P_ID(c->breach_department.n),
		P_ID(c->breach_agent.n),
		P_ID(v->supersedes),
		P_ID(v->id), /* 0: the database picks one */
	};

	memcpy(p, values, sizeof(values));
}

enum err_kind verdict_store_add(struct db *db, struct arena *a,
				const struct verdict *v, size_t n,
				struct err *e)
{
	static const char sql[] =
		"INSERT INTO verdict (clock_id, ticket_id, metric, cycle, kind,"
		" outcome, reason, counted_at, decided_at, started_at, due_at,"
		" stopped_at, breached_at, target, consumed, paused_s,"
		" over_working, over_calendar, level_version_id,"
		" calendar_version_id, tz_version, department_id, agent_id,"
		" resolver_id, breach_department_id, breach_agent_id,"
		" supersedes, id)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
		"?, ?,"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	struct param *p;

	if (n == 0)
		return ERR_NONE;
	p = ARENA_ARRAY(a, n * ADD_VALUES, struct param);
	for (size_t i = 0; i < n; i++)
		add_values(p + i * ADD_VALUES, &v[i]);
	if (db_exec_rows(db, sql, p, ADD_VALUES, n, e))
		return err_wrap(e, "store verdicts");
	return ERR_NONE;
}

/* What the two have in common: all but their kind, their time, and their ids.
 */
#define SAME                                                                   \
	"clock_id, ticket_id, metric, cycle, outcome, reason, counted_at,"     \
	" started_at, due_at, stopped_at, breached_at, target, consumed,"      \
	" paused_s, over_working, over_calendar, level_version_id,"            \
	" calendar_version_id, tz_version, department_id, agent_id,"           \
	" resolver_id, breach_department_id, breach_agent_id"

enum err_kind verdict_store_withdraw(struct db *db, clock_id clock, instant now,
				     struct err *e)
{
	static const char sql[] = "INSERT INTO verdict (" SAME
				  ", kind, decided_at, supersedes)"
				  " SELECT " SAME
				  ", ?, ?, id FROM verdict WHERE clock_id = ?"
				  " ORDER BY id DESC LIMIT 1";

	if (db_exec(db, sql,
		    PARAMS(P_I64(VERDICT_WITHDRAWN), P_AT(now), P_I64(clock.n)),
		    NULL, e))
		return err_wrap(e, "withdraw a verdict");
	return ERR_NONE;
}

enum err_kind verdict_store_last(struct db *db, struct arena *a, clock_id clock,
				 int64_t *id, struct err *e)
{
	struct rows *r;

	*id = 0;
	if (db_query(db, a,
		     "SELECT COALESCE(MAX(id), 0) FROM verdict"
		     " WHERE clock_id = ?",
		     PARAMS(P_I64(clock.n)), &r, e))
		return err_wrap(e, "find a verdict");
	if (rows_next(r))
		*id = rows_i64(r);
	return rows_end(&r, e);
}
