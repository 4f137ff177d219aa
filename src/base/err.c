#include "base/err.h"
#include "base/str.h"

#include <stdarg.h>

/* A message that was cut must not end in half a character. */
static void mend_end(char *msg)
{
	size_t n = strlen(msg), i = n;
	uint32_t c;

	while (i > 0 && n - i < 4 && ((unsigned char)msg[i - 1] & 0xc0) == 0x80)
		i--;
	if (i > 0)
		i--;
	if (n && !str_utf8_next(msg + i, n - i, &c))
		msg[i] = '\0';
}

enum err_kind err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
	va_list ap;
	int n;

	e->kind = kind;
	e->field = NULL;
	va_start(ap, fmt);
	n = vsnprintf(e->msg, sizeof(e->msg), fmt, ap);
	va_end(ap);
	if (n >= (int)sizeof(e->msg))
		mend_end(e->msg);
	return kind;
}

enum err_kind err_wrap(struct err *e, const char *fmt, ...)
{
	char all[sizeof(e->msg)];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(all, sizeof(all), fmt, ap);
	va_end(ap);
	if (n >= 0 && n < (int)sizeof(all))
		n += snprintf(all + n, sizeof(all) - (size_t)n, ": %s", e->msg);
	if (n >= (int)sizeof(all))
		mend_end(all);
	memcpy(e->msg, all, sizeof(all));
	return e->kind;
}

enum err_kind err_about(struct err *e, const char *field)
{
	if (e->kind == ERR_INVALID)
		e->field = field;
	return e->kind;
}

void err_clear(struct err *e)
{
	e->kind = ERR_NONE;
	e->field = NULL;
	e->msg[0] = '\0';
}

const char *err_kind_name(enum err_kind kind)
{
	switch (kind) {
	case ERR_NONE:
		return "none";
	case ERR_INVALID:
		return "invalid";
	case ERR_NOT_FOUND:
		return "not_found";
	case ERR_DENIED:
		return "denied";
	case ERR_CONFLICT:
		return "conflict";
	case ERR_BUSY:
		return "busy";
	case ERR_UNSURE:
		return "unsure";
	case ERR_BROKEN:
		return "broken";
	}
	return "unknown";
}

void err_no_memory(void)
{
	fputs("out of memory\n", stderr);
	abort();
}
