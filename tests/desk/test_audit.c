/*
 * No setting changes without an entry in the audit log: every verb is run, and
 * triggers tell which tables it touched. A table that nobody sorted, or that no
 * verb here touches, fails the test, so that whoever adds a setting adds it
 * here, too.
 */
#include "base/json_in.h"
#include "base/rng.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "desk/account.h"
#include "desk/apply.h"
#include "desk/audit.h"
#include "desk/calendars.h"
#include "desk/closing.h"
#include "desk/companies.h"
#include "desk/customs.h"
#include "desk/customs_fill.h"
#include "desk/departments.h"
#include "desk/groups.h"
#include "desk/levels.h"
#include "desk/people.h"
#include "desk/rules.h"
#include "desk/sandbox.h"
#include "desk/setup.h"
#include "desk/tags_admin.h"

#include "desk/company.h"
#include "desk/ruling.h"
#include "store/calendar_store.h"
#include "support/test.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)
#define OID(table, where) text_of("SELECT oid FROM " table " WHERE " where)

static struct err error;

static const char *text_of(const char *sql)
{
	struct rows *r;
	const char *s;

	company_expect(
		db_query(fixture.db, fixture.arena, sql, NO_PARAMS, &r, &error),
		ERR_NONE, &error);
	s = rows_next(r) ? rows_str(r) : NULL;
	company_expect(rows_end(&r, &error), ERR_NONE, &error);
	return s;
}

/* ---- Which tables are settings ------------------------------------------- */

static const char *const settings[] = {
	"calendar",
	"calendar_closure",
	"calendar_replacement",
	"calendar_rule",
	"calendar_version",
	"calendar_window",
	"company",
	"company_field",
	"customer_group",
	"customer_group_company",
	"customer_group_person",
	"department",
	"department_member",
	"desk",
	"desk_closing",
	"field",
	"field_choice",
	"invitation",
	"level",
	"level_pause",
	"level_step",
	"level_step_action",
	"level_target",
	"level_version",
	"person",
	"person_field",
	"rule",
	"rule_action",
	"rule_condition",
	"rule_value",
	"rule_version",
	"tag",
};

/* What tickets, letters and sessions are made of, and the desk's own books. */
static const char *const others[] = {
	"applied_change", /* orders: beside the version that they are about */
	"attachment",
	"audit",
	"blob_file",
	"call_switch",
	"call_target",
	"call_try",
	"clock",
	"event",
	"event_field",
	"event_tag",
	"fired_action",
	"fired_step",
	"import_fault",
	"message",
	"notice",
	"once",
	"outbox",
	"person_word", /* of a person's name */
	"presence",
	"rule_deed",
	"rule_state",
	"rule_turn",
	"sample_run",
	"schema_migration",
	"session",
	"sign_in_failure",
	"sla_rule", /* of before rules */
	"sweep_state",
	"ticket",
	"ticket_field",
	"ticket_link",
	"ticket_tag",
	"upload",
	"verdict",
};

static bool is_among(const char *const *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], name))
			return true;
	return false;
}

static void every_table_is_sorted(void **state)
{
	struct rows *r;
	const char *name;

	(void)state;
	company_expect(db_query(fixture.db, fixture.arena,
				"SELECT TABLE_NAME FROM"
				" information_schema.TABLES"
				" WHERE TABLE_SCHEMA = DATABASE()"
				" AND TABLE_TYPE = 'BASE TABLE'",
				NO_PARAMS, &r, &error),
		       ERR_NONE, &error);
	while (rows_next(r)) {
		name = rows_str(r);
		if (is_among(settings, COUNT_OF(settings), name) ==
		    is_among(others, COUNT_OF(others), name))
			fail_msg("%s: is it a setting, whose changes the audit"
				 " log keeps? Say so above, once",
				 name);
	}
	company_expect(rows_end(&r, &error), ERR_NONE, &error);
}

/* ---- What a verb touches ------------------------------------------------- */

/* Each table of settings says that it was touched, the log that it was told. */
static void watch(void)
{
	static const char *const deeds[] = { "INSERT", "UPDATE", "DELETE" };
	struct sbuf sql = SBUF_INIT(64 * 1024);

	for (size_t i = 0; i < COUNT_OF(settings); i++)
		for (size_t k = 0; k < COUNT_OF(deeds); k++)
			sbuf_printf(&sql,
				    "CREATE OR REPLACE TRIGGER w_%s_%zu AFTER"
				    " %s ON %s FOR EACH ROW SET @touched ="
				    " CONCAT_WS(' ', @touched, '%s');\n",
				    settings[i], k, deeds[k], settings[i],
				    settings[i]);
	sbuf_str(&sql, "CREATE OR REPLACE TRIGGER w_audit AFTER INSERT ON audit"
		       " FOR EACH ROW SET @noted = @noted + 1;\n");
	db_fixture_run(sbuf_text(&sql));
	sbuf_release(&sql);
}

