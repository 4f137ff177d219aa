/* SLA levels: called otherwise, archived, and what is likely not meant. */
#include "base/limits.h"
#include "desk/apply.h"
#include "desk/levels.h"

#include "desk/company.h"
#include "store/level_read.h"
#include "store/version_store.h"
#include "support/test.h"

#define T0 MONDAY_9

static struct err error;

static struct job job_of(const struct member *m)
{
	error = (struct err){ 0 };
	return company_job(m, T0);
}

static void is(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &error);
}

static struct level_draft draft(const char *name)
{
	struct level_draft d = { .name = name };

	d.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = HOUR;
	return d;
}

static enum err_kind save(const struct apply_level *in,
			  struct apply_stored *out)
{
	struct job job = job_of(&company.olga);

	return desk_apply_level(&job, in, out, &error);
}

static struct level_name made(const char *name)
{
	const struct level_draft d = draft(name);
	const struct apply_level in = { .draft = &d, .fresh = true };
	struct apply_stored out;
	struct level_name found;

	is(save(&in, &out), ERR_NONE);
	is(level_read_oid(fixture.db, fixture.arena, out.oid, &found, &error),
	   ERR_NONE);
	return found;
}

/* ---- Names --------------------------------------------------------------- */

static void a_level_is_called_otherwise_from_its_next_version_on(void **state)
{
	struct level_name l = made("Brass"), was, is_now;
	const struct level_draft d = draft("Bronze");
	const struct apply_level in = { .draft = &d, .level = l.id };
	struct apply_stored out;

	(void)state;
	is(save(&in, &out), ERR_NONE);
	assert_int_equal(out.number, 2);
	assert_string_equal(out.oid, l.oid);
	is(level_read_find(fixture.db, fixture.arena, "Bronze", &is_now,
			   &error),
	   ERR_NONE);
	assert_int_equal(is_now.id, l.id);
	is(level_read_version(fixture.db, fixture.arena, l.id, 1, &was, &error),
	   ERR_NONE);
	assert_string_equal(was.name, "Brass");
	is(level_read_find(fixture.db, fixture.arena, "Brass", &was, &error),
	   ERR_NOT_FOUND);
	error = (struct err){ 0 };
}

static void no_two_levels_are_called_alike(void **state)
{
	struct level_name l = made("Tin");
	const struct level_draft d = draft("TIN"), other = draft("Zinc");
	const struct apply_level fresh = { .draft = &d, .fresh = true };
	struct apply_level next = { .draft = &d, .level = l.id };
	struct apply_stored out;

	(void)state;
	(void)made("Zinc");
	is(save(&fresh, &out), ERR_INVALID);
	assert_non_null(strstr(error.msg, "name: another level"));
	next.draft = &other;
	is(save(&next, &out), ERR_INVALID);
	next.draft = &d; /* its own, in other letters */
	is(save(&next, &out), ERR_NONE);
}

static void who_stored_which_version_is_told(void **state)
{
	struct level_name l = made("Iron");
	const struct level_draft d = draft("Iron");
	const struct apply_level in = { .draft = &d,
					.level = l.id,
					.open = true };
	struct apply_stored out;
	struct versions all;

	(void)state;
	is(save(&in, &out), ERR_NONE);
	is(version_store_list(fixture.db, fixture.arena, VERSION_OF_LEVEL, l.id,
			      10, &all, &error),
	   ERR_NONE);
	assert_int_equal(all.n, 2);
	assert_false(all.more);
	assert_int_equal(all.v[0].number, 2);
	assert_int_equal(all.v[0].change, out.change);
	assert_int_equal(all.v[1].change, 0);
	assert_int_equal(all.v[0].by.n, company.olga.id.n);
	assert_non_null(all.v[0].name);
	is(version_store_list(fixture.db, fixture.arena, VERSION_OF_LEVEL, l.id,
			      1, &all, &error),
	   ERR_NONE);
	assert_int_equal(all.n, 1);
	assert_true(all.more);
}

/* ---- Its end ------------------------------------------------------------- */

static void put_away(const struct level_name *l, bool archived)
{
	struct job job = job_of(&company.olga);

	is(levels_archive(&job, l->oid, archived, &error), ERR_NONE);
}

static const char *invalid(const struct level_name *l)
{
	struct job job = job_of(&company.olga);
	struct rule_rows rules;

	is(levels_rules(&job, &l->id, 1, &rules, &error), ERR_NONE);
	assert_int_equal(rules.n, 1);
	return rules.v[0].invalid;
}

static void rules_that_give_an_archived_level_are_invalid(void **state)
{
	struct level_name l = made("Lead");

	(void)state;
	is(db_begin(fixture.db, &error), ERR_NONE);
	is(rule_store_promise(fixture.db, fixture.arena, "Lead to all",
			      company.support, l.id, T0, &error),
	   ERR_NONE);
	is(db_commit(fixture.db, &error), ERR_NONE);
	assert_null(invalid(&l));
	put_away(&l, true);
	assert_non_null(strstr(invalid(&l), "archived"));
	put_away(&l, true); /* once more changes nothing */
	put_away(&l, false);
	assert_null(invalid(&l));
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM audit WHERE object = 8"
				  " AND name = 'Lead' AND was IS NOT NULL"),
		2);
}

