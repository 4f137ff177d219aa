#include "base/log.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"

#include <errno.h>
#include <unistd.h>

#define LINE_MAX_BYTES ((size_t)64 * 1024)
/* The longest key and value: each byte written as \x00, blank, "=", quotes. */
#define PAIR_MAX_BYTES ((size_t)4 * LOG_VALUE_MAX + 256)

static const char *program;
static enum log_level least = LOG_INFO;

void log_init(const char *name, enum log_level level)
{
	program = name;
	least = level;
}

enum log_level log_level_of(const char *name)
{
	return str_eq(name, "debug")   ? LOG_DEBUG
	       : str_eq(name, "warn")  ? LOG_WARN
	       : str_eq(name, "error") ? LOG_ERROR
				       : LOG_INFO;
}

static const char *level_name(enum log_level level)
{
	switch (level) {
	case LOG_DEBUG:
		return "debug";
	case LOG_INFO:
		return "info";
	case LOG_WARN:
		return "warn";
	case LOG_ERROR:
		return "error";
	}
	return "unknown";
}

/* What ends a line, moves the cursor or turns the direction of reading. */
static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x61c ||
	       c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static void add_escaped_byte(struct sbuf *b, unsigned char c)
{
	switch (c) {
	case '\n':
		sbuf_str(b, "\\n");
		break;
	case '\r':
		sbuf_str(b, "\\r");
		break;
	case '\t':
		sbuf_str(b, "\\t");
		break;
	default:
		sbuf_printf(b, "\\x%02x", c);
	}
}

static void add_quoted(struct sbuf *b, const char *s, size_t n)
{
	uint32_t c;
	size_t len;

	sbuf_char(b, '"');
	for (size_t i = 0; i < n; i += len) {
		len = str_utf8_next(s + i, n - i, &c);
		if (len && !is_control(c)) {
			if (c == '"' || c == '\\')
				sbuf_char(b, '\\');
			sbuf_add(b, s + i, len);
			continue;
		}
		len = len ? len : 1;
		for (size_t k = 0; k < len; k++)
			add_escaped_byte(b, (unsigned char)s[i + k]);
	}
	sbuf_char(b, '"');
}

static bool is_plain(const char *s, size_t n)
{
	uint32_t c;
	size_t len;

	for (size_t i = 0; i < n; i += len) {
		len = str_utf8_next(s + i, n - i, &c);
		if (!len || is_control(c) || c == ' ' || c == '"' ||
		    c == '\\' || c == '=')
			return false;
	}
	return n > 0;
}

static void add_text(struct sbuf *b, const char *key, const char *value)
{
	size_t n = strnlen(value, LOG_VALUE_MAX + 1);

	if (n > LOG_VALUE_MAX) {
		n = LOG_VALUE_MAX;
		while (n > 0 && ((unsigned char)value[n] & 0xc0) == 0x80)
			n--;
	}
	sbuf_printf(b, "%s%s=", b->len ? " " : "", key);
	if (is_plain(value, n))
		sbuf_add(b, value, n);
	else
		add_quoted(b, value, n);
}

static void add_pair(struct sbuf *b, const struct log_pair *pair)
{
	if (pair->value) {
		add_text(b, pair->key, pair->value);
		return;
	}
	sbuf_printf(b, " %s=", pair->key);
	sbuf_i64(b, pair->number);
}

/* One write, so that lines of several processes do not mix. */
static void write_line(const struct sbuf *b)
{
	const char *p = sbuf_text(b);
	size_t left = b->len;

	while (left) {
		ssize_t n = write(STDERR_FILENO, p, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return; /* nowhere to complain */
		p += n;
		left -= (size_t)n;
	}
}

void log_event(enum log_level level, const char *event,
	       const struct log_pair *pairs, size_t n)
{
	struct sbuf b = SBUF_INIT(LINE_MAX_BYTES);
	char at[INSTANT_TEXT];
	int saved = errno;

	if (level < least)
		return;
	add_text(&b, "at", instant_text(clock_now(), at));
	add_text(&b, "level", level_name(level));
	if (program)
		add_text(&b, "program", program);
	add_text(&b, "event", event);
	for (size_t i = 0; i < n; i++) {
		if (b.len + PAIR_MAX_BYTES > LINE_MAX_BYTES) {
			sbuf_str(&b, " cut=yes");
			break;
		}
		add_pair(&b, &pairs[i]);
	}
	sbuf_char(&b, '\n');
	write_line(&b);
	sbuf_release(&b);
	errno = saved;
}
