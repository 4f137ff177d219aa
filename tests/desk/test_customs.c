/*
 * Custom fields and their choices, as admins keep them, and what customers and
 * companies have in them.
 */
#include "desk/parts.h"

#include "base/limits.h"
#include "desk/customs.h"
#include "desk/customs_fill.h"
#include "store/custom_store.h"
#include "support/test.h"

static const char *made(const char *name, enum custom_of of,
			enum custom_kind kind)
{
	const struct customs_draft d = { .name = name, .of = of, .kind = kind };
	struct job job = parts_start(&company.olga, T0);
	const char *oid;

	parts_expect(customs_add(&job, &d, &oid, &parts.error), ERR_NONE);
	return oid;
}

static enum err_kind try_add(const struct member *p, struct customs_draft d)
{
	struct job job = parts_start(p, T0);
	const char *oid;

	return customs_add(&job, &d, &oid, &parts.error);
}

/* Their names in order, those that are not archived. */
static const char *order(enum custom_of of)
{
	struct custom_fields all;
	const char *text = "";

	parts_expect(custom_store_list(fixture.db, fixture.arena, of, &all,
				       &parts.error),
		     ERR_NONE);
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].archived == INSTANT_NONE)
			text = arena_printf(fixture.arena, "%s%s", text,
					    all.v[i].name);
	return text;
}

static const char *choices(const char *oid)
{
	struct custom_field f;
	const char *text = "";

	parts_expect(custom_store_find(fixture.db, fixture.arena, oid, &f,
				       &parts.error),
		     ERR_NONE);
	for (size_t i = 0; i < f.nchoices; i++)
		if (f.choices[i].archived == INSTANT_NONE)
			text = arena_printf(fixture.arena, "%s%s", text,
					    f.choices[i].name);
	return text;
}

static const char *choice_named(const char *oid, const char *name)
{
	struct custom_field f;

	parts_expect(custom_store_find(fixture.db, fixture.arena, oid, &f,
				       &parts.error),
		     ERR_NONE);
	for (size_t i = 0; i < f.nchoices; i++)
		if (strcmp(f.choices[i].name, name) == 0)
			return f.choices[i].oid;
	fail_msg("no choice %s", name);
	return "";
}

static void move(const char *oid, bool up)
{
	struct job job = parts_start(&company.olga, T0);

	parts_expect(customs_move(&job, oid, up, &parts.error), ERR_NONE);
}

static void archive(const char *oid, bool archived)
{
	struct job job = parts_start(&company.olga, T0);

	parts_expect(customs_archive(&job, oid, archived, &parts.error),
		     ERR_NONE);
}

static enum err_kind do_choice(const char *oid, const char *name,
			       enum customs_deed deed, const char *to)
{
	struct job job = parts_start(&company.olga, T0);

	return customs_change_choice(&job, oid, choice_named(oid, name), deed,
				     to, &parts.error);
}

static enum err_kind add_choice(const char *oid, const char *name)
{
	struct job job = parts_start(&company.olga, T0);

	return customs_add_choice(&job, oid, name, &parts.error);
}

static void they_stand_in_the_order_they_are_put(void **state)
{
	const char *a = made("a", CUSTOM_OF_TICKET, CUSTOM_TEXT);
	const char *b = made("b", CUSTOM_OF_TICKET, CUSTOM_TEXT);
	const char *c = made("c", CUSTOM_OF_TICKET, CUSTOM_TEXT);

	(void)state;
	made("x", CUSTOM_OF_COMPANY, CUSTOM_TEXT);
	assert_string_equal(order(CUSTOM_OF_TICKET), "abc");
	move(c, true);
	assert_string_equal(order(CUSTOM_OF_TICKET), "acb");
	move(a, true); /* it is the first */
	assert_string_equal(order(CUSTOM_OF_TICKET), "acb");
	archive(c, true);
	move(a, false); /* over the archived one */
	assert_string_equal(order(CUSTOM_OF_TICKET), "ba");
	move(a, false); /* it is the last */
	assert_string_equal(order(CUSTOM_OF_TICKET), "ba");
	archive(c, false);
	assert_int_equal(strlen(order(CUSTOM_OF_TICKET)), 3);
	assert_string_equal(order(CUSTOM_OF_COMPANY), "x");
	move(b, false);
	parts_check(T0);
}

static void what_cannot_be_says_why(void **state)
{
	struct job job = parts_start(&company.olga, T0);
	struct customs_change c = { .seen = 9, .name = "b" };
	const char *a = made("a", CUSTOM_OF_TICKET, CUSTOM_TEXT), *x;

	(void)state;
	(void)parts_ask(&company.bob, T0);
	parts_expect(
		try_add(&company.alice, (struct customs_draft){ .name = "n" }),
		ERR_DENIED);
	parts_expect(
		try_add(&company.olga, (struct customs_draft){ .name = " " }),
		ERR_INVALID);
	parts_expect(
		try_add(&company.olga, (struct customs_draft){ .name = "A" }),
		ERR_CONFLICT);
	assert_string_equal(parts.error.msg,
			    "name: there is a field \"A\" already");
	parts_expect(try_add(&company.olga,
			     (struct customs_draft){ .name = "n",
						     .of = CUSTOM_OF_COMPANY,
						     .shown = true }),
		     ERR_INVALID);
	parts_expect(try_add(&company.olga,
			     (struct customs_draft){ .name = "n",
						     .required = true }),
		     ERR_INVALID);
	/* The same name is free of companies. */
	x = made("a", CUSTOM_OF_COMPANY, CUSTOM_TEXT);
	parts_expect(customs_change(&job, a, &c, &parts.error), ERR_CONFLICT);
	c.seen = 1;
	parts.error = (struct err){ 0 };
	parts_expect(customs_change(&job, a, &c, &parts.error), ERR_NONE);
	c = (struct customs_change){ .name = "a", .shown = true };
	parts_expect(customs_change(&job, x, &c, &parts.error), ERR_INVALID);
	parts_expect(add_choice(a, "one"), ERR_INVALID);
	for (int i = 1; i < LIMIT_FIELDS; i++)
		made(arena_printf(fixture.arena, "f%d", i), CUSTOM_OF_TICKET,
		     CUSTOM_FLAG);
	parts_expect(try_add(&company.olga,
			     (struct customs_draft){ .name = "more" }),
		     ERR_INVALID);
	assert_non_null(strstr(parts.error.msg, "20 fields"));
	archive(a, true);
	made("more", CUSTOM_OF_TICKET, CUSTOM_TEXT);
	job = parts_start(&company.olga, T0);
	parts_expect(customs_archive(&job, a, false, &parts.error),
		     ERR_INVALID);
	parts_check(T0);
}

