#include "web/words.h"
#include "base/require.h"
#include "base/str.h"
#include "web/http.h"
#include "web/names.h"
#include <inttypes.h>

#define WORD_MAX 96

/* In the order of the sections below. */
static const char *const sections[WORDS_N] = {
	[WORD_MON] = WORDS_MON,
	[WORD_MON + 1] = WORDS_TUE,
	[WORD_MON + 2] = WORDS_WED,
	[WORD_MON + 3] = WORDS_THU,
	[WORD_MON + 4] = WORDS_FRI,
	[WORD_MON + 5] = WORDS_SAT,
	[WORD_MON + 6] = WORDS_SUN,
	[WORD_JAN] = WORDS_JAN,
	[WORD_JAN + 1] = WORDS_FEB,
	[WORD_JAN + 2] = WORDS_MAR,
	[WORD_JAN + 3] = WORDS_APR,
	[WORD_JAN + 4] = WORDS_MAY,
	[WORD_JAN + 5] = WORDS_JUN,
	[WORD_JAN + 6] = WORDS_JUL,
	[WORD_JAN + 7] = WORDS_AUG,
	[WORD_JAN + 8] = WORDS_SEP,
	[WORD_JAN + 9] = WORDS_OCT,
	[WORD_JAN + 10] = WORDS_NOV,
	[WORD_JAN + 11] = WORDS_DEC,
	[WORD_TIME_NEAR] = WORDS_TIME_NEAR,
	[WORD_TIME_FAR] = WORDS_TIME_FAR,
	[WORD_TIME_FULL] = WORDS_TIME_FULL,
	[WORD_DATE] = WORDS_DATE,
	[WORD_DAY] = WORDS_DAY,
	[WORD_DAY_FULL] = WORDS_DAY_FULL,
	[WORD_DAYS] = WORDS_DAYS,
	[WORD_HOURS] = WORDS_HOURS,
	[WORD_MINUTES] = WORDS_MINUTES,
	[WORD_SECONDS] = WORDS_SECONDS,
	[WORD_FAULT_MISSING] = WORDS_FAULT_MISSING,
	[WORD_FAULT_TOO_LONG] = WORDS_FAULT_TOO_LONG,
	[WORD_FAULT_RANGE] = WORDS_FAULT_RANGE,
	[WORD_FAULT_UNREADABLE] = WORDS_FAULT_UNREADABLE,
	[WORD_FAULT_WRONG] = WORDS_FAULT_WRONG,
	[WORD_FAULT_TIME] = WORDS_FAULT_TIME,
	[WORD_FAULT_SKIPPED] = WORDS_FAULT_SKIPPED,
	[WORD_FAULT_TWICE] = WORDS_FAULT_TWICE,
	[WORD_FAULT_NO_TICKET] = WORDS_FAULT_NO_TICKET,
	[WORD_SIZE_BYTES] = WORDS_SIZE_BYTES,
	[WORD_SIZE_KB] = WORDS_SIZE_KB,
	[WORD_SIZE_MB] = WORDS_SIZE_MB,
	[WORD_FILE_TOO_LARGE] = WORDS_FILE_TOO_LARGE,
	[WORD_FILES_TOO_LARGE] = WORDS_FILES_TOO_LARGE,
	[WORD_FILES_TOO_MANY] = WORDS_FILES_TOO_MANY,
	[WORD_FILES_QUOTA] = WORDS_FILES_QUOTA,
	[WORD_FILES_FULL] = WORDS_FILES_FULL,
	[WORD_FILE_BROKEN] = WORDS_FILE_BROKEN,
	[WORD_FAULT_PASSWORD] = WORDS_FAULT_PASSWORD,
	[WORD_FAULT_WAIT] = WORDS_FAULT_WAIT,
	[WORD_FAULT_NOBODY_FITS] = WORDS_FAULT_NOBODY_FITS,
	[WORD_FAULT_SEVERAL_FIT] = WORDS_FAULT_SEVERAL_FIT,
	[WORD_FAULT_OWN_ROLES] = WORDS_FAULT_OWN_ROLES,
	[WORD_FAULT_OWNER] = WORDS_FAULT_OWNER,
	[WORD_FAULT_DURATION] = WORDS_FAULT_DURATION,
	[WORD_FAULT_NO_DAYS] = WORDS_FAULT_NO_DAYS,
	[WORD_FAULT_WORKING_DAYS] = WORDS_FAULT_WORKING_DAYS,
	[WORD_FAULT_PERCENT] = WORDS_FAULT_PERCENT,
	[WORD_FAULT_TOO_LONG_TIME] = WORDS_FAULT_TOO_LONG_TIME,
	[WORD_FAULT_NO_PROMISE] = WORDS_FAULT_NO_PROMISE,
	[WORD_FAULT_TOO_MANY_STEPS] = WORDS_FAULT_TOO_MANY_STEPS,
	[WORD_FAULT_NO_TAG] = WORDS_FAULT_NO_TAG,
};

/* Filled once at start, constant afterwards. */
static char words[WORDS_N][WORD_MAX];