static bool touched[COUNT_OF(settings)];

static void note_touched(const char *list)
{
	while (list && *list) {
		size_t n = strcspn(list, " ");

		for (size_t i = 0; i < COUNT_OF(settings); i++)
			if (strlen(settings[i]) == n &&
			    memcmp(settings[i], list, n) == 0)
				touched[i] = true;
		list += n + (list[n] == ' ');
	}
}

/* ---- The verbs ----------------------------------------------------------- */

static struct job job_of(const struct member *m)
{
	error = (struct err){ 0 };
	return company_job(m, T0);
}

/* The command line. */
static struct job job_of_nobody(void)
{
	static const struct viewer nobody;
	struct job job = job_of(&company.olga);

	job.viewer = &nobody;
	job.by.kind = ACTOR_SYSTEM;
	job.by.via = VIA_CLI;
	job.by.person.n = 0;
	return job;
}

/* A verb of Olga's; a few are the command line's alone. */
#define VERB(name) static enum err_kind name(struct job *job)

VERB(tag_add)
{
	const struct tags_draft d = { .name = "bug" };
	const char *oid;

	return tags_add(job, &d, &oid, &error);
}

VERB(tag_change)
{
	const struct tags_draft d = { .name = "Bug", .colour = COLOUR_RED };

	return tags_change(job, OID("tag", "name = 'bug'"), &d, &error);
}

VERB(tag_archive)
{
	return tags_archive(job, OID("tag", "name = 'bug'"), true, &error);
}

VERB(tag_revive)
{
	return tags_archive(job, OID("tag", "name = 'bug'"), false, &error);
}

VERB(tag_typed)
{
	const char *code = text_of("SELECT code FROM ticket LIMIT 1");
	struct deed done;

	return desk_set_tags(job, code, 0, "typed", &done, &error);
}

VERB(tag_merge)
{
	int64_t left;

	return tags_merge(job, OID("tag", "name = 'bug'"),
			  OID("tag", "name = 'typed'"), 10, &left, &error);
}

VERB(tag_delete)
{
	db_fixture_run("INSERT INTO tag (oid, name, created_at)"
		       " VALUES ('t900000000000000', 'unused', 0);\n"
		       "SET @touched = NULL;");
	return tags_delete(job, "t900000000000000", &error);
}

VERB(group_add)
{
	const struct groups_draft d = { .name = "Gold" };
	const char *oid;

	return groups_add(job, &d, &oid, &error);
}

VERB(group_change)
{
	const struct groups_draft d = { .name = "Golden" };

	return groups_change(job, OID("customer_group", "1"), &d, &error);
}

VERB(group_of_person)
{
	const char *const oids[] = { OID("customer_group", "1") };
	const struct groups_chosen c = { oids, 1 };

	return groups_set_person(job, company.bob.oid, &c, &error);
}

VERB(group_of_company)
{
	const char *const oids[] = { OID("customer_group", "1") };
	const struct groups_chosen c = { oids, 1 };

	return groups_set_company(job, OID("company", "1"), &c, &error);
}

VERB(group_leave)
{
	const struct groups_chosen none = { NULL, 0 };

	return groups_set_company(job, OID("company", "1"), &none, &error);
}

VERB(group_archive)
{
	return groups_archive(job, OID("customer_group", "1"), true, &error);
}

VERB(group_revive)
{
	return groups_archive(job, OID("customer_group", "1"), false, &error);
}

VERB(group_delete)
{
	db_fixture_run("DELETE FROM customer_group_person;\n"
		       "SET @touched = NULL;");
	return groups_delete(job, OID("customer_group", "1"), &error);
}

VERB(company_add)
{
	const struct companies_draft d = { .name = "Acme" };
	const char *oid;

	return companies_add(job, &d, &oid, &error);
}

VERB(company_change)
{
	const struct companies_draft d = { .name = "Acme", .note = "late" };

	return companies_change(job, OID("company", "1"), &d, &error);
}

VERB(field_add)
{
	const struct customs_draft d = { .name = "Kind",
					 .of = CUSTOM_OF_CUSTOMER,
					 .kind = CUSTOM_CHOICE };
	const char *oid;

	return customs_add(job, &d, &oid, &error);
}

