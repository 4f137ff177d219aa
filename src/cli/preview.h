#ifndef CLI_PREVIEW_H
#define CLI_PREVIEW_H
/*
 * preview: what a version for open tickets would do, as lines of text; for
 * `duedesk level` and `duedesk calendar`.
 */
#include "desk/apply.h"

/* Say what ${store} would do, and do not do it; the exit status. */
int preview_print(struct job *job, apply_verb *store, const void *args,
		  struct err *e);

#endif
