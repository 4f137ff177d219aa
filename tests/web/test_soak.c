/*
 * Ten thousand requests to one worker: every page, by everybody, and what
 * strangers send. Nothing may be left behind: under the sanitizers no leak,
 * otherwise no growth.
 */
#include "support/test.h"
#include "support/ask.h"
#include "support/tickets.h"
#include "base/log.h"
#include "web/routes.h"

#define REQUESTS 10000
#define WARM 3000

static int64_t resident_kib(void)
{
	char line[200];
	int64_t kib = 0;
	FILE *f = fopen("/proc/self/status", "re");

	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		if (str_starts(line, "VmRSS:")) {
			char *s = line + strcspn(line, "0123456789");

			s[strspn(s, "0123456789")] = '\0';
			assert_true(str_to_i64(s, 1, INT64_MAX, &kib));
		}
	fclose(f);
	return kib;
}

static void path_of(const struct route *r, const char *code, char out[100])
{
	const char *at = strstr(r->path, ":code");

	snprintf(out, 100, "%.*s%s%s", at ? (int)(at - r->path) : 99, r->path,
		 at ? code : "", at ? at + strlen(":code") : "");
}

/* One request of many kinds, chosen by a number; its status. */
static int request(const struct route *r, const char *path, int i)
{
	enum who who = (enum who)(i % WHO_N);
	struct ask q = { .method = r->method, .path = path, .who = who };

	switch (i % 7) {
	case 0: /* a form of another site */
		q.method = POST;
		q.origin = "http://evil.example";
		break;
	case 1: /* a page that is not there */
		q.path = "/nothing/here";
		break;
	case 2: /* a stolen cookie */
		q.cookie = "stolen-stolen-stolen-stolen-stolen-stolen-s";
		break;
	case 3: /* an expired form, with much text */
		q.method = POST;
		q.csrf = "old";
		q.fields = "body=A+long+story%0D%0Aof+two+lines&subject=x";
		break;
	default: /* the page itself; forms without a token are cheap */
		q.once = "";
	}
	/* Signing in takes long and ends sessions; both have their tests. */
	if (q.method == POST && strstr(path, "/session"))
		q.origin = "http://evil.example";
	return ask_with(&q).status;
}

static void ten_thousand_requests_leave_nothing_behind(void **state)
{
	const char *code = tickets_open(BOB, "default");
	size_t n = 0;
	int64_t warm = 0;

	(void)state;
	while (routes[n].path)
		n++;
	for (int i = 0; i < REQUESTS; i++) {
		const struct route *r = &routes[(size_t)i / 70 % n];
		char path[100];
		int status;

		path_of(r, code, path);
		status = request(r, path, i);
		if (status >= 500)
			fail_msg("%s: %d", r->path, status);
		if (i == WARM)
			warm = resident_kib();
	}
	print_message("%lld KiB after %d requests, %lld KiB after %d\n",
		      (long long)warm, WARM, (long long)resident_kib(),
		      REQUESTS);
#ifndef __SANITIZE_ADDRESS__
	assert_true(resident_kib() - warm < 2048);
#endif
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(
			ten_thousand_requests_leave_nothing_behind, ask_clean),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
