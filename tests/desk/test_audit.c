/*
 * No setting changes without an entry in the audit log: every verb is run, and
 * triggers tell which tables it touched. A table that nobody sorted, or that no
 * verb here touches, fails the test, so that whoever adds a setting adds it
 * here, too.
 */
#include "base/sbuf.h"
#include "base/str.h"
#include "desk/audit.h"
#include "desk/audit_diff.h"
#include "desk/people.h"
#include "desk/tags_admin.h"

#include "desk/audit_verbs.h"

#define T0 MONDAY_9
#define NINA OID("person", "email = 'nina@desk.example'")
#define error audit_verbs_error

/* ---- Which tables are settings ------------------------------------------- */

static const char *const settings[] = {
	"call_switch",
	"call_target",
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
	"attachment",     "audit",
	"blob_file",      "call_try",
	"clock",          "event",
	"event_field",    "event_tag",
	"fired_action",   "fired_step",
	"import_fault",   "message",
	"notice",         "once",
	"outbox",         "person_word", /* of a person's name */
	"presence",       "rule_deed",
	"rule_state",     "rule_turn",
	"sample_run",     "schema_migration",
	"session",        "sign_in_failure",
	"sla_rule", /* of before rules */
	"sweep_state",    "ticket",
	"ticket_field",   "ticket_link",
	"ticket_tag",     "upload",
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

static void run(const struct audit_verb *verb)
{
	struct job job = audit_verbs_job(&company.olga);
	const char *list;
	int64_t noted;

	db_fixture_run("SET @touched = NULL, @noted = 0;");
	if (verb->run(&job))
		fail_msg("%s: %s", verb->what, error.msg);
	list = audit_verbs_text("SELECT @touched");
	noted = NUMBER("SELECT @noted");
	if (!list)
		fail_msg("%s touched no table of settings", verb->what);
	if (noted < 1)
		fail_msg("%s touched %s, and no entry says so", verb->what,
			 list);
	note_touched(list);
}

static void every_verb_leaves_an_entry(void **state)
{
	(void)state;
	company_ticket(T0);
	watch();
	for (size_t i = 0; i < audit_verbs_nthings; i++)
		run(&audit_verbs_things[i]);
	for (size_t i = 0; i < audit_verbs_npromises; i++)
		run(&audit_verbs_promises[i]);
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
		const char *first, *again;
	} cases[] = { { "tag_add", "tag_change" },
		      { "group_add", "group_change" },
		      { "company_add", "company_change" },
		      { "person_add", "person_change" } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct job job = audit_verbs_job(&company.olga);
		int64_t n;

		assert_int_equal(audit_verbs_run(cases[i].first, &job),
				 ERR_NONE);
		job = audit_verbs_job(&company.olga);
		if (i == 0) /* by its name of before */
			db_fixture_run("UPDATE tag SET name = 'bug';");
		assert_int_equal(audit_verbs_run(cases[i].again, &job),
				 ERR_NONE);
		n = NUMBER("SELECT COUNT(*) FROM audit");
		job = audit_verbs_job(&company.olga);
		assert_int_equal(audit_verbs_run(cases[i].again, &job),
				 ERR_NONE);
		check_i64("entries", NUMBER("SELECT COUNT(*) FROM audit"), n);
	}
}

/* ---- In what two differ -------------------------------------------------- */

static void what_differs_is_found_member_by_member(void **state)
{
	static const char was[] = "{\"a\":1,\"b\":{\"c\":[1,2,2],\"d\":null},"
				  "\"e\":[\"x\",\"y\"],\"f\":true,\"g\":0}";
	static const char is[] = "{\"a\":1,\"b\":{\"c\":[2,3],\"d\":null},"
				 "\"e\":[\"y\",\"x\"],\"f\":false,\"h\":\"\"}";
	struct audit_differences d;

	(void)state;
	company_expect(audit_diff(fixture.arena, was, is, &d, &error), ERR_NONE,
		       &error);
	check_i64("differences", (int64_t)d.n, 6);
	/* 1 and one of the twos left the list, 3 came. */
	check_text("c", d.v[0].path[1], "c");
	assert_true(d.v[0].was && d.v[0].is && d.v[1].was && !d.v[1].is);
	check_text("e", d.v[2].path[0], "e");
	assert_true(d.v[2].order);
	check_text("f", d.v[3].path[0], "f");
	check_text("h", d.v[4].path[0], "h");
	assert_null(d.v[4].was);
	check_text("g", d.v[5].path[0], "g");
	assert_null(d.v[5].is);
	audit_diff_free(&d);
	company_expect(audit_diff(fixture.arena, was, was, &d, &error),
		       ERR_NONE, &error);
	check_i64("of the same", (int64_t)d.n, 0);
	audit_diff_free(&d);
	company_expect(audit_diff(fixture.arena, NULL, is, &d, &error),
		       ERR_NONE, &error);
	check_i64("of what was made", (int64_t)d.n, 6);
	audit_diff_free(&d);
	company_expect(audit_diff(fixture.arena, was, "[]", &d, &error),
		       ERR_INVALID, &error);
	audit_diff_free(&d);
	company_expect(audit_diff(fixture.arena, was, "{", &d, &error),
		       ERR_INVALID, &error);
	audit_diff_free(&d);
}

static void no_secret_is_kept(void **state)
{
	struct job job = audit_verbs_job(&company.olga);
	const char *token;

	(void)state;
	assert_int_equal(audit_verbs_run("person_add", &job), ERR_NONE);
	job = audit_verbs_job(&company.olga);
	assert_int_equal(people_invite(&job, NINA, &token, &error), ERR_NONE);
	job = audit_verbs_job(&company.olga);
	assert_int_equal(audit_verbs_run("person_password", &job), ERR_NONE);
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
	struct job job = audit_verbs_job(&company.olga);
	const char *oid;

	(void)state;
	assert_int_equal(audit_verbs_run("tag_add", &job), ERR_NONE);
	job = audit_verbs_job(&company.olga);
	assert_int_equal(tags_add(&job, &taken, &oid, &error), ERR_CONFLICT);
	job = audit_verbs_job(&company.alice);
	assert_int_equal(audit_verbs_run("tag_change", &job), ERR_DENIED);
	check_i64("entries", NUMBER("SELECT COUNT(*) FROM audit"), 1);
}

static void an_entry_names_who_and_how(void **state)
{
	struct job job = audit_verbs_job(&company.olga),
		   shell = audit_verbs_shell();
	struct audit_entry x;

	(void)state;
	snprintf(job.by.request_id, sizeof(job.by.request_id), "%s",
		 "r3quest000000001");
	assert_int_equal(audit_verbs_run("tag_add", &job), ERR_NONE);
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
	assert_int_equal(audit_verbs_run("tag_change", &shell), ERR_NONE);
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
		AUDIT_TEST("what differs is found member by member", what_differs_is_found_member_by_member),
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
