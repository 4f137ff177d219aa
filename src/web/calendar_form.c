#include "web/calendar_form.h"

#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"
#include "web/calendar_rules.h"
#include "web/names.h"
#include "web/page.h"
#include "web/words.h"

#define WINDOWS_MAX (LIMIT_WINDOWS_PER_DAY * 16)

/* clang-format off */
static const struct field_choice hours[] = {
	{ "week", false }, { "always", true }, { NULL, false },
};
enum {
	F_NAME,
	F_ZONE,
	F_HOURS,
	F_MONDAY,
	F_CLOSURES = F_MONDAY + 7,
	F_SPECIALS,
	F_SEEN,
	F_COUNT
};
static const struct field fields[F_COUNT] = {
	[F_NAME]       = { "name", FIELD_LINE, .max = LIMIT_NAME },
	[F_ZONE]       = { "zone", FIELD_LINE, .max = LIMIT_ZONE, .must = true },
	[F_HOURS]      = { "hours", FIELD_CHOICE, .choices = hours },
	[F_MONDAY]     = { "d0", FIELD_LINE, .max = WINDOWS_MAX },
	[F_MONDAY + 1] = { "d1", FIELD_LINE, .max = WINDOWS_MAX },
	[F_MONDAY + 2] = { "d2", FIELD_LINE, .max = WINDOWS_MAX },
	[F_MONDAY + 3] = { "d3", FIELD_LINE, .max = WINDOWS_MAX },
	[F_MONDAY + 4] = { "d4", FIELD_LINE, .max = WINDOWS_MAX },
	[F_MONDAY + 5] = { "d5", FIELD_LINE, .max = WINDOWS_MAX },
	[F_MONDAY + 6] = { "d6", FIELD_LINE, .max = WINDOWS_MAX },
	[F_CLOSURES]   = { "closures", FIELD_TEXT, .max = LIMIT_FORM },
	[F_SPECIALS]   = { "special", FIELD_TEXT, .max = LIMIT_FORM },
	[F_SEEN]       = { "seen", FIELD_I64, .min = 0, .max = INT32_MAX },
};
/* clang-format on */

static void blame(struct calendar_form *f, const char *id, const char *text)
{
	if (f->n < CALENDAR_FAULTS)
		f->faults[f->n++] = (struct calendar_fault){ id, text };
}

/* The message is the arena's from now on. */
static void blame_for(struct req *rq, struct calendar_form *f, const char *id,
		      struct err *e)
{
	blame(f, id, page_sentence(rq->a, arena_str(rq->a, e->msg)));
	err_clear(e);
}

/* ---- Reading ------------------------------------------------------------- */

static void read_week(struct req *rq, struct calendar_form *f)
{
	struct calendar_window *w = ARENA_ARRAY(
		rq->a, 7 * (size_t)LIMIT_WINDOWS_PER_DAY,
		struct calendar_window);
	struct calendar_dated day[LIMIT_WINDOWS_PER_DAY];
	struct err e = { 0 };
	size_t total = 0, n;

	for (int32_t d = 0; d < 7; d++) {
		if (calendar_text_windows(f->week[d], day, &n, &e)) {
			blame_for(rq, f, fields[F_MONDAY + d].name, &e);
			continue;
		}
		for (size_t i = 0; i < n; i++)
			w[total++] = (struct calendar_window){ d,
							       day[i].from_min,
							       day[i].to_min };
	}
	f->draft.spec.windows = w;
	f->draft.spec.nwindows = total;
}

static void read_rules(struct req *rq, struct calendar_form *f)
{
	struct closure_rule *v = ARENA_ARRAY(rq->a, f->nrules + 1,
					     struct closure_rule);
	const char **names = ARENA_ARRAY(rq->a, f->nrules + 1, const char *);
	struct err e = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < f->nrules; i++) {
		if (calendar_rules_blank(&f->rules[i]))
			continue;
		if (calendar_rules_read(&f->rules[i], &v[n], &e))
			blame_for(rq, f, arena_printf(rq->a, "rule-%zu", i + 1),
				  &e);
		else
			names[n++] = f->rules[i].name;
	}
	f->draft.rules = v;
	f->draft.rule_names = names;
	f->draft.nrules = n;
}

static void read_dates(struct req *rq, struct calendar_form *f)
{
	struct err e = { 0 };
	size_t line;

	if (calendar_text_closures(rq->a, f->closures, &f->draft, &line, &e)) {
		f->closures_line = line;
		blame_for(rq, f, "closures", &e);
	}
	if (calendar_text_specials(rq->a, f->specials, &f->draft, &line, &e)) {
		f->specials_line = line;
		blame_for(rq, f, "special", &e);
	}
}

/* What was typed means something; is it a calendar? */
static void make(struct req *rq, struct calendar_form *f)
{
	struct err e = { 0 };

	if (f->n == 0 &&
	    calendar_store_make(rq->a, &f->draft, rq->job.by.now, &f->made, &e))
		(void)calendar_form_refused(rq, f, &e);
}

