#ifndef CLI_DIRECTORY_H
#define CLI_DIRECTORY_H
/*
 * directory: the people and departments that an imported log knows only by
 * number, each made once, under a plausible name.
 *
 * The names come from lists (sql/sample/ or $DUEDESK_SAMPLE_DIR); the same
 * number always gets the same name. What was made and is already in the
 * database is found by its import key.
 */
#include "base/arena.h"
#include "core/ids.h"
#include "store/db.h"

enum directory_kind {
	DIRECTORY_CALLER,   /* a customer */
	DIRECTORY_UPDATER,  /* staff who write */
	DIRECTORY_RESOLVER, /* staff whom incidents are assigned to */
	DIRECTORY_KINDS
};

struct directory;

/* *out is yours: directory_free(). ERR_NOT_FOUND without the lists. */
enum err_kind directory_new(struct db *db, instant now, struct directory **out,
			    struct err *e) MUST_CHECK;
void directory_free(struct directory **dir); /* sets *dir to NULL */

/* Forget what was looked up, after a transaction that did not commit. */
enum err_kind directory_reload(struct directory *dir, struct err *e) MUST_CHECK;

enum err_kind directory_person(struct directory *dir, enum directory_kind kind,
			       int64_t number, person_id *out,
			       struct err *e) MUST_CHECK;

/* Number 0 is "Unsorted". */
enum err_kind directory_department(struct directory *dir, int64_t number,
				   department_id *out,
				   struct err *e) MUST_CHECK;

/* Customers do not choose among the departments made from now on. */
void directory_internal(struct directory *dir, bool internal);

/* Make a member of a department, once. */
enum err_kind directory_member(struct directory *dir, department_id department,
			       person_id person, struct err *e) MUST_CHECK;

/* A line of a list, picked by ${pick}: lent, never NULL. */
const char *directory_subject(const struct directory *dir, int64_t pick);
const char *directory_question(const struct directory *dir, int64_t pick);
const char *directory_answer(const struct directory *dir, int64_t pick);

#endif
