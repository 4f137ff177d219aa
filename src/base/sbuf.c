#include "base/sbuf.h"
#include "base/str.h"
#include "base/err.h"

/* Room for ${n} bytes more and a NUL; false when that is past the ceiling. */
static bool make_room(struct sbuf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 64;
	char *p;

	if (b->failed || n > b->max - b->len) {
		b->failed = true;
		return false;
	}
	if (b->p && b->cap - b->len > n)
		return true;
	while (cap - b->len <= n)
		if (__builtin_mul_overflow(cap, 2, &cap))
			err_no_memory();
	if (cap - 1 > b->max)
		cap = b->max + 1;
	p = realloc(b->p, cap);
	if (!p)
		err_no_memory();
	b->p = p;
	b->cap = cap;
	return true;
}

void sbuf_add(struct sbuf *b, const char *s, size_t n)
{
	if (!make_room(b, n))
		return;
	if (n)
		memcpy(b->p + b->len, s, n);
	b->len += n;
	b->p[b->len] = '\0';
}

void sbuf_str(struct sbuf *b, const char *s)
{
	sbuf_add(b, s, strlen(s));
}

void sbuf_char(struct sbuf *b, char c)
{
	sbuf_add(b, &c, 1);
}

void sbuf_i64(struct sbuf *b, int64_t n)
{
	char text[STR_I64];

	sbuf_add(b, text, str_of_i64(n, text));
}

void sbuf_printf(struct sbuf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0) {
		b->failed = true;
		return;
	}
	if (!make_room(b, (size_t)n))
		return;
	va_start(ap, fmt);
	vsnprintf(b->p + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

const char *sbuf_text(const struct sbuf *b)
{
	return b->p ? b->p : "";
}

char *sbuf_take(struct sbuf *b, size_t *len)
{
	char *p = b->p ? b->p : calloc(1, 1);

	if (!p)
		err_no_memory();
	if (len)
		*len = b->len;
	*b = (struct sbuf)SBUF_INIT(b->max);
	return p;
}

void sbuf_clear(struct sbuf *b)
{
	b->len = 0;
	b->failed = false;
	if (b->p)
		b->p[0] = '\0';
}

void sbuf_release(struct sbuf *b)
{
	free(b->p);
	*b = (struct sbuf)SBUF_INIT(b->max);
}
