#ifndef STORE_NAME_STORE_H
#define STORE_NAME_STORE_H
/*
 * name_store: what people and departments are called now, each read once for
 * as long as the list lives. The SLA log keeps names as they were, so whoever
 * writes clocks needs them.
 */
#include "core/ids.h"
#include "store/db.h"

struct names;

/* An empty list of the arena's life; reads go into ${a} too. */
struct names *name_store_new(struct arena *a);

/* *name lives as long as the list; "" for id 0. */
enum err_kind name_store_person(struct names *names, struct db *db,
				person_id id, const char **name,
				struct err *e) MUST_CHECK;
/*
 * Read those of ${ids} that the list lacks, many at once: who asks for one
 * afterwards has it. 0 is nobody, and what is not there stays away.
 */
enum err_kind name_store_learn_people(struct names *names, struct db *db,
				      const person_id *ids, size_t n,
				      struct err *e) MUST_CHECK;

enum err_kind name_store_department(struct names *names, struct db *db,
				    department_id id, const char **name,
				    struct err *e) MUST_CHECK;

#endif
