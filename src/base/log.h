#ifndef BASE_LOG_H
#define BASE_LOG_H
/*
 * log: one event, one line, key=value, on standard error.
 *
 *   at=2026-03-30T14:00:00Z level=info program=duedesk-web event=started n=4
 *
 * Values with blanks or quotes are quoted; control bytes and invalid UTF-8 are
 * escaped (\n, \x1b), so that one event is always one line. Values are cut at
 * LOG_VALUE_MAX bytes; a line that would pass 64 KiB ends with cut=yes.
 */
#include "base/attr.h"

enum log_level {
	LOG_DEBUG,
	LOG_INFO,
	LOG_WARN,
	LOG_ERROR
};

/* Which program speaks, and how little it says; call once in main. */
void log_init(const char *program, enum log_level least);

/* The level of that name, as settings have it; LOG_INFO for any other. */
enum log_level log_level_of(const char *name);

struct log_pair {
	const char *key;   /* a literal */
	const char *value; /* text, or NULL: then number */
	int64_t number;
};

/* NULL is written as nothing. */
static inline const char *log_text(const char *value)
{
	return value ? value : "";
}

/* clang-format off */
#define LOG_S(k, v) { .key = (k), .value = log_text(v) }
#define LOG_N(k, n) { .key = (k), .value = NULL, .number = (n) }
/* clang-format on */

/* log_event(LOG_INFO, "started", LOG_PAIRS(LOG_N("workers", 4))) */
#define LOG_PAIRS(...)                                                         \
	(const struct log_pair[]){ __VA_ARGS__ },                              \
		sizeof((const struct log_pair[]){ __VA_ARGS__ }) /             \
			sizeof(struct log_pair)

void log_event(enum log_level level, const char *event,
	       const struct log_pair *pairs, size_t n);

#endif
