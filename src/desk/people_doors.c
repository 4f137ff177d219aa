#include "base/password.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/people.h"
#include "desk/people_find.h"
#include "store/invitation_store.h"
#include "store/session_store.h"

/* ---- Passwords ----------------------------------------------------------- */

struct new_password {
	const char *who, *hash;
};

static enum err_kind set_password(struct admin *ad, const void *args,
				  struct err *e)
{
	const struct new_password *in = args;
	struct job *job = ad->job;
	struct audit_look was;
	struct person p;

	if (people_find_theirs(job, in->who, &p, e) ||
	    audit_look(job, AUDIT_PERSON, p.oid, &was, e) ||
	    person_store_set_password(job->db, p.id, in->hash, e) ||
	    invitation_store_void(job->db, p.id, job->by.now, e) ||
	    session_store_end_all(job->db, p.id, e) ||
	    audit_keep_did(job, &was, "password", e))
		return e->kind;
	admin_note(ad, "password_set", p.oid, NULL);
	return ERR_NONE;
}

enum err_kind people_set_password(struct job *job, const char *who,
				  const char *password, struct err *e)
{
	char hash[PASSWORD_HASH];
	struct new_password in = { .who = who, .hash = hash };
	struct person p;

	if (people_find_theirs(job, who, &p, e) ||
	    password_check(password, p.name, p.email, e) ||
	    password_hash(password, hash, e))
		return e->kind;
	return admin_run(job, set_password, &in, NULL, e);
}

/* ---- Disabled, and not -------------------------------------------------- */

/* Whom, and who gets their tickets. */
struct replacement {
	const char *who, *by;
};

static enum err_kind disable(struct admin *ad, const void *args, struct err *e)
{
	const struct replacement *in = args;
	struct job *job = ad->job;
	struct audit_look was;
	struct person p;

	if (people_find_theirs(job, in->who, &p, e) ||
	    people_heir(job, &p, in->by, e) ||
	    audit_look(job, AUDIT_PERSON, p.oid, &was, e))
		return e->kind;
	if (p.id.n == job->viewer->person.n)
		return err_set(e, ERR_DENIED, "nobody disables themself");
	if (people_keep_owner(job, &p, e) == ERR_CONFLICT) {
		err_clear(e);
		return err_set(e, ERR_INVALID,
			       "The desk needs an owner: make somebody else"
			       " one first.");
	}
	if (e->kind ||
	    person_store_set_disabled(job->db, p.id, job->by.now, e) ||
	    invitation_store_void(job->db, p.id, job->by.now, e) ||
	    session_store_end_all(job->db, p.id, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "person_disabled", p.oid, NULL);
	return ERR_NONE;
}

static enum err_kind enable(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct audit_look was;
	struct person p;

	if (people_find_theirs(job, args, &p, e) ||
	    audit_look(job, AUDIT_PERSON, p.oid, &was, e) ||
	    person_store_set_disabled(job->db, p.id, INSTANT_NONE, e) ||
	    session_store_end_all(job->db, p.id, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "person_enabled", p.oid, NULL);
	return ERR_NONE;
}

enum err_kind people_set_disabled(struct job *job, const char *who,
				  bool disabled, struct err *e)
{
	if (disabled)
		return people_replace(job, who, NULL, e);
	return admin_run(job, enable, who, NULL, e);
}

enum err_kind people_replace(struct job *job, const char *who, const char *by,
			     struct err *e)
{
	const struct replacement in = { who, by };

	return admin_run(job, disable, &in, NULL, e);
}

enum err_kind people_may_ask(const struct person *p, struct err *e)
{
	if (p->disabled == INSTANT_NONE)
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "%s is disabled, so nothing is asked for them. A manager"
		       " or an admin can let them in again, on their page.",
		       p->name);
}

/* ---- Sessions ------------------------------------------------------------ */

struct ending {
	const char *who, *session;
};

static enum err_kind end_session(struct admin *ad, const void *args,
				 struct err *e)
{
	const struct ending *in = args;
	struct job *job = ad->job;
	struct audit_look was;
	struct person p;

	if (people_find_theirs(job, in->who, &p, e) ||
	    audit_look(job, AUDIT_PERSON, p.oid, &was, e))
		return e->kind;
	if (in->session ? session_store_end_oid(job->db, p.id, in->session, e)
			: session_store_end_all(job->db, p.id, e))
		return e->kind;
	if (audit_keep_did(job, &was,
			   in->session ? "session_ended" : "sessions_ended", e))
		return e->kind;
	admin_note(ad, "session_ended", p.oid, in->session ? "one" : "all");
	return ERR_NONE;
}

enum err_kind people_end_session(struct job *job, const char *who,
				 const char *session, struct err *e)
{
	const struct ending in = { who, session };

	return admin_run(job, end_session, &in, NULL, e);
}
