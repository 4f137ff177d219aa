/*
 * What is odd about rules: which condition follows from which, held against
 * tickets of every sort; and what is told of rules in their order.
 */
#include "support/test.h"

#include "base/arena.h"
#include "base/dice.h"
#include "core/rule_imply.h"
#include "core/rule_lint.h"
#include "core/rule_names.h"

#define IDS(...)                                                               \
	.ids = (const int64_t[]){ __VA_ARGS__ },                               \
	.nids = COUNT_OF(((const int64_t[]){ __VA_ARGS__ }))
#define WORDS(...)                                                             \
	.texts = (const char *const[]){ __VA_ARGS__ },                         \
	.ntexts = COUNT_OF(((const char *const[]){ __VA_ARGS__ }))
#define CUSTOM(t, o) .field = RULE_CUSTOM, .type = (t), .op = (o)

static struct arena *arena;

/* ---- Which condition follows from which -----------------------------------
 */

/* clang-format off */
static const struct {
	const char *what;
	struct rule_condition a, b;
	bool follows, never;
} cases[] = {
	{ "one of some is one of more",
	  { RULE_STATUS, .op = RULE_IS, IDS(1) }, { RULE_STATUS, .op = RULE_IS_ONE_OF, IDS(1, 2) }, true, false },
	{ "one of more need not be one of some",
	  { RULE_STATUS, .op = RULE_IS_ONE_OF, IDS(1, 2) }, { RULE_STATUS, .op = RULE_IS, IDS(1) }, false, false },
	{ "what is one thing is not another",
	  { RULE_DEPARTMENT, .op = RULE_IS, IDS(1) }, { RULE_DEPARTMENT, .op = RULE_IS, IDS(2) }, false, true },
	{ "what is none of some is none of fewer",
	  { RULE_LEVEL, .op = RULE_IS_NONE_OF, IDS(1, 2) }, { RULE_LEVEL, .op = RULE_IS_NOT, IDS(2) }, true, false },
	{ "what is not that need not be empty",
	  { RULE_LEVEL, .op = RULE_IS_NOT, IDS(1) }, { RULE_LEVEL, .op = RULE_IS_EMPTY }, false, false },
	{ "nobody is none of the people",
	  { RULE_ASSIGNEE, .op = RULE_IS_EMPTY }, { RULE_ASSIGNEE, .op = RULE_IS_NOT, IDS(5) }, true, false },
	{ "somebody is not nobody",
	  { RULE_ASSIGNEE, .op = RULE_IS, IDS(5) }, { RULE_ASSIGNEE, .op = RULE_IS_NOT_EMPTY }, true, false },
	{ "to be nobody by name is to be nobody",
	  { RULE_ASSIGNEE, .op = RULE_IS, IDS(0) }, { RULE_ASSIGNEE, .op = RULE_IS_EMPTY }, true, false },
	{ "there is always a status: emptiness never holds",
	  { RULE_STATUS, .op = RULE_IS, IDS(0) }, { RULE_STATUS, .op = RULE_IS_EMPTY }, false, true },
	{ "two fields have nothing to do with each other",
	  { RULE_STATUS, .op = RULE_IS, IDS(1) }, { RULE_SOURCE, .op = RULE_IS, IDS(1) }, false, false },
	{ "nor have two custom fields",
	  { CUSTOM(RULE_ONE, RULE_IS), IDS(1) }, { RULE_CUSTOM, .custom = 2, .type = RULE_ONE, .op = RULE_IS, IDS(1) }, false, false },
	{ "nor one field before and after its kind changed",
	  { CUSTOM(RULE_ONE, RULE_IS), IDS(1) }, { CUSTOM(RULE_NUMBER, RULE_IS), .number = 1 }, false, false },
	{ "nobody knows of what is gone",
	  { RULE_STATUS, .op = RULE_IS, IDS(1), .invalid = "gone" }, { RULE_STATUS, .op = RULE_IS, IDS(1) }, false, false },
	{ "nor does it follow from anything",
	  { RULE_STATUS, .op = RULE_IS, IDS(1) }, { RULE_STATUS, .op = RULE_IS, IDS(1), .invalid = "gone" }, false, false },

	{ "a tag among more tags",
	  { RULE_TAGS, .op = RULE_CONTAINS, IDS(1) }, { RULE_TAGS, .op = RULE_CONTAINS, IDS(2, 1) }, true, false },
	{ "any of them need not be that one",
	  { RULE_TAGS, .op = RULE_CONTAINS, IDS(1, 2) }, { RULE_TAGS, .op = RULE_CONTAINS, IDS(1) }, false, false },
	{ "all of them are any of them",
	  { RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(1, 2) }, { RULE_TAGS, .op = RULE_CONTAINS, IDS(2, 3) }, true, false },
	{ "all of them are all of fewer",
	  { RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(1, 2) }, { RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(2) }, true, false },
	{ "all of fewer are not all of more",
	  { RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(2) }, { RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(1, 2) }, false, false },
	{ "any of one is all of it",
	  { RULE_TAGS, .op = RULE_CONTAINS, IDS(1) }, { RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(1) }, true, false },
	{ "any of two is not all of one",
	  { RULE_TAGS, .op = RULE_CONTAINS, IDS(1, 2) }, { RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(1) }, false, false },
	{ "any of one is not all of two",
	  { RULE_TAGS, .op = RULE_CONTAINS, IDS(1) }, { RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(1, 2) }, false, false },
	{ "two tags can be there at once",
	  { RULE_TAGS, .op = RULE_CONTAINS, IDS(1) }, { RULE_TAGS, .op = RULE_CONTAINS, IDS(2) }, false, false },
	{ "no tags are none of some",
	  { RULE_TAGS, .op = RULE_IS_EMPTY }, { RULE_TAGS, .op = RULE_CONTAINS_NOT, IDS(1) }, true, false },
	{ "no tags and a tag",
	  { RULE_TAGS, .op = RULE_IS_EMPTY }, { RULE_TAGS, .op = RULE_CONTAINS, IDS(1) }, false, true },
	{ "a tag is not no tags",
	  { RULE_TAGS, .op = RULE_CONTAINS, IDS(1) }, { RULE_TAGS, .op = RULE_IS_NOT_EMPTY }, true, false },
	{ "empty is empty",
	  { RULE_TAGS, .op = RULE_IS_EMPTY }, { RULE_TAGS, .op = RULE_IS_EMPTY }, true, false },
	{ "empty is not not empty",
	  { RULE_TAGS, .op = RULE_IS_EMPTY }, { RULE_TAGS, .op = RULE_IS_NOT_EMPTY }, false, true },
	{ "without both there may still be one",
	  { RULE_TAGS, .op = RULE_CONTAINS_NOT_ALL, IDS(1, 2) }, { RULE_TAGS, .op = RULE_CONTAINS_NOT, IDS(1) }, false, false },
	{ "without that one there are not both",
	  { RULE_TAGS, .op = RULE_CONTAINS_NOT, IDS(1) }, { RULE_TAGS, .op = RULE_CONTAINS_NOT_ALL, IDS(1, 2) }, true, false },
	{ "not that tag need not be another",
	  { RULE_TAGS, .op = RULE_CONTAINS_NOT, IDS(1) }, { RULE_TAGS, .op = RULE_CONTAINS, IDS(2) }, false, false },

	{ "a text that is that has part of it",
	  { RULE_SUBJECT, .op = RULE_IS, WORDS("Der DRUCKER") }, { RULE_SUBJECT, .op = RULE_CONTAINS, WORDS("drucker") }, true, false },
	{ "one of two texts, both with that",
	  { RULE_SUBJECT, .op = RULE_IS_ONE_OF, WORDS("ab", "cb") }, { RULE_SUBJECT, .op = RULE_ENDS, WORDS("B") }, true, false },
	{ "one of two texts, one without that",
	  { RULE_SUBJECT, .op = RULE_IS_ONE_OF, WORDS("ab", "ca") }, { RULE_SUBJECT, .op = RULE_ENDS, WORDS("b") }, false, false },
	{ "what begins so begins with its beginning",
	  { RULE_SUBJECT, .op = RULE_STARTS, WORDS("abc") }, { RULE_SUBJECT, .op = RULE_STARTS, WORDS("ab") }, true, false },
	{ "what begins so need not begin with more",
	  { RULE_SUBJECT, .op = RULE_STARTS, WORDS("ab") }, { RULE_SUBJECT, .op = RULE_STARTS, WORDS("abc") }, false, false },
	{ "what begins so contains it",
	  { RULE_SUBJECT, .op = RULE_STARTS, WORDS("abc") }, { RULE_SUBJECT, .op = RULE_CONTAINS, WORDS("b", "z") }, true, false },
	{ "what begins so need not end so",
	  { RULE_SUBJECT, .op = RULE_STARTS, WORDS("ab") }, { RULE_SUBJECT, .op = RULE_ENDS, WORDS("ab") }, false, false },
	{ "what ends so need not begin so",
	  { RULE_SUBJECT, .op = RULE_ENDS, WORDS("ab") }, { RULE_SUBJECT, .op = RULE_STARTS, WORDS("ab") }, false, false },
	{ "what ends so ends with its end",
	  { RULE_SUBJECT, .op = RULE_ENDS, WORDS("abc") }, { RULE_SUBJECT, .op = RULE_ENDS, WORDS("bc") }, true, false },
	{ "what contains all contains any of any",
	  { RULE_SUBJECT, .op = RULE_CONTAINS_ALL, WORDS("red", "blue") }, { RULE_SUBJECT, .op = RULE_CONTAINS, WORDS("lu", "x") }, true, false },
	{ "what contains all contains all of their parts",
	  { RULE_SUBJECT, .op = RULE_CONTAINS_ALL, WORDS("red", "blue") }, { RULE_SUBJECT, .op = RULE_CONTAINS_ALL, WORDS("re", "ue") }, true, false },
	{ "what contains any contains not all",
	  { RULE_SUBJECT, .op = RULE_CONTAINS, WORDS("red", "blue") }, { RULE_SUBJECT, .op = RULE_CONTAINS_ALL, WORDS("red", "blue") }, false, false },
	{ "what contains all need not be anything",
	  { RULE_SUBJECT, .op = RULE_CONTAINS_ALL, WORDS("red") }, { RULE_SUBJECT, .op = RULE_IS, WORDS("red") }, false, false },
	{ "letters of either case are the same",
	  { RULE_SUBJECT, .op = RULE_IS, WORDS("Red") }, { RULE_SUBJECT, .op = RULE_IS_ONE_OF, WORDS("bed", "redo", "rED") }, true, false },
	{ "what is that is not another",
	  { RULE_SUBJECT, .op = RULE_IS, WORDS("red") }, { RULE_SUBJECT, .op = RULE_IS, WORDS("reds") }, false, true },
	{ "what begins so may be anything longer",
	  { RULE_SUBJECT, .op = RULE_STARTS, WORDS("red") }, { RULE_SUBJECT, .op = RULE_IS, WORDS("reds") }, false, false },
	{ "what is that and begins otherwise",
	  { RULE_SUBJECT, .op = RULE_STARTS, WORDS("blue") }, { RULE_SUBJECT, .op = RULE_IS, WORDS("reds") }, false, true },
	{ "words are there: it is not empty",
	  { RULE_MESSAGE, .op = RULE_CONTAINS, WORDS("a") }, { RULE_MESSAGE, .op = RULE_IS_NOT_EMPTY }, true, false },
	{ "empty has no words",
	  { RULE_MESSAGE, .op = RULE_IS_EMPTY }, { RULE_MESSAGE, .op = RULE_STARTS_NOT, WORDS("a") }, true, false },
	{ "a pattern follows from itself",
	  { RULE_MESSAGE, .op = RULE_MATCHES, WORDS("\\d") }, { RULE_MESSAGE, .op = RULE_MATCHES, WORDS("\\d") }, true, false },
	{ "... letter by letter",
	  { RULE_MESSAGE, .op = RULE_MATCHES, WORDS("\\d") }, { RULE_MESSAGE, .op = RULE_MATCHES, WORDS("\\D") }, false, false },
	{ "... and never with its opposite",
	  { RULE_MESSAGE, .op = RULE_MATCHES, WORDS("x") }, { RULE_MESSAGE, .op = RULE_MATCHES_NOT, WORDS("x") }, false, true },
	{ "nobody knows what a pattern matches",
	  { RULE_MESSAGE, .op = RULE_IS, WORDS("x") }, { RULE_MESSAGE, .op = RULE_MATCHES, WORDS("x") }, false, false },
	{ "patterns that are none are not the same",
	  { RULE_MESSAGE, .op = RULE_MATCHES }, { RULE_MESSAGE, .op = RULE_MATCHES, WORDS("x") }, false, false },
	{ "... either way round",
	  { RULE_MESSAGE, .op = RULE_MATCHES, WORDS("x") }, { RULE_MESSAGE, .op = RULE_MATCHES }, false, false },

	{ "less than less",
	  { CUSTOM(RULE_NUMBER, RULE_LESS), .number = 4 }, { CUSTOM(RULE_NUMBER, RULE_LESS), .number = 5 }, true, false },
	{ "that number is less",
	  { CUSTOM(RULE_NUMBER, RULE_IS), .number = 4 }, { CUSTOM(RULE_NUMBER, RULE_LESS), .number = 5 }, true, false },
	{ "that number is not less than itself",
	  { CUSTOM(RULE_NUMBER, RULE_IS), .number = 5 }, { CUSTOM(RULE_NUMBER, RULE_LESS), .number = 5 }, false, true },
	{ "nothing lies between two neighbours",
	  { CUSTOM(RULE_NUMBER, RULE_LESS), .number = 5 }, { CUSTOM(RULE_NUMBER, RULE_GREATER), .number = 4 }, false, true },
	{ "something lies between others",
	  { CUSTOM(RULE_NUMBER, RULE_LESS), .number = 6 }, { CUSTOM(RULE_NUMBER, RULE_GREATER), .number = 4 }, false, false },
	{ "greater than greater",
	  { CUSTOM(RULE_NUMBER, RULE_GREATER), .number = 6 }, { CUSTOM(RULE_NUMBER, RULE_GREATER), .number = 5 }, true, false },
	{ "the least of all numbers",
	  { CUSTOM(RULE_NUMBER, RULE_LESS), .number = INT64_MIN }, { CUSTOM(RULE_NUMBER, RULE_LESS), .number = 0 }, true, false },
	{ "the greatest of all numbers",
	  { CUSTOM(RULE_NUMBER, RULE_GREATER), .number = INT64_MAX }, { CUSTOM(RULE_NUMBER, RULE_GREATER), .number = 0 }, true, false },
	{ "not less is nothing that is known: it may be empty",
	  { CUSTOM(RULE_NUMBER, RULE_NOT_LESS), .number = 5 }, { CUSTOM(RULE_NUMBER, RULE_GREATER), .number = 3 }, false, false },
	{ "nothing is not less",
	  { CUSTOM(RULE_NUMBER, RULE_IS_EMPTY) }, { CUSTOM(RULE_NUMBER, RULE_NOT_LESS), .number = 5 }, true, false },
	{ "a number is there",
	  { CUSTOM(RULE_NUMBER, RULE_IS), .number = 5 }, { CUSTOM(RULE_NUMBER, RULE_IS_NOT_EMPTY) }, true, false },
	{ "within the last hour is within two",
	  { RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 3600 }, { RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 7200 }, true, false },
	{ "within two hours need not be within one",
	  { RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 7200 }, { RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 3600 }, false, false },
	{ "older than two hours is not within one",
	  { RULE_CREATED, .op = RULE_NOT_WITHIN_LAST, .number = 7200 }, { RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 3600 }, false, true },
	{ "ahead is not behind, but for now",
	  { RULE_CREATED, .op = RULE_WITHIN_NEXT, .number = 60 }, { RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 60 }, false, false },
	{ "longer ago than two hours is longer than one",
	  { RULE_STATUS_SINCE, .op = RULE_LONGER_AGO, .number = 7200 }, { RULE_STATUS_SINCE, .op = RULE_LONGER_AGO, .number = 3600 }, true, false },
	{ "longer ago is not within the last",
	  { RULE_STATUS_SINCE, .op = RULE_LONGER_AGO, .number = 60 }, { RULE_STATUS_SINCE, .op = RULE_WITHIN_LAST, .number = 60 }, false, true },
	{ "two metrics are two things",
	  { RULE_DUE, .op = RULE_WITHIN_NEXT, .number = 60 }, { RULE_DUE, .metric = 1, .op = RULE_WITHIN_NEXT, .number = 60 }, false, false },
	{ "no status was ever empty: it is not is not it",
	  { RULE_STATUS, .op = RULE_IS_NOT_EMPTY }, { RULE_STATUS, .op = RULE_IS_NOT, IDS(7) }, false, false },
	{ "what has no source",
	  { RULE_SOURCE, .op = RULE_IS_EMPTY }, { RULE_SOURCE, .op = RULE_IS_EMPTY }, true, true },
	{ "lengths of time are not instants",
	  { RULE_CREATED, .op = RULE_LESS, .number = 60 }, { RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 60 }, false, false },

	{ "yes is not no",
	  { RULE_INVITED, .op = RULE_IS, .number = 1 }, { RULE_INVITED, .op = RULE_IS_NOT, .number = 0 }, true, false },
	{ "yes and no",
	  { RULE_INVITED, .op = RULE_IS, .number = 1 }, { RULE_INVITED, .op = RULE_IS, .number = 0 }, false, true },
};
/* clang-format on */

