#include "desk/custom_facts.h"

#include "store/custom_store.h"

struct facts {
	struct custom_fields fields; /* of everything */
	struct rule_custom *v;
	size_t n;
};

static void add_value(struct facts *to, enum custom_of of, int64_t field,
		      const struct custom_value *v)
{
	for (size_t i = 0; i < to->fields.n; i++) {
		const struct custom_field *f = &to->fields.v[i];

		if (f->id == field && f->of == of)
			custom_fact(f, v, &to->v[to->n++]);
	}
}

static enum err_kind add_stored(struct facts *to, struct db *db,
				struct arena *a, enum custom_of of, int64_t id,
				struct err *e)
{
	struct custom_values all;

	if (!id)
		return ERR_NONE;
	if (custom_store_values(db, a, of, id, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		add_value(to, of, all.v[i].field, &all.v[i].value);
	return ERR_NONE;
}

/* A field is there once: what was said of it last counts. */
static void replace(struct facts *to, const struct work_fields *with)
{
	for (size_t i = 0; i < with->n; i++) {
		const struct custom_change *c = &with->v[i];
		size_t k = 0;

		while (k < to->n && to->v[k].field != c->field->id)
			k++;
		if (k < to->n)
			to->v[k] = to->v[--to->n];
		if (c->now.set)
			add_value(to, CUSTOM_OF_TICKET, c->field->id, &c->now);
	}
}

/* All there are, and room for each once. */
static enum err_kind begin(struct facts *to, struct db *db, struct arena *a,
			   struct err *e)
{
	*to = (struct facts){ 0 };
	if (custom_store_list(db, a, CUSTOM_OF_N, &to->fields, e))
		return e->kind;
	to->v = ARENA_ARRAY(a, to->fields.n, struct rule_custom);
	return ERR_NONE;
}

static enum err_kind add_theirs(struct facts *to, struct db *db,
				struct arena *a, person_id requester,
				company_id company, struct err *e)
{
	if (add_stored(to, db, a, CUSTOM_OF_CUSTOMER, requester.n, e))
		return e->kind;
	return add_stored(to, db, a, CUSTOM_OF_COMPANY, company.n, e);
}

enum err_kind custom_facts(struct work *w, const struct rule_custom **out,
			   size_t *n, struct err *e)
{
	struct db *db = w->job->db;
	struct arena *a = w->job->arena;
	struct facts f;

	if (begin(&f, db, a, e) ||
	    (f.fields.n &&
	     (add_stored(&f, db, a, CUSTOM_OF_TICKET, w->row.id.n, e) ||
	      add_theirs(&f, db, a, w->row.requester, w->row.company, e))))
		return e->kind;
	for (size_t i = 0; i < w->nfields; i++)
		replace(&f, &w->fields[i]);
	replace(&f, &w->pending_fields);
	*out = f.v;
	*n = f.n;
	return ERR_NONE;
}

enum err_kind custom_facts_of(struct db *db, struct arena *a, ticket_id ticket,
			      person_id requester, company_id company,
			      const struct rule_custom **out, size_t *n,
			      struct err *e)
{
	struct facts f;

	if (begin(&f, db, a, e) ||
	    (f.fields.n &&
	     (add_stored(&f, db, a, CUSTOM_OF_TICKET, ticket.n, e) ||
	      add_theirs(&f, db, a, requester, company, e))))
		return e->kind;
	*out = f.v;
	*n = f.n;
	return ERR_NONE;
}
