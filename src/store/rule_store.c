#include "store/rule_store.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/action_store.h"

enum err_kind rule_store_begin(struct db *db, struct err *e)
{
	int64_t version;

	rng_bytes(&version, sizeof(version));
	version &= INT64_MAX;
	if (db_exec(db,
		    "INSERT INTO rule_state (id, version) VALUES (1, ?)"
		    " ON DUPLICATE KEY UPDATE version = VALUES(version)",
		    PARAMS(P_I64(version)), NULL, e))
		return err_wrap(e, "note a change of rules");
	return ERR_NONE;
}

/* ---- What actions name ----------------------------------------------------
 */

/* One that is off may name what is not in use any more: it does nothing. */
static enum err_kind check_actions(struct db *db, struct arena *a,
				   const struct rule_draft *d, struct err *e)
{
	if (d->nactions > LIMIT_RULE_ACTIONS)
		return err_set(e, ERR_INVALID,
			       "actions: there are more than %d",
			       LIMIT_RULE_ACTIONS);
	for (size_t i = 0; i < d->nactions; i++) {
		const struct action *is = &d->actions[i];

		if (d->kind == RULE_KIND_SLA && is->kind != ACTION_LEVEL)
			return err_set(e, ERR_INVALID,
				       "action %zu: an SLA rule sets a level",
				       i + 1);
		if (d->active ? action_store_check(db, a, is, e)
			      : action_check(is, e))
			return err_wrap(e, "action %zu", i + 1);
	}
	return ERR_NONE;
}

/* ---- Writing --------------------------------------------------------------
 */

static enum err_kind add_values(struct db *db, struct arena *a,
				int64_t condition,
				const struct rule_condition *c, struct err *e)
{
	bool words = rule_type_of(c) == RULE_TEXT;
	size_t n = words ? c->ntexts : c->nids;
	struct param *p = ARENA_ARRAY(a, 4 * n, struct param);

	for (size_t i = 0; i < n; i++) {
		const char *name = c->names ? c->names[i] : NULL;

		p[4 * i] = P_I64(condition);
		p[4 * i + 1] = P_I64((int64_t)i);
		p[4 * i + 2] = words ? P_NULL : P_I64(c->ids[i]);
		p[4 * i + 3] = P_STR(words ? c->texts[i] : name ? name : "");
	}
	return db_exec_rows(db,
			    "INSERT INTO rule_value (rule_condition_id,"
			    " position, ref, text) VALUES (?, ?, ?, ?)",
			    p, 4, n, e);
}

static enum err_kind add_condition(struct db *db, struct arena *a,
				   int64_t version, size_t group, size_t place,
				   const struct rule_condition *c,
				   struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO rule_condition (rule_version_id, grp,"
		    " position, field, custom_id, metric, type, op, number)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		    PARAMS(P_I64(version), P_I64((int64_t)group),
			   P_I64((int64_t)place), P_I64(c->field),
			   P_ID(c->custom), P_I64(c->metric),
			   P_I64(rule_type_of(c)), P_I64(c->op),
			   P_I64(c->number)),
		    NULL, e))
		return e->kind;
	return add_values(db, a, db_last_id(db), c, e);
}

static enum err_kind add_conditions(struct db *db, struct arena *a,
				    int64_t version, const struct rule_draft *d,
				    struct err *e)
{
	for (size_t g = 0; g < d->ngroups; g++)
		for (size_t i = 0; i < d->groups[g].n; i++)
			if (add_condition(db, a, version, g, i,
					  &d->groups[g].v[i], e))
				return e->kind;
	return ERR_NONE;
}

static enum err_kind add_actions(struct db *db, int64_t version,
				 const struct rule_draft *d, struct err *e)
{
	for (size_t i = 0; i < d->nactions; i++)
		if (db_exec(db,
			    "INSERT INTO rule_action (rule_version_id,"
			    " position, kind, number, text)"
			    " VALUES (?, ?, ?, ?, ?)",
			    PARAMS(P_I64(version), P_I64((int64_t)i),
				   P_I64(d->actions[i].kind),
				   action_store_number(&d->actions[i]),
				   P_STR(d->actions[i].text)),
			    NULL, e))
			return e->kind;
	return ERR_NONE;
}

static enum err_kind add_version(struct db *db, struct arena *a, int64_t id,
				 const struct rule_draft *d, person_id by,
				 instant now, struct err *e)
{
	int64_t version;

	if (check_actions(db, a, d, e))
		return e->kind;
	if (db_exec(db,
		    "INSERT INTO rule_version (rule_id, number, name, note,"
		    " active, stops, keeps, triggers, created_at, created_by)"
		    " SELECT id, version, ?, ?, ?, ?, ?, ?, ?, ? FROM rule"
		    " WHERE id = ?",
		    PARAMS(P_STR(d->name), P_STR(d->note ? d->note : ""),
			   P_I64(d->active), P_I64(d->stops), P_I64(d->keeps),
			   P_I64(d->triggers), P_AT(now), P_ID(by.n),
			   P_I64(id)),
		    NULL, e))
		return e->kind;
	version = db_last_id(db);
	return add_conditions(db, a, version, d, e) ||
			       add_actions(db, version, d, e)
		       ? e->kind
		       : ERR_NONE;
}