static void some_conditions_follow_from_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (rule_imply(arena, &cases[i].a, &cases[i].b) !=
		    cases[i].follows)
			fail_msg("%s: does it follow?", cases[i].what);
		if (rule_imply_never(arena, &cases[i].a, &cases[i].b) !=
		    cases[i].never)
			fail_msg("%s: never at once?", cases[i].what);
		if (rule_imply_never(arena, &cases[i].b, &cases[i].a) !=
		    cases[i].never)
			fail_msg("%s: never, the other way round?",
				 cases[i].what);
	}
}

/* ---- ... and never by mistake ---------------------------------------------
 */

#define NOW 1000

/* A condition, and a ticket, of a small world. */
static struct rule_condition any_condition(struct dice *d)
{
	static const struct rule_condition fields[] = {
		{ .field = RULE_STATUS },
		{ .field = RULE_LEVEL },
		{ .field = RULE_TAGS },
		{ .field = RULE_SUBJECT },
		{ .field = RULE_CREATED },
		{ .field = RULE_INVITED },
		{ .field = RULE_CUSTOM, .custom = 1, .type = RULE_NUMBER },
	};
	static const char *const words[] = { "a", "B", "ab", "ba", "aba" };
	struct rule_condition c = fields[dice_below(d, COUNT_OF(fields))];
	int64_t *ids = ARENA_ARRAY(arena, 3, int64_t);
	const char **texts = ARENA_ARRAY(arena, 3, const char *);
	enum rule_op one;
	size_t n;

