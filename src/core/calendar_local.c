#include "core/calendar_block.h"

#define MINUTE INT64_C(60)

/* Whole weeks that make every supported day number positive; day 0 of them
 * is a Monday. */
#define BIAS_DAYS INT64_C(7000000)
#define MONDAY_BIAS (BIAS_DAYS + 3) /* 1970-01-01 was a Thursday */

struct local {
	int64_t date;
	int32_t second; /* of the day */
};

static struct local split(int64_t local)
{
	uint64_t biased = (uint64_t)(local + BIAS_DAYS * DAY_SECONDS);
	uint64_t date = biased / (uint64_t)DAY_SECONDS;

	return (struct local){
		.date = (int64_t)date - BIAS_DAYS,
		.second = (int32_t)(biased - date * (uint64_t)DAY_SECONDS),
	};
}

/* ---- Counting on the local axis ------------------------------------------ */

/* Open seconds of a day before that second of it. */
static int64_t day_work(const struct calendar *c,
			const struct calendar_day *day, int32_t second)
{
	const struct calendar_hours *h = calendar_hours_of(c, day);

	for (const struct calendar_hours *end = h + day->n; h < end; h++) {
		if (second <= h->from * MINUTE)
			return h->before * MINUTE;
		if (second < h->to * MINUTE)
			return (h->before - h->from) * MINUTE + second;
	}
	return day->open * MINUTE;
}

/* Open minutes of plain weeks before a date, and its weekday. */
static int64_t plain_before(const struct calendar *c, int64_t date,
			    unsigned *weekday)
{
	uint64_t monday = (uint64_t)(date + MONDAY_BIAS);
	uint64_t week = monday / 7;

	*weekday = (unsigned)(monday - week * 7);
	return ((int64_t)week - BIAS_DAYS / 7) * c->week_open +
	       c->week_before[*weekday];
}

size_t calendar_exceptions_before(const struct calendar *c, int64_t date)
{
	size_t low = 0, high = c->nexceptions;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (c->exceptions[mid].date < date)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct calendar_day *calendar_day_of(const struct calendar *c,
					   int64_t date)
{
	size_t n = calendar_exceptions_before(c, date);
	unsigned weekday;

	if (n < c->nexceptions && c->exceptions[n].date == date)
		return &c->exceptions[n].day;
	plain_before(c, date, &weekday);
	return &c->week[weekday];
}

/* Minutes by which the first ${n} exceptions differ from plain days. */
static int64_t exceptions_sum(const struct calendar *c, size_t n)
{
	const struct calendar_exception *x;
	unsigned weekday;

	if (n < c->nexceptions)
		return c->exceptions[n].before;
	if (n == 0)
		return 0;
	x = &c->exceptions[n - 1];
	plain_before(c, x->date, &weekday);
	return x->before + x->day.open - c->week[weekday].open;
}

int64_t calendar_local_work(const struct calendar *c, int64_t local)
{
	struct local l = split(local);
	size_t n = calendar_exceptions_before(c, l.date);
	unsigned weekday;
	int64_t before = plain_before(c, l.date, &weekday);
	const struct calendar_day *day = &c->week[weekday];

	if (n < c->nexceptions && c->exceptions[n].date == l.date)
		day = &c->exceptions[n].day;
	return (before + exceptions_sum(c, n)) * MINUTE +
	       day_work(c, day, l.second);
}

/* ---- And back ------------------------------------------------------------ */

/* The earliest second of a day with ${work} > 0 open seconds before it. */
static int64_t day_reaching(const struct calendar *c,
			    const struct calendar_day *day, int64_t work)
{
	const struct calendar_hours *h = calendar_hours_of(c, day);

	while ((h->before + h->to - h->from) * MINUTE < work)
		h++;
	return (h->from - h->before) * MINUTE + work;
}

/* The same for plain weeks: the earliest such local second. */
static bool plain_reaching(const struct calendar *c, int64_t work,
			   int64_t *local)
{
	int64_t total = c->week_open * MINUTE, week, rest;
	unsigned weekday = 6;

	if (total == 0)
		return false;
	/* (work - 1) / total rounded down: this much is left for the week. */
	week = (work - 1) / total - ((work - 1) % total < 0);
	rest = work - week * total;
	while (c->week_before[weekday] * MINUTE >= rest)
		weekday--;
	rest -= c->week_before[weekday] * MINUTE;
	*local = (week * 7 + weekday - 3) * DAY_SECONDS +
		 day_reaching(c, &c->week[weekday], rest);
	return true;
}

/* Open local seconds before exception ${i} begins. */
static int64_t exception_work(const struct calendar *c, size_t i)
{
	const struct calendar_exception *x = &c->exceptions[i];
	unsigned weekday;

	return (plain_before(c, x->date, &weekday) + x->before) * MINUTE;
}

/* The earliest local second with ${work} open ones before it, if any. */
bool calendar_local_reaching(const struct calendar *c, int64_t work,
			     int64_t *local)
{
	size_t low = 0, high = c->nexceptions;
	const struct calendar_exception *x;

	while (low < high) { /* exceptions that begin with less than that */
		size_t mid = low + (high - low) / 2;

		if (exception_work(c, mid) < work)
			low = mid + 1;
		else
			high = mid;
	}
	if (low > 0) {
		x = &c->exceptions[low - 1];
		work -= exception_work(c, low - 1);
		if (work <= x->day.open * MINUTE) {
			*local = x->date * DAY_SECONDS +
				 day_reaching(c, &x->day, work);
			return true;
		}
		work += exception_work(c, low - 1);
	}
	return plain_reaching(c, work - exceptions_sum(c, low) * MINUTE, local);
}
