#include "store/calendar_read.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/zone.h"

/* ---- What a calendar is compiled from ------------------------------------ */

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

/* The key's order, so that names come in it too. */
#define CLOSURE_ORDER " ORDER BY day, from_minute, to_minute, mode"

static enum err_kind read_closures(struct db *db, struct arena *a,
				   int64_t version, struct calendar_spec *s,
				   int32_t **rules, struct err *e)
{
	struct calendar_closure *c;
	struct table t;

	if (read_table(db, a,
		       "SELECT day, from_minute, to_minute, mode,"
		       " COALESCE(rule, -1) FROM calendar_closure"
		       " WHERE calendar_version_id = ?" CLOSURE_ORDER,
		       version, 5, &t, e))
		return e->kind;
	c = ARENA_ARRAY(a, t.nrows, struct calendar_closure);
	*rules = ARENA_ARRAY(a, t.nrows, int32_t);
	for (size_t i = 0; i < t.nrows; i++) {
		const int64_t *row = t.cells + i * 5;

		c[i] = (struct calendar_closure){
			.day = row[0],
			.from_min = (int32_t)row[1],
			.to_min = (int32_t)row[2],
			.mode = (enum calendar_mode)row[3],
		};
		(*rules)[i] = (int32_t)row[4];
	}
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

enum err_kind calendar_read_spec(struct db *db, struct arena *a,
				 int64_t version, struct calendar_spec *s,
				 int32_t **rules, struct err *e)
{
	int32_t *unused;

	if (read_windows(db, a, version, s, e) ||
	    read_closures(db, a, version, s, rules ? rules : &unused, e) ||
	    read_replacements(db, a, version, s, e))
		return e->kind;
	return ERR_NONE;
}

/* ---- Names and rules ------------------------------------------------------
 */

static enum err_kind read_names(struct db *db, struct arena *a, int64_t version,
				size_t n, const char *const **out,
				struct err *e)
{
	const char **names = ARENA_ARRAY(a, n + 1, const char *);
	struct rows *r;
	size_t i = 0;

	*out = names;
	if (db_query(db, a,
		     "SELECT name FROM calendar_closure"
		     " WHERE calendar_version_id = ?" CLOSURE_ORDER,
		     PARAMS(P_I64(version)), &r, e))
		return e->kind;
	while (rows_next(r) && i < n)
		names[i++] = rows_str(r);
	return rows_end(&r, e);
}

static struct closure_rule rule_of(struct rows *r)
{
	struct closure_rule out;

	out.kind = (enum closure_rule_kind)rows_i64(r);
	out.month = (int32_t)rows_i64(r);
	out.day = (int32_t)rows_i64(r);
	out.weekday = (int32_t)rows_i64(r);
	out.nth = (int32_t)rows_i64(r);
	out.offset = (int32_t)rows_i64(r);
	out.first_year = (int32_t)rows_i64(r);
	out.last_year = (int32_t)rows_i64(r);
	out.from_min = (int32_t)rows_i64(r);
	out.to_min = (int32_t)rows_i64(r);
	out.mode = (enum calendar_mode)rows_i64(r);
	return out;
}

static enum err_kind read_rules(struct db *db, struct arena *a, int64_t version,
				struct calendar_draft *d, struct err *e)
{
	struct closure_rule *rules = ARENA_ARRAY(a, LIMIT_CLOSURE_RULES,
						 struct closure_rule);
	const char **names = ARENA_ARRAY(a, LIMIT_CLOSURE_RULES, const char *);
	struct rows *r;

	d->rules = rules;
	d->rule_names = names;
	if (db_query(db, a,
		     "SELECT kind, month, day, weekday, nth, offset_days,"
		     " COALESCE(first_year, 0), COALESCE(last_year, 0),"
		     " from_minute, to_minute, mode, name FROM calendar_rule"
		     " WHERE calendar_version_id = ? ORDER BY position",
		     PARAMS(P_I64(version)), &r, e))
		return e->kind;
	while (rows_next(r) && d->nrules < LIMIT_CLOSURE_RULES) {
		rules[d->nrules] = rule_of(r);
		names[d->nrules++] = rows_str(r);
	}
	return rows_end(&r, e);
}

/* ---- A calendar as it stands ----------------------------------------------
 */

enum err_kind calendar_store_list(struct db *db, struct arena *a,
				  struct calendar_names *out, struct err *e)
{
	struct calendar_name *v = NULL;
	size_t cap = 0;
	struct rows *r;

	*out = (struct calendar_names){ 0 };
	if (db_query(db, a, "SELECT id, oid, name FROM calendar ORDER BY name",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		ARENA_ROOM(a, v, out->n, cap);
		v[out->n].id = rows_i64(r);
		v[out->n].oid = rows_str(r);
		v[out->n++].name = rows_str(r);
	}
	out->v = v;
	return rows_end(&r, e);
}

static enum err_kind find(struct db *db, struct arena *a, const char *sql,
			  const char *name, struct calendar_name *out,
			  struct err *e)
{
	struct rows *r;
	bool found;

	*out = (struct calendar_name){ 0 };
	if (db_query(db, a, sql, PARAMS(P_STR(name)), &r, e))
		return e->kind;
	found = rows_next(r);
	if (found) {
		out->id = rows_i64(r);
		out->oid = rows_str(r);
		out->name = rows_str(r);
	}
	if (rows_end(&r, e))
		return e->kind;
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND, "there is no calendar \"%s\"",
			       name);
}

#define BY_NAME "SELECT id, oid, name FROM calendar WHERE name = ?"

enum err_kind calendar_store_find(struct db *db, struct arena *a,
				  const char *name, struct calendar_name *out,
				  struct err *e)
{
	return find(db, a, BY_NAME, name, out, e);
}

enum err_kind calendar_store_hold(struct db *db, struct arena *a,
				  const char *name, struct calendar_name *out,
				  struct err *e)
{
	return find(db, a, BY_NAME " FOR UPDATE", name, out, e);
}

enum err_kind calendar_store_by_oid(struct db *db, struct arena *a,
				    const char *oid, struct calendar_name *out,
				    struct err *e)
{
	return find(db, a, "SELECT id, oid, name FROM calendar WHERE oid = ?",
		    oid, out, e);
}

enum err_kind calendar_store_users(struct db *db, struct arena *a,
				   struct calendar_users *out, struct err *e)
{
	struct calendar_user *v = NULL;
	size_t n = 0, cap = 0;
	struct rows *r;

	*out = (struct calendar_users){ 0 };
	if (db_query(db, a,
		     "SELECT v.calendar_id, l.oid, l.name FROM level l"
		     " JOIN level_version v ON v.level_id = l.id"
		     " WHERE v.calendar_id IS NOT NULL AND v.number ="
		     " (SELECT MAX(number) FROM level_version"
		     " WHERE level_id = l.id) ORDER BY l.name",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		ARENA_ROOM(a, v, n, cap);
		v[n].calendar = rows_i64(r);
		v[n].oid = rows_str(r);
		v[n++].name = rows_str(r);
	}
	*out = (struct calendar_users){ v, n };
	return rows_end(&r, e);
}

void calendar_read_own(struct arena *a, struct calendar_stored *s)
{
	size_t n = 0;
	struct calendar_closure *v = ARENA_ARRAY(a, s->spec.nclosures + 1,
						 struct calendar_closure);
	const char **names = ARENA_ARRAY(a, s->spec.nclosures + 1,
					 const char *);

	for (size_t i = 0; i < s->spec.nclosures; i++)
		if (s->closure_rules[i] < 0) {
			v[n] = s->spec.closures[i];
			names[n++] = s->closure_names[i];
		}
	s->draft.spec = s->spec;
	s->draft.spec.closures = v;
	s->draft.spec.nclosures = n;
	s->draft.closure_names = names;
}

/* The newest of numbers up to ${most}. */
static enum err_kind read_head(struct db *db, struct arena *a, int64_t id,
			       int32_t most, struct calendar_stored *out,
			       struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a,
		     "SELECT v.id, v.number, v.created_at, v.created_by,"
		     " c.name, v.zone, v.always_open FROM calendar_version v"
		     " JOIN calendar c ON c.id = v.calendar_id"
		     " WHERE v.calendar_id = ? AND v.number <= ?"
		     " ORDER BY v.number DESC LIMIT 1",
		     PARAMS(P_I64(id), P_I64(most)), &r, e))
		return e->kind;
	found = rows_next(r);
	if (found) {
		out->version = rows_i64(r);
		out->number = (int32_t)rows_i64(r);
		out->at = rows_i64(r);
		out->by.n = rows_i64(r);
		out->draft.name = rows_str(r);
		out->draft.zone = rows_str(r);
		out->draft.always_open = rows_i64(r) != 0;
	}
	if (rows_end(&r, e))
		return e->kind;
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND, "there is no such calendar");
}

