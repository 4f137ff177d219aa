#include "web/router.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/require.h"
#include "base/rng.h"
#include "base/str.h"
#include "web/breaker.h"
#include "web/csrf.h"
#include "web/errors.h"
#include "web/once.h"
#include "web/page.h"
#include "web/sessions.h"
#include "web/site.h"
#include "web/uploads.h"
#include "web/sweeper.h"
#include "web/viewer.h"

#define JITTER_MIN_MS 10
#define JITTER_MAX_MS 500
#define PATIENCE_NS INT64_C(8000000000) /* no new try after that long */
#define PAGE_NS (LIMIT_PAGE_SECONDS * INT64_C(1000000000))
#define SLOW_NS INT64_C(2500000000) /* who waited that long waited in vain */
#define TRIES_AWAY 2 /* a server that is away seldom comes back at once */

/* ---- the table --------------------------------------------------------- */

/* Does that text fit a segment? Notes the code or the id. */
static bool segment_fits(const char *want, size_t want_n, const char *got,
			 size_t got_n, struct req *rq)
{
	char text[RNG_OID_LEN + 1];
	bool code = want_n == 5 && !memcmp(want, ":code", 5);
	bool oid = want_n == 4 && !memcmp(want, ":oid", 4);

	if (!code && !oid)
		return want_n == got_n && !memcmp(want, got, got_n);
	if (got_n >= sizeof(text))
		return false;
	memcpy(text, got, got_n);
	text[got_n] = '\0';
	if (code ? !http_code_valid(text) : !rng_oid_valid(text))
		return false;
	memcpy(code ? rq->code : rq->oid, text, got_n + 1);
	return true;
}

static bool path_fits(const char *want, const char *got, struct req *rq)
{
	rq->code[0] = rq->oid[0] = '\0';
	for (;;) {
		size_t want_n = strcspn(want, "/");
		size_t got_n = strcspn(got, "/");

		if (str_eq(want, "*"))
			return true;
		if (want[want_n] != got[got_n] ||
		    !segment_fits(want, want_n, got, got_n, rq))
			return false;
		if (!want[want_n])
			return true;
		want += want_n + 1;
		got += got_n + 1;
	}
}

const struct route *router_find(const struct route *routes,
				enum http_method method, const char *path,
				struct req *rq, bool *known)
{
	*known = false;
	for (const struct route *r = routes; r->path; r++) {
		if (!path_fits(r->path, path, rq))
			continue;
		*known = true;
		if (r->method == method)
			return r;
	}
	rq->code[0] = rq->oid[0] = '\0';
	return NULL;
}

/* "GET, HEAD, POST": what may be asked of a path. */
static const char *allowed(struct req *rq)
{
	const struct route *routes = rq->site->routes;
	bool known;
	bool get = router_find(routes, GET, rq->path, rq, &known);
	bool post = router_find(routes, POST, rq->path, rq, &known);

	return get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
}

/* ---- who may ----------------------------------------------------------- */

/* The page before this one, which nobody would know any more. */
static void keep_from(const struct req *rq, struct sbuf *next)
{
	struct sbuf more = SBUF_INIT(4 * LIMIT_URL);

	if (!(rq->route->flags & ROUTE_FROM) || !*rq->referer ||
	    csrf_local_referer(rq) || strlen(rq->referer) > LIMIT_URL / 4 ||
	    strchr(rq->uri, '?'))
		return;
	sbuf_str(&more, "?from=");
	http_encode(&more, rq->referer);
	http_encode(next, sbuf_text(&more));
	sbuf_release(&more);
}

static void to_sign_in(struct req *rq, struct resp *rs)
{
	struct sbuf next = SBUF_INIT(4 * LIMIT_URL);

	if (!str_eq(rq->uri, "/") && http_local_path(rq->uri)) {
		http_encode(&next, rq->uri);
		keep_from(rq, &next);
	}
	http_redirect(rq, rs, "/session/new%s%s", next.len ? "?next=" : "",
		      sbuf_text(&next));
	sbuf_release(&next);
}

