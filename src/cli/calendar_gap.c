/* A stretch of more than a year in which a calendar is closed. */
#include "cli/calendar_part.h"

#include "base/zone.h"

#define LONG_GAP (366 * DAY_SECONDS)

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

/* The local date of an instant. */
static const char *date_of(struct part_work *w, const struct zone *z,
			   instant at)
{
	int64_t local = at + zone_offset(z, at);

	return calendar_part_date(
		w->job.arena, local / DAY_SECONDS - (local % DAY_SECONDS < 0));
}

const char *calendar_part_gap(struct part_work *w,
			      const struct calendar_spec *spec,
			      const struct calendar *c)
{
	instant end = last_exception(spec, w->job.by.now);
	instant closed = w->job.by.now, opens;

	if (!calendar_has_open_time(c))
		return NULL;
	while (closed < end) {
		if (calendar_next_open(c, closed, &opens))
			return arena_printf(
				w->job.arena,
				"closed from %s on: what is promised by it then"
				" never falls due",
				date_of(w, spec->zone, closed));
		if (opens - closed > LONG_GAP)
			return arena_printf(
				w->job.arena,
				"closed from %s until %s: what is promised by"
				" it then falls due after that",
				date_of(w, spec->zone, closed),
				date_of(w, spec->zone, opens));
		closed = calendar_next_closed(c, opens, INSTANT_MAX);
	}
	return NULL;
}
