/*
 * How long one question to a compiled calendar takes, in nanoseconds.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/zone.h"
#include "core/calendar.h"

#include <inttypes.h>

#define ROUNDS 1000000
#define FROM INT64_C(1767225600) /* 2026-01-01 */

static const struct calendar_window office[] = {
	{ 0, 540, 720 }, { 0, 780, 1020 }, { 1, 540, 720 }, { 1, 780, 1020 },
	{ 2, 540, 720 }, { 2, 780, 1020 }, { 3, 540, 720 }, { 3, 780, 1020 },
	{ 4, 540, 720 }, { 4, 780, 1020 },
};

static const struct calendar *office_in(struct arena *a, const char *name,
					size_t holidays)
{
	struct calendar_closure *closed = ARENA_ARRAY(a, holidays + 1,
						      struct calendar_closure);
	struct calendar_spec spec = { .windows = office,
				      .nwindows = COUNT_OF(office),
				      .closures = closed,
				      .nclosures = holidays };
	const struct calendar *c = NULL;
	struct err e = { 0 };

	for (size_t i = 0; i < holidays; i++)
		closed[i] = (struct calendar_closure){
			.day = 18262 + 3 * (int64_t)i, /* from 2020 on */
			.to_min = 1440,
		};
	if (zone_find(name, &spec.zone, &e) ||
	    !(c = calendar_new(a, &spec, &e))) {
		(void)fprintf(stderr, "%s\n", e.msg);
		exit(1);
	}
	return c;
}

/* Starts are spread over two years in an order no cache can guess. */
static instant start_of(int i)
{
	return FROM + (int64_t)((uint64_t)i * 2654435761U % (730 * 86400));
}

static void print(const char *what, int64_t since)
{
	(void)printf("calendar %s: %" PRId64 " ns\n", what,
		     (clock_monotonic_ns() - since) / ROUNDS);
}

static void bench(const struct calendar *c, const char *what, seconds d)
{
	int64_t since = clock_monotonic_ns(), sum = 0;
	char text[100];
	instant t;

	for (int i = 0; i < ROUNDS; i++)
		if (!calendar_add(c, start_of(i), d, &t))
			sum += t;
	(void)snprintf(text, sizeof(text), "add, %s", what);
	print(text, since);
	since = clock_monotonic_ns();
	for (int i = 0; i < ROUNDS; i++)
		sum += calendar_work(c, start_of(i), start_of(i) + 3 * d);
	(void)snprintf(text, sizeof(text), "work, %s", what);
	print(text, since);
	since = clock_monotonic_ns();
	for (int i = 0; i < ROUNDS; i++)
		if (!calendar_sub(c, start_of(i), d, &t))
			sum += t;
	(void)snprintf(text, sizeof(text), "sub, %s", what);
	print(text, since);
	if (sum == 42) /* so that nothing is optimised away */
		(void)puts("lucky");
}

int main(void)
{
	struct arena *a = arena_new();
	int64_t since;

	bench(office_in(a, "UTC", 0), "8 h, UTC", 8 * 3600);
	bench(office_in(a, "Europe/Berlin", 20), "8 h, Berlin, 20 holidays",
	      8 * 3600);
	bench(office_in(a, "Europe/Berlin", 2000),
	      "8 h, Berlin, 2,000 holidays", 8 * 3600);
	bench(office_in(a, "Europe/Berlin", 20),
	      "ten working years, Berlin, 20 holidays", 20800 * 3600);
	since = clock_monotonic_ns();
	for (int i = 0; i < 1000; i++) {
		office_in(a, "Europe/Berlin", 20);
		arena_reset(a);
	}
	(void)printf("calendar compile, Berlin, 20 holidays: %" PRId64 " ns\n",
		     (clock_monotonic_ns() - since) / 1000);
	arena_free(a);
	return 0;
}
