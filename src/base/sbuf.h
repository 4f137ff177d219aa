#ifndef BASE_SBUF_H
#define BASE_SBUF_H
/*
 * sbuf: a growing string with a ceiling.
 *
 * Invariants: p is NULL or NUL-terminated at len; len <= max. Writing past the
 * ceiling adds nothing and sets ${failed}, which sticks: write freely, check
 * it once before use.
 */
#include "base/attr.h"
#include <stdarg.h>

struct sbuf {
	char *p;
	size_t len, cap, max;
	bool failed; /* sticky: hit max */
};
#define SBUF_INIT(limit)                                                       \
	{                                                                      \
		.max = (limit)                                                 \
	}

/* APPEND */
void sbuf_add(struct sbuf *b, const char *s, size_t n);
void sbuf_str(struct sbuf *b, const char *s);
void sbuf_char(struct sbuf *b, char c);
void sbuf_i64(struct sbuf *b, int64_t n);
void sbuf_printf(struct sbuf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The text so far, "" when empty; lent until the next write. */
const char *sbuf_text(const struct sbuf *b);

/* The memory is yours (free it); b is empty and reusable. */
char *sbuf_take(struct sbuf *b, size_t *len);

/* Empty, keeps its memory and ceiling, clears failed. */
void sbuf_clear(struct sbuf *b);

/* Frees the memory; b is empty and reusable. */
void sbuf_release(struct sbuf *b);

#endif
