/* Whole calendars: the next version, a new one, another name, none at all. */
#include "desk/apply.h"

#include "base/limits.h"
#include "desk/calendars.h"
#include "desk/company.h"
#include "support/test.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)
#define VERSIONS "SELECT COUNT(*) FROM calendar_version"
#define ORDERS "SELECT COUNT(*) FROM applied_change"

static struct err error;

static void is(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &error);
	err_clear(&error);
}

/* ---- Calendars ----------------------------------------------------------- */

static const struct closure_rule christmas = {
	.kind = CLOSURE_YEARLY, .month = 12, .day = 25, .to_min = 1440
};
static const char *const christmas_name = "Christmas Day";
static const struct calendar_dated noon = { 600, 720 };
static const struct calendar_closure fair = { 20700, 0, 1440, CALENDAR_CIVIL };
static const char *const fair_name = "Fair";
static const struct calendar_replacement eve = { 20800, &noon, 1 };

static struct calendar_window week[5];

/* Monday to Friday from 09:00, so many hours. */
static struct calendar_draft named(const char *name, int hours)
{
	for (int i = 0; i < 5; i++)
		week[i] = (struct calendar_window){ i, 540, 540 + hours * 60 };
	return (struct calendar_draft){
		.name = name,
		.zone = "Europe/Berlin",
		.spec = { .windows = week, .nwindows = 5 },
	};
}

/* ... with one of each kind of exception. */
static struct calendar_draft whole(const char *name, int hours)
{
	struct calendar_draft d = named(name, hours);

	d.spec.closures = &fair;
	d.spec.nclosures = 1;
	d.closure_names = &fair_name;
	d.spec.replacements = &eve;
	d.spec.nreplacements = 1;
	d.rules = &christmas;
	d.rule_names = &christmas_name;
	d.nrules = 1;
	return d;
}

static enum err_kind save(struct job *job, const struct calendar_draft *d,
			  bool open, struct apply_stored *out)
{
	const struct apply_calendar in = { .draft = d,
					   .open = open,
					   .force = d->force };

	return desk_apply_calendar(job, &in, out, &error);
}

static struct apply_stored saved(const struct calendar_draft *d, bool open,
				 instant now)
{
	struct job job = company_job(&company.olga, now);
	struct apply_stored out;

	is(save(&job, d, open, &out), ERR_NONE);
	return out;
}

static void apply_all(instant now)
{
	struct job job = {
		.db = fixture.db,
		.arena = fixture.arena,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = now }
	};
	bool left = true;
	int did;

	while (left)
		is(desk_apply_step(&job, &did, &left, &error), ERR_NONE);
}

/* ---- Versions ------------------------------------------------------------ */

static void what_says_the_same_is_no_version(void **state)
{
	struct calendar_draft d = named("Berlin", 8);
	struct apply_stored out = saved(&d, true, T0);

	(void)state;
	assert_true(out.same && out.number == 1 && !out.change);
	d = whole(" berlin ", 8);
	out = saved(&d, false, T0);
	assert_true(!out.same && out.number == 2 && !out.change);
	check_text("zone",
		   NUMBER("SELECT name = 'Berlin' FROM calendar") ? "" : "?",
		   "");
	out = saved(&d, false, T0 + 1);
	assert_true(out.same && out.number == 2 && !out.change);
	/* What was for new tickets alone can be for open ones later. */
	out = saved(&d, true, T0 + 2);
	assert_true(out.same && out.number == 2 && out.change == 1);
	out = saved(&d, true, T0 + 3);
	assert_true(out.same && !out.change);
	assert_int_equal(NUMBER(VERSIONS), 2);
	assert_int_equal(NUMBER(ORDERS), 1);
	/* A year later its rules make another year. */
	out = saved(&d, false, T0 + 366 * DAY_SECONDS);
	assert_true(!out.same && out.number == 3);
}

static void somebody_else_was_first(void **state)
{
	struct calendar_draft d = named("Berlin", 6);
	struct apply_calendar in = { .draft = &d, .seen = 1 };
	struct job job = company_job(&company.olga, T0);
	struct apply_stored out;

	(void)state;
	is(desk_apply_calendar(&job, &in, &out, &error), ERR_NONE);
	d = named("Berlin", 7);
	is(desk_apply_calendar(&job, &in, &out, &error), ERR_CONFLICT);
	d = named("Paris", 7);
	is(desk_apply_calendar(&job, &in, &out, &error), ERR_CONFLICT);
	assert_int_equal(NUMBER(VERSIONS), 2);
}

