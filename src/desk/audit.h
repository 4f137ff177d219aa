#ifndef DESK_AUDIT_H
#define DESK_AUDIT_H
/*
 * audit: every change of a setting leaves an entry: who, by which way, when,
 * and how the thing was before and after. Every verb that changes one notes it
 * inside its transaction, so that neither is kept without the other:
 *
 *	struct audit_look was;
 *
 *	if (tag_store_lock(..., &t, e) ||
 *	    audit_look(job, AUDIT_TAG, t.oid, &was, e) ||
 *	    tag_store_change(...) || audit_keep(job, &was, e))
 *		return e->kind;
 *
 * Before and after are JSON objects whose members are in the form that the
 * command line prints, names instead of ids (audit_state.h). Secrets stand in
 * none of it: no passwords, hashes, tokens or keys.
 *
 * admin_run() refuses a verb that says what it did and noted nothing, and a
 * test changes every table of settings and looks for the entry.
 */
#include "desk/desk.h"
#include "store/audit_store.h"

/* ---- What there are states of -------------------------------------------- */

/* How a thing was when it was looked at. */
struct audit_look {
	enum audit_object object;
	const char *oid, *name;
	const char *json; /* NULL: it was not there */
};

/* As it is now, which is after what would change it was locked. */
enum err_kind audit_look(struct job *job, enum audit_object object,
			 const char *oid, struct audit_look *out,
			 struct err *e) MUST_CHECK;

/*
 * What became of it. ${did} (or NULL) is what was done to it besides, that its
 * members do not say: "password" set, "link" made. Where it is as it was, and
 * nothing was done, nothing is noted.
 */
enum err_kind audit_keep(struct job *job, const struct audit_look *was,
			 struct err *e) MUST_CHECK;
enum err_kind audit_keep_did(struct job *job, const struct audit_look *was,
			     const char *did, struct err *e) MUST_CHECK;

/* It was not there before. */
enum err_kind audit_made(struct job *job, enum audit_object object,
			 const char *oid, struct err *e) MUST_CHECK;

/* ---- Anything else ------------------------------------------------------- */

struct audit_change {
	enum audit_object object;
	const char *oid;    /* of the thing; NULL or "": there is one alone */
	const char *name;   /* as it is called, or was when it was taken away */
	const char *before; /* JSON; NULL: it was made */
	const char *after;  /* JSON; NULL: it was taken away */
};

/* Note it. Where before and after say the same nothing is noted. */
enum err_kind audit_note(struct job *job, const struct audit_change *c,
			 struct err *e) MUST_CHECK;

#endif
