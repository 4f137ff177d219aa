#ifndef DESK_CHECK_H
#define DESK_CHECK_H
/*
 * check: is what is stored what the events say? Every clock, verdict and ticket
 * is derived again from its events, by core alone, and compared with its row,
 * column by column; so are messages, marks, steps, tags, files and names.
 * Nothing is changed, and nobody is kept waiting: what is compared is read in
 * one moment.
 */
#include "store/check_store.h"

/* Something that is not as it should be. */
struct check_finding {
	const char *kind;   /* "clock.due_at": table and column, mostly */
	const char *code;   /* of the ticket, or "-" */
	const char *what;   /* which of its parts: "first_answer 1"; or "" */
	const char *stands; /* what is there */
	const char *should; /* what should be */
};

/* All of it is lent for the call. */
typedef void check_each(void *cookie, const struct check_finding *f);

struct desk_check {
	struct db *db;
	struct arena *arena; /* of a batch: the caller empties it */
	check_each *each;
	void *cookie;
	instant now; /* 0: time rules are not asked (check_timed.h) */
	/* Counted up: */
	int64_t tickets, events, clocks;
	/* Tickets whose promises were counted by other time zones than this
	 * process has, and came out otherwise: nobody can say which is right.
	 */
	int64_t elsewhere;
};

/*
 * Compare the tickets of a range, of one moment. ERR_BUSY: the database is
 * away.
 */
enum err_kind desk_check_tickets(struct desk_check *c,
				 const struct check_range *range,
				 struct err *e) MUST_CHECK;

/*
 * What belongs to no ticket; and that the compliance report of all days before
 * ${now}'s adds up to what the clocks say. ${quick}: without what needs whole
 * tables.
 */
enum err_kind desk_check_rest(struct desk_check *c, instant now, bool quick,
			      struct err *e) MUST_CHECK;

#endif
