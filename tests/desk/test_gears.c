/*
 * A level with any gear, used from end to end: what the verbs do under it, what
 * is stored, and that the check finds nothing to say about it.
 */
#include "desk/company.h"

#include "base/zone.h"
#include "desk/check.h"
#include "store/report_store.h"
#include "support/test.h"

#define NUMBER(sql) db_fixture_number(sql)
#define T0 MONDAY_9

static struct deed deed;
static struct err error;

static struct job start(const struct member *p, instant now)
{
	error = (struct err){ 0 };
	return company_job(p, now);
}

static void reply(const struct member *p, instant now, const char *code)
{
	struct job job = start(p, now);

	company_expect(desk_reply(&job, code, 0, "Water.", THEN_NOTHING, &deed,
				  &error),
		       ERR_NONE, &error);
}

static void prioritize(instant now, const char *code, enum priority to)
{
	struct job job = start(&company.alice, now);

	company_expect(desk_set_priority(&job, code, 0, to, &deed, &error),
		       ERR_NONE, &error);
}

static void postpone(instant now, const char *code, instant until)
{
	const struct desk_postponement p = { .until = until,
					     .party = PARTY_VENDOR };
	struct job job = start(&company.alice, now);

	company_expect(desk_postpone(&job, code, 0, &p, &deed, &error),
		       ERR_NONE, &error);
}

typedef enum err_kind simple_verb(struct job *job, const char *code,
				  int64_t seen, struct deed *out,
				  struct err *e);

static void act(simple_verb *verb, instant now, const char *code)
{
	struct job job = start(&company.alice, now);

	company_expect(verb(&job, code, 0, &deed, &error), ERR_NONE, &error);
}

/* ---- Rejudged --------------------------------------------------------------
 */

/* Gold with these gears, half the time for what is urgent. */
static struct level_draft geared(struct level_gears gears)
{
	struct level_draft l = company_gold();

	for (int m = 0; m < METRIC_N; m++)
		l.target[m][PRIORITY_URGENT].seconds =
			l.target[m][PRIORITY_ANY].seconds / 2;
	l.gears = gears;
	return l;
}

static void use(const struct level_draft *l)
{
	company_revise(l, T0 - DAY_SECONDS);
}

static void use_change(enum level_change how)
{
	struct level_draft l = geared((struct level_gears){ .on_change = how });

	use(&l);
}

/* Resolving: 16 h. Asked at 9:00, answered at 10:00, urgent at 14:00. */
static void a_priority_rejudges_from_the_start(void **state)
{
	const char *code;

	(void)state;
	use_change(CHANGE_REJUDGE);
	code = company_ticket(T0);
	reply(&company.alice, T0 + HOUR, code);
	reply(&company.bob, T0 + 4 * HOUR, code);
	prioritize(T0 + 5 * HOUR, code, PRIORITY_URGENT);
	/* What it stood still while it was answered counts as before. */
	assert_int_equal(NUMBER("SELECT consumed FROM clock WHERE metric = 3"),
			 HOUR);
	assert_int_equal(NUMBER("SELECT paused_s FROM clock WHERE metric = 3"),
			 3 * HOUR);
	/* 1 h is used of 8; from 13:00 on 7 h more: Tuesday 12:00. */
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 3"),
			 T0 + DAY_SECONDS + 3 * HOUR);
	company_check_refold();
}

static void what_happened_by_itself_is_rejudged_too(void **state)
{
	const char *code;

	(void)state;
	use_change(CHANGE_REJUDGE);
	code = company_ticket(T0);
	postpone(T0 + HOUR, code, T0 + 3 * HOUR);
	/* Its end is noted by this very save. */
	prioritize(T0 + 4 * HOUR, code, PRIORITY_URGENT);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 8"),
			 1);
	assert_int_equal(NUMBER("SELECT paused_s FROM clock WHERE metric = 3"),
			 2 * HOUR);
	company_check_refold();
}

