/* What calendar files say is closed: dates, times, rules, and what is refused.
 */
#include "support/test.h"

#include "base/arena.h"
#include "base/ics.h"
#include "base/instant.h"
#include "base/limits.h"
#include "base/zone.h"

#define MANY 64

static struct arena *arena;

static int before(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int after(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int64_t day_of(const char *text)
{
	int64_t day;

	assert_true(instant_parse_day(text, 10, &day));
	return day;
}

/* Years 2025 to 2027 in a zone. */
static enum err_kind read_in(const char *zone, const char *text, size_t n,
			     struct ics *out, struct err *e)
{
	struct ics_range range = { .first = day_of("2025-01-01"),
				   .last = day_of("2027-12-31") };

	if (zone_find(zone, &range.zone, e))
		fail_msg("%s", e->msg);
	return ics_read(arena, text, n, &range, out, e);
}

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n"
#define TAIL "END:VCALENDAR\r\n"

/* One or more events' lines. */
static struct ics read_events(const char *what, const char *lines)
{
	const char *text = arena_printf(arena, HEAD "%s" TAIL, lines);
	struct err e = { 0 };
	struct ics out;

	if (read_in("Europe/Berlin", text, strlen(text), &out, &e))
		fail_msg("%s: %s", what, e.msg);
	return out;
}

#define EVENT(lines)                                                           \
	"BEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:20260101T000000Z\r\n"              \
	"SUMMARY:Closed\r\n" lines "END:VEVENT\r\n"
#define OTHER(lines)                                                           \
	"BEGIN:VEVENT\r\nUID:2@x\r\nDTSTAMP:20260101T000000Z\r\n"              \
	"SUMMARY:Other\r\n" lines "END:VEVENT\r\n"

/* "2026-12-24 12:00-24:00, 2026-12-25" */
static const char *written(const struct ics *ics)
{
	const char *text = "";

	for (size_t i = 0; i < ics->nclosures && i < MANY; i++) {
		const struct ics_closure *c = &ics->closures[i];
		struct civil d = instant_civil_of(c->day);
		const char *times = "";

		if (c->from_min != 0 || c->to_min != 1440)
			times = arena_printf(arena, " %02d:%02d-%02d:%02d",
					     c->from_min / 60, c->from_min % 60,
					     c->to_min / 60, c->to_min % 60);
		text = arena_printf(arena, "%s%s%04d-%02d-%02d%s", text,
				    i ? ", " : "", d.year, d.month, d.day,
				    times);
	}
	return text;
}

/* ---- What is closed ------------------------------------------------------ */

/* clang-format off */
static const struct {
	const char *what, *lines, *want;
} events[] = {
	{ "a day", EVENT("DTSTART;VALUE=DATE:20261225\r\n"), "2026-12-25" },
	{ "a day with its end, which it is not part of",
	  EVENT("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\n"), "2026-12-25" },
	{ "two days", EVENT("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\n"),
	  "2026-12-25, 2026-12-26" },
	{ "an end that is the start", EVENT("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261225\r\n"),
	  "2026-12-25" },
	{ "an end before the start", EVENT("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261201\r\n"),
	  "2026-12-25" },
	{ "days by their number", EVENT("DTSTART;VALUE=DATE:20261225\r\nDURATION:P2D\r\n"),
	  "2026-12-25, 2026-12-26" },
	{ "a date in another zone is as it is written",
	  EVENT("DTSTART;VALUE=DATE;TZID=Pacific/Kiritimati:20261225\r\n"), "2026-12-25" },
	{ "the last of the range", EVENT("DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280103\r\n"),
	  "2027-12-31" },
	{ "before the range", EVENT("DTSTART;VALUE=DATE:20241231\r\n"), "" },
	{ "holidays that are marked free are holidays",
	  EVENT("DTSTART;VALUE=DATE:20261225\r\nTRANSP:TRANSPARENT\r\n"), "2026-12-25" },

	{ "a morning on any clock", EVENT("DTSTART:20261224T080000\r\nDTEND:20261224T120000\r\n"),
	  "2026-12-24 08:00-12:00" },
	{ "in UTC", EVENT("DTSTART:20261224T080000Z\r\nDTEND:20261224T120000Z\r\n"),
	  "2026-12-24 09:00-13:00" },
	{ "in New York", EVENT("DTSTART;TZID=America/New_York:20261224T080000\r\nDTEND;TZID=America/New_York:20261224T120000\r\n"),
	  "2026-12-24 14:00-18:00" },
	{ "with a name of their maker's", EVENT("DTSTART;TZID=/citadel.org/20210210_1/America/New_York:20261224T080000\r\nDURATION:PT4H\r\n"),
	  "2026-12-24 14:00-18:00" },
	{ "over midnight", EVENT("DTSTART:20261224T200000\r\nDTEND:20261225T060000\r\n"),
	  "2026-12-24 20:00-24:00, 2026-12-25 00:00-06:00" },
	{ "until midnight", EVENT("DTSTART:20261224T120000\r\nDTEND:20261225T000000\r\n"),
	  "2026-12-24 12:00-24:00" },
	{ "a day with times", EVENT("DTSTART:20261224T000000\r\nDTEND:20261225T000000\r\n"),
	  "2026-12-24" },
	{ "odd seconds are whole minutes", EVENT("DTSTART:20261224T115930\r\nDTEND:20261224T120001\r\n"),
	  "2026-12-24 11:59-12:01" },
	{ "the end in another zone", EVENT("DTSTART;TZID=Europe/Berlin:20261224T080000\r\nDTEND:20261224T110000Z\r\n"),
	  "2026-12-24 08:00-12:00" },
	{ "over the spring gap", EVENT("DTSTART:20260328T230000Z\r\nDTEND:20260329T040000Z\r\n"),
	  "2026-03-29 00:00-02:00, 2026-03-29 03:00-06:00" },
	{ "over the autumn night", EVENT("DTSTART:20261025T000000Z\r\nDTEND:20261025T020000Z\r\n"),
	  "2026-10-25 02:00-03:00" },
	{ "a date for an end", EVENT("DTSTART:20261224T120000\r\nDTEND;VALUE=DATE:20261226\r\n"),
	  "2026-12-24 12:00-24:00, 2026-12-25" },

	{ "every year", EVENT("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\n"),
	  "2025-12-25, 2026-12-25, 2027-12-25" },
	{ "three years from the first", EVENT("DTSTART;VALUE=DATE:20231225\r\nRRULE:FREQ=YEARLY;COUNT=3\r\n"),
	  "2025-12-25" },
	{ "until a date, with it", EVENT("DTSTART;VALUE=DATE:20241225\r\nRRULE:FREQ=YEARLY;UNTIL=20261225\r\n"),
	  "2025-12-25, 2026-12-25" },
	{ "until the day before", EVENT("DTSTART;VALUE=DATE:20241225\r\nRRULE:FREQ=YEARLY;UNTIL=20261224\r\n"),
	  "2025-12-25" },
	{ "until beyond all years", EVENT("DTSTART;VALUE=DATE:20241225\r\nRRULE:FREQ=YEARLY;UNTIL=99991225\r\n"),
	  "2025-12-25, 2026-12-25, 2027-12-25" },
	{ "until before all years", EVENT("DTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY;UNTIL=00011225\r\n"), "" },
	{ "the fourth Thursday", EVENT("DTSTART;VALUE=DATE:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n"),
	  "2025-11-27, 2026-11-26, 2027-11-25" },
	{ "until in UTC, as that clock has it",
	  EVENT("DTSTART;TZID=America/New_York:20260101T200000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20260103T010000Z\r\n"),
	  "2026-01-02 02:00-03:00, 2026-01-03 02:00-03:00" },
	{ "at one time of day on both sides of a change",
	  EVENT("DTSTART;TZID=Europe/Berlin:20260328T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n"),
	  "2026-03-28 08:00-09:00, 2026-03-29 08:00-09:00" },
	{ "except for one", EVENT("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20261225\r\n"),
	  "2025-12-25, 2027-12-25" },
	{ "except for two in one line", EVENT("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20251225,20261225\r\n"),
	  "2027-12-25" },
	{ "except for one that is a date of times",
	  EVENT("DTSTART:20260101T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\nEXDATE;VALUE=DATE:20260101\r\n"),
	  "2026-01-02 08:00-09:00" },
	{ "except for one that is another time",
	  EVENT("DTSTART:20260101T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\nEXDATE:20260101T090000\r\n"),
	  "2026-01-01 08:00-09:00, 2026-01-02 08:00-09:00" },
	{ "and one besides", EVENT("DTSTART;VALUE=DATE:20251225\r\nRDATE;VALUE=DATE:20260105,20270105\r\n"),
	  "2025-12-25, 2026-01-05, 2027-01-05" },
	{ "one of them moved", EVENT("DTSTART;VALUE=DATE:20241225\r\nRRULE:FREQ=YEARLY\r\n")
	  EVENT("RECURRENCE-ID;VALUE=DATE:20261225\r\nDTSTART;VALUE=DATE:20261228\r\n"),
	  "2025-12-25, 2026-12-28, 2027-12-25" },
	{ "one of them cancelled", EVENT("DTSTART;VALUE=DATE:20241225\r\nRRULE:FREQ=YEARLY\r\n")
	  EVENT("RECURRENCE-ID;VALUE=DATE:20261225\r\nDTSTART;VALUE=DATE:20261225\r\nSTATUS:CANCELLED\r\n"),
	  "2025-12-25, 2027-12-25" },
	{ "another event's is not moved", EVENT("DTSTART;VALUE=DATE:20261225\r\n")
	  OTHER("RECURRENCE-ID;VALUE=DATE:20261225\r\nDTSTART;VALUE=DATE:20261228\r\n"),
	  "2026-12-25, 2026-12-28" },
	{ "a later version of the event", EVENT("DTSTART;VALUE=DATE:20261224\r\nSEQUENCE:2\r\n")
	  EVENT("DTSTART;VALUE=DATE:20261225\r\nSEQUENCE:1\r\n"), "2026-12-24" },
	{ "a later version of one occurrence", EVENT("DTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY\r\n")
	  EVENT("RECURRENCE-ID;VALUE=DATE:20261225\r\nDTSTART;VALUE=DATE:20261228\r\nSEQUENCE:1\r\n")
	  EVENT("RECURRENCE-ID;VALUE=DATE:20271225\r\nDTSTART;VALUE=DATE:20271229\r\nSEQUENCE:1\r\n")
	  EVENT("RECURRENCE-ID;VALUE=DATE:20261225\r\nDTSTART;VALUE=DATE:20261229\r\nSEQUENCE:2\r\n"),
	  "2025-12-25, 2026-12-29, 2027-12-29" },
	{ "two lengths of one date", EVENT("DTSTART:20260101T080000\r\nDURATION:PT2H\r\n")
	  OTHER("DTSTART:20260101T080000\r\nDURATION:PT1H\r\n"), "2026-01-01 08:00-09:00, 2026-01-01 08:00-10:00" },
	{ "a time besides, on any clock", EVENT("DTSTART:20260101T080000\r\nDURATION:PT1H\r\nRDATE:20260102T090000\r\n"),
	  "2026-01-01 08:00-09:00, 2026-01-02 09:00-10:00" },
	{ "cancelled", EVENT("DTSTART;VALUE=DATE:20261225\r\nSTATUS:CANCELLED\r\n"), "" },
	{ "of one event and date, once", EVENT("DTSTART;VALUE=DATE:20261225\r\n")
	  EVENT("DTSTART;VALUE=DATE:20261225\r\n"), "2026-12-25" },
	{ "of two events on one date, twice", EVENT("DTSTART;VALUE=DATE:20261225\r\n")
	  OTHER("DTSTART;VALUE=DATE:20261225\r\n"), "2026-12-25, 2026-12-25" },
	{ "no event", "", "" },
};
/* clang-format on */

static void test_what_is_closed(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(events); i++) {
		struct ics out = read_events(events[i].what, events[i].lines);

		check_text(events[i].what, written(&out), events[i].want);
		check_i64(events[i].what, (int64_t)out.nskipped, 0);
	}
}

static void test_names(void **state)
{
	static const char long_name[] =
		"BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261225\r\n"
		"SUMMARY:  Weih\\nnachten\\, "
		"\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3"
		"\xa4\r\n"
		" 0123456789012345678901234567890123456789012345678901234567\r"
		"\n"
		" 0123456789012345678901234567890123456789012345678901234567\r"
		"\n"
		"END:VEVENT\r\n";
	struct ics out = read_events("names", long_name);

	(void)state;
	assert_int_equal(out.nclosures, 1);
	assert_int_equal(str_utf8_count(out.closures[0].name,
					strlen(out.closures[0].name)),
			 LIMIT_NAME);
	assert_true(str_starts(out.closures[0].name, "Weih nachten, \xc3\xa4"));
	check_text("uid", out.closures[0].uid, "1");
	out = read_events("none",
			  "BEGIN:VEVENT\r\n"
			  "DTSTART;VALUE=DATE:20261225\r\nEND:VEVENT\r\n"
			  "BEGIN:VEVENT\r\nSUMMARY:A\r\n"
			  "DTSTART;VALUE=DATE:20261225\r\nEND:VEVENT\r\n");
	assert_int_equal(out.nclosures, 2);
	check_text("name", out.closures[0].name, "");
	check_text("name", out.closures[1].name, "A");
	check_text("uid", out.closures[1].uid, "");
}

/* ---- What is left out ---------------------------------------------------- */

/* clang-format off */
static const struct {
	const char *what, *lines;
	enum ics_why why;
} left_out[] = {
	{ "no start", EVENT(""), ICS_NO_DATE },
	{ "a date that is none", EVENT("DTSTART;VALUE=DATE:20260230\r\n"), ICS_NO_DATE },
	{ "a year too early", EVENT("DTSTART;VALUE=DATE:18991231\r\n"), ICS_NO_DATE },
	{ "a year too late", EVENT("DTSTART;VALUE=DATE:24000101\r\n"), ICS_NO_DATE },
	{ "a start that is a word", EVENT("DTSTART;VALUE=TEXT:tomorrow\r\n"), ICS_NO_DATE },
	{ "an end that is none", EVENT("DTSTART:20260101T080000\r\nDTEND:20260101T250000\r\n"), ICS_NO_DATE },
	{ "no end", EVENT("DTSTART:20260101T080000\r\n"), ICS_NO_LENGTH },
	{ "an end before the start", EVENT("DTSTART:20260101T080000\r\nDTEND:20260101T070000\r\n"), ICS_NO_LENGTH },
	{ "a length below nothing", EVENT("DTSTART:20260101T080000\r\nDURATION:-PT1H\r\n"), ICS_NO_LENGTH },
	{ "two years", EVENT("DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20280101\r\n"), ICS_TOO_LONG },
	{ "an endless length", EVENT("DTSTART:20260101T080000\r\nDURATION:P99999W\r\n"), ICS_TOO_LONG },
	{ "a zone of Windows'", EVENT("DTSTART;TZID=W. Europe Standard Time:20260101T080000\r\nDURATION:PT1H\r\n"), ICS_ZONE },
	{ "a zone's path", EVENT("DTSTART;TZID=../../etc/passwd:20260101T080000\r\nDURATION:PT1H\r\n"), ICS_ZONE },
	{ "a maker's zone that is none", EVENT("DTSTART;TZID=/a/b/c:20260101T080000\r\nDURATION:PT1H\r\n"), ICS_ZONE },
	{ "a maker's alone", EVENT("DTSTART;TZID=/posix/:20260101T080000\r\nDURATION:PT1H\r\n"), ICS_ZONE },
	{ "the end's zone", EVENT("DTSTART:20260101T080000Z\r\nDTEND;TZID=Mars/Base:20260101T090000\r\n"), ICS_ZONE },
	{ "every hour", EVENT("DTSTART:20260101T080000\r\nDURATION:PT1M\r\nRRULE:FREQ=HOURLY\r\n"), ICS_RULE },
	{ "every second", EVENT("DTSTART:20260101T080000\r\nDURATION:PT1M\r\nRRULE:FREQ=SECONDLY\r\n"), ICS_RULE },
	{ "at many times of a day", EVENT("DTSTART:20260101T080000\r\nDURATION:PT1M\r\nRRULE:FREQ=DAILY;BYHOUR=8,9,10\r\n"), ICS_RULE },
	{ "at many minutes", EVENT("DTSTART:20260101T080000\r\nDURATION:PT1M\r\nRRULE:FREQ=DAILY;BYMINUTE=8\r\n"), ICS_RULE },
	{ "at many seconds", EVENT("DTSTART:20260101T080000\r\nDURATION:PT1M\r\nRRULE:FREQ=DAILY;BYSECOND=8\r\n"), ICS_RULE },
	{ "another calendar", EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE:RSCALE=CHINESE;FREQ=YEARLY\r\n"), ICS_RULE },
	{ "a rule that never comes", EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"), ICS_RULE },
	{ "a rule that is none", EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE;VALUE=TEXT:yearly\r\n"), ICS_RULE },
	{ "no rule at all", EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE:\r\n"), ICS_RULE },
	{ "exceptions that are none", EVENT("DTSTART;VALUE=DATE:20260101\r\nEXDATE:never\r\n"), ICS_RULE },
	{ "an occurrence that is none", EVENT("DTSTART;VALUE=DATE:20260101\r\nRECURRENCE-ID:one\r\n"), ICS_RULE },
	{ "dates that are none", EVENT("DTSTART;VALUE=DATE:20260101\r\nRDATE:often\r\n"), ICS_RULE },
	{ "an end that is a word", EVENT("DTSTART;VALUE=DATE:20260101\r\nDTEND:late\r\n"), ICS_NO_DATE },
	{ "a length that is a word", EVENT("DTSTART;VALUE=DATE:20260101\r\nDURATION:long\r\n"), ICS_NO_DATE },
	{ "periods besides", EVENT("DTSTART:20260101T080000Z\r\nDURATION:PT1H\r\nRDATE;VALUE=PERIOD:20260102T080000Z/PT2H\r\n"), ICS_RULE },
	{ "a date besides times", EVENT("DTSTART:20260101T080000Z\r\nDURATION:PT1H\r\nRDATE;VALUE=DATE:20260102\r\n"), ICS_RULE },
	{ "an exception of a year too early", EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:18000101\r\n"), ICS_RULE },
	{ "an exception's zone", EVENT("DTSTART:20260101T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEXDATE;TZID=Mars/Base:20260102T080000\r\n"), ICS_ZONE },
	{ "two rules", EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\nRRULE:FREQ=MONTHLY\r\n"), ICS_RULE },
	{ "this and all later", EVENT("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260101\r\nDTSTART;VALUE=DATE:20260102\r\n"), ICS_RULE },
};
/* clang-format on */

static void test_what_is_left_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(left_out); i++) {
		struct ics out = read_events(
			left_out[i].what,
			arena_printf(arena, "%s%s", left_out[i].lines,
				     OTHER("DTSTART;VALUE=DATE:20261225\r\n")));

		check_text(left_out[i].what, written(&out), "2026-12-25");
		check_i64(left_out[i].what, (int64_t)out.nskipped, 1);
		check_i64(left_out[i].what, out.skipped[0].why,
			  left_out[i].why);
		check_text(left_out[i].what, out.skipped[0].name, "Closed");
		check_text(left_out[i].what, out.skipped[0].uid, "1@x");
	}
}

/* ---- The file ------------------------------------------------------------ */

static void test_files_as_they_come(void **state)
{
	static const char bom[] = "\xef\xbb\xbf" HEAD EVENT(
		"DTSTART;VALUE=DATE:20261225\r\n") TAIL;
	static const char unix_lines[] =
		"BEGIN:VCALENDAR\nbegin:vevent\nuid:1\n"
		"dtstart;value=date:2026\n 1225\nend:vevent\nEND:VCALENDAR\n";
	static const char two[] = HEAD EVENT("DTSTART;VALUE=DATE:20261225\r\n")
		TAIL HEAD OTHER("DTSTART;VALUE=DATE:20261226\r\n") TAIL;
	static const char cancel[] = HEAD
		"METHOD:CANCEL\r\n" EVENT("DTSTART;VALUE=DATE:20261225\r\n")
			TAIL;
	static const struct {
		const char *what, *text, *want;
	} files[] = {
		{ "a byte order mark", bom, "2026-12-25" },
		{ "lines of Unix, in small letters", unix_lines, "2026-12-25" },
		{ "two calendars", two, "2026-12-25, 2026-12-26" },
		{ "a message that cancels", cancel, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct err e = { 0 };
		struct ics out;

		if (read_in("Europe/Berlin", files[i].text,
			    strlen(files[i].text), &out, &e))
			fail_msg("%s: %s", files[i].what, e.msg);
		check_text(files[i].what, written(&out), files[i].want);
	}
}

/* Times are the range's zone's. */
static void test_the_zone_is_the_calendars(void **state)
{
	static const char text[] = HEAD EVENT(
		"DTSTART:20111229T220000Z\r\nDTEND:20111231T100000Z\r\n"
		"RDATE:20250101T000000Z\r\n") TAIL;
	struct err e = { 0 };
	struct ics out;

	(void)state;
	assert_int_equal(read_in("Pacific/Apia", text, strlen(text), &out, &e),
			 ERR_NONE);
	check_text("Apia", written(&out),
		   "2025-01-01 13:00-24:00, 2025-01-02,"
		   " 2025-01-03 00:00-01:00");
}

static const char *repeat(const char *head, const char *part, size_t n,
			  const char *tail)
{
	size_t len = strlen(part), at = strlen(head);
	char *text = arena_alloc(arena, at + n * len + strlen(tail) + 1);

	memcpy(text, head, at);
	for (size_t i = 0; i < n; i++, at += len)
		memcpy(text + at, part, len);
	memcpy(text + at, tail, strlen(tail));
	return text;
}

static void refused(const char *what, const char *text, const char *why)
{
	struct err e = { 0 };
	struct ics out;

	check_i64(what, read_in("Europe/Berlin", text, strlen(text), &out, &e),
		  ERR_INVALID);
	if (!strstr(e.msg, why))
		fail_msg("%s: %s", what, e.msg);
	check_i64(what, (int64_t)out.nclosures, 0);
}

static void test_files_that_are_refused(void **state)
{
	(void)state;
	refused("nothing", "", "no iCalendar file");
	refused("a page", "<!doctype html><title>Not found</title>",
		"no iCalendar file");
	refused("an end without a beginning", HEAD TAIL TAIL,
		"no iCalendar file");
	refused("another thing", "BEGIN:VCARD\r\nEND:VCARD\r\n",
		"no iCalendar file");
	refused("an event alone", EVENT("DTSTART;VALUE=DATE:20261225\r\n"),
		"no iCalendar file");
	refused("Latin 1", HEAD "X-A:\xe4\r\n" TAIL, "UTF-8");
	refused("too large", repeat(HEAD, "X", LIMIT_ICS_BYTES, TAIL), "bytes");
	refused("too many lines", repeat(HEAD, "\n", LIMIT_ICS_LINES, TAIL),
		"lines");
	refused("too deep",
		repeat(HEAD, "begin:VEVENT\r\n", LIMIT_ICS_DEPTH, TAIL),
		"components");
	refused("too many events",
		repeat(HEAD, "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
		       LIMIT_ICS_EVENTS + 1, TAIL),
		"events");
	refused("too many closures",
		repeat(HEAD,
		       EVENT("DTSTART;VALUE=DATE:20250101\r\n"
			     "RRULE:FREQ=DAILY\r\n"),
		       5, TAIL),
		"closures");
	refused("too many closures, in parts of days",
		repeat(HEAD,
		       EVENT("DTSTART:20250101T080000Z\r\nDURATION:PT1H\r\n"
			     "RRULE:FREQ=DAILY\r\n"),
		       5, TAIL),
		"closures");
	refused("too many closures, in a second calendar",
		repeat(HEAD TAIL HEAD,
		       EVENT("DTSTART;VALUE=DATE:20250101\r\n"
			     "RRULE:FREQ=DAILY\r\n"),
		       5, TAIL),
		"closures");
	refused("too many closures, by events instead",
		repeat(HEAD,
		       EVENT("RECURRENCE-ID;VALUE=DATE:20250101\r\n"
			     "DTSTART;VALUE=DATE:20250101\r\n"
			     "DURATION:P300D\r\n"),
		       20, TAIL),
		"closures");
	refused("too many closures, by dates besides",
		repeat(HEAD,
		       EVENT("DTSTART;VALUE=DATE:20200101\r\n"
			     "RDATE;VALUE=DATE:20250101\r\n"
			     "DURATION:P300D\r\n"),
		       20, TAIL),
		"closures");
	refused("too much to work out",
		repeat(HEAD,
		       EVENT("DTSTART;VALUE=DATE:19000101\r\n"
			     "RRULE:FREQ=DAILY;UNTIL=20241201\r\n"),
		       5, TAIL),
		"too long");
}

/* As large as it may be: an end of the depth does not come too soon. */
static void test_files_at_the_limit(void **state)
{
	const char *text = repeat(HEAD, "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
				  LIMIT_ICS_EVENTS, TAIL);
	struct err e = { 0 };
	struct ics out;

	(void)state;
	if (read_in("UTC", text, strlen(text), &out, &e))
		fail_msg("%s", e.msg);
	assert_int_equal(out.nskipped, LIMIT_ICS_EVENTS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("what is closed", test_what_is_closed, before, after),
		TEST_WITH("names", test_names, before, after),
		TEST_WITH("what is left out", test_what_is_left_out, before,
			  after),
		TEST_WITH("files as they come", test_files_as_they_come, before,
			  after),
		TEST_WITH("the zone is the calendar's",
			  test_the_zone_is_the_calendars, before, after),
		TEST_WITH("files that are refused", test_files_that_are_refused,
			  before, after),
		TEST_WITH("files at the limit", test_files_at_the_limit, before,
			  after),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
