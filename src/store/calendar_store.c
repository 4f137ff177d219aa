#include "store/calendar_store.h"

#include <inttypes.h>
#include "base/rng.h"
#include "base/zone.h"

/* ---- Storing --------------------------------------------------------------
 */

static enum err_kind check(struct arena *a, const struct calendar_draft *d,
			   struct err *e)
{
	struct calendar_spec spec = d->spec;
	const struct calendar *c;

	if (zone_find(d->zone, &spec.zone, e))
		return e->kind;
	if (d->always_open)
		return ERR_NONE;
	c = calendar_new(a, &spec, e);
	if (!c)
		return e->kind;
	if (!calendar_has_open_time(c))
		return err_set(e, ERR_INVALID,
			       "calendar %s has no open time: nothing promised"
			       " by it would ever fall due",
			       d->name);
	return ERR_NONE;
}

static enum err_kind add_windows(struct db *db, struct arena *a,
				 int64_t version, const struct calendar_spec *s,
				 struct err *e)
{
	struct param *p = ARENA_ARRAY(a, s->nwindows * 4, struct param);

	if (s->nwindows == 0)
		return ERR_NONE;
	for (size_t i = 0; i < s->nwindows; i++) {
		p[i * 4] = P_I64(version);
		p[i * 4 + 1] = P_I64(s->windows[i].weekday);
		p[i * 4 + 2] = P_I64(s->windows[i].from_min);
		p[i * 4 + 3] = P_I64(s->windows[i].to_min);
	}
	return db_exec_rows(db,
			    "INSERT INTO calendar_window (calendar_version_id,"
			    " weekday, from_minute, to_minute)"
			    " VALUES (?, ?, ?, ?)",
			    p, 4, s->nwindows, e);
}

static enum err_kind add_closures(struct db *db, struct arena *a,
				  int64_t version,
				  const struct calendar_draft *d, struct err *e)
{
	const struct calendar_spec *s = &d->spec;
	struct param *p = ARENA_ARRAY(a, s->nclosures * 6, struct param);

	if (s->nclosures == 0)
		return ERR_NONE;
	for (size_t i = 0; i < s->nclosures; i++) {
		p[i * 6] = P_I64(version);
		p[i * 6 + 1] = P_I64(s->closures[i].day);
		p[i * 6 + 2] = P_I64(s->closures[i].from_min);
		p[i * 6 + 3] = P_I64(s->closures[i].to_min);
		p[i * 6 + 4] = P_I64(s->closures[i].mode);
		p[i * 6 + 5] = P_STR(d->closure_names ? d->closure_names[i]
						      : "");
	}
	return db_exec_rows(db,
			    "INSERT INTO calendar_closure (calendar_version_id,"
			    " day, from_minute, to_minute, mode, name)"
			    " VALUES (?, ?, ?, ?, ?, ?)",
			    p, 6, s->nclosures, e);
}

static enum err_kind add_replacement(struct db *db, int64_t version,
				     const struct calendar_replacement *r,
				     struct err *e)
{
	static const char sql[] =
		"INSERT INTO calendar_replacement (calendar_version_id, day,"
		" from_minute, to_minute) VALUES (?, ?, ?, ?)";

	/* A date without windows is one row of no length. */
	if (r->nwindows == 0)
		return db_exec(db, sql,
			       PARAMS(P_I64(version), P_I64(r->day), P_I64(0),
				      P_I64(0)),
			       NULL, e);
	for (size_t i = 0; i < r->nwindows; i++)
		if (db_exec(db, sql,
			    PARAMS(P_I64(version), P_I64(r->day),
				   P_I64(r->windows[i].from_min),
				   P_I64(r->windows[i].to_min)),
			    NULL, e))
			return e->kind;
	return ERR_NONE;
}

