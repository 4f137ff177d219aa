#ifndef STORE_RULE_PAST_H
#define STORE_RULE_PAST_H
/*
 * rule_past: what rules were and did: their versions, how often SLA rules chose
 * a level, and those that were taken away and come back.
 */
#include "store/rule_store.h"

/* A rule by its opaque id, also one that was taken away. */
struct rule_place_of {
	int64_t id;
	enum rule_kind kind;
	bool archived;
};

/* ERR_NOT_FOUND */
enum err_kind rule_past_find(struct db *db, struct arena *a, const char *oid,
			     struct rule_place_of *out,
			     struct err *e) MUST_CHECK;

/* Its versions, the newest ${limit}, the newest first; names as they were. */
enum err_kind rule_past_versions(struct db *db, struct arena *a, int64_t id,
				 int64_t limit, struct rule_rows *out,
				 struct err *e) MUST_CHECK;

/* Bring back what was taken away; among the others as it stood then. */
enum err_kind rule_past_restore(struct db *db, int64_t id,
				struct err *e) MUST_CHECK;

/* How often a rule chose a level, and when last (INSTANT_NONE: never). */
struct rule_hits {
	int64_t n; /* exact up to LIMIT_COUNT, then one more */
	instant last;
};

/*
 * Of ${n} SLA rules, by id: out[i] of ids[i]. An index is asked once for each
 * version that did anything, no further than LIMIT_COUNT.
 */
enum err_kind rule_past_hits(struct db *db, struct arena *a, const int64_t *ids,
			     size_t n, struct rule_hits *out,
			     struct err *e) MUST_CHECK;

#endif
