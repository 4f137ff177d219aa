#ifndef BASE_XML_H
#define BASE_XML_H
/*
 * xml: a small document as a tree of elements: read strictly, made by hand,
 * written so that two of the same tree are the same bytes.
 *
 * What is read is elements, attributes and text in UTF-8. No document type, so
 * no entities but the five that XML has; no processing instructions, no name
 * spaces, nothing included, and nothing is ever opened or fetched. Comments are
 * passed over. xml_in.c is the one file that knows libxml2.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/sbuf.h"

struct xml_attr {
	const char *name, *value;
};

struct xml_element {
	const char *name;
	int line; /* where its start tag ends; 0: made by hand */
	struct xml_attr *attrs;
	size_t nattrs, cap;
	const char *text; /* what stands between its tags, "" */
	struct xml_element *first, *last, *next;
};

/*
 * xml_read(a, text, n, out, e):
 * *out is the root, in ${a}. ERR_INVALID begins with "line N: ", and names a
 * limit (LIMIT_XML_*) that is passed.
 */
enum err_kind xml_read(struct arena *a, const char *text, size_t n,
		       struct xml_element **out, struct err *e) MUST_CHECK;

/* ---- By hand; names are lent, values and texts copied. ------------------- */

struct xml_element *xml_new(struct arena *a, const char *name);
/* Another child, behind the others. */
struct xml_element *xml_add(struct arena *a, struct xml_element *to,
			    const char *name);
void xml_append(struct xml_element *to, struct xml_element *child);
/* One attribute more; NULL is none. */
void xml_set(struct arena *a, struct xml_element *el, const char *name,
	     const char *value);
void xml_set_i64(struct arena *a, struct xml_element *el, const char *name,
		 int64_t n);
void xml_set_text(struct arena *a, struct xml_element *el, const char *text);

/* ---- Looked at ----------------------------------------------------------- */

/* NULL: it has none. */
const char *xml_get(const struct xml_element *el, const char *name);
/* The first child of that name; NULL. */
struct xml_element *xml_child(const struct xml_element *el, const char *name);
bool xml_is(const struct xml_element *el, const char *name);

/* ---- Written ------------------------------------------------------------- */

/*
 * The element with all that stands in it, each on a line of its own, after
 * ${depth} tabs. Attributes as they stand in the tree. A character that XML has
 * no way to hold makes it false.
 */
bool xml_write(struct sbuf *out, const struct xml_element *el, int depth);

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

#endif
