#ifndef DESK_CALLING_H
#define DESK_CALLING_H
/*
 * calling: what duedesk-hook does with calls of URLs, but for the calling
 * itself. Each verb is one transaction or a few, and harmless when it is run
 * again or by several at once; none locks a ticket. Errors are the database's.
 *
 * A call is made at least once: who is killed in the middle of one leaves a row
 * that somebody makes again LIMIT_CALL_LEASE_SECONDS later, with the same id.
 *
 * What fails is tried again after 1, 5, 15 minutes, 1, 3, 6 and 9 hours, each a
 * little more or less, then it is given up. At once given up is what was
 * answered with 410 (Gone), and what is refused is not tried at all.
 */
#include "desk/desk.h"
#include "store/call_log.h"
#include "store/call_store.h"

/* What holds for a while. */
struct calling {
	bool on;
	instant since; /* what was written before is pointless */
	struct call_targets targets;
};
enum err_kind calling_look(struct job *job, struct calling *out,
			   struct err *e) MUST_CHECK;

/*
 * Look at calls that nobody looked at: they wait for their host's turn, or are
 * refused. *did says whether there may be more.
 */
enum err_kind calling_sort(struct job *job, const struct calling *c, bool *did,
			   struct err *e) MUST_CHECK;

/* A call that is ours to make. */
struct calling_call {
	struct call_row row;
	const struct call_target *target;
	const char *url;  /* to call, in a form that has one reading */
	const char *body; /* JSON */
	char id[33];
};
struct calling_calls {
	struct calling_call *v;
	size_t n;
};

/*
 * Claim up to ${max} of that host's that are due, and end those that need not
 * be made. *did: somebody did something, there may be more.
 */
enum err_kind calling_take(struct job *job, const struct calling *c,
			   const struct call_target *target, size_t max,
			   struct calling_calls *out, bool *did,
			   struct err *e) MUST_CHECK;

/* What came of it. */
struct calling_result {
	enum call_outcome outcome;
	int status, ms;
	const char *address, *detail, *answer; /* never NULL */
};
enum err_kind calling_done(struct job *job, const struct calling_call *call,
			   const struct calling_result *r,
			   struct err *e) MUST_CHECK;

/* We were there; and forget what is old. */
enum err_kind calling_tidy(struct job *job, struct err *e) MUST_CHECK;

/* A URL for the log: what stands behind ? may be secret. For desk/ alone. */
const char *calling_shown(struct arena *a, const char *url);

#endif
