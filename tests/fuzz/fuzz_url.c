/* A URL that is read leads to a host's name, and is read again as the same. */
#include "base/url.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = calloc(1, size + 1), *again;
	struct url url, same;
	struct err e = { 0 };
	size_t n;

	assert(text);
	memcpy(text, data, size);
	if (url_read(text, &url, &e) == ERR_NONE) {
		n = strlen(url.host) + strlen(url.rest) + 32;
		again = malloc(n);
		assert(again);
		snprintf(again, n, "https://%s:%d%s", url.host, url.port,
			 url.rest);
		assert(url_read(again, &same, &e) == ERR_NONE);
		assert(strcmp(url.host, same.host) == 0);
		assert(url.port == same.port);
		assert(strcmp(url.rest, same.rest) == 0);
		assert(strchr(url.host, '.') && !strpbrk(url.host, "@:/[]%"));
		free(again);
	}
	free(text);
	return 0;
}
