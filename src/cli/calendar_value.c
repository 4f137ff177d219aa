#include "cli/calendar_value.h"

#include <inttypes.h>
#include "base/json_in.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/calendar_file.h"
#include "cli/hours.h"
#include "desk/calendar_json.h"

/* ---- Parts of any object ------------------------------------------------- */

enum err_kind calendar_value_unknown(const char *key, struct err *e)
{
	return err_set(e, ERR_INVALID, "%.64s: there is no such member", key);
}

/* One of ${n} words, which are listed if it is none. */
enum err_kind calendar_value_word(const char *key, const struct json_in *v,
				  const char *const *words, int n, int *out,
				  struct err *e)
{
	const char *word = json_in_str(v, NULL);
	char list[100];
	size_t len = 0;

	for (*out = 0; word && *out < n; ++*out)
		if (str_eq(word, words[*out]))
			return ERR_NONE;
	for (int i = 0; i < n && len < sizeof(list); i++)
		len += (size_t)snprintf(list + len, sizeof(list) - len, "%s%s",
					i ? ", " : "", words[i]);
	return err_set(e, ERR_INVALID, "%.64s: must be one of %s", key, list);
}

enum err_kind calendar_value_count(const char *key, const struct json_in *v,
				   int64_t from, int64_t until, int32_t *out,
				   struct err *e)
{
	int64_t n;

	if (!json_in_i64(v, &n) || n < from || n > until)
		return err_set(e, ERR_INVALID,
			       "%.64s: must be a whole number from %" PRId64
			       " to %" PRId64,
			       key, from, until);
	*out = (int32_t)n;
	return ERR_NONE;
}

enum err_kind calendar_value_name(struct arena *a, const struct json_in *v,
				  size_t least, const char **out, struct err *e)
{
	size_t n;
	const char *name = json_in_str(v, &n);

	if (!name || n < least || str_utf8_count(name, n) > LIMIT_NAME)
		return err_set(e, ERR_INVALID,
			       "name: must be a text of %zu to %d characters",
			       least, LIMIT_NAME);
	*out = arena_str(a, name);
	return ERR_NONE;
}

/* "2026-02-30": shaped like a date, whether there is such a one or not. */
static bool looks_like_date(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			return false;
	return n == 10;
}

enum err_kind calendar_value_date(const struct json_in *v, int64_t *day,
				  struct err *e)
{
	char year[5] = "";
	size_t n = 0;
	const char *text = json_in_str(v, &n);
	int64_t y;

	if (!text || !looks_like_date(text, n))
		return err_set(e, ERR_INVALID,
			       "date: must be written as \"2026-12-24\"");
	memcpy(year, text, 4);
	if (!str_to_i64(year, 1900, 2399, &y))
		return err_set(e, ERR_INVALID,
			       "date: must be in the years 1900 to 2399, not"
			       " \"%s\"",
			       text);
	if (!instant_parse_day(text, n, day))
		return err_set(e, ERR_INVALID, "date: there is no %s", text);
	return ERR_NONE;
}

enum err_kind calendar_value_object(const struct json_in *v, struct err *e)
{
	return json_in_is_object(v)
		       ? ERR_NONE
		       : err_set(e, ERR_INVALID, "must be an object");
}

enum err_kind calendar_value_list(const struct json_in *v, size_t most,
				  size_t *n, struct err *e)
{
	*n = json_in_count(v);
	if (!json_in_is_array(v) || *n > most)
		return err_set(e, ERR_INVALID,
			       "must be a list of at most %zu things", most);
	return ERR_NONE;
}

/* ---- Times of day -------------------------------------------------------- */

/* An end may be told in the hours of the day that it began: "30:00". */
static bool read_end(const char *s, size_t n, int32_t *out)
{
	char digits[6];

	if (hours_minutes(s, n, true, out))
		return true;
	if (n != 5 || s[0] < '2' || s[0] > '4' || s[1] < '0' || s[1] > '9')
		return false;
	memcpy(digits, s, n);
	digits[0] = '0';
	if (!hours_minutes(digits, n, false, out))
		return false;
	*out += (s[0] - '0') * 600;
	return true;
}

/* Either may be absent: then it is that end of the day. */
enum err_kind calendar_value_times(const struct json_in *from,
				   const struct json_in *to, int32_t *from_min,
				   int32_t *to_min, struct err *e)
{
	size_t nfrom = 0, nto = 0;
	const char *begin = json_in_str(from, &nfrom);
	const char *end = json_in_str(to, &nto);

	*from_min = 0;
	*to_min = 1440;
	if (from && !(begin && hours_minutes(begin, nfrom, false, from_min)))
		return err_set(e, ERR_INVALID,
			       "from: must be a time from \"00:00\" to"
			       " \"23:59\"");
	if (to && !(end && read_end(end, nto, to_min)))
		return err_set(e, ERR_INVALID,
			       "to: must be a time such as \"17:00\", \"24:00\""
			       " or, on the next day, \"06:00\" or \"30:00\"");
	*to_min = hours_close_after(*from_min, *to_min);
	if (*to_min > *from_min + 1440)
		return err_set(e, ERR_INVALID,
			       "to: must be at most 24 hours after from");
	return ERR_NONE;
}

/* ---- Closures ------------------------------------------------------------ */

bool calendar_value_of_closing(const char *key)
{
	return str_eq(key, "from") || str_eq(key, "to") ||
	       str_eq(key, "mode") || str_eq(key, "name");
}

enum err_kind calendar_value_closing(struct arena *a, const struct json_in *v,
				     struct calendar_value_closing *out,
				     struct err *e)
{
	const struct json_in *mode = json_in_get(v, "mode");
	const struct json_in *name = json_in_get(v, "name");
	int word = CALENDAR_CIVIL;

	*out = (struct calendar_value_closing){ .name = "" };
	if (calendar_value_times(json_in_get(v, "from"), json_in_get(v, "to"),
				 &out->from_min, &out->to_min, e) ||
	    (mode && calendar_value_word("mode", mode, calendar_json_modes,
					 CALENDAR_JSON_MODES, &word, e)) ||
	    (name && calendar_value_name(a, name, 0, &out->name, e)))
		return e->kind;
	out->mode = (enum calendar_mode)word;
	return ERR_NONE;
}