static enum err_kind read_rest(struct db *db, struct arena *a,
			       struct calendar_stored *out, struct err *e)
{
	int32_t *rules = NULL;

	if (zone_find(out->draft.zone, &out->spec.zone, e) ||
	    calendar_read_spec(db, a, out->version, &out->spec, &rules, e) ||
	    read_names(db, a, out->version, out->spec.nclosures,
		       &out->closure_names, e) ||
	    read_rules(db, a, out->version, &out->draft, e))
		return err_wrap(e, "read calendar version %" PRId64,
				out->version);
	out->closure_rules = rules;
	calendar_read_own(a, out);
	return ERR_NONE;
}

enum err_kind calendar_store_load(struct db *db, struct arena *a, int64_t id,
				  struct calendar_stored *out, struct err *e)
{
	*out = (struct calendar_stored){ 0 };
	if (read_head(db, a, id, INT32_MAX, out, e) || read_rest(db, a, out, e))
		return e->kind;
	return ERR_NONE;
}

enum err_kind calendar_store_version(struct db *db, struct arena *a, int64_t id,
				     int32_t number,
				     struct calendar_stored *out, struct err *e)
{
	*out = (struct calendar_stored){ 0 };
	if (read_head(db, a, id, number, out, e))
		return e->kind;
	if (out->number != number)
		return err_set(e, ERR_NOT_FOUND,
			       "calendar %s has no version %" PRId32,
			       out->draft.name, number);
	return read_rest(db, a, out, e);
}
