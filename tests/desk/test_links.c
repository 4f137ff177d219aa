/* Tickets that are merged, and new ones that follow closed ones. */
#include "desk/company.h"

#include "base/limits.h"
#include "desk/check.h"
#include "desk/closing.h"
#include "store/link_store.h"
#include "store/ticket_store.h"
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

static void expect(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &error);
}

static const char *ask(const struct member *p, instant now)
{
	const struct desk_ticket t = { .subject = "It burns",
				       .body = "Again.",
				       .department = company.support_oid,
				       .source = SOURCE_FORM };
	struct job job = start(p, now);

	expect(desk_open(&job, &t, &deed, &error), ERR_NONE);
	return deed.code;
}

static enum err_kind say(const struct member *p, instant now, const char *code)
{
	struct job job = start(p, now);

	return desk_reply(&job, code, 0, "Water.", THEN_NOTHING, &deed, &error);
}

static enum err_kind merge(const struct member *p, instant now, const char *b,
			   const char *a)
{
	struct job job = start(p, now);

	return desk_merge(&job, b, 0, a, &deed, &error);
}

typedef enum err_kind simple_verb(struct job *job, const char *code,
				  int64_t seen, struct deed *out,
				  struct err *e);

static enum err_kind act(simple_verb *verb, const struct member *p, instant now,
			 const char *code)
{
	struct job job = start(p, now);

	return verb(&job, code, 0, &deed, &error);
}

static int64_t of(const char *code, const char *what)
{
	return NUMBER(arena_printf(fixture.arena,
				   "SELECT %s FROM ticket t WHERE code = '%s'",
				   what, code));
}

static int64_t clocks(const char *code, const char *where)
{
	return NUMBER(arena_printf(fixture.arena,
				   "SELECT COUNT(*) FROM clock c"
				   " WHERE ticket_code = '%s' AND %s",
				   code, where));
}

static int64_t due(const char *code, int metric)
{
	return NUMBER(arena_printf(fixture.arena,
				   "SELECT due_at FROM clock c"
				   " WHERE ticket_code = '%s' AND metric = %d"
				   " ORDER BY cycle DESC LIMIT 1",
				   code, metric));
}

/* ---- Merged ---------------------------------------------------------------
 */

/* B, of 9:00, becomes part of A, which was answered at 10:00. */
static void what_was_asked_is_asked_there(void **state)
{
	const char *b, *a;

	(void)state;
	a = ask(&company.bob, T0);
	b = ask(&company.bob, T0 + 30 * MINUTE);
	expect(say(&company.alice, T0 + HOUR, a), ERR_NONE);
	expect(merge(&company.alice, T0 + 2 * HOUR, b, a), ERR_NONE);
	assert_string_equal(deed.code, a);
	assert_int_equal(of(b, "status"), STATUS_MERGED);
	/* Not assigned within the hour: that stays missed. */
	assert_int_equal(clocks(b, "state = 4 AND reason = 5"), 2);
	assert_int_equal(clocks(b, "state = 3 AND reason = 5"), 1);
	assert_int_equal(clocks(b, "state <= 1"), 0);
	/* He waits since 9:30; two hours from there. */
	assert_int_equal(of(a, "status"), STATUS_OPEN);
	assert_int_equal(of(a, "unanswered_at"), T0 + 30 * MINUTE);
	assert_int_equal(due(a, METRIC_NEXT_ANSWER), T0 + 150 * MINUTE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_link"
				" WHERE kind = 0 AND ended_at IS NULL"),
			 1);
	company_check_refold();
}

static void an_answered_one_brings_no_question(void **state)
{
	const char *b, *a;

	(void)state;
	a = ask(&company.bob, T0);
	b = ask(&company.bob, T0);
	expect(say(&company.alice, T0 + HOUR, a), ERR_NONE);
	expect(say(&company.alice, T0 + HOUR, b), ERR_NONE);
	expect(merge(&company.alice, T0 + 2 * HOUR, b, a), ERR_NONE);
	assert_int_equal(of(a, "status"), STATUS_ANSWERED);
	assert_int_equal(clocks(a, "metric = 1"), 0);
	company_check_refold();
}

