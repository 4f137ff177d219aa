#include "store/level_action_store.h"

#include <inttypes.h>
#include "base/limits.h"
#include "store/action_store.h"

/* ---- Checking ------------------------------------------------------------ */

static enum err_kind check_action(struct db *db, struct arena *a,
				  const struct action *is, struct err *e)
{
	if (is->kind == ACTION_LEVEL && is->id == 0)
		return err_set(e, ERR_INVALID, "level: there is no such one");
	return action_store_check(db, a, is, e);
}

static enum err_kind check_step(struct db *db, struct arena *a,
				const struct level_draft *d, int m,
				const struct step *s, struct err *e)
{
	const struct step_actions *acts = &d->actions[m][s->number];

	if (acts->n > LIMIT_STEP_ACTIONS)
		return err_set(e, ERR_INVALID,
			       "actions: there are more than %d",
			       LIMIT_STEP_ACTIONS);
	for (int i = 0; i < acts->n; i++)
		if (check_action(db, a, &acts->v[i], e))
			return err_wrap(e, "action %d", i + 1);
	return ERR_NONE;
}

static bool in_bounds(const struct step *s)
{
	if (s->unit == STEP_PERCENT)
		return s->offset >= 0 && s->offset <= LIMIT_STEP_PERCENT;
	return s->offset >= -LIMIT_TARGET_SECONDS &&
	       s->offset <= LIMIT_TARGET_SECONDS;
}

/* Its place in time; that no other step of the metric has its number. */
static enum err_kind check_moment(const struct level_draft *d, int m, int i,
				  struct err *e)
{
	const struct step *s = &d->steps[m][i];

	if (s->number < 0 || s->number >= LIMIT_STEPS)
		return err_set(e, ERR_INVALID, "number: it is 0 to %d",
			       LIMIT_STEPS - 1);
	for (int k = 0; k < i; k++)
		if (d->steps[m][k].number == s->number)
			return err_set(e, ERR_INVALID,
				       "number: another step has it");
	if (!in_bounds(s))
		return err_set(
			e, ERR_INVALID,
			s->unit == STEP_PERCENT
				? "percent: it is 0 to %" PRId64
				: "offset: it is at most %" PRId64 " seconds",
			s->unit == STEP_PERCENT ? (int64_t)LIMIT_STEP_PERCENT
						: LIMIT_TARGET_SECONDS);
	return ERR_NONE;
}

static enum err_kind check_metric(struct db *db, struct arena *a,
				  const struct level_draft *d, int m,
				  struct err *e)
{
	if (d->nsteps[m] > LIMIT_STEPS)
		return err_set(e, ERR_INVALID, "steps: there are more than %d",
			       LIMIT_STEPS);
	for (int i = 0; i < d->nsteps[m]; i++)
		if (check_moment(d, m, i, e) ||
		    check_step(db, a, d, m, &d->steps[m][i], e))
			return err_wrap(e, "step %d", i + 1);
	return ERR_NONE;
}

enum err_kind level_action_store_check(struct db *db,
				       const struct level_draft *d,
				       struct err *e)
{
	struct arena *a = arena_new();

	if (d->gears.late < 0 || d->gears.late > LIMIT_TARGET_SECONDS)
		(void)err_set(e, ERR_INVALID,
			      "late: it is at most %" PRId64 " seconds",
			      LIMIT_TARGET_SECONDS);
	for (int m = 0; e->kind == ERR_NONE && m < METRIC_N; m++)
		if (check_metric(db, a, d, m, e))
			(void)err_wrap(e, "%s",
				       level_metric_name((enum metric)m));
	arena_free(a);
	return e->kind;
}

/* ---- Writing and reading ------------------------------------------------- */

static enum err_kind add_step(struct db *db, int64_t version, int metric,
			      int step, const struct step_actions *acts,
			      struct err *e)
{
	for (int i = 0; i < acts->n; i++)
		if (db_exec(db,
			    "INSERT INTO level_step_action (level_version_id,"
			    " metric, step, position, kind, number, text)"
			    " VALUES (?, ?, ?, ?, ?, ?, ?)",
			    PARAMS(P_I64(version), P_I64(metric), P_I64(step),
				   P_I64(i), P_I64(acts->v[i].kind),
				   action_store_number(&acts->v[i]),
				   P_STR(acts->v[i].text)),
			    NULL, e))
			return err_wrap(e, "store actions");
	return ERR_NONE;
}

enum err_kind level_action_store_add(struct db *db, int64_t version, int metric,
				     const struct level_draft *d, struct err *e)
{
	for (int i = 0; i < d->nsteps[metric]; i++) {
		int step = d->steps[metric][i].number;

		if (add_step(db, version, metric, step,
			     &d->actions[metric][step], e))
			return e->kind;
	}
	return ERR_NONE;
}

/* They come in order, so each step's are behind each other. */
static void take(struct level *l, int64_t metric, int64_t step,
		 const struct action *at)
{
	struct step_actions *acts;

	if (metric < 0 || metric >= METRIC_N || step < 0 ||
	    step >= LIMIT_STEPS || at->kind >= ACTION_KIND_N)
		return;
	acts = &l->actions[metric][step];
	if (acts->n == 0)
		acts->v = at;
	acts->n++;
}

static enum err_kind count(struct db *db, struct arena *a, int64_t version,
			   size_t *n, struct err *e)
{
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT COUNT(*) FROM level_step_action"
		     " WHERE level_version_id = ?",
		     PARAMS(P_I64(version)), &r, e))
		return e->kind;
	if (rows_next(r))
		*n = (size_t)rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind level_action_store_read(struct db *db, struct arena *a,
				      struct arena *keep, struct level *l,
				      struct err *e)
{
	struct action *list;
	struct rows *r;
	size_t n, i = 0;

	if (count(db, a, l->version, &n, e) || n == 0)
		return e->kind;
	list = ARENA_ARRAY(keep, n, struct action);
	if (db_query(db, a,
		     "SELECT metric, step, kind, number, text"
		     " FROM level_step_action WHERE level_version_id = ?"
		     " ORDER BY metric, step, position",
		     PARAMS(P_I64(l->version)), &r, e))
		return e->kind;
	while (i < n && rows_next(r)) {
		int64_t metric = rows_i64(r);
		int64_t step = rows_i64(r);

		list[i].kind = (enum action_kind)rows_i64(r);
		list[i].id = rows_i64(r);
		list[i].text = arena_str(keep, rows_str(r));
		take(l, metric, step, &list[i++]);
	}
	return rows_end(&r, e);
}

enum err_kind level_action_store_newest(struct db *db, struct arena *a,
					int64_t level, struct level_ref *ref,
					struct err *e)
{
	static const char sql[] =
		"SELECT v.id, (SELECT c.id FROM calendar_version c"
		" WHERE c.calendar_id = v.calendar_id"
		" ORDER BY c.number DESC LIMIT 1)"
		" FROM level_version v WHERE v.level_id = ?"
		" ORDER BY v.number DESC LIMIT 1";
	struct rows *r;

	*ref = (struct level_ref){ 0 };
	if (db_query(db, a, sql, PARAMS(P_I64(level)), &r, e))
		return err_wrap(e, "find the newest version of a level");
	if (rows_next(r)) {
		ref->version = rows_i64(r);
		ref->calendar = rows_i64(r);
	}
	return rows_end(&r, e);
}
