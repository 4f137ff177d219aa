#ifndef TESTS_CORE_HISTORY_GEARS_H
#define TESTS_CORE_HISTORY_GEARS_H
/* history_gears: what HISTORY_GEARS has beyond the others. For history.c. */
#include "core/history.h"

/* Every unit, metric and setting of a level. */
void history_gears_level(struct history *h, struct level *l);

/* When it closes by itself. */
void history_gears_closing(struct history *h);

/* ${ev}, which opens it, splits it off another ticket. */
void history_gears_split(struct history *h, struct event *ev);

/* Make ${ev} something that an event of its own kind does. */
void history_gears_event(struct history *h, struct event *ev);

#endif
