#include "desk/work.h"

#include "desk/attach.h"
#include "desk/rule_run.h"
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

void work_link(struct work *w, enum link_kind kind)
{
	w->linked = true;
	w->link.kind = kind;
	w->link.from_seq = w->state.last_seq + 1;
	w->link.to_seq = w->also->state.last_seq + 1;
}

struct work *work_beside(struct work *w)
{
	w->also = ARENA_NEW(w->job->arena, struct work);
	work_init(w->also, w->job, w->names);
	return w->also;
}

static enum err_kind store_link(struct work *w, struct err *e)
{
	if (!w->linked)
		return ERR_NONE;
	w->link.from = w->row.id;
	w->link.to = w->also->row.id;
	w->link.at = w->job->by.now;
	w->link.by = w->job->by.person;
	return link_store_add(w->job->db, &w->link, e);
}

/* In order of id, new ones last; those to which nothing happened not at all. */
static enum err_kind store(struct work *w, struct err *e)
{
	bool first = !w->also || w->also->row.id.n == 0 ||
		     w->row.id.n < w->also->row.id.n;
	struct work *both[2] = { first ? w : w->also, first ? w->also : w };
	size_t n = 0;

	for (size_t i = 0; i < COUNT_OF(both); i++)
		if (both[i] && both[i]->nevents > 0)
			both[n++] = both[i];
	if (work_store(both, n, e) || store_link(w, e))
		return not_theirs(e);
	return ERR_NONE;
}

static enum err_kind finish(struct work *w, struct deed *out, struct err *e)
{
	struct job *job = w->job;
	struct work *to = w->also ? w->also : w;

	if (rule_run_events(w, e) || (w->also && rule_run_events(w->also, e)))
		return e->kind;
	if (store(w, e) || attach_files(to, e) || attach_copies(to, e))
		return e->kind;
	out->code = to->row.code;
	out->version = to->row.version;
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

/* Its row is locked, and no other will be. */
static enum err_kind look(struct work *w, struct err *e)
{
	if (work_load(w, e) || work_whole_for(w, w->state.level, e))
		return e->kind;
	work_settle(w, w->job->by.now);
	return ERR_NONE;
}

static enum err_kind take_up(struct work *w, const char *code, struct err *e)
{
	struct job *job = w->job;

	if (ticket_store_lock(job->db, job->arena, code, &w->row, &w->state, e))
		return e->kind;
	return look(w, e);
}

/* Both: locks first, for a read before one would not see what it waited for. */
static enum err_kind take_up_both(struct work *w, const ticket_id ids[2],
				  struct err *e)
{
	struct job *job = w->job;
	struct work *both[2] = { w, w->also };
	size_t first = ids[0].n > ids[1].n;

	for (size_t i = 0; i < 2; i++) {
		struct work *one = both[first ^ i];

		if (ticket_store_lock_id(job->db, job->arena, ids[first ^ i],
					 &one->row, &one->state, e))
			return e->kind;
	}
	return look(w, e) || look(w->also, e) ? e->kind : ERR_NONE;
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

/* Whatever is wrong with the other one is about what was typed. */
static enum err_kind no_other(const struct work_other *other, struct err *e)
{
	if (e->kind == ERR_NOT_FOUND)
		err_set(e, ERR_INVALID, "There is no such ticket.");
	return err_about(e, other->field);
}

static enum err_kind find_both(struct job *job, const char *code,
			       const struct work_other *other, ticket_id ids[2],
			       struct err *e)
{
	if (ticket_store_id(job->db, job->arena, code, &ids[0], e))
		return e->kind;
	if (ticket_store_id(job->db, job->arena, other->code, &ids[1], e))
		return no_other(other, e);
	if (ids[0].n == ids[1].n) {
		err_set(e, ERR_INVALID, "That is the same ticket.");
		return err_about(e, other->field);
	}
	return ERR_NONE;
}

static enum err_kind admit_both(struct work *w, int64_t seen,
				const struct work_other *other, struct err *e)
{
	if (admit(w, seen, e))
		return e->kind;
	return admit(w->also, 0, e) ? no_other(other, e) : ERR_NONE;
}

enum err_kind work_run_pair(struct job *job, const char *code, int64_t seen,
			    const struct work_other *other, work_verb *verb,
			    const void *args, struct deed *out, struct err *e)
{
	ticket_id ids[2];
	struct work w;

	/* Ids never change: before the transaction, which looks later. */
	if (find_both(job, code, other, ids, e))
		return give_up(job, code, e);
	work_init(&w, job, name_store_new(job->arena));
	(void)work_beside(&w);
	if (begin(job, out, e))
		goto fail;
	if (out->again)
		return answer_again(job, out, e);
	if (take_up_both(&w, ids, e) || admit_both(&w, seen, other, e) ||
	    verb(&w, args, e) || finish(&w, out, e))
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
