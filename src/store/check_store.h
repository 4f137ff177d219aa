#ifndef STORE_CHECK_STORE_H
#define STORE_CHECK_STORE_H
/*
 * check_store: everything that is stored about a run of tickets, as it stands,
 * for whoever compares it with what it should be. Reads alone, without locks,
 * all of them of one moment: open a transaction first, and roll it back.
 *
 * A NULL of a number reads as INSTANT_NONE here, whatever the number is.
 */
#include "base/rng.h"
#include "core/clock.h"
#include "store/closing_store.h"

/* Tickets from..until, both included. */
struct check_range {
	int64_t from, until;
};

struct check_ticket {
	int64_t id;
	const char *oid, *code;
	int64_t version, status, before_spam, before_deleted, before_merged;
	int64_t status_since; /* INSTANT_NONE: a row of before */
	int64_t party, hidden, is_open;
	int64_t priority, department, assignee, requester, company;
	int64_t by_agent, last_seq, last_event, created, level_version;
	int64_t calendar_version, applied;
	int64_t first_answered, unanswered, last_message, last_answered;
	int64_t resolved;
	int64_t postponed_until, due, due_metric, order, rule, rule_seen;
	int64_t settle;
	int64_t source;
};

struct check_event {
	int64_t ticket, seq, at, recorded, kind, did;
	int64_t status, priority, department, assignee, level_version;
	int64_t calendar_version, until, party, pause, metric, cycle, step, due;
	int64_t actor_kind, actor, via;
	const char *request_id; /* or NULL */
	int64_t rule;
	const char *asked; /* or NULL */
	size_t nasked;
};

struct check_clock {
	int64_t id, ticket, metric, cycle, state, reason;
	int64_t level_version, calendar_version;
	int64_t start_level_version, start_calendar_version;
	const char *tz_version, *start_tz_version;
	int64_t started, first_due, due, target, unit, consumed, since, paused;
	int64_t breached, stopped, margin, next, steps_done;
	int64_t department, agent, resolver, breach_department, breach_agent;
	int64_t requester;
	const char *code, *requester_name, *department_name, *agent_name;
	const char *level_name;
	int64_t promised, manual, calculated, stood, party, excused;
	int64_t waited[PARTY_N];
};

struct check_verdict {
	int64_t id, clock, ticket, metric, cycle, kind, outcome, reason;
	int64_t counted, decided, started, due, stopped, breached;
	int64_t target, consumed, paused, over_working, over_calendar;
	int64_t level_version, calendar_version;
	const char *tz_version;
	int64_t department, agent, resolver, breach_department, breach_agent;
	int64_t supersedes, folded;
};

struct check_step {
	int64_t clock, step, due, noticed, outcome;
	const char *reason;
	int64_t committed, level_version;
	int64_t late;     /* seconds, of that version; INSTANT_NONE: it is not
			   * there */
	int64_t promised; /* actions that the version gives the step */
	int64_t acts;     /* ... of which it is noted what became */
	int64_t changes;  /* ... that changed the ticket, tags and
			   * fields apart */
	int64_t told;     /* people, as the actions say it */
	int64_t notices;  /* ... and as their notices do */
};

struct check_message {
	int64_t id, ticket, seq, at, author, author_kind, visibility, trust;
	int64_t bytes;
	const char *oid;
	int64_t copy_of;
};

struct check_tag {
	int64_t ticket, tag;
	int64_t seq, added; /* of event_tag alone */
};

/* What an event did to a custom field, and a row of what stands in one. */
struct check_event_field {
	int64_t ticket, seq, field;
	const char *was, *became;
};
struct check_field {
	int64_t ticket, field, kind, choice;
	int64_t number; /* 0: NULL */
	const char *text;
};

/* A tag that became another: what was put on as the one may stand as the other,
 * and changes hands in batches. */
struct check_merge {
	int64_t from, to;
};

/* A file that came with a message. */
struct check_attachment {
	int64_t id, ticket, message_ticket, size, blob_size, person;
};

struct check_person {
	int64_t id, version, company;
	const char *name;
};

struct check_name {
	int64_t id, version;
	const char *name;
};

struct check_level_version {
	int64_t id, level, calendar; /* calendar.id, INSTANT_NONE: 24x7 */
};

struct check_calendar_version {
	int64_t id, calendar, created;
};

/* A version that holds for tickets of before too. */
struct check_change {
	int64_t id, level, level_version, calendar, calendar_version, at;
};

