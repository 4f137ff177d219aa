#include "support/test.h"

#include "base/sbuf.h"

/* What is true of every sbuf at any time. */
static void check_sane(const struct sbuf *b)
{
	assert_true(b->len <= b->max);
	if (!b->p) {
		assert_int_equal(b->len, 0);
		return;
	}
	assert_true(b->len < b->cap);
	assert_int_equal(b->p[b->len], '\0');
}

static void it_grows_as_it_is_written(void **state)
{
	struct sbuf b = SBUF_INIT(1000);

	(void)state;
	check_sane(&b);
	assert_string_equal(sbuf_text(&b), "");
	sbuf_str(&b, "one");
	sbuf_char(&b, ' ');
	sbuf_add(&b, "two!", 3);
	sbuf_printf(&b, " %s %d", "three", 4);
	sbuf_char(&b, ' ');
	sbuf_i64(&b, INT64_MIN);
	check_sane(&b);
	assert_string_equal(sbuf_text(&b),
			    "one two three 4 -9223372036854775808");
	for (int i = 0; i < 900; i++) {
		sbuf_char(&b, 'x');
		check_sane(&b);
	}
	assert_false(b.failed);
	sbuf_release(&b);
}

static void it_may_be_filled_to_the_ceiling(void **state)
{
	static const size_t limits[] = { 0, 1, 63, 64, 65, 127, 128, 1000 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(limits); i++) {
		struct sbuf b = SBUF_INIT(limits[i]);

		for (size_t k = 0; k < limits[i]; k++)
			sbuf_char(&b, 'x');
		assert_false(b.failed);
		assert_int_equal(b.len, limits[i]);
		sbuf_char(&b, 'x');
		assert_true(b.failed);
		assert_int_equal(b.len, limits[i]);
		check_sane(&b);
		sbuf_release(&b);
	}
}

static void past_the_ceiling_nothing_is_added_and_it_sticks(void **state)
{
	struct sbuf b = SBUF_INIT(5);

	(void)state;
	sbuf_str(&b, "abc");
	sbuf_str(&b, "def");
	assert_true(b.failed);
	assert_string_equal(sbuf_text(&b), "abc");
	sbuf_char(&b, 'd');
	sbuf_printf(&b, "%d", 1);
	sbuf_add(&b, "", 0);
	assert_true(b.failed);
	assert_string_equal(sbuf_text(&b), "abc");
	check_sane(&b);
	sbuf_clear(&b);
	assert_false(b.failed);
	sbuf_printf(&b, "%s", "12345");
	assert_string_equal(sbuf_text(&b), "12345");
	assert_false(b.failed);
	sbuf_printf(&b, "%s", "6");
	assert_true(b.failed);
	sbuf_release(&b);
}

static void a_size_that_wraps_is_past_the_ceiling(void **state)
{
	struct sbuf b = SBUF_INIT(100);

	(void)state;
	sbuf_str(&b, "abc");
	sbuf_add(&b, "x", SIZE_MAX);
	assert_true(b.failed);
	sbuf_release(&b);
}

static void bytes_may_hold_nul(void **state)
{
	struct sbuf b = SBUF_INIT(10);

	(void)state;
	sbuf_add(&b, "a\0b", 3);
	assert_int_equal(b.len, 3);
	assert_memory_equal(sbuf_text(&b), "a\0b", 4);
	sbuf_release(&b);
}

static void taking_leaves_it_empty_and_reusable(void **state)
{
	struct sbuf b = SBUF_INIT(10);
	size_t n = 99;
	char *p;

	(void)state;
	p = sbuf_take(&b, &n);
	assert_string_equal(p, "");
	assert_int_equal(n, 0);
	free(p);
	sbuf_str(&b, "mine");
	p = sbuf_take(&b, &n);
	assert_int_equal(n, 4);
	assert_string_equal(p, "mine");
	free(p);
	assert_string_equal(sbuf_text(&b), "");
	assert_int_equal(b.max, 10);
	sbuf_str(&b, "again");
	sbuf_release(&b);
	assert_int_equal(b.max, 10);
	check_sane(&b);
	sbuf_release(&b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("it grows as it is written", it_grows_as_it_is_written),
		TEST("it may be filled to the ceiling",
		     it_may_be_filled_to_the_ceiling),
		TEST("past the ceiling nothing is added, and that sticks",
		     past_the_ceiling_nothing_is_added_and_it_sticks),
		TEST("a size that wraps is past the ceiling",
		     a_size_that_wraps_is_past_the_ceiling),
		TEST("bytes may hold NUL", bytes_may_hold_nul),
		TEST("taking leaves it empty and reusable",
		     taking_leaves_it_empty_and_reusable),
	};

	return cmocka_run_group_tests_name("sbuf", tests, NULL, NULL);
}
