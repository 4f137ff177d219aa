/* What files are, and what they are called. */
#include "support/test.h"
#include "base/limits.h"
#include "base/str.h"
#include "core/file_name.h"
#include "core/file_type.h"

static struct arena *arena;

static void types_follow_the_first_bytes(void **state)
{
	/* clang-format off */
	static const struct {
		const char *what, *bytes;
		size_t n;
		enum file_type want;
	} cases[] = {
		{ "a PNG", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, FILE_PNG },
		{ "a PNG and no more", "\x89PNG\r\n\x1a\n", 8, FILE_PNG },
		{ "a cut PNG", "\x89PNG\r\n", 6, FILE_OTHER },
		{ "a JPEG", "\xff\xd8\xff\xe0", 4, FILE_JPEG },
		{ "a GIF of 1987", "GIF87a", 6, FILE_GIF },
		{ "a GIF of 1989", "GIF89a", 6, FILE_GIF },
		{ "a GIF of no year", "GIF90a", 6, FILE_OTHER },
		{ "a WebP", "RIFF\x10\0\0\0WEBPVP8 ", 16, FILE_WEBP },
		{ "a sound in the same box", "RIFF\x10\0\0\0WAVEfmt ", 16, FILE_OTHER },
		{ "WebP without its box", "XXXX\x10\0\0\0WEBPVP8 ", 16, FILE_OTHER },
		{ "a PDF", "%PDF-1.7\n", 9, FILE_PDF },
		{ "an SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", 40, FILE_OTHER },
		{ "HTML", "<!DOCTYPE html><script>", 23, FILE_OTHER },
		{ "HTML that begins like a GIF later", " GIF89a<script>", 15, FILE_OTHER },
		{ "nothing", "", 0, FILE_OTHER },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (file_type_of((const unsigned char *)cases[i].bytes,
				 cases[i].n) != cases[i].want)
			fail_msg("%s", cases[i].what);
}

/* Another byte in the place of any of them, or none in that of the last. */
static void every_first_byte_counts(void **state)
{
	static const struct {
		const char *bytes;
		size_t n, any, many; /* these may be any */
	} marks[] = {
		{ "\x89PNG\r\n\x1a\n", 8, 8, 0 },
		{ "\xff\xd8\xff", 3, 3, 0 },
		{ "GIF87a", 6, 6, 0 },
		{ "GIF89a", 6, 6, 0 },
		{ "RIFF\x10\0\0\0WEBP", 12, 4, 4 },
		{ "%PDF-", 5, 5, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		unsigned char head[12];

		memcpy(head, marks[i].bytes, marks[i].n);
		assert_int_not_equal(file_type_of(head, marks[i].n),
				     FILE_OTHER);
		assert_int_equal(file_type_of(head, marks[i].n - 1),
				 FILE_OTHER);
		for (size_t k = 0; k < marks[i].n; k++) {
			bool any = k >= marks[i].any &&
				   k < marks[i].any + marks[i].many;

			head[k] = '?';
			assert_int_equal(file_type_of(head, marks[i].n) ==
						 FILE_OTHER,
					 !any);
			head[k] = (unsigned char)marks[i].bytes[k];
		}
	}
}

static void unknown_types_are_bytes(void **state)
{
	(void)state;
	assert_string_equal(file_type_mime(FILE_OTHER),
			    "application/octet-stream");
	assert_string_equal(file_type_mime((enum file_type)77),
			    "application/octet-stream");
	assert_string_equal(file_type_mime(FILE_WEBP), "image/webp");
	assert_false(file_type_image(FILE_PDF));
	assert_false(file_type_image(FILE_OTHER));
	assert_true(file_type_image(FILE_PNG));
	assert_true(file_type_image(FILE_JPEG));
	assert_true(file_type_image(FILE_GIF));
	assert_true(file_type_image(FILE_WEBP));
}

static void names_are_what_people_see(void **state)
{
	/* clang-format off */
	static const struct {
		const char *given;
		size_t n;
		const char *want;
	} cases[] = {
		{ "scan.pdf", 8, "scan.pdf" },
		{ "Prüfbericht – März.xlsx", 27, "Prüfbericht – März.xlsx" },
		{ "報告書.pdf", 13, "報告書.pdf" },
		{ "../../x", 7, "x" },
		{ "..\\..\\windows\\x.ini", 19, "x.ini" },
		{ "C:\\fakepath\\a.png", 17, "a.png" },
		{ "/etc/passwd", 11, "passwd" },
		{ "dir/", 4, "file" },
		{ "..", 2, "file" },
		{ ".", 1, "file" },
		{ "", 0, "file" },
		{ "   ", 3, "file" },
		{ ".htaccess", 9, ".htaccess" },
		{ "CON", 3, "CON" },
		{ "%2e%2e%2fx", 10, "%2e%2e%2fx" },
		{ "a\0b.txt", 7, "ab.txt" },
		{ "a\r\nX-Evil: 1\t.txt", 17, "aX-Evil: 1.txt" },
		{ "\xe2\x80\xae" "fdp.exe", 10, "fdp.exe" },       /* RLO */
		{ "\xe2\x81\xa6" "a" "\xe2\x81\xa9.txt", 11, "a.txt" },
		{ "\xe2\x80\x8b" ".exe", 7, ".exe" },             /* no width */
		{ "\xef\xbb\xbfscan.pdf", 11, "scan.pdf" },
		{ "bad\xff.txt", 8, "bad\xef\xbf\xbd.txt" },
		{ "cut\xe2\x80", 5, "cut\xef\xbf\xbd\xef\xbf\xbd" },
		{ "<img src=x onerror=alert(1)>.png", 32, "<img src=x onerror=alert(1)>.png" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(
			file_name_clean(arena, cases[i].given, cases[i].n),
			cases[i].want);
}

static void long_names_keep_their_end(void **state)
{
	char given[4096];
	const char *got;

	(void)state;
	memset(given, 'x', sizeof(given));
	memcpy(given + sizeof(given) - 4, ".pdf", 4);
	got = file_name_clean(arena, given, sizeof(given));
	assert_int_equal(str_utf8_count(got, strlen(got)), LIMIT_FILE_NAME);
	assert_string_equal(got + strlen(got) - 5, "x.pdf");
	assert_string_equal(file_name_short(arena, "abcdefghij", 10),
			    "abcdefghij");
	assert_string_equal(file_name_short(arena, "abcdefghijk", 10),
			    "abcde\xe2\x80\xa6hijk");
	assert_string_equal(file_name_short(arena, "ääääääääääö", 4),
			    "ää\xe2\x80\xa6ö");
}

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_follow_the_first_bytes),
		cmocka_unit_test(every_first_byte_counts),
		cmocka_unit_test(unknown_types_are_bytes),
		cmocka_unit_test(names_are_what_people_see),
		cmocka_unit_test(long_names_keep_their_end),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
