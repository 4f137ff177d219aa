/*
 * Forms with files: whatever comes, and in whatever pieces, the same is told:
 * fields begin, hold no more than came in, and end.
 */
#include "fuzz/fuzz.h"
#include "base/sbuf.h"
#include "web/multipart.h"

struct told {
	struct sbuf text;
	bool within;
	size_t bytes;
};

static bool on_begin(void *cookie, const char *name, const char *file, size_t n)
{
	struct told *t = cookie;

	assert(!t->within && *name && strlen(name) <= MULTIPART_NAME);
	assert(!file || n <= LIMIT_PART_HEAD);
	t->within = true;
	sbuf_printf(&t->text, "%s %zu:", name, n);
	if (file)
		sbuf_add(&t->text, file, n);
	return true;
}

static bool on_data(void *cookie, const char *s, size_t n)
{
	struct told *t = cookie;

	assert(t->within && n > 0);
	t->bytes += n;
	sbuf_add(&t->text, s, n);
	return true;
}

static bool on_end(void *cookie)
{
	struct told *t = cookie;

	assert(t->within);
	t->within = false;
	sbuf_char(&t->text, ';');
	return true;
}

/* What was told of it; whether it was whole. */
static bool parse(const uint8_t *data, size_t size, size_t piece,
		  struct told *t)
{
	const struct multipart_sink sink = { t, on_begin, on_data, on_end };
	static struct multipart m;
	size_t left = size;

	assert(multipart_start(&m, "multipart/form-data; boundary=B", &sink));
	while (left > 0) {
		size_t room, n = left < piece ? left : piece;
		char *to = multipart_room(&m, &room);

		assert(room > 0);
		if (n > room)
			n = room;
		memcpy(to, data, n);
		data += n;
		left -= n;
		if (!multipart_take(&m, n))
			return false;
	}
	assert(t->bytes <= size);
	assert(!multipart_whole(&m) || !t->within);
	return multipart_whole(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct told all = { .text = SBUF_INIT(1 << 22) };
	struct told some = { .text = SBUF_INIT(1 << 22) };
	size_t piece = size > 0 ? 1 + data[size - 1] % 100 : 1;
	bool whole = parse(data, size, SIZE_MAX, &all);

	assert(parse(data, size, piece, &some) == whole);
	if (whole) {
		assert(all.text.len == some.text.len);
		assert(memcmp(sbuf_text(&all.text), sbuf_text(&some.text),
			      all.text.len) == 0);
	}
	sbuf_release(&all.text);
	sbuf_release(&some.text);
	return 0;
}
