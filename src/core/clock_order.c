/* A ticket's place in lists. */
#include "core/clock.h"

#define NO_SLA_SECONDS (7 * DAY_SECONDS)

/* Of two that are due at once the one of the lower metric, in whatever order
 * they came. */
static bool is_nearer(const struct clock *c, const struct clock *than)
{
	return !than || c->due < than->due ||
	       (c->due == than->due && c->metric < than->metric);
}

const struct clock *clock_ticket_nearest(const struct clock_ticket *t)
{
	const struct clock *found = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct clock *c = &t->clocks[i];

		if (c->state == CLOCK_RUNNING && c->due != INSTANT_NONE &&
		    is_nearer(c, found))
			found = c;
	}
	return found;
}

bool clock_ticket_by_hours(const struct clock_ticket *t)
{
	for (size_t i = 0; t->level && i < t->n; i++) {
		const struct clock *c = &t->clocks[i];
		bool hidden = c->state == CLOCK_CANCELLED &&
			      c->stopped == t->hidden;

		if (c->unit != UNIT_CALENDAR && (clock_live(c) || hidden))
			return true;
	}
	return false;
}

static bool has_ended(enum status s)
{
	return s == STATUS_RESOLVED || s == STATUS_CLOSED || s == STATUS_SPAM ||
	       s == STATUS_DELETED || s == STATUS_MERGED;
}

instant clock_ticket_order_at(const struct clock_ticket *t)
{
	const struct clock *nearest = clock_ticket_nearest(t);

	if (has_ended(t->status))
		return t->last_event;
	if (nearest)
		return nearest->due;
	for (size_t i = 0; i < t->n; i++)
		if (clock_live(&t->clocks[i]))
			return CLOCK_ORDER_LAST + t->last_event;
	return NO_SLA_SECONDS +
	       (t->unanswered == INSTANT_NONE ? t->created : t->unanswered);
}
