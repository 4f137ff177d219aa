/*
 * Custom fields on tickets: filled in by staff and by who asks, noted, seen by
 * rules, copied with a part of the ticket, and found by the check where they do
 * not fit.
 */
#include "desk/parts.h"

#include "desk/check.h"
#include "desk/custom.h"
#include "desk/custom_facts.h"
#include "support/test.h"

#define PLACE "aaaaaaaaaaaaaaa1"
#define MILES "aaaaaaaaaaaaaaa2"
#define SINCE "aaaaaaaaaaaaaaa3"
#define SHIPS "aaaaaaaaaaaaaaa4"
#define AGREE "aaaaaaaaaaaaaaa5"
#define WORDS "aaaaaaaaaaaaaaa6"
#define OLD "aaaaaaaaaaaaaaa7"
#define RANK "aaaaaaaaaaaaaaa8"
#define SIZE "aaaaaaaaaaaaaaa9"
#define OSLO "bbbbbbbbbbbbbbb1"
#define KIEL "bbbbbbbbbbbbbbb2"
#define FERRY "bbbbbbbbbbbbbbb3"
#define TUG "bbbbbbbbbbbbbbb4"

/* What is typed into one field, up to two of it. */
struct typed {
	const char *oid, *v[2];
};

static struct desk_fields as_fields(const struct typed *t, size_t n)
{
	struct desk_field *v = ARENA_ARRAY(fixture.arena, n, struct desk_field);

	for (size_t i = 0; i < n; i++)
		v[i] = (struct desk_field){ t[i].oid, t[i].v,
					    t[i].v[1]   ? 2
					    : t[i].v[0] ? 1
							: 0 };
	return (struct desk_fields){ v, n };
}
#define TYPED(...)                                                             \
	as_fields((const struct typed[]){ __VA_ARGS__ },                       \
		  COUNT_OF(((const struct typed[]){ __VA_ARGS__ })))

static enum err_kind fill(const struct member *p, instant now, const char *code,
			  struct desk_fields f)
{
	struct job job = parts_start(p, now);

	return desk_set_fields(&job, code, 0, &f, &parts.deed, &parts.error);
}

static enum err_kind open_with(const struct member *p, instant now,
			       struct desk_fields f)
{
	struct job job = parts_start(p, now);
	const struct desk_ticket t = { .subject = "Engine",
				       .body = "It stops.",
				       .department = company.support_oid,
				       .priority = PRIORITY_NORMAL,
				       .fields = &f };

	return desk_open(&job, &t, &parts.deed, &parts.error);
}

static const char *text_of(const char *sql)
{
	struct err e = { 0 };
	const char *text;
	struct rows *r;

	company_expect(
		db_query(fixture.db, fixture.arena, sql, NO_PARAMS, &r, &e),
		ERR_NONE, &e);
	assert_true(rows_next(r));
	text = rows_str(r);
	company_expect(rows_end(&r, &e), ERR_NONE, &e);
	return text;
}

/* "name:was>became;" of each change that an event noted, in order. */
static const char *noted(const char *code)
{
	return text_of(arena_printf(
		fixture.arena,
		"SELECT IFNULL(GROUP_CONCAT(CONCAT(v.name, ':', IFNULL("
		"IFNULL(v.was_names, v.was), '-'), '>', IFNULL("
		"IFNULL(v.became_names, v.became), '-')) ORDER BY v.seq,"
		" v.field_id SEPARATOR ';'), '') FROM event_field v"
		" JOIN ticket t ON t.id = v.ticket_id WHERE t.code = '%s'",
		code));
}

static int before(void **state)
{
	company_setup(state);
	db_fixture_run(
		"INSERT INTO field (id, oid, about, kind, name, shown,"
		" required, position, created_at, archived_at) VALUES"
		" (1, '" PLACE "', 0, 3, 'Place', 1, 0, 1, 0, NULL),"
		" (2, '" MILES "', 0, 1, 'Mileage', 0, 0, 2, 0, NULL),"
		" (3, '" SINCE "', 0, 2, 'Since', 1, 0, 3, 0, NULL),"
		" (4, '" SHIPS "', 0, 4, 'Ships', 0, 0, 4, 0, NULL),"
		" (5, '" AGREE "', 0, 5, 'Urgent part', 0, 0, 5, 0, NULL),"
		" (6, '" WORDS "', 0, 0, 'Part', 0, 0, 6, 0, NULL),"
		" (7, '" OLD "', 0, 0, 'Fax', 0, 0, 7, 0, 1),"
		" (8, '" RANK "', 1, 1, 'Rank', 0, 0, 1, 0, NULL),"
		" (9, '" SIZE "', 2, 1, 'Size', 0, 0, 1, 0, NULL);\n"
		"INSERT INTO field_choice (id, oid, field_id, name, position,"
		" archived_at) VALUES"
		" (1, '" OSLO "', 1, 'Oslo', 1, NULL),"
		" (2, '" KIEL "', 1, 'Kiel', 2, NULL),"
		" (3, '" FERRY "', 4, 'Ferry', 1, NULL),"
		" (4, '" TUG "', 4, 'Tug', 2, NULL);");
	return 0;
}

