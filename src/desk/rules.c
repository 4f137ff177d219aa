#include "desk/rules.h"

#include "base/limits.h"
#include "base/str.h"
#include "core/rule_names.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/choose.h"
#include "desk/facts.h"
#include "store/clock_store.h"
#include "store/level_read.h"
#include "store/level_store.h"

/* ---- What may be saved ----------------------------------------------------
 */

/* Where in "if". */
static enum err_kind at_place(const struct rule_place *at, struct err *e)
{
	return err_wrap(e, "if: group %zu, condition %zu", at->group + 1,
			at->condition + 1);
}

/* Is each of its values one of the list that the program knows? */
static enum err_kind check_choices(const struct rule_condition *c,
				   struct err *e)
{
	if (!rule_choices(c->field))
		return ERR_NONE;
	for (size_t i = 0; i < c->nids; i++)
		if (!rule_choice_name(c->field, c->ids[i]))
			return err_set(e, ERR_INVALID,
				       "There is no such value.");
	return ERR_NONE;
}

/* Promises, and what they are due, come of the level that SLA rules choose. */
static enum err_kind check_kind(const struct rule_draft *d,
				const struct rule_condition *c, struct err *e)
{
	if (d->kind != RULE_KIND_SLA || c->field != RULE_DUE)
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "An SLA rule cannot ask for deadlines: it chooses the"
		       " level that they come from.");
}

static enum err_kind check_groups(const struct rule_draft *d, struct err *e)
{
	size_t n = 0;

	if (d->ngroups > LIMIT_RULE_GROUPS)
		return err_set(e, ERR_INVALID,
			       "if: there are more than %d groups",
			       LIMIT_RULE_GROUPS);
	for (size_t g = 0; g < d->ngroups; g++) {
		if (d->groups[g].n == 0)
			return err_set(e, ERR_INVALID,
				       "if: group %zu has no condition", g + 1);
		n += d->groups[g].n;
		for (size_t i = 0; i < d->groups[g].n; i++) {
			const struct rule_place at = { 0, g, i };

			if (check_choices(&d->groups[g].v[i], e) ||
			    check_kind(d, &d->groups[g].v[i], e))
				return at_place(&at, e);
		}
	}
	return n <= LIMIT_RULE_CONDITIONS
		       ? ERR_NONE
		       : err_set(e, ERR_INVALID,
				 "if: there are more than %d conditions",
				 LIMIT_RULE_CONDITIONS);
}

/* Can its conditions be asked? */
static enum err_kind check_conditions(const struct rule_draft *d, struct err *e)
{
	const struct rule one = { .active = true,
				  .groups = d->groups,
				  .ngroups = d->ngroups };
	struct rule_place bad;
	struct rules *compiled;

	if (check_groups(d, e))
		return e->kind;
	if (rules_new(&one, 1, &compiled, &bad, e))
		return at_place(&bad, e);
	rules_free(compiled);
	return ERR_NONE;
}

/* Rules on events, and they alone, are set off by something. */
static enum err_kind check_triggers(const struct rule_draft *d, struct err *e)
{
	bool event = d->kind == RULE_KIND_EVENT;

	if (!event && d->triggers)
		return err_set(e, ERR_INVALID, "on: of rules on events alone");
	if (event && !d->triggers)
		return err_set(
			e, ERR_INVALID,
			"on: say what sets it off: created, status, ...");
	if (d->triggers & RULE_ON(RULE_ON_RATED))
		return err_set(e, ERR_INVALID,
			       "on: rated: nobody can rate tickets yet");
	if (d->triggers >= RULE_ON(RULE_TRIGGER_N))
		return err_set(e, ERR_INVALID, "on: there is no such event");
	if (d->keeps && d->kind != RULE_KIND_SLA)
		return err_set(e, ERR_INVALID,
			       "keep_applying: of SLA rules alone");
	return ERR_NONE;
}

enum err_kind rules_check(const struct rule_draft *d, struct err *e)
{
	if (admin_line("name", d->name, LIMIT_NAME, true, e) ||
	    admin_text("note", d->note, LIMIT_RULE_NOTE, e) ||
	    check_triggers(d, e) || check_conditions(d, e))
		return e->kind;
	if (d->nactions == 0 && !d->stops)
		return err_set(e, ERR_INVALID,
			       "then: it would do nothing: %s, or stop other"
			       " rules",
			       d->kind == RULE_KIND_SLA ? "set a level"
							: "say what it does");
	return ERR_NONE;
}

/* ---- Does it say anything new? --------------------------------------------
 */

static bool same_numbers(const int64_t *a, const int64_t *b, size_t n)
{
	return n == 0 || memcmp(a, b, n * sizeof(*a)) == 0;
}

