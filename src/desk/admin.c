#include "desk/admin.h"

#include "base/log.h"
#include "base/require.h"
#include "base/str.h"
#include "store/once_store.h"

bool admin_trusted(const struct job *job)
{
	return job->by.kind == ACTOR_SYSTEM && job->by.person.n == 0;
}

enum err_kind admin_may(const struct job *job, struct err *e)
{
	if (admin_trusted(job) || access_admin(job->viewer))
		return ERR_NONE;
	return err_set(e, ERR_DENIED, "they do not set the desk up");
}

void admin_note(struct admin *ad, const char *what, const char *oid,
		const char *detail)
{
	ad->what = what;
	ad->oid = oid;
	ad->detail = detail;
}

static void write_log(const struct admin *ad)
{
	const struct actor *by = &ad->job->by;

	log_event(LOG_INFO, "change",
		  LOG_PAIRS(LOG_S("what", ad->what), LOG_S("object", ad->oid),
			    LOG_S("detail", ad->detail),
			    LOG_N("by", by->person.n),
			    LOG_S("via", by->via == VIA_CLI ? "cli" : "web"),
			    LOG_S("request", by->request_id)));
}

/* Begin; *again: this form was carried out before, nothing is to do. */
static enum err_kind begin(struct admin *ad, bool *again, struct err *e)
{
	struct job *job = ad->job;

	*again = false;
	if (db_begin(job->db, e))
		return e->kind;
	if (!job->once)
		return ERR_NONE;
	if (once_store_claim(job->db, job->arena, job->once->key_hash,
			     job->once->request_hash, job->by.now, again,
			     &ad->oid, e) == ERR_CONFLICT)
		job->told = ad->oid;
	return e->kind;
}

/* What is told when the form comes again. */
static const char *answer(const struct admin *ad)
{
	if (ad->oid)
		return ad->oid;
	return ad->what ? ad->what : "unchanged";
}

static enum err_kind finish(struct admin *ad, struct err *e)
{
	struct job *job = ad->job;

	if (job->once &&
	    once_store_answer(job->db, job->once->key_hash, answer(ad), e))
		return e->kind;
	return db_commit(job->db, e);
}

/* The greater verb ends the transaction, and has the line of log. */
static enum err_kind run_part(struct admin *ad, admin_verb *verb,
			      const void *args, const char **oid, struct err *e)
{
	REQUIRE(db_in_transaction(ad->job->db));
	if (verb(ad, args, e))
		return e->kind;
	if (oid)
		*oid = ad->oid;
	return ERR_NONE;
}

enum err_kind admin_run(struct job *job, admin_verb *verb, const void *args,
			const char **oid, struct err *e)
{
	struct admin ad = { .job = job };
	bool again;

	if (job->part)
		return run_part(&ad, verb, args, oid, e);
	if (begin(&ad, &again, e) ||
	    (!again && (verb(&ad, args, e) || finish(&ad, e)))) {
		db_rollback(job->db);
		return e->kind;
	}
	if (again)
		db_rollback(job->db);
	else if (ad.what)
		write_log(&ad);
	if (oid)
		*oid = ad.oid;
	return ERR_NONE;
}

/* ---- What people typed --------------------------------------------------- */

static enum err_kind check(const char *field, const char *text, size_t max,
			   const char *controls, struct err *e)
{
	size_t n = strlen(text);

	if (!str_utf8_valid(text, n))
		return err_set(e, ERR_INVALID, "%s: write it as UTF-8", field);
	if (str_utf8_count(text, n) > max)
		return err_set(e, ERR_INVALID, "%s: at most %zu characters",
			       field, max);
	for (const char *c = text; *c; c++)
		if (((unsigned char)*c < ' ' && !strchr(controls, *c)) ||
		    *c == 0x7f)
			return err_set(e, ERR_INVALID,
				       "%s: a character in it is not allowed",
				       field);
	return ERR_NONE;
}

enum err_kind admin_line(const char *field, const char *text, size_t max,
			 bool must, struct err *e)
{
	if (must && (str_empty(text) || str_blank(text, strlen(text))))
		return err_set(e, ERR_INVALID, "%s: write one", field);
	return text ? check(field, text, max, "", e) : ERR_NONE;
}

enum err_kind admin_text(const char *field, const char *text, size_t max,
			 struct err *e)
{
	return text ? check(field, text, max, "\n\t", e) : ERR_NONE;
}

const char *admin_trimmed(struct job *job, const char *s)
{
	size_t n = strlen(s);
	const char *from = str_trim(s, &n);
	char *name = arena_copy(job->arena, from, n);

	str_one_space(name);
	return name;
}

enum err_kind admin_seen(int64_t seen, int64_t version, struct err *e)
{
	if (seen == 0 || seen == version)
		return ERR_NONE;
	return err_set(e, ERR_CONFLICT, "changed since it was seen");
}
