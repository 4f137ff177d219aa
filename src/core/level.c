#include "core/level.h"

#include "base/require.h"
#include "core/calendar_days.h"

struct target level_target(const struct level *l, enum metric m,
			   enum priority p)
{
	const struct target *own = &l->target[m][p];

	return own->seconds ? *own : l->target[m][PRIORITY_ANY];
}

bool level_promises(const struct level *l, enum metric m)
{
	for (int p = 0; p < PRIORITY_N; p++)
		if (l->target[m][p].seconds)
			return true;
	return false;
}

unsigned level_default_pauses(enum metric m)
{
	switch (m) {
	case METRIC_FIRST_RESOLVE:
		return STATUS_BIT(STATUS_ANSWERED) |
		       STATUS_BIT(STATUS_POSTPONED);
	case METRIC_KEEP_INFORMED:
		return STATUS_BIT(STATUS_POSTPONED);
	default:
		return 0;
	}
}

/* The instant that ${target} means when it is not a number of seconds. */
static enum calendar_result aim(const struct calendar *c, struct target target,
				instant from, instant *t)
{
	enum calendar_result r;

	if (target.unit == UNIT_WORKING_DAYS)
		return calendar_after_days(c, from, target.seconds, t);
	r = calendar_next_opening(c, from, t);
	return r ? r : calendar_add(c, *t, target.seconds, t);
}

seconds level_seconds(const struct level *l, struct target target, instant from)
{
	seconds open;
	instant t;

	if (target.unit == UNIT_WORKING || target.unit == UNIT_CALENDAR)
		return target.seconds;
	if (aim(l->calendar, target, from, &t))
		return LEVEL_NEVER;
	open = calendar_work(l->calendar, from, t);
	return open > 0 ? open : 1;
}

const struct calendar *level_calendar(const struct level *l, enum unit u)
{
	return u == UNIT_CALENDAR ? calendar_always() : l->calendar;
}

const char *level_metric_name(enum metric m)
{
	static const char *const names[] = {
		[METRIC_FIRST_ANSWER] = "first_answer",
		[METRIC_NEXT_ANSWER] = "next_answer",
		[METRIC_FIRST_ASSIGN] = "first_assign",
		[METRIC_FIRST_RESOLVE] = "first_resolve",
		[METRIC_CHAT_ANSWER] = "chat_answer",
		[METRIC_CALL_ANSWER] = "call_answer",
		[METRIC_KEEP_INFORMED] = "keep_informed",
	};

	REQUIRE((size_t)m < COUNT_OF(names));
	return names[m];
}

seconds level_late(const struct level *l)
{
	return l->gears.late > 0 ? l->gears.late : LEVEL_LATE;
}