static bool same_condition(const struct rule_condition *a,
			   const struct rule_condition *b)
{
	if (a->field != b->field || a->custom != b->custom || a->op != b->op ||
	    rule_type_of(a) != rule_type_of(b) || a->number != b->number ||
	    a->metric != b->metric || a->nids != b->nids ||
	    a->ntexts != b->ntexts || !same_numbers(a->ids, b->ids, a->nids))
		return false;
	for (size_t i = 0; i < a->ntexts; i++)
		if (!str_eq(a->texts[i], b->texts[i]))
			return false;
	return true;
}

static bool same_groups(const struct rule_draft *a, const struct rule_draft *b)
{
	if (a->ngroups != b->ngroups)
		return false;
	for (size_t g = 0; g < a->ngroups; g++) {
		if (a->groups[g].n != b->groups[g].n)
			return false;
		for (size_t i = 0; i < a->groups[g].n; i++)
			if (!same_condition(&a->groups[g].v[i],
					    &b->groups[g].v[i]))
				return false;
	}
	return true;
}

/* NULL is the same as nothing. */
static bool same_text(const char *a, const char *b)
{
	return str_eq(a ? a : "", b ? b : "");
}

static bool same_actions(const struct rule_draft *a, const struct rule_draft *b)
{
	if (a->nactions != b->nactions)
		return false;
	for (size_t i = 0; i < a->nactions; i++)
		if (a->actions[i].kind != b->actions[i].kind ||
		    a->actions[i].id != b->actions[i].id ||
		    !same_text(a->actions[i].text, b->actions[i].text))
			return false;
	return true;
}

static bool same_rule(const struct rule_draft *a, const struct rule_draft *b)
{
	return str_eq(a->name, b->name) && same_text(a->note, b->note) &&
	       a->active == b->active && a->stops == b->stops &&
	       a->keeps == b->keeps && a->triggers == b->triggers &&
	       same_actions(a, b) && same_groups(a, b);
}

/* ---- Finding --------------------------------------------------------------
 */

static struct rule_row *by_id(const struct rule_rows *all, int64_t id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return &all->v[i];
	return NULL;
}

/* Those of the kind of rule ${id}, which is one of them. */
static enum err_kind list_with(struct job *job, int64_t id,
			       struct rule_rows *all, struct rule_row **out,
			       struct err *e)
{
	*out = NULL;
	for (int k = 0; k < RULE_KIND_N && !*out; k++) {
		if (rule_store_list(job->db, job->arena, (enum rule_kind)k, all,
				    e))
			return e->kind;
		*out = by_id(all, id);
	}
	return *out ? ERR_NONE
		    : err_set(e, ERR_CONFLICT, "the rule was taken away");
}

/* Those of a kind, or of all. */
static enum err_kind list_kind(struct job *job, enum rule_kind kind,
			       struct rule_rows *out, struct err *e)
{
	struct rule_rows all[RULE_KIND_N];
	size_t n = 0;

	if (kind < RULE_KIND_N)
		return rule_store_list(job->db, job->arena, kind, out, e);
	for (int k = 0; k < RULE_KIND_N; k++) {
		if (rule_store_list(job->db, job->arena, (enum rule_kind)k,
				    &all[k], e))
			return e->kind;
		n += all[k].n;
	}
	out->v = ARENA_ARRAY(job->arena, n, struct rule_row);
	out->n = 0;
	for (int k = 0; k < RULE_KIND_N; k++)
		for (size_t i = 0; i < all[k].n; i++)
			out->v[out->n++] = all[k].v[i];
	return ERR_NONE;
}

