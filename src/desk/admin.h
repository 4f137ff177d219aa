#ifndef DESK_ADMIN_H
#define DESK_ADMIN_H
/*
 * admin: the frame of the verbs that set the desk up: people, departments,
 * tags, companies. For desk/ alone.
 *
 * A verb is a function that looks, refuses, or writes and notes what it did:
 *
 *	static enum err_kind archive(struct admin *ad, const void *args,
 *				     struct err *e)
 *	{
 *		...
 *		admin_note(ad, "department_archived", d.oid, NULL);
 *		return ERR_NONE;
 *	}
 *
 * admin_run() is the transaction around it, and writes one line of log when it
 * is kept: who, what, of which thing. Names and addresses do not stand there.
 */
#include "desk/desk.h"

struct admin {
	struct job *job;
	const char *oid; /* of what it made or changed: the answer */
	const char *what, *detail;
};

typedef enum err_kind admin_verb(struct admin *ad, const void *args,
				 struct err *e);

/*
 * One transaction: the form's key, then ${verb}. *oid (or NULL) is what
 * admin_note() said, or what it said when the same form came before. What the
 * person may be told (ERR_INVALID, ERR_CONFLICT) stays as the verb said it.
 *
 * A job that says it is part runs ${verb} inside the transaction there is: the
 * verb around it keeps or drops both, and only its own note is logged.
 */
enum err_kind admin_run(struct job *job, admin_verb *verb, const void *args,
			const char **oid, struct err *e) MUST_CHECK;

/*
 * What was done ("person_changed"), to which thing, and what of it ("name
 * roles", or NULL). Texts live as long as the job's arena, or for ever.
 */
void admin_note(struct admin *ad, const char *what, const char *oid,
		const char *detail);

/* The command line, which needs nobody's leave. */
bool admin_trusted(const struct job *job);

/* ERR_DENIED unless they set the desk up. */
enum err_kind admin_may(const struct job *job, struct err *e) MUST_CHECK;

/*
 * admin_line(field, text, max, must, e):
 * One line that people typed: UTF-8, no control characters, at most ${max} of
 * them. ERR_INVALID says "name: ...".
 */
enum err_kind admin_line(const char *field, const char *text, size_t max,
			 bool must, struct err *e) MUST_CHECK;

/* The same for what may have more than one line. */
enum err_kind admin_text(const char *field, const char *text, size_t max,
			 struct err *e) MUST_CHECK;

/* A copy without the white space at both ends. */
const char *admin_trimmed(struct job *job, const char *s);

/* ERR_CONFLICT unless ${seen} is 0 or ${version}. */
enum err_kind admin_seen(int64_t seen, int64_t version,
			 struct err *e) MUST_CHECK;

#endif
