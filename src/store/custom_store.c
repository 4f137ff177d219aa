#include "store/custom_store.h"

#include "base/rng.h"
#include "base/str.h"
#include "store/sql_text.h"

#define COLUMNS                                                                \
	"f.id, f.oid, f.name, f.about, f.kind, f.shown, f.required,"           \
	" f.position, f.archived_at, f.version"

static void read_field(struct rows *r, struct custom_field *f)
{
	*f = (struct custom_field){ .id = rows_i64(r), .choices = NULL };
	f->oid = rows_str(r);
	f->name = rows_str(r);
	f->of = (enum custom_of)rows_i64(r);
	f->kind = (enum custom_kind)rows_i64(r);
	f->shown = rows_i64(r) != 0;
	f->required = rows_i64(r) != 0;
	f->position = (int)rows_i64(r);
	f->archived = rows_at(r);
	f->version = rows_i64(r);
}

/* ---- Reading the fields -------------------------------------------------- */

static struct custom_field *by_id(const struct custom_fields *all, int64_t id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return &all->v[i];
	return NULL;
}

/* Theirs, each in its order. */
static enum err_kind read_choices(struct db *db, struct arena *a,
				  const struct custom_fields *all, bool locked,
				  struct err *e)
{
	int64_t *ids = ARENA_ARRAY(a, all->n + 1, int64_t);
	size_t *caps = ARENA_ARRAY(a, all->n + 1, size_t), n = 0;
	struct sql_text sql;
	struct rows *r;

	for (size_t i = 0; i < all->n; i++)
		if (custom_has_choices(all->v[i].kind))
			ids[n++] = all->v[i].id;
	if (n == 0)
		return ERR_NONE;
	sql_text_init(&sql, a);
	sql_text_add(&sql, "SELECT field_id, id, oid, name, position,"
			   " archived_at FROM field_choice WHERE field_id IN ");
	sql_text_add_ids(&sql, ids, n);
	sql_text_add(&sql, locked ? " ORDER BY position, id FOR UPDATE"
				  : " ORDER BY position, id");
	if (sql_text_query(&sql, db, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct custom_field *f = by_id(all, rows_i64(r));
		struct custom_choice c = { .id = rows_i64(r) };

		c.oid = rows_str(r);
		c.name = rows_str(r);
		c.position = (int)rows_i64(r);
		c.archived = rows_at(r);
		if (!f)
			continue;
		ARENA_ROOM(a, f->choices, f->nchoices, caps[f - all->v]);
		f->choices[f->nchoices++] = c;
	}
	return rows_end(&r, e);
}

static enum err_kind read_all(struct db *db, struct arena *a, struct rows *r,
			      bool locked, struct custom_fields *out,
			      struct err *e)
{
	size_t cap = 0;

	*out = (struct custom_fields){ 0 };
	while (rows_next(r)) {
		ARENA_ROOM(a, out->v, out->n, cap);
		read_field(r, &out->v[out->n++]);
	}
	if (rows_end(&r, e) || read_choices(db, a, out, locked, e))
		return err_wrap(e, "read custom fields");
	return ERR_NONE;
}

enum err_kind custom_store_list(struct db *db, struct arena *a,
				enum custom_of of, struct custom_fields *out,
				struct err *e)
{
	struct rows *r;

	if (of == CUSTOM_OF_N
		    ? db_query(db, a,
			       "SELECT " COLUMNS " FROM field f"
			       " ORDER BY f.about, f.position, f.id",
			       NO_PARAMS, &r, e)
		    : db_query(db, a,
			       "SELECT " COLUMNS " FROM field f"
			       " WHERE f.about = ? ORDER BY f.position, f.id",
			       PARAMS(P_I64(of)), &r, e))
		return err_wrap(e, "list custom fields");
	return read_all(db, a, r, false, out, e);
}

enum err_kind custom_store_lock(struct db *db, struct arena *a,
				enum custom_of of, struct custom_fields *out,
				struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT " COLUMNS " FROM field f WHERE f.about = ?"
		     " ORDER BY f.position, f.id FOR UPDATE",
		     PARAMS(P_I64(of)), &r, e))
		return err_wrap(e, "lock custom fields");
	return read_all(db, a, r, true, out, e);
}

enum err_kind custom_store_find(struct db *db, struct arena *a, const char *oid,
				struct custom_field *out, struct err *e)
{
	struct custom_fields one;
	struct rows *r;

	if (db_query(db, a, "SELECT " COLUMNS " FROM field f WHERE f.oid = ?",
		     PARAMS(P_STR(oid)), &r, e))
		return err_wrap(e, "find custom field");
	if (read_all(db, a, r, false, &one, e))
		return e->kind;
	if (one.n == 0)
		return err_set(e, ERR_NOT_FOUND, "no such custom field");
	*out = one.v[0];
	return ERR_NONE;
}

size_t custom_store_count(const struct custom_fields *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += all->v[i].archived == INSTANT_NONE;
	return n;
}

