#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H
/*
 * multipart: a form with files (multipart/form-data) as it comes, piece by
 * piece, in constant memory.
 *
 *	multipart_start(&m, content_type, &sink)
 *	while ((to = multipart_room(&m, &n)), (got = read(to, n)) > 0)
 *		if (!multipart_take(&m, got))
 *			refuse
 *	if (!multipart_whole(&m))
 *		refuse
 *
 * Strict where browsers are: it begins with the boundary, lines end in CRLF,
 * each part says once what field it is. LIMIT_PARTS, LIMIT_PART_HEAD. What is
 * read of a name is bytes of anything; nothing is trusted.
 */
#include "base/attr.h"
#include "base/limits.h"

#define MULTIPART_BOUNDARY 70 /* bytes at most, by RFC 2046 */
#define MULTIPART_NAME 100    /* of a field, in bytes */

/* Who is told; each says whether to go on. */
struct multipart_sink {
	void *cookie;
	/* A field; ${file} is NULL, or what the file is called. Lent. */
	bool (*begin)(void *cookie, const char *name, const char *file,
		      size_t file_n);
	bool (*data)(void *cookie, const char *s, size_t n);
	bool (*end)(void *cookie);
};

enum multipart_at {
	MULTIPART_START,
	MULTIPART_BETWEEN, /* behind a boundary */
	MULTIPART_HEAD,
	MULTIPART_BODY,
	MULTIPART_DONE,
	MULTIPART_BAD
};

struct multipart {
	const struct multipart_sink *sink;
	enum multipart_at at;
	int parts;
	char delimiter[MULTIPART_BOUNDARY + 5]; /* "\r\n--BOUNDARY" */
	size_t delimiter_n, from, to;           /* what waits in buffer */
	char buffer[64 * 1024];
};

/* False: that content type names no boundary, or no form at all. */
bool multipart_start(struct multipart *m, const char *content_type,
		     const struct multipart_sink *sink) MUST_CHECK;

/* Where the next bytes go, and how many may; never none. */
char *multipart_room(struct multipart *m, size_t *n);

/* ${n} bytes were put there. False: it is no such form, or the sink said so. */
bool multipart_take(struct multipart *m, size_t n) MUST_CHECK;

/* Did it come to its end? */
bool multipart_whole(const struct multipart *m);

#endif
