/* Invariant 11: what is stored is what its events fold to. */
#include "desk/company.h"

#include <inttypes.h>
#include "store/clock_store.h"
#include "store/event_store.h"
#include "store/level_store.h"
#include "store/ticket_store.h"
#include "support/test.h"

#define MANY 100000

static void must(enum err_kind kind, const struct err *e)
{
	company_expect(kind, ERR_NONE, e);
}

/* The level with the calendar that a clock of it was started by then. */
static const struct level *level_then(ticket_id id, int64_t version, instant at)
{
	struct level_ref ref = { .version = version };
	const struct level *l = NULL;
	struct err e = { 0 };
	struct rows *r;
	bool started;

	must(db_query(fixture.db, fixture.arena,
		      "SELECT start_calendar_version_id FROM clock"
		      " WHERE ticket_id = ? AND start_level_version_id = ?"
		      " AND started_at = ? AND unit = 0 LIMIT 1",
		      PARAMS(P_I64(id.n), P_I64(version), P_AT(at)), &r, &e),
	     &e);
	started = rows_next(r);
	if (started)
		ref.calendar = rows_i64(r);
	must(rows_end(&r, &e), &e);
	if (started)
		must(level_store_compile(fixture.db, ref, &l, &e), &e);
	return l;
}

/* With nothing running, the calendar's version of the day holds. */
static void turn_calendar(ticket_id id, struct clock_ticket *t, instant at)
{
	const struct level *then;

	for (size_t i = 0; i < t->n; i++)
		if (clock_live(&t->clocks[i]))
			return;
	if (!t->level)
		return;
	then = level_then(id, t->level->version, at);
	if (then)
		t->level = then;
}

static void fold(ticket_id id, struct clock_ticket *t)
{
	struct event_view *events;
	struct err e = { 0 };
	size_t n;

	must(event_store_list(fixture.db, fixture.arena, id, INT64_MAX, MANY,
			      &events, &n, &e),
	     &e);
	clock_ticket_init(t);
	for (size_t i = 0; i < n; i++) {
		const struct event *ev = &events[i].event;

		turn_calendar(id, t, ev->at);
		clock_ticket_apply(t, ev,
				   level_then(id, ev->level_version, ev->at),
				   fixture.arena);
	}
}

static struct clock *find(struct clock_ticket *t, const struct clock *like)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->clocks[i].metric == like->metric &&
		    t->clocks[i].cycle == like->cycle)
			return &t->clocks[i];
	fail_msg("no clock of metric %d, cycle %d", (int)like->metric,
		 like->cycle);
	abort();
}

static void same_times(const struct clock *c, const struct clock *f)
{
	assert_int_equal(c->started, f->started);
	assert_int_equal(c->first_due, f->first_due);
	assert_int_equal(c->due, f->due);
	assert_int_equal(c->target, f->target);
	assert_int_equal(c->consumed, f->consumed);
	assert_int_equal(c->since, f->since);
	assert_int_equal(c->paused, f->paused);
	assert_int_equal(c->breached, f->breached);
	assert_int_equal(c->stopped, f->stopped);
	assert_int_equal(c->margin, f->margin);
	assert_int_equal(c->next, f->next);
}

static void same_clock(const struct clock *c, struct clock_ticket *t)
{
	struct clock *f = find(t, c);

	/* Which steps fired is no matter of events. */
	f->steps_done = c->steps_done;
	if (clock_live(f))
		clock_find_next(f, t->level);
	assert_int_equal(c->state, f->state);
	assert_int_equal(c->reason, f->reason);
	assert_int_equal(c->unit, f->unit);
	same_times(c, f);
	assert_int_equal(c->level_version, f->level_version);
	assert_int_equal(c->calendar_version, f->calendar_version);
	assert_string_equal(c->tz_version, f->tz_version);
	assert_string_equal(c->level_name, f->level_name);
	assert_int_equal(c->department.n, f->department.n);
	assert_int_equal(c->agent.n, f->agent.n);
	assert_int_equal(c->resolver.n, f->resolver.n);
	assert_int_equal(c->breach_department.n, f->breach_department.n);
	assert_int_equal(c->breach_agent.n, f->breach_agent.n);
}

static void same_state(const struct clock_ticket *s,
		       const struct clock_ticket *f)
{
	assert_int_equal(s->status, f->status);
	assert_int_equal(s->priority, f->priority);
	assert_int_equal(s->department.n, f->department.n);
	assert_int_equal(s->assignee.n, f->assignee.n);
	assert_int_equal(s->by_agent, f->by_agent);
	assert_int_equal(s->last_seq, f->last_seq);
	assert_int_equal(s->last_event, f->last_event);
	assert_int_equal(s->created, f->created);
	assert_int_equal(s->first_answered, f->first_answered);
	assert_int_equal(s->unanswered, f->unanswered);
	assert_int_equal(s->last_message, f->last_message);
	assert_int_equal(s->resolved, f->resolved);
	assert_int_equal(s->postponed_until, f->postponed_until);
	assert_int_equal(s->hidden, f->hidden);
	assert_int_equal(clock_ticket_before(s), clock_ticket_before(f));
}

