#ifndef BASE_ZONE_H
#define BASE_ZONE_H
/*
 * zone: a time zone as a sorted array of offsets, read from the system's
 * tzdata. Everything above works on the array alone.
 */
#include "base/err.h"
#include "base/instant.h"

EXTERN_C_BEGIN

struct arena;

struct zone_span {
	instant from;   /* the first has INT64_MIN */
	int32_t offset; /* seconds east of UTC from then on */
};

struct zone {
	const char *name;
	const struct zone_span *spans; /* sorted, n >= 1, up to INSTANT_MAX */
	size_t n;
};

/*
 * zone_find(name, out, e):
 * The zone of that IANA name, lent for the life of the process (each is read
 * once). ERR_INVALID for a name that is none, or not safe to open.
 */
enum err_kind zone_find(const char *name, const struct zone **out,
			struct err *e) NOTHROW MUST_CHECK;

/*
 * The names that people choose from, in order of the alphabet, ended by NULL:
 * those of the system's list, and UTC. Each can be found. Read once.
 */
const char *const *zone_names(void) NOTHROW;

/* "2026f": of the tzdata in use, "unknown" if it does not say; no longer than
 * ZONE_VERSION_MAX, the columns that keep it. */
#define ZONE_VERSION_MAX 16
const char *zone_version(void) NOTHROW;

/*
 * Has the system got other time zones since zone_version() was first asked for?
 * What a process has read stays as it was: it must be replaced. Cheap: one
 * look at a file's date.
 */
bool zone_changed(void) NOTHROW;

/* Index of the span an instant is in. */
size_t zone_span_at(const struct zone *z, instant at);

/* Offset east of UTC at an instant, in seconds. Never fails. */
int32_t zone_offset(const struct zone *z, instant at);

/*
 * Do the clocks show the wall time of that instant twice, being put back? Then
 * only the abbreviation tells which of the two it is.
 */
bool zone_repeats(const struct zone *z, instant at);

/*
 * The abbreviation people read ("CEST"), or "+03"; written into ${out}.
 */
const char *zone_abbreviation(const struct zone *z, instant at,
			      char out[16]) NOTHROW;

/*
 * The first instant whose local wall time is that (day number and second of
 * the day); for a wall time that is skipped, the instant of the jump.
 */
instant zone_instant_of(const struct zone *z, int64_t day, int64_t second);

EXTERN_C_END
#endif