static void events_that_cannot_be_followed_are_an_error(void **state)
{
	struct job job;
	const char *code;

	(void)state;
	use_change(CHANGE_REJUDGE);
	code = company_ticket(T0);
	reply(&company.alice, T0 + HOUR, code);
	db_fixture_run("UPDATE event SET at = 5 WHERE seq = 2;\n");
	job = start(&company.alice, T0 + 2 * HOUR);
	assert_int_equal(desk_set_priority(&job, code, 0, PRIORITY_URGENT,
					   &deed, &error),
			 ERR_BROKEN);
	assert_non_null(strstr(error.msg, "cannot be followed"));
}

/* ---- Judged again ---------------------------------------------------------
 */

#define COUNT(what) NUMBER("SELECT COUNT(*) FROM verdict WHERE " what)

/* Every promise is in the report once (sla.md invariant 10). */
static struct report report(instant now)
{
	const struct zone *utc;
	struct report_filter f = { .viewer = &company.olga.viewer,
				   .now = now,
				   .metric = -1 };
	struct report r;

	error = (struct err){ 0 };
	company_expect(zone_find("UTC", &utc, &error), ERR_NONE, &error);
	f.zone = utc;
	f.from_day = T0 / DAY_SECONDS - 1;
	f.until_day = now / DAY_SECONDS + 1;
	company_expect(report_store_compliance(fixture.db, fixture.arena, &f,
					       &r, &error),
		       ERR_NONE, &error);
	assert_int_equal(r.all.met.n + r.all.missed.n + r.running + r.cancelled,
			 NUMBER("SELECT COUNT(*) FROM clock"));
	return r;
}

static const char *resolved(void)
{
	struct level_draft l = geared(
		(struct level_gears){ .reopen = REOPEN_CONTINUE });
	const char *code;

	use(&l);
	code = company_ticket(T0);
	act(desk_resolve, T0 + 2 * HOUR, code);
	return code;
}

/* The resolution of 11:00 is none any more; what stood there can be read. */
static void a_verdict_is_withdrawn_when_it_goes_on(void **state)
{
	const char *code = resolved();
	int64_t met;

	(void)state;
	met = report(T0 + 2 * HOUR).all.met.n;
	assert_int_equal(COUNT("kind = 0 AND metric = 3 AND outcome = 2"), 1);
	act(desk_reopen, T0 + 3 * HOUR, code);
	assert_int_equal(COUNT("kind = 1 AND metric = 3 AND outcome = 2"
			       " AND supersedes = (SELECT MIN(id) FROM verdict"
			       " WHERE metric = 3)"),
			 1);
	assert_int_equal(NUMBER("SELECT COUNT(DISTINCT counted_at) FROM verdict"
				" WHERE metric = 3"),
			 1);
	assert_int_equal(report(T0 + 3 * HOUR).all.met.n, met - 1);
	assert_int_equal(report(T0 + 3 * HOUR).withdrawn, 1);
	company_check_refold();
}

static void and_decided_again_at_the_end(void **state)
{
	const char *code = resolved();
	struct report r;

	(void)state;
	act(desk_reopen, T0 + 3 * HOUR, code);
	/* Eight hours a day, 16 in all: Wednesday is too late. */
	act(desk_resolve, T0 + 2 * DAY_SECONDS + 5 * HOUR, code);
	assert_int_equal(COUNT("kind = 0 AND metric = 3 AND outcome = 3"
			       " AND supersedes = (SELECT id FROM verdict"
			       " WHERE kind = 1)"),
			 1);
	assert_int_equal(COUNT("metric = 3"), 3);
	r = report(T0 + 3 * DAY_SECONDS);
	assert_int_equal(r.withdrawn, 1);
	assert_int_equal(r.all.missed.n,
			 NUMBER("SELECT COUNT(*) FROM clock WHERE state = 3"));
	/* And once more. */
	act(desk_reopen, T0 + 3 * DAY_SECONDS, code);
	assert_int_equal(report(T0 + 3 * DAY_SECONDS).all.missed.n,
			 r.all.missed.n);
	act(desk_resolve, T0 + 3 * DAY_SECONDS + HOUR, code);
	assert_int_equal(COUNT("metric = 3"), 5);
	assert_int_equal(report(T0 + 4 * DAY_SECONDS).withdrawn, 2);
	company_check_refold();
}

static int found;