/* Templates are HTML; these words are escaped again where they are shown. */
static void unescape(char *s)
{
	static const struct {
		const char *entity;
		char c;
	} known[] = { { "&amp;", '&' },
		      { "&lt;", '<' },
		      { "&gt;", '>' },
		      { "&quot;", '"' } };
	char *to = s;

	while (*s) {
		size_t i = 0;

		while (i < COUNT_OF(known) && !str_starts(s, known[i].entity))
			i++;
		if (i < COUNT_OF(known)) {
			*to++ = known[i].c;
			s += strlen(known[i].entity);
		} else {
			*to++ = *s++;
		}
	}
	*to = '\0';
}

enum err_kind words_section(const char *tpl, const char *section, char *out,
			    size_t max, struct err *e)
{
	struct sbuf b = SBUF_INIT(max + 32768); /* blank lines */
	struct view *v = view_new(tpl);
	enum err_kind kind;
	const char *text;
	size_t n;

	view_show(v, section);
	kind = view_render(v, &b, e);
	view_free(v);
	n = b.len;
	text = str_trim(sbuf_text(&b), &n);
	if (!kind && (n == 0 || n >= max))
		kind = err_set(e, ERR_BROKEN, "%s: %s is empty or too long",
			       tpl, section);
	if (!kind) {
		memcpy(out, text, n);
		out[n] = '\0';
		unescape(out);
	}
	sbuf_release(&b);
	return kind;
}

enum err_kind words_load(struct err *e)
{
	for (size_t i = 0; i < WORDS_N; i++)
		if (words_section(WORDS_TPL, sections[i], words[i], WORD_MAX,
				  e))
			return e->kind;
	return ERR_NONE;
}

const char *words_get(enum word w)
{
	return words[w];
}

/* The value of the blank whose name is the ${n} bytes at ${name}. */
static const char *blank_value(const struct words_blank *b, const char *name,
			       size_t n)
{
	for (; b->name; b++)
		if (strlen(b->name) == n && !memcmp(b->name, name, n))
			return b->value;
	return NULL;
}

const char *words_fill(enum word w, const struct words_blank *blanks,
		       char out[WORDS_TEXT])
{
	size_t n = 0;

	for (const char *s = words[w]; *s;) {
		const char *end = *s == '{' ? strchr(s, '}') : NULL;
		const char *value = end ? blank_value(blanks, s + 1,
						      (size_t)(end - s - 1))
					: NULL;
		const char *add = value ? value : s;
		size_t len = value ? strlen(value) : 1;

		if (len > WORDS_TEXT - 1 - n)
			break;
		memcpy(out + n, add, len);
		n += len;
		s = value ? end + 1 : s + 1;
	}
	out[n] = '\0';
	return out;
}

/* A wall time in pieces, as text. */
struct wall {
	int64_t day;
	int weekday, month;
	char dom[STR_I64], year[STR_I64], time[24];
};

static void wall_of(instant at, int32_t offset, struct wall *w)
{
	int64_t local = at + offset;
	int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
	int64_t second = local - day * DAY_SECONDS;
	struct civil c = instant_civil_of(day);

	w->day = day;
	w->weekday = instant_weekday(day);
	w->month = c.month - 1;
	str_of_i64(c.day, w->dom);
	str_of_i64(c.year, w->year);
	memcpy(w->time,
	       (const char[]){ (char)('0' + second / 36000),
			       (char)('0' + second / 3600 % 10), ':',
			       (char)('0' + second / 600 % 6),
			       (char)('0' + second / 60 % 10), '\0' },
	       6);
}

static const char *fill_wall(enum word format, const struct wall *w,
			     const char *zone, char out[WORDS_TEXT])
{
	const struct words_blank blanks[] = {
		{ "WEEKDAY", words[WORD_MON + w->weekday] },
		{ "DAY", w->dom },
		{ "MONTH", words[WORD_JAN + w->month] },
		{ "YEAR", w->year },
		{ "TIME", w->time },
		{ "ZONE", zone },
		{ NULL, NULL },
	};

	return words_fill(format, blanks, out);
}

const char *words_time(instant at, instant now, const struct zone *z,
		       char out[WORDS_TEXT])
{
	char abbreviation[16];
	struct wall w, today;
	int64_t away;

	wall_of(at, zone_offset(z, at), &w);
	if (zone_repeats(z, at))
		snprintf(w.time + strlen(w.time),
			 sizeof(w.time) - strlen(w.time), " %s",
			 zone_abbreviation(z, at, abbreviation));
	wall_of(now, zone_offset(z, now), &today);
	away = w.day - today.day;
	return fill_wall(away > -7 && away < 7 ? WORD_TIME_NEAR : WORD_TIME_FAR,
			 &w, "", out);
}

const char *words_time_full(instant at, const struct zone *z,
			    char out[WORDS_TEXT])
{
	char abbreviation[16], zone[WORDS_TEXT];
	struct wall w;

	wall_of(at, zone_offset(z, at), &w);
	snprintf(zone, sizeof(zone), "%s (%s)",
		 zone_abbreviation(z, at, abbreviation), z->name);
	return fill_wall(WORD_TIME_FULL, &w, zone, out);
}

