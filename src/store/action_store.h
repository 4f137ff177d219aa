#ifndef STORE_ACTION_STORE_H
#define STORE_ACTION_STORE_H
/*
 * action_store: what actions of steps and rules name, as it is now.
 */
#include "core/action.h"
#include "store/db.h"

/*
 * Can it be done? ERR_INVALID, naming the field and its limit: what
 * action_check() refuses, a person, department, tag, level or custom field that
 * is not there or not to be used any more, a value that cannot stand in it.
 */
enum err_kind action_store_check(struct db *db, struct arena *a,
				 const struct action *is,
				 struct err *e) MUST_CHECK;

/* Its number as it is stored: NULL where it names nothing. */
struct param action_store_number(const struct action *is);

#endif
