/* Calendars: versions of them, the closures that come back, and what is read
 * back to be changed. */
#include "support/db_fixture.h"
#include "support/test.h"

#include "base/limits.h"
#include "base/zone.h"
#include "store/calendar_store.h"

#define NOW INT64_C(1780000000) /* 2026-05-28 */
#define BERLIN "Europe/Berlin"

static struct err e;
static const person_id nobody;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define IS(kind, call) db_fixture_kind((kind), (call), &e, __LINE__)
#define NUMBER(sql) db_fixture_number(sql)

static const struct calendar_window week[] = {
	{ 0, 540, 1020 }, { 1, 540, 1020 }, { 2, 540, 1020 },
	{ 3, 540, 1020 }, { 4, 540, 720 },  { 4, 780, 1020 },
};

static const struct closure_rule rules[] = {
	{ .kind = CLOSURE_YEARLY, .month = 12, .day = 25, .to_min = 1440 },
	{ .kind = CLOSURE_EASTER, .offset = -2, .to_min = 1440 },
	{ .kind = CLOSURE_NTH,
	  .month = 5,
	  .weekday = 0,
	  .nth = -1,
	  .offset = 1,
	  .first_year = 2025,
	  .last_year = 2030,
	  .from_min = 720,
	  .to_min = 1500,
	  .mode = CALENDAR_SHIFT },
};
static const char *const rule_names[] = { "Christmas", "Good Friday", "Fête" };

static int64_t day_of(const char *text)
{
	int64_t day;

	assert_true(instant_parse_day(text, 10, &day));
	return day;
}

static int clean(void **state)
{
	err_clear(&e);
	return db_fixture_clean(state);
}

static struct calendar_draft draft(void)
{
	return (struct calendar_draft){
		.name = "Berlin",
		.zone = BERLIN,
		.spec = { .windows = week, .nwindows = COUNT_OF(week) },
		.rules = rules,
		.rule_names = rule_names,
		.nrules = COUNT_OF(rules),
	};
}

static int64_t add(const struct calendar_draft *d)
{
	int64_t id = 0;

	OK(calendar_store_add(fixture.db, fixture.arena, d, nobody, NOW, &id,
			      &e));
	return id;
}

static struct calendar_stored load(int64_t id)
{
	struct calendar_stored s;

	OK(calendar_store_load(fixture.db, fixture.arena, id, &s, &e));
	return s;
}

static const struct calendar *compile(int64_t version)
{
	const struct calendar *c;

	OK(calendar_store_compile(fixture.db, fixture.arena, fixture.arena,
				  version, &c, &e));
	return c;
}

/* ---- Closures that come back --------------------------------------------- */

static void rules_become_dates(void **state)
{
	struct calendar_draft d = draft();
	struct calendar_stored s = load(add(&d));
	const struct calendar *c = compile(s.version);

	(void)state;
	/* 14 years of the first two, 6 of the third. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_closure"), 34);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_closure"
				" WHERE rule = 2 AND mode = 1 AND"
				" from_minute = 720 AND to_minute = 1500"),
			 6);
	assert_int_equal(NUMBER("SELECT MIN(day) FROM calendar_closure"),
			 day_of("2023-04-07"));
	assert_int_equal(NUMBER("SELECT MAX(day) FROM calendar_closure"),
			 day_of("2036-12-25"));
	assert_int_equal(s.spec.nclosures, 34);
	/* 2026-04-03 is Good Friday. */
	assert_false(calendar_open(c, day_of("2026-04-03") * DAY_SECONDS +
					      10 * 3600));
	assert_true(calendar_open(c, day_of("2026-04-10") * DAY_SECONDS +
					     9 * 3600));
}

