#ifndef DESK_LEVEL_WORDS_H
#define DESK_LEVEL_WORDS_H
/*
 * level_words: the words of a level's JSON, by the numbers of core.
 */
#include "core/level.h"

/* Statuses that may pause: New, Open, Answered, Postponed. */
#define LEVEL_WORDS_PAUSES (STATUS_POSTPONED + 1)

extern const char *const level_words_priority[PRIORITY_N];
extern const char *const level_words_unit[2];
extern const char *const level_words_pause[LEVEL_WORDS_PAUSES];
extern const char *const level_words_change[4];
extern const char *const level_words_reopen[3];
extern const char *const level_words_by_agent[3];

#endif
