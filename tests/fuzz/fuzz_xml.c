/*
 * What xml_read takes, xml_write can write again, and what that gives is read
 * to the same and written to the same bytes.
 */
#include "base/xml.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sbuf first = SBUF_INIT((size_t)64 * 1024 * 1024);
	struct sbuf second = SBUF_INIT((size_t)64 * 1024 * 1024);
	struct arena *a = arena_new();
	struct xml_element *root, *again;
	struct err e = { 0 };

	if (xml_read(a, (const char *)data, size, &root, &e)) {
		assert(e.kind == ERR_INVALID && e.msg[0]);
	} else if (xml_write(&first, root, 0)) {
		if (xml_read(a, sbuf_text(&first), first.len, &again, &e))
			abort();
		assert(xml_write(&second, again, 0));
		assert(strcmp(sbuf_text(&first), sbuf_text(&second)) == 0);
	}
	sbuf_release(&first);
	sbuf_release(&second);
	arena_free(a);
	return 0;
}
