#include "core/asked.h"

#include "base/zone.h"

#define TEXT(s)                                                                \
	{                                                                      \
		s, sizeof(s) - 1                                               \
	}

struct arena *asked_arena;

static const struct zone_span spans[] = { { INT64_MIN, 0 } };
const struct zone asked_utc = { "UTC", spans, 1 };

static const int64_t tags[] = { 7, 8, 9 };
static const int64_t groups[] = { 3 };
static const int64_t choices[] = { 41, 42 };
static const struct rule_custom custom[] = {
	{ .field = WORDS_FIELD, .text = TEXT("Pump Nº 7") },
	{ .field = COUNT_FIELD, .number = 0 },
	{ .field = DAY_FIELD, .number = DAY + 3 },
	{ .field = CHOICE_FIELD, .number = 40 },
	{ .field = CHOICES_FIELD, .ids = choices, .nids = 2 },
	{ .field = FLAG_FIELD, .number = 1 },
};
const struct rule_facts asked_full = {
	.now = NOW,
	.today = DAY,
	.zone = &asked_utc,
	.source = SOURCE_MAIL,
	.status = STATUS_OPEN,
	.priority = PRIORITY_HIGH,
	.created = NOW - 2 * HOUR,
	.changed = NOW,
	.deleted = INSTANT_NONE,
	.status_since = NOW - HOUR,
	.due = NOW - 60,
	.dues = { [METRIC_FIRST_ANSWER] = NOW - 60,
		  [METRIC_NEXT_ANSWER] = INSTANT_NONE,
		  [METRIC_FIRST_RESOLVE] = NOW + HOUR },
	.subject = TEXT("Größe der LIEFERUNG"),
	.message = TEXT("The printer burns. Ticket #4711, please help!"),
	.referrer = TEXT("https://shop.example/cart?x=1"),
	.language = TEXT("de"),
	.message_by = RULE_BY_CUSTOMER,
	.agent = PRESENCE_PAUSED,
	.department = { 5 },
	.assignee = { 11 },
	.requester = { 12 },
	.company = { 13 },
	.level = 2,
	.invited = true,
	.tags = tags,
	.groups = groups,
	.ntags = 3,
	.ngroups = 1,
	.custom = custom,
	.ncustom = COUNT_OF(custom),
};

int asked_setup(void **state)
{
	(void)state;
	asked_arena = arena_new();
	return 0;
}

int asked_teardown(void **state)
{
	(void)state;
	arena_free(asked_arena);
	return 0;
}

struct rules *asked_rules(const struct rule *v, size_t n)
{
	struct rule_place bad;
	struct rules *r;
	struct err e = { 0 };

	if (rules_new(v, n, &r, &bad, &e))
		fail_msg("%s", e.msg);
	return r;
}

struct rules *asked_one(const struct rule_condition *c)
{
	struct rule_group g = { c, 1 };
	struct rule rule = { .active = true, .groups = &g, .ngroups = 1 };

	return asked_rules(&rule, 1);
}

bool asked_holds(const struct rule_condition *c, const struct rule_facts *f)
{
	struct rules *r = asked_one(c);
	enum rule_outcome o = rules_ask(r, 0, rule_look_at(asked_arena, f));

	rules_free(r);
	assert_true(o == RULE_HOLDS || o == RULE_FAILS);
	return o == RULE_HOLDS;
}