/* Where the next of a kind goes; they may not become too many. */
static enum err_kind find_place(struct db *db, struct arena *a,
				enum rule_kind kind, int64_t *place,
				struct err *e)
{
	int64_t n = 0;
	struct rows *r;

	*place = 1;
	if (db_query(db, a,
		     "SELECT COUNT(*), COALESCE(MAX(position), 0) + 1"
		     " FROM rule WHERE kind = ? AND archived_at IS NULL",
		     PARAMS(P_I64(kind)), &r, e))
		return e->kind;
	if (rows_next(r)) {
		n = rows_i64(r);
		*place = rows_i64(r);
	}
	if (rows_end(&r, e))
		return e->kind;
	return n < LIMIT_RULES ? ERR_NONE
			       : err_set(e, ERR_INVALID,
					 "There are %d rules of this kind: that"
					 " is as many as there can be.",
					 LIMIT_RULES);
}

/* A time rule is another now: tickets are to be looked at (turn_store.h). */
static enum err_kind note_timed(struct db *db, int64_t id, struct err *e)
{
	return db_exec(db,
		       "UPDATE rule_state SET timed = timed + 1 WHERE EXISTS"
		       " (SELECT 1 FROM rule WHERE id = ? AND kind = ?)",
		       PARAMS(P_I64(id), P_I64(RULE_KIND_TIME)), NULL, e);
}

/* What people are told about their input stays as it is. */
static enum err_kind not_stored(struct err *e, const char *name)
{
	return e->kind == ERR_INVALID ? e->kind
				      : err_wrap(e, "store rule %.100s", name);
}

enum err_kind rule_store_add(struct db *db, struct arena *a,
			     const struct rule_draft *d, person_id by,
			     instant now, int64_t *id, struct err *e)
{
	char oid[RNG_OID_LEN + 1];
	int64_t place;

	rng_oid(oid);
	if (find_place(db, a, d->kind, &place, e) ||
	    db_exec(db,
		    "INSERT INTO rule (oid, kind, position, version,"
		    " created_at) VALUES (?, ?, ?, 1, ?)",
		    PARAMS(P_STR(oid), P_I64(d->kind), P_I64(place), P_AT(now)),
		    NULL, e))
		return not_stored(e, d->name);
	*id = db_last_id(db);
	return add_version(db, a, *id, d, by, now, e) || note_timed(db, *id, e)
		       ? not_stored(e, d->name)
		       : ERR_NONE;
}

enum err_kind rule_store_revise(struct db *db, struct arena *a, int64_t id,
				const struct rule_draft *d, person_id by,
				instant now, struct err *e)
{
	if (db_exec(db, "UPDATE rule SET version = version + 1 WHERE id = ?",
		    PARAMS(P_I64(id)), NULL, e) ||
	    add_version(db, a, id, d, by, now, e) || note_timed(db, id, e))
		return not_stored(e, d->name);
	return ERR_NONE;
}

enum err_kind rule_store_remove(struct db *db, int64_t id, person_id by,
				instant now, struct err *e)
{
	if (db_exec(db,
		    "UPDATE rule SET archived_at = ?, archived_by = ?"
		    " WHERE id = ? AND archived_at IS NULL",
		    PARAMS(P_AT(now), P_ID(by.n), P_I64(id)), NULL, e) ||
	    note_timed(db, id, e))
		return err_wrap(e, "take a rule away");
	return ERR_NONE;
}

enum err_kind rule_store_order(struct db *db, const int64_t *ids, size_t n,
			       struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (db_exec(db, "UPDATE rule SET position = ? WHERE id = ?",
			    PARAMS(P_I64((int64_t)i + 1), P_I64(ids[i])), NULL,
			    e))
			return err_wrap(e, "put rules in order");
	if (n > 0 && note_timed(db, ids[0], e))
		return err_wrap(e, "put rules in order");
	return ERR_NONE;
}

enum err_kind rule_store_promise(struct db *db, struct arena *a,
				 const char *name, department_id department,
				 int64_t level, instant now, struct err *e)
{
	const char *department_name = NULL;
	const struct rule_condition is = { .field = RULE_DEPARTMENT,
					   .op = RULE_IS,
					   .ids = &department.n,
					   .nids = 1,
					   .names = &department_name };
	const struct rule_group group = { &is, 1 };
	const struct action set = { .kind = ACTION_LEVEL, .id = level };
	const struct rule_draft d = { .kind = RULE_KIND_SLA,
				      .name = name,
				      .active = true,
				      .stops = true,
				      .groups = &group,
				      .ngroups = 1,
				      .actions = &set,
				      .nactions = 1 };
	struct rows *r;
	int64_t id;

	if (db_query(db, a, "SELECT name FROM department WHERE id = ?",
		     PARAMS(P_I64(department.n)), &r, e))
		return e->kind;
	if (rows_next(r))
		department_name = rows_str(r);
	if (rows_end(&r, e) || rule_store_begin(db, e))
		return e->kind;
	return rule_store_add(db, a, &d, (person_id){ 0 }, now, &id, e);
}
