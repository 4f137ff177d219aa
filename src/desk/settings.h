#ifndef DESK_SETTINGS_H
#define DESK_SETTINGS_H
/*
 * settings: all that a desk is set up with, as XML (doc/settings.md): to be
 * kept under version control, compared, and made another desk of. Not in it:
 * tickets, customers, sessions, passwords, versions of before.
 *
 * Two exports of a desk are the same bytes, and so are that of a desk and that
 * of one made from it. Things are known by their names: what is called
 * otherwise is another thing.
 */
#include "desk/desk.h"

struct settings_text {
	const char *text;
	size_t n;
	/* Rules that name what is gone, or do what nobody can do any more (set
	 * a choice that is archived): not in it. */
	const char *const *left_out;
	size_t nleft_out;
	/* Levels: what their steps do of that kind is not in it. */
	const char *const *cut;
	size_t ncut;
};

/* For those who set the desk up, and the command line. ERR_INVALID: something
 * has a character in it that XML cannot hold. */
enum err_kind settings_export(struct job *job, struct settings_text *out,
			      struct err *e) MUST_CHECK;

/* A file that was read. */
struct settings;

/* ERR_INVALID: "line 12: ...". It lives in ${a}. */
enum err_kind settings_read(struct arena *a, const char *text, size_t n,
			    struct settings **out, struct err *e) MUST_CHECK;

/* What the desk itself is called in it; NULL: it does not say. */
const char *settings_desk_name(const struct settings *s);
const char *settings_desk_zone(const struct settings *s);
/* What somebody of that address is called in it; NULL: they are not in it. */
const char *settings_person_name(const struct settings *s, const char *email);

/* ---- What an import does ------------------------------------------------- */

enum settings_deed {
	SETTINGS_MAKE,
	SETTINGS_CHANGE,
	SETTINGS_STAY,   /* in the file as on the desk */
	SETTINGS_KEEP,   /* on the desk alone, and stays */
	SETTINGS_REMOVE, /* on the desk alone: archived, a rule taken away */
	SETTINGS_DEED_N
};

struct settings_line {
	bool added; /* else it is taken away */
	const char *text;
};

struct settings_item {
	enum settings_deed deed;
	const char *what; /* "level", "rule": the element's name */
	const char *name;
	const struct settings_line *lines; /* of a change */
	size_t nlines;
};

#define SETTINGS_SEEN_LEN 64
struct settings_plan {
	const struct settings_item *v; /* in the order of the file */
	size_t n;
	size_t count[SETTINGS_DEED_N];
	char seen[SETTINGS_SEEN_LEN + 1]; /* how the desk was */
	const char *const *left_out;      /* as of settings_text */
	size_t nleft_out;
};

struct settings_import {
	const struct settings *file;
	const char
		*seen; /* how the desk was when it was looked at; NULL: any */
	bool remove;   /* what the file does not have */
	bool open;     /* levels and calendars for open tickets too */
	bool force;    /* though a promise would never fall due (R6) */
};

/*
 * settings_preview(job, in, out, e):
 * What it would do: it is done, and undone. Errors as below.
 */
enum err_kind settings_preview(struct job *job,
			       const struct settings_import *in,
			       struct settings_plan *out,
			       struct err *e) MUST_CHECK;

/*
 * settings_apply(job, in, out, e):
 * All of it, by the verbs of desk/, or nothing. For those who set the desk up,
 * and the command line. ERR_INVALID: "line 12: ..." of what one of them
 * refuses. ERR_CONFLICT: the desk changed since it was seen, or something is
 * in the way. ERR_DENIED: nobody gives a role that they may not give.
 *
 * A job that says it is part is part of the transaction there is.
 */
enum err_kind settings_apply(struct job *job, const struct settings_import *in,
			     struct settings_plan *out,
			     struct err *e) MUST_CHECK;

#endif
