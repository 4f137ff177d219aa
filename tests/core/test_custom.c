/*
 * Custom fields: what is typed into them, how it is kept, and what rules see.
 */
#include "support/test.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"
#include "core/custom.h"

#include <stdlib.h>

static struct arena *arena;
static struct err e;

static struct custom_choice places[] = {
	{ .id = 30, .oid = "oslo", .name = "Oslo", .archived = INSTANT_NONE },
	{ .id = 7, .oid = "kiel", .name = "Kiel", .archived = INSTANT_NONE },
	{ .id = 12, .oid = "gone", .name = "Riga", .archived = 1 },
};

static struct custom_field field(enum custom_kind k)
{
	return (struct custom_field){
		.id = 5,
		.name = "Mileage",
		.kind = k,
		.archived = INSTANT_NONE,
		.choices = places,
		.nchoices = custom_has_choices(k) ? COUNT_OF(places) : 0,
	};
}

/* Of one typed text. */
static struct custom_value typed(enum custom_kind k, const char *s)
{
	struct custom_field f = field(k);
	struct custom_value v;

	err_clear(&e);
	assert_int_equal(custom_read(arena, &f, &s, 1, NULL, &v, &e), ERR_NONE);
	return v;
}

/* What is said of one that is refused: it names the field and the limit. */
static void refused(enum custom_kind k, const char *s, const char *limit)
{
	struct custom_field f = field(k);
	struct custom_value v;

	err_clear(&e);
	assert_int_equal(custom_read(arena, &f, &s, 1, NULL, &v, &e),
			 ERR_INVALID);
	assert_true(str_starts(e.msg, "Mileage: "));
	assert_non_null(strstr(e.msg, limit));
}

static void kinds_have_names_and_types(void **state)
{
	static const enum rule_type types[] = { RULE_TEXT, RULE_NUMBER,
						RULE_DAY,  RULE_ONE,
						RULE_MANY, RULE_FLAG };
	static const char *const names[] = { "text",   "number",  "date",
					     "choice", "choices", "flag" };

	(void)state;
	for (enum custom_kind k = 0; k < CUSTOM_KIND_N; k++) {
		assert_string_equal(custom_kind_name(k), names[k]);
		assert_int_equal(custom_type(k), types[k]);
		assert_int_equal(custom_has_choices(k),
				 k == CUSTOM_CHOICE || k == CUSTOM_MANY);
	}
}

static void texts_are_one_trimmed_line(void **state)
{
	char most[LIMIT_FIELD_TEXT + 2];

	(void)state;
	assert_string_equal(typed(CUSTOM_TEXT, "  Pumpe Nº 7 ").text,
			    "Pumpe Nº 7");
	assert_false(typed(CUSTOM_TEXT, " \t\n ").set);
	assert_false(typed(CUSTOM_TEXT, "").set);
	memset(most, 'x', sizeof(most));
	most[LIMIT_FIELD_TEXT + 1] = '\0';
	refused(CUSTOM_TEXT, most, "500");
	most[LIMIT_FIELD_TEXT] = '\0';
	assert_true(typed(CUSTOM_TEXT, most).set);
	refused(CUSTOM_TEXT, "one\ntwo", "one line");
	refused(CUSTOM_TEXT, "one\x7ftwo", "control");
	refused(CUSTOM_TEXT, "\xff", "UTF-8");
}

/* clang-format off */
static const struct {
	const char *typed, *written; /* NULL: refused */
	int64_t number;
} numbers[] = {
	{ "0", "0", 0 },
	{ "-0", "0", 0 },
	{ "12.5", "12.5", 125000 },
	{ "+12.50", "12.5", 125000 },
	{ "-12.0001", "-12.0001", -120001 },
	{ ".25", "0.25", 2500 },
	{ "-.5", "-0.5", -5000 },
	{ "0007", "7", 70000 },
	{ "000000000000000001", "1", 10000 },
	{ "999999999999.9999", "999999999999.9999", INT64_C(9999999999999999) },
	{ "-999999999999.9999", "-999999999999.9999", -INT64_C(9999999999999999) },
	{ "1000000000000", NULL, 0 },
	{ "1.00001", NULL, 0 },
	{ "12.", NULL, 0 },
	{ ".", NULL, 0 },
	{ "-", NULL, 0 },
	{ "12,5", NULL, 0 },
	{ "1e3", NULL, 0 },
	{ "twelve", NULL, 0 },
	{ "--1", NULL, 0 },
};
/* clang-format on */

