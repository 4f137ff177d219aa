#include "support/test.h"

#include <libxml/parser.h>
#include <time.h>

#include "base/limits.h"
#include "base/xml.h"

static struct arena *arena;
static struct xml_element *root;
static struct err e;

static enum err_kind read_n(const char *text, size_t n)
{
	err_clear(&e);
	return xml_read(arena, text, n, &root, &e);
}

static enum err_kind read_text(const char *text)
{
	return read_n(text, strlen(text));
}

static void is_read(const char *text)
{
	if (read_text(text))
		fail_msg("%s: %s", text, e.msg);
}

static void what_is_not_our_xml_is_refused_with_its_line(void **state)
{
	/* clang-format off */
	static const struct {
		const char *what, *text, *line, *says;
	} cases[] = {
		{ "nothing", "", "line 1: ", "nothing" },
		{ "a tag that stays open", "<a>\n<b></a>", "line 2: ", "" },
		{ "two roots", "<a/>\n<b/>", "line 2: ", "" },
		{ "text behind it", "<a/>\nx", "line 2: ", "" },
		{ "an attribute twice", "<a\nb='1' b='2'/>", "line 2: ", "b" },
		{ "no quotes", "<a b=1/>", "line 1: ", "" },
		{ "a bare &", "<a>\n\n&</a>", "line 3: ", "" },
		{ "< in an attribute", "<a b='<'/>", "line 1: ", "" },
		{ "a document type", "\n<!DOCTYPE a><a/>", "line 2: ", "document type" },
		{ "one with a system id", "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x'><a/>", "line 1: ", "document type" },
		{ "XXE", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "line 1: ", "document type" },
		{ "laughs", "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><a>&b;</a>", "line 1: ", "document type" },
		{ "a document type behind a comment", "<!-- <!DOCTYPE --><!DOCTYPE a><a/>", "line 1: ", "document type" },
		{ "an entity of nowhere", "<a>\n&x;</a>", "line 2: ", "x" },
		{ "an entity in an attribute", "<a\n\nb='&x;'/>", "line 3: ", "x" },
		{ "a comment that looks closed", "<!--><a/>", "line 1: ", "" },
		{ "one with one hyphen more", "<!---><a/>", "line 1: ", "" },
		{ "the beginning of a head", "<?xml", "line 1: ", "instruction" },
		{ "a processing instruction", "<a>\n<?php x?></a>", "line 2: ", "instruction" },
		{ "a style sheet", "<?xml version='1.0'?>\n<?xml-stylesheet href='http://127.0.0.1:9/'?><a/>", "line 2: ", "instruction" },
		{ "a name space", "<a xmlns='http://x/'/>", "line 1: ", "name spaces" },
		{ "XInclude", "<a xmlns:xi='http://www.w3.org/2001/XInclude'>\n<xi:include href='/etc/passwd'/></a>", "line 1: ", "name spaces" },
		{ "a prefix", "<a x:b='1'/>", "line 1: ", "" },
		{ "another encoding", "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "line 1: ", "UTF-8" },
		{ "one that is none", "<?xml version='1.0' encoding='UTF-8000'?><a/>", "line 1: ", "UTF-8" },
		{ "UTF-7", "<?xml version='1.0' encoding='UTF-7'?><a/>", "line 1: ", "UTF-8" },
		{ "bad UTF-8", "<a>\xff</a>", "line 1: ", "UTF-8" },
		{ "a control character", "<a>\x01</a>", "line 1: ", "" },
		{ "one by its number", "<a>&#1;</a>", "line 1: ", "" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (read_text(cases[i].text) != ERR_INVALID ||
		    !str_starts(e.msg, cases[i].line) ||
		    !strstr(e.msg, cases[i].says))
			fail_msg("%s: %s", cases[i].what, e.msg);
	}
}

static void two_bytes_a_character_are_refused(void **state)
{
	static const char wide[] = "\xff\xfe<\0a\0/\0>\0";

	(void)state;
	assert_int_equal(read_n(wide, sizeof(wide) - 1), ERR_INVALID);
	assert_int_equal(read_n("<a>\0</a>", 8), ERR_INVALID);
}

static void an_element_has_attributes_text_and_children(void **state)
{
	(void)state;
	is_read("\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		"<!-- a word before -->\n"
		"<a one='1' two=\"&lt;&amp;&quot;&#38;#38;\">\n"
		"\t<b> x <!-- no --> y </b>\n"
		"\t<c><![CDATA[<&>]]></c>\n"
		"</a>\n");
	assert_string_equal(root->name, "a");
	assert_int_equal(root->line, 3);
	assert_string_equal(xml_get(root, "one"), "1");
	assert_string_equal(xml_get(root, "two"), "<&\"&#38;");
	assert_null(xml_get(root, "three"));
	assert_string_equal(root->text, "");
	assert_string_equal(xml_child(root, "b")->text, " x  y ");
	assert_int_equal(xml_child(root, "c")->line, 5);
	assert_string_equal(xml_child(root, "c")->text, "<&>");
	assert_null(xml_child(root, "d"));
}

/* ${from} ${n} times, then ${to} as often. */
static const char *nested(const char *from, const char *to, int n)
{
	struct sbuf b = SBUF_INIT((size_t)64 * 1024 * 1024);
	const char *text;

	for (int i = 0; i < n; i++)
		sbuf_str(&b, from);
	for (int i = 0; i < n; i++)
		sbuf_str(&b, to);
	text = arena_str(arena, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

static void limits_are_named(void **state)
{
	const char *deep = nested("<a>", "</a>", LIMIT_XML_DEPTH);
	const char *wide = nested("<b/>", "", LIMIT_XML_ELEMENTS);
	const char *text = nested("x", "", LIMIT_XML_TEXT + 1);
	const char *blanks = nested(" ", "", LIMIT_XML_BYTES);
	struct sbuf many = SBUF_INIT((size_t)1024 * 1024);

	(void)state;
	is_read(deep);
	assert_int_equal(read_text(nested("<a>", "</a>", LIMIT_XML_DEPTH + 1)),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "deep"));
	assert_int_equal(read_text(nested("<a>", "", 100000)), ERR_INVALID);
	assert_int_equal(read_text(arena_printf(arena, "<a>%s</a>", wide)),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "too many elements"));
	assert_int_equal(read_text(arena_printf(arena, "<a>%s</a>", text)),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "too much text"));
	assert_int_equal(read_text(arena_printf(arena, "<a/>%s", blanks)),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "8192 KiB"));
	for (int i = 0; i <= LIMIT_XML_ATTRIBUTES; i++)
		sbuf_printf(&many, " a%d='%d'", i, i);
	assert_int_equal(read_text(arena_printf(arena, "<a>\n<b%s/></a>",
						sbuf_text(&many))),
			 ERR_INVALID);
	assert_string_equal(e.msg,
			    "line 2: an element has at most 40 attributes");
	sbuf_release(&many);
}

