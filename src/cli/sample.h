#ifndef CLI_SAMPLE_H
#define CLI_SAMPLE_H
/*
 * sample: a company to look at: people with sign-ins, business hours in two
 * zones, levels and rules, a year of real incidents that ended last week, and
 * some tickets of today.
 */
#include "base/arena.h"
#include "base/instant.h"
#include "core/ids.h"
#include "store/db.h"

struct directory;

/* duedesk sample load [--sign-ins FILE] */
int sample_command(int argc, char **argv);

/* ---- The parts, for sample.c ----------------------------------------------
 */

enum sample_who {
	SAMPLE_OWNER,
	SAMPLE_ADMIN,
	SAMPLE_MANAGER,
	SAMPLE_AGENT,
	SAMPLE_COLLEAGUE, /* another agent; nobody is shown the password */
	SAMPLE_READER,
	SAMPLE_CUSTOMER,
	SAMPLE_PEOPLE
};

struct sample_person {
	const char *role, *key, *name, *email, *zone;
	unsigned roles;
};
extern const struct sample_person sample_people[SAMPLE_PEOPLE];

/* Departments, by their number in the log, where the sample agents work. */
extern const int64_t sample_teams[];
extern const size_t sample_nteams;

/*
 * sample_company(db, dir, a, groups, ngroups, now, people, e):
 * Name the desk; make its calendars, levels, rules (one for each of the groups
 * of the log) and the people above, in one transaction, unless they
 * are there already. ${people} gets their ids.
 */
enum err_kind sample_company(struct db *db, struct directory *dir,
			     struct arena *a, const int64_t *groups,
			     size_t ngroups, instant now,
			     person_id people[SAMPLE_PEOPLE],
			     struct err *e) MUST_CHECK;

/* Tickets of the last two days, in every state. Known ones are left alone. */
enum err_kind sample_tickets(struct db *db, struct directory *dir,
			     struct arena *a, instant now,
			     const person_id people[SAMPLE_PEOPLE],
			     struct err *e) MUST_CHECK;

#endif
