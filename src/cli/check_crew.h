#ifndef CLI_CHECK_CREW_H
#define CLI_CHECK_CREW_H
/*
 * check_crew: processes that look through a desk side by side, and tell one
 * reader what they find.
 */
#include "base/conf.h"
#include "desk/check.h"

/* What a process says, in one piece. Longer texts are cut. */
struct check_word {
	int64_t tickets, events, clocks, elsewhere; /* looked at, since last */
	int64_t orphans; /* files that nobody wants, since last */
	char kind[40];   /* of a finding; "": none */
	char code[24], what[72], stands[96], should[96];
};

struct check_order {
	bool quick;
	struct check_range range; /* of tickets; from 0: all of them */
	bool rest;                /* what belongs to no ticket, too */
	int jobs;
	instant now;
};

typedef void check_listen(void *cookie, const struct check_word *word);

/*
 * Look through it all, telling ${listen} in this process. The caller has no
 * connection open. ERR_BUSY: a process could not go on, or we were told to
 * stop.
 */
enum err_kind check_crew_run(const struct check_order *order,
			     check_listen *listen, void *cookie,
			     struct err *e) MUST_CHECK;

#endif
