/* What the steps of tickets do: their actions, and the event that comes of it.
 */
#include "desk/steps.h"

#include "base/limits.h"
#include "base/str.h"
#include "store/department_store.h"
#include "store/level_action_store.h"
#include "store/tag_store.h"

department_id steps_department(const struct steps_plan *p)
{
	return p->ev.did & DID_DEPARTMENT ? p->ev.department
					  : p->w->state.department;
}

person_id steps_assignee(const struct steps_plan *p)
{
	return p->ev.did & DID_ASSIGN ? p->ev.assignee : p->w->state.assignee;
}

static bool works(const struct steps_plan *p, person_id who)
{
	const struct staff *s = staff_store_in(&p->st->staff, who);

	return s && staff_store_works(s, steps_department(p));
}

/* ---- What there is ------------------------------------------------------- */

static enum err_kind find_level(struct steps *st, struct steps_known *k,
				struct err *e)
{
	struct job *job = st->job;
	struct level_ref ref;

	if (level_action_store_newest(job->db, job->arena, k->id, &ref, e) ||
	    level_store_compile(job->db, ref, &k->level, e))
		return e->kind;
	k->there = k->level != NULL;
	return ERR_NONE;
}

/* A tag that was merged means the one it became. */
static enum err_kind find_tag(struct steps *st, struct steps_known *k,
			      struct err *e)
{
	struct job *job = st->job;
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

static enum err_kind find_known(struct steps *st, struct steps_known *k,
				struct err *e)
{
	struct job *job = st->job;

	if (k->kind == ACTION_LEVEL)
		return find_level(st, k, e);
	if (k->kind == ACTION_TAG)
		return find_tag(st, k, e);
	return department_store_hold_id(job->db, job->arena,
					(department_id){ k->id }, &k->there,
					&k->archived, e);
}

static enum err_kind known(struct steps *st, enum action_kind kind, int64_t id,
			   const struct steps_known **out, struct err *e)
{
	struct steps_known *k;

	if (kind == ACTION_UNTAG)
		kind = ACTION_TAG;
	for (k = st->known; k; k = k->next)
		if (k->kind == kind && k->id == id) {
			*out = k;
			return ERR_NONE;
		}
	k = ARENA_NEW(st->job->arena, struct steps_known);
	*k = (struct steps_known){
		.next = st->known, .kind = kind, .id = id, .means = id
	};
	*out = k;
	if (find_known(st, k, e))
		return e->kind;
	st->known = k;
	return ERR_NONE;
}

/* ---- Tags ---------------------------------------------------------------- */

/* Those of all tickets of the batch, in one statement. */
static enum err_kind read_tags(struct steps *st, struct err *e)
{
	struct job *job = st->job;
	ticket_id *ids;
	struct tags *tags;

	if (st->has_tags)
		return ERR_NONE;
	ids = ARENA_ARRAY(job->arena, st->n, ticket_id);
	tags = ARENA_ARRAY(job->arena, st->n, struct tags);
	for (size_t i = 0; i < st->n; i++)
		ids[i] = st->works[i]->row.id;
	if (tag_store_of_tickets(job->db, job->arena, ids, st->n, tags, e))
		return e->kind;
	for (size_t i = 0; i < st->n; i++) {
		struct work *w = st->works[i];

		for (size_t k = 0; k < tags[i].n; k++) {
			ARENA_ROOM(job->arena, w->has, w->nhas, w->caphas);
			w->has[w->nhas++] = tags[i].v[k].id;
		}
	}
	st->has_tags = true;
	return ERR_NONE;
}

static size_t place(const tag_id *list, size_t n, int64_t id)
{
	size_t i = 0;

	while (i < n && list[i].n != id)
		i++;
	return i;
}

static void drop(tag_id *list, size_t *n, int64_t id)
{
	size_t i = place(list, *n, id);

	if (i < *n)
		list[i] = list[--*n];
}

static enum err_kind put_on(struct steps_plan *p, const struct action *a,
			    enum action_outcome *out, struct err *e)
{
	struct work *w = p->w;
	const struct steps_known *k;

