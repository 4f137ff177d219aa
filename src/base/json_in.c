#include "base/json_in.h"

#include <jansson.h>

#define DEPTH_MAX 64

/* A struct json_in is jansson's value under another name. */
static json_t *value_of(const struct json_in *v)
{
	return (json_t *)(uintptr_t)v;
}

static struct json_in *named(json_t *v)
{
	return (struct json_in *)v;
}

/*
 * jansson allows 2,048 levels, and recurses for each. Brackets inside strings
 * do not count.
 */
static bool too_deep(const char *s, size_t n)
{
	bool in_string = false;
	int depth = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			in_string = !in_string;
		else if (in_string && s[i] == '\\')
			i++;
		else if (!in_string && (s[i] == '[' || s[i] == '{'))
			depth++;
		else if (!in_string && (s[i] == ']' || s[i] == '}'))
			depth--;
		if (depth > DEPTH_MAX)
			return true;
	}
	return false;
}

enum err_kind json_in_parse(const char *s, size_t n, struct json_in **out,
			    struct err *e)
{
	json_error_t why;
	json_t *v;

	if (too_deep(s, n))
		return err_set(e, ERR_INVALID,
			       "JSON is nested deeper than %d levels",
			       DEPTH_MAX);
	v = json_loadb(s, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
	if (!v)
		return err_set(e, ERR_INVALID, "JSON line %d, column %d: %s",
			       why.line, why.column, why.text);
	*out = named(v);
	return ERR_NONE;
}

void json_in_free(struct json_in *doc)
{
	json_decref(value_of(doc));
}

bool json_in_is_object(const struct json_in *v)
{
	return json_is_object(value_of(v));
}

bool json_in_is_array(const struct json_in *v)
{
	return json_is_array(value_of(v));
}

bool json_in_is_null(const struct json_in *v)
{
	return !v || json_is_null(value_of(v));
}

const struct json_in *json_in_get(const struct json_in *object, const char *key)
{
	return named(json_object_get(value_of(object), key));
}

size_t json_in_count(const struct json_in *v)
{
	return json_in_is_object(v) ? json_object_size(value_of(v))
				    : json_array_size(value_of(v));
}

const struct json_in *json_in_at(const struct json_in *array, size_t i)
{
	return named(json_array_get(value_of(array), i));
}

bool json_in_next(struct json_in_iter *it)
{
	json_t *object = value_of(it->object);

	it->at = it->at ? json_object_iter_next(object, it->at)
			: json_object_iter(object);
	if (!it->at)
		return false;
	it->key = json_object_iter_key(it->at);
	it->value = named(json_object_iter_value(it->at));
	return true;
}

const char *json_in_str(const struct json_in *v, size_t *n)
{
	if (!json_is_string(value_of(v)))
		return NULL;
	if (n)
		*n = json_string_length(value_of(v));
	return json_string_value(value_of(v));
}

/* 3600.0 is whole, too; beyond 2^53 a real cannot say which number it is. */
static bool whole_real(double d, int64_t *out)
{
	const double limit = 9007199254740992.0;
	int64_t n;

	if (!(d > -limit && d < limit))
		return false;
	n = (int64_t)d;
	if ((double)n < d || (double)n > d)
		return false;
	*out = n;
	return true;
}

bool json_in_i64(const struct json_in *v, int64_t *out)
{
	if (json_is_real(value_of(v)))
		return whole_real(json_real_value(value_of(v)), out);
	if (!json_is_integer(value_of(v)))
		return false;
	*out = json_integer_value(value_of(v));
	return true;
}

bool json_in_bool(const struct json_in *v, bool *out)
{
	if (!json_is_boolean(value_of(v)))
		return false;
	*out = json_is_true(value_of(v));
	return true;
}
