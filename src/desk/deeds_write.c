/* Letters and calls of steps and rules, and what became of actions, as rows. */
#include "desk/deeds.h"

#include <inttypes.h>
#include "base/json_out.h"
#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/outbox_store.h"
#include "store/rule_event_store.h"

#define HOUR 3600
#define PAYLOAD_MAX 16384

/* Somebody who gets letters in this batch. */
struct mailbox {
	const char *recipient;
	const struct staff *to; /* NULL: an address */
	const char *address;
	int used;          /* letters of this hour */
	bool plain;        /* gets letters of their own, if not too many */
	bool late, beyond; /* gets one of many */
};

/* What a batch writes. */
struct mail {
	struct job *job;
	const struct staff_list *staff;
	struct mailbox **of_staff; /* by place in the list */
	struct mailbox **boxes;    /* those in use */
	size_t n, cap;
	struct outbox_row *rows;
	size_t nrows, caprows;
	struct notice *notices;
	size_t nnotices, capnotices;
};

/* ---- Mailboxes ----------------------------------------------------------- */

static struct mailbox *add_box(struct mail *m, const char *recipient,
			       const struct staff *to, const char *address)
{
	struct mailbox *b = ARENA_NEW(m->job->arena, struct mailbox);

	*b = (struct mailbox){ .recipient = recipient,
			       .to = to,
			       .address = address };
	ARENA_ROOM(m->job->arena, m->boxes, m->n, m->cap);
	m->boxes[m->n++] = b;
	return b;
}

static const char *hashed(struct arena *a, const char *address)
{
	unsigned char hash[RNG_HASH_LEN];
	char hex[33];

	rng_sha256(address, strlen(address), hash);
	rng_hex(hash, 16, hex);
	return arena_printf(a, "a%s", hex);
}

static struct mailbox *box_of(struct mail *m, const struct work_letter *l)
{
	struct arena *a = m->job->arena;
	struct mailbox **of;

	if (l->to) {
		of = &m->of_staff[l->to - m->staff->v];
		if (!*of)
			*of = add_box(m,
				      arena_printf(a, "p%" PRId64,
						   l->to->viewer.person.n),
				      l->to, l->text);
		return *of;
	}
	for (size_t i = 0; i < m->n; i++)
		if (!m->boxes[i]->to && str_eq(m->boxes[i]->address, l->text))
			return m->boxes[i];
	return add_box(m, hashed(a, l->text), NULL, l->text);
}

/* How much of their hour is used up? */
static enum err_kind count_used(struct mail *m, struct err *e)
{
	struct arena *a = m->job->arena;
	const char **names = ARENA_ARRAY(a, m->n, const char *);
	int *used = ARENA_ARRAY(a, m->n, int);
	size_t n = 0, at = 0;

	for (size_t i = 0; i < m->n; i++)
		if (m->boxes[i]->plain)
			names[n++] = m->boxes[i]->recipient;
	if (outbox_store_used(m->job->db, a, names, n, m->job->by.now / HOUR,
			      used, e))
		return e->kind;
	for (size_t i = 0; i < m->n; i++)
		if (m->boxes[i]->plain)
			m->boxes[i]->used = used[at++];
	return ERR_NONE;
}

/* ---- What a letter says -------------------------------------------------- */

static void say_to(struct json_out *j, const struct mailbox *b)
{
	json_out_object(j, "to");
	if (b->to) {
		json_out_str(j, "person", b->to->oid);
		json_out_str(j, "name", b->to->name);
	}
	json_out_str(j, "address", b->address);
	json_out_end_object(j);
}

static void say_instant(struct json_out *j, const char *key, instant at)
{
	if (at == INSTANT_NONE)
		json_out_null(j, key);
	else
		json_out_i64(j, key, at);
}

static const char *payload(struct arena *a, struct sbuf *b)
{
	const char *text = arena_str(a, sbuf_text(b));

	sbuf_release(b);
	return text;
}

static void say_step(struct json_out *j, const struct work *w,
		     const struct work_letter *l)
{
	const struct clock *c = &w->state.clocks[l->by.clock];

	json_out_str(j, "level", c->level_name);
	json_out_str(j, "metric", level_metric_name(c->metric));
	json_out_i64(j, "cycle", c->cycle);
	json_out_i64(j, "step", l->by.step);
	say_instant(j, "due", l->due);
	json_out_i64(j, "fell_due", l->by.fell_due);
	json_out_bool(j, "late", l->by.late);
}

