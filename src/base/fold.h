#ifndef BASE_FOLD_H
#define BASE_FOLD_H
/*
 * fold: text in which letters of either case are the same, for looking whether
 * one contains another. By the simple case folding of Unicode, so that a letter
 * stays one; no other difference is taken away.
 */
#include "base/attr.h"

struct arena;

/* ${n} bytes of well-formed UTF-8, folded; *len is its length. */
const char *fold_text(struct arena *a, const char *s, size_t n, size_t *len);

#endif