/* All of it, each list in order of ticket; clocks in order of their ids. */
struct check_rule {
	int64_t id, kind;
	int64_t level; /* level.id that it sets; 0: none; INSTANT_NONE */
};

struct check_batch {
	struct check_ticket *tickets;
	struct check_event *events;
	struct check_clock *clocks;
	struct check_verdict *verdicts; /* in order of clock and id */
	struct check_step *steps;       /* in order of clock and step */
	struct check_message *messages;
	struct check_tag *event_tags, *ticket_tags;
	struct check_event_field *event_fields;
	struct check_field *ticket_fields;
	size_t nevent_fields, nticket_fields;
	struct check_attachment *attachments;
	size_t ntickets, nevents, nclocks, nverdicts, nsteps, nmessages;
	size_t nevent_tags, nticket_tags, nattachments;
	/* Whom they name, in order of id: those who are there. */
	struct check_person *people;
	size_t npeople;
	/* What they go by: all there is, in order of id. */
	struct check_name *departments;
	struct check_level_version *levels;
	struct check_calendar_version *calendars;
	struct check_merge *merges;
	struct check_change *changes;
	size_t ndepartments, nlevels, ncalendars, nmerges, nchanges;
	struct check_rule *rules; /* versions, in order of id */
	size_t nrules;
	/* When resolved tickets close, and how far they were told. */
	struct closing closing;
	struct closing_told told;
};

/* The first and the last id there are; 0 and 0 without tickets. */
enum err_kind check_store_bounds(struct db *db, struct arena *a,
				 struct check_range *out,
				 struct err *e) MUST_CHECK;

/* The id of the ${n}-th ticket after ${after}, or ${until} where that comes
 * first. */
enum err_kind check_store_end(struct db *db, struct arena *a, int64_t after,
			      int64_t n, int64_t until, int64_t *end,
			      struct err *e) MUST_CHECK;

/* The ticket of that code; ERR_NOT_FOUND. */
enum err_kind check_store_find(struct db *db, struct arena *a, const char *code,
			       int64_t *id, struct err *e) MUST_CHECK;

/* The next ${most} tickets after ${after}, in order of id. */
struct check_code {
	int64_t id;
	const char *code;
};
enum err_kind check_store_codes(struct db *db, struct arena *a, int64_t after,
				int64_t most, struct check_code **out,
				size_t *n, struct err *e) MUST_CHECK;

/* Rows of tickets that are not there come too. */
enum err_kind check_store_read(struct db *db, struct arena *a,
			       const struct check_range *range,
			       struct check_batch *out,
			       struct err *e) MUST_CHECK;

/* Of one ticket, no more than it takes to follow its events: these, its clocks,
 * and the versions of levels and calendars. */
enum err_kind check_store_read_fold(struct db *db, struct arena *a,
				    ticket_id ticket, struct check_batch *out,
				    struct err *e) MUST_CHECK;

/* ---- What belongs to no ticket -------------------------------------------
 */

/* A row that names another that is not there, or that cannot be. */
struct check_loose {
	const char *kind; /* "session.person_id" */
	const char *where, *stands, *should;
};

typedef void check_store_loose(void *cookie, const struct check_loose *row);

/* The same of rules, what they ask, and what they do. */
enum err_kind check_store_rules(struct db *db, struct arena *a, instant now,
				check_store_loose *each, void *cookie,
				struct err *e) MUST_CHECK;

/* Tell ${each} all of them; ${quick}: without those that need whole tables. */
enum err_kind check_store_loose_rows(struct db *db, struct arena *a,
				     instant now, bool quick,
				     check_store_loose *each, void *cookie,
				     struct err *e) MUST_CHECK;

/* Each time zone that people go by, once, with one of them. */
enum err_kind check_store_zones(struct db *db, struct arena *a,
				check_store_loose *each, void *cookie,
				struct err *e) MUST_CHECK;

/* Is that content still noted? It may have been tidied away in between. */
enum err_kind check_store_has_blob(struct db *db, struct arena *a,
				   const unsigned char hash[RNG_HASH_LEN],
				   bool *has, struct err *e) MUST_CHECK;

/* How promises that ended, or broke, before ${until} count, out of the clocks
 * alone: for comparison with a report. */
struct check_sums {
	int64_t met, met_total, missed, cancelled;
};
enum err_kind check_store_sums(struct db *db, struct arena *a, instant until,
			       struct check_sums *out,
			       struct err *e) MUST_CHECK;

#endif
