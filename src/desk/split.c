/* A part of a ticket becomes one of its own (sla.md R15). */
#include "desk/desk.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/custom.h"
#include "desk/rule_run.h"
#include "desk/work.h"
#include "store/tag_store.h"
#include "store/worker_store.h"

/* What was chosen, as it stands on the ticket. */
struct chosen {
	struct message *v; /* in order */
	size_t n;
	size_t first; /* the oldest word of a customer: what C counts from */
};

/* ---- What may be split off ------------------------------------------------
 */

static enum err_kind wrong(struct err *e, const char *message)
{
	err_set(e, ERR_INVALID, "%s", message);
	return err_about(e, "messages");
}

/* Each once, whoever ticked it twice. */
static const char **each_once(struct arena *a, const struct desk_split *s,
			      size_t *n)
{
	const char **list = ARENA_ARRAY(a, s->n, const char *);

	*n = 0;
	for (size_t i = 0; i < s->n; i++) {
		size_t k = 0;

		while (k < *n && !str_eq(list[k], s->messages[i]))
			k++;
		if (k == *n)
			list[(*n)++] = s->messages[i];
	}
	return list;
}

static bool is_word(const struct message *m)
{
	return m->kind == AUTHOR_CUSTOMER;
}

/* What staff answered was an answer to that ticket, and stays one. */
static enum err_kind find_first(struct chosen *c, struct err *e)
{
	c->first = c->n;
	for (size_t i = c->n; i > 0; i--) {
		const struct message *m = &c->v[i - 1];

		if (!is_word(m) && m->visibility == VISIBLE_PUBLIC)
			return wrong(e, "What staff answered stays where it"
					" was said. Please choose messages of"
					" customers, and notes.");
		if (is_word(m))
			c->first = i - 1;
	}
	if (c->first == c->n)
		return wrong(e, "Please choose a message of a customer: the"
				" new ticket begins with it.");
	return ERR_NONE;
}

static enum err_kind choose(struct work *w, const struct desk_split *s,
			    struct chosen *out, struct err *e)
{
	struct job *job = w->job;
	size_t n;
	const char **oids = each_once(job->arena, s, &n);

	out->v = ARENA_ARRAY(job->arena, n, struct message);
	if (message_store_find(job->db, job->arena, w->row.id, oids, n, out->v,
			       &out->n, e))
		return e->kind;
	if (out->n < n)
		return wrong(e, "A message is not on this ticket.");
	return find_first(out, e);
}

/* ---- The new ticket -------------------------------------------------------
 */

/* Its tags, but for those that are put on nothing any more. */
static enum err_kind take_tags(struct work *w, struct event *ev, struct err *e)
{
	struct job *job = w->job;
	struct work_tags change = { 0 };
	struct tags tags;
	tag_id *on;

	if (tag_store_of_ticket(job->db, job->arena, w->row.id, &tags, e))
		return e->kind;
	on = ARENA_ARRAY(job->arena, tags.n, tag_id);
	for (size_t i = 0; i < tags.n; i++)
		if (tags.v[i].archived == INSTANT_NONE)
			on[change.non++] = tags.v[i].id;
	change.on = on;
	if (change.non == 0)
		return ERR_NONE;
	ev->did |= DID_TAGS;
	work_tag(w->also, &change);
	return ERR_NONE;
}

/* Who has the other has it, too, if they still work there. */
static enum err_kind take_assignee(struct work *w, struct event *ev,
				   struct err *e)
{
	struct job *job = w->job;
	bool works = false;

	if (w->state.assignee.n &&
	    worker_store_works(job->db, job->arena, w->state.department,
			       w->state.assignee, &works, e))
		return e->kind;
	if (works) {
		ev->did |= DID_ASSIGN;
		ev->assignee = w->state.assignee;
	}
	return ERR_NONE;
}

/* Whose it is, who has it, and where: as the ticket that it was part of. */
static enum err_kind begin_new(struct work *w, const struct desk_split *s,
			       const struct message *first, struct err *e)
{
	struct work *next = w->also;
	struct event ev = work_event(next, EVENT_CREATED,
				     DID_CREATE | DID_CUSTOMER_SPOKE |
					     DID_SPLIT);

	if (custom_copy_ticket(next, w->row.id, &ev, e) ||
	    take_tags(w, &ev, e) || take_assignee(w, &ev, e))
		return e->kind;
	next->row.requester = w->row.requester;
	next->row.company = w->row.company;
	next->row.subject = str_empty(s->subject) ? w->row.subject : s->subject;
	next->row.source = w->row.source;
	/* Never before what it tells of, though a clock was set back. */
	ev.at = w->state.last_event;
	if (first->at > ev.at)
		return err_set(e, ERR_BROKEN,
			       "message %s lies ahead of ticket"
			       " %s",
			       first->oid, w->row.code);
	ev.status = STATUS_NEW;
	ev.priority = w->state.priority;
	ev.department = w->state.department;
	ev.until = first->at;
	work_copy(next, first);
	return rule_run_open(next, &ev, e);
}

/* What else was chosen, in its order. */
static void add_rest(struct work *next, const struct chosen *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct message *m = &c->v[i];
		struct event ev = is_word(m)
					  ? work_event(next,
						       EVENT_CUSTOMER_MESSAGE,
						       DID_CUSTOMER_SPOKE)
					  : work_event(next, EVENT_NOTE,
						       DID_NOTE);

		if (i == c->first)
			continue;
		ev.at = next->state.last_event;
		work_copy(next, m);
		work_add(next, &ev, NULL);
	}
}

static enum err_kind split(struct work *w, const void *args, struct err *e)
{
	const struct desk_split *s = args;
	struct event ev = work_event(w, EVENT_SPLIT, 0);
	struct chosen c;

	if (work_may(w, e))
		return e->kind;
	if (!work_is_kept(w))
		return err_set(e, ERR_CONFLICT, "closed, hidden or merged");
	if (choose(w, s, &c, e))
		return e->kind;
	(void)work_beside(w);
	work_link(w, LINK_SPLIT);
	work_add(w, &ev, NULL);
	if (begin_new(w, s, &c.v[c.first], e))
		return e->kind;
	add_rest(w->also, &c);
	return ERR_NONE;
}

static enum err_kind check(const struct desk_split *s, struct err *e)
{
	if (s->n == 0)
		return wrong(e, "No message is chosen.");
	if (s->n <= LIMIT_SPLIT)
		return ERR_NONE;
	err_set(e, ERR_INVALID, "More than %d messages are chosen.",
		LIMIT_SPLIT);
	return err_about(e, "messages");
}

enum err_kind desk_split(struct job *job, const char *code, int64_t seen,
			 const struct desk_split *s, struct deed *out,
			 struct err *e)
{
	struct desk_split mine = *s;

	if (check(s, e))
		return e->kind;
	if (!str_empty(s->subject) &&
	    work_check_subject(job->arena, &mine.subject, e))
		return err_about(e, "subject");
	return work_run(job, code, seen, split, &mine, out, e);
}
