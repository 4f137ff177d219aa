#ifndef STORE_COMPANY_STORE_H
#define STORE_COMPANY_STORE_H
/*
 * company_store: companies that customers belong to.
 */
#include "core/ids.h"
#include "store/db.h"

struct company {
	company_id id;
	const char *oid, *name;
	const char *note; /* for staff alone; "" */
	int64_t version;
};

/* ERR_NOT_FOUND if there is none. */
enum err_kind company_store_find(struct db *db, struct arena *a, company_id id,
				 struct company *out, struct err *e) MUST_CHECK;
enum err_kind company_store_find_oid(struct db *db, struct arena *a,
				     const char *oid, struct company *out,
				     struct err *e) MUST_CHECK;

enum err_kind company_store_find_name(struct db *db, struct arena *a,
				      const char *name, struct company *out,
				      struct err *e) MUST_CHECK;

/* Store a new one: name and note count; sets id and oid. ERR_CONFLICT: the
 * name is taken. */
enum err_kind company_store_add(struct db *db, struct arena *a,
				struct company *c, instant now,
				struct err *e) MUST_CHECK;

/* Write name and note anew; counts the version. ERR_NOT_FOUND, ERR_CONFLICT. */
enum err_kind company_store_change(struct db *db, const struct company *c,
				   struct err *e) MUST_CHECK;

/* A page of companies by name, with how many customers each has. */
struct company_row {
	company_id id;
	const char *oid, *name;
	int64_t people; /* exact up to LIMIT_COUNT, then one more */
};
struct company_page {
	struct company_row *rows; /* up to LIMIT_PAGE_ROWS */
	size_t n;
	bool before, after; /* is there more on that side? */
};

/*
 * Those that have ${q} in their name ("" for all), after the one of oid ${key}
 * (NULL or "": from the first), or before it when ${back}.
 */
enum err_kind company_store_page(struct db *db, struct arena *a, const char *q,
				 const char *key, bool back,
				 struct company_page *out,
				 struct err *e) MUST_CHECK;

/* The first ${limit} whose names begin with ${q}; people is not counted. */
enum err_kind company_store_suggest(struct db *db, struct arena *a,
				    const char *q, size_t limit,
				    struct company_page *out,
				    struct err *e) MUST_CHECK;

#endif
