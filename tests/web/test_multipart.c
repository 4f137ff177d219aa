/* Forms with files, piece by piece. */
#include "support/test.h"
#include "base/sbuf.h"
#include "web/multipart.h"

#define TYPE "multipart/form-data; boundary=B"

/* What the parser told, as one line: "a=1;f<name>=bytes;" */
static struct sbuf told = SBUF_INIT(200000);
static bool refuse_files;

static bool on_begin(void *cookie, const char *name, const char *file, size_t n)
{
	(void)cookie;
	sbuf_str(&told, name);
	if (file) {
		sbuf_char(&told, '<');
		sbuf_add(&told, file, n);
		sbuf_char(&told, '>');
	}
	sbuf_char(&told, '=');
	return !(file && refuse_files);
}

static bool on_data(void *cookie, const char *s, size_t n)
{
	(void)cookie;
	sbuf_add(&told, s, n);
	return true;
}

static bool on_end(void *cookie)
{
	(void)cookie;
	sbuf_char(&told, ';');
	return true;
}

static const struct multipart_sink sink = { NULL, on_begin, on_data, on_end };

/* Feed it in pieces of ${piece} bytes. Whole: what was told, else NULL. */
static const char *parse(const char *type, const char *body, size_t n,
			 size_t piece)
{
	static struct multipart m;

	sbuf_clear(&told);
	if (!multipart_start(&m, type, &sink))
		return NULL;
	while (n > 0) {
		size_t room, part = n < piece ? n : piece;
		char *to = multipart_room(&m, &room);

		assert_true(room > 0);
		if (part > room)
			part = room;
		memcpy(to, body, part);
		body += part;
		n -= part;
		if (!multipart_take(&m, part))
			return NULL;
	}
	return multipart_whole(&m) ? sbuf_text(&told) : NULL;
}

#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_(name)                                                            \
	"Content-Disposition: form-data; name=\"f\"; filename=\"" name         \
	"\"\r\nContent-Type: image/png\r\n\r\n"

