/* What steps and rules do: their actions, and the event that comes of them. */
#include "desk/deeds.h"

#include "base/limits.h"
#include "store/department_store.h"
#include "store/level_action_store.h"
#include "store/level_read.h"
#include "store/tag_store.h"

/* ---- What the tickets of a transaction share ------------------------------
 */

struct deeds *deeds_new(struct job *job, struct work *const *works, size_t n)
{
	struct deeds *d = ARENA_NEW(job->arena, struct deeds);

	*d = (struct deeds){ .job = job, .works = works, .n = n };
	for (size_t i = 0; i < n; i++)
		works[i]->shared = d;
	return d;
}

struct deeds *deeds_of(struct work *w)
{
	struct work **both;

	if (w->also && w->also->shared)
		w->shared = w->also->shared;
	if (!w->shared) {
		both = ARENA_ARRAY(w->job->arena, 1, struct work *);
		both[0] = w;
		(void)deeds_new(w->job, both, 1);
	}
	if (w->also)
		w->also->shared = w->shared;
	return w->shared;
}

/* ---- What there is ------------------------------------------------------- */

static enum err_kind find_level(struct deeds *d, struct deeds_known *k,
				struct err *e)
{
	struct job *job = d->job;
	struct level_name name;
	struct level_ref ref;

	if (level_action_store_newest(job->db, job->arena, k->id, &ref, e) ||
	    level_store_compile(job->db, ref, &k->level, e))
		return e->kind;
	k->there = k->level != NULL;
	if (k->there && level_read_id(job->db, job->arena, k->id, &name, e))
		return e->kind;
	k->archived = k->there && name.archived != INSTANT_NONE;
	return ERR_NONE;
}

/* A tag that was merged means the one it became. */
static enum err_kind find_tag(struct deeds *d, struct deeds_known *k,
			      struct err *e)
{
	struct job *job = d->job;
	struct tag t = { .merged = { k->id } };

	while (t.merged.n != 0 &&
	       tag_store_find(job->db, job->arena, t.merged, &t, e) == ERR_NONE)
		continue;
	if (e->kind == ERR_NOT_FOUND)
		err_clear(e);
	else if (e->kind == ERR_NONE)
		k->there = true;
	k->means = t.id.n;
	k->archived = t.archived != INSTANT_NONE;
	return e->kind;
}

static enum err_kind find_known(struct deeds *d, struct deeds_known *k,
				struct err *e)
{
	struct job *job = d->job;

	if (k->kind == ACTION_LEVEL)
		return find_level(d, k, e);
	if (k->kind == ACTION_TAG)
		return find_tag(d, k, e);
	return department_store_hold_id(job->db, job->arena,
					(department_id){ k->id }, &k->there,
					&k->archived, e);
}

enum err_kind deeds_find(struct deeds *d, enum action_kind kind, int64_t id,
			 const struct deeds_known **out, struct err *e)
{
	struct deeds_known *k;

	if (kind == ACTION_UNTAG)
		kind = ACTION_TAG;
	for (k = d->known; k; k = k->next)
		if (k->kind == kind && k->id == id) {
			*out = k;
			return ERR_NONE;
		}
	k = ARENA_NEW(d->job->arena, struct deeds_known);
	*k = (struct deeds_known){
		.next = d->known, .kind = kind, .id = id, .means = id
	};
	*out = k;
	if (find_known(d, k, e))
		return e->kind;
	d->known = k;
	return ERR_NONE;
}

/* ---- As it is once that is done ------------------------------------------ */

department_id deeds_department(const struct deeds_plan *p)
{
	return p->ev.did & DID_DEPARTMENT ? p->ev.department
	       : p->opens                 ? p->opens->department
					  : p->w->state.department;
}

person_id deeds_assignee(const struct deeds_plan *p)
{
	if (p->ev.did & DID_ASSIGN)
		return p->ev.assignee;
	if (!p->opens)
		return p->w->state.assignee;
	return p->opens->did & DID_ASSIGN ? p->opens->assignee
					  : (person_id){ 0 };
}

enum priority deeds_priority(const struct deeds_plan *p)
{
	return p->ev.did & DID_PRIORITY ? p->ev.priority
	       : p->opens               ? p->opens->priority
					: p->w->state.priority;
}

bool deeds_works(const struct deeds_plan *p, person_id who)
{
	const struct staff *s = staff_store_in(&p->d->staff, who);

	return s && staff_store_works(s, deeds_department(p));
}

/* Closed, or hidden: nothing but what is told of it changes. */
static bool is_over(const struct deeds_plan *p)
{
	return deeds_status(p) > STATUS_RESOLVED &&
	       deeds_status(p) != STATUS_CHATTING &&
	       deeds_status(p) != STATUS_CALLING;
}

/* ---- What it is, and whose ----------------------------------------------- */