	do
		c.op = (enum rule_op)dice_below(d, RULE_OP_N);
	while (!rule_op_fits(rule_type_of(&c), c.op) ||
	       (c.op & ~1u) == RULE_MATCHES);
	one = c.op & ~1u;
	n = one == RULE_IS || one == RULE_STARTS || one == RULE_ENDS
		    ? 1
		    : (size_t)dice_between(d, 0, 2) + 1;
	for (size_t i = 0; i < n; i++) {
		ids[i] = dice_between(d, 0, 3);
		texts[i] = words[dice_below(d, COUNT_OF(words))];
	}
	if (rule_type_of(&c) == RULE_TEXT) {
		c.texts = texts;
		c.ntexts = n;
	} else {
		c.ids = ids;
		c.nids = n;
	}
	c.number = rule_type_of(&c) == RULE_FLAG ? dice_between(d, 0, 1)
		   : c.op >= RULE_WITHIN_LAST    ? dice_between(d, 0, 4) + 1
		   : c.field == RULE_CREATED ? NOW - 4 + dice_between(d, 0, 8)
					     : dice_between(d, 0, 5);
	return c;
}

static void any_facts(struct dice *d, struct rule_facts *f)
{
	static const char *const words[] = { "",   "a",    "b",    "AB",
					     "ba", "abab", "cabac" };
	struct rule_custom *x = ARENA_ARRAY(arena, 1, struct rule_custom);
	int64_t *tags = ARENA_ARRAY(arena, 3, int64_t);
	const char *s = words[dice_below(d, COUNT_OF(words))];

	*f = (struct rule_facts){ .now = NOW, .deleted = INSTANT_NONE };
	f->status = (enum status)dice_between(d, 0, 3);
	f->level = dice_between(d, 0, 3);
	f->subject = (struct rule_text){ s, strlen(s) };
	f->created = NOW - 6 + dice_between(d, 0, 12);
	f->invited = dice_between(d, 0, 1) != 0;
	f->tags = tags;
	for (int64_t t = 0; t < 3; t++)
		if (dice_between(d, 0, 1))
			tags[f->ntags++] = t;
	x->field = 1;
	x->number = dice_between(d, 0, 5);
	f->custom = x;
	f->ncustom = (size_t)dice_between(d, 0, 1);
}