static void staff_fill_in_and_the_timeline_says_what_was_there(void **state)
{
	const char *a = parts_ask(&company.bob, T0);
	int64_t seen;

	(void)state;
	parts_expect(fill(&company.alice, T0 + 1, a,
			  TYPED({ PLACE, { OSLO } }, { MILES, { "12.50" } },
				{ SINCE, { "2026-05-31" } },
				{ SHIPS, { FERRY, TUG } }, { AGREE, { "1" } },
				{ WORDS, { " pump  7 " } })),
		     ERR_NONE);
	assert_string_equal(noted(a), "Place:->Oslo;Mileage:->12.5;"
				      "Since:->2026-05-31;Ships:->Ferry, Tug;"
				      "Urgent part:->1;Part:->pump  7");
	seen = parts.deed.version;
	db_fixture_run("UPDATE field SET name = 'Harbour' WHERE id = 1;\n"
		       "UPDATE field_choice SET name = 'Christiania'"
		       " WHERE id = 1;");
	/* What stands there already is no change, and no event. */
	parts_expect(
		fill(&company.alice, T0 + 2, a, TYPED({ MILES, { "12.5" } })),
		ERR_NONE);
	assert_int_equal(parts.deed.version, seen);
	parts_expect(fill(&company.ann, T0 + 3, a,
			  TYPED({ PLACE, { KIEL } }, { AGREE, { "" } },
				{ SHIPS, { TUG } }, { WORDS, { NULL } })),
		     ERR_NONE);
	assert_int_equal(parts.deed.version, seen + 1);
	assert_string_equal(noted(a),
			    "Place:->Oslo;Mileage:->12.5;"
			    "Since:->2026-05-31;Ships:->Ferry, Tug;"
			    "Urgent part:->1;Part:->pump  7;"
			    "Harbour:Christiania>Kiel;Ships:Ferry, Tug>Tug;"
			    "Urgent part:1>-;Part:pump  7>-");
	assert_int_equal(parts_count(a, "event", "kind = 34 AND did = 4194304"),
			 2);
	assert_int_equal(parts_count(a, "ticket_field", "TRUE"), 4);
	parts_check(T0 + 3);
}

static void what_is_wrong_names_its_field_and_changes_nothing(void **state)
{
	static const struct {
		const char *oid, *typed, *says;
	} wrong[] = {
		{ MILES, "12,5", "Mileage: a number such as 12.5" },
		{ SINCE, "soon", "Since: a date such as 2026-11-24" },
		{ PLACE, FERRY, "Place: there is no such choice" },
		{ AGREE, "x", "Urgent part: tick it" },
		{ OLD, "1", "Fax: it is archived" },
		{ RANK, "1", "There is no such field" },
		{ "cccccccccccccccc", "1", "There is no such field" },
	};
	const char *a = parts_ask(&company.bob, T0);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		parts_expect(fill(&company.alice, T0 + 1, a,
				  TYPED({ WORDS, { "kept back" } },
					{ wrong[i].oid, { wrong[i].typed } })),
			     ERR_INVALID);
		assert_non_null(strstr(parts.error.msg, wrong[i].says));
		assert_string_equal(
			parts.error.field,
			arena_printf(fixture.arena, "field-%s", wrong[i].oid));
	}
	parts_expect(fill(&company.alice, T0 + 1, a,
			  TYPED({ WORDS, { "one" } }, { WORDS, { "two" } })),
		     ERR_INVALID);
	assert_int_equal(parts_count(a, "ticket_field", "TRUE"), 0);
	/* Customers see some, and change none; spam is left alone. */
	parts_expect(fill(&company.bob, T0 + 1, a, TYPED({ PLACE, { OSLO } })),
		     ERR_DENIED);
	parts_expect(fill(&company.dave, T0 + 1, a, TYPED({ PLACE, { OSLO } })),
		     ERR_NOT_FOUND);
	assert_int_equal(parts_count(a, "event", "did & 4194304"), 0);
	parts_check(T0 + 1);
}

