/* SLA rules choose the levels of tickets: new ones, and those that changed. */
#include "desk/company.h"
#include "desk/ruling.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/rule_trace.h"
#include "desk/closing.h"
#include "desk/import.h"
#include "desk/tags_admin.h"
#include "store/rule_book.h"
#include "store/rule_event_store.h"
#include "store/tag_store.h"
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

static void expect(enum err_kind kind)
{
	company_expect(kind, ERR_NONE, &error);
}

/* ---- Tickets --------------------------------------------------------------
 */

static const char *open_as(const struct member *p, const char *department,
			   const char *subject, const char *tags)
{
	const struct desk_ticket t = { .subject = subject,
				       .body = "It does not print.",
				       .department = department,
				       .priority = PRIORITY_NORMAL,
				       .source = SOURCE_FORM,
				       .tags = tags };
	struct job job = start(p, T0);

	expect(desk_open(&job, &t, &deed, &error));
	return deed.code;
}

static void has_level(const char *code, const char *name)
{
	const char *sql = arena_printf(
		fixture.arena,
		"SELECT COUNT(*) FROM ticket t LEFT JOIN level_version v"
		" ON v.id = t.level_version_id WHERE t.code = '%s'"
		" AND COALESCE(v.name, '') = '%s'",
		code, name);

	if (NUMBER(sql) != 1)
		fail_msg("ticket %s has not the level '%s'", code, name);
}

/* The rule that its newest event with a level names. */
static void chosen_by(const char *code, const char *name)
{
	const char *sql = arena_printf(
		fixture.arena,
		"SELECT COUNT(*) FROM event e JOIN ticket t ON t.id ="
		" e.ticket_id LEFT JOIN rule_version v ON v.id ="
		" e.rule_version_id WHERE t.code = '%s' AND e.seq ="
		" (SELECT MAX(x.seq) FROM event x WHERE x.ticket_id = t.id AND"
		" x.did & 129) AND COALESCE(v.name, '') = '%s'",
		code, name);

	if (NUMBER(sql) != 1)
		fail_msg("the level of %s was not chosen by '%s'", code, name);
}

/* ---- On creation ----------------------------------------------------------
 */

static void tagged_urgent_on_creation_gets_the_urgent_level(void **state)
{
	const struct rule_condition urgent = { .field = RULE_TAGS,
					       .op = RULE_CONTAINS,
					       IDS(ruling_tag("URGENT")) };
	const char *code;

	(void)state;
	ruling_rule("Urgent", &urgent, ruling_level("Urgent SLA", 1), STOPS);
	code = open_as(&company.alice, company.support_oid, "Printer",
		       "urgent, printer");
	has_level(code, "Urgent SLA");
	chosen_by(code, "Urgent");
	code = open_as(&company.alice, company.support_oid, "Printer",
		       "printer");
	has_level(code, "Gold");
	chosen_by(code, "Support is Gold");
	company_check_refold();
}

static void the_last_that_holds_chooses_unless_one_stops(void **state)
{
	const struct rule_condition words = { .field = RULE_SUBJECT,
					      .op = RULE_CONTAINS,
					      WORDS("down") };
	int64_t fast = ruling_level("Fast", 1);
	const char *code;

	(void)state;
	ruling_rule("Down", &words, fast, PLAIN);
	code = open_as(&company.bob, company.support_oid, "It is DOWN", NULL);
	has_level(code, "Gold"); /* the next one holds, too */
	code = open_as(&company.dave, company.billing_oid, "It is DOWN", NULL);
	has_level(code, "Fast");
	ruling_rule("Down first", &words, fast, STOPS);
	code = open_as(&company.bob, company.support_oid, "It is DOWN", NULL);
	has_level(code, "Fast");
	chosen_by(code, "Down first");
	ruling_rule("Not these", &words, 0, STOPS);
	code = open_as(&company.bob, company.support_oid, "It is DOWN", NULL);
	has_level(code, "");
	chosen_by(code, "Not these");
	ruling_rule("Off", &words, fast, STOPS | INACTIVE);
	code = open_as(&company.bob, company.support_oid, "It is DOWN", NULL);
	chosen_by(code, "Not these");
}