/* ---- Writing the fields -------------------------------------------------- */

enum err_kind custom_store_add(struct db *db, struct arena *a,
			       struct custom_field *f, instant now,
			       struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	f->oid = arena_str(a, oid);
	if (db_exec(db,
		    "INSERT INTO field (oid, about, kind, name, shown,"
		    " required, position, created_at)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		    PARAMS(P_STR(f->oid), P_I64(f->of), P_I64(f->kind),
			   P_STR(f->name), P_I64(f->shown), P_I64(f->required),
			   P_I64(f->position), P_I64(now)),
		    NULL, e))
		return err_wrap(e, "add custom field");
	f->id = db_last_id(db);
	f->archived = INSTANT_NONE;
	f->version = 1;
	return ERR_NONE;
}

enum err_kind custom_store_change(struct db *db, const struct custom_field *f,
				  struct err *e)
{
	if (db_exec(db,
		    "UPDATE field SET name = ?, shown = ?, required = ?,"
		    " archived_at = ?, version = version + 1 WHERE id = ?",
		    PARAMS(P_STR(f->name), P_I64(f->shown), P_I64(f->required),
			   P_AT(f->archived), P_I64(f->id)),
		    NULL, e))
		return err_wrap(e, "change custom field");
	return ERR_NONE;
}

enum err_kind custom_store_place(struct db *db, int64_t id, int position,
				 struct err *e)
{
	if (db_exec(db, "UPDATE field SET position = ? WHERE id = ?",
		    PARAMS(P_I64(position), P_I64(id)), NULL, e))
		return err_wrap(e, "move custom field");
	return ERR_NONE;
}

enum err_kind custom_store_add_choice(struct db *db, struct arena *a,
				      int64_t field, struct custom_choice *c,
				      struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	c->oid = arena_str(a, oid);
	c->archived = INSTANT_NONE;
	if (db_exec(db,
		    "INSERT INTO field_choice (oid, field_id, name, position)"
		    " VALUES (?, ?, ?, ?)",
		    PARAMS(P_STR(c->oid), P_I64(field), P_STR(c->name),
			   P_I64(c->position)),
		    NULL, e))
		return err_wrap(e, "add choice");
	c->id = db_last_id(db);
	return ERR_NONE;
}

enum err_kind custom_store_change_choice(struct db *db,
					 const struct custom_choice *c,
					 struct err *e)
{
	if (db_exec(db,
		    "UPDATE field_choice SET name = ?, position = ?,"
		    " archived_at = ? WHERE id = ?",
		    PARAMS(P_STR(c->name), P_I64(c->position),
			   P_AT(c->archived), P_I64(c->id)),
		    NULL, e))
		return err_wrap(e, "change choice");
	return ERR_NONE;
}

/* ---- Values -------------------------------------------------------------- */

static struct custom_stored *add_value(struct arena *a,
				       struct custom_values *all, size_t *cap,
				       int64_t field)
{
	struct custom_stored *last = all->n ? &all->v[all->n - 1] : NULL;

	if (last && last->field == field)
		return last;
	ARENA_ROOM(a, all->v, all->n, *cap);
	last = &all->v[all->n++];
	*last = (struct custom_stored){ .field = field, .value.set = true };
	return last;
}

static void add_pick(struct arena *a, struct custom_value *v, int64_t id)
{
	int64_t *ids = ARENA_ARRAY(a, v->nids + 1, int64_t);

	if (v->nids > 0)
		memcpy(ids, v->ids, v->nids * sizeof(*ids));
	ids[v->nids++] = id;
	v->ids = ids;
}

enum err_kind custom_store_values(struct db *db, struct arena *a,
				  enum custom_of of, int64_t id,
				  struct custom_values *out, struct err *e)
{
	static const char *const sql[CUSTOM_OF_N] = {
		[CUSTOM_OF_TICKET] = "SELECT field_id, choice_id, number, text"
				     " FROM ticket_field WHERE ticket_id = ?"
				     " ORDER BY field_id, choice_id",
		[CUSTOM_OF_CUSTOMER] =
			"SELECT field_id, choice_id, number, text"
			" FROM person_field WHERE person_id = ?"
			" ORDER BY field_id, choice_id",
		[CUSTOM_OF_COMPANY] = "SELECT field_id, choice_id, number, text"
				      " FROM company_field WHERE company_id = ?"
				      " ORDER BY field_id, choice_id",
	};
	size_t cap = 0;
	struct rows *r;

	*out = (struct custom_values){ 0 };
	if (db_query(db, a, sql[of], PARAMS(P_I64(id)), &r, e))
		return err_wrap(e, "read custom fields");
	while (rows_next(r)) {
		struct custom_value *v =
			&add_value(a, out, &cap, rows_i64(r))->value;
		int64_t choice = rows_i64(r);

		v->number = rows_i64(r);
		v->text = rows_str(r);
		if (choice)
			add_pick(a, v, choice);
	}
	return rows_end(&r, e);
}

