#include "core/calendar_block.h"
#include "core/calendar_minutes.h"

#include "base/limits.h"

/* Day numbers of the years 1 to 9999. */
#define DAY_MIN INT64_C(-719162)
#define DAY_MAX INT64_C(2932896)

static bool window_valid(int32_t from, int32_t to)
{
	return from >= 0 && from < DAY_MINUTES && to > from &&
	       to <= from + DAY_MINUTES;
}

static bool day_valid(int64_t day)
{
	return day >= DAY_MIN && day <= DAY_MAX;
}

static enum err_kind check_windows(const struct calendar_spec *s, struct err *e)
{
	size_t n[7] = { 0 };

	for (size_t i = 0; i < s->nwindows; i++) {
		const struct calendar_window *w = &s->windows[i];

		if (w->weekday < 0 || w->weekday > 6)
			return err_set(e, ERR_INVALID, "no such weekday");
		if (!window_valid(w->from_min, w->to_min))
			return err_set(e, ERR_INVALID,
				       "a window must start within its day and"
				       " last 1 to 1440 minutes");
		if (++n[w->weekday] > LIMIT_WINDOWS_PER_DAY)
			return err_set(e, ERR_INVALID,
				       "a weekday has more than %d windows",
				       LIMIT_WINDOWS_PER_DAY);
	}
	return ERR_NONE;
}

static enum err_kind check_dated(const struct calendar_spec *s, struct err *e)
{
	if (s->nclosures > LIMIT_EXCEPTIONS ||
	    s->nreplacements > LIMIT_EXCEPTIONS - s->nclosures)
		return err_set(e, ERR_INVALID, "more than %d dated exceptions",
			       LIMIT_EXCEPTIONS);
	for (size_t i = 0; i < s->nclosures; i++)
		if (!day_valid(s->closures[i].day) ||
		    !window_valid(s->closures[i].from_min,
				  s->closures[i].to_min))
			return err_set(e, ERR_INVALID,
				       "a closure must start within its day and"
				       " last 1 to 1440 minutes");
	for (size_t i = 0; i < s->nreplacements; i++) {
		const struct calendar_replacement *r = &s->replacements[i];

		if (!day_valid(r->day) || r->nwindows > LIMIT_WINDOWS_PER_DAY)
			return err_set(e, ERR_INVALID,
				       "a date has more than %d windows",
				       LIMIT_WINDOWS_PER_DAY);
		for (size_t j = 0; j < r->nwindows; j++)
			if (!window_valid(r->windows[j].from_min,
					  r->windows[j].to_min))
				return err_set(e, ERR_INVALID,
					       "a window must start within its"
					       " day and last 1 to 1440"
					       " minutes");
	}
	return ERR_NONE;
}

enum err_kind calendar_check(const struct calendar_spec *s, struct err *e)
{
	if (!s->zone)
		return err_set(e, ERR_INVALID, "a calendar needs a time zone");
	if (check_windows(s, e) || check_dated(s, e))
		return e->kind;
	return ERR_NONE;
}
