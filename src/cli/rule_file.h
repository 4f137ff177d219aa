#ifndef CLI_RULE_FILE_H
#define CLI_RULE_FILE_H
/*
 * rule_file: a rule as JSON (doc/rules.md), for whoever writes rules down:
 * `duedesk rule`.
 */
#include "desk/rule_name.h"
#include "store/rule_store.h"

struct rule_file {
	const char *id; /* the opaque id that it names; NULL: none */
	struct rule_draft rule;
};

/*
 * rule_file_read(db, a, text, n, out, e):
 * ERR_INVALID names the member, and of a condition where it stands, that is
 * missing, unknown or out of range. What it lends lives in ${a}; ${db} is asked
 * for what it names.
 */
enum err_kind rule_file_read(struct db *db, struct arena *a, const char *text,
			     size_t n, struct rule_file *out,
			     struct err *e) MUST_CHECK;

#endif
