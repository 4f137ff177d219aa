/* Rules that are switched on and off, and come back. */
#include "desk/rules.h"

#include "base/limits.h"

#include "desk/admin.h"
#include "desk/audit.h"
#include "store/rule_past.h"

/* ---- On and off -----------------------------------------------------------
 */

static const struct rule_row *row_of(const struct rule_rows *all, int64_t id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return &all->v[i];
	return NULL;
}

enum err_kind rules_switch(struct job *job, int64_t id, bool on,
			   struct rules_saved *out, struct err *e)
{
	struct rules_draft in = { .id = id };
	const struct rule_row *row = NULL;
	struct rule_draft d;
	struct rule_rows all;

	*out = (struct rules_saved){ 0 };
	if (admin_may(job, e))
		return e->kind;
	for (int k = 0; k < RULE_KIND_N && !row; k++) {
		if (rule_store_list(job->db, job->arena, (enum rule_kind)k,
				    &all, e))
			return e->kind;
		row = row_of(&all, id);
	}
	if (!row)
		return err_set(e, ERR_CONFLICT, "the rule was taken away");
	d = row->is;
	d.active = on;
	in.rule = &d;
	in.seen = row->number; /* what changed since is not lost */
	return rules_save(job, &in, out, e);
}

/* ---- Back again -----------------------------------------------------------
 */

static enum err_kind check_room(struct job *job, enum rule_kind kind,
				struct err *e)
{
	struct rule_rows all;

	if (rule_store_list(job->db, job->arena, kind, &all, e))
		return e->kind;
	return all.n < LIMIT_RULES
		       ? ERR_NONE
		       : err_set(e, ERR_INVALID,
				 "There are %d rules of this kind: that is as"
				 " many as there can be.",
				 LIMIT_RULES);
}

/* All of its kind get places anew, for two may have the same. */
static enum err_kind put_in_order(struct job *job, enum rule_kind kind,
				  struct err *e)
{
	struct rule_rows all;
	int64_t *ids;

	if (rule_store_list(job->db, job->arena, kind, &all, e))
		return e->kind;
	ids = ARENA_ARRAY(job->arena, all.n, int64_t);
	for (size_t i = 0; i < all.n; i++)
		ids[i] = all.v[i].id;
	return rule_store_order(job->db, ids, all.n, e);
}

static enum err_kind restore(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct rule_place_of at;
	struct rule_rows all;
	const char *oid;

	if (rule_store_begin(job->db, e) ||
	    rule_past_versions(job->db, job->arena, *(const int64_t *)args, 1,
			       &all, e))
		return e->kind;
	if (all.n == 0)
		return err_set(e, ERR_NOT_FOUND, "no such rule");
	oid = all.v[0].oid;
	if (rule_past_find(job->db, job->arena, oid, &at, e))
		return e->kind;
	if (!at.archived)
		return ERR_NONE;
	if (check_room(job, at.kind, e) ||
	    rule_past_restore(job->db, at.id, e) ||
	    put_in_order(job, at.kind, e) ||
	    audit_made(job, AUDIT_RULE, oid, e))
		return e->kind;
	admin_note(ad, "rule_restored", oid, NULL);
	return ERR_NONE;
}

enum err_kind rules_restore(struct job *job, int64_t id, struct err *e)
{
	return admin_may(job, e) ? e->kind
				 : admin_run(job, restore, &id, NULL, e);
}
