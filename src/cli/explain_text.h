#ifndef CLI_EXPLAIN_TEXT_H
#define CLI_EXPLAIN_TEXT_H
/*
 * explain_text: an explanation as lines for people; for explain.c alone.
 */
#include "desk/explain.h"

struct zone;

/* Print it, in ${zone}; for NULL in that of each promise's calendar, and in UTC
 * where there is none. */
void explain_text_print(const struct desk_explanation *x,
			const struct zone *zone, const struct zone *utc,
			struct arena *a);

/* How rules chose a level; ${when}: the first word of it. */
void explain_text_choice(const struct desk_choice *c, const char *when,
			 struct arena *a);

/* What each rule said. */
void explain_text_words(const struct desk_choice *c, struct arena *a);

#endif
