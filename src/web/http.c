#include "web/http.h"
#include "base/limits.h"
#include "base/str.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Decode the ${n} bytes at ${s} into the arena; *out_n without the NUL. */
static const char *decode(struct arena *a, const char *s, size_t n,
			  size_t *out_n)
{
	char *out = arena_alloc(a, n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		int high = -1, low = -1;

		if (s[i] == '%' && n - i > 2) {
			high = hex_digit(s[i + 1]);
			low = hex_digit(s[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			out[k++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[k++] = s[i] == '+' ? ' ' : s[i];
		}
	}
	out[k] = '\0';
	*out_n = k;
	return out;
}

/* How far it is to ${c}, or to the end. */
static size_t until(const char *s, size_t n, char c)
{
	const char *at = n ? memchr(s, c, n) : NULL;

	return at ? (size_t)(at - s) : n;
}

bool http_parse_fields(struct arena *a, const char *s, size_t n,
		       struct http_pairs *out)
{
	struct http_pair *v = NULL;
	size_t count = 0, cap = 0, ignored;

	*out = (struct http_pairs){ 0 };
	while (n) {
		size_t len = until(s, n, '&');
		size_t name = until(s, len, '=');
		size_t value = name < len ? name + 1 : len;

		if (len && count == LIMIT_FORM_FIELDS)
			return false;
		if (len) {
			struct http_pair *p;

			ARENA_ROOM(a, v, count, cap);
			p = &v[count++];
			p->name = decode(a, s, name, &ignored);
			p->text = decode(a, s + value, len - value, &p->n);
			*out = (struct http_pairs){ v, count };
		}
		len += len < n;
		s += len;
		n -= len;
	}
	return true;
}

const struct http_pair *http_find(const struct http_pairs *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_eq(p->v[i].name, name))
			return &p->v[i];
	return NULL;
}

const char *http_cookie(struct arena *a, const char *header, const char *name)
{
	size_t name_n = strlen(name);
	const char *found = NULL;

	while (*header) {
		size_t n = until(header, strlen(header), ';');
		const char *s = header;

		header += n + (header[n] == ';');
		while (n && *s == ' ')
			s++, n--;
		while (n && s[n - 1] == ' ')
			n--;
		if (n <= name_n || s[name_n] != '=' || memcmp(s, name, name_n))
			continue;
		s = arena_copy(a, s + name_n + 1, n - name_n - 1);
		if (found && !str_eq(found, s))
			return NULL;
		found = s;
	}
	return found;
}

bool http_local_path(const char *s)
{
	if (!s || s[0] != '/' || s[1] == '/' || strlen(s) > LIMIT_URL)
		return false;
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == '\\' || *s == 0x7f)
			return false;
	return true;
}

bool http_code_valid(const char *s)
{
	static const char shape[] = "AAA-AAAAA-000";
	size_t i = 0;

	for (; shape[i] && s[i]; i++) {
		bool letter = s[i] >= 'A' && s[i] <= 'Z';
		bool digit = s[i] >= '0' && s[i] <= '9';

		if (shape[i] == 'A'   ? !letter
		    : shape[i] == '0' ? !digit
				      : s[i] != '-')
			return false;
	}
	return !shape[i] && !s[i];
}

void http_encode(struct sbuf *out, const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";

	for (; *s; s++) {
		if (strchr(plain, *s))
			sbuf_char(out, *s);
		else
			sbuf_printf(out, "%%%02X", (unsigned char)*s);
	}
}

void http_redirect(struct req *rq, struct resp *rs, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rs->location = arena_vprintf(rq->a, fmt, ap);
	va_end(ap);
	rs->status = 303;
}

void http_reset(struct resp *rs)
{
	struct sbuf body = rs->body;

	sbuf_clear(&body);
	*rs = (struct resp){ .body = body };
}

const char *http_reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} known[] = {
		{ 200, "OK" },
		{ 201, "Created" },
		{ 303, "See Other" },
		{ 400, "Bad Request" },
		{ 403, "Forbidden" },
		{ 404, "Not Found" },
		{ 405, "Method Not Allowed" },
		{ 409, "Conflict" },
		{ 413, "Content Too Large" },
		{ 422, "Unprocessable Content" },
		{ 429, "Too Many Requests" },
		{ 500, "Internal Server Error" },
		{ 503, "Service Unavailable" },
		{ 507, "Insufficient Storage" },
	};

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (known[i].status == status)
			return known[i].reason;
	return "Unknown";
}
