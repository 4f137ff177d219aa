#include "support/test.h"
#include "web/csv.h"

static const char *one(struct sbuf *b, const char *s)
{
	struct csv c = { .to = b };

	sbuf_clear(b);
	csv_text(&c, s);
	return sbuf_text(b);
}

static void texts(void **state)
{
	static const struct {
		const char *what, *text, *cell;
	} cases[] = {
		{ "plain", "Printer", "Printer" },
		{ "none", NULL, "" },
		{ "empty", "", "" },
		{ "comma", "a,b", "\"a,b\"" },
		{ "quote", "a \"b\"", "\"a \"\"b\"\"\"" },
		{ "only quotes", "\"\"", "\"\"\"\"\"\"" },
		{ "line end", "a\nb", "\"a\nb\"" },
		{ "carriage return", "a\rb", "\"a\rb\"" },
		{ "umlaut",
		  "Gr\xc3\xbc\xc3\x9f"
		  "e",
		  "Gr\xc3\xbc\xc3\x9f"
		  "e" },
		{ "formula", "=1+1", "\"'=1+1\"" },
		{ "plus", "+1", "\"'+1\"" },
		{ "minus", "-1", "\"'-1\"" },
		{ "at", "@SUM(A1)", "\"'@SUM(A1)\"" },
		{ "tab", "\t=1", "\"'\t=1\"" },
		{ "starts with CR", "\r=1", "\"'\r=1\"" },
		{ "starts with LF", "\n=1", "\"'\n=1\"" },
		{ "formula with quotes", "=HYPERLINK(\"x\")",
		  "\"'=HYPERLINK(\"\"x\"\")\"" },
		{ "later", "a=1", "a=1" },
	};
	struct sbuf b = SBUF_INIT(1000);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_text(cases[i].what, one(&b, cases[i].text),
			   cases[i].cell);
	sbuf_release(&b);
}

static void rows(void **state)
{
	struct sbuf b = SBUF_INIT(1000);
	struct csv c = { .to = &b };
	const struct zone *berlin;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(zone_find("Europe/Berlin", &berlin, &e), ERR_NONE);
	csv_text(&c, "a");
	csv_i64(&c, -3600);
	csv_time(&c, 0, berlin);
	csv_time(&c, INSTANT_NONE, berlin);
	csv_none(&c);
	csv_end_row(&c);
	csv_none(&c);
	csv_text(&c, "b");
	csv_end_row(&c);
	check_text("rows", sbuf_text(&b),
		   "a,-3600,1970-01-01T01:00:00+01:00,,\r\n,b\r\n");
	sbuf_release(&b);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("a text is one cell, and never a formula", texts),
		TEST("rows end in CRLF, times have an offset, numbers a sign", rows),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, NULL, NULL);
}
