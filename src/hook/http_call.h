#ifndef HOOK_HTTP_CALL_H
#define HOOK_HTTP_CALL_H
/*
 * http_call: one POST over TLS. The one file that knows libcurl.
 *
 * It goes to the addresses that resolve() gave and to no other, whatever the
 * resolver says a moment later; who answers there must prove to be the host by
 * a certificate that this system trusts. Redirects are not followed, proxies
 * and files of curl's own settings not asked, cookies not kept, and of the
 * answer no more than LIMIT_CALL_BYTES are read.
 */
#include "hook/resolve.h"

#define HTTP_CALL_HEADERS 8
#define HTTP_CALL_DETAIL 256

struct http_call {
	const char *url, *host, *body;
	int port;
	const char *headers[HTTP_CALL_HEADERS]; /* up to the first NULL */
	int64_t ms;                             /* that it may take */
};

struct http_answer {
	enum call_outcome outcome;
	int status;
	char address[46];
	char detail[HTTP_CALL_DETAIL];
	char body[4 * LIMIT_CALL_ANSWER + 1]; /* how it begins, as it came */
	size_t len;
};

/* Call it, at one of these addresses; fills ${out}. */
void http_call(const struct http_call *in, const struct resolved *at,
	       struct http_answer *out);

#endif
