#include "web/csv.h"

static void next_cell(struct csv *c)
{
	if (c->comma)
		sbuf_char(c->to, ',');
	c->comma = true;
}

/* Would it run in a spreadsheet? */
static bool is_formula(const char *s)
{
	return *s && strchr("=+-@\t\r\n", *s) != NULL;
}

void csv_text(struct csv *c, const char *s)
{
	bool formula;

	next_cell(c);
	if (!s)
		return;
	formula = is_formula(s);
	if (!formula && !s[strcspn(s, ",\"\r\n")]) {
		sbuf_str(c->to, s);
		return;
	}
	sbuf_str(c->to, formula ? "\"'" : "\"");
	while (*s) {
		size_t n = strcspn(s, "\"");

		sbuf_add(c->to, s, n);
		s += n;
		if (*s) {
			sbuf_str(c->to, "\"\"");
			s++;
		}
	}
	sbuf_char(c->to, '"');
}

void csv_i64(struct csv *c, int64_t n)
{
	next_cell(c);
	sbuf_i64(c->to, n);
}

void csv_time(struct csv *c, instant at, const struct zone *z)
{
	char text[INSTANT_TEXT];

	next_cell(c);
	if (at != INSTANT_NONE)
		sbuf_str(c->to,
			 instant_text_offset(at, zone_offset(z, at), text));
}

void csv_none(struct csv *c)
{
	next_cell(c);
}

void csv_end_row(struct csv *c)
{
	sbuf_str(c->to, "\r\n");
	c->comma = false;
}
