#include "core/level.h"
#include "base/require.h"

struct target level_target(const struct level *l, enum metric m,
			   enum priority p)
{
	const struct target *own = &l->target[m][p];

	return own->seconds ? *own : l->target[m][PRIORITY_ANY];
}

unsigned level_default_pauses(enum metric m)
{
	if (m == METRIC_FIRST_RESOLVE)
		return STATUS_BIT(STATUS_ANSWERED) |
		       STATUS_BIT(STATUS_POSTPONED);
	return 0;
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
	};

	REQUIRE((size_t)m < COUNT_OF(names));
	return names[m];
}
