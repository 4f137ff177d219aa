/*
 * Zones that there never were: gaps and repeated hours of any length, days that
 * are skipped, negative summer time, changes a second apart. Any hours obey the
 * laws there, too.
 */
#include "base/arena.h"
#include "fuzz/calendar_laws.h"

#define SPANS 24
#define WINDOWS 10
#define START (INT64_C(20500) * DAY_SECONDS)
#define FAR INT32_C(57600) /* no zone is further from UTC */

/* Often a round one: hours, halves, quarters. */
static int32_t read_offset(struct bytes *b)
{
	switch (bytes_below(b, 3)) {
	case 0:
		return (int32_t)bytes_below(b, 33) * 3600 - FAR;
	case 1:
		return (int32_t)bytes_below(b, 129) * 900 - FAR;
	default:
		return (int32_t)bytes_below(b, 2 * FAR + 1) - FAR;
	}
}

static seconds read_gap(struct bytes *b)
{
	static const seconds most[] = { 2, 3600, DAY_SECONDS, WEEK_SECONDS,
					200 * DAY_SECONDS };

	return 1 + bytes_below(b, most[bytes_below(b, COUNT_OF(most))]);
}

static void read_zone(struct bytes *b, struct zone *z, struct zone_span *spans)
{
	instant at = START;

	z->name = "Nowhere";
	z->spans = spans;
	z->n = 1 + (size_t)bytes_below(b, SPANS);
	for (size_t i = 0; i < z->n; i++) {
		spans[i] = (struct zone_span){ i ? at : INT64_MIN,
					       read_offset(b) };
		at += read_gap(b);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes b = { data, size };
	struct zone_span spans[SPANS];
	struct calendar_window windows[WINDOWS];
	struct calendar_closure closure = { 0 };
	struct zone zone;
	struct calendar_spec spec = { .zone = &zone,
				      .windows = windows,
				      .closures = &closure };
	struct arena *a = arena_new();
	const struct calendar *c;
	struct err e = { 0 };

	read_zone(&b, &zone, spans);
	spec.nwindows = (size_t)bytes_below(&b, WINDOWS + 1);
	for (size_t i = 0; i < spec.nwindows; i++) {
		windows[i].weekday = (int32_t)bytes_below(&b, 7);
		bytes_window(&b, &windows[i].from_min, &windows[i].to_min);
	}
	spec.nclosures = (size_t)bytes_below(&b, 2);
	closure.day = START / DAY_SECONDS + bytes_below(&b, 9);
	closure.mode = bytes_below(&b, 2) ? CALENDAR_SHIFT : CALENDAR_CIVIL;
	bytes_window(&b, &closure.from_min, &closure.to_min);
	c = calendar_new(a, &spec, &e);
	for (int i = 0; c && i < 3; i++) {
		instant at = spans[bytes_below(&b, (int64_t)zone.n)].from;

		at = (at < START ? START : at) - DAY_SECONDS +
		     bytes_below(&b, 2 * DAY_SECONDS);
		calendar_laws(&spec, c, at,
			      at + bytes_below(&b, 3 * DAY_SECONDS),
			      1 + bytes_below(&b, 300 * DAY_SECONDS));
	}
	arena_free(a);
	return 0;
}
