#ifndef WEB_HTTP_H
#define WEB_HTTP_H
/*
 * http: a request as handlers see it, and the answer they fill in.
 *
 * Handlers never see FastCGI, cookies or raw forms: the router hands them a
 * request whose person, rights and form token are already checked. A handler
 * runs again when the database was busy, with rq->a emptied and a fresh
 * answer, so it keeps nothing outside of those two.
 */
#include "base/rng.h"
#include "base/sbuf.h"
#include "core/presence.h"
#include "desk/desk.h"

struct site;
struct route;
struct page;
struct uploads;

/* The only cookie there is. */
#define HTTP_COOKIE_NAME "__Host-duedesk"

/* HEAD is GET whose body nobody sends; every other method is HTTP_OTHER. */
enum http_method {
	HTTP_OTHER,
	GET,
	POST
};

/* One field of a query or a form, decoded; text has ${n} bytes and a NUL. */
struct http_pair {
	const char *name, *text;
	size_t n;
};
struct http_pairs {
	const struct http_pair *v;
	size_t n;
};

struct req {
	struct arena *a;     /* emptied after this try */
	struct arena *whole; /* kept until it is answered */
	struct site *site;

	/* As it came: lent for the whole request. Never NULL, "" if absent. */
	enum http_method method;
	bool head;
	const char *method_text;
	const char *path; /* "/tickets/ABC-DEFGH-123", without the query */
	const char *uri;  /* path and query as the client wrote them */
	struct http_pairs query;
	struct http_pairs fields; /* of the body of a form */
	const char *cookie, *origin, *referer, *sec_fetch_site;
	const char *content_type, *remote;
	const char *body;
	size_t body_n;
	/* A body that nobody read yet: a form with files, or a file. Fills what
	 * there is room for, less at its end alone. NULL: none. */
	size_t (*body_read)(void *cookie, char *to, size_t n);
	void *body_cookie;
	int64_t body_length; /* as announced; -1: not */
	bool files_origin;   /* asked of the files' origin, not of the desk's */
	char request_id[17]; /* 16 letters and digits, also in the logs */
	bool too_large;      /* the body had more than LIMIT_FORM bytes */
	bool malformed;      /* more than LIMIT_FORM_FIELDS, or cut off */

	/* From the router. */
	const struct route *route;
	char code[RNG_CODE_LEN + 1]; /* :code of the path, or "" */
	char oid[RNG_OID_LEN + 1];   /* :oid of the path, or "" */
	struct viewer viewer;        /* who looks; person 0: nobody */
	const char *email;           /* theirs, or "" */
	enum presence presence;      /* theirs; NONE: they answer nothing */
	const char *session;         /* the name of their session, or "" */
	struct job job;          /* pass &rq->job to desk_*: viewer, by, once */
	const char *csrf;        /* the token forms of this page carry */
	const char *new_cookie;  /* to set once a form is shown, or NULL */
	struct uploads *uploads; /* what is known of its files (uploads.h) */
	struct page *page;       /* the page being filled (page.h) */
};

/* Starts as zeroes and an empty body; the router makes it whole. */
struct resp {
	int status;               /* 0: 200 */
	const char *location;     /* of a 303: a local path, or on the files' or
				   * the desk's origin */
	const char *content_type; /* NULL: text/html; charset=utf-8 */
	const char *accel;        /* nginx sends this internal file instead */
	const char *file_name;    /* the answer is a download of that name */
	const char *disposition;  /* the same, the whole header */
	const char *cache;        /* NULL: no-store, unless keep */
	const char *allow;        /* of a 405 */
	const char *cookie;       /* the session's new token, "" to drop it */
	bool keep;                /* may be kept by caches */
	struct sbuf body;
};

/*
 * http_redirect(rq, rs, fmt, ...):
 * Answer 303: look at that local path now.
 */
void http_redirect(struct req *rq, struct resp *rs, const char *fmt, ...)
	PRINTF_LIKE(3, 4);

/* Start the answer anew; keeps the memory of its body. */
void http_reset(struct resp *rs);

/* The first field of that name, or NULL. */
const struct http_pair *http_find(const struct http_pairs *p, const char *name);

/*
 * http_parse_fields(a, s, n, out):
 * Decode application/x-www-form-urlencoded text as browsers write it: a %
 * without two hex digits stands for itself. Returns false, with the first
 * LIMIT_FORM_FIELDS of them, when there are more.
 */
bool http_parse_fields(struct arena *a, const char *s, size_t n,
		       struct http_pairs *out) MUST_CHECK;

/*
 * The value of a cookie, or NULL when it is absent, or there twice with
 * different values.
 */
const char *http_cookie(struct arena *a, const char *header, const char *name);

/*
 * Is it a path of this desk that is safe to be sent to: "/..." without a
 * second slash, backslash or control character?
 */
bool http_local_path(const char *s);

/* Is it shaped like a ticket's code: ABC-DEFGH-123? */
bool http_code_valid(const char *s);

/* Append text percent-encoded as one value of a query. */
void http_encode(struct sbuf *out, const char *s);

/* "Not Found": the reason phrase of a status we use. */
const char *http_reason(int status);

#endif
