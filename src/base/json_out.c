#include "base/json_out.h"
#include "base/str.h"

static void add_char(struct sbuf *to, uint32_t c, const char *s, size_t len)
{
	switch (c) {
	case '"':
		sbuf_str(to, "\\\"");
		break;
	case '\\':
		sbuf_str(to, "\\\\");
		break;
	case '\n':
		sbuf_str(to, "\\n");
		break;
	case '\r':
		sbuf_str(to, "\\r");
		break;
	case '\t':
		sbuf_str(to, "\\t");
		break;
	default:
		if (c < 0x20)
			sbuf_printf(to, "\\u%04x", (unsigned)c);
		else
			sbuf_add(to, s, len);
	}
}

static void add_string(struct sbuf *to, const char *s)
{
	size_t n = strlen(s), len;
	uint32_t c;

	sbuf_char(to, '"');
	for (size_t i = 0; i < n; i += len) {
		len = str_utf8_next(s + i, n - i, &c);
		if (len) {
			add_char(to, c, s + i, len);
		} else {
			sbuf_str(to, "\xef\xbf\xbd"); /* U+FFFD */
			len = 1;
		}
	}
	sbuf_char(to, '"');
}

static void end_line(struct json_out *j)
{
	if (j->line)
		sbuf_char(j->to, '\n');
	j->line = false;
}

/* The comma and the key in front of an item. */
static void begin_item(struct json_out *j, const char *key)
{
	if (j->comma)
		sbuf_char(j->to, ',');
	j->comma = true;
	end_line(j);
	if (key) {
		add_string(j->to, key);
		sbuf_char(j->to, ':');
	}
}

static void open_with(struct json_out *j, const char *key, char bracket)
{
	begin_item(j, key);
	sbuf_char(j->to, bracket);
	j->comma = false;
}

static void close_with(struct json_out *j, char bracket)
{
	end_line(j);
	sbuf_char(j->to, bracket);
	j->comma = true;
}

void json_out_object(struct json_out *j, const char *key)
{
	open_with(j, key, '{');
}

void json_out_array(struct json_out *j, const char *key)
{
	open_with(j, key, '[');
}

void json_out_end_object(struct json_out *j)
{
	close_with(j, '}');
}

void json_out_end_array(struct json_out *j)
{
	close_with(j, ']');
}

void json_out_str(struct json_out *j, const char *key, const char *s)
{
	if (!s) {
		json_out_null(j, key);
		return;
	}
	begin_item(j, key);
	add_string(j->to, s);
}

void json_out_i64(struct json_out *j, const char *key, int64_t n)
{
	begin_item(j, key);
	sbuf_i64(j->to, n);
}

void json_out_bool(struct json_out *j, const char *key, bool b)
{
	begin_item(j, key);
	sbuf_str(j->to, b ? "true" : "false");
}

void json_out_null(struct json_out *j, const char *key)
{
	begin_item(j, key);
	sbuf_str(j->to, "null");
}

void json_out_line(struct json_out *j)
{
	j->line = true;
}
