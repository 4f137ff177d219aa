#include "store/key_page.h"

static void swap(unsigned char *a, unsigned char *b, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char other = a[i];

		a[i] = b[i];
		b[i] = other;
	}
}

void key_page_end(void *rows, size_t n, size_t size, bool back, bool keyed,
		  bool more, bool *before, bool *after)
{
	unsigned char *at = rows;

	for (size_t i = 0; back && i < n / 2; i++)
		swap(at + i * size, at + (n - 1 - i) * size, size);
	*before = back ? more : keyed;
	*after = back || more;
}
