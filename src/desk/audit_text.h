#ifndef DESK_AUDIT_TEXT_H
#define DESK_AUDIT_TEXT_H
/*
 * audit_text: what a setting says, as a line to read.
 *
 * The words of settings ("first_answer", "on_change") are the command line's.
 * A page gives its own for them; names that people gave stay as they are.
 */
#include "base/instant.h"
#include "base/sbuf.h"
#include "desk/audit_diff.h"

struct audit_text {
	/* The words for one of a setting's; NULL: it is shown as it is. */
	const char *(*word)(const char *token);
	/* A length of time; NULL: in seconds. */
	void (*length)(struct sbuf *to, seconds s);
};

/* The way to a member: "targets, first answer". */
void audit_text_path(struct sbuf *to, const struct audit_difference *d,
		     const struct audit_text *t);

/* What stands there; of one that is not there nothing. */
void audit_text_value(struct sbuf *to, const struct audit_difference *d,
		      const struct json_in *v, const struct audit_text *t);

#endif