static void a_form_sent_twice_has_one_effect(void **state)
{
	static const struct once form = { .key_hash = "abcdef" };
	const struct calendar_draft d = whole("Paris", 6);
	struct job job = company_job(&company.olga, T0);
	struct apply_stored out;

	(void)state;
	job.once = &form;
	is(save(&job, &d, false, &out), ERR_NONE);
	assert_int_equal(out.number, 1);
	is(calendars_rename(&job, "Paris", "Lyon", &error), ERR_NONE);
	is(save(&job, &d, false, &out), ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar"), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar"
				" WHERE name = 'Lyon'"),
			 0);
	job.once = NULL;
	is(calendars_rename(&job, "Paris", " Lyon ", &error), ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar"
				" WHERE name = 'Lyon'"),
			 1);
}

static void others_may_not(void **state)
{
	const struct member *const who[] = { &company.mona, &company.alice,
					     &company.rita, &company.bob };
	const struct calendar_draft d = named("Berlin", 6);
	struct apply_stored out;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(who); i++) {
		struct job job = company_job(who[i], T0);

		is(save(&job, &d, false, &out), ERR_DENIED);
		is(calendars_rename(&job, "Berlin", "Bonn", &error),
		   ERR_DENIED);
		is(calendars_remove(&job, "Berlin", &error), ERR_DENIED);
	}
	assert_int_equal(NUMBER(VERSIONS), 1);
}

static void names_are_lines(void **state)
{
	struct calendar_draft d = whole("Berlin", 6);
	struct job job = company_job(&company.olga, T0);
	const char *const bad = "a\nb";
	struct apply_stored out;

	(void)state;
	d.closure_names = &bad;
	assert_int_equal(save(&job, &d, false, &out), ERR_INVALID);
	assert_non_null(strstr(error.msg, "closures: closure 1: name"));
	err_clear(&error);
	d = whole("Berlin", 6);
	d.rule_names = &bad;
	assert_int_equal(save(&job, &d, false, &out), ERR_INVALID);
	assert_non_null(strstr(error.msg, "recurring: closure 1: name"));
	err_clear(&error);
	d = whole(" ", 6);
	is(save(&job, &d, false, &out), ERR_INVALID);
	assert_int_equal(NUMBER(VERSIONS), 1);
}

/* ---- Never open ---------------------------------------------------------- */

/* Open once, when it is past: that helps nobody. */
static void never_open_is_refused_and_can_be_forced(void **state)
{
	struct calendar_draft d = named("Berlin", 8);
	const struct calendar_replacement past = { T0 / DAY_SECONDS - 9, &noon,
						   1 };
	struct job job = company_job(&company.olga, T0);
	struct apply_stored out;
	instant due;

	(void)state;
	company_ticket(T0);
	due = NUMBER("SELECT due_at FROM clock WHERE metric = 0");
	d.spec.nwindows = 0;
	is(save(&job, &d, true, &out), ERR_INVALID);
	d.spec.replacements = &past;
	d.spec.nreplacements = 1;
	is(save(&job, &d, true, &out), ERR_INVALID);
	d.force = true;
	out = saved(&d, true, T0 + 30 * MINUTE);
	assert_int_equal(out.number, 2);
	apply_all(T0 + 30 * MINUTE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE state = 0"
				" AND due_at IS NULL AND next_at IS NULL"),
			 3);
	company_check_refold();
	company_sweep(fixture.db, T0 + 365 * DAY_SECONDS);
	company_check_refold();
	/* Given hours again, half an hour of four is used. */
	d = named("Berlin", 8);
	out = saved(&d, true, T0 + 7 * DAY_SECONDS);
	apply_all(T0 + 7 * DAY_SECONDS);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 0"),
			 due - 30 * MINUTE + 7 * DAY_SECONDS);
	company_check_refold();
}

/* ---- Away ---------------------------------------------------------------- */

static void what_levels_had_stays(void **state)
{
	struct job job = company_job(&company.olga, T0);
	struct calendar_draft d = whole("Paris", 6);
	struct level_draft gold = company_gold();

	(void)state;
	saved(&d, false, T0);
	gold.calendar = 0;
	company_revise(&gold, T0);
	assert_int_equal(calendars_remove(&job, "Berlin", &error),
			 ERR_CONFLICT);
	assert_non_null(strstr(error.msg, "level Gold"));
	err_clear(&error);
	is(calendars_remove(&job, "Moon", &error), ERR_NOT_FOUND);
	is(calendars_rename(&job, "Moon", "Sun", &error), ERR_NOT_FOUND);
	is(calendars_rename(&job, "Paris", "BERLIN", &error), ERR_CONFLICT);
	is(calendars_rename(&job, "Paris", "PARIS", &error), ERR_NONE);
	is(calendars_remove(&job, "paris", &error), ERR_NONE);
	assert_int_equal(NUMBER(VERSIONS), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_closure"), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_rule"), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_replacement"),
			 0);
}

