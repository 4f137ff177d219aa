#include "desk/rule_run.h"

#include "base/limits.h"
#include "core/rule_trace.h"
#include "desk/deeds.h"
#include "desk/facts.h"

/* ---- One rule -------------------------------------------------------------
 */

static bool has_run(const struct work *w, const struct rule_row *rule)
{
	for (size_t i = 0; i < w->nran; i++)
		if (w->ran[i] == rule->id)
			return true;
	return false;
}

static void note_ran(struct work *w, const struct rule_row *rule)
{
	ARENA_ROOM(w->job->arena, w->ran, w->nran, w->capran);
	w->ran[w->nran++] = rule->id;
}

static enum err_kind plan(struct work *w, const struct rule_row *rule,
			  const struct event *opens, struct deeds_plan *p,
			  struct err *e)
{
	const struct deed_by by = { .rule = rule };

	deeds_begin(p, w, &by);
	p->opens = opens;
	return deeds_plan(p, rule->is.actions, rule->is.nactions, e);
}

/* ---- A run ----------------------------------------------------------------
 */

/* Some rules, asked about one ticket. */
struct run {
	struct work *w;
	const struct rule_book *b;
	unsigned triggers; /* those that one of these sets off; 0: any */
	const bool *which; /* NULL: any */
	const struct rule_row *kept; /* set off again, it would act again */
	bool looked;                 /* facts and look are of now */
	struct rule_facts facts;
	struct rule_look *look;
};

/* Facts are read once, and anew after each rule that acted. */
static enum err_kind look(struct run *r, const struct event *opens,
			  struct err *e)
{
	struct work *w = r->w;

	if (r->looked)
		return ERR_NONE;
	if (facts_of(w, opens, r->b->reads, &r->facts, e))
		return e->kind;
	if (opens) {
		r->facts.status = w->opening_status;
		r->facts.level = w->opening ? w->opening->level : 0;
	}
	r->look = rule_look_at(w->job->arena, &r->facts);
	r->looked = true;
	return ERR_NONE;
}

static bool is_meant(const struct run *r, size_t i)
{
	const struct rule_row *rule = &r->b->v[i];

	return rule->is.active && !rule->invalid &&
	       (!r->which || r->which[i]) &&
	       (!r->triggers || rule->is.triggers & r->triggers);
}

/* It has acted: would it once more? Then it is kept from that. */
static enum err_kind
look_whether_again(struct run *r, const struct rule_row *rule, struct err *e)
{
	struct deeds_plan p;

	if (r->kept)
		return ERR_NONE;
	if (plan(r->w, rule, NULL, &p, e))
		return e->kind;
	if (deeds_change(&p))
		r->kept = rule;
	deeds_drop(&p);
	return ERR_NONE;
}

static enum err_kind carry_out(struct run *r, const struct rule_row *rule,
			       struct err *e)
{
	struct deeds_plan p;

	if (has_run(r->w, rule))
		return look_whether_again(r, rule, e);
	if (plan(r->w, rule, NULL, &p, e))
		return e->kind;
	if (!deeds_any(&p)) {
		deeds_drop(&p);
		return ERR_NONE;
	}
	note_ran(r->w, rule);
	r->looked = false;
	return deeds_add(&p, e);
}

static enum err_kind run(struct run *r, enum rule_outcome *said, struct err *e)
{
	for (size_t i = 0; said && i < r->b->n; i++)
		said[i] = RULE_OFF;
	for (size_t i = 0; i < r->b->n; i++) {
		const struct rule_row *rule = &r->b->v[i];
		enum rule_outcome word;

		if (!is_meant(r, i))
			continue;
		if (look(r, NULL, e))
			return e->kind;
		word = rules_ask(r->b->compiled, i, r->look);
		if (said)
			said[i] = word;
		if (word != RULE_HOLDS)
			continue;
		if (carry_out(r, rule, e))
			return e->kind;
		if (rule->is.stops)
			break;
	}
	return ERR_NONE;
}

enum err_kind rule_run_some(struct work *w, const struct rule_book *b,
			    const bool *which, enum rule_outcome *said,
			    struct err *e)
{
	struct run r = { .w = w, .b = b, .which = which };

	return run(&r, said, e);
}

/* ---- On events ------------------------------------------------------------
 */

