#include "store/level_store.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/rng.h"
#include "base/zone.h"
#include "store/calendar_store.h"
#include "store/level_action_store.h"

/* ---- Storing --------------------------------------------------------------
 */

static enum err_kind check(const struct level_draft *d, struct err *e)
{
	bool any = false;

	for (int m = 0; m < METRIC_N; m++)
		for (int p = 0; p < PRIORITY_N; p++) {
			seconds s = d->target[m][p].seconds;

			any = any || s > 0;
			if (s < 0 || s > LIMIT_TARGET_SECONDS)
				return err_set(e, ERR_INVALID,
					       "a target of level %s is above"
					       " %" PRId64 " s",
					       d->name, LIMIT_TARGET_SECONDS);
		}
	if (!any)
		return err_set(e, ERR_INVALID, "level %s promises nothing",
			       d->name);
	return ERR_NONE;
}

static enum err_kind add_targets(struct db *db, int64_t version, int m,
				 const struct level_draft *d, struct err *e)
{
	for (int p = 0; p < PRIORITY_N; p++) {
		const struct target *t = &d->target[m][p];

		if (t->seconds > 0 &&
		    db_exec(db,
			    "INSERT INTO level_target (level_version_id,"
			    " metric, priority, seconds, unit)"
			    " VALUES (?, ?, ?, ?, ?)",
			    PARAMS(P_I64(version), P_I64(m), P_I64(p),
				   P_I64(t->seconds), P_I64(t->unit)),
			    NULL, e))
			return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind add_metric(struct db *db, int64_t version, int m,
				const struct level_draft *d, struct err *e)
{
	if (add_targets(db, version, m, d, e))
		return e->kind;
	if (d->pauses_set[m] &&
	    db_exec(db,
		    "INSERT INTO level_pause (level_version_id, metric,"
		    " statuses) VALUES (?, ?, ?)",
		    PARAMS(P_I64(version), P_I64(m), P_I64(d->pauses[m])), NULL,
		    e))
		return e->kind;
	for (int i = 0; i < d->nsteps[m]; i++)
		if (db_exec(db,
			    "INSERT INTO level_step (level_version_id, metric,"
			    " step, seconds, unit) VALUES (?, ?, ?, ?, ?)",
			    PARAMS(P_I64(version), P_I64(m),
				   P_I64(d->steps[m][i].number),
				   P_I64(d->steps[m][i].offset),
				   P_I64(d->steps[m][i].unit)),
			    NULL, e))
			return e->kind;
	return level_action_store_add(db, version, m, d, e);
}

static enum err_kind add_version(struct db *db, int64_t id,
				 const struct level_draft *d, person_id by,
				 instant now, struct err *e)
{
	static const char sql[] =
		"INSERT INTO level_version (level_id, number, name,"
		" calendar_id, created_at, created_by, on_change, reopen,"
		" reopen_window, by_agent, max_pause, grace, by_consumption,"
		" late)"
		" SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?,"
		" ?, ?, ?, ?, ? FROM level_version WHERE level_id = ?";
	const struct level_gears *g = &d->gears;
	int64_t version;

	if (db_exec(db, sql,
		    PARAMS(P_I64(id), P_STR(d->name), P_ID(d->calendar),
			   P_AT(now), P_ID(by.n), P_I64(g->on_change),
			   P_I64(g->reopen), P_I64(g->reopen_window),
			   P_I64(g->by_agent), P_I64(g->max_pause),
			   P_I64(g->grace), P_I64(g->by_consumption),
			   P_I64(g->late), P_I64(id)),
		    NULL, e))
		return e->kind;
	version = db_last_id(db);
	for (int m = 0; m < METRIC_N; m++)
		if (add_metric(db, version, m, d, e))
			return e->kind;
	return ERR_NONE;
}

enum err_kind level_store_add(struct db *db, const struct level_draft *d,
			      person_id by, instant now, int64_t *id,
			      struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	if (check(d, e) || level_action_store_check(db, d, e))
		return e->kind;
	rng_oid(oid);
	if (db_exec(db,
		    "INSERT INTO level (oid, name, created_at)"
		    " VALUES (?, ?, ?)",
		    PARAMS(P_STR(oid), P_STR(d->name), P_AT(now)), NULL, e))
		return err_wrap(e, "store level %s", d->name);
	*id = db_last_id(db);
	if (add_version(db, *id, d, by, now, e))
		return err_wrap(e, "store level %s", d->name);
	return ERR_NONE;
}

enum err_kind level_store_revise(struct db *db, int64_t id,
				 const struct level_draft *d, person_id by,
				 instant now, struct err *e)
{
	if (check(d, e) || level_action_store_check(db, d, e))
		return e->kind;
	if (db_exec(db, "UPDATE level SET name = ? WHERE id = ? AND name <> ?",
		    PARAMS(P_STR(d->name), P_I64(id), P_STR(d->name)), NULL,
		    e) ||
	    add_version(db, id, d, by, now, e))
		return err_wrap(e, "store level %s", d->name);
	return ERR_NONE;
}

enum err_kind level_store_archive(struct db *db, int64_t id, instant at,
				  struct err *e)
{
	if (db_exec(db, "UPDATE level SET archived_at = ? WHERE id = ?",
		    PARAMS(P_AT(at), P_I64(id)), NULL, e))
		return err_wrap(e, "archive a level");
	return ERR_NONE;
}

enum err_kind level_store_any(struct db *db, struct arena *a, bool *any,
			      struct err *e)
{
	struct rows *r;

	if (db_query(db, a, "SELECT id FROM level LIMIT 1", NO_PARAMS, &r, e))
		return err_wrap(e, "look for levels");
	*any = rows_next(r);
	return rows_end(&r, e);
}

/* ---- Compiling ------------------------------------------------------------
 */

enum err_kind level_store_ref(struct db *db, struct arena *a, int64_t version,
			      struct level_ref *ref, struct err *e)
{
	static const char sql[] =
		"SELECT v.id, (SELECT c.id FROM calendar_version c"
		" WHERE c.calendar_id = v.calendar_id"
		" ORDER BY c.number DESC LIMIT 1)"
		" FROM level_version v WHERE v.id = ?";
	struct rows *r;

	*ref = (struct level_ref){ 0 };
	if (db_query(db, a, sql, PARAMS(P_I64(version)), &r, e))
		return err_wrap(e, "find level version %" PRId64, version);
	if (rows_next(r)) {
		ref->version = rows_i64(r);
		ref->calendar = rows_i64(r);
	}
	return rows_end(&r, e);
}

/* A compiled level, or a calendar, that this process keeps. */
struct kept {
	struct kept *next;
	struct level_ref ref; /* version 0: a calendar alone */
	const struct level *level;
	const struct calendar *calendar;
};

/*
 * A constant of the database once read, so the one thing here that outlives a
 * call: threads there are none, and a program works with one database.
 */
static struct {
	struct arena *arena;
	struct kept *first;
} cache;

static const struct kept *find_kept(struct level_ref ref)
{
	for (const struct kept *k = cache.first; k; k = k->next)
		if (k->ref.version == ref.version &&
		    k->ref.calendar == ref.calendar)
			return k;
	return NULL;
}

static void keep(struct level_ref ref, const struct level *level,
		 const struct calendar *calendar)
{
	struct kept *k = ARENA_NEW(cache.arena, struct kept);

	*k = (struct kept){ .next = cache.first,
			    .ref = ref,
			    .level = level,
			    .calendar = calendar };
	cache.first = k;
}

void level_store_forget(void)
{
	arena_free(cache.arena);
	cache.arena = NULL;
	cache.first = NULL;
}

static enum err_kind find_calendar(struct db *db, struct arena *a,
				   int64_t version, const struct calendar **out,
				   struct err *e)
{
	const struct level_ref alone = { .calendar = version };
	const struct kept *k = find_kept(alone);

	if (k) {
		*out = k->calendar;
		return ERR_NONE;
	}
	if (calendar_store_compile(db, a, cache.arena, version, out, e))
		return e->kind;
	keep(alone, NULL, *out);
	return ERR_NONE;
}

static enum err_kind read_version(struct db *db, struct arena *a,
				  struct level *l, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a,
		     "SELECT level_id, number, name, on_change, reopen,"
		     " reopen_window, by_agent, max_pause, grace,"
		     " by_consumption, calendar_id, late"
		     " FROM level_version WHERE id = ?",
		     PARAMS(P_I64(l->version)), &r, e))
		return e->kind;
	found = rows_next(r);
	if (found) {
		l->level = rows_i64(r);
		l->number = (int)rows_i64(r);
		l->name = arena_str(cache.arena, rows_str(r));
		l->gears.on_change = (enum level_change)rows_i64(r);
		l->gears.reopen = (enum level_reopen)rows_i64(r);
		l->gears.reopen_window = rows_i64(r);
		l->gears.by_agent = (enum level_by_agent)rows_i64(r);
		l->gears.max_pause = rows_i64(r);
		l->gears.grace = rows_i64(r);
		l->gears.by_consumption = rows_i64(r) != 0;
		l->calendar_id = rows_i64(r);
		l->gears.late = rows_i64(r);
	}
	if (rows_end(&r, e))
		return e->kind;
	return found ? ERR_NONE
		     : err_set(e, ERR_BROKEN, "no such level version");
}