static void a_resolved_one_opens_for_an_open_question(void **state)
{
	const char *b, *a;

	(void)state;
	a = ask(&company.bob, T0);
	b = ask(&company.bob, T0);
	expect(say(&company.alice, T0 + HOUR, a), ERR_NONE);
	expect(act(desk_resolve, &company.alice, T0 + HOUR, a), ERR_NONE);
	expect(merge(&company.alice, T0 + 2 * HOUR, b, a), ERR_NONE);
	assert_int_equal(of(a, "status"), STATUS_OPEN);
	company_check_refold();
}

static void refuse(const char *b, const char *a, const char *message)
{
	expect(merge(&company.alice, T0 + 3 * HOUR, b, a), ERR_INVALID);
	check_text("merge", error.msg, message);
	check_text("field", error.field, "into");
}

static void what_cannot_be_merged_is_said(void **state)
{
	const char *a = ask(&company.bob, T0), *b = ask(&company.bob, T0);
	const char *c = ask(&company.bob, T0);
	struct job job;

	(void)state;
	refuse(b, "NO-SUCH", "There is no such ticket.");
	refuse(b, b, "That is the same ticket.");
	expect(act(desk_delete, &company.alice, T0 + HOUR, c), ERR_NONE);
	refuse(b, c, "That ticket is spam or deleted.");
	expect(merge(&company.alice, T0 + 2 * HOUR, c, a), ERR_CONFLICT);
	expect(act(desk_restore, &company.alice, T0 + 2 * HOUR, c), ERR_NONE);
	expect(merge(&company.alice, T0 + 2 * HOUR, c, a), ERR_NONE);
	refuse(b, c, "That ticket was merged into another one itself.");
	expect(merge(&company.alice, T0 + 3 * HOUR, c, b), ERR_CONFLICT);
	job = start(&company.alice, T0 + 3 * HOUR);
	expect(desk_merge(&job, b, 7, a, &deed, &error), ERR_CONFLICT);
	assert_int_equal(of(b, "status"), STATUS_NEW);
}

/* Dave's department: Alice does not know that it is there. */
static void both_are_theirs_or_neither_is_there(void **state)
{
	const char *a = ask(&company.bob, T0), *b = ask(&company.bob, T0);
	struct job job = start(&company.alice, T0);

	(void)state;
	expect(desk_transfer(&job, a, 0, company.billing_oid, &deed, &error),
	       ERR_NONE);
	refuse(b, a, "There is no such ticket.");
	expect(merge(&company.dave, T0 + HOUR, b, a), ERR_NOT_FOUND);
	expect(merge(&company.bob, T0 + HOUR, b, a), ERR_DENIED);
	expect(merge(&company.carol, T0 + HOUR, b, a), ERR_NOT_FOUND);
	expect(merge(&company.mona, T0 + HOUR, b, a), ERR_DENIED);
	expect(merge(&company.olga, T0 + HOUR, b, a), ERR_NONE);
	company_check_refold();
}