static void each_fact_of_a_new_ticket_is_asked(void **state)
{
	const struct rule_condition asked[] = {
		{ .field = RULE_SOURCE, .op = RULE_IS, IDS(SOURCE_FORM) },
		{ .field = RULE_STATUS, .op = RULE_IS, IDS(STATUS_NEW) },
		{ .field = RULE_CREATED, .op = RULE_LESS, .number = T0 + 1 },
		{ .field = RULE_CHANGED, .op = RULE_NOT_LESS, .number = T0 },
		{ .field = RULE_DELETED, .op = RULE_IS_EMPTY },
		{ .field = RULE_REFERRER, .op = RULE_IS_EMPTY },
		{ .field = RULE_PRIORITY, .op = RULE_IS, IDS(PRIORITY_NORMAL) },
		{ .field = RULE_MESSAGE, .op = RULE_CONTAINS, WORDS("PRINT") },
		{ .field = RULE_MESSAGE_BY,
		  .op = RULE_IS,
		  IDS(RULE_BY_CUSTOMER) },
		{ .field = RULE_AGENT_STATUS, .op = RULE_IS_EMPTY },
		{ .field = RULE_DEPARTMENT,
		  .op = RULE_IS,
		  IDS(company.support.n) },
		{ .field = RULE_ASSIGNEE, .op = RULE_IS_EMPTY },
		{ .field = RULE_GROUPS, .op = RULE_IS_EMPTY },
		{ .field = RULE_INVITED, .op = RULE_IS, .number = 0 },
		{ .field = RULE_TAGS, .op = RULE_IS_EMPTY },
		{ .field = RULE_LEVEL, .op = RULE_IS_EMPTY },
		{ .field = RULE_SUBJECT, .op = RULE_IS, WORDS("printer") },
		{ .field = RULE_REQUESTER,
		  .op = RULE_IS,
		  IDS(company.bob.id.n) },
		{ .field = RULE_COMPANY, .op = RULE_IS_EMPTY },
		{ .field = RULE_LANGUAGE, .op = RULE_IS_EMPTY },
		{ .field = RULE_CUSTOM,
		  .custom = 99,
		  .type = RULE_TEXT,
		  .op = RULE_IS_EMPTY },
		{ .field = RULE_STATUS_SINCE,
		  .op = RULE_NOT_LESS,
		  .number = T0 },
		{ .field = RULE_DUE, .op = RULE_IS_EMPTY },
	};
	int64_t fast = ruling_level("Fast", 1);

	(void)state;
	assert_int_equal(COUNT_OF(asked), RULE_FIELD_N);
	db_fixture_run(
		"INSERT INTO field (id, oid, about, kind, name,"
		" position, created_at) VALUES (99, '0123456789abcdef', 0, 0,"
		" 'Room', 1, 1)");
	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		struct rule_condition not = asked[i];
		const char *code;
		int64_t id;

		id = ruling_rule("It is", &asked[i], fast, STOPS);
		code = open_as(&company.bob, company.support_oid, "Printer",
			       NULL);
		chosen_by(code, "It is");
		expect(rule_store_remove(fixture.db, id, (person_id){ 0 }, T0,
					 &error));
		not .op ^= 1;
		id = ruling_rule("It is not", &not, fast, STOPS);
		code = open_as(&company.bob, company.support_oid, "Printer",
			       NULL);
		chosen_by(code, "Support is Gold");
		expect(rule_store_remove(fixture.db, id, (person_id){ 0 }, T0,
					 &error));
	}
}

/* ---- What they said -------------------------------------------------------
 */

static void what_each_rule_said_stays_with_the_event(void **state)
{
	const struct rule_condition words = { .field = RULE_SUBJECT,
					      .op = RULE_CONTAINS,
					      WORDS("fire") };
	int64_t id = ruling_rule("Fire", &words, ruling_level("Fast", 1),
				 STOPS);
	const char *code = open_as(&company.bob, company.support_oid, "Printer",
				   NULL);
	struct rule_trace_reader rd;
	struct rule_event *list;
	struct rule_word w;
	size_t n;

	(void)state;
	expect(rule_store_remove(fixture.db, id, (person_id){ 0 }, T0, &error));
	expect(rule_event_store_list(
		fixture.db, fixture.arena,
		(ticket_id){ NUMBER(arena_printf(
			fixture.arena,
			"SELECT id FROM ticket WHERE code = '%s'", code)) },
		5, &list, &n, &error));
	assert_int_equal(n, 1);
	assert_string_equal(list[0].level, "Gold");
	rule_trace_read(&rd, list[0].asked, list[0].nasked);
	assert_true(rule_trace_next(&rd, fixture.arena, &w));
	assert_int_equal(w.outcome, RULE_FAILS);
	assert_int_equal(w.n, 1);
	assert_int_equal(
		w.conditions[0],
		NUMBER("SELECT c.id FROM rule_condition c JOIN rule_version v"
		       " ON v.id = c.rule_version_id WHERE v.name = 'Fire'"));
	assert_true(rule_trace_next(&rd, fixture.arena, &w));
	assert_int_equal(w.outcome, RULE_HOLDS);
	assert_int_equal(w.version, list[0].version);
	assert_false(rule_trace_next(&rd, fixture.arena, &w));
}

