#include "store/calendar_store.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/rng.h"
#include "base/zone.h"
#include "store/calendar_read.h"

/* ---- Storing --------------------------------------------------------------
 */

/* A closure to be stored, and where it is from. */
struct closed {
	struct calendar_closure closure;
	const char *name;
	int32_t rule; /* -1: none */
};

/* All that a version will say: the draft's own closures and the rules'. */
struct whole {
	const struct calendar_draft *draft;
	struct calendar_spec spec;
	struct closed *closed; /* as in spec.closures */
};

static const char *name_of(const char *const *names, size_t i)
{
	return names ? names[i] : "";
}

/* By date, then as they stand in their key; what nobody's rule made first. */
static int by_closed(const void *a, const void *b)
{
	const struct closed *x = a, *y = b;
	const struct calendar_closure *p = &x->closure, *q = &y->closure;

	if (p->day != q->day)
		return p->day < q->day ? -1 : 1;
	if (p->from_min != q->from_min)
		return p->from_min < q->from_min ? -1 : 1;
	if (p->to_min != q->to_min)
		return p->to_min < q->to_min ? -1 : 1;
	if (p->mode != q->mode)
		return p->mode < q->mode ? -1 : 1;
	return (x->rule > y->rule) - (x->rule < y->rule);
}

static bool same_closure(const struct closed *a, const struct closed *b)
{
	return a->closure.day == b->closure.day &&
	       a->closure.from_min == b->closure.from_min &&
	       a->closure.to_min == b->closure.to_min &&
	       a->closure.mode == b->closure.mode;
}

/* The years that rules are carried out for. */
static void rule_dates(struct arena *a, const struct whole *w, instant now,
		       struct closure_dates *out)
{
	int64_t local = now + zone_offset(w->spec.zone, now);
	int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
	int32_t year = instant_civil_of(day).year;

	closure_rule_dates(a, w->draft->rules, w->draft->nrules,
			   year - LIMIT_CLOSURE_YEARS_BACK,
			   year + LIMIT_CLOSURE_YEARS_AHEAD, out);
}

/* Each closure once. */
static void unite(struct arena *a, struct whole *w,
		  const struct closure_dates *made)
{
	const struct calendar_draft *d = w->draft;
	size_t n = 0, kept = 0, most = d->spec.nclosures + made->n;
	struct closed *all = ARENA_ARRAY(a, most + 1, struct closed);
	struct calendar_closure *v = ARENA_ARRAY(a, most + 1,
						 struct calendar_closure);

	for (size_t i = 0; i < d->spec.nclosures; i++)
		all[n++] = (struct closed){ d->spec.closures[i],
					    name_of(d->closure_names, i), -1 };
	for (size_t i = 0; i < made->n; i++)
		all[n++] = (struct closed){
			made->v[i], name_of(d->rule_names, made->rule[i]),
			(int32_t)made->rule[i]
		};
	qsort(all, n, sizeof(*all), by_closed);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || !same_closure(&all[kept - 1], &all[i]))
			all[kept++] = all[i];
	for (size_t i = 0; i < kept; i++)
		v[i] = all[i].closure;
	w->closed = all;
	w->spec.closures = v;
	w->spec.nclosures = kept;
}

static enum err_kind check_rules(const struct calendar_draft *d, struct err *e)
{
	if (d->nrules > LIMIT_CLOSURE_RULES)
		return err_set(e, ERR_INVALID,
			       "more than %d closures that come back",
			       LIMIT_CLOSURE_RULES);
	for (size_t i = 0; i < d->nrules; i++)
		if (closure_rule_check(&d->rules[i], e))
			return err_wrap(e, "%s", name_of(d->rule_names, i));
	return ERR_NONE;
}

/* Two of one day that begin at once: rows have one place for them. */
static enum err_kind check_beginnings(const struct calendar_spec *s,
				      struct err *e)
{
	static const char *const days[7] = { "mon", "tue", "wed", "thu",
					     "fri", "sat", "sun" };
	const struct calendar_window *w = s->windows;

	for (size_t i = 0; i < s->nwindows; i++)
		for (size_t j = 0; j < i; j++)
			if (w[i].weekday == w[j].weekday &&
			    w[i].from_min == w[j].from_min)
				return err_set(e, ERR_INVALID,
					       "week: %s: two windows begin at"
					       " %02d:%02d",
					       days[w[i].weekday],
					       w[i].from_min / 60,
					       w[i].from_min % 60);
	return ERR_NONE;
}

