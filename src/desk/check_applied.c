/* Versions of levels and calendars that hold for open tickets too. */
#include "desk/check_part.h"

#include <inttypes.h>

static const char *event_name(struct check_part *p, int64_t seq)
{
	return arena_printf(p->check->arena, "event %" PRId64, seq);
}

static const struct check_calendar_version *
find_calendar(const struct check_batch *b, int64_t version)
{
	for (size_t i = 0; i < b->ncalendars; i++)
		if (b->calendars[i].id == version)
			return &b->calendars[i];
	return NULL;
}

bool check_hours(struct check_part *p, const struct check_event *ev)
{
	const struct check_level_version *l;
	const struct check_calendar_version *c;

	if (ev->calendar_version == INSTANT_NONE ||
	    ev->level_version == INSTANT_NONE ||
	    !(ev->did & (DID_CREATE | DID_LEVEL)))
		return true;
	l = refold_level(p->batch, ev->level_version);
	if (!l || l->calendar == INSTANT_NONE)
		return ev->calendar_version == 0;
	c = find_calendar(p->batch, ev->calendar_version);
	return c && c->calendar == l->calendar;
}

/* ---- The ticket's hours --------------------------------------------------
 */

/* Did the event that set its level last say by which hours? */
static bool was_told(const struct check_part *p)
{
	bool told = false;

	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];

		if (ev->did & (DID_CREATE | DID_LEVEL))
			told = ev->calendar_version != INSTANT_NONE;
	}
	return told;
}

static void check_calendar(struct check_part *p)
{
	const struct clock_ticket *s = &p->fold.state;
	int64_t stands = p->row->calendar_version;
	bool goes_on = clock_ticket_by_hours(s);

	if (stands == INSTANT_NONE && goes_on && !was_told(p))
		return;
	check_number(p, "ticket.calendar_version_id", "", stands,
		     goes_on ? s->level->calendar_version : INSTANT_NONE);
}

/* ---- What it took --------------------------------------------------------
 */

/* A change that its level went by before it: it should have taken it. */
static bool passed_over(const struct check_part *p,
			const struct check_change *c)
{
	const struct clock_ticket *s = &p->fold.state;
	const struct level *l = s->level;

	if (!l || c->id > p->row->applied)
		return false;
	if (c->level == l->level)
		return l->version < c->level_version;
	return c->calendar == l->calendar_id && clock_ticket_by_hours(s) &&
	       l->calendar_version < c->calendar_version;
}

static void check_followed(struct check_part *p)
{
	const struct check_batch *b = p->batch;
	int64_t newest = b->nchanges ? b->changes[b->nchanges - 1].id : 0;

	if (p->row->applied < 0 || p->row->applied > newest)
		check_number(p, "ticket.applied", "a change there is",
			     p->row->applied, newest);
	for (size_t i = 0; i < b->nchanges; i++)
		if (passed_over(p, &b->changes[i])) {
			check_number(p, "ticket.applied", "it did not take it",
				     p->row->applied, b->changes[i].id - 1);
			return;
		}
}

/* Is there a change that says so, no later than the event? */
static bool has_change(const struct check_batch *b,
		       const struct check_event *ev)
{
	for (size_t i = 0; i < b->nchanges; i++) {
		const struct check_change *c = &b->changes[i];
		bool level = ev->kind == EVENT_REVISED &&
			     c->level_version == ev->level_version;
		bool hours = ev->kind == EVENT_HOURS &&
			     c->calendar != INSTANT_NONE &&
			     c->calendar_version == ev->calendar_version;

		if (level || hours)
			return true;
	}
	return false;
}

static void check_takings(struct check_part *p)
{
	int64_t version = INSTANT_NONE;

	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];
		const char *what = event_name(p, ev->seq);

		if ((ev->kind == EVENT_REVISED || ev->kind == EVENT_HOURS) &&
		    !has_change(p->batch, ev))
			check_found(p, "event.kind", what,
				    "a version taken over",
				    "one that was applied to open tickets");
		if (ev->kind == EVENT_HOURS)
			check_number(p, "event.level_version_id", what,
				     ev->level_version, version);
		if (ev->did & (DID_CREATE | DID_LEVEL))
			version = ev->level_version;
	}
}

void check_applied(struct check_part *p)
{
	check_calendar(p);
	check_followed(p);
	check_takings(p);
}