VERB(field_add_company)
{
	const struct customs_draft d = { .name = "Contract",
					 .of = CUSTOM_OF_COMPANY };
	const char *oid;

	return customs_add(job, &d, &oid, &error);
}

VERB(field_add_second)
{
	const struct customs_draft d = { .name = "Size",
					 .of = CUSTOM_OF_CUSTOMER };
	const char *oid;

	return customs_add(job, &d, &oid, &error);
}

VERB(field_change)
{
	const struct customs_change c = { .name = "Sort" };

	return customs_change(job, OID("field", "name = 'Kind'"), &c, &error);
}

VERB(field_move)
{
	return customs_move(job, OID("field", "name = 'Sort'"), false, &error);
}

VERB(field_archive)
{
	return customs_archive(job, OID("field", "name = 'Size'"), true,
			       &error);
}

VERB(field_revive)
{
	return customs_archive(job, OID("field", "name = 'Size'"), false,
			       &error);
}

VERB(choice_add)
{
	return customs_add_choice(job, OID("field", "name = 'Sort'"), "A",
				  &error);
}

VERB(choice_add_second)
{
	return customs_add_choice(job, OID("field", "name = 'Sort'"), "B",
				  &error);
}

static enum err_kind choice(struct job *job, enum customs_deed deed,
			    const char *name)
{
	return customs_change_choice(job, OID("field", "name = 'Sort'"),
				     OID("field_choice", "position = 1"), deed,
				     name, &error);
}

VERB(choice_rename)
{
	return choice(job, CUSTOMS_RENAME, "C");
}

VERB(choice_down)
{
	return choice(job, CUSTOMS_DOWN, NULL);
}

VERB(choice_archive)
{
	return choice(job, CUSTOMS_ARCHIVE, NULL);
}

VERB(choice_revive)
{
	return choice(job, CUSTOMS_REVIVE, NULL);
}

VERB(fill_person)
{
	const char *const typed[] = { OID("field_choice", "position = 1") };
	const struct desk_field f = { OID("field", "name = 'Sort'"), typed, 1 };
	const struct desk_fields all = { &f, 1 };

	return customs_fill_person(job, company.bob.oid, &all, &error);
}

VERB(fill_company)
{
	const char *const typed[] = { "C-17" };
	const struct desk_field f = { OID("field", "name = 'Contract'"), typed,
				      1 };
	const struct desk_fields all = { &f, 1 };

	return customs_fill_company(job, OID("company", "1"), &all, &error);
}

VERB(department_add)
{
	const struct departments_draft d = { .name = "New",
					     .open_to_all = true };
	const char *oid;

	return departments_add(job, &d, &oid, &error);
}

VERB(department_change)
{
	const struct departments_draft d = { .name = "Newer",
					     .open_to_all = true };

	return departments_change(job, "New", &d, &error);
}

VERB(department_members)
{
	const char *const who[] = { company.ann.oid };
	const struct departments_members m = { who, 1, who, 1 };

	return departments_set_members(job, OID("department", "name = 'Newer'"),
				       &m, &error);
}

VERB(department_leave)
{
	return people_set_member(job, "Newer", company.ann.oid, false, &error);
}

VERB(department_archive)
{
	return departments_archive(job, "Newer", true, &error);
}

VERB(department_revive)
{
	return departments_archive(job, "Newer", false, &error);
}

VERB(person_add)
{
	const char *const in[] = { company.support_oid };
	const struct people_draft d = { .name = "Nina",
					.email = "nina@desk.example",
					.roles = ROLE_AGENT,
					.departments = in,
					.ndepartments = 1 };
	const char *oid;

	return people_add(job, &d, &oid, &error);
}

#define NINA OID("person", "email = 'nina@desk.example'")

VERB(person_change)
{
	const struct people_change c = { .name = "Nina N.",
					 .note = "new",
					 .set_departments = true };

	return people_change(job, NINA, &c, &error);
}

VERB(person_roles)
{
	return people_set_roles(job, NINA, ROLE_AGENT | ROLE_MANAGER, &error);
}

VERB(person_link)
{
	const char *token;

	return people_invite(job, NINA, &token, &error);
}

VERB(person_accept)
{
	struct job other = *job;
	const char *token, *email;

	if (people_invite(&other, NINA, &token, &error))
		return error.kind;
	db_fixture_run("SET @touched = NULL, @noted = 0;");
	return people_accept(job, token, "orbit maple tram 7", &email, &error);
}

VERB(person_password)
{
	return people_set_password(job, NINA, "orbit maple tram 8", &error);
}

VERB(person_disable)
{
	return people_set_disabled(job, NINA, true, &error);
}

