#include "support/ask.h"
#include "support/templates.h"
#include "support/test.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/password.h"
#include "base/rng.h"
#include "store/person_store.h"
#include "store/session_store.h"
#include "web/csrf.h"
#include "web/routes.h"
#include "web/viewer.h"
#include <dirent.h>

struct site ask_site;
struct conf ask_conf;

static struct arena *whole, *each;
static struct resp answered = { .body = SBUF_INIT(LIMIT_PAGE) };

static struct {
	person_id id;
	const char *oid;
	char token[RNG_TOKEN_LEN + 1], csrf[CSRF_LEN + 1];
} sessions[WHO_N];

/* clang-format off */
static const struct {
	const char *name, *email;
	unsigned roles;
} people[WHO_N] = {
	[BOB]   = { "Bob Customer",  "bob@acme.example",     ROLE_CUSTOMER },
	[CAROL] = { "Carol Buyer",   "carol@other.example",  ROLE_CUSTOMER },
	[ALICE] = { "Alice Agent",   "alice@desk.example",   ROLE_AGENT },
	[FRANK] = { "Frank Seller",  "frank@desk.example",   ROLE_AGENT },
	[RITA]  = { "Rita Reader",   "rita@desk.example",    ROLE_READER },
	[MIA]   = { "Mia Manager",   "mia@desk.example",     ROLE_MANAGER },
	[ADAM]  = { "Adam Admin",    "adam@desk.example",    ROLE_ADMIN },
	[OLGA]  = { "Olga Owner",    "olga@desk.example",    ROLE_OWNER },
	[ERIK]  = { "Erik Both",     "erik@desk.example",    ROLE_AGENT | ROLE_MANAGER },
};
/* clang-format on */

static void must(enum err_kind kind, const struct err *e)
{
	if (kind)
		fail_msg("%s: %s", err_kind_name(kind), e->msg);
}

/* ---- people ------------------------------------------------------------ */

static void add_session(enum who who)
{
	struct session_new s = { .person = sessions[who].id,
				 .expires = clock_now() + DAY_SECONDS };
	struct err e = { 0 };

	rng_token(sessions[who].token);
	rng_sha256(sessions[who].token, RNG_TOKEN_LEN, s.token_hash);
	rng_bytes(s.csrf_key, sizeof(s.csrf_key));
	csrf_token(s.csrf_key, sessions[who].csrf);
	must(session_store_add(fixture.db, &s, clock_now(), &e), &e);
}

static void add_person(enum who who, const char *hash)
{
	struct person p = { .name = people[who].name,
			    .email = people[who].email,
			    .password_hash = hash,
			    .zone = "Europe/Berlin",
			    .roles = people[who].roles,
			    .disabled = INSTANT_NONE };
	struct err e = { 0 };

	must(person_store_add(fixture.db, fixture.arena, &p, clock_now(), &e),
	     &e);
	sessions[who].id = p.id;
	sessions[who].oid = arena_str(fixture.arena, p.oid);
	add_session(who);
}

static void add_departments(void)
{
	static const enum who support[] = { ALICE, RITA, ERIK };
	char sql[300];

	db_fixture_run("INSERT INTO desk (id, name, zone, created_at)"
		       " VALUES (1, 'Desk', 'Europe/Berlin', 0);\n"
		       "INSERT INTO department (id, oid, name, created_at)"
		       " VALUES (1, 'default', 'Support', 0),"
		       " (2, 'sa1es00000000000', 'Sales', 0);");
	for (size_t i = 0; i < COUNT_OF(support); i++) {
		snprintf(sql, sizeof(sql),
			 "INSERT INTO department_member VALUES (1, %lld);",
			 (long long)sessions[support[i]].id.n);
		db_fixture_run(sql);
	}
	snprintf(sql, sizeof(sql),
		 "INSERT INTO department_member VALUES (2, %lld);",
		 (long long)sessions[FRANK].id.n);
	db_fixture_run(sql);
}

/* Who answers tickets signed in just now, as their sessions did. */
static void add_presence(void)
{
	char sql[300];

	snprintf(sql, sizeof(sql),
		 "INSERT INTO presence (person_id, chosen, chosen_at, seen_at)"
		 " SELECT id, 1, %lld, %lld FROM person WHERE roles & %d;",
		 (long long)clock_now(), (long long)clock_now(), ROLES_ANSWER);
	db_fixture_run(sql);
}

int ask_clean(void **state)
{
	static char hash[PASSWORD_HASH];
	struct err e = { 0 };

	if (!*hash)
		must(password_hash(ASK_PASSWORD, hash, &e), &e);
	db_fixture_clean(state);
	for (enum who who = BOB; who < WHO_N; who++)
		add_person(who, hash);
	add_departments();
	add_presence();
	return 0;
}

static char blobs[] = "/tmp/duedesk-blobs-XXXXXX"; /* nobody fills it here */

