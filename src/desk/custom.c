#include "desk/custom.h"

#include "base/str.h"
#include "store/custom_store.h"

/* ---- What is typed ------------------------------------------------------- */

static enum err_kind about(struct job *job, const char *oid, struct err *e)
{
	return err_about(e, arena_printf(job->arena, "field-%s", oid));
}

static const struct custom_field *by_oid(const struct custom_fields *all,
					 const char *oid)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].oid, oid))
			return &all->v[i];
	return NULL;
}

/* May they fill it in? What customers do not see is not there for them. */
static enum err_kind check_open(const struct custom_whom *whom,
				const struct custom_field *f, struct err *e)
{
	if (!f || (whom->customer && !f->shown))
		return err_set(e, ERR_INVALID, "There is no such field.");
	if (f->archived != INSTANT_NONE)
		return err_set(e, ERR_INVALID, "%.160s: it is archived.",
			       f->name);
	return ERR_NONE;
}

static enum err_kind read_change(struct job *job,
				 const struct custom_whom *whom,
				 const struct desk_field *typed,
				 struct custom_change *c, struct err *e)
{
	if (check_open(whom, c->field, e) ||
	    custom_read(job->arena, c->field, typed->v, typed->n, &c->was,
			&c->now, e) ||
	    (whom->customer && custom_check_required(c->field, &c->now, e)))
		return about(job, typed->oid, e);
	return ERR_NONE;
}

static bool is_typed(const struct desk_fields *typed, const char *oid)
{
	for (size_t i = 0; typed && i < typed->n; i++)
		if (str_eq(typed->v[i].oid, oid))
			return true;
	return false;
}

/* Of a new one, nothing may be missing that customers must fill in. */
static enum err_kind check_missing(struct job *job,
				   const struct custom_whom *whom,
				   const struct custom_fields *all,
				   const struct desk_fields *typed,
				   struct err *e)
{
	static const struct custom_value nothing;

	for (size_t i = 0; i < all->n; i++) {
		const struct custom_field *f = &all->v[i];

		if (!whom->customer || whom->id || !f->shown ||
		    f->archived != INSTANT_NONE || is_typed(typed, f->oid))
			continue;
		if (custom_check_required(f, &nothing, e))
			return about(job, f->oid, e);
	}
	return ERR_NONE;
}

/* Each once: the same field twice in one save would be two answers. */
static enum err_kind check_twice(struct job *job,
				 const struct desk_fields *typed, size_t i,
				 struct err *e)
{
	for (size_t k = 0; k < i; k++)
		if (str_eq(typed->v[k].oid, typed->v[i].oid)) {
			err_set(e, ERR_INVALID, "Fill it in once, please.");
			return about(job, typed->v[i].oid, e);
		}
	return ERR_NONE;
}

enum err_kind custom_changes(struct job *job, const struct custom_whom *whom,
			     const struct desk_fields *typed,
			     const struct custom_change **out, size_t *n,
			     struct err *e)
{
	size_t most = typed ? typed->n : 0;
	struct custom_change *list = ARENA_ARRAY(job->arena, most,
						 struct custom_change);
	struct custom_values now = { 0 };
	struct custom_fields all;

	*out = list;
	*n = 0;
	if (most == 0 && !whom->customer)
		return ERR_NONE;
	if (custom_store_list(job->db, job->arena, whom->of, &all, e) ||
	    check_missing(job, whom, &all, typed, e) ||
	    (whom->id && custom_store_values(job->db, job->arena, whom->of,
					     whom->id, &now, e)))
		return e->kind;
	for (size_t i = 0; i < most; i++) {
		struct custom_change c = { .field = by_oid(&all,
							   typed->v[i].oid) };

		if (c.field)
			c.was = custom_store_value(&now, c.field->id);
		if (check_twice(job, typed, i, e) ||
		    read_change(job, whom, &typed->v[i], &c, e))
			return e->kind;
		if (!custom_same(&c.was, &c.now))
			list[(*n)++] = c;
	}
	return ERR_NONE;
}