VERB(person_enable)
{
	return people_set_disabled(job, NINA, false, &error);
}

VERB(own_name)
{
	return account_update(job, "Olga O.", "Europe/Riga", &error);
}

VERB(own_password)
{
	static const unsigned char none[RNG_HASH_LEN];

	return account_set_password(job, "orbit maple tram 9", none, &error);
}

VERB(close_after)
{
	return desk_close_after(job, 5 * DAY_SECONDS, &error);
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

	return desk_apply_calendar(job, &in, &out, &error);
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

	return calendars_close(job, &in, &number, &error);
}

VERB(hours_rename)
{
	return calendars_rename(job, "Riga", "Riga office", &error);
}

VERB(hours_remove)
{
	return calendars_remove(job, "Riga office", &error);
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
	return desk_apply_level(job, &in, &out, &error);
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

	return rules_save(job, &in, &out, &error);
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
	return rules_move(job, RULE_ID, 1, &error);
}

VERB(rule_clone)
{
	struct rules_saved out;

	return rules_clone(job, RULE_ID, "Other", &out, &error);
}

VERB(rule_off)
{
	struct rules_saved out;

	return rules_switch(job, RULE_ID, false, &out, &error);
}

VERB(rule_remove)
{
	return rules_remove(job, RULE_ID, &error);
}

VERB(rule_restore)
{
	return rules_restore(job, RULE_ID, &error);
}

VERB(level_archive)
{
	return levels_archive(job, OID("level", "name = 'Silver'"), true,
			      &error);
}

VERB(sandbox_on)
{
	return sandbox_begin(job, &error);
}

VERB(sandbox_off)
{
	struct job shell = job_of_nobody();

	(void)job;
	return sandbox_end(&shell, "Desk", &error);
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
	struct job shell = job_of_nobody();

	(void)job;
	return setup_desk(&shell, &d, &out, &error);
}

/* In this order, each on what those before left. */
static const struct {
	const char *what;
	enum err_kind (*run)(struct job *job);
} verbs[] = {
#define RUN(name)                                                              \
	{                                                                      \
#name, name                                                    \
	}
	RUN(tag_add),
	RUN(tag_change),
	RUN(tag_archive),
	RUN(tag_revive),
	RUN(tag_typed),
	RUN(tag_merge),
	RUN(tag_delete),
	RUN(company_add),
	RUN(company_change),
	RUN(group_add),
	RUN(group_change),
	RUN(group_of_person),
	RUN(group_of_company),
	RUN(group_leave),
	RUN(group_archive),
	RUN(group_revive),
	RUN(group_delete),
	RUN(field_add),
	RUN(field_add_company),
	RUN(field_add_second),
	RUN(field_change),
	RUN(field_move),
	RUN(field_archive),
	RUN(field_revive),
	RUN(choice_add),
	RUN(choice_add_second),
	RUN(choice_rename),
	RUN(choice_down),
	RUN(choice_archive),
	RUN(choice_revive),
	RUN(fill_person),
	RUN(fill_company),
	RUN(department_add),
	RUN(department_change),
	RUN(department_members),
	RUN(department_leave),
	RUN(department_archive),
	RUN(department_revive),
	RUN(person_add),
	RUN(person_change),
	RUN(person_roles),
	RUN(person_link),
	RUN(person_accept),
	RUN(person_password),
	RUN(person_disable),
	RUN(person_enable),
	RUN(own_name),
	RUN(own_password),
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
	RUN(set_up),
	RUN(sandbox_on),
	RUN(sandbox_off),
#undef RUN
};

static void run(size_t i)
{
	struct job job = job_of(&company.olga);
	const char *list;
	int64_t noted;

	db_fixture_run("SET @touched = NULL, @noted = 0;");
	if (verbs[i].run(&job))
		fail_msg("%s: %s", verbs[i].what, error.msg);
	list = text_of("SELECT @touched");
	noted = NUMBER("SELECT @noted");
	if (!list)
		fail_msg("%s touched no table of settings", verbs[i].what);
	if (noted < 1)
		fail_msg("%s touched %s, and no entry says so", verbs[i].what,
			 list);
	note_touched(list);
}

static void every_verb_leaves_an_entry(void **state)
{
	(void)state;
	company_ticket(T0);
	watch();
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		run(i);
	for (size_t i = 0; i < COUNT_OF(settings); i++)
		if (!touched[i])
			fail_msg("no verb above touches %s: add the one that"
				 " does",
				 settings[i]);
}

/* ---- What the entries say ------------------------------------------------ */

