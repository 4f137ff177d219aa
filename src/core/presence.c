#include "core/presence.h"

#include "base/limits.h"
#include "base/str.h"

enum presence presence_at(enum presence chosen, instant seen, instant now)
{
	if (seen == INSTANT_NONE || now - seen >= LIMIT_AWAY_SECONDS)
		return PRESENCE_AWAY;
	return chosen;
}

bool presence_stale(instant seen, instant now)
{
	return seen == INSTANT_NONE ||
	       now - seen >= LIMIT_PRESENCE_NOTE_SECONDS;
}

static const char *const names[PRESENCE_N] = {
	[PRESENCE_ONLINE] = "online",
	[PRESENCE_PAUSED] = "paused",
	[PRESENCE_AWAY] = "away",
};

const char *presence_name(enum presence p)
{
	return p > PRESENCE_NONE && p < PRESENCE_N ? names[p] : NULL;
}

bool presence_of(const char *name, enum presence *out)
{
	for (int p = PRESENCE_ONLINE; p < PRESENCE_N; p++)
		if (str_eq(names[p], name)) {
			*out = (enum presence)p;
			return true;
		}
	return false;
}
