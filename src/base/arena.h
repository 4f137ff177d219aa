#ifndef BASE_ARENA_H
#define BASE_ARENA_H
/*
 * arena: memory that lives as long as one request, one batch or one letter.
 *
 * What an arena hands out is aligned for any type and stays until the arena is
 * reset or freed; nothing is freed one by one. Out of memory aborts the
 * process, so no function here fails.
 */
#include "base/attr.h"
#include <stdarg.h>

struct arena;

struct arena *arena_new(void);

/* Forget everything in it; keeps its first block for the next use. */
void arena_reset(struct arena *a);

/* Accepts NULL. */
void arena_free(struct arena *a);

/* ${size} bytes, zeroed. */
void *arena_alloc(struct arena *a, size_t size)
	__attribute__((returns_nonnull));

/* An array of ${n} zeroed elements; aborts when n * size overflows. */
void *arena_array(struct arena *a, size_t n, size_t size)
	__attribute__((returns_nonnull));

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

/*
 * ARENA_ROOM(a, v, n, cap):
 * Room for one more behind the ${n} elements of an array ${v} of that arena:
 * when all ${cap} are in use it moves to twice as many, zeroed behind the old
 * ones. It begins as NULL with a ${cap} of 0, a size_t.
 */
void *arena_room(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
	__attribute__((returns_nonnull));
#define ARENA_ROOM(a, v, n, cap)                                               \
	((v) = arena_room((a), (v), (n), &(cap), sizeof(*(v))))

/* A copy of ${n} bytes with a NUL behind them. */
char *arena_copy(struct arena *a, const char *s, size_t n);

/* A copy of a string; NULL stays NULL. */
char *arena_str(struct arena *a, const char *s);

char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	PRINTF_LIKE(2, 0);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);

#endif
