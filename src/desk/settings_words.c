#include "desk/settings_words.h"

#include "base/limits.h"
#include "base/str.h"
#include "core/access.h"
#include "core/action.h"
#include "core/closure_rule.h"
#include "core/colour.h"
#include "core/custom.h"
#include "core/rule_names.h"
#include "desk/calendar_json.h"
#include "desk/level_words.h"
#include "store/rule_store.h"

/* ---- The words of lists -------------------------------------------------- */

#define AMONG(i, n, word) ((i) >= 0 && (i) < (int)(n) ? (word) : NULL)

const char *settings_word_colour(int i)
{
	return AMONG(i, COLOUR_N, colour_name((enum colour)i));
}

const char *settings_word_kind(int i)
{
	return AMONG(i, CUSTOM_KIND_N, custom_kind_name((enum custom_kind)i));
}

const char *settings_word_of_what(int i)
{
	static const char *const words[CUSTOM_OF_N] = { "ticket", "customer",
							"company" };

	return AMONG(i, CUSTOM_OF_N, words[i]);
}

const char *settings_word_role(int i)
{
	return AMONG(i, 6, access_role_name((enum role)(1 << i)));
}

const char *settings_word_weekday(int i)
{
	return AMONG(i, 7, calendar_weekdays[i]);
}

const char *settings_word_mode(int i)
{
	return AMONG(i, CALENDAR_JSON_MODES, calendar_json_modes[i]);
}

const char *settings_word_closure(int i)
{
	return AMONG(i, CALENDAR_JSON_RULES, calendar_json_rules[i]);
}

const char *settings_word_metric(int i)
{
	return AMONG(i, METRIC_N, level_metric_name((enum metric)i));
}

const char *settings_word_priority(int i)
{
	return AMONG(i, PRIORITY_N, level_words_priority[i]);
}

const char *settings_word_unit(int i)
{
	return AMONG(i, 2, level_words_unit[i]);
}

const char *settings_word_pause(int i)
{
	return AMONG(i, LEVEL_WORDS_PAUSES, level_words_pause[i]);
}

const char *settings_word_change(int i)
{
	return AMONG(i, 4, level_words_change[i]);
}

const char *settings_word_reopen(int i)
{
	return AMONG(i, 3, level_words_reopen[i]);
}

const char *settings_word_by_agent(int i)
{
	return AMONG(i, 3, level_words_by_agent[i]);
}

const char *settings_word_action(int i)
{
	return AMONG(i, ACTION_KIND_N, action_name((enum action_kind)i));
}

const char *settings_word_rule(int i)
{
	static const char *const words[RULE_KIND_N] = {
		[RULE_KIND_SLA] = "sla",
		[RULE_KIND_EVENT] = "event",
		[RULE_KIND_TIME] = "time",
	};

	return AMONG(i, RULE_KIND_N, words[i]);
}

const char *settings_word_trigger(int i)
{
	return AMONG(i, RULE_TRIGGER_N,
		     rule_trigger_name((enum rule_trigger)i));
}

const char *settings_word_field(int i)
{
	return AMONG(i, RULE_FIELD_N, rule_field_name((enum rule_field)i));
}

const char *settings_word_op(int i)
{
	return AMONG(i, RULE_OP_N, rule_op_name((enum rule_op)i));
}

/* ---- What there is ------------------------------------------------------- */

/* clang-format off */
#define ATTRS(list) .attrs = (list), .nattrs = COUNT_OF(list)
#define CHILDREN(list) .children = (list), .nchildren = COUNT_OF(list)
#define MUST(attr, as) { .name = (attr), .type = (as), .must = true }
#define MAY(attr, as, is) { .name = (attr), .type = (as), .usual = (is) }
#define WORD(attr, list, is) \
	{ .name = (attr), .type = SETTINGS_WORD, .must = !(is), .usual = (is), .word = (list) }
#define LIST(attr, list) { .name = (attr), .type = SETTINGS_WORDS, .word = (list) }
#define NUMBER(attr, from, to, is) \
	{ .name = (attr), .type = SETTINGS_NUMBER, .usual = (is), .least = (from), .most = (to) }
