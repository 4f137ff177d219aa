#include "desk/import.h"

#include "desk/past.h"

struct import_event desk_import_event(enum event_kind kind, instant at,
				      person_id by)
{
	struct import_event ev = { .body = NULL };

	ev.event.kind = kind;
	ev.event.at = at;
	ev.event.until = INSTANT_NONE;
	ev.event.due = INSTANT_NONE;
	ev.event.metric = ev.event.cycle = ev.event.step = -1;
	ev.event.by.kind = ACTOR_IMPORT;
	ev.event.by.via = VIA_IMPORT;
	ev.event.by.person = by;
	return ev;
}

/* Bad ones are told apart before anything is written. */
static void check(struct job *job, struct import_ticket *t)
{
	t->reason = past_bad(t, job->by.now, job->arena);
	t->outcome = t->reason ? IMPORT_BAD : IMPORT_NEW;
}

static enum err_kind find_known(struct job *job, struct import_ticket *tickets,
				size_t n, struct err *e)
{
	const char *keys[IMPORT_BATCH] = { 0 };
	bool known[IMPORT_BATCH];

	for (size_t i = 0; i < n; i++)
		keys[i] = tickets[i].outcome == IMPORT_BAD ? ""
							   : tickets[i].key;
	if (ticket_store_known(job->db, job->arena, keys, n, known, e))
		return e->kind;
	for (size_t i = 0; i < n; i++) {
		if (tickets[i].outcome == IMPORT_BAD)
			continue;
		for (size_t k = 0; k < i; k++)
			known[i] = known[i] || strcmp(keys[k], keys[i]) == 0;
		if (known[i])
			tickets[i].outcome = IMPORT_KNOWN;
	}
	return ERR_NONE;
}

static enum err_kind store(struct import *im, struct job *job,
			   struct import_ticket *tickets, size_t n,
			   int64_t *events, struct err *e)
{
	struct work *works[IMPORT_BATCH];
	size_t count = 0;

	if (past_begin(im, job, e) || find_known(job, tickets, n, e))
		return e->kind;
	for (size_t i = 0; i < n; i++) {
		if (tickets[i].outcome != IMPORT_NEW)
			continue;
		if (past_take(im, job, &tickets[i], NULL, &works[count], e))
			return e->kind;
		*events += (int64_t)works[count++]->nevents;
	}
	return work_store(works, count, e);
}

enum err_kind desk_import(struct import *im, struct job *job,
			  struct import_ticket *tickets, size_t n,
			  int64_t *events, struct err *e)
{
	int64_t count = 0;

	if (n > IMPORT_BATCH)
		return err_set(e, ERR_BROKEN, "%zu tickets in one batch", n);
	for (size_t i = 0; i < n; i++)
		check(job, &tickets[i]);
	if (db_begin(job->db, e))
		return err_wrap(e, "import");
	if (store(im, job, tickets, n, &count, e) || db_commit(job->db, e)) {
		db_rollback(job->db);
		/* Another import took the same key: this one looks again. */
		if (e->kind == ERR_CONFLICT)
			e->kind = ERR_BUSY;
		return err_wrap(e, "import");
	}
	if (events)
		*events = count;
	return ERR_NONE;
}