/* Refused: a line in the log, and a page. True: it was answered. */
static bool deny(struct req *rq, struct resp *rs, enum errors_what what,
		 const char *why)
{
	errors_denied(rq, why);
	errors_page(rq, rs, what, NULL);
	return true;
}

/* The session under which it was filled in is over. */
static bool session_over(struct req *rq, struct resp *rs)
{
	errors_denied(rq, "no session");
	if (!sessions_ended(rq, rs))
		errors_page(rq, rs, ERRORS_EXPIRED, NULL);
	return true;
}

/* Its token is not the session's: whose was it? */
static bool token_wrong(struct req *rq, struct resp *rs)
{
	const struct http_pair *csrf = http_find(&rq->fields, "csrf");
	struct err e = { 0 };
	bool theirs = true;

	if (sessions_carry_on(rq, rs)) {
		errors_denied(rq, "form token: signed in meanwhile");
		return true;
	}
	if (rq->viewer.person.n && csrf && csrf->n == CSRF_LEN &&
	    viewer_wrote(rq, csrf->text, &theirs, &e)) {
		errors_page(rq, rs, errors_of(e.kind, POST), NULL);
		return true;
	}
	return theirs ? deny(rq, rs, ERRORS_EXPIRED, "form token")
		      : deny(rq, rs, ERRORS_FOREIGN, "another's form token");
}

/* A form: is it ours, and is its token whole? True when it was answered. */
static bool post_refused(struct req *rq, struct resp *rs, struct once *once)
{
	bool anonymous = !rq->viewer.person.n;

	if (!csrf_same_origin(rq))
		return deny(rq, rs, ERRORS_FORBIDDEN, "another origin");
	if (anonymous && !(rq->route->roles & ANYONE))
		return session_over(rq, rs);
	if (!csrf_token_good(rq))
		return token_wrong(rq, rs);
	if (rq->route->flags & ROUTE_NO_ONCE)
		return false;
	if (!once_read(rq, once)) {
		errors_page(rq, rs, ERRORS_BAD_REQUEST, NULL);
		return true;
	}
	rq->job.once = once;
	return false;
}

/* May this person try at all? True when it was answered. */
static bool refused(struct req *rq, struct resp *rs, struct once *once)
{
	unsigned roles = rq->route->roles;

	if (rq->method == POST && post_refused(rq, rs, once))
		return true;
	if (roles & (ANYONE | rq->viewer.roles))
		return false;
	if (rq->viewer.person.n)
		return deny(rq, rs, ERRORS_FORBIDDEN, "role");
	to_sign_in(rq, rs);
	return true;
}

/* ---- one try ----------------------------------------------------------- */

/* Exports take their time, on a connection of their own. */
static bool takes_long(const struct req *rq)
{
	return rq->route && rq->route->flags & ROUTE_SLOW && rq->method == GET;
}

enum err_kind router_connect(struct req *rq, struct err *e)
{
	int64_t now = clock_monotonic_ns();

	rq->job.db = NULL;
	if (!breaker_lets(rq->site->shared, now))
		return err_set(e, ERR_BUSY, "the database does not answer");
	if (site_ready(rq->site, e))
		return e->kind;
	rq->job.db = rq->site->db;
	db_limit(rq->job.db, takes_long(rq) ? 0 : now + PAGE_NS);
	return ERR_NONE;
}

/*
 * What the try says of the database: that it is well, that it is away (who
 * asks next finds out quickly), or that waiting for it is in vain.
 */
static void judge_db(const struct req *rq, int64_t start_ns,
		     const struct err *e)
{
	int64_t now = clock_monotonic_ns();
	const struct site *site = rq->site;
	bool busy = e->kind == ERR_BUSY || e->kind == ERR_UNSURE;

	if (!busy && rq->job.db)
		breaker_close(site->shared);
	else if (busy && now - start_ns > SLOW_NS &&
		 (!site->db || db_too_slow(site->db)))
		breaker_open(site->shared, now);
}

#ifdef DUEDESK_TEST_CLOCK
/* In builds for tests: a page at which something is broken. */
static bool is_sound(const struct req *rq)
{
	const char *broken = getenv("DUEDESK_TEST_INVARIANT");

	return !broken || !str_eq(broken, rq->path);
}
#else
#define is_sound(rq) true
#endif

