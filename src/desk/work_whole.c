/* A ticket made whole: its events told again, for the statuses it had. */
#include "desk/work.h"

#include "store/level_store.h"

/* Could core take it next? What the database holds is checked, not asserted. */
static bool fits(const struct clock_ticket *t, const struct event *ev)
{
	bool live = ev->metric == METRIC_CHAT_ANSWER ||
		    ev->metric == METRIC_CALL_ANSWER;
	bool said = ev->until != INSTANT_NONE && ev->until <= ev->at;

	return ev->seq == t->last_seq + 1 && ev->at >= t->last_event &&
	       (ev->seq == 1) == ((ev->did & DID_CREATE) != 0) &&
	       (!(ev->did & DID_QUEUED) || live) &&
	       (!(ev->did & DID_SPLIT) || said) && ev->status < STATUS_N &&
	       ev->priority < PRIORITY_N;
}

/*
 * The level that it set. By which calendar does not matter: hours move
 * deadlines, and no status.
 */
static enum err_kind level_of(struct work *w, const struct event *ev,
			      const struct level **out, struct err *e)
{
	const struct level *own = w->state.level;
	struct level_ref ref;

	*out = NULL;
	if (!(ev->did & (DID_CREATE | DID_LEVEL)) || ev->level_version == 0)
		return ERR_NONE;
	if (own && own->version == ev->level_version) {
		*out = own;
		return ERR_NONE;
	}
	if (level_store_ref(w->job->db, w->job->arena, ev->level_version, &ref,
			    e))
		return e->kind;
	return level_store_compile(w->job->db, ref, out, e);
}

static enum err_kind tell(struct work *w, struct clock_ticket *t,
			  const struct event *ev, struct err *e)
{
	const struct level *level;

	if (!fits(t, ev))
		return err_set(e, ERR_BROKEN,
			       "the events of ticket %s cannot be followed",
			       w->row.code);
	if (level_of(w, ev, &level, e))
		return e->kind;
	clock_ticket_apply(t, ev, level, w->job->arena);
	return ERR_NONE;
}

enum err_kind work_whole(struct work *w, struct err *e)
{
	struct clock_ticket t;
	struct event *events;
	size_t n;

	if (w->state.whole)
		return ERR_NONE;
	clock_ticket_init(&t);
	if (event_store_all(w->job->db, w->job->arena, w->row.id, &events, &n,
			    e))
		return e->kind;
	for (size_t i = 0; i < n; i++)
		if (tell(w, &t, &events[i], e))
			return e->kind;
	/* What happened by itself in this very transaction. */
	for (size_t i = 0; i < w->nevents; i++)
		if (tell(w, &t, &w->events[i].event, e))
			return e->kind;
	if (t.last_seq != w->state.last_seq)
		return err_set(e, ERR_BROKEN, "ticket %s lacks events",
			       w->row.code);
	w->state.status_since = t.status_since;
	w->state.stays = t.stays;
	w->state.nstays = t.nstays;
	w->state.capstays = t.capstays;
	w->state.whole = true;
	return ERR_NONE;
}

enum err_kind work_whole_for(struct work *w, const struct level *level,
			     struct err *e)
{
	if (!level || level->gears.on_change != CHANGE_REJUDGE)
		return ERR_NONE;
	return work_whole(w, e);
}
