#include "support/test.h"
#include "support/templates.h"
#include "base/arena.h"
#include "base/clock.h"
#include "web/markdown.h"
#include "web/names.h"
#include "web/view.h"
#include "web/words.h"

static int setup(void **state)
{
	(void)state;
	templates_need();
	return 0;
}

static void text_is_escaped_where_it_stands(void **state)
{
	struct view *v = view_new(TICKETS_NEW_TPL);
	struct sbuf out = SBUF_INIT(1000000);
	struct err e = { 0 };

	(void)state;
	view_text(v, TICKETS_NEW_SUBJECT, "\"><script>'&");
	view_text(v, TICKETS_NEW_BODY, "line one\n  </textarea><b>two");
	assert_int_equal(view_render(v, &out, &e), 0);
	view_free(v);
	assert_null(strstr(out.p, "<script>'"));
	assert_null(strstr(out.p, "</textarea><b>"));
	assert_non_null(strstr(out.p, "value=\"&quot;&gt;&lt;script&gt;"
				      "&#39;&amp;\""));
	assert_non_null(strstr(out.p, "line one\n  &lt;/textarea&gt;&lt;b&gt;"
				      "two</textarea>"));
	sbuf_release(&out);
}

static void a_page_beyond_its_ceiling_is_an_error(void **state)
{
	struct view *v = view_new(TICKETS_NEW_TPL);
	struct sbuf out = SBUF_INIT(100);
	struct err e = { 0 };

	(void)state;
	assert_int_equal(view_render(v, &out, &e), ERR_BROKEN);
	view_free(v);
	sbuf_release(&out);
}

static void a_template_that_is_not_there_is_an_error(void **state)
{
	struct view *v = view_new("tickets/none.tpl");
	struct sbuf out = SBUF_INIT(100);
	struct err e = { 0 };

	(void)state;
	assert_int_equal(view_render(v, &out, &e), ERR_BROKEN);
	assert_string_equal(e.msg,
			    "template tickets/none.tpl cannot be filled");
	view_free(v);
	sbuf_release(&out);
}

/* Fifty rows of the inbox, a dozen variables each, within the frame. */
static size_t draw_inbox(struct sbuf *out)
{
	struct view *frame = view_new(LAYOUT_TPL), *v, *list;
	struct err e = { 0 };

	view_global(frame, LAYOUT_CSRF, "token");
	view_show(frame, LAYOUT_AT_INBOX);
	v = view_include(frame, LAYOUT_BODY, TICKETS_INBOX_TPL);
	view_show(v, TICKETS_INBOX_VIEW_OPEN);
	list = view_row(v, TICKETS_INBOX_LIST);
	for (int i = 0; i < 50; i++) {
		struct view *row = view_row(list, TICKETS_INBOX_ROW), *badge;

		view_text(row, TICKETS_INBOX_CODE, "ABC-DEFGH-123");
		view_text(row, TICKETS_INBOX_SUBJECT, "Printer <on> fire");
		view_text(row, TICKETS_INBOX_REQUESTER, "Bob Customer");
		view_text(row, TICKETS_INBOX_DEPARTMENT, "Support");
		view_text(row, TICKETS_INBOX_LAST, "Tue 10:00");
		view_text(row, TICKETS_INBOX_LAST_FULL, "Tue 24 Nov 2026");
		view_show(row, TICKETS_INBOX_STATUS_OPEN);
		view_text(view_row(row, TICKETS_INBOX_AGENT),
			  TICKETS_INBOX_NAME, "Alice Agent");
		badge = view_include(row, TICKETS_INBOX_BADGE,
				     PARTS_PROMISE_BADGE_TPL);
		view_show(badge, PARTS_PROMISE_BADGE_CALM);
		view_show(badge, PARTS_PROMISE_BADGE_WORKING);
		view_text(badge, PARTS_PROMISE_BADGE_LEFT, "1 h 20 m");
		view_text(badge, PARTS_PROMISE_BADGE_DUE_FULL, "Tue 24 Nov");
		view_int(badge, PARTS_PROMISE_BADGE_DUE_AT, 1763971200);
		view_int(badge, PARTS_PROMISE_BADGE_LEFT_SECONDS, 4800);
	}
	sbuf_clear(out);
	assert_int_equal(view_render(frame, out, &e), 0);
	view_free(frame);
	return out->len;
}

static void a_full_inbox_is_drawn_in_well_under_a_millisecond(void **state)
{
	struct sbuf out = SBUF_INIT(4 << 20);
	int64_t best = INT64_MAX;

	(void)state;
	for (int i = 0; i < 50; i++) {
		int64_t start = clock_monotonic_ns(), took;

		draw_inbox(&out);
		took = clock_monotonic_ns() - start;
		best = took < best ? took : best;
	}
	assert_non_null(strstr(out.p, "Printer &lt;on&gt; fire"));
	assert_non_null(strstr(out.p, "1 h 20 m"));
	print_message("%zu bytes in %lld us\n", out.len,
		      (long long)(best / 1000));
#ifndef __SANITIZE_ADDRESS__
	assert_true(best < 1000000);
#endif
	sbuf_release(&out);
}

static void only_safe_html_stays_html(void **state)
{
	struct view *v = view_new(PARTS_MESSAGE_TPL);
	struct sbuf out = SBUF_INIT(100000);
	struct arena *a = arena_new();
	struct err e = { 0 };

	(void)state;
	view_html(v, PARTS_MESSAGE_BODY_HTML,
		  markdown_render(a, "**yes** <b>no</b>", 17));
	assert_int_equal(view_render(v, &out, &e), 0);
	assert_non_null(strstr(out.p, "<strong>yes</strong>"));
	assert_null(strstr(out.p, "<b>no"));
	view_free(v);
	arena_free(a);
	sbuf_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_escaped_where_it_stands),
		cmocka_unit_test(a_page_beyond_its_ceiling_is_an_error),
		cmocka_unit_test(a_template_that_is_not_there_is_an_error),
		cmocka_unit_test(
			a_full_inbox_is_drawn_in_well_under_a_millisecond),
		cmocka_unit_test(only_safe_html_stays_html),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
