#include "store/clocks.h"

#include "base/clock.h"

#define LEVELS 3

struct model *clocks_model;

static struct err e;
static uint64_t seed;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)

uint32_t clocks_draw(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

/* ---- Clocks of all kinds
 * ---------------------------------------------------------- */

instant clocks_draw_instant(void)
{
	/* Few of them: many ties. */
	return FIRST + 700 * (instant)clocks_draw(600);
}

static void draw_state(struct model *m)
{
	struct clock *c = &m->c;

	c->state = (enum clock_state)clocks_draw(5);
	c->due = clocks_draw_instant();
	c->breached = c->stopped = INSTANT_NONE;
	if (c->state == CLOCK_PAUSED || clocks_draw(20) == 0)
		c->due = INSTANT_NONE;
	if (c->state >= CLOCK_MET)
		c->stopped = clocks_draw_instant();
	if (c->state == CLOCK_MISSED ||
	    (c->state != CLOCK_MET && clocks_draw(3) == 0))
		c->breached = clocks_draw_instant();
	m->margin = (int64_t)clocks_draw(40) - 20;
	if (c->state == CLOCK_MISSED && clocks_draw(10) == 0)
		c->breached = INSTANT_NONE; /* missed in the very last second */
	c->consumed = clocks_draw(5000);
}

static void draw_clock(struct model *m, int64_t id)
{
	int ticket = (int)(1 + (id - 1) / 2);

	*m = (struct model){ .id = id,
			     .department = 1 + clocks_draw(DEPARTMENTS),
			     .agent = clocks_draw(AGENTS + 1),
			     .requester = 1 + clocks_draw(7),
			     .level = 1 + clocks_draw(LEVELS) };
	m->c.metric = (enum metric)clocks_draw(METRIC_N);
	m->c.cycle = (int)(1 + (id - 1) % 2);
	m->c.started = clocks_draw_instant();
	draw_state(m);
	snprintf(m->code, sizeof(m->code), "ABC-%05d-%03d", ticket / 1000,
		 ticket % 1000);
	snprintf(m->requester_name, sizeof(m->requester_name), "R%d",
		 (int)m->requester);
	snprintf(m->department_name, sizeof(m->department_name), "D%d",
		 (int)m->department);
	if (m->agent)
		snprintf(m->agent_name, sizeof(m->agent_name), "A%d",
			 (int)m->agent);
	snprintf(m->level_name, sizeof(m->level_name), "L%d", (int)m->level);
}

static void put_tickets(void)
{
	db_fixture_run(
		"INSERT INTO person (id, oid, name, roles, created_at)"
		" VALUES (1, 'p', 'P', 1, 0);\n"
		"INSERT INTO department (id, oid, name, created_at)"
		" VALUES (1, 'd', 'D', 0);\n"
		"INSERT INTO ticket (id, oid, code, subject, status, source,"
		" priority, department_id, requester_id, created_at,"
		" last_event_at, order_at) SELECT seq, CONCAT('t', seq),"
		" CONCAT('ABC-', LPAD(seq DIV 1000, 5, '0'), '-',"
		" LPAD(seq % 1000, 3, '0')), CONCAT('About ', seq), 0, 0, 3, 1,"
		" 1, 0, 0, 0 FROM seq_1_to_600;\n");
}

static void put_clocks(void)
{
	enum {
		VALUES = 19
	};
	struct param *p = ARENA_ARRAY(fixture.arena, CLOCKS * VALUES,
				      struct param);

	for (size_t i = 0; i < CLOCKS; i++) {
		struct model *m = &clocks_model[i];
		bool judged = m->c.state == CLOCK_MET ||
			      m->c.state == CLOCK_MISSED;
		const struct param values[VALUES] = {
			P_I64(m->id),
			P_I64((m->id + 1) / 2),
			P_I64(m->c.metric),
			P_I64(m->c.cycle),
			P_I64(m->c.state),
			P_I64(m->c.started),
			P_AT(m->c.due),
			P_AT(m->c.breached),
			P_AT(m->c.stopped),
			P_I64(m->c.consumed),
			judged ? P_I64(m->margin) : P_NULL,
			P_I64(m->department),
			P_ID(m->agent),
			P_I64(m->requester),
			P_STR(m->code),
			P_STR(m->requester_name),
			P_STR(m->department_name),
			P_STR(m->agent_name),
			P_STR(m->level_name),
		};

		memcpy(p + i * VALUES, values, sizeof(values));
	}
	OK(db_exec_rows(fixture.db,
			"INSERT INTO clock (id, ticket_id, metric, cycle,"
			" state, started_at, due_at, breached_at, stopped_at,"
			" consumed, margin, department_id, agent_id,"
			" requester_id, ticket_code, requester_name,"
			" department_name, agent_name, level_name,"
			" level_version_id, tz_version, start_level_version_id,"
			" start_tz_version, target, since_at) VALUES (?, ?, ?,"
			" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1,"
			" 'x', 1, 'x', 3600, 0)",
			p, VALUES, CLOCKS, &e));
	db_fixture_run(
		"INSERT INTO verdict (clock_id, ticket_id, metric, cycle, kind,"
		" outcome, reason, counted_at, decided_at, started_at, due_at,"
		" stopped_at, breached_at, target, consumed, paused_s,"
		" over_working, over_calendar, level_version_id, tz_version,"
		" department_id, agent_id)"
		" SELECT id, ticket_id, metric, cycle, 0, state, reason,"
		" IF(state = 3, COALESCE(breached_at, stopped_at), stopped_at),"
		" stopped_at, started_at, due_at, stopped_at, breached_at,"
		" target, consumed, 0, 0, 0, 1, 'x', department_id, agent_id"
		" FROM clock WHERE state >= 2;\n"
		"ANALYZE TABLE clock, verdict, ticket;\n");
}

int clocks_setup(void **state)
{
	db_fixture_setup(state);
	seed = (uint64_t)clock_monotonic_ns();
	if (getenv("DUEDESK_TEST_SEED"))
		seed = strtoull(getenv("DUEDESK_TEST_SEED"), NULL, 10);
	print_message("# DUEDESK_TEST_SEED=%" PRIu64 "\n", seed);
	clocks_model = calloc(CLOCKS, sizeof(*clocks_model));
	assert_non_null(clocks_model);
	for (size_t i = 0; i < CLOCKS; i++)
		draw_clock(&clocks_model[i], (int64_t)i + 1);
	put_tickets();
	put_clocks();
	arena_reset(fixture.arena);
	return 0;
}

int clocks_teardown(void **state)
{
	free(clocks_model);
	return db_fixture_teardown(state);
}

/* ---- What is true of them ------------------------------------------------ */

bool clocks_missed(const struct model *m)
{
	const struct clock *c = &m->c;

	if (c->state == CLOCK_MET || c->state == CLOCK_CANCELLED)
		return false;
	return c->state == CLOCK_MISSED || c->breached != INSTANT_NONE ||
	       (c->state == CLOCK_RUNNING && c->due != INSTANT_NONE &&
		c->due < NOW);
}

bool clocks_running(const struct model *m)
{
	return m->c.state <= CLOCK_PAUSED && !clocks_missed(m);
}

instant clocks_counted_at(const struct model *m)
{
	if (m->c.state == CLOCK_MET || m->c.state == CLOCK_CANCELLED)
		return m->c.stopped;
	if (m->c.breached != INSTANT_NONE)
		return m->c.breached;
	if (m->c.state == CLOCK_MISSED)
		return m->c.stopped;
	return clocks_missed(m) ? m->c.due : NOW;
}

bool clocks_of_viewer(const struct viewer *v, const struct model *m)
{
	for (size_t i = 0; i < v->ndepartments; i++)
		if (v->departments[i] == m->department)
			return true;
	return v->everywhere;
}

/* ---- Who looks
 * --------------------------------------------------------------- */

static const int64_t own[] = { 2, 3 };
const struct viewer clocks_everywhere = { .everywhere = true };
const struct viewer clocks_reader = { .roles = ROLE_READER,
				      .departments = own,
				      .ndepartments = 2 };
const struct viewer clocks_nobody = { .roles = ROLE_READER };

int clocks_clear(void **state)
{
	(void)state;
	err_clear(&e);
	arena_reset(fixture.arena);
	return 0;
}