	if (read_tags(p->st, e) || known(p->st, a->kind, a->id, &k, e))
		return e->kind;
	*out = ACTION_GONE;
	if (!k->there)
		return ERR_NONE;
	*out = ACTION_SAME;
	if (place(w->has, w->nhas, k->means) < w->nhas)
		return ERR_NONE;
	*out = k->archived             ? ACTION_ARCHIVED
	       : w->nhas >= LIMIT_TAGS ? ACTION_FULL
				       : ACTION_DONE;
	if (*out != ACTION_DONE)
		return ERR_NONE;
	ARENA_ROOM(w->job->arena, w->has, w->nhas, w->caphas);
	w->has[w->nhas++].n = k->means;
	if (place(p->off, p->noff, k->means) < p->noff)
		drop(p->off, &p->noff, k->means);
	else
		p->on[p->non++].n = k->means;
	return ERR_NONE;
}

static enum err_kind take_off(struct steps_plan *p, const struct action *a,
			      enum action_outcome *out, struct err *e)
{
	struct work *w = p->w;
	const struct steps_known *k;

	if (read_tags(p->st, e) || known(p->st, a->kind, a->id, &k, e))
		return e->kind;
	*out = k->there ? ACTION_SAME : ACTION_GONE;
	if (!k->there || place(w->has, w->nhas, k->means) == w->nhas)
		return ERR_NONE;
	*out = ACTION_DONE;
	drop(w->has, &w->nhas, k->means);
	if (place(p->on, p->non, k->means) < p->non)
		drop(p->on, &p->non, k->means);
	else
		p->off[p->noff++].n = k->means;
	return ERR_NONE;
}

/* ---- The other changes --------------------------------------------------- */

static enum action_outcome set_priority(struct steps_plan *p,
					const struct action *a)
{
	enum priority now = p->ev.did & DID_PRIORITY ? p->ev.priority
						     : p->w->state.priority;

	if ((int64_t)now == a->id)
		return ACTION_SAME;
	p->ev.did |= DID_PRIORITY;
	p->ev.priority = (enum priority)a->id;
	return ACTION_DONE;
}

static enum action_outcome assign(struct steps_plan *p, const struct action *a)
{
	const person_id who = { a->id };

	if (steps_assignee(p).n == who.n)
		return ACTION_SAME;
	if (who.n != 0 && !works(p, who)) {
		const struct staff *s = staff_store_in(&p->st->staff, who);

		return s && s->disabled ? ACTION_DISABLED : ACTION_NOT_THERE;
	}
	p->ev.did |= DID_ASSIGN;
	p->ev.assignee = who;
	return ACTION_DONE;
}

static enum err_kind transfer(struct steps_plan *p, const struct action *a,
			      enum action_outcome *out, struct err *e)
{
	const struct steps_known *k;

	*out = ACTION_SAME;
	if (steps_department(p).n == a->id)
		return ERR_NONE;
	if (known(p->st, a->kind, a->id, &k, e))
		return e->kind;
	*out = !k->there     ? ACTION_GONE
	       : k->archived ? ACTION_ARCHIVED
			     : ACTION_DONE;
	if (*out != ACTION_DONE)
		return ERR_NONE;
	p->ev.did |= DID_DEPARTMENT;
	p->ev.department.n = a->id;
	/* Whoever has it and does not work there loses it (D38). */
	if (steps_assignee(p).n != 0 && !works(p, steps_assignee(p))) {
		p->ev.did |= DID_ASSIGN;
		p->ev.assignee.n = 0;
	}
	return ERR_NONE;
}

static enum err_kind set_level(struct steps_plan *p, const struct action *a,
			       enum action_outcome *out, struct err *e)
{
	const struct level *now = p->level ? p->level : p->w->state.level;
	const struct steps_known *k;

