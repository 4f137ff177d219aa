#ifndef WEB_TAG_PARTS_H
#define WEB_TAG_PARTS_H
/*
 * tag_parts: tags and groups as pills, in their colours, and the palette to
 * choose one from.
 */
#include "store/group_store.h"
#include "store/tag_store.h"
#include "web/form.h"
#include "web/view.h"

/* Include a tag as ${include}, that leads to ${url} (NULL: nowhere); returns
 * the part. */
struct view *tag_parts_tag(struct view *v, const char *include,
			   const struct tag *t, const char *url);

/* The same for a group of customers. */
struct view *tag_parts_group(struct view *v, const char *include,
			     const struct customer_group *g, const char *url);

/* The same by its looks alone. */
struct tag_looks {
	const char *name, *url;
	enum colour colour;
	bool old;
};
struct view *tag_parts_pill(struct view *v, const char *include,
			    const struct tag_looks *looks);

/* Those of them that customers see, in the row ${list} of ${v}; none: none. */
void tag_parts_open(struct view *v, const char *list, const char *include,
		    const struct tags *tags);

/* Include parts/palette.tpl as ${include}, with that one chosen. */
struct view *tag_parts_palette(struct view *v, const char *include,
			       int64_t chosen);

/* The field of a form that has a palette: FIELD_CHOICE of "colour". */
extern const struct field_choice tag_parts_colours[];

#endif
