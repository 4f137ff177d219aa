#include "desk/level_words.h"

const char *const level_words_priority[PRIORITY_N] = {
	[PRIORITY_ANY] = "any",   [PRIORITY_URGENT] = "urgent",
	[PRIORITY_HIGH] = "high", [PRIORITY_NORMAL] = "normal",
	[PRIORITY_LOW] = "low",
};

/* Of targets and of steps alike. */
const char *const level_words_unit[2] = {
	[UNIT_WORKING] = "working",
	[UNIT_CALENDAR] = "calendar",
};

const char *const level_words_pause[LEVEL_WORDS_PAUSES] = {
	[STATUS_NEW] = "new",
	[STATUS_OPEN] = "open",
	[STATUS_ANSWERED] = "answered",
	[STATUS_POSTPONED] = "postponed",
};

const char *const level_words_change[4] = {
	[CHANGE_RETARGET] = "retarget",
	[CHANGE_REJUDGE] = "rejudge",
	[CHANGE_RESTART] = "restart",
	[CHANGE_KEEP] = "keep",
};

const char *const level_words_reopen[3] = {
	[REOPEN_FIRST_ONLY] = "first_only",
	[REOPEN_NEW_CYCLE] = "new_cycle",
	[REOPEN_CONTINUE] = "continue",
};

const char *const level_words_by_agent[3] = {
	[BY_AGENT_NONE] = "none",
	[BY_AGENT_START] = "start",
	[BY_AGENT_MET] = "met",
};
