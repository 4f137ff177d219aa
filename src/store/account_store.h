#ifndef STORE_ACCOUNT_STORE_H
#define STORE_ACCOUNT_STORE_H
/*
 * account_store: what people change about themselves.
 */
#include "store/person_store.h"

/*
 * Write name and zone of ${p} anew, and the words they are found by; counts the
 * version. ERR_NOT_FOUND for nobody.
 */
enum err_kind account_store_update(struct db *db, struct arena *a,
				   const struct person *p,
				   struct err *e) MUST_CHECK;

#endif
