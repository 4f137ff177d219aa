/* Whom steps and rules tell. */
#include "desk/deeds.h"

#include "base/str.h"

void deeds_letter(struct deeds_plan *p, int position, const struct staff *to,
		  const char *text, bool call)
{
	struct work *w = p->w;

	ARENA_ROOM(w->job->arena, w->letters, w->nletters, w->capletters);
	w->letters[w->nletters++] = (struct work_letter){
		.by = p->by,
		.position = position,
		.to = to,
		.text = text,
		.call = call,
		.due = p->ev.due,
	};
}

/* Has this step, or rule, told them? */
static bool is_told(const struct deeds_plan *p, const struct staff *to,
		    const char *address)
{
	const struct work *w = p->w;

	for (size_t i = p->letters; i < w->nletters; i++) {
		const struct work_letter *l = &w->letters[i];

		if (!l->call && l->to == to && (to || str_eq(l->text, address)))
			return true;
	}
	return false;
}

/* May they see it, as it is going to be? */
static bool sees(const struct deeds_plan *p, const struct staff *s)
{
	struct access_ticket at = work_access(p->w);

	at.department = deeds_department(p);
	at.assignee = deeds_assignee(p);
	return access_see_as_staff(&s->viewer, &at);
}

static enum action_outcome tell(struct deeds_plan *p, int position,
				const struct staff *s)
{
	if (s->disabled)
		return ACTION_DISABLED;
	if (!sees(p, s))
		return ACTION_NOT_SEEN;
	if (str_empty(s->email))
		return ACTION_NO_ADDRESS;
	if (is_told(p, s, NULL))
		return ACTION_TOLD;
	deeds_letter(p, position, s, s->email, false);
	return ACTION_DONE;
}

/* Is that whom the action means? */
static bool is_meant(const struct deeds_plan *p, const struct action *a,
		     const struct staff *s)
{
	struct viewer member = s->viewer;

	member.everywhere = false;
	switch (a->kind) {
	case ACTION_TELL_PERSON:
		return s->viewer.person.n == a->id;
	case ACTION_TELL_AGENT:
		return s->viewer.person.n == deeds_assignee(p).n;
	case ACTION_TELL_DEPARTMENT:
		return (s->viewer.roles & ROLE_AGENT) &&
		       access_department(&member, deeds_department(p));
	case ACTION_TELL_MANAGERS:
		return (s->viewer.roles & ROLE_MANAGER) &&
		       access_department(&member, deeds_department(p));
	default:
		return (s->viewer.roles & ROLE_MANAGER) != 0;
	}
}

static void count(struct work_act *out, enum action_outcome how)
{
	if (how == ACTION_DONE) {
		out->told++;
		out->outcome = ACTION_DONE;
		return;
	}
	if (how != ACTION_TOLD)
		out->missed++;
	/* Why nobody was told: of several reasons the first. */
	if (out->told == 0 && out->outcome == ACTION_NOBODY)
		out->outcome = how;
}

void deeds_tell(struct deeds_plan *p, const struct action *a,
		struct work_act *out)
{
	const struct staff_list *all = &p->d->staff;
	bool had = a->kind == ACTION_TELL_PERSON ||
		   (a->kind == ACTION_TELL_AGENT && deeds_assignee(p).n != 0);
	int position = out->position;

	out->outcome = ACTION_NOBODY;
	if (a->kind == ACTION_TELL_ADDRESS) {
		bool told = is_told(p, NULL, a->text);

		if (!told)
			deeds_letter(p, position, NULL, a->text, false);
		count(out, told ? ACTION_TOLD : ACTION_DONE);
		return;
	}
	for (size_t i = 0; i < all->n; i++)
		if (is_meant(p, a, &all->v[i]))
			count(out, tell(p, position, &all->v[i]));
	/* Whoever that is, is no staff any more. */
	if (had && out->outcome == ACTION_NOBODY)
		count(out, ACTION_NOT_SEEN);
}