static enum err_kind attempt(struct req *rq, struct resp *rs, struct err *e)
{
	struct once once;

	REQUIRE(is_sound(rq));
	if (rq->route->flags & ROUTE_BARE)
		return rq->route->handler(rq, rs, e);
	if (rq->route->flags & ROUTE_LINK) {
		if (router_connect(rq, e))
			return e->kind;
		site_look_up_name(rq->site, rq->a);
		return rq->route->handler(rq, rs, e);
	}
	if (router_connect(rq, e) || viewer_load(rq, e)) {
		if (!(rq->route->flags & ROUTE_STANDS) || e->kind == ERR_BROKEN)
			return e->kind;
		err_clear(e);
		rq->job.db = NULL;
		viewer_nobody(rq);
	}
	if (rq->job.db && rq->viewer.roles & ROLES_STAFF)
		sweeper_look(rq);
	rq->job.by.kind = ACTOR_PERSON;
	rq->job.by.person = rq->viewer.person;
	rq->job.once = NULL;
	rq->job.files = NULL;
	rq->job.told = NULL;
	if (refused(rq, rs, &once))
		return ERR_NONE;
	if (rq->route->flags & ROUTE_FILES)
		uploads_bind(rq);
	return rq->route->handler(rq, rs, e);
}

static void forget_person(struct req *rq)
{
	rq->viewer = (struct viewer){ .name = "", .zone = rq->site->utc };
	rq->email = rq->csrf = rq->session = "";
	rq->presence = PRESENCE_NONE;
	rq->new_cookie = NULL;
}

/* Nobody and nothing: what a try starts from. */
static void start_over(struct req *rq, struct resp *rs)
{
	page_free(rq);
	if (rq->site->db)
		db_rollback(rq->site->db);
	arena_reset(rq->a);
	http_reset(rs);
	forget_person(rq);
}

static void pause_before(int next_try)
{
	uint32_t most = (uint32_t)JITTER_MIN_MS << (2 * next_try);

	if (most > JITTER_MAX_MS)
		most = JITTER_MAX_MS;
	clock_sleep_ms(JITTER_MIN_MS + rng_below(most - JITTER_MIN_MS + 1));
}

/* A signed link is a key for as long as it is good: it is not written down. */
static const char *logged_path(const struct req *rq)
{
	return rq->route && rq->route->flags & ROUTE_LINK ? rq->route->path
							  : rq->path;
}

static void log_fault(const struct req *rq, const struct err *e)
{
	enum log_level level = e->kind == ERR_BROKEN ? LOG_ERROR
			       : e->kind == ERR_BUSY || e->kind == ERR_UNSURE
				       ? LOG_WARN
				       : LOG_INFO;

	if (e->kind == ERR_NOT_FOUND || e->kind == ERR_DENIED) {
		errors_denied(rq, e->msg);
		return;
	}
	log_event(level, "fault",
		  LOG_PAIRS(LOG_S("kind", err_kind_name(e->kind)),
			    LOG_S("why", e->msg),
			    LOG_S("method", rq->method_text),
			    LOG_S("path", logged_path(rq)),
			    LOG_N("person", rq->viewer.person.n),
			    LOG_S("request", rq->job.by.request_id)));
}

/* Is the database known to hang? Then another try makes it no better. */
static bool waits_in_vain(const struct req *rq)
{
	const struct shared *s = rq->site->shared;

	return s && atomic_load(&s->slow_until_ns) != 0;
}

static void run_route(struct req *rq, struct resp *rs)
{
	int64_t start = clock_monotonic_ns();
	struct err e = { 0 };

	for (int tries = 1;; tries++) {
		int64_t since = clock_monotonic_ns();

		err_clear(&e);
		start_over(rq, rs);
		if (!attempt(rq, rs, &e))
			e.kind = ERR_NONE;
		judge_db(rq, since, &e);
		if (e.kind != ERR_BUSY && e.kind != ERR_UNSURE)
			break;
		if (tries == (rq->job.db ? LIMIT_TRIES : TRIES_AWAY) ||
		    clock_monotonic_ns() - start > PATIENCE_NS ||
		    waits_in_vain(rq))
			break;
		pause_before(tries);
	}
	if (!e.kind)
		return;
	if (rq->site->db)
		db_rollback(rq->site->db);
	log_fault(rq, &e);
	errors_page(rq, rs,
		    e.kind == ERR_CONFLICT && rq->job.told
			    ? ERRORS_SENT
			    : errors_of(e.kind, rq->method),
		    e.kind == ERR_INVALID ? e.msg : NULL);
}

