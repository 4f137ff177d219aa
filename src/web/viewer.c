#include "web/viewer.h"
#include "base/limits.h"
#include "base/password.h"
#include "base/str.h"
#include "base/zone.h"
#include "store/person_store.h"
#include "store/presence_store.h"
#include "web/csrf.h"
#include "web/errors.h"
#include "web/site.h"
#include <arpa/inet.h>
#include <ctype.h>

#define FAILURES_MOST 10 /* ... within FAILURES_WINDOW, for one address */
#define FAILURES_WINDOW 900

/* The cookie's token, or NULL when there is none that we could have drawn. */
static const char *token_of(const struct req *rq)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789-_";
	const char *s = http_cookie(rq->a, rq->cookie, HTTP_COOKIE_NAME);

	return s && strlen(s) == RNG_TOKEN_LEN &&
			       strspn(s, letters) == RNG_TOKEN_LEN
		       ? s
		       : NULL;
}

static void hash_token(const char *token, unsigned char out[RNG_HASH_LEN])
{
	rng_sha256(token, strlen(token), out);
}

bool viewer_token_hash(const struct req *rq, unsigned char out[RNG_HASH_LEN])
{
	const char *token = token_of(rq);

	if (token)
		hash_token(token, out);
	return token != NULL;
}

struct session_idle viewer_idle(const struct req *rq)
{
	const struct conf *conf = rq->site->conf;

	return (struct session_idle){
		.staff = conf->session_idle_agent_s,
		.customer = conf->session_idle_customer_s,
	};
}

static void set_csrf(struct req *rq, const unsigned char key[CSRF_KEY_LEN])
{
	char text[CSRF_LEN + 1];

	csrf_token(key, text);
	rq->csrf = arena_str(rq->a, text);
}

/*
 * Nobody is signed in: forms are bound to the cookie alone, which no other
 * site can set (__Host-) or read.
 */
static void load_nobody(struct req *rq, const char *token)
{
	unsigned char key[RNG_HASH_LEN];
	char fresh[RNG_TOKEN_LEN + 1];
	const char *text;

	if (!token) {
		rng_token(fresh);
		token = rq->new_cookie = arena_str(rq->a, fresh);
	}
	text = arena_printf(rq->a, "not signed in %s", token);
	rng_sha256(text, strlen(text), key);
	set_csrf(rq, key);
}

void viewer_nobody(struct req *rq)
{
	load_nobody(rq, token_of(rq));
}

static void load_person(struct req *rq, const struct session *s)
{
	struct err ignored = { 0 };
	struct viewer *v = &rq->viewer;

	*v = (struct viewer){
		.person = s->person,
		.roles = s->roles,
		.departments = s->departments,
		.ndepartments = s->ndepartments,
		.company = s->company,
		.sees_company = s->sees_company,
		.name = s->name,
		.zone = rq->site->utc,
	};
	/* A zone that tzdata no longer knows must lock nobody out. */
	if (zone_find(s->zone, &v->zone, &ignored))
		v->zone = rq->site->utc;
	access_viewer_ready(v);
	rq->email = s->email ? s->email : "";
	rq->session = s->oid ? s->oid : "";
	set_csrf(rq, s->csrf_key);
}

/* Whether who answers tickets is there: they are, if they say so, by asking. */
static void load_presence(struct req *rq, const struct session *s)
{
	instant now = rq->job.by.now;
	struct err ignored = { 0 };

	rq->presence = PRESENCE_NONE;
	if (!(s->roles & ROLES_ANSWER))
		return;
	rq->presence = s->chosen == PRESENCE_NONE ? PRESENCE_ONLINE : s->chosen;
	if (presence_stale(s->present, now) &&
	    presence_store_touch(rq->job.db, s->person, now, &ignored))
		err_clear(&ignored);
}

enum err_kind viewer_load(struct req *rq, struct err *e)
{
	const struct session_idle idle = viewer_idle(rq);
	const char *token = token_of(rq);
	unsigned char hash[RNG_HASH_LEN];
	struct err ignored = { 0 };
	struct session s;

