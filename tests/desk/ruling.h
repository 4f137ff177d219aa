#ifndef DESK_RULING_H
#define DESK_RULING_H
/*
 * ruling: SLA rules, levels and tags as tests make them, in fixture.db.
 */
#include "store/rule_store.h"

#define IDS(...)                                                               \
	.ids = (const int64_t[]){ __VA_ARGS__ },                               \
	.nids = COUNT_OF(((const int64_t[]){ __VA_ARGS__ }))
#define WORDS(...)                                                             \
	.texts = (const char *const[]){ __VA_ARGS__ },                         \
	.ntexts = COUNT_OF(((const char *const[]){ __VA_ARGS__ }))

enum how {
	PLAIN,
	STOPS = 1 << 0,
	KEEPS = 1 << 1,
	INACTIVE = 1 << 2
};

/* "If ${c} (NULL: always), then ${level}" (0: none), ahead of the others;
 * ${how} of enum how. */
int64_t ruling_rule(const char *name, const struct rule_condition *c,
		    int64_t level, int how);

/* On these events (RULE_ON() bits), if ${c} (NULL: always), do that; behind the
 * others. */
int64_t ruling_event(const char *name, unsigned triggers,
		     const struct rule_condition *c, const struct action *v,
		     size_t n, int how);
#define ON(name, triggers, c, how, ...)                                        \
	ruling_event((name), (triggers), (c),                                  \
		     (const struct action[]){ __VA_ARGS__ },                   \
		     COUNT_OF(((const struct action[]){ __VA_ARGS__ })),       \
		     (how))

/* A level that promises the first answer in so many hours; a tag. */
int64_t ruling_level(const char *name, int hours);
int64_t ruling_tag(const char *name);
const char *ruling_oid(int64_t tag);

#endif
