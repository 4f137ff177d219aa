#include "desk/work.h"

#include "desk/attach.h"
#include "store/once_store.h"

/* Begin; out->again: this form was carried out before, nothing is to do. */
static enum err_kind begin(struct job *job, struct deed *out, struct err *e)
{
	*out = (struct deed){ 0 };
	if (db_begin(job->db, e))
		return e->kind;
	if (!job->once)
		return ERR_NONE;
	if (once_store_claim(job->db, job->arena, job->once->key_hash,
			     job->once->request_hash, job->by.now, &out->again,
			     &out->code, e) == ERR_CONFLICT)
		job->told = out->code;
	return e->kind;
}

/* The same answer as then; the ticket may have moved on. */
static enum err_kind answer_again(struct job *job, struct deed *out,
				  struct err *e)
{
	db_rollback(job->db);
	return ticket_store_version(job->db, job->arena, out->code,
				    &out->version, e);
}

/* Nobody else writes to a locked ticket: a key that is taken is our fault. */
static enum err_kind not_theirs(struct err *e)
{
	if (e->kind == ERR_CONFLICT)
		e->kind = ERR_BROKEN;
	return e->kind;
}

static enum err_kind finish(struct work *w, struct deed *out, struct err *e)
{
	struct job *job = w->job;

	if (w->nevents > 0 && work_store(&w, 1, e))
		return not_theirs(e);
	if (attach_files(w, e))
		return e->kind;
	out->code = w->row.code;
	out->version = w->row.version;
	if (job->once &&
	    once_store_answer(job->db, job->once->key_hash, out->code, e))
		return e->kind;
	return db_commit(job->db, e);
}

/* Is it theirs to see, and still what they saw? */
static enum err_kind admit(const struct work *w, int64_t seen, struct err *e)
{
	const struct viewer *v = w->job->viewer;
	struct access_ticket at = work_access(w);
	int64_t version = w->row.version;

	if (!access_see(v, &at))
		return err_set(e, ERR_NOT_FOUND, "not theirs to see");
	if (seen == 0)
		return ERR_NONE;
	if (!access_see_as_staff(v, &at) &&
	    event_store_told(w->job->db, w->job->arena, w->row.id, &version, e))
		return e->kind;
	if (seen != version)
		return err_set(e, ERR_CONFLICT, "changed since it was seen");
	return ERR_NONE;
}

static enum err_kind take_up(struct work *w, const char *code, struct err *e)
{
	struct job *job = w->job;

	if (ticket_store_lock(job->db, job->arena, code, &w->row, &w->state,
			      e) ||
	    work_load(w, e) || work_whole_for(w, w->state.level, e))
		return e->kind;
	work_settle(w, job->by.now);
	return ERR_NONE;
}

/* What people are told about their input stays as it is. */
static enum err_kind give_up(struct job *job, const char *code, struct err *e)
{
	db_rollback(job->db);
	if (e->kind == ERR_INVALID)
		return e->kind;
	return err_wrap(e, "ticket %.20s", code);
}

enum err_kind work_run(struct job *job, const char *code, int64_t seen,
		       work_verb *verb, const void *args, struct deed *out,
		       struct err *e)
{
	struct work w;

	work_init(&w, job, name_store_new(job->arena));
	if (begin(job, out, e))
		goto fail;
	if (out->again)
		return answer_again(job, out, e);
	if (take_up(&w, code, e) || admit(&w, seen, e) || verb(&w, args, e) ||
	    finish(&w, out, e))
		goto fail;
	return ERR_NONE;
fail:
	return give_up(job, code, e);
}

enum err_kind work_run_new(struct job *job, work_verb *verb, const void *args,
			   struct deed *out, struct err *e)
{
	struct work w;

	work_init(&w, job, name_store_new(job->arena));
	if (begin(job, out, e))
		goto fail;
	if (out->again)
		return answer_again(job, out, e);
	if (verb(&w, args, e) || finish(&w, out, e))
		goto fail;
	return ERR_NONE;
fail:
	return give_up(job, "new", e);
}
