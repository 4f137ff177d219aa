#include "support/test.h"

#include "base/arena.h"

#include <stdalign.h>

static void everything_is_zeroed_and_aligned(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 200; size += 7) {
			unsigned char *p = arena_alloc(a, size);

			assert_int_equal((uintptr_t)p % alignof(max_align_t),
					 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xff, size);
		}
		arena_reset(a);
	}
	arena_free(a);
}

static void pieces_do_not_overlap(void **state)
{
	struct arena *a = arena_new();
	unsigned char *piece[300];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(piece); i++) {
		piece[i] = arena_alloc(a, i * 13);
		memset(piece[i], (int)(i & 0xff), i * 13);
	}
	for (size_t i = 0; i < COUNT_OF(piece); i++)
		for (size_t k = 0; k < i * 13; k++)
			assert_int_equal(piece[i][k], i & 0xff);
	arena_free(a);
}

static void a_piece_may_be_larger_than_a_block(void **state)
{
	struct arena *a = arena_new();
	char *small = arena_str(a, "before");
	char *large = arena_alloc(a, 5u * 1024 * 1024);
	char *after = arena_str(a, "after");

	(void)state;
	memset(large, 'x', 5u * 1024 * 1024);
	assert_string_equal(small, "before");
	assert_string_equal(after, "after");
	arena_free(a);
}

static void used_counts_bytes_since_the_reset(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_int_equal(arena_used(a), 0);
	arena_alloc(a, 100);
	arena_array(a, 3, 8);
	assert_int_equal(arena_used(a), 124);
	arena_reset(a);
	assert_int_equal(arena_used(a), 0);
	arena_free(a);
}

static void text_is_copied_with_a_nul(void **state)
{
	struct arena *a = arena_new();
	char *s = arena_copy(a, "abcdef", 3);

	(void)state;
	assert_string_equal(s, "abc");
	assert_string_equal(arena_copy(a, NULL, 0), "");
	assert_memory_equal(arena_copy(a, "a\0b", 3), "a\0b", 4);
	assert_null(arena_str(a, NULL));
	assert_string_equal(arena_str(a, ""), "");
	assert_string_equal(arena_printf(a, "%s-%d", "x", 7), "x-7");
	assert_string_equal(arena_printf(a, "%s", ""), "");
	arena_free(a);
}

static void freeing_null_is_harmless(void **state)
{
	(void)state;
	arena_free(NULL);
}

/* Sizes hidden from the compiler, which would see that they cannot be. */
static volatile size_t huge = SIZE_MAX;

static void alloc_huge(void)
{
	arena_alloc(arena_new(), huge);
}

static void alloc_huge_for_header(void)
{
	arena_alloc(arena_new(), huge - 40);
}

static void array_overflow(void)
{
	arena_array(arena_new(), huge / 4, 8);
}

static void room_overflow(void)
{
	size_t cap = huge / 8;

	arena_room(arena_new(), NULL, cap, &cap, 8);
}

static void copy_overflow(void)
{
	arena_copy(arena_new(), "", huge);
}

static void sizes_that_overflow_abort(void **state)
{
	(void)state;
	check_aborts("the largest size", alloc_huge);
	check_aborts("a size with no room for the header",
		     alloc_huge_for_header);
	check_aborts("a product past the largest size", array_overflow);
	check_aborts("an array that grows past it", room_overflow);
	check_aborts("no room for the NUL", copy_overflow);
}

static void an_array_grows_and_keeps_what_it_has(void **state)
{
	struct arena *a = arena_new();
	size_t cap = 0, moves = 0;
	int *list = NULL;

	(void)state;
	for (size_t n = 0; n < 1000; n++) {
		const int *old = list;

		ARENA_ROOM(a, list, n, cap);
		moves += list != old;
		assert_true(n < cap);
		assert_int_equal(list[n], 0);
		list[n] = (int)n;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list[i], i);
	assert_in_range(moves, 1, 10);
	arena_free(a);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("everything is zeroed and aligned",
		     everything_is_zeroed_and_aligned),
		TEST("pieces do not overlap", pieces_do_not_overlap),
		TEST("a piece may be larger than a block",
		     a_piece_may_be_larger_than_a_block),
		TEST("used counts bytes since the reset",
		     used_counts_bytes_since_the_reset),
		TEST("text is copied with a NUL", text_is_copied_with_a_nul),
		TEST("an array grows and keeps what it has",
		     an_array_grows_and_keeps_what_it_has),
		TEST("freeing NULL is harmless", freeing_null_is_harmless),
		TEST("sizes that overflow abort", sizes_that_overflow_abort),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
