/* Which URLs may be called, and which addresses are none of the Internet. */
#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/address.h"
#include "base/dice.h"
#include "base/url.h"
#include "support/test.h"

static bool reads(const char *text, struct url *out)
{
	struct err e = { 0 };

	return url_read(text, out, &e) == ERR_NONE;
}

static void what_has_one_reading_is_read(void **state)
{
	static const struct {
		const char *text, *host;
		int port;
		const char *rest;
	} good[] = {
		{ "https://a.example", "a.example", 443, "" },
		{ "https://a.example/", "a.example", 443, "/" },
		{ "HTTPS://A.Example/Path", "a.example", 443, "/Path" },
		{ "https://a.example:443/x", "a.example", 443, "/x" },
		{ "https://a.example:8443?q=1@2:3", "a.example", 8443,
		  "?q=1@2:3" },
		{ "https://1-2.3.xn--p1ai/%41", "1-2.3.xn--p1ai", 443, "/%41" },
	};
	struct url url;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		if (!reads(good[i].text, &url))
			fail_msg("%s is refused", good[i].text);
		assert_string_equal(url.host, good[i].host);
		assert_int_equal(url.port, good[i].port);
		assert_string_equal(url.rest, good[i].rest);
	}
}

static void what_could_lead_elsewhere_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"https://",
		"http://a.example",
		"https:a.example",
		"https:/a.example",
		"https:///a.example",
		"//a.example",
		" https://a.example",
		"https://a.example ",
		"https://a.example\n",
		"https://a.example/\x7f",
		"https://a.example/\xc3\xa9",
		"https://a.example#x",
		"https://a.example\\@b.example",
		"https://u@a.example",
		"https://u:p@a.example",
		"https://a.example@127.0.0.1",
		"https://a.example:",
		"https://a.example:80",
		"https://a.example:0443",
		"https://a.example:443:443",
		"https://a.example:8443x",
		"https://127.0.0.1",
		"https://127.1",
		"https://2130706433",
		"https://0x7f.1",
		"https://0x7f.0x1",
		"https://0177.0.0.01",
		"https://[::1]",
		"https://[::ffff:127.0.0.1]",
		"https://localhost",
		"https://a.example.",
		"https://.a.example",
		"https://a..example",
		"https://-a.example",
		"https://a-.example",
		"https://a_b.example",
		"https://a%2eexample",
		"https://a.1example",
	};
	struct url url;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (reads(bad[i], &url))
			fail_msg("\"%s\" is read as %s", bad[i], url.host);
}

static void names_have_their_lengths(void **state)
{
	char text[400] = "https://";
	struct url url;

	(void)state;
	memset(text + 8, 'a', 63);
	memcpy(text + 71, ".example", 9);
	assert_true(reads(text, &url));
	memset(text + 8, 'a', 64);
	memcpy(text + 72, ".example", 9);
	assert_false(reads(text, &url));
	for (size_t n = 253; n <= 254; n++) {
		for (size_t i = 0; i < n; i++)
			text[8 + i] = i % 2 && i + 1 < n ? '.' : 'a';
		text[8 + n] = '\0';
		if (n == 254) /* ends in two letters */
			text[8 + 252] = 'a', text[8 + 251] = '.';
		assert_int_equal(reads(text, &url), n == 253);
	}
}

/* Whatever is read is put together from nothing but what may be in a name. */
static void any_text_is_read_or_refused(void **state)
{
	static const char *const parts[] = {
		"https://", "http://", "a",   "b.",
		".",        "@",       ":",   "443",
		"8443",     "80",      "/",   "?",
		"#",        "%",       "\\",  "127.0.0.1",
		"0x7f",     "[::1]",   "ex.", "com",
		"\t",       "-",       " ",   "\xe2\x93\x90",
	};
	struct dice dice;

	(void)state;
	dice_init(&dice, 7, 1);
	for (int i = 0; i < 200000; i++) {
		char text[160] = "https://";
		struct url url;
		size_t n = dice_below(&dice, 8) ? 8 : 0;

		for (uint64_t k = dice_below(&dice, 9); k > 0; k--)
			n += (size_t)snprintf(
				text + n, sizeof(text) - n, "%s",
				parts[dice_below(&dice, COUNT_OF(parts))]);
		if (!reads(text, &url))
			continue;
		assert_true(url.port == 443 || url.port == 8443);
		assert_int_equal(strspn(url.host, "abcdefghijklmnopqrstuvwxyz"
						  "0123456789.-"),
				 strlen(url.host));
		assert_non_null(strchr(url.host, '.'));
		assert_true(!*url.rest || strchr("/?", *url.rest));
		assert_null(strpbrk(url.rest, " \t#\\"));
		/* Its last part could be no number. */
		assert_false(strspn(strrchr(url.host, '.') + 1, "0123456789") >
			     0);
	}
}

