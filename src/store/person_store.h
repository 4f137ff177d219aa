#ifndef STORE_PERSON_STORE_H
#define STORE_PERSON_STORE_H
/*
 * person_store: the rows of table person: whoever signs in, asks or answers.
 */
#include "core/access.h"
#include "store/db.h"

struct person {
	person_id id;
	const char *oid, *name;
	const char *email;         /* lower case; NULL: cannot sign in */
	const char *password_hash; /* NULL: cannot sign in */
	const char *zone;
	unsigned roles;
	const char
		*import_key; /* where an import found them; NULL: it did not */
	company_id company;  /* of a customer; 0: none */
	bool sees_company;   /* all its tickets are theirs to see */
	const char *note;    /* about them, for staff alone; "" */
	instant disabled;    /* INSTANT_NONE: not */
	instant created;
	int64_t version;
};

/* ERR_NOT_FOUND if there is none. The e-mail in any case of its letters. */
enum err_kind person_store_find(struct db *db, struct arena *a, person_id id,
				struct person *out, struct err *e) MUST_CHECK;
enum err_kind person_store_find_oid(struct db *db, struct arena *a,
				    const char *oid, struct person *out,
				    struct err *e) MUST_CHECK;
enum err_kind person_store_find_email(struct db *db, struct arena *a,
				      const char *email, struct person *out,
				      struct err *e) MUST_CHECK;

/* An address as it is stored: in small letters. */
const char *person_store_address(struct arena *a, const char *email);

/* Nobody else changes them, or writes in their name what asks for this lock,
 * before the transaction ends. */
enum err_kind person_store_lock(struct db *db, struct arena *a, person_id id,
				struct err *e) MUST_CHECK;

/*
 * Store a new person: all but id, oid, disabled, created and version count;
 * sets id, oid and created. ERR_CONFLICT if the e-mail is taken.
 */
enum err_kind person_store_add(struct db *db, struct arena *a, struct person *p,
			       instant now, struct err *e) MUST_CHECK;

/* ERR_NOT_FOUND for nobody, here and below. */
enum err_kind person_store_set_password(struct db *db, person_id id,
					const char *password_hash,
					struct err *e) MUST_CHECK;

/*
 * Write name, email, zone, roles, company, sees_company and note anew; counts
 * the version. ERR_CONFLICT if the e-mail is taken.
 */
enum err_kind person_store_change(struct db *db, struct arena *a,
				  struct person *p, struct err *e) MUST_CHECK;

/*
 * How many owners besides ${but} can sign in; locks all owners until the
 * transaction ends.
 */
enum err_kind person_store_lock_owners(struct db *db, struct arena *a,
				       person_id but, int64_t *others,
				       struct err *e) MUST_CHECK;

/* INSTANT_NONE: they may sign in again. */
enum err_kind person_store_set_disabled(struct db *db, person_id id, instant at,
					struct err *e) MUST_CHECK;

/* A list of people, by name. */
struct people {
	struct person *v;
	size_t n;
};

/* Everybody who has one of these roles, also who is disabled. */
enum err_kind person_store_list(struct db *db, struct arena *a, unsigned roles,
				struct people *out, struct err *e) MUST_CHECK;

/* Everybody whom an import made. */
enum err_kind person_store_imported(struct db *db, struct arena *a,
				    struct people *out,
				    struct err *e) MUST_CHECK;

#endif
