#ifndef BASE_REQUIRE_H
#define BASE_REQUIRE_H
/*
 * require: what must be true, or the data could be harmed. It is checked in
 * every build, also in production.
 *
 *	REQUIRE(n <= cap);
 *
 * What is not true ends this process, with nothing half-written: one line of
 * the log (event=invariant, the condition, file and line), then abort(). The
 * master of the web workers counts it, sounds the alarm and starts another
 * worker; one request is lost.
 */
#include "base/attr.h"

#define REQUIRE(condition)                                                     \
	((condition) ? (void)0 : require_failed(#condition, __FILE__, __LINE__))

EXTERN_C_BEGIN

/* Say so and abort. */
NORETURN void require_failed(const char *condition, const char *file, int line);

EXTERN_C_END

#endif
