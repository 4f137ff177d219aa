#ifndef BASE_JSON_IN_H
#define BASE_JSON_IN_H
/*
 * json_in: JSON from outside, read strictly: duplicate keys, trailing text,
 * invalid UTF-8 and depth beyond 64 are refused. The one file that knows
 * jansson.
 *
 * A struct json_in is a borrowed value; json_in_free() frees the document it
 * belongs to.
 */
#include "base/err.h"

struct json_in; /* jansson's json_t */

/* ERR_INVALID says where it broke. *out is yours: json_in_free(). */
enum err_kind json_in_parse(const char *s, size_t n, struct json_in **out,
			    struct err *e) MUST_CHECK;
void json_in_free(struct json_in *doc); /* accepts NULL */

bool json_in_is_object(const struct json_in *v);
bool json_in_is_array(const struct json_in *v);
bool json_in_is_null(const struct json_in *v); /* the JSON null, or absent */

/* A member, or NULL; an element, or NULL. */
const struct json_in *json_in_get(const struct json_in *object,
				  const char *key);
size_t json_in_count(const struct json_in *v); /* members or elements */
const struct json_in *json_in_at(const struct json_in *array, size_t i);

/* Visit members in order: key and value, false at the end. */
struct json_in_iter {
	const struct json_in *object;
	void *at;
	const char *key;
	const struct json_in *value;
};
bool json_in_next(struct json_in_iter *it);

/* The text of a string (lent, NUL-terminated, without inner NUL), or NULL. */
const char *json_in_str(const struct json_in *v, size_t *n);

/* A whole number; false for a fraction or anything else. */
bool json_in_i64(const struct json_in *v, int64_t *out) MUST_CHECK;
bool json_in_bool(const struct json_in *v, bool *out) MUST_CHECK;

#endif
