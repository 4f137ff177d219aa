#ifndef CORE_PRESENCE_H
#define CORE_PRESENCE_H
/*
 * presence: whether an agent is there to work. What they chose holds as long
 * as their browser asks for something now and then. Pure.
 *
 * The numbers are stored: add at the end, never renumber.
 */
#include "base/instant.h"

enum presence {
	PRESENCE_NONE, /* nobody is asked about */
	PRESENCE_ONLINE,
	PRESENCE_PAUSED,
	PRESENCE_AWAY,
	PRESENCE_N
};

/*
 * presence_at(chosen, seen, now):
 * What somebody is at ${now} who chose ${chosen} and was last there at
 * ${seen}; INSTANT_NONE: never, or they signed out since. Away after
 * LIMIT_AWAY_SECONDS without a request.
 */
enum presence presence_at(enum presence chosen, instant seen, instant now);

/*
 * Is it time to note again that they are there? At most once in
 * LIMIT_PRESENCE_NOTE_SECONDS.
 */
bool presence_stale(instant seen, instant now);

/* "online", "paused", "away"; NULL for no such number. */
const char *presence_name(enum presence p);
bool presence_of(const char *name, enum presence *out);

#endif
