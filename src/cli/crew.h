#ifndef CLI_CREW_H
#define CLI_CREW_H
/*
 * crew: processes that share a work, and tell one reader how far they are.
 *
 * Each says words of one size, a struct, by one write() to the pipe it got: a
 * pipe takes up to CREW_WORD bytes in one piece, whoever else writes.
 */
#include "base/err.h"

#include <stddef.h>

enum {
	CREW_MAX = 16,
	CREW_WORD = 512
};

struct crew_order {
	int jobs; /* processes, up to CREW_MAX */
	/*
	 * The life of process ${number}, which says words into ${to}; its exit
	 * status. It has no connection of its parent's, and does not hear
	 * Ctrl-C: it is told to end.
	 */
	int (*live)(const void *work, int number, int to);
	const void *work;
	size_t word; /* bytes */
	void (*listen)(void *cookie, const void *word);
	void *cookie;
};

/*
 * Start them, listen until all have ended. ERR_BUSY: one could not go on, or we
 * were told to stop (SIGINT, SIGTERM, SIGHUP); then all of them end first.
 */
enum err_kind crew_run(const struct crew_order *order,
		       struct err *e) MUST_CHECK;

#endif
