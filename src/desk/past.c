#include "desk/past.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/choose.h"
#include "desk/facts.h"
#include "store/closing_store.h"

/* A level that rules chose before, as it was then. */
struct import_level {
	struct import_level *next;
	int64_t id; /* level.id; 0: none */
	const struct level *level;
};

struct import {
	struct arena *arena;
	struct names *names;
	const struct rule_book *rules; /* of the batch */
	struct import_level *levels;
	int64_t applied; /* the newest change when they were read */
	struct closing closing;
};

struct import *desk_import_new(void)
{
	struct arena *a = arena_new();
	struct import *im = ARENA_NEW(a, struct import);

	im->arena = a;
	im->names = name_store_new(a);
	return im;
}

void desk_import_free(struct import **im)
{
	if (!*im)
		return;
	arena_free((*im)->arena);
	*im = NULL;
}

enum err_kind past_begin(struct import *im, struct job *job, struct err *e)
{
	int64_t newest;

	if (rule_book_open(job->db, job->arena, RULE_KIND_SLA, &im->rules,
			   &newest, e))
		return e->kind;
	if (newest != im->applied)
		im->levels = NULL;
	im->applied = newest;
	return ERR_NONE;
}

static enum err_kind find_level(struct import *im, struct job *job, int64_t id,
				const struct level **out, struct err *e)
{
	struct import_level *l;

	for (l = im->levels; l; l = l->next)
		if (l->id == id) {
			*out = l->level;
			return ERR_NONE;
		}
	if (choose_find(job, id, out, e))
		return e->kind;
	l = ARENA_NEW(im->arena, struct import_level);
	*l = (struct import_level){ im->levels, id, *out };
	im->levels = l;
	return ERR_NONE;
}

/* By the first of its events, as rules of now see it. */
static enum err_kind choose(struct import *im, struct work *w,
			    const struct import_ticket *t, struct choice *c,
			    const struct level **out, struct err *e)
{
	const struct import_event *first = &t->events[0];
	struct rule_facts f;

	if (first->body) {
		w->pending.body = first->body;
		w->pending.kind = first->event.did & DID_CUSTOMER_SPOKE
					  ? AUTHOR_CUSTOMER
					  : AUTHOR_STAFF;
		w->pending.visibility = VISIBLE_PUBLIC;
	}
	if (facts_of(w, &first->event, im->rules->reads, &f, e))
		return e->kind;
	w->pending = (struct message){ 0 };
	choose_run(im->rules, false, &f, w->job->arena, c);
	return find_level(im, w->job, c->level, out, e);
}

enum err_kind desk_import_level(struct job *job, department_id department,
				const struct level **out, struct err *e)
{
	struct rule_facts f = { .now = job->by.now,
				.status = STATUS_NEW,
				.priority = PRIORITY_NORMAL,
				.created = job->by.now,
				.changed = job->by.now,
				.deleted = INSTANT_NONE,
				.department = department };
	const struct rule_book *b;
	struct choice c;

	if (rule_book_open(job->db, job->arena, RULE_KIND_SLA, &b, NULL, e))
		return e->kind;
	choose_run(b, false, &f, job->arena, &c);
	return choose_find(job, c.level, out, e);
}

static enum err_kind find_closing(struct import *im, struct job *job,
				  struct err *e)
{
	if (im->closing.rules)
		return ERR_NONE;
	return closing_store_read(job->db, im->arena, &im->closing, e);
}

/* ---- Is it a history? -----------------------------------------------------
 */

#define SPOKEN (DID_CUSTOMER_SPOKE | DID_STAFF_SPOKE | DID_NOTE)

static const char *bad_kind(const struct event *ev)
{
	if (ev->kind >= EVENT_KIND_N || ev->kind == EVENT_OVERDUE ||
	    ev->kind == EVENT_REMINDER)
		return "is of no kind that can be imported";
	if (ev->did & DID_LEVEL)
		return "sets a level";
	return NULL;
}

/* Has it the values that it says it has? */
static const char *bad_values(const struct event *ev)
{
	bool create = ev->did & DID_CREATE;
	bool status = create || ev->did & (DID_STATUS | DID_REOPEN);
	bool priority = create || ev->did & DID_PRIORITY;
	bool department = create || ev->did & DID_DEPARTMENT;

	if (status && ev->status >= STATUS_N)
		return "has no such status";
	if (priority &&
	    (ev->priority < PRIORITY_URGENT || ev->priority >= PRIORITY_N))
		return "has no such priority";
	if (department && ev->department.n == 0)
		return "has no department";
	return NULL;
}

static const char *bad_reason(const struct event *ev)
{
	size_t n = ev->reason ? strlen(ev->reason) : 0;

	if (n > 0 && (!str_utf8_valid(ev->reason, n) ||
		      str_utf8_count(ev->reason, n) > LIMIT_REASON))
		return "has a reason that is too long, or no UTF-8";
	return NULL;
}