void calendar_form_read(struct req *rq, bool fresh, struct calendar_form *out)
{
	struct form form;

	form_read(rq, fields, F_COUNT, &form);
	*out = (struct calendar_form){
		.name = form.v[F_NAME].text,
		.zone = form.v[F_ZONE].text,
		.always = form.v[F_HOURS].i64 != 0,
		.closures = form.v[F_CLOSURES].text,
		.specials = form.v[F_SPECIALS].text,
		.seen = (int32_t)form.v[F_SEEN].i64,
	};
	for (int i = 0; i < 7; i++)
		out->week[i] = form.v[F_MONDAY + i].text;
	for (size_t i = 0; i < F_COUNT; i++)
		if (form.v[i].fault)
			blame(out, fields[i].name,
			      form_fault_text(rq->a, &fields[i], &form.v[i]));
	if (fresh && !form.v[F_NAME].fault && !form.v[F_NAME].given)
		blame(out, "name", words_get(WORD_FAULT_MISSING));
	out->rules = calendar_rules_typed(rq, &out->nrules);
	out->draft = (struct calendar_draft){ .name = out->name,
					      .zone = out->zone,
					      .always_open = out->always };
	if (!out->always) {
		read_week(rq, out);
		read_rules(rq, out);
		read_dates(rq, out);
	}
	make(rq, out);
}

/* ---- As it is stored ----------------------------------------------------- */

static const char *day_text(struct req *rq, const struct calendar_spec *s,
			    int32_t weekday)
{
	struct calendar_dated v[LIMIT_WINDOWS_PER_DAY];
	size_t n = 0;

	for (size_t i = 0; i < s->nwindows && n < LIMIT_WINDOWS_PER_DAY; i++)
		if (s->windows[i].weekday == weekday)
			v[n++] = (struct calendar_dated){
				s->windows[i].from_min, s->windows[i].to_min
			};
	return calendar_text_of_windows(rq->a, v, n);
}

void calendar_form_of(struct req *rq, const struct calendar_stored *s,
		      struct calendar_form *out)
{
	static const struct calendar_draft empty = { .name = "" };
	const struct calendar_draft *d = s ? &s->draft : &empty;
	struct calendar_typed_rule *rules;

	*out = (struct calendar_form){
		.name = d->name,
		.zone = s ? d->zone : rq->viewer.zone->name,
		.always = d->always_open,
		.closures = calendar_text_of_closures(rq->a, d),
		.specials = calendar_text_of_specials(rq->a, d),
		.seen = s ? s->number : 0,
	};
	for (int32_t i = 0; i < 7; i++)
		out->week[i] = s       ? day_text(rq, &d->spec, i)
			       : i < 5 ? "09:00-17:00"
				       : "";
	rules = ARENA_ARRAY(rq->a, d->nrules + 1, struct calendar_typed_rule);
	for (size_t i = 0; i < d->nrules; i++)
		rules[i] = calendar_rules_of(rq->a, &d->rules[i],
					     d->rule_names ? d->rule_names[i]
							   : "");
	out->rules = rules;
	out->nrules = d->nrules;
	if (s)
		out->draft = s->draft;
	else
		out->draft = (struct calendar_draft){ .name = out->name,
						      .zone = out->zone };
	if (!s)
		read_week(rq, out);
	make(rq, out);
}

/* ---- What the buttons of it do ------------------------------------------- */

/* clang-format off */
static const struct {
	const char *name;
	unsigned days; /* 1: Monday */
} groups[] = {
	{ "work", 0x1f }, { "all", 0x7f }, { "weekend", 0x60 },
	{ "0", 0x01 }, { "1", 0x02 }, { "2", 0x04 }, { "3", 0x08 },
	{ "4", 0x10 }, { "5", 0x20 }, { "6", 0x40 },
};
/* clang-format on */

void calendar_form_copy(const struct req *rq, struct calendar_form *f)
{
	const struct http_pair *from = http_find(&rq->fields, "copy_from");
	const struct http_pair *to = http_find(&rq->fields, "copy_to");
	int64_t day;

	if (!from || !to || !str_to_i64(from->text, 0, 6, &day))
		return;
	for (size_t i = 0; i < COUNT_OF(groups); i++)
		for (int d = 0; d < 7; d++)
			if (str_eq(groups[i].name, to->text) &&
			    groups[i].days & (1U << d))
				f->week[d] = f->week[day];
}

void calendar_form_more(struct req *rq, struct calendar_form *f)
{
	struct calendar_typed_rule *v;

	if (f->nrules >= LIMIT_CLOSURE_RULES)
		return;
	v = ARENA_ARRAY(rq->a, f->nrules + 1, struct calendar_typed_rule);
	memcpy(v, f->rules, f->nrules * sizeof(*v));
	v[f->nrules++] = calendar_rules_none();
	f->rules = v;
}

/* ---- What the desk says of it -------------------------------------------- */

