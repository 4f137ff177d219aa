#ifndef DESK_IMPORT_H
#define DESK_IMPORT_H
/*
 * import: take over tickets that lived elsewhere, with their whole history, as
 * if the desk had been there: every event goes through the same fold as a
 * verb's, at its own instant, so promises of the past end as they would have.
 *
 * What lies in the past is recorded, not acted on: an overdue mark stands in
 * the timeline where it fell due, an escalation step that fell due is noted as
 * skipped, nobody is told anything.
 *
 *	struct import *im = desk_import_new();
 *	for each batch of about 100 tickets:
 *		desk_import(im, &job, tickets, n, e), again on ERR_BUSY,
 *ERR_UNSURE desk_import_free(&im);
 *
 * Each call is one transaction. A ticket whose key is known is left as it is,
 * so a batch may be sent again, and an import killed at any moment goes on
 * where it was by starting over.
 */
#include "desk/desk.h"

#define IMPORT_BATCH 100 /* tickets of one call, at most */

/*
 * One save of the old system. Of ${event} set: kind, did, at, what did names
 * (status, priority, department, assignee), until (INSTANT_NONE: open end),
 * party, reason, and by (ACTOR_IMPORT, the person or 0, VIA_IMPORT; its now is
 * not looked at). seq, recorded_at, level_version and the fields of marks are
 * the import's to fill.
 */
struct import_event {
	struct event event;
	/* What was said, with DID_CUSTOMER_SPOKE, DID_STAFF_SPOKE or DID_NOTE;
	 * NULL: its words are not known, only that it happened. */
	const char *body;
};

/* The level that SLA rules give a ticket of which nothing is known but its
 * department; or NULL. */
enum err_kind desk_import_level(struct job *job, department_id department,
				const struct level **out,
				struct err *e) MUST_CHECK;

/* One of that kind, by that person or 0, that changes nothing yet. */
struct import_event desk_import_event(enum event_kind kind, instant at,
				      person_id by);

enum import_outcome {
	IMPORT_NEW,   /* stored by this call */
	IMPORT_KNOWN, /* its key is there already: left alone */
	IMPORT_BAD,   /* refused, see reason; the others are not affected */
};

/*
 * A ticket and its history. The first event has DID_CREATE (with status,
 * priority, department, and mostly DID_CUSTOMER_SPOKE, or DID_BY_AGENT) and no
 * other has; instants never go back and none lies after job->by.now. The level
 * is the one that the SLA rules give its department today. The end of a
 * postponement with `until` is added by the import where none is told.
 */
struct import_ticket {
	const char *key; /* 1..64 printable ASCII: what it was called there */
	const char *subject; /* cut at LIMIT_SUBJECT characters */
	enum source source;
	person_id requester;
	company_id company; /* 0: none */
	const struct import_event *events;
	size_t n;
	/* filled by desk_import() */
	enum import_outcome outcome;
	const char *reason; /* of IMPORT_BAD, in job->arena */
};

struct import; /* names and levels seen so far */

struct import *desk_import_new(void);
void desk_import_free(struct import **im); /* sets *im to NULL */

/*
 * Store up to IMPORT_BATCH tickets in one transaction; outcome and reason of
 * each tell what became of it. *events (or NULL) is how many events were
 * stored, own marks included. job->viewer and job->once are not looked at;
 * job->by.now is the instant of the import.
 */
enum err_kind desk_import(struct import *im, struct job *job,
			  struct import_ticket *tickets, size_t n,
			  int64_t *events, struct err *e) MUST_CHECK;

#endif
