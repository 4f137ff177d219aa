/* Settings as XML: what is refused and where, what an import does and leaves.
 */
#include "desk/company.h"

#include "desk/settings.h"
#include "store/desk_store.h"
#include "support/test.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)

static struct err error;

static struct job job_of(const struct member *m)
{
	error = (struct err){ 0 };
	return company_job(m, T0);
}

static struct settings *file_of(const char *text)
{
	struct settings *s = NULL;

	company_expect(
		settings_read(fixture.arena, text, strlen(text), &s, &error),
		ERR_NONE, &error);
	return s;
}

/* ${inside} as a whole file. */
static const char *file(const char *inside)
{
	return arena_printf(
		fixture.arena,
		"<?xml version=\"1.0\"?>\n<duedesk version=\"1\">\n%s"
		"</duedesk>\n",
		inside);
}

static enum err_kind apply(const struct member *m, const char *inside,
			   bool remove, struct settings_plan *out)
{
	struct job job = job_of(m);
	const struct settings_import in = { .file = file_of(file(inside)),
					    .remove = remove };

	return settings_apply(&job, &in, out, &error);
}

static const char *exported(void)
{
	struct job job = job_of(&company.olga);
	struct settings_text t;

	company_expect(settings_export(&job, &t, &error), ERR_NONE, &error);
	return t.text;
}

/* ---- What is no file of settings ----------------------------------------- */

static void what_is_not_known_is_refused_with_its_line(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *says;
	} cases[] = {
		{ "<settings/>", "line 1: it begins with \"settings\"" },
		{ "<duedesk/>", "line 1: duedesk: version is missing" },
		{ "<duedesk version='2'/>", "line 1: settings of version 2" },
		{ "<duedesk version='1'>\n<desks/></duedesk>", "line 2: the element \"desks\" is not known in duedesk; known are desk, departments, tags," },
		{ "<duedesk version='1'>\n<desk name='x'/></duedesk>", "line 2: desk: zone is missing" },
		{ "<duedesk version='1'><desk name='x' zone='UTC'\nsecret='1'/></duedesk>", "line 2: desk: the attribute \"secret\" is not known; known are name, zone, close-after" },
		{ "<duedesk version='1'><desk name='x' zone='UTC' close-after='-1'/></duedesk>", "line 1: desk: close-after must be a whole number from 0 to 31622400" },
		{ "<duedesk version='1'>\n<tags>x</tags></duedesk>", "line 2: tags: no text" },
		{ "<duedesk version='1'><tags>\n<tag name='a' colour='mauve'/></tags></duedesk>", "line 2: tag: colour must be one of none, red, orange" },
		{ "<duedesk version='1'><tags>\n<tag name='a' public='true'/></tags></duedesk>", "line 2: tag: public must be yes or no" },
		{ "<duedesk version='1'><tags><tag name='a'/>\n<tag name='b'/>\n<tag name='a'/></tags></duedesk>", "line 3: tag \"a\" is there twice, first in line 1" },
		{ "<duedesk version='1'><tags/>\n<tags/></duedesk>", "line 2: tags is there twice, first in line 1" },
		{ "<duedesk version='1'><people>\n<person email='a@x' name='A' roles='agent agent'/></people></duedesk>", "line 2: person: roles must be some of customer, read-only" },
		{ "<duedesk version='1'><people><person email='A@x' name='A' roles='agent'/>\n<person email='a@x' name='A' roles='agent'/></people></duedesk>", "line 2: person \"a@x\" is there twice" },
		{ "<duedesk version='1'><calendars><calendar name='x' zone='UTC'>\n<window day='mon' from='9:00' to='17:00'/></calendar></calendars></duedesk>", "line 2: window: from must be a time from 00:00 to 24:00" },
		{ "<duedesk version='1'><calendars><calendar name='x' zone='UTC'>\n<closure date='2026-02-30'/></calendar></calendars></duedesk>", "line 2: closure: date must be a date" },
		{ "<duedesk version='1'><rules><rule kind='sla' name='x'><if>\n<condition field='tags' op='contains'><values/></condition></if></rule></rules></duedesk>", "line 2: the element \"values\" is not known in condition; known are value, nobody" },
		{ "<duedesk version='1'><rules><rule kind='sla' name='x'>\n<action do='explode'/></rule></rules></duedesk>", "line 2: action: do must be one of tell_agent" },
		{ "<!DOCTYPE duedesk><duedesk version='1'/>", "line 1: a document type" },
	};
	/* clang-format on */
	struct settings *s;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		err_clear(&error);
		if (settings_read(fixture.arena, cases[i].text,
				  strlen(cases[i].text), &s,
				  &error) != ERR_INVALID ||
		    !str_starts(error.msg, cases[i].says))
			fail_msg("%s: %s", cases[i].text, error.msg);
	}
}

