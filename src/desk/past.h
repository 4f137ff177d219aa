#ifndef DESK_PAST_H
#define DESK_PAST_H
/*
 * past: a history that took place elsewhere, folded as if the desk had been
 * there. What import.c and history.c share; for desk/ alone.
 */
#include "desk/import.h"
#include "desk/work.h"

/* What makes it no history, in ${a}; NULL: nothing does. */
const char *past_bad(const struct import_ticket *t, instant now,
		     struct arena *a);

/* In the transaction of each batch, before its tickets are taken. */
enum err_kind past_begin(struct import *im, struct job *job,
			 struct err *e) MUST_CHECK;

/*
 * past_take(im, job, t, seqs, out, e):
 * Fold ${t}, which past_bad() finds nothing wrong with, into a new work up to
 * job->by.now: marks stand where they fell due, steps are skipped. seqs[i] (or
 * ${seqs} NULL) becomes the number of its event i among all that it has now.
 */
enum err_kind past_take(struct import *im, struct job *job,
			const struct import_ticket *t, int64_t *seqs,
			struct work **out, struct err *e) MUST_CHECK;

#endif
