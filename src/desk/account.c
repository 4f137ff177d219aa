#include "desk/account.h"

#include "base/limits.h"
#include "base/log.h"
#include "base/password.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/audit.h"
#include "store/account_store.h"
#include "store/invitation_store.h"
#include "store/once_store.h"
#include "store/person_store.h"
#include "store/session_store.h"

static enum err_kind check_name(const char *name, struct err *e)
{
	size_t n = strlen(name);

	if (!str_utf8_valid(name, n) || str_blank(name, n))
		return err_set(e, ERR_INVALID, "name: write one, as UTF-8");
	if (str_utf8_count(name, n) > LIMIT_NAME)
		return err_set(e, ERR_INVALID, "name: at most %d characters",
			       LIMIT_NAME);
	for (const char *c = name; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return err_set(e, ERR_INVALID,
				       "name: a character in it is not"
				       " allowed");
	return ERR_NONE;
}

/* Begin; *again: the same form was carried out already. */
static enum err_kind begin(struct job *job, bool *again, struct err *e)
{
	const char *answer;

	*again = false;
	if (db_begin(job->db, e))
		return e->kind;
	if (!job->once)
		return ERR_NONE;
	if (once_store_claim(job->db, job->arena, job->once->key_hash,
			     job->once->request_hash, job->by.now, again,
			     &answer, e) == ERR_CONFLICT)
		job->told = ""; /* nothing of it has a name */
	return e->kind;
}

/* Keep what went well, and say so in the log; take back what did not. */
static enum err_kind finish(struct job *job, bool again, const char *what,
			    struct err *e)
{
	if (e->kind ||
	    (job->once && !again &&
	     once_store_answer(job->db, job->once->key_hash, what, e)) ||
	    db_commit(job->db, e)) {
		db_rollback(job->db);
		return e->kind;
	}
	if (!again)
		log_event(LOG_INFO, what,
			  LOG_PAIRS(LOG_N("person", job->by.person.n),
				    LOG_S("request", job->by.request_id)));
	return ERR_NONE;
}

static enum err_kind keep_name(struct job *job, const char *name,
			       const char *zone, struct err *e)
{
	struct audit_look was;
	struct person p;

	if (person_store_find(job->db, job->arena, job->by.person, &p, e) ||
	    audit_look(job, AUDIT_PERSON, p.oid, &was, e))
		return e->kind;
	p.name = name;
	p.zone = zone;
	if (account_store_update(job->db, job->arena, &p, e))
		return e->kind;
	return audit_keep(job, &was, e);
}

enum err_kind account_update(struct job *job, const char *name,
			     const char *zone, struct err *e)
{
	const struct zone *z;
	bool again;

	if (check_name(name, e))
		return e->kind;
	if (zone_find(zone, &z, e))
		return err_set(e, ERR_INVALID,
			       "zone: there is none of that name; write it as"
			       " Europe/Berlin");
	if (!begin(job, &again, e) && !again && keep_name(job, name, zone, e))
		err_wrap(e, "account");
	return finish(job, again, "account_updated", e);
}

static enum err_kind keep_password(struct job *job, const char *who,
				   const char *hash,
				   const unsigned char *token_hash,
				   struct err *e)
{
	struct audit_look was;

	if (audit_look(job, AUDIT_PERSON, who, &was, e) ||
	    person_store_set_password(job->db, job->by.person, hash, e) ||
	    invitation_store_void(job->db, job->by.person, job->by.now, e) ||
	    session_store_end_others(job->db, job->by.person, token_hash, e))
		return e->kind;
	return audit_keep_did(job, &was, "password", e);
}

enum err_kind account_set_password(struct job *job, const char *password,
				   const unsigned char token_hash[RNG_HASH_LEN],
				   struct err *e)
{
	char hash[PASSWORD_HASH];
	struct person p;
	bool again;

	if (person_store_find(job->db, job->arena, job->by.person, &p, e) ||
	    password_check(password, p.name, p.email, e) ||
	    password_hash(password, hash, e))
		return e->kind;
	if (!begin(job, &again, e) && !again &&
	    keep_password(job, p.oid, hash, token_hash, e))
		err_wrap(e, "account");
	return finish(job, again, "password_changed", e);
}

enum err_kind account_done(struct job *job, bool *done, struct err *e)
{
	enum err_kind kind = begin(job, done, e);

	db_rollback(job->db);
	return kind;
}

enum err_kind account_end_session(struct job *job, const char *oid,
				  struct err *e)
{
	bool again;

	if (!begin(job, &again, e) && !again &&
	    session_store_end_oid(job->db, job->by.person, oid, e))
		err_wrap(e, "account");
	return finish(job, again, "session_ended", e);
}

enum err_kind account_end_others(struct job *job,
				 const unsigned char token_hash[RNG_HASH_LEN],
				 struct err *e)
{
	bool again;

	if (!begin(job, &again, e) && !again &&
	    session_store_end_others(job->db, job->by.person, token_hash, e))
		err_wrap(e, "account");
	return finish(job, again, "other_sessions_ended", e);
}