static void what_cannot_be_is_refused_with_its_line(void **state)
{
	/* clang-format off */
	static const struct {
		const char *inside, *says;
	} cases[] = {
		{ "<levels>\n<level name='L' calendar='Nowhere'><target metric='first_answer' seconds='60'/></level></levels>", "line 4: level: calendar Nowhere" },
		{ "<levels><level name='L'>\n<target metric='first_answer'/></level></levels>", "line 4: target: one of seconds" },
		{ "<levels><level name='L'>\n<target metric='first_answer' days='1' unit='calendar'/></level></levels>", "line 4: target: unit" },
		{ "<levels>\n<level name='L'/></levels>", "line 4: level L: " },
		{ "<levels><level name='L'><target metric='first_answer' seconds='60'/><step metric='first_answer' percent='5'>\n<action do='assign' person='nobody@x'/></step></level></levels>", "line 4: action: there is no person nobody@x" },
		{ "<levels><level name='L'><target metric='first_answer' seconds='60'/><step metric='first_answer' percent='5'>\n<action do='tag'/></step></level></levels>", "line 4: action: tag: tag is missing" },
		{ "<levels><level name='L'><target metric='first_answer' seconds='60'/><step metric='first_answer' percent='5'>\n<action do='tell_agent' tag='x'/></step></level></levels>", "line 4: action: tell_agent: tag is not for it" },
		{ "<rules><rule kind='sla' name='R' stop='yes'><if>\n<condition field='tags' op='less' value='1'/></if></rule></rules>", "line 4: condition: less cannot be asked of tags" },
		{ "<rules><rule kind='sla' name='R' stop='yes'><if>\n<condition field='tags' op='contains'><value>NONE</value></condition></if></rule></rules>", "line 4: condition: tags: there is nothing called NONE" },
		{ "<rules><rule kind='sla' name='R' stop='yes'><if>\n<condition field='subject' op='matches'><value>(</value></condition></if></rule></rules>", "line 3: rule R: " },
		{ "<rules>\n<rule kind='sla' name='R'/></rules>", "line 4: rule R: then: " },
		{ "<calendars>\n<calendar name='C' zone='Mars/Olympus'/></calendars>", "line 4: calendar C: " },
		{ "<calendars><calendar name='C' zone='UTC'>\n<recurring rule='weekday' month='5' nth='1'/></calendar></calendars>", "line 4: weekday is missing" },
		{ "<people>\n<person email='no address' name='A' roles='agent'/></people>", "line 4: person no address: email" },
		{ "<people>\n<person email='a@x.example' name='A' roles='agent'><member department='Nowhere'/></person></people>", "line 4: person a@x.example: department" },
		{ "<tags>\n<tag name='a, b'/></tags>", "line 4: tag a, b: " },
		{ "<fields>\n<field of='ticket' kind='text' name='F'><choice name='a'/></field></fields>", "line 4: field F: it has no choices" },
		{ "<desk\nname='' zone='UTC'/>", "line 4: desk : name" },
	};
	/* clang-format on */
	const char *was = exported();
	struct settings_plan plan;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (apply(&company.olga, cases[i].inside, false, &plan) !=
			    ERR_INVALID ||
		    !str_starts(error.msg, cases[i].says))
			fail_msg("%s: %s", cases[i].inside, error.msg);
		assert_string_equal(exported(), was);
	}
}

/* ---- What an import does ------------------------------------------------- */

