#include "hook/resolve.h"

#include <netdb.h>

#include "base/address.h"

static enum call_outcome add(const struct addrinfo *one, struct resolved *out,
			     char *detail, size_t size)
{
	const char *of = address_refused(one->ai_addr);
	char text[ADDRESS_TEXT];

	if (of) {
		(void)snprintf(detail, size, "%s: %s",
			       address_text(one->ai_addr, text), of);
		return CALL_INSIDE;
	}
	if (out->n == LIMIT_CALL_ADDRESSES) {
		(void)snprintf(detail, size, "more than %d addresses",
			       LIMIT_CALL_ADDRESSES);
		return CALL_INSIDE;
	}
	memcpy(&out->v[out->n++], one->ai_addr, one->ai_addrlen);
	return CALL_DONE;
}

enum call_outcome resolve(const char *host, struct resolved *out, char *detail,
			  size_t size)
{
	const struct addrinfo hints = { .ai_family = AF_UNSPEC,
					.ai_socktype = SOCK_STREAM };
	enum call_outcome outcome = CALL_DONE;
	struct addrinfo *all = NULL;
	int rc = getaddrinfo(host, NULL, &hints, &all);

	out->n = 0;
	if (rc != 0) {
		(void)snprintf(detail, size, "%s", gai_strerror(rc));
		return CALL_NO_NAME;
	}
	for (struct addrinfo *one = all; one && outcome == CALL_DONE;
	     one = one->ai_next)
		outcome = add(one, out, detail, size);
	freeaddrinfo(all);
	return outcome;
}

bool resolve_has(const struct resolved *r, const struct sockaddr *sa)
{
	for (size_t i = 0; i < r->n; i++)
		if (address_same((const struct sockaddr *)&r->v[i], sa))
			return true;
	return false;
}
