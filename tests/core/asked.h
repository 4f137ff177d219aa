#ifndef TESTS_CORE_ASKED_H
#define TESTS_CORE_ASKED_H
/*
 * asked: a ticket that has everything rules can ask about, and rules to ask
 * about it.
 *
 *	return cmocka_run_group_tests(tests, asked_setup, asked_teardown);
 */
#include "support/test.h"

#include "base/arena.h"
#include "core/rule.h"

/* When asked_full is looked at. */
#define NOW INT64_C(1790000000)
#define DAY INT64_C(20717)
#define HOUR 3600

/* Of a struct rule_condition. */
#define CUSTOM(f, t, o)                                                        \
	.field = RULE_CUSTOM, .custom = (f), .type = (t), .op = (o)
#define IDS(...)                                                               \
	.ids = (const int64_t[]){ __VA_ARGS__ },                               \
	.nids = COUNT_OF(((const int64_t[]){ __VA_ARGS__ }))
#define WORDS(...)                                                             \
	.texts = (const char *const[]){ __VA_ARGS__ },                         \
	.ntexts = COUNT_OF(((const char *const[]){ __VA_ARGS__ }))

/* Custom fields; the ticket has all but the last. */
enum {
	WORDS_FIELD = 1,
	COUNT_FIELD,
	DAY_FIELD,
	CHOICE_FIELD,
	CHOICES_FIELD,
	FLAG_FIELD,
	ABSENT_FIELD
};

extern const struct zone asked_utc;
extern const struct rule_facts asked_full;

/* For looks; between setup and teardown. */
extern struct arena *asked_arena;
int asked_setup(void **state);
int asked_teardown(void **state);

/* Rules to be freed, or fail; asked_one() has one of one condition. */
struct rules *asked_rules(const struct rule *v, size_t n);
struct rules *asked_one(const struct rule_condition *c);

/* Whether it holds; it can be asked. */
bool asked_holds(const struct rule_condition *c, const struct rule_facts *f);

#endif
