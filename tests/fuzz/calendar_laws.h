#ifndef FUZZ_CALENDAR_LAWS_H
#define FUZZ_CALENDAR_LAWS_H
/*
 * calendar_laws: what must hold of a calendar, wherever its hours and its zone
 * come from; and bytes as numbers.
 */
#include "base/zone.h"
#include "core/calendar.h"
#include "fuzz/fuzz.h"

/* Input that is taken from the front; nothing but zeros behind its end. */
struct bytes {
	const uint8_t *p;
	size_t n;
};

uint64_t bytes_take(struct bytes *b, size_t n); /* at most 8 */

/* 0 to n - 1. */
int64_t bytes_below(struct bytes *b, int64_t n);

/* A window of any minutes, valid or not quite. */
void bytes_window(struct bytes *b, int32_t *from, int32_t *to);

/*
 * ${c}, which was compiled from ${spec}, between ${a} and ${b}, and by ${d}
 * seconds from there; minute by minute where that is a matter of days.
 */
void calendar_laws(const struct calendar_spec *spec, const struct calendar *c,
		   instant a, instant b, seconds d);

#endif
