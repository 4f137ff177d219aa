#include "cli/calendar_file.h"

#include "base/json_in.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/calendar_value.h"
#include "cli/hours.h"

/* ["09:00", "17:00"] */
static enum err_kind read_window(const struct json_in *v, int32_t *from,
				 int32_t *to, struct err *e)
{
	if (!json_in_is_array(v) || json_in_count(v) != 2)
		return err_set(e, ERR_INVALID,
			       "must be two times of day, such as [\"09:00\","
			       " \"17:00\"]");
	return calendar_value_times(json_in_at(v, 0), json_in_at(v, 1), from,
				    to, e);
}

/* A list of them; ${out} has room for LIMIT_WINDOWS_PER_DAY. */
static enum err_kind read_windows(const struct json_in *v,
				  struct calendar_dated *out, size_t *n,
				  struct err *e)
{
	*n = json_in_count(v);
	if (!json_in_is_array(v) || *n > LIMIT_WINDOWS_PER_DAY)
		return err_set(e, ERR_INVALID,
			       "must be a list of at most %d windows",
			       LIMIT_WINDOWS_PER_DAY);
	for (size_t i = 0; i < *n; i++)
		if (read_window(json_in_at(v, i), &out[i].from_min,
				&out[i].to_min, e))
			return err_wrap(e, "window %zu", i + 1);
	return ERR_NONE;
}

/* ---- The week ------------------------------------------------------------ */

static enum err_kind read_weekday(const struct json_in *v, int32_t weekday,
				  struct calendar_window *to, size_t *total,
				  struct err *e)
{
	struct calendar_dated w[LIMIT_WINDOWS_PER_DAY];
	size_t n;

	if (read_windows(v, w, &n, e))
		return err_wrap(e, "%s", calendar_weekdays[weekday]);
	for (size_t i = 0; i < n; i++)
		to[(*total)++] = (struct calendar_window){ weekday,
							   w[i].from_min,
							   w[i].to_min };
	return ERR_NONE;
}

static enum err_kind read_week(struct arena *a, const struct json_in *v,
			       struct calendar_draft *d, struct err *e)
{
	struct json_in_iter it = { .object = v };
	struct calendar_window *w = ARENA_ARRAY(
		a, 7 * (size_t)LIMIT_WINDOWS_PER_DAY, struct calendar_window);

	d->spec.windows = w;
	if (!json_in_is_object(v))
		return err_set(e, ERR_INVALID, "must be an object");
	while (json_in_next(&it)) {
		int32_t day = 0;

		while (day < 7 && !str_eq(it.key, calendar_weekdays[day]))
			day++;
		if (day == 7)
			return err_set(e, ERR_INVALID,
				       "%.64s: is none of mon, tue, wed, thu,"
				       " fri, sat, sun",
				       it.key);
		if (read_weekday(it.value, day, w, &d->spec.nwindows, e))
			return e->kind;
	}
	return ERR_NONE;
}

/* ---- Closures ------------------------------------------------------------ */

static enum err_kind read_closure(struct arena *a, const struct json_in *v,
				  struct calendar_closure *out,
				  const char **name, struct err *e)
{
	struct json_in_iter it = { .object = v };
	struct calendar_value_closing c;

	if (calendar_value_object(v, e))
		return e->kind;
	while (json_in_next(&it))
		if (!calendar_value_of_closing(it.key) &&
		    !str_eq(it.key, "date"))
			return calendar_value_unknown(it.key, e);
	if (calendar_value_date(json_in_get(v, "date"), &out->day, e) ||
	    calendar_value_closing(a, v, &c, e))
		return e->kind;
	out->from_min = c.from_min;
	out->to_min = c.to_min;
	out->mode = c.mode;
	*name = c.name;
	return ERR_NONE;
}

static enum err_kind read_closures(struct arena *a, const struct json_in *v,
				   struct calendar_draft *d, struct err *e)
{
	struct calendar_closure *c;
	const char **names;
	size_t n;

	if (calendar_value_list(v, LIMIT_EXCEPTIONS, &n, e))
		return e->kind;
	c = ARENA_ARRAY(a, n + 1, struct calendar_closure);
	names = ARENA_ARRAY(a, n + 1, const char *);
	for (size_t i = 0; i < n; i++)
		if (read_closure(a, json_in_at(v, i), &c[i], &names[i], e))
			return err_wrap(e, "closure %zu", i + 1);
	d->spec.closures = c;
	d->spec.nclosures = n;
	d->closure_names = names;
	return ERR_NONE;
}

/* ---- Dates with hours of their own --------------------------------------- */

