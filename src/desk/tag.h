#ifndef DESK_TAG_H
#define DESK_TAG_H
/*
 * tag: the tags of a ticket, as people type them: names parted by commas. For
 * desk/ alone.
 */
#include "base/limits.h"
#include "desk/work.h"

struct tag_names {
	const char *v[LIMIT_TAGS];
	size_t n;
};

/* ERR_INVALID, saying what is wrong with ${typed} (NULL: none). */
enum err_kind tag_read(struct arena *a, const char *typed,
		       struct tag_names *out, struct err *e) MUST_CHECK;

/*
 * From ${ev} on the ticket has these tags: adds DID_TAGS to it, with what comes
 * and goes, unless nothing does. ERR_INVALID: one is archived.
 */
enum err_kind tag_change(struct work *w, const struct tag_names *names,
			 struct event *ev, struct err *e) MUST_CHECK;

#endif
