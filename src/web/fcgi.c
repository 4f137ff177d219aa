#include "web/fcgi.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/str.h"
#include "web/router.h"
#include <ctype.h>
#include <errno.h>
#include <fcgiapp.h>
#include <signal.h>
#include <unistd.h>

#define ACCEPT_FAULTS 10 /* in a row, then give up */
#define ACCEPT_REST_MS 50

/* ---- leaving ----------------------------------------------------------- */

static volatile sig_atomic_t leaving;

/*
 * A signal that comes just before accept() would be lost: ring again each
 * second until the loop has seen it.
 */
static void on_term(int sig)
{
	(void)sig;
	leaving = 1;
	FCGX_ShutdownPending();
	alarm(1);
}

static void listen_to_signals(void)
{
	struct sigaction term = { .sa_handler = on_term };
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	leaving = 0;
	sigaction(SIGTERM, &term, NULL);
	sigaction(SIGALRM, &term, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGINT, &ignore, NULL); /* the master tells us */
}

/* ---- requests ---------------------------------------------------------- */

static const char *param(const FCGX_Request *f, const char *name)
{
	const char *s = FCGX_GetParam(name, f->envp);

	return s ? s : "";
}

static enum http_method method_of(const char *s, bool *head)
{
	*head = str_eq(s, "HEAD");
	if (*head || str_eq(s, "GET"))
		return GET;
	return str_eq(s, "POST") ? POST : HTTP_OTHER;
}

/* The web server's id of the request, or one of our own. */
static void request_id(const char *given, char out[17])
{
	size_t n = 0;

	while (n < 16 && isalnum((unsigned char)given[n]))
		n++;
	if (n < 16) {
		rng_oid(out);
		return;
	}
	memcpy(out, given, 16);
	out[16] = '\0';
}

/* The body, as far as LIMIT_FORM allows. */
static void read_body(FCGX_Request *f, struct arena *a, struct req *rq)
{
	const char *announced = param(f, "CONTENT_LENGTH");
	int64_t want = LIMIT_FORM + 1;
	char *body;
	int got;

	if (*announced && !str_to_i64(announced, 0, LIMIT_FORM, &want)) {
		rq->too_large = true;
		return;
	}
	if (want == 0)
		return;
	body = arena_alloc(a, (size_t)want + 1);
	got = FCGX_GetStr(body, (int)want, f->in);
	if (got > LIMIT_FORM)
		rq->too_large = true;
	else if (got < 0 || (*announced && got != want))
		rq->malformed = true;
	else
		rq->body_n = (size_t)got;
	rq->body = body;
}

static size_t read_more(void *cookie, char *to, size_t n)
{
	FCGX_Request *f = cookie;
	int got = FCGX_GetStr(to, (int)n, f->in);

	return got > 0 ? (size_t)got : 0;
}

/* A form with files, or a file: read when it is known who sends it. */
static bool leave_body(FCGX_Request *f, struct arena *a, struct req *rq)
{
	const char *announced = param(f, "CONTENT_LENGTH");
	bool file = str_eq(rq->content_type, "application/octet-stream");

	if (!file && !str_starts(rq->content_type, "multipart/form-data"))
		return false;
	rq->body_read = read_more;
	rq->body_cookie = f;
	if (!str_to_i64(announced, 0, INT64_MAX, &rq->body_length))
		rq->body_length = -1;
	if (file) { /* there is no form: the token has a header of its own */
		struct http_pair *csrf = ARENA_NEW(a, struct http_pair);

		csrf->name = "csrf";
		csrf->text = param(f, "HTTP_X_CSRF_TOKEN");
		csrf->n = strlen(csrf->text);
		rq->fields = (struct http_pairs){ csrf, 1 };
	}
	return true;
}

static void read_fields(FCGX_Request *f, struct arena *a, struct req *rq)
{
	static const char form[] = "application/x-www-form-urlencoded";
	const char *query = param(f, "QUERY_STRING");

	if (strlen(rq->uri) > LIMIT_URL ||
	    !http_parse_fields(a, query, strlen(query), &rq->query))
		rq->malformed = true;
	if (rq->method != POST || leave_body(f, a, rq))
		return;
	read_body(f, a, rq);
	if (!rq->body_n)
		return;
	if (!str_starts(rq->content_type, form) ||
	    !http_parse_fields(a, rq->body, rq->body_n, &rq->fields))
		rq->malformed = true;
}

