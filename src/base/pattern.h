#ifndef BASE_PATTERN_H
#define BASE_PATTERN_H
/*
 * pattern: regular expressions that cannot blow up: RE2's, whose time grows
 * with the length of the text alone, whatever the expression. Letters of either
 * case are the same unless it says (?-i).
 */
#include "base/err.h"

struct pattern;

/*
 * ERR_INVALID with what is wrong with it, in the words of RE2; also for one
 * that would need too much memory (LIMIT_PATTERN_MEMORY).
 */
enum err_kind pattern_new(const char *text, struct pattern **out,
			  struct err *e) MUST_CHECK;

/* Accepts NULL. */
void pattern_free(struct pattern *p);

/* Is it found anywhere in ${n} bytes of UTF-8? */
bool pattern_found(const struct pattern *p, const char *s, size_t n);

#endif
