#ifndef CLI_CALC_HOURS_H
#define CLI_CALC_HOURS_H
/*
 * calc_hours: the members of a line to `duedesk calc` that make its calendar:
 * tz, week and holidays. For calc_line.c.
 *
 * Each function reads one value into ${l}; ERR_INVALID names what is wrong.
 */
#include "base/err.h"

struct calc_line;
struct json_pull;

enum err_kind calc_hours_zone(struct calc_line *l, struct json_pull *p,
			      struct err *e) MUST_CHECK;
enum err_kind calc_hours_week(struct calc_line *l, struct json_pull *p,
			      struct err *e) MUST_CHECK;
/*
 * The windows of one day, which errors call ${name}: LIMIT_WINDOWS_PER_DAY of
 * them at most; their weekday is not set.
 */
struct calendar_window;
enum err_kind calc_hours_day(struct json_pull *p, const char *name,
			     struct calendar_window *to, size_t *n,
			     struct err *e) MUST_CHECK;
enum err_kind calc_hours_holidays(struct calc_line *l, struct json_pull *p,
				  struct err *e) MUST_CHECK;

/* Put the windows and closures in canonical order, nothing twice. */
void calc_hours_sort(struct calc_line *l);

/* Remember in *seen that key number ${key} was met; false if it was before. */
bool calc_hours_first(unsigned *seen, unsigned key);

#endif