static const char *fill_day(enum word format, int64_t day, char out[WORDS_TEXT])
{
	struct wall w;

	wall_of(day * DAY_SECONDS, 0, &w);
	return fill_wall(format, &w, "", out);
}

const char *words_day(int64_t day, char out[WORDS_TEXT])
{
	return fill_day(WORD_DATE, day, out);
}

const char *words_day_short(int64_t day, char out[WORDS_TEXT])
{
	return fill_day(WORD_DAY, day, out);
}

const char *words_day_full(int64_t day, char out[WORDS_TEXT])
{
	return fill_day(WORD_DAY_FULL, day, out);
}

const char *words_local(instant at, const struct zone *z, char out[WORDS_TEXT])
{
	char text[INSTANT_TEXT];

	instant_text_offset(at, zone_offset(z, at), text);
	memcpy(out, text, 16); /* up to the minute */
	out[16] = '\0';
	return out;
}

static const char *count(enum word unit, int64_t n, char out[WORDS_TEXT])
{
	char text[STR_I64];
	const struct words_blank blanks[] = { { "N", text }, { NULL, NULL } };

	str_of_i64(n, text);
	return words_fill(unit, blanks, out);
}

const char *words_duration(seconds s, enum unit u, char out[WORDS_TEXT])
{
	static const struct {
		enum word unit;
		seconds n;
	} units[] = { { WORD_DAYS, DAY_SECONDS },
		      { WORD_HOURS, 3600 },
		      { WORD_MINUTES, 60 },
		      { WORD_SECONDS, 1 } };
	char small[WORDS_TEXT], large[WORDS_TEXT];
	size_t i = u == UNIT_CALENDAR ? 0 : 1;

	REQUIRE(s > INT64_MIN);
	if (s < 0)
		s = -s;
	while (i < 3 && s < units[i].n)
		i++;
	count(units[i].unit, s / units[i].n, large);
	/* Seconds only stand alone: "1 h 20 m", "1 m", "45 s". */
	if (i >= 2 || s % units[i].n < units[i + 1].n) {
		snprintf(out, WORDS_TEXT, "%s", large);
		return out;
	}
	count(units[i + 1].unit, s % units[i].n / units[i + 1].n, small);
	snprintf(out, WORDS_TEXT, "%.47s %.47s", large, small);
	return out;
}

const char *words_duration_exact(seconds s, char out[WORDS_TEXT])
{
	const struct {
		enum word unit;
		int64_t n;
	} parts[] = { { WORD_HOURS, s / 3600 },
		      { WORD_MINUTES, s / 60 % 60 },
		      { WORD_SECONDS, s % 60 } };
	char part[WORDS_TEXT];
	size_t n = 0;

	REQUIRE(s >= 0);
	out[0] = '\0';
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (parts[i].n > 0 && n < WORDS_TEXT)
			n += (size_t)snprintf(
				out + n, WORDS_TEXT - n, "%s%.30s",
				n ? " " : "",
				count(parts[i].unit, parts[i].n, part));
	return s == 0 ? count(WORD_MINUTES, 0, out) : out;
}

/* One digit behind the point, where there is just one before it. */
const char *words_size(int64_t bytes, char out[WORDS_TEXT])
{
	const int64_t kib = 1024, mib = 1024 * 1024;
	int64_t unit = bytes >= mib ? mib : bytes >= kib ? kib : 1;
	int64_t tenths = bytes / unit * 10 +
			 (bytes % unit * 10 + unit / 2) / unit;
	char n[STR_I64 + 4];
	const struct words_blank blanks[] = { { "N", n }, { NULL, NULL } };

	if (unit > 1 && tenths < 1000 && tenths % 10)
		snprintf(n, sizeof(n), "%" PRId64 ".%" PRId64, tenths / 10,
			 tenths % 10);
	else
		str_of_i64((tenths + 5) / 10, n);
	return words_fill(unit == mib   ? WORD_SIZE_MB
			  : unit == kib ? WORD_SIZE_KB
					: WORD_SIZE_BYTES,
			  blanks, out);
}

/* NAME with a suffix, as a variable. */
static void set_with(struct view *v, const char *name, const char *suffix,
		     const char *text)
{
	char full[64];
	int n = snprintf(full, sizeof(full), "%s%s", name, suffix);

	REQUIRE(n > 0 && (size_t)n < sizeof(full));
	view_text(v, full, text);
}

void words_view_time(struct view *v, const char *name, instant at, instant now,
		     const struct zone *z)
{
	char text[WORDS_TEXT], iso[INSTANT_TEXT];

	view_text(v, name, words_time(at, now, z, text));
	set_with(v, name, "_FULL", words_time_full(at, z, text));
	set_with(v, name, "_ISO",
		 instant_text_offset(at, zone_offset(z, at), iso));
}

void words_time_for(const struct req *rq, struct view *v, const char *name,
		    instant at)
{
	words_view_time(v, name, at, rq->job.by.now, rq->viewer.zone);
}

void words_view_duration(struct view *v, const char *name, seconds s,
			 enum unit u)
{
	char text[WORDS_TEXT];

	view_text(v, name, words_duration(s, u, text));
}
