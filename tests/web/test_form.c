#include "support/test.h"
#include "support/templates.h"
#include "base/limits.h"
#include "base/zone.h"
#include "web/form.h"

enum {
	SUBJECT,
	BODY,
	SECRET,
	COUNT,
	FLAG,
	PARTY,
	PERSON,
	CODE,
	UNTIL,
	DAY
};
/* clang-format off */
static const struct field_choice parties[] = {
	{ "customer", 1 }, { "vendor", 2 }, { NULL, 0 },
};
static const struct field fields[] = {
	[SUBJECT] = { "subject", FIELD_LINE,    .max = 20, .must = true },
	[BODY]    = { "body",    FIELD_TEXT,    .max = 30 },
	[SECRET]  = { "secret",  FIELD_SECRET,  .max = 10 },
	[COUNT]   = { "count",   FIELD_I64,     .min = 1, .max = 9, .otherwise = 5 },
	[FLAG]    = { .name = "flag", .kind = FIELD_FLAG },
	[PARTY]   = { "party",   FIELD_CHOICE,  .choices = parties, .otherwise = 7 },
	[PERSON]  = { .name = "person", .kind = FIELD_OID },
	[CODE]    = { .name = "code", .kind = FIELD_CODE },
	[UNTIL]   = { "until",   FIELD_INSTANT, .otherwise = INSTANT_NONE },
	[DAY]     = { "day",     FIELD_DAY,     .otherwise = -1 },
};
/* clang-format on */

static struct arena *arena;
static const struct zone *berlin;