/* ---- everything -------------------------------------------------------- */

/* The path without the slash at its end, with its query. */
static bool slash_at_end(struct req *rq, struct resp *rs)
{
	const char *path;
	size_t n = strlen(rq->path);
	bool known;

	if (rq->method != GET || n < 2 || rq->path[n - 1] != '/')
		return false;
	path = arena_copy(rq->a, rq->path, n - 1);
	if (!http_local_path(path) ||
	    !router_find(rq->site->routes, GET, path, rq, &known))
		return false;
	http_redirect(rq, rs, "%s%s", path,
		      strchr(rq->uri, '?') ? strchr(rq->uri, '?') : "");
	return true;
}

/* Who sees an error page, if that is easy to find out. */
static void know_person(struct req *rq)
{
	struct err e = { 0 };

	if (router_connect(rq, &e) || viewer_load(rq, &e))
		forget_person(rq);
}

/* The line; each origin has its own. */
static const struct route *find_route(struct req *rq, bool *known)
{
	const struct route *r = router_find(rq->site->routes, rq->method,
					    rq->path, rq, known);

	if (r && !(r->flags & ROUTE_LINK) == !rq->files_origin)
		return r;
	*known &= !r && !rq->files_origin;
	return NULL;
}

/* A body that nobody read yet goes where it belongs, or nowhere. */
static void take_body(struct req *rq)
{
	unsigned flags = rq->route ? rq->route->flags : 0;

	if (flags & (ROUTE_FILES | ROUTE_TEXTS))
		uploads_take_form(rq);
	else if (!(flags & ROUTE_BODY))
		rq->malformed = true;
}

static void answer(struct req *rq, struct resp *rs)
{
	const struct route *found;
	bool known;

	forget_person(rq);
	found = find_route(rq, &known);
	rq->route = found;
	if (rq->body_read)
		take_body(rq);
	if (rq->too_large)
		errors_page(rq, rs, ERRORS_TOO_LARGE, NULL);
	else if (rq->malformed)
		errors_page(rq, rs, ERRORS_BAD_REQUEST, NULL);
	else if (found)
		run_route(rq, rs);
	else if (known) {
		const char *allow = allowed(rq);

		know_person(rq);
		errors_page(rq, rs, ERRORS_METHOD, NULL);
		rs->allow = allow;
	} else if (!slash_at_end(rq, rs)) {
		know_person(rq);
		errors_page(rq, rs, ERRORS_NOT_FOUND, NULL);
	}
}

void router_run(struct req *rq, struct resp *rs)
{
	int64_t start = clock_monotonic_ns();

	rq->job = (struct job){
		.arena = rq->a,
		.viewer = &rq->viewer,
		.by = { .via = VIA_WEB, .now = clock_now() },
	};
	memcpy(rq->job.by.request_id, rq->request_id,
	       sizeof(rq->job.by.request_id));
	answer(rq, rs);
	/* A page whose forms need a token brings the cookie it belongs to. */
	if (rq->page && rq->new_cookie && !rs->cookie)
		rs->cookie = rq->new_cookie;
	page_free(rq);
	uploads_finish(rq, rs);
	if (!rs->status)
		rs->status = 200;
	log_event(LOG_INFO, "request",
		  LOG_PAIRS(LOG_S("method", rq->method_text),
			    LOG_S("path", logged_path(rq)),
			    LOG_N("status", rs->status),
			    LOG_N("us", (clock_monotonic_ns() - start) / 1000),
			    LOG_N("bytes", (int64_t)rs->body.len),
			    LOG_N("person", rq->viewer.person.n),
			    LOG_S("request", rq->job.by.request_id)));
}
