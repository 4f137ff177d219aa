/* Whom and what tickets name: people, departments, levels, calendars. */
#include "store/check_read.h"

#include "store/sql_text.h"

enum err_kind check_read_ask(struct check_read *rd, const char *sql,
			     struct rows **r, struct err *e)
{
	return db_query(rd->db, rd->a, sql,
			PARAMS(P_I64(rd->range->from), P_I64(rd->range->until)),
			r, e);
}

/* ---- What they go by -------------------------------------------------------
 */

static enum err_kind read_departments(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (db_query(rd->db, rd->a,
		     "SELECT id, version, name FROM department ORDER BY id",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_name *d = CHECK_NEXT(rd->a, out->departments,
						  out->ndepartments, cap);

		d->id = rows_at(r);
		d->version = rows_at(r);
		d->name = rows_str(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_levels(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (db_query(rd->db, rd->a,
		     "SELECT id, level_id, calendar_id FROM level_version"
		     " ORDER BY id",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_level_version *l = CHECK_NEXT(rd->a, out->levels,
							   out->nlevels, cap);

		l->id = rows_at(r);
		l->level = rows_at(r);
		l->calendar = rows_at(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_calendars(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (db_query(rd->db, rd->a,
		     "SELECT id, calendar_id, created_at FROM calendar_version"
		     " ORDER BY id",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_calendar_version *c = CHECK_NEXT(
			rd->a, out->calendars, out->ncalendars, cap);

		c->id = rows_at(r);
		c->calendar = rows_at(r);
		c->created = rows_at(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_changes(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (db_query(rd->db, rd->a,
		     "SELECT id, level_id, level_version_id, calendar_id,"
		     " calendar_version_id, at FROM applied_change ORDER BY id",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_change *c = CHECK_NEXT(rd->a, out->changes,
						    out->nchanges, cap);

		c->id = rows_at(r);
		c->level = rows_at(r);
		c->level_version = rows_at(r);
		c->calendar = rows_at(r);
		c->calendar_version = rows_at(r);
		c->at = rows_at(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_merges(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (db_query(rd->db, rd->a,
		     "SELECT id, merged_into FROM tag"
		     " WHERE merged_into IS NOT NULL",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_merge *m = CHECK_NEXT(rd->a, out->merges,
						   out->nmerges, cap);

		m->from = rows_at(r);
		m->to = rows_at(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_rules(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (db_query(rd->db, rd->a,
		     "SELECT v.id, r.kind, (SELECT a.number FROM rule_action a"
		     " WHERE a.rule_version_id = v.id AND a.kind = 11"
		     " ORDER BY a.position DESC LIMIT 1)"
		     " FROM rule_version v JOIN rule r ON r.id = v.rule_id"
		     " ORDER BY v.id",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_rule *rule = CHECK_NEXT(rd->a, out->rules,
						     out->nrules, cap);

		rule->id = rows_i64(r);
		rule->kind = rows_i64(r);
		rule->level = rows_at(r);
	}
	return rows_end(&r, e);
}

/* ---- People ----------------------------------------------------------------
 */

#define PEOPLE_AT_ONCE 128

/* Ids, each many times, and 0 or INSTANT_NONE for nobody. */
struct ids {
	int64_t *v;
	size_t n;
};

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void each_once(struct ids *ids)
{
	size_t n = 0;

	if (ids->n > 1)
		qsort(ids->v, ids->n, sizeof(*ids->v), by_number);
	for (size_t i = 0; i < ids->n; i++)
		if (ids->v[i] > 0 && (n == 0 || ids->v[n - 1] != ids->v[i]))
			ids->v[n++] = ids->v[i];
	ids->n = n;
}

static struct ids collect_people(struct arena *a, const struct check_batch *b)
{
	struct ids ids = { 0 };
	size_t most = 2 * b->ntickets + 2 * b->nevents + 4 * b->nclocks +
		      b->nmessages + b->nattachments;

	ids.v = ARENA_ARRAY(a, most, int64_t);
	for (size_t i = 0; i < b->ntickets; i++) {
		ids.v[ids.n++] = b->tickets[i].requester;
		ids.v[ids.n++] = b->tickets[i].assignee;
	}
	for (size_t i = 0; i < b->nevents; i++) {
		ids.v[ids.n++] = b->events[i].actor;
		ids.v[ids.n++] = b->events[i].assignee;
	}
	for (size_t i = 0; i < b->nclocks; i++) {
		ids.v[ids.n++] = b->clocks[i].requester;
		ids.v[ids.n++] = b->clocks[i].agent;
		ids.v[ids.n++] = b->clocks[i].resolver;
		ids.v[ids.n++] = b->clocks[i].breach_agent;
	}
	for (size_t i = 0; i < b->nmessages; i++)
		ids.v[ids.n++] = b->messages[i].author;
	for (size_t i = 0; i < b->nattachments; i++)
		ids.v[ids.n++] = b->attachments[i].person;
	each_once(&ids);
	return ids;
}

static enum err_kind read_some_people(struct check_read *rd, const int64_t *ids,
				      size_t n, struct err *e)
{
	struct check_batch *out = rd->out;
	struct sql_text q;
	struct rows *r;

	sql_text_init(&q, rd->a);
	sql_text_add(&q, "SELECT id, version, company_id, name FROM person"
			 " WHERE id IN ");
	sql_text_add_ids(&q, ids, n);
	sql_text_add(&q, " ORDER BY id");
	if (sql_text_query(&q, rd->db, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_person *p = &out->people[out->npeople++];

		p->id = rows_at(r);
		p->version = rows_at(r);
		p->company = rows_at(r);
		p->name = rows_str(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_people(struct check_read *rd, struct err *e)
{
	struct ids ids = collect_people(rd->a, rd->out);

	rd->out->people = ARENA_ARRAY(rd->a, ids.n, struct check_person);
	for (size_t i = 0; i < ids.n; i += PEOPLE_AT_ONCE) {
		size_t n = ids.n - i;

		if (read_some_people(rd, ids.v + i,
				     n < PEOPLE_AT_ONCE ? n : PEOPLE_AT_ONCE,
				     e))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind check_read_versions(struct check_read *rd, struct err *e)
{
	if (read_levels(rd, e) || read_calendars(rd, e))
		return e->kind;
	return ERR_NONE;
}

enum err_kind check_read_names(struct check_read *rd, struct err *e)
{
	if (read_departments(rd, e) || check_read_versions(rd, e) ||
	    read_merges(rd, e) || read_changes(rd, e) || read_rules(rd, e) ||
	    read_people(rd, e))
		return e->kind;
	return ERR_NONE;
}
