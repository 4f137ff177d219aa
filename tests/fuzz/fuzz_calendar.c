/*
 * Hours as people write them on a command line, then closures and windows of
 * dates as bytes: what compiles obeys the laws.
 */
#include "base/arena.h"
#include "cli/hours.h"
#include "fuzz/calendar_laws.h"

#define MOST 12
#define DAY INT64_C(20500) /* in 2026 */

static const char *const zones[] = {
	"UTC",          "Europe/Berlin",  "Australia/Lord_Howe",
	"Pacific/Apia", "Asia/Kathmandu", "Antarctica/Troll",
};

/* Room for what bytes may say of dates. */
struct dates {
	struct calendar_closure closures[MOST];
	struct calendar_replacement replacements[MOST];
	struct calendar_dated windows[MOST][3];
};

static void read_dates(struct bytes *b, struct dates *d,
		       struct calendar_spec *spec)
{
	spec->closures = d->closures;
	spec->nclosures = (size_t)bytes_below(b, MOST + 1);
	for (size_t i = 0; i < spec->nclosures; i++) {
		struct calendar_closure *c = &d->closures[i];

		c->day = DAY + bytes_below(b, 30);
		c->mode = bytes_below(b, 2) ? CALENDAR_SHIFT : CALENDAR_CIVIL;
		bytes_window(b, &c->from_min, &c->to_min);
	}
	spec->replacements = d->replacements;
	spec->nreplacements = (size_t)bytes_below(b, MOST + 1);
	for (size_t i = 0; i < spec->nreplacements; i++) {
		struct calendar_replacement *r = &d->replacements[i];

		r->day = DAY + bytes_below(b, 30);
		r->windows = d->windows[i];
		r->nwindows = (size_t)bytes_below(b, 4);
		for (size_t j = 0; j < r->nwindows; j++)
			bytes_window(b, &d->windows[i][j].from_min,
				     &d->windows[i][j].to_min);
	}
}

static void try_calendar(const struct calendar_spec *spec, struct bytes *b,
			 struct arena *a)
{
	struct err e = { 0 };
	const struct calendar *c = calendar_new(a, spec, &e);
	instant at;

	if (!c) {
		assert(e.kind == ERR_INVALID && e.msg[0]);
		return;
	}
	at = DAY * DAY_SECONDS + bytes_below(b, 30 * DAY_SECONDS);
	calendar_laws(spec, c, at, at + bytes_below(b, 3 * DAY_SECONDS),
		      1 + bytes_below(b, 60 * DAY_SECONDS));
	calendar_laws(spec, c, at, at + bytes_below(b, 4000 * DAY_SECONDS),
		      1 + bytes_below(b, 4000 * DAY_SECONDS));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
	size_t n = end ? (size_t)(end - data) : size;
	struct bytes b = { data + n, size - n };
	struct arena *a = arena_new();
	struct calendar_spec spec = { 0 };
	struct err e = { 0 };
	struct hours hours;
	struct dates dates;

	(void)bytes_take(&b, 1); /* the end of the line */
	if (hours_week(arena_copy(a, (const char *)data, n), &hours, &e)) {
		assert(e.kind == ERR_INVALID && e.msg[0]);
	} else if (!hours.always_open &&
		   !zone_find(zones[bytes_below(&b, COUNT_OF(zones))],
			      &spec.zone, &e)) {
		spec.windows = hours.windows;
		spec.nwindows = hours.nwindows;
		read_dates(&b, &dates, &spec);
		try_calendar(&spec, &b, a);
	}
	arena_free(a);
	return 0;
}
