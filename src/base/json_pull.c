#include "base/json_pull.h"

#include "base/str.h"

static bool fail(struct json_pull *p, const char *what)
{
	if (!p->error)
		p->error = what;
	return false;
}

static void skip_space(struct json_pull *p)
{
	while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' ||
				  *p->at == '\n' || *p->at == '\r'))
		p->at++;
}

/* The next byte, or 0 at the end: no byte of JSON is 0. */
static char peek(struct json_pull *p)
{
	return p->at < p->end ? *p->at : '\0';
}

static bool take(struct json_pull *p, char c)
{
	if (peek(p) != c || c == '\0')
		return false;
	p->at++;
	return true;
}

void json_pull_init(struct json_pull *p, const char *s, size_t n)
{
	p->start = p->at = s;
	p->end = s + n;
	p->error = NULL;
	p->fresh = false;
	p->depth = 0;
	p->objects = 0;
}

enum json_kind json_pull_kind(struct json_pull *p)
{
	if (p->error)
		return JSON_BAD;
	skip_space(p);
	switch (peek(p)) {
	case '{':
		return JSON_OBJECT;
	case '[':
		return JSON_ARRAY;
	case '"':
		return JSON_STRING;
	case 't':
	case 'f':
		return JSON_BOOL;
	case 'n':
		return JSON_NULL;
	default:
		return peek(p) == '-' || (peek(p) >= '0' && peek(p) <= '9')
			       ? JSON_NUMBER
			       : JSON_BAD;
	}
}

/* ---- Brackets ------------------------------------------------------------ */

static bool enter(struct json_pull *p, char bracket)
{
	uint64_t bit;

	if (p->error)
		return false;
	skip_space(p);
	if (!take(p, bracket))
		return fail(p, bracket == '{' ? "expected an object"
					      : "expected an array");
	if (p->depth == JSON_PULL_DEPTH)
		return fail(p, "nested too deeply");
	bit = UINT64_C(1) << p->depth++;
	if (bracket == '{')
		p->objects |= bit;
	else
		p->objects &= ~bit;
	p->fresh = true;
	return true;
}

bool json_pull_object(struct json_pull *p)
{
	return enter(p, '{');
}

bool json_pull_array(struct json_pull *p)
{
	return enter(p, '[');
}

/* Is there more before the closing bracket? */
static bool more(struct json_pull *p, char bracket)
{
	if (p->error)
		return false;
	skip_space(p);
	if (take(p, bracket)) {
		p->depth--;
		p->fresh = false;
		return false;
	}
	if (!p->fresh && !take(p, ','))
		return fail(p, bracket == '}' ? "expected , or }"
					      : "expected , or ]");
	p->fresh = false;
	return true;
}

bool json_pull_member(struct json_pull *p, struct json_text *key)
{
	if (!more(p, '}') || !json_pull_string(p, key))
		return false;
	skip_space(p);
	return take(p, ':') || fail(p, "expected :");
}

bool json_pull_element(struct json_pull *p)
{
	return more(p, ']');
}

/* ---- Strings ------------------------------------------------------------- */

static bool hex4(struct json_pull *p, uint32_t *out)
{
	uint32_t n = 0;

	for (int i = 0; i < 4; i++) {
		char c = peek(p);

		if (c >= '0' && c <= '9')
			n = n * 16 + (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			n = n * 16 + (uint32_t)(c - 'a') + 10;
		else if (c >= 'A' && c <= 'F')
			n = n * 16 + (uint32_t)(c - 'A') + 10;
		else
			return fail(p, "expected four hexadecimal digits");
		p->at++;
	}
	*out = n;
	return true;
}

/* What follows \u: one unit, or a pair of surrogates. */
static bool code_point(struct json_pull *p, uint32_t *out)
{
	uint32_t low;

	if (!hex4(p, out))
		return false;
	if (*out == 0)
		return fail(p, "a string has a zero byte");
	if (*out < 0xd800 || *out > 0xdfff)
		return true;
	if (*out > 0xdbff || !take(p, '\\') || !take(p, 'u'))
		return fail(p, "half a surrogate pair");
	if (!hex4(p, &low))
		return false;
	if (low < 0xdc00 || low > 0xdfff)
		return fail(p, "half a surrogate pair");
	*out = 0x10000 + ((*out - 0xd800) << 10) + (low - 0xdc00);
	return true;
}

static bool escape(struct json_pull *p, uint32_t *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (take(p, 'u'))
		return code_point(p, out);
	found = peek(p) ? strchr(from, peek(p)) : NULL;
	if (!found)
		return fail(p, "no such escape");
	*out = (unsigned char)to[found - from];
	p->at++;
	return true;
}

static size_t utf8(uint32_t c, char out[4])
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(lead[n] | c);
	return n;
}

/* The rest of a string from its first escape on; ${begin} is its start. */
static bool escaped(struct json_pull *p, const char *begin,
		    struct json_text *out)
{
	size_t n = (size_t)(p->at - begin);
	bool cut = n > sizeof(p->text);
	char bytes[4];
	uint32_t c;

