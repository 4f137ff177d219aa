#include "cli/replay_read.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"
#include "cli/calc_hours.h"

enum calendar_member {
	TZ,
	WEEK,
	HOLIDAYS,
	CLOSURES,
	SHIFTS,
	DATES,
	CALENDAR_MEMBERS
};

struct reading_calendar {
	struct replay_line *line;
	enum calendar_mode mode;
	int64_t *shifts; /* days whose shifts do not begin */
	size_t nshifts;
	struct calendar_replacement *dates;
	size_t ndates;
};

static enum err_kind read_mode(struct reading_calendar *r, struct json_pull *p,
			       struct err *e)
{
	static const char *const words[] = {
		[CALENDAR_CIVIL] = "civil",
		[CALENDAR_SHIFT] = "shift",
	};
	unsigned mode;

	if (replay_read_word(p, "closures", words, 2, &mode, e))
		return e->kind;
	r->mode = (enum calendar_mode)mode;
	return ERR_NONE;
}

/* ---- Dates --------------------------------------------------------------- */

static enum err_kind read_shifts(struct reading_calendar *r,
				 struct json_pull *p, struct err *e)
{
	struct json_text t;

	if (replay_read_array(p, "shifts", e))
		return e->kind;
	while (json_pull_element(p)) {
		size_t n = r->nshifts;

		if (n == LIMIT_EXCEPTIONS)
			return err_set(e, ERR_INVALID, "shifts: more than %d",
				       LIMIT_EXCEPTIONS);
		r->shifts = replay_more(r->line->arena, r->shifts, n,
					sizeof(*r->shifts));
		if (json_pull_kind(p) != JSON_STRING ||
		    !json_pull_string(p, &t) ||
		    !instant_parse_day(t.s, t.n, &r->shifts[n]))
			return err_set(e, ERR_INVALID,
				       "shifts[%zu]: must be a date", n);
		r->nshifts++;
	}
	return ERR_NONE;
}

/* The hours of one date, as a weekday has them. */
static enum err_kind read_date(struct reading_calendar *r, struct json_pull *p,
			       struct json_text key, struct err *e)
{
	struct calendar_window day[LIMIT_WINDOWS_PER_DAY];
	struct calendar_replacement *to = &r->dates[r->ndates];
	struct calendar_dated *windows;
	char name[24];

	(void)snprintf(name, sizeof(name), "dates.%.*s",
		       key.n < 16 ? (int)key.n : 16, key.s);
	if (!instant_parse_day(key.s, key.n, &to->day))
		return err_set(e, ERR_INVALID, "%s: is no date", name);
	if (calc_hours_day(p, name, day, &to->nwindows, e))
		return e->kind;
	windows = ARENA_ARRAY(r->line->arena, LIMIT_WINDOWS_PER_DAY,
			      struct calendar_dated);
	for (size_t i = 0; i < to->nwindows; i++)
		windows[i] = (struct calendar_dated){ day[i].from_min,
						      day[i].to_min };
	to->windows = windows;
	r->ndates++;
	return ERR_NONE;
}

static enum err_kind read_dates(struct reading_calendar *r, struct json_pull *p,
				struct err *e)
{
	struct json_text key;

	if (json_pull_kind(p) != JSON_OBJECT || !json_pull_object(p))
		return err_set(e, ERR_INVALID, "dates: must be an object");
	while (json_pull_member(p, &key)) {
		if (r->ndates == LIMIT_EXCEPTIONS)
			return err_set(e, ERR_INVALID, "dates: more than %d",
				       LIMIT_EXCEPTIONS);
		r->dates = replay_more(r->line->arena, r->dates, r->ndates,
				       sizeof(*r->dates));
		if (read_date(r, p, key, e))
			return e->kind;
	}
	return ERR_NONE;
}

/* ---- Calendars ----------------------------------------------------------- */

static enum err_kind read_calendar_member(void *self, unsigned m,
					  struct json_pull *p, struct err *e)
{
	struct reading_calendar *r = self;

	switch ((enum calendar_member)m) {
	case TZ:
		return calc_hours_zone(r->line->hours, p, e);
	case WEEK:
		return calc_hours_week(r->line->hours, p, e);
	case HOLIDAYS:
		return calc_hours_holidays(r->line->hours, p, e);
	case SHIFTS:
		return read_shifts(r, p, e);
	case DATES:
		return read_dates(r, p, e);
	case CLOSURES:
	case CALENDAR_MEMBERS:
		break;
	}
	return read_mode(r, p, e);
}