static void an_archived_choice_stays_and_comes_nowhere_else(void **state)
{
	const char *a = parts_ask(&company.bob, T0);

	(void)state;
	parts_expect(
		fill(&company.alice, T0 + 1, a, TYPED({ SHIPS, { FERRY } })),
		ERR_NONE);
	db_fixture_run("UPDATE field_choice SET archived_at = 5 WHERE id = 3;");
	parts_expect(fill(&company.alice, T0 + 2, a,
			  TYPED({ SHIPS, { FERRY, TUG } })),
		     ERR_NONE);
	parts_expect(fill(&company.alice, T0 + 3, a, TYPED({ SHIPS, { TUG } })),
		     ERR_NONE);
	parts_expect(
		fill(&company.alice, T0 + 4, a, TYPED({ SHIPS, { FERRY } })),
		ERR_INVALID);
	assert_string_equal(parts.error.msg,
			    "Ships: the choice Ferry is archived.");
	parts_check(T0 + 4);
}

static void who_asks_fills_in_what_they_see_and_what_they_must(void **state)
{
	(void)state;
	db_fixture_run("UPDATE field SET required = 1 WHERE id = 1;");
	parts_expect(open_with(&company.bob, T0, TYPED({ SINCE, { "" } })),
		     ERR_INVALID);
	assert_string_equal(parts.error.msg, "Place: please fill this in.");
	assert_string_equal(parts.error.field, "field-" PLACE);
	parts_expect(open_with(&company.bob, T0, TYPED({ PLACE, { "" } })),
		     ERR_INVALID);
	parts_expect(open_with(&company.bob, T0,
			       TYPED({ PLACE, { OSLO } }, { MILES, { "1" } })),
		     ERR_INVALID);
	assert_string_equal(parts.error.msg, "There is no such field.");
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), 0);
	parts_expect(open_with(&company.bob, T0, TYPED({ PLACE, { OSLO } })),
		     ERR_NONE);
	assert_string_equal(noted(parts.deed.code), "Place:->Oslo");
	/* Staff fill in what they know. */
	parts_expect(open_with(&company.alice, T0, TYPED({ MILES, { "1" } })),
		     ERR_NONE);
	assert_string_equal(noted(parts.deed.code), "Mileage:->1");
	/* A field that is archived is asked of nobody. */
	db_fixture_run("UPDATE field SET archived_at = 5 WHERE id = 1;");
	parts_expect(open_with(&company.bob, T0, TYPED({ SINCE, { "" } })),
		     ERR_NONE);
	parts_check(T0);
}

static void a_part_of_it_knows_the_same(void **state)
{
	const char *a = parts_ask(&company.bob, T0);

	(void)state;
	parts_expect(fill(&company.alice, T0 + 1, a,
			  TYPED({ SHIPS, { FERRY, TUG } }, { PLACE, { OSLO } },
				{ WORDS, { "pump" } }, { MILES, { "3" } })),
		     ERR_NONE);
	db_fixture_run("UPDATE field_choice SET archived_at = 5 WHERE id IN"
		       " (1, 3);\n"
		       "UPDATE field SET archived_at = 5 WHERE id = 2;");
	parts_expect(parts_split(&company.alice, T0 + 2, a, 1), ERR_NONE);
	assert_string_equal(noted(parts.deed.code), "Ships:->Tug;Part:->pump");
	parts_check(T0 + 2);
}

/* ---- What rules see -------------------------------------------------------
 */

/* Field 0: it is not among them. */
static struct rule_custom fact(const struct rule_custom *v, size_t n,
			       int64_t field)
{
	struct rule_custom found = { .field = 0 };

	for (size_t i = 0; i < n; i++)
		if (v[i].field == field) {
			assert_int_equal(found.field, 0);
			found = v[i];
		}
	return found;
}

