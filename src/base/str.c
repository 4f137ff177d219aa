#include "base/str.h"

bool str_to_i64(const char *s, int64_t min, int64_t max, int64_t *out)
{
	bool minus;
	int64_t n = 0;

	if (!s)
		return false;
	minus = *s == '-';
	if (minus)
		s++;
	if (!*s)
		return false;
	for (; *s; s++) {
		int digit = *s - '0';

		if (digit < 0 || digit > 9 ||
		    __builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, minus ? -digit : digit, &n))
			return false;
	}
	if (n < min || n > max)
		return false;
	*out = n;
	return true;
}

size_t str_of_i64(int64_t n, char out[STR_I64])
{
	char text[STR_I64], *s = text + sizeof(text);
	uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;
	size_t length;

	do
		*--s = (char)('0' + left % 10);
	while (left /= 10);
	if (n < 0)
		*--s = '-';
	length = (size_t)(text + sizeof(text) - s);
	memcpy(out, s, length);
	out[length] = '\0';
	return length;
}

bool str_eq(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool str_empty(const char *s)
{
	return !s || !*s;
}

/* Length of the sequence that a byte begins, 0 if it begins none. */
static size_t sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	if (lead >= 0xf0 && lead <= 0xf4)
		return 4;
	return 0;
}

size_t str_utf8_next(const char *s, size_t n, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s;
	size_t len = n ? sequence_length(p[0]) : 0;
	uint32_t c;

	if (!len || len > n)
		return 0;
	c = len == 1 ? p[0] : p[0] & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3fu);
	}
	if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*code = c;
	return len;
}

bool str_utf8_valid(const char *s, size_t n)
{
	uint32_t c;
	size_t len;

	for (size_t i = 0; i < n; i += len) {
		len = str_utf8_next(s + i, n - i, &c);
		if (!len || !c)
			return false;
	}
	return true;
}

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

size_t str_utf8_count(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += !is_continuation(s[i]);
	return count;
}

size_t str_utf8_cut(const char *s, size_t n, size_t max)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!is_continuation(s[i]) && count++ == max)
			return i;
	return n;
}

struct range {
	uint32_t first, last;
};

static bool in_ranges(const struct range *r, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= r[i].first && c <= r[i].last)
			return true;
	return false;
}

/* Unicode's White_Space. */
static bool is_space(uint32_t c)
{
	static const struct range spaces[] = {
		{ 0x09, 0x0d },     { 0x20, 0x20 },     { 0x85, 0x85 },
		{ 0xa0, 0xa0 },     { 0x1680, 0x1680 }, { 0x2000, 0x200a },
		{ 0x2028, 0x2029 }, { 0x202f, 0x202f }, { 0x205f, 0x205f },
		{ 0x3000, 0x3000 },
	};

	return in_ranges(spaces, COUNT_OF(spaces), c);
}

/* Controls, fillers, joiners, direction marks, variation selectors, tags. */
static bool is_invisible(uint32_t c)
{
	static const struct range invisible[] = {
		{ 0x00, 0x1f },       { 0x7f, 0x9f },     { 0xad, 0xad },
		{ 0x34f, 0x34f },     { 0x61c, 0x61c },   { 0x115f, 0x1160 },
		{ 0x17b4, 0x17b5 },   { 0x180b, 0x180f }, { 0x200b, 0x200f },
		{ 0x202a, 0x202e },   { 0x2060, 0x206f }, { 0x2800, 0x2800 },
		{ 0x3164, 0x3164 },   { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff },
		{ 0xffa0, 0xffa0 },   { 0xfff0, 0xfffb }, { 0x1d173, 0x1d17a },
		{ 0xe0000, 0xe0fff },
	};

	return in_ranges(invisible, COUNT_OF(invisible), c);
}

/* Marks that stand over or under a letter: alone they are hardly a speck. */
static bool is_mark(uint32_t c)
{
	static const struct range marks[] = {
		{ 0x300, 0x36f },   { 0x483, 0x489 },   { 0x591, 0x5bd },
		{ 0x64b, 0x65f },   { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff },
		{ 0x20d0, 0x20ff }, { 0xfe20, 0xfe2f },
	};

	return in_ranges(marks, COUNT_OF(marks), c);
}

bool str_blank(const char *s, size_t n)
{
	uint32_t c;
	size_t len;

	for (size_t i = 0; i < n; i += len) {
		len = str_utf8_next(s + i, n - i, &c);
		if (!len || !(is_space(c) || is_invisible(c) || is_mark(c)))
			return false;
	}
	return true;
}

void str_one_space(char *s)
{
	const char nbsp[] = "\xc2\xa0";
	char *to = s;

	for (const char *from = s; *from;) {
		size_t n = *from == ' ' ? 1 : !strncmp(from, nbsp, 2) ? 2 : 0;

		if (n && !(to > s && to[-1] == ' '))
			*to++ = ' ';
		else if (!n)
			*to++ = *from;
		from += n ? n : 1;
	}
	*to = '\0';
}

const char *str_trim(const char *s, size_t *n)
{
	size_t all = strlen(s), first = all, end = all, len;
	uint32_t c;

	for (size_t i = 0; i < all; i += len) {
		len = str_utf8_next(s + i, all - i, &c);
		if (len && is_space(c))
			continue;
		len = len ? len : 1;
		if (first == all)
			first = i;
		end = i + len;
	}
	*n = end - first;
	return s + first;
}

bool str_secret_eq(const char *a, size_t na, const char *b, size_t nb)
{
	volatile unsigned char differ = 0;

	if (!a || !b || !na || na != nb)
		return false;
	for (size_t i = 0; i < na; i++)
		differ |= (unsigned char)(a[i] ^ b[i]);
	return !differ;
}
