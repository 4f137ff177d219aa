/* Who may not, what is no input, what happens twice, what breaks half-way. */
#include "desk/company.h"

#include "base/limits.h"
#include "support/test.h"

#define T0 MONDAY_9

static struct deed deed;
static struct err error;

/* Every verb on an existing ticket, with good values. */
enum verb {
	REPLY,
	NOTE,
	ASSIGN,
	POSTPONE,
	RESOLVE,
	REOPEN,
	TRANSFER,
	HAND_OVER,
	PRIORITIZE,
	TAG,
	MARK_ANSWERED,
	SPAM,
	DELETE,
	RESTORE,
	VERBS
};

static enum err_kind carry_out(enum verb v, struct job *job, const char *code,
			       int64_t seen)
{
	const struct desk_postponement p = { .until = T0 + 50 * HOUR,
					     .party = PARTY_VENDOR };

	deed = (struct deed){ 0 };
	error = (struct err){ 0 };
	switch (v) {
	case REPLY:
		return desk_reply(job, code, seen, "Water.", THEN_NOTHING,
				  &deed, &error);
	case NOTE:
		return desk_note(job, code, seen, "Hm.", &deed, &error);
	case ASSIGN:
		return desk_assign(job, code, seen, company.ann.oid, &deed,
				   &error);
	case POSTPONE:
		return desk_postpone(job, code, seen, &p, &deed, &error);
	case RESOLVE:
		return desk_resolve(job, code, seen, &deed, &error);
	case REOPEN:
		return desk_reopen(job, code, seen, &deed, &error);
	case TRANSFER:
		return desk_transfer(job, code, seen, company.billing_oid,
				     &deed, &error);
	case HAND_OVER:
		return desk_hand_over(job, code, seen, company.billing_oid,
				      company.dave.oid, &deed, &error);
	case PRIORITIZE:
		return desk_set_priority(job, code, seen, PRIORITY_URGENT,
					 &deed, &error);
	case TAG:
		return desk_set_tags(job, code, seen, "Fire, water", &deed,
				     &error);
	case MARK_ANSWERED:
		return desk_mark_answered(job, code, seen, &deed, &error);
	case SPAM:
		return desk_mark_spam(job, code, seen, &deed, &error);
	case DELETE:
		return desk_delete(job, code, seen, &deed, &error);
	case RESTORE:
		return desk_restore(job, code, seen, &deed, &error);
	case VERBS:
		break;
	}
	return ERR_BROKEN;
}

static enum err_kind by(const struct member *p, enum verb v, const char *code)
{
	struct job job = company_job(p, T0 + HOUR);

	return carry_out(v, &job, code, 0);
}

/* ---- Who may --------------------------------------------------------------
 */

static void what_is_not_theirs_is_not_there(void **state)
{
	const char *code = company_ticket(T0);
	const char *before = company_dump();

	(void)state;
	for (int v = 0; v < VERBS; v++) {
		assert_int_equal(by(&company.carol, (enum verb)v, code),
				 ERR_NOT_FOUND);
		assert_int_equal(by(&company.dave, (enum verb)v, code),
				 ERR_NOT_FOUND);
		assert_int_equal(
			by(&company.alice, (enum verb)v, "AAA-AAAAA-000"),
			ERR_NOT_FOUND);
	}
	assert_string_equal(company_dump(), before);
}

static void who_may_only_look_changes_nothing(void **state)
{
	const char *code = company_ticket(T0);
	const char *before = company_dump();

	(void)state;
	for (int v = 0; v < VERBS; v++) {
		assert_int_equal(by(&company.rita, (enum verb)v, code),
				 ERR_DENIED);
		assert_int_equal(by(&company.mona, (enum verb)v, code),
				 ERR_DENIED);
	}
	for (int v = 0; v < VERBS; v++)
		if (v != REPLY && v != RESOLVE && v != REOPEN)
			assert_int_equal(by(&company.bob, (enum verb)v, code),
					 ERR_DENIED);
	assert_string_equal(company_dump(), before);
}

