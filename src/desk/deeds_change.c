/* Actions on tags, on custom fields, and on the status. */
#include "desk/deeds.h"

#include "base/limits.h"
#include "store/tag_store.h"

/* ---- Tags ---------------------------------------------------------------- */

static size_t place(const tag_id *list, size_t n, int64_t id)
{
	size_t i = 0;

	while (i < n && list[i].n != id)
		i++;
	return i;
}

static void drop(tag_id *list, size_t *n, int64_t id)
{
	size_t i = place(list, *n, id);

	if (i < *n)
		list[i] = list[--*n];
}

static void have(struct work *w, int64_t id)
{
	if (place(w->has, w->nhas, id) < w->nhas)
		return;
	ARENA_ROOM(w->job->arena, w->has, w->nhas, w->caphas);
	w->has[w->nhas++].n = id;
}

static void follow(struct work *w, const struct work_tags *change)
{
	for (size_t i = 0; i < change->noff; i++)
		drop(w->has, &w->nhas, change->off[i].n);
	for (size_t i = 0; i < change->non; i++)
		have(w, change->on[i].n);
}

/* What is stored, and what came and went since. */
static void know(struct work *w, const struct tags *stored)
{
	w->nhas = 0;
	for (size_t k = 0; k < stored->n; k++)
		have(w, stored->v[k].id.n);
	for (size_t k = 0; k < w->ntags; k++)
		follow(w, &w->tags[k]);
	follow(w, &w->pending_tags);
	w->knows_tags = true;
}

/* Those of all tickets of the batch, in one statement. */
static enum err_kind read_tags(struct deeds *d, struct work *w, struct err *e)
{
	struct job *job = d->job;
	struct work **of = ARENA_ARRAY(job->arena, d->n + 1, struct work *);
	ticket_id *ids = ARENA_ARRAY(job->arena, d->n + 1, ticket_id);
	struct tags *tags = ARENA_ARRAY(job->arena, d->n + 1, struct tags);
	size_t n = 0;

	if (w->knows_tags)
		return ERR_NONE;
	of[n++] = w;
	for (size_t i = 0; i < d->n; i++)
		if (d->works[i] != w && !d->works[i]->knows_tags)
			of[n++] = d->works[i];
	for (size_t i = 0; i < n; i++)
		ids[i] = of[i]->row.id;
	if (tag_store_of_tickets(job->db, job->arena, ids, n, tags, e))
		return e->kind;
	for (size_t i = 0; i < n; i++)
		know(of[i], &tags[i]);
	return ERR_NONE;
}

static enum action_outcome put_on(struct deeds_plan *p,
				  const struct deeds_known *k)
{
	struct work *w = p->w;

	if (place(w->has, w->nhas, k->means) < w->nhas)
		return ACTION_SAME;
	if (k->archived)
		return ACTION_ARCHIVED;
	if (w->nhas >= LIMIT_TAGS)
		return ACTION_FULL;
	have(w, k->means);
	if (place(p->off, p->noff, k->means) < p->noff)
		drop(p->off, &p->noff, k->means);
	else
		p->on[p->non++].n = k->means;
	return ACTION_DONE;
}

static enum action_outcome take_off(struct deeds_plan *p,
				    const struct deeds_known *k)
{
	struct work *w = p->w;

	if (place(w->has, w->nhas, k->means) == w->nhas)
		return ACTION_SAME;
	drop(w->has, &w->nhas, k->means);
	if (place(p->on, p->non, k->means) < p->non)
		drop(p->on, &p->non, k->means);
	else
		p->off[p->noff++].n = k->means;
	return ACTION_DONE;
}

static bool is_hidden(const struct deeds_plan *p)
{
	enum status s = deeds_status(p);

	return s == STATUS_SPAM || s == STATUS_DELETED || s == STATUS_MERGED;
}

enum err_kind deeds_tag(struct deeds_plan *p, const struct action *a,
			enum action_outcome *out, struct err *e)
{
	const struct deeds_known *k;

	*out = ACTION_NOT_OPEN;
	if (is_hidden(p))
		return ERR_NONE;
	if (read_tags(p->d, p->w, e) || deeds_find(p->d, a->kind, a->id, &k, e))
		return e->kind;
	*out = !k->there               ? ACTION_GONE
	       : a->kind == ACTION_TAG ? put_on(p, k)
				       : take_off(p, k);
	return ERR_NONE;
}

/* ---- Custom fields ------------------------------------------------------- */

static const struct custom_change *change_of(const struct custom_change *v,
					     size_t n, int64_t field)
{
	for (size_t i = n; i > 0; i--)
		if (v[i - 1].field->id == field)
			return &v[i - 1];
	return NULL;
}

/* What stands in it by now. */
static enum err_kind value_of(const struct deeds_plan *p,
			      const struct custom_field *f,
			      struct custom_value *out, struct err *e)
{
	struct work *w = p->w;
	const struct custom_change *c = change_of(p->fields, p->nfields, f->id);
	struct custom_values stored = { 0 };

	if (!c)
		c = change_of(w->pending_fields.v, w->pending_fields.n, f->id);
	for (size_t i = w->nfields; i > 0 && !c; i--)
		c = change_of(w->fields[i - 1].v, w->fields[i - 1].n, f->id);
	if (c) {
		*out = c->now;
		return ERR_NONE;
	}
	if (w->row.id.n &&
	    custom_store_values(w->job->db, w->job->arena, CUSTOM_OF_TICKET,
				w->row.id.n, &stored, e))
		return e->kind;
	*out = custom_store_value(&stored, f->id);
	return ERR_NONE;
}

