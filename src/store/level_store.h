#ifndef STORE_LEVEL_STORE_H
#define STORE_LEVEL_STORE_H
/*
 * level_store: SLA levels, in versions that never change, and their compiled
 * forms, which this process keeps.
 */
#include "core/ids.h"
#include "core/level.h"
#include "store/db.h"

/* A level to be stored. */
struct level_draft {
	const char *name;
	int64_t calendar;                           /* calendar.id; 0: 24x7 */
	struct target target[METRIC_N][PRIORITY_N]; /* seconds 0: none */
	bool pauses_set[METRIC_N]; /* else level_default_pauses() */
	unsigned pauses[METRIC_N]; /* bits of STATUS_BIT() */
	struct step steps[METRIC_N][16];
	int nsteps[METRIC_N];
	struct step_actions actions[METRIC_N][16]; /* by step.number */
	struct level_gears gears;
};

/*
 * level_store_add(db, d, by, now, id, e):
 * Store a new level with its first version; inside the caller's transaction.
 * ERR_INVALID: a target, step or action out of range, or no target at all.
 * ERR_CONFLICT: the name is taken.
 */
enum err_kind level_store_add(struct db *db, const struct level_draft *d,
			      person_id by, instant now, int64_t *id,
			      struct err *e) MUST_CHECK;

/*
 * Store the next version of level ${id}. Running clocks keep theirs. It is
 * called as the draft says from now on; ERR_CONFLICT: another is.
 */
enum err_kind level_store_revise(struct db *db, int64_t id,
				 const struct level_draft *d, person_id by,
				 instant now, struct err *e) MUST_CHECK;

/* No rule gives it any more; INSTANT_NONE: they may again. */
enum err_kind level_store_archive(struct db *db, int64_t id, instant at,
				  struct err *e) MUST_CHECK;

/* Is there any level? */
enum err_kind level_store_any(struct db *db, struct arena *a, bool *any,
			      struct err *e) MUST_CHECK;

/* A level version and the calendar version that it counts by. */
struct level_ref {
	int64_t version;  /* 0: no level */
	int64_t calendar; /* 0: 24x7 */
};

/* With the newest version of its calendar. */
enum err_kind level_store_ref(struct db *db, struct arena *a, int64_t version,
			      struct level_ref *ref, struct err *e) MUST_CHECK;

/*
 * level_store_compile(db, ref, out, e):
 * The compiled level, lent for the life of the process: each pair of versions
 * is read once. Versions are never changed, so nothing ever has to be read
 * again. NULL for no level.
 */
enum err_kind level_store_compile(struct db *db, struct level_ref ref,
				  const struct level **out,
				  struct err *e) MUST_CHECK;

/* Free them all: before this process looks at another database. */
void level_store_forget(void);

#endif