static enum err_kind check_dated_beginnings(const struct calendar_spec *s,
					    struct err *e)
{
	for (size_t k = 0; k < s->nreplacements; k++) {
		const struct calendar_replacement *r = &s->replacements[k];
		const struct civil d = instant_civil_of(r->day);

		for (size_t i = 0; i < r->nwindows; i++)
			for (size_t j = 0; j < i; j++)
				if (r->windows[i].from_min ==
				    r->windows[j].from_min)
					return err_set(
						e, ERR_INVALID,
						"replacements: %04d-%02d-%02d:"
						" two windows begin at"
						" %02d:%02d",
						d.year, d.month, d.day,
						r->windows[i].from_min / 60,
						r->windows[i].from_min % 60);
	}
	return ERR_NONE;
}

static enum err_kind check_open(struct arena *a, const struct whole *w,
				instant now, struct err *e)
{
	const struct calendar *c = calendar_new(a, &w->spec, e);
	instant t;

	if (!c)
		return e->kind;
	if (!w->draft->force && calendar_next_open(c, now, &t))
		return err_set(e, ERR_INVALID,
			       "calendar %s has no open time: nothing promised"
			       " by it would ever fall due",
			       w->draft->name);
	return ERR_NONE;
}

/* Is it fit to be stored? Then *w is all of it. */
static enum err_kind prepare(struct arena *a, const struct calendar_draft *d,
			     instant now, struct whole *w, struct err *e)
{
	struct closure_dates made;

	*w = (struct whole){ .draft = d, .spec = d->spec };
	if (zone_find(d->zone, &w->spec.zone, e))
		return err_wrap(e, "zone");
	if (d->always_open)
		return ERR_NONE;
	if (check_rules(d, e))
		return e->kind;
	rule_dates(a, w, now, &made);
	unite(a, w, &made);
	if (check_open(a, w, now, e) || check_beginnings(&w->spec, e) ||
	    check_dated_beginnings(&w->spec, e))
		return e->kind;
	return ERR_NONE;
}

enum err_kind calendar_store_make(struct arena *a,
				  const struct calendar_draft *d, instant now,
				  struct calendar_stored *out, struct err *e)
{
	struct calendar_draft forced = *d;
	const char **names;
	int32_t *rules;
	struct whole w;

	*out = (struct calendar_stored){ .at = now, .draft = *d };
	forced.force = true;
	if (prepare(a, &forced, now, &w, e))
		return e->kind;
	if (d->always_open)
		w.spec = (struct calendar_spec){ .zone = w.spec.zone };
	names = ARENA_ARRAY(a, w.spec.nclosures + 1, const char *);
	rules = ARENA_ARRAY(a, w.spec.nclosures + 1, int32_t);
	for (size_t i = 0; i < w.spec.nclosures; i++) {
		names[i] = w.closed[i].name;
		rules[i] = w.closed[i].rule;
	}
	out->spec = w.spec;
	out->closure_names = names;
	out->closure_rules = rules;
	calendar_read_own(a, out);
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
				  int64_t version, const struct whole *w,
				  struct err *e)
{
	size_t n = w->spec.nclosures;
	struct param *p = ARENA_ARRAY(a, n * 7 + 1, struct param);

	if (n == 0)
		return ERR_NONE;
	for (size_t i = 0; i < n; i++) {
		const struct closed *c = &w->closed[i];

		p[i * 7] = P_I64(version);
		p[i * 7 + 1] = P_I64(c->closure.day);
		p[i * 7 + 2] = P_I64(c->closure.from_min);
		p[i * 7 + 3] = P_I64(c->closure.to_min);
		p[i * 7 + 4] = P_I64(c->closure.mode);
		p[i * 7 + 5] = P_STR(c->name);
		p[i * 7 + 6] = c->rule < 0 ? P_NULL : P_I64(c->rule);
	}
	return db_exec_rows(db,
			    "INSERT INTO calendar_closure (calendar_version_id,"
			    " day, from_minute, to_minute, mode, name, rule)"
			    " VALUES (?, ?, ?, ?, ?, ?, ?)",
			    p, 7, n, e);
}

static enum err_kind add_rule(struct db *db, int64_t version,
			      const struct calendar_draft *d, size_t i,
			      struct err *e)
{
	const struct closure_rule *r = &d->rules[i];

