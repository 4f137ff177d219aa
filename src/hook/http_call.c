#include "hook/http_call.h"

#include <curl/curl.h>

#include "base/address.h"
#include "base/sbuf.h"

#define TEXT_MAX 65536

/* While it goes on. */
struct call {
	const struct resolved *at;
	struct http_answer *out;
	size_t bytes; /* of the answer so far, its head too */
	bool enough;  /* we wanted no more */
};

/* ---- What curl asks and tells -------------------------------------------- */

static curl_socket_t open_socket(void *cookie, curlsocktype purpose,
				 struct curl_sockaddr *to)
{
	const struct call *c = cookie;

	if (purpose != CURLSOCKTYPE_IPCXN || !resolve_has(c->at, &to->addr))
		return CURL_SOCKET_BAD;
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* Fewer than ${n} end it. */
static size_t count(struct call *c, size_t n)
{
	c->bytes += n;
	c->enough = c->bytes > LIMIT_CALL_BYTES;
	return c->enough ? 0 : n;
}

static size_t take_head(char *p, size_t size, size_t n, void *cookie)
{
	(void)p;
	return count(cookie, size * n);
}

static size_t take_body(char *p, size_t size, size_t n, void *cookie)
{
	struct call *c = cookie;
	struct http_answer *out = c->out;
	size_t len = size * n, room = sizeof(out->body) - 1 - out->len;
	size_t kept = len < room ? len : room;

	memcpy(out->body + out->len, p, kept);
	out->len += kept;
	return count(c, len);
}

/* ---- What came of it ----------------------------------------------------- */

static enum call_outcome of_status(long status)
{
	if (status >= 200 && status < 300)
		return CALL_DONE;
	return status >= 300 && status < 400 ? CALL_REDIRECT : CALL_STATUS;
}

static enum call_outcome of_code(CURLcode code)
{
	switch (code) {
	case CURLE_OPERATION_TIMEDOUT:
		return CALL_TIMEOUT;
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
		return CALL_TLS;
	case CURLE_OUT_OF_MEMORY:
	case CURLE_FAILED_INIT:
	case CURLE_URL_MALFORMAT:
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_BAD_FUNCTION_ARGUMENT:
		return CALL_BROKEN;
	default:
		return CALL_NO_LINK;
	}
}

static void conclude(CURL *h, CURLcode code, const struct call *c,
		     const char *said)
{
	struct http_answer *out = c->out;
	char *address = NULL;
	long status = 0;

	(void)curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
	(void)curl_easy_getinfo(h, CURLINFO_PRIMARY_IP, &address);
	(void)snprintf(out->address, sizeof(out->address), "%s",
		       address ? address : "");
	out->status = (int)status;
	if (code == CURLE_OK || (c->enough && status > 0)) {
		out->outcome = of_status(status);
		return;
	}
	out->outcome = of_code(code);
	(void)snprintf(out->detail, sizeof(out->detail), "%s",
		       *said ? said : curl_easy_strerror(code));
}

/* ---- Calling ------------------------------------------------------------- */

/* "HOST:PORT:ADDRESS,ADDRESS": curl asks nobody else for them. */
static struct curl_slist *pinned(const struct http_call *in,
				 const struct resolved *at)
{
	struct sbuf b = SBUF_INIT(TEXT_MAX);
	struct curl_slist *list;
	char text[ADDRESS_TEXT];

	sbuf_printf(&b, "%s:%d:", in->host, in->port);
	for (size_t i = 0; i < at->n; i++) {
		bool six = at->v[i].ss_family == AF_INET6;

		sbuf_printf(
			&b, "%s%s%s%s", i ? "," : "", six ? "[" : "",
			address_text((const struct sockaddr *)&at->v[i], text),
			six ? "]" : "");
	}
	list = b.failed ? NULL : curl_slist_append(NULL, sbuf_text(&b));
	sbuf_release(&b);
	return list;
}

static struct curl_slist *headers_of(const struct http_call *in)
{
	/* No waiting for leave to send what is small. */
	struct curl_slist *all = curl_slist_append(NULL, "Expect:"), *more;

	for (size_t i = 0; all && i < HTTP_CALL_HEADERS && in->headers[i];
	     i++) {
		more = curl_slist_append(all, in->headers[i]);
		if (!more)
			curl_slist_free_all(all);
		all = more;
	}
	return all;
}

/* Where to, and nowhere else. */
static bool set_target(CURL *h, const struct http_call *in,
		       struct curl_slist *addresses, struct call *c)
{
	return !curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https") &&
	       !curl_easy_setopt(h, CURLOPT_REDIR_PROTOCOLS_STR, "https") &&
	       !curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L) &&
	       !curl_easy_setopt(h, CURLOPT_PROXY, "") &&
	       !curl_easy_setopt(h, CURLOPT_NOPROXY, "*") &&
	       !curl_easy_setopt(h, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
	       !curl_easy_setopt(h, CURLOPT_URL, in->url) &&
	       !curl_easy_setopt(h, CURLOPT_RESOLVE, addresses) &&
	       !curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, open_socket) &&
	       !curl_easy_setopt(h, CURLOPT_OPENSOCKETDATA, c);
}

/* Who must it be, and how long may it take? */
static bool set_trust(CURL *h, const struct http_call *in)
{
	return !curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L) &&
	       !curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L) &&
	       !curl_easy_setopt(h, CURLOPT_SSLVERSION,
				 (long)CURL_SSLVERSION_TLSv1_2) &&
	       !curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, (long)in->ms) &&
	       !curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, (long)in->ms) &&
	       !curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
}

static bool set_talk(CURL *h, const struct http_call *in,
		     struct curl_slist *headers, struct call *c, char *said)
{
	return !curl_easy_setopt(h, CURLOPT_POST, 1L) &&
	       !curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE,
				 (curl_off_t)strlen(in->body)) &&
	       !curl_easy_setopt(h, CURLOPT_POSTFIELDS, in->body) &&
	       !curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers) &&
	       !curl_easy_setopt(h, CURLOPT_HTTP_VERSION,
				 (long)CURL_HTTP_VERSION_1_1) &&
	       !curl_easy_setopt(h, CURLOPT_PATH_AS_IS, 1L) &&
	       !curl_easy_setopt(h, CURLOPT_FORBID_REUSE, 1L) &&
	       !curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, take_head) &&
	       !curl_easy_setopt(h, CURLOPT_HEADERDATA, c) &&
	       !curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body) &&
	       !curl_easy_setopt(h, CURLOPT_WRITEDATA, c) &&
	       !curl_easy_setopt(h, CURLOPT_ERRORBUFFER, said);
}

void http_call(const struct http_call *in, const struct resolved *at,
	       struct http_answer *out)
{
	struct call c = { .at = at, .out = out };
	struct curl_slist *addresses, *headers;
	char said[CURL_ERROR_SIZE] = "";
	CURL *h;

	*out = (struct http_answer){ .outcome = CALL_BROKEN };
	(void)snprintf(out->detail, sizeof(out->detail), "libcurl");
	if (curl_global_init(CURL_GLOBAL_DEFAULT))
		return;
	h = curl_easy_init();
	addresses = pinned(in, at);
	headers = headers_of(in);
	if (h && addresses && headers && set_target(h, in, addresses, &c) &&
	    set_trust(h, in) && set_talk(h, in, headers, &c, said)) {
		*out->detail = '\0';
		conclude(h, curl_easy_perform(h), &c, said);
	}
	curl_slist_free_all(headers);
	curl_slist_free_all(addresses);
	curl_easy_cleanup(h);
	curl_global_cleanup();
}
