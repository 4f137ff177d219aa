#include "web/calendar_rules.h"

#include "base/limits.h"
#include "base/str.h"
#include "web/names.h"

static const char *const weekdays[7] = { "mon", "tue", "wed", "thu",
					 "fri", "sat", "sun" };

#define YEARS_MAX 12 /* "2026-2030" */

/* ---- As posted ----------------------------------------------------------- */

static const struct {
	const char *name;
	size_t to;
} columns[] = {
	{ "rule_on", offsetof(struct calendar_typed_rule, on) },
	{ "rule_day", offsetof(struct calendar_typed_rule, day) },
	{ "rule_month", offsetof(struct calendar_typed_rule, month) },
	{ "rule_offset", offsetof(struct calendar_typed_rule, offset) },
	{ "rule_hours", offsetof(struct calendar_typed_rule, hours) },
	{ "rule_years", offsetof(struct calendar_typed_rule, years) },
	{ "rule_name", offsetof(struct calendar_typed_rule, name) },
	{ "rule_mode", offsetof(struct calendar_typed_rule, mode) },
};

struct calendar_typed_rule calendar_rules_none(void)
{
	return (struct calendar_typed_rule){ "", "1", "1",     "",   "",
					     "", "",  "civil", false };
}

bool calendar_rules_blank(const struct calendar_typed_rule *t)
{
	return str_empty(t->on) && str_empty(t->name) && !t->unreadable;
}

static void take(const struct req *rq, const struct http_pair *p,
		 struct calendar_typed_rule *t)
{
	for (size_t c = 0; c < COUNT_OF(columns); c++) {
		const char **to = (const char **)(void *)((char *)t +
							  columns[c].to);

		if (!str_eq(p->name, columns[c].name))
			continue;
		*to = form_line(rq->a, p);
		if (!str_utf8_valid(*to, strlen(*to))) {
			*to = "";
			t->unreadable = true;
		}
	}
}

struct calendar_typed_rule *calendar_rules_typed(const struct req *rq,
						 size_t *n)
{
	struct calendar_typed_rule *v = ARENA_ARRAY(
		rq->a, LIMIT_CLOSURE_RULES + 1, struct calendar_typed_rule);

	*n = 0;
	for (size_t i = 0; i < rq->fields.n; i++) {
		const struct http_pair *p = &rq->fields.v[i];

		if (str_eq(p->name, "rule_name")) {
			if (*n > LIMIT_CLOSURE_RULES)
				break;
			v[(*n)++] = calendar_rules_none();
		}
		if (*n)
			take(rq, p, &v[*n - 1]);
	}
	return v;
}

/* ---- What a row says ----------------------------------------------------- */

static enum err_kind read_on(const char *s, struct closure_rule *r,
			     struct err *e)
{
	int64_t nth;

	if (str_eq(s, "date"))
		r->kind = CLOSURE_YEARLY;
	else if (str_eq(s, "easter"))
		r->kind = CLOSURE_EASTER;
	else if (str_to_i64(s, -5, 5, &nth) && nth != 0) {
		r->kind = CLOSURE_NTH;
		r->nth = (int32_t)nth;
	} else
		return err_set(e, ERR_INVALID,
			       "choose on which day it comes back");
	return ERR_NONE;
}

static enum err_kind read_day(const struct calendar_typed_rule *t,
			      struct closure_rule *r, struct err *e)
{
	int64_t day = 0, month;

	if (r->kind == CLOSURE_EASTER)
		return ERR_NONE;
	if (!str_to_i64(t->month, 1, 12, &month))
		return err_set(e, ERR_INVALID, "choose a month");
	r->month = (int32_t)month;
	if (r->kind == CLOSURE_YEARLY) {
		if (!str_to_i64(t->day, 1, 31, &day))
			return err_set(e, ERR_INVALID,
				       "choose a day of the month, 1 to 31");
		r->day = (int32_t)day;
		return ERR_NONE;
	}
	while (day < 7 && !str_eq(t->day, weekdays[day]))
		day++;
	if (day == 7)
		return err_set(e, ERR_INVALID, "choose a weekday");
	r->weekday = (int32_t)day;
	return ERR_NONE;
}

static enum err_kind read_hours(const char *s, struct closure_rule *r,
				struct err *e)
{
	struct calendar_dated w[LIMIT_WINDOWS_PER_DAY];
	size_t n;

