#include "store/tag_store.h"

#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/key_page.h"
#include "store/sql_text.h"

#define COLUMNS                                                                \
	"t.id, t.oid, t.name, t.archived_at, t.merged_into, t.version,"        \
	" t.colour, t.public"

/* A tag that was merged is named after the one that it became. */
#define MERGES_MOST 8

static void read_tag(struct rows *r, struct tag *t)
{
	*t = (struct tag){ .id.n = rows_i64(r) };
	t->oid = rows_str(r);
	t->name = rows_str(r);
	t->archived = rows_at(r);
	t->merged.n = rows_i64(r);
	t->version = rows_i64(r);
	t->colour = (enum colour)rows_i64(r);
	t->open = rows_i64(r) != 0;
}

static void add(struct arena *a, struct tags *to, size_t *cap,
		const struct tag *t)
{
	ARENA_ROOM(a, to->v, to->n, *cap);
	to->v[to->n++] = *t;
}

static enum err_kind read_all(struct rows *r, struct arena *a, struct tags *out,
			      struct err *e)
{
	size_t cap = 0;
	struct tag t;

	*out = (struct tags){ 0 };
	while (rows_next(r)) {
		read_tag(r, &t);
		add(a, out, &cap, &t);
	}
	return rows_end(&r, e);
}

/* ---- One ----------------------------------------------------------------- */

static enum err_kind find(struct db *db, struct arena *a, const char *sql,
			  struct param key, struct tag *out, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, sql, &key, 1, &r, e))
		return err_wrap(e, "find tag");
	found = rows_next(r);
	if (found)
		read_tag(r, out);
	if (rows_end(&r, e))
		return err_wrap(e, "find tag");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such tag");
}

enum err_kind tag_store_find_oid(struct db *db, struct arena *a,
				 const char *oid, struct tag *out,
				 struct err *e)
{
	return find(db, a, "SELECT " COLUMNS " FROM tag t WHERE t.oid = ?",
		    P_STR(oid), out, e);
}

enum err_kind tag_store_lock(struct db *db, struct arena *a, const char *oid,
			     struct tag *out, struct err *e)
{
	return find(db, a,
		    "SELECT " COLUMNS " FROM tag t WHERE t.oid = ? FOR UPDATE",
		    P_STR(oid), out, e);
}

enum err_kind tag_store_find_name(struct db *db, struct arena *a,
				  const char *name, struct tag *out,
				  struct err *e)
{
	return find(db, a, "SELECT " COLUMNS " FROM tag t WHERE t.name = ?",
		    P_STR(name), out, e);
}

enum err_kind tag_store_find(struct db *db, struct arena *a, tag_id id,
			     struct tag *out, struct err *e)
{
	return find(db, a, "SELECT " COLUMNS " FROM tag t WHERE t.id = ?",
		    P_I64(id.n), out, e);
}

enum err_kind tag_store_add(struct db *db, struct arena *a, struct tag *t,
			    instant now, struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	t->oid = arena_str(a, oid);
	if (db_exec(db,
		    "INSERT INTO tag (oid, name, created_at, colour, public)"
		    " VALUES (?, ?, ?, ?, ?)",
		    PARAMS(P_STR(t->oid), P_STR(t->name), P_I64(now),
			   P_I64(t->colour), P_I64(t->open)),
		    NULL, e))
		return err_wrap(e, "add tag");
	t->id.n = db_last_id(db);
	t->archived = INSTANT_NONE;
	t->merged.n = 0;
	t->version = 1;
	return ERR_NONE;
}

enum err_kind tag_store_change(struct db *db, const struct tag *t,
			       struct err *e)
{
	int64_t matched;

	if (db_exec(db,
		    "UPDATE tag SET name = ?, archived_at = ?, merged_into = ?,"
		    " colour = ?, public = ?, version = version + 1"
		    " WHERE id = ?",
		    PARAMS(P_STR(t->name), P_AT(t->archived), P_ID(t->merged.n),
			   P_I64(t->colour), P_I64(t->open), P_I64(t->id.n)),
		    &matched, e))
		return err_wrap(e, "change tag");
	if (matched == 0)
		return err_set(e, ERR_NOT_FOUND, "no such tag");
	return ERR_NONE;
}

/* ---- By their names ------------------------------------------------------ */

/* The tag of that name, or the one that it became; made if there is none. */
static enum err_kind need_one(struct db *db, struct arena *a, const char *name,
			      instant now, struct tag *out, struct err *e)
{
	if (tag_store_find_name(db, a, name, out, e) == ERR_NOT_FOUND) {
		err_clear(e);
		*out = (struct tag){ .name = name, .fresh = true };
		if (tag_store_add(db, a, out, now, e) == ERR_CONFLICT)
			e->kind = ERR_BUSY; /* now there is one: again */
		return e->kind;
	}
	for (int i = 0; !e->kind && out->merged.n && i < MERGES_MOST; i++)
		if (tag_store_find(db, a, out->merged, out, e))
			return e->kind;
	return e->kind;
}

static bool holds(const struct tags *all, tag_id id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id.n == id.n)
			return true;
	return false;
}

