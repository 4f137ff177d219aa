#ifndef HOOK_RESOLVE_H
#define HOOK_RESOLVE_H
/*
 * resolve: a host's addresses, all of them looked at before any is used.
 */
#include <sys/socket.h>

#include "base/limits.h"
#include "store/call_log.h"

struct resolved {
	struct sockaddr_storage v[LIMIT_CALL_ADDRESSES];
	size_t n;
};

/*
 * resolve(host, out, detail, size):
 * Ask the system's resolver. CALL_DONE: each is an address of the Internet.
 * Else CALL_NO_NAME, or CALL_INSIDE when one of them is not, or when there are
 * more than LIMIT_CALL_ADDRESSES; ${detail} says why.
 */
enum call_outcome resolve(const char *host, struct resolved *out, char *detail,
			  size_t size) MUST_CHECK;

bool resolve_has(const struct resolved *r, const struct sockaddr *sa);

#endif