static void unmerged_it_counts_on(void **state)
{
	const char *a = ask(&company.bob, T0), *b = ask(&company.bob, T0);
	int64_t was = due(b, METRIC_FIRST_ANSWER);

	(void)state;
	expect(merge(&company.alice, T0 + HOUR, b, a), ERR_NONE);
	expect(act(desk_restore, &company.alice, T0 + 2 * HOUR, a),
	       ERR_CONFLICT);
	expect(act(desk_restore, &company.bob, T0 + 2 * HOUR, b), ERR_DENIED);
	expect(act(desk_restore, &company.alice, T0 + 2 * HOUR, b), ERR_NONE);
	assert_int_equal(of(b, "status"), STATUS_NEW);
	assert_int_equal(clocks(b, "metric = 0 AND cycle = 2 AND state = 0"),
			 1);
	assert_int_equal(due(b, METRIC_FIRST_ANSWER), was);
	assert_int_equal(NUMBER("SELECT ended_at FROM ticket_link"),
			 T0 + 2 * HOUR);
	/* And merged once more. */
	expect(merge(&company.alice, T0 + 3 * HOUR, b, a), ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_link"), 2);
	company_check_refold();
}

/* ---- What its customer says then ------------------------------------------
 */

static void a_word_to_a_merged_one_goes_to_the_other(void **state)
{
	const char *a = ask(&company.bob, T0), *b = ask(&company.bob, T0);

	(void)state;
	expect(merge(&company.alice, T0 + HOUR, b, a), ERR_NONE);
	expect(say(&company.bob, T0 + 2 * HOUR, b), ERR_NONE);
	assert_string_equal(deed.code, a);
	assert_int_equal(of(a, "last_message_at"), T0 + 2 * HOUR);
	/* Staff answer where it is now. */
	expect(say(&company.alice, T0 + 3 * HOUR, b), ERR_CONFLICT);
	company_check_refold();
}

/* Carol's was merged into Bob's: neither reads what the other wrote. */
static void nobody_sees_more_than_before(void **state)
{
	const char *a = ask(&company.bob, T0), *b = ask(&company.carol, T0);
	struct link_view *links;
	struct ticket_view t;
	size_t n;

	(void)state;
	expect(merge(&company.alice, T0 + HOUR, b, a), ERR_NONE);
	expect(ticket_store_find(fixture.db, fixture.arena,
				 &company.carol.viewer, a, &t, &error),
	       ERR_NOT_FOUND);
	error = (struct err){ 0 };
	expect(ticket_store_find(fixture.db, fixture.arena,
				 &company.carol.viewer, b, &t, &error),
	       ERR_NONE);
	expect(link_store_list(fixture.db, fixture.arena, &company.carol.viewer,
			       t.row.id, &links, &n, &error),
	       ERR_NONE);
	assert_int_equal(n, 1);
	assert_null(links[0].code);
	expect(link_store_list(fixture.db, fixture.arena, &company.alice.viewer,
			       t.row.id, &links, &n, &error),
	       ERR_NONE);
	assert_string_equal(links[0].code, a);
	/* Her next word is a ticket of her own. */
	expect(say(&company.carol, T0 + 2 * HOUR, b), ERR_NONE);
	assert_string_not_equal(deed.code, a);
	assert_int_equal(of(deed.code, "requester_id"), company.carol.id.n);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_link"
				" WHERE kind = 2"),
			 1);
	company_check_refold();
}

/* ---- Closed ---------------------------------------------------------------
 */

static const char *closed(void)
{
	const char *code = ask(&company.bob, T0);
	struct job job = start(&company.olga, T0);

	expect(desk_close_after(&job, 5 * DAY_SECONDS, &error), ERR_NONE);
	expect(act(desk_resolve, &company.alice, T0 + HOUR, code), ERR_NONE);
	/* Nobody wrote for a month. */
	company_sweep(fixture.db, T0 + 30 * DAY_SECONDS);
	if (of(code, "status") != STATUS_CLOSED)
		fail_msg("it is not closed by itself");
	return code;
}

static void a_word_on_a_closed_one_opens_the_next(void **state)
{
	const char *old = closed(), *next;
	instant now = T0 + 31 * DAY_SECONDS;

	(void)state;
	expect(say(&company.bob, now, old), ERR_NONE);
	next = deed.code;
	assert_string_not_equal(next, old);
	assert_int_equal(of(old, "status"), STATUS_CLOSED);
	assert_int_equal(of(next, "status"), STATUS_NEW);
	assert_int_equal(of(next, "subject = 'Re: It burns'"), 1);
	assert_int_equal(of(next, "department_id"), company.support.n);
	assert_int_equal(of(next, "created_at"), now);
	assert_int_equal(clocks(next, "metric = 0 AND state = 0"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 26"),
			 1);
	/* Staff leave it closed; so do those it is not. */
	expect(say(&company.alice, now, old), ERR_CONFLICT);
	expect(say(&company.carol, now, old), ERR_NOT_FOUND);
	company_check_refold();
}

static void it_goes_where_customers_may_ask(void **state)
{
	const char *old = closed();
	struct job job = start(&company.bob, T0 + 31 * DAY_SECONDS);

	(void)state;
	db_fixture_run("UPDATE ticket SET department_id = (SELECT id FROM"
		       " department WHERE name = 'Billing');\n");
	expect(desk_follow_up(&job, old, 0, "And now?", &deed, &error),
	       ERR_NONE);
	assert_int_equal(of(deed.code, "department_id"), company.support.n);
}

static void what_is_open_is_answered_itself(void **state)
{
	const char *code = ask(&company.bob, T0);
	struct job job = start(&company.bob, T0 + HOUR);

	(void)state;
	expect(desk_follow_up(&job, code, 0, "And?", &deed, &error),
	       ERR_CONFLICT);
	job = start(&company.alice, T0 + HOUR);
	expect(desk_follow_up(&job, code, 0, "And?", &deed, &error),
	       ERR_DENIED);
	job = start(&company.bob, T0 + HOUR);
	expect(desk_follow_up(&job, code, 0, " ", &deed, &error), ERR_INVALID);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), 1);
}

