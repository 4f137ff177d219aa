#include "core/file_name.h"

#include "base/limits.h"
#include "base/str.h"

#define ELLIPSIS "\xe2\x80\xa6"
#define REPLACEMENT "\xef\xbf\xbd"

/* Ranges of what is left out: nobody sees it, or it turns the rest around. */
static const struct {
	uint32_t from, to;
} unseen[] = {
	{ 0x00, 0x1f },     { 0x7f, 0x9f },       { 0xad, 0xad },
	{ 0x34f, 0x34f },   { 0x61c, 0x61c },     { 0x115f, 0x1160 },
	{ 0x17b4, 0x17b5 }, { 0x180b, 0x180f },   { 0x200b, 0x200f },
	{ 0x2028, 0x202e }, { 0x2060, 0x206f },   { 0x3164, 0x3164 },
	{ 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },
	{ 0xfff0, 0xfffb }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff },
};

static bool is_unseen(uint32_t code)
{
	for (size_t i = 0; i < COUNT_OF(unseen); i++)
		if (code >= unseen[i].from && code <= unseen[i].to)
			return true;
	return false;
}

/* What comes after the last slash of either kind. */
static const char *last_part(const char *s, size_t *n)
{
	size_t from = *n;

	while (from > 0 && s[from - 1] != '/' && s[from - 1] != '\\')
		from--;
	*n -= from;
	return s + from;
}

const char *file_name_clean(struct arena *a, const char *s, size_t n)
{
	const char *name;
	char *out;
	size_t k = 0;

	s = last_part(s, &n);
	out = arena_alloc(a, 3 * n + 1); /* U+FFFD has three bytes */
	while (n > 0) {
		uint32_t code;
		size_t len = str_utf8_next(s, n, &code);

		if (len == 0) {
			memcpy(out + k, REPLACEMENT, 3);
			k += 3;
			len = 1;
		} else if (!is_unseen(code)) {
			memcpy(out + k, s, len);
			k += len;
		}
		s += len;
		n -= len;
	}
	name = str_trim(out, &k);
	if (k == 0 || str_eq(arena_copy(a, name, k), ".") ||
	    str_eq(arena_copy(a, name, k), ".."))
		return "file";
	return file_name_short(a, arena_copy(a, name, k), LIMIT_FILE_NAME);
}

const char *file_name_short(struct arena *a, const char *name, size_t max)
{
	size_t n = strlen(name), count = str_utf8_count(name, n);
	size_t head = max / 2, tail = max - head - 1, from;

	if (count <= max)
		return name;
	from = str_utf8_cut(name, n, count - tail);
	return arena_printf(a, "%.*s" ELLIPSIS "%s",
			    (int)str_utf8_cut(name, n, head), name,
			    name + from);
}
