#ifndef STORE_LEVEL_ACTION_STORE_H
#define STORE_LEVEL_ACTION_STORE_H
/*
 * level_action_store: what the steps of levels' versions do; written once with
 * their version (level_store), and never changed.
 */
#include "store/level_store.h"

/*
 * ERR_INVALID, naming the metric, the step, the field and its limit: too many
 * actions, one that action_check() refuses, one that names a person,
 * department, tag or level that is not there or not to be used any more.
 */
enum err_kind level_action_store_check(struct db *db,
				       const struct level_draft *d,
				       struct err *e) MUST_CHECK;

/* Those of one metric, once its steps are stored. */
enum err_kind level_action_store_add(struct db *db, int64_t version, int metric,
				     const struct level_draft *d,
				     struct err *e) MUST_CHECK;

/* Fill l->actions; they live in ${keep}. */
enum err_kind level_action_store_read(struct db *db, struct arena *a,
				      struct arena *keep, struct level *l,
				      struct err *e) MUST_CHECK;

/* The newest version of a level; ref->version 0: there is none. */
enum err_kind level_action_store_newest(struct db *db, struct arena *a,
					int64_t level, struct level_ref *ref,
					struct err *e) MUST_CHECK;

#endif