/* The input that a message is about, and what is left of it. */
static const char *input_of(const char **msg)
{
	static const struct {
		const char *prefix, *id;
	} known[] = {
		{ "name: ", "name" },         { "zone: ", "zone" },
		{ "week: mon: ", "d0" },      { "week: tue: ", "d1" },
		{ "week: wed: ", "d2" },      { "week: thu: ", "d3" },
		{ "week: fri: ", "d4" },      { "week: sat: ", "d5" },
		{ "week: sun: ", "d6" },      { "replacements: ", "special" },
		{ "closures: ", "closures" }, { "recurring: ", "rules" },
		{ "for: ", "apply" },
	};

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (str_starts(*msg, known[i].prefix)) {
			*msg += strlen(known[i].prefix);
			return known[i].id;
		}
	return "hours";
}

bool calendar_form_refused(struct req *rq, struct calendar_form *f,
			   struct err *e)
{
	const char *msg = arena_str(rq->a, e->msg), *id;

	if (e->kind != ERR_INVALID && e->kind != ERR_CONFLICT)
		return false;
	id = input_of(&msg);
	if (e->kind == ERR_CONFLICT && str_eq(id, "hours"))
		return false;
	f->may_force = str_eq(id, "hours") && strstr(msg, "fall due");
	blame(f, id, page_sentence(rq->a, msg));
	err_clear(e);
	return true;
}

/* ---- Filling ------------------------------------------------------------- */

/* The fault of that input, or NULL. */
static const char *fault_at(const struct calendar_form *f, const char *id)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->faults[i].id, id))
			return f->faults[i].text;
	return NULL;
}

static void fill_week(struct view *v, const struct calendar_form *f)
{
	static const char *const days[7] = {
		CALENDARS_EDIT_MON, CALENDARS_EDIT_TUE, CALENDARS_EDIT_WED,
		CALENDARS_EDIT_THU, CALENDARS_EDIT_FRI, CALENDARS_EDIT_SAT,
		CALENDARS_EDIT_SUN,
	};

	for (int i = 0; i < 7; i++) {
		struct view *row = view_row(v, CALENDARS_EDIT_DAY);
		const char *fault = fault_at(f, fields[F_MONDAY + i].name);

		view_int(row, CALENDARS_EDIT_NUMBER, i);
		view_show(row, days[i]);
		view_text(row, CALENDARS_EDIT_WINDOWS, f->week[i]);
		view_int(row, CALENDARS_EDIT_WINDOWS_MAX, WINDOWS_MAX);
		if (fault)
			view_text(view_row(row, CALENDARS_EDIT_WRONG),
				  CALENDARS_EDIT_TEXT, fault);
	}
}

static void fill_rules(struct req *rq, struct view *v,
		       const struct calendar_form *f)
{
	for (size_t i = 0; i < f->nrules; i++)
		calendar_rules_fill(
			rq,
			view_include(v, CALENDARS_EDIT_RULES,
				     CALENDARS_RULE_TPL),
			&f->rules[i], i + 1,
			fault_at(f, arena_printf(rq->a, "rule-%zu", i + 1)));
	calendar_rules_fill(
		rq,
		view_include(v, CALENDARS_EDIT_BLANK_RULE, CALENDARS_RULE_TPL),
		&(struct calendar_typed_rule){ .on = NULL }, 0, NULL);
}

/* Those at inputs of a row stand there already. */
static void fill_faults(struct req *rq, struct view *v,
			const struct calendar_form *f)
{
	static const char *const beside[] = { "name",     "zone",    "hours",
					      "closures", "special", "rules" };

	for (size_t i = 0; i < f->n; i++) {
		size_t k = 0;

		while (k < COUNT_OF(beside) &&
		       !str_eq(f->faults[i].id, beside[k]))
			k++;
		if (k < COUNT_OF(beside))
			page_error(rq, v, CALENDARS_EDIT_ERRORS,
				   f->faults[i].id, f->faults[i].text);
		else
			(void)page_listed(rq, v, CALENDARS_EDIT_ERRORS,
					  f->faults[i].id, f->faults[i].text);
	}
}

void calendar_form_fill(struct req *rq, struct view *v,
			const struct calendar_form *f)
{
	view_text(v, CALENDARS_EDIT_NAME, f->name);
	view_text(v, CALENDARS_EDIT_OWN_ZONE, f->zone);
	view_show(v,
		  f->always ? CALENDARS_EDIT_ALWAYS : CALENDARS_EDIT_BY_WEEK);
	view_text(v, CALENDARS_EDIT_CLOSURES, f->closures);
	view_text(v, CALENDARS_EDIT_SPECIALS, f->specials);
	view_int(v, CALENDARS_EDIT_SEEN_VERSION, f->seen);
	view_int(v, CALENDARS_EDIT_NAME_MAX, LIMIT_NAME);
	view_int(v, CALENDARS_EDIT_BAD_CLOSURE, (int64_t)f->closures_line);
	view_int(v, CALENDARS_EDIT_BAD_SPECIAL, (int64_t)f->specials_line);
	fill_week(v, f);
	fill_rules(rq, v, f);
	fill_faults(rq, v, f);
	for (const char *const *z = zone_names(); *z; z++)
		view_text(view_row(v, CALENDARS_EDIT_ZONES),
			  CALENDARS_EDIT_ZONE_NAME, *z);
	if (f->may_force)
		view_show(v, CALENDARS_EDIT_FORCE);
}
