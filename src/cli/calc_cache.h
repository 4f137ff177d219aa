#ifndef CLI_CALC_CACHE_H
#define CLI_CALC_CACHE_H
/*
 * calc_cache: the calendars that `duedesk calc` compiled last, found again by
 * what they are made of. The one unused for longest goes when there are too
 * many, or when they fill too much memory.
 */
#include "base/err.h"

struct calc_cache;
struct calc_line;
struct calendar;

/* At most ${max} calendars, and ${max_bytes} of memory, but always one. */
struct calc_cache *calc_cache_new(size_t max, size_t max_bytes);

/* Accepts NULL. */
void calc_cache_free(struct calc_cache *c);

/*
 * The calendar of a line, lent until the next call. NULL with ERR_INVALID if
 * it has no such zone.
 */
const struct calendar *calc_cache_find(struct calc_cache *c,
				       const struct calc_line *l,
				       struct err *e) MUST_CHECK;

/* How many it keeps, and what they fill. */
size_t calc_cache_count(const struct calc_cache *c);
size_t calc_cache_bytes(const struct calc_cache *c);

#endif