static const char small[] =
	"<tags><tag name='VIP' colour='red'/></tags>"
	"<fields><field of='ticket' kind='choice' name='Boat'>"
	"<choice name='Sloop'/><choice name='Ketch'/></field></fields>"
	"<calendars><calendar name='Days' zone='Europe/Berlin'>"
	"<window day='mon' from='09:00' to='17:00'/></calendar></calendars>"
	"<levels>"
	"<level name='A' calendar='Days'><target metric='first_answer'"
	" seconds='3600'/><step metric='first_answer' percent='50'>"
	"<action do='level' level='B'/></step></level>"
	"<level name='B'><target metric='next_answer' seconds='60'/>"
	"<step metric='next_answer' seconds='-30'><action do='level'"
	" level='A'/><action do='note'>Look &amp; see</action></step></level>"
	"</levels>"
	"<rules>"
	"<rule kind='sla' name='First' stop='yes'><note>Why</note>"
	"<if><condition field='tags' op='contains'><value>VIP</value>"
	"</condition></if><action do='level' level='A'/></rule>"
	"<rule kind='sla' name='Second'><if><condition field='custom'"
	" of='ticket' name='Boat' op='is_one_of'><value>Sloop</value>"
	"<value>Ketch</value></condition></if><action do='level'/></rule>"
	"</rules>";

static void an_import_makes_what_is_missing_and_again_nothing(void **state)
{
	struct settings_plan plan;
	const char *was;

	(void)state;
	company_expect(apply(&company.olga, small, false, &plan), ERR_NONE,
		       &error);
	assert_int_equal(plan.count[SETTINGS_MAKE], 7);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM audit WHERE became LIKE"
				" '%\"import\"%'"),
			 1);
	was = exported();
	assert_non_null(strstr(was, ">Look &amp; see<"));
	company_expect(apply(&company.olga, small, false, &plan), ERR_NONE,
		       &error);
	assert_int_equal(plan.count[SETTINGS_STAY], 7);
	assert_int_equal(plan.count[SETTINGS_MAKE], 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM audit WHERE became LIKE"
				" '%\"import\"%'"),
			 1);
	assert_string_equal(exported(), was);
	/* Its own export says the same. */
	assert_non_null(file_of(was));
}

static void a_preview_stores_nothing_and_says_what_differs(void **state)
{
	struct job job = job_of(&company.olga);
	struct settings_import in = { 0 };
	struct settings_plan plan, done;
	const char *was;

	(void)state;
	company_expect(apply(&company.olga, small, false, &plan), ERR_NONE,
		       &error);
	was = exported();
	in.file = file_of(file("<tags><tag name='VIP' colour='blue'/></tags>"));
	company_expect(settings_preview(&job, &in, &plan, &error), ERR_NONE,
		       &error);
	assert_string_equal(exported(), was);
	assert_int_equal(plan.count[SETTINGS_CHANGE], 1);
	assert_string_equal(plan.v[0].what, "tag");
	assert_string_equal(plan.v[0].name, "VIP");
	assert_int_equal(plan.v[0].nlines, 2);
	assert_string_equal(plan.v[0].lines[0].text,
			    "<tag name=\"VIP\" colour=\"red\"/>");
	assert_true(plan.v[0].lines[1].added);
	assert_string_equal(plan.v[0].lines[1].text,
			    "<tag name=\"VIP\" colour=\"blue\"/>");
	/* What was looked at is what is done. */
	in.seen = plan.seen;
	company_expect(settings_apply(&job, &in, &done, &error), ERR_NONE,
		       &error);
	job = job_of(&company.olga);
	company_expect(settings_apply(&job, &in, &done, &error), ERR_CONFLICT,
		       &error);
}

