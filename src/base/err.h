#ifndef BASE_ERR_H
#define BASE_ERR_H
/*
 * err: what went wrong: a kind to act on, a message to read.
 *
 * Callers branch on the kind and never on the text. A struct err is untouched
 * while all goes well, so calls chain with ||. Log once, at the top.
 */
#include "base/attr.h"

enum err_kind {
	ERR_NONE = 0,
	ERR_INVALID,   /* the person's input is wrong; msg is fit to show */
	ERR_NOT_FOUND, /* nothing there, or not theirs to see */
	ERR_DENIED,    /* signed in, but may not do this */
	ERR_CONFLICT,  /* somebody else changed it first */
	ERR_BUSY,      /* try again: lock wait, deadlock, server restarting */
	ERR_UNSURE,    /* the write may or may not have happened */
	ERR_BROKEN,    /* our fault; msg is for the log only */
};

struct err {
	enum err_kind kind;
	const char *field; /* the input that ERR_INVALID is about, or NULL */
	char msg[240];
};

/* Say what went wrong; returns ${kind}, so that one line sets and returns. */
enum err_kind err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
	PRINTF_LIKE(3, 4);

/* Put context in front ("close ticket 7: ..."), keep the kind; returns it. */
enum err_kind err_wrap(struct err *e, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Name the input, a constant, if it is about one; returns its kind. */
enum err_kind err_about(struct err *e, const char *field);

/* Forget it, to try again. */
void err_clear(struct err *e);

/* "invalid", "not_found", ...: for logs. */
const char *err_kind_name(enum err_kind kind);

/* Out of memory: say so and abort, nothing half-written. */
NORETURN void err_no_memory(void);

#endif
