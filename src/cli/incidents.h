#ifndef CLI_INCIDENTS_H
#define CLI_INCIDENTS_H
/*
 * incidents: a log of incident updates (one row an update, rows of an incident
 * together and in order) read as tickets with their history.
 *
 * How rows become events:
 * - the caller opens the ticket at opened_at;
 * - the first update in state Active, or the first resolution where there is
 *   no such update, is a public answer by the person who made it;
 * - Awaiting User Info postpones (we wait for the customer), Awaiting Vendor
 *   for the vendor, Awaiting Problem and Awaiting Evidence for another team;
 * - Active after that, or after a resolution, opens it again; -100 keeps the
 *   state it had; Closed without a resolution resolves and closes;
 * - group, assignee and priority follow their columns; no group is the
 *   department "Unsorted". All changes of one row are one event.
 *
 * An update before opened_at, or before the row above it, is set to that
 * instant and reported. A row that cannot be read is left out and reported.
 */
#include "base/arena.h"
#include "desk/import.h"

struct incidents;
struct directory;

struct incident_report {
	struct incident_report *next;
	int64_t line;
	const char *text;
};

struct incident {
	struct import_ticket ticket;
	const struct incident_report *reports; /* in order, or NULL */
	size_t rows; /* 0: only reports, the ticket is none */
};

/*
 * incidents_open(path, shift, out, e):
 * ${shift} seconds are added to every time. ERR_INVALID names a column that
 * the heading lacks. *out is yours: incidents_close().
 */
enum err_kind incidents_open(const char *path, seconds shift,
			     struct incidents **out, struct err *e) MUST_CHECK;
void incidents_close(struct incidents **in); /* sets *in to NULL */

/*
 * incidents_next(in, dir, a, out, more, e):
 * The next incident, in ${a}; *more is false at the end of the file. People
 * and departments are looked up, and made, in ${dir}.
 */
enum err_kind incidents_next(struct incidents *in, struct directory *dir,
			     struct arena *a, struct incident *out, bool *more,
			     struct err *e) MUST_CHECK;

#define INCIDENTS_GROUPS 1000

struct incidents_survey {
	instant latest;                   /* time of an update */
	int64_t groups[INCIDENTS_GROUPS]; /* all of its numbers, sorted */
	size_t ngroups;
};

/*
 * Look through a whole log first: by its latest time a shift can be chosen, by
 * its groups rules can be made. ERR_INVALID when there is no update in it.
 */
enum err_kind incidents_survey(const char *path, struct incidents_survey *out,
			       struct err *e) MUST_CHECK;

#endif
