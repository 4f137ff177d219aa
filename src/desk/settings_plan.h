#ifndef DESK_SETTINGS_PLAN_H
#define DESK_SETTINGS_PLAN_H
/*
 * settings_plan: what a file says otherwise than the desk does, element by
 * element. Pure.
 */
#include "base/limits.h"
#include "desk/settings_part.h"

struct settings_match {
	const struct xml_element *el;  /* of the file, or NULL */
	const struct xml_element *was; /* of the desk, or NULL */
	size_t at;                     /* of that, among its siblings */
	bool order; /* neither: those there are stand in another order */
	struct settings_item item;
};

struct settings_matches {
	struct settings_match *v;
	size_t n, cap;
};

/* Both as settings_words_check() and settings_words_tidy() leave them. */
void settings_match(struct arena *a, const struct xml_element *file,
		    const struct xml_element *desk, bool remove,
		    struct settings_matches *out);

void settings_tell(struct arena *a, const struct settings_matches *m,
		   struct settings_plan *out);

#endif
