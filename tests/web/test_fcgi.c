/*
 * One worker behind a socket, asked as a web server asks, and in ways that no
 * web server should.
 */
#include "support/test.h"
#include "support/ask.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "web/fcgi.h"
#include "web/router.h"
#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>

enum {
	BEGIN = 1,
	END = 3,
	PARAMS = 4,
	STDIN = 5,
	STDOUT = 6
};

/* ---- the worker -------------------------------------------------------- */

static pid_t worker;
static char path[100];
static int listener;

/* What arrived, as text. */
static enum err_kind tell(struct req *rq, struct resp *rs, struct err *e)
{
	const struct http_pair *a = http_find(&rq->fields, "a");

	(void)e;
	rs->content_type = "text/plain; charset=utf-8";
	sbuf_printf(&rs->body, "%s|%s|%s|%zu|%s|", rq->method_text, rq->path,
		    rq->uri, rq->body_n, a ? a->text : "-");
	sbuf_str(&rs->body, rq->request_id);
	return ERR_NONE;
}

static int begun[2], go_on[2]; /* pipes between the worker and us */

/* As long as we want. */
static enum err_kind slow(struct req *rq, struct resp *rs, struct err *e)
{
	char c;

	(void)e;
	(void)!write(begun[1], "b", 1);
	while (read(go_on[0], &c, 1) < 0 && errno == EINTR)
		;
	http_redirect(rq, rs, "/done");
	return ERR_NONE;
}

static enum err_kind split(struct req *rq, struct resp *rs, struct err *e)
{
	(void)e;
	http_redirect(rq, rs, "/a\r\nSet-Cookie: evil=1");
	return ERR_NONE;
}

static enum err_kind large(struct req *rq, struct resp *rs, struct err *e)
{
	(void)rq;
	(void)e;
	for (int i = 0; i < 300000; i++)
		sbuf_str(&rs->body, "0123456789");
	rs->accel = NULL;
	return ERR_NONE;
}

/* clang-format off */
static const struct route site[] = {
	{ GET,  "/tell",  tell,  ANYONE, ROUTE_BARE },
	{ POST, "/tell",  tell,  ANYONE, ROUTE_BARE },
	{ GET,  "/slow",  slow,  ANYONE, ROUTE_BARE },
	{ GET,  "/split", split, ANYONE, ROUTE_BARE },
	{ GET,  "/large", large, ANYONE, ROUTE_BARE },
	{ HTTP_OTHER, NULL, NULL, 0, 0 },
};
/* clang-format on */

static bool again(void *cookie)
{
	int *left = cookie;

	return --*left > 0;
}

static void start_worker(int requests)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };

	snprintf(path, sizeof(path), "/tmp/duedesk-fcgi-%ld", (long)getpid());
	memcpy(at.sun_path, path, sizeof(path));
	unlink(path);
	listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(listener, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(listen(listener, 64), 0);
	worker = fork();
	if (worker == 0) {
		dup2(listener, 0);
		log_init("test", LOG_ERROR + 1);
		ask_site.db = NULL; /* the parent's connection */
		ask_site.routes = site;
		exit(fcgi_serve(&ask_site, again, &requests) ? 0 : 1);
	}
}

static int start_many(void **state)
{
	(void)state;
	start_worker(1000);
	return 0;
}

static int start_slow(void **state)
{
	assert_int_equal(pipe(begun) | pipe(go_on), 0);
	return start_many(state);
}

