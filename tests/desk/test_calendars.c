/* Closures that people add to a calendar: its next version, or nothing. */
#include "desk/calendars.h"

#include "base/limits.h"
#include "desk/company.h"
#include "store/calendar_store.h"
#include "support/test.h"

#define NUMBER(sql) db_fixture_number(sql)
#define NAME "Berlin"

static struct err error;

static struct job job_of(const struct member *m)
{
	error = (struct err){ 0 };
	return company_job(m, MONDAY_9);
}

static void is(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &error);
}

static int64_t day_of(int month, int day)
{
	return instant_day_of((struct civil){ 2026, month, day });
}

/* Tuesday of the first week, closed under that name. */
static enum err_kind close_tuesday(struct job *job, const char *name,
				   int32_t seen, int32_t *number)
{
	const struct calendar_closure tuesday = { day_of(6, 2), 0, 1440,
						  CALENDAR_CIVIL };
	const struct calendars_closures in = { .calendar = NAME,
					       .seen = seen,
					       .v = &tuesday,
					       .names = &name,
					       .n = 1 };

	return calendars_close(job, &in, number, &error);
}

static struct calendar_stored stored(void)
{
	struct calendar_stored s;

	is(calendar_store_load(fixture.db, fixture.arena, company.calendar, &s,
			       &error),
	   ERR_NONE);
	return s;
}

static void closures_make_the_next_version(void **state)
{
	struct job job = job_of(&company.olga);
	struct calendar_stored s;
	int32_t number = 0;

	(void)state;
	is(close_tuesday(&job, "Fair", 1, &number), ERR_NONE);
	assert_int_equal(number, 2);
	job = job_of(&company.olga);
	is(close_tuesday(&job, "Fair", 0, &number), ERR_NONE);
	assert_int_equal(number, 3);
	s = stored();
	assert_int_equal(s.number, 3);
	assert_int_equal(s.spec.nclosures, 1);
	assert_int_equal(s.spec.closures[0].day, day_of(6, 2));
	check_text("name", s.closure_names[0], "Fair");
	assert_int_equal(NUMBER("SELECT created_by FROM calendar_version"
				" WHERE number = 3"),
			 company.olga.id.n);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_closure"), 2);
}

/* A promise that was made goes by the version it was made by. */
static void only_later_tickets_go_by_it(void **state)
{
	const char *before = company_ticket(MONDAY_9), *after;
	struct job job = job_of(&company.olga);
	int32_t number;

	(void)state;
	is(close_tuesday(&job, "Fair", 1, &number), ERR_NONE);
	after = company_ticket(MONDAY_9 + 7 * HOUR);
	assert_string_not_equal(before, after);
	/* Four hours from 09:00 on Monday, and from 16:00: 3 of Wednesday's. */
	assert_int_equal(NUMBER("SELECT MIN(due_at) FROM clock WHERE metric ="
				" 0 AND ticket_id = 1"),
			 MONDAY_9 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT MIN(due_at) FROM clock WHERE metric ="
				" 0 AND ticket_id = 2"),
			 MONDAY_9 + 2 * DAY_SECONDS + 3 * HOUR);
	company_check_refold();
}

static void somebody_else_was_first(void **state)
{
	struct job job = job_of(&company.olga);
	int32_t number;

	(void)state;
	is(close_tuesday(&job, "Fair", 1, &number), ERR_NONE);
	job = job_of(&company.olga);
	is(close_tuesday(&job, "Feast", 1, &number), ERR_CONFLICT);
	assert_int_equal(stored().number, 2);
}

static void others_may_not(void **state)
{
	struct job job = job_of(&company.mona);
	int32_t number;

	(void)state;
	is(close_tuesday(&job, "Fair", 1, &number), ERR_DENIED);
	job = job_of(&company.alice);
	is(close_tuesday(&job, "Fair", 1, &number), ERR_DENIED);
	job = job_of(&company.bob);
	is(close_tuesday(&job, "Fair", 1, &number), ERR_DENIED);
	assert_int_equal(stored().number, 1);
}

static void what_is_refused(void **state)
{
	char name[LIMIT_NAME + 2];
	struct calendar_closure week[7];
	const char *names[7];
	struct calendars_closures in = { .calendar = "Paris" };
	struct job job = job_of(&company.olga);
	int32_t number;

	(void)state;
	is(calendars_close(&job, &in, &number, &error), ERR_NOT_FOUND);
	memset(name, 'x', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	job = job_of(&company.olga);
	is(close_tuesday(&job, name, 1, &number), ERR_INVALID);
	job = job_of(&company.olga);
	is(close_tuesday(&job, "a\nb", 1, &number), ERR_INVALID);
	db_fixture_run("UPDATE calendar_version SET always_open = 1;");
	job = job_of(&company.olga);
	is(close_tuesday(&job, "Fair", 1, &number), ERR_INVALID);
	assert_non_null(strstr(error.msg, "always open"));
	db_fixture_run("UPDATE calendar_version SET always_open = 0;");
	for (int i = 0; i < 7; i++) {
		names[i] = "";
		week[i] = (struct calendar_closure){ day_of(6, 1) + i, 0, 0,
						     CALENDAR_CIVIL };
	}
	in = (struct calendars_closures){
		.calendar = NAME, .v = week, .names = names, .n = 7
	};
	job = job_of(&company.olga);
	is(calendars_close(&job, &in, &number, &error), ERR_INVALID);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_version"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_closure"), 0);
}

/* Monday and Tuesday are all that is ever open, and ten hours are promised. */
static void too_few_hours_for_a_level_are_refused(void **state)
{
	const struct calendar_closure tuesday = { day_of(6, 2), 0, 1440,
						  CALENDAR_CIVIL };
	const char *name = "Fair";
	struct calendars_closures in = {
		.calendar = NAME, .v = &tuesday, .names = &name, .n = 1
	};
	struct job job = job_of(&company.olga);
	int32_t number;

	(void)state;
	db_fixture_run("DELETE FROM calendar_window;");
	db_fixture_run("INSERT INTO calendar_replacement (calendar_version_id,"
		       " day, from_minute, to_minute) SELECT v.id, d.day, 540,"
		       " 1020 FROM calendar_version v, (SELECT 20605 AS day"
		       " UNION SELECT 20606) d;");
	db_fixture_run("UPDATE level_target SET seconds = 36000, unit = 0;");
	assert_int_equal(day_of(6, 2), 20606);
	is(calendars_close(&job, &in, &number, &error), ERR_INVALID);
	assert_non_null(strstr(error.msg, "would never fall due"));
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_version"), 1);
	in.force = true;
	job = job_of(&company.olga);
	is(calendars_close(&job, &in, &number, &error), ERR_NONE);
	assert_int_equal(number, 2);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("closures make the next version",
			  closures_make_the_next_version, company_setup, NULL),
		TEST_WITH("only later tickets go by it",
			  only_later_tickets_go_by_it, company_setup, NULL),
		TEST_WITH("somebody else was first", somebody_else_was_first,
			  company_setup, NULL),
		TEST_WITH("others may not", others_may_not, company_setup,
			  NULL),
		TEST_WITH("what is refused", what_is_refused, company_setup,
			  NULL),
		TEST_WITH("too few hours for a level are refused",
			  too_few_hours_for_a_level_are_refused, company_setup,
			  NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
