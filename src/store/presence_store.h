#ifndef STORE_PRESENCE_STORE_H
#define STORE_PRESENCE_STORE_H
/*
 * presence_store: which agents are there (core/presence.h). Who has no row was
 * never there.
 */
#include "core/ids.h"
#include "core/presence.h"
#include "store/db.h"

/* What each of ${n} people is at ${now}: out[i] of people[i]. One statement. */
enum err_kind presence_store_each(struct db *db, struct arena *a,
				  const int64_t *people, size_t n, instant now,
				  enum presence *out, struct err *e) MUST_CHECK;

/* The same for one; PRESENCE_NONE for nobody (0). */
enum err_kind presence_store_find(struct db *db, struct arena *a,
				  person_id person, instant now,
				  enum presence *out, struct err *e) MUST_CHECK;

/* They chose that, and so are there. */
enum err_kind presence_store_choose(struct db *db, person_id person,
				    enum presence chosen, instant now,
				    struct err *e) MUST_CHECK;

/* They asked for something; what they chose stays, at first it is online. */
enum err_kind presence_store_touch(struct db *db, person_id person, instant now,
				   struct err *e) MUST_CHECK;

/* They signed out: not there until they ask for something again. */
enum err_kind presence_store_leave(struct db *db, person_id person,
				   struct err *e) MUST_CHECK;

#endif