	r->from_min = 0;
	r->to_min = 1440;
	if (calendar_text_windows(s, w, &n, e))
		return e->kind;
	if (n > 1)
		return err_set(e, ERR_INVALID,
			       "one stretch of hours, such as 12:00-24:00");
	if (n == 1) {
		r->from_min = w[0].from_min;
		r->to_min = w[0].to_min;
	}
	return ERR_NONE;
}

/* "", "2026", "2026-", "-2030", "2026-2030" */
static enum err_kind read_years(const char *s, struct closure_rule *r,
				struct err *e)
{
	char text[YEARS_MAX] = "";
	int64_t first = 0, last = 0;
	size_t n = strlen(s);
	char *dash;

	if (n == 0)
		return ERR_NONE;
	if (n >= sizeof(text))
		goto wrong;
	memcpy(text, s, n);
	dash = strchr(text, '-');
	if (dash)
		*dash++ = '\0';
	if (*text && !str_to_i64(text, 1900, 2399, &first))
		goto wrong;
	if (!dash)
		last = first;
	else if (*dash && !str_to_i64(dash, 1900, 2399, &last))
		goto wrong;
	if ((!first && !last) || (last && first > last))
		goto wrong;
	r->first_year = (int32_t)first;
	r->last_year = (int32_t)last;
	return ERR_NONE;
wrong:
	return err_set(e, ERR_INVALID,
		       "write years as 2026, 2026-2030, 2026- or -2030, from"
		       " 1900 to 2399");
}

static enum err_kind read_rest(const struct calendar_typed_rule *t,
			       struct closure_rule *r, struct err *e)
{
	int64_t offset = 0;
	size_t n = strlen(t->name);

	if (t->unreadable)
		return err_set(e, ERR_INVALID,
			       "something in it could not be read: type it"
			       " again");
	if (*t->offset &&
	    !str_to_i64(t->offset[0] == '+' ? t->offset + 1 : t->offset,
			-LIMIT_CLOSURE_OFFSET, LIMIT_CLOSURE_OFFSET, &offset))
		return err_set(e, ERR_INVALID,
			       "days later are a number from %d to %d",
			       -LIMIT_CLOSURE_OFFSET, LIMIT_CLOSURE_OFFSET);
	r->offset = (int32_t)offset;
	if (str_utf8_count(t->name, n) > LIMIT_NAME)
		return err_set(e, ERR_INVALID,
			       "its name has more than %d characters",
			       LIMIT_NAME);
	r->mode = str_eq(t->mode, "shift") ? CALENDAR_SHIFT : CALENDAR_CIVIL;
	return ERR_NONE;
}

enum err_kind calendar_rules_read(const struct calendar_typed_rule *t,
				  struct closure_rule *out, struct err *e)
{
	*out = (struct closure_rule){ 0 };
	if (read_on(t->on, out, e) || read_day(t, out, e) ||
	    read_hours(t->hours, out, e) || read_years(t->years, out, e) ||
	    read_rest(t, out, e))
		return e->kind;
	return closure_rule_check(out, e);
}

/* ---- As it is stored ----------------------------------------------------- */

static const char *years_of(struct arena *a, const struct closure_rule *r)
{
	if (!r->first_year && !r->last_year)
		return "";
	if (r->first_year == r->last_year)
		return arena_printf(a, "%d", r->first_year);
	return arena_printf(
		a, "%s-%s",
		r->first_year ? arena_printf(a, "%d", r->first_year) : "",
		r->last_year ? arena_printf(a, "%d", r->last_year) : "");
}

struct calendar_typed_rule calendar_rules_of(struct arena *a,
					     const struct closure_rule *r,
					     const char *name)
{
	struct calendar_typed_rule t = calendar_rules_none();

	t.on = r->kind == CLOSURE_YEARLY ? "date"
	       : r->kind == CLOSURE_NTH  ? arena_printf(a, "%d", r->nth)
					 : "easter";
	if (r->kind == CLOSURE_YEARLY)
		t.day = arena_printf(a, "%d", r->day);
	if (r->kind == CLOSURE_NTH)
		t.day = weekdays[r->weekday];
	if (r->kind != CLOSURE_EASTER)
		t.month = arena_printf(a, "%d", r->month);
	if (r->offset)
		t.offset = arena_printf(a, "%d", r->offset);
	if (r->from_min != 0 || r->to_min != 1440)
		t.hours = calendar_text_of_times(a, r->from_min, r->to_min);
	t.years = years_of(a, r);
	t.name = name;
	t.mode = r->mode == CALENDAR_SHIFT ? "shift" : "civil";
	return t;
}