static bool holds(const struct rule_condition *c, const struct rule_facts *f)
{
	const struct rule_group g = { c, 1 };
	const struct rule r = { .active = true, .groups = &g, .ngroups = 1 };
	struct rule_place bad;
	struct rules *compiled;
	struct err e = { 0 };
	bool yes;

	if (rules_new(&r, 1, &compiled, &bad, &e))
		fail_msg("%s", e.msg);
	yes = rules_ask(compiled, 0, rule_look_at(arena, f)) == RULE_HOLDS;
	rules_free(compiled);
	return yes;
}

static void what_follows_holds_of_every_ticket(void **state)
{
	struct dice d;
	int follows = 0, never = 0;

	(void)state;
	dice_init(&d, 90, 0);
	for (int i = 0; i < 4000; i++) {
		const struct rule_condition a = any_condition(&d),
					    b = any_condition(&d);
		bool imply = rule_imply(arena, &a, &b);
		bool apart = rule_imply_never(arena, &a, &b);

		follows += imply;
		never += apart;
		for (int k = 0; (imply || apart) && k < 60; k++) {
			struct rule_facts f;

			any_facts(&d, &f);
			if (!holds(&a, &f))
				continue;
			if (imply && !holds(&b, &f))
				fail_msg("case %d: %s of %s means not %s", i,
					 rule_op_name(a.op),
					 rule_field_name(a.field),
					 rule_op_name(b.op));
			if (apart && holds(&b, &f))
				fail_msg("case %d: both hold", i);
		}
		arena_reset(arena);
	}
	assert_true(follows > 50);
	assert_true(never > 50);
}