static void say_rule(struct json_out *j, const struct work *w,
		     const struct work_letter *l)
{
	const struct level *level = w->state.level;

	json_out_str(j, "level", level ? level->name : NULL);
	json_out_str(j, "status", event_status_name(w->state.status));
	json_out_str(j, "rule", l->by.rule->is.name);
	json_out_i64(j, "event", l->seq);
	json_out_i64(j, "at", w->job->by.now);
}

/* Of one step or rule: to somebody, or to a URL (${to} NULL). */
static const char *tell_one(const struct work *w, const struct work_letter *l,
			    const struct mailbox *to)
{
	const char *kind = l->by.rule ? "rule" : "step";
	struct sbuf b = SBUF_INIT(PAYLOAD_MAX);
	struct json_out j = JSON_OUT(&b);

	json_out_object(&j, NULL);
	json_out_str(&j, "kind",
		     to           ? kind
		     : l->by.rule ? "rule_call"
				  : "step_call");
	if (to)
		say_to(&j, to);
	else
		json_out_str(&j, "url", l->text);
	json_out_str(&j, "ticket", w->row.code);
	json_out_str(&j, "subject", w->row.subject);
	json_out_str(&j, "priority", event_priority_name(w->state.priority));
	if (l->by.rule)
		say_rule(&j, w, l);
	else
		say_step(&j, w, l);
	json_out_end_object(&j);
	return payload(w->job->arena, &b);
}

/* Of many: which, the rows of notice say. */
static const char *tell_many(struct arena *a, const struct mailbox *to,
			     const char *why)
{
	struct sbuf b = SBUF_INIT(PAYLOAD_MAX);
	struct json_out j = JSON_OUT(&b);

	json_out_object(&j, NULL);
	json_out_str(&j, "kind", "step_digest");
	json_out_str(&j, "why", why);
	say_to(&j, to);
	json_out_end_object(&j);
	return payload(a, &b);
}

/* ---- Which letter tells it ----------------------------------------------- */

static const char *key_of_late(const struct mail *m, const struct mailbox *b)
{
	const struct actor *by = &m->job->by;

	return arena_printf(m->job->arena, "late:%" PRId64 ":%s:%s", by->now,
			    by->request_id, b->recipient);
}

static const char *key_of_hour(const struct mail *m, const struct mailbox *b)
{
	return arena_printf(m->job->arena, "hour:%" PRId64 ":%s",
			    m->job->by.now / HOUR, b->recipient);
}

static void add_row(struct mail *m, const struct outbox_row *row)
{
	ARENA_ROOM(m->job->arena, m->rows, m->nrows, m->caprows);
	m->rows[m->nrows] = *row;
	m->rows[m->nrows++].created = m->job->by.now;
}

static const char *key_of(const struct work *w, const struct work_letter *l,
			  const char *whom)
{
	struct arena *a = w->job->arena;

	if (l->by.rule)
		return arena_printf(a, "rule:%" PRId64 ":%" PRId64 ":%d:%s",
				    w->row.id.n, l->seq, l->position, whom);
	return arena_printf(a, "step:%" PRId64 ":%d:%d:%s",
			    w->state.clocks[l->by.clock].id.n, l->by.step,
			    l->position, whom);
}

/* A letter of its own, while the hour has room. */
static void tell_alone(struct mail *m, const struct work *w,
		       const struct work_letter *l, struct mailbox *b,
		       struct notice *n)
{
	n->slot = m->job->by.now / HOUR * NOTICE_SLOTS + b->used++;
	n->ukey = key_of(w, l, n->recipient);
	add_row(m, &(struct outbox_row){
			   .ukey = n->ukey,
			   .kind = OUTBOX_MAIL,
			   .ticket = w->row.id,
			   .person = l->to ? l->to->viewer.person
					   : (person_id){ 0 },
			   .payload = tell_one(w, l, b),
		   });
}

static struct notice notice_of(const struct work *w,
			       const struct work_letter *l,
			       const struct mailbox *b)
{
	struct notice n = { .position = l->position,
			    .recipient = b->recipient };

	if (l->by.rule) {
		n.ticket = w->row.id;
		n.seq = l->seq;
	} else {
		n.clock = w->state.clocks[l->by.clock].id;
		n.step = l->by.step;
	}
	return n;
}