/* Holidays, and days whose shifts alone do not begin. */
static const struct calendar_closure *
closures_of(const struct reading_calendar *r, size_t *n)
{
	const struct calc_line *h = r->line->hours;
	struct calendar_closure *all = ARENA_ARRAY(
		r->line->arena, h->nclosures + r->nshifts + 1,
		struct calendar_closure);

	for (size_t i = 0; i < h->nclosures; i++) {
		all[i] = h->closures[i];
		all[i].mode = r->mode;
	}
	for (size_t i = 0; i < r->nshifts; i++)
		all[h->nclosures + i] = (struct calendar_closure){
			.day = r->shifts[i],
			.to_min = 1440,
			.mode = CALENDAR_SHIFT,
		};
	*n = h->nclosures + r->nshifts;
	return all;
}

static enum err_kind read_calendar(struct replay_line *l, struct json_pull *p,
				   const struct calendar **out, struct err *e)
{
	static const char *const names[CALENDAR_MEMBERS] = {
		[TZ] = "tz",
		[WEEK] = "week",
		[HOLIDAYS] = "holidays",
		[CLOSURES] = "closures",
		[SHIFTS] = "shifts",
		[DATES] = "dates",
	};
	static const struct replay_object o = { names, CALENDAR_MEMBERS,
						read_calendar_member };
	struct reading_calendar r = { .line = l };
	struct calc_line *h = l->hours;
	struct calendar_spec spec = { .windows = h->windows };
	unsigned given;

	h->nwindows = h->nclosures = 0;
	if (replay_read_object(p, &o, &r, &given, e))
		return e->kind;
	if (!(given & 1U << TZ))
		return err_set(e, ERR_INVALID, "tz: is missing");
	if (zone_find(h->zone, &spec.zone, e))
		return err_wrap(e, "tz");
	spec.nwindows = h->nwindows;
	spec.closures = closures_of(&r, &spec.nclosures);
	spec.replacements = r.dates;
	spec.nreplacements = r.ndates;
	*out = calendar_new(l->arena, &spec, e);
	return *out ? ERR_NONE : e->kind;
}

enum err_kind replay_calendar_find(const struct replay_line *l,
				   const char *name, int *out, struct err *e)
{
	*out = 0;
	if (!name)
		return ERR_NONE;
	for (size_t i = 0; i < l->ncalendars; i++)
		if (str_eq(l->calendars[i].name, name)) {
			*out = (int)i + 1;
			return ERR_NONE;
		}
	return err_set(e, ERR_INVALID, "calendar: there is no \"%.64s\"", name);
}

static enum err_kind name_calendar(struct replay_line *l, struct json_text key,
				   struct err *e)
{
	int twice;

	if (l->ncalendars == LIMIT_REPLAY_CALENDARS)
		return err_set(e, ERR_INVALID, "more than %d",
			       LIMIT_REPLAY_CALENDARS);
	if (key.n == 0 || key.n > LIMIT_REPLAY_NAME)
		return err_set(e, ERR_INVALID, "a name must have 1 to %d bytes",
			       LIMIT_REPLAY_NAME);
	l->calendars[l->ncalendars].name = arena_copy(l->arena, key.s, key.n);
	if (!replay_calendar_find(l, l->calendars[l->ncalendars].name, &twice,
				  e))
		return err_set(e, ERR_INVALID, "\"%.64s\" is given twice",
			       l->calendars[l->ncalendars].name);
	err_clear(e);
	return ERR_NONE;
}

enum err_kind replay_calendars_read(struct replay_line *l, struct json_pull *p,
				    struct err *e)
{
	struct json_text key;
	struct replay_calendar *c;

	if (json_pull_kind(p) != JSON_OBJECT || !json_pull_object(p))
		return err_set(e, ERR_INVALID, "calendars: must be an object");
	l->calendars = ARENA_ARRAY(l->arena, LIMIT_REPLAY_CALENDARS,
				   struct replay_calendar);
	while (json_pull_member(p, &key)) {
		if (name_calendar(l, key, e))
			return err_wrap(e, "calendars");
		c = &l->calendars[l->ncalendars];
		if (read_calendar(l, p, &c->calendar, e))
			return err_wrap(e, "calendars.%.64s", c->name);
		l->ncalendars++;
	}
	return ERR_NONE;
}
