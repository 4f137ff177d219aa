#ifndef BASE_ICS_IN_H
#define BASE_ICS_IN_H
/*
 * ics_in: the events of an iCalendar file while it is read. For ics.c and
 * ics_*.c alone, which are the ones that know libical.
 */
#include "base/ics.h"
#include "base/instant.h"

#include <libical/ical.h>

/* When something is: a date, a time on any clock, or an instant. */
enum moment_kind {
	MOMENT_DATE,
	MOMENT_FLOATING,
	MOMENT_AT,
};

struct moment {
	enum moment_kind kind;
	int64_t wall; /* seconds on the clock it is written by */
	int64_t n;    /* day number, wall, or instant: what it is known by */
	const struct zone *zone; /* of that clock; NULL: UTC, or none */
};

struct event {
	icalcomponent *comp;
	const char *uid, *name;
	int sequence;
	bool cancelled;
	bool overrides; /* one occurrence, that of ${instead} */
	struct moment start, instead;
	int64_t length; /* seconds on the clock */
};

struct reading {
	struct arena *arena;
	const struct ics_range *range;
	struct event *events;
	size_t nevents;
	struct ics_closure *closures;
	size_t nclosures, cap;
	struct ics_skipped *skipped;
	size_t nskipped;
	int64_t steps;    /* of rules, in all */
	int64_t until_ns; /* no longer */
	struct err *e;
};

/* An event is left out. */
static inline void ics_skip(struct reading *r, const struct event *ev,
			    enum ics_why why)
{
	r->skipped[r->nskipped++] = (struct ics_skipped){ ev->name, ev->uid,
							  why };
}

static inline icalproperty *ics_property(icalcomponent *c,
					 icalproperty_kind kind)
{
	return icalcomponent_get_first_property(c, kind);
}

/* What all the events close. ERR_INVALID when that is too much. */
enum err_kind ics_expand(struct reading *r) MUST_CHECK;

/* ---- Moments ------------------------------------------------------------- */

/* What was found of a property's time. */
enum found {
	FOUND,
	FOUND_NONE,
	FOUND_NO_ZONE,
};

enum found ics_moment_read(icalproperty *p, struct moment *m);

/* The moment at which the clock of ${like} shows that. */
struct moment ics_moment_at(const struct moment *like, int64_t wall);

/* What the clock of ${start} shows at ${m}. */
int64_t ics_moment_wall(const struct moment *start, const struct moment *m);

/* The same moment? A date is the same as all the times on it. */
bool ics_moment_same(const struct moment *a, const struct moment *b);

/* For libical: a date, or a time on nobody's clock. */
struct icaltimetype ics_moment_time(const struct moment *like, int64_t wall);

/* Of 1900 to 2399? */
bool ics_time_valid(const struct icaltimetype *t);
int64_t ics_time_wall(const struct icaltimetype *t);

/* When a zone's clock first shows that; NULL: UTC. */
instant ics_instant_at(const struct zone *z, int64_t wall);

/* The date of local seconds. */
int64_t ics_day_of(int64_t local);

#endif
