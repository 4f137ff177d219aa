#include "cli/calc_hours.h"

#include "base/json_pull.h"
#include "cli/calc_line.h"
#include "cli/hours.h"

/* Remember that a key was seen; false if it was before. */
bool calc_hours_first(unsigned *seen, unsigned key)
{
	unsigned bit = 1U << key;
	bool first = !(*seen & bit);

	*seen |= bit;
	return first;
}

/* ---- Scalars ------------------------------------------------------------- */

/* Minutes of "HH:MM"; "24:00" too if it may be the end of something. */
static bool read_minutes(struct json_pull *p, bool end, int32_t *out)
{
	struct json_text t;

	return json_pull_kind(p) == JSON_STRING && json_pull_string(p, &t) &&
	       hours_minutes(t.s, t.n, end, out);
}

static bool read_day(struct json_pull *p, int64_t *out)
{
	struct json_text t;

	return json_pull_kind(p) == JSON_STRING && json_pull_string(p, &t) &&
	       instant_parse_day(t.s, t.n, out);
}

/* ---- The calendar -------------------------------------------------------- */

enum err_kind calc_hours_zone(struct calc_line *l, struct json_pull *p,
			      struct err *e)
{
	struct json_text t;

	if (json_pull_kind(p) != JSON_STRING || !json_pull_string(p, &t))
		return err_set(e, ERR_INVALID, "tz: must be a string");
	if (t.n == 0 || t.n >= sizeof(l->zone))
		return err_set(e, ERR_INVALID,
			       "tz: must have 1 to %zu characters",
			       sizeof(l->zone) - 1);
	memcpy(l->zone, t.s, t.n);
	l->zone[t.n] = '\0';
	return ERR_NONE;
}

/* ["09:00", "17:00"] */
static bool read_window(struct json_pull *p, int32_t *from, int32_t *to)
{
	if (json_pull_kind(p) != JSON_ARRAY || !json_pull_array(p) ||
	    !json_pull_element(p) || !read_minutes(p, false, from) ||
	    !json_pull_element(p) || !read_minutes(p, true, to) ||
	    json_pull_element(p))
		return false;
	*to = hours_close_after(*from, *to);
	return true;
}

enum err_kind calc_hours_day(struct json_pull *p, const char *name,
			     struct calendar_window *to, size_t *n,
			     struct err *e)
{
	*n = 0;
	if (json_pull_kind(p) != JSON_ARRAY || !json_pull_array(p))
		return err_set(e, ERR_INVALID,
			       "%s: must be an array of windows", name);
	for (; json_pull_element(p); ++*n) {
		if (*n == LIMIT_WINDOWS_PER_DAY)
			return err_set(e, ERR_INVALID,
				       "%s: more than %d windows", name,
				       LIMIT_WINDOWS_PER_DAY);
		if (!read_window(p, &to[*n].from_min, &to[*n].to_min))
			return err_set(e, ERR_INVALID,
				       "%s[%zu]: must be two times of day,"
				       " such as [\"09:00\", \"17:00\"]",
				       name, *n);
	}
	return ERR_NONE;
}

static enum err_kind read_weekday(struct calc_line *l, struct json_pull *p,
				  unsigned weekday, struct err *e)
{
	struct calendar_window *to = &l->windows[l->nwindows];
	char name[16];
	size_t n;

	if (json_pull_kind(p) == JSON_NULL) {
		json_pull_skip(p);
		return ERR_NONE;
	}
	(void)snprintf(name, sizeof(name), "week.%s",
		       calendar_weekdays[weekday]);
	if (calc_hours_day(p, name, to, &n, e))
		return e->kind;
	for (size_t i = 0; i < n; i++)
		to[i].weekday = (int32_t)weekday;
	l->nwindows += n;
	return ERR_NONE;
}

enum err_kind calc_hours_week(struct calc_line *l, struct json_pull *p,
			      struct err *e)
{
	struct json_text key;
	unsigned seen = 0, day;

