#include "desk/ruling.h"

#include "desk/company.h"
#include "store/tag_store.h"
#include "support/test.h"

#define T0 MONDAY_9

static struct err e;

static void must(enum err_kind kind)
{
	company_expect(kind, ERR_NONE, &e);
}

int64_t ruling_rule(const char *name, const struct rule_condition *c,
		    int64_t level, int how)
{
	const struct rule_group group = { c, 1 };
	const struct action set = { .kind = ACTION_LEVEL, .id = level };
	const struct rule_draft d = { .kind = RULE_KIND_SLA,
				      .name = name,
				      .active = !(how & INACTIVE),
				      .stops = how & STOPS,
				      .keeps = how & KEEPS,
				      .groups = &group,
				      .ngroups = c != NULL,
				      .actions = &set,
				      .nactions = 1 };
	struct rule_rows all;
	int64_t id, ids[20];

	must(rule_store_begin(fixture.db, &e));
	must(rule_store_list(fixture.db, fixture.arena, RULE_KIND_SLA, &all,
			     &e));
	must(rule_store_add(fixture.db, fixture.arena, &d, (person_id){ 0 }, T0,
			    &id, &e));
	ids[0] = id;
	for (size_t i = 0; i < all.n; i++)
		ids[i + 1] = all.v[i].id;
	must(rule_store_order(fixture.db, ids, all.n + 1, &e));
	return id;
}

int64_t ruling_event(const char *name, unsigned triggers,
		     const struct rule_condition *c, const struct action *v,
		     size_t n, int how)
{
	const struct rule_group group = { c, 1 };
	const struct rule_draft d = { .kind = RULE_KIND_EVENT,
				      .name = name,
				      .active = !(how & INACTIVE),
				      .stops = how & STOPS,
				      .triggers = triggers,
				      .groups = &group,
				      .ngroups = c != NULL,
				      .actions = v,
				      .nactions = n };
	int64_t id;

	must(rule_store_begin(fixture.db, &e));
	must(rule_store_add(fixture.db, fixture.arena, &d, (person_id){ 0 }, T0,
			    &id, &e));
	return id;
}

int64_t ruling_level(const char *name, int hours)
{
	struct level_draft d = { .name = name };
	int64_t id;

	d.target[METRIC_FIRST_ANSWER][PRIORITY_ANY] = (struct target){
		hours * HOUR, UNIT_CALENDAR
	};
	must(level_store_add(fixture.db, &d, (person_id){ 0 }, T0, &id, &e));
	return id;
}

int64_t ruling_tag(const char *name)
{
	struct tag t = { .name = name, .archived = INSTANT_NONE };

	must(tag_store_add(fixture.db, fixture.arena, &t, T0, &e));
	return t.id.n;
}

const char *ruling_oid(int64_t tag)
{
	struct tag t;

	must(tag_store_find(fixture.db, fixture.arena, (tag_id){ tag }, &t,
			    &e));
	return t.oid;
}
