/*
 * XML from outside. The text is looked through before libxml2 sees it: what it
 * would take long for (a tag with very many attributes: each is compared with
 * each), and what could make it open something, never gets there. libxml2 is
 * told the same once more by the handlers it is given.
 */
#include "base/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <strings.h>
#include "base/limits.h"
#include "base/str.h"

static enum err_kind at_line(struct err *e, int line, const char *what)
{
	return err_set(e, ERR_INVALID, "line %d: %s", line, what);
}

/* ---- Before libxml2 ------------------------------------------------------ */

struct scan {
	const char *at, *end;
	int line;
};

static bool starts(const struct scan *s, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(s->end - s->at) >= n && memcmp(s->at, word, n) == 0;
}

static void step(struct scan *s)
{
	if (*s->at++ == '\n')
		s->line++;
}

/* Behind ${open}, where it stands, and the next ${word} after it: "<!-->" is
 * open still. What never comes is libxml2's to tell. */
static void skip_past(struct scan *s, const char *open, const char *word)
{
	s->at += strlen(open);
	while (s->at < s->end && !starts(s, word))
		step(s);
	if (s->at < s->end)
		s->at += strlen(word);
}

static enum err_kind scan_tag(struct scan *s, struct err *e)
{
	int quoted = 0, line = s->line;
	char quote = 0;

	for (; s->at < s->end && (quote || *s->at != '>'); step(s)) {
		if (quote ? *s->at != quote : *s->at != '"' && *s->at != '\'')
			continue;
		quote = quote ? 0 : *s->at;
		quoted++;
	}
	if (quoted > 2 * LIMIT_XML_ATTRIBUTES)
		return err_set(e, ERR_INVALID,
			       "line %d: an element has at most %d attributes",
			       line, LIMIT_XML_ATTRIBUTES);
	return ERR_NONE;
}

/* At a "<". */
static enum err_kind scan_markup(struct scan *s, struct err *e)
{
	if (starts(s, "<!--")) {
		skip_past(s, "<!--", "-->");
		return ERR_NONE;
	}
	if (starts(s, "<![CDATA[")) {
		skip_past(s, "<![CDATA[", "]]>");
		return ERR_NONE;
	}
	if (starts(s, "<!"))
		return at_line(e, s->line,
			       "a document type, and entities with it, are not"
			       " allowed");
	if (starts(s, "<?"))
		return at_line(e, s->line,
			       "a processing instruction is not allowed");
	return scan_tag(s, e);
}

/* Not its end, which strchr would find in any. */
static bool is_any(const struct scan *s, const char *at, const char *chars)
{
	return at < s->end && memchr(chars, *at, strlen(chars));
}

/* <?xml version="1.0" encoding="UTF-8"?>: no other encoding is read, so none
 * has to be looked up. */
static enum err_kind scan_head(struct scan *s, struct err *e)
{
	const char *head = s->at, *name;
	size_t n;

	if (!starts(s, "<?xml") || !is_any(s, head + 5, " \t\r\n"))
		return ERR_NONE;
	skip_past(s, "<?xml", "?>");
	n = (size_t)(s->at - head);
	name = memmem(head, n, "encoding", 8);
	if (!name)
		return ERR_NONE;
	name += 8;
	while (name < s->at && is_any(s, name, " \t\r\n=\"'"))
		name++;
	if ((size_t)(s->at - name) < 6 || strncasecmp(name, "utf-8", 5) != 0 ||
	    !is_any(s, name + 5, "\"'"))
		return at_line(e, 1, "its encoding must be UTF-8");
	return ERR_NONE;
}

static enum err_kind scan_text(const char *text, size_t n, struct err *e)
{
	struct scan s = { text, text + n, 1 };

	if (n > LIMIT_XML_BYTES)
		return err_set(e, ERR_INVALID, "line 1: at most %d KiB",
			       LIMIT_XML_BYTES / 1024);
	if (memchr(text, '\0', n) || !str_utf8_valid(text, n))
		return at_line(e, 1, "it must be text in UTF-8");
	if (scan_head(&s, e))
		return e->kind;
	while (s.at < s.end) {
		if (*s.at == '<' && scan_markup(&s, e))
			return e->kind;
		if (s.at < s.end && *s.at != '<')
			step(&s);
	}
	return ERR_NONE;
}

/* ---- libxml2 ------------------------------------------------------------- */

struct reading {
	struct arena *a;
	struct err *e;
	xmlParserCtxt *ctxt;
	struct xml_element *root, *open[LIMIT_XML_DEPTH];
	struct sbuf text; /* of the innermost */
	int depth, elements;
};

static void stop(struct reading *r, int line, const char *what)
{
	if (!r->e->kind)
		(void)at_line(r->e, line, what);
	xmlStopParser(r->ctxt);
}

static int line_of(const struct reading *r)
{
	return r->ctxt->input ? r->ctxt->input->line : 1;
}

/* libxml2 leaves "&" as "&#38;" in attributes, for whoever makes nodes of
 * them. */
static const char *unquote(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_copy(a, s, n), *to = copy;

	for (const char *from = copy; *from;) {
		bool is = str_starts(from, "&#38;");

		*to++ = *from;
		from += is ? 5 : 1;
	}
	*to = '\0';
	return copy;
}