	if (json_pull_kind(p) != JSON_OBJECT || !json_pull_object(p))
		return err_set(e, ERR_INVALID, "week: must be an object");
	while (json_pull_member(p, &key)) {
		day = json_text_among(key, calendar_weekdays, 7);
		if (day == 7)
			return err_set(e, ERR_INVALID,
				       "week: \"%.*s\" is none of mon, tue,"
				       " wed, thu, fri, sat, sun",
				       key.n < 64 ? (int)key.n : 64, key.s);
		if (!calc_hours_first(&seen, day))
			return err_set(e, ERR_INVALID,
				       "week: \"%s\" is given twice",
				       calendar_weekdays[day]);
		if (read_weekday(l, p, day, e))
			return e->kind;
	}
	return ERR_NONE;
}

/* {"date": "2026-12-24", "from": "12:00", "to": "24:00"}, each once. */
static bool read_part_day(struct json_pull *p, struct calendar_closure *c)
{
	static const char *const names[3] = { "date", "from", "to" };
	struct json_text key;
	unsigned seen = 0;

	if (!json_pull_object(p))
		return false;
	while (json_pull_member(p, &key)) {
		unsigned name = json_text_among(key, names, 3);
		bool good = false;

		if (name < 3 && calc_hours_first(&seen, name))
			good = name == 0 ? read_day(p, &c->day)
			       : name == 1
				       ? read_minutes(p, false, &c->from_min)
				       : read_minutes(p, true, &c->to_min);
		if (!good)
			return false;
	}
	c->to_min = hours_close_after(c->from_min, c->to_min);
	return seen == 7;
}

static bool read_holiday(struct json_pull *p, struct calendar_closure *c)
{
	*c = (struct calendar_closure){ .to_min = 1440,
					.mode = CALENDAR_CIVIL };
	return json_pull_kind(p) == JSON_OBJECT ? read_part_day(p, c)
						: read_day(p, &c->day);
}

enum err_kind calc_hours_holidays(struct calc_line *l, struct json_pull *p,
				  struct err *e)
{
	if (json_pull_kind(p) != JSON_ARRAY || !json_pull_array(p))
		return err_set(e, ERR_INVALID, "holidays: must be an array");
	while (json_pull_element(p)) {
		size_t n = l->nclosures;

		if (n == LIMIT_EXCEPTIONS)
			return err_set(e, ERR_INVALID, "holidays: more than %d",
				       LIMIT_EXCEPTIONS);
		if (!read_holiday(p, &l->closures[n]))
			return err_set(e, ERR_INVALID,
				       "holidays[%zu]: must be a date, or an"
				       " object of date, from and to",
				       n);
		l->nclosures++;
	}
	return ERR_NONE;
}

/* ---- Canonical order ----------------------------------------------------- */

static int by_window(const void *a, const void *b)
{
	const struct calendar_window *x = a, *y = b;

	if (x->weekday != y->weekday)
		return x->weekday < y->weekday ? -1 : 1;
	if (x->from_min != y->from_min)
		return x->from_min < y->from_min ? -1 : 1;
	return (x->to_min > y->to_min) - (x->to_min < y->to_min);
}

static int by_closure(const void *a, const void *b)
{
	const struct calendar_closure *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->from_min != y->from_min)
		return x->from_min < y->from_min ? -1 : 1;
	return (x->to_min > y->to_min) - (x->to_min < y->to_min);
}

/* Sort ${n} things, each once; returns how many are left. */
static size_t sort_once(void *things, size_t n, size_t size,
			int (*order)(const void *, const void *))
{
	char *t = things;
	size_t i = 1, kept = 1;

	while (i < n && order(t + (i - 1) * size, t + i * size) < 0)
		i++;
	if (i >= n) /* they came in order */
		return n;
	qsort(t, n, size, order);
	for (i = 1; i < n; i++)
		if (order(t + (kept - 1) * size, t + i * size) != 0)
			memmove(t + kept++ * size, t + i * size, size);
	return kept;
}

void calc_hours_sort(struct calc_line *l)
{
	l->nwindows = sort_once(l->windows, l->nwindows, sizeof(l->windows[0]),
				by_window);
	l->nclosures = sort_once(l->closures, l->nclosures,
				 sizeof(l->closures[0]), by_closure);
}
