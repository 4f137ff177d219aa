#include "cli/sample.h"

#include <inttypes.h>

#include "base/limits.h"
#include "cli/directory.h"
#include "desk/import.h"

/* What became of a fresh ticket. */
enum fate {
	WAITS,      /* nobody has looked yet */
	ASSIGNED,   /* the agent has it, no answer yet */
	ANSWERED,   /* we wait for the customer's word */
	WROTE_BACK, /* the customer answered the answer */
	POSTPONED,  /* until tomorrow, the customer looks something up */
	RESOLVED,
	FATES
};

enum {
	FRESH = 60,
	EVENTS_MAX = 4
};

/* Minutes ago, the newest first: half of them within three hours. */
static int64_t age_minutes(int i)
{
	return 4 + (int64_t)i * 5 + (int64_t)i * i * i / 80;
}

struct fresh {
	struct arena *a;
	struct directory *dir;
	const person_id *people;
	struct import_event *ev;
	size_t n;
};

static struct event *add(struct fresh *f, enum event_kind kind, unsigned did,
			 instant at, person_id by, const char *body)
{
	struct import_event *ev = &f->ev[f->n++];

	*ev = desk_import_event(kind, at, by);
	ev->event.did = did;
	ev->body = body;
	return &ev->event;
}

/* Everything after the creation at ${at}, spread over what is left to now. */
static void add_fate(struct fresh *f, enum fate fate, int i, instant at,
		     instant now, person_id customer)
{
	instant third = (now - at) / 3;
	person_id agent = f->people[i % 3 ? SAMPLE_AGENT : SAMPLE_COLLEAGUE];
	struct event *ev;

	if (fate == WAITS)
		return;
	add(f, EVENT_ASSIGNED, DID_ASSIGN, at + third / 2, agent, NULL)
		->assignee = agent;
	if (fate == ASSIGNED)
		return;
	ev = add(f, EVENT_REPLY, DID_STAFF_SPOKE, at + third, agent,
		 directory_answer(f->dir, i));
	if (fate == RESOLVED) {
		ev->kind = EVENT_RESOLVED;
		ev->did |= DID_STATUS;
		ev->status = STATUS_RESOLVED;
	} else if (fate == WROTE_BACK) {
		add(f, EVENT_CUSTOMER_MESSAGE, DID_CUSTOMER_SPOKE,
		    at + 2 * third, customer, directory_question(f->dir, i));
	} else if (fate == POSTPONED) {
		ev = add(f, EVENT_POSTPONED, DID_STATUS, at + 2 * third, agent,
			 NULL);
		ev->status = STATUS_POSTPONED;
		ev->party = PARTY_CUSTOMER;
		ev->until = now + DAY_SECONDS - now % 3600;
	}
}

static enum err_kind make(struct fresh *f, int i, instant now,
			  struct import_ticket *t, struct err *e)
{
	instant at = now - age_minutes(i) * 60;
	person_id customer = f->people[SAMPLE_CUSTOMER];
	struct event *ev;

	if (i % 7 != 2 && directory_person(f->dir, DIRECTORY_CALLER,
					   2000 + i * 13, &customer, e))
		return e->kind;
	f->ev = ARENA_ARRAY(f->a, EVENTS_MAX, struct import_event);
	f->n = 0;
	ev = add(f, EVENT_CREATED, DID_CREATE | DID_CUSTOMER_SPOKE, at,
		 customer, directory_question(f->dir, i));
	ev->status = STATUS_NEW;
	ev->priority = i % 9 == 4   ? PRIORITY_URGENT
		       : i % 5 == 1 ? PRIORITY_HIGH
				    : PRIORITY_NORMAL;
	if (directory_department(f->dir,
				 sample_teams[(size_t)i % sample_nteams],
				 &ev->department, e))
		return e->kind;
	add_fate(f, (enum fate)(i % FATES), i, at, now, customer);
	t->key = arena_printf(f->a, "sample:%d", i);
	t->subject = directory_subject(f->dir, i * 7 + 3);
	t->source = i % 4 == 3 ? SOURCE_PHONE : SOURCE_FORM;
	t->requester = customer;
	t->events = f->ev;
	t->n = f->n;
	return ERR_NONE;
}

enum err_kind sample_tickets(struct db *db, struct directory *dir,
			     struct arena *a, instant now,
			     const person_id people[SAMPLE_PEOPLE],
			     struct err *e)
{
	struct import_ticket tickets[FRESH];
	struct fresh f = { .a = a, .dir = dir, .people = people };
	struct import *im = desk_import_new();
	struct job job = { .db = db, .arena = a };

	memset(tickets, 0, sizeof(tickets));
	job.by.kind = ACTOR_IMPORT;
	job.by.via = VIA_IMPORT;
	job.by.now = now;
	for (int i = 0; i < FRESH && !e->kind; i++)
		if (make(&f, i, now, &tickets[i], e))
			break;
	if (!e->kind && desk_import(im, &job, tickets, FRESH, NULL, e))
		(void)err_wrap(e, "tickets of today");
	for (int i = 0; i < FRESH && !e->kind; i++)
		if (tickets[i].outcome == IMPORT_BAD)
			(void)err_set(e, ERR_BROKEN, "%s: %s", tickets[i].key,
				      tickets[i].reason);
	desk_import_free(&im);
	return e->kind;
}