static void count_finding(void *cookie, const struct check_finding *f)
{
	found += strncmp(f->kind, cookie, strlen(cookie)) == 0;
}

/* What the check says of the tickets as they stand. */
static int findings(const char *kind)
{
	const struct check_range all = { 0, INT64_MAX };
	char name[40];
	struct desk_check c = { .db = fixture.db,
				.arena = fixture.arena,
				.each = count_finding,
				.cookie = name };

	snprintf(name, sizeof(name), "%s", kind);
	found = 0;
	error = (struct err){ 0 };
	company_expect(desk_check_tickets(&c, &all, &error), ERR_NONE, &error);
	return found;
}

/* Nobody takes a verdict back, or one back that was taken back, unseen. */
static void the_check_knows_what_was_withdrawn(void **state)
{
	static const struct {
		const char *kind, *sql;
	} seeds[] = {
		{ "verdict.withdrawn", "DELETE FROM verdict WHERE kind = 1" },
		{ "verdict.supersedes", "UPDATE verdict SET supersedes = NULL"
					" WHERE kind = 1" },
		{ "verdict.supersedes", "UPDATE verdict SET supersedes = 1"
					" WHERE kind = 0 AND supersedes > 1" },
		{ "verdict.counted_at", "UPDATE verdict SET counted_at ="
					" counted_at - 1 WHERE kind = 1" },
		{ "verdict.decided_at", "UPDATE verdict SET decided_at ="
					" decided_at + 1 WHERE kind = 1" },
		{ "verdict.outcome", "UPDATE verdict SET outcome = 3"
				     " WHERE kind = 1" },
		{ "verdict.missing", "DELETE FROM verdict WHERE kind = 0"
				     " AND supersedes IS NOT NULL" },
	};

	for (size_t i = 0; i < COUNT_OF(seeds); i++) {
		const char *code;

		company_setup(state);
		code = resolved();
		act(desk_reopen, T0 + 3 * HOUR, code);
		act(desk_resolve, T0 + 4 * HOUR, code);
		assert_int_equal(findings(""), 0);
		db_fixture_run(
			arena_printf(fixture.arena, "%s;\n", seeds[i].sql));
		if (findings(seeds[i].kind) == 0)
			fail_msg("%s finds nothing", seeds[i].sql);
	}
}

/* ---- All of them ----------------------------------------------------------
 */

/* 8 h of 9 are used: half an hour more; then a priority of the same target. */
static void grace_is_no_part_of_what_was_promised(void **state)
{
	struct level_draft l = geared((struct level_gears){ .grace = 1800 });
	const char *code;

	(void)state;
	l.target[METRIC_FIRST_RESOLVE][PRIORITY_HIGH] =
		l.target[METRIC_FIRST_RESOLVE][PRIORITY_URGENT];
	use(&l);
	code = company_ticket(T0);
	prioritize(T0 + DAY_SECONDS + HOUR, code, PRIORITY_URGENT);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 3"),
			 T0 + DAY_SECONDS + HOUR + 1800);
	prioritize(T0 + DAY_SECONDS + HOUR + 60, code, PRIORITY_HIGH);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 3"),
			 T0 + DAY_SECONDS + HOUR + 1800);
	company_check_refold();
}

/* A desk of before has rows that do not say what was promised beside grace. */
static void what_is_not_said_beside_grace_is_no_finding(void **state)
{
	struct level_draft l = geared((struct level_gears){ .grace = 1800 });
	const char *code;

	(void)state;
	use(&l);
	code = company_ticket(T0);
	prioritize(T0 + DAY_SECONDS + HOUR, code, PRIORITY_URGENT);
	assert_int_equal(NUMBER("SELECT promised FROM clock WHERE metric = 3"),
			 8 * HOUR);
	db_fixture_run("UPDATE clock SET promised = 60 WHERE metric = 3;\n");
	assert_int_equal(findings("clock.promised"), 1);
	db_fixture_run("UPDATE clock SET promised = NULL WHERE metric = 3;\n");
	assert_int_equal(findings(""), 0);
}