static enum err_kind add_version(struct db *db, struct arena *a, int64_t id,
				 const struct calendar_draft *d, person_id by,
				 instant now, struct err *e)
{
	static const char sql[] =
		"INSERT INTO calendar_version (calendar_id, number, zone,"
		" always_open, created_at, created_by) SELECT ?,"
		" COALESCE(MAX(number), 0) + 1, ?, ?, ?, ? FROM"
		" calendar_version WHERE calendar_id = ?";
	int64_t version;

	if (db_exec(db, sql,
		    PARAMS(P_I64(id), P_STR(d->zone), P_I64(d->always_open),
			   P_AT(now), P_ID(by.n), P_I64(id)),
		    NULL, e))
		return e->kind;
	version = db_last_id(db);
	if (d->always_open)
		return ERR_NONE;
	if (add_windows(db, a, version, &d->spec, e) ||
	    add_closures(db, a, version, d, e))
		return e->kind;
	for (size_t i = 0; i < d->spec.nreplacements; i++)
		if (add_replacement(db, version, &d->spec.replacements[i], e))
			return e->kind;
	return ERR_NONE;
}

enum err_kind calendar_store_add(struct db *db, struct arena *a,
				 const struct calendar_draft *d, person_id by,
				 instant now, int64_t *id, struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	if (check(a, d, e))
		return e->kind;
	rng_oid(oid);
	if (db_exec(db,
		    "INSERT INTO calendar (oid, name, created_at)"
		    " VALUES (?, ?, ?)",
		    PARAMS(P_STR(oid), P_STR(d->name), P_AT(now)), NULL, e))
		return err_wrap(e, "store calendar %s", d->name);
	*id = db_last_id(db);
	if (add_version(db, a, *id, d, by, now, e))
		return err_wrap(e, "store calendar %s", d->name);
	return ERR_NONE;
}

enum err_kind calendar_store_revise(struct db *db, struct arena *a, int64_t id,
				    const struct calendar_draft *d,
				    person_id by, instant now, struct err *e)
{
	if (check(a, d, e))
		return e->kind;
	if (add_version(db, a, id, d, by, now, e))
		return err_wrap(e, "store calendar %" PRId64, id);
	return ERR_NONE;
}

/* ---- Compiling ------------------------------------------------------------
 */

/* What a SELECT of n columns of whole numbers gave. */
struct table {
	int64_t *cells;
	size_t nrows;
};

static enum err_kind read_table(struct db *db, struct arena *a, const char *sql,
				int64_t version, size_t ncolumns,
				struct table *t, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*t = (struct table){ 0 };
	if (db_query(db, a, sql, PARAMS(P_I64(version)), &r, e))
		return e->kind;
	while (rows_next(r)) {
		t->cells = arena_room(a, t->cells, t->nrows, &cap,
				      ncolumns * sizeof(*t->cells));
		for (size_t i = 0; i < ncolumns; i++)
			t->cells[t->nrows * ncolumns + i] = rows_i64(r);
		t->nrows++;
	}
	return rows_end(&r, e);
}

static enum err_kind read_windows(struct db *db, struct arena *a,
				  int64_t version, struct calendar_spec *s,
				  struct err *e)
{
	struct calendar_window *w;
	struct table t;

	if (read_table(db, a,
		       "SELECT weekday, from_minute, to_minute FROM"
		       " calendar_window WHERE calendar_version_id = ?",
		       version, 3, &t, e))
		return e->kind;
	w = ARENA_ARRAY(a, t.nrows, struct calendar_window);
	for (size_t i = 0; i < t.nrows; i++)
		w[i] = (struct calendar_window){
			.weekday = (int32_t)t.cells[i * 3],
			.from_min = (int32_t)t.cells[i * 3 + 1],
			.to_min = (int32_t)t.cells[i * 3 + 2],
		};
	s->windows = w;
	s->nwindows = t.nrows;
	return ERR_NONE;
}

static enum err_kind read_closures(struct db *db, struct arena *a,
				   int64_t version, struct calendar_spec *s,
				   struct err *e)
{
	struct calendar_closure *c;
	struct table t;

