#include "cli/calc_line.h"

#include "base/json_pull.h"

/* The members of a line. */
enum member {
	ID,
	TZ,
	WEEK,
	HOLIDAYS,
	OP,
	START,
	SECONDS,
	END,
	PAUSES,
	MEMBERS
};

static const char *const member_names[MEMBERS] = {
	[ID] = "id",           [TZ] = "tz",
	[WEEK] = "week",       [HOLIDAYS] = "holidays",
	[OP] = "op",           [START] = "start",
	[SECONDS] = "seconds", [END] = "end",
	[PAUSES] = "pauses",
};

static const char *const weekdays[7] = { "mon", "tue", "wed", "thu",
					 "fri", "sat", "sun" };

#define TIME_HINT                                                              \
	"must be a time such as 2026-03-30T14:00:00Z, from 1900 to 2400"

/* Which of ${n} names is it? ${n} if none. */
static unsigned name_of(struct json_text t, const char *const *names,
			unsigned n)
{
	unsigned i = 0;

	while (i < n && !json_text_is(t, names[i]))
		i++;
	return i;
}

/* Remember that a key was seen; false if it was before. */
static bool first_time(unsigned *seen, unsigned key)
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
	const char *s;

	if (json_pull_kind(p) != JSON_STRING || !json_pull_string(p, &t))
		return false;
	s = t.s;
	if (t.n != 5 || s[2] != ':' || s[0] < '0' || s[0] > '2' || s[1] < '0' ||
	    s[1] > '9' || s[3] < '0' || s[3] > '5' || s[4] < '0' || s[4] > '9')
		return false;
	*out = ((s[0] - '0') * 10 + s[1] - '0') * 60 + (s[3] - '0') * 10 +
	       s[4] - '0';
	return *out < 1440 || (end && *out == 1440);
}

/* What closes when it opens, or before, closes on the next day. */
static int32_t close_after(int32_t from, int32_t to)
{
	return to > from ? to : to + 1440;
}

static bool read_instant(struct json_pull *p, instant *out)
{
	struct json_text t;

	return json_pull_kind(p) == JSON_STRING && json_pull_string(p, &t) &&
	       instant_parse(t.s, t.n, out);
}

static bool read_day(struct json_pull *p, int64_t *out)
{
	struct json_text t;

	return json_pull_kind(p) == JSON_STRING && json_pull_string(p, &t) &&
	       instant_parse_day(t.s, t.n, out);
}

/* ---- The calendar -------------------------------------------------------- */

static enum err_kind read_zone(struct calc_line *l, struct json_pull *p,
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
	*to = close_after(*from, *to);
	return true;
}

static enum err_kind read_weekday(struct calc_line *l, struct json_pull *p,
				  unsigned weekday, struct err *e)
{
	const char *name = weekdays[weekday];
	size_t n = 0;

	if (json_pull_kind(p) == JSON_NULL) {
		json_pull_skip(p);
		return ERR_NONE;
	}
	if (json_pull_kind(p) != JSON_ARRAY || !json_pull_array(p))
		return err_set(e, ERR_INVALID,
			       "week.%s: must be an array of windows", name);
	for (; json_pull_element(p); n++) {
		struct calendar_window *w = &l->windows[l->nwindows];

		if (n == LIMIT_WINDOWS_PER_DAY)
			return err_set(e, ERR_INVALID,
				       "week.%s: more than %d windows", name,
				       LIMIT_WINDOWS_PER_DAY);
		w->weekday = (int32_t)weekday;
		if (!read_window(p, &w->from_min, &w->to_min))
			return err_set(e, ERR_INVALID,
				       "week.%s[%zu]: must be two times of day,"
				       " such as [\"09:00\", \"17:00\"]",
				       name, n);
		l->nwindows++;
	}
	return ERR_NONE;
}

static enum err_kind read_week(struct calc_line *l, struct json_pull *p,
			       struct err *e)
{
	struct json_text key;
	unsigned seen = 0, day;

