#include "core/calendars.h"

#include "base/arena.h"
#include "base/zone.h"

/* clang-format off */
const struct week calendars_bh = { 5, { WORKDAYS(540, 1020) } };
const struct week calendars_bh_long = { 5, { WORKDAYS(480, 1080) } };
const struct week calendars_lunch = { 10, { WORKDAYS(540, 720), WORKDAYS(780, 1020) } };
const struct week calendars_always = { 7, { DAILY(0, 1440) } };
const struct week calendars_night = { 7, { DAILY(1320, 1800) } };
const struct week calendars_never = { 0, { { 0 } } };
/* clang-format on */

static struct arena *arena;

int calendars_setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

int calendars_teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

struct arena *calendars_arena(void)
{
	return arena;
}

const struct zone *calendars_zone(const char *name)
{
	const struct zone *z;
	struct err e = { 0 };

	if (zone_find(name, &z, &e))
		fail_msg("%s", e.msg);
	return z;
}

const struct calendar *calendars_compile(const struct calendar_spec *spec)
{
	struct err e = { 0 };
	const struct calendar *c = calendar_new(arena, spec, &e);

	if (!c)
		fail_msg("%s", e.msg);
	return c;
}

const struct calendar *calendars_weekly(const char *name, const struct week *w)
{
	struct calendar_spec spec = {
		.zone = calendars_zone(name),
		.windows = w->windows,
		.nwindows = w->n,
	};

	return calendars_compile(&spec);
}

/* A calendar in Berlin with one dated closure. */
const struct calendar *calendars_closed_on(const struct week *w,
					   const char *date, int from, int to,
					   enum calendar_mode mode)
{
	struct calendar_closure closure = { .day = calendars_day(date),
					    .from_min = from,
					    .to_min = to,
					    .mode = mode };
	struct calendar_spec spec = {
		.zone = calendars_zone("Europe/Berlin"),
		.windows = w->windows,
		.nwindows = w->n,
		.closures = &closure,
		.nclosures = 1,
	};

	return calendars_compile(&spec);
}

int64_t calendars_day(const char *text)
{
	int64_t day;

	assert_true(instant_parse_day(text, 10, &day));
	return day;
}

instant calendars_utc(const char *text)
{
	instant at;

	if (!instant_parse(text, strlen(text), &at))
		fail_msg("%s is no instant", text);
	return at;
}

/* "2026-03-27 16:00" on the wall in a zone. */
instant calendars_local(const char *zone_name, const char *text)
{
	return zone_instant_of(
		calendars_zone(zone_name), calendars_day(text),
		((text[11] - '0') * 10 + text[12] - '0') * HOUR +
			((text[14] - '0') * 10 + text[15] - '0') * 60);
}

instant calendars_berlin(const char *text)
{
	return calendars_local("Europe/Berlin", text);
}

void calendars_assert_instant(const char *what, instant got, instant want)
{
	char a[INSTANT_TEXT], b[INSTANT_TEXT];

	if (got != want)
		fail_msg("%s: %s, not %s", what, instant_text(got, a),
			 instant_text(want, b));
}
