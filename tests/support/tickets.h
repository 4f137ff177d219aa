#ifndef SUPPORT_TICKETS_H
#define SUPPORT_TICKETS_H
/*
 * tickets: tickets for the tests of pages, opened as people would.
 */
#include "support/ask.h"

/* Who opens one in that department; returns its code. */
const char *tickets_open(enum who who, const char *department);

/* The same at another time than now. */
const char *tickets_open_at(enum who who, const char *department, instant at);

/*
 * From now on Support keeps level Gold, day and night: first answer 4 h, next
 * answer 2 h, first assignment 1 h, resolution 16 h.
 */
void tickets_promise(void);

/* The version that this person's page of a ticket shows. */
int64_t tickets_seen(const char *code, enum who who);

/* "seen=3&" and more fields, sent to that part of a ticket. */
struct answer tickets_send(const char *code, const char *part, enum who who,
			   const char *fields);

#endif
