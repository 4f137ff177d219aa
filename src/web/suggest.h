#ifndef WEB_SUGGEST_H
#define WEB_SUGGEST_H
/*
 * suggest: what a field suggests for what was typed, as JSON for the script:
 * [{"id":"...","name":"...","email":"...","company":"..."}, ...]
 */
#include "web/http.h"

struct suggestion {
	const char *id, *name;
	const char *email, *company; /* NULL: not said */
};

void suggest_answer(struct resp *rs, const struct suggestion *v, size_t n);

#endif
