#include "core/chance.h"

#include "base/clock.h"

static uint64_t state;

void chance_seed(int64_t seed)
{
	state = (uint64_t)seed;
}

int64_t chance_begin(void)
{
	const char *text = getenv("DUEDESK_TEST_SEED");
	int64_t seed = clock_monotonic_ns() % 1000000000;

	if (text)
		assert_true(str_to_i64(text, 0, INT64_MAX, &seed));
	print_message("# DUEDESK_TEST_SEED=%" PRId64 "\n", seed);
	chance_seed(seed);
	return seed;
}

int64_t chance_below(int64_t n) /* splitmix64 */
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (int64_t)((z ^ z >> 31) % (uint64_t)n);
}

static void window(int32_t *from, int32_t *to)
{
	static const int32_t minutes[] = { 0,    1,    60,   120,  150,
					   180,  540,  719,  720,  721,
					   1020, 1021, 1320, 1438, 1439 };
	int32_t end = minutes[chance_below(COUNT_OF(minutes))];

	*from = minutes[chance_below(COUNT_OF(minutes))];
	*to = end > *from ? end : end + 1440;
}

void chance_calendar(struct chance_calendar *c, const char *zone, int64_t day)
{
	*c = (struct chance_calendar){ 0 };
	c->spec = (struct calendar_spec){
		.zone = calendars_zone(zone),
		.windows = c->windows,
		.nwindows = (size_t)chance_below(COUNT_OF(c->windows) + 1),
		.closures = c->closures,
		.nclosures = (size_t)chance_below(COUNT_OF(c->closures) + 1),
		.replacements = c->replacements,
		.nreplacements = (size_t)chance_below(
			COUNT_OF(c->replacements) + 1),
	};
	/* Behind the last are others, which do not count. */
	for (size_t i = 0; i < COUNT_OF(c->windows); i++) {
		c->windows[i].weekday = (int32_t)chance_below(7);
		window(&c->windows[i].from_min, &c->windows[i].to_min);
	}
	for (size_t i = 0; i < COUNT_OF(c->closures); i++) {
		c->closures[i].day = day + chance_below(10) - 3;
		c->closures[i].mode = chance_below(2) ? CALENDAR_CIVIL
						      : CALENDAR_SHIFT;
		c->closures[i].to_min = 1440;
		if (chance_below(2))
			window(&c->closures[i].from_min,
			       &c->closures[i].to_min);
	}
	for (size_t i = 0; i < COUNT_OF(c->replacements); i++) {
		struct calendar_replacement *r = &c->replacements[i];

		r->day = day - 2 + 3 * (int64_t)i + chance_below(3);
		r->windows = c->dated[i];
		r->nwindows = (size_t)chance_below(COUNT_OF(c->dated[i]) + 1);
		for (size_t j = 0; j < COUNT_OF(c->dated[i]); j++)
			window(&c->dated[i][j].from_min,
			       &c->dated[i][j].to_min);
	}
}