static enum err_kind open_book(struct work *w, const struct rule_book **out,
			       struct err *e)
{
	return rule_book_open(w->job->db, w->job->arena, RULE_KIND_EVENT, out,
			      NULL, e);
}

/* Too deep: the first that would act now is kept from it. */
static enum err_kind find_kept(struct run *r, struct err *e)
{
	for (size_t i = 0; i < r->b->n && !r->kept; i++) {
		if (!is_meant(r, i))
			continue;
		if (look(r, NULL, e))
			return e->kind;
		if (rules_ask(r->b->compiled, i, r->look) != RULE_HOLDS)
			continue;
		if (look_whether_again(r, &r->b->v[i], e))
			return e->kind;
	}
	return ERR_NONE;
}

static void note_end(struct work *w, const struct rule_row *kept)
{
	struct event ev = work_event(w, EVENT_RULES_END, 0);

	ev.rule = kept->version;
	ev.by.kind = ACTOR_RULE;
	ev.by.person.n = 0;
	work_add(w, &ev, NULL);
}

static enum err_kind run_rounds(struct work *w, const struct rule_book *b,
				struct err *e)
{
	struct run r = { .w = w, .b = b };

	for (int i = 0; i < LIMIT_RULE_ROUNDS && w->set_off; i++) {
		r.triggers = w->set_off;
		r.looked = false;
		w->set_off = 0;
		if (run(&r, NULL, e))
			return e->kind;
	}
	r.triggers = w->set_off;
	r.looked = false;
	w->set_off = 0;
	if (r.triggers && find_kept(&r, e))
		return e->kind;
	if (r.kept)
		note_end(w, r.kept);
	return ERR_NONE;
}

enum err_kind rule_run_events(struct work *w, struct err *e)
{
	const struct rule_book *b;

	if (w->set_off && !w->past && w->state.status != STATUS_MERGED &&
	    (open_book(w, &b, e) || (b->n > 0 && run_rounds(w, b, e))))
		return e->kind;
	w->set_off = 0;
	return choose_again(w, e);
}

/* ---- Opening a ticket -----------------------------------------------------
 */

/* Rules say what it begins as; what they do beyond that follows it. */
struct opening {
	struct deeds_plan *v;
	size_t n;
	struct choice level; /* that they set */
};

/* Tags that it begins with, and those that a rule puts on or takes off. */
static void begin_with_tags(struct work *w, struct event *ev,
			    const struct deeds_plan *p)
{
	struct work_tags *tags = &w->pending_tags;
	tag_id *on = ARENA_ARRAY(w->job->arena, tags->non + p->non, tag_id);
	size_t n = 0;

	for (size_t i = 0; i < tags->non; i++) {
		bool off = false;

		for (size_t k = 0; k < p->noff; k++)
			off = off || p->off[k].n == tags->on[i].n;
		if (!off)
			on[n++] = tags->on[i];
	}
	for (size_t i = 0; i < p->non; i++)
		on[n++] = p->on[i];
	tags->on = on;
	tags->non = n;
	ev->did &= ~(unsigned)DID_TAGS;
	if (n > 0)
		ev->did |= DID_TAGS;
}

static void begin_with_fields(struct work *w, struct event *ev,
			      const struct deeds_plan *p)
{
	struct work_fields *had = &w->pending_fields;
	struct custom_change *v = ARENA_ARRAY(
		w->job->arena, had->n + p->nfields, struct custom_change);
	size_t n = 0;

	for (size_t i = 0; i < had->n; i++) {
		bool again = false;

		for (size_t k = 0; k < p->nfields; k++)
			again = again ||
				p->fields[k].field->id == had->v[i].field->id;
		if (!again)
			v[n++] = had->v[i];
	}
	for (size_t i = 0; i < p->nfields; i++) {
		v[n] = p->fields[i];
		v[n].was = (struct custom_value){ 0 };
		n += v[n].now.set;
	}
	had->v = v;
	had->n = n;
	ev->did &= ~(unsigned)DID_FIELDS;
	if (n > 0)
		ev->did |= DID_FIELDS;
}