static enum err_kind find_field(struct deeds *d, int64_t id,
				const struct custom_field **out, struct err *e)
{
	*out = NULL;
	if (!d->has_fields &&
	    custom_store_list(d->job->db, d->job->arena, CUSTOM_OF_TICKET,
			      &d->fields, e))
		return e->kind;
	d->has_fields = true;
	for (size_t i = 0; i < d->fields.n; i++)
		if (d->fields.v[i].id == id)
			*out = &d->fields.v[i];
	return ERR_NONE;
}

/* One that it changed before is changed once. */
static void fill(struct deeds_plan *p, const struct custom_field *f,
		 const struct custom_value *was, const struct custom_value *now)
{
	struct custom_change *c = NULL;

	for (size_t i = 0; i < p->nfields; i++)
		if (p->fields[i].field->id == f->id)
			c = &p->fields[i];
	if (!c) {
		c = &p->fields[p->nfields++];
		c->field = f;
		c->was = *was;
	}
	c->now = *now;
	if (custom_same(&c->was, &c->now))
		*c = p->fields[--p->nfields];
}

enum err_kind deeds_field(struct deeds_plan *p, const struct action *a,
			  enum action_outcome *out, struct err *e)
{
	const struct custom_field *f;
	struct custom_value was, now;
	struct err bad = { 0 };

	*out = ACTION_NOT_OPEN;
	if (is_hidden(p))
		return ERR_NONE;
	if (find_field(p->d, a->id, &f, e))
		return e->kind;
	*out = f ? ACTION_ARCHIVED : ACTION_GONE;
	if (!f || f->archived != INSTANT_NONE)
		return ERR_NONE;
	/* A choice of it may be archived. */
	if (custom_read_written(p->w->job->arena, f, a->text, &now, &bad))
		return ERR_NONE;
	if (value_of(p, f, &was, e))
		return e->kind;
	*out = custom_same(&was, &now) ? ACTION_SAME : ACTION_DONE;
	if (*out == ACTION_DONE)
		fill(p, f, &was, &now);
	return ERR_NONE;
}

/* ---- Status -------------------------------------------------------------- */

enum status deeds_status(const struct deeds_plan *p)
{
	if (p->ev.did & (DID_STATUS | DID_REOPEN))
		return p->ev.status;
	if (p->ev.did & DID_ANSWERED)
		return STATUS_ANSWERED;
	return p->opens ? p->w->opening_status : p->w->state.status;
}

static enum action_outcome set_status(struct deeds_plan *p, enum status s)
{
	p->ev.did &= ~(unsigned)DID_ANSWERED;
	p->ev.did |= DID_STATUS;
	p->ev.status = s;
	p->ev.until = INSTANT_NONE;
	return ACTION_DONE;
}

static enum action_outcome reopen(struct deeds_plan *p, enum status now)
{
	if (now <= STATUS_OPEN)
		return ACTION_SAME;
	if (now == STATUS_RESOLVED && !(p->ev.did & DID_STATUS))
		p->ev.did |= DID_REOPEN;
	else
		p->ev.did |= DID_STATUS;
	p->ev.did &= ~(unsigned)DID_ANSWERED;
	p->ev.status = STATUS_OPEN;
	p->ev.until = INSTANT_NONE;
	return ACTION_DONE;
}

static enum action_outcome postpone(struct deeds_plan *p, int64_t length,
				    enum status now)
{
	if (now == STATUS_POSTPONED && length == 0)
		return ACTION_SAME;
	(void)set_status(p, STATUS_POSTPONED);
	if (length)
		p->ev.until = p->w->job->by.now + length;
	return ACTION_DONE;
}

/* Is there nothing that such an answer would answer? */
static bool is_answered(const struct deeds_plan *p, enum status now)
{
	const struct clock_ticket *t = &p->w->state;

	return now == STATUS_ANSWERED && (p->ev.did & DID_ANSWERED ||
					  (t->first_answered != INSTANT_NONE &&
					   t->unanswered == INSTANT_NONE));
}

static enum action_outcome mark_answered(struct deeds_plan *p, enum status now)
{
	if (is_answered(p, now))
		return ACTION_SAME;
	p->ev.did &= ~(unsigned)DID_STATUS;
	p->ev.did |= DID_ANSWERED;
	return ACTION_DONE;
}

static enum action_outcome hide(struct deeds_plan *p, enum status now,
				enum status to)
{
	if (now == to)
		return ACTION_SAME;
	if (now == STATUS_MERGED ||
	    (now == STATUS_DELETED && to == STATUS_SPAM))
		return ACTION_NOT_OPEN;
	return set_status(p, to);
}

/* As people may move it, and no further: closed tickets stay closed. */
enum action_outcome deeds_move(struct deeds_plan *p, const struct action *a)
{
	enum status now = deeds_status(p);
	bool open = now <= STATUS_POSTPONED,
	     kept = open || now == STATUS_RESOLVED;

	if (a->kind == ACTION_SPAM)
		return hide(p, now, STATUS_SPAM);
	if (a->kind == ACTION_DELETE)
		return hide(p, now, STATUS_DELETED);
	if (a->kind == ACTION_CLOSE && now == STATUS_CLOSED)
		return ACTION_SAME;
	if (a->kind == ACTION_RESOLVE && now == STATUS_RESOLVED)
		return ACTION_SAME;
	if (!kept ||
	    (!open && a->kind != ACTION_CLOSE && a->kind != ACTION_REOPEN))
		return ACTION_NOT_OPEN;
	switch (a->kind) {
	case ACTION_RESOLVE:
		return set_status(p, STATUS_RESOLVED);
	case ACTION_CLOSE:
		return set_status(p, STATUS_CLOSED);
	case ACTION_REOPEN:
		return reopen(p, now);
	case ACTION_POSTPONE:
		return postpone(p, a->id, now);
	default:
		return mark_answered(p, now);
	}
}
