#include "hook/caller.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json_in.h"
#include "base/json_out.h"

#define MS_NS INT64_C(1000000)
#define CALL_MS (LIMIT_CALL_SECONDS * 1000)
#define GRACE_MS 1000 /* then it is killed */
#define ORDER_MAX (64 * 1024 * 1024)
#define SAID_MAX 16000

/* ---- The one who orders -------------------------------------------------- */

static void write_order(struct sbuf *b, const struct caller_order *o)
{
	struct json_out j = JSON_OUT(b);

	json_out_object(&j, NULL);
	json_out_str(&j, "url", o->url);
	json_out_str(&j, "host", o->host);
	json_out_i64(&j, "port", o->port);
	json_out_array(&j, "headers");
	for (size_t i = 0; i < HTTP_CALL_HEADERS && o->headers[i]; i++)
		json_out_str(&j, NULL, o->headers[i]);
	json_out_end_array(&j);
	json_out_str(&j, "body", o->body);
	json_out_end_object(&j);
}

static bool write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t did = write(fd, p, n);

		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			return false;
		p += did;
		n -= (size_t)did;
	}
	return true;
}

/* A file without a name that says what to do; -1: there is none. */
static int order_file(const struct caller_order *o)
{
	struct sbuf b = SBUF_INIT(ORDER_MAX);
	int fd = memfd_create("call", MFD_CLOEXEC);

	write_order(&b, o);
	if (fd >= 0 && (b.failed || !write_all(fd, sbuf_text(&b), b.len) ||
			lseek(fd, 0, SEEK_SET) != 0)) {
		(void)close(fd);
		fd = -1;
	}
	sbuf_release(&b);
	return fd;
}

static int spawn(int in, int out, pid_t *pid)
{
	char *const argv[] = { (char *)(uintptr_t) "duedesk-hook",
			       (char *)(uintptr_t) "--call", NULL };
	char *const nothing[] = { NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t none;
	int rc = posix_spawn_file_actions_init(&files);

	if (rc != 0)
		return rc;
	rc = posix_spawnattr_init(&how);
	if (rc == 0) {
		sigemptyset(&none);
		(void)posix_spawnattr_setsigmask(&how, &none);
		(void)posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
		rc = posix_spawn_file_actions_adddup2(&files, in, 0);
		if (rc == 0)
			rc = posix_spawn_file_actions_adddup2(&files, out, 1);
		if (rc == 0)
			rc = posix_spawn(pid, "/proc/self/exe", &files, &how,
					 argv, nothing);
		(void)posix_spawnattr_destroy(&how);
	}
	(void)posix_spawn_file_actions_destroy(&files);
	return rc;
}

enum err_kind caller_start(struct caller *c, const struct caller_order *o,
			   struct err *e)
{
	int ends[2] = { -1, -1 }, in = order_file(o), rc = 0;
	pid_t pid = 0;

	if (in < 0 || pipe2(ends, O_CLOEXEC) != 0)
		rc = errno;
	else
		rc = spawn(in, ends[1], &pid);
	if (in >= 0)
		(void)close(in);
	if (ends[1] >= 0)
		(void)close(ends[1]);
	if (pid <= 0) {
		if (ends[0] >= 0)
			(void)close(ends[0]);
		return err_set(e, ERR_BUSY, "cannot begin a call: %s",
			       strerror(rc));
	}
	*c = (struct caller){ .pid = pid,
			      .fd = ends[0],
			      .began_ns = clock_monotonic_ns() };
	return ERR_NONE;
}

/* False: there is no more to come. */
static bool take(struct caller *c)
{
	char more[4096];
	ssize_t n = read(c->fd, more, sizeof(more));

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	if (c->len + (size_t)n < sizeof(c->said)) {
		memcpy(c->said + c->len, more, (size_t)n);
		c->len += (size_t)n;
	}
	return n > 0;
}

bool caller_ended(struct caller *c, bool readable)
{
	int64_t ms = (clock_monotonic_ns() - c->began_ns) / MS_NS;

	if (readable && !take(c))
		return true;
	if (ms <= CALL_MS + GRACE_MS)
		return false;
	(void)kill(c->pid, SIGKILL);
	c->len = 0;
	return true;
}

static const char *text_of(const struct json_in *doc, const char *key,
			   struct arena *a)
{
	const char *s = json_in_str(json_in_get(doc, key), NULL);

	return s ? arena_str(a, s) : "";
}

/* False: that is not what a call says at its end. */
static bool read_result(const struct caller *c, struct arena *a,
			struct calling_result *out)
{
	int64_t outcome, status, ms;
	struct json_in *doc;
	struct err e = { 0 };
	bool good;

	if (json_in_parse(c->said, c->len, &doc, &e))
		return false;
	good = json_in_i64(json_in_get(doc, "outcome"), &outcome) &&
	       json_in_i64(json_in_get(doc, "status"), &status) &&
	       json_in_i64(json_in_get(doc, "ms"), &ms) && outcome >= 0 &&
	       outcome < CALL_WAS_OFF && status >= 0 && status <= 999 &&
	       ms >= 0 && ms <= INT32_MAX;
	if (good) {
		out->outcome = (enum call_outcome)outcome;
		out->status = (int)status;
		out->ms = (int)ms;
		out->address = text_of(doc, "address", a);
		out->detail = text_of(doc, "detail", a);
		out->answer = text_of(doc, "answer", a);
	}
	json_in_free(doc);
	return good;
}

void caller_result(struct caller *c, struct arena *a,
		   struct calling_result *out)
{
	int64_t ms = (clock_monotonic_ns() - c->began_ns) / MS_NS;
	int status = 0;

	(void)close(c->fd);
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		;
	*out = (struct calling_result){
		.ms = (int)ms, .address = "", .detail = "", .answer = ""
	};
	if (!read_result(c, a, out)) {
		out->outcome = ms >= CALL_MS ? CALL_TIMEOUT : CALL_BROKEN;
		if (out->outcome == CALL_BROKEN)
			out->detail = arena_printf(a, "status %d", status);
	}
	c->pid = 0;
}

/* ---- The one who calls --------------------------------------------------- */

/* Nothing is open but what it was given, and it ends with whoever ordered. */
static void shut_in(void)
{
	const struct rlimit none = { 0, 0 };

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)close_range(3, ~0U, 0);
	(void)alarm(LIMIT_CALL_SECONDS + 2);
}

