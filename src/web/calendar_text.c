#include "web/calendar_text.h"

#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"

#define YEAR_FIRST 1900 /* that dates may have */
#define YEAR_LAST 2399
#define DATE_LEN 10 /* "2026-12-24" */

/* ---- Times of day -------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static const char *skip_blanks(const char *s)
{
	while (is_blank(*s))
		s++;
	return s;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "9", "09:00", "24:00", up to "48:00"; NULL: none begins here. */
static const char *read_time(const char *s, int32_t *out)
{
	int32_t hour = 0, minute = 0;
	const char *c = s;

	while (is_digit(*c) && c < s + 2)
		hour = hour * 10 + (*c++ - '0');
	if (c == s || is_digit(*c))
		return NULL;
	if (*c == ':') {
		if (c[1] < '0' || c[1] > '5' || !is_digit(c[2]) ||
		    is_digit(c[3]))
			return NULL;
		minute = (c[1] - '0') * 10 + c[2] - '0';
		c += 3;
	}
	*out = hour * 60 + minute;
	return *out <= 2880 ? c : NULL;
}

/* A hyphen, or a longer dash. */
static const char *read_dash(const char *s)
{
	static const char *const dashes[] = { "-", "\xe2\x80\x93",
					      "\xe2\x80\x94", "\xe2\x80\x91" };

	for (size_t i = 0; i < COUNT_OF(dashes); i++)
		if (str_starts(s, dashes[i]))
			return s + strlen(dashes[i]);
	return NULL;
}

/* "09:00-17:00"; NULL: none begins here. */
static const char *read_window(const char *s, struct calendar_dated *out)
{
	s = read_time(s, &out->from_min);
	if (s)
		s = read_dash(skip_blanks(s));
	if (s)
		s = read_time(skip_blanks(s), &out->to_min);
	if (s && out->to_min <= out->from_min)
		out->to_min += 1440;
	return s;
}

static enum err_kind check_window(const struct calendar_dated *w, struct err *e)
{
	if (w->from_min >= 1440)
		return err_set(e, ERR_INVALID,
			       "hours begin at 23:59 at the latest");
	if (w->to_min > w->from_min + 1440)
		return err_set(e, ERR_INVALID,
			       "hours end at most 24 hours after they begin");
	return ERR_NONE;
}

enum err_kind calendar_text_windows(const char *s, struct calendar_dated *out,
				    size_t *n, struct err *e)
{
	*n = 0;
	s = skip_blanks(s);
	while (*s) {
		struct calendar_dated w;
		const char *behind = read_window(s, &w);

		if (behind)
			behind = skip_blanks(behind);
		if (!behind || (*behind && *behind != ',' && *behind != ';'))
			return err_set(e, ERR_INVALID,
				       "\"%.*s\" is no time of opening: write"
				       " 09:00-12:00, 13:00-17:00",
				       (int)str_utf8_cut(s, strlen(s), 20), s);
		if (check_window(&w, e))
			return e->kind;
		if (*n == LIMIT_WINDOWS_PER_DAY)
			return err_set(e, ERR_INVALID,
				       "at most %d times of opening a day",
				       LIMIT_WINDOWS_PER_DAY);
		out[(*n)++] = w;
		s = skip_blanks(*behind ? behind + 1 : behind);
	}
	return ERR_NONE;
}

const char *calendar_text_of_times(struct arena *a, int32_t from, int32_t to)
{
	if (to > 1440)
		to -= 1440;
	return arena_printf(a, "%02d:%02d-%02d:%02d", from / 60, from % 60,
			    to / 60, to % 60);
}

static void write_windows(struct arena *a, struct sbuf *b,
			  const struct calendar_dated *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		sbuf_str(b, i ? ", " : "");
		sbuf_str(b,
			 calendar_text_of_times(a, v[i].from_min, v[i].to_min));
	}
}

