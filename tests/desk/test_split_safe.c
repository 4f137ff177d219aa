/* Tickets that are split: who may, all of it or nothing, and the check. */
#include "desk/parts.h"

#include "base/limits.h"
#include "desk/check.h"
#include "support/test.h"

/* ---- What cannot be -------------------------------------------------------
 */

static void refuse(const char *a, const char *const *oids, size_t n,
		   const char *message)
{
	parts_expect(parts_split_all(&company.alice, T0 + 3 * HOUR, a, oids, n),
		     ERR_INVALID);
	check_text("split", parts.error.msg, message);
	check_text("field", parts.error.field, "messages");
}

static void what_cannot_be_split_off_is_said(void **state)
{
	const char *a = parts_ask(&company.bob, T0),
		   *b = parts_ask(&company.bob, T0);
	const char *many[LIMIT_SPLIT + 1], *oids[2];
	struct desk_split s = { .messages = oids, .n = 1 };
	struct job job;

	(void)state;
	parts_say(&company.alice, T0 + HOUR, a, "Water.");
	parts_note(&company.alice, T0 + HOUR, a);
	for (size_t i = 0; i < COUNT_OF(many); i++)
		many[i] = "x";
	refuse(a, many, 0, "No message is chosen.");
	refuse(a, many, COUNT_OF(many), "More than 50 messages are chosen.");
	refuse(a, many, 2, "A message is not on this ticket.");
	oids[0] = parts_message(a, 1);
	oids[1] = parts_message(b, 1);
	refuse(a, oids, 2, "A message is not on this ticket.");
	oids[1] = parts_message(a, 2);
	refuse(a, oids, 2,
	       "What staff answered stays where it was said. Please choose"
	       " messages of customers, and notes.");
	oids[0] = parts_message(a, 3);
	refuse(a, oids, 1,
	       "Please choose a message of a customer: the new ticket begins"
	       " with it.");
	oids[0] = parts_message(a, 1);
	s.subject = "Two\nlines";
	job = parts_start(&company.alice, T0 + 3 * HOUR);
	parts_expect(desk_split(&job, a, 0, &s, &parts.deed, &parts.error),
		     ERR_INVALID);
	check_text("subject", parts.error.field, "subject");
	s.subject = NULL;
	job = parts_start(&company.alice, T0 + 3 * HOUR);
	parts_expect(desk_split(&job, a, 1, &s, &parts.deed, &parts.error),
		     ERR_CONFLICT);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_link"), 0);
}

static void only_who_works_there_splits(void **state)
{
	const char *a = parts_ask(&company.bob, T0);

	(void)state;
	parts_expect(parts_split(&company.bob, T0 + HOUR, a, 1), ERR_DENIED);
	parts_expect(parts_split(&company.carol, T0 + HOUR, a, 1),
		     ERR_NOT_FOUND);
	parts_expect(parts_split(&company.dave, T0 + HOUR, a, 1),
		     ERR_NOT_FOUND);
	parts_expect(parts_split(&company.rita, T0 + HOUR, a, 1), ERR_DENIED);
	parts_expect(parts_split(&company.mona, T0 + HOUR, a, 1), ERR_DENIED);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), 1);
	parts_expect(parts_split(&company.olga, T0 + HOUR, a, 1), ERR_NONE);
}

static void what_is_hidden_or_closed_stays_whole(void **state)
{
	const char *a = parts_ask(&company.bob, T0),
		   *b = parts_ask(&company.bob, T0);
	struct job job = parts_start(&company.alice, T0);

	(void)state;
	parts_expect(desk_mark_spam(&job, a, 0, &parts.deed, &parts.error),
		     ERR_NONE);
	parts_expect(parts_split(&company.alice, T0 + HOUR, a, 1),
		     ERR_CONFLICT);
	job = parts_start(&company.alice, T0 + HOUR);
	parts_expect(desk_restore(&job, a, 0, &parts.deed, &parts.error),
		     ERR_NONE);
	parts_expect(desk_merge(&job, a, 0, b, &parts.deed, &parts.error),
		     ERR_NONE);
	parts_expect(parts_split(&company.alice, T0 + HOUR, a, 1),
		     ERR_CONFLICT);
	job = parts_start(&company.alice, T0 + HOUR);
	parts_expect(desk_resolve(&job, b, 0, &parts.deed, &parts.error),
		     ERR_NONE);
	company_sweep(fixture.db, T0 + 60 * DAY_SECONDS);
	db_fixture_run("UPDATE ticket SET status = 5;\n");
	parts_expect(parts_split(&company.alice, T0 + 60 * DAY_SECONDS, b, 1),
		     ERR_CONFLICT);
}