static char *read_order(size_t *n)
{
	struct sbuf b = SBUF_INIT(ORDER_MAX);
	char some[16384];
	ssize_t did;

	while ((did = read(0, some, sizeof(some))) > 0)
		sbuf_add(&b, some, (size_t)did);
	return sbuf_take(&b, n);
}

static bool parse_order(const struct json_in *doc, struct http_call *out)
{
	const struct json_in *lines = json_in_get(doc, "headers");
	int64_t port;

	*out = (struct http_call){
		.url = json_in_str(json_in_get(doc, "url"), NULL),
		.host = json_in_str(json_in_get(doc, "host"), NULL),
		.body = json_in_str(json_in_get(doc, "body"), NULL),
	};
	if (!out->url || !out->host || !out->body ||
	    !json_in_i64(json_in_get(doc, "port"), &port))
		return false;
	out->port = (int)port;
	for (size_t i = 0; i < json_in_count(lines) && i < HTTP_CALL_HEADERS;
	     i++)
		out->headers[i] = json_in_str(json_in_at(lines, i), NULL);
	return true;
}

static void perform(struct http_call *call, struct http_answer *out)
{
	int64_t began = clock_monotonic_ns();
	struct resolved at;

	*out = (struct http_answer){ .outcome = CALL_BROKEN };
	out->outcome = resolve(call->host, &at, out->detail,
			       sizeof(out->detail));
	if (out->outcome != CALL_DONE)
		return;
	call->ms = CALL_MS - (clock_monotonic_ns() - began) / MS_NS;
	if (call->ms > 0)
		http_call(call, &at, out);
	else
		out->outcome = CALL_TIMEOUT;
}

static bool tell(const struct http_answer *r, int64_t ms)
{
	struct sbuf b = SBUF_INIT(SAID_MAX);
	struct json_out j = JSON_OUT(&b);
	bool good;

	json_out_object(&j, NULL);
	json_out_i64(&j, "outcome", r->outcome);
	json_out_i64(&j, "status", r->status);
	json_out_i64(&j, "ms", ms);
	json_out_str(&j, "address", r->address);
	json_out_str(&j, "detail", r->detail);
	json_out_str(&j, "answer", r->body);
	json_out_end_object(&j);
	good = !b.failed && write_all(1, sbuf_text(&b), b.len);
	sbuf_release(&b);
	return good;
}

int caller_main(void)
{
	int64_t began = clock_monotonic_ns();
	struct http_answer *answer = calloc(1, sizeof(*answer));
	struct json_in *doc = NULL;
	struct err e = { 0 };
	struct http_call call;
	bool good = false;
	size_t n;
	char *text;

	shut_in();
	text = read_order(&n);
	if (answer && text && !json_in_parse(text, n, &doc, &e) &&
	    parse_order(doc, &call)) {
		perform(&call, answer);
		good = tell(answer, (clock_monotonic_ns() - began) / MS_NS);
	}
	json_in_free(doc);
	free(text);
	free(answer);
	return good ? 0 : 1;
}
