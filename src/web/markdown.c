#include "web/markdown.h"
#include "base/limits.h"
#include <cmark.h>

/* HTML is larger than what was typed, but not without measure. */
#define GROWTH 8

#define HEADING 4

/*
 * Plain text as HTML, should a text grow beyond all measure: the parser makes
 * megabytes of 50,000 quote marks.
 */
static const char *plain(struct arena *a, const char *s, size_t n)
{
	cmark_node *doc = cmark_node_new(CMARK_NODE_DOCUMENT);
	cmark_node *block = cmark_node_new(CMARK_NODE_CODE_BLOCK);
	char *html, *kept;

	cmark_node_set_literal(block, arena_copy(a, s, n));
	cmark_node_append_child(doc, block);
	html = cmark_render_html(doc, CMARK_OPT_DEFAULT);
	kept = arena_str(a, html);
	free(html);
	cmark_node_free(doc);
	return kept;
}

/* What stands for a tag: text within a line, code for whole blocks of them. */
static void show_tag(cmark_node *tag)
{
	bool block = cmark_node_get_type(tag) == CMARK_NODE_HTML_BLOCK;
	cmark_node *shown = cmark_node_new(block ? CMARK_NODE_CODE_BLOCK
						 : CMARK_NODE_TEXT);

	cmark_node_set_literal(shown, cmark_node_get_literal(tag));
	cmark_node_replace(tag, shown);
	cmark_node_free(tag);
}

/*
 * A piece of XML in a question is part of the question: nothing is left out.
 * Headings stand below the name of who wrote (h3), all alike.
 */
static void fit_in(cmark_node *doc)
{
	cmark_iter *i = cmark_iter_new(doc);

	while (cmark_iter_next(i) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(i);
		cmark_node_type type = cmark_node_get_type(node);

		/* Both are leaves: the iterator is beyond them already. */
		if (type == CMARK_NODE_HTML_BLOCK ||
		    type == CMARK_NODE_HTML_INLINE)
			show_tag(node);
		else if (type == CMARK_NODE_HEADING)
			cmark_node_set_heading_level(node, HEADING);
	}
	cmark_iter_free(i);
}

struct safe_html markdown_render(struct arena *a, const char *s, size_t n)
{
	/* A line break that was typed stays one; unsafe links are left out. */
	int how = CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8;
	cmark_node *doc;
	char *html;
	const char *kept;
	size_t html_n;

	if (n > LIMIT_MARKDOWN) { /* not in the middle of a character */
		n = LIMIT_MARKDOWN;
		while (n && ((unsigned char)s[n] & 0xc0) == 0x80)
			n--;
	}
	doc = cmark_parse_document(s, n, how);
	fit_in(doc);
	html = cmark_render_html(doc, how);
	html_n = html ? strlen(html) : SIZE_MAX;
	kept = html_n < GROWTH * n + 4096 ? arena_copy(a, html, html_n)
					  : plain(a, s, n);
	free(html);
	cmark_node_free(doc);
	return (struct safe_html){ .s = kept };
}
