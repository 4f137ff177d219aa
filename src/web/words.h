#ifndef WEB_WORDS_H
#define WEB_WORDS_H
/*
 * words: times and durations as people read them, in a view.
 *
 * The words themselves (days, months, units) stand in templates/words.tpl and
 * are read once at start. Every helper takes the zone of the viewer.
 */
#include "base/zone.h"
#include "core/level.h"
#include "web/view.h"

#define WORDS_TEXT 96 /* room for any text below, with its NUL */

enum word {
	WORD_MON = 0, /* and six more */
	WORD_JAN = 7, /* and eleven more */
	WORD_TIME_NEAR = 19,
	WORD_TIME_FAR,
	WORD_TIME_FULL,
	WORD_DATE,
	WORD_DAY,
	WORD_DAY_FULL,
	WORD_DAYS,
	WORD_HOURS,
	WORD_MINUTES,
	WORD_SECONDS,
	WORD_FAULT_MISSING,
	WORD_FAULT_TOO_LONG,
	WORD_FAULT_RANGE,
	WORD_FAULT_UNREADABLE,
	WORD_FAULT_WRONG,
	WORD_FAULT_TIME,
	WORD_FAULT_SKIPPED,
	WORD_FAULT_TWICE,
	WORD_FAULT_PASSWORD,
	WORD_FAULT_WAIT,
	WORD_FAULT_NOBODY_FITS,
	WORD_FAULT_SEVERAL_FIT,
	WORD_FAULT_OWN_ROLES,
	WORD_FAULT_OWNER,
	WORD_FAULT_DURATION,
	WORD_FAULT_NO_DAYS,
	WORD_FAULT_WORKING_DAYS,
	WORD_FAULT_PERCENT,
	WORD_FAULT_TOO_LONG_TIME,
	WORD_FAULT_NO_PROMISE,
	WORD_FAULT_TOO_MANY_STEPS,
	WORD_FAULT_NO_TAG,
	WORD_SIZE_BYTES,
	WORD_SIZE_KB,
	WORD_SIZE_MB,
	WORD_FILE_TOO_LARGE,
	WORD_FILES_TOO_LARGE,
	WORD_FILES_TOO_MANY,
	WORD_FILES_QUOTA,
	WORD_FILES_FULL,
	WORD_FILE_BROKEN,
	WORD_FAULT_NO_TICKET,
	WORDS_N
};

/* After view_load(); ERR_BROKEN names a word that is missing. */
enum err_kind words_load(struct err *e) MUST_CHECK;

/*
 * words_section(tpl, section, out, max, e):
 * What a template says in that section alone, one line, with a NUL at most
 * ${max} bytes. ERR_BROKEN: nothing, or more.
 */
enum err_kind words_section(const char *tpl, const char *section, char *out,
			    size_t max, struct err *e) MUST_CHECK;

/* A word as it stands in the template. */
const char *words_get(enum word w);

/* The same with its {NAMES} filled in; the list ends with a NULL name. */
struct words_blank {
	const char *name, *value;
};
const char *words_fill(enum word w, const struct words_blank *blanks,
		       char out[WORDS_TEXT]);

/*
 * "Tue 10:00"; with the date when it is not within six days of ${now}. Of a
 * time that comes twice, when clocks are put back: "Sun 02:30 CEST".
 */
const char *words_time(instant at, instant now, const struct zone *z,
		       char out[WORDS_TEXT]);
/* "Tue 24 Nov 2026, 10:00 CET (Europe/Berlin)" */
const char *words_time_full(instant at, const struct zone *z,
			    char out[WORDS_TEXT]);
/* Of a day number: "24 Nov 2026", "Tue 24 Nov", "Tue 24 Nov 2026". */
const char *words_day(int64_t day, char out[WORDS_TEXT]);
const char *words_day_short(int64_t day, char out[WORDS_TEXT]);
const char *words_day_full(int64_t day, char out[WORDS_TEXT]);

/*
 * "1 h 20 m", the two largest units, without sign, at least "1 m" unless it is
 * 0 or less than a minute ("45 s"). Days only for calendar time: how long a
 * working day is depends on the calendar.
 */
const char *words_duration(seconds s, enum unit u, char out[WORDS_TEXT]);

/* "26 h 12 m 5 s": to the second and without days, so that sums can be done. */
const char *words_duration_exact(seconds s, char out[WORDS_TEXT]);

/* "25.7 MB", "310 KB", "12 B"; by 1024, rounded. */
const char *words_size(int64_t bytes, char out[WORDS_TEXT]);

/*
 * words_view_time(v, name, at, now, z):
 * Set NAME, NAME_FULL and NAME_ISO ("2026-11-24T10:00:00+01:00").
 */
void words_view_time(struct view *v, const char *name, instant at, instant now,
		     const struct zone *z);

/* The same for a row's viewer: their zone, and now. */
struct req;
void words_time_for(const struct req *rq, struct view *v, const char *name,
		    instant at);

void words_view_duration(struct view *v, const char *name, seconds s,
			 enum unit u);

/* "2026-11-24T10:00" for a field of kind FIELD_INSTANT. */
const char *words_local(instant at, const struct zone *z, char out[WORDS_TEXT]);

#endif