static const struct {
	const char *what, *body, *want;
} forms[] = {
	{ "an empty form", "--B--\r\n", "" },
	{ "one field", "--B\r\n" FIELD("a") "1\r\n--B--\r\n", "a=1;" },
	{ "an empty field", "--B\r\n" FIELD("a") "\r\n--B--\r\n", "a=;" },
	{ "several, in their order",
	  "--B\r\n" FIELD("b") "2\r\n--B\r\n" FIELD("a") "1\r\n--B\r\n" FIELD(
		  "b") "3\r\n--B--\r\n",
	  "b=2;a=1;b=3;" },
	{ "a file", "--B\r\n" FILE_("x.png") "bytes\r\n--B--\r\n",
	  "f<x.png>=bytes;" },
	{ "a field for files without one", "--B\r\n" FILE_("") "\r\n--B--\r\n",
	  "f<>=;" },
	{ "nothing behind the end's boundary", "--B--", "" },
	{ "whatever is behind the end", "--B--\r\n--B\r\nrubbish", "" },
	{ "blanks behind a boundary", "--B \t\r\n" FIELD("a") "1\r\n--B--\r\n",
	  "a=1;" },
	{ "what looks like a boundary but is none",
	  "--B\r\n" FIELD("a") "x--B\r\n-B\n--B\r--B\r\n--B--\r\n",
	  "a=x--B\r\n-B\n--B\r--B;" },
	{ "line ends at its end", "--B\r\n" FIELD("a") "1\r\n\r\n\r\n--B--\r\n",
	  "a=1\r\n\r\n;" },
	{ "names as browsers write them",
	  "--B\r\n" FILE_("a%22b%0D%0A.txt") "1\r\n--B--\r\n",
	  "f<a\"b\r\n.txt>=1;" },
	{ "a percent sign that is one", "--B\r\n" FILE_("5%.x") "\r\n--B--\r\n",
	  "f<5%.x>=;" },
	{ "a quote as older browsers write it",
	  "--B\r\n" FILE_("a\\\"b") "\r\n--B--\r\n", "f<a\"b>=;" },
	{ "a path of theirs", "--B\r\n" FILE_("C:\\x\\y") "\r\n--B--\r\n",
	  "f<C:\\x\\y>=;" },
	{ "other headers, in any order and case",
	  "--B\r\nX-Y: z\r\ncontent-disposition:form-data;NAME=a\r\nZ:\r\n\r\n"
	  "1\r\n--B--\r\n",
	  "a=1;" },
	{ "another name of the file is not asked",
	  "--B\r\nContent-Disposition: form-data; name=\"f\"; "
	  "filename*=UTF-8''evil\r\n\r\n1\r\n--B--\r\n",
	  "f=1;" },
	{ "a blank before it", " --B--\r\n", NULL },
	{ "a line before it", "\r\n--B--\r\n", NULL },
	{ "another boundary", "--C--\r\n", NULL },
	{ "nothing", "", NULL },
	{ "no end", "--B\r\n" FIELD("a") "1\r\n", NULL },
	{ "an end within the boundary", "--B\r\n" FIELD("a") "1\r\n--B", NULL },
	{ "an end within a head", "--B\r\nContent-Disp", NULL },
	{ "something behind a boundary", "--Bx\r\n", NULL },
	{ "no head", "--B\r\n\r\n1\r\n--B--\r\n", NULL },
	{ "a head that says nothing", "--B\r\nX: y\r\n\r\n1\r\n--B--\r\n",
	  NULL },
	{ "no name",
	  "--B\r\nContent-Disposition: form-data\r\n\r\n\r\n--B--\r\n", NULL },
	{ "an empty name", "--B\r\n" FIELD("") "1\r\n--B--\r\n", NULL },
	{ "two names",
	  "--B\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n"
	  "\r\n\r\n--B--\r\n",
	  NULL },
	{ "two files",
	  "--B\r\nContent-Disposition: form-data; name=a; filename=b; "
	  "filename=c\r\n\r\n\r\n--B--\r\n",
	  NULL },
	{ "said twice",
	  "--B\r\nContent-Disposition: form-data; name=a\r\n"
	  "Content-Disposition: form-data; name=b\r\n\r\n\r\n--B--\r\n",
	  NULL },
	{ "a quote that does not end",
	  "--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--B--",
	  NULL },
	{ "another kind",
	  "--B\r\nContent-Disposition: attachment; name=a\r\n\r\n\r\n--B--",
	  NULL },
	{ "a folded line",
	  "--B\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\n\r\n--B--",
	  NULL },
	{ "a line that is none",
	  "--B\r\n"
	  "rubbish\r\nContent-Disposition: form-data; name=a\r\n\r\n"
	  "\r\n--B--",
	  NULL },
	{ "bare line feeds",
	  "--B\nContent-Disposition: form-data; name=a\n\n1\n--B--\n", NULL },
};

static void forms_are_read_in_pieces_of_any_size(void **state)
{
	static const size_t pieces[] = { 1, 2, 3, 5, 7, 64, 100000 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(forms); i++)
		for (size_t k = 0; k < COUNT_OF(pieces); k++)
			check_text(forms[i].what,
				   parse(TYPE, forms[i].body,
					 strlen(forms[i].body), pieces[k]),
				   forms[i].want);
}

static void the_content_type_names_the_boundary(void **state)
{
	/* clang-format off */
	static const struct {
		const char *type;
		bool good;
	} types[] = {
		{ "multipart/form-data; boundary=B", true },
		{ "multipart/form-data;boundary=\"B\"", true },
		{ "Multipart/Form-Data; charset=utf-8; Boundary=B", true },
		{ "multipart/form-data; boundary=B; x=y", true },
		{ "multipart/form-data", false },
		{ "multipart/form-data; boundary=", false },
		{ "multipart/form-data; boundary=\"\"", false },
		{ "multipart/form-data; boundary=\"B", false },
		{ "multipart/form-data; boundary=B\x01", false },
		{ "multipart/form-data; boundary=B B", false },
		{ "multipart/form-datax; boundary=B", false },
		{ "multipart/mixed; boundary=B", false },
		{ "text/plain; boundary=B", false },
		{ "", false },
		{ "multipart/form-data; boundary="
		  "1234567890123456789012345678901234567890123456789012345678901234567890", true },
		{ "multipart/form-data; boundary="
		  "12345678901234567890123456789012345678901234567890123456789012345678901", false },
	};
	/* clang-format on */
	struct multipart m;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (multipart_start(&m, types[i].type, &sink) != types[i].good)
			fail_msg("%s", types[i].type);
}

