#ifndef STORE_LEVEL_READ_H
#define STORE_LEVEL_READ_H
/*
 * level_read: which levels there are, by name.
 */
#include "core/ids.h"
#include "store/db.h"

/* A level, with its newest version, or one that was asked for. */
struct level_name {
	int64_t id;
	const char *oid, *name;
	int64_t version, calendar; /* calendar.id; 0: 24x7 */
	int32_t number;
	instant created;  /* the version */
	instant archived; /* given to no further ticket; or INSTANT_NONE */
};

struct level_names {
	const struct level_name *v;
	size_t n;
};

/* All of them, by name. */
enum err_kind level_read_list(struct db *db, struct arena *a,
			      struct level_names *out,
			      struct err *e) MUST_CHECK;

/* The one of that name; ERR_NOT_FOUND. */
enum err_kind level_read_find(struct db *db, struct arena *a, const char *name,
			      struct level_name *out, struct err *e) MUST_CHECK;

/* The one of that id. */
enum err_kind level_read_id(struct db *db, struct arena *a, int64_t id,
			    struct level_name *out, struct err *e) MUST_CHECK;

/* The one of that opaque id. */
enum err_kind level_read_oid(struct db *db, struct arena *a, const char *oid,
			     struct level_name *out, struct err *e) MUST_CHECK;

/* Its version ${number}, instead of the newest. */
enum err_kind level_read_version(struct db *db, struct arena *a, int64_t id,
				 int32_t number, struct level_name *out,
				 struct err *e) MUST_CHECK;

/*
 * Nobody else makes a level of that name, or a version of it or of the one of
 * that id (0: none), until the transaction ends; whether there are such is to
 * be asked after. To be its first read: what is read before may be older than
 * what is held.
 */
enum err_kind level_read_hold(struct db *db, struct arena *a, int64_t id,
			      const char *name, struct err *e) MUST_CHECK;

#endif