	return db_exec(db,
		       "INSERT INTO calendar_rule (calendar_version_id,"
		       " position, kind, month, day, weekday, nth, offset_days,"
		       " first_year, last_year, from_minute, to_minute, mode,"
		       " name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		       " ?)",
		       PARAMS(P_I64(version), P_I64((int64_t)i), P_I64(r->kind),
			      P_I64(r->month), P_I64(r->day), P_I64(r->weekday),
			      P_I64(r->nth), P_I64(r->offset),
			      P_ID(r->first_year), P_ID(r->last_year),
			      P_I64(r->from_min), P_I64(r->to_min),
			      P_I64(r->mode), P_STR(name_of(d->rule_names, i))),
		       NULL, e);
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
				 const struct whole *w, person_id by,
				 instant now, struct err *e)
{
	static const char sql[] =
		"INSERT INTO calendar_version (calendar_id, number, zone,"
		" always_open, created_at, created_by) SELECT ?,"
		" COALESCE(MAX(number), 0) + 1, ?, ?, ?, ? FROM"
		" calendar_version WHERE calendar_id = ?";
	const struct calendar_draft *d = w->draft;
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
	    add_closures(db, a, version, w, e))
		return e->kind;
	for (size_t i = 0; i < d->nrules; i++)
		if (add_rule(db, version, d, i, e))
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
	struct whole w;

	if (prepare(a, d, now, &w, e))
		return e->kind;
	rng_oid(oid);
	if (db_exec(db,
		    "INSERT INTO calendar (oid, name, created_at)"
		    " VALUES (?, ?, ?)",
		    PARAMS(P_STR(oid), P_STR(d->name), P_AT(now)), NULL, e))
		return err_wrap(e, "store calendar %s", d->name);
	*id = db_last_id(db);
	if (add_version(db, a, *id, &w, by, now, e))
		return err_wrap(e, "store calendar %s", d->name);
	return ERR_NONE;
}

enum err_kind calendar_store_revise(struct db *db, struct arena *a, int64_t id,
				    const struct calendar_draft *d,
				    person_id by, instant now, struct err *e)
{
	struct whole w;

	if (prepare(a, d, now, &w, e))
		return e->kind;
	if (add_version(db, a, id, &w, by, now, e))
		return err_wrap(e, "store calendar %" PRId64, id);
	return ERR_NONE;
}

enum err_kind calendar_store_rename(struct db *db, int64_t id, const char *name,
				    struct err *e)
{
	if (db_exec(db, "UPDATE calendar SET name = ? WHERE id = ?",
		    PARAMS(P_STR(name), P_I64(id)), NULL, e))
		return err_wrap(e, "rename calendar %" PRId64, id);
	return ERR_NONE;
}

/* ---- Taking away ----------------------------------------------------------
 */

enum err_kind calendar_store_user(struct db *db, struct arena *a, int64_t id,
				  const char **level, struct err *e)
{
	struct rows *r;

	*level = NULL;
	if (db_query(db, a,
		     "SELECT name FROM level_version WHERE calendar_id = ?"
		     " ORDER BY id DESC LIMIT 1 LOCK IN SHARE MODE",
		     PARAMS(P_I64(id)), &r, e))
		return e->kind;
	if (rows_next(r))
		*level = rows_str(r);
	return rows_end(&r, e);
}

enum err_kind calendar_store_remove(struct db *db, int64_t id, struct err *e)
{
#define OF_VERSIONS                                                            \
	" WHERE calendar_version_id IN (SELECT id FROM calendar_version"       \
	" WHERE calendar_id = ?)"
	static const char *const sql[] = {
		"DELETE FROM calendar_window" OF_VERSIONS,
		"DELETE FROM calendar_closure" OF_VERSIONS,
		"DELETE FROM calendar_rule" OF_VERSIONS,
		"DELETE FROM calendar_replacement" OF_VERSIONS,
		"DELETE FROM calendar_version WHERE calendar_id = ?",
		"DELETE FROM calendar WHERE id = ?",
	};

	for (size_t i = 0; i < COUNT_OF(sql); i++)
		if (db_exec(db, sql[i], PARAMS(P_I64(id)), NULL, e))
			return err_wrap(e, "remove calendar %" PRId64, id);
	return ERR_NONE;
}

/* ---- Compiling ------------------------------------------------------------
 */

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
	if (calendar_read_spec(db, a, version, &spec, NULL, e))
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