static void rules_see_all_three_and_what_is_under_way(void **state)
{
	const char *a = parts_ask(&company.bob, T0);
	const struct desk_fields more = TYPED({ MILES, { "" } },
					      { WORDS, { "valve" } });
	struct job job;
	const struct rule_custom *v;
	struct event ev;
	struct work w;
	size_t n;

	(void)state;
	parts_expect(fill(&company.alice, T0 + 1, a,
			  TYPED({ MILES, { "3" } }, { SHIPS, { FERRY, TUG } })),
		     ERR_NONE);
	db_fixture_run(arena_printf(
		fixture.arena,
		"INSERT INTO company (id, oid, name, created_at)"
		" VALUES (4, 'dddddddddddddddd', 'Quay', 0);\n"
		"INSERT INTO person_field (person_id, field_id, number)"
		" VALUES (%lld, 8, 20000);\n"
		"INSERT INTO company_field (company_id, field_id, number)"
		" VALUES (4, 9, 70000);\n"
		"UPDATE ticket SET company_id = 4;",
		(long long)company.bob.id.n));
	parts_expect(custom_facts_of(fixture.db, fixture.arena,
				     (ticket_id){ NUMBER("SELECT id FROM"
							 " ticket") },
				     company.bob.id, (company_id){ 4 }, &v, &n,
				     &parts.error),
		     ERR_NONE);
	assert_int_equal(n, 4);
	assert_int_equal(fact(v, n, 2).number, 3 * CUSTOM_ONE);
	assert_int_equal(fact(v, n, 4).nids, 2);
	assert_int_equal(fact(v, n, 8).number, 2 * CUSTOM_ONE);
	assert_int_equal(fact(v, n, 9).number, 7 * CUSTOM_ONE);
	job = parts_start(&company.alice, T0 + 2);
	work_init(&w, &job, name_store_new(fixture.arena));
	parts_expect(db_begin(fixture.db, &parts.error), ERR_NONE);
	parts_expect(ticket_store_lock(fixture.db, fixture.arena, a, &w.row,
				       &w.state, &parts.error),
		     ERR_NONE);
	ev = work_event(&w, EVENT_FIELDS, 0);
	parts_expect(custom_change_ticket(&w, false, &more, &ev, &parts.error),
		     ERR_NONE);
	assert_int_equal(ev.did, DID_FIELDS);
	parts_expect(custom_facts(&w, &v, &n, &parts.error), ERR_NONE);
	db_rollback(fixture.db);
	assert_int_equal(n, 4);
	assert_int_equal(fact(v, n, 2).field, 0);
	assert_string_equal(fact(v, n, 6).text.s, "valve");
	assert_int_equal(fact(v, n, 9).number, 7 * CUSTOM_ONE);
}

/* ---- What does not fit is found -------------------------------------------
 */

/* clang-format off */
static const struct {
	int round; /* with others that it leaves alone */
	const char *kind, *sql;
} bad[] = {
	{ 0, "ticket_field.missing", "DELETE FROM ticket_field WHERE field_id = 4;" },
	{ 0, "ticket_field.extra", "INSERT INTO ticket_field (ticket_id, field_id, text) SELECT id, 6, 'x' FROM ticket;" },
	{ 0, "ticket_field.value", "UPDATE ticket_field SET number = number + 1 WHERE field_id = 2;" },
	{ 1, "ticket_field.value", "DELETE FROM ticket_field WHERE choice_id = 4;" },
	{ 2, "ticket_field.field_id", "UPDATE ticket_field SET text = 'x' WHERE field_id = 2;" },
	{ 3, "ticket_field.field_id", "UPDATE ticket_field SET choice_id = 1 WHERE choice_id = 3;" },
	{ 3, "ticket_field.choice_id", "INSERT INTO ticket_field (ticket_id, field_id, choice_id, number) SELECT id, 2, 1, 5 FROM ticket;" },
	{ 2, "event_field.missing", "DELETE FROM event_field;" },
	{ 0, "event_field.was", "UPDATE event_field SET was = '9' WHERE field_id = 2;" },
	{ 1, "event_field.became", "UPDATE event_field SET became = was WHERE field_id = 2;" },
	{ 3, "event_field.seq", "UPDATE event_field SET seq = 1 WHERE field_id = 2;" },
	{ 0, "field.name", "UPDATE field SET name = ' ' WHERE id = 1;" },
	{ 0, "field.oid", "UPDATE field SET oid = 'short' WHERE id = 1;" },
	{ 0, "field.kind", "UPDATE field SET kind = 6 WHERE id = 6;" },
	{ 0, "field.about", "UPDATE field SET about = 3 WHERE id = 6;" },
	{ 0, "field.shown", "UPDATE field SET shown = 1 WHERE id = 8;" },
	{ 1, "field.shown", "UPDATE field SET shown = 2 WHERE id = 1;" },
	{ 0, "field.required", "UPDATE field SET required = 1 WHERE id = 2;" },
	{ 1, "field.required", "UPDATE field SET required = 7 WHERE id = 2;" },
	{ 0, "field.version", "UPDATE field SET version = 0 WHERE id = 2;" },
	{ 0, "field.archived_at", "UPDATE field SET archived_at = 99999999999 WHERE id = 2;" },
	{ 0, "field_choice.name", "UPDATE field_choice SET name = '' WHERE id = 1;" },
	{ 0, "field_choice.oid", "UPDATE field_choice SET oid = 'short' WHERE id = 1;" },
	{ 0, "field_choice.field_id", "UPDATE field_choice SET field_id = 6 WHERE id = 1;" },
	{ 2, "person_field.field_id", "INSERT INTO person_field (person_id, field_id, number) SELECT MIN(id), 2, 1 FROM person;" },
	{ 2, "person_field.choice_id", "INSERT INTO person_field (person_id, field_id, choice_id, number) SELECT MIN(id), 8, 0, 1 FROM person;\n" "INSERT INTO person_field (person_id, field_id, choice_id, number) SELECT MIN(id), 8, 1, 1 FROM person;" },
	{ 0, "person_field.person_id", "SET FOREIGN_KEY_CHECKS = 0;\n" "INSERT INTO person_field (person_id, field_id, number) VALUES (99999, 8, 1);\n" "SET FOREIGN_KEY_CHECKS = 1;" },
	{ 0, "company_field.field_id", "INSERT INTO company (id, oid, name, created_at) VALUES (4, 'dddddddddddddddd', 'Quay', 0);\n" "INSERT INTO company_field (company_id, field_id, text) VALUES (4, 9, 'x');" },
	{ 1, "company_field.choice_id", "INSERT INTO company (id, oid, name, created_at) VALUES (4, 'dddddddddddddddd', 'Quay', 0);\n" "INSERT INTO company_field (company_id, field_id, choice_id, number) VALUES (4, 9, 0, 1), (4, 9, 1, 1);" },
	{ 2, "company_field.company_id", "SET FOREIGN_KEY_CHECKS = 0;\n" "INSERT INTO company_field (company_id, field_id, number) VALUES (99999, 9, 1);\n" "SET FOREIGN_KEY_CHECKS = 1;" },
};
/* clang-format on */

