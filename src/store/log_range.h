#ifndef STORE_LOG_RANGE_H
#define STORE_LOG_RANGE_H
/*
 * log_range: where in the keys of table clock the rows of a log filter stand.
 * For log_store.c.
 *
 * Keys log_* hold clocks by metric, by how they stand (clock.standing) and by
 * one of three instants: for everybody, a department or an agent. A filter is
 * up to LOG_PIECES pieces, each a set of standings within bounds of an instant;
 * together they are its rows, each once. What is past due and was not noted
 * yet stands where it ran; a piece of its own finds it.
 */
#include "store/log_store.h"
#include "store/sql_text.h"

/* clock.standing: a state, or broken and still there. */
enum log_standing {
	STANDING_RUNNING = CLOCK_RUNNING,
	STANDING_PAUSED = CLOCK_PAUSED,
	STANDING_MET = CLOCK_MET,
	STANDING_MISSED = CLOCK_MISSED,
	STANDING_CANCELLED = CLOCK_CANCELLED,
	STANDING_BROKEN,        /* running */
	STANDING_BROKEN_PAUSED, /* paused */
	STANDING_N
};

struct log_piece {
	unsigned standings; /* bits */
	enum {
		LOG_EVERY,
		LOG_IN_TIME, /* of those only what is not past due now */
		LOG_LATE,    /* only what runs and is past due now */
	} which;
	enum log_dates by; /* the instant that has bounds, and a key */
	bool bounded;
	bool counts_now; /* its counted_at is now, and it has none */
};

#define LOG_PIECES 4
size_t log_range_pieces(const struct log_filter *f,
			struct log_piece out[LOG_PIECES]);

/* One range of a key: of a metric, a standing, a department; -1: of all. */
struct log_cell {
	const struct log_piece *piece;
	int metric, standing;
	int64_t department;
};

/* "clock c FORCE INDEX (...) WHERE ...". */
void log_range_add(struct sql_text *q, const struct log_filter *f,
		   const struct log_cell *cell);

/* "...", what comes after WHERE, for all of a piece. */
void log_range_add_piece(struct sql_text *q, const struct log_filter *f,
			 const struct log_piece *piece);

/* Does the viewer look department by department? */
bool log_range_by_department(const struct log_filter *f);

/* Has it a bound at all? */
bool log_range_bounded(const struct log_filter *f);

#endif
