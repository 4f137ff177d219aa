#ifndef DESK_UNFOLD_H
#define DESK_UNFOLD_H
/*
 * unfold: all that the promises of a ticket follow from, for whoever judges
 * them by himself: its events, and by which level and hours each was taken.
 */
#include "desk/desk.h"
#include "desk/refold.h"

struct unfold {
	const char *code;
	const char *broken; /* the column of an event that cannot be followed,
			     * then there is no fold; or NULL */
	struct check_batch batch; /* its events and clocks, as they stand */
	struct refold fold;
};

/* The ticket of that id. Nothing is locked; all of it is of one moment. */
enum err_kind unfold_read(struct job *job, const struct check_code *ticket,
			  struct unfold *out, struct err *e) MUST_CHECK;

#endif
