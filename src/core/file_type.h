#ifndef CORE_FILE_TYPE_H
#define CORE_FILE_TYPE_H
/*
 * file_type: what a file is, by its first bytes. What it is called and what its
 * sender says it is prove nothing, and are not asked.
 *
 * The list is short on purpose: what is not on it is handed out as bytes that
 * no browser does anything with. SVG and HTML are not on it.
 */
#include "base/attr.h"

/* The numbers are stored. */
enum file_type {
	FILE_OTHER,
	FILE_PNG,
	FILE_JPEG,
	FILE_GIF,
	FILE_WEBP,
	FILE_PDF,
	FILE_TYPE_N
};

/* ${n} bytes from its beginning; 16 are enough. */
enum file_type file_type_of(const unsigned char *head, size_t n);

/* "image/png"; "application/octet-stream" for what we do not know. */
const char *file_type_mime(enum file_type t);

/* Is it an image that a page may show? */
bool file_type_image(enum file_type t);

#endif