enum err_kind tag_store_need(struct db *db, struct arena *a,
			     const char *const *names, size_t n, instant now,
			     struct tags *out, struct err *e)
{
	size_t cap = 0;
	struct tag t;

	*out = (struct tags){ 0 };
	for (size_t i = 0; i < n; i++) {
		if (need_one(db, a, names[i], now, &t, e))
			return err_wrap(e, "tag");
		if (!holds(out, t.id))
			add(a, out, &cap, &t);
	}
	return ERR_NONE;
}

enum err_kind tag_store_suggest(struct db *db, struct arena *a,
				const char *prefix, size_t limit,
				struct tags *out, struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT " COLUMNS " FROM tag t WHERE t.name LIKE ?"
		     " AND t.archived_at IS NULL ORDER BY t.name LIMIT ?",
		     PARAMS(P_STR(sql_text_begins(a, prefix)),
			    P_I64((int64_t)limit)),
		     &r, e))
		return err_wrap(e, "suggest tags");
	return read_all(r, a, out, e);
}

/* ---- Of tickets ---------------------------------------------------------- */

enum err_kind tag_store_of_ticket(struct db *db, struct arena *a,
				  ticket_id ticket, struct tags *out,
				  struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT " COLUMNS " FROM ticket_tag o"
		     " JOIN tag t ON t.id = o.tag_id"
		     " WHERE o.ticket_id = ? ORDER BY t.name",
		     PARAMS(P_I64(ticket.n)), &r, e))
		return err_wrap(e, "read tags");
	return read_all(r, a, out, e);
}

enum err_kind tag_store_of_ticket_open(struct db *db, struct arena *a,
				       ticket_id ticket, struct tags *out,
				       struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT " COLUMNS " FROM ticket_tag o"
		     " JOIN tag t ON t.id = o.tag_id"
		     " WHERE o.ticket_id = ? AND t.public = 1 ORDER BY t.name",
		     PARAMS(P_I64(ticket.n)), &r, e))
		return err_wrap(e, "read tags");
	return read_all(r, a, out, e);
}

static size_t place_of(const ticket_id *tickets, size_t n, int64_t id)
{
	size_t i = 0;

	while (i < n && tickets[i].n != id)
		i++;
	return i;
}

enum err_kind tag_store_of_tickets(struct db *db, struct arena *a,
				   const ticket_id *tickets, size_t n,
				   struct tags *out, struct err *e)
{
	int64_t *ids = ARENA_ARRAY(a, n + 1, int64_t);
	size_t *caps = ARENA_ARRAY(a, n + 1, size_t), at;
	struct sql_text sql;
	struct rows *r;
	struct tag t;

	for (size_t i = 0; i < n; i++) {
		ids[i] = tickets[i].n;
		out[i] = (struct tags){ 0 };
	}
	if (n == 0)
		return ERR_NONE;
	sql_text_init(&sql, a);
	/* Not from the tags on: a desk has few, on many tickets. */
	sql_text_add(&sql, "SELECT o.ticket_id, " COLUMNS " FROM ticket_tag o"
			   " STRAIGHT_JOIN tag t ON t.id = o.tag_id"
			   " WHERE o.ticket_id IN ");
	sql_text_add_ids(&sql, ids, n);
	sql_text_add(&sql, " ORDER BY t.name");
	if (sql_text_query(&sql, db, &r, e))
		return err_wrap(e, "read tags");
	while (rows_next(r)) {
		at = place_of(tickets, n, rows_i64(r));
		read_tag(r, &t);
		if (at < n)
			add(a, &out[at], &caps[at], &t);
	}
	return rows_end(&r, e);
}

enum err_kind tag_store_put(struct db *db, ticket_id ticket, const tag_id *tags,
			    size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		struct err local = { 0 };

		if (db_exec(db,
			    "INSERT INTO ticket_tag (ticket_id, tag_id)"
			    " VALUES (?, ?)",
			    PARAMS(P_I64(ticket.n), P_I64(tags[i].n)), NULL,
			    &local) &&
		    local.kind != ERR_CONFLICT) {
			*e = local;
			return err_wrap(e, "put tag on");
		}
	}
	return ERR_NONE;
}

enum err_kind tag_store_take(struct db *db, ticket_id ticket,
			     const tag_id *tags, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (db_exec(db,
			    "DELETE FROM ticket_tag"
			    " WHERE ticket_id = ? AND tag_id = ?",
			    PARAMS(P_I64(ticket.n), P_I64(tags[i].n)), NULL, e))
			return err_wrap(e, "take tag off");
	return ERR_NONE;
}

enum err_kind tag_store_note(struct db *db, ticket_id ticket, int64_t seq,
			     const tag_id *tags, size_t n, bool added,
			     struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (db_exec(db,
			    "INSERT INTO event_tag"
			    " (ticket_id, seq, tag_id, added)"
			    " VALUES (?, ?, ?, ?)",
			    PARAMS(P_I64(ticket.n), P_I64(seq),
				   P_I64(tags[i].n), P_I64(added)),
			    NULL, e))
			return err_wrap(e, "note tags");
	return ERR_NONE;
}

