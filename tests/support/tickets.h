#ifndef SUPPORT_TICKETS_H
#define SUPPORT_TICKETS_H
/*
 * tickets: tickets for the tests of pages, opened as people would.
 */
#include "support/ask.h"

/* Who opens one in that department; returns its code. */
const char *tickets_open(enum who who, const char *department);

#endif
