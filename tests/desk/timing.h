#ifndef DESK_TIMING_H
#define DESK_TIMING_H
/*
 * timing: time rules as tests make them, on the desk of company.h, and what
 * becomes of them.
 */
#include "desk/company.h"
#include "desk/ruling.h"

#define T0 MONDAY_9
#define NEVER 0

/* "Older than ${s} seconds", and so on. */
#define OLDER(s)                                                               \
	{                                                                      \
		.field = RULE_CREATED, .op = RULE_LONGER_AGO, .number = (s)    \
	}
#define UNCHANGED(s)                                                           \
	{                                                                      \
		.field = RULE_STATUS_SINCE, .op = RULE_LONGER_AGO,             \
		.number = (s)                                                  \
	}
#define DUE_IN(s)                                                              \
	{                                                                      \
		.field = RULE_DUE, .op = RULE_WITHIN_NEXT, .number = (s)       \
	}
#define OVERDUE(s)                                                             \
	{                                                                      \
		.field = RULE_DUE, .op = RULE_LONGER_AGO, .number = (s)        \
	}
#define HAS_STATUS(...)                                                        \
	{                                                                      \
		.field = RULE_STATUS, .op = RULE_IS_ONE_OF, IDS(__VA_ARGS__)   \
	}

/*
 * A time rule behind the others, of one group: priority Urgent where it holds.
 * ${how} of enum how. Saved by the verb, as Olga.
 */
#define TIME_RULE(name, how, ...)                                              \
	timing_rule(                                                           \
		(name), (how), NULL,                                           \
		(const struct rule_condition[]){ __VA_ARGS__ },                \
		COUNT_OF(((const struct rule_condition[]){ __VA_ARGS__ })))
/* ... with another action: DOES(.kind = ...). */
#define DOES(...)                                                              \
	{                                                                      \
		__VA_ARGS__                                                    \
	}
#define TIME_RULE_DOES(name, how, act, ...)                                    \
	timing_rule(                                                           \
		(name), (how), &(const struct action)act,                      \
		(const struct rule_condition[]){ __VA_ARGS__ },                \
		COUNT_OF(((const struct rule_condition[]){ __VA_ARGS__ })))
int64_t timing_rule(const char *name, int how, const struct action *does,
		    const struct rule_condition *c, size_t n);

/* ticket.rule_at of a ticket, 0: none. */
int64_t timing_at(const char *code);

/* Look at those that are behind, as the sweeper does; how many there were. */
int timing_look(instant now);

/* How often a rule did what it does to a ticket. */
int64_t timing_fired(const char *code, const char *rule);

#endif
