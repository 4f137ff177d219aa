#include "base/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* The first ${bits} of an address. */
struct range {
	unsigned char first[16];
	unsigned bits;
	const char *name;
};

/* clang-format off */
static const struct range ipv4[] = {
	{ { 0 },              8, "this network" },
	{ { 10 },             8, "private" },
	{ { 100, 64 },       10, "shared (CGNAT)" },
	{ { 127 },            8, "loopback" },
	{ { 169, 254 },      16, "link-local" },
	{ { 172, 16 },       12, "private" },
	{ { 192, 0, 0 },     24, "protocols" },
	{ { 192, 0, 2 },     24, "documentation" },
	{ { 192, 31, 196 },  24, "AS112" },
	{ { 192, 52, 193 },  24, "AMT" },
	{ { 192, 88, 99 },   24, "6to4" },
	{ { 192, 168 },      16, "private" },
	{ { 192, 175, 48 },  24, "AS112" },
	{ { 198, 18 },       15, "benchmarks" },
	{ { 198, 51, 100 },  24, "documentation" },
	{ { 203, 0, 113 },   24, "documentation" },
	{ { 224 },            4, "multicast" },
	{ { 240 },            4, "reserved" },
};

/* Of 2000::/3; nothing outside it is of the Internet. */
static const struct range ipv6[] = {
	{ { 0x20, 0x01, 0x00 },       23, "protocols (Teredo)" },
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32, "documentation" },
	{ { 0x20, 0x02 },             16, "6to4" },
	{ { 0x26, 0x20, 0x00, 0x4f, 0x80, 0x00 }, 48, "AS112" },
	{ { 0x3f, 0xff, 0x00 },       20, "documentation" },
};
static const struct range ipv6_known[] = {
	{ { 0 },                      96, "unspecified or loopback" },
	{ { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff }, 96, "mapped" },
	{ { 0x00, 0x64, 0xff, 0x9b }, 32, "NAT64" },
	{ { 0xfc },                    7, "unique local" },
	{ { 0xfe, 0x80 },             10, "link-local" },
	{ { 0xfe, 0xc0 },             10, "site-local" },
	{ { 0xff },                    8, "multicast" },
};
static const struct range internet6 = { { 0x20 }, 3, "" };
/* clang-format on */

static bool within(const unsigned char *bytes, const struct range *r)
{
	unsigned whole = r->bits / 8, rest = r->bits % 8;

	if (memcmp(bytes, r->first, whole) != 0)
		return false;
	return rest == 0 || (bytes[whole] ^ r->first[whole]) >> (8 - rest) == 0;
}

static const char *find(const unsigned char *bytes, const struct range *v,
			size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (within(bytes, &v[i]))
			return v[i].name;
	return NULL;
}

/* Its bytes in the order of the net; NULL when it is neither. */
static const unsigned char *bytes_of(const struct sockaddr *sa, size_t *n)
{
	const void *in = sa;

	if (sa->sa_family == AF_INET) {
		*n = 4;
		return (const void *)&((const struct sockaddr_in *)in)
			->sin_addr;
	}
	if (sa->sa_family == AF_INET6) {
		*n = 16;
		return (const void *)&((const struct sockaddr_in6 *)in)
			->sin6_addr;
	}
	*n = 0;
	return NULL;
}

const char *address_refused(const struct sockaddr *sa)
{
	const char *name;
	size_t n;
	const unsigned char *bytes = bytes_of(sa, &n);

	if (n == 4)
		return find(bytes, ipv4, COUNT_OF(ipv4));
	if (n != 16)
		return "of another kind";
	if (within(bytes, &internet6))
		return find(bytes, ipv6, COUNT_OF(ipv6));
	name = find(bytes, ipv6_known, COUNT_OF(ipv6_known));
	return name ? name : "reserved";
}

const char *address_text(const struct sockaddr *sa, char out[ADDRESS_TEXT])
{
	size_t n;
	const unsigned char *bytes = bytes_of(sa, &n);

	if (!bytes || !inet_ntop(sa->sa_family, bytes, out, ADDRESS_TEXT))
		*out = '\0';
	return out;
}

bool address_same(const struct sockaddr *a, const struct sockaddr *b)
{
	size_t na, nb;
	const unsigned char *x = bytes_of(a, &na), *y = bytes_of(b, &nb);

	return x && y && na == nb && memcmp(x, y, na) == 0;
}