static void an_agent_works_on_what_is_assigned_to_them(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	db_fixture_run("UPDATE ticket SET assignee_id = (SELECT id FROM person"
		       " WHERE name = 'Dave Agent');\n");
	assert_int_equal(by(&company.dave, REPLY, code), ERR_NONE);
}

/* ---- Who was first --------------------------------------------------------
 */

static void two_people_cannot_both_win(void **state)
{
	const char *code = company_ticket(T0);
	struct job ann = company_job(&company.ann, T0 + HOUR);

	(void)state;
	assert_int_equal(by(&company.alice, REPLY, code), ERR_NONE);
	for (int v = 0; v < VERBS; v++)
		assert_int_equal(carry_out((enum verb)v, &ann, code, 1),
				 ERR_CONFLICT);
	assert_int_equal(carry_out(NOTE, &ann, code, 2), ERR_NONE);
	assert_int_equal(deed.version, 3);
	company_check_refold();
}

/* Nobody's answer is refused because a reminder fired while they wrote. */
static void marks_are_no_change_of_version(void **state)
{
	const char *code = company_ticket(T0);
	struct job alice = company_job(&company.alice, T0 + 5 * HOUR);

	(void)state;
	assert_true(company_sweep(fixture.db, T0 + 4 * HOUR + 60) > 0);
	assert_int_equal(db_fixture_number("SELECT last_seq FROM ticket"), 3);
	assert_int_equal(carry_out(REPLY, &alice, code, 1), ERR_NONE);
	company_check_refold();
}

/* ---- Twice ----------------------------------------------------------------
 */

static const struct once form = { .key_hash = "0123456789abcdef0123456789abcde",
				  .request_hash = "one" };
static const struct once other = {
	.key_hash = "0123456789abcdef0123456789abcde", .request_hash = "two"
};

static void a_form_sent_twice_has_one_effect(void **state)
{
	const char *code = company_ticket(T0);
	struct job job = company_job(&company.alice, T0 + HOUR);
	const char *before;

	(void)state;
	job.once = &form;
	/* The second says the same, though the version it saw is gone. */
	assert_int_equal(carry_out(REPLY, &job, code, 1), ERR_NONE);
	assert_false(deed.again);
	before = company_dump();
	assert_int_equal(carry_out(REPLY, &job, code, 1), ERR_NONE);
	assert_true(deed.again);
	assert_string_equal(deed.code, code);
	assert_int_equal(deed.version, 2);
	assert_string_equal(company_dump(), before);

	job.once = &other;
	assert_int_equal(carry_out(REPLY, &job, code, 0), ERR_CONFLICT);
	assert_string_equal(company_dump(), before);
}

static enum err_kind open_as_bob(const struct once *once)
{
	const struct desk_ticket t = { .subject = "Fire",
				       .body = "Hot.",
				       .department = company.support_oid };
	struct job job = company_job(&company.bob, T0);

	job.once = once;
	error = (struct err){ 0 };
	return desk_open(&job, &t, &deed, &error);
}

static void a_double_click_opens_one_ticket(void **state)
{
	const char *code;

	(void)state;
	assert_int_equal(open_as_bob(&form), ERR_NONE);
	code = deed.code;
	assert_int_equal(open_as_bob(&form), ERR_NONE);
	assert_true(deed.again);
	assert_string_equal(deed.code, code);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM ticket"), 1);
}

/* A refused form was not carried out: it may be sent again. */
static void a_refusal_keeps_no_key(void **state)
{
	const char *code = company_ticket(T0);
	struct job job = company_job(&company.alice, T0 + HOUR);

	(void)state;
	job.once = &form;
	assert_int_equal(carry_out(REPLY, &job, code, 7), ERR_CONFLICT);
	assert_int_equal(carry_out(REPLY, &job, code, 1), ERR_NONE);
	assert_false(deed.again);
}

/* ---- What is no input -----------------------------------------------------
 */

/* ${n} characters of two bytes each. */
static const char *characters(size_t n)
{
	char *s = arena_alloc(fixture.arena, 2 * n + 1);

	for (size_t i = 0; i < n; i++) {
		s[2 * i] = '\xc3';
		s[2 * i + 1] = '\xa9';
	}
	return s;
}

