#ifndef WEB_SWEEPER_H
#define WEB_SWEEPER_H
/*
 * sweeper: is the other program late that looks after deadlines? Staff see it
 * on every page, /healthz says it, and the web workers' master has the alarm
 * raised: a sweeper that does not run cannot.
 */
#include "web/http.h"

/*
 * Once in a while ask the database when it was last there; between two looks
 * that costs nothing. Without an answer the last one stands.
 */
void sweeper_look(struct req *rq);

/*
 * Has it stayed out for three of its intervals? Then *last is when it was last
 * there, INSTANT_NONE: never.
 */
bool sweeper_late(const struct site *site, instant now, instant *last);

/* For the master's watch, in a process of its own: look, and raise the alarm.
 */
void sweeper_watch(struct site *site);

#endif