/* What a ticket goes through under each. */
static const char *live(instant at)
{
	const char *code = company_ticket(at);

	reply(&company.alice, at + HOUR, code);
	reply(&company.bob, at + 2 * HOUR, code);
	prioritize(at + 3 * HOUR, code, PRIORITY_URGENT);
	postpone(at + 3 * HOUR + 60, code, at + 6 * HOUR);
	prioritize(at + 5 * HOUR, code, PRIORITY_NORMAL);
	act(desk_resolve, at + 7 * HOUR, code);
	act(desk_reopen, at + 30 * HOUR, code);
	act(desk_delete, at + 31 * HOUR, code);
	act(desk_restore, at + 33 * HOUR, code);
	reply(&company.alice, at + 34 * HOUR, code);
	company_sweep(fixture.db, at + 80 * HOUR);
	prioritize(at + 81 * HOUR, code, PRIORITY_NORMAL);
	reply(&company.bob, at + 82 * HOUR, code);
	return code;
}

static const struct level_gears gears[] = {
	{ .on_change = CHANGE_RETARGET },
	{ .on_change = CHANGE_REJUDGE },
	{ .on_change = CHANGE_RESTART },
	{ .on_change = CHANGE_KEEP },
	{ .reopen = REOPEN_NEW_CYCLE },
	{ .reopen = REOPEN_CONTINUE },
	{ .reopen = REOPEN_CONTINUE, .reopen_window = HOUR },
	{ .reopen = REOPEN_CONTINUE, .on_change = CHANGE_REJUDGE },
	{ .by_agent = BY_AGENT_START },
	{ .by_agent = BY_AGENT_MET },
	{ .max_pause = HOUR },
	{ .on_change = CHANGE_REJUDGE, .max_pause = HOUR },
	{ .grace = 1800 },
	{ .by_consumption = true },
};

static void every_gear_leaves_what_its_events_say(void **state)
{
	for (size_t i = 0; i < COUNT_OF(gears); i++) {
		struct level_draft l;

		company_setup(state);
		l = geared(gears[i]);
		use(&l);
		live(T0);
		company_check_refold();
	}
}

static void every_unit_leaves_what_its_events_say(void **state)
{
	static const struct target targets[] = {
		{ 2 * HOUR, UNIT_CALENDAR },
		{ 1, UNIT_WORKING_DAYS },
		{ HOUR, UNIT_NEXT_OPEN },
	};

	for (size_t i = 0; i < COUNT_OF(targets); i++) {
		struct level_draft l;

		company_setup(state);
		l = geared((struct level_gears){ 0 });
		for (int m = 0; m < METRIC_N; m++)
			if (l.target[m][PRIORITY_ANY].seconds)
				l.target[m][PRIORITY_ANY] = targets[i];
		use(&l);
		live(T0);
		company_check_refold();
	}
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("a priority rejudges from the start",
			  a_priority_rejudges_from_the_start, company_setup,
			  NULL),
		TEST_WITH("what happened by itself is rejudged, too",
			  what_happened_by_itself_is_rejudged_too,
			  company_setup, NULL),
		TEST_WITH("events that cannot be followed are an error",
			  events_that_cannot_be_followed_are_an_error,
			  company_setup, NULL),
		TEST_WITH("a verdict is withdrawn when it goes on",
			  a_verdict_is_withdrawn_when_it_goes_on, company_setup,
			  NULL),
		TEST_WITH("and decided again at the end",
			  and_decided_again_at_the_end, company_setup, NULL),
		TEST_WITH("the check knows what was withdrawn",
			  the_check_knows_what_was_withdrawn, NULL, NULL),
		TEST_WITH("grace is no part of what was promised",
			  grace_is_no_part_of_what_was_promised, company_setup,
			  NULL),
		TEST_WITH("what is not said beside grace is no finding",
			  what_is_not_said_beside_grace_is_no_finding,
			  company_setup, NULL),
		TEST_WITH("every gear leaves what its events say",
			  every_gear_leaves_what_its_events_say, NULL, NULL),
		TEST_WITH("every unit leaves what its events say",
			  every_unit_leaves_what_its_events_say, NULL, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/gears", tests, db_fixture_setup, db_fixture_teardown);
}
