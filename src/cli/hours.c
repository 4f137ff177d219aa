#include "cli/hours.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

/* ---- Times of day -------------------------------------------------------- */

bool hours_minutes(const char *s, size_t n, bool end, int32_t *out)
{
	if (n != 5 || s[2] != ':' || s[0] < '0' || s[0] > '2' || s[1] < '0' ||
	    s[1] > '9' || s[3] < '0' || s[3] > '5' || s[4] < '0' || s[4] > '9')
		return false;
	*out = ((s[0] - '0') * 10 + s[1] - '0') * 60 + (s[3] - '0') * 10 +
	       s[4] - '0';
	return *out < 1440 || (end && *out == 1440);
}

int32_t hours_close_after(int32_t from, int32_t to)
{
	return to > from ? to : to + 1440;
}

/* ---- A week -------------------------------------------------------------- */

/* The weekday of three letters, in any case; 7: none. */
static int32_t weekday(const char *s, size_t n)
{
	int32_t day = 0;

	if (n != 3)
		return 7;
	while (day < 7 && strncasecmp(s, calendar_weekdays[day], 3) != 0)
		day++;
	return day;
}

/* "Mon" or "Mon-Fri"; "Sat-Mon" goes past the end of the week. */
static bool read_days(const char *s, size_t n, int32_t *first, int32_t *last)
{
	if (n != 3 && (n != 7 || s[3] != '-'))
		return false;
	*first = weekday(s, 3);
	*last = weekday(s + n - 3, 3);
	return *first < 7 && *last < 7;
}

/* "09:00-17:00" */
static bool read_times(const char *s, size_t n, int32_t *from, int32_t *to)
{
	if (n != 11 || s[5] != '-' || !hours_minutes(s, 5, false, from) ||
	    !hours_minutes(s + 6, 5, true, to))
		return false;
	*to = hours_close_after(*from, *to);
	return true;
}

static enum err_kind add_window(struct hours *h,
				const struct calendar_window *w, struct err *e)
{
	int of_day = 0;

	for (size_t i = 0; i < h->nwindows; i++)
		of_day += h->windows[i].weekday == w->weekday;
	if (of_day == LIMIT_WINDOWS_PER_DAY)
		return err_set(e, ERR_INVALID,
			       "a day has at most %d times of opening",
			       LIMIT_WINDOWS_PER_DAY);
	h->windows[h->nwindows++] = *w;
	return ERR_NONE;
}

/* Without the blanks at both ends. */
static const char *trim(const char *s, size_t *n)
{
	while (*n && *s == ' ') {
		s++;
		--*n;
	}
	while (*n && s[*n - 1] == ' ')
		--*n;
	return s;
}

/* "Mon-Fri 09:00-17:00" */
static enum err_kind read_part(const char *s, size_t n, struct hours *h,
			       struct err *e)
{
	struct calendar_window w = { 0 };
	const char *times;
	size_t ndays = 0, ntimes;
	int32_t last;

	while (ndays < n && s[ndays] != ' ')
		ndays++;
	ntimes = n - ndays;
	times = trim(s + ndays, &ntimes);
	if (!read_days(s, ndays, &w.weekday, &last) ||
	    !read_times(times, ntimes, &w.from_min, &w.to_min))
		return err_set(e, ERR_INVALID,
			       "\"%.*s\": write hours as Mon-Fri 09:00-17:00,"
			       " several after commas, or 24x7",
			       n < 40 ? (int)n : 40, s);
	for (;; w.weekday = (w.weekday + 1) % 7) {
		if (add_window(h, &w, e) || w.weekday == last)
			return e->kind;
	}
}

enum err_kind hours_week(const char *text, struct hours *out, struct err *e)
{
	*out = (struct hours){ .always_open = str_eq(text, "24x7") };
	if (out->always_open)
		return ERR_NONE;
	for (;;) {
		size_t n = strcspn(text, ","), ntrimmed = n;
		const char *part = trim(text, &ntrimmed);

		if (read_part(part, ntrimmed, out, e) || !text[n])
			return e->kind;
		text += n + 1;
	}
}

/* ---- A length of time ---------------------------------------------------- */

/* A number and its unit; false when there is none. */
static bool read_amount(const char **s, char unit, seconds each, seconds *sum)
{
	seconds number = 0;
	const char *c = *s;

	while (*c >= '0' && *c <= '9' && number <= LIMIT_TARGET_SECONDS)
		number = number * 10 + (*c++ - '0');
	if (c == *s || *c != unit)
		return false;
	*s = c + 1;
	*sum += number * each;
	return true;
}

enum err_kind hours_length(const char *text, seconds *out, struct err *e)
{
	bool any;

	*out = 0;
	if (str_eq(text, "none"))
		return ERR_NONE;
	any = read_amount(&text, 'h', 3600, out);
	any = read_amount(&text, 'm', 60, out) || any;
	if (!any || *text)
		return err_set(e, ERR_INVALID,
			       "write a time as 8h, 45m or 1h30m, or none");
	if (*out < 60 || *out > LIMIT_TARGET_SECONDS)
		return err_set(e, ERR_INVALID, "1m to %" PRId64 "h",
			       LIMIT_TARGET_SECONDS / 3600);
	return ERR_NONE;
}