static enum action_outcome set_priority(struct deeds_plan *p,
					const struct action *a)
{
	if ((int64_t)deeds_priority(p) == a->id)
		return ACTION_SAME;
	p->ev.did |= DID_PRIORITY;
	p->ev.priority = (enum priority)a->id;
	return ACTION_DONE;
}

static enum action_outcome assign(struct deeds_plan *p, const struct action *a)
{
	const person_id who = { a->id };

	if (deeds_assignee(p).n == who.n)
		return ACTION_SAME;
	if (who.n != 0 && !deeds_works(p, who)) {
		const struct staff *s = staff_store_in(&p->d->staff, who);

		return s && s->disabled ? ACTION_DISABLED : ACTION_NOT_THERE;
	}
	p->ev.did |= DID_ASSIGN;
	p->ev.assignee = who;
	return ACTION_DONE;
}

static enum err_kind transfer(struct deeds_plan *p, const struct action *a,
			      enum action_outcome *out, struct err *e)
{
	const struct deeds_known *k;

	*out = ACTION_SAME;
	if (deeds_department(p).n == a->id)
		return ERR_NONE;
	if (deeds_find(p->d, a->kind, a->id, &k, e))
		return e->kind;
	*out = !k->there     ? ACTION_GONE
	       : k->archived ? ACTION_ARCHIVED
			     : ACTION_DONE;
	if (*out != ACTION_DONE)
		return ERR_NONE;
	p->ev.did |= DID_DEPARTMENT;
	p->ev.department.n = a->id;
	/* Whoever has it and does not work there loses it (D38). */
	if (deeds_assignee(p).n != 0 && !deeds_works(p, deeds_assignee(p))) {
		p->ev.did |= DID_ASSIGN;
		p->ev.assignee.n = 0;
	}
	return ERR_NONE;
}

/* The level that it has so far. */
static const struct level *level_of(const struct deeds_plan *p)
{
	if (p->ev.did & DID_LEVEL)
		return p->level;
	return p->opens ? p->w->opening : p->w->state.level;
}

static enum err_kind set_level(struct deeds_plan *p, const struct action *a,
			       enum action_outcome *out, struct err *e)
{
	const struct level *now = level_of(p);
	const struct deeds_known *k = NULL;

	*out = ACTION_SAME;
	if ((now ? now->level : 0) == a->id)
		return ERR_NONE;
	if (a->id && deeds_find(p->d, a->kind, a->id, &k, e))
		return e->kind;
	*out = k && !k->there     ? ACTION_GONE
	       : k && k->archived ? ACTION_ARCHIVED
				  : ACTION_DONE;
	if (*out != ACTION_DONE)
		return ERR_NONE;
	p->level = k ? k->level : NULL;
	p->ev.did |= DID_LEVEL;
	p->ev.level_version = k ? k->level->version : 0;
	return ERR_NONE;
}

static enum err_kind set_one(struct deeds_plan *p, const struct action *a,
			     enum action_outcome *out, struct err *e)
{
	if (is_over(p)) {
		*out = ACTION_NOT_OPEN;
		return ERR_NONE;
	}
	switch (a->kind) {
	case ACTION_PRIORITY:
		*out = set_priority(p, a);
		return ERR_NONE;
	case ACTION_ASSIGN:
		*out = assign(p, a);
		return ERR_NONE;
	case ACTION_TRANSFER:
		return transfer(p, a, out, e);
	default:
		return set_level(p, a, out, e);
	}
}

/* ---- Words --------------------------------------------------------------- */

static enum action_outcome say(const struct deeds_plan *p, const char **words,
			       const struct action *a)
{
	*words = *words ? arena_printf(p->w->job->arena, "%s\n\n%s", *words,
				       a->text)
			: a->text;
	return ACTION_DONE;
}

/* ---- One step, or one rule ----------------------------------------------- */

static enum err_kind act(struct deeds_plan *p, const struct action *a,
			 struct work_act *out, struct err *e)
{
	enum action_outcome *how = &out->outcome;

	switch (a->kind) {
	case ACTION_PRIORITY:
	case ACTION_ASSIGN:
	case ACTION_TRANSFER:
	case ACTION_LEVEL:
		return set_one(p, a, how, e);
	case ACTION_TAG:
	case ACTION_UNTAG:
		return deeds_tag(p, a, how, e);
	case ACTION_FIELD:
		return deeds_field(p, a, how, e);
	case ACTION_NOTE:
		*how = say(p, &p->note, a);
		return ERR_NONE;
	case ACTION_ANSWER:
		*how = is_over(p) ? ACTION_NOT_OPEN : say(p, &p->answer, a);
		return ERR_NONE;
	case ACTION_CALL:
		deeds_letter(p, out->position, NULL, a->text, true);
		return ERR_NONE;
	default:
		if (action_tells(a->kind))
			deeds_tell(p, a, out);
		else
			*how = deeds_move(p, a);
		return ERR_NONE;
	}
}