static void a_rule_whose_tag_is_gone_does_not_run(void **state)
{
	const struct rule_condition not = { .field = RULE_TAGS,
					    .op = RULE_CONTAINS_NOT,
					    IDS(ruling_tag("LATER")) };
	const char *later = ruling_oid(not .ids[0]), *code;
	const struct rule_book *book;
	struct job job;

	(void)state;
	ruling_rule("Not later", &not, ruling_level("Fast", 1), STOPS);
	code = open_as(&company.bob, company.support_oid, "Printer", NULL);
	has_level(code, "Fast");
	job = start(&company.olga, T0);
	expect(tags_delete(&job, later, &error));
	code = open_as(&company.bob, company.support_oid, "Printer", NULL);
	has_level(code, "Gold");
	expect(rule_book_open(fixture.db, fixture.arena, RULE_KIND_SLA, &book,
			      NULL, &error));
	assert_string_equal(book->v[0].invalid, "The tag  is gone.");
}

static void a_tag_that_became_another_means_that_one(void **state)
{
	int64_t first = ruling_tag("URGENT"), second = ruling_tag("Urgent!"),
		third = ruling_tag("Now");
	const struct rule_condition urgent = { .field = RULE_TAGS,
					       .op = RULE_CONTAINS,
					       IDS(first) };
	struct job job = start(&company.olga, T0);
	int64_t left;

	(void)state;
	ruling_rule("Urgent", &urgent, ruling_level("Urgent SLA", 1), STOPS);
	has_level(
		open_as(&company.alice, company.support_oid, "Printer", "Now"),
		"Gold");
	expect(tags_merge(&job, ruling_oid(first), ruling_oid(second), 10,
			  &left, &error));
	expect(tags_merge(&job, ruling_oid(second), ruling_oid(third), 10,
			  &left, &error));
	has_level(
		open_as(&company.alice, company.support_oid, "Printer", "Now"),
		"Urgent SLA");
}

static void a_rule_that_cannot_be_compiled_does_not_run(void **state)
{
	const struct rule_condition words = { .field = RULE_SUBJECT,
					      .op = RULE_MATCHES,
					      WORDS("fine") };

	(void)state;
	ruling_rule("Broken", &words, ruling_level("Fast", 1), STOPS);
	db_fixture_run("UPDATE rule_value SET text = '(' WHERE text = 'fine'");
	has_level(open_as(&company.bob, company.support_oid, "fine", NULL),
		  "Gold");
	db_fixture_run("UPDATE rule_condition SET field = 90 WHERE field = 16");
	expect(rule_store_begin(fixture.db, &error));
	has_level(open_as(&company.bob, company.support_oid, "fine", NULL),
		  "Gold");
}

/* ---- Tickets that are there -----------------------------------------------
 */

typedef enum err_kind simple_verb(struct job *job, const char *code,
				  int64_t seen, struct deed *out,
				  struct err *e);

static void act(simple_verb *verb, const char *code, instant now)
{
	struct job job = start(&company.alice, now);

	expect(verb(&job, code, 0, &deed, &error));
}

static void retag(const char *code, const char *tags, instant now)
{
	struct job job = start(&company.alice, now);

	expect(desk_set_tags(&job, code, 0, tags, &deed, &error));
}

static void back_from_spam_all_are_asked_again(void **state)
{
	const struct rule_condition always = { .field = RULE_SUBJECT,
					       .op = RULE_IS_NOT_EMPTY };
	const char *code = open_as(&company.bob, company.support_oid, "Printer",
				   NULL);

	(void)state;
	has_level(code, "Gold");
	act(desk_mark_spam, code, T0 + 60);
	ruling_rule("All", &always, ruling_level("Fast", 1), STOPS);
	act(desk_restore, code, T0 + 120);
	has_level(code, "Fast");
	chosen_by(code, "All");
	/* What was deleted alone has the level that it had. */
	ruling_rule("None", &always, 0, STOPS);
	act(desk_delete, code, T0 + 180);
	act(desk_restore, code, T0 + 240);
	has_level(code, "Fast");
	company_check_refold();
}

