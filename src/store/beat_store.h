#ifndef STORE_BEAT_STORE_H
#define STORE_BEAT_STORE_H
/*
 * beat_store: the sweeper's heartbeat, by which others notice that it is late.
 */
#include "store/db.h"

struct beat {
	instant last;  /* when a pass was last done; INSTANT_NONE: never */
	seconds every; /* from one pass to the next */
};

enum err_kind beat_store_set(struct db *db, const struct beat *b,
			     struct err *e) MUST_CHECK;

/* A sweeper that was never there is to come each minute. */
enum err_kind beat_store_find(struct db *db, struct arena *a, struct beat *out,
			      struct err *e) MUST_CHECK;

#endif
