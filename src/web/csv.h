#ifndef WEB_CSV_H
#define WEB_CSV_H
/*
 * csv: rows as RFC 4180 wants them, in UTF-8; commas look after themselves.
 *
 * A text that a spreadsheet would take for a formula gets a ' in front. Times
 * are ISO 8601 with offset, durations whole seconds.
 */
#include "base/sbuf.h"
#include "base/zone.h"

struct csv {
	struct sbuf *to;
	bool comma; /* the next cell needs one in front */
};

/* NULL is an empty cell. */
void csv_text(struct csv *c, const char *s);
void csv_i64(struct csv *c, int64_t n);
/* INSTANT_NONE is an empty cell. */
void csv_time(struct csv *c, instant at, const struct zone *z);
void csv_none(struct csv *c);
void csv_end_row(struct csv *c);

#endif