/* No level had it, but the list of what was ordered names it. */
static void what_was_for_open_tickets_stays(void **state)
{
	struct job job = company_job(&company.olga, T0);
	struct calendar_draft d = named("Paris", 6);

	(void)state;
	saved(&d, false, T0);
	d = named("Paris", 7);
	saved(&d, true, T0 + HOUR);
	assert_int_equal(calendars_remove(&job, "Paris", &error), ERR_CONFLICT);
	assert_non_null(strstr(error.msg, "was for open tickets"));
	err_clear(&error);
	assert_int_equal(NUMBER(VERSIONS), 3);
}

/* ---- Faults -------------------------------------------------------------- */

static enum err_kind save_whole(struct job *job)
{
	const struct calendar_draft d = whole("Berlin", 6);
	struct apply_stored out;

	return save(job, &d, true, &out);
}

static enum err_kind add_whole(struct job *job)
{
	const struct calendar_draft d = whole("Paris", 6);
	struct apply_stored out;

	return save(job, &d, false, &out);
}

static enum err_kind rename_it(struct job *job)
{
	return calendars_rename(job, "Berlin", "Bonn", &error);
}

static enum err_kind remove_it(struct job *job)
{
	return calendars_remove(job, "Lyon", &error);
}

/* All that there is of calendars, as one number for each way it can be. */
static int64_t sum(void)
{
	return NUMBER("SELECT (SELECT COUNT(*) FROM calendar) * 1000000"
		      " + (SELECT COUNT(*) FROM calendar_version) * 100000"
		      " + (SELECT COUNT(*) FROM calendar_window) * 1000"
		      " + (SELECT COUNT(*) FROM calendar_closure) * 10"
		      " + (SELECT COUNT(*) FROM calendar_rule)"
		      " + (SELECT COUNT(*) FROM calendar_replacement) * 3"
		      " + (SELECT COUNT(*) FROM applied_change) * 7"
		      " + (SELECT COUNT(*) FROM calendar"
		      " WHERE name = 'Bonn') * 5");
}

static int64_t make_desk(void **state)
{
	const struct calendar_draft d = whole("Lyon", 6);

	company_setup(state);
	saved(&d, false, T0);
	return sum();
}

/* The deed with a fault at its nth command; then again, by the same form. */
static bool try_at(void **state, enum err_kind (*deed)(struct job *job),
		   int64_t nth, bool after, int64_t done)
{
	static const struct once form = { .key_hash = "fedcba" };
	int64_t before = make_desk(state);
	struct job job = company_job(&company.olga, T0 + HOUR);
	enum err_kind kind;
	bool met;

	job.once = &form;
	db_test_fault(fixture.db, 2013, nth, after);
	kind = deed(&job);
	met = !db_test_fault_waits(fixture.db);
	db_test_fault(fixture.db, 0, 0, false);
	err_clear(&error);
	is(db_ready(fixture.db, &error), ERR_NONE);
	if (kind == ERR_NONE)
		assert_int_equal(sum(), done);
	else
		assert_true(sum() == before ||
			    (kind == ERR_UNSURE && sum() == done));
	is(deed(&job), ERR_NONE);
	assert_int_equal(sum(), done);
	return met;
}

static void a_fault_leaves_all_or_nothing(void **state)
{
	enum err_kind (*const deeds[])(struct job * job) = {
		save_whole, add_whole, rename_it, remove_it
	};

	for (size_t i = 0; i < COUNT_OF(deeds); i++) {
		struct job job;
		int64_t done;

		make_desk(state);
		job = company_job(&company.olga, T0 + HOUR);
		is(deeds[i](&job), ERR_NONE);
		done = sum();
		for (int after = 0; after < 2; after++) {
			int64_t nth = 1;

			while (try_at(state, deeds[i], nth, after, done))
				nth++;
			assert_true(nth > 5);
		}
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("what says the same is no version",
			  what_says_the_same_is_no_version, company_setup,
			  NULL),
		TEST_WITH("somebody else was first", somebody_else_was_first,
			  company_setup, NULL),
		TEST_WITH("a form sent twice has one effect",
			  a_form_sent_twice_has_one_effect, company_setup,
			  NULL),
		TEST_WITH("others may not", others_may_not, company_setup,
			  NULL),
		TEST_WITH("names are lines", names_are_lines, company_setup,
			  NULL),
		TEST_WITH("never open is refused and can be forced",
			  never_open_is_refused_and_can_be_forced,
			  company_setup, NULL),
		TEST_WITH("what levels had stays", what_levels_had_stays,
			  company_setup, NULL),
		TEST_WITH("what was for open tickets stays",
			  what_was_for_open_tickets_stays, company_setup, NULL),
		TEST("a fault leaves all or nothing",
		     a_fault_leaves_all_or_nothing),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