/* ---- Filling ------------------------------------------------------------- */

struct option {
	const char *value, *section;
};

static void choose(struct view *v, const struct option *o, size_t n,
		   const char *value)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(o[i].value, value))
			view_show(v, o[i].section);
}

/* clang-format off */
static const struct option ons[] = {
	{ "date", CALENDARS_RULE_ON_DATE },  { "easter", CALENDARS_RULE_ON_EASTER },
	{ "1", CALENDARS_RULE_ON_1 },        { "2", CALENDARS_RULE_ON_2 },
	{ "3", CALENDARS_RULE_ON_3 },        { "4", CALENDARS_RULE_ON_4 },
	{ "5", CALENDARS_RULE_ON_5 },        { "-1", CALENDARS_RULE_ON_L1 },
	{ "-2", CALENDARS_RULE_ON_L2 },      { "-3", CALENDARS_RULE_ON_L3 },
	{ "-4", CALENDARS_RULE_ON_L4 },      { "-5", CALENDARS_RULE_ON_L5 },
};
static const struct option weekday_options[] = {
	{ "mon", CALENDARS_RULE_MON }, { "tue", CALENDARS_RULE_TUE },
	{ "wed", CALENDARS_RULE_WED }, { "thu", CALENDARS_RULE_THU },
	{ "fri", CALENDARS_RULE_FRI }, { "sat", CALENDARS_RULE_SAT },
	{ "sun", CALENDARS_RULE_SUN },
};
static const struct option month_options[] = {
	{ "1", CALENDARS_RULE_JAN },  { "2", CALENDARS_RULE_FEB },
	{ "3", CALENDARS_RULE_MAR },  { "4", CALENDARS_RULE_APR },
	{ "5", CALENDARS_RULE_MAY },  { "6", CALENDARS_RULE_JUN },
	{ "7", CALENDARS_RULE_JUL },  { "8", CALENDARS_RULE_AUG },
	{ "9", CALENDARS_RULE_SEP },  { "10", CALENDARS_RULE_OCT },
	{ "11", CALENDARS_RULE_NOV }, { "12", CALENDARS_RULE_DEC },
};
/* clang-format on */

void calendar_rules_fill(struct req *rq, struct view *v,
			 const struct calendar_typed_rule *t, size_t number,
			 const char *fault)
{
	const struct calendar_typed_rule none = calendar_rules_none();

	if (!t->on)
		t = &none;
	view_int(v, CALENDARS_RULE_NUMBER, (int64_t)number);
	choose(v, ons, COUNT_OF(ons), t->on);
	choose(v, weekday_options, COUNT_OF(weekday_options), t->day);
	choose(v, month_options, COUNT_OF(month_options), t->month);
	for (int day = 1; day <= 31; day++) {
		const char *n = arena_printf(rq->a, "%d", day);
		struct view *row = view_row(v, CALENDARS_RULE_DAY);

		view_text(row, CALENDARS_RULE_N, n);
		if (str_eq(n, t->day))
			view_show(row, CALENDARS_RULE_CHOSEN);
	}
	view_text(v, CALENDARS_RULE_OFFSET, t->offset);
	view_text(v, CALENDARS_RULE_HOURS, t->hours);
	view_text(v, CALENDARS_RULE_YEARS, t->years);
	view_text(v, CALENDARS_RULE_NAME, t->name);
	view_int(v, CALENDARS_RULE_NAME_MAX, LIMIT_NAME);
	view_int(v, CALENDARS_RULE_OFFSET_MOST, LIMIT_CLOSURE_OFFSET);
	view_int(v, CALENDARS_RULE_OFFSET_LEAST, -LIMIT_CLOSURE_OFFSET);
	if (str_eq(t->mode, "shift"))
		view_show(v, CALENDARS_RULE_SHIFT);
	if (fault)
		view_text(view_row(v, CALENDARS_RULE_WRONG),
			  CALENDARS_RULE_TEXT, fault);
}
