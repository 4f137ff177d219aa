#ifndef DESK_AUDIT_H
#define DESK_AUDIT_H
/*
 * audit: every change of a setting leaves an entry: who, by which way, when,
 * and how the thing was before and after. Every verb that changes one calls
 * audit_note() inside its transaction, so that neither is kept without the
 * other; a test finds the verb that does not.
 *
 * Before and after are JSON objects whose members are in the form that the
 * command line prints, names instead of ids. Secrets stand in none of it: no
 * passwords, hashes, tokens or keys; a flag "password": true is all.
 */
#include "desk/desk.h"
#include "store/audit_store.h"

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
