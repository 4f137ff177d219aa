#ifndef STORE_CUSTOM_STORE_H
#define STORE_CUSTOM_STORE_H
/*
 * custom_store: custom fields, their choices, and what stands in them.
 */
#include "core/custom.h"
#include "core/ids.h"
#include "store/db.h"

struct custom_fields {
	struct custom_field *v; /* in their order, with their choices */
	size_t n;
};

/* ---- The fields ---------------------------------------------------------- */

/* All of tickets, of customers, of companies, archived ones too; CUSTOM_OF_N:
 * of everything. */
enum err_kind custom_store_list(struct db *db, struct arena *a,
				enum custom_of of, struct custom_fields *out,
				struct err *e) MUST_CHECK;

/* The same, locked until the transaction ends: none comes, goes or moves. */
enum err_kind custom_store_lock(struct db *db, struct arena *a,
				enum custom_of of, struct custom_fields *out,
				struct err *e) MUST_CHECK;

/* ERR_NOT_FOUND if there is none. */
enum err_kind custom_store_find(struct db *db, struct arena *a, const char *oid,
				struct custom_field *out,
				struct err *e) MUST_CHECK;

/* A new one: sets id and oid. ERR_CONFLICT: the name is taken. */
enum err_kind custom_store_add(struct db *db, struct arena *a,
			       struct custom_field *f, instant now,
			       struct err *e) MUST_CHECK;

/* Write name, shown, required and archived anew; counts the version. */
enum err_kind custom_store_change(struct db *db, const struct custom_field *f,
				  struct err *e) MUST_CHECK;

/* Where it stands among the others, 1, 2, ...; no new version of it. */
enum err_kind custom_store_place(struct db *db, int64_t id, int position,
				 struct err *e) MUST_CHECK;

/* How many there are, locked by custom_store_lock(). */
size_t custom_store_count(const struct custom_fields *all);

/* ---- Their choices ------------------------------------------------------- */

/* The same as for fields; ${field} is the id of the one it belongs to. */
enum err_kind custom_store_add_choice(struct db *db, struct arena *a,
				      int64_t field, struct custom_choice *c,
				      struct err *e) MUST_CHECK;

/* Write name, position and archived anew. */
enum err_kind custom_store_change_choice(struct db *db,
					 const struct custom_choice *c,
					 struct err *e) MUST_CHECK;

/* ---- What stands in them ------------------------------------------------- */

struct custom_stored {
	int64_t field;
	struct custom_value value; /* set */
};
struct custom_values {
	struct custom_stored *v; /* by field */
	size_t n;
};

/* Of the ticket, customer or company of that id: those that are not empty. */
enum err_kind custom_store_values(struct db *db, struct arena *a,
				  enum custom_of of, int64_t id,
				  struct custom_values *out,
				  struct err *e) MUST_CHECK;

/* What stands in that field of theirs; nothing, if it is not there. */
struct custom_value custom_store_value(const struct custom_values *all,
				       int64_t field);

/* A field that is filled in, changed or emptied. */
struct custom_change {
	const struct custom_field *field;
	struct custom_value was, now;
};

/* Write what is new of it, in place of what stood there. */
enum err_kind custom_store_put(struct db *db, enum custom_of of, int64_t id,
			       const struct custom_change *changes, size_t n,
			       struct err *e) MUST_CHECK;

/* What an event of a ticket did, in the words of now. */
enum err_kind custom_store_note(struct db *db, struct arena *a,
				ticket_id ticket, int64_t seq,
				const struct custom_change *changes, size_t n,
				struct err *e) MUST_CHECK;

/* The same, read for a timeline: by event, then in the order of fields. */
struct custom_event {
	int64_t seq;
	const char *oid, *name; /* of the field; its name of then */
	enum custom_kind kind;
	bool shown;            /* its customers see it now */
	const char *was_ids;   /* of choices */
	const char *was, *now; /* custom_write(), of choices their names
				* of then; NULL: empty */
};
enum err_kind custom_store_events(struct db *db, struct arena *a,
				  ticket_id ticket, struct custom_event **out,
				  size_t *n, struct err *e) MUST_CHECK;

#endif