enum err_kind tag_store_events(struct db *db, struct arena *a, ticket_id ticket,
			       struct tag_event **out, size_t *n, struct err *e)
{
	struct tag_event *all = NULL;
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT o.seq, t.oid, t.name, o.added FROM event_tag o"
		     " JOIN tag t ON t.id = o.tag_id"
		     " WHERE o.ticket_id = ? ORDER BY o.seq, t.name",
		     PARAMS(P_I64(ticket.n)), &r, e))
		return err_wrap(e, "read tags of events");
	while (rows_next(r)) {
		ARENA_ROOM(a, all, *n, cap);
		all[*n].seq = rows_i64(r);
		all[*n].oid = rows_str(r);
		all[*n].name = rows_str(r);
		all[(*n)++].added = rows_i64(r) != 0;
	}
	*out = all;
	return rows_end(&r, e);
}

/* ---- Keeping them in order ----------------------------------------------- */

/* The name that the page begins after; NULL: the key is nobody's. */
static enum err_kind find_key(struct db *db, struct arena *a, const char *oid,
			      const char **name, struct err *e)
{
	struct tag t;

	*name = NULL;
	if (str_empty(oid))
		return ERR_NONE;
	if (tag_store_find_oid(db, a, oid, &t, e) == ERR_NONE)
		*name = t.name;
	else if (e->kind == ERR_NOT_FOUND)
		err_clear(e);
	return e->kind;
}

enum err_kind tag_store_page(struct db *db, struct arena *a,
			     const struct tag_search *s, struct tag_page *out,
			     struct err *e)
{
	const char *name;
	struct sql_text sql;
	struct rows *r;
	bool back, more;

	if (find_key(db, a, s->key, &name, e))
		return e->kind;
	back = s->back && name;
	sql_text_init(&sql, a);
	sql_text_add(&sql, "SELECT " COLUMNS " FROM tag t WHERE ");
	sql_text_add(&sql, s->archived ? "t.archived_at IS NOT NULL"
				       : "t.archived_at IS NULL");
	if (!str_empty(s->q)) {
		sql_text_add(&sql, " AND t.name LIKE ?");
		sql_text_bind(&sql, P_STR(sql_text_holds(a, s->q)));
	}
	if (name) {
		sql_text_add(&sql,
			     back ? " AND t.name < ?" : " AND t.name > ?");
		sql_text_bind(&sql, P_STR(name));
	}
	sql_text_add(&sql, back ? " ORDER BY t.name DESC LIMIT ?"
				: " ORDER BY t.name LIMIT ?");
	sql_text_bind(&sql, P_I64(LIMIT_PAGE_ROWS + 1));
	if (sql_text_query(&sql, db, &r, e) || read_all(r, a, &out->tags, e))
		return err_wrap(e, "list tags");
	more = out->tags.n > LIMIT_PAGE_ROWS;
	out->tags.n -= more;
	key_page_end(out->tags.v, out->tags.n, sizeof(*out->tags.v), back,
		     name != NULL, more, &out->before, &out->after);
	return ERR_NONE;
}

/* The last ticket of the batch, 0: none is left. */
static enum err_kind find_last(struct db *db, struct arena *a, tag_id from,
			       int limit, int64_t *last, struct err *e)
{
	struct rows *r;

	*last = 0;
	if (db_query(db, a,
		     "SELECT MAX(ticket_id) FROM (SELECT ticket_id"
		     " FROM ticket_tag WHERE tag_id = ? ORDER BY ticket_id"
		     " LIMIT ?) batch",
		     PARAMS(P_I64(from.n), P_I64(limit)), &r, e))
		return e->kind;
	if (rows_next(r))
		*last = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind tag_store_move(struct db *db, struct arena *a, tag_id from,
			     tag_id to, int limit, int64_t *did, struct err *e)
{
	int64_t last;

	*did = 0;
	if (find_last(db, a, from, limit, &last, e))
		return err_wrap(e, "merge tags");
	if (last == 0)
		return ERR_NONE;
	/* Those that have both keep one. */
	if (db_exec(db,
		    "INSERT INTO ticket_tag (ticket_id, tag_id)"
		    " SELECT f.ticket_id, ? FROM ticket_tag f"
		    " LEFT JOIN ticket_tag g ON g.ticket_id = f.ticket_id"
		    " AND g.tag_id = ? WHERE f.tag_id = ? AND f.ticket_id <= ?"
		    " AND g.ticket_id IS NULL",
		    PARAMS(P_I64(to.n), P_I64(to.n), P_I64(from.n),
			   P_I64(last)),
		    NULL, e) ||
	    db_exec(db,
		    "DELETE FROM ticket_tag WHERE tag_id = ?"
		    " AND ticket_id <= ?",
		    PARAMS(P_I64(from.n), P_I64(last)), did, e))
		return err_wrap(e, "merge tags");
	return ERR_NONE;
}

enum err_kind tag_store_delete(struct db *db, tag_id id, struct err *e)
{
	if (db_exec(db, "DELETE FROM tag WHERE id = ?", PARAMS(P_I64(id.n)),
		    NULL, e))
		return err_wrap(e, "delete tag");
	return ERR_NONE;
}
