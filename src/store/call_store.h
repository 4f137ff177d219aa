#ifndef STORE_CALL_STORE_H
#define STORE_CALL_STORE_H
/*
 * call_store: calls of URLs: whether they are made at all, where they may go,
 * and which are due. The calls themselves are rows of outbox (outbox_store.h)
 * of kind OUTBOX_CALL; what came of each try is call_log.h's.
 *
 * Who makes a call claims its row first: its send_at moves to when somebody
 * else may try, and its fence says whose turn it is. What comes of it is
 * written only by whose fence still stands.
 */
#include "core/ids.h"
#include "store/db.h"
#include "store/outbox_store.h"

/* ---- Whether, and where -------------------------------------------------- */

struct call_switch {
	instant on_since; /* INSTANT_NONE: no URL is called */
	instant beat;     /* when duedesk-hook was last there, or NONE */
	int64_t version;  /* 0: never touched */
};
enum err_kind call_store_switch(struct db *db, struct arena *a,
				struct call_switch *out,
				struct err *e) MUST_CHECK;

/* The same, locked until the transaction ends. */
enum err_kind call_store_lock_switch(struct db *db, struct arena *a,
				     struct call_switch *out,
				     struct err *e) MUST_CHECK;
enum err_kind call_store_set_switch(struct db *db, instant on_since,
				    struct err *e) MUST_CHECK;
/* Nothing when nobody ever touched the switch. */
enum err_kind call_store_beat(struct db *db, instant now,
			      struct err *e) MUST_CHECK;

/* A host that may be called, or might be once. */
struct call_target {
	int64_t id;
	const char *oid, *host;
	int port;
	int number;      /* of the secret that signs */
	instant rotated; /* since when, or INSTANT_NONE: from the beginning */
	int failures;    /* in a row */
	instant paused;  /* until then, or INSTANT_NONE */
	instant created;
	instant removed; /* INSTANT_NONE: it may be called */
	int64_t version;
};
struct call_targets {
	struct call_target *v; /* by host and port */
	size_t n;
};

/* All of them, removed ones too. */
enum err_kind call_store_targets(struct db *db, struct arena *a,
				 struct call_targets *out,
				 struct err *e) MUST_CHECK;

/* The one of that host and port, or NULL. */
const struct call_target *call_store_of_host(const struct call_targets *all,
					     const char *host, int port);
const struct call_target *call_store_of_id(const struct call_targets *all,
					   int64_t id);

/* ERR_NOT_FOUND: there is none; locked until the transaction ends. */
enum err_kind call_store_lock_target(struct db *db, struct arena *a,
				     const char *oid, struct call_target *out,
				     struct err *e) MUST_CHECK;

/* The same, not locked. */
enum err_kind call_store_find_target(struct db *db, struct arena *a,
				     const char *oid, struct call_target *out,
				     struct err *e) MUST_CHECK;

/* All of them locked. */
enum err_kind call_store_lock_targets(struct db *db, struct arena *a,
				      struct call_targets *out,
				      struct err *e) MUST_CHECK;

/* A new one: sets id and oid. ERR_CONFLICT: it is there. */
enum err_kind call_store_add_target(struct db *db, struct arena *a,
				    struct call_target *t,
				    struct err *e) MUST_CHECK;

/* Write number, rotated and removed anew, forget failures; counts the version.
 */
enum err_kind call_store_change_target(struct db *db,
				       const struct call_target *t,
				       struct err *e) MUST_CHECK;

/* A call went well, or badly: then so many did in a row. */
enum err_kind call_store_went_well(struct db *db, int64_t target,
				   struct err *e) MUST_CHECK;
enum err_kind call_store_went_badly(struct db *db, int64_t target, int in_a_row,
				    instant rest_until,
				    struct err *e) MUST_CHECK;

/* ---- Rows to call -------------------------------------------------------- */

struct call_row {
	int64_t id;
	int64_t target; /* 0: nobody looked yet */
	const char *ukey, *payload;
	instant created; /* or when somebody wanted it sent again */
	int tries, fence;
	bool hidden; /* its ticket is spam or deleted */
};
struct call_rows {
	struct call_row *v; /* the one that waits longest first */
	size_t n;
};

/* Those that nobody looked at. */
enum err_kind call_store_new(struct db *db, struct arena *a, size_t max,
			     struct call_rows *out, struct err *e) MUST_CHECK;

/* Those of a host that are due. */
enum err_kind call_store_due(struct db *db, struct arena *a, int64_t target,
			     instant now, size_t max, struct call_rows *out,
			     struct err *e) MUST_CHECK;

/* Up to ${max} that nobody looked at, and that were written before ${then}, are
 * pointless; *n are. */
enum err_kind call_store_drop(struct db *db, instant then, size_t max,
			      int64_t *n, struct err *e) MUST_CHECK;

/* It goes there; false: somebody else looked at it meanwhile. */
enum err_kind call_store_sort(struct db *db, int64_t id, int64_t target,
			      bool *ours, struct err *e) MUST_CHECK;

/* Try it: nobody else does before ${until}; false: somebody else was faster.
 * Counts try and fence, in *row too. */
enum err_kind call_store_claim(struct db *db, struct call_row *row,
			       instant until, bool *ours,
			       struct err *e) MUST_CHECK;

/*
 * That became of it, at ${now}; WAITS: it is tried again at ${again}. false:
 * somebody else has it by now, or it ended.
 */
enum err_kind call_store_end(struct db *db, const struct call_row *row,
			     enum outbox_state state, instant now,
			     instant again, bool *ours,
			     struct err *e) MUST_CHECK;

/* From the beginning, as soon as can be; false: it waits already. */
enum err_kind call_store_again(struct db *db, int64_t id, instant now,
			       bool *changed, struct err *e) MUST_CHECK;

/* How many wait, exact up to LIMIT_COUNT. */
enum err_kind call_store_waiting(struct db *db, struct arena *a, int64_t *n,
				 struct err *e) MUST_CHECK;

#endif