static void numbers_are_exact(void **state)
{
	char text[CUSTOM_NUMBER_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		struct custom_value v;

		if (!numbers[i].written) {
			refused(CUSTOM_NUMBER, numbers[i].typed,
				"999999999999.9999");
			continue;
		}
		v = typed(CUSTOM_NUMBER, numbers[i].typed);
		assert_int_equal(v.number, numbers[i].number);
		assert_string_equal(custom_number_text(v.number, text),
				    numbers[i].written);
		assert_string_equal(custom_write(arena, CUSTOM_NUMBER, &v),
				    numbers[i].written);
		v = typed(CUSTOM_NUMBER, text);
		assert_int_equal(v.number, numbers[i].number);
	}
}

static void dates_are_civil_days(void **state)
{
	static const char *const wrong[] = { "1899-12-31", "2200-01-01",
					     "2026-02-30", "24.11.2026",
					     "tomorrow" };
	struct custom_value v = typed(CUSTOM_DATE, "2026-11-24");

	(void)state;
	assert_int_equal(v.number, 20781);
	assert_string_equal(custom_write(arena, CUSTOM_DATE, &v), "2026-11-24");
	assert_true(typed(CUSTOM_DATE, "1900-01-01").set);
	assert_true(typed(CUSTOM_DATE, "2199-12-31").set);
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refused(CUSTOM_DATE, wrong[i], "1900 to 2199");
}

static void a_flag_is_set_or_empty(void **state)
{
	struct custom_value v = typed(CUSTOM_FLAG, "1");

	(void)state;
	assert_true(v.set);
	assert_int_equal(v.number, 1);
	assert_string_equal(custom_write(arena, CUSTOM_FLAG, &v), "1");
	v = typed(CUSTOM_FLAG, "");
	assert_false(v.set);
	assert_null(custom_write(arena, CUSTOM_FLAG, &v));
	refused(CUSTOM_FLAG, "yes", "tick");
}

static void choices_are_those_it_has(void **state)
{
	struct custom_field f = field(CUSTOM_MANY);
	const char *const both[] = { "oslo", "", "kiel", "oslo" };
	struct custom_value v, had = { 0 };

	(void)state;
	assert_int_equal(custom_read(arena, &f, both, 4, NULL, &v, &e),
			 ERR_NONE);
	assert_int_equal(v.nids, 2);
	assert_int_equal(v.ids[0], 7);
	assert_int_equal(v.ids[1], 30);
	assert_string_equal(custom_write(arena, CUSTOM_MANY, &v), "7,30");
	assert_string_equal(custom_names(arena, &f, &v), "Oslo, Kiel");
	assert_null(custom_names(arena, &f, &had));
	assert_ptr_equal(custom_choice_of(&f, 7), &places[1]);
	assert_null(custom_choice_of(&f, 8));
	refused(CUSTOM_MANY, "rome", "no such choice");
	v = typed(CUSTOM_CHOICE, "oslo");
	assert_string_equal(custom_write(arena, CUSTOM_CHOICE, &v), "30");
	f = field(CUSTOM_CHOICE);
	err_clear(&e);
	assert_int_equal(custom_read(arena, &f, both, 4, NULL, &v, &e),
			 ERR_INVALID);
	assert_string_equal(e.msg, "Mileage: at most 1 choice, please.");
	f = field(CUSTOM_TEXT);
	v = typed(CUSTOM_TEXT, "x");
	assert_null(custom_names(arena, &f, &v));
}