enum err_kind rules_find(struct job *job, enum rule_kind kind,
			 const char *which, struct rule_row *out, struct err *e)
{
	const struct rule_row *found = NULL;
	struct rule_rows all;

	if (list_kind(job, kind, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		if (str_eq(all.v[i].oid, which)) {
			*out = all.v[i];
			return ERR_NONE;
		}
		if (!str_eq(all.v[i].is.name, which))
			continue;
		if (found)
			return err_set(e, ERR_CONFLICT,
				       "several rules are called %.100s: name"
				       " one by its id",
				       which);
		found = &all.v[i];
	}
	if (!found)
		return err_set(e, ERR_NOT_FOUND, "there is no rule %.100s",
			       which);
	*out = *found;
	return ERR_NONE;
}

/* ---- Saving ---------------------------------------------------------------
 */

struct saving {
	const struct rules_draft *in;
	struct rules_saved *out;
};

/* What it names has to be there. */
static enum err_kind look_again(struct admin *ad, const struct saving *s,
				const struct audit_look *was, struct err *e)
{
	struct job *job = ad->job;
	struct rule_rows all;
	struct rule_row *is;

	if (list_with(job, s->out->id, &all, &is, e))
		return e->kind;
	if (is->invalid && is->is.active)
		return err_set(e, ERR_INVALID, "%s", is->invalid);
	s->out->number = is->number;
	if (s->in->id ? audit_keep(job, was, e)
		      : audit_made(job, AUDIT_RULE, is->oid, e))
		return e->kind;
	admin_note(ad, s->in->id ? "rule_changed" : "rule_added", is->oid,
		   NULL);
	return ERR_NONE;
}

static enum err_kind add(struct job *job, const struct saving *s, struct err *e)
{
	return rule_store_add(job->db, job->arena, s->in->rule, job->by.person,
			      job->by.now, &s->out->id, e);
}

static enum err_kind revise(struct job *job, const struct saving *s,
			    struct audit_look *was, struct err *e)
{
	struct rule_rows all;
	struct rule_row *is;

	if (list_with(job, s->in->id, &all, &is, e) ||
	    admin_seen(s->in->seen, is->number, e))
		return e->kind;
	if (is->is.kind != s->in->rule->kind)
		return err_set(e, ERR_INVALID,
			       "kind: a rule keeps the kind it has");
	s->out->id = is->id;
	s->out->number = is->number;
	s->out->same = same_rule(&is->is, s->in->rule);
	if (s->out->same || audit_look(job, AUDIT_RULE, is->oid, was, e))
		return e->kind;
	return rule_store_revise(job->db, job->arena, is->id, s->in->rule,
				 job->by.person, job->by.now, e);
}

static enum err_kind save(struct admin *ad, const void *args, struct err *e)
{
	const struct saving *s = args;
	struct job *job = ad->job;
	struct audit_look was;

	if (rule_store_begin(job->db, e) ||
	    (s->in->id ? revise(job, s, &was, e) : add(job, s, e)))
		return e->kind;
	return s->out->same ? ERR_NONE : look_again(ad, s, &was, e);
}

enum err_kind rules_save(struct job *job, const struct rules_draft *in,
			 struct rules_saved *out, struct err *e)
{
	struct saving s = { in, out };

	*out = (struct rules_saved){ 0 };
	if (admin_may(job, e) || rules_check(in->rule, e))
		return e->kind;
	return admin_run(job, save, &s, NULL, e);
}

/* ---- Order ----------------------------------------------------------------
 */

/* Rule ${is} at ${place}, from 0; the others as they were. */
static enum err_kind put_at(struct job *job, const struct rule_rows *all,
			    const struct rule_row *is, size_t place,
			    struct err *e)
{
	int64_t *ids = ARENA_ARRAY(job->arena, all->n, int64_t);
	size_t n = 0;

	if (place >= all->n)
		place = all->n - 1;
	for (size_t i = 0; i < all->n; i++) {
		if (n == place)
			ids[n++] = is->id;
		if (&all->v[i] != is)
			ids[n++] = all->v[i].id;
	}
	if (n == place)
		ids[n++] = is->id;
	return rule_store_order(job->db, ids, n, e);
}

struct moving {
	int64_t id;
	size_t place;
};

static enum err_kind move(struct admin *ad, const void *args, struct err *e)
{
	const struct moving *m = args;
	struct audit_look was;
	struct rule_rows all;
	struct rule_row *is;

	if (rule_store_begin(ad->job->db, e) ||
	    list_with(ad->job, m->id, &all, &is, e) ||
	    audit_look(ad->job, AUDIT_RULE, is->oid, &was, e) ||
	    put_at(ad->job, &all, is, m->place - 1, e) ||
	    audit_keep(ad->job, &was, e))
		return e->kind;
	admin_note(ad, "rule_moved", is->oid, NULL);
	return ERR_NONE;
}

enum err_kind rules_move(struct job *job, int64_t id, size_t place,
			 struct err *e)
{
	const struct moving m = { id, place };

	if (admin_may(job, e))
		return e->kind;
	if (place == 0)
		return err_set(e, ERR_INVALID, "place: 1 is the first");
	return admin_run(job, move, &m, NULL, e);
}

static enum err_kind remove_it(struct admin *ad, const void *args,
			       struct err *e)
{
	struct job *job = ad->job;
	struct audit_look was;
	struct rule_rows all;
	struct rule_row *is;

	if (rule_store_begin(job->db, e) ||
	    list_with(job, *(const int64_t *)args, &all, &is, e) ||
	    audit_look(job, AUDIT_RULE, is->oid, &was, e) ||
	    rule_store_remove(job->db, is->id, job->by.person, job->by.now,
			      e) ||
	    audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "rule_removed", is->oid, NULL);
	return ERR_NONE;
}

enum err_kind rules_remove(struct job *job, int64_t id, struct err *e)
{
	return admin_may(job, e) ? e->kind
				 : admin_run(job, remove_it, &id, NULL, e);
}

/* ---- Another like it ------------------------------------------------------
 */

struct cloning {
	int64_t id;
	const char *name;
	struct rules_saved *out;
};

static enum err_kind clone(struct admin *ad, const void *args, struct err *e)
{
	const struct cloning *c = args;
	struct job *job = ad->job;
	struct rule_rows all;
	struct rule_row *is, *other;
	struct rule_draft d;
	size_t place;

	if (rule_store_begin(job->db, e) || list_with(job, c->id, &all, &is, e))
		return e->kind;
	place = (size_t)(is - all.v) + 1;
	d = is->is;
	d.name = c->name;
	d.active = false;
	if (rule_store_add(job->db, job->arena, &d, job->by.person, job->by.now,
			   &c->out->id, e) ||
	    list_with(job, c->out->id, &all, &other, e) ||
	    put_at(job, &all, other, place, e) ||
	    audit_made(job, AUDIT_RULE, other->oid, e))
		return e->kind;
	c->out->number = other->number;
	admin_note(ad, "rule_added", other->oid, NULL);
	return ERR_NONE;
}

enum err_kind rules_clone(struct job *job, int64_t id, const char *name,
			  struct rules_saved *out, struct err *e)
{
	const struct cloning c = { id, name, out };

	*out = (struct rules_saved){ 0 };
	if (admin_may(job, e) || admin_line("name", name, LIMIT_NAME, true, e))
		return e->kind;
	return admin_run(job, clone, &c, NULL, e);
}

/* ---- A dry run ------------------------------------------------------------
 */

static enum err_kind name_level(struct job *job, int64_t id, const char **out,
				struct err *e)
{
	struct level_name l;

	*out = NULL;
	if (id == 0)
		return ERR_NONE;
	if (level_read_id(job->db, job->arena, id, &l, e))
		return e->kind;
	*out = l.name;
	return ERR_NONE;
}

/* The ticket as rules see it; its level, too. */
static enum err_kind find_facts(struct job *job, const char *code,
				unsigned reads, struct rule_facts *out,
				struct err *e)
{
	struct ticket_view t;
	struct level_ref ref;
	int64_t change;
	struct work w;

	if (ticket_store_find(job->db, job->arena, job->viewer, code, &t, e))
		return e->kind;
	work_init(&w, job, NULL);
	w.row = t.row;
	w.state = t.state;
	if (reads & RULE_BIT(RULE_DUE) &&
	    clock_store_load(job->db, job->arena, t.row.id, &w.state.clocks,
			     &w.state.n, &change, e))
		return e->kind;
	if (level_store_ref(job->db, job->arena, t.row.level_version, &ref,
			    e) ||
	    level_store_compile(job->db, ref, &w.state.level, e))
		return e->kind;
	return facts_of(&w, NULL, reads, out, e);
}

static enum err_kind try(struct job *job, const char *code,
			 struct desk_choice *out, struct err *e)
{
	const struct rule_book *b;
	struct rule_facts f;
	struct choice c;

	if (rule_book_open(job->db, job->arena, RULE_KIND_SLA, &b, NULL, e) ||
	    find_facts(job, code, b->reads, &f, e))
		return e->kind;
	choose_run(b, false, &f, job->arena, &c);
	out->at = job->by.now;
	if (name_level(job, c.level, &out->level, e))
		return e->kind;
	return explain_rules_tell(job->db, job->arena, c.asked, c.nasked,
				  c.by ? c.by->version : 0, out, e);
}

enum err_kind rules_try(struct job *job, const char *code,
			struct desk_choice *out, struct err *e)
{
	*out = (struct desk_choice){ 0 };
	if (admin_may(job, e))
		return e->kind;
	if (db_begin(job->db, e))
		return err_wrap(e, "try rules");
	(void)try(job, code, out, e);
	/* Nothing was written. */
	db_rollback(job->db);
	return e->kind;
}

static enum err_kind try_events(struct job *job, const char *code,
				unsigned triggers, struct desk_choice *out,
				struct err *e)
{
	const struct rule_book *b;
	struct rule_facts f;
	struct choice c;

	if (rule_book_open(job->db, job->arena, RULE_KIND_EVENT, &b, NULL, e) ||
	    find_facts(job, code, b->reads, &f, e))
		return e->kind;
	choose_ask(b, triggers, &f, job->arena, &c);
	out->at = job->by.now;
	return explain_rules_tell(job->db, job->arena, c.asked, c.nasked, 0,
				  out, e);
}

enum err_kind rules_try_events(struct job *job, const char *code,
			       unsigned triggers, struct desk_choice *out,
			       struct err *e)
{
	*out = (struct desk_choice){ 0 };
	if (admin_may(job, e))
		return e->kind;
	if (db_begin(job->db, e))
		return err_wrap(e, "try rules");
	(void)try_events(job, code, triggers, out, e);
	/* Nothing was written. */
	db_rollback(job->db);
	return e->kind;
}
