#include "desk/timing.h"

#include "desk/rules.h"
#include "desk/timed_step.h"
#include "support/test.h"

static struct err error;

static void must(enum err_kind kind)
{
	company_expect(kind, ERR_NONE, &error);
}

int64_t timing_rule(const char *name, int how, const struct action *does,
		    const struct rule_condition *c, size_t n)
{
	static const struct action urgent = { .kind = ACTION_PRIORITY,
					      .id = PRIORITY_URGENT };
	const struct rule_group group = { c, n };
	const struct rule_draft d = { .kind = RULE_KIND_TIME,
				      .name = name,
				      .active = !(how & INACTIVE),
				      .stops = how & STOPS,
				      .groups = &group,
				      .ngroups = n > 0,
				      .actions = does ? does : &urgent,
				      .nactions = 1 };
	const struct rules_draft in = { .rule = &d };
	struct job job = company_job(&company.olga, T0);
	struct rules_saved out;

	must(rules_save(&job, &in, &out, &error));
	return out.id;
}

int64_t timing_at(const char *code)
{
	return db_fixture_number(
		arena_printf(fixture.arena,
			     "SELECT COALESCE(rule_at, 0) FROM ticket WHERE"
			     " code = '%s'",
			     code));
}

int timing_look(instant now)
{
	struct job job = {
		.db = fixture.db,
		.arena = fixture.arena,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = now }
	};
	int did, sum = 0;
	bool left;

	do {
		must(desk_timed_step(&job, &did, &left, &error));
		sum += did;
	} while (left);
	return sum;
}

int64_t timing_fired(const char *code, const char *rule)
{
	return db_fixture_number(
		arena_printf(fixture.arena,
			     "SELECT COUNT(*) FROM event e JOIN ticket t"
			     " ON t.id = e.ticket_id AND t.code = '%s'"
			     " JOIN rule_version v ON v.id = e.rule_version_id"
			     " AND v.name = '%s'",
			     code, rule));
}
