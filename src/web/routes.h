#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H
/*
 * routes: the whole site, one line for each thing a person can do.
 */
#include "web/router.h"

extern const struct route routes[];

#endif
