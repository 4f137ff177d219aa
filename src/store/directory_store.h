#ifndef STORE_DIRECTORY_STORE_H
#define STORE_DIRECTORY_STORE_H
/*
 * directory_store: people made by an import, found again by the key of where
 * they came from.
 */
#include "core/ids.h"
#include "store/db.h"

struct directory_entry {
	int64_t id;
	const char *key;
};

/* All people that have an import key, in ${a}. */
enum err_kind directory_store_people(struct db *db, struct arena *a,
				     struct directory_entry **out, size_t *n,
				     struct err *e) MUST_CHECK;
struct directory_person {
	const char *key, *name, *email, *zone;
	unsigned roles; /* bits of enum role */
};

/* A person who cannot sign in until given a password. */
enum err_kind directory_store_add_person(struct db *db,
					 const struct directory_person *p,
					 instant now, person_id *out,
					 struct err *e) MUST_CHECK;

#endif
