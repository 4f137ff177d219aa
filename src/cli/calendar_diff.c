/* `duedesk calendar diff`: in what two versions differ. */
#include "desk/calendar_diff.h"

#include "base/str.h"
#include "cli/calendar_part.h"

static const char *const months[12] = {
	"January", "February", "March",     "April",   "May",      "June",
	"July",    "August",   "September", "October", "November", "December",
};

/* ---- Words --------------------------------------------------------------- */

static const char *window_text(struct arena *a, const struct calendar_window *w)
{
	return arena_printf(a, "%s %s", calendar_part_weekdays[w->weekday],
			    calendar_part_times(a, w->from_min, w->to_min));
}

/* " 12:00-24:00, shift, Half day", without what is as usual. */
static const char *closing_text(struct arena *a,
				const struct calendar_closure *c,
				const char *name)
{
	bool all_day = c->from_min == 0 && c->to_min == 1440;

	return arena_printf(
		a, "%s%s%s%s%s", all_day ? "" : " ",
		all_day ? "" : calendar_part_times(a, c->from_min, c->to_min),
		c->mode == CALENDAR_SHIFT ? ", shift" : "",
		str_empty(name) ? "" : ", ", str_empty(name) ? "" : name);
}

static const char *name_of(const char *const *names, size_t i)
{
	return names ? names[i] : "";
}

static const char *closure_text(struct arena *a, const struct calendar_draft *d,
				size_t i)
{
	const struct calendar_closure *c = &d->spec.closures[i];

	return arena_printf(a, "%s%s", calendar_part_date(a, c->day),
			    closing_text(a, c, name_of(d->closure_names, i)));
}

/* "the 2nd last" */
static const char *nth_text(struct arena *a, int32_t nth)
{
	static const char *const ordinals[] = { "1st", "2nd", "3rd", "4th",
						"5th" };
	const char *word = ordinals[(nth < 0 ? -nth : nth) - 1];

	if (nth == -1)
		return "last";
	return nth > 0 ? word : arena_printf(a, "%s last", word);
}

static const char *rule_day_text(struct arena *a, const struct closure_rule *r)
{
	switch (r->kind) {
	case CLOSURE_YEARLY:
		return arena_printf(a, "%d %s", r->day, months[r->month - 1]);
	case CLOSURE_NTH:
		return arena_printf(a, "%s %s of %s", nth_text(a, r->nth),
				    calendar_part_weekdays[r->weekday],
				    months[r->month - 1]);
	case CLOSURE_EASTER:
		break;
	}
	return "Easter Sunday";
}

/* ", 2026 to 2030", ", from 2026", or "". */
static const char *years_text(struct arena *a, const struct closure_rule *r)
{
	if (r->first_year && r->last_year)
		return arena_printf(a, ", %d to %d", r->first_year,
				    r->last_year);
	if (r->first_year)
		return arena_printf(a, ", from %d", r->first_year);
	if (r->last_year)
		return arena_printf(a, ", until %d", r->last_year);
	return "";
}

static const char *rule_text(struct arena *a, const struct calendar_draft *d,
			     size_t i)
{
	const struct closure_rule *r = &d->rules[i];
	const struct calendar_closure c = { 0, r->from_min, r->to_min,
					    r->mode };

	return arena_printf(a, "%s%s%s%s", rule_day_text(a, r),
			    r->offset ? arena_printf(a, " %+d days", r->offset)
				      : "",
			    closing_text(a, &c, name_of(d->rule_names, i)),
			    years_text(a, r));
}

static const char *replacement_text(struct arena *a,
				    const struct calendar_replacement *r)
{
	const char *text = calendar_part_date(a, r->day);

	for (size_t i = 0; i < r->nwindows; i++)
		text = arena_printf(a, "%s %s", text,
				    calendar_part_times(a,
							r->windows[i].from_min,
							r->windows[i].to_min));
	return r->nwindows ? text : arena_printf(a, "%s closed", text);
}