	if (!token)
		goto nobody;
	hash_token(token, hash);
	if (session_store_find(rq->job.db, rq->a, hash, rq->job.by.now, &idle,
			       &s, e)) {
		if (e->kind != ERR_NOT_FOUND)
			return e->kind;
		err_clear(e);
		goto nobody;
	}
	load_person(rq, &s);
	load_presence(rq, &s);
	site_named(rq->site, s.desk, s.sandbox);
	/* A note of use that cannot be written keeps nobody from working. */
	if (session_store_touch(rq->job.db, hash, &s, rq->job.by.now, &ignored))
		err_clear(&ignored);
	return ERR_NONE;
nobody:
	site_look_up_name(rq->site, rq->a);
	load_nobody(rq, token);
	return ERR_NONE;
}

enum err_kind viewer_wrote(const struct req *rq, const char *csrf, bool *theirs,
			   struct err *e)
{
	struct session_keys keys;
	char token[CSRF_LEN + 1];

	*theirs = false;
	if (session_store_keys(rq->job.db, rq->a, rq->viewer.person, &keys, e))
		return e->kind;
	for (size_t i = 0; i < keys.n; i++) {
		csrf_token(keys.v[i], token);
		*theirs |= str_secret_eq(csrf, strlen(csrf), token, CSRF_LEN);
	}
	return ERR_NONE;
}

/* ---- signing in -------------------------------------------------------- */

struct attempt {
	const char *email;
	unsigned char email_hash[RNG_HASH_LEN];
	struct person person; /* id 0: nobody has that address */
	bool right;
};