static void no_step_is_stored_that_gives_an_archived_level(void **state)
{
	struct level_name l = made("Slate");
	struct level_draft d = draft("Chalk");
	const struct action give = { .kind = ACTION_LEVEL, .id = l.id };
	const struct apply_level in = { .draft = &d, .fresh = true };
	struct apply_stored out;

	(void)state;
	d.nsteps[METRIC_FIRST_ANSWER] = 1;
	d.actions[METRIC_FIRST_ANSWER][0] = (struct step_actions){ &give, 1 };
	put_away(&l, true);
	is(save(&in, &out), ERR_INVALID);
	put_away(&l, false);
	is(save(&in, &out), ERR_NONE);
}

static void only_who_sets_the_desk_up_archives(void **state)
{
	struct level_name l = made("Clay");
	struct job job = job_of(&company.alice);

	(void)state;
	is(levels_archive(&job, l.oid, true, &error), ERR_DENIED);
	job = job_of(&company.olga);
	is(levels_archive(&job, "v999999999999999", true, &error),
	   ERR_NOT_FOUND);
	error = (struct err){ 0 };
}

/* ---- Doubts -------------------------------------------------------------- */

static void what_is_likely_not_meant_is_found(void **state)
{
	static const struct {
		enum metric metric;
		struct step step;
		enum levels_doubt_kind kind;
	} steps[] = {
		{ METRIC_FIRST_ANSWER,
		  { 0, -HOUR, STEP_WORKING },
		  LEVELS_STEP_ONCE },
		{ METRIC_FIRST_ANSWER,
		  { 0, 101, STEP_PERCENT },
		  LEVELS_STEP_LATE },
		{ METRIC_NEXT_ANSWER,
		  { 0, 0, STEP_WORKING },
		  LEVELS_STEP_NEVER },
	};
	static const struct step fine[] = { { 0, 1 - HOUR, STEP_WORKING },
					    { 0, 100, STEP_PERCENT },
					    { 0, -HOUR, STEP_CALENDAR },
					    { 0, HOUR, STEP_WORKING } };
	struct level l = { .calendar = calendar_always() };
	struct levels_doubts all;

	(void)state;
	l.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = HOUR;
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		memset(l.nsteps, 0, sizeof(l.nsteps));
		l.nsteps[steps[i].metric] = 1;
		l.steps[steps[i].metric][0] = steps[i].step;
		levels_doubts(fixture.arena, &l, T0, &all);
		assert_int_equal(all.n, 1);
		assert_int_equal(all.v[0].kind, steps[i].kind);
		assert_int_equal(all.v[0].metric, steps[i].metric);
	}
	memset(l.nsteps, 0, sizeof(l.nsteps));
	l.nsteps[METRIC_FIRST_ANSWER] = 1;
	for (size_t i = 0; i < COUNT_OF(fine); i++) {
		l.steps[METRIC_FIRST_ANSWER][0] = fine[i];
		levels_doubts(fixture.arena, &l, T0, &all);
		assert_int_equal(all.n, 0);
	}
	l.target[METRIC_FIRST_RESOLVE][PRIORITY_ANY].seconds = HOUR - 1;
	l.target[METRIC_NEXT_ANSWER][PRIORITY_LOW] = (struct target){
		HOUR, UNIT_NEXT_OPEN
	};
	levels_doubts(fixture.arena, &l, T0, &all);
	assert_int_equal(all.n, 2);
	assert_int_equal(all.v[0].kind, LEVELS_NEVER_DUE);
	assert_int_equal(all.v[0].metric, METRIC_NEXT_ANSWER);
	assert_int_equal(all.v[1].kind, LEVELS_SOLVED_FIRST);
}

int main(int argc, char **argv)
{
#define LEVEL_TEST(what, func) TEST_WITH(what, func, company_setup, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		LEVEL_TEST("a level is called otherwise from its next version on", a_level_is_called_otherwise_from_its_next_version_on),
		LEVEL_TEST("no two levels are called alike", no_two_levels_are_called_alike),
		LEVEL_TEST("who stored which version is told", who_stored_which_version_is_told),
		LEVEL_TEST("rules that give an archived level are invalid", rules_that_give_an_archived_level_are_invalid),
		LEVEL_TEST("no step is stored that gives an archived level", no_step_is_stored_that_gives_an_archived_level),
		LEVEL_TEST("only who sets the desk up archives", only_who_sets_the_desk_up_archives),
		LEVEL_TEST("what is likely not meant is found", what_is_likely_not_meant_is_found),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/levels", tests, db_fixture_setup, db_fixture_teardown);
}
