#include "base/arena.h"
#include "base/err.h"

#include <stdalign.h>

/*
 * Under ASan every piece is a block of its own, so that an overrun is seen.
 */
#ifdef __SANITIZE_ADDRESS__
#define BLOCK_SIZE 0
#else
#define BLOCK_SIZE ((size_t)16 * 1024)
#endif
#define BLOCK_SIZE_MAX ((size_t)1024 * 1024)
#define FIRST_ROOM 8

struct block {
	struct block *next;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *first; /* kept by a reset */
	struct block *now;
	size_t handed_out;
	size_t next_size;
};

static struct block *block_new(size_t size)
{
	struct block *b = NULL;
	size_t all;

	if (!__builtin_add_overflow(sizeof(*b), size, &all))
		b = malloc(all);
	if (!b)
		err_no_memory();
	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

static void blocks_free(struct block *b)
{
	while (b) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
}

struct arena *arena_new(void)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (!a)
		err_no_memory();
	a->first = a->now = block_new(BLOCK_SIZE);
	a->next_size = BLOCK_SIZE * 2;
	return a;
}

void arena_reset(struct arena *a)
{
	blocks_free(a->first->next);
	a->first->next = NULL;
	a->first->used = 0;
	a->now = a->first;
	a->handed_out = 0;
	a->next_size = BLOCK_SIZE * 2;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	blocks_free(a->first);
	free(a);
}

/* A block with room for ${size}; blocks double, so there are few of them. */
static struct block *block_for(struct arena *a, size_t size)
{
	struct block *b;

	if (size <= a->now->size - a->now->used)
		return a->now;
	b = block_new(size > a->next_size ? size : a->next_size);
	if (a->next_size < BLOCK_SIZE_MAX)
		a->next_size *= 2;
	a->now->next = b;
	a->now = b;
	return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct block *b;
	size_t room;
	void *p;

	if (__builtin_add_overflow(size ? size : 1, align - 1, &room))
		err_no_memory();
	room -= room % align;
	b = block_for(a, room);
	p = b->bytes + b->used;
	b->used += room;
	a->handed_out += size;
	return memset(p, 0, size);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(n, size, &all))
		err_no_memory();
	return arena_alloc(a, all);
}

void *arena_room(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
{
	void *more;

	if (n < *cap)
		return v;
	*cap = *cap ? 2 * *cap : FIRST_ROOM;
	more = arena_array(a, *cap, size);
	if (n > 0)
		memcpy(more, v, n * size);
	return more;
}

char *arena_copy(struct arena *a, const char *s, size_t n)
{
	size_t all;
	char *p;

	if (__builtin_add_overflow(n, 1, &all))
		err_no_memory();
	p = arena_alloc(a, all);
	if (n)
		memcpy(p, s, n);
	return p;
}

char *arena_str(struct arena *a, const char *s)
{
	return s ? arena_copy(a, s, strlen(s)) : NULL;
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		err_no_memory();
	p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}

size_t arena_used(const struct arena *a)
{
	return a->handed_out;
}
