#ifndef CLI_SAMPLE_PLAN_H
#define CLI_SAMPLE_PLAN_H
/*
 * sample_plan: when each ticket of a made-up history comes, and whether it is
 * still open at its end. Both follow from its number, so any part of a history
 * can be made by itself.
 */
#include "store/history_store.h"

struct zone;
struct sample_plan;

/* How busy each hour of the run is, as in offices of ${zone}; in ${a}. */
struct sample_plan *sample_plan_new(struct arena *a,
				    const struct history_run *run,
				    const struct zone *zone);

/* When ticket ${i}, 0 .. tickets - 1, comes: never before the one before it. */
instant sample_plan_created(const struct sample_plan *p, int64_t i);

/* Is it open at the end? Exactly run->open of all are, most of the newest. */
bool sample_plan_open(const struct sample_plan *p, int64_t i);

#endif
