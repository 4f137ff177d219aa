#ifndef DESK_SANDBOX_H
#define DESK_SANDBOX_H
/*
 * sandbox: a desk to try things on. What is to go out is written as on any
 * desk, and nothing is sent; every page says so (store/desk_store.h).
 */
#include "desk/desk.h"

/*
 * sandbox_begin(job, e):
 * It is one from now on. For those who set the desk up; ERR_DENIED for others.
 * ERR_CONFLICT: it has no name yet.
 */
enum err_kind sandbox_begin(struct job *job, struct err *e) MUST_CHECK;

/*
 * sandbox_end(job, name, e):
 * It is one no more: from now on letters and calls go out, but none that was
 * written before. For the command line alone, which has to say the desk's name;
 * ERR_INVALID: it is called otherwise. ERR_CONFLICT: it is none.
 */
enum err_kind sandbox_end(struct job *job, const char *name,
			  struct err *e) MUST_CHECK;

#endif
