/* What people call rules: each field with each operator that fits it. */
#include "support/test.h"
#include "support/ask.h"

#include "core/rule_names.h"
#include "web/names.h"
#include "web/rule_parts.h"
#include "web/rule_words.h"
#include "web/view.h"

static const int64_t one[] = { 1 }, two[] = { 1, 2 };
static const char *const names[] = { "One", "Two" };

/* Its values as they stand in a sentence: one of them, or two. */
static struct rule_condition condition(enum rule_field f, enum rule_type t,
				       enum rule_op op, bool many)
{
	struct rule_condition c = { .field = f, .type = t, .op = op };

	if (f == RULE_CUSTOM) {
		c.label = "Serial";
		c.of = "ticket";
	}
	c.number = op >= RULE_WITHIN_LAST ? 7200 : 1;
	if (rule_takes(rule_type_of(&c), op) == RULE_TAKES_NONE)
		return c;
	c.ids = many ? two : one;
	c.texts = c.names = names;
	c.nids = c.ntexts = many ? 2 : 1;
	return c;
}

/* As text, without its tags; lives in the test's arena. */
static const char *said(const struct rule_condition *c)
{
	const struct req rq = { .viewer = { .zone = ask_site.utc } };
	struct sbuf b = SBUF_INIT(65536);
	struct view *v = view_new(PARTS_RULE_SAID_TPL), *row;
	struct err e = { 0 };
	char *out;
	size_t n = 0;
	bool tag = false;

	row = view_row(view_row(v, PARTS_RULE_SAID_WORD), PARTS_RULE_SAID_NOT);
	rule_parts_condition(&rq, row, PARTS_RULE_SAID_IS, c);
	if (view_render(v, &b, &e))
		fail_msg("%s", e.msg);
	view_free(v);
	out = arena_alloc(fixture.arena, b.len + 1);
	for (const char *s = sbuf_text(&b); *s; s++) {
		if (*s == '<' || *s == '>')
			tag = *s == '<';
		else if (!tag && !(strchr(" \n", *s) && n && out[n - 1] == ' '))
			out[n++] = (char)(*s == '\n' ? ' ' : *s);
	}
	sbuf_release(&b);
	return out;
}

static void each_field_has_words_for_each_operator(void **state)
{
	int told = 0;

	(void)state;
	for (int f = 0; f < RULE_FIELD_N; f++)
		for (int t = 0; t < RULE_TYPE_N; t++)
			for (int op = 0; op < RULE_OP_N; op++) {
				const struct rule_condition c = condition(
					(enum rule_field)f, (enum rule_type)t,
					(enum rule_op)op, false);
				const char *words;

				if ((f != RULE_CUSTOM && t > 0) ||
				    !rule_op_fits(rule_type_of(&c), c.op))
					continue;
				words = said(&c);
				if (strchr(words, '?') ||
				    !strstr(words,
					    f == RULE_CUSTOM
						    ? "Serial"
						    : rule_words_field(c.field,
								       0)))
					fail_msg("%s %s: \"%s\"",
						 rule_field_name(c.field),
						 rule_op_name(c.op), words);
				told++;
			}
	assert_true(told > 200);
}

/* Of two operators that fit one field the words are never the same. */
static void no_two_operators_sound_alike(void **state)
{
	(void)state;
	for (int t = 0; t < RULE_TYPE_N; t++)
		for (int a = 0; a < RULE_OP_N; a++)
			for (int b = 0; b < a; b++)
				if (rule_op_fits((enum rule_type)t,
						 (enum rule_op)a) &&
				    rule_op_fits((enum rule_type)t,
						 (enum rule_op)b))
					assert_string_not_equal(
						rule_words_op(RULE_CUSTOM,
							      (enum rule_type)t,
							      (enum rule_op)a,
							      false),
						rule_words_op(RULE_CUSTOM,
							      (enum rule_type)t,
							      (enum rule_op)b,
							      false));
}

/* clang-format off */
static const struct {
	enum rule_field field;
	enum rule_op op;
	bool many;
	const char *words;
} sentences[] = {
	{ RULE_TAGS, RULE_CONTAINS, false, "tags contain One" },
	{ RULE_TAGS, RULE_CONTAINS, true, "tags contain any of One, Two" },
	{ RULE_TAGS, RULE_CONTAINS_NOT, false, "tags do not contain One" },
	{ RULE_TAGS, RULE_IS_EMPTY, false, "tags are none" },
	{ RULE_SUBJECT, RULE_CONTAINS_ALL, true, "subject contains all of One, Two" },
	{ RULE_STATUS, RULE_IS_ONE_OF, true, "status is one of Open, Answered" },
	{ RULE_ASSIGNEE, RULE_IS_EMPTY, false, "agent is nobody" },
	{ RULE_CREATED, RULE_WITHIN_LAST, false, "creation is within the last 2 h" },
	{ RULE_INVITED, RULE_IS, false, "created from an invitation is yes" },
	{ RULE_STATUS_SINCE, RULE_LONGER_AGO, false, "status since is longer ago than 2 h" },
};
/* clang-format on */

static void conditions_read_as_people_say_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(sentences); i++) {
		const struct rule_condition c = condition(
			sentences[i].field, RULE_ONE, sentences[i].op,
			sentences[i].many);

		if (!strstr(said(&c), sentences[i].words))
			fail_msg("\"%s\" is \"%s\"", sentences[i].words,
				 said(&c));
	}
}

static void deeds_and_events_have_words(void **state)
{
	(void)state;
	for (int k = 0; k < ACTION_KIND_N; k++) {
		assert_string_not_equal(rule_words_does((enum action_kind)k),
					"?");
		assert_string_not_equal(rule_words_deed((enum action_kind)k),
					"?");
	}
	for (int t = 0; t < RULE_TRIGGER_N; t++)
		assert_string_not_equal(
			rule_words_trigger((enum rule_trigger)t), "?");
	for (int w = 0; w < RULE_WORD_N; w++)
		assert_string_not_equal(rule_words_get((enum rule_term)w), "?");
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST("each field has words for each operator",
		     each_field_has_words_for_each_operator),
		TEST("no two operators sound alike",
		     no_two_operators_sound_alike),
		TEST("conditions read as people say them",
		     conditions_read_as_people_say_them),
		TEST("deeds and events have words",
		     deeds_and_events_have_words),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