static void say(const char *body, enum err_kind want, const char *message)
{
	struct job job = company_job(&company.alice, T0);
	const char *code = company_ticket(T0);

	error = (struct err){ 0 };
	assert_int_equal(
		desk_reply(&job, code, 0, body, THEN_NOTHING, &deed, &error),
		want);
	check_text(body ? body : "NULL", error.msg, message);
}

static void messages_have_words_and_an_end(void **state)
{
	(void)state;
	say(NULL, ERR_INVALID, "The message is empty.");
	say("", ERR_INVALID, "The message is empty.");
	say(" \n\t \xe2\x80\x8b", ERR_INVALID, "The message is empty.");
	say("\xff\xfe", ERR_INVALID, "The message is not valid UTF-8 text.");
	say(characters(LIMIT_MESSAGE + 1), ERR_INVALID,
	    "The message has more than 20000 characters.");
	say(characters(LIMIT_MESSAGE), ERR_NONE, "");
}

static void entitle(const char *subject, enum err_kind want,
		    const char *message)
{
	const struct desk_ticket t = { .subject = subject,
				       .body = "B",
				       .department = company.support_oid };
	struct job job = company_job(&company.bob, T0);

	error = (struct err){ 0 };
	assert_int_equal(desk_open(&job, &t, &deed, &error), want);
	check_text(subject, error.msg, message);
}

static void what_is_wrong_is_said_as_it_is(void **state)
{
	const char *code = company_ticket(T0);
	const struct desk_ticket t = { .subject = "S",
				       .body = "B",
				       .department = company.billing_oid };
	struct job alice = company_job(&company.alice, T0);
	struct job bob = company_job(&company.bob, T0);

	(void)state;
	error = (struct err){ 0 };
	assert_int_equal(
		desk_assign(&alice, code, 0, company.bob.oid, &deed, &error),
		ERR_INVALID);
	check_text("assign", error.msg,
		   "That person does not work in this department.");
	error = (struct err){ 0 };
	assert_int_equal(desk_open(&bob, &t, &deed, &error), ERR_INVALID);
	check_text("open", error.msg, "There is no such department.");
}

static void subjects_are_one_line(void **state)
{
	(void)state;
	entitle("", ERR_INVALID, "The subject is empty.");
	entitle("a\nBcc: b", ERR_INVALID,
		"The subject has more than one line.");
	entitle(characters(LIMIT_SUBJECT + 1), ERR_INVALID,
		"The subject has more than 200 characters.");
	entitle(characters(LIMIT_SUBJECT), ERR_NONE, "");
}

/* ---- What breaks half-way -------------------------------------------------
 */

/*
 * Fail each command in turn until one run is not met by the fault any more:
 * before it nothing may be left, after it everything must be there, once.
 */
static void break_each(enum verb v, unsigned fault, bool after)
{
	const char *code = company_ticket(T0);
	/* Late, so that there is a mark and a verdict to be lost. */
	struct job job = company_job(&company.alice, T0 + 30 * HOUR);
	const char *before = company_dump();
	struct once once = form;
	enum err_kind kind;
	int64_t nth = 0;

	if (v == REOPEN || v == RESTORE) {
		struct job first = company_job(&company.alice, T0 + HOUR);

		assert_int_equal(carry_out(v == REOPEN ? RESOLVE : DELETE,
					   &first, code, 0),
				 ERR_NONE);
		before = company_dump();
	}
	once.key_hash[0] = (unsigned char)(v + 1);
	job.once = &once;
	for (;;) {
		db_test_fault(fixture.db, fault, ++nth, after);
		kind = carry_out(v, &job, code, 0);
		if (kind == ERR_NONE)
			break;
		db_test_fault(fixture.db, 0, 0, false);
		assert_int_equal(db_ready(fixture.db, &error), ERR_NONE);
		if (kind == ERR_UNSURE)
			break;
		assert_int_equal(kind, ERR_BUSY);
		assert_string_equal(company_dump(), before);
		assert_true(nth < 100);
	}
	db_test_fault(fixture.db, 0, 0, false);
	assert_true(nth > 5);
	/* Whatever the caller was told, asking again has no second effect. */
	before = kind == ERR_NONE ? company_dump() : NULL;
	assert_int_equal(carry_out(v, &job, code, 0), ERR_NONE);
	if (before)
		assert_string_equal(company_dump(), before);
	assert_true(kind == ERR_NONE ? deed.again : true);
	assert_int_equal(deed.version, v == REOPEN || v == RESTORE ? 3 : 2);
	company_check_refold();
}

