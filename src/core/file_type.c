#include "core/file_type.h"

/* Bytes that stand at an offset; a GIF has two beginnings. */
static const struct mark {
	enum file_type type;
	size_t at, n;
	const char *bytes;
} marks[] = {
	{ FILE_PNG, 0, 8, "\x89PNG\r\n\x1a\n" },
	{ FILE_JPEG, 0, 3, "\xff\xd8\xff" },
	{ FILE_GIF, 0, 6, "GIF87a" },
	{ FILE_GIF, 0, 6, "GIF89a" },
	{ FILE_WEBP, 8, 4, "WEBP" },
	{ FILE_PDF, 0, 5, "%PDF-" },
};

static bool has(const unsigned char *head, size_t n, size_t at,
		const char *bytes, size_t len)
{
	return n >= at + len && memcmp(head + at, bytes, len) == 0;
}

enum file_type file_type_of(const unsigned char *head, size_t n)
{
	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		const struct mark *m = &marks[i];

		if (!has(head, n, m->at, m->bytes, m->n))
			continue;
		if (m->type == FILE_WEBP && !has(head, n, 0, "RIFF", 4))
			continue;
		return m->type;
	}
	return FILE_OTHER;
}

const char *file_type_mime(enum file_type t)
{
	static const char *const mimes[FILE_TYPE_N] = {
		[FILE_PNG] = "image/png",       [FILE_JPEG] = "image/jpeg",
		[FILE_GIF] = "image/gif",       [FILE_WEBP] = "image/webp",
		[FILE_PDF] = "application/pdf",
	};

	return (size_t)t < FILE_TYPE_N && mimes[t] ? mimes[t]
						   : "application/octet-stream";
}

bool file_type_image(enum file_type t)
{
	return t == FILE_PNG || t == FILE_JPEG || t == FILE_GIF ||
	       t == FILE_WEBP;
}