/* The text so far belongs to the element that is open; blanks around its
 * children are how it is written, not what it says. */
static void keep_text(struct reading *r, bool child)
{
	struct xml_element *el = r->open[r->depth - 1];

	if (!(child || el->first) ||
	    !str_blank(sbuf_text(&r->text), r->text.len))
		el->text = arena_str(r->a, sbuf_text(&r->text));
	if (r->text.failed)
		stop(r, el->line, "there is too much text in it");
	sbuf_clear(&r->text);
}

static void on_start(void *to, const xmlChar *name, const xmlChar *prefix,
		     const xmlChar *uri, int nspaces, const xmlChar **spaces,
		     int nattrs, int ndefaulted, const xmlChar **attrs)
{
	struct reading *r = to;
	struct xml_element *el;

	(void)uri;
	(void)spaces;
	(void)ndefaulted;
	if (prefix || nspaces)
		return stop(r, line_of(r), "name spaces are not known here");
	if (r->depth == LIMIT_XML_DEPTH)
		return stop(r, line_of(r), "elements are nested too deep");
	if (++r->elements > LIMIT_XML_ELEMENTS)
		return stop(r, line_of(r), "there are too many elements");
	if (r->depth)
		keep_text(r, true);
	el = xml_new(r->a, arena_str(r->a, (const char *)name));
	el->line = line_of(r);
	for (int i = 0; i < nattrs; i++, attrs += 5) {
		if (attrs[1])
			return stop(r, el->line,
				    "name spaces are not known here");
		ARENA_ROOM(r->a, el->attrs, el->nattrs, el->cap);
		el->attrs[el->nattrs++] = (struct xml_attr){
			arena_str(r->a, (const char *)attrs[0]),
			unquote(r->a, (const char *)attrs[3],
				(size_t)(attrs[4] - attrs[3]))
		};
	}
	if (r->depth)
		xml_append(r->open[r->depth - 1], el);
	else
		r->root = el;
	r->open[r->depth++] = el;
}

static void on_end(void *to, const xmlChar *name, const xmlChar *prefix,
		   const xmlChar *uri)
{
	struct reading *r = to;

	(void)name;
	(void)prefix;
	(void)uri;
	if (r->e->kind || !r->depth)
		return;
	keep_text(r, false);
	r->depth--;
}

static void on_text(void *to, const xmlChar *s, int n)
{
	struct reading *r = to;

	if (r->depth)
		sbuf_add(&r->text, (const char *)s, (size_t)n);
}

static void on_doctype(void *to, const xmlChar *name, const xmlChar *id,
		       const xmlChar *uri)
{
	struct reading *r = to;

	(void)name;
	(void)id;
	(void)uri;
	stop(r, line_of(r), "a document type is not allowed");
}

static void on_reference(void *to, const xmlChar *name)
{
	struct reading *r = to;

	(void)name;
	stop(r, line_of(r), "entities are not known here");
}

static void on_instruction(void *to, const xmlChar *target, const xmlChar *data)
{
	struct reading *r = to;

	(void)target;
	(void)data;
	stop(r, line_of(r), "a processing instruction is not allowed");
}

/* The first is the one that says what is wrong. */
static void on_error(void *to, xmlError *error)
{
	struct reading *r = to;
	const char *says = error->message ? error->message : "";
	size_t n = strlen(says);

	if (r->e->kind || error->level == XML_ERR_WARNING)
		return;
	while (n && says[n - 1] == '\n')
		n--;
	(void)err_set(r->e, ERR_INVALID, "line %d: %.*s",
		      error->line > 0 ? error->line : 1,
		      (int)str_utf8_cut(says, n, 150), says);
}

/* Whatever asks to open something is refused. */
static xmlParserInput *open_nothing(const char *url, const char *id,
				    xmlParserCtxt *ctxt)
{
	(void)url;
	(void)id;
	(void)ctxt;
	return NULL;
}

static enum err_kind parse(struct reading *r, const char *text, size_t n)
{
	xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.ignorableWhitespace = on_text,
		.internalSubset = on_doctype,
		.externalSubset = on_doctype,
		.reference = on_reference,
		.processingInstruction = on_instruction,
		.serror = on_error,
	};

	xmlSetExternalEntityLoader(open_nothing);
	r->ctxt = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
	if (!r->ctxt)
		err_no_memory();
	(void)xmlCtxtUseOptions(r->ctxt,
				XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	(void)xmlParseChunk(r->ctxt, text, (int)n, 1);
	if (!r->e->kind && (!r->ctxt->wellFormed || !r->root || r->depth))
		(void)at_line(r->e, line_of(r), "it is not well-formed");
	xmlFreeParserCtxt(r->ctxt);
	return r->e->kind;
}

enum err_kind xml_read(struct arena *a, const char *text, size_t n,
		       struct xml_element **out, struct err *e)
{
	struct reading r = { .a = a,
			     .e = e,
			     .text = SBUF_INIT(LIMIT_XML_TEXT) };

	*out = NULL;
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		n -= 3;
	}
	if (n == 0)
		return at_line(e, 1, "there is nothing in it");
	if (scan_text(text, n, e))
		return e->kind;
	(void)parse(&r, text, n);
	sbuf_release(&r.text);
	*out = r.root;
	return e->kind;
}