/* ---- On a ticket --------------------------------------------------------- */

static void come_with(struct work *w, const struct custom_change *v, size_t n,
		      struct event *ev)
{
	if (n == 0)
		return;
	ev->did |= DID_FIELDS;
	work_fill(w, &(struct work_fields){ .v = v, .n = n });
}

enum err_kind custom_change_ticket(struct work *w, bool customer,
				   const struct desk_fields *typed,
				   struct event *ev, struct err *e)
{
	const struct custom_whom whom = { CUSTOM_OF_TICKET, w->row.id.n,
					  customer };
	const struct custom_change *list;
	size_t n;

	if (custom_changes(w->job, &whom, typed, &list, &n, e))
		return e->kind;
	come_with(w, list, n, ev);
	return ERR_NONE;
}

/* Its choices, but for those that are to choose no more. */
static struct custom_value keep(struct arena *a, const struct custom_field *f,
				const struct custom_value *v)
{
	struct custom_value out = *v;
	int64_t *ids = ARENA_ARRAY(a, v->nids, int64_t);

	if (!custom_has_choices(f->kind))
		return out;
	out.ids = ids;
	out.nids = 0;
	for (size_t i = 0; i < v->nids; i++) {
		const struct custom_choice *c = custom_choice_of(f, v->ids[i]);

		if (c && c->archived == INSTANT_NONE)
			ids[out.nids++] = c->id;
	}
	out.set = out.nids > 0;
	return out;
}

enum err_kind custom_copy_ticket(struct work *w, ticket_id from,
				 struct event *ev, struct err *e)
{
	struct job *job = w->job;
	struct custom_values had;
	struct custom_fields all;
	struct custom_change *list;
	size_t n = 0;

	if (custom_store_values(job->db, job->arena, CUSTOM_OF_TICKET, from.n,
				&had, e))
		return e->kind;
	if (had.n == 0)
		return ERR_NONE;
	if (custom_store_list(job->db, job->arena, CUSTOM_OF_TICKET, &all, e))
		return e->kind;
	list = ARENA_ARRAY(job->arena, all.n, struct custom_change);
	for (size_t i = 0; i < all.n; i++) {
		const struct custom_field *f = &all.v[i];
		struct custom_value v = custom_store_value(&had, f->id);

		if (!v.set || f->archived != INSTANT_NONE)
			continue;
		v = keep(job->arena, f, &v);
		if (v.set)
			list[n++] = (struct custom_change){ f, { 0 }, v };
	}
	come_with(w, list, n, ev);
	return ERR_NONE;
}

/* ---- Of customers and companies ------------------------------------------ */

enum err_kind custom_change_stored(struct job *job,
				   const struct custom_whom *whom,
				   const struct desk_fields *typed,
				   bool *changed, struct err *e)
{
	const struct custom_change *list;
	size_t n;

	*changed = false;
	if (custom_changes(job, whom, typed, &list, &n, e))
		return e->kind;
	*changed = n > 0;
	/*
	 * Rules that keep applying see these fields on every open ticket of
	 * theirs: this is the one place where they change.
	 */
	if (custom_store_put(job->db, whom->of, whom->id, list, n, e) ==
	    ERR_CONFLICT)
		e->kind = ERR_BUSY; /* somebody filled it in just now: again */
	return e->kind;
}

/* ---- The verb ------------------------------------------------------------ */

static enum err_kind set_fields(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_FIELDS, 0);

	if (work_may(w, e))
		return e->kind;
	if (clock_ticket_hidden(&w->state))
		return err_set(e, ERR_CONFLICT, "spam or deleted");
	if (custom_change_ticket(w, false, args, &ev, e))
		return e->kind;
	/*
	 * Rules on a changed custom field are judged where the other events of
	 * this save are: by DID_FIELDS, once the event is added.
	 */
	if (ev.did)
		work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_set_fields(struct job *job, const char *code, int64_t seen,
			      const struct desk_fields *fields,
			      struct deed *out, struct err *e)
{
	return work_run(job, code, seen, set_fields, fields, out, e);
}
