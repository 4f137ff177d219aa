#include "cli/changes.h"

#include <inttypes.h>
#include "store/applied_store.h"
#include "store/calendar_store.h"
#include "store/level_read.h"

/* What they are called by now. */
struct names {
	struct calendar_names calendars;
	struct level_names levels;
};

static const char *name_of(const struct names *n,
			   const struct applied_change *c)
{
	for (size_t i = 0; c->level && i < n->levels.n; i++)
		if (n->levels.v[i].id == c->level)
			return n->levels.v[i].name;
	for (size_t i = 0; c->calendar && i < n->calendars.n; i++)
		if (n->calendars.v[i].id == c->calendar)
			return n->calendars.v[i].name;
	return "?";
}

/*
 * Whoever began before it may still open a ticket under what held then: so it
 * is not done where none is left, for a little while (sla.md D57).
 */
static enum err_kind find_state(struct part_work *w,
				const struct applied_change *c,
				const char **out, struct err *e)
{
	ticket_id id;
	size_t n = 0;

	*out = "done";
	if (c->done != INSTANT_NONE)
		return ERR_NONE;
	if (applied_store_waiting(w->job.db, w->job.arena, c, &id, 1, &n, e))
		return e->kind;
	*out = n > 0 ? "under way" : "finishing";
	return ERR_NONE;
}

static void print(const struct names *n, const struct applied_change *c,
		  const char *state)
{
	char at[INSTANT_TEXT];

	(void)printf("%" PRId64 "\t%s\t%s\t%" PRId64 " tickets\t%" PRId64
		     " deadlines moved\t%" PRId64 " overdue\t%s\t%s\n",
		     c->id, instant_text(c->at, at),
		     c->level ? "level" : "calendar", c->tickets, c->moved,
		     c->overdue, state, name_of(n, c));
}

int changes_part(struct part_work *w, struct err *e)
{
	struct applied_changes all;
	const char *state;
	struct names names;
	int64_t left;

	if (!parts_count(w, 0, 0, e))
		return 2;
	if (applied_store_between(w->job.db, w->job.arena, 0, INT64_MAX, &all,
				  e) ||
	    applied_store_count(w->job.db, w->job.arena, INT64_MAX, &left, e) ||
	    calendar_store_list(w->job.db, w->job.arena, &names.calendars, e) ||
	    level_read_list(w->job.db, w->job.arena, &names.levels, e))
		return 1;
	for (size_t i = 0; i < all.n; i++) {
		if (find_state(w, &all.v[i], &state, e))
			return 1;
		print(&names, &all.v[i], state);
	}
	(void)printf("%" PRId64 " tickets left\n", left);
	return 0;
}
