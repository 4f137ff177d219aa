#ifndef BASE_STR_H
#define BASE_STR_H
/*
 * str: small questions about text. No allocation.
 */
#include "base/attr.h"

/* A number in decimal, the whole of ${s}, within [min, max]. */
bool str_to_i64(const char *s, int64_t min, int64_t max,
		int64_t *out) MUST_CHECK;

/* Write a number in decimal, and a NUL; returns its length. */
#define STR_I64 21 /* room for any */
size_t str_of_i64(int64_t n, char out[STR_I64]);

bool str_eq(const char *a, const char *b); /* NULL equals only NULL */
bool str_starts(const char *s, const char *prefix);
bool str_empty(const char *s); /* NULL or "" */

/*
 * Is it well-formed UTF-8 (no overlong forms, surrogates, or beyond U+10FFFF)
 * without NUL? ${n} in bytes.
 */
bool str_utf8_valid(const char *s, size_t n);

/*
 * The code point at the start of ${n} bytes, and its length; 0 when they do not
 * begin with a well-formed one.
 */
size_t str_utf8_next(const char *s, size_t n, uint32_t *code) MUST_CHECK;

/* Code points in well-formed UTF-8. */
size_t str_utf8_count(const char *s, size_t n);

/* Length in bytes of at most ${max} code points of it. */
size_t str_utf8_cut(const char *s, size_t n, size_t max);

/* Has it nothing but white space (Unicode's), invisible characters and marks
 * that stand on no letter? */
bool str_blank(const char *s, size_t n);

/* Make each run of spaces (U+0020, U+00A0) one space, in place. */
void str_one_space(char *s);

/* Without the white space at both ends: returns the start, sets *n. */
const char *str_trim(const char *s, size_t *n);

/*
 * Equal secrets? Takes the same time wherever they differ; never for an empty
 * or NULL one.
 */
bool str_secret_eq(const char *a, size_t na, const char *b, size_t nb);

#endif