static const char *lower(struct arena *a, const char *s)
{
	char *copy = arena_str(a, s);

	for (char *c = copy; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

/* How long to wait; 0 when it may be tried now. */
static enum err_kind must_wait(struct req *rq, const struct attempt *t,
			       seconds *wait, struct err *e)
{
	instant now = rq->job.by.now, first;
	int64_t n;

	*wait = 0;
	if (session_store_failures(rq->job.db, rq->a, t->email_hash,
				   now - FAILURES_WINDOW, &n, &first, e))
		return e->kind;
	if (n >= FAILURES_MOST)
		*wait = first + FAILURES_WINDOW - now;
	if (n >= FAILURES_MOST && *wait < 1)
		*wait = 1;
	return ERR_NONE;
}

/* Is the password right? Takes as long for nobody's address. */
static enum err_kind try_password(struct req *rq, struct attempt *t,
				  const char *password, struct err *e)
{
	const struct person *p = &t->person;

	if (person_store_find_email(rq->job.db, rq->a, t->email, &t->person,
				    e)) {
		if (e->kind != ERR_NOT_FOUND)
			return e->kind;
		err_clear(e);
		t->person = (struct person){ 0 };
	}
	t->right = password_good(p->id.n ? p->password_hash : NULL, password);
	t->right &= p->id.n && p->disabled == INSTANT_NONE;
	return ERR_NONE;
}

static enum err_kind keep_hash_current(struct req *rq, const struct attempt *t,
				       const char *password, struct err *e)
{
	char hash[PASSWORD_HASH];

	if (!password_outdated(t->person.password_hash))
		return ERR_NONE;
	if (password_hash(password, hash, e))
		return e->kind;
	return person_store_set_password(rq->job.db, t->person.id, hash, e);
}

/*
 * The network of an address: enough for a person to know the place again, not
 * enough to follow them.
 */
static const char *network_of(struct arena *a, const char *address)
{
	unsigned char b[16];
	char text[INET6_ADDRSTRLEN];

	if (inet_pton(AF_INET, address, b) == 1)
		return arena_printf(a, "%d.%d.%d.0/24", b[0], b[1], b[2]);
	if (inet_pton(AF_INET6, address, b) != 1)
		return "";
	memset(b + 6, 0, sizeof(b) - 6);
	if (!inet_ntop(AF_INET6, b, text, sizeof(text)))
		return "";
	return arena_printf(a, "%s/48", text);
}

/* The rest of the request is that of the new session. */
static enum err_kind enter(struct req *rq, const struct session_new *new,
			   struct err *e)
{
	const struct session_idle idle = viewer_idle(rq);
	struct session s;

	if (session_store_find(rq->job.db, rq->a, new->token_hash,
			       rq->job.by.now, &idle, &s, e))
		return err_wrap(e, "sign in");
	load_person(rq, &s);
	rq->new_cookie = NULL;
	return ERR_NONE;
}

/* Who answers tickets and signs in has come to work. */
static enum err_kind arrive(struct req *rq, const struct person *p,
			    struct err *e)
{
	if (!(p->roles & ROLES_ANSWER))
		return ERR_NONE;
	return presence_store_choose(rq->job.db, p->id, PRESENCE_ONLINE,
				     rq->job.by.now, e);
}

/* A session with a token nobody has seen; the one before it ends. */
static enum err_kind start_session(struct req *rq, struct resp *rs,
				   const struct attempt *t,
				   const char *password, struct err *e)
{
	bool staff = t->person.roles & ROLES_STAFF;
	const char *old = token_of(rq);
	struct session_new s = { .person = t->person.id,
				 .came_from = network_of(rq->a, rq->remote) };
	unsigned char old_hash[RNG_HASH_LEN];
	char token[RNG_TOKEN_LEN + 1];

	rng_token(token);
	hash_token(token, s.token_hash);
	rng_bytes(s.csrf_key, sizeof(s.csrf_key));
	s.expires = rq->job.by.now + (staff ? LIMIT_SESSION_STAFF_SECONDS
					    : LIMIT_SESSION_CUSTOMER_SECONDS);
	if (db_begin(rq->job.db, e))
		return e->kind;
	if (old)
		hash_token(old, old_hash);
	if ((old && session_store_end(rq->job.db, old_hash, e)) ||
	    session_store_forgive(rq->job.db, t->email_hash, e) ||
	    keep_hash_current(rq, t, password, e) ||
	    session_store_add(rq->job.db, &s, rq->job.by.now, e) ||
	    arrive(rq, &t->person, e) || db_commit(rq->job.db, e)) {
		db_rollback(rq->job.db);
		return err_wrap(e, "sign in");
	}
	rs->cookie = arena_str(rq->a, token);
	return enter(rq, &s, e);
}

static enum err_kind refuse(struct req *rq, const struct attempt *t,
			    struct err *e)
{
	if (session_store_fail(rq->job.db, t->email_hash, rq->job.by.now, e))
		return e->kind;
	/* Not the address that was typed: people type passwords there. */
	errors_denied_to(rq, t->person.id,
			 !t->person.id.n ? "sign in: unknown address"
			 : t->person.disabled != INSTANT_NONE
				 ? "sign in: disabled"
				 : "wrong password");
	return ERR_NONE;
}

enum err_kind viewer_sign_in(struct req *rq, struct resp *rs, const char *email,
			     const char *password, enum viewer_entry *out,
			     seconds *wait, struct err *e)
{
	struct attempt t = { .email = lower(rq->a, email) };

	*out = VIEWER_REFUSED;
	rng_sha256(t.email, strlen(t.email), t.email_hash);
	if (must_wait(rq, &t, wait, e))
		return e->kind;
	if (*wait) {
		errors_denied_to(rq, (person_id){ 0 },
				 "sign in: too many attempts");
		*out = VIEWER_TOO_OFTEN;
		return ERR_NONE;
	}
	if (try_password(rq, &t, password, e))
		return e->kind;
	if (!t.right)
		return refuse(rq, &t, e);
	if (start_session(rq, rs, &t, password, e))
		return e->kind;
	*out = VIEWER_IN;
	return ERR_NONE;
}

enum err_kind viewer_knows(struct req *rq, const char *password,
			   enum viewer_entry *out, seconds *wait, struct err *e)
{
	struct attempt t = { .email = lower(rq->a, rq->email) };

	*out = VIEWER_TOO_OFTEN;
	rng_sha256(t.email, strlen(t.email), t.email_hash);
	if (must_wait(rq, &t, wait, e))
		return e->kind;
	if (*wait) {
		errors_denied(rq, "password: too many attempts");
		return ERR_NONE;
	}
	if (try_password(rq, &t, password, e))
		return e->kind;
	t.right &= t.person.id.n == rq->viewer.person.n;
	*out = t.right ? VIEWER_IN : VIEWER_REFUSED;
	return t.right ? session_store_forgive(rq->job.db, t.email_hash, e)
		       : refuse(rq, &t, e);
}

enum err_kind viewer_sign_out(struct req *rq, struct resp *rs, struct err *e)
{
	const char *old = token_of(rq);
	unsigned char hash[RNG_HASH_LEN];
	char token[RNG_TOKEN_LEN + 1];

	if (old) {
		hash_token(old, hash);
		if (session_store_end(rq->job.db, hash, e))
			return e->kind;
	}
	if (rq->viewer.roles & ROLES_ANSWER &&
	    presence_store_leave(rq->job.db, rq->viewer.person, e))
		return e->kind;
	rng_token(token);
	rs->cookie = arena_str(rq->a, token);
	return ERR_NONE;
}
