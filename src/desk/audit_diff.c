#include "desk/audit_diff.h"

#include "base/str.h"

/* Where the comparison is. */
struct place {
	const char *path[AUDIT_DIFF_DEPTH];
	size_t depth;
};

struct comparing {
	struct arena *a;
	struct audit_differences *out;
};

/* ---- The same? ----------------------------------------------------------- */

static bool same_objects(const struct json_in *a, const struct json_in *b)
{
	struct json_in_iter it = { .object = a };

	if (json_in_count(a) != json_in_count(b))
		return false;
	while (json_in_next(&it))
		if (!audit_diff_same(it.value, json_in_get(b, it.key)))
			return false;
	return true;
}

static bool same_arrays(const struct json_in *a, const struct json_in *b)
{
	size_t n = json_in_count(a);

	if (n != json_in_count(b))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!audit_diff_same(json_in_at(a, i), json_in_at(b, i)))
			return false;
	return true;
}

static bool same_values(const struct json_in *a, const struct json_in *b)
{
	int64_t n = 0, m = 0;
	bool x = false, y = false;
	size_t len;
	const char *s = json_in_str(a, &len), *t = json_in_str(b, &len);

	if (s || t)
		return s && t && str_eq(s, t);
	if (json_in_bool(a, &x) || json_in_bool(b, &y))
		return json_in_bool(a, &x) && json_in_bool(b, &y) && x == y;
	return json_in_i64(a, &n) && json_in_i64(b, &m) && n == m;
}

bool audit_diff_same(const struct json_in *a, const struct json_in *b)
{
	if (!a || !b)
		return !a && !b;
	if (json_in_is_object(a) || json_in_is_object(b))
		return json_in_is_object(a) && json_in_is_object(b) &&
		       same_objects(a, b);
	if (json_in_is_array(a) || json_in_is_array(b))
		return json_in_is_array(a) && json_in_is_array(b) &&
		       same_arrays(a, b);
	if (json_in_is_null(a) || json_in_is_null(b))
		return json_in_is_null(a) && json_in_is_null(b);
	return same_values(a, b);
}

/* ---- What differs -------------------------------------------------------- */

static struct audit_difference *add(struct comparing *c, const struct place *at,
				    const struct json_in *was,
				    const struct json_in *is)
{
	struct audit_differences *d = c->out;
	struct audit_difference *one;

	ARENA_ROOM(c->a, d->v, d->n, d->cap);
	one = &d->v[d->n++];
	*one = (struct audit_difference){ .depth = at->depth,
					  .was = was,
					  .is = is };
	for (size_t i = 0; i < at->depth; i++)
		one->path[i] = at->path[i];
	return one;
}

/* Those elements of ${list} that ${other} has not, each as often as it is. */
static size_t missing(struct arena *a, const struct json_in *list,
		      const struct json_in *other, const struct json_in ***out)
{
	size_t n = json_in_count(list), m = json_in_count(other), left = 0;
	bool *taken = ARENA_ARRAY(a, m + 1, bool);

	*out = ARENA_ARRAY(a, n + 1, const struct json_in *);
	for (size_t i = 0; i < n; i++) {
		const struct json_in *v = json_in_at(list, i);
		size_t k = 0;

		/* Mostly it stands where it stood. */
		if (i < m && !taken[i] &&
		    audit_diff_same(v, json_in_at(other, i)))
			k = i;
		while (k < m &&
		       (taken[k] || !audit_diff_same(v, json_in_at(other, k))))
			k++;
		if (k < m)
			taken[k] = true;
		else
			(*out)[left++] = v;
	}
	return left;
}

static void compare_lists(struct comparing *c, const struct place *at,
			  const struct json_in *was, const struct json_in *is)
{
	const struct json_in **gone, **come;
	size_t ngone = missing(c->a, was, is, &gone);
	size_t ncome = missing(c->a, is, was, &come);

	for (size_t i = 0; i < ngone || i < ncome; i++)
		add(c, at, i < ngone ? gone[i] : NULL,
		    i < ncome ? come[i] : NULL);
	if (ngone == 0 && ncome == 0)
		add(c, at, was, is)->order = true;
}

static void compare(struct comparing *c, const struct place *at,
		    const struct json_in *was, const struct json_in *is);

static void compare_member(struct comparing *c, const struct place *at,
			   const char *key, const struct json_in *was,
			   const struct json_in *is)
{
	struct place inner = *at;

	inner.path[inner.depth++] = key;
	compare(c, &inner, was, is);
}

/* In the order of the newer one; then what is gone. */
static void compare_objects(struct comparing *c, const struct place *at,
			    const struct json_in *was, const struct json_in *is)
{
	struct json_in_iter it = { .object = is };

	while (is && json_in_next(&it))
		compare_member(c, at, it.key,
			       was ? json_in_get(was, it.key) : NULL, it.value);
	it = (struct json_in_iter){ .object = was };
	while (was && json_in_next(&it))
		if (!is || !json_in_get(is, it.key))
			compare_member(c, at, it.key, it.value, NULL);
}

static bool is_object(const struct json_in *v)
{
	return !v || json_in_is_object(v);
}

static void compare(struct comparing *c, const struct place *at,
		    const struct json_in *was, const struct json_in *is)
{
	if (audit_diff_same(was, is))
		return;
	if (is_object(was) && is_object(is) && at->depth < AUDIT_DIFF_DEPTH)
		compare_objects(c, at, was, is);
	else if (was && is && json_in_is_array(was) && json_in_is_array(is))
		compare_lists(c, at, was, is);
	else
		add(c, at, was, is);
}

enum err_kind audit_diff(struct arena *a, const char *was, const char *is,
			 struct audit_differences *out, struct err *e)
{
	struct comparing c = { a, out };
	const struct place outside = { .depth = 0 };
	const char *texts[2] = { was, is };

	*out = (struct audit_differences){ 0 };
	for (int i = 0; i < 2; i++) {
		if (texts[i] &&
		    json_in_parse(texts[i], strlen(texts[i]), &out->docs[i], e))
			return e->kind;
		if (texts[i] && !json_in_is_object(out->docs[i]))
			return err_set(e, ERR_INVALID, "it is no object");
	}
	compare_objects(&c, &outside, out->docs[0], out->docs[1]);
	return ERR_NONE;
}

void audit_diff_free(struct audit_differences *d)
{
	for (int i = 0; i < 2; i++)
		json_in_free(d->docs[i]);
	*d = (struct audit_differences){ 0 };
}
