#include "base/fold.h"

#include <pthread.h>
#include <utf8proc.h>
#include "base/arena.h"

#define PLANE 0x10000 /* beyond it scripts with two cases are dead ones */

static uint16_t folded[PLANE];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* By way of the capital, as two small letters can have the same one. */
static uint32_t fold_code(uint32_t code)
{
	utf8proc_int32_t up = utf8proc_toupper((utf8proc_int32_t)code);

	return (uint32_t)utf8proc_tolower(up);
}

static void fill(void)
{
	for (uint32_t code = 0; code < PLANE; code++) {
		uint32_t to = fold_code(code);

		folded[code] = (uint16_t)(to < PLANE ? to : code);
	}
}

static size_t put(unsigned char *out, uint32_t code)
{
	if (code < 0x80) {
		out[0] = (unsigned char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (unsigned char)(0xc0 | code >> 6);
		out[1] = (unsigned char)(0x80 | (code & 0x3f));
		return 2;
	}
	out[0] = (unsigned char)(0xe0 | code >> 12);
	out[1] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
	out[2] = (unsigned char)(0x80 | (code & 0x3f));
	return 3;
}

/* A run of ASCII, eight bytes at a time; returns how many. */
static size_t put_ascii(unsigned char *out, const unsigned char *in, size_t n)
{
	size_t at = 0;

	for (uint64_t w; at + 8 <= n; at += 8) {
		memcpy(&w, in + at, 8);
		if (w & UINT64_C(0x8080808080808080))
			break;
		for (size_t i = at; i < at + 8; i++)
			out[i] = (unsigned char)(in[i] |
						 ((unsigned)in[i] - 'A' < 26)
							 << 5);
	}
	for (; at < n && in[at] < 0x80; at++)
		out[at] = (unsigned char)folded[in[at]];
	return at;
}

/* A letter of two or three bytes. */
static uint32_t letter(const unsigned char *in, size_t size)
{
	return size == 2 ? (in[0] & 0x1fU) << 6 | (in[1] & 0x3fU)
			 : (in[0] & 0x0fU) << 12 | (in[1] & 0x3fU) << 6 |
				   (in[2] & 0x3fU);
}

const char *fold_text(struct arena *a, const char *s, size_t n, size_t *len)
{
	const unsigned char *in = (const unsigned char *)s;
	/* Two bytes become three at most. */
	unsigned char *out = arena_alloc(a, n + n / 2 + 1);
	size_t at = 0;

	(void)pthread_once(&once, fill);
	for (size_t i = 0; i < n;) {
		size_t size = in[i] < 0xe0 ? 2 : in[i] < 0xf0 ? 3 : 4;

		if (in[i] < 0x80) {
			size = put_ascii(out + at, in + i, n - i);
			at += size;
		} else if (size == 4 || size > n - i) {
			size = size < n - i ? size : n - i;
			memcpy(out + at, in + i, size);
			at += size;
		} else {
			at += put(out + at, folded[letter(in + i, size)]);
		}
		i += size;
	}
	*len = at;
	return (const char *)out;
}