	if (json_pull_kind(p) != JSON_OBJECT || !json_pull_object(p))
		return err_set(e, ERR_INVALID, "week: must be an object");
	while (json_pull_member(p, &key)) {
		day = name_of(key, weekdays, 7);
		if (day == 7)
			return err_set(e, ERR_INVALID,
				       "week: \"%.*s\" is none of mon, tue,"
				       " wed, thu, fri, sat, sun",
				       key.n < 64 ? (int)key.n : 64, key.s);
		if (!first_time(&seen, day))
			return err_set(e, ERR_INVALID,
				       "week: \"%s\" is given twice",
				       weekdays[day]);
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
		unsigned name = name_of(key, names, 3);
		bool good = false;

		if (name < 3 && first_time(&seen, name))
			good = name == 0 ? read_day(p, &c->day)
			       : name == 1
				       ? read_minutes(p, false, &c->from_min)
				       : read_minutes(p, true, &c->to_min);
		if (!good)
			return false;
	}
	c->to_min = close_after(c->from_min, c->to_min);
	return seen == 7;
}

static bool read_holiday(struct json_pull *p, struct calendar_closure *c)
{
	*c = (struct calendar_closure){ .to_min = 1440,
					.mode = CALENDAR_CIVIL };
	return json_pull_kind(p) == JSON_OBJECT ? read_part_day(p, c)
						: read_day(p, &c->day);
}

