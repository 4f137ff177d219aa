#include "support/test.h"
#include "base/limits.h"
#include "web/markdown.h"

static struct arena *arena;

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

static const char *html(const char *s)
{
	return markdown_render(arena, s, strlen(s)).s;
}

static void what_people_write_is_formatted(void **state)
{
	(void)state;
	assert_string_equal(html("**bold** and `code`"),
			    "<p><strong>bold</strong> and <code>code</code>"
			    "</p>\n");
	assert_string_equal(html("one\ntwo"), "<p>one<br />\ntwo</p>\n");
	assert_string_equal(html(""), "");
}

static void headings_stand_below_the_name_of_who_wrote(void **state)
{
	(void)state;
	assert_string_equal(html("# one\n\n###### six\n\nseven\n---"),
			    "<h4>one</h4>\n<h4>six</h4>\n<h4>seven</h4>\n");
}

static void nothing_in_it_can_act(void **state)
{
	static const char *const attacks[] = {
		"<script>alert(1)</script>",
		"a <img src=x onerror=alert(1)> b",
		"<iframe src=//evil.example></iframe>",
		"[x](javascript:alert(1))",
		"[x](JaVaScRiPt:alert(1))",
		"[x](&#106;avascript:alert(1))",
		"[x](data:text/html;base64,PHNjcmlwdD4=)",
		"[x](vbscript:x)",
		"![x](javascript:alert(1))",
		"<javascript:alert(1)>",
		"[x](<\" onmouseover=\"alert(1)>)",
		"[x](/a \"\\\" onmouseover=alert(1)\")",
		"```\"><script>\nalert(1)\n```",
		"<!--<script>-->",
		"<![CDATA[<script>]]>",
	};
	static const char *const never[] = {
		"<script",           "<img src=x",     "<iframe",
		"href=\"javascript", "href=\"data",    "href=\"vbscript",
		"src=\"javascript",  "\" onmouseover", "<!--<"
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(attacks); i++)
		for (size_t k = 0; k < COUNT_OF(never); k++)
			if (strcasestr(html(attacks[i]), never[k]))
				fail_msg("%s gave %s", attacks[i],
					 html(attacks[i]));
}

static void tags_are_shown_as_they_were_typed(void **state)
{
	(void)state;
	assert_string_equal(html("see <config> in <b>a</b>"),
			    "<p>see &lt;config&gt; in &lt;b&gt;a&lt;/b&gt;"
			    "</p>\n");
	assert_string_equal(html("<ul>\n  <li>x & y\n</ul>\n\nafter"),
			    "<pre><code>&lt;ul&gt;\n  &lt;li&gt;x &amp; y\n"
			    "&lt;/ul&gt;\n</code></pre>\n<p>after</p>\n");
	assert_string_equal(html("> <!-- seen\n\n<?x?>"),
			    "<blockquote>\n<pre><code>&lt;!-- seen\n"
			    "</code></pre>\n</blockquote>\n"
			    "<pre><code>&lt;?x?&gt;\n</code></pre>\n");
}

static void a_text_that_explodes_is_shown_plain(void **state)
{
	size_t n = LIMIT_MARKDOWN;
	char *text = arena_alloc(arena, n + 1);

	(void)state;
	for (size_t i = 0; i < n; i++)
		text[i] = i % 2 ? ' ' : '>';
	assert_true(strlen(html(text)) < LIMIT_PAGE / 2);
	assert_non_null(strstr(html(text), "<pre><code>"));
}

static void a_cut_is_never_within_a_character(void **state)
{
	size_t n = LIMIT_MARKDOWN + 10;
	char *text = arena_alloc(arena, n + 1);
	const char *got;

	(void)state;
	text[0] = 'x';
	for (size_t i = 1; i + 1 < n; i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	got = html(text);
	assert_null(strstr(got, "\xef\xbf\xbd"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_write_is_formatted),
		cmocka_unit_test(headings_stand_below_the_name_of_who_wrote),
		cmocka_unit_test(nothing_in_it_can_act),
		cmocka_unit_test(tags_are_shown_as_they_were_typed),
		cmocka_unit_test(a_text_that_explodes_is_shown_plain),
		cmocka_unit_test(a_cut_is_never_within_a_character),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