/* What libxml2 still takes for a comment is none of ours to read on in. */
static void a_comment_ends_where_libxml2_ends_it(void **state)
{
	static const char *const heads[] = {
		"<!--><a x=\"-->", "<!---><a x=\"-->", "<!----><!--><a x='-->",
		"<!-- > <a x='-->", "<!-->\n<![CDATA[-->"
	};
	struct sbuf many = SBUF_INIT(4096);

	(void)state;
	for (int i = 0; i <= LIMIT_XML_ATTRIBUTES; i++)
		sbuf_printf(&many, " a%d=''", i);
	for (size_t i = 0; i < COUNT_OF(heads); i++) {
		is_read(arena_printf(arena, "%s<r a=''/>", heads[i]));
		if (read_text(arena_printf(arena, "%s<r%s/>", heads[i],
					   sbuf_text(&many))) != ERR_INVALID ||
		    !strstr(e.msg, "at most 40 attributes"))
			fail_msg("%s: %s", heads[i], e.msg);
	}
	sbuf_release(&many);
}

/* A name of many letters of two bytes, cut at any. */
static void what_libxml2_says_is_cut_at_a_letter(void **state)
{
	struct sbuf name = SBUF_INIT(4096);

	(void)state;
	for (int i = 0; i < 100; i++)
		sbuf_str(&name, "\xc3\xa9");
	for (int i = 0; i < 4; i++) {
		assert_int_equal(
			read_text(arena_printf(arena, "<%.*s%s></b>", i, "aaa",
					       sbuf_text(&name))),
			ERR_INVALID);
		assert_in_range(strlen(e.msg), 150, sizeof(e.msg));
		assert_true(str_utf8_valid(e.msg, strlen(e.msg)));
	}
	sbuf_release(&name);
}

