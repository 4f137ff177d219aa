#ifndef WEB_MARKDOWN_H
#define WEB_MARKDOWN_H
/*
 * markdown: what people write, as HTML that is safe to show: tags are words
 * like any other and shown as they were typed; no javascript: or data: links.
 */
#include "base/arena.h"
#include "web/view.h"

/*
 * ${n} bytes of UTF-8; text beyond LIMIT_MARKDOWN is cut, and what would grow
 * many times over (thousands of nested quotes) is shown as plain text.
 */
struct safe_html markdown_render(struct arena *a, const char *s, size_t n);

#endif
