/* What rules on events do is all of it, or nothing, and once. */
#include "desk/ruled.h"

#include "support/test.h"

static const struct once form = { .key_hash = "0123456789abcdef0123456789abcde",
				  .request_hash = "one" };

static void set_up_rules(void)
{
	int64_t tag = ruling_tag("vip");

	ON("Note", RULE_ON(RULE_ON_NOTE), NULL, 0, CALL_OUT, TAG_ON(tag),
	   { .kind = ACTION_TELL_PERSON, .id = company.ann.id.n },
	   { .kind = ACTION_ANSWER, .text = "We have seen it." });
	ON("Then", RULE_ON(RULE_ON_TAGS), NULL, 0, PRIORITY_OF(PRIORITY_URGENT),
	   { .kind = ACTION_NOTE, .text = "It is important." });
}

static void happened_once(const char *code)
{
	assert_int_equal(ruled_calls(), 1);
	assert_int_equal(ruled_events(code, EVENT_RULE), 2);
	assert_int_equal(ladder_mails(&company.ann), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM rule_deed"), 6);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_tag"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message"), 4);
	ladder_is_well();
}

/* Each command fails in turn, or its answer is lost. */
static void half_of_what_rules_do_is_none(void **state)
{
	static const bool afters[] = { false, true };

	for (size_t i = 0; i < COUNT_OF(afters); i++) {
		const char *code, *before;
		enum err_kind kind;
		int64_t nth = 0;

		ladder_setup(state);
		set_up_rules();
		code = ruled_open(&company.bob, T0, NULL);
		before = company_dump();
		for (;;) {
			struct job job = ruled_job(&company.alice, T0 + 60);

			job.once = &form;
			db_test_fault(fixture.db, 2013, ++nth, afters[i]);
			kind = desk_note(&job, code, 0, "Hm.", &ruled_deed,
					 &ruled_error);
			db_test_fault(fixture.db, 0, 0, false);
			if (kind == ERR_NONE)
				break;
			ruled_error = (struct err){ 0 };
			RULED_MUST(db_ready(fixture.db, &ruled_error));
			if (kind == ERR_UNSURE)
				continue;
			assert_int_equal(kind, ERR_BUSY);
			assert_string_equal(company_dump(), before);
			assert_int_equal(ruled_calls(), 0);
			assert_true(nth < 200);
		}
		assert_true(nth > 10 || afters[i]);
		happened_once(code);
	}
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("half of what rules do is none",
			  half_of_what_rules_do_is_none, ladder_setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/rule_safe", tests, db_fixture_setup, db_fixture_teardown);
}