struct custom_value custom_store_value(const struct custom_values *all,
				       int64_t field)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].field == field)
			return all->v[i].value;
	return (struct custom_value){ 0 };
}

struct value_sql {
	const char *clear, *pick, *put;
};

static enum err_kind put_one(struct db *db, const struct value_sql *sql,
			     int64_t id, const struct custom_change *c,
			     struct err *e)
{
	const struct custom_value *v = &c->now;
	bool text = c->field->kind == CUSTOM_TEXT;

	if (db_exec(db, sql->clear, PARAMS(P_I64(id), P_I64(c->field->id)),
		    NULL, e))
		return e->kind;
	for (size_t i = 0; i < v->nids; i++)
		if (db_exec(db, sql->pick,
			    PARAMS(P_I64(id), P_I64(c->field->id),
				   P_I64(v->ids[i])),
			    NULL, e))
			return e->kind;
	if (!v->set || v->nids > 0)
		return ERR_NONE;
	return db_exec(db, sql->put,
		       PARAMS(P_I64(id), P_I64(c->field->id),
			      text ? P_NULL : P_I64(v->number),
			      text ? P_STR(v->text) : P_NULL),
		       NULL, e);
}

enum err_kind custom_store_put(struct db *db, enum custom_of of, int64_t id,
			       const struct custom_change *changes, size_t n,
			       struct err *e)
{
	static const struct value_sql sql[CUSTOM_OF_N] = {
		[CUSTOM_OF_TICKET] = {
			"DELETE FROM ticket_field"
			" WHERE ticket_id = ? AND field_id = ?",
			"INSERT INTO ticket_field (ticket_id, field_id,"
			" choice_id) VALUES (?, ?, ?)",
			"INSERT INTO ticket_field (ticket_id, field_id, number,"
			" text) VALUES (?, ?, ?, ?)",
		},
		[CUSTOM_OF_CUSTOMER] = {
			"DELETE FROM person_field"
			" WHERE person_id = ? AND field_id = ?",
			"INSERT INTO person_field (person_id, field_id,"
			" choice_id) VALUES (?, ?, ?)",
			"INSERT INTO person_field (person_id, field_id, number,"
			" text) VALUES (?, ?, ?, ?)",
		},
		[CUSTOM_OF_COMPANY] = {
			"DELETE FROM company_field"
			" WHERE company_id = ? AND field_id = ?",
			"INSERT INTO company_field (company_id, field_id,"
			" choice_id) VALUES (?, ?, ?)",
			"INSERT INTO company_field (company_id, field_id,"
			" number, text) VALUES (?, ?, ?, ?)",
		},
	};

	for (size_t i = 0; i < n; i++)
		if (put_one(db, &sql[of], id, &changes[i], e))
			return err_wrap(e, "write custom fields");
	return ERR_NONE;
}

/* ---- In timelines -------------------------------------------------------- */

enum err_kind custom_store_note(struct db *db, struct arena *a,
				ticket_id ticket, int64_t seq,
				const struct custom_change *changes, size_t n,
				struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		const struct custom_change *c = &changes[i];
		const struct custom_field *f = c->field;

		if (db_exec(db,
			    "INSERT INTO event_field (ticket_id, seq, field_id,"
			    " name, was, became, was_names, became_names)"
			    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			    PARAMS(P_I64(ticket.n), P_I64(seq), P_I64(f->id),
				   P_STR(f->name),
				   P_STR(custom_write(a, f->kind, &c->was)),
				   P_STR(custom_write(a, f->kind, &c->now)),
				   P_STR(custom_names(a, f, &c->was)),
				   P_STR(custom_names(a, f, &c->now))),
			    NULL, e))
			return err_wrap(e, "note custom fields");
	}
	return ERR_NONE;
}

enum err_kind custom_store_events(struct db *db, struct arena *a,
				  ticket_id ticket, struct custom_event **out,
				  size_t *n, struct err *e)
{
	struct custom_event *all = NULL;
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT o.seq, f.oid, o.name, f.kind, f.shown, o.was,"
		     " COALESCE(o.was_names, o.was),"
		     " COALESCE(o.became_names, o.became) FROM event_field o"
		     " JOIN field f ON f.id = o.field_id"
		     " WHERE o.ticket_id = ?"
		     " ORDER BY o.seq, f.position, f.id",
		     PARAMS(P_I64(ticket.n)), &r, e))
		return err_wrap(e, "read custom fields of events");
	while (rows_next(r)) {
		struct custom_event *v;

		ARENA_ROOM(a, all, *n, cap);
		v = &all[(*n)++];
		v->seq = rows_i64(r);
		v->oid = rows_str(r);
		v->name = rows_str(r);
		v->kind = (enum custom_kind)rows_i64(r);
		v->shown = rows_i64(r) != 0;
		v->was_ids = rows_str(r);
		v->was = rows_str(r);
		v->now = rows_str(r);
	}
	*out = all;
	return rows_end(&r, e);
}
