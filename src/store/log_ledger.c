#include "store/log_ledger.h"

#include "store/event_store.h"

_Static_assert(CLOCK_PAUSED == 1 && METRIC_FIRST_RESOLVE == 3 && PAUSE_N <= 10,
	       "the numbers in these statements");

/* clang-format off */
#define SET_BY(what) \
	"IF(c.manual_at IS NULL, NULL, (SELECT " what \
	EVENT_STORE_SETTING("c.ticket_id", "c.metric", "c.cycle", \
			    "c.manual_at") "))"

const char log_ledger_columns[] =
	", t.source, c.first_due_at, c.waited_customer, c.waited_vendor,"
	" c.waited_team, c.waited_planned, c.party, c.tz_version,"
	" c.start_tz_version, l1.name, l1.number, l2.number,"
	" n1.name, k1.number, n2.name, k2.number,"
	" IFNULL(rs.name, ''), IFNULL(ba.name, ''), IFNULL(bd.name, ''),"
	" " SET_BY("p.name") ", " SET_BY("e.reason") ","
	" IF(c.paused_s = 0 AND c.state <> 1, NULL,"
	" (SELECT GROUP_CONCAT(DISTINCT e.pause_code ORDER BY e.seq SEPARATOR '')"
	" FROM event e WHERE e.ticket_id = c.ticket_id"
	" AND e.pause_code IS NOT NULL AND e.at >= c.started_at"
	" AND (c.stopped_at IS NULL OR e.at <= c.stopped_at)))";

const char log_ledger_joins[] =
	" LEFT JOIN level_version l1 ON l1.id = c.start_level_version_id"
	" LEFT JOIN level_version l2 ON l2.id = c.level_version_id"
	" LEFT JOIN calendar_version k1 ON k1.id = c.start_calendar_version_id"
	" LEFT JOIN calendar n1 ON n1.id = k1.calendar_id"
	" LEFT JOIN calendar_version k2 ON k2.id = c.calendar_version_id"
	" LEFT JOIN calendar n2 ON n2.id = k2.calendar_id"
	" LEFT JOIN person rs ON rs.id = c.resolver_id"
	" LEFT JOIN person ba ON ba.id = c.breach_agent_id"
	" LEFT JOIN department bd ON bd.id = c.breach_department_id";
/* clang-format on */

void log_ledger_read_withdrawn(struct rows *r, struct log_row *row)
{
	row->nwithdrawn = rows_i64(r);
	row->withdrawn = (enum clock_state)rows_i64(r);
	row->withdrawn_at = rows_at(r);
}

static void read_versions(struct rows *r, struct log_ledger *l)
{
	l->start_level = rows_str(r);
	l->start_level_number = rows_at(r);
	l->level_number = rows_at(r);
	l->start_calendar = rows_str(r);
	l->start_calendar_number = rows_at(r);
	l->calendar = rows_str(r);
	l->calendar_number = rows_at(r);
}

void log_ledger_read(struct rows *r, struct log_row *row)
{
	struct log_ledger *l = &row->ledger;
	struct clock *c = &row->clock;

	l->source = (enum source)rows_i64(r);
	c->first_due = rows_at(r);
	for (int i = PARTY_CUSTOMER; i < PARTY_N; i++)
		c->waited[i] = rows_i64(r);
	c->party = (enum party)rows_i64(r);
	c->tz_version = rows_str(r);
	c->start_tz_version = rows_str(r);
	read_versions(r, l);
	l->resolver = rows_str(r);
	l->breach_agent = rows_str(r);
	l->breach_department = rows_str(r);
	l->set_by = rows_str(r);
	l->set_because = rows_str(r);
	l->pauses = rows_str(r);
}
