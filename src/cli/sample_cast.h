#ifndef CLI_SAMPLE_CAST_H
#define CLI_SAMPLE_CAST_H
/*
 * sample_cast: who takes part in a made-up history: the desk's departments and
 * agents, and as many more as are asked for; customers and their companies.
 *
 * Of customers only the first id is kept: everything else about one follows
 * from its number, so that a million of them cost no memory.
 */
#include "cli/sample_words.h"
#include "core/level.h"
#include "desk/history.h"
#include "store/history_store.h"

/* How many of everything at most. */
#define CAST_DEPARTMENTS 100
#define CAST_AGENTS 2000
#define CAST_COMPANIES 15000
#define CAST_PER_DEPARTMENT 200 /* agents of one who take part */

struct cast_agent {
	person_id id;
	const char *name;
	int32_t from, until; /* shift, minutes of the day in UTC */
	bool weekends;
};

struct cast_department {
	department_id id;
	const struct level *level; /* NULL: no SLA */
	const struct calendar *hours;
	struct cast_agent *agents;
	size_t nagents;
	uint64_t weight_until; /* of it and all before it */
};

struct cast {
	const struct sample_words *words;
	struct history_run run;
	struct cast_department *departments;
	size_t ndepartments;
	uint64_t weight; /* of all departments */
	tag_id *tags;
	size_t ntags;
	company_id *companies;
	size_t ncompanies;
	const struct history_content *files; /* what people send */
	size_t nfiles;
};

struct cast_customer {
	person_id id;
	company_id company; /* 0: none */
	bool sees_company;
	const char *given, *name;
	const struct words_language *language;
	const char *zone;
};

/* What a desk without tickets of its own would have, for so many of them. */
void sample_cast_defaults(struct history_run *run);

/*
 * Make what is missing for the run: departments with levels and agents, tags,
 * companies, customers; inside the caller's transaction.
 */
enum err_kind sample_cast_make(struct db *db, struct arena *a,
			       const struct sample_words *words,
			       const struct history_run *run, instant now,
			       struct err *e) MUST_CHECK;

/* Learn who there is, once it is made; all of it lives in ${a}. */
enum err_kind sample_cast_learn(struct db *db, struct arena *a,
				const struct sample_words *words,
				const struct history_run *run, struct cast *out,
				struct err *e) MUST_CHECK;

/* Customer number ${i} of the run. */
struct cast_customer sample_cast_customer(const struct cast *c, struct arena *a,
					  int64_t i);

/* Who of them writes: few write often, most of them once. */
int64_t sample_cast_who(const struct cast *c, struct dice *d);

#endif