static void what_the_file_lacks_is_kept_or_removed(void **state)
{
	static const char less[] =
		"<tags/><fields><field of='ticket' kind='choice' name='Boat'>"
		"<choice name='Ketch'/></field></fields>"
		"<rules><rule kind='sla' name='Second'><if><condition"
		" field='custom' of='ticket' name='Boat' op='is_one_of'>"
		"<value>Ketch</value></condition></if>"
		"<action do='level'/></rule></rules>";
	struct settings_plan plan;

	(void)state;
	company_expect(apply(&company.olga, small, false, &plan), ERR_NONE,
		       &error);
	company_expect(apply(&company.olga, less, false, &plan), ERR_NONE,
		       &error);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM tag WHERE name = 'VIP'"
				" AND archived_at IS NULL"),
			 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM rule WHERE archived_at IS"
				" NULL"),
			 NUMBER("SELECT COUNT(*) FROM rule"));
	company_expect(apply(&company.olga, less, true, &plan), ERR_NONE,
		       &error);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM tag WHERE name = 'VIP'"
				" AND archived_at IS NULL"),
			 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM field_choice WHERE"
				" archived_at IS NOT NULL"),
			 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM rule r JOIN rule_version"
				" v ON v.rule_id = r.id AND v.number ="
				" r.version WHERE v.name = 'First' AND"
				" r.archived_at IS NULL"),
			 0);
	/* Levels and calendars that the file does not speak of. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM level WHERE name IN"
				" ('A', 'B') AND archived_at IS NULL"),
			 2);
}

static void rules_stand_in_the_order_of_the_file(void **state)
{
	static const char more[] =
		"<rules>"
		"<rule kind='sla' name='New' stop='yes'/>"
		"<rule kind='sla' name='Second' stop='yes'/>"
		"<rule kind='sla' name='Second' stop='yes' active='no'/>"
		"<rule kind='sla' name='First' stop='yes'/>"
		"</rules>";
	struct settings_plan plan;

	(void)state;
	company_expect(apply(&company.olga, small, false, &plan), ERR_NONE,
		       &error);
	company_expect(apply(&company.olga, more, false, &plan), ERR_NONE,
		       &error);
	assert_int_equal(NUMBER("SELECT GROUP_CONCAT(CONCAT(v.name,"
				" v.active) ORDER BY r.position, r.id) ="
				" 'New1,Second1,Second0,First1' FROM rule r"
				" JOIN rule_version v ON v.rule_id = r.id AND"
				" v.number = r.version WHERE v.name IN"
				" ('New', 'First', 'Second')"),
			 1);
	company_expect(apply(&company.olga, more, false, &plan), ERR_NONE,
		       &error);
	assert_int_equal(plan.count[SETTINGS_STAY], 4);
}

/* ---- What is gone ---------------------------------------------------------
 */

static const char doing[] =
	"<tags><tag name='T'/></tags>"
	"<fields><field of='ticket' kind='choice' name='Boat'>"
	"<choice name='Sloop'/><choice name='Ketch'/></field></fields>"
	"<levels><level name='L'>"
	"<target metric='first_answer' seconds='3600'/>"
	"<step metric='first_answer' percent='40'><action do='tag' tag='T'/>"
	"</step><step metric='first_answer' percent='50'>"
	"<action do='field' field='Boat'><value>Sloop</value></action>"
	"<action do='note'>Look</action></step></level></levels>"
	"<rules><rule kind='event' name='Sets' on='created'>"
	"<action do='field' field='Boat'><value>Sloop</value></action></rule>"
	"<rule kind='event' name='Tags' on='created'>"
	"<action do='tag' tag='T'/><action do='note'>N</action></rule>"
	"<rule kind='event' name='Notes' on='created'>"
	"<action do='note'>M</action></rule></rules>";

/* They run still: what they do besides is done. */
static void who_does_something_with_what_is_gone_is_left_out(void **state)
{
	struct settings_plan plan;
	struct settings_text t;
	struct settings_import in;
	struct job job;

	(void)state;
	company_expect(apply(&company.olga, doing, false, &plan), ERR_NONE,
		       &error);
	job = job_of(&company.olga);
	company_expect(settings_export(&job, &t, &error), ERR_NONE, &error);
	assert_int_equal(t.nleft_out + t.ncut, 0);
	db_fixture_run("UPDATE field_choice SET archived_at = 1 WHERE name ="
		       " 'Sloop';");
	db_fixture_run("DELETE FROM tag WHERE name = 'T';");
	job = job_of(&company.olga);
	company_expect(settings_export(&job, &t, &error), ERR_NONE, &error);
	assert_int_equal(t.nleft_out, 2);
	assert_string_equal(t.left_out[0], "Sets");
	assert_string_equal(t.left_out[1], "Tags");
	assert_int_equal(t.ncut, 1);
	assert_string_equal(t.cut[0], "L");
	assert_non_null(strstr(t.text, ">Look<"));
	assert_non_null(strstr(t.text, "name=\"Notes\""));
	assert_null(strstr(t.text, "do=\"field\""));
	assert_null(strstr(t.text, "do=\"tag\""));
	/* Its own export changes nothing; another file can be looked at, and
	 * applied. */
	in = (struct settings_import){ .file = file_of(t.text) };
	job = job_of(&company.olga);
	company_expect(settings_preview(&job, &in, &plan, &error), ERR_NONE,
		       &error);
	assert_int_equal(plan.count[SETTINGS_MAKE], 0);
	assert_int_equal(plan.count[SETTINGS_CHANGE], 0);
	/* ... a step of which nothing is left can be made, too. */
	company_expect(apply(&company.olga,
			     "<tags><tag name='U'/></tags>"
			     "<levels><level name='M'><target"
			     " metric='first_answer' seconds='3600'/><step"
			     " metric='first_answer' percent='40'/></level>"
			     "</levels>",
			     false, &plan),
		       ERR_NONE, &error);
	assert_int_equal(plan.count[SETTINGS_MAKE], 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM rule WHERE archived_at IS"
				" NULL AND kind = 1"),
			 3);
}