static bool known(int64_t metric, int64_t n, int64_t end)
{
	return metric >= 0 && metric < METRIC_N && n >= 0 && n < end;
}

static enum err_kind read_targets(struct db *db, struct arena *a,
				  struct level *l, struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT metric, priority, seconds, unit FROM level_target"
		     " WHERE level_version_id = ?",
		     PARAMS(P_I64(l->version)), &r, e))
		return e->kind;
	while (rows_next(r)) {
		int64_t metric = rows_i64(r);
		int64_t priority = rows_i64(r);
		struct target t;

		t.seconds = rows_i64(r);
		t.unit = (enum unit)rows_i64(r);
		if (known(metric, priority, PRIORITY_N))
			l->target[metric][priority] = t;
	}
	return rows_end(&r, e);
}

static enum err_kind read_pauses(struct db *db, struct arena *a,
				 struct level *l, struct err *e)
{
	struct rows *r;

	for (int m = 0; m < METRIC_N; m++)
		l->pauses[m] = level_default_pauses((enum metric)m);
	if (db_query(db, a,
		     "SELECT metric, statuses FROM level_pause"
		     " WHERE level_version_id = ?",
		     PARAMS(P_I64(l->version)), &r, e))
		return e->kind;
	while (rows_next(r)) {
		int64_t metric = rows_i64(r);

		if (known(metric, 0, 1))
			l->pauses[metric] = (unsigned)rows_i64(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_steps(struct db *db, struct arena *a, struct level *l,
				struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT metric, step, seconds, unit FROM level_step"
		     " WHERE level_version_id = ? ORDER BY metric, step",
		     PARAMS(P_I64(l->version)), &r, e))
		return e->kind;
	while (rows_next(r)) {
		int64_t metric = rows_i64(r);
		int64_t number = rows_i64(r);

		struct step step = { .number = (int)number,
				     .offset = rows_i64(r) };

		step.unit = (enum step_unit)rows_i64(r);
		if (known(metric, number, LIMIT_STEPS))
			l->steps[metric][l->nsteps[metric]++] = step;
	}
	return rows_end(&r, e);
}

static enum err_kind compile(struct db *db, struct arena *a,
			     struct level_ref ref, struct level *l,
			     struct err *e)
{
	l->version = ref.version;
	l->calendar_version = ref.calendar;
	l->tz_version = zone_version();
	if (read_version(db, a, l, e) || read_targets(db, a, l, e) ||
	    read_pauses(db, a, l, e) || read_steps(db, a, l, e) ||
	    level_action_store_read(db, a, cache.arena, l, e) ||
	    find_calendar(db, a, ref.calendar, &l->calendar, e))
		return err_wrap(e, "compile level version %" PRId64,
				ref.version);
	return ERR_NONE;
}

enum err_kind level_store_compile(struct db *db, struct level_ref ref,
				  const struct level **out, struct err *e)
{
	const struct kept *k;
	struct level *l;
	struct arena *a;

	*out = NULL;
	if (ref.version == 0)
		return ERR_NONE;
	k = find_kept(ref);
	if (k) {
		*out = k->level;
		return ERR_NONE;
	}
	if (!cache.arena)
		cache.arena = arena_new();
	a = arena_new();
	l = ARENA_NEW(cache.arena, struct level);
	if (compile(db, a, ref, l, e) == ERR_NONE) {
		keep(ref, l, NULL);
		*out = l;
	}
	arena_free(a);
	return *out ? ERR_NONE : e->kind;
}
