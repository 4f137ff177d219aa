#ifndef WEB_FORM_H
#define WEB_FORM_H
/*
 * form: what a page accepts, as a table of typed fields.
 *
 *   enum { REPLY_BODY, REPLY_VERSION };
 *   static const struct field reply_fields[] = {
 *   	[REPLY_BODY]    = { "body", FIELD_TEXT, .max = LIMIT_MESSAGE,
 *   			    .must = true },
 *   	[REPLY_VERSION] = { "version", FIELD_I64, .min = 1, .must = true },
 *   };
 *
 * A handler never parses text: after form_read() each value is typed and in
 * bounds, or its fault says what is wrong with it. Fields that are not in the
 * table are ignored. Unreadable text (invalid UTF-8, NUL, far too long) is not
 * given back; anything else that was typed is.
 */
#include "web/http.h"

enum field_kind {
	FIELD_TEXT,    /* lines, CRLF made LF; max in characters */
	FIELD_LINE,    /* one line, trimmed; max in characters */
	FIELD_SECRET,  /* as typed, never given back; max in characters */
	FIELD_I64,     /* a whole number, min..max */
	FIELD_FLAG,    /* a tick box: i64 is 0 or 1 */
	FIELD_CHOICE,  /* one of .choices: i64 is its value */
	FIELD_OID,     /* an opaque id */
	FIELD_CODE,    /* a ticket's code */
	FIELD_INSTANT, /* "2026-11-24T10:00" in the viewer's zone: i64, UTC; of
			  a time that comes twice, when clocks are put back,
			  the first */
	FIELD_DAY,     /* "2026-11-24": i64 is the day number */
};

struct field_choice {
	const char *text;
	int64_t value;
};

struct field {
	const char *name;
	enum field_kind kind;
	int64_t min, max; /* of I64 (both 0: any), max of texts */
	bool must;
	const struct field_choice *choices; /* ended by a NULL text */
	int64_t otherwise;                  /* i64 of one that was not given */
	const char *id; /* of the input on the page; NULL: its name */
};

enum form_fault {
	FORM_GOOD = 0,
	FORM_MISSING,  /* must be there, is empty */
	FORM_TOO_LONG, /* more than max characters */
	FORM_OUT_OF_RANGE,
	FORM_UNREADABLE, /* not UTF-8, or has a NUL */
	FORM_WRONG,      /* not a number, a date, a choice ... */
	FORM_SKIPPED,    /* a local time that the clocks leave out */
	FORM_TWICE,      /* came more than once */
};

struct form_value {
	enum form_fault fault;
	bool given;       /* good, and something was typed */
	const char *text; /* to use and to show again; never NULL */
	int64_t i64;
};

#define FORM_MAX 24
struct form {
	const struct field *fields;
	size_t n;
	bool ok; /* no value has a fault */
	struct form_value v[FORM_MAX];
};

/* The fields of a posted form (POST) or of the query (GET). */
void form_read(const struct req *rq, const struct field *fields, size_t n,
	       struct form *out);

/* form_read(rq, FIELDS(reply_fields), &form) */
#define FIELDS(table) (table), COUNT_OF(table)

/*
 * The first fault as an error: "subject: at most 200 characters". ERR_NONE
 * when the form is good. For queries: if (form_check(rq->a, &f, e))
 * return e->kind;
 */
enum err_kind form_check(struct arena *a, const struct form *f,
			 struct err *e) MUST_CHECK;

/*
 * What was typed as one line, as a FIELD_LINE has it; what is unreadable stays
 * no text (UTF-8), for whoever checks it to say so.
 */
const char *form_line(struct arena *a, const struct http_pair *p);

/* That one value's fault in words fit to show, "" when it is good. */
const char *form_fault_text(struct arena *a, const struct field *f,
			    const struct form_value *v);

#endif