static enum err_kind read_holidays(struct calc_line *l, struct json_pull *p,
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

/* ---- The question -------------------------------------------------------- */

static enum err_kind read_op(struct calc_line *l, struct json_pull *p,
			     struct err *e)
{
	static const char *const names[2] = {
		[CALC_DUE] = "due", [CALC_ELAPSED] = "elapsed"
	};
	struct json_text t;
	unsigned op = 2;

	if (json_pull_kind(p) == JSON_STRING && json_pull_string(p, &t))
		op = name_of(t, names, 2);
	if (op == 2)
		return err_set(e, ERR_INVALID,
			       "op: must be \"due\" or \"elapsed\"");
	l->op = (enum calc_op)op;
	return ERR_NONE;
}

static enum err_kind read_seconds(struct calc_line *l, struct json_pull *p,
				  struct err *e)
{
	if (json_pull_kind(p) != JSON_NUMBER || !json_pull_i64(p, &l->d) ||
	    l->d < 0)
		return err_set(e, ERR_INVALID,
			       "seconds: must be a whole number from 0 to %"
			       "jd",
			       (intmax_t)INT64_MAX);
	return ERR_NONE;
}

/* [from, to]; to is null when it never ends. */
static bool read_pause(struct json_pull *p, struct duration_pause *out)
{
	if (json_pull_kind(p) != JSON_ARRAY || !json_pull_array(p) ||
	    !json_pull_element(p) || !read_instant(p, &out->from) ||
	    !json_pull_element(p))
		return false;
	if (json_pull_kind(p) == JSON_NULL) {
		out->until = DURATION_ENDLESS;
		json_pull_skip(p);
	} else if (!read_instant(p, &out->until)) {
		return false;
	}
	return !json_pull_element(p) && !p->error;
}

static enum err_kind read_pauses(struct calc_line *l, struct json_pull *p,
				 struct err *e)
{
	if (json_pull_kind(p) != JSON_ARRAY || !json_pull_array(p))
		return err_set(e, ERR_INVALID, "pauses: must be an array");
	while (json_pull_element(p)) {
		size_t n = l->npauses;

		if (n == LIMIT_PAUSES)
			return err_set(e, ERR_INVALID, "pauses: more than %d",
				       LIMIT_PAUSES);
		if (!read_pause(p, &l->pauses[n]))
			return err_set(e, ERR_INVALID,
				       "pauses[%zu]: must be [from, to] or"
				       " [from, null]; each " TIME_HINT,
				       n);
		l->npauses++;
	}
	return ERR_NONE;
}

static enum err_kind read_time(struct json_pull *p, enum member m, instant *out,
			       struct err *e)
{
	if (!read_instant(p, out))
		return err_set(e, ERR_INVALID, "%s: " TIME_HINT,
			       member_names[m]);
	return ERR_NONE;
}

static enum err_kind read_member(struct calc_line *l, struct json_pull *p,
				 enum member m, struct err *e)
{
	switch (m) {
	case TZ:
		return read_zone(l, p, e);
	case WEEK:
		return read_week(l, p, e);
	case HOLIDAYS:
		return read_holidays(l, p, e);
	case OP:
		return read_op(l, p, e);
	case START:
		return read_time(p, m, &l->start, e);
	case SECONDS:
		return read_seconds(l, p, e);
	case END:
		return read_time(p, m, &l->end, e);
	case PAUSES:
		return read_pauses(l, p, e);
	case ID:
		if (json_pull_kind(p) == JSON_OBJECT ||
		    json_pull_kind(p) == JSON_ARRAY)
			return err_set(e, ERR_INVALID,
				       "id: must not be an object or an array");
		json_pull_skip(p);
		break;
	case MEMBERS:
		break;
	}
	return ERR_NONE;
}

/* A bit in *given for each member that is there and not null. */
static enum err_kind read_members(struct calc_line *l, struct json_pull *p,
				  unsigned *given, struct err *e)
{
	struct json_text key;
	unsigned seen = 0, m;

	if (json_pull_kind(p) != JSON_OBJECT || !json_pull_object(p))
		return err_set(e, ERR_INVALID, "a line must be a JSON object");
	while (json_pull_member(p, &key)) {
		m = name_of(key, member_names, MEMBERS);
		if (m == MEMBERS)
			return err_set(e, ERR_INVALID,
				       "unknown member \"%.*s\"",
				       key.n < 64 ? (int)key.n : 64, key.s);
		if (!first_time(&seen, m))
			return err_set(e, ERR_INVALID,
				       "member \"%s\" is given twice",
				       member_names[m]);
		if (json_pull_kind(p) == JSON_NULL) {
			json_pull_skip(p);
			continue;
		}
		*given |= 1U << m;
		if (read_member(l, p, (enum member)m, e))
			return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind check_given(const struct calc_line *l, unsigned given,
				 struct err *e)
{
	unsigned must = 1U << TZ | 1U << OP | 1U << START |
			1U << (l->op == CALC_DUE ? SECONDS : END);

	/* What is asked says what is needed for it. */
	if (!(given & 1U << OP))
		return err_set(e, ERR_INVALID, "op: is missing");
	for (unsigned m = 0; m < MEMBERS; m++)
		if (must & ~given & 1U << m)
			return err_set(e, ERR_INVALID, "%s: is missing",
				       member_names[m]);
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

/* ---- What others call ---------------------------------------------------- */

/*
 * Walk the members until something is no JSON; remember the id on the way if
 * it is a scalar.
 */
static bool walk(struct calc_line *l, struct json_pull *p)
{
	struct json_text key;
	bool found = false, is_id;

	l->id = "null";
	l->id_n = 4;
	if (json_pull_kind(p) != JSON_OBJECT)
		return json_pull_skip(p) && json_pull_end(p);
	json_pull_object(p);
	while (json_pull_member(p, &key)) {
		enum json_kind kind = json_pull_kind(p);
		const char *begin = p->at;

		is_id = json_text_is(key, "id") && !found &&
			kind != JSON_OBJECT && kind != JSON_ARRAY;
		if (!json_pull_skip(p))
			break;
		if (is_id) {
			l->id = begin;
			l->id_n = (size_t)(p->at - begin);
			found = true;
		}
	}
	return json_pull_end(p);
}

void calc_line_id(struct calc_line *l, const char *s, size_t n)
{
	struct json_pull p;

	json_pull_init(&p, s, n);
	walk(l, &p);
}

enum err_kind calc_line_read(struct calc_line *l, const char *s, size_t n,
			     struct err *e)
{
	struct json_pull p;
	unsigned given = 0;

	json_pull_init(&p, s, n);
	if (!walk(l, &p))
		return err_set(e, ERR_INVALID, "not JSON: %s at byte %td",
			       p.error, p.at - p.start);
	l->npauses = l->nwindows = l->nclosures = 0;
	l->op = CALC_DUE;
	json_pull_init(&p, s, n);
	if (read_members(l, &p, &given, e) || check_given(l, given, e))
		return e->kind;
	l->nwindows = sort_once(l->windows, l->nwindows, sizeof(l->windows[0]),
				by_window);
	l->nclosures = sort_once(l->closures, l->nclosures,
				 sizeof(l->closures[0]), by_closure);
	return ERR_NONE;
}
