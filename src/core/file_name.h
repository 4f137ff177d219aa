#ifndef CORE_FILE_NAME_H
#define CORE_FILE_NAME_H
/*
 * file_name: what a file is called, for people to read. It is never a path, and
 * nothing on our disk is called so.
 *
 * Any script and any sign may be in it, but for what nobody sees or what would
 * make a name look like another one: control characters, marks that turn the
 * direction of reading, signs of no width.
 */
#include "base/arena.h"

/*
 * Of the name that a browser or a letter gave, ${n} bytes of anything: what
 * comes after its last slash or backslash, without what is named above, in
 * UTF-8 (bad bytes become U+FFFD), at most LIMIT_FILE_NAME characters, cut in
 * the middle so that its end stays. Nothing left: "file".
 */
const char *file_name_clean(struct arena *a, const char *s, size_t n);

/* The name, or of a longer one its start and its end with ... between them: at
 * most ${max} characters. */
const char *file_name_short(struct arena *a, const char *name, size_t max);

#endif