static void what_is_read_back_can_be_stored_again(void **state)
{
	static const struct calendar_dated noon = { 540, 720 };
	static const char *const names[] = { "Move", "Christmas party" };
	const struct calendar_replacement replacements[] = {
		{ day_of("2026-12-24"), &noon, 1 },
		{ day_of("2026-12-31"), NULL, 0 },
	};
	const struct calendar_closure closures[] = {
		{ day_of("2026-07-03"), 0, 1440, CALENDAR_SHIFT },
		{ day_of("2026-12-25"), 0, 720, CALENDAR_CIVIL },
	};
	struct calendar_draft d = draft();
	struct calendar_stored first, second;
	int64_t id;

	(void)state;
	d.spec.closures = closures;
	d.closure_names = names;
	d.spec.nclosures = 2;
	d.spec.replacements = replacements;
	d.spec.nreplacements = 2;
	id = add(&d);
	first = load(id);
	assert_int_equal(first.number, 1);
	check_text("name", first.draft.name, "Berlin");
	check_text("zone", first.draft.zone, BERLIN);
	check_text("zone", first.spec.zone->name, BERLIN);
	assert_int_equal(first.spec.nclosures, 36);
	assert_int_equal(first.draft.spec.nclosures, 2);
	check_text("closure", first.draft.closure_names[0], "Move");
	assert_int_equal(first.draft.spec.closures[0].mode, CALENDAR_SHIFT);
	assert_int_equal(first.draft.nrules, 3);
	assert_memory_equal(first.draft.rules, rules, sizeof(rules));
	check_text("rule", first.draft.rule_names[2], "Fête");
	assert_int_equal(first.draft.spec.nreplacements, 2);
	for (size_t i = 0; i < first.spec.nclosures; i++)
		if (first.closure_rules[i] >= 0)
			check_text("made", first.closure_names[i],
				   rule_names[first.closure_rules[i]]);
	OK(calendar_store_revise(fixture.db, fixture.arena, id, &first.draft,
				 nobody, NOW, &e));
	second = load(id);
	assert_int_equal(second.number, 2);
	assert_int_equal(second.spec.nclosures, first.spec.nclosures);
	assert_memory_equal(second.spec.closures, first.spec.closures,
			    36 * sizeof(struct calendar_closure));
	assert_memory_equal(second.closure_rules, first.closure_rules,
			    36 * sizeof(int32_t));
	assert_int_equal(calendar_bytes(compile(first.version)),
			 calendar_bytes(compile(second.version)));
}

/* A year later there is a year more; the old version stays as it was. */
static void a_later_version_has_later_years(void **state)
{
	struct calendar_draft d = draft();
	int64_t id = add(&d), before;

	(void)state;
	before = load(id).version;
	OK(calendar_store_revise(fixture.db, fixture.arena, id, &d, nobody,
				 NOW + 366 * DAY_SECONDS, &e));
	assert_int_equal(NUMBER("SELECT MAX(day) FROM calendar_closure"),
			 day_of("2037-12-25"));
	assert_int_equal(NUMBER("SELECT MAX(day) FROM calendar_closure WHERE"
				" calendar_version_id = (SELECT MIN(id) FROM"
				" calendar_version)"),
			 day_of("2036-12-25"));
	assert_true(load(id).version > before);
}

/* The year is that of the calendar's zone. */
static void the_year_is_the_zones(void **state)
{
	struct calendar_draft d = draft();
	int64_t id;

	(void)state;
	d.zone = "Pacific/Auckland";
	OK(calendar_store_add(fixture.db, fixture.arena, &d, nobody,
			      day_of("2026-12-31") * DAY_SECONDS + 12 * 3600,
			      &id, &e));
	assert_int_equal(NUMBER("SELECT MAX(day) FROM calendar_closure"),
			 day_of("2037-12-25"));
}

/* The same closure twice is one: of the date's own, then of the first rule. */
static void closures_are_stored_once(void **state)
{
	struct closure_rule twice[2] = { rules[0], rules[0] };
	const struct calendar_closure closures[] = {
		{ day_of("2026-12-25"), 0, 1440, CALENDAR_CIVIL },
		{ day_of("2026-12-25"), 0, 1440, CALENDAR_CIVIL },
		{ day_of("2026-12-25"), 0, 1440, CALENDAR_SHIFT },
		{ day_of("2026-12-25"), 0, 720, CALENDAR_CIVIL },
	};
	struct calendar_draft d = draft();
	struct calendar_stored s;

	(void)state;
	d.rules = twice;
	d.rule_names = NULL;
	d.nrules = 2;
	d.spec.closures = closures;
	d.spec.nclosures = COUNT_OF(closures);
	s = load(add(&d));
	assert_int_equal(s.spec.nclosures, 13 + 3);
	assert_int_equal(s.draft.spec.nclosures, 3);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_closure"
				" WHERE rule = 1"),
			 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_closure"
				" WHERE name = ''"),
			 16);
}

