#ifndef DESK_AUDIT_VERBS_H
#define DESK_AUDIT_VERBS_H
/*
 * audit_verbs: every verb that changes a setting, each on what those before it
 * left at the desk of company.h.
 */
#include "desk/company.h"
#include "support/test.h"

#define NUMBER(sql) db_fixture_number(sql)
#define OID(table, where)                                                      \
	audit_verbs_text("SELECT oid FROM " table " WHERE " where)

struct audit_verb {
	const char *what;
	enum err_kind (*run)(struct job *job); /* by Olga; or as it says */
};

/* A verb, and its line in the table. */
#define VERB(name) static enum err_kind name(struct job *job)
#define RUN(name)                                                              \
	{                                                                      \
#name, name                                                    \
	}

/* First these, then those. */
extern const struct audit_verb audit_verbs_things[];
extern const size_t audit_verbs_nthings;
extern const struct audit_verb audit_verbs_promises[];
extern const size_t audit_verbs_npromises;

/* What went wrong in the last one. */
extern struct err audit_verbs_error;

/* That verb, by ${job}. */
enum err_kind audit_verbs_run(const char *what, struct job *job);

/* The one text that a SELECT answers with, or NULL. */
const char *audit_verbs_text(const char *sql);

/* Jobs, with no error so far: of a person, and of the command line. */
struct job audit_verbs_job(const struct member *m);
struct job audit_verbs_shell(void);

#endif