/* ---- Once, or not at all --------------------------------------------------
 */

static const struct once form = { .key_hash = "0123456789abcdef0123456789abcde",
				  .request_hash = "one" };

static void a_form_sent_twice_splits_once(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *oid = parts_message(a, 1),
		   *c;
	const struct desk_split s = { .messages = &oid, .n = 1 };
	struct job job = parts_start(&company.alice, T0 + HOUR);

	(void)state;
	job.once = &form;
	parts_expect(desk_split(&job, a, 0, &s, &parts.deed, &parts.error),
		     ERR_NONE);
	c = parts.deed.code;
	parts_expect(desk_split(&job, a, 0, &s, &parts.deed, &parts.error),
		     ERR_NONE);
	assert_true(parts.deed.again);
	assert_string_equal(parts.deed.code, c);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), 2);
}

/* Each command fails in turn: all of it, or nothing. */
static void half_a_split_is_none(void **state)
{
	static const bool afters[] = { false, true };

	for (size_t i = 0; i < COUNT_OF(afters); i++) {
		const char *a, *oids[2], *before;
		struct desk_split s = { .messages = oids, .n = 2 };
		const char *token;
		enum err_kind kind;
		int64_t nth = 0;
		struct job job;

		company_setup(state);
		token = files_upload(&company.bob, T0, "a.txt", "one");
		a = parts_ask(&company.bob, T0);
		job = parts_start(&company.bob, T0);
		job.files = files_of("session", &token, 1);
		parts_expect(desk_reply(&job, a, 0, "See.", THEN_NOTHING,
					&parts.deed, &parts.error),
			     ERR_NONE);
		oids[0] = parts_message(a, 1);
		oids[1] = parts_message(a, 2);
		before = company_dump();
		for (;;) {
			job = parts_start(&company.alice, T0 + 9 * HOUR);
			job.once = &form;
			db_test_fault(fixture.db, 2013, ++nth, afters[i]);
			kind = desk_split(&job, a, 0, &s, &parts.deed,
					  &parts.error);
			db_test_fault(fixture.db, 0, 0, false);
			if (kind == ERR_NONE)
				break;
			parts.error = (struct err){ 0 };
			parts_expect(db_ready(fixture.db, &parts.error),
				     ERR_NONE);
			if (kind == ERR_UNSURE)
				continue;
			assert_int_equal(kind, ERR_BUSY);
			assert_string_equal(company_dump(), before);
			assert_true(nth < 100);
		}
		assert_true(nth > 10 || afters[i]);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), 2);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_link"), 1);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM attachment"), 2);
		parts_check(T0 + DAY_SECONDS);
	}
}

/* ---- The check ------------------------------------------------------------
 */

static int found;

static void count_finding(void *cookie, const struct check_finding *f)
{
	found += strcmp(f->kind, cookie) == 0;
}

/* Bob's first word and his file's were split off; C is the newest. */
#define OF_C " WHERE ticket_id = (SELECT to_id FROM ticket_link)"

static void seed_split(void)
{
	const char *token = files_upload(&company.bob, T0, "a.txt", "one");
	const char *a = parts_ask(&company.bob, T0), *oids[3];
	struct job job = parts_start(&company.bob, T0 + MINUTE);

	job.files = files_of("session", &token, 1);
	parts_expect(desk_reply(&job, a, 0, "See.", THEN_NOTHING, &parts.deed,
				&parts.error),
		     ERR_NONE);
	parts_note(&company.alice, T0 + MINUTE, a);
	for (int i = 0; i < 3; i++)
		oids[i] = parts_message(a, i + 1);
	parts_expect(parts_split_all(&company.alice, T0 + HOUR, a, oids, 3),
		     ERR_NONE);
}