/* ---- Rules in their order -------------------------------------------------
 */

#define SALES 5
#define SUPPORT 6

/* clang-format off */
static const struct rule_condition
	urgent = { RULE_TAGS, .op = RULE_CONTAINS, IDS(1) },
	urgent_or_fire = { RULE_TAGS, .op = RULE_CONTAINS, IDS(1, 2) },
	low = { RULE_PRIORITY, .op = RULE_IS, IDS(PRIORITY_LOW) },
	not_low = { RULE_PRIORITY, .op = RULE_IS_NOT, IDS(PRIORITY_LOW) },
	sales = { RULE_DEPARTMENT, .op = RULE_IS, IDS(SALES) },
	support = { RULE_DEPARTMENT, .op = RULE_IS, IDS(SUPPORT) },
	has_level = { RULE_LEVEL, .op = RULE_IS_NOT_EMPTY },
	gone = { RULE_TAGS, .op = RULE_CONTAINS, IDS(9), .invalid = "gone" },
	sales_low[] = {
		{ RULE_DEPARTMENT, .op = RULE_IS, IDS(SALES) },
		{ RULE_PRIORITY, .op = RULE_IS, IDS(PRIORITY_LOW) },
	},
	both_low_and_not[] = {
		{ RULE_SUBJECT, .op = RULE_IS_EMPTY },
		{ RULE_PRIORITY, .op = RULE_IS, IDS(PRIORITY_LOW) },
		{ RULE_PRIORITY, .op = RULE_IS_NOT, IDS(PRIORITY_LOW) },
	};
