#include "base/limits.h"
#include "base/password.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/people.h"
#include "desk/people_find.h"
#include "store/invitation_store.h"
#include "store/session_store.h"

static void hash_token(const char *token, unsigned char out[RNG_HASH_LEN])
{
	rng_sha256(token, strlen(token), out);
}

struct invite {
	const char *who;
	unsigned char hash[RNG_HASH_LEN];
};

static enum err_kind invite(struct admin *ad, const void *args, struct err *e)
{
	const struct invite *in = args;
	struct job *job = ad->job;
	instant now = job->by.now;
	struct audit_look was;
	struct person p;

	if (people_find_theirs(job, in->who, &p, e) ||
	    audit_look(job, AUDIT_PERSON, p.oid, &was, e))
		return e->kind;
	if (p.disabled != INSTANT_NONE)
		return err_set(e, ERR_CONFLICT,
			       "they are disabled: let them in again first");
	if (!p.email)
		return err_set(e, ERR_INVALID,
			       "email: write one, they sign in with it");
	if (invitation_store_void(job->db, p.id, now, e) ||
	    invitation_store_add(job->db, p.id, in->hash, job->by.person, now,
				 now + LIMIT_INVITE_SECONDS, e) ||
	    audit_keep_did(job, &was, "link", e))
		return e->kind;
	admin_note(ad, "link_made", p.oid, NULL);
	return ERR_NONE;
}

enum err_kind people_invite(struct job *job, const char *who,
			    const char **token, struct err *e)
{
	char drawn[RNG_TOKEN_LEN + 1];
	struct invite in = { .who = who };
	struct job fresh = *job;

	rng_token(drawn);
	hash_token(drawn, in.hash);
	fresh.once = NULL; /* twice is two links, of which the last is good */
	if (admin_run(&fresh, invite, &in, NULL, e))
		return e->kind;
	*token = arena_str(job->arena, drawn);
	return ERR_NONE;
}

/* ---- The person comes by it ---------------------------------------------- */

enum err_kind people_invited(struct job *job, const char *token,
			     struct person *out, struct err *e)
{
	unsigned char hash[RNG_HASH_LEN];
	person_id id;

	if (strlen(token) != RNG_TOKEN_LEN)
		return err_set(e, ERR_NOT_FOUND, "no such link");
	hash_token(token, hash);
	if (invitation_store_find(job->db, job->arena, hash, job->by.now, &id,
				  e) ||
	    person_store_find(job->db, job->arena, id, out, e))
		return e->kind;
	if (out->disabled != INSTANT_NONE)
		return err_set(e, ERR_NOT_FOUND, "they are disabled");
	return ERR_NONE;
}

struct acceptance {
	const unsigned char *hash;
	const char *password_hash;
	const struct person *person;
};

static enum err_kind accept_link(struct admin *ad, const void *args,
				 struct err *e)
{
	const struct acceptance *ac = args;
	struct db *db = ad->job->db;
	instant now = ad->job->by.now;
	person_id id = ac->person->id;
	struct job as = *ad->job;
	struct audit_look was;

	/* Whoever has the link is that person. */
	as.by.kind = ACTOR_PERSON;
	as.by.person = id;
	if (invitation_store_use(db, ac->hash, now, e) ||
	    audit_look(&as, AUDIT_PERSON, ac->person->oid, &was, e) ||
	    person_store_set_password(db, id, ac->password_hash, e) ||
	    invitation_store_void(db, id, now, e) ||
	    session_store_end_all(db, id, e) ||
	    audit_keep_did(&as, &was, "password_by_link", e))
		return e->kind;
	admin_note(ad, "password_set_by_link", ac->person->oid, NULL);
	return ERR_NONE;
}

enum err_kind people_accept(struct job *job, const char *token,
			    const char *password, const char **email,
			    struct err *e)
{
	unsigned char hash[RNG_HASH_LEN];
	char password_text[PASSWORD_HASH];
	struct person p;
	struct acceptance ac = { .hash = hash,
				 .password_hash = password_text,
				 .person = &p };

	if (people_invited(job, token, &p, e) ||
	    password_check(password, p.name, p.email, e) ||
	    password_hash(password, password_text, e))
		return e->kind;
	hash_token(token, hash);
	if (admin_run(job, accept_link, &ac, NULL, e))
		return e->kind;
	*email = p.email;
	return ERR_NONE;
}
