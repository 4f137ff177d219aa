#include "base/xml.h"

#include <inttypes.h>
#include "base/str.h"

struct xml_element *xml_new(struct arena *a, const char *name)
{
	struct xml_element *el = ARENA_NEW(a, struct xml_element);

	el->name = name;
	el->text = "";
	return el;
}

void xml_append(struct xml_element *to, struct xml_element *child)
{
	child->next = NULL;
	if (to->last)
		to->last->next = child;
	else
		to->first = child;
	to->last = child;
}

struct xml_element *xml_add(struct arena *a, struct xml_element *to,
			    const char *name)
{
	struct xml_element *el = xml_new(a, name);

	xml_append(to, el);
	return el;
}

void xml_set(struct arena *a, struct xml_element *el, const char *name,
	     const char *value)
{
	if (!value)
		return;
	ARENA_ROOM(a, el->attrs, el->nattrs, el->cap);
	el->attrs[el->nattrs++] = (struct xml_attr){ name,
						     arena_str(a, value) };
}

void xml_set_i64(struct arena *a, struct xml_element *el, const char *name,
		 int64_t n)
{
	xml_set(a, el, name, arena_printf(a, "%" PRId64, n));
}

void xml_set_text(struct arena *a, struct xml_element *el, const char *text)
{
	el->text = arena_str(a, text);
}

const char *xml_get(const struct xml_element *el, const char *name)
{
	for (size_t i = 0; i < el->nattrs; i++)
		if (str_eq(el->attrs[i].name, name))
			return el->attrs[i].value;
	return NULL;
}

bool xml_is(const struct xml_element *el, const char *name)
{
	return str_eq(el->name, name);
}

struct xml_element *xml_child(const struct xml_element *el, const char *name)
{
	for (struct xml_element *c = el->first; c; c = c->next)
		if (xml_is(c, name))
			return c;
	return NULL;
}

/* ---- Writing ------------------------------------------------------------- */

/* XML has no way to write these, escaped or not. */
static bool is_writable(const unsigned char *s)
{
	if (*s < ' ')
		return *s == '\t' || *s == '\n' || *s == '\r';
	/* U+FFFE, U+FFFF */
	return !(s[0] == 0xef && s[1] == 0xbf &&
		 (s[2] == 0xbe || s[2] == 0xbf));
}

/* ${lines}: white space stands as it is; in attributes a reader would take it
 * for blanks. */
static const char *escape_of(char c, bool lines)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return lines ? NULL : "&quot;";
	case '\t':
		return lines ? NULL : "&#9;";
	case '\n':
		return lines ? NULL : "&#10;";
	case '\r':
		return "&#13;";
	default:
		return NULL;
	}
}

static bool write_text(struct sbuf *out, const char *s, bool lines)
{
	for (; *s; s++) {
		const char *escape = escape_of(*s, lines);

		if (!is_writable((const unsigned char *)s))
			return false;
		if (escape)
			sbuf_str(out, escape);
		else
			sbuf_char(out, *s);
	}
	return true;
}

static bool write_start(struct sbuf *out, const struct xml_element *el)
{
	sbuf_printf(out, "<%s", el->name);
	for (size_t i = 0; i < el->nattrs; i++) {
		sbuf_printf(out, " %s=\"", el->attrs[i].name);
		if (!write_text(out, el->attrs[i].value, false))
			return false;
		sbuf_char(out, '"');
	}
	return true;
}

static void indent(struct sbuf *out, int depth)
{
	while (depth-- > 0)
		sbuf_char(out, '\t');
}

/* Elements are nested no deeper than reading lets them be. */
bool xml_write(struct sbuf *out, const struct xml_element *el, int depth)
{
	indent(out, depth);
	if (!write_start(out, el))
		return false;
	if (!el->first && !*el->text) {
		sbuf_str(out, "/>\n");
		return true;
	}
	sbuf_char(out, '>');
	if (el->first)
		sbuf_char(out, '\n');
	else if (!write_text(out, el->text, true))
		return false;
	for (const struct xml_element *c = el->first; c; c = c->next)
		if (!xml_write(out, c, depth + 1))
			return false;
	if (el->first)
		indent(out, depth);
	sbuf_printf(out, "</%s>\n", el->name);
	return true;
}