	if (read_table(db, a,
		       "SELECT day, from_minute, to_minute, mode FROM"
		       " calendar_closure WHERE calendar_version_id = ?",
		       version, 4, &t, e))
		return e->kind;
	c = ARENA_ARRAY(a, t.nrows, struct calendar_closure);
	for (size_t i = 0; i < t.nrows; i++)
		c[i] = (struct calendar_closure){
			.day = t.cells[i * 4],
			.from_min = (int32_t)t.cells[i * 4 + 1],
			.to_min = (int32_t)t.cells[i * 4 + 2],
			.mode = (enum calendar_mode)t.cells[i * 4 + 3],
		};
	s->closures = c;
	s->nclosures = t.nrows;
	return ERR_NONE;
}

/* Rows come by day: each day's windows are a run of them. */
static enum err_kind read_replacements(struct db *db, struct arena *a,
				       int64_t version, struct calendar_spec *s,
				       struct err *e)
{
	struct calendar_replacement *list;
	struct calendar_dated *windows;
	struct table t;
	size_t n = 0;

	if (read_table(db, a,
		       "SELECT day, from_minute, to_minute FROM"
		       " calendar_replacement WHERE calendar_version_id = ?"
		       " ORDER BY day, from_minute",
		       version, 3, &t, e))
		return e->kind;
	list = ARENA_ARRAY(a, t.nrows, struct calendar_replacement);
	windows = ARENA_ARRAY(a, t.nrows, struct calendar_dated);
	for (size_t i = 0; i < t.nrows; i++) {
		const int64_t *row = t.cells + i * 3;

		if (n == 0 || list[n - 1].day != row[0])
			list[n++] = (struct calendar_replacement){
				.day = row[0],
				.windows = windows + i,
			};
		windows[i].from_min = (int32_t)row[1];
		windows[i].to_min = (int32_t)row[2];
		if (row[1] < row[2])
			list[n - 1].nwindows++;
	}
	s->replacements = list;
	s->nreplacements = n;
	return ERR_NONE;
}

/* The zone, or NULL for a version that is always open. */
static enum err_kind read_zone(struct db *db, struct arena *a, int64_t version,
			       const struct zone **zone, struct err *e)
{
	const char *name = NULL;
	bool always = false, found;
	struct rows *r;

	*zone = NULL;
	if (db_query(db, a,
		     "SELECT zone, always_open FROM calendar_version"
		     " WHERE id = ?",
		     PARAMS(P_I64(version)), &r, e))
		return e->kind;
	found = rows_next(r);
	if (found) {
		name = rows_str(r);
		always = rows_i64(r) != 0;
	}
	if (rows_end(&r, e))
		return e->kind;
	if (!found)
		return err_set(e, ERR_BROKEN, "no such calendar version");
	if (always)
		return ERR_NONE;
	return zone_find(name, zone, e);
}

enum err_kind calendar_store_compile(struct db *db, struct arena *a,
				     struct arena *keep, int64_t version,
				     const struct calendar **out, struct err *e)
{
	struct calendar_spec spec = { 0 };

	*out = calendar_always();
	if (version == 0)
		return ERR_NONE;
	if (read_zone(db, a, version, &spec.zone, e))
		goto fail;
	if (!spec.zone)
		return ERR_NONE;
	if (read_windows(db, a, version, &spec, e) ||
	    read_closures(db, a, version, &spec, e) ||
	    read_replacements(db, a, version, &spec, e))
		goto fail;
	*out = calendar_new(keep, &spec, e);
	if (!*out)
		goto fail;
	return ERR_NONE;
fail:
	/* It was checked when it was stored: nobody who looks is to blame. */
	if (e->kind == ERR_INVALID)
		e->kind = ERR_BROKEN;
	return err_wrap(e, "compile calendar version %" PRId64, version);
}
