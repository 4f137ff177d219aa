#include "core/duration.h"

#include "base/limits.h"

static int by_start(const void *a, const void *b)
{
	const struct duration_pause *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

size_t duration_merge(struct duration_pause *p, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (p[i].from < p[i].until)
			p[kept++] = p[i];
	n = kept;
	if (n < 2)
		return n;
	qsort(p, n, sizeof(*p), by_start);
	kept = 1;
	for (size_t i = 1; i < n; i++) {
		struct duration_pause *last = &p[kept - 1];

		if (p[i].from > last->until)
			p[kept++] = p[i];
		else if (p[i].until > last->until)
			last->until = p[i].until;
	}
	return kept;
}

/*
 * From pause to pause: *at is where ${left} seconds remain to be counted
 * without a further one. False when a pause outlasts ${end}.
 */
static bool hop(const struct calendar *c, const struct duration_pause *p,
		size_t n, instant end, instant *at, seconds *left)
{
	for (size_t i = 0; i < n; i++) {
		seconds work;

		if (p[i].until <= *at)
			continue;
		work = calendar_work(c, *at, p[i].from);
		if (work >= *left)
			break;
		if (p[i].until >= end)
			return false;
		*left -= work;
		*at = p[i].until;
	}
	return true;
}

enum duration_result duration_due(const struct calendar *c,
				  const struct duration_pause *p, size_t n,
				  instant start, seconds d, instant *t)
{
	instant end = start + LIMIT_HORIZON_SECONDS, at = start, found = start;
	seconds left = d;

	if (calendar_add(c, start, d, &found))
		return DURATION_NO_OPEN_TIME;
	if (n > 0 && (!hop(c, p, n, end, &at, &left) ||
		      calendar_add(c, at, left, &found) || found > end))
		return DURATION_PAUSED;
	*t = found;
	return DURATION_DUE;
}

seconds duration_elapsed(const struct calendar *c,
			 const struct duration_pause *p, size_t n,
			 instant start, instant end)
{
	seconds work = calendar_work(c, start, end);

	for (size_t i = 0; i < n; i++)
		work -= calendar_work(c, p[i].from > start ? p[i].from : start,
				      p[i].until < end ? p[i].until : end);
	return work;
}
