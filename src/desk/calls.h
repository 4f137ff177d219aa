#ifndef DESK_CALLS_H
#define DESK_CALLS_H
/*
 * calls: whether URLs are called, and where they may be: for those who set the
 * desk up. Each is one transaction and leaves an entry in the audit log, but
 * for sending again and for tests. Errors as in people.h.
 */
#include "desk/desk.h"

/* On, or off, from now on; what was written before is not called. As it is
 * already: nothing happens. */
enum err_kind calls_switch(struct job *job, bool on, struct err *e) MUST_CHECK;

/*
 * Let calls go to "NAME" or "NAME:8443", again if they once might; then by a
 * new secret. ERR_INVALID: it is no such name, or there are LIMIT_CALL_TARGETS;
 * ERR_CONFLICT: they may already.
 */
enum err_kind calls_allow(struct job *job, const char *host, const char **oid,
			  struct err *e) MUST_CHECK;

/* ... no more. ERR_CONFLICT: they may not as it is. */
enum err_kind calls_remove(struct job *job, const char *oid,
			   struct err *e) MUST_CHECK;

/* Sign by a new secret; the one before signs beside it for a day. */
enum err_kind calls_rotate(struct job *job, const char *oid,
			   struct err *e) MUST_CHECK;

/*
 * Send again what the try of that opaque id told of, with the same id; from the
 * beginning, however old it is. Harmless when it waits anyway.
 */
enum err_kind calls_again(struct job *job, const char *oid,
			  struct err *e) MUST_CHECK;

/* Send a test to that host, at that path ("/..."). ERR_CONFLICT: calls are off,
 * or may not go there; ERR_INVALID about "path", or the desk is a sandbox. */
enum err_kind calls_test(struct job *job, const char *oid, const char *path,
			 struct err *e) MUST_CHECK;

#endif
