#ifndef CLI_CALC_H
#define CLI_CALC_H
/*
 * calc: questions about promises as lines of JSON, answers in the same order.
 *
 *	{"id": 1, "tz": "Europe/Berlin",
 *	 "week": {"mon": [["09:00", "17:00"]], ...},
 *	 "holidays": ["2026-12-25",
 *		{"date": "2026-12-24", "from": "12:00", "to": "24:00"}],
 *	 "op": "due", "start": "2026-03-27T15:00:00Z", "seconds": 28800,
 *	 "pauses": [["2026-03-27T15:30:00Z", "2026-03-30T08:00:00Z"]]}
 *
 * asks when 28,800 open seconds will have passed; with "op": "elapsed" and an
 * "end" instead of the seconds, how many have. The answer is one of
 *
 *	{"id":1,"due":"2026-03-30T15:00:00Z"}
 *	{"id":1,"due":null,"reason":"no_open_time"}	or "paused"
 *	{"id":1,"seconds":28800}
 *	{"id":null,"error":"tz: is missing"}
 *
 * - The id is any scalar and comes back as it was written; null if it could
 *   not be read. A line that is wrong is answered, and the next one is read;
 *   an empty line is wrong, too. A line has at most LIMIT_CALC_LINE bytes.
 * - A time of day that closes no later than it opens closes on the next day;
 *   "24:00" may close. A weekday that is missing is closed. Holidays are civil
 *   closures (core/calendar.h). Members that are null are missing.
 * - A pause with null never ends. Pauses may be unsorted, overlap, end before
 *   they begin, or lie elsewhere.
 * - "no_open_time": the calendar has not that many open seconds in the 100
 *   years after the start. "paused": it has, but the pauses never let them
 *   pass.
 */
#include "base/sbuf.h"

struct calc;

struct calc *calc_new(void);

/* Accepts NULL. */
void calc_free(struct calc *c);

/* Add the answer to one line, with its line feed, to ${out}. */
void calc_answer(struct calc *c, const char *line, size_t n, struct sbuf *out);

/* The same for the beginning of a line that is too long. */
void calc_answer_long(struct calc *c, const char *begin, size_t n,
		      struct sbuf *out);

/* `duedesk calc`: from standard input to standard output. */
int calc_command(int argc, char **argv);

#endif
