#ifndef STORE_HISTORY_STORE_H
#define STORE_HISTORY_STORE_H
/*
 * history_store: what a made-up history needs besides the rows that every
 * ticket has: tags by the thousand, people by the thousand, ids set aside, and
 * the note of how far it got.
 */
#include "core/file_type.h"
#include "core/ids.h"
#include "store/db.h"
#include "store/person_store.h"

/* A tag that an event put on or took off. */
struct history_tag_row {
	ticket_id ticket;
	int64_t seq;
	tag_id tag;
	bool added;
};

/*
 * Note what the events of new tickets did to their tags, and what these have in
 * the end. Rows are in order of ticket and seq.
 */
enum err_kind history_store_add_tags(struct db *db, struct arena *a,
				     const struct history_tag_row *rows,
				     size_t n, struct err *e) MUST_CHECK;

/* A file that came with a message. */
struct history_attachment {
	int64_t id, message;
	ticket_id ticket;
	person_id person;
	const char *oid, *name;
	enum file_type type;
	int64_t size;
	const unsigned char *hash; /* RNG_HASH_LEN bytes, noted in blob_file */
	instant at;
};
enum err_kind history_store_add_attachments(struct db *db, struct arena *a,
					    const struct history_attachment *f,
					    size_t n, struct err *e) MUST_CHECK;

/*
 * Store new people with ids and oids of their own, in one statement: of each
 * name, email, zone, roles, import_key, company and sees_company count.
 */
enum err_kind history_store_add_people(struct db *db, struct arena *a,
				       const struct person *people, size_t n,
				       instant now, struct err *e) MUST_CHECK;

struct history_agent {
	person_id id;
	const char *name;
};

/* The agents who are members of a department, ${limit} at most. */
enum err_kind history_store_agents(struct db *db, struct arena *a,
				   department_id department, size_t limit,
				   struct history_agent **out, size_t *n,
				   struct err *e) MUST_CHECK;

/* The levels there are, ${limit} at most. */
enum err_kind history_store_levels(struct db *db, struct arena *a, size_t limit,
				   int64_t **ids, size_t *n,
				   struct err *e) MUST_CHECK;

/* The departments there are, those for all first, in the order they were made;
 * archived ones left out. */
enum err_kind history_store_departments(struct db *db, struct arena *a,
					size_t limit, department_id **ids,
					size_t *n, struct err *e) MUST_CHECK;

/* The tag, or company, of that name; made with that oid if there is none. */
enum err_kind history_store_tag(struct db *db, struct arena *a,
				const char *name, const char *oid, instant now,
				tag_id *id, struct err *e) MUST_CHECK;
enum err_kind history_store_company(struct db *db, struct arena *a,
				    const char *name, const char *oid,
				    instant now, company_id *id,
				    struct err *e) MUST_CHECK;

/* The first of each kind of ids that a history uses, and how many. */
struct history_range {
	int64_t person, ticket, clock, verdict, message, attachment;
	int64_t people, tickets; /* how many of them */
	int64_t per_ticket;      /* of the others, for each ticket */
};

/*
 * Set ids aside that nobody else will get: fills in the firsts. Changes the
 * tables' counters, so it is for the account that owns the tables.
 */
enum err_kind history_store_set_aside(struct db *db, struct arena *a,
				      struct history_range *r,
				      struct err *e) MUST_CHECK;

/* A history that was begun: all that it is made from. */
struct history_run {
	int64_t seed, tickets, open;
	instant until;
	int64_t days, departments, agents, customers;
	struct history_range ids;
	bool done; /* else it stopped on its way */
};

/* ERR_NOT_FOUND: none of that seed was begun. */
enum err_kind history_store_find(struct db *db, struct arena *a, int64_t seed,
				 struct history_run *out,
				 struct err *e) MUST_CHECK;

/* One that is not done, or ERR_NOT_FOUND. */
enum err_kind history_store_unfinished(struct db *db, struct arena *a,
				       struct history_run *out,
				       struct err *e) MUST_CHECK;

enum err_kind history_store_begin(struct db *db, const struct history_run *run,
				  struct err *e) MUST_CHECK;
enum err_kind history_store_done(struct db *db, int64_t seed,
				 struct err *e) MUST_CHECK;

/* Is that ticket there? */
enum err_kind history_store_has(struct db *db, struct arena *a, ticket_id id,
				bool *has, struct err *e) MUST_CHECK;

/* How many tickets are there from..from + n - 1? */
enum err_kind history_store_count(struct db *db, struct arena *a,
				  ticket_id from, int64_t n, int64_t *count,
				  struct err *e) MUST_CHECK;

#endif
