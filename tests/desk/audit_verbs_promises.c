/* Verbs about what is promised, and about the desk itself. */
#include "base/str.h"
#include "desk/apply.h"
#include "desk/calendars.h"
#include "desk/calls.h"
#include "desk/closing.h"
#include "desk/levels.h"
#include "desk/rules.h"
#include "desk/sandbox.h"
#include "desk/setup.h"

#include "desk/audit_verbs.h"
#include "desk/ruling.h"
#include "store/calendar_store.h"

#define T0 MONDAY_9

struct err audit_verbs_error;

const char *audit_verbs_text(const char *sql)
{
	struct err e = { 0 };
	struct rows *r;
	const char *s;

	company_expect(
		db_query(fixture.db, fixture.arena, sql, NO_PARAMS, &r, &e),
		ERR_NONE, &e);
	s = rows_next(r) ? rows_str(r) : NULL;
	company_expect(rows_end(&r, &e), ERR_NONE, &e);
	return s;
}

struct job audit_verbs_job(const struct member *m)
{
	audit_verbs_error = (struct err){ 0 };
	return company_job(m, T0);
}

struct job audit_verbs_shell(void)
{
	static const struct viewer nobody;
	struct job job = audit_verbs_job(&company.olga);

	job.viewer = &nobody;
	job.by.kind = ACTOR_SYSTEM;
	job.by.via = VIA_CLI;
	job.by.person.n = 0;
	return job;
}

static const struct audit_verb *among(const struct audit_verb *v, size_t n,
				      const char *what)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].what, what))
			return &v[i];
	return NULL;
}

enum err_kind audit_verbs_run(const char *what, struct job *job)
{
	const struct audit_verb *v = among(audit_verbs_things,
					   audit_verbs_nthings, what);

	if (!v)
		v = among(audit_verbs_promises, audit_verbs_npromises, what);
	if (v)
		return v->run(job);
	fail_msg("there is no verb %s", what);
	return ERR_BROKEN;
}

VERB(close_after)
{
	return desk_close_after(job, 5 * DAY_SECONDS, &audit_verbs_error);
}

static enum err_kind hours(struct job *job, int32_t to, bool open)
{
	const struct calendar_window w[] = { { 0, 540, to }, { 1, 540, to } };
	const struct calendar_closure closed = { .day = 20800, .to_min = 1440 };
	const struct calendar_dated dated = { 540, 1020 };
	const struct calendar_replacement other = { .day = 20810,
						    .windows = &dated,
						    .nwindows = 1 };
	const struct closure_rule yearly = {
		.kind = CLOSURE_YEARLY, .to_min = 1440, .month = 12, .day = 25
	};
	const struct calendar_draft d = {
		.name = "Riga",
		.zone = "Europe/Riga",
		.spec = { .windows = w,
			  .nwindows = 2,
			  .closures = &closed,
			  .nclosures = 1,
			  .replacements = &other,
			  .nreplacements = 1 },
		.rules = &yearly,
		.nrules = 1,
	};
	const struct apply_calendar in = { .draft = &d, .open = open };
	struct apply_stored out;

	return desk_apply_calendar(job, &in, &out, &audit_verbs_error);
}

VERB(hours_add)
{
	return hours(job, 1020, false);
}

VERB(hours_change)
{
	return hours(job, 1080, false);
}

VERB(hours_close)
{
	const struct calendar_closure day = { .day = 20900, .to_min = 1440 };
	const char *const names[] = { "Ligo" };
	const struct calendars_closures in = {
		.calendar = "Riga", .v = &day, .names = names, .n = 1
	};
	int32_t number;

	return calendars_close(job, &in, &number, &audit_verbs_error);
}

VERB(hours_rename)
{
	return calendars_rename(job, "Riga", "Riga office", &audit_verbs_error);
}

VERB(hours_remove)
{
	return calendars_remove(job, "Riga office", &audit_verbs_error);
}

static enum err_kind level(struct job *job, const char *name, bool open)
{
	const struct action tell = { .kind = ACTION_TELL_AGENT };
	struct level_draft d = company_gold();
	struct apply_level in = { .draft = &d, .open = open };
	struct apply_stored out;

	d.name = name;
	d.actions[METRIC_FIRST_ANSWER][0] = (struct step_actions){ &tell, 1 };
	d.gears.grace = 60;
	d.pauses_set[METRIC_FIRST_ANSWER] = true;
	d.pauses[METRIC_FIRST_ANSWER] = STATUS_BIT(STATUS_POSTPONED);
	return desk_apply_level(job, &in, &out, &audit_verbs_error);
}