#define GROUP(c) { (c), sizeof(c) / sizeof(struct rule_condition) }
#define ONE(c) { &(c), 1 }
static const struct rule_group
	if_urgent[] = { ONE(urgent) },
	if_urgent_or_fire[] = { ONE(urgent_or_fire) },
	if_low[] = { ONE(low) },
	if_not_low[] = { ONE(not_low) },
	if_sales[] = { ONE(sales) },
	if_support[] = { ONE(support) },
	if_sales_or_support[] = { ONE(sales), ONE(support) },
	if_level[] = { ONE(has_level) },
	if_gone[] = { ONE(gone) },
	if_sales_low[] = { GROUP(sales_low) },
	if_never[] = { GROUP(both_low_and_not) },
	if_urgent_or_never[] = { ONE(urgent), GROUP(both_low_and_not) };
#define IF(g) .groups = (g), .ngroups = sizeof(g) / sizeof(struct rule_group), .active = true
#define ALWAYS .active = true
#define SETS(l) .sets = true, .level = (l)
#define STOP .stops = true
#define NO_RULE { .active = false }

/* "unreached 1 0": what is told, then its places. */
static const struct {
	const char *what;
	struct rule_lint_of v[4];
	size_t n;
	const char *told;
} orders[] = {
	{ "nothing is odd about one rule for all", { { ALWAYS, SETS(1) } }, 1, "" },
	{ "the urgent first, and then the rest", { { IF(if_urgent), SETS(1), STOP }, { ALWAYS, SETS(2) } }, 2, "" },
	{ "behind one that always stops nothing is reached", { { ALWAYS, SETS(2), STOP }, { IF(if_urgent), SETS(1) } }, 2, "unreached 1 0" },
	{ "behind one that holds where it does", { { IF(if_urgent_or_fire), SETS(2), STOP }, { IF(if_urgent), SETS(1) }, { ALWAYS, SETS(3) } }, 3,
	  "unreached 1 0" },
	{ "in each of its groups", { { IF(if_sales_or_support), SETS(2), STOP }, { IF(if_support), SETS(1) }, { IF(if_sales_low), SETS(1) }, { ALWAYS, SETS(1) } }, 4,
	  "unreached 1 0, unreached 2 0" },
	{ "one group more, and it is reached", { { IF(if_sales), SETS(2), STOP }, { IF(if_sales_or_support), SETS(2) }, { ALWAYS, SETS(2), } }, 3, "" },
	{ "what is off hides nothing", { { SETS(2), STOP }, { IF(if_urgent), SETS(1), STOP }, { ALWAYS, SETS(1) } }, 3, "" },
	{ "what is invalid hides nothing, and says so", { { IF(if_gone), .invalid = true, SETS(2), STOP }, { ALWAYS, SETS(1) } }, 2, "invalid 0 0" },
	{ "what is off may be invalid", { { .invalid = true }, { ALWAYS, SETS(1) } }, 2, "" },
	{ "what does not stop hides nothing", { { IF(if_urgent), SETS(1) }, { IF(if_urgent), SETS(1) }, { ALWAYS, SETS(1) } }, 3, "" },
	{ "one that keeps applying is asked without the others", { { ALWAYS, SETS(1), STOP }, { IF(if_urgent), SETS(2), .keeps = true } }, 2, "" },
	{ "... unless they keep applying, too", { { ALWAYS, SETS(1), STOP, .keeps = true }, { IF(if_urgent), SETS(2), .keeps = true } }, 2, "unreached 1 0" },
	{ "levels change on the way", { { IF(if_level), SETS(1), STOP }, { IF(if_level), SETS(1), STOP }, { ALWAYS, SETS(1) } }, 3, "" },
	{ "other things do, too", { { IF(if_urgent), STOP }, { IF(if_low), .changes = true }, { IF(if_urgent), SETS(1) }, { ALWAYS, SETS(1) } }, 4, "" },
	{ "... but not by what is off", { { IF(if_urgent), STOP }, { .changes = true }, { IF(if_urgent), SETS(1) }, { ALWAYS, SETS(1) } }, 4, "unreached 2 0" },
	{ "a later rule that always holds overrules", { { IF(if_urgent), SETS(1) }, { ALWAYS, SETS(2) } }, 2, "overruled 0 1" },
	{ "... to the same level it does no harm", { { IF(if_urgent), SETS(2) }, { ALWAYS, SETS(2) } }, 2, "" },
	{ "... or when it is off", { { ALWAYS, SETS(1) }, { SETS(2) } }, 2, "" },
	{ "... or sets nothing", { { ALWAYS, SETS(1) }, { ALWAYS, STOP } }, 2, "" },
	{ "what keeps applying has its time alone", { { IF(if_urgent), SETS(1), .keeps = true }, { ALWAYS, SETS(2) } }, 2, "overlap 0 1" },
	{ "two that can meet overlap", { { IF(if_urgent), SETS(1) }, { IF(if_low), SETS(2) }, { ALWAYS, SETS(1), STOP } }, 3, "overlap 0 1, overruled 1 2" },
	{ "two that cannot do not", { { IF(if_low), SETS(1), STOP }, { IF(if_not_low), SETS(2), STOP } }, 2, "no level 0, no level 1" },
	{ "one for all may be overruled for some, and the other way round",
	  { { ALWAYS, SETS(1) }, { IF(if_low), SETS(2) } }, 2, "overlap 0 1" },
	{ "nobody knows what meets what has a level", { { IF(if_level), SETS(1) }, { IF(if_low), SETS(2) }, { ALWAYS, SETS(2), STOP } }, 3, "overlap 0 1, overruled 0 2" },
	{ "one that keeps applying overrules one that does", { { ALWAYS, SETS(1), .keeps = true }, { ALWAYS, SETS(2), .keeps = true } }, 2, "overruled 0 1" },
	{ "nor one after the other", { { IF(if_low), SETS(1) }, { IF(if_not_low), SETS(2) } }, 2, "no level 0, no level 1" },
	{ "behind one that stops nobody overlaps", { { IF(if_low), SETS(1) }, { IF(if_urgent), SETS(2), STOP }, { ALWAYS, SETS(1) } }, 3, "overlap 0 1" },
	{ "a rule that never holds says why", { { IF(if_never), SETS(1), STOP }, { ALWAYS, SETS(2) } }, 2, "group 0 0 1 2, never 0 0" },
	{ "a group that never holds is no rule that never does", { { IF(if_urgent_or_never), SETS(1), STOP }, { ALWAYS, SETS(2) } }, 2, "group 0 1 1 2" },
	{ "a department that no rule names gets none", { { IF(if_sales), SETS(1) } }, 1, "no level 1" },
	{ "... nor by some of its tickets", { { IF(if_sales_low), SETS(1) }, { IF(if_support), SETS(1) } }, 2, "no level 0" },
	{ "... nor where a rule takes it away", { { IF(if_sales), SETS(1) }, { IF(if_support), SETS(1), STOP }, { IF(if_sales), SETS(0) } }, 3,
	  "overruled 0 2, no level 0" },
	{ "... nor where one stops before", { { IF(if_sales), STOP }, { ALWAYS, SETS(1) } }, 2, "no level 0" },
	{ "no rules, no levels", { NO_RULE }, 1, "no level 0, no level 1" },
	{ "another event, and it is reached",
	  { { ALWAYS, STOP, .triggers = 1 }, { ALWAYS, SETS(1), .triggers = 3 } }, 2, "no level 0, no level 1" },
	{ "fewer events, and it is not",
	  { { ALWAYS, STOP, .triggers = 3 }, { ALWAYS, SETS(1), .triggers = 2 }, { ALWAYS, SETS(1), .triggers = 4 } }, 3, "unreached 1 0, no level 0, no level 1" },
};
/* clang-format on */

