#ifndef DESK_AUDIT_DIFF_H
#define DESK_AUDIT_DIFF_H
/*
 * audit_diff: in what a thing before and after differ, member by member. Pure.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/json_in.h"

/* Deep enough for all that settings say; what lies deeper is one value. */
#define AUDIT_DIFF_DEPTH 4

/*
 * A member that is not the same; of a list something that left it, or came into
 * it, or both where they stood for each other.
 */
struct audit_difference {
	const char *path[AUDIT_DIFF_DEPTH]; /* members from the outside in */
	size_t depth;
	const struct json_in *was, *is; /* NULL: it was not there, it is not */
	bool order; /* of a list: the same, in another order */
};

struct audit_differences {
	struct audit_difference *v; /* as members stand in the newer one */
	size_t n, cap;
	struct json_in *docs[2];
};

/*
 * Compare two JSON objects; NULL is one without members. Free it in any case.
 * ERR_INVALID: one is none.
 */
enum err_kind audit_diff(struct arena *a, const char *was, const char *is,
			 struct audit_differences *out,
			 struct err *e) MUST_CHECK;
void audit_diff_free(struct audit_differences *d);

/* Do they say the same? */
bool audit_diff_same(const struct json_in *a, const struct json_in *b);

#endif
