/* Where customers say that they came from. */
#include "support/test.h"

#include "base/limits.h"
#include "core/referrer.h"

/* clang-format off */
static const struct {
	const char *what, *said, *want;
} cases[] = {
	{ "nothing", NULL, NULL },
	{ "nothing was written", "", NULL },
	{ "blanks", " \t ", NULL },
	{ "an address", "https://shop.example/cart?x=1#y", "https://shop.example/cart?x=1#y" },
	{ "blanks around it", "  https://shop.example/ ", "https://shop.example/" },
	{ "words", "the shop's own page", "the shop's own page" },
	{ "letters of all kinds", "https://läden.example/ö", "https://läden.example/ö" },
	{ "two lines", "https://shop.example/\nX-Header: 1", NULL },
	{ "a control character", "https://shop.example/\x7f", NULL },
	{ "no UTF-8", "https://shop.example/\xff", NULL },
};

static const struct {
	const char *said;
	bool leads;
} links[] = {
	{ "https://shop.example/", true },
	{ "http://shop.example/", true },
	{ "HTTPS://SHOP.EXAMPLE/", true },
	{ "https://shop.example/ and more", false },
	{ "javascript:alert(1)", false },
	{ "data:text/html,x", false },
	{ "//shop.example/", false },
	{ "ftp://shop.example/", false },
	{ "xhttps://shop.example/", false },
	{ "shop.example", false },
};
/* clang-format on */

static void what_is_no_line_of_text_is_dropped(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *got = referrer_clean(a, cases[i].said);

		if (cases[i].want ? !got || strcmp(got, cases[i].want) != 0
				  : got != NULL)
			fail_msg("%s: %s", cases[i].what, got ? got : "-");
	}
	arena_free(a);
}

static void what_is_too_long_is_cut_between_letters(void **state)
{
	struct arena *a = arena_new();
	char said[4 * LIMIT_REFERRER + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(said) - 1; i += 2)
		memcpy(said + i, "\xc3\xa4", 2);
	said[sizeof(said) - 1] = '\0';
	assert_int_equal(strlen(referrer_clean(a, said)), 2 * LIMIT_REFERRER);
	arena_free(a);
}

static void only_addresses_of_the_web_are_links(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(links); i++)
		if (referrer_leads(links[i].said) != links[i].leads)
			fail_msg("%s", links[i].said);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("what is no line of text is dropped", what_is_no_line_of_text_is_dropped),
		TEST("what is too long is cut between letters", what_is_too_long_is_cut_between_letters),
		TEST("only addresses of the web are links", only_addresses_of_the_web_are_links),
	};
	/* clang-format on */

	return cmocka_run_group_tests_name("core/referrer", tests, NULL, NULL);
}