VERB(level_add)
{
	return level(job, "Silver", false);
}

VERB(level_change)
{
	return level(job, "Gold", true);
}

static enum err_kind rule(struct job *job, int64_t id, const char *name)
{
	const struct rule_condition is = { .field = RULE_TAGS,
					   .op = RULE_CONTAINS,
					   IDS(NUMBER("SELECT id FROM tag"
						      " LIMIT 1")) };
	const struct rule_group group = { &is, 1 };
	const struct action set = { .kind = ACTION_LEVEL, .id = company.level };
	const struct rule_draft d = { .kind = RULE_KIND_SLA,
				      .name = name,
				      .note = "",
				      .active = true,
				      .groups = &group,
				      .ngroups = 1,
				      .actions = &set,
				      .nactions = 1 };
	const struct rules_draft in = { .id = id, .rule = &d };
	struct rules_saved out;

	return rules_save(job, &in, &out, &audit_verbs_error);
}

#define RULE_ID                                                                \
	NUMBER("SELECT MAX(rule_id) FROM rule_version"                         \
	       " WHERE name = 'Urgent'")

VERB(rule_add)
{
	return rule(job, 0, "Urgent?");
}

VERB(rule_change)
{
	return rule(job, NUMBER("SELECT MAX(rule_id) FROM rule_version"),
		    "Urgent");
}

VERB(rule_move)
{
	return rules_move(job, RULE_ID, 1, &audit_verbs_error);
}

VERB(rule_clone)
{
	struct rules_saved out;

	return rules_clone(job, RULE_ID, "Other", &out, &audit_verbs_error);
}

VERB(rule_off)
{
	struct rules_saved out;

	return rules_switch(job, RULE_ID, false, &out, &audit_verbs_error);
}

VERB(rule_remove)
{
	return rules_remove(job, RULE_ID, &audit_verbs_error);
}

VERB(rule_restore)
{
	return rules_restore(job, RULE_ID, &audit_verbs_error);
}

VERB(calls_on)
{
	return calls_switch(job, true, &audit_verbs_error);
}

VERB(calls_to)
{
	const char *oid;

	return calls_allow(job, "hook.example.com", &oid, &audit_verbs_error);
}

VERB(calls_by_new_secret)
{
	return calls_rotate(job, OID("call_target", "1"), &audit_verbs_error);
}

VERB(calls_to_no_more)
{
	return calls_remove(job, OID("call_target", "1"), &audit_verbs_error);
}

VERB(level_archive)
{
	return levels_archive(job, OID("level", "name = 'Silver'"), true,
			      &audit_verbs_error);
}

VERB(sandbox_on)
{
	return sandbox_begin(job, &audit_verbs_error);
}

VERB(sandbox_off)
{
	struct job shell = audit_verbs_shell();

	(void)job;
	return sandbox_end(&shell, "Desk", &audit_verbs_error);
}

VERB(set_up)
{
	const struct calendar_window w = { 0, 540, 1020 };
	const struct setup_promise p = { .first_answer = 3600,
					 .windows = &w,
					 .nwindows = 1 };
	const struct setup_draft d = { .name = "Desk",
				       .zone = "Europe/Riga",
				       .department = "First",
				       .owner = "Olga",
				       .email = "new@desk.example",
				       .promise = &p };
	struct setup_desk out;
	struct job shell = audit_verbs_shell();

	(void)job;
	return setup_desk(&shell, &d, &out, &audit_verbs_error);
}

const struct audit_verb audit_verbs_promises[] = {
	RUN(close_after),
	RUN(hours_add),
	RUN(hours_change),
	RUN(hours_close),
	RUN(hours_rename),
	RUN(hours_remove),
	RUN(level_add),
	RUN(level_change),
	RUN(rule_add),
	RUN(rule_change),
	RUN(rule_move),
	RUN(rule_clone),
	RUN(rule_off),
	RUN(rule_remove),
	RUN(rule_restore),
	RUN(level_archive),
	RUN(calls_on),
	RUN(calls_to),
	RUN(calls_by_new_secret),
	RUN(calls_to_no_more),
	RUN(set_up),
	RUN(sandbox_on),
	RUN(sandbox_off),
};
const size_t audit_verbs_npromises = COUNT_OF(audit_verbs_promises);
