#include "base/instant.h"
#include "base/require.h"

/*
 * Days are counted in eras of 400 years that begin on 1 March, so that the
 * leap day is the last of its year.
 */
#define ERA_DAYS INT64_C(146097)
#define ERA_EPOCH INT64_C(719468) /* days from 0000-03-01 to 1970-01-01 */

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t instant_day_of(struct civil date)
{
	int64_t year = (int64_t)date.year - (date.month <= 2);
	int64_t era = floor_div(year, 400);
	int64_t y = year - era * 400;
	int64_t m = (date.month + 9) % 12; /* 0 is March */
	int64_t d = (153 * m + 2) / 5 + date.day - 1;

	return era * ERA_DAYS + y * 365 + y / 4 - y / 100 + d - ERA_EPOCH;
}

struct civil instant_civil_of(int64_t day)
{
	int64_t era = floor_div(day + ERA_EPOCH, ERA_DAYS);
	int64_t d = day + ERA_EPOCH - era * ERA_DAYS;
	int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
	int64_t m;
	struct civil date;

	d -= 365 * y + y / 4 - y / 100;
	m = (5 * d + 2) / 153;
	date.day = (int32_t)(d - (153 * m + 2) / 5 + 1);
	date.month = (int32_t)(m < 10 ? m + 3 : m - 9);
	date.year = (int32_t)(y + era * 400 + (date.month <= 2));
	return date;
}

int instant_weekday(int64_t day)
{
	return (int)(((day + 3) % 7 + 7) % 7);
}

bool instant_civil_valid(struct civil date)
{
	static const int32_t days[] = { 31, 28, 31, 30, 31, 30,
					31, 31, 30, 31, 30, 31 };
	bool leap = date.year % 4 == 0 &&
		    (date.year % 100 != 0 || date.year % 400 == 0);

	if (date.month < 1 || date.month > 12 || date.day < 1)
		return false;
	return date.day <= days[date.month - 1] + (leap && date.month == 2);
}

/* What is left to read. */
struct reader {
	const char *s;
	size_t n;
};

static bool read_char(struct reader *r, char upper)
{
	if (!r->n || (*r->s != upper &&
		      !(upper >= 'A' && upper <= 'Z' && *r->s == upper + 32)))
		return false;
	r->s++;
	r->n--;
	return true;
}

/* Exactly ${digits} digits, at most ${max}. */
static bool read_number(struct reader *r, int digits, int32_t max, int32_t *out)
{
	int32_t n = 0;

	for (int i = 0; i < digits; i++) {
		if (!r->n || *r->s < '0' || *r->s > '9')
			return false;
		n = n * 10 + (*r->s - '0');
		r->s++;
		r->n--;
	}
	*out = n;
	return n <= max;
}

static bool read_day(struct reader *r, int64_t *day)
{
	struct civil date;

	if (!read_number(r, 4, 9999, &date.year) || !read_char(r, '-') ||
	    !read_number(r, 2, 12, &date.month) || !read_char(r, '-') ||
	    !read_number(r, 2, 31, &date.day) || !instant_civil_valid(date))
		return false;
	*day = instant_day_of(date);
	return true;
}

static bool read_fraction(struct reader *r)
{
	int32_t digit;

	if (!read_char(r, '.'))
		return true; /* there is none */
	if (!read_number(r, 1, 9, &digit))
		return false;
	while (r->n && *r->s >= '0' && *r->s <= '9') {
		r->s++;
		r->n--;
	}
	return true;
}

/* "10:30:00" and a fraction, as seconds of the day. */
static bool read_time(struct reader *r, int64_t *second)
{
	int32_t h, m, s;

	if (!read_number(r, 2, 23, &h) || !read_char(r, ':') ||
	    !read_number(r, 2, 59, &m) || !read_char(r, ':') ||
	    !read_number(r, 2, 60, &s) || !read_fraction(r))
		return false;
	*second = h * INT64_C(3600) + m * 60 + s;
	return true;
}

/* "Z" or "+02:00", as seconds east. */
static bool read_offset(struct reader *r, int64_t *offset)
{
	int32_t h, m;
	int64_t sign;

	*offset = 0;
	if (read_char(r, 'Z'))
		return true;
	sign = read_char(r, '+') ? 1 : read_char(r, '-') ? -1 : 0;
	if (!sign || !read_number(r, 2, 23, &h) || !read_char(r, ':') ||
	    !read_number(r, 2, 59, &m))
		return false;
	*offset = sign * (h * INT64_C(3600) + m * 60);
	return true;
}

bool instant_parse(const char *s, size_t n, instant *out)
{
	struct reader r = { s, n };
	int64_t day, second, offset;
	instant at;

	if (!read_day(&r, &day) || !read_char(&r, 'T') ||
	    !read_time(&r, &second) || !read_offset(&r, &offset) || r.n)
		return false;
	at = day * DAY_SECONDS + second - offset;
	if (at < INSTANT_MIN || at > INSTANT_MAX)
		return false;
	*out = at;
	return true;
}

bool instant_parse_day(const char *s, size_t n, int64_t *day)
{
	struct reader r = { s, n };
	int64_t found;

	if (!read_day(&r, &found) || r.n)
		return false;
	*day = found;
	return true;
}

/*
 * Exports write a million of these, so without snprintf(): ${digits} digits of
 * ${n}, then ${end}. Returns where the text goes on.
 */
static char *write_number(char *to, int digits, int n, char end)
{
	for (int i = digits; i-- > 0; n /= 10)
		to[i] = (char)('0' + n % 10);
	to[digits] = end;
	return to + digits + 1;
}

/* The wall time at an offset that is 0, up to its second; then ${end}. */
static char *write_wall(int64_t wall, char end, char out[INSTANT_TEXT])
{
	int64_t day = floor_div(wall, DAY_SECONDS);
	int second = (int)(wall - day * DAY_SECONDS);
	struct civil date = instant_civil_of(day);

	out = write_number(out, 4, date.year, '-');
	out = write_number(out, 2, date.month, '-');
	out = write_number(out, 2, date.day, 'T');
	out = write_number(out, 2, second / 3600, ':');
	out = write_number(out, 2, second / 60 % 60, ':');
	return write_number(out, 2, second % 60, end);
}

const char *instant_text(instant at, char out[INSTANT_TEXT])
{
	if (at < INSTANT_MIN || at > INSTANT_MAX)
		memcpy(out, "-", 2);
	else
		*write_wall(at, 'Z', out) = '\0';
	return out;
}

const char *instant_text_offset(instant at, int32_t offset,
				char out[INSTANT_TEXT])
{
	int minutes = offset / 60; /* RFC 3339 has no seconds here */
	char *to;

	REQUIRE(offset > -DAY_SECONDS && offset < DAY_SECONDS);
	if (at < INSTANT_MIN || at > INSTANT_MAX) {
		memcpy(out, "-", 2);
		return out;
	}
	to = write_wall(at + minutes * 60, minutes < 0 ? '-' : '+', out);
	to = write_number(to, 2, abs(minutes) / 60, ':');
	write_number(to, 2, abs(minutes) % 60, '\0');
	return out;
}