static void the_check_knows_splits(void **state)
{
	static const struct {
		const char *kind, *sql;
	} seeds[] = {
		{ "ticket_link.missing", "DELETE FROM ticket_link" },
		{ "ticket_link.split", "DELETE FROM ticket_link" },
		{ "ticket_link.from_seq", "UPDATE ticket_link SET from_seq ="
					  " 1" },
		{ "ticket_link.to_seq", "UPDATE ticket_link SET to_seq = 2" },
		{ "event.split",
		  "UPDATE event SET did = did - 2097152" OF_C " AND seq = 1" },
		{ "event.split",
		  "UPDATE event SET did = did | 1024" OF_C " AND seq = 1" },
		{ "event.split",
		  "UPDATE message SET copy_of = NULL" OF_C " AND seq = 1" },
		{ "event.until_at",
		  "UPDATE event SET until_at = until_at - 1" OF_C
		  " AND seq = 1" },
		{ "event.until_at",
		  "UPDATE event SET until_at = NULL" OF_C " AND seq = 1" },
		{ "message.copy_of",
		  "UPDATE message SET body = 'x'" OF_C " AND seq = 1" },
		{ "message.copy_of",
		  "UPDATE message SET at = at - 1" OF_C " AND seq = 2" },
		{ "message.copy_of",
		  "UPDATE message SET author_id = NULL" OF_C " AND seq = 2" },
		{ "message.copy_of", "UPDATE message SET trust = 1" OF_C },
		{ "message.copy_of", "UPDATE message SET author_kind = 2" OF_C
				     " AND visibility = 1" },
		{ "message.copy_of",
		  "UPDATE message SET copy_of = 999" OF_C " AND seq = 2" },
		{ "message.copy_of",
		  "UPDATE message SET copy_of = id" OF_C " AND seq = 2" },
		{ "attachment.copy", "DELETE FROM attachment" OF_C },
		{ "attachment.copy", "UPDATE attachment SET name = 'b'" OF_C },
		{ "attachment.copy",
		  "UPDATE attachment SET position = 1" OF_C },
		{ "event.did",
		  "UPDATE event SET did = did | 2097152" OF_C " AND seq = 2" },
		{ "event.until_at",
		  "UPDATE event SET until_at = at + 1" OF_C " AND seq = 1" },
		{ "clock.started_at",
		  "UPDATE event SET did = did - 2097152" OF_C " AND seq = 1" },
		{ "message.visibility", "UPDATE message SET visibility = 0" OF_C
					" AND visibility = 1" },
	};

	for (size_t i = 0; i < COUNT_OF(seeds); i++) {
		const struct check_range range = { .from = 0,
						   .until = INT64_MAX / 2 };
		char name[40];
		struct desk_check c = { .each = count_finding, .cookie = name };

		company_setup(state);
		c.db = fixture.db;
		c.arena = fixture.arena;
		seed_split();
		db_fixture_run(
			arena_printf(fixture.arena, "%s;\n", seeds[i].sql));
		snprintf(name, sizeof(name), "%s", seeds[i].kind);
		found = 0;
		parts.error = (struct err){ 0 };
		parts_expect(desk_check_tickets(&c, &range, &parts.error),
			     ERR_NONE);
		parts_expect(desk_check_rest(&c, T0 + DAY_SECONDS, false,
					     &parts.error),
			     ERR_NONE);
		if (found == 0)
			fail_msg("%s: %s is not found", seeds[i].sql,
				 seeds[i].kind);
	}
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("what cannot be split off is said",
			  what_cannot_be_split_off_is_said, company_setup,
			  NULL),
		TEST_WITH("only who works there splits",
			  only_who_works_there_splits, company_setup, NULL),
		TEST_WITH("what is hidden or closed stays whole",
			  what_is_hidden_or_closed_stays_whole, company_setup,
			  NULL),
		TEST_WITH("a form sent twice splits once",
			  a_form_sent_twice_splits_once, company_setup, NULL),
		TEST_WITH("half a split is none", half_a_split_is_none,
			  files_setup, files_teardown),
		TEST_WITH("the check knows splits", the_check_knows_splits,
			  files_setup, files_teardown),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("desk/split_safe", tests,
					   db_fixture_setup,
					   db_fixture_teardown);
}