static const char *bad_body(const struct import_event *ie)
{
	struct err e = { 0 };

	if (!ie->body)
		return NULL;
	if (!(ie->event.did & SPOKEN))
		return "has words, but nobody spoke";
	if (work_check_text("The message", ie->body, LIMIT_MESSAGE, &e))
		return "has words that are empty, too long, or no UTF-8";
	return NULL;
}

static const char *bad_event(const struct import_ticket *t, size_t i,
			     instant now)
{
	const struct event *ev = &t->events[i].event;
	const char *why;

	if ((i == 0) != ((ev->did & DID_CREATE) != 0))
		return "does not open the ticket where the history begins";
	if (ev->at < INSTANT_MIN || ev->at > now)
		return "lies in the future, or too far back";
	if (i > 0 && ev->at < t->events[i - 1].event.at)
		return "lies before the one before it";
	if ((why = bad_kind(ev)) || (why = bad_values(ev)) ||
	    (why = bad_reason(ev)))
		return why;
	return bad_body(&t->events[i]);
}

static bool is_key(const char *key)
{
	size_t n = strlen(key);

	for (size_t i = 0; i < n; i++)
		if (key[i] < ' ' || key[i] > '~')
			return false;
	return n >= 1 && n <= 64;
}

static const char *bad_ticket(const struct import_ticket *t)
{
	size_t n = strlen(t->subject);

	if (!is_key(t->key))
		return "its key is no printable ASCII of 1 to 64";
	if (!str_utf8_valid(t->subject, n) || str_blank(t->subject, n))
		return "its subject is empty, or no UTF-8";
	if (t->requester.n == 0)
		return "it has no requester";
	if (t->source >= SOURCE_N)
		return "it has no such source";
	if (t->n == 0)
		return "it has no events";
	return NULL;
}

const char *past_bad(const struct import_ticket *t, instant now,
		     struct arena *a)
{
	const char *why = bad_ticket(t);

	if (why)
		return why;
	for (size_t i = 0; i < t->n; i++) {
		why = bad_event(t, i, now);
		if (why)
			return arena_printf(a, "event %zu %s", i + 1, why);
	}
	return NULL;
}

/* ---- Its history ----------------------------------------------------------
 */

/* Up to ${at}: what happened by itself, and which steps fell due. */
static void pass_time(struct work *w, instant at)
{
	work_skip_steps(w, at);
	work_settle(w, at);
	work_skip_steps(w, at);
}

static void speak(struct work *w, const struct import_event *ie)
{
	unsigned did = ie->event.did;

	if (ie->body)
		work_say(w, ie->body,
			 did & DID_CUSTOMER_SPOKE ? AUTHOR_CUSTOMER
						  : AUTHOR_STAFF,
			 did & (DID_CUSTOMER_SPOKE | DID_STAFF_SPOKE)
				 ? VISIBLE_PUBLIC
				 : VISIBLE_STAFF);
}

static void fold(struct work *w, const struct import_ticket *t,
		 const struct choice *c, const struct level *level,
		 const struct closing *closing, int64_t *seqs)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t place;

		struct event ev = t->events[i].event;

		pass_time(w, ev.at);
		ev.level_version = 0;
		if (ev.did & DID_CREATE)
			choose_note(c, level, &ev);
		ev.metric = ev.cycle = ev.step = -1;
		ev.due = INSTANT_NONE;
		speak(w, &t->events[i]);
		place = w->nevents;
		work_add(w, &ev, level);
		if (seqs)
			seqs[i] = w->events[place].event.seq;
	}
	/* What it says of resolved tickets holds as far as it goes (D69). */
	w->state.closing = closing->rules;
	w->state.nclosing = closing->n;
	pass_time(w, w->job->by.now);
}

enum err_kind past_take(struct import *im, struct job *job,
			const struct import_ticket *t, int64_t *seqs,
			struct work **out, struct err *e)
{
	size_t len = strlen(t->subject);
	struct work *w = ARENA_NEW(job->arena, struct work);
	const struct level *level;
	struct choice c;

	work_init(w, job, im->names);
	w->past = true;
	w->row.applied = im->applied;
	w->row.subject = arena_copy(
		job->arena, t->subject,
		str_utf8_cut(t->subject, len, LIMIT_SUBJECT));
	w->row.source = t->source;
	w->row.requester = t->requester;
	w->row.company = t->company;
	w->row.import_key = t->key;
	if (choose(im, w, t, &c, &level, e) || find_closing(im, job, e))
		return err_wrap(e, "ticket %.64s", t->key);
	fold(w, t, &c, level, &im->closing, seqs);
	*out = w;
	return ERR_NONE;
}
