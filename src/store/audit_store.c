#include "store/audit_store.h"

#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/key_page.h"
#include "store/sql_text.h"

/* ---- Words ---------------------------------------------------------------
 */

static const char *const names[AUDIT_OBJECT_N] = {
	[AUDIT_DESK] = "desk",     [AUDIT_DEPARTMENT] = "department",
	[AUDIT_PERSON] = "person", [AUDIT_COMPANY] = "company",
	[AUDIT_TAG] = "tag",       [AUDIT_GROUP] = "group",
	[AUDIT_FIELD] = "field",   [AUDIT_CALENDAR] = "calendar",
	[AUDIT_LEVEL] = "level",   [AUDIT_RULE] = "rule",
	[AUDIT_GOLDEN] = "golden", [AUDIT_CALLS] = "calls",
};

const char *audit_store_object_name(int object)
{
	return object >= 0 && object < AUDIT_OBJECT_N ? names[object] : NULL;
}

bool audit_store_object_of(const char *name, enum audit_object *out)
{
	for (int i = 0; i < AUDIT_OBJECT_N; i++)
		if (str_eq(name, names[i])) {
			*out = (enum audit_object)i;
			return true;
		}
	return false;
}

/* ---- One -----------------------------------------------------------------
 */

enum err_kind audit_store_add(struct db *db, struct arena *a,
			      struct audit_entry *entry, struct err *e)
{
	const struct actor *by = &entry->by;
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	entry->oid = arena_str(a, oid);
	if (db_exec(db,
		    "INSERT INTO audit (oid, at, actor_kind, actor_id, via,"
		    " request_id, object, object_oid, name, was, became)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		    PARAMS(P_STR(entry->oid), P_I64(by->now), P_I64(by->kind),
			   P_ID(by->person.n), P_I64(by->via),
			   P_STR(by->request_id[0] ? by->request_id : NULL),
			   P_I64(entry->object), P_STR(entry->about),
			   P_STR(entry->name), P_STR(entry->was),
			   P_STR(entry->became)),
		    NULL, e))
		return err_wrap(e, "note a change of a setting");
	entry->id = db_last_id(db);
	return ERR_NONE;
}

/* What it says is left out where it is long: a list would not fit. */
#define COLUMNS(most)                                                          \
	"SELECT x.id, x.oid, x.at, x.actor_kind, x.actor_id, x.via,"           \
	" x.request_id, p.oid, p.name, x.object, x.object_oid, x.name,"        \
	" IF(" most ", 1, 0), IF(" most ", NULL, x.was),"                      \
	" IF(" most ", NULL, x.became) FROM audit x"                           \
	" LEFT JOIN person p ON p.id = x.actor_id"
#define LONG "COALESCE(LENGTH(x.was), 0) + COALESCE(LENGTH(x.became), 0) > ?"

static void read_entry(struct rows *r, struct audit_entry *out)
{
	const char *request;

	*out = (struct audit_entry){ .id = rows_i64(r) };
	out->oid = rows_str(r);
	out->by.now = rows_at(r);
	out->by.kind = (enum actor_kind)rows_i64(r);
	out->by.person.n = rows_i64(r);
	out->by.via = (enum via)rows_i64(r);
	request = rows_str(r);
	(void)snprintf(out->by.request_id, sizeof(out->by.request_id), "%s",
		       request ? request : "");
	out->who_oid = rows_str(r);
	out->who = rows_str(r);
	out->object = (enum audit_object)rows_i64(r);
	out->about = rows_str(r);
	out->name = rows_str(r);
	out->large = rows_i64(r) != 0;
	out->was = rows_str(r);
	out->became = rows_str(r);
}

enum err_kind audit_store_find(struct db *db, struct arena *a, const char *oid,
			       struct audit_entry *out, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, COLUMNS("FALSE") " WHERE x.oid = ?",
		     PARAMS(P_STR(oid)), &r, e))
		return err_wrap(e, "find a change of a setting");
	found = rows_next(r);
	if (found)
		read_entry(r, out);
	if (rows_end(&r, e))
		return err_wrap(e, "find a change of a setting");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such entry");
}

/* ---- Lists ---------------------------------------------------------------
 */

static void add_bound(struct sql_text *q, const char *fragment, int64_t value)
{
	sql_text_add(q, fragment);
	sql_text_bind(q, P_I64(value));
}

static void add_words(struct sql_text *q, const char *words)
{
	struct param holds = P_STR(sql_text_holds(q->a, words));

	sql_text_add(q, " AND (x.name LIKE ? OR x.was LIKE ?"
			" OR x.became LIKE ?)");
	for (int i = 0; i < 3; i++)
		sql_text_bind(q, holds);
}

