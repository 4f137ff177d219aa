#ifndef CORE_CLOSURE_NEWS_H
#define CORE_CLOSURE_NEWS_H
/*
 * closure_news: is a closure that somebody proposes news to a calendar?
 */
#include "core/calendar.h"

enum closure_news {
	CLOSURE_NEW,       /* nothing of that date is closed */
	CLOSURE_KNOWN,     /* the same minutes of it are */
	CLOSURE_DIFFERENT, /* others are: somebody must say which are meant */
};

/*
 * What ${c} is to a calendar's closures. Unless it is new, *which is the one
 * that was found.
 */
enum closure_news closure_news_of(const struct calendar_closure *closures,
				  size_t n, const struct calendar_closure *c,
				  size_t *which);

#endif