static void what_stays_as_it_is_leaves_none(void **state)
{
	static const struct {
		enum err_kind (*first)(struct job *job),
			(*again)(struct job *job);
	} cases[] = { { tag_add, tag_change },
		      { group_add, group_change },
		      { company_add, company_change },
		      { department_add, department_change },
		      { person_add, person_change } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct job job = job_of(&company.olga);
		int64_t n;

		assert_int_equal(cases[i].first(&job), ERR_NONE);
		job = job_of(&company.olga);
		assert_int_equal(cases[i].again(&job), ERR_NONE);
		n = NUMBER("SELECT COUNT(*) FROM audit");
		if (cases[i].again == department_change)
			continue; /* by its name of before: there is none */
		job = job_of(&company.olga);
		assert_int_equal(cases[i].again(&job), ERR_NONE);
		check_i64("entries", NUMBER("SELECT COUNT(*) FROM audit"), n);
	}
}

static void no_secret_is_kept(void **state)
{
	struct job job = job_of(&company.olga);
	const char *token;

	(void)state;
	assert_int_equal(person_add(&job), ERR_NONE);
	job = job_of(&company.olga);
	assert_int_equal(people_invite(&job, NINA, &token, &error), ERR_NONE);
	job = job_of(&company.olga);
	assert_int_equal(person_password(&job), ERR_NONE);
	check_i64("the password, its hash, the link",
		  NUMBER(arena_printf(
			  fixture.arena,
			  "SELECT COUNT(*) FROM audit WHERE CONCAT_WS(' ',"
			  " was, became) LIKE '%%argon2%%' OR CONCAT_WS(' ',"
			  " was, became) LIKE '%%orbit%%' OR CONCAT_WS(' ',"
			  " was, became) LIKE '%%%s%%'",
			  token)),
		  0);
	check_i64("but that it was done",
		  NUMBER("SELECT COUNT(*) FROM audit WHERE became LIKE"
			 " '%\"did\":\"password\"%' OR became LIKE"
			 " '%\"did\":\"link\"%'"),
		  2);
}

static void what_is_refused_leaves_none(void **state)
{
	const struct tags_draft taken = { .name = "bug" };
	struct job job = job_of(&company.olga);
	const char *oid;

	(void)state;
	assert_int_equal(tag_add(&job), ERR_NONE);
	job = job_of(&company.olga);
	assert_int_equal(tags_add(&job, &taken, &oid, &error), ERR_CONFLICT);
	job = job_of(&company.alice);
	assert_int_equal(tag_change(&job), ERR_DENIED);
	check_i64("entries", NUMBER("SELECT COUNT(*) FROM audit"), 1);
}

static void an_entry_names_who_and_how(void **state)
{
	struct job job = job_of(&company.olga), shell = job_of_nobody();
	struct audit_entry x;

	(void)state;
	snprintf(job.by.request_id, sizeof(job.by.request_id), "%s",
		 "r3quest000000001");
	assert_int_equal(tag_add(&job), ERR_NONE);
	company_expect(audit_store_find(fixture.db, fixture.arena,
					OID("audit", "1"), &x, &error),
		       ERR_NONE, &error);
	check_text("who", x.who_oid, company.olga.oid);
	check_text("request", x.by.request_id, "r3quest000000001");
	check_i64("via", x.by.via, VIA_WEB);
	check_i64("at", x.by.now, T0);
	check_text("name", x.name, "bug");
	check_text("before", x.was ? x.was : "", "");
	check_text("after", x.became,
		   "{\"name\":\"bug\",\"colour\":\"none\",\"public\":false,"
		   "\"archived\":false}");
	assert_int_equal(tag_change(&shell), ERR_NONE);
	company_expect(audit_store_find(fixture.db, fixture.arena,
					OID("audit", "name = 'Bug'"
						     " AND was IS NOT NULL"),
					&x, &error),
		       ERR_NONE, &error);
	assert_null(x.who);
	check_i64("via", x.by.via, VIA_CLI);
}

int main(int argc, char **argv)
{
#define AUDIT_TEST(what, func) TEST_WITH(what, func, company_setup, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		AUDIT_TEST("every table is sorted", every_table_is_sorted),
		AUDIT_TEST("every verb leaves an entry", every_verb_leaves_an_entry),
		AUDIT_TEST("what stays as it is leaves none", what_stays_as_it_is_leaves_none),
		AUDIT_TEST("no secret is kept", no_secret_is_kept),
		AUDIT_TEST("what is refused leaves none", what_is_refused_leaves_none),
		AUDIT_TEST("an entry names who, and how", an_entry_names_who_and_how),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
