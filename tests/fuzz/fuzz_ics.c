/*
 * Any bytes are a calendar file or none. What is read of one lies within the
 * range and its dates, in order, each once; and is the same when it is read
 * again.
 */
#include "base/arena.h"
#include "base/ics.h"
#include "base/instant.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"
#include "fuzz/fuzz.h"

static void check(const struct ics *ics, const struct ics_range *range)
{
	for (size_t i = 0; i < ics->nclosures; i++) {
		const struct ics_closure *c = &ics->closures[i];

		assert(c->day >= range->first && c->day <= range->last);
		assert(c->from_min >= 0 && c->from_min < c->to_min &&
		       c->to_min <= 1440);
		assert(i == 0 || ics->closures[i - 1].day <= c->day);
		assert(str_utf8_valid(c->name, strlen(c->name)));
		assert(str_utf8_count(c->name, strlen(c->name)) <= LIMIT_NAME);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct ics_range range = { .first = 18262, .last = 24106 };
	struct ics ics, again;
	struct err e = { 0 };

	if (zone_find("Europe/Berlin", &range.zone, &e))
		abort();
	if (ics_read(a, (const char *)data, size, &range, &ics, &e)) {
		assert(e.kind == ERR_INVALID && e.msg[0]);
		assert(ics.nclosures == 0 && ics.nskipped == 0);
		arena_free(a);
		return 0;
	}
	check(&ics, &range);
	if (ics_read(a, (const char *)data, size, &range, &again, &e))
		abort();
	assert(ics.nclosures == again.nclosures);
	assert(ics.nskipped == again.nskipped);
	arena_free(a);
	return 0;
}