static void forwarded_all_are_asked_again(void **state)
{
	const struct rule_condition always = { .field = RULE_SUBJECT,
					       .op = RULE_IS_NOT_EMPTY };
	const struct desk_forward f = { .to = "fitter@else.example",
					.body = "Could you have a look?" };
	const char *code = open_as(&company.bob, company.support_oid, "Printer",
				   NULL);
	struct job job = start(&company.alice, T0 + 60);

	(void)state;
	has_level(code, "Gold");
	ruling_rule("All", &always, ruling_level("Fast", 1), STOPS);
	expect(desk_forward(&job, code, 0, &f, &deed, &error));
	has_level(code, "Fast");
	chosen_by(code, "All");
	company_check_refold();
}

static void
one_that_keeps_applying_is_asked_when_its_field_changes(void **state)
{
	const struct rule_condition urgent = { .field = RULE_TAGS,
					       .op = RULE_CONTAINS,
					       IDS(ruling_tag("URGENT")) };
	const char *code;

	(void)state;
	ruling_rule("Urgent", &urgent, ruling_level("Urgent SLA", 1),
		    STOPS | KEEPS);
	code = open_as(&company.bob, company.support_oid, "Printer", NULL);
	has_level(code, "Gold");
	retag(code, "URGENT", T0 + 60);
	has_level(code, "Urgent SLA");
	chosen_by(code, "Urgent");
	/* It does not hold any more, so all choose anew. */
	retag(code, "", T0 + 120);
	has_level(code, "Gold");
	chosen_by(code, "Support is Gold");
	company_check_refold();
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 12"
				" AND actor_kind = 1"),
			 2);
}

static void one_that_does_not_keep_applying_chooses_once(void **state)
{
	const struct rule_condition urgent = { .field = RULE_TAGS,
					       .op = RULE_CONTAINS,
					       IDS(ruling_tag("URGENT")) };
	const char *code;

	(void)state;
	ruling_rule("Urgent", &urgent, ruling_level("Urgent SLA", 1), STOPS);
	code = open_as(&company.bob, company.support_oid, "Printer", NULL);
	retag(code, "URGENT", T0 + 60);
	has_level(code, "Gold");
}

static void keeping_leaves_levels_that_others_chose(void **state)
{
	const struct rule_condition urgent = { .field = RULE_TAGS,
					       .op = RULE_CONTAINS,
					       IDS(ruling_tag("URGENT")) };
	const struct rule_condition words = { .field = RULE_SUBJECT,
					      .op = RULE_CONTAINS,
					      WORDS("printer") };
	int64_t fast = ruling_level("Fast", 1);
	const char *code;
	int64_t id;

	(void)state;
	id = ruling_rule("Printers", &words, fast, STOPS);
	code = open_as(&company.bob, company.support_oid, "Printer", NULL);
	has_level(code, "Fast");
	expect(rule_store_remove(fixture.db, id, (person_id){ 0 }, T0, &error));
	ruling_rule("Urgent", &urgent, ruling_level("Urgent SLA", 1),
		    STOPS | KEEPS);
	retag(code, "paper", T0 + 60);
	has_level(code, "Fast"); /* though new ones would get Gold */
	company_check_refold();
}

static void a_follow_up_is_asked_about(void **state)
{
	const struct rule_condition words = { .field = RULE_SUBJECT,
					      .op = RULE_STARTS,
					      WORDS("Re:") };
	const char *code = open_as(&company.bob, company.support_oid, "Printer",
				   NULL);
	struct job job = start(&company.olga, T0);

	(void)state;
	expect(desk_close_after(&job, 5 * DAY_SECONDS, &error));
	ruling_rule("Again", &words, ruling_level("Fast", 1), STOPS);
	act(desk_resolve, code, T0 + 60);
	job = start(&company.bob,
		    T0 + 60 + 6 * DAY_SECONDS); /* closed by then */
	expect(desk_follow_up(&job, code, 0, "Once more.", &deed, &error));
	has_level(deed.code, "Fast");
	chosen_by(deed.code, "Again");
	company_check_refold();
}

/* ---- Rules change ---------------------------------------------------------
 */

static void a_rule_that_changed_is_read_anew(void **state)
{
	const struct rule_condition words = { .field = RULE_SUBJECT,
					      .op = RULE_CONTAINS,
					      WORDS("paper") };
	struct rule_rows rows;
	struct rule_draft d;
	int64_t id;

	(void)state;
	id = ruling_rule("Paper", &words, ruling_level("Fast", 1), STOPS);
	has_level(open_as(&company.bob, company.support_oid, "Paper", NULL),
		  "Fast");
	expect(rule_store_list(fixture.db, fixture.arena, RULE_KIND_SLA, &rows,
			       &error));
	assert_int_equal(rows.n, 2);
	d = rows.v[0].is;
	d.active = false;
	expect(rule_store_begin(fixture.db, &error));
	expect(rule_store_revise(fixture.db, fixture.arena, id, &d,
				 company.olga.id, T0 + 5, &error));
	has_level(open_as(&company.bob, company.support_oid, "Paper", NULL),
		  "Gold");
	expect(rule_store_list(fixture.db, fixture.arena, RULE_KIND_SLA, &rows,
			       &error));
	assert_int_equal(rows.v[0].number, 2);
	assert_int_equal(rows.v[0].changed, T0 + 5);
	assert_non_null(rows.v[0].changed_by);
	assert_int_equal(rows.v[0].is.groups[0].n, 1);
	assert_string_equal(rows.v[0].is.groups[0].v[0].texts[0], "paper");
}

