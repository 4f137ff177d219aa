/* What a ticket takes of the versions that hold for open ones too (R12, R29).
 */
#include "desk/work.h"

#include "store/level_store.h"

/* The level and hours that a change puts the ticket under. */
static enum err_kind of_level(struct work *w, const struct applied_change *c,
			      const struct level **out, struct err *e)
{
	const struct level *is = w->state.level;
	struct level_ref ref = { c->level_version, c->calendar_version };

	if (!is || is->level != c->level || is->version >= c->level_version)
		return ERR_NONE;
	if (level_store_compile(w->job->db, ref, out, e))
		return e->kind;
	/* Of the same calendar its promises keep the version they have. */
	if ((*out)->calendar_id != is->calendar_id ||
	    !clock_ticket_by_hours(&w->state))
		return ERR_NONE;
	ref.calendar = is->calendar_version;
	return level_store_compile(w->job->db, ref, out, e);
}

/* What goes by no hours now goes by the newest when it does: nothing to do. */
static enum err_kind of_calendar(struct work *w, const struct applied_change *c,
				 const struct level **out, struct err *e)
{
	const struct level *is = w->state.level;
	struct level_ref ref = { .calendar = c->calendar_version };

	if (!is || is->calendar_id != c->calendar ||
	    is->calendar_version >= c->calendar_version ||
	    !clock_ticket_by_hours(&w->state))
		return ERR_NONE;
	ref.version = is->version;
	return level_store_compile(w->job->db, ref, out, e);
}

/* A host whose clock is ahead stored it: it has happened all the same. */
static instant when(const struct work *w, const struct applied_change *c)
{
	instant now = w->job->by.now;

	return c->at < now ? c->at : now;
}

static enum err_kind take(struct work *w, const struct applied_change *c,
			  struct err *e)
{
	const struct level *level = NULL;
	struct event ev;

	work_pass(w, when(w, c));
	if (c->level ? of_level(w, c, &level, e) : of_calendar(w, c, &level, e))
		return e->kind;
	if (!level)
		return ERR_NONE;
	ev = work_event(w, c->level ? EVENT_REVISED : EVENT_HOURS, DID_LEVEL);
	ev.at = when(w, c);
	ev.level_version = level->version;
	ev.by.kind = c->by.n ? ACTOR_PERSON : ACTOR_SYSTEM;
	ev.by.person = c->by;
	work_take(w, &ev, level);
	return ERR_NONE;
}

/* Where one of them goes through promises again, so does what comes before. */
static enum err_kind make_whole(struct work *w, struct err *e)
{
	const struct applied_changes *all = w->changes;
	const struct level *is = w->state.level;

	if (work_whole_for(w, is, e))
		return e->kind;
	for (size_t i = 0; is && i < all->n && !w->state.whole; i++) {
		const struct applied_change *c = &all->v[i];
		struct level_ref ref = { c->level_version,
					 c->calendar_version };
		const struct level *level;

		if (c->level != is->level || c->id <= w->row.applied)
			continue;
		if (level_store_compile(w->job->db, ref, &level, e) ||
		    work_whole_for(w, level, e))
			return e->kind;
	}
	return ERR_NONE;
}

/* With nothing running, the newest hours hold for what comes next. */
static enum err_kind turn_hours(struct work *w, struct err *e)
{
	struct level_ref ref;

	if (!w->state.level || clock_ticket_by_hours(&w->state))
		return ERR_NONE;
	if (level_store_ref(w->job->db, w->job->arena, w->row.level_version,
			    &ref, e))
		return e->kind;
	return level_store_compile(w->job->db, ref, &w->state.level, e);
}

enum err_kind work_read_changes(struct work *const *works, size_t n,
				struct err *e)
{
	struct job *job = works[0]->job;
	struct applied_changes *all = ARENA_NEW(job->arena,
						struct applied_changes);
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < n; i++)
		if (works[i]->row.applied < first)
			first = works[i]->row.applied;
	if (applied_store_between(job->db, job->arena, first, INT64_MAX, all,
				  e))
		return e->kind;
	for (size_t i = 0; i < n; i++)
		works[i]->changes = all;
	return ERR_NONE;
}

enum err_kind work_catch_up(struct work *w, int64_t until, struct err *e)
{
	size_t events = w->nevents;

	if ((!w->changes && work_read_changes(&w, 1, e)) || make_whole(w, e))
		return e->kind;
	for (size_t i = 0; i < w->changes->n; i++) {
		const struct applied_change *c = &w->changes->v[i];

		if (c->id <= w->row.applied || c->id > until)
			continue;
		if (take(w, c, e))
			return e->kind;
		w->row.applied = c->id;
	}
	return w->nevents > events ? turn_hours(w, e) : ERR_NONE;
}