const char *calendar_text_of_windows(struct arena *a,
				     const struct calendar_dated *v, size_t n)
{
	struct sbuf b = SBUF_INIT(LIMIT_WINDOWS_PER_DAY * 16);
	const char *text;

	write_windows(a, &b, v, n);
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

/* ---- Dates --------------------------------------------------------------- */

const char *calendar_text_of_day(struct arena *a, int64_t day)
{
	const struct civil d = instant_civil_of(day);

	return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* Is it shaped like one, whether it exists or not? */
static bool looks_like_date(const char *s)
{
	for (int i = 0; i < DATE_LEN; i++)
		if (i == 4 || i == 7 ? s[i] != '-' : !is_digit(s[i]))
			return false;
	return !is_digit(s[DATE_LEN]);
}

static enum err_kind read_date(const char **s, int64_t *day, struct err *e)
{
	int64_t year;
	char text[5];

	if (!looks_like_date(*s))
		return err_set(e, ERR_INVALID,
			       "begin with a date such as 2026-12-24");
	memcpy(text, *s, 4);
	text[4] = '\0';
	if (!str_to_i64(text, YEAR_FIRST, YEAR_LAST, &year))
		return err_set(e, ERR_INVALID,
			       "dates are in the years %d to %d", YEAR_FIRST,
			       YEAR_LAST);
	if (!instant_parse_day(*s, DATE_LEN, day))
		return err_set(e, ERR_INVALID, "there is no %.10s", *s);
	*s += DATE_LEN;
	return ERR_NONE;
}

/* ---- Days off ------------------------------------------------------------ */

enum err_kind calendar_text_closure(struct arena *a, const char *s,
				    struct calendar_closure *out,
				    const char **name, struct err *e)
{
	struct calendar_dated w;
	const char *behind;
	size_t n;

	*out = (struct calendar_closure){ 0, 0, 1440, CALENDAR_CIVIL };
	s = skip_blanks(s);
	if (read_date(&s, &out->day, e))
		return e->kind;
	if (*s == '*') {
		out->mode = CALENDAR_SHIFT;
		s++;
	}
	if (*s && !is_blank(*s))
		return err_set(e, ERR_INVALID,
			       "leave a space between the date and the rest");
	s = skip_blanks(s);
	behind = read_window(s, &w);
	if (behind && (!*behind || is_blank(*behind))) {
		if (check_window(&w, e))
			return e->kind;
		out->from_min = w.from_min;
		out->to_min = w.to_min;
		s = behind;
	}
	n = strlen(s);
	s = str_trim(s, &n);
	if (str_utf8_count(s, n) > LIMIT_NAME)
		return err_set(e, ERR_INVALID,
			       "a name has at most %d characters", LIMIT_NAME);
	*name = arena_copy(a, s, n);
	return ERR_NONE;
}

const char *calendar_text_of_closure(struct arena *a,
				     const struct calendar_closure *c,
				     const char *name)
{
	bool whole = c->from_min == 0 && c->to_min == 1440;

	/* A name that begins with a digit might be read as hours. */
	return arena_printf(
		a, "%s%s%s%s%s%s", calendar_text_of_day(a, c->day),
		c->mode == CALENDAR_SHIFT ? "*" : "",
		whole && !is_digit(*name) ? "" : " ",
		whole && !is_digit(*name)
			? ""
			: calendar_text_of_times(a, c->from_min, c->to_min),
		*name ? " " : "", name);
}

/* ---- Many lines ---------------------------------------------------------- */

static size_t count_lines(const char *s)
{
	size_t n = 1;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

/* The next line that is not blank; NULL: there is none. */
static const char *next_line(struct arena *a, const char **s, size_t *number)
{
	while (**s) {
		size_t n = strcspn(*s, "\n");
		const char *text = arena_copy(a, *s, n);

		*s += n + ((*s)[n] == '\n');
		++*number;
		text = str_trim(text, &n);
		if (n)
			return arena_copy(a, text, n);
	}
	return NULL;
}

static enum err_kind wrap_line(size_t number, struct err *e)
{
	return err_wrap(e, "line %zu", number);
}

enum err_kind calendar_text_closures(struct arena *a, const char *s,
				     struct calendar_draft *d, size_t *line,
				     struct err *e)
{
	size_t lines = count_lines(s), n = 0;
	struct calendar_closure *v = ARENA_ARRAY(a, lines,
						 struct calendar_closure);
	const char **names = ARENA_ARRAY(a, lines, const char *), *text;

	*line = 0;
	while ((text = next_line(a, &s, line))) {
		if (calendar_text_closure(a, text, &v[n], &names[n], e))
			return wrap_line(*line, e);
		if (++n > LIMIT_EXCEPTIONS)
			return err_set(e, ERR_INVALID, "at most %d days off",
				       LIMIT_EXCEPTIONS);
	}
	d->spec.closures = v;
	d->spec.nclosures = n;
	d->closure_names = names;
	return ERR_NONE;
}

const char *calendar_text_of_closures(struct arena *a,
				      const struct calendar_draft *d)
{
	struct sbuf b = SBUF_INIT(LIMIT_PAGE);
	const char *text;

	for (size_t i = 0; i < d->spec.nclosures; i++) {
		sbuf_str(&b,
			 calendar_text_of_closure(
				 a, &d->spec.closures[i],
				 d->closure_names ? d->closure_names[i] : ""));
		sbuf_char(&b, '\n');
	}
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

/* ---- Days with hours of their own ---------------------------------------- */

static enum err_kind read_special(struct arena *a, const char *s,
				  struct calendar_replacement *out,
				  struct err *e)
{
	struct calendar_dated w[LIMIT_WINDOWS_PER_DAY], *kept;
	size_t n;

	if (read_date(&s, &out->day, e))
		return e->kind;
	if (*s && !is_blank(*s))
		return err_set(e, ERR_INVALID,
			       "leave a space between the date and the rest");
	if (calendar_text_windows(s, w, &n, e))
		return e->kind;
	kept = ARENA_ARRAY(a, n + 1, struct calendar_dated);
	memcpy(kept, w, n * sizeof(*w));
	out->windows = kept;
	out->nwindows = n;
	return ERR_NONE;
}

static int by_day(const void *a, const void *b)
{
	const struct calendar_replacement *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

enum err_kind calendar_text_specials(struct arena *a, const char *s,
				     struct calendar_draft *d, size_t *line,
				     struct err *e)
{
	size_t lines = count_lines(s), n = 0;
	struct calendar_replacement *v = ARENA_ARRAY(
		a, lines, struct calendar_replacement);
	const char *text;

	*line = 0;
	while ((text = next_line(a, &s, line))) {
		if (read_special(a, text, &v[n], e))
			return wrap_line(*line, e);
		if (++n > LIMIT_EXCEPTIONS)
			return err_set(e, ERR_INVALID,
				       "at most %d days with hours of their"
				       " own",
				       LIMIT_EXCEPTIONS);
	}
	qsort(v, n, sizeof(*v), by_day);
	for (size_t i = 1; i < n; i++)
		if (v[i].day == v[i - 1].day)
			return err_set(e, ERR_INVALID, "%s is there twice",
				       calendar_text_of_day(a, v[i].day));
	d->spec.replacements = v;
	d->spec.nreplacements = n;
	return ERR_NONE;
}

const char *calendar_text_of_specials(struct arena *a,
				      const struct calendar_draft *d)
{
	struct sbuf b = SBUF_INIT(LIMIT_PAGE);
	const char *text;

	for (size_t i = 0; i < d->spec.nreplacements; i++) {
		const struct calendar_replacement *r = &d->spec.replacements[i];

		sbuf_str(&b, calendar_text_of_day(a, r->day));
		sbuf_str(&b, r->nwindows ? " " : "");
		write_windows(a, &b, r->windows, r->nwindows);
		sbuf_char(&b, '\n');
	}
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}
