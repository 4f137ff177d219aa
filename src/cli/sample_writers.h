#ifndef CLI_SAMPLE_WRITERS_H
#define CLI_SAMPLE_WRITERS_H
/*
 * sample_writers: the processes that make a history and write it, each its own
 * blocks of tickets, one block a transaction; and what one sees of it.
 */
#include "cli/sample_cast.h"
#include "cli/sample_plan.h"
#include "desk/history.h"

/* Ids of clocks, of verdicts and of messages that a ticket may need, on
 * average over a block. */
#define SAMPLE_IDS_PER_TICKET 16

struct sample_work {
	const struct cast *cast;
	const struct sample_plan *plan;
	int jobs;   /* processes */
	bool again; /* some blocks may be there */
};

/*
 * Write all that is not there yet. The caller has no connection open: each
 * process opens its own. ERR_BUSY: it was interrupted; what was written stands.
 */
enum err_kind sample_writers_run(const struct sample_work *work,
				 struct history_count *made,
				 struct err *e) MUST_CHECK;

#endif
