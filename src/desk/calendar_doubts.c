#include "desk/calendar_doubts.h"

#include "base/zone.h"

#define LONG_GAP (366 * DAY_SECONDS)

int64_t calendar_doubts_day(const struct zone *z, instant at)
{
	int64_t local = at + zone_offset(z, at);

	return local / DAY_SECONDS - (local % DAY_SECONDS < 0);
}

/* ---- What is usual ------------------------------------------------------- */

static bool opens_on(const struct calendar_spec *s, int32_t weekday)
{
	for (size_t i = 0; i < s->nwindows; i++)
		if (s->windows[i].weekday == weekday)
			return true;
	return false;
}

/* Holidays fall on Sundays, and rules on holidays: that is no news. */
static bool is_usual(const struct calendar_stored *s,
		     const struct calendar_finding *f)
{
	if (f->kind != CALENDAR_CLOSES_NOTHING)
		return false;
	return s->closure_rules[f->index] >= 0 ||
	       (f->from_min == 0 && f->to_min == 1440 &&
		!opens_on(&s->spec, f->weekday));
}

/* ---- A long time without open hours -------------------------------------- */

/* After that its weekdays alone say when it is open: windows end 48 hours after
 * their midnight at the latest, and that is up to a day after ours. */
static instant last_exception(const struct calendar_spec *s, instant now)
{
	int64_t last = now / DAY_SECONDS;

	for (size_t i = 0; i < s->nclosures; i++)
		if (s->closures[i].day > last)
			last = s->closures[i].day;
	for (size_t i = 0; i < s->nreplacements; i++)
		if (s->replacements[i].day > last)
			last = s->replacements[i].day;
	last = (last + 3) * DAY_SECONDS;
	return last < INSTANT_MAX ? last : INSTANT_MAX;
}

static void find_gap(const struct calendar_spec *spec, const struct calendar *c,
		     instant now, struct calendar_doubts *out)
{
	instant end = last_exception(spec, now), closed = now, opens;

	if (!calendar_has_open_time(c))
		return;
	while (closed < end) {
		bool ever = !calendar_next_open(c, closed, &opens);

		if (!ever || opens - closed > LONG_GAP) {
			out->closed = closed;
			out->opens = ever ? opens : INSTANT_NONE;
			return;
		}
		closed = calendar_next_closed(c, opens, INSTANT_MAX);
	}
}

enum err_kind calendar_doubts_find(struct arena *a,
				   const struct calendar_stored *s, instant now,
				   struct calendar_doubts *out, struct err *e)
{
	struct calendar_findings found;
	struct calendar_finding *v;
	const struct calendar *c;

	*out = (struct calendar_doubts){ .closed = INSTANT_NONE,
					 .opens = INSTANT_NONE };
	if (s->draft.always_open)
		return ERR_NONE;
	if (calendar_lint(a, &s->spec, calendar_doubts_day(s->spec.zone, now),
			  &found, e) ||
	    !(c = calendar_new(a, &s->spec, e)))
		return e->kind;
	v = ARENA_ARRAY(a, found.n + 1, struct calendar_finding);
	for (size_t i = 0; i < found.n; i++)
		if (!is_usual(s, &found.v[i]))
			v[out->n++] = found.v[i];
	out->v = v;
	find_gap(&s->spec, c, now, out);
	return ERR_NONE;
}