static void what_a_change_that_was_dropped_said_is_not_kept(void **state)
{
	const struct rule_book *book;

	(void)state;
	expect(db_begin(fixture.db, &error));
	ruling_rule("Never", NULL, ruling_level("Fast", 1), STOPS);
	expect(rule_book_open(fixture.db, fixture.arena, RULE_KIND_SLA, &book,
			      NULL, &error));
	assert_int_equal(book->n, 2);
	db_rollback(fixture.db);
	expect(rule_book_open(fixture.db, fixture.arena, RULE_KIND_SLA, &book,
			      NULL, &error));
	assert_int_equal(book->n, 1);
	has_level(open_as(&company.bob, company.support_oid, "Paper", NULL),
		  "Gold");
}

static void histories_are_asked_about_as_they_began(void **state)
{
	const struct rule_condition words = { .field = RULE_MESSAGE,
					      .op = RULE_CONTAINS,
					      WORDS("burns") };
	struct import *im = desk_import_new();
	struct import_event first = desk_import_event(EVENT_CREATED, T0,
						      company.bob.id);
	struct import_ticket t = { .key = "old-1",
				   .subject = "An old one",
				   .requester = company.bob.id,
				   .events = &first,
				   .n = 1 };
	struct job job = start(&company.alice, T0 + HOUR);
	int64_t events;

	(void)state;
	ruling_rule("Burns", &words, ruling_level("Fast", 1), STOPS);
	first.event.did = DID_CREATE | DID_CUSTOMER_SPOKE;
	first.event.priority = PRIORITY_NORMAL;
	first.event.department = company.support;
	first.body = "It burns!";
	expect(desk_import(im, &job, &t, 1, &events, &error));
	desk_import_free(&im);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket t JOIN"
				" level_version v ON v.id = t.level_version_id"
				" WHERE t.import_key = 'old-1'"
				" AND v.name = 'Fast'"),
			 1);
	company_check_refold();
}

#define CHOOSE(what, f) TEST_WITH(what, f, company_setup, NULL)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		CHOOSE("tagged URGENT on creation it gets the urgent level",
		       tagged_urgent_on_creation_gets_the_urgent_level),
		CHOOSE("the last that holds chooses, unless one stops",
		       the_last_that_holds_chooses_unless_one_stops),
		CHOOSE("each fact of a new ticket is asked",
		       each_fact_of_a_new_ticket_is_asked),
		CHOOSE("what each rule said stays with the event",
		       what_each_rule_said_stays_with_the_event),
		CHOOSE("a rule whose tag is gone does not run",
		       a_rule_whose_tag_is_gone_does_not_run),
		CHOOSE("a tag that became another means that one",
		       a_tag_that_became_another_means_that_one),
		CHOOSE("a rule that cannot be compiled does not run",
		       a_rule_that_cannot_be_compiled_does_not_run),
		CHOOSE("back from spam all are asked again",
		       back_from_spam_all_are_asked_again),
		CHOOSE("forwarded, all are asked again",
		       forwarded_all_are_asked_again),
		CHOOSE("one that keeps applying is asked when its field "
		       "changes",
		       one_that_keeps_applying_is_asked_when_its_field_changes),
		CHOOSE("one that does not keep applying chooses once",
		       one_that_does_not_keep_applying_chooses_once),
		CHOOSE("keeping leaves levels that others chose",
		       keeping_leaves_levels_that_others_chose),
		CHOOSE("a follow-up is asked about",
		       a_follow_up_is_asked_about),
		CHOOSE("a rule that changed is read anew",
		       a_rule_that_changed_is_read_anew),
		CHOOSE("what a change that was dropped said is not kept",
		       what_a_change_that_was_dropped_said_is_not_kept),
		CHOOSE("histories are asked about as they began",
		       histories_are_asked_about_as_they_began),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/choose", tests, db_fixture_setup, db_fixture_teardown);
}
