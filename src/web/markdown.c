#include "web/markdown.h"
#include "base/limits.h"
#include <cmark.h>

/* HTML is larger than what was typed, but not without measure. */
#define GROWTH 8

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

struct safe_html markdown_render(struct arena *a, const char *s, size_t n)
{
	char *html;
	const char *kept;
	size_t html_n;

	if (n > LIMIT_MARKDOWN) { /* not in the middle of a character */
		n = LIMIT_MARKDOWN;
		while (n && ((unsigned char)s[n] & 0xc0) == 0x80)
			n--;
	}
	/* Raw HTML and unsafe links are left out unless asked for; a line
	 * break that was typed stays one. */
	html = cmark_markdown_to_html(
		s, n, CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8);
	html_n = html ? strlen(html) : SIZE_MAX;
	kept = html_n < GROWTH * n + 4096 ? arena_copy(a, html, html_n)
					  : plain(a, s, n);
	free(html);
	return (struct safe_html){ .s = kept };
}
