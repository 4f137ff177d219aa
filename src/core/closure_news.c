#include "core/closure_news.h"

enum closure_news closure_news_of(const struct calendar_closure *closures,
				  size_t n, const struct calendar_closure *c,
				  size_t *which)
{
	enum closure_news news = CLOSURE_NEW;

	for (size_t i = 0; i < n; i++) {
		const struct calendar_closure *is = &closures[i];

		if (is->day != c->day)
			continue;
		if (is->from_min == c->from_min && is->to_min == c->to_min) {
			*which = i;
			return CLOSURE_KNOWN;
		}
		if (news == CLOSURE_NEW)
			*which = i;
		news = CLOSURE_DIFFERENT;
	}
	return news;
}