/* What the row says for lists and the sweeper. */
static void same_row(const char *code, const struct clock_ticket *f)
{
	const struct clock *nearest = clock_ticket_nearest(f);
	struct err e = { 0 };
	struct rows *r;

	must(db_query(fixture.db, fixture.arena,
		      "SELECT due_at, due_metric, order_at, settle_at"
		      " FROM ticket WHERE code = ?",
		      PARAMS(P_STR(code)), &r, &e),
	     &e);
	assert_true(rows_next(r));
	assert_int_equal(rows_at(r), nearest ? nearest->due : INSTANT_NONE);
	assert_int_equal(rows_at(r),
			 nearest ? (instant)nearest->metric : INSTANT_NONE);
	assert_int_equal(rows_at(r), clock_ticket_order_at(f));
	assert_int_equal(rows_at(r), clock_ticket_settle_at(f));
	must(rows_end(&r, &e), &e);
}

static void check(const char *code)
{
	struct clock_ticket t;
	struct ticket_view v;
	struct clock *clocks;
	struct err e = { 0 };
	size_t n;

	must(ticket_store_find(fixture.db, fixture.arena, &company.olga.viewer,
			       code, &v, &e),
	     &e);
	fold(v.row.id, &t);
	same_state(&v.state, &t);
	must(clock_store_list(fixture.db, fixture.arena, v.row.id, &clocks, &n,
			      &e),
	     &e);
	assert_int_equal(n, t.n);
	for (size_t i = 0; i < n; i++)
		same_clock(&clocks[i], &t);
	same_row(code, &t);
}

/* Each ended clock has one verdict, which says what its row says. */
static void check_verdicts(void)
{
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM verdict"),
			 db_fixture_number("SELECT COUNT(*) FROM clock"
					   " WHERE state > 1"));
	assert_int_equal(
		db_fixture_number(
			"SELECT COUNT(*) FROM clock c JOIN verdict v"
			" ON v.clock_id = c.id WHERE v.outcome = c.state"
			" AND v.reason = c.reason AND v.due_at <=> c.due_at"
			" AND v.stopped_at = c.stopped_at"
			" AND v.breached_at <=> c.breached_at"
			" AND v.consumed = c.consumed"
			" AND v.paused_s = c.paused_s"
			" AND v.agent_id <=> c.agent_id"
			" AND v.department_id = c.department_id"
			" AND v.counted_at = IF(c.state = 3, c.breached_at,"
			" c.stopped_at)"),
		db_fixture_number("SELECT COUNT(*) FROM verdict"));
}

/*
 * A breach has its mark, once, though its ticket was hidden since and the
 * promise came back as another cycle; a fired step has its line.
 */
static void check_marks(void)
{
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM clock c WHERE"
				  " (breached_at IS NOT NULL) <> (SELECT"
				  " COUNT(*) FROM event v"
				  " WHERE v.ticket_id = c.ticket_id"
				  " AND v.kind = 13 AND v.metric = c.metric"
				  " AND v.cycle = (SELECT MIN(f.cycle)"
				  " FROM clock f WHERE f.breached_at"
				  " = c.breached_at"
				  " AND f.ticket_id = c.ticket_id"
				  " AND f.metric = c.metric"
				  " AND f.started_at = c.started_at))"),
		0);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM fired_step"
					   " WHERE outcome < 2"),
			 db_fixture_number("SELECT COUNT(*) FROM event"
					   " WHERE kind = 14"));
}

/* The tags of a ticket are what its events put on and did not take off. */
static void check_tags(void)
{
	static const char last[] =
		"SELECT COUNT(*) FROM event_tag v WHERE v.added = 1"
		" AND NOT EXISTS (SELECT 1 FROM event_tag w"
		" WHERE w.ticket_id = v.ticket_id AND w.tag_id = v.tag_id"
		" AND w.seq > v.seq)";
	static const char held[] =
		"SELECT COUNT(*) FROM event_tag v JOIN ticket_tag t"
		" ON t.ticket_id = v.ticket_id AND t.tag_id = v.tag_id"
		" WHERE v.added = 1 AND NOT EXISTS (SELECT 1 FROM event_tag w"
		" WHERE w.ticket_id = v.ticket_id AND w.tag_id = v.tag_id"
		" AND w.seq > v.seq)";
	int64_t n = db_fixture_number("SELECT COUNT(*) FROM ticket_tag");

	assert_int_equal(db_fixture_number(last), n);
	assert_int_equal(db_fixture_number(held), n);
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM event e"
				  " WHERE (e.did & 2048 <> 0)"
				  " <> EXISTS (SELECT 1 FROM event_tag v"
				  " WHERE v.ticket_id = e.ticket_id"
				  " AND v.seq = e.seq)"),
		0);
}

void company_check_refold(void)
{
	struct err e = { 0 };
	struct rows *r;

	must(db_query(fixture.db, fixture.arena,
		      "SELECT code FROM ticket ORDER BY id", NO_PARAMS, &r, &e),
	     &e);
	while (rows_next(r))
		check(rows_str(r));
	must(rows_end(&r, &e), &e);
	check_verdicts();
	check_marks();
	check_tags();
}