static void add_filter(struct sql_text *q, const struct audit_filter *f)
{
	sql_text_add(q, " WHERE TRUE");
	if (f->object >= 0)
		add_bound(q, " AND x.object = ?", f->object);
	if (!str_empty(f->about)) {
		sql_text_add(q, " AND x.object_oid = ?");
		sql_text_bind(q, P_STR(f->about));
	}
	if (f->who.n)
		add_bound(q, " AND x.actor_id = ?", f->who.n);
	if (!str_empty(f->called)) {
		struct param holds = P_STR(sql_text_holds(q->a, f->called));

		sql_text_add(q, " AND (p.name LIKE ? OR p.email LIKE ?)");
		sql_text_bind(q, holds);
		sql_text_bind(q, holds);
	}
	if (f->by_nobody)
		sql_text_add(q, " AND x.actor_id IS NULL");
	if (f->from != INSTANT_NONE)
		add_bound(q, " AND x.at >= ?", f->from);
	if (f->until != INSTANT_NONE)
		add_bound(q, " AND x.at < ?", f->until);
	if (!str_empty(f->words))
		add_words(q, f->words);
}

/* Beyond the entry of that key, if it is there. */
static enum err_kind add_beyond(struct sql_text *q, struct db *db,
				struct arena *a, const char *key, bool back,
				bool *keyed, struct err *e)
{
	int64_t id = 0;
	instant at = 0;
	struct rows *r;

	*keyed = false;
	if (str_empty(key))
		return ERR_NONE;
	if (db_query(db, a, "SELECT id, at FROM audit WHERE oid = ?",
		     PARAMS(P_STR(key)), &r, e))
		return e->kind;
	*keyed = rows_next(r);
	if (*keyed) {
		id = rows_i64(r);
		at = rows_at(r);
		add_bound(q, back ? " AND (x.at > ?" : " AND (x.at < ?", at);
		add_bound(q, " OR (x.at = ?", at);
		add_bound(q, back ? " AND x.id > ?))" : " AND x.id < ?))", id);
	}
	return rows_end(&r, e);
}

enum err_kind audit_store_page(struct db *db, struct arena *a,
			       const struct audit_filter *f, const char *key,
			       bool back, struct audit_page *out, struct err *e)
{
	struct audit_entry *list = ARENA_ARRAY(a, LIMIT_PAGE_ROWS + 1,
					       struct audit_entry);
	struct sql_text q;
	bool keyed, more;
	struct rows *r;
	size_t n = 0;

	sql_text_init(&q, a);
	sql_text_add(&q, COLUMNS(LONG));
	for (int i = 0; i < 3; i++)
		sql_text_bind(&q, P_I64(LIMIT_AUDIT_SHOWN));
	add_filter(&q, f);
	if (add_beyond(&q, db, a, key, back, &keyed, e))
		return err_wrap(e, "list changes of settings");
	back = back && keyed;
	sql_text_add(&q, back ? " ORDER BY x.at, x.id"
			      : " ORDER BY x.at DESC, x.id DESC");
	add_bound(&q, " LIMIT ?", LIMIT_PAGE_ROWS + 1);
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "list changes of settings");
	while (n <= LIMIT_PAGE_ROWS && rows_next(r))
		read_entry(r, &list[n++]);
	more = n > LIMIT_PAGE_ROWS;
	n -= more;
	key_page_end(list, n, sizeof(*list), back, keyed, more, &out->before,
		     &out->after);
	out->v = list;
	out->n = n;
	return rows_end(&r, e);
}

enum err_kind audit_store_gone(struct db *db, struct arena *a,
			       const char *const *oids, size_t n, bool *out,
			       struct err *e)
{
	size_t padded = sql_text_padded(n);
	struct sql_text q;
	struct rows *r;

	memset(out, 0, n * sizeof(*out));
	if (n == 0)
		return ERR_NONE;
	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT x.object_oid FROM audit x"
			 " WHERE x.became IS NULL AND NOT EXISTS (SELECT 1"
			 " FROM audit y WHERE y.object_oid = x.object_oid"
			 " AND y.id > x.id) AND x.object_oid IN (");
	for (size_t i = 0; i < padded; i++) {
		sql_text_add(&q, i > 0 ? ", ?" : "?");
		sql_text_bind(&q, P_STR(oids[i < n ? i : 0]));
	}
	sql_text_add(&q, ")");
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "what was taken away");
	while (rows_next(r)) {
		const char *oid = rows_str(r);

		for (size_t i = 0; i < n; i++)
			out[i] = out[i] || str_eq(oids[i], oid);
	}
	return rows_end(&r, e);
}

/* ---- All of them ---------------------------------------------------------
 */

struct audit_stream {
	struct rows *rows;
};

enum err_kind audit_store_stream(struct db *db, struct arena *a,
				 const struct audit_filter *f,
				 struct audit_stream **out, struct err *e)
{
	struct audit_stream *s = ARENA_ARRAY(a, 1, struct audit_stream);
	struct sql_text q;

	sql_text_init(&q, a);
	sql_text_add(&q, COLUMNS("FALSE"));
	add_filter(&q, f);
	sql_text_add(&q, " ORDER BY x.at DESC, x.id DESC");
	if (sql_text_stream(&q, db, &s->rows, e))
		return err_wrap(e, "read changes of settings");
	*out = s;
	return ERR_NONE;
}

bool audit_store_next(struct audit_stream *s, struct audit_entry *out)
{
	if (!rows_next(s->rows))
		return false;
	read_entry(s->rows, out);
	return true;
}

enum err_kind audit_store_end(struct audit_stream **s, struct err *e)
{
	struct rows *r = (*s)->rows;

	*s = NULL;
	return rows_end(&r, e);
}