/* ---- Addresses ----------------------------------------------------------- */

static const char *refused(const char *text)
{
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	struct sockaddr_in four = { .sin_family = AF_INET };

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		return address_refused((const struct sockaddr *)&four);
	if (inet_pton(AF_INET6, text, &six.sin6_addr) != 1)
		fail_msg("%s is no address", text);
	return address_refused((const struct sockaddr *)&six);
}

static void the_edges_of_each_range_are_known(void **state)
{
	static const char *const inside[] = {
		"0.0.0.0",
		"0.255.255.255",
		"10.0.0.0",
		"10.255.255.255",
		"100.64.0.0",
		"100.127.255.255",
		"127.0.0.1",
		"127.255.255.255",
		"169.254.0.0",
		"169.254.169.254",
		"169.254.255.255",
		"172.16.0.0",
		"172.31.255.255",
		"192.0.0.8",
		"192.0.2.1",
		"192.88.99.1",
		"192.168.0.0",
		"192.168.255.255",
		"198.18.0.0",
		"198.19.255.255",
		"198.51.100.9",
		"203.0.113.9",
		"224.0.0.1",
		"239.255.255.255",
		"240.0.0.1",
		"255.255.255.255",
		"::",
		"::1",
		"::127.0.0.1",
		"::ffff:127.0.0.1",
		"::ffff:8.8.8.8",
		"64:ff9b::808:808",
		"64:ff9b:1::1",
		"100::1",
		"2001::1",
		"2001:1ff:ffff::1",
		"2001:db8::1",
		"2002:808:808::1",
		"3fff::1",
		"4000::1",
		"5f00::1",
		"fc00::1",
		"fdff::1",
		"fe80::1",
		"febf::1",
		"fec0::1",
		"ff02::1",
		"1fff::1",
	};
	static const char *const outside[] = {
		"1.0.0.0",         "9.255.255.255",    "11.0.0.0",
		"100.63.255.255",  "100.128.0.0",      "126.255.255.255",
		"128.0.0.0",       "169.253.255.255",  "169.255.0.0",
		"172.15.255.255",  "172.32.0.0",       "192.0.1.0",
		"192.0.3.0",       "192.88.98.255",    "192.88.100.0",
		"192.167.255.255", "192.169.0.0",      "198.17.255.255",
		"198.20.0.0",      "198.51.99.255",    "203.0.112.1",
		"203.0.114.1",     "223.255.255.255",  "2000::1",
		"2001:200::1",     "2001:db7::1",      "2001:db9::1",
		"2003::1",         "2606:2800:21f::1", "3ffe::1",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(inside); i++)
		if (!refused(inside[i]))
			fail_msg("%s may be called", inside[i]);
	for (size_t i = 0; i < COUNT_OF(outside); i++)
		if (refused(outside[i]))
			fail_msg("%s is refused: %s", outside[i],
				 refused(outside[i]));
}

static void what_is_no_address_is_refused(void **state)
{
	const struct sockaddr odd = { .sa_family = AF_UNIX };
	char text[ADDRESS_TEXT];

	(void)state;
	assert_non_null(address_refused(&odd));
	assert_string_equal(address_text(&odd, text), "");
	assert_false(address_same(&odd, &odd));
}

/* 0 to 255 for each first part, against what the registry says in words. */
static void no_address_of_a_private_net_slips_through(void **state)
{
	struct dice dice;

	(void)state;
	dice_init(&dice, 7, 1);
	for (int i = 0; i < 300000; i++) {
		unsigned a = (unsigned)dice_below(&dice, 256),
			 b = (unsigned)dice_below(&dice, 256);
		char text[32];
		bool closed = a == 0 || a == 10 || a == 127 || a >= 224 ||
			      (a == 100 && b >= 64 && b < 128) ||
			      (a == 169 && b == 254) ||
			      (a == 172 && b >= 16 && b < 32) ||
			      (a == 192 && b == 168) ||
			      (a == 198 && (b == 18 || b == 19));

		snprintf(text, sizeof(text), "%u.%u.%u.%u", a, b,
			 (unsigned)dice_below(&dice, 256),
			 (unsigned)dice_below(&dice, 256));
		if (closed && !refused(text))
			fail_msg("%s may be called", text);
		if (!closed && refused(text) && a != 192 && a != 198 &&
		    a != 203)
			fail_msg("%s is refused", text);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_has_one_reading_is_read),
		cmocka_unit_test(what_could_lead_elsewhere_is_refused),
		cmocka_unit_test(names_have_their_lengths),
		cmocka_unit_test(any_text_is_read_or_refused),
		cmocka_unit_test(the_edges_of_each_range_are_known),
		cmocka_unit_test(what_is_no_address_is_refused),
		cmocka_unit_test(no_address_of_a_private_net_slips_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