/* libxml2 alone compares each with each, for more than half a minute. */
static void very_many_attributes_cost_nothing(void **state)
{
	struct sbuf many = SBUF_INIT((size_t)8 * 1024 * 1024);
	clock_t before;

	(void)state;
	sbuf_str(&many, "<a");
	for (int i = 0; i < 110000; i++)
		sbuf_printf(&many, " a%d=''", i);
	sbuf_str(&many, "/>");
	before = clock();
	assert_int_equal(read_n(sbuf_text(&many), many.len), ERR_INVALID);
	assert_in_range(clock() - before, 0, CLOCKS_PER_SEC);
	sbuf_release(&many);
}

static int opened;

static void *note_open(const char *name)
{
	(void)name;
	opened++;
	return NULL;
}

static int note_match(const char *name)
{
	(void)name;
	return 1;
}

static int note_read(void *context, char *buffer, int len)
{
	(void)context;
	(void)buffer;
	(void)len;
	return -1;
}

/* Whatever libxml2 would open goes through these. */
static void nothing_is_opened(void **state)
{
	(void)state;
	xmlCleanupInputCallbacks();
	assert_true(xmlRegisterInputCallbacks(note_match, note_open, note_read,
					      NULL) >= 0);
	what_is_not_our_xml_is_refused_with_its_line(NULL);
	an_element_has_attributes_text_and_children(NULL);
	assert_int_equal(opened, 0);
	/* They would be asked. */
	assert_null(xmlParserInputBufferCreateFilename("/etc/passwd",
						       XML_CHAR_ENCODING_NONE));
	assert_int_equal(opened, 1);
}

static void what_is_written_is_read_again(void **state)
{
	struct xml_element *a = xml_new(arena, "a"), *b;
	struct sbuf out = SBUF_INIT(4096), again = SBUF_INIT(4096);

	(void)state;
	xml_set(arena, a, "x", "<&>\"'\t\n\r\xc3\xa9&#38;");
	xml_set(arena, a, "none", NULL);
	b = xml_add(arena, a, "b");
	xml_set_i64(arena, b, "n", -7);
	xml_set_text(arena, b, " \r\n<&>\"\t]]> ");
	(void)xml_add(arena, a, "c");
	assert_true(xml_write(&out, a, 0));
	assert_string_equal(sbuf_text(&out),
			    "<a x=\"&lt;&amp;&gt;&quot;'&#9;&#10;&#13;\xc3\xa9"
			    "&amp;#38;\">\n"
			    "\t<b n=\"-7\"> &#13;\n&lt;&amp;&gt;\"\t]]&gt; "
			    "</b>\n"
			    "\t<c/>\n"
			    "</a>\n");
	is_read(sbuf_text(&out));
	assert_string_equal(xml_get(root, "x"), xml_get(a, "x"));
	assert_string_equal(xml_child(root, "b")->text, b->text);
	assert_true(xml_write(&again, root, 0));
	assert_string_equal(sbuf_text(&again), sbuf_text(&out));
	sbuf_release(&out);
	sbuf_release(&again);
}

static void what_xml_cannot_hold_is_not_written(void **state)
{
	static const char *const bad[] = { "\x01", "\x1f", "\xef\xbf\xbe",
					   "\xef\xbf\xbf" };
	struct sbuf out = SBUF_INIT(4096);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct xml_element *a = xml_new(arena, "a");

		xml_set(arena, a, "x", bad[i]);
		assert_false(xml_write(&out, a, 0));
		a = xml_new(arena, "a");
		xml_set_text(arena, a, bad[i]);
		assert_false(xml_write(&out, a, 0));
	}
	sbuf_release(&out);
}

static int before(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int after(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
#define XML_TEST(what, func) TEST_WITH(what, func, before, after)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		XML_TEST("what is not our XML is refused with its line", what_is_not_our_xml_is_refused_with_its_line),
		XML_TEST("two bytes a character are refused", two_bytes_a_character_are_refused),
		XML_TEST("an element has attributes, text and children", an_element_has_attributes_text_and_children),
		XML_TEST("limits are named", limits_are_named),
		XML_TEST("a comment ends where libxml2 ends it", a_comment_ends_where_libxml2_ends_it),
		XML_TEST("what libxml2 says is cut at a letter", what_libxml2_says_is_cut_at_a_letter),
		XML_TEST("very many attributes cost nothing", very_many_attributes_cost_nothing),
		XML_TEST("what is written is read again", what_is_written_is_read_again),
		XML_TEST("what XML cannot hold is not written", what_xml_cannot_hold_is_not_written),
		XML_TEST("nothing is opened", nothing_is_opened),
	};
	/* clang-format on */

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
