#ifndef STORE_KEY_PAGE_H
#define STORE_KEY_PAGE_H
/*
 * key_page: what pages of lists have in common that are walked by key: one
 * that goes back is read from its last row to its first, and one row more than
 * fits tells that there is more.
 */
#include "base/attr.h"

/*
 * key_page_end(rows, n, size, back, keyed, more, before, after):
 * Put the ${n} rows of ${size} bytes in the list's order if the page was read
 * ${back}, and say on which sides there are others: ${keyed} is whether it
 * began at a row that was seen, ${more} whether another row followed.
 */
void key_page_end(void *rows, size_t n, size_t size, bool back, bool keyed,
		  bool more, bool *before, bool *after);

#endif