int ask_setup(void **state)
{
	struct err e = { 0 };

	log_init("test", LOG_ERROR);
	db_fixture_setup(state);
	must(conf_load("/dev/null", &ask_conf, &e), &e);
	snprintf(ask_conf.base_url, sizeof(ask_conf.base_url), ASK_BASE);
	snprintf(ask_conf.templates_dir, sizeof(ask_conf.templates_dir), "%s",
		 templates_dir());
	snprintf(ask_conf.db_socket, sizeof(ask_conf.db_socket), "%s",
		 fixture.conf.socket);
	snprintf(ask_conf.db_name, sizeof(ask_conf.db_name), "%s",
		 fixture.name);
	snprintf(ask_conf.db_user_web, sizeof(ask_conf.db_user_web), "%s",
		 fixture.conf.user);
	ask_conf.db_password_web[0] = '\0';
	snprintf(ask_conf.db_user_hook, sizeof(ask_conf.db_user_hook), "hook");
	memset(ask_conf.hook_key, '1', 64);
	snprintf(ask_conf.spool_dir, sizeof(ask_conf.spool_dir),
		 "/tmp/duedesk-spool-XXXXXX");
	assert_non_null(mkdtemp(ask_conf.spool_dir));
	assert_non_null(mkdtemp(blobs));
	snprintf(ask_conf.blob_dir, sizeof(ask_conf.blob_dir), "%s", blobs);
	ask_conf.files_floor_mib = 0;
	must(site_load(&ask_site, &ask_conf, routes, &e), &e);
	whole = arena_new();
	each = arena_new();
	return 0;
}

static void remove_spool(void)
{
	struct dirent *entry;
	DIR *dir = opendir(ask_conf.spool_dir);

	while (dir && (entry = readdir(dir)))
		(void)unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	(void)rmdir(ask_conf.spool_dir);
}

int ask_teardown(void **state)
{
	remove_spool();
	(void)rmdir(blobs);
	site_release(&ask_site);
	sbuf_release(&answered.body);
	arena_free(whole);
	arena_free(each);
	return db_fixture_teardown(state);
}

const char *ask_oid(enum who who)
{
	return sessions[who].oid;
}

const char *ask_email(enum who who)
{
	return people[who].email;
}

const char *ask_token(enum who who)
{
	return sessions[who].token;
}

const char *ask_csrf(enum who who)
{
	return sessions[who].csrf;
}

static const char *with(const char *path, const char *name, const char *value)
{
	const char *at = strstr(path, name);

	return at ? arena_printf(fixture.arena, "%.*s%s%s", (int)(at - path),
				 path, value, at + strlen(name))
		  : path;
}

const char *ask_path(const char *path, const char *code, const char *oid)
{
	return with(with(path, ":code", code), ":oid", oid);
}

person_id ask_person(enum who who)
{
	return sessions[who].id;
}

static int64_t checksum(const char *table)
{
	struct err e = { 0 };
	struct rows *r;
	int64_t sum;

	must(db_query(fixture.db, whole,
		      arena_printf(whole, "CHECKSUM TABLE %s", table),
		      NO_PARAMS, &r, &e),
	     &e);
	assert_true(rows_next(r));
	rows_str(r);
	sum = rows_i64(r);
	must(rows_end(&r, &e), &e);
	return sum;
}

int64_t ask_digest(void)
{
	struct err e = { 0 };
	struct rows *r;
	uint64_t sum = 0;

	arena_reset(whole);
	must(db_query(fixture.db, whole,
		      "SELECT TABLE_NAME FROM information_schema.TABLES"
		      " WHERE TABLE_SCHEMA = DATABASE()"
		      " AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME",
		      NO_PARAMS, &r, &e),
	     &e);
	while (rows_next(r))
		sum = sum * 31 + (uint64_t)checksum(rows_str(r));
	must(rows_end(&r, &e), &e);
	return (int64_t)sum;
}

/* ---- questions --------------------------------------------------------- */

static const char *cookie_header(const char *token)
{
	return token && *token
		       ? arena_printf(whole, HTTP_COOKIE_NAME "=%s", token)
		       : "";
}

const char *ask_csrf_of(const char *cookie)
{
	struct req rq = { .a = each, .site = &ask_site };
	struct err e = { 0 };

	must(site_ready(&ask_site, &e), &e);
	rq.cookie = cookie_header(cookie);
	rq.job.db = ask_site.db;
	rq.job.by.now = clock_now();
	must(viewer_load(&rq, &e), &e);
	return arena_str(fixture.arena, rq.csrf);
}

const char *ask_once(void)
{
	char token[RNG_TOKEN_LEN + 1];

	rng_token(token);
	return arena_str(fixture.arena, token);
}

