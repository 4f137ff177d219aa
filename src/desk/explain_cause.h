#ifndef DESK_EXPLAIN_CAUSE_H
#define DESK_EXPLAIN_CAUSE_H
/*
 * explain_cause: which event made a line of an explanation begin, and gave it
 * its level; for explain.c alone.
 */
#include "desk/explain.h"
#include "store/check_store.h"

/*
 * Fill cause and end of the ${n} lines of a clock. Where several things of one
 * instant could have been it, none is named.
 */
void explain_cause_find(const struct check_event *events, size_t nevents,
			const struct clock *c, struct desk_line *lines,
			size_t n);

/*
 * Does a line name a version of a level that held only later? What is judged
 * anew from its start may: under CHANGE_REJUDGE, and what was said before its
 * ticket had it.
 */
bool explain_cause_early(const struct check_event *events, size_t nevents,
			 const struct desk_line *lines, size_t n);

#endif