static enum err_kind read_replacement(struct arena *a, const struct json_in *v,
				      struct calendar_replacement *out,
				      struct err *e)
{
	struct calendar_dated *w = ARENA_ARRAY(a, LIMIT_WINDOWS_PER_DAY,
					       struct calendar_dated);
	struct json_in_iter it = { .object = v };

	out->windows = w;
	if (calendar_value_object(v, e))
		return e->kind;
	while (json_in_next(&it))
		if (!str_eq(it.key, "date") && !str_eq(it.key, "windows"))
			return calendar_value_unknown(it.key, e);
	if (calendar_value_date(json_in_get(v, "date"), &out->day, e))
		return e->kind;
	if (read_windows(json_in_get(v, "windows"), w, &out->nwindows, e))
		return err_wrap(e, "windows");
	return ERR_NONE;
}

static int by_day(const void *a, const void *b)
{
	const struct calendar_replacement *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

static enum err_kind read_replacements(struct arena *a, const struct json_in *v,
				       struct calendar_draft *d, struct err *e)
{
	struct calendar_replacement *r;
	size_t n;

	if (calendar_value_list(v, LIMIT_EXCEPTIONS, &n, e))
		return e->kind;
	r = ARENA_ARRAY(a, n + 1, struct calendar_replacement);
	for (size_t i = 0; i < n; i++)
		if (read_replacement(a, json_in_at(v, i), &r[i], e))
			return err_wrap(e, "date %zu", i + 1);
	qsort(r, n, sizeof(*r), by_day);
	for (size_t i = 1; i < n; i++)
		if (r[i].day == r[i - 1].day) {
			struct civil c = instant_civil_of(r[i].day);

			return err_set(e, ERR_INVALID,
				       "%04d-%02d-%02d: is there twice", c.year,
				       c.month, c.day);
		}
	d->spec.replacements = r;
	d->spec.nreplacements = n;
	return ERR_NONE;
}

/* ---- The calendar -------------------------------------------------------- */

typedef enum err_kind read_part(struct arena *a, const struct json_in *v,
				struct calendar_draft *d, struct err *e);

static const struct {
	const char *key;
	read_part *read;
} parts[] = {
	{ "week", read_week },
	{ "closures", read_closures },
	{ "recurring", calendar_file_read_rules },
	{ "replacements", read_replacements },
};

static enum err_kind read_member(struct arena *a, const struct json_in_iter *it,
				 struct calendar_draft *d, struct err *e)
{
	size_t n;

	if (str_eq(it->key, "name"))
		return calendar_value_name(a, it->value, 1, &d->name, e);
	if (str_eq(it->key, "zone")) {
		const char *zone = json_in_str(it->value, &n);

		if (!zone || n == 0 || n > LIMIT_ZONE)
			return err_set(e, ERR_INVALID,
				       "zone: must be a name such as"
				       " \"Europe/Berlin\", at most %d bytes",
				       LIMIT_ZONE);
		d->zone = arena_str(a, zone);
		return ERR_NONE;
	}
	if (str_eq(it->key, "always_open"))
		return json_in_bool(it->value, &d->always_open)
			       ? ERR_NONE
			       : err_set(e, ERR_INVALID,
					 "always_open: must be true or false");
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (str_eq(it->key, parts[i].key))
			return parts[i].read(a, it->value, d, e)
				       ? err_wrap(e, "%s", parts[i].key)
				       : ERR_NONE;
	return calendar_value_unknown(it->key, e);
}

static enum err_kind read_calendar(struct arena *a, const struct json_in *doc,
				   struct calendar_draft *d, struct err *e)
{
	struct json_in_iter it = { .object = doc };

	if (calendar_value_object(doc, e))
		return e->kind;
	while (json_in_next(&it))
		if (read_member(a, &it, d, e))
			return e->kind;
	if (!d->name || !d->zone)
		return err_set(e, ERR_INVALID, "%s: is missing",
			       d->name ? "zone" : "name");
	for (size_t i = 0; d->always_open && i < COUNT_OF(parts); i++)
		if (json_in_count(json_in_get(doc, parts[i].key)))
			return err_set(e, ERR_INVALID,
				       "%s: must be empty or absent where"
				       " always_open is true",
				       parts[i].key);
	if (!d->always_open && !json_in_get(doc, "week"))
		return err_set(e, ERR_INVALID,
			       "week: is missing (\"always_open\": true is"
			       " 24x7)");
	return ERR_NONE;
}

enum err_kind calendar_file_read(struct arena *a, const char *text, size_t n,
				 struct calendar_draft *out, struct err *e)
{
	struct json_in *doc;

	*out = (struct calendar_draft){ 0 };
	if (json_in_parse(text, n, &doc, e))
		return e->kind;
	(void)read_calendar(a, doc, out, e);
	json_in_free(doc);
	return e->kind;
}
