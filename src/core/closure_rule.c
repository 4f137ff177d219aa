#include "core/closure_rule.h"

#include "base/arena.h"
#include "base/limits.h"

/* ---- What a rule may be -------------------------------------------------- */

/* 29 February is a day of some year. */
static bool date_valid(const struct closure_rule *r)
{
	return instant_civil_valid((struct civil){ 2000, r->month, r->day });
}

static bool year_valid(int32_t year)
{
	return year == 0 || (year >= 1900 && year < 2400);
}

static enum err_kind check_kind(const struct closure_rule *r, struct err *e)
{
	switch (r->kind) {
	case CLOSURE_YEARLY:
		return date_valid(r) ? ERR_NONE
				     : err_set(e, ERR_INVALID,
					       "no year has that date");
	case CLOSURE_NTH:
		if (r->month >= 1 && r->month <= 12 && r->weekday >= 0 &&
		    r->weekday <= 6 && r->nth >= -5 && r->nth <= 5 &&
		    r->nth != 0)
			return ERR_NONE;
		return err_set(e, ERR_INVALID,
			       "the first to fifth, or last to fifth but four,"
			       " weekday of a month");
	case CLOSURE_EASTER:
		return ERR_NONE;
	}
	return err_set(e, ERR_INVALID, "no such rule");
}

enum err_kind closure_rule_check(const struct closure_rule *r, struct err *e)
{
	if (check_kind(r, e))
		return e->kind;
	if (r->offset < -LIMIT_CLOSURE_OFFSET ||
	    r->offset > LIMIT_CLOSURE_OFFSET)
		return err_set(e, ERR_INVALID, "at most %d days away",
			       LIMIT_CLOSURE_OFFSET);
	if (!year_valid(r->first_year) || !year_valid(r->last_year) ||
	    (r->last_year && r->first_year > r->last_year))
		return err_set(e, ERR_INVALID,
			       "years from 1900 to 2399, the first before the"
			       " last");
	if (r->from_min < 0 || r->from_min >= 1440 ||
	    r->to_min <= r->from_min || r->to_min > r->from_min + 1440)
		return err_set(e, ERR_INVALID,
			       "a closure must start within its day and last 1"
			       " to 1440 minutes");
	if (r->mode != CALENDAR_CIVIL && r->mode != CALENDAR_SHIFT)
		return err_set(e, ERR_INVALID, "no such way to close");
	return ERR_NONE;
}

/* ---- Dates --------------------------------------------------------------- */

/*
 * The full moon after the equinox by the church's reckoning, in days after 21
 * March, then the Sunday after it.
 */
int64_t closure_rule_easter(int32_t year)
{
	int32_t century = year / 100, golden = year % 19;
	int32_t skipped = century - century / 4; /* leap days since Caesar */
	int32_t moon = (8 * century + 13) / 25;  /* the moon's own drift */
	int32_t age = (19 * golden + skipped - moon + 15) % 30;
	int64_t full;

	/* The two ages that a cycle of 19 years must not have. */
	age -= age == 29 || (age == 28 && golden > 10);
	full = instant_day_of((struct civil){ year, 3, 21 }) + age;
	return full + 7 - (instant_weekday(full) + 1) % 7;
}

static int64_t month_start(int32_t year, int32_t month)
{
	return instant_day_of((struct civil){ year + (month - 1) / 12,
					      (month - 1) % 12 + 1, 1 });
}

/* The nth weekday, counted from either end; false if the month has none. */
static bool nth_day(const struct closure_rule *r, int32_t year, int64_t *day)
{
	int64_t first = month_start(year, r->month);
	int64_t next = month_start(year, r->month + 1);

	if (r->nth > 0)
		*day = first + (r->weekday - instant_weekday(first) + 7) % 7 +
		       7 * (r->nth - 1);
	else
		*day = next - 1 -
		       (instant_weekday(next - 1) - r->weekday + 7) % 7 +
		       7 * (r->nth + 1);
	return *day >= first && *day < next;
}

bool closure_rule_day(const struct closure_rule *r, int32_t year, int64_t *day)
{
	const struct civil date = { year, r->month, r->day };

	if ((r->first_year && year < r->first_year) ||
	    (r->last_year && year > r->last_year))
		return false;
	switch (r->kind) {
	case CLOSURE_YEARLY:
		if (!instant_civil_valid(date))
			return false;
		*day = instant_day_of(date);
		break;
	case CLOSURE_NTH:
		if (!nth_day(r, year, day))
			return false;
		break;
	default: /* CLOSURE_EASTER */
		*day = closure_rule_easter(year);
	}
	*day += r->offset;
	return true;
}

void closure_rule_dates(struct arena *a, const struct closure_rule *rules,
			size_t n, int32_t first, int32_t last,
			struct closure_dates *out)
{
	size_t cap = 0, caprules = 0;

	*out = (struct closure_dates){ 0 };
	for (size_t i = 0; i < n; i++)
		for (int32_t year = first; year <= last; year++) {
			int64_t day;

			if (!closure_rule_day(&rules[i], year, &day))
				continue;
			ARENA_ROOM(a, out->v, out->n, cap);
			ARENA_ROOM(a, out->rule, out->n, caprules);
			out->v[out->n] = (struct calendar_closure){
				day, rules[i].from_min, rules[i].to_min,
				rules[i].mode
			};
			out->rule[out->n++] = i;
		}
}
