#ifndef STORE_CALL_LOG_H
#define STORE_CALL_LOG_H
/*
 * call_log: what came of calling URLs, try by try, for a month.
 */
#include "store/db.h"
#include "store/outbox_store.h"

/* The numbers are stored. */
enum call_outcome {
	CALL_DONE,        /* answered with 2xx */
	CALL_STATUS,      /* ... with something else */
	CALL_REDIRECT,    /* ... with 3xx, which is not followed */
	CALL_NO_NAME,     /* the host's name was not found */
	CALL_NO_LINK,     /* nobody there, or the link broke */
	CALL_TLS,         /* not who it should be */
	CALL_TIMEOUT,     /* no whole answer in time */
	CALL_BROKEN,      /* we could not even try */
	CALL_BAD_URL,     /* refused: https and a host's name, and no more */
	CALL_NOT_ALLOWED, /* refused: nobody allowed that host */
	CALL_INSIDE,      /* refused: an address that is none of the Internet */
	CALL_WAS_OFF,     /* written before calls were switched on */
	CALL_HIDDEN,      /* its ticket is spam or deleted by now */
	CALL_TOO_OLD,     /* LIMIT_CALL_AGE_SECONDS passed */
	CALL_OUTCOME_N
};

struct call_try {
	int64_t id, outbox, target; /* 0: no target */
	const char *oid;
	instant at, next; /* INSTANT_NONE: not tried again */
	int number;       /* 0: it was not called */
	enum call_outcome outcome;
	int status, ms;
	const char *url; /* without what stands behind the ? */
	const char *address, *detail, *answer;
	/* read only */
	const char *ticket;      /* its code, or NULL */
	enum outbox_state state; /* of its row, now */
};

/* Its oid is drawn. */
enum err_kind call_log_add(struct db *db, struct arena *a, struct call_try *t,
			   struct err *e) MUST_CHECK;

/* ERR_NOT_FOUND: there is none. */
enum err_kind call_log_find(struct db *db, struct arena *a, const char *oid,
			    struct call_try *out, struct err *e) MUST_CHECK;

/* Of those, the newest first. */
enum call_filter {
	CALL_ALL,
	CALL_WELL,
	CALL_FAILED,
	CALL_REFUSED, /* not called, for whatever reason */
	CALL_FILTER_N
};
struct call_tries {
	struct call_try *v;
	size_t n;
	bool before, after; /* there is more on that side */
};

/*
 * Up to LIMIT_PAGE_ROWS after the try of that oid, or (back) before it; NULL,
 * or one that is not there: from the newest on. ${target}: to that one alone,
 * 0: to any.
 */
enum err_kind call_log_page(struct db *db, struct arena *a,
			    enum call_filter filter, int64_t target,
			    const char *key, bool back, struct call_tries *out,
			    struct err *e) MUST_CHECK;

/* Throw up to ${max} away that are of before ${then}. */
enum err_kind call_log_tidy(struct db *db, instant then, size_t max,
			    struct err *e) MUST_CHECK;

#endif
