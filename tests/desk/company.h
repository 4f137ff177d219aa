#ifndef DESK_COMPANY_H
#define DESK_COMPANY_H
/*
 * company: the desk that tests work on, in fixture.db. Its clock is an instant
 * that each test sets.
 *
 * - Support, open Mon-Fri 09:00-17:00 in Berlin, level Gold: first answer 4 h,
 *   next answer 2 h, first assignment 1 h, resolution 16 h, working; a reminder
 *   1 h before the first answer is due, another 1 h after.
 * - Billing, no SLA; customers may not choose it.
 * - Alice and Ann are Support's agents, Dave is Billing's. Bob and Carol are
 *   customers. Mona is the manager, Rita reads in Support, Olga owns it all.
 */
#include "desk/desk.h"
#include "store/level_store.h"
#include "support/db_fixture.h"

struct member {
	person_id id;
	char oid[17];
	struct viewer viewer;
	int64_t departments[1];
};

struct company {
	department_id support, billing;
	char support_oid[17], billing_oid[17];
	int64_t calendar, level;
	struct member alice, ann, dave, bob, carol, mona, rita, olga;
};

extern struct company company;

/* Monday 2026-06-01 09:00 in Berlin: Support opens. */
#define MONDAY_9 INSTANT_C(2026, 6, 1, 7)
#define HOUR INT64_C(3600)
#define MINUTE INT64_C(60)
#define INSTANT_C(y, m, d, h)                                                  \
	(instant_day_of((struct civil){ (y), (m), (d) }) * DAY_SECONDS +       \
	 (h)*HOUR)

/* A setup for each test: an empty database, then the company. */
int company_setup(void **state);

/* A job by that person at that instant, on fixture.db and fixture.arena. */
struct job company_job(const struct member *p, instant now);

/*
 * Another version of the calendar, open that many hours from 09:00 on, and of
 * the level, with so many hours to the first answer; made at ${now}.
 */
void company_change_calendar(int hours, instant now);
void company_change_level(int hours, instant now);

/* The level as it is set up, to be changed; and its next version, as changed.
 */
struct level_draft company_gold(void);
void company_revise(const struct level_draft *l, instant now);

/* A ticket by Bob to Support at ${now}; its code, in fixture.arena. */
const char *company_ticket(instant now);

/* Fail with the error's message unless ${kind} is ${want}. */
void company_expect(enum err_kind kind, enum err_kind want,
		    const struct err *e);

/* Sweep until nothing is due at ${now}; how many tickets it went through. */
int company_sweep(struct db *db, instant now);

/*
 * Every row of the history tables as one text, to compare: tickets, events,
 * clocks, verdicts, steps, messages.
 */
const char *company_dump(void);

/*
 * Fold each ticket's events again from the first: the clocks, the ticket's row
 * and the verdicts must be what is stored (sla.md invariant 11).
 */
void company_check_refold(void);

#endif