#define ROUNDS 4

static void look(void *cookie, const struct check_finding *f)
{
	bool *seen = cookie;

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		seen[i] |= strcmp(bad[i].kind, f->kind) == 0;
}

static void break_and_look(int round)
{
	const struct check_range all = { 1, INT64_MAX };
	bool seen[COUNT_OF(bad)] = { false };
	struct desk_check c = { .db = fixture.db,
				.arena = fixture.arena,
				.each = look,
				.cookie = seen };

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (bad[i].round == round)
			db_fixture_run(bad[i].sql);
	parts_expect(desk_check_tickets(&c, &all, &parts.error), ERR_NONE);
	parts_expect(desk_check_rest(&c, T0 + HOUR, false, &parts.error),
		     ERR_NONE);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (bad[i].round == round && !seen[i])
			fail_msg("%s is not found after: %s", bad[i].kind,
				 bad[i].sql);
}

static void what_does_not_fit_is_found(void **state)
{
	for (int round = 0; round < ROUNDS; round++) {
		before(state);
		parts_expect(fill(&company.alice, T0 + 1,
				  parts_ask(&company.bob, T0),
				  TYPED({ MILES, { "3" } },
					{ SHIPS, { FERRY, TUG } })),
			     ERR_NONE);
		parts_check(T0 + HOUR);
		break_and_look(round);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("staff fill in, and the timeline says what was there",
			  staff_fill_in_and_the_timeline_says_what_was_there,
			  before, NULL),
		TEST_WITH("what is wrong names its field and changes nothing",
			  what_is_wrong_names_its_field_and_changes_nothing,
			  before, NULL),
		TEST_WITH("an archived choice stays and comes nowhere else",
			  an_archived_choice_stays_and_comes_nowhere_else,
			  before, NULL),
		TEST_WITH("who asks fills in what they see and what they must",
			  who_asks_fills_in_what_they_see_and_what_they_must,
			  before, NULL),
		TEST_WITH("a part of it knows the same",
			  a_part_of_it_knows_the_same, before, NULL),
		TEST_WITH("rules see all three and what is under way",
			  rules_see_all_three_and_what_is_under_way, before,
			  NULL),
		TEST_WITH("what does not fit is found",
			  what_does_not_fit_is_found, before, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/custom", tests, db_fixture_setup, db_fixture_teardown);
}
