#ifndef CLI_SAMPLE_CODE_H
#define CLI_SAMPLE_CODE_H
/*
 * sample_code: what a made-up ticket is called: the same for the same seed, and
 * no two of a run alike.
 */
#include "cli/sample_cast.h"
#include "desk/history.h"

/*
 * Fill id, oid, code, seed and key of ticket ${i} of the run. ${salt}: 0, or
 * another number where the codes that it gave were taken.
 */
void sample_code_name(const struct cast *c, struct arena *a, int64_t i,
		      unsigned salt, struct history_ticket *t);

#endif