static void a_form_has_so_many_parts_and_no_more(void **state)
{
	struct sbuf b = SBUF_INIT(1 << 20);

	(void)state;
	for (int i = 0; i < LIMIT_PARTS; i++)
		sbuf_str(&b, "--B\r\n" FIELD("a") "1\r\n");
	sbuf_str(&b, "--B--\r\n");
	assert_non_null(parse(TYPE, sbuf_text(&b), b.len, 1000));
	sbuf_clear(&b);
	for (int i = 0; i <= LIMIT_PARTS; i++)
		sbuf_str(&b, "--B\r\n" FIELD("a") "1\r\n");
	sbuf_str(&b, "--B--\r\n");
	assert_null(parse(TYPE, sbuf_text(&b), b.len, 1000));
	sbuf_release(&b);
}

/* A form whose part's head has exactly that many bytes. */
static bool head_of(size_t n)
{
	static const char rest[] = "X: \r\n" FIELD("a");
	struct sbuf b = SBUF_INIT(1 << 20);
	bool good;

	sbuf_str(&b, "--B\r\nX: ");
	for (size_t i = sizeof(rest) - 1 - 2; i < n; i++)
		sbuf_char(&b, 'x');
	sbuf_str(&b, "\r\n" FIELD("a") "1\r\n--B--\r\n");
	good = parse(TYPE, sbuf_text(&b), b.len, 300) != NULL;
	sbuf_release(&b);
	return good;
}

static void a_head_has_so_many_bytes_and_no_more(void **state)
{
	(void)state;
	assert_true(head_of(LIMIT_PART_HEAD));
	assert_false(head_of(LIMIT_PART_HEAD + 1));
}

static void a_long_body_passes_in_constant_memory(void **state)
{
	struct sbuf b = SBUF_INIT(1 << 20);
	const char *got;

	(void)state;
	sbuf_str(&b, "--B\r\n" FILE_("x"));
	for (int i = 0; i < 150000; i++)
		sbuf_char(&b, "\r\n-B"[i % 5]);
	sbuf_str(&b, "\r\n--B--\r\n");
	got = parse(TYPE, sbuf_text(&b), b.len, 65536);
	assert_non_null(got);
	assert_int_equal(strlen(got) < 150006, true); /* it has NULs */
	assert_int_equal(told.len, 5 + 150000 + 1);
	sbuf_release(&b);
}

static void who_listens_may_stop_it(void **state)
{
	static const char body[] = "--B\r\n" FILE_("x") "1\r\n--B--\r\n";

	(void)state;
	refuse_files = true;
	assert_null(parse(TYPE, body, sizeof(body) - 1, 10));
	refuse_files = false;
	assert_non_null(parse(TYPE, body, sizeof(body) - 1, 10));
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("forms are read in pieces of any size", forms_are_read_in_pieces_of_any_size),
		TEST("the content type names the boundary", the_content_type_names_the_boundary),
		TEST("a form has so many parts and no more", a_form_has_so_many_parts_and_no_more),
		TEST("a head has so many bytes and no more", a_head_has_so_many_bytes_and_no_more),
		TEST("a long body passes in constant memory", a_long_body_passes_in_constant_memory),
		TEST("who listens may stop it", who_listens_may_stop_it),
	};
	/* clang-format on */

	return cmocka_run_group_tests_name("web/multipart", tests, NULL, NULL);
}