static const char *text_of(struct arena *a, const struct calendar_stored *s,
			   enum calendar_change_kind kind, size_t i)
{
	const struct calendar_draft *d = &s->draft;

	switch (kind) {
	case CALENDAR_CHANGE_ZONE:
		return d->zone;
	case CALENDAR_CHANGE_ALWAYS:
		return d->always_open ? "24x7" : "hours";
	case CALENDAR_CHANGE_WINDOW:
		return window_text(a, &d->spec.windows[i]);
	case CALENDAR_CHANGE_CLOSURE:
		return closure_text(a, d, i);
	case CALENDAR_CHANGE_RULE:
		return rule_text(a, d, i);
	case CALENDAR_CHANGE_REPLACEMENT:
		return replacement_text(a, &d->spec.replacements[i]);
	case CALENDAR_CHANGE_YEARS:
		break;
	}
	return calendar_part_date(a, s->spec.closures[i].day);
}

/* ---- diff ---------------------------------------------------------------- */

struct compared {
	struct arena *arena;
	struct calendar_stored was, is;
};

static void print_change(const struct compared *d,
			 const struct calendar_change *c)
{
	static const char *const kinds[] = {
		[CALENDAR_CHANGE_ZONE] = "zone",
		[CALENDAR_CHANGE_ALWAYS] = "always_open",
		[CALENDAR_CHANGE_WINDOW] = "window",
		[CALENDAR_CHANGE_CLOSURE] = "closure",
		[CALENDAR_CHANGE_RULE] = "recurring",
		[CALENDAR_CHANGE_REPLACEMENT] = "replacement",
		[CALENDAR_CHANGE_YEARS] = "recurring until",
	};
	bool had = c->was != CALENDAR_NOT_THERE;
	bool has = c->is != CALENDAR_NOT_THERE;
	const char *was = !had ? ""
			       : text_of(d->arena, &d->was, c->kind, c->was);
	const char *is = !has ? "" : text_of(d->arena, &d->is, c->kind, c->is);

	(void)printf("%s\t%s\t%s%s%s\n",
		     had && has ? "changed"
		     : had      ? "removed"
				: "added",
		     kinds[c->kind], has ? is : was, had && has ? "\twas " : "",
		     had && has ? was : "");
}

static void print_version(const char *which, const struct calendar_stored *s)
{
	char at[INSTANT_TEXT];

	(void)printf("%s\tversion %d\t%s\n", which, s->number,
		     instant_text(s->at, at));
}

/* The newest two, unless told: one against the newest, or both. */
static enum err_kind load(struct part_work *w, const int64_t numbers[2],
			  struct compared *d, struct err *e)
{
	struct db *db = w->job.db;
	struct calendar_name name;
	int32_t was;

	if (calendar_store_find(db, d->arena, w->argv[0], &name, e))
		return e->kind;
	if (numbers[1] ? calendar_store_version(db, d->arena, name.id,
						(int32_t)numbers[1], &d->is, e)
		       : calendar_store_load(db, d->arena, name.id, &d->is, e))
		return e->kind;
	was = numbers[0] ? (int32_t)numbers[0] : d->is.number - 1;
	if (was == 0)
		return err_set(e, ERR_NOT_FOUND,
			       "calendar %s has one version alone", name.name);
	return calendar_store_version(db, d->arena, name.id, was, &d->was, e);
}

int calendar_part_diff(struct part_work *w, struct err *e)
{
	struct compared d = { .arena = w->job.arena };
	struct calendar_changes changes;
	int64_t numbers[2];

	if (!parts_versions(w, numbers, e))
		return 2;
	if (load(w, numbers, &d, e))
		return 1;
	calendar_diff(d.arena, &d.was, &d.is, &changes);
	print_version("from", &d.was);
	print_version("to", &d.is);
	for (size_t i = 0; i < changes.n; i++)
		print_change(&d, &changes.v[i]);
	if (changes.n == 0)
		(void)puts("no difference");
	return 0;
}