/* ---- Somebody outside -----------------------------------------------------
 */

static enum err_kind forward(const struct member *p, const char *code,
			     const char *to, const char *body)
{
	const struct desk_forward f = { .to = to, .body = body };
	struct job job = start(p, T0 + HOUR);

	return desk_forward(&job, code, 0, &f, &deed, &error);
}

static void a_supplier_is_written_to(void **state)
{
	const char *code = ask(&company.bob, T0);

	(void)state;
	expect(forward(&company.alice, code, "parts@supplier.example",
		       "Have you one \"left\"?"),
	       ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox o JOIN ticket t"
				" ON t.id = o.ticket_id WHERE o.kind = 0"
				" AND JSON_VALUE(payload, '$.to.address') ="
				" 'parts@supplier.example'"
				" AND JSON_VALUE(payload, '$.body') ="
				" 'Have you one \"left\"?'"
				" AND JSON_VALUE(payload, '$.ticket') ="
				" t.code"),
			 1);
	/* Bob reads nothing of it, and waits on. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message"
				" WHERE visibility = 1"),
			 1);
	assert_int_equal(clocks(code, "metric = 0 AND state = 0"), 1);
	assert_int_equal(of(code, "status"), STATUS_NEW);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 25"
				" AND reason = 'parts@supplier.example'"),
			 1);
	company_check_refold();
}

static void only_staff_write_and_only_to_addresses(void **state)
{
	const char *code = ask(&company.bob, T0);

	(void)state;
	expect(forward(&company.alice, code, "nobody", "Hello"), ERR_INVALID);
	check_text("field", error.field, "to");
	expect(forward(&company.alice, code, "a@b.example", ""), ERR_INVALID);
	check_text("field", error.field, "body");
	expect(forward(&company.bob, code, "a@b.example", "Hi"), ERR_DENIED);
	expect(forward(&company.dave, code, "a@b.example", "Hi"),
	       ERR_NOT_FOUND);
	expect(forward(&company.rita, code, "a@b.example", "Hi"), ERR_DENIED);
	expect(act(desk_delete, &company.alice, T0, code), ERR_NONE);
	expect(forward(&company.alice, code, "a@b.example", "Hi"),
	       ERR_CONFLICT);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 0);
}

/* ---- Once, or not at all --------------------------------------------------
 */

static const struct once form = { .key_hash = "0123456789abcdef0123456789abcde",
				  .request_hash = "one" };

static void a_form_sent_twice_follows_up_once(void **state)
{
	const char *old = closed(), *next;
	struct job job = start(&company.bob, T0 + 31 * DAY_SECONDS);

	(void)state;
	job.once = &form;
	expect(desk_reply(&job, old, 0, "More.", THEN_NOTHING, &deed, &error),
	       ERR_NONE);
	next = deed.code;
	expect(desk_reply(&job, old, 0, "More.", THEN_NOTHING, &deed, &error),
	       ERR_NONE);
	assert_true(deed.again);
	assert_string_equal(deed.code, next);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), 2);
}

/* Each command fails in turn: all of it, or nothing. */
static void half_a_merge_is_none(void **state)
{
	static const bool afters[] = { false, true };

	for (size_t i = 0; i < COUNT_OF(afters); i++) {
		const char *a, *b, *before;
		enum err_kind kind;
		int64_t nth = 0;

		company_setup(state);
		a = ask(&company.bob, T0);
		b = ask(&company.bob, T0);
		before = company_dump();
		for (;;) {
			struct job job = start(&company.alice, T0 + HOUR);

			job.once = &form;
			db_test_fault(fixture.db, 2013, ++nth, afters[i]);
			kind = desk_merge(&job, b, 0, a, &deed, &error);
			db_test_fault(fixture.db, 0, 0, false);
			if (kind == ERR_NONE)
				break;
			error = (struct err){ 0 };
			expect(db_ready(fixture.db, &error), ERR_NONE);
			if (kind == ERR_UNSURE)
				continue;
			assert_int_equal(kind, ERR_BUSY);
			assert_string_equal(company_dump(), before);
			assert_true(nth < 100);
		}
		assert_true(nth > 10 || afters[i]);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_link"), 1);
		company_check_refold();
	}
}