static const char *text_of(const struct rule_finding *f)
{
	static const char *const names[RULE_FLAW_N] = {
		[RULE_FLAW_INVALID] = "invalid",
		[RULE_FLAW_NEVER] = "never",
		[RULE_FLAW_UNREACHED] = "unreached",
		[RULE_FLAW_OVERRULED] = "overruled",
		[RULE_FLAW_OVERLAP] = "overlap",
	};

	if (f->flaw == RULE_FLAW_NO_LEVEL)
		return arena_printf(arena, "no level %zu", f->department);
	if (f->flaw == RULE_FLAW_GROUP)
		return arena_printf(arena, "group %zu %zu %zu %zu", f->rule,
				    f->group, f->a, f->b);
	return arena_printf(arena, "%s %zu %zu", names[f->flaw], f->rule,
			    f->other);
}

static void what_is_odd_is_told(void **state)
{
	static const int64_t departments[] = { SALES, SUPPORT };
	struct rule_findings found;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(orders); i++) {
		const char *told = "";

		rule_lint(arena, orders[i].v, orders[i].n, departments, 2,
			  &found);
		for (size_t k = 0; k < found.n; k++)
			told = arena_printf(arena, "%s%s%s", told,
					    k ? ", " : "",
					    text_of(&found.v[k]));
		if (strcmp(told, orders[i].told) != 0)
			fail_msg("%s: \"%s\"", orders[i].what, told);
		assert_false(found.cut);
	}
}

