#ifndef CORE_CLOSURE_RULE_H
#define CORE_CLOSURE_RULE_H
/*
 * closure_rule: closures that come back every year. A rule says on which date
 * of each year; a calendar is compiled from the dates.
 */
#include "core/calendar.h"

enum closure_rule_kind {
	CLOSURE_YEARLY, /* month and day */
	CLOSURE_NTH,    /* the nth such weekday of a month */
	CLOSURE_EASTER, /* Easter Sunday of the western calendar */
};

struct closure_rule {
	enum closure_rule_kind kind;
	int32_t month, day;            /* 29 February: leap years alone */
	int32_t weekday;               /* 0 Monday to 6 Sunday */
	int32_t nth;                   /* 1 to 5; -1: the last, to -5 */
	int32_t offset;                /* so many days later, or earlier */
	int32_t first_year, last_year; /* 0: always */
	int32_t from_min, to_min;      /* as of a closure */
	enum calendar_mode mode;
};

/* ERR_INVALID says what no rule can have. */
enum err_kind closure_rule_check(const struct closure_rule *r,
				 struct err *e) MUST_CHECK;

/* Easter Sunday of a year, 1583 or later. */
int64_t closure_rule_easter(int32_t year);

/*
 * The date of a year; with its offset it may lie in a neighbouring one. False
 * for a year that has none.
 */
bool closure_rule_day(const struct closure_rule *r, int32_t year, int64_t *day);

/* Dated closures, and which rule made each. */
struct closure_dates {
	struct calendar_closure *v;
	size_t *rule;
	size_t n;
};

/*
 * The closures of all the years from ${first} to ${last}, rule by rule, in
 * order of time. Rules must be good.
 */
void closure_rule_dates(struct arena *a, const struct closure_rule *rules,
			size_t n, int32_t first, int32_t last,
			struct closure_dates *out);

#endif