static int setup(void **state)
{
	struct err e = { 0 };

	(void)state;
	templates_need();
	arena = arena_new();
	return zone_find("Europe/Berlin", &berlin, &e);
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct form read_form(const char *text)
{
	struct req rq = { .a = arena,
			  .method = POST,
			  .viewer = { .zone = berlin } };
	struct form f;

	assert_true(http_parse_fields(arena, text, strlen(text), &rq.fields));
	form_read(&rq, FIELDS(fields), &f);
	return f;
}

/* One value of a form that is whole otherwise. */
static struct form_value value(const char *text, int field)
{
	struct form f = read_form(arena_printf(arena, "subject=x&%s", text));

	assert_true(f.ok == !f.v[field].fault);
	return f.v[field];
}

static void what_must_be_there_is_missed(void **state)
{
	(void)state;
	assert_int_equal(read_form("").v[SUBJECT].fault, FORM_MISSING);
	assert_int_equal(read_form("subject=").v[SUBJECT].fault, FORM_MISSING);
	assert_int_equal(read_form("subject=+%0A%C2%A0").v[SUBJECT].fault,
			 FORM_MISSING);
	assert_false(read_form("subject=").ok);
	assert_true(read_form("subject=x").ok);
}

static void a_line_is_trimmed_and_has_no_line_ends(void **state)
{
	struct form f = read_form("subject=++two%0D%0Awords%09here+");

	(void)state;
	assert_string_equal(f.v[SUBJECT].text, "two words here");
	assert_true(f.v[SUBJECT].given);
}

static void a_text_keeps_its_lines_but_for_cr(void **state)
{
	struct form_value v = value("body=+a%0D%0A%0D%0Ab%0Dc%0A%09d", BODY);

	(void)state;
	assert_string_equal(v.text, " a\n\nb\nc\n\td");
	assert_string_equal(value("body=a%07%1Bb", BODY).text, "ab");
}

static void lengths_count_characters(void **state)
{
	struct form_value v;

	(void)state;
	v = read_form("subject=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9"
		      "%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9"
		      "%C3%A9%C3%A9%C3%A9")
		    .v[SUBJECT];
	assert_int_equal(v.fault, FORM_GOOD);
	v = read_form("subject=123456789012345678901").v[SUBJECT];
	assert_int_equal(v.fault, FORM_TOO_LONG);
	assert_false(v.given);
	assert_string_equal(v.text, "123456789012345678901"); /* comes back */
	assert_string_equal(form_fault_text(arena, &fields[SUBJECT], &v),
			    "At most 20 characters, please.");
	assert_int_equal(value("secret=12345678901", SECRET).fault,
			 FORM_TOO_LONG);
}

static void a_huge_text_does_not_come_back_whole(void **state)
{
	size_t n = LIMIT_FORM - 100;
	char *text = arena_alloc(arena, n + 20);
	struct form f;

	(void)state;
	memcpy(text, "subject=", 8);
	memset(text + 8, 'x', n);
	f = read_form(text);
	assert_int_equal(f.v[SUBJECT].fault, FORM_TOO_LONG);
	assert_int_equal(strlen(f.v[SUBJECT].text), 80);
}

static void what_is_not_utf8_or_has_a_nul_is_refused(void **state)
{
	static const char *const bad[] = { "subject=%FF", "subject=a%00b",
					   "subject=%C0%AF",
					   "subject=%ED%A0%80",
					   "subject=%F5%80%80%80" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct form_value v = read_form(bad[i]).v[SUBJECT];

		assert_int_equal(v.fault, FORM_UNREADABLE);
		assert_string_equal(v.text, "");
	}
}

static void a_field_comes_once(void **state)
{
	(void)state;
	assert_int_equal(read_form("subject=a&subject=b").v[SUBJECT].fault,
			 FORM_TWICE);
	assert_int_equal(read_form("subject=a&subject=a").v[SUBJECT].fault,
			 FORM_TWICE);
	/* What nobody asked for is ignored, however often. */
	assert_true(read_form("subject=a&is_admin=1&is_admin=2").ok);
}

static void a_number_is_within_its_bounds(void **state)
{
	(void)state;
	assert_int_equal(value("count=9", COUNT).i64, 9);
	assert_int_equal(value("count=0", COUNT).fault, FORM_OUT_OF_RANGE);
	assert_int_equal(value("count=10", COUNT).fault, FORM_OUT_OF_RANGE);
	assert_int_equal(value("count=1e1", COUNT).fault, FORM_WRONG);
	assert_int_equal(value("count=99999999999999999999", COUNT).fault,
			 FORM_WRONG);
	assert_int_equal(value("count=", COUNT).i64, 5);
	assert_int_equal(value("count=x", COUNT).i64, 5);
	assert_int_equal(value("", COUNT).i64, 5);
}

static void a_choice_is_one_of_the_list(void **state)
{
	(void)state;
	assert_int_equal(value("party=vendor", PARTY).i64, 2);
	assert_int_equal(value("party=Vendor", PARTY).fault, FORM_WRONG);
	assert_int_equal(value("party=SLEEP(2)", PARTY).fault, FORM_WRONG);
	assert_int_equal(value("party=", PARTY).i64, 7);
	assert_int_equal(value("flag=on", FLAG).i64, 1);
	assert_int_equal(value("", FLAG).i64, 0);
}

static void ids_have_their_shapes(void **state)
{
	(void)state;
	assert_int_equal(value("person=0123456789abcdef", PERSON).fault, 0);
	assert_int_equal(value("person=default", PERSON).fault, 0);
	assert_int_equal(value("person=7", PERSON).fault, FORM_WRONG);
	assert_int_equal(value("code=ABC-DEFGH-123", CODE).fault, 0);
	assert_int_equal(value("code=ABC", CODE).fault, FORM_WRONG);
}

static void a_local_time_is_read_in_the_viewers_zone(void **state)
{
	instant want;

	(void)state;
	assert_true(instant_parse("2026-11-24T09:00:00Z", 20, &want));
	assert_int_equal(value("until=2026-11-24T10%3A00", UNTIL).i64, want);
	assert_int_equal(value("until=2026-11-24T10%3A00%3A30", UNTIL).i64,
			 want + 30);
	assert_true(value("until=", UNTIL).i64 == INSTANT_NONE);
}

/*
 * Taken for the instant of the jump, a time that somebody typed would be shown
 * to them as another one, and everybody would ask who changed it.
 */
static void a_time_that_the_clocks_skip_is_refused_and_given_back(void **state)
{
	static const struct {
		const char *typed, *text;
		enum form_fault fault;
	} cases[] = {
		{ "2026-03-29T01%3A59%3A59", "2026-03-29T01:59:59", FORM_GOOD },
		{ "2026-03-29T02%3A00", "2026-03-29T02:00", FORM_SKIPPED },
		{ "2026-03-29T02%3A30", "2026-03-29T02:30", FORM_SKIPPED },
		{ "2026-03-29T02%3A59%3A59", "2026-03-29T02:59:59",
		  FORM_SKIPPED },
		{ "2026-03-29T03%3A00", "2026-03-29T03:00", FORM_GOOD },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct form_value v = value(
			arena_printf(arena, "until=%s", cases[i].typed), UNTIL);

		assert_int_equal(v.fault, cases[i].fault);
		assert_true(v.given == !v.fault);
		assert_string_equal(v.text, cases[i].text);
		assert_true((v.i64 == INSTANT_NONE) == (v.fault != FORM_GOOD));
		if (v.fault)
			assert_string_equal(
				form_fault_text(arena, &fields[UNTIL], &v),
				"The clocks skip that time when they are put "
				"forward. Please give another.");
	}
}

/* Put back at 03:00, 02:30 comes an hour later once more. */
static void of_a_time_that_comes_twice_the_first_is_taken(void **state)
{
	instant want;

	(void)state;
	assert_true(instant_parse("2026-10-25T00:30:00Z", 20, &want));
	assert_int_equal(value("until=2026-10-25T02%3A30", UNTIL).i64, want);
	assert_int_equal(value("until=2026-10-25T03%3A00", UNTIL).i64,
			 want + 5400);
}

static void a_time_that_does_not_exist_is_refused(void **state)
{
	static const char *const bad[] = {
		"until=2026-02-30T10%3A00",
		"until=2026-11-24T24%3A00",
		"until=2026-11-24T10%3A60",
		"until=2026-11-24+10%3A00",
		"until=tomorrow",
		"until=2026-11-24T10%3A0x",
		"until=2026-11-24T10%3A00Z",
		"until=0001-01-01T10%3A00",
		"until=2400-01-01T10%3A00",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct form_value v = value(bad[i], UNTIL);

		assert_int_equal(v.fault, FORM_WRONG);
		assert_string_equal(
			form_fault_text(arena, &fields[UNTIL], &v),
			"Please give a date and a time that exist.");
	}
	assert_int_equal(value("day=2026-11-24", DAY).i64,
			 instant_day_of((struct civil){ 2026, 11, 24 }));
	assert_int_equal(value("day=24.11.2026", DAY).fault, FORM_WRONG);
	assert_int_equal(value("day=9999-12-31", DAY).fault, FORM_WRONG);
}

static void the_first_fault_names_its_field(void **state)
{
	struct form f = read_form("subject=&count=77");
	struct err e = { 0 };

	(void)state;
	assert_int_equal(form_check(arena, &f, &e), ERR_INVALID);
	assert_string_equal(e.msg, "subject: Please fill this in.");
	f = read_form("subject=x");
	assert_int_equal(form_check(arena, &f, &e), ERR_NONE);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_must_be_there_is_missed),
		cmocka_unit_test(a_line_is_trimmed_and_has_no_line_ends),
		cmocka_unit_test(a_text_keeps_its_lines_but_for_cr),
		cmocka_unit_test(lengths_count_characters),
		cmocka_unit_test(a_huge_text_does_not_come_back_whole),
		cmocka_unit_test(what_is_not_utf8_or_has_a_nul_is_refused),
		cmocka_unit_test(a_field_comes_once),
		cmocka_unit_test(a_number_is_within_its_bounds),
		cmocka_unit_test(a_choice_is_one_of_the_list),
		cmocka_unit_test(ids_have_their_shapes),
		cmocka_unit_test(a_local_time_is_read_in_the_viewers_zone),
		cmocka_unit_test(
			a_time_that_the_clocks_skip_is_refused_and_given_back),
		cmocka_unit_test(of_a_time_that_comes_twice_the_first_is_taken),
		cmocka_unit_test(a_time_that_does_not_exist_is_refused),
		cmocka_unit_test(the_first_fault_names_its_field),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
