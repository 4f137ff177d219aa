#ifndef CORE_STRIP_H
#define CORE_STRIP_H
/*
 * strip: what the promise strip and its badge show of a clock, as numbers;
 * words and colours are the templates'. Pure.
 *
 * Everything here is true at ${now}, whether or not anything has noted since
 * that the clock is overdue. A clock comes with its level, ended or not.
 */
#include "core/clock.h"

enum strip_kind {
	STRIP_CALM,    /* running, in time */
	STRIP_SOON,    /* at most 25 % of the target is left */
	STRIP_URGENT,  /* at most 10 %, or 15 minutes */
	STRIP_OVERDUE, /* past its due instant and running */
	STRIP_PAUSED,  /* when it was over before: late is set */
	STRIP_MET,
	STRIP_MISSED,
	STRIP_CANCELLED,
	STRIP_NO_OPEN_TIME, /* running, but never due: its calendar is closed */
};

struct strip_badge {
	enum strip_kind kind;
	enum unit unit; /* of left and amount */
	seconds left;   /* negative: over */
	seconds amount; /* left, or over when overdue, missed or late; >= 0 */
	seconds late;   /* calendar seconds since due, 0 while in time */
	bool ticking;   /* running and not stopped: it changes with time */
};

/*
 * Is it a promise to the customer, who is shown it? How we assign tickets is
 * none. Nor do they hear that we took theirs for spam or deleted it: what was
 * cancelled then counts on, as if it had never been away.
 */
bool strip_for_customer(const struct clock *c);

void strip_badge(const struct clock *c, instant now, struct strip_badge *out);

/*
 * The open windows in which a running clock goes on, from ${now} on, at most
 * ${max}; returns how many. None for a clock that counts day and night, is
 * paused or has stopped.
 */
size_t strip_windows(const struct clock *c, instant now,
		     struct calendar_span *out, size_t max);

/*
 * strip_pauses(ev, n, levels, c, a, out):
 * When clock ${c} was paused, found by folding the ticket's events 1..n again:
 * levels[i] is the level that ev[i] sets, if it sets one. *out is a sorted
 * array in ${a}; a pause that goes on ends at INSTANT_MAX. Returns how many.
 */
size_t strip_pauses(const struct event *ev, size_t n,
		    const struct level *const *levels, const struct clock *c,
		    struct arena *a, struct calendar_span **out);

enum strip_part {
	STRIP_PART_CLOSED, /* closed hours */
	STRIP_PART_SPENT,  /* open hours used, up to due */
	STRIP_PART_LATE,   /* open hours used after due */
	STRIP_PART_OPEN,   /* open hours that were not used, or are to come */
	STRIP_PART_PAUSE,
};

/* Positions are whole numbers from 0 (start) to STRIP_WIDTH (end). */
#define STRIP_WIDTH 1000
#define STRIP_SEGMENTS 60

struct strip_segment {
	enum strip_part part;
	int x, width; /* each begins where the last one ends */
};

struct strip {
	instant from, until; /* start; the later of due and now, or stop */
	struct strip_segment segments[STRIP_SEGMENTS];
	size_t n;
	int ticks[16]; /* reminders and other steps within it */
	size_t nticks;
	int now;  /* -1: it has stopped */
	int due;  /* -1: not due (paused), or never */
	int stop; /* -1: it has not */
};

/*
 * strip_bar(c, pauses, n, now, out):
 * Draw it. ${pauses} are sorted and apart (strip_pauses). With more than
 * STRIP_SEGMENTS pieces, neighbours are drawn as one: open if there is any
 * open time in it, paused if it is mostly that.
 */
void strip_bar(const struct clock *c, const struct calendar_span *pauses,
	       size_t n, instant now, struct strip *out);

enum strip_unit {
	STRIP_NONE, /* there is no second value */
	STRIP_DAYS,
	STRIP_HOURS,
	STRIP_MINUTES,
	STRIP_SECONDS,
};

/* "1 h 20 m" as numbers: the two largest units, cut off, without sign. */
struct strip_time {
	int64_t value1, value2;
	enum strip_unit unit1, unit2;
};

/*
 * Days only for calendar time: how long a working day is depends on the
 * calendar. Seconds only below a minute. unit2 is STRIP_NONE when value2 is 0.
 */
struct strip_time strip_time(seconds s, enum unit u);

#endif
