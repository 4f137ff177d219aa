#ifndef STORE_LOG_STORE_H
#define STORE_LOG_STORE_H
/*
 * log_store: the SLA log: one row for each clock, whatever became of it, with
 * the names of its time.
 *
 * The page and the CSV are one query, put together by one function: the page
 * has a key and a limit, the CSV neither, so their rows and order are the same.
 * Viewers who do not see everywhere get the rows of their own departments.
 */
#include "core/access.h"
#include "core/clock.h"
#include "store/db.h"

enum log_sort {
	LOG_STARTED, /* when the clock started */
	LOG_REQUESTER,
	LOG_TICKET,
	LOG_DEPARTMENT,
	LOG_AGENT,
	LOG_LEVEL,
	LOG_DUE,     /* NULL (paused, never) counts as before all others */
	LOG_CLOSED,  /* the same for what runs */
	LOG_SLA,     /* by metric */
	LOG_MARGIN,  /* by what was left or over; what runs before all others */
	LOG_COUNTED, /* when it was counted; what runs now */
	LOG_SORT_N
};

/* Which instant a range of dates is about. */
enum log_dates {
	LOG_BY_STARTED,
	LOG_BY_DUE,
	/* Where the compliance report counts it: a met or cancelled one when it
	 * stopped, a missed one when it broke. */
	LOG_BY_COUNTED,
};

enum log_outcome {
	LOG_ANY,
	LOG_MET,
	LOG_MISSED,  /* ended so, or broken and still there */
	LOG_RUNNING, /* running or paused, not broken */
	LOG_CANCELLED,
};

struct log_filter {
	const struct viewer *viewer;
	instant now;              /* what runs is broken when due < now */
	department_id department; /* 0: any */
	person_id agent;          /* 0: any */
	int metric;               /* enum metric; -1: any */
	enum log_outcome outcome;
	bool overdue; /* only what is past due and still running */
	enum log_dates dates;
	instant from, until; /* [from, until); INSTANT_NONE: no bound */
	/*
	 * An order by an instant is read from a key. Any other one is sorted,
	 * up to LIMIT_LOG_SORT rows; of more, log_store_order() says which
	 * order they come in instead.
	 */
	enum log_sort sort;
	bool down;         /* from the largest on */
	int64_t sort_most; /* 0: LIMIT_LOG_SORT; tests do with less */
};

/*
 * What the ledger has besides (sla.md R23); with it first_due, waited, party
 * and the tz versions of the clock are set. A number that is not there is
 * INSTANT_NONE, a text NULL or empty.
 */
struct log_ledger {
	enum source source;
	const char *start_level, *start_calendar, *calendar; /* as called now */
	int64_t start_level_number, level_number;
	int64_t start_calendar_number, calendar_number;
	const char *resolver, *breach_agent, *breach_department;
	const char *set_by, *set_because; /* of a deadline by hand */
	const char *pauses; /* enum pause_code in the order chosen: "15" */
};

/* What can make figures look better than the work was (sla.md R26), as often as
 * it happened since the promise began; but for reopening, up to its end. */
struct log_signs {
	int64_t reopened, postponed;
	int64_t postponed_soon; /* ... so soon after its customer's word */
	int64_t deadlines;      /* set by hand, or taken back */
	int64_t lowered;        /* its ticket's priority */
	int64_t lowered_late;   /* ... so soon before the first deadline */
	int64_t reply; /* characters of what ended it, or INSTANT_NONE */
};

struct log_row {
	const char *code, *subject;
	const char *requester_name, *department_name;
	const char *agent_name; /* "": nobody */
	/*
	 * Of its clock id is 0, and set are metric, cycle, state, reason,
	 * level_name, level_version, calendar_version, started, due, breached,
	 * stopped, target, unit, consumed, since, paused, margin, manual and
	 * calculated. A missed
	 * one that runs has state CLOCK_RUNNING or CLOCK_PAUSED, see
	 * log_store_missed().
	 */
	struct clock clock;
	/* Verdicts of it that were withdrawn (sla.md D65), and what the last
	 * one said. */
	int64_t nwithdrawn;
	enum clock_state withdrawn;
	instant withdrawn_at;     /* where it was counted */
	struct log_ledger ledger; /* of streams alone */
	struct log_signs signs;   /* ... that ask for them */
};

/* A row that was seen: where a page begins or ends. */
struct log_key {
	const char *code; /* NULL: from the list's beginning */
	int metric, cycle;
	bool back; /* the page before it, not the one after it */
};

struct log_page {
	struct log_row *rows;
	size_t n;            /* up to LIMIT_PAGE_ROWS */
	bool before, after;  /* is there more on that side? */
	enum log_sort order; /* by which they are sorted */
};

/* Does it count as missed at ${now}: ended so, broken, or past due? */
bool log_store_missed(const struct clock *c, instant now);

/*
 * The order that the rows of ${f} come in: its own, or that of the instant its
 * dates are about when they are too many to sort.
 */
enum err_kind log_store_order(struct db *db, struct arena *a,
			      const struct log_filter *f, enum log_sort *out,
			      struct err *e) MUST_CHECK;

/* A page; ${key} may be NULL: the first one. */
enum err_kind log_store_page(struct db *db, struct arena *a,
			     const struct log_filter *f,
			     const struct log_key *key, struct log_page *out,
			     struct err *e) MUST_CHECK;

/*
 * log_store_stream(db, a, f, signs, out, e):
 * All rows of ${f} in the page's order, without limit, in constant memory:
 *
 *	while (log_store_next(rows, signs, &row))
 *		...
 *	if (rows_end(&rows, e))
 *		the export is not whole
 *
 * Texts of a row live until the next one.
 */
enum err_kind log_store_stream(struct db *db, struct arena *a,
			       const struct log_filter *f, bool signs,
			       struct rows **out, struct err *e) MUST_CHECK;
bool log_store_next(struct rows *rows, bool signs, struct log_row *row);

/* "started", ...: in URLs. */
const char *log_store_sort_name(enum log_sort s);

#endif