static void an_archived_choice_stays_where_it_was(void **state)
{
	static const int64_t there[] = { 7, 12 };
	struct custom_value had = { .set = true, .ids = there, .nids = 2 };
	struct custom_field f = field(CUSTOM_MANY);
	const char *gone = "gone";
	struct custom_value v;

	(void)state;
	refused(CUSTOM_MANY, gone, "Riga is archived");
	err_clear(&e);
	assert_int_equal(custom_read(arena, &f, &gone, 1, &had, &v, &e),
			 ERR_NONE);
	assert_int_equal(v.ids[0], 12);
}

static void so_many_choices_and_no_more(void **state)
{
	struct custom_choice many[LIMIT_FIELD_PICKS + 1];
	const char *oids[LIMIT_FIELD_PICKS + 1];
	struct custom_field f = { .name = "Parts",
				  .kind = CUSTOM_MANY,
				  .choices = many,
				  .nchoices = COUNT_OF(many) };
	struct custom_value v;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(many); i++) {
		oids[i] = arena_printf(arena, "c%zu", i);
		many[i] = (struct custom_choice){ .id = (int64_t)i + 1,
						  .oid = oids[i],
						  .name = oids[i],
						  .archived = INSTANT_NONE };
	}
	err_clear(&e);
	assert_int_equal(
		custom_read(arena, &f, oids, LIMIT_FIELD_PICKS, NULL, &v, &e),
		ERR_NONE);
	assert_int_equal(v.nids, LIMIT_FIELD_PICKS);
	assert_int_equal(custom_read(arena, &f, oids, LIMIT_FIELD_PICKS + 1,
				     NULL, &v, &e),
			 ERR_INVALID);
	assert_string_equal(e.msg, "Parts: at most 10 choices, please.");
}

static void a_text_comes_once(void **state)
{
	const char *const two[] = { "1", "2" };
	struct custom_field f = field(CUSTOM_NUMBER);
	struct custom_value v;

	(void)state;
	err_clear(&e);
	assert_int_equal(custom_read(arena, &f, two, 2, NULL, &v, &e),
			 ERR_INVALID);
	assert_string_equal(e.msg, "Mileage: fill it in once, please.");
}

static void long_names_leave_room_for_the_limit(void **state)
{
	struct custom_field f = field(CUSTOM_NUMBER);
	const char *bad = "x";
	struct custom_value v;

	(void)state;
	f.name = "äääääääääääääääääääääääääääääääääääääääääääääääääääääääää";
	err_clear(&e);
	assert_int_equal(custom_read(arena, &f, &bad, 1, NULL, &v, &e),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "and 999999999999.9999."));
	assert_true(str_utf8_valid(e.msg, strlen(e.msg)));
}

static void what_must_be_filled_in(void **state)
{
	struct custom_value none = { 0 }, some = typed(CUSTOM_TEXT, "x");
	struct custom_field f = field(CUSTOM_TEXT);

	(void)state;
	err_clear(&e);
	assert_int_equal(custom_check_required(&f, &none, &e), ERR_NONE);
	f.required = true;
	assert_int_equal(custom_check_required(&f, &some, &e), ERR_NONE);
	assert_int_equal(custom_check_required(&f, &none, &e), ERR_INVALID);
	assert_string_equal(e.msg, "Mileage: please fill this in.");
	f.kind = CUSTOM_FLAG;
	assert_int_equal(custom_check_required(&f, &none, &e), ERR_INVALID);
	assert_string_equal(e.msg, "Mileage: please tick it.");
}

