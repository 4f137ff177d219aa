#ifndef DESK_CHECK_TIMED_H
#define DESK_CHECK_TIMED_H
/*
 * check_timed: are tickets looked at when their time rules ask for it, and did
 * those that hold have their turn? For check*.c alone.
 */
#include "desk/check_part.h"

struct check_timed;

/* Ask the rules about the tickets of a batch; NULL: nobody said when it is. */
enum err_kind check_timed_read(struct desk_check *c,
			       const struct check_batch *b,
			       struct check_timed **out,
			       struct err *e) MUST_CHECK;

/* Tell what is not as they say. */
void check_timed_tell(struct desk_check *c, const struct check_batch *b,
		      const struct check_timed *t);

#endif
