#ifndef CLI_SAMPLE_STORY_H
#define CLI_SAMPLE_STORY_H
/*
 * sample_story: one made-up ticket: who asks what, who answers when, and how it
 * ends. Delays lie around the promises of its department, in its open hours, so
 * that most are kept. A ticket's story follows from the seed and its number.
 */
#include "cli/sample_cast.h"
#include "cli/sample_plan.h"
#include "desk/history.h"

/* Ticket ${i} of the run, with all its texts in ${a}. ${salt}: 0, unless the
 * code that it would get is taken. */
void sample_story_tell(const struct cast *c, const struct sample_plan *p,
		       int64_t i, unsigned salt, struct arena *a,
		       struct history_ticket *out);

#endif
