#include "store/step_store.h"

#define ADD_VALUES 6

enum err_kind step_store_add(struct db *db, struct arena *a,
			     const struct fired_step *steps, size_t n,
			     struct err *e)
{
	static const char sql[] =
		"INSERT INTO fired_step (clock_id, step, due_at, noticed_at,"
		" outcome, reason) VALUES (?, ?, ?, ?, ?, ?)";
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