const char *ask_between(const char *text, const char *before, const char *after)
{
	const char *from = strstr(text, before), *to;

	if (!from)
		fail_msg("\"%s\" is not there", before);
	from += strlen(before);
	to = strstr(from, after);
	assert_non_null(to);
	return arena_copy(fixture.arena, from, (size_t)(to - from));
}

static const char *or_else(const char *s, const char *otherwise)
{
	return s ? s : otherwise;
}

/* The body a browser would send. */
static const char *whole_form(const struct ask *a, const char *cookie)
{
	const char *csrf = a->csrf;
	char once[RNG_TOKEN_LEN + 1];

	rng_token(once);
	if (!csrf && a->who != NOBODY && !a->cookie)
		csrf = sessions[a->who].csrf;
	if (!csrf)
		csrf = ask_csrf_of(cookie);
	return arena_printf(whole, "csrf=%s&once=%s&%s", csrf,
			    or_else(a->once, once), or_else(a->fields, ""));
}

/* The body as it would come in. */
static struct {
	const char *s;
	size_t left;
} coming;

static size_t read_coming(void *cookie, char *to, size_t n)
{
	(void)cookie;
	if (n > coming.left)
		n = coming.left;
	memcpy(to, coming.s, n);
	coming.s += n;
	coming.left -= n;
	return n;
}

static void fill_body(struct req *rq, const struct ask *a)
{
	struct http_pair *csrf = ARENA_NEW(whole, struct http_pair);

	coming.s = a->body;
	coming.left = a->body_n;
	rq->body_read = read_coming;
	rq->body_length = (int64_t)a->body_n;
	rq->content_type = a->type;
	csrf->name = "csrf";
	csrf->text = or_else(a->csrf, sessions[a->who].csrf);
	csrf->n = strlen(csrf->text);
	if (str_eq(a->type, "application/octet-stream"))
		rq->fields = (struct http_pairs){ csrf, 1 };
}

static void fill(struct req *rq, const struct ask *a)
{
	static const char visitor[] =
		"visitor-visitor-visitor-visitor-visitor-vis";
	const char *query = strchr(a->path, '?');
	const char *cookie = or_else(a->cookie, a->who != NOBODY
							? sessions[a->who].token
						: a->method == POST ? visitor
								    : "");

	rq->method = a->method;
	rq->method_text = a->method == GET    ? a->head ? "HEAD" : "GET"
			  : a->method == POST ? "POST"
					      : or_else(a->method_text, "PUT");
	rq->head = a->head;
	rq->uri = a->path;
	rq->path = query ? arena_copy(whole, a->path, (size_t)(query - a->path))
			 : a->path;
	rq->cookie = cookie_header(cookie);
	rq->origin = or_else(a->origin, a->method == POST ? ASK_BASE : "");
	rq->referer = or_else(a->referer, "");
	rq->sec_fetch_site = or_else(a->fetch_site, "same-origin");
	rq->content_type = "application/x-www-form-urlencoded";
	rq->remote = or_else(a->remote, "");
	rq->body = "";
	rq->too_large = a->too_large;
	rq->malformed = a->malformed;
	rng_oid(rq->request_id);
	if (query &&
	    !http_parse_fields(whole, query + 1, strlen(query + 1), &rq->query))
		rq->malformed = true;
	rq->files_origin = a->files_origin;
	if (a->body) {
		fill_body(rq, a);
	} else if (a->method == POST) {
		rq->body = whole_form(a, cookie);
		rq->body_n = strlen(rq->body);
		if (!http_parse_fields(whole, rq->body, rq->body_n,
				       &rq->fields))
			rq->malformed = true;
	}
}

struct answer ask_with(const struct ask *a)
{
	struct req rq = { .a = each, .whole = whole, .site = &ask_site };

	arena_reset(whole);
	fill(&rq, a);
	arena_reset(each);
	http_reset(&answered);
	router_run(&rq, &answered);
	return (struct answer){
		.status = answered.status,
		.body = sbuf_text(&answered.body),
		.body_n = answered.body.len,
		.location = arena_str(fixture.arena, answered.location),
		.cookie = arena_str(fixture.arena, answered.cookie),
		.allow = answered.allow,
		.type = answered.content_type,
		.accel = answered.accel,
		.file_name = answered.file_name,
		.disposition = answered.disposition,
	};
}

struct answer ask(enum http_method method, const char *path, enum who who)
{
	return ask_with(
		&(struct ask){ .method = method, .path = path, .who = who });
}

struct answer ask_form(const char *path, enum who who, const char *fields)
{
	return ask_with(&(struct ask){
		.method = POST, .path = path, .who = who, .fields = fields });
}

void ask_has(struct answer a, const char *words)
{
	if (!strstr(a.body, words))
		fail_msg("\"%s\" is missing", words);
}

void ask_has_not(struct answer a, const char *words)
{
	if (strstr(a.body, words))
		fail_msg("\"%s\" must not be there", words);
}
