/* A stretch of more than a year in which a calendar is closed. */
#include "cli/calendar_part.h"

#include "desk/calendar_doubts.h"

static const char *date_of(struct part_work *w, const struct zone *z,
			   instant at)
{
	return calendar_part_date(w->job.arena, calendar_doubts_day(z, at));
}

const char *calendar_part_gap(struct part_work *w, const struct zone *z,
			      const struct calendar_doubts *d)
{
	if (d->closed == INSTANT_NONE)
		return NULL;
	if (d->opens == INSTANT_NONE)
		return arena_printf(w->job.arena,
				    "closed from %s on: what is promised by it"
				    " then never falls due",
				    date_of(w, z, d->closed));
	return arena_printf(w->job.arena,
			    "closed from %s until %s: what is promised by it"
			    " then falls due after that",
			    date_of(w, z, d->closed), date_of(w, z, d->opens));
}