#define NAME MUST("name", SETTINGS_TEXT)
#define ARCHIVED MAY("archived", SETTINGS_FLAG, "no")
#define SPAN LIMIT_TARGET_SECONDS

static const char *const by_name[] = { "name", NULL };

static const struct settings_attr desk_attrs[] = {
	NAME, MUST("zone", SETTINGS_TEXT),
	NUMBER("close-after", 0, INT64_C(366) * 86400, "0"),
};
static const struct settings_word desk = { .name = "desk", ATTRS(desk_attrs), .once = true };

static const struct settings_attr department_attrs[] = {
	NAME, MAY("public", SETTINGS_FLAG, "yes"), ARCHIVED,
};
static const struct settings_word department = { .name = "department", ATTRS(department_attrs), .key = by_name, .sorted = true };
static const struct settings_word *const in_departments[] = { &department };
static const struct settings_word departments = { .name = "departments", CHILDREN(in_departments), .once = true };

static const struct settings_attr tag_attrs[] = {
	NAME, WORD("colour", settings_word_colour, "none"), MAY("public", SETTINGS_FLAG, "no"), ARCHIVED,
};
static const struct settings_word tag = { .name = "tag", ATTRS(tag_attrs), .key = by_name, .sorted = true };
static const struct settings_word *const in_tags[] = { &tag };
static const struct settings_word tags = { .name = "tags", CHILDREN(in_tags), .once = true };

static const struct settings_attr group_attrs[] = {
	NAME, WORD("colour", settings_word_colour, "none"), ARCHIVED,
};
static const struct settings_word group = { .name = "group", ATTRS(group_attrs), .key = by_name, .sorted = true };
static const struct settings_word *const in_groups[] = { &group };
static const struct settings_word groups = { .name = "groups", CHILDREN(in_groups), .once = true };

static const struct settings_attr choice_attrs[] = { NAME, ARCHIVED };
static const struct settings_word choice = { .name = "choice", ATTRS(choice_attrs), .key = by_name };
static const struct settings_word *const in_field[] = { &choice };
static const char *const by_of_and_name[] = { "of", "name", NULL };
static const struct settings_attr field_attrs[] = {
	WORD("of", settings_word_of_what, NULL), WORD("kind", settings_word_kind, NULL), NAME,
	MAY("public", SETTINGS_FLAG, "no"), MAY("required", SETTINGS_FLAG, "no"), ARCHIVED,
};
static const struct settings_word field = { .name = "field", ATTRS(field_attrs), CHILDREN(in_field), .key = by_of_and_name };
static const struct settings_word *const in_fields[] = { &field };
static const struct settings_word fields = { .name = "fields", CHILDREN(in_fields), .once = true };

static const struct settings_attr company_attrs[] = { NAME };
static const struct settings_word company = { .name = "company", ATTRS(company_attrs), .key = by_name, .sorted = true };
static const struct settings_word *const in_companies[] = { &company };
static const struct settings_word companies = { .name = "companies", CHILDREN(in_companies), .once = true };

static const struct settings_attr member_attrs[] = { MUST("department", SETTINGS_TEXT) };
static const char *const by_department[] = { "department", NULL };
static const struct settings_word member = { .name = "member", ATTRS(member_attrs), .key = by_department, .sorted = true };
static const struct settings_word *const in_person[] = { &member };
static const char *const by_email[] = { "email", NULL };
static const struct settings_attr person_attrs[] = {
	MUST("email", SETTINGS_TEXT), NAME, MAY("zone", SETTINGS_TEXT, "UTC"),
	{ .name = "roles", .type = SETTINGS_WORDS, .must = true, .word = settings_word_role },
	MAY("disabled", SETTINGS_FLAG, "no"),
};
static const struct settings_word person = { .name = "person", ATTRS(person_attrs), CHILDREN(in_person), .key = by_email, .sorted = true };
static const struct settings_word *const in_people[] = { &person };
static const struct settings_word people = { .name = "people", CHILDREN(in_people), .once = true };

/* ---- Calendars ----------------------------------------------------------- */

static const struct settings_attr window_attrs[] = {
	WORD("day", settings_word_weekday, NULL), MUST("from", SETTINGS_TIME), MUST("to", SETTINGS_TIME),
};
static const char *const by_day_and_from[] = { "day", "from", NULL };
static const struct settings_word window = { .name = "window", ATTRS(window_attrs), .key = by_day_and_from, .sorted = true };