static void tell(struct mail *m, const struct work *w,
		 const struct work_letter *l)
{
	struct mailbox *b = box_of(m, l);
	struct notice n = notice_of(w, l, b);

	if (l->by.late) {
		b->late = true;
		n.ukey = key_of_late(m, b);
	} else if (b->used >= LIMIT_NOTICES_PER_HOUR) {
		b->beyond = true;
		n.ukey = key_of_hour(m, b);
	} else {
		tell_alone(m, w, l, b, &n);
	}
	ARENA_ROOM(m->job->arena, m->notices, m->nnotices, m->capnotices);
	m->notices[m->nnotices++] = n;
}

static void call(struct mail *m, const struct work *w,
		 const struct work_letter *l)
{
	add_row(m, &(struct outbox_row){
			   .ukey = key_of(w, l, "call"),
			   .kind = OUTBOX_CALL,
			   .ticket = w->row.id,
			   .payload = tell_one(w, l, NULL),
		   });
}

/* ---- Writing it ---------------------------------------------------------- */

static enum err_kind store_many(struct mail *m, struct err *e)
{
	struct arena *a = m->job->arena;
	struct outbox_row *rows = ARENA_ARRAY(a, 2 * m->n, struct outbox_row);
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct mailbox *b = m->boxes[i];
		struct outbox_row row = { .kind = OUTBOX_MAIL,
					  .created = m->job->by.now };

		if (b->to)
			row.person = b->to->viewer.person;
		row.ukey = key_of_late(m, b);
		row.payload = tell_many(a, b, "late");
		if (b->late)
			rows[n++] = row;
		row.ukey = key_of_hour(m, b);
		row.payload = tell_many(a, b, "many");
		if (b->beyond)
			rows[n++] = row;
	}
	return outbox_store_need(m->job->db, a, rows, n, e);
}

static enum err_kind store_letters(struct mail *m, struct work *const *works,
				   size_t n, struct err *e)
{
	struct db *db = m->job->db;
	struct arena *a = m->job->arena;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->nletters; k++) {
			const struct work_letter *l = &works[i]->letters[k];

			if (!l->call && !l->by.late)
				box_of(m, l)->plain = true;
		}
	if (count_used(m, e))
		return e->kind;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->nletters; k++) {
			const struct work_letter *l = &works[i]->letters[k];

			if (l->call)
				call(m, works[i], l);
			else
				tell(m, works[i], l);
		}
	if (store_many(m, e) || outbox_store_add(db, a, m->rows, m->nrows, e) ||
	    outbox_store_notice(db, a, m->notices, m->nnotices, e))
		return e->kind;
	return ERR_NONE;
}

static enum err_kind store_acts(struct work *const *works, size_t n,
				size_t count, struct err *e)
{
	struct job *job = works[0]->job;
	struct fired_action *steps = ARENA_ARRAY(job->arena, count,
						 struct fired_action);
	struct rule_act *rules = ARENA_ARRAY(job->arena, count,
					     struct rule_act);
	size_t nsteps = 0, nrules = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->nacts; k++) {
			const struct work_act *a = &works[i]->acts[k];
			struct fired_action act = {
				.step = a->by.step,
				.position = a->position,
				.kind = a->kind,
				.outcome = a->outcome,
				.told = a->told,
				.missed = a->missed,
			};

			if (a->by.rule) {
				rules[nrules++] = (struct rule_act){
					works[i]->row.id, a->seq, act
				};
				continue;
			}
			act.clock = &works[i]->state.clocks[a->by.clock];
			steps[nsteps++] = act;
		}
	if (nsteps > 0 &&
	    step_store_acted(job->db, job->arena, steps, nsteps, e))
		return e->kind;
	return rule_event_store_acted(job->db, job->arena, rules, nrules, e);
}

enum err_kind deeds_store(struct work *const *works, size_t n, struct err *e)
{
	struct mail m = { .job = works[0]->job };
	size_t acts = 0, letters = 0;

	for (size_t i = 0; i < n; i++) {
		acts += works[i]->nacts;
		letters += works[i]->nletters;
		if (works[i]->shared)
			m.staff = &works[i]->shared->staff;
	}
	if (acts > 0 && store_acts(works, n, acts, e))
		return e->kind;
	if (letters == 0)
		return ERR_NONE;
	m.of_staff = ARENA_ARRAY(m.job->arena, m.staff->n, struct mailbox *);
	return store_letters(&m, works, n, e);
}
