#include "store/step_store.h"

#include "store/sql_text.h"

#define ADD_VALUES 7

enum err_kind step_store_add(struct db *db, struct arena *a,
			     const struct fired_step *steps, size_t n,
			     struct err *e)
{
	static const char sql[] =
		"INSERT INTO fired_step (clock_id, step, due_at, noticed_at,"
		" outcome, reason, level_version_id)"
		" VALUES (?, ?, ?, ?, ?, ?, ?)";
	struct param *p;

	if (n == 0)
		return ERR_NONE;
	p = ARENA_ARRAY(a, n * ADD_VALUES, struct param);
	for (size_t i = 0; i < n; i++) {
		const struct fired_step *s = &steps[i];
		const struct param values[ADD_VALUES] = {
			P_I64(s->clock->id.n),
			P_I64(s->step),
			P_AT(s->due),
			P_AT(s->noticed),
			P_I64(s->outcome),
			P_STR(s->reason ? s->reason : ""),
			P_ID(s->level_version),
		};

		memcpy(p + i * ADD_VALUES, values, sizeof(values));
	}
	if (db_exec_rows(db, sql, p, ADD_VALUES, n, e))
		return err_wrap(e, "claim steps");
	return ERR_NONE;
}

enum err_kind step_store_done(struct db *db, struct arena *a, clock_id clock,
			      unsigned *bits, struct err *e)
{
	struct rows *r;

	*bits = 0;
	if (db_query(db, a, "SELECT step FROM fired_step WHERE clock_id = ?",
		     PARAMS(P_I64(clock.n)), &r, e))
		return err_wrap(e, "find fired steps");
	while (rows_next(r))
		*bits |= 1u << rows_i64(r);
	return rows_end(&r, e);
}

/* ---- What they did ------------------------------------------------------- */

#define ACTED_VALUES 7

enum err_kind step_store_acted(struct db *db, struct arena *a,
			       const struct fired_action *v, size_t n,
			       struct err *e)
{
	static const char sql[] =
		"INSERT INTO fired_action (clock_id, step, position, kind,"
		" outcome, told, missed) VALUES (?, ?, ?, ?, ?, ?, ?)";
	struct param *p;

	if (n == 0)
		return ERR_NONE;
	p = ARENA_ARRAY(a, n * ACTED_VALUES, struct param);
	for (size_t i = 0; i < n; i++) {
		const struct param values[ACTED_VALUES] = {
			P_I64(v[i].clock->id.n), P_I64(v[i].step),
			P_I64(v[i].position),    P_I64(v[i].kind),
			P_I64(v[i].outcome),     P_I64(v[i].told),
			P_I64(v[i].missed),
		};

		memcpy(p + i * ACTED_VALUES, values, sizeof(values));
	}
	if (db_exec_rows(db, sql, p, ACTED_VALUES, n, e))
		return err_wrap(e, "note what steps did");
	return ERR_NONE;
}

enum err_kind step_store_committed(struct db *db, struct arena *a,
				   const int64_t *clocks, size_t n,
				   instant noticed, instant at, struct err *e)
{
	static const char sql[] =
		"UPDATE fired_step SET committed_at = ? WHERE clock_id = ?"
		" AND noticed_at = ? AND committed_at IS NULL";
	struct param *p = ARENA_ARRAY(a, n * 3, struct param);

	for (size_t i = 0; i < n; i++) {
		p[i * 3] = P_AT(at);
		p[i * 3 + 1] = P_I64(clocks[i]);
		p[i * 3 + 2] = P_AT(noticed);
	}
	return db_exec_rows(db, sql, p, 3, n, e);
}

static void read_deed(struct rows *r, struct step_deed *d)
{
	d->metric = (int)rows_i64(r);
	d->cycle = (int)rows_i64(r);
	d->step = (int)rows_i64(r);
	d->offset = rows_i64(r);
	d->unit = (enum step_unit)rows_i64(r);
	d->kind = (enum action_kind)rows_i64(r);
	d->outcome = (enum action_outcome)rows_i64(r);
	d->told = (int)rows_i64(r);
	d->missed = (int)rows_i64(r);
	d->number = rows_i64(r);
	d->text = rows_str(r);
	d->name = rows_str(r);
}

enum err_kind step_store_deeds(struct db *db, struct arena *a, ticket_id ticket,
			       struct step_deed **out, size_t *n, struct err *e)
{
	/* Who or what a number names: enum action_kind. */
	static const char sql[] =
		"SELECT c.metric, c.cycle, f.step, s.seconds, s.unit, f.kind,"
		" f.outcome, f.told, f.missed, x.number,"
		" IF(f.kind = 10, NULL, x.text), CASE f.kind"
		" WHEN 6 THEN (SELECT name FROM person WHERE id = x.number)"
		" WHEN 7 THEN (SELECT name FROM department WHERE id = x.number)"
		" WHEN 8 THEN (SELECT name FROM tag WHERE id = x.number)"
		" WHEN 9 THEN (SELECT name FROM tag WHERE id = x.number)"
		" WHEN 11 THEN (SELECT name FROM level WHERE id = x.number)"
		" WHEN 20 THEN (SELECT name FROM field WHERE id = x.number)"
		" WHEN 22 THEN (SELECT name FROM person WHERE id = x.number)"
		" END"
		" FROM clock c JOIN fired_step d ON d.clock_id = c.id"
		" JOIN fired_action f ON f.clock_id = c.id AND f.step = d.step"
		" JOIN level_step s ON s.level_version_id = d.level_version_id"
		" AND s.metric = c.metric AND s.step = f.step"
		" JOIN level_step_action x"
		" ON x.level_version_id = d.level_version_id"
		" AND x.metric = c.metric AND x.step = f.step"
		" AND x.position = f.position WHERE c.ticket_id = ?"
		" ORDER BY c.id, f.step, f.position";
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	*out = NULL;
	if (db_query(db, a, sql, PARAMS(P_I64(ticket.n)), &r, e))
		return err_wrap(e, "list what steps did");
	while (rows_next(r)) {
		ARENA_ROOM(a, *out, *n, cap);
		read_deed(r, &(*out)[(*n)++]);
	}
	return rows_end(&r, e);
}