static void a_deadlock_anywhere_leaves_nothing_half(void **state)
{
	for (int v = 0; v < VERBS; v++) {
		company_setup(state);
		break_each((enum verb)v, 1213, false);
	}
}

static void a_lost_link_anywhere_leaves_nothing_half(void **state)
{
	for (int v = 0; v < VERBS; v++) {
		company_setup(state);
		break_each((enum verb)v, 2013, false);
	}
}

static void a_lost_answer_anywhere_is_found_again(void **state)
{
	for (int v = 0; v < VERBS; v++) {
		company_setup(state);
		break_each((enum verb)v, 2013, true);
	}
}

static void a_ticket_opened_with_faults_is_one_ticket(void **state)
{
	static const bool afters[] = { false, true };
	enum err_kind kind;

	for (size_t i = 0; i < COUNT_OF(afters); i++) {
		int64_t nth = 0;

		company_setup(state);
		do {
			db_test_fault(fixture.db, 2013, ++nth, afters[i]);
			kind = open_as_bob(&form);
			db_test_fault(fixture.db, 0, 0, false);
			assert_int_equal(db_ready(fixture.db, &error),
					 ERR_NONE);
			assert_true(db_fixture_number(
					    "SELECT COUNT(*) FROM ticket") <=
				    1);
		} while (kind != ERR_NONE && nth < 100);
		assert_int_equal(kind, ERR_NONE);
		assert_int_equal(
			db_fixture_number("SELECT COUNT(*) FROM ticket"), 1);
		company_check_refold();
	}
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("what is not theirs is not there",
			  what_is_not_theirs_is_not_there, company_setup, NULL),
		TEST_WITH("who may only look changes nothing",
			  who_may_only_look_changes_nothing, company_setup,
			  NULL),
		TEST_WITH("an agent works on what is assigned to them",
			  an_agent_works_on_what_is_assigned_to_them,
			  company_setup, NULL),
		TEST_WITH("two people cannot both win",
			  two_people_cannot_both_win, company_setup, NULL),
		TEST_WITH("marks are no change of version",
			  marks_are_no_change_of_version, company_setup, NULL),
		TEST_WITH("a form sent twice has one effect",
			  a_form_sent_twice_has_one_effect, company_setup,
			  NULL),
		TEST_WITH("a double click opens one ticket",
			  a_double_click_opens_one_ticket, company_setup, NULL),
		TEST_WITH("a refusal keeps no key", a_refusal_keeps_no_key,
			  company_setup, NULL),
		TEST_WITH("messages have words and an end",
			  messages_have_words_and_an_end, company_setup, NULL),
		TEST_WITH("what is wrong is said as it is",
			  what_is_wrong_is_said_as_it_is, company_setup, NULL),
		TEST_WITH("subjects are one line", subjects_are_one_line,
			  company_setup, NULL),
		TEST_WITH("a deadlock anywhere leaves nothing half",
			  a_deadlock_anywhere_leaves_nothing_half, NULL, NULL),
		TEST_WITH("a lost link anywhere leaves nothing half",
			  a_lost_link_anywhere_leaves_nothing_half, NULL, NULL),
		TEST_WITH("a lost answer anywhere is found again",
			  a_lost_answer_anywhere_is_found_again, NULL, NULL),
		TEST_WITH("a ticket opened with faults is one ticket",
			  a_ticket_opened_with_faults_is_one_ticket, NULL,
			  NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/belts", tests, db_fixture_setup, db_fixture_teardown);
}
