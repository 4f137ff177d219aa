#include "base/zone.h"

size_t zone_span_at(const struct zone *z, instant at)
{
	size_t low = 0, high = z->n; /* spans[low].from <= at < spans[high] */

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (z->spans[mid].from <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

int32_t zone_offset(const struct zone *z, instant at)
{
	return z->spans[zone_span_at(z, at)].offset;
}

bool zone_repeats(const struct zone *z, instant at)
{
	size_t i = zone_span_at(z, at);
	const struct zone_span *s = &z->spans[i];

	if (i > 0 && at < s->from + (s[-1].offset - s->offset))
		return true;
	return i + 1 < z->n && at >= s[1].from - (s->offset - s[1].offset);
}

/*
 * The first instant whose wall clock shows ${local} or later. No offset is as
 * large as two days, so nothing before that can be it.
 */
instant zone_instant_of(const struct zone *z, int64_t day, int64_t second)
{
	int64_t local = day * DAY_SECONDS + second;
	size_t i = zone_span_at(z, local - 2 * DAY_SECONDS);
	instant at;

	while (i + 1 < z->n &&
	       z->spans[i + 1].from + z->spans[i].offset <= local)
		i++;
	at = local - z->spans[i].offset;
	return at > z->spans[i].from ? at : z->spans[i].from;
}
