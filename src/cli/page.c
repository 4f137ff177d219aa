#include "cli/page.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/connect.h"
#include "store/person_store.h"
#include "store/session_store.h"
#include "web/csrf.h"
#include "web/router.h"
#include "web/routes.h"
#include "web/site.h"

#define SESSION_SECONDS 60

static const char usage[] =
	"usage: duedesk page GET PATH [--as ADDRESS]\n"
	"       duedesk page POST PATH [--as ADDRESS] [NAME=VALUE]...\n";

struct wanted {
	const char *method, *path, *as;
	char **fields;
	int nfields;
};

/* What one look at a page needs. */
struct look {
	struct conf conf;
	struct site site;
	struct arena *whole, *each;
	struct req rq;
	struct resp rs;
	unsigned char token_hash[RNG_HASH_LEN];
	char csrf[CSRF_LEN + 1];
	bool signed_in;
};

static bool read_arguments(int argc, char **argv, struct wanted *w)
{
	if (argc < 3 || (!str_eq(argv[1], "GET") && !str_eq(argv[1], "POST")) ||
	    argv[2][0] != '/')
		return false;
	*w = (struct wanted){ .method = argv[1], .path = argv[2] };
	argc -= 3;
	argv += 3;
	if (argc > 1 && str_eq(argv[0], "--as")) {
		w->as = argv[1];
		argc -= 2;
		argv += 2;
	}
	w->fields = argv;
	w->nfields = argc;
	for (int i = 0; i < argc; i++)
		if (!strchr(argv[i], '=') || str_eq(w->method, "GET"))
			return false;
	return true;
}

/* A session of a minute, ended afterwards. */
static enum err_kind sign_in(struct look *l, const char *email, struct err *e)
{
	struct session_new s = { .expires = clock_now() + SESSION_SECONDS };
	char token[RNG_TOKEN_LEN + 1];
	struct person p;

	if (person_store_find_email(l->site.db, l->whole, email, &p, e))
		return err_wrap(e, "%s", email);
	rng_token(token);
	rng_sha256(token, RNG_TOKEN_LEN, s.token_hash);
	rng_bytes(s.csrf_key, sizeof(s.csrf_key));
	s.person = p.id;
	if (session_store_add(l->site.db, &s, clock_now(), e))
		return e->kind;
	memcpy(l->token_hash, s.token_hash, sizeof(l->token_hash));
	csrf_token(s.csrf_key, l->csrf);
	l->rq.cookie = arena_printf(l->whole, HTTP_COOKIE_NAME "=%s", token);
	l->signed_in = true;
	return ERR_NONE;
}

/* The fields as a form of ours would send them. */
static void fill_form(struct look *l, const struct wanted *w)
{
	struct http_pair *v = ARENA_ARRAY(l->whole, (size_t)w->nfields + 2,
					  struct http_pair);
	char once[RNG_TOKEN_LEN + 1];
	size_t n = 0;

	rng_token(once);
	v[n++] = (struct http_pair){ "csrf", l->csrf, strlen(l->csrf) };
	v[n++] = (struct http_pair){ "once", arena_str(l->whole, once),
				     RNG_TOKEN_LEN };
	for (int i = 0; i < w->nfields; i++) {
		const char *equals = strchr(w->fields[i], '=');

		v[n].name = arena_copy(l->whole, w->fields[i],
				       (size_t)(equals - w->fields[i]));
		v[n].text = equals + 1;
		v[n++].n = strlen(equals + 1);
	}
	l->rq.fields = (struct http_pairs){ v, n };
}

static void fill_request(struct look *l, const struct wanted *w)
{
	size_t n = strcspn(w->path, "?");
	const char *query = w->path + n + (w->path[n] == '?');
	struct req *rq = &l->rq;

	rq->a = l->each;
	rq->whole = l->whole;
	rq->site = &l->site;
	rq->method = str_eq(w->method, "POST") ? POST : GET;
	rq->method_text = w->method;
	rq->path = arena_copy(l->whole, w->path, n);
	rq->uri = w->path;
	rq->cookie = rq->referer = rq->remote = rq->body = "";
	rq->origin = l->conf.base_url;
	rq->sec_fetch_site = "same-origin";
	rq->content_type = "application/x-www-form-urlencoded";
	rng_oid(rq->request_id);
	rq->malformed = !http_parse_fields(l->whole, query, strlen(query),
					   &rq->query);
}

static void print_answer(const struct resp *rs)
{
	(void)fprintf(stderr, "%d %s\n", rs->status, http_reason(rs->status));
	if (rs->location)
		(void)fprintf(stderr, "Location: %s\n", rs->location);
	if (rs->accel)
		(void)fprintf(stderr, "X-Accel-Redirect: %s\n", rs->accel);
	(void)fwrite(sbuf_text(&rs->body), 1, rs->body.len, stdout);
}

static enum err_kind look(struct look *l, const struct wanted *w, struct err *e)
{
	if (conf_load(NULL, &l->conf, e) ||
	    site_load(&l->site, &l->conf, routes, e) || site_ready(&l->site, e))
		return e->kind;
	fill_request(l, w);
	if (w->as && sign_in(l, w->as, e))
		return e->kind;
	if (l->rq.method == POST)
		fill_form(l, w);
	router_run(&l->rq, &l->rs);
	print_answer(&l->rs);
	if (l->signed_in)
		return session_store_end(l->site.db, l->token_hash, e);
	return ERR_NONE;
}

int page_command(int argc, char **argv)
{
	struct look l = { .rs = { .body = SBUF_INIT(LIMIT_PAGE) } };
	struct err e = { 0 };
	struct wanted w;
	int status;

	if (!read_arguments(argc, argv, &w)) {
		(void)fputs(usage, stderr);
		return 2;
	}
	rng_init();
	l.whole = arena_new();
	l.each = arena_new();
	status = look(&l, &w, &e)    ? connect_failed("page", &e)
		 : l.rs.status < 400 ? 0
				     : 1;
	site_release(&l.site);
	sbuf_release(&l.rs.body);
	arena_free(l.each);
	arena_free(l.whole);
	return status;
}