static void choices_are_named_ordered_and_archived(void **state)
{
	const char *f = made("place", CUSTOM_OF_TICKET, CUSTOM_MANY);

	(void)state;
	parts_expect(add_choice(f, " A "), ERR_NONE);
	parts_expect(add_choice(f, "B"), ERR_NONE);
	parts_expect(add_choice(f, "C"), ERR_NONE);
	parts_expect(add_choice(f, "b"), ERR_CONFLICT);
	parts_expect(do_choice(f, "C", CUSTOMS_UP, NULL), ERR_NONE);
	assert_string_equal(choices(f), "ACB");
	parts_expect(do_choice(f, "A", CUSTOMS_UP, NULL), ERR_NONE);
	parts_expect(do_choice(f, "C", CUSTOMS_ARCHIVE, NULL), ERR_NONE);
	parts_expect(do_choice(f, "A", CUSTOMS_DOWN, NULL), ERR_NONE);
	assert_string_equal(choices(f), "BA");
	parts_expect(do_choice(f, "A", CUSTOMS_RENAME, "Z"), ERR_NONE);
	parts_expect(do_choice(f, "Z", CUSTOMS_RENAME, "B"), ERR_CONFLICT);
	parts_expect(do_choice(f, "Z", CUSTOMS_RENAME, ""), ERR_INVALID);
	parts_expect(do_choice(f, "C", CUSTOMS_REVIVE, NULL), ERR_NONE);
	assert_int_equal(strlen(choices(f)), 3);
	for (int i = 3; i < LIMIT_FIELD_CHOICES; i++)
		parts_expect(
			add_choice(f, arena_printf(fixture.arena, "c%d", i)),
			ERR_NONE);
	parts_expect(add_choice(f, "more"), ERR_INVALID);
	assert_non_null(strstr(parts.error.msg, "50 choices"));
	parts_check(T0);
}

static void customers_and_companies_have_theirs(void **state)
{
	const char *rank = made("rank", CUSTOM_OF_CUSTOMER, CUSTOM_NUMBER);
	const char *heads = made("heads", CUSTOM_OF_COMPANY, CUSTOM_NUMBER);
	const char *seven = "7", *bad = "many", *none = "";
	struct desk_field v = { rank, &seven, 1 };
	const struct desk_fields f = { &v, 1 };
	struct job job;

	(void)state;
	db_fixture_run("INSERT INTO company (id, oid, name, created_at)"
		       " VALUES (4, 'dddddddddddddddd', 'Quay', 0);");
	job = parts_start(&company.alice, T0);
	parts_expect(
		customs_fill_person(&job, company.bob.oid, &f, &parts.error),
		ERR_DENIED);
	job = parts_start(&company.mona, T0);
	parts_expect(
		customs_fill_person(&job, company.bob.oid, &f, &parts.error),
		ERR_NONE);
	assert_int_equal(NUMBER("SELECT number FROM person_field"), 70000);
	v.v = &bad;
	parts_expect(
		customs_fill_person(&job, company.bob.oid, &f, &parts.error),
		ERR_INVALID);
	assert_string_equal(parts.error.field,
			    arena_printf(fixture.arena, "field-%s", rank));
	v.v = &none;
	job = parts_start(&company.mona, T0);
	parts_expect(
		customs_fill_person(&job, company.bob.oid, &f, &parts.error),
		ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM person_field"), 0);
	v = (struct desk_field){ heads, &seven, 1 };
	parts_expect(
		customs_fill_person(&job, company.bob.oid, &f, &parts.error),
		ERR_INVALID);
	job = parts_start(&company.mona, T0);
	parts_expect(customs_fill_company(&job, "dddddddddddddddd", &f,
					  &parts.error),
		     ERR_NONE);
	assert_int_equal(NUMBER("SELECT number FROM company_field"), 70000);
	job = parts_start(&company.alice, T0);
	parts_expect(customs_fill_company(&job, "dddddddddddddddd", &f,
					  &parts.error),
		     ERR_DENIED);
	parts_check(T0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("they stand in the order they are put",
			  they_stand_in_the_order_they_are_put, company_setup,
			  NULL),
		TEST_WITH("what cannot be says why", what_cannot_be_says_why,
			  company_setup, NULL),
		TEST_WITH("choices are named, ordered and archived",
			  choices_are_named_ordered_and_archived, company_setup,
			  NULL),
		TEST_WITH("customers and companies have theirs",
			  customers_and_companies_have_theirs, company_setup,
			  NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/customs", tests, db_fixture_setup, db_fixture_teardown);
}
