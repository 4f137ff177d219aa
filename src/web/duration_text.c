#include "web/duration_text.h"
#include "base/str.h"
#include <inttypes.h>
#include <string.h>
#include <strings.h>

/* The first of each length is how we write it. */
static const struct {
	const char *name;
	seconds of;
} units[] = {
	{ "w", 7 * 86400 },
	{ "week", 7 * 86400 },
	{ "weeks", 7 * 86400 },
	{ "d", 86400 },
	{ "day", 86400 },
	{ "days", 86400 },
	{ "h", 3600 },
	{ "hr", 3600 },
	{ "hrs", 3600 },
	{ "hour", 3600 },
	{ "hours", 3600 },
	{ "min", 60 },
	{ "m", 60 },
	{ "mins", 60 },
	{ "minute", 60 },
	{ "minutes", 60 },
	{ "s", 1 },
	{ "sec", 1 },
	{ "secs", 1 },
	{ "second", 1 },
	{ "seconds", 1 },
};

#define DIGITS "0123456789"

/* Where we are in what was typed, and the thousandths of a second so far. */
struct reading {
	const char *s;
	int64_t sum;
	bool days, had_days;
};

static void skip(struct reading *r)
{
	while (*r->s == ' ')
		r->s++;
}

/* "1", "1.5", "1,25": in thousandths; -1: none, or too many digits. */
static int64_t read_number(struct reading *r)
{
	size_t n = strspn(r->s, DIGITS);
	int64_t out = 0, unit = 1000;

	if (n == 0 || n > 9)
		return -1;
	for (size_t i = 0; i < n; i++)
		out = out * 10 + (r->s[i] - '0');
	out *= 1000;
	r->s += n;
	if (*r->s != '.' && *r->s != ',')
		return out;
	n = strspn(++r->s, DIGITS);
	if (n == 0 || n > 3)
		return -1;
	for (size_t i = 0; i < n; i++)
		out += (r->s[i] - '0') * (unit /= 10);
	r->s += n;
	return out;
}

static seconds read_unit(struct reading *r)
{
	size_t n = strspn(r->s, "abcdefghijklmnopqrstuvwxyz"
				"ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (strlen(units[i].name) == n &&
		    strncasecmp(units[i].name, r->s, n) == 0) {
			r->s += n;
			if (*r->s == '.') /* "30 min." */
				r->s++;
			return units[i].of;
		}
	return 0;
}

/* "1:30", the rest after its hours. */
static bool read_minutes(struct reading *r, int64_t hours)
{
	if (hours % 1000 != 0 || strspn(r->s, DIGITS) != 2 || r->s[0] > '5')
		return false;
	r->sum += hours * 3600 +
		  ((r->s[0] - '0') * 10 + r->s[1] - '0') * INT64_C(60000);
	r->s += 2;
	return true;
}

static bool read_part(struct reading *r)
{
	int64_t n = read_number(r);
	seconds unit;

	if (n < 0)
		return false;
	if (*r->s == ':') {
		r->s++;
		return read_minutes(r, n);
	}
	skip(r);
	unit = read_unit(r);
	r->had_days = r->had_days || unit >= 86400;
	r->sum += n * unit;
	return unit > 0;
}

bool duration_text_read(const char *text, bool days, seconds most, seconds *out,
			enum word *fault)
{
	struct reading r = { .s = text };

	bool good = true;

	*out = 0;
	*fault = WORD_FAULT_DURATION;
	for (skip(&r); *r.s && good; skip(&r))
		good = read_part(&r) && r.sum / 1000 <= most;
	if (r.sum / 1000 > most)
		*fault = WORD_FAULT_TOO_LONG_TIME;
	if (!good || r.sum < 1000 || r.sum % 1000)
		return false;
	if (r.had_days && !days)
		*fault = WORD_FAULT_NO_DAYS;
	else
		*out = r.sum / 1000;
	return *out > 0;
}

const char *duration_text(seconds s, bool days, char out[WORDS_TEXT])
{
	static const struct {
		const char *name;
		seconds of;
	} parts[] = {
		{ "d", 86400 }, { "h", 3600 }, { "min", 60 }, { "s", 1 }
	};
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = days ? 0 : 1; i < COUNT_OF(parts); i++) {
		int64_t k = s / parts[i].of;

		if (k == 0)
			continue;
		s -= k * parts[i].of;
		n += (size_t)snprintf(out + n, WORDS_TEXT - n,
				      "%s%" PRId64 " %s", n ? " " : "", k,
				      parts[i].name);
	}
	return out;
}