/* Its exit status, or 128 + the signal that killed it: ours, in the end. */
static int wait_worker(void)
{
	int status;

	for (int i = 0; waitpid(worker, &status, WNOHANG) == 0; i++) {
		clock_sleep_ms(5);
		if (i == 60 * 200)
			kill(worker, SIGKILL);
	}
	worker = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int stop_worker(void **state)
{
	(void)state;
	if (worker) {
		kill(worker, SIGTERM);
		assert_int_equal(wait_worker(), 0);
	}
	close(listener);
	unlink(path);
	return 0;
}

/* ---- the web server ---------------------------------------------------- */

static int dial(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(at.sun_path, path, sizeof(path));
	assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	return fd;
}

static void put(struct sbuf *out, int kind, const char *s, size_t n)
{
	do {
		size_t now = n < 60000 ? n : 60000;
		char head[8] = { 1, (char)kind,       0,
				 1, (char)(now >> 8), (char)(now & 255) };

		sbuf_add(out, head, 8);
		sbuf_add(out, s, now);
		s += now;
		n -= now;
	} while (n);
}

static void put_length(struct sbuf *out, size_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		sbuf_char(out, (char)(n >> shift | (shift == 24 ? 0x80 : 0)));
}

/* "NAME=value" strings, ended by NULL, as FastCGI writes them. */
static void put_params(struct sbuf *out, const char *const *params)
{
	struct sbuf b = SBUF_INIT(1 << 20);

	for (; *params; params++) {
		size_t name = strcspn(*params, "=");

		put_length(&b, name);
		put_length(&b, strlen(*params) - name - 1);
		sbuf_add(&b, *params, name);
		sbuf_str(&b, *params + name + 1);
	}
	if (b.len)
		put(out, PARAMS, b.p, b.len);
	put(out, PARAMS, "", 0);
	sbuf_release(&b);
}

static size_t get(int fd, void *to, size_t n)
{
	size_t all = 0;

	while (all < n) {
		ssize_t got = read(fd, (char *)to + all, n - all);

		if (got <= 0)
			break;
		all += (size_t)got;
	}
	return all;
}

/* What it answers, whole; "" when it hangs up. */
static const char *hear(int fd)
{
	struct sbuf out = SBUF_INIT(8 << 20);
	unsigned char head[8];
	char data[65536 + 256];
	const char *kept;

	while (get(fd, head, 8) == 8 && head[1] != END) {
		size_t n = (size_t)head[4] << 8 | head[5];

		get(fd, data, n + head[6]);
		if (head[1] == STDOUT)
			sbuf_add(&out, data, n);
	}
	close(fd);
	kept = arena_copy(fixture.arena, sbuf_text(&out), out.len);
	sbuf_release(&out);
	return kept;
}

static int say(const char *const *params, const char *body, size_t n)
{
	static const char begin[8] = { 0, 1 };
	struct sbuf out = SBUF_INIT(16 << 20);
	int fd = dial();
	size_t sent = 0;

	put(&out, BEGIN, begin, 8);
	put_params(&out, params);
	if (n)
		put(&out, STDIN, body, n);
	put(&out, STDIN, "", 0);
	while (sent < out.len) {
		ssize_t k = send(fd, out.p + sent, out.len - sent,
				 MSG_NOSIGNAL);

		if (k <= 0)
			break; /* it did not want to read it all */
		sent += (size_t)k;
	}
	sbuf_release(&out);
	return fd;
}

#define ASKED(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define FORM "CONTENT_TYPE=application/x-www-form-urlencoded"

static const char *get_path(const char *asked_path)
{
	return hear(say(
		ASKED("REQUEST_METHOD=GET",
		      arena_printf(fixture.arena, "PATH_INFO=%s", asked_path),
		      arena_printf(fixture.arena, "REQUEST_URI=%s",
				   asked_path)),
		"", 0));
}

static const char *post(const char *length, const char *body, size_t n)
{
	return hear(say(
		ASKED("REQUEST_METHOD=POST", "PATH_INFO=/tell",
		      "REQUEST_URI=/tell", FORM,
		      arena_printf(fixture.arena, "CONTENT_LENGTH=%s", length)),
		body, n));
}

static void has(const char *answer, const char *what)
{
	if (!strstr(answer, what))
		fail_msg("\"%s\" is not in \"%.300s\"", what, answer);
}

/* ---- tests ------------------------------------------------------------- */

static void a_request_arrives_whole(void **state)
{
	const char *got;

	(void)state;
	got = hear(say(ASKED("REQUEST_METHOD=POST", "PATH_INFO=/tell",
			     "REQUEST_URI=/tell?x", FORM, "CONTENT_LENGTH=9",
			     "REQUEST_ID=0123456789abcdef0123456789abcdef"),
		       "a=1%2B2&b", 9));
	has(got, "Status: 200 OK\r\n");
	has(got, "Content-Type: text/plain; charset=utf-8\r\n");
	has(got, "Cache-Control: no-store\r\n");
	has(got, "POST|/tell|/tell?x|9|1+2|0123456789abcdef");
	has(got, arena_printf(fixture.arena, "Content-Length: %zu\r\n",
			      strlen(strstr(got, "\r\n\r\n") + 4)));
}

static void what_is_missing_is_empty(void **state)
{
	(void)state;
	has(hear(say(ASKED("X=y"), "", 0)), "Status: 404 Not Found\r\n");
	has(hear(say(ASKED("REQUEST_METHOD=GET"), "", 0)),
	    "Status: 404 Not Found\r\n");
	has(hear(say(ASKED("REQUEST_METHOD=POST", "PATH_INFO=/tell"), "", 0)),
	    "POST|/tell||0|-|");
}

static void a_body_is_read_up_to_its_ceiling(void **state)
{
	size_t n = LIMIT_FORM + 1;
	char *body = arena_alloc(fixture.arena, n + 1);
	const char *most = arena_printf(fixture.arena, "%d", (int)LIMIT_FORM);

	(void)state;
	memset(body, 'x', n);
	memcpy(body, "a=", 2);
	has(post(most, body, LIMIT_FORM), "|1048576|xxxx");
	has(post("1048577", body, n), "Status: 413 ");
	has(post("10485760", body, n), "Status: 413 ");
	has(post("99999999999999999999", body, n), "Status: 413 ");
	has(post("-1", body, 10), "Status: 413 ");
	/* Without a length it is read to its end. */
	has(post("", body, 12), "|12|xxxxxxxxxx|");
	has(post("", body, n), "Status: 413 ");
	/* ... and the worker is as well as before. */
	has(get_path("/tell"), "Status: 200 OK");
}

static void a_body_that_is_cut_off_is_refused(void **state)
{
	struct sbuf many = SBUF_INIT(10000);

	(void)state;
	has(post("100", "a=1", 3), "Status: 400 ");
	for (int i = 0; i <= LIMIT_FORM_FIELDS; i++)
		sbuf_printf(&many, "f%d=&", i);
	has(post("", many.p, many.len), "Status: 400 ");
	sbuf_release(&many);
	has(hear(say(ASKED("REQUEST_METHOD=POST", "PATH_INFO=/tell",
			   "CONTENT_TYPE=multipart/form-data; boundary=x",
			   "CONTENT_LENGTH=3"),
		     "a=1", 3)),
	    "Status: 400 ");
}

static void head_has_the_length_without_the_body(void **state)
{
	const char *got = hear(
		say(ASKED("REQUEST_METHOD=HEAD", "PATH_INFO=/large"), "", 0));

	(void)state;
	has(got, "Content-Length: 3000000\r\n");
	assert_null(strstr(got, "0123456789"));
}

static void a_large_page_arrives_whole(void **state)
{
	const char *got = get_path("/large");

	(void)state;
	has(got, "Content-Length: 3000000\r\n");
	assert_int_equal(strlen(strstr(got, "\r\n\r\n") + 4), 3000000);
}

static void no_header_becomes_two(void **state)
{
	const char *got = get_path("/split");

	(void)state;
	has(got, "Status: 303 See Other\r\n");
	assert_null(strstr(got, "evil"));
}

static void a_client_that_hangs_up_is_no_harm(void **state)
{
	(void)state;
	for (int i = 0; i < 20; i++) {
		int fd = say(ASKED("REQUEST_METHOD=GET", "PATH_INFO=/large"),
			     "", 0);

		close(fd);
		close(dial());
	}
	has(get_path("/tell"), "Status: 200 OK");
}

static void nonsense_costs_one_connection(void **state)
{
	static const char *const nonsense[] = {
		"GET / HTTP/1.1\r\n\r\n",
		"\1\1\0\1\0\10\0\0",
		"\1\11\0\0\0\0\0\0",
		"\377\377\377\377\377\377\377\377",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(nonsense); i++) {
		int fd = dial();

		send(fd, nonsense[i], 8, MSG_NOSIGNAL);
		shutdown(fd, SHUT_WR);
		hear(fd);
	}
	has(get_path("/tell"), "Status: 200 OK");
}

static void an_idle_worker_leaves_when_told(void **state)
{
	(void)state;
	has(get_path("/tell"), "Status: 200 OK");
	kill(worker, SIGTERM);
	assert_int_equal(wait_worker(), 0);
}

static void a_busy_worker_finishes_before_it_leaves(void **state)
{
	char c;
	int fd;

	(void)state;
	fd = say(ASKED("REQUEST_METHOD=GET", "PATH_INFO=/slow"), "", 0);
	assert_int_equal(read(begun[0], &c, 1), 1);
	kill(worker, SIGTERM);
	assert_int_equal(write(go_on[1], "g", 1), 1);
	has(hear(fd), "Location: /done\r\n");
	assert_int_equal(wait_worker(), 0);
}

static void a_worker_told_at_any_moment_leaves(void **state)
{
	(void)state;
	for (int i = 0; i < 30; i++) {
		int fd, status;

		start_worker(1000);
		fd = say(ASKED("REQUEST_METHOD=GET", "PATH_INFO=/tell"), "", 0);
		if (i % 3)
			clock_sleep_ms(i % 3);
		kill(worker, SIGTERM);
		close(fd);
		/* Before it was up, the signal simply ends it. */
		status = wait_worker();
		assert_true(status == 0 || status == 128 + SIGTERM);
		stop_worker(state);
	}
}

static void a_worker_leaves_after_its_share(void **state)
{
	(void)state;
	start_worker(3);
	for (int i = 0; i < 3; i++)
		has(get_path("/tell"), "Status: 200 OK");
	assert_int_equal(wait_worker(), 0);
}

int main(int argc, char **argv)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, start_many, stop_worker)
	static const struct CMUnitTest tests[] = {
		CASE(a_request_arrives_whole),
		CASE(what_is_missing_is_empty),
		CASE(a_body_is_read_up_to_its_ceiling),
		CASE(a_body_that_is_cut_off_is_refused),
		CASE(head_has_the_length_without_the_body),
		CASE(a_large_page_arrives_whole),
		CASE(no_header_becomes_two),
		CASE(a_client_that_hangs_up_is_no_harm),
		CASE(nonsense_costs_one_connection),
		CASE(an_idle_worker_leaves_when_told),
		cmocka_unit_test_setup_teardown(
			a_busy_worker_finishes_before_it_leaves, start_slow,
			stop_worker),
		cmocka_unit_test(a_worker_told_at_any_moment_leaves),
		cmocka_unit_test_teardown(a_worker_leaves_after_its_share,
					  stop_worker),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
