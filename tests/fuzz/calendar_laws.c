#include "fuzz/calendar_laws.h"

#include "core/oracle.h"

#define SHORT (3 * DAY_SECONDS) /* to be counted minute by minute */

uint64_t bytes_take(struct bytes *b, size_t n)
{
	uint64_t out = 0;

	for (; n > 0; n--) {
		out <<= 8;
		if (b->n > 0) {
			out |= *b->p++;
			b->n--;
		}
	}
	return out;
}

int64_t bytes_below(struct bytes *b, int64_t n)
{
	size_t size = n <= 256 ? 1 : n <= 65536 ? 2 : 6;

	return (int64_t)(bytes_take(b, size) % (uint64_t)n);
}

void bytes_window(struct bytes *b, int32_t *from, int32_t *to)
{
	*from = (int32_t)bytes_below(b, 1441);
	*to = *from + (int32_t)bytes_below(b, 1442);
}

static void check_reach(const struct calendar *c, instant a, instant b,
			seconds d)
{
	instant t, u;

	if (calendar_add(c, a, d, &t) == CALENDAR_OK) {
		assert(calendar_work(c, a, t) == d);
		assert(t - a >= d && calendar_open(c, t - 1));
		assert(calendar_work(c, a, t - 1) == d - 1);
		if (calendar_add(c, a, d + 1, &u) == CALENDAR_OK)
			assert(u > t);
		if (calendar_add(c, b, d, &u) == CALENDAR_OK)
			assert(u >= t);
	}
	if (calendar_sub(c, b, d, &t) == CALENDAR_OK) {
		assert(calendar_work(c, t, b) == d);
		assert(b - t >= d && calendar_open(c, t));
	}
}

static void check_spans(const struct calendar *c, instant a, instant b)
{
	struct calendar_iter it = { c, a, b };
	struct calendar_span span;
	seconds sum = 0;
	instant last = a - 1;

	while (calendar_iter_next(&it, &span)) {
		assert(span.from > last && span.from < span.until);
		assert(calendar_open(c, span.from));
		assert(calendar_open(c, span.until - 1));
		assert(span.until == b || !calendar_open(c, span.until));
		sum += span.until - span.from;
		last = span.until;
	}
	assert(last <= b && sum == calendar_work(c, a, b));
}

void calendar_laws(const struct calendar_spec *spec, const struct calendar *c,
		   instant a, instant b, seconds d)
{
	instant middle = a + (b - a) / 2, open;
	seconds work = calendar_work(c, a, b);

	assert(work >= 0 && work <= b - a);
	assert(work ==
	       calendar_work(c, a, middle) + calendar_work(c, middle, b));
	if (calendar_next_open(c, a, &open) == CALENDAR_OK) {
		assert(open >= a && calendar_open(c, open));
		assert(calendar_work(c, a, open) == 0);
	} else {
		assert(calendar_work(c, a, b) == 0);
	}
	check_reach(c, a, b, d);
	if (b - a > SHORT)
		return;
	check_spans(c, a, b);
	assert(work == oracle_work(spec, a, b));
	assert(calendar_open(c, middle) == oracle_open(spec, middle));
}