	if (known(p->st, a->kind, a->id, &k, e))
		return e->kind;
	*out = !k->there                    ? ACTION_GONE
	       : now && now->level == a->id ? ACTION_SAME
					    : ACTION_DONE;
	if (*out != ACTION_DONE)
		return ERR_NONE;
	p->level = k->level;
	p->ev.did |= DID_LEVEL;
	p->ev.level_version = k->level->version;
	return ERR_NONE;
}

static enum action_outcome note(struct steps_plan *p, const struct action *a)
{
	p->note = p->note ? arena_printf(p->w->job->arena, "%s\n\n%s", p->note,
					 a->text)
			  : a->text;
	return ACTION_DONE;
}

/* ---- One step ------------------------------------------------------------ */

static enum err_kind act(struct steps_plan *p, int position,
			 const struct action *a, struct work_act *out,
			 struct err *e)
{
	enum action_outcome *how = &out->outcome;

	switch (a->kind) {
	case ACTION_PRIORITY:
		*how = set_priority(p, a);
		break;
	case ACTION_ASSIGN:
		*how = assign(p, a);
		break;
	case ACTION_TRANSFER:
		return transfer(p, a, how, e);
	case ACTION_TAG:
		return put_on(p, a, how, e);
	case ACTION_UNTAG:
		return take_off(p, a, how, e);
	case ACTION_NOTE:
		*how = note(p, a);
		break;
	case ACTION_LEVEL:
		return set_level(p, a, how, e);
	case ACTION_CALL:
		steps_letter(p, position, NULL, a->text, true);
		break;
	default:
		steps_tell(p, position, a, out);
		break;
	}
	return ERR_NONE;
}

static void note_act(struct work *w, const struct work_act *a)
{
	ARENA_ROOM(w->job->arena, w->acts, w->nacts, w->capacts);
	w->acts[w->nacts++] = *a;
}

/*
 * All that it changes, as one event. A priority that changed twice and came
 * back to what it was is no change, nor is a tag that came and went.
 */
static enum err_kind change(struct steps_plan *p, struct err *e)
{
	struct work *w = p->w;
	const struct work_tags tags = {
		.on = p->on, .off = p->off, .non = p->non, .noff = p->noff
	};

	if (p->non + p->noff > 0) {
		p->ev.did |= DID_TAGS;
		work_tag(w, &tags);
	}
	if (p->note) {
		p->ev.did |= DID_NOTE;
		work_say(w, p->note, AUTHOR_AUTOMATIC, VISIBLE_STAFF);
	}
	if (p->ev.did == 0)
		return ERR_NONE;
	if (work_whole_for(w, w->state.level, e) ||
	    work_whole_for(w, p->level, e))
		return e->kind;
	work_add(w, &p->ev, p->level);
	return ERR_NONE;
}

static void plan_step(struct steps_plan *p)
{
	struct arena *a = p->w->job->arena;
	const struct clock *c = &p->w->state.clocks[p->clock];

	p->ev = work_event(p->w, EVENT_CHANGED, 0);
	p->ev.metric = (int)c->metric;
	p->ev.cycle = c->cycle;
	p->ev.step = p->step->number;
	p->ev.due = c->due;
	p->first = p->w->nletters;
	p->on = ARENA_ARRAY(a, LIMIT_STEP_ACTIONS, tag_id);
	p->off = ARENA_ARRAY(a, LIMIT_STEP_ACTIONS, tag_id);
}

enum err_kind steps_act(struct steps *st, struct work *w, size_t clock,
			const struct step *s, instant fell_due, bool late,
			struct err *e)
{
	const struct clock *c = &w->state.clocks[clock];
	const struct step_actions *acts =
		&c->level->actions[c->metric][s->number];
	struct steps_plan p = { .st = st,
				.w = w,
				.clock = clock,
				.step = s,
				.fell_due = fell_due,
				.late = late };

	if (acts->n == 0)
		return ERR_NONE;
	if (!st->has_staff &&
	    staff_store_list(st->job->db, st->job->arena, &st->staff, e))
		return e->kind;
	st->has_staff = true;
	plan_step(&p);
	for (int i = 0; i < acts->n; i++) {
		struct work_act out = { .clock = clock,
					.step = s->number,
					.position = i,
					.kind = acts->v[i].kind };

		if (act(&p, i, &acts->v[i], &out, e))
			return e->kind;
		note_act(w, &out);
	}
	return change(&p, e);
}
