#include "desk/calendar_json.h"

#include "base/json_out.h"

const char *const calendar_json_rules[CALENDAR_JSON_RULES] = {
	[CLOSURE_YEARLY] = "date",
	[CLOSURE_NTH] = "weekday",
	[CLOSURE_EASTER] = "easter",
};

const char *const calendar_json_modes[CALENDAR_JSON_MODES] = {
	[CALENDAR_CIVIL] = "civil",
	[CALENDAR_SHIFT] = "shift",
};

/* An end on the next day is told in its own hours: "06:00". */
static void write_time(struct json_out *j, const char *key, struct arena *a,
		       int32_t minute)
{
	if (minute > 1440)
		minute -= 1440;
	json_out_str(j, key,
		     arena_printf(a, "%02d:%02d", minute / 60, minute % 60));
}

static void write_date(struct json_out *j, struct arena *a, int64_t day)
{
	struct civil d = instant_civil_of(day);

	json_out_str(j, "date",
		     arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day));
}

static void write_window(struct json_out *j, struct arena *a, int32_t from,
			 int32_t to)
{
	json_out_array(j, NULL);
	write_time(j, NULL, a, from);
	write_time(j, NULL, a, to);
	json_out_end_array(j);
}

/* ---- The week ------------------------------------------------------------ */

static int by_weekday(const void *a, const void *b)
{
	const struct calendar_window *x = a, *y = b;

	if (x->weekday != y->weekday)
		return x->weekday - y->weekday;
	return x->from_min - y->from_min;
}

static void write_week(struct json_out *j, struct arena *a,
		       const struct calendar_spec *s)
{
	struct calendar_window *w = ARENA_ARRAY(a, s->nwindows + 1,
						struct calendar_window);
	size_t i = 0;

	for (size_t k = 0; k < s->nwindows; k++)
		w[k] = s->windows[k];
	qsort(w, s->nwindows, sizeof(*w), by_weekday);
	json_out_object(j, "week");
	for (int32_t day = 0; day < 7; day++) {
		if (i == s->nwindows || w[i].weekday != day)
			continue;
		json_out_line(j);
		json_out_array(j, calendar_weekdays[day]);
		for (; i < s->nwindows && w[i].weekday == day; i++)
			write_window(j, a, w[i].from_min, w[i].to_min);
		json_out_end_array(j);
	}
	json_out_end_object(j);
}

/* ---- Closures ------------------------------------------------------------ */

static void write_closing(struct json_out *j, struct arena *a,
			  const struct calendar_closure *c, const char *name)
{
	if (c->from_min != 0 || c->to_min != 1440) {
		write_time(j, "from", a, c->from_min);
		write_time(j, "to", a, c->to_min);
	}
	if (c->mode != CALENDAR_CIVIL)
		json_out_str(j, "mode", calendar_json_modes[c->mode]);
	if (name && *name)
		json_out_str(j, "name", name);
}

static void write_closures(struct json_out *j, struct arena *a,
			   const struct calendar_draft *d)
{
	json_out_array(j, "closures");
	for (size_t i = 0; i < d->spec.nclosures; i++) {
		json_out_line(j);
		json_out_object(j, NULL);
		write_date(j, a, d->spec.closures[i].day);
		write_closing(j, a, &d->spec.closures[i],
			      d->closure_names ? d->closure_names[i] : NULL);
		json_out_end_object(j);
	}
	json_out_end_array(j);
}

static void write_rule(struct json_out *j, struct arena *a,
		       const struct closure_rule *r, const char *name)
{
	const struct calendar_closure times = { 0, r->from_min, r->to_min,
						r->mode };

	json_out_str(j, "rule", calendar_json_rules[r->kind]);
	if (r->kind != CLOSURE_EASTER)
		json_out_i64(j, "month", r->month);
	if (r->kind == CLOSURE_YEARLY)
		json_out_i64(j, "day", r->day);
	if (r->kind == CLOSURE_NTH) {
		json_out_str(j, "weekday", calendar_weekdays[r->weekday]);
		json_out_i64(j, "nth", r->nth);
	}
	if (r->offset)
		json_out_i64(j, "offset", r->offset);
	if (r->first_year)
		json_out_i64(j, "first_year", r->first_year);
	if (r->last_year)
		json_out_i64(j, "last_year", r->last_year);
	write_closing(j, a, &times, name);
}

static void write_rules(struct json_out *j, struct arena *a,
			const struct calendar_draft *d)
{
	json_out_array(j, "recurring");
	for (size_t i = 0; i < d->nrules; i++) {
		json_out_line(j);
		json_out_object(j, NULL);
		write_rule(j, a, &d->rules[i],
			   d->rule_names ? d->rule_names[i] : NULL);
		json_out_end_object(j);
	}
	json_out_end_array(j);
}

/* ---- Dates with hours of their own --------------------------------------- */

static void write_replacements(struct json_out *j, struct arena *a,
			       const struct calendar_spec *s)
{
	json_out_array(j, "replacements");
	for (size_t i = 0; i < s->nreplacements; i++) {
		const struct calendar_replacement *r = &s->replacements[i];

		json_out_line(j);
		json_out_object(j, NULL);
		write_date(j, a, r->day);
		json_out_array(j, "windows");
		for (size_t k = 0; k < r->nwindows; k++)
			write_window(j, a, r->windows[k].from_min,
				     r->windows[k].to_min);
		json_out_end_array(j);
		json_out_end_object(j);
	}
	json_out_end_array(j);
}

/* ---- The calendar -------------------------------------------------------- */

void calendar_json_members(struct arena *a, const struct calendar_draft *d,
			   struct json_out *j)
{
	json_out_str(j, "name", d->name);
	json_out_str(j, "zone", d->zone);
	json_out_line(j);
	if (d->always_open) {
		json_out_bool(j, "always_open", true);
		return;
	}
	write_week(j, a, &d->spec);
	json_out_line(j);
	write_closures(j, a, d);
	json_out_line(j);
	write_rules(j, a, d);
	json_out_line(j);
	write_replacements(j, a, &d->spec);
}

void calendar_json_write(struct arena *a, const struct calendar_draft *d,
			 struct sbuf *out)
{
	struct json_out j = JSON_OUT(out);

	json_out_object(&j, NULL);
	calendar_json_members(a, d, &j);
	json_out_end_object(&j);
}
