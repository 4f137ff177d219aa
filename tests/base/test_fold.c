/* Letters of either case are the same; what is no text stays as it is. */
#include "support/test.h"

#include "base/arena.h"
#include "base/fold.h"

/* clang-format off */
static const struct {
	const char *in, *out;
} cases[] = {
	{ "", "" },
	{ "Printer BURNS, twice!", "printer burns, twice!" },
	{ "GRÖSSE und größe", "grösse und größe" },
	{ "ПРИНТЕР Горит", "принтер горит" },
	{ "Σίσυφος ΣΊΣΥΦΟΣ", "σίσυφοσ σίσυφοσ" },
	{ "\xe1\xba\x9e", "ß" },
	{ "\xc5\xbf long s", "s long s" },
	{ "\xe2\x84\xaa of Kelvin", "k of kelvin" },
	{ "\xc8\xba grows", "\xe2\xb1\xa5 grows" },
	{ "漢字 \xf0\x9f\x98\x80 Z", "漢字 \xf0\x9f\x98\x80 z" },
	{ "@[`{ AZaz", "@[`{ azaz" },
	/* No UTF-8: nothing is read beyond its end. */
	{ "A\xc3", "a\xc3" },
	{ "A\xe2\x84", "a\xe2\x84" },
	{ "A\xf0\x9f\x98", "a\xf0\x9f\x98" },
};
/* clang-format on */

static void test_folds(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t n = strlen(cases[i].in), len;
		char *exact = malloc(n ? n : 1); /* ASan sees its end */
		const char *out;

		memcpy(exact, cases[i].in, n);
		out = fold_text(a, exact, n, &len);
		if (len != strlen(cases[i].out) ||
		    memcmp(out, cases[i].out, len) != 0)
			fail_msg("%s: %.*s", cases[i].in, (int)len, out);
		free(exact);
	}
	arena_free(a);
}

/* As wide as can be: every letter of it becomes longer. */
static void test_it_never_outgrows_its_room(void **state)
{
	struct arena *a = arena_new();
	char in[2000];
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof(in); i += 2)
		memcpy(in + i, "\xc8\xba", 2);
	(void)fold_text(a, in, sizeof(in), &len);
	assert_int_equal(len, 3000);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("letters of either case are the same", test_folds),
		TEST("it never outgrows its room",
		     test_it_never_outgrows_its_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
