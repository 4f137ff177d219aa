#ifndef BASE_URL_H
#define BASE_URL_H
/*
 * url: where a URL of ours to call leads, read so strictly that no other reader
 * could take it to lead elsewhere.
 *
 * Good is https://NAME[:443|:8443][/...][?...] in printable ASCII. NAME is a
 * host's name with a dot in it, never an address in whatever spelling: what
 * ends in something that is no letter could be one. No user, no password, no
 * backslash, no #part.
 */
#include "base/err.h"

#define URL_HOST 253 /* bytes of a name */

struct url {
	char host[URL_HOST + 1]; /* in small letters */
	int port;
	const char *rest; /* lent from the text: path and query, or "" */
};

/* ERR_INVALID says what is wrong with it. */
enum err_kind url_read(const char *text, struct url *out,
		       struct err *e) MUST_CHECK;

/* The same for "NAME" or "NAME:8443" alone. */
enum err_kind url_read_host(const char *text, struct url *out,
			    struct err *e) MUST_CHECK;

#endif
