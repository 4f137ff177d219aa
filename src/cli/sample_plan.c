#include "cli/sample_plan.h"

#include "base/dice.h"
#include "base/zone.h"

struct sample_plan {
	struct history_run run;
	instant from;
	uint64_t *until; /* of each hour: how busy it and all before were */
	size_t hours;
};

enum {
	ROW_DAYS = 7 << 28,
	ROW_SECONDS = 8 << 24,
};

/* How busy an hour of the local week is. */
static uint64_t usual(int weekday, int64_t hour)
{
	static const uint64_t of_day[7] = { 105, 103, 100, 98, 90, 22, 15 };
	static const uint64_t of_hour[24] = { 4,  3,   2,   2,  3,  6,  15, 40,
					      80, 100, 105, 98, 75, 85, 95, 92,
					      80, 60,  38,  28, 22, 16, 10, 6 };

	return of_day[weekday] * of_hour[hour];
}

/* Around the end of the year there is little to do. */
static bool is_quiet(int64_t day)
{
	struct civil date = instant_civil_of(day);

	return (date.month == 12 && date.day >= 24) ||
	       (date.month == 1 && date.day == 1);
}

static uint64_t busy(const struct sample_plan *p, const struct zone *zone,
		     size_t hour)
{
	instant at = p->from + (instant)hour * 3600;
	int64_t local = at + zone_offset(zone, at);
	int64_t day = local / DAY_SECONDS;
	uint64_t n = usual(instant_weekday(day), local % DAY_SECONDS / 3600);
	struct dice d;

	/* The desk grows by two fifths; no two days are alike. */
	n *= 100 + 40 * hour / p->hours;
	dice_init(&d, (uint64_t)p->run.seed, (uint64_t)(ROW_DAYS + day));
	n *= 80 + dice_below(&d, 41);
	return (is_quiet(day) ? n / 3 : n) + 1;
}

struct sample_plan *sample_plan_new(struct arena *a,
				    const struct history_run *run,
				    const struct zone *zone)
{
	struct sample_plan *p = ARENA_NEW(a, struct sample_plan);
	uint64_t sum = 0;

	p->run = *run;
	p->hours = (size_t)run->days * 24;
	p->from = run->until - run->days * DAY_SECONDS;
	p->until = ARENA_ARRAY(a, p->hours, uint64_t);
	for (size_t i = 0; i < p->hours; i++) {
		sum += busy(p, zone, i);
		p->until[i] = sum;
	}
	return p;
}

/* The hour in which that much work has come in. */
static size_t hour_of(const struct sample_plan *p, uint64_t work)
{
	size_t low = 0, high = p->hours - 1;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->until[mid] <= work)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

instant sample_plan_created(const struct sample_plan *p, int64_t i)
{
	uint64_t all = p->until[p->hours - 1], n = (uint64_t)p->run.tickets;
	uint64_t whole = all / n, rest = all % n, number = (uint64_t)i;
	uint64_t work = whole * number + rest * number / n, before, share;
	struct dice d;
	size_t hour;

	dice_init(&d, (uint64_t)p->run.seed,
		  ((uint64_t)ROW_SECONDS << 20) + number);
	work += dice_below(&d, whole + 1);
	hour = hour_of(p, work < all ? work : all - 1);
	before = hour > 0 ? p->until[hour - 1] : 0;
	share = (work - before) * 3600 / (p->until[hour] - before);
	return p->from + (instant)hour * 3600 +
	       (instant)(share < 3600 ? share : 3599);
}

/* How many of the first ${i} tickets are open at the end. */
static int64_t open_until(const struct history_run *run, int64_t i)
{
	double x = (double)i / (double)run->tickets;
	double share = (double)run->open / (double)run->tickets;
	/* A part of all alike, the rest more and more towards the end, so that
	 * no ticket counts twice. */
	double alike = (4 * share - 1) / (3 * share);

	if (i == run->tickets)
		return run->open;
	if (alike < 0.3)
		alike = 0.3;
	return (int64_t)((double)run->open *
			 (alike * x + (1 - alike) * x * x * x * x));
}

bool sample_plan_open(const struct sample_plan *p, int64_t i)
{
	const struct history_run *run = &p->run;

	if (run->open == 0 || run->open == run->tickets)
		return run->open > 0;
	return open_until(run, i + 1) > open_until(run, i);
}