#define CLOSING \
	MAY("from", SETTINGS_TIME, NULL), MAY("to", SETTINGS_TIME, NULL), \
	WORD("mode", settings_word_mode, "civil"), MAY("name", SETTINGS_TEXT, "")
static const struct settings_attr closure_attrs[] = { MUST("date", SETTINGS_DATE), CLOSING };
static const char *const by_closure[] = { "date", "from", "to", "mode", NULL };
static const struct settings_word closure = { .name = "closure", ATTRS(closure_attrs), .key = by_closure, .sorted = true };

static const struct settings_attr recurring_attrs[] = {
	WORD("rule", settings_word_closure, NULL),
	NUMBER("month", 1, 12, NULL), NUMBER("day", 1, 31, NULL), { .name = "weekday", .type = SETTINGS_WORD, .word = settings_word_weekday },
	NUMBER("nth", -5, 5, NULL), NUMBER("offset", -366, 366, "0"),
	NUMBER("first-year", 1, 9999, NULL), NUMBER("last-year", 1, 9999, NULL), CLOSING,
};
static const struct settings_word recurring = { .name = "recurring", ATTRS(recurring_attrs) };

static const struct settings_attr hours_attrs[] = { MUST("from", SETTINGS_TIME), MUST("to", SETTINGS_TIME) };
static const struct settings_word hours = { .name = "hours", ATTRS(hours_attrs) };
static const struct settings_word *const in_replacement[] = { &hours };
static const struct settings_attr replacement_attrs[] = { MUST("date", SETTINGS_DATE) };
static const char *const by_date[] = { "date", NULL };
static const struct settings_word replacement = { .name = "replacement", ATTRS(replacement_attrs), CHILDREN(in_replacement), .key = by_date, .sorted = true };

static const struct settings_word *const in_calendar[] = { &window, &closure, &recurring, &replacement };
static const struct settings_attr calendar_attrs[] = {
	NAME, MUST("zone", SETTINGS_TEXT), MAY("always-open", SETTINGS_FLAG, "no"),
};
static const struct settings_word calendar = { .name = "calendar", ATTRS(calendar_attrs), CHILDREN(in_calendar), .key = by_name, .sorted = true };
static const struct settings_word *const in_calendars[] = { &calendar };
static const struct settings_word calendars = { .name = "calendars", CHILDREN(in_calendars), .once = true };

/* ---- What steps and rules do --------------------------------------------- */

static const struct settings_word value = { .name = "value", .text = true };
static const struct settings_word *const in_action[] = { &value };
static const struct settings_attr action_attrs[] = {
	WORD("do", settings_word_action, NULL),
	MAY("address", SETTINGS_TEXT, NULL), { .name = "priority", .type = SETTINGS_WORD, .word = settings_word_priority },
	MAY("person", SETTINGS_TEXT, NULL), MAY("department", SETTINGS_TEXT, NULL),
	MAY("tag", SETTINGS_TEXT, NULL), MAY("level", SETTINGS_TEXT, NULL),
	MAY("field", SETTINGS_TEXT, NULL), MAY("url", SETTINGS_TEXT, NULL),
	NUMBER("seconds", 0, SPAN, NULL),
};
static const struct settings_word action = { .name = "action", ATTRS(action_attrs), CHILDREN(in_action), .text = true };

/* ---- Levels -------------------------------------------------------------- */

static const struct settings_attr target_attrs[] = {
	WORD("metric", settings_word_metric, NULL), WORD("priority", settings_word_priority, "any"),
	NUMBER("seconds", 1, SPAN, NULL), NUMBER("days", 1, LIMIT_LEVEL_DAYS, NULL), NUMBER("next-open", 1, SPAN, NULL),
	WORD("unit", settings_word_unit, "working"),
};
static const char *const by_metric_and_priority[] = { "metric", "priority", NULL };
static const struct settings_word target = { .name = "target", ATTRS(target_attrs), .key = by_metric_and_priority, .sorted = true };