static void read_request(FCGX_Request *f, struct arena *a, struct req *rq)
{
	rq->method_text = param(f, "REQUEST_METHOD");
	rq->method = method_of(rq->method_text, &rq->head);
	rq->path = param(f, "PATH_INFO");
	rq->uri = param(f, "REQUEST_URI");
	rq->files_origin = str_eq(param(f, "DUEDESK_ORIGIN"), "files");
	rq->cookie = rq->files_origin ? "" : param(f, "HTTP_COOKIE");
	rq->origin = param(f, "HTTP_ORIGIN");
	rq->referer = param(f, "HTTP_REFERER");
	rq->sec_fetch_site = param(f, "HTTP_SEC_FETCH_SITE");
	rq->content_type = param(f, "CONTENT_TYPE");
	rq->remote = param(f, "REMOTE_ADDR");
	rq->body = "";
	request_id(param(f, "REQUEST_ID"), rq->request_id);
	read_fields(f, a, rq);
}

/* ---- answers ----------------------------------------------------------- */

/* One header; never one that would become two. */
static void header(struct sbuf *out, const char *name, const char *value)
{
	if (!value)
		return;
	for (const char *s = value; *s; s++) {
		if ((unsigned char)*s >= ' ' && *s != 0x7f)
			continue;
		log_event(LOG_ERROR, "header_refused",
			  LOG_PAIRS(LOG_S("name", name)));
		return;
	}
	sbuf_printf(out, "%s: %s\r\n", name, value);
}

static void write_head(struct sbuf *out, const struct resp *rs, struct arena *a)
{
	sbuf_printf(out, "Status: %d %s\r\n", rs->status,
		    http_reason(rs->status));
	header(out, "Content-Type",
	       rs->content_type ? rs->content_type
				: "text/html; charset=utf-8");
	header(out, "Location", rs->location);
	header(out, "Allow", rs->allow);
	header(out, "X-Accel-Redirect", rs->accel);
	if (rs->file_name)
		header(out, "Content-Disposition",
		       arena_printf(a, "attachment; filename=\"%s\"",
				    rs->file_name));
	header(out, "Content-Disposition", rs->disposition);
	if (rs->status == 503)
		header(out, "Retry-After", "5");
	if (rs->cache || !rs->keep)
		header(out, "Cache-Control",
		       rs->cache ? rs->cache : "no-store");
	if (rs->cookie)
		header(out, "Set-Cookie",
		       arena_printf(a,
				    HTTP_COOKIE_NAME
				    "=%s; Path=/; Secure; HttpOnly; "
				    "SameSite=Lax",
				    rs->cookie));
	if (!rs->accel)
		sbuf_printf(out, "Content-Length: %zu\r\n", rs->body.len);
	sbuf_str(out, "\r\n");
}

/* Head and body go out together; a failed write is the client's loss. */
static void write_answer(FCGX_Request *f, const struct req *rq,
			 const struct resp *rs)
{
	struct sbuf out = SBUF_INIT(64 * 1024);

	write_head(&out, rs, rq->a);
	FCGX_PutStr(sbuf_text(&out), (int)out.len, f->out);
	if (!rq->head)
		FCGX_PutStr(sbuf_text(&rs->body), (int)rs->body.len, f->out);
	sbuf_release(&out);
}

/* ---- the loop ---------------------------------------------------------- */

/* What is kept from one request to the next: only memory. */
struct desk {
	struct site *site;
	struct arena *whole, *a_try;
	struct resp rs;
};

static void answer_one(FCGX_Request *f, struct desk *d)
{
	struct req rq = { .site = d->site, .a = d->a_try, .whole = d->whole };

	arena_reset(d->whole);
	arena_reset(d->a_try);
	http_reset(&d->rs);
	read_request(f, d->whole, &rq);
	router_run(&rq, &d->rs);
	write_answer(f, &rq, &d->rs);
}

static bool serve(FCGX_Request *f, struct desk *d, bool (*again)(void *),
		  void *cookie)
{
	int faults = 0;

	while (!leaving) {
		int rc = FCGX_Accept_r(f);

		if (rc < 0 && leaving)
			break;
		if (rc < 0) {
			log_event(LOG_ERROR, "accept_failed",
				  LOG_PAIRS(LOG_N("error", -rc)));
			if (++faults > ACCEPT_FAULTS)
				return false;
			clock_sleep_ms(ACCEPT_REST_MS);
			continue;
		}
		faults = 0;
		answer_one(f, d);
		FCGX_Finish_r(f);
		if (!again(cookie))
			break;
	}
	return true;
}

bool fcgi_serve(struct site *site, bool (*again)(void *cookie), void *cookie)
{
	struct desk d = { .site = site,
			  .whole = arena_new(),
			  .a_try = arena_new(),
			  .rs = { .body = SBUF_INIT(LIMIT_PAGE) } };
	FCGX_Request f;
	bool good;

	listen_to_signals();
	FCGX_Init();
	FCGX_InitRequest(&f, 0, FCGI_FAIL_ACCEPT_ON_INTR);
	good = serve(&f, &d, again, cookie);
	FCGX_Free(&f, 1);
	sbuf_release(&d.rs.body);
	arena_free(d.a_try);
	arena_free(d.whole);
	return good;
}