/* What it set off, by what the ticket begins as now. */
static unsigned triggers_of(const struct deeds_plan *p)
{
	unsigned did = p->ev.did, bits = 0;

	if (did & DID_PRIORITY)
		bits |= RULE_ON(RULE_ON_PRIORITY);
	if (did & DID_DEPARTMENT)
		bits |= RULE_ON(RULE_ON_DEPARTMENT);
	if (did & DID_ASSIGN)
		bits |= RULE_ON(RULE_ON_ASSIGNED);
	if (p->non + p->noff > 0)
		bits |= RULE_ON(RULE_ON_TAGS);
	if (p->nfields > 0)
		bits |= RULE_ON(RULE_ON_FIELD);
	return bits;
}

static void begin_with(struct work *w, struct event *ev, struct opening *o,
		       struct deeds_plan *p)
{
	const unsigned moved = DID_PRIORITY | DID_DEPARTMENT | DID_ASSIGN |
			       DID_LEVEL;

	w->set_off |= triggers_of(p);
	if (p->ev.did & DID_PRIORITY)
		ev->priority = p->ev.priority;
	if (p->ev.did & DID_DEPARTMENT)
		ev->department = p->ev.department;
	if (p->ev.did & DID_ASSIGN) {
		ev->assignee = p->ev.assignee;
		ev->did &= ~(unsigned)DID_ASSIGN;
		ev->did |= ev->assignee.n ? DID_ASSIGN : 0;
	}
	if (p->ev.did & DID_LEVEL) {
		w->opening = p->level;
		o->level.by = p->by.rule;
		o->level.level = p->level ? p->level->level : 0;
	}
	if (p->non + p->noff > 0)
		begin_with_tags(w, ev, p);
	if (p->nfields > 0)
		begin_with_fields(w, ev, p);
	w->opening_status = deeds_status(p);
	p->ev.did &= ~moved;
	p->ev.level_version = 0;
	p->level = NULL;
	p->non = p->noff = p->nfields = 0;
}

static enum err_kind begin_by(struct run *r, struct opening *o,
			      const struct rule_row *rule, struct event *ev,
			      struct err *e)
{
	struct deeds_plan *p = &o->v[o->n];

	if (plan(r->w, rule, ev, p, e))
		return e->kind;
	if (!deeds_any(p)) {
		deeds_drop(p);
		return ERR_NONE;
	}
	note_ran(r->w, rule);
	r->looked = false;
	begin_with(r->w, ev, o, p);
	o->n++;
	return ERR_NONE;
}

static enum err_kind begin(struct run *r, struct opening *o, struct event *ev,
			   struct err *e)
{
	struct arena *a = r->w->job->arena;

	o->v = ARENA_ARRAY(a, r->b->n, struct deeds_plan);
	r->w->opening_status = ev->status;
	for (size_t i = 0; i < r->b->n; i++) {
		const struct rule_row *rule = &r->b->v[i];

		if (!is_meant(r, i))
			continue;
		if (look(r, ev, e))
			return e->kind;
		if (rules_ask(r->b->compiled, i, r->look) != RULE_HOLDS)
			continue;
		if (begin_by(r, o, rule, ev, e))
			return e->kind;
		if (rule->is.stops)
			break;
	}
	return ERR_NONE;
}

static enum err_kind begin_all(struct work *w, struct event *ev,
			       struct opening *o, const struct level **out,
			       struct err *e)
{
	struct run r = { .w = w };

	r.triggers = RULE_ON(ev->did & DID_SPLIT ? RULE_ON_SPLIT
						 : RULE_ON_CREATED);
	if (open_book(w, &r.b, e) || begin(&r, o, ev, e))
		return e->kind;
	return choose_level_after(w, o->level.by ? &o->level : NULL, ev, out,
				  e);
}

enum err_kind rule_run_begin(struct work *w, struct event *ev,
			     const struct level **out, struct err *e)
{
	struct opening o = { 0 };

	return begin_all(w, ev, &o, out, e);
}

enum err_kind rule_run_open(struct work *w, struct event *ev, struct err *e)
{
	const struct level *level;
	struct opening o = { 0 };

	if (begin_all(w, ev, &o, &level, e))
		return e->kind;
	work_add(w, ev, level);
	for (size_t i = 0; i < o.n; i++)
		if (deeds_add(&o.v[i], e))
			return e->kind;
	return ERR_NONE;
}
