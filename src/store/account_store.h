#ifndef STORE_ACCOUNT_STORE_H
#define STORE_ACCOUNT_STORE_H
/*
 * account_store: what people change about themselves, in table person and in
 * the links by which passwords are set.
 */
#include "core/ids.h"
#include "store/db.h"

/* ERR_NOT_FOUND for nobody. */
enum err_kind account_store_update(struct db *db, person_id id,
				   const char *name, const char *zone,
				   struct err *e) MUST_CHECK;

/* Links to set their password that are still good are so no more. */
enum err_kind account_store_void_links(struct db *db, person_id id, instant now,
				       struct err *e) MUST_CHECK;

#endif
