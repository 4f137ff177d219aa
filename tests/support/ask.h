#ifndef SUPPORT_ASK_H
#define SUPPORT_ASK_H
/*
 * ask: pages asked for in one line, through the router, on a real database,
 * without a web server.
 *
 *	assert_int_equal(ask(GET, "/inbox", ALICE).status, 200);
 *	assert_int_equal(ask_form("/tickets", BOB, "subject=x&body=y").status,
 *			 303);
 *
 * Each of the people below has a session. Alice, Rita and Erik are members of
 * the department "default" (Support); Frank is an agent of Sales alone. Agents,
 * admins and owners are online.
 */
#include "support/db_fixture.h"
#include "web/http.h"
#include "web/site.h"

enum who {
	NOBODY,
	BOB,   /* customer */
	CAROL, /* another customer */
	ALICE, /* agent of Support */
	FRANK, /* agent of Sales */
	RITA,  /* read-only, Support */
	MIA,   /* manager */
	ADAM,  /* admin */
	OLGA,  /* owner */
	ERIK,  /* agent of Support and manager */
	WHO_N
};

/* What is asked; a field left out is as a browser would send it. */
struct ask {
	enum http_method method;
	const char *method_text; /* of HTTP_OTHER */
	bool head;
	const char *path; /* with its query */
	enum who who;
	const char *fields;     /* "a=1&b=2", without csrf and once */
	const char *origin;     /* "" for none */
	const char *referer;    /* "" */
	const char *fetch_site; /* "same-origin" */
	const char *csrf;       /* theirs */
	const char *once;       /* a fresh one */
	const char *cookie;     /* theirs: the token */
	const char *remote;     /* "": their address */
	bool too_large, malformed;
	const char *body; /* raw, of that type, instead of fields */
	size_t body_n;
	const char *type;
	bool files_origin;
};

/* Lent until the next question; location and cookie for the whole test. */
struct answer {
	int status;
	const char *body, *location, *cookie, *allow, *type, *accel, *file_name,
		*disposition;
	size_t body_n;
};

struct answer ask(enum http_method method, const char *path, enum who who);
struct answer ask_form(const char *path, enum who who, const char *fields);
struct answer ask_with(const struct ask *a);

/* Those words are in the page, or are not; else the test fails. */
void ask_has(struct answer a, const char *words);
void ask_has_not(struct answer a, const char *words);

/* Everybody's opaque id, address (bob@acme.example) and cookie. */
const char *ask_oid(enum who who);
const char *ask_email(enum who who);
const char *ask_token(enum who who);
person_id ask_person(enum who who);

/* A route's path with these for its :code and its :oid. */
const char *ask_path(const char *path, const char *code, const char *oid);

/* Their form token. */
const char *ask_csrf(enum who who);

/* The form token of who has that cookie; NULL: of a visitor. */
const char *ask_csrf_of(const char *cookie);

/* A fresh "once". */
const char *ask_once(void);

/* What is between the first ${before} in a text and the next ${after}. */
const char *ask_between(const char *text, const char *before,
			const char *after);

/* Changes when anything in the database does. */
int64_t ask_digest(void);

#define ASK_PASSWORD "orbit maple tram 7" /* everybody's */
#define ASK_BASE "http://desk.localhost:8080"

/* What they share; its conf may be changed by a test. */
extern struct site ask_site;
extern struct conf ask_conf;

/* For cmocka: the whole program, and each test. */
int ask_setup(void **state);
int ask_teardown(void **state);
int ask_clean(void **state);

#endif