/* ---- Who may ------------------------------------------------------------- */

static void who_does_not_set_the_desk_up_gets_nothing(void **state)
{
	const struct member *const others[] = { &company.alice, &company.bob };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		struct job job = job_of(others[i]);
		struct settings_import in = { .file = file_of(file(small)) };
		struct settings_plan plan;
		struct settings_text t;

		company_expect(settings_export(&job, &t, &error), ERR_DENIED,
			       &error);
		job = job_of(others[i]);
		company_expect(settings_preview(&job, &in, &plan, &error),
			       ERR_DENIED, &error);
		job = job_of(others[i]);
		company_expect(settings_apply(&job, &in, &plan, &error),
			       ERR_DENIED, &error);
	}
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM tag WHERE name = 'VIP'"),
			 0);
}

static void a_file_raises_nobody(void **state)
{
	static const char alice[] =
		"<people><person email='alice@desk.example' name='Alice'"
		" roles='owner'/></people>";
	int64_t owners = NUMBER("SELECT COUNT(*) FROM person WHERE"
				" roles & 32");
	struct settings_plan plan;

	(void)state;
	/* Who is there stays as they are. */
	db_fixture_run("UPDATE person SET email = 'alice@desk.example' WHERE"
		       " name LIKE 'Alice%';");
	company_expect(apply(&company.olga, alice, false, &plan), ERR_NONE,
		       &error);
	assert_int_equal(plan.count[SETTINGS_STAY], 1);
	/* An admin makes no owner. */
	company.mona.viewer.roles = ROLE_ADMIN;
	company_expect(apply(&company.mona,
			     "<people><person email='new@x.example' name='N'"
			     " roles='owner'/></people>",
			     false, &plan),
		       ERR_DENIED, &error);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM person WHERE"
				" roles & 32"),
			 owners);
}

static int named(void **state)
{
	int rc = company_setup(state);

	db_fixture_run("INSERT INTO desk (id, name, zone, created_at)"
		       " VALUES (1, 'Harbour', 'UTC', 1);");
	return rc;
}

int main(int argc, char **argv)
{
#define SET_TEST(what, func) TEST_WITH(what, func, named, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		SET_TEST("what is not known is refused with its line", what_is_not_known_is_refused_with_its_line),
		SET_TEST("what cannot be is refused with its line", what_cannot_be_is_refused_with_its_line),
		SET_TEST("an import makes what is missing, and again nothing", an_import_makes_what_is_missing_and_again_nothing),
		SET_TEST("a preview stores nothing and says what differs", a_preview_stores_nothing_and_says_what_differs),
		SET_TEST("what the file lacks is kept or removed", what_the_file_lacks_is_kept_or_removed),
		SET_TEST("rules stand in the order of the file", rules_stand_in_the_order_of_the_file),
		SET_TEST("who does something with what is gone is left out", who_does_something_with_what_is_gone_is_left_out),
		SET_TEST("who does not set the desk up gets nothing", who_does_not_set_the_desk_up_gets_nothing),
		SET_TEST("a file raises nobody", a_file_raises_nobody),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/settings", tests, db_fixture_setup, db_fixture_teardown);
}