/* ---- What is refused ----------------------------------------------------- */

static void what_cannot_be_stored(void **state)
{
	struct closure_rule many[LIMIT_CLOSURE_RULES + 1];
	struct calendar_draft d = draft(), wrong;
	int64_t id = add(&d);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(many); i++)
		many[i] = rules[0];
	wrong = d;
	wrong.rules = many;
	wrong.rule_names = NULL;
	wrong.nrules = COUNT_OF(many);
	IS(ERR_INVALID, calendar_store_revise(fixture.db, fixture.arena, id,
					      &wrong, nobody, NOW, &e));
	err_clear(&e);
	many[1].month = 13;
	wrong.nrules = 2;
	IS(ERR_INVALID, calendar_store_revise(fixture.db, fixture.arena, id,
					      &wrong, nobody, NOW, &e));
	err_clear(&e);
	wrong = d;
	wrong.zone = "Europe/Nowhere";
	IS(ERR_INVALID, calendar_store_revise(fixture.db, fixture.arena, id,
					      &wrong, nobody, NOW, &e));
	err_clear(&e);
	wrong = d;
	wrong.spec.nwindows = 0;
	IS(ERR_INVALID, calendar_store_revise(fixture.db, fixture.arena, id,
					      &wrong, nobody, NOW, &e));
	err_clear(&e);
	IS(ERR_CONFLICT, calendar_store_add(fixture.db, fixture.arena, &d,
					    nobody, NOW, &id, &e));
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM calendar_version"), 1);
}

/* ---- Which there are ----------------------------------------------------- */

static void calendars_are_found_by_name(void **state)
{
	struct calendar_draft d = draft();
	struct calendar_names all;
	struct calendar_name one;
	int64_t last = 0;

	(void)state;
	for (char c = 'a'; c < 'a' + 20; c++) {
		char name[2] = { c, '\0' };

		d.name = name;
		d.always_open = c == 'b';
		last = add(&d);
	}
	OK(calendar_store_list(fixture.db, fixture.arena, &all, &e));
	assert_int_equal(all.n, 20);
	check_text("first", all.v[0].name, "a");
	check_text("last", all.v[19].name, "t");
	assert_int_equal(all.v[19].id, last);
	assert_int_equal(strlen(all.v[19].oid), 16);
	OK(calendar_store_find(fixture.db, fixture.arena, "b", &one, &e));
	assert_int_equal(one.id, all.v[1].id);
	assert_true(load(one.id).draft.always_open);
	assert_int_equal(load(one.id).spec.nwindows, 0);
	IS(ERR_NOT_FOUND,
	   calendar_store_find(fixture.db, fixture.arena, "z", &one, &e));
	err_clear(&e);
	OK(db_begin(fixture.db, &e));
	OK(calendar_store_hold(fixture.db, fixture.arena, "t", &one, &e));
	assert_int_equal(one.id, last);
	IS(ERR_NOT_FOUND,
	   calendar_store_hold(fixture.db, fixture.arena, "z", &one, &e));
	db_rollback(fixture.db);
	err_clear(&e);
}

static void a_calendar_that_is_none(void **state)
{
	struct calendar_stored s;

	(void)state;
	IS(ERR_NOT_FOUND,
	   calendar_store_load(fixture.db, fixture.arena, 7, &s, &e));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("rules become dates", rules_become_dates, clean,
			  NULL),
		TEST_WITH("what is read back can be stored again",
			  what_is_read_back_can_be_stored_again, clean, NULL),
		TEST_WITH("a later version has later years",
			  a_later_version_has_later_years, clean, NULL),
		TEST_WITH("the year is the zone's", the_year_is_the_zones,
			  clean, NULL),
		TEST_WITH("closures are stored once", closures_are_stored_once,
			  clean, NULL),
		TEST_WITH("what cannot be stored", what_cannot_be_stored, clean,
			  NULL),
		TEST_WITH("calendars are found by name",
			  calendars_are_found_by_name, clean, NULL),
		TEST_WITH("a calendar that is none", a_calendar_that_is_none,
			  clean, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