	if (cut)
		n = sizeof(p->text);
	memcpy(p->text, begin, n);
	while (!take(p, '"')) {
		size_t len = 1;

		if (p->at == p->end || (unsigned char)*p->at < 0x20)
			return fail(p, "a string is not closed");
		if (take(p, '\\')) {
			if (!escape(p, &c))
				return false;
			len = utf8(c, bytes);
		} else {
			bytes[0] = *p->at++;
		}
		cut = cut || n + len > sizeof(p->text);
		if (!cut) {
			memcpy(p->text + n, bytes, len);
			n += len;
		}
	}
	*out = (struct json_text){ p->text, n };
	return true;
}

bool json_pull_string(struct json_pull *p, struct json_text *out)
{
	const char *begin;
	bool ascii = true;

	if (p->error)
		return false;
	skip_space(p);
	if (!take(p, '"'))
		return fail(p, "expected a string");
	begin = p->at;
	while (p->at < p->end && *p->at != '"' && *p->at != '\\') {
		if ((unsigned char)*p->at < 0x20)
			return fail(p, "a string is not closed");
		ascii = ascii && (unsigned char)*p->at < 0x80;
		p->at++;
	}
	if (peek(p) == '\\') {
		ascii = false;
		if (!escaped(p, begin, out))
			return false;
	} else {
		*out = (struct json_text){ begin, (size_t)(p->at - begin) };
		if (!take(p, '"'))
			return fail(p, "a string is not closed");
	}
	if (!ascii && !str_utf8_valid(begin, (size_t)(p->at - 1 - begin)))
		return fail(p, "a string is not UTF-8");
	return true;
}

bool json_text_is(struct json_text t, const char *s)
{
	return strlen(s) == t.n && memcmp(t.s, s, t.n) == 0;
}

unsigned json_text_among(struct json_text t, const char *const *names,
			 unsigned n)
{
	unsigned i = 0;

	while (i < n && !json_text_is(t, names[i]))
		i++;
	return i;
}

/* ---- Numbers ------------------------------------------------------------- */

static bool digits(struct json_pull *p)
{
	const char *begin = p->at;

	while (peek(p) >= '0' && peek(p) <= '9')
		p->at++;
	return p->at > begin;
}

bool json_pull_number(struct json_pull *p, struct json_text *out)
{
	const char *begin;

	if (p->error)
		return false;
	skip_space(p);
	begin = p->at;
	take(p, '-');
	if (!take(p, '0') && !digits(p))
		return fail(p, "expected a value");
	if (take(p, '.') && !digits(p))
		return fail(p, "expected a digit");
	if (take(p, 'e') || take(p, 'E')) {
		if (!take(p, '+'))
			take(p, '-');
		if (!digits(p))
			return fail(p, "expected a digit");
	}
	*out = (struct json_text){ begin, (size_t)(p->at - begin) };
	return true;
}

bool json_pull_i64(struct json_pull *p, int64_t *out)
{
	struct json_text t;
	bool minus;
	int64_t n = 0;

	if (!json_pull_number(p, &t))
		return false;
	minus = t.s[0] == '-';
	for (size_t i = minus; i < t.n; i++) {
		if (t.s[i] < '0' || t.s[i] > '9')
			return false;
		/* Downwards: there is one number more below zero. */
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_sub_overflow(n, t.s[i] - '0', &n))
			return false;
	}
	if (!minus && __builtin_sub_overflow(0, n, &n))
		return false;
	*out = n;
	return true;
}

/* ---- The rest ------------------------------------------------------------ */

static bool word(struct json_pull *p, const char *w)
{
	size_t n = strlen(w);

	if ((size_t)(p->end - p->at) < n || memcmp(p->at, w, n) != 0)
		return fail(p, "expected a value");
	p->at += n;
	return true;
}

/* A scalar, or the opening bracket of something longer. */
static bool skip_begin(struct json_pull *p)
{
	struct json_text t;

	switch (json_pull_kind(p)) {
	case JSON_OBJECT:
		return json_pull_object(p);
	case JSON_ARRAY:
		return json_pull_array(p);
	case JSON_STRING:
		return json_pull_string(p, &t);
	case JSON_NUMBER:
		return json_pull_number(p, &t);
	case JSON_BOOL:
		return word(p, peek(p) == 't' ? "true" : "false");
	case JSON_NULL:
		return word(p, "null");
	case JSON_BAD:
		break;
	}
	return fail(p, "expected a value");
}

bool json_pull_skip(struct json_pull *p)
{
	unsigned depth = p->depth;
	struct json_text key;

	if (!skip_begin(p))
		return false;
	while (p->depth > depth && !p->error)
		if (p->objects >> (p->depth - 1) & 1 ? json_pull_member(p, &key)
						     : json_pull_element(p))
			skip_begin(p);
	return !p->error;
}

bool json_pull_end(struct json_pull *p)
{
	skip_space(p);
	if (!p->error && p->at < p->end)
		fail(p, "expected nothing more");
	return !p->error;
}
