#include "base/require.h"
#include "base/log.h"

void require_failed(const char *condition, const char *file, int line)
{
	static bool failing; /* the log itself may be what is broken */

	if (!failing) {
		failing = true;
		log_event(LOG_ERROR, "invariant",
			  LOG_PAIRS(LOG_S("condition", condition),
				    LOG_S("file", file), LOG_N("line", line)));
	}
	abort();
}
