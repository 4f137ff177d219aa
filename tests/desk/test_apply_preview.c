/* What a version for open tickets would do, and who may store one. */
#include "desk/apply.h"

#include "desk/company.h"
#include "support/test.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)

static struct err error;

static void is(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &error);
	err_clear(&error);
}

static struct apply_stored level_by(const struct member *m,
				    const struct level_draft *d, bool open,
				    instant now)
{
	const struct apply_level in = { .draft = d, .open = open };
	struct job job = company_job(m, now);
	struct apply_stored out;

	is(desk_apply_level(&job, &in, &out, &error), ERR_NONE);
	return out;
}

/* Gold with so many hours to the first answer, for open tickets too. */
static struct level_draft gold(int hours, enum level_change mode)
{
	struct level_draft d = company_gold();

	d.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = hours * HOUR;
	d.gears.on_change = mode;
	return d;
}

/* Support's calendar, Mon-Fri, so many hours from 09:00 on. */
static enum err_kind calendar_verb(struct job *job, const void *args,
				   struct err *e)
{
	struct calendar_window week[5];
	const struct calendar_draft d = { .name = "Berlin",
					  .zone = "Europe/Berlin",
					  .spec = { .windows = week,
						    .nwindows = 5 } };
	const struct apply_calendar in = { .draft = &d, .open = true };
	struct apply_stored out;

	for (int i = 0; i < 5; i++)
		week[i] = (struct calendar_window){
			i, 9 * 60, (9 + *(const int *)args) * 60
		};
	return desk_apply_calendar(job, &in, &out, e);
}

static void change_calendar(int hours, instant now)
{
	struct job job = company_job(&company.olga, now);

	is(calendar_verb(&job, &hours, &error), ERR_NONE);
}

static enum err_kind level_verb(struct job *job, const void *args,
				struct err *e)
{
	const struct apply_level in = { .draft = args, .open = true };
	struct apply_stored out;

	return desk_apply_level(job, &in, &out, e);
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

static void reply(const char *code, instant now)
{
	struct job job = company_job(&company.alice, now);
	struct deed deed;

	is(desk_reply(&job, code, 0, "On my way.", THEN_NOTHING, &deed, &error),
	   ERR_NONE);
}

/* ---- Preview -------------------------------------------------------------
 */

static void a_preview_says_what_it_would_do(void **state)
{
	struct level_draft d = gold(2, CHANGE_RETARGET);
	struct job job = company_job(&company.olga, T0 + 3 * HOUR);
	struct apply_preview p;
	const char *before;

	(void)state;
	company_ticket(T0);
	company_ticket(T0 + 2 * HOUR);
	reply(company_ticket(T0 + 2 * HOUR), T0 + 2 * HOUR + 60);
	before = company_dump();
	d.target[METRIC_FIRST_RESOLVE][PRIORITY_ANY].seconds = 20 * HOUR;
	d.target[METRIC_FIRST_ASSIGN][PRIORITY_ANY].seconds = 0;
	is(desk_apply_preview(&job, level_verb, &d, &p, &error), ERR_NONE);
	assert_int_equal(p.tickets, 3);
	assert_int_equal(p.looked, 3);
	assert_int_equal(p.clocks, 8);
	assert_int_equal(p.earlier, 2); /* first answers */
	assert_int_equal(p.later, 2);   /* resolutions that run */
	assert_int_equal(p.overdue, 1); /* 3 of 2 hours are used */
	assert_int_equal(p.ended, 3);
	assert_int_equal(p.started, 0);
	assert_string_equal(company_dump(), before);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM level_version"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM applied_change"), 0);
	/* And it does just that. */
	level_by(&company.olga, &d, true, T0 + 3 * HOUR);
	apply_all(T0 + 3 * HOUR);
	assert_int_equal(NUMBER("SELECT tickets * 100 + moved * 10 + overdue"
				" FROM applied_change"),
			 341);
	company_check_refold();
}

static void a_preview_of_hours_looks_at_what_waits_too(void **state)
{
	struct job job = company_job(&company.olga, T0 + 2 * HOUR);
	struct apply_preview p;
	int hours = 10;

	(void)state;
	company_ticket(T0 + HOUR);
	change_calendar(3, T0 + HOUR + 60); /* nobody was reached yet */
	is(desk_apply_preview(&job, calendar_verb, &hours, &p, &error),
	   ERR_NONE);
	assert_int_equal(p.tickets, 1);
	assert_int_equal(p.earlier, 2); /* all but the assignment */
	assert_int_equal(p.later, 0);
	company_check_refold();
}

/* ---- Who and what --------------------------------------------------------
 */

static void who_may_and_what_is_refused(void **state)
{
	struct level_draft d = gold(2, CHANGE_RETARGET);
	const struct member *others[] = { &company.mona, &company.alice,
					  &company.bob, &company.rita };
	struct apply_level in = { .draft = &d, .open = true };
	struct apply_stored out;
	struct apply_preview p;
	struct job job;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		job = company_job(others[i], T0);
		is(desk_apply_level(&job, &in, &out, &error), ERR_DENIED);
		is(desk_apply_preview(&job, level_verb, &d, &p, &error),
		   ERR_DENIED);
	}
	in.seen = 7;
	job = company_job(&company.olga, T0);
	is(desk_apply_level(&job, &in, &out, &error), ERR_CONFLICT);
	in.seen = 0;
	d.name = "";
	is(desk_apply_level(&job, &in, &out, &error), ERR_INVALID);
	d.name = "Gold";
	memset(d.target, 0, sizeof(d.target));
	is(desk_apply_level(&job, &in, &out, &error), ERR_INVALID);
	d = gold(2, CHANGE_RETARGET);
	d.name = "Silver";
	is(desk_apply_preview(&job, level_verb, &d, &p, &error), ERR_INVALID);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM level_version"), 1);
	is(desk_apply_level(&job, &in, &out, &error), ERR_NONE);
	assert_int_equal(out.number, 1);
	assert_int_equal(out.change, 0);
}

int main(int argc, char **argv)
{
#define PREVIEW_TEST(what, func) TEST_WITH(what, func, company_setup, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		PREVIEW_TEST("a preview says what it would do", a_preview_says_what_it_would_do),
		PREVIEW_TEST("a preview of hours looks at what waits too", a_preview_of_hours_looks_at_what_waits_too),
		PREVIEW_TEST("who may, and what is refused", who_may_and_what_is_refused),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
