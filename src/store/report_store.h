#ifndef STORE_REPORT_STORE_H
#define STORE_REPORT_STORE_H
/*
 * report_store: SLA compliance by day: how many promises were kept, how many
 * not, and how long it took (sla.md R27).
 *
 * A kept promise counts on the day it was fulfilled, a missed one on the day it
 * broke; one that is past due and still running counts as missed at once, and
 * its time enters the averages when it stops. Times are the seconds used up, in
 * the clock's unit. Departments and agents are those at the end, as in the log.
 * Days are those of ${zone}. Screen, CSV and API share this one function.
 */
#include "core/access.h"
#include "core/clock.h"
#include "store/db.h"

struct report_filter {
	const struct viewer *viewer; /* not everywhere: own departments alone */
	const struct zone *zone;
	instant now;
	int64_t from_day, until_day; /* day numbers, both included */
	department_id department;    /* 0: any */
	person_id agent;             /* 0: any */
	int metric;                  /* enum metric; -1: any */
};

/* Promises with one outcome. */
struct report_sum {
	int64_t n;     /* how many */
	int64_t timed; /* of them, with a time: those that have stopped */
	seconds total, max, min; /* of their times; 0 when none has */
};

struct report_day {
	int64_t day; /* day number */
	struct report_sum met, missed;
};

struct report {
	struct report_day *days; /* newest first; days with nothing left out */
	size_t n;
	struct report_day all; /* all of them together; day is 0 */
	/*
	 * Beside them, so that all.met.n + all.missed.n + running + cancelled
	 * is every promise of the filter: cancelled count when they stopped;
	 * running or paused ones that are not broken count now, if now is one
	 * of the days.
	 */
	int64_t running, cancelled;
	/*
	 * How often a promise that had been judged on one of the days went on
	 * (sla.md R13): those verdicts are not counted any more.
	 */
	int64_t withdrawn;
};

/*
 * report_store_compliance(db, a, f, out, e):
 * All of its reads are of one moment: that of the transaction that is open, or
 * of one of its own.
 */
enum err_kind report_store_compliance(struct db *db, struct arena *a,
				      const struct report_filter *f,
				      struct report *out,
				      struct err *e) MUST_CHECK;

/* The mean time, rounded down; 0 when none has one. */
seconds report_store_mean(const struct report_sum *s);

/*
 * Kept of all, in tenths of a percent, rounded down: 1000 only when nothing was
 * missed. -1 when there is nothing to judge.
 */
int report_store_permille(const struct report_day *d);

#endif
