/*
 * Whatever people write becomes tags of a short list, without attributes that
 * run anything.
 */
#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"
#include "fuzz/fuzz.h"
#include "web/markdown.h"

static const char *const tags[] = {
	"p",          "br", "hr", "em", "strong", "code", "pre",
	"blockquote", "ul", "ol", "li", "h1",     "h2",   "h3",
	"h4",         "h5", "h6", "a",  "img",
};

/* The name at ${s} is one of the list. */
static bool is_known(const char *s)
{
	for (size_t i = 0; i < COUNT_OF(tags); i++) {
		size_t n = strlen(tags[i]);

		if (strncmp(s, tags[i], n) == 0 && strchr(" />\n-", s[n]))
			return true;
	}
	return false;
}

/* No link of a tag leads anywhere but to a place. */
static void check_tag(const char *tag, size_t n)
{
	/* A title may say what it likes. */
	static const char *const bad[] = {
		"href=\"javascript:", "href=\"vbscript:", "href=\"file:",
		"src=\"javascript:",  "src=\"vbscript:",  "src=\"file:",
	};
	char lower[512];
	size_t length = n < sizeof(lower) - 1 ? n : sizeof(lower) - 1;

	for (size_t i = 0; i < length; i++)
		lower[i] = (char)(tag[i] >= 'A' && tag[i] <= 'Z' ? tag[i] + 32
								 : tag[i]);
	lower[length] = '\0';
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert(!strstr(lower, bad[i]));
	/* Quotes inside values are escaped, so these are attributes. */
	for (char *p = lower; (p = strchr(p, '"')); p++) {
		char *end = strchr(p + 1, '"');

		if (!end)
			break;
		assert(!str_starts(end + 1, " on") &&
		       !str_starts(end + 1, " style="));
		p = end;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a;
	const char *s;

	if (!str_utf8_valid((const char *)data, size))
		return 0;
	a = arena_new();
	s = markdown_render(a, (const char *)data, size).s;
	assert(str_utf8_valid(s, strlen(s)) && strlen(s) <= LIMIT_PAGE);
	for (const char *p = s; (p = strchr(p, '<')); p++) {
		const char *end = strchr(p, '>');

		assert(end && is_known(p[1] == '/' ? p + 2 : p + 1));
		check_tag(p, (size_t)(end - p));
	}
	arena_free(a);
	return 0;
}