static const struct settings_attr pause_attrs[] = {
	WORD("metric", settings_word_metric, NULL), LIST("statuses", settings_word_pause),
};
static const char *const by_metric[] = { "metric", NULL };
static const struct settings_word pause_word = { .name = "pause", ATTRS(pause_attrs), .key = by_metric, .sorted = true };

static const struct settings_attr step_attrs[] = {
	WORD("metric", settings_word_metric, NULL),
	NUMBER("seconds", -SPAN, SPAN, NULL), NUMBER("percent", 0, LIMIT_STEP_PERCENT, NULL),
	WORD("unit", settings_word_unit, "working"),
};
static const struct settings_word *const in_step[] = { &action };
static const struct settings_word step = { .name = "step", ATTRS(step_attrs), CHILDREN(in_step), .key = by_metric, .many = true, .sorted = true };

static const struct settings_word *const in_level[] = { &target, &pause_word, &step };
static const struct settings_attr level_attrs[] = {
	NAME, MAY("calendar", SETTINGS_TEXT, NULL),
	WORD("on-change", settings_word_change, "retarget"), WORD("reopen", settings_word_reopen, "first_only"),
	NUMBER("reopen-window", 0, SPAN, "0"), WORD("by-agent", settings_word_by_agent, "none"),
	NUMBER("max-pause", 0, SPAN, "0"), NUMBER("grace", 0, SPAN, "0"), NUMBER("late", 0, SPAN, "0"),
	MAY("by-consumption", SETTINGS_FLAG, "no"), ARCHIVED,
};
static const struct settings_word level = { .name = "level", ATTRS(level_attrs), CHILDREN(in_level), .key = by_name, .sorted = true };
static const struct settings_word *const in_levels[] = { &level };
static const struct settings_word levels = { .name = "levels", CHILDREN(in_levels), .once = true };

/* ---- Rules --------------------------------------------------------------- */

static const struct settings_word nobody = { .name = "nobody" };
static const struct settings_word *const in_condition[] = { &value, &nobody };
static const struct settings_attr condition_attrs[] = {
	WORD("field", settings_word_field, NULL),
	{ .name = "of", .type = SETTINGS_WORD, .word = settings_word_of_what }, MAY("name", SETTINGS_TEXT, NULL),
	{ .name = "metric", .type = SETTINGS_WORD, .word = settings_word_metric },
	WORD("op", settings_word_op, NULL), MAY("value", SETTINGS_TEXT, NULL),
	NUMBER("seconds", 0, SPAN, NULL), NUMBER("days", 0, SPAN, NULL),
};
static const struct settings_word condition = { .name = "condition", ATTRS(condition_attrs), CHILDREN(in_condition) };
static const struct settings_word *const in_if[] = { &condition };
static const struct settings_word group_of = { .name = "if", CHILDREN(in_if) };
static const struct settings_word note = { .name = "note", .text = true, .once = true };
static const struct settings_word *const in_rule[] = { &note, &group_of, &action };
static const struct settings_attr rule_attrs[] = {
	WORD("kind", settings_word_rule, NULL), NAME, MAY("active", SETTINGS_FLAG, "yes"),
	MAY("stop", SETTINGS_FLAG, "no"), MAY("keep-applying", SETTINGS_FLAG, "no"), LIST("on", settings_word_trigger),
};
static const struct settings_word rule = { .name = "rule", ATTRS(rule_attrs), CHILDREN(in_rule) };
static const struct settings_word *const in_rules[] = { &rule };
static const struct settings_word rules = { .name = "rules", CHILDREN(in_rules), .once = true };

static const struct settings_attr duedesk_attrs[] = { MUST("version", SETTINGS_TEXT) };
static const struct settings_word *const in_duedesk[] = {
	&desk, &departments, &tags, &groups, &fields, &companies, &people, &calendars, &levels, &rules,
};
const struct settings_word settings_words = { .name = "duedesk", ATTRS(duedesk_attrs), CHILDREN(in_duedesk), .once = true };
/* clang-format on */

const struct settings_word *settings_word_of(const struct settings_word *of,
					     const char *name)
{
	for (size_t i = 0; i < of->nchildren; i++)
		if (str_eq(of->children[i]->name, name))
			return of->children[i];
	return NULL;
}