void deeds_begin(struct deeds_plan *p, struct work *w, const struct deed_by *by)
{
	struct arena *a = w->job->arena;
	const struct clock *c;

	*p = (struct deeds_plan){ .d = deeds_of(w), .w = w, .by = *by };
	p->on = ARENA_ARRAY(a, LIMIT_RULE_ACTIONS, tag_id);
	p->off = ARENA_ARRAY(a, LIMIT_RULE_ACTIONS, tag_id);
	p->fields = ARENA_ARRAY(a, LIMIT_RULE_ACTIONS, struct custom_change);
	p->letters = p->letters_end = w->nletters;
	p->acts = p->acts_end = w->nacts;
	p->ev = work_event(w, by->rule ? EVENT_RULE : EVENT_CHANGED, 0);
	if (by->rule) {
		p->ev.rule = by->rule->version;
		p->ev.by.kind = ACTOR_RULE;
		p->ev.by.person.n = 0;
		return;
	}
	c = &w->state.clocks[by->clock];
	p->ev.metric = (int)c->metric;
	p->ev.cycle = c->cycle;
	p->ev.step = by->step;
	p->ev.due = c->due;
}

enum err_kind deeds_plan(struct deeds_plan *p, const struct action *v, size_t n,
			 struct err *e)
{
	struct work *w = p->w;
	struct deeds *d = p->d;

	if (n > 0 && !d->has_staff &&
	    staff_store_list(d->job->db, d->job->arena, &d->staff, e))
		return e->kind;
	d->has_staff = n > 0 || d->has_staff;
	for (size_t i = 0; i < n; i++) {
		struct work_act out = { .by = p->by,
					.position = (int)i,
					.kind = v[i].kind };

		if (act(p, &v[i], &out, e))
			return e->kind;
		ARENA_ROOM(w->job->arena, w->acts, w->nacts, w->capacts);
		w->acts[w->nacts++] = out;
	}
	p->acts_end = w->nacts;
	p->letters_end = w->nletters;
	return ERR_NONE;
}

bool deeds_any(const struct deeds_plan *p)
{
	for (size_t i = p->acts; i < p->acts_end; i++)
		if (p->w->acts[i].outcome != ACTION_SAME)
			return true;
	return false;
}

bool deeds_change(const struct deeds_plan *p)
{
	return p->ev.did != 0 || p->non + p->noff + p->nfields > 0;
}

void deeds_drop(struct deeds_plan *p)
{
	struct work *w = p->w;

	w->nacts = p->acts;
	w->nletters = p->letters;
	/* Its tags are looked up again. */
	w->knows_tags = false;
	w->nhas = 0;
}

/*
 * All that it changes. A priority that changed twice and came back to what it
 * was is no change, nor is a tag that came and went.
 */
static enum err_kind add_change(struct deeds_plan *p, struct err *e)
{
	struct work *w = p->w;
	const struct work_tags tags = {
		.on = p->on, .off = p->off, .non = p->non, .noff = p->noff
	};

	if (work_whole_for(w, w->state.level, e) ||
	    work_whole_for(w, p->level, e))
		return e->kind;
	if (p->non + p->noff > 0) {
		p->ev.did |= DID_TAGS;
		work_tag(w, &tags);
	}
	if (p->nfields > 0) {
		p->ev.did |= DID_FIELDS;
		work_fill(w, &(struct work_fields){ .v = p->fields,
						    .n = p->nfields });
	}
	if (p->note) {
		p->ev.did |= DID_NOTE;
		work_say(w, p->note, AUTHOR_AUTOMATIC, VISIBLE_STAFF);
	} else if (p->answer) {
		p->ev.did |= DID_DESK_SPOKE;
		work_say(w, p->answer, AUTHOR_AUTOMATIC, VISIBLE_PUBLIC);
	}
	if (p->ev.did != 0 || p->by.rule)
		work_add(w, &p->ev, p->level);
	return ERR_NONE;
}

/* An event brings one message: an answer beside a note has one of its own. */
static void add_answer(struct deeds_plan *p)
{
	struct event ev = p->ev;

	if (!p->note || !p->answer)
		return;
	ev.did = DID_DESK_SPOKE;
	ev.metric = ev.cycle = ev.step = -1;
	ev.due = INSTANT_NONE;
	work_say(p->w, p->answer, AUTHOR_AUTOMATIC, VISIBLE_PUBLIC);
	work_add(p->w, &ev, NULL);
}

enum err_kind deeds_add(struct deeds_plan *p, struct err *e)
{
	struct work *w = p->w;
	int64_t seq = w->state.last_seq + 1;

	if (add_change(p, e))
		return e->kind;
	for (size_t i = p->acts; i < p->acts_end; i++)
		w->acts[i].seq = seq;
	for (size_t i = p->letters; i < p->letters_end; i++)
		w->letters[i].seq = seq;
	add_answer(p);
	return ERR_NONE;
}
