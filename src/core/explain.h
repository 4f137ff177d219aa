#ifndef CORE_EXPLAIN_H
#define CORE_EXPLAIN_H
/*
 * explain: why a clock is due when it is (sla.md R24), as numbers; words are
 * the templates'. Its lines are cut from the very segments that the fold
 * counted, so they add up: the open ones to what is used, those ahead to what
 * is left.
 */
#include "core/clock.h"

enum explain_kind {
	EXPLAIN_STARTED, /* under that level and target */
	EXPLAIN_OPEN,    /* open hours that count */
	EXPLAIN_MORE,    /* many such, and the closed ones between, as one */
	EXPLAIN_CLOSED,
	EXPLAIN_PAUSED,
	EXPLAIN_CHANGED, /* from here on that level and target hold */
	EXPLAIN_NOW,     /* it runs, or stands still */
	EXPLAIN_ENDED,
	EXPLAIN_DUE, /* in its place: behind now if it is to come */
};

struct explain_line {
	enum explain_kind kind;
	instant from, until; /* the same where it is but an instant */
	seconds used;        /* by this line; 0 for all but OPEN and MORE */
	seconds total;       /* used so far, this line included */
	bool ahead;          /* it is to come */
	enum party party;    /* of PAUSED: whom we waited for */
	const struct level *level;
	seconds target;
	enum unit unit;
};

#define EXPLAIN_LINES 160

struct explain {
	struct explain_line lines[EXPLAIN_LINES];
	size_t n;
	seconds used; /* by ${now}, or by its end: the open lines not ahead */
	bool cut;     /* some lines before the last few had no room */
};

/*
 * explain_clock(c, trace, now, out):
 * ${c} after the fold that filled ${trace} from the ticket's first event on.
 * Segments with many openings show the first and the last few; where there are
 * many segments, fewer or none. How it ends, or stands, is always told.
 */
void explain_clock(const struct clock *c, const struct clock_trace *trace,
		   instant now, struct explain *out);

#endif
