#ifndef SWEEP_SWEEP_H
#define SWEEP_SWEEP_H
/*
 * sweep: see that what is due happens, though nobody opens the ticket: marks,
 * reminders, ends of postponements; then throw away what has expired.
 *
 * A pass that was done to its end leaves a heartbeat (store/beat_store.h), so
 * that the web workers notice when none comes.
 *
 * It decides nothing: however late a pass comes, or however many sweepers run,
 * every promise ends the same. A pass that is killed leaves nothing half done.
 */
#include <signal.h>
#include "base/arena.h"
#include "desk/lateness.h"
#include "store/db.h"

struct sweep {
	struct db *db;
	struct arena *arena;         /* reset between batches */
	const char *spool_dir;       /* of exports, or NULL: leave them alone */
	const char *blob_dir;        /* of people's files, or NULL: the same */
	volatile sig_atomic_t *stop; /* becomes 1: leave after this batch */
	seconds every; /* from one pass to the next; 0: a minute */
};

struct sweep_count {
	int64_t tickets, batches;
	int64_t ms;
	struct lateness lateness; /* of the steps that fired */
};

/*
 * sweep_pass(s, now, count, e):
 * Batch after batch until nothing is due at ${now}, then tidy up. Does nothing
 * and gives ERR_BROKEN when the database's clock differs from ours by more
 * than a minute: one of them is wrong, and reminders can not be taken back.
 */
enum err_kind sweep_pass(const struct sweep *s, instant now,
			 struct sweep_count *count, struct err *e) MUST_CHECK;

#endif
