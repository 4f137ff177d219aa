#include "base/url.h"

#include <string.h>

#define SCHEME "https://"
#define LABEL 63 /* bytes between two dots */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static enum err_kind check_letters(const char *s, struct err *e)
{
	for (; *s; s++)
		if (*s <= ' ' || *s >= 0x7f || *s == '\\' || *s == '#')
			return err_set(e, ERR_INVALID,
				       "a blank, #, \\ or a letter beyond ASCII"
				       " is in it");
	return ERR_NONE;
}

/* One part of a name: ${n} bytes. The last one begins with a letter. */
static bool is_label(const char *s, size_t n, bool last)
{
	if (n == 0 || n > LABEL || s[0] == '-' || s[n - 1] == '-' ||
	    (last && !is_letter(s[0])))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_letter(s[i]) && !is_digit(s[i]) && s[i] != '-')
			return false;
	return true;
}

static enum err_kind read_name(const char *s, size_t n, struct url *out,
			       struct err *e)
{
	size_t from = 0, dots = 0;

	if (n == 0 || n > URL_HOST)
		return err_set(e, ERR_INVALID,
			       "a host's name has 1 to %d letters", URL_HOST);
	for (size_t i = 0; i <= n; i++) {
		if (i < n && s[i] != '.')
			continue;
		if (!is_label(s + from, i - from, i == n))
			return err_set(e, ERR_INVALID,
				       "\"%.*s\" is no host's name",
				       n > 100 ? 100 : (int)n, s);
		dots += i < n;
		from = i + 1;
	}
	if (dots == 0)
		return err_set(e, ERR_INVALID,
			       "\"%.*s\" has no dot: name the host in full",
			       (int)n, s);
	for (size_t i = 0; i < n; i++)
		out->host[i] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + 32)
							  : s[i];
	out->host[n] = '\0';
	return ERR_NONE;
}

/* NAME or NAME:PORT, ${n} bytes. */
static enum err_kind read_authority(const char *s, size_t n, struct url *out,
				    struct err *e)
{
	const char *colon = memchr(s, ':', n);
	size_t name = colon ? (size_t)(colon - s) : n;
	size_t digits = colon ? n - name - 1 : 0;

	out->port = 443;
	if (memchr(s, '@', n))
		return err_set(e, ERR_INVALID,
			       "a user or password is in it: sign what is sent"
			       " instead");
	if (memchr(s, '[', n))
		return err_set(e, ERR_INVALID,
			       "it has an address in place of a host's name");
	if (colon && digits == 4 && memcmp(colon + 1, "8443", 4) == 0)
		out->port = 8443;
	else if (colon && !(digits == 3 && memcmp(colon + 1, "443", 3) == 0))
		return err_set(e, ERR_INVALID, "the port is 443 or 8443");
	return read_name(s, name, out, e);
}

enum err_kind url_read(const char *text, struct url *out, struct err *e)
{
	const char *from;
	size_t n;

	*out = (struct url){ .rest = "" };
	if (check_letters(text, e))
		return e->kind;
	if (strncasecmp(text, SCHEME, strlen(SCHEME)) != 0)
		return err_set(e, ERR_INVALID,
			       "it does not begin with https://");
	from = text + strlen(SCHEME);
	n = strcspn(from, "/?");
	if (read_authority(from, n, out, e))
		return e->kind;
	out->rest = from + n;
	return ERR_NONE;
}

enum err_kind url_read_host(const char *text, struct url *out, struct err *e)
{
	*out = (struct url){ .rest = "" };
	if (check_letters(text, e))
		return e->kind;
	return read_authority(text, strlen(text), out, e);
}
