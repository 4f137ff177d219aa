#ifndef DESK_CALENDAR_DOUBTS_H
#define DESK_CALENDAR_DOUBTS_H
/*
 * calendar_doubts: what in a calendar is likely not meant, as data; words for
 * it stand elsewhere. Beside what core/calendar_lint.h finds, but for what is
 * usual (holidays on Sundays), a stretch of more than a year without any open
 * time.
 */
#include "core/calendar_lint.h"
#include "store/calendar_store.h"

struct calendar_doubts {
	const struct calendar_finding *v;
	size_t n;
	/* The first such stretch; closed is INSTANT_NONE: there is none;
	 * opens is: it has no end. */
	instant closed, opens;
};

/* Of a version, stored or made. Nothing is doubted in 24x7. */
enum err_kind calendar_doubts_find(struct arena *a,
				   const struct calendar_stored *s, instant now,
				   struct calendar_doubts *out,
				   struct err *e) MUST_CHECK;

/* The local date of an instant. */
int64_t calendar_doubts_day(const struct zone *z, instant at);

#endif