static void values_are_compared_by_all_they_have(void **state)
{
	static const int64_t one[] = { 7 }, other[] = { 30 };
	const struct custom_value v[] = {
		{ 0 },
		{ .set = true, .text = "a" },
		{ .set = true, .text = "b" },
		{ .set = true, .number = 1 },
		{ .set = true, .number = 2 },
		{ .set = true, .ids = one, .nids = 1 },
		{ .set = true, .ids = other, .nids = 1 },
		{ .set = true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(v); i++)
		for (size_t k = 0; k < COUNT_OF(v); k++)
			assert_int_equal(custom_same(&v[i], &v[k]), i == k);
}

static void rules_see_them_by_their_type(void **state)
{
	struct custom_field f = field(CUSTOM_CHOICE);
	struct custom_value v = typed(CUSTOM_CHOICE, "kiel");
	struct rule_custom fact;

	(void)state;
	custom_fact(&f, &v, &fact);
	assert_int_equal(fact.field, 5);
	assert_int_equal(fact.number, 7);
	f = field(CUSTOM_TEXT);
	v = typed(CUSTOM_TEXT, "pump");
	custom_fact(&f, &v, &fact);
	assert_int_equal(fact.text.n, 4);
	assert_string_equal(fact.text.s, "pump");
	f = field(CUSTOM_NUMBER);
	v = typed(CUSTOM_NUMBER, "1.5");
	custom_fact(&f, &v, &fact);
	assert_int_equal(fact.number, 15000);
	assert_null(fact.text.s);
	f = field(CUSTOM_CHOICE);
	v = (struct custom_value){ 0 };
	custom_fact(&f, &v, &fact);
	assert_int_equal(fact.number, 0);
}

static enum err_kind written(enum custom_kind k, const char *text,
			     struct custom_value *v)
{
	struct custom_field f = field(k);

	err_clear(&e);
	return custom_read_written(arena, &f, text, v, &e);
}

static void what_was_written_is_read_as_it_was(void **state)
{
	char many[2 * LIMIT_FIELD_PICKS + 6] = "7";
	struct custom_value v;

	(void)state;
	assert_int_equal(written(CUSTOM_TEXT, "North", &v), ERR_NONE);
	assert_string_equal(v.text, "North");
	assert_int_equal(written(CUSTOM_NUMBER, "-12.5", &v), ERR_NONE);
	assert_int_equal(v.number, -125000);
	assert_int_equal(written(CUSTOM_FLAG, "1", &v), ERR_NONE);
	assert_true(v.set);
	assert_int_equal(written(CUSTOM_MANY, "7,30", &v), ERR_NONE);
	assert_int_equal(v.nids, 2);
	assert_string_equal(custom_write(arena, CUSTOM_MANY, &v), "7,30");
	assert_int_equal(written(CUSTOM_CHOICE, "30", &v), ERR_NONE);
	assert_int_equal(v.ids[0], 30);
	for (int k = 0; k < CUSTOM_KIND_N; k++) {
		assert_int_equal(written((enum custom_kind)k, NULL, &v),
				 ERR_NONE);
		assert_false(v.set);
	}
	assert_int_equal(written(CUSTOM_CHOICE, "7,30", &v), ERR_INVALID);
	assert_int_equal(written(CUSTOM_MANY, "12", &v), ERR_INVALID);
	assert_int_equal(written(CUSTOM_MANY, "8", &v), ERR_INVALID);
	assert_int_equal(written(CUSTOM_MANY, "x", &v), ERR_INVALID);
	for (size_t i = 0; i < LIMIT_FIELD_PICKS + 1; i++)
		memcpy(many + 1 + 2 * i, ",7", 3);
	assert_int_equal(written(CUSTOM_MANY, many, &v), ERR_NONE);
	assert_int_equal(v.nids, 1);
}

static int before(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int after(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("kinds have names and types", kinds_have_names_and_types),
		TEST("texts are one trimmed line", texts_are_one_trimmed_line),
		TEST("numbers are exact", numbers_are_exact),
		TEST("dates are civil days", dates_are_civil_days),
		TEST("a flag is set or empty", a_flag_is_set_or_empty),
		TEST("choices are those it has", choices_are_those_it_has),
		TEST("an archived choice stays where it was",
		     an_archived_choice_stays_where_it_was),
		TEST("so many choices and no more",
		     so_many_choices_and_no_more),
		TEST("a text comes once", a_text_comes_once),
		TEST("long names leave room for the limit",
		     long_names_leave_room_for_the_limit),
		TEST("what must be filled in", what_must_be_filled_in),
		TEST("values are compared by all they have",
		     values_are_compared_by_all_they_have),
		TEST("what was written is read as it was",
		     what_was_written_is_read_as_it_was),
		TEST("rules see them by their type",
		     rules_see_them_by_their_type),
	};

	return cmocka_run_group_tests(tests, before, after);
}