/* ---- The check ------------------------------------------------------------
 */

static int found;

static void count_finding(void *cookie, const struct check_finding *f)
{
	found += strcmp(f->kind, cookie) == 0;
}

static void the_check_knows_links(void **state)
{
	static const struct {
		const char *kind, *sql;
	} seeds[] = {
		{ "ticket_link.missing", "DELETE FROM ticket_link" },
		{ "ticket_link.merged", "UPDATE ticket_link SET ended_at = at"
					" + 1" },
		{ "ticket_link.from_seq", "UPDATE ticket_link SET from_seq ="
					  " 1" },
		{ "ticket_link.to_seq", "UPDATE ticket_link SET to_seq = 1" },
		{ "ticket_link.kind", "UPDATE ticket_link SET kind = 7" },
		{ "ticket_link.ended_at", "UPDATE ticket_link SET ended_at ="
					  " at - 1" },
		{ "event.forwarded", "DELETE FROM outbox" },
		{ "outbox.ukey", "UPDATE outbox SET ukey = 'forward:x:1'" },
		{ "ticket_link.by_id", "UPDATE ticket_link SET by_id = 999" },
	};

	for (size_t i = 0; i < COUNT_OF(seeds); i++) {
		char name[40];
		struct desk_check c = { .each = count_finding, .cookie = name };
		const char *a, *b;

		company_setup(state);
		c.db = fixture.db;
		c.arena = fixture.arena;
		a = ask(&company.bob, T0);
		b = ask(&company.bob, T0);
		expect(forward(&company.alice, a, "a@b.example", "Hi"),
		       ERR_NONE);
		expect(merge(&company.alice, T0 + HOUR, b, a), ERR_NONE);
		db_fixture_run(
			arena_printf(fixture.arena, "%s;\n", seeds[i].sql));
		snprintf(name, sizeof(name), "%s", seeds[i].kind);
		found = 0;
		expect(desk_check_rest(&c, T0 + DAY_SECONDS, false, &error),
		       ERR_NONE);
		if (found == 0)
			fail_msg("%s finds nothing", seeds[i].sql);
	}
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("what was asked is asked there",
			  what_was_asked_is_asked_there, company_setup, NULL),
		TEST_WITH("an answered one brings no question",
			  an_answered_one_brings_no_question, company_setup,
			  NULL),
		TEST_WITH("a resolved one opens for an open question",
			  a_resolved_one_opens_for_an_open_question,
			  company_setup, NULL),
		TEST_WITH("what cannot be merged is said",
			  what_cannot_be_merged_is_said, company_setup, NULL),
		TEST_WITH("both are theirs, or neither is there",
			  both_are_theirs_or_neither_is_there, company_setup,
			  NULL),
		TEST_WITH("unmerged, it counts on", unmerged_it_counts_on,
			  company_setup, NULL),
		TEST_WITH("a word to a merged one goes to the other",
			  a_word_to_a_merged_one_goes_to_the_other,
			  company_setup, NULL),
		TEST_WITH("nobody sees more than before",
			  nobody_sees_more_than_before, company_setup, NULL),
		TEST_WITH("a word on a closed one opens the next",
			  a_word_on_a_closed_one_opens_the_next, company_setup,
			  NULL),
		TEST_WITH("it goes where customers may ask",
			  it_goes_where_customers_may_ask, company_setup, NULL),
		TEST_WITH("what is open is answered itself",
			  what_is_open_is_answered_itself, company_setup, NULL),
		TEST_WITH("a supplier is written to", a_supplier_is_written_to,
			  company_setup, NULL),
		TEST_WITH("only staff write, and only to addresses",
			  only_staff_write_and_only_to_addresses, company_setup,
			  NULL),
		TEST_WITH("a form sent twice follows up once",
			  a_form_sent_twice_follows_up_once, company_setup,
			  NULL),
		TEST_WITH("half a merge is none", half_a_merge_is_none, NULL,
			  NULL),
		TEST_WITH("the check knows links", the_check_knows_links, NULL,
			  NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/links", tests, db_fixture_setup, db_fixture_teardown);
}
