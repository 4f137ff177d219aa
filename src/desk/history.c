#include "desk/history.h"

#include "base/dice.h"
#include "base/rng.h"
#include "desk/past.h"
#include "store/history_store.h"

struct batch {
	struct job *job;
	const struct history_ticket *t;
	struct work **works;
	size_t n;
	struct history_tag_row *tags;
	size_t ntags;
	int64_t **seqs; /* of each ticket's events */
};

/* Its tags by the numbers that their events have now. */
static void number_tags(struct batch *b, const struct history_ticket *t,
			const int64_t *seqs)
{
	for (size_t i = 0; i < t->ntags; i++)
		b->tags[b->ntags++] = (struct history_tag_row){
			.ticket = t->id,
			.seq = seqs[t->tags[i].event],
			.tag = t->tags[i].tag,
			.added = t->tags[i].added,
		};
}

/* Named after its ticket, instead of at random. */
static void name_messages(struct work *w, uint64_t seed)
{
	struct dice d;

	dice_init(&d, seed, 0);
	for (size_t i = 0; i < w->nmessages; i++) {
		char oid[RNG_OID_LEN + 1];

		dice_oid(&d, oid);
		w->messages[i].oid = arena_str(w->job->arena, oid);
	}
}

static enum err_kind take(struct batch *b, struct import *im, size_t i,
			  struct err *e)
{
	const struct history_ticket *t = &b->t[i];
	struct arena *a = b->job->arena;
	int64_t *seqs = ARENA_ARRAY(a, t->past.n, int64_t);
	const char *why = past_bad(&t->past, b->job->by.now, a);
	struct work *w;

	if (why)
		return err_set(e, ERR_BROKEN, "%.64s: %s", t->past.key, why);
	if (past_take(im, b->job, &t->past, seqs, &w, e))
		return e->kind;
	w->row.id = t->id;
	w->row.oid = t->oid;
	w->row.code = t->code;
	w->requester_name = t->requester_name;
	b->seqs[i] = seqs;
	name_messages(w, t->seed);
	number_tags(b, t, seqs);
	b->works[i] = w;
	return ERR_NONE;
}

static enum err_kind take_all(struct batch *b, struct import *im, struct err *e)
{
	size_t ntags = 0;

	for (size_t i = 0; i < b->n; i++)
		ntags += b->t[i].ntags;
	b->tags = ARENA_ARRAY(b->job->arena, ntags, struct history_tag_row);
	b->works = ARENA_ARRAY(b->job->arena, b->n, struct work *);
	b->seqs = ARENA_ARRAY(b->job->arena, b->n, int64_t *);
	for (size_t i = 0; i < b->n; i++)
		if (take(b, im, i, e))
			return e->kind;
	return ERR_NONE;
}

/* The words of that event, or NULL. */
static const struct message *words_of(const struct work *w, int64_t seq)
{
	for (size_t i = 0; i < w->nmessages; i++)
		if (w->messages[i].seq == seq)
			return &w->messages[i];
	return NULL;
}

/* The files of a ticket, behind its messages, which have their ids by now. */
static void take_files(const struct batch *b, size_t i,
		       const struct history_ids *ids,
		       struct history_attachment *out, size_t *n)
{
	const struct history_ticket *t = &b->t[i];
	struct dice d;

	dice_init(&d, t->seed, 1);
	for (size_t k = 0; k < t->nfiles; k++) {
		const struct history_content *c = t->files[k].content;
		const struct message *m = words_of(
			b->works[i], b->seqs[i][t->files[k].event]);
		char oid[RNG_OID_LEN + 1];

		if (!m)
			continue;
		dice_oid(&d, oid);
		out[(*n)++] = (struct history_attachment){
			.id = ids->attachment + (m->id - ids->message),
			.message = m->id,
			.ticket = t->id,
			.person = m->author,
			.oid = arena_str(b->job->arena, oid),
			.name = c->name,
			.type = c->type,
			.size = c->size,
			.hash = c->hash,
			.at = m->at,
		};
	}
}

static enum err_kind store_files(const struct batch *b,
				 const struct history_ids *ids, struct err *e)
{
	struct history_attachment *files;
	size_t most = 0, n = 0;

	for (size_t i = 0; i < b->n; i++)
		most += b->t[i].nfiles;
	files = ARENA_ARRAY(b->job->arena, most, struct history_attachment);
	for (size_t i = 0; i < b->n; i++)
		take_files(b, i, ids, files, &n);
	return history_store_add_attachments(b->job->db, b->job->arena, files,
					     n, e);
}

static enum err_kind store(const struct batch *b, const struct history_ids *ids,
			   struct err *e)
{
	struct work_ids w = {
		.clock = ids->clock,
		.clock_end = ids->clock + ids->n,
		.verdict = ids->verdict,
		.verdict_end = ids->verdict + ids->n,
		.message = ids->message,
		.message_end = ids->message + ids->n,
	};

	if (work_store_past(b->works, b->n, &w, e) ||
	    history_store_add_tags(b->job->db, b->job->arena, b->tags, b->ntags,
				   e) ||
	    store_files(b, ids, e))
		return e->kind;
	return db_commit(b->job->db, e);
}

static void count(const struct batch *b, struct history_count *out)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct work *w = b->works[i];

		out->tickets++;
		out->events += (int64_t)w->nevents;
		out->messages += (int64_t)w->nmessages;
		out->clocks += (int64_t)w->state.n;
	}
}

enum err_kind desk_history(struct import *im, struct job *job,
			   const struct history_ticket *t, size_t n,
			   const struct history_ids *ids,
			   struct history_count *out, struct err *e)
{
	struct batch b = { .job = job, .t = t, .n = n };

	*out = (struct history_count){ 0 };
	if (db_begin(job->db, e))
		return err_wrap(e, "history");
	if (past_begin(im, job, e) || take_all(&b, im, e) ||
	    store(&b, ids, e)) {
		db_rollback(job->db);
		return err_wrap(e, "history");
	}
	count(&b, out);
	return ERR_NONE;
}
