#ifndef STORE_AUDIT_STORE_H
#define STORE_AUDIT_STORE_H
/*
 * audit_store: what was done to the desk's settings. Entries are added and
 * read; nothing here changes or deletes one, and the accounts of the site and
 * of the sweeper may not.
 */
#include "core/event.h"
#include "store/db.h"

/* Numbers are stored: add at the end. */
enum audit_object {
	AUDIT_DESK, /* name, zone, closing by itself, ...: there is one alone */
	AUDIT_DEPARTMENT,
	AUDIT_PERSON,
	AUDIT_COMPANY,
	AUDIT_TAG,
	AUDIT_GROUP, /* of customers */
	AUDIT_FIELD, /* a custom field, with its choices */
	AUDIT_CALENDAR,
	AUDIT_LEVEL,
	AUDIT_RULE,
	AUDIT_GOLDEN, /* a stored example of what is promised */
	AUDIT_CALLS,  /* calls of URLs: their switch and their targets */
	AUDIT_OBJECT_N
};

/* "desk", "department", ...: in URLs, CSV and JSON; NULL for no such number. */
const char *audit_store_object_name(int object);
bool audit_store_object_of(const char *name, enum audit_object *out);

struct audit_entry {
	int64_t id;
	const char *oid;
	struct actor by;
	const char *who_oid, *who; /* by.person's, now; NULL: nobody */
	enum audit_object object;
	const char *about; /* opaque id of the thing; "": there is one alone */
	const char *name;  /* as it was called then */
	const char *was, *became; /* JSON objects; NULL: made, taken away */
	bool large; /* was and became are left out: read it by itself */
};

/* Add one; its oid is drawn. */
enum err_kind audit_store_add(struct db *db, struct arena *a,
			      struct audit_entry *entry,
			      struct err *e) MUST_CHECK;

/* ERR_NOT_FOUND: there is none. */
enum err_kind audit_store_find(struct db *db, struct arena *a, const char *oid,
			       struct audit_entry *out,
			       struct err *e) MUST_CHECK;

/* ---- Lists, the newest first --------------------------------------------- */

struct audit_filter {
	int object;          /* enum audit_object; -1: any */
	const char *about;   /* of that thing; NULL or "": of any */
	person_id who;       /* 0: anybody */
	const char *called;  /* by who has that in name or address; or NULL */
	bool by_nobody;      /* from the shell, or by the desk itself */
	instant from, until; /* from <= at < until; INSTANT_NONE: no bound */
	const char *words;   /* somewhere in its name or in what it says */
};

struct audit_page {
	const struct audit_entry *v;
	size_t n;
	bool before, after; /* there is more on that side */
};

/*
 * Up to LIMIT_PAGE_ROWS after the entry of that oid, or (back) before it; NULL,
 * or one that is not there: from the newest on.
 */
enum err_kind audit_store_page(struct db *db, struct arena *a,
			       const struct audit_filter *f, const char *key,
			       bool back, struct audit_page *out,
			       struct err *e) MUST_CHECK;

/* Which of these things (opaque ids) were taken away, for good so far: out[i]
 * of oids[i]. */
enum err_kind audit_store_gone(struct db *db, struct arena *a,
			       const char *const *oids, size_t n, bool *out,
			       struct err *e) MUST_CHECK;

/* All of them, on a connection of its own, in constant memory. */
struct audit_stream;
enum err_kind audit_store_stream(struct db *db, struct arena *a,
				 const struct audit_filter *f,
				 struct audit_stream **out,
				 struct err *e) MUST_CHECK;
/* The next one, which lives until the one after it; false: the end. */
bool audit_store_next(struct audit_stream *s, struct audit_entry *out);
enum err_kind audit_store_end(struct audit_stream **s,
			      struct err *e) MUST_CHECK;

#endif