/* As many rules as there can be, each as long as it can be. */
static void it_does_not_take_for_ever(void **state)
{
	struct rule_lint_of *v = ARENA_ARRAY(arena, LIMIT_RULES,
					     struct rule_lint_of);
	struct rule_condition *c = ARENA_ARRAY(arena, LIMIT_RULE_CONDITIONS,
					       struct rule_condition);
	struct rule_group *g = ARENA_ARRAY(arena, LIMIT_RULE_GROUPS,
					   struct rule_group);
	static const char *const words[] = { "a", "b", "c" };
	struct rule_findings found;

	(void)state;
	for (size_t i = 0; i < LIMIT_RULE_CONDITIONS; i++)
		c[i] = (struct rule_condition){ RULE_SUBJECT,
						.op = RULE_CONTAINS,
						.texts = words, .ntexts = 3 };
	for (size_t i = 0; i < LIMIT_RULE_GROUPS; i++)
		g[i] = (struct rule_group){ c + 5 * i, 5 };
	for (size_t i = 0; i < LIMIT_RULES; i++)
		v[i] = (struct rule_lint_of){ .groups = g,
					      .ngroups = LIMIT_RULE_GROUPS,
					      .active = true,
					      .sets = true,
					      .level = (int64_t)i };
	rule_lint(arena, v, LIMIT_RULES, NULL, 0, &found);
	assert_true(found.cut);
	assert_int_equal(found.n, LIMIT_RULE_FINDINGS);
	/* Each with each other, which have nothing to do with it. */
	for (size_t i = 0; i < LIMIT_RULES; i++) {
		struct rule_condition *own = ARENA_ARRAY(
			arena, LIMIT_RULE_CONDITIONS, struct rule_condition);
		struct rule_group *groups = ARENA_ARRAY(
			arena, LIMIT_RULE_GROUPS, struct rule_group);

		for (size_t k = 0; k < LIMIT_RULE_CONDITIONS; k++)
			own[k] = (struct rule_condition){
				CUSTOM(RULE_NUMBER, RULE_IS),
				.custom = (int64_t)i
			};
		for (size_t k = 0; k < LIMIT_RULE_GROUPS; k++)
			groups[k] = (struct rule_group){ own + 5 * k, 5 };
		v[i].groups = groups;
		v[i].stops = i < LIMIT_RULES / 2;
	}
	rule_lint(arena, v, LIMIT_RULES, NULL, 0, &found);
	assert_true(found.cut);
}

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("some conditions follow from others",
		     some_conditions_follow_from_others),
		TEST("what follows holds of every ticket",
		     what_follows_holds_of_every_ticket),
		TEST("what is odd is told", what_is_odd_is_told),
		TEST("it does not take for ever", it_does_not_take_for_ever),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
