#include "desk/closing.h"

#include "base/limits.h"
#include "desk/audit.h"

static enum err_kind check_after(seconds after, struct err *e)
{
	if (after == 0 || (after >= LIMIT_CLOSE_AFTER_LEAST &&
			   after <= LIMIT_CLOSE_AFTER_SECONDS))
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "Tickets close after an hour at the soonest and a year"
		       " (366 days) at the latest, or never.");
}

/* One after the other, even if the wall clock was set back in between. */
static instant begin_after(const struct closing *c, instant now)
{
	instant last = c->n > 0 ? c->rules[c->n - 1].since : INSTANT_MIN;

	return now > last ? now : last + 1;
}

static enum err_kind change(struct job *job, seconds after, struct err *e)
{
	struct close_rule rule = { .after = after };
	struct audit_look was;
	struct closing c;

	if (closing_store_read(job->db, job->arena, &c, e))
		return e->kind;
	if (c.n > 0 && c.rules[c.n - 1].after == after)
		return ERR_NONE;
	if (c.n >= LIMIT_CLOSE_RULES)
		return err_set(e, ERR_INVALID,
			       "When tickets close was changed %d times:"
			       " no more.",
			       LIMIT_CLOSE_RULES);
	rule.since = begin_after(&c, job->by.now);
	/* Waits for whoever holds the rules: tickets in hand go by them. */
	if (audit_look(job, AUDIT_DESK, NULL, &was, e) ||
	    closing_store_add(job->db, &rule, e))
		return e->kind;
	return audit_keep(job, &was, e);
}

enum err_kind desk_close_after(struct job *job, seconds after, struct err *e)
{
	if (check_after(after, e))
		return e->kind;
	if (job->part)
		return change(job, after, e);
	if (db_begin(job->db, e) == ERR_NONE && !change(job, after, e) &&
	    !db_commit(job->db, e))
		return ERR_NONE;
	db_rollback(job->db);
	/* Another one came first: their rule began this very second. */
	if (e->kind == ERR_CONFLICT)
		e->kind = ERR_BUSY;
	return err_wrap(e, "close after");
}

enum err_kind desk_closing_now(struct job *job, struct close_rule *out,
			       struct err *e)
{
	struct closing c;

	*out = (struct close_rule){ .since = INSTANT_NONE };
	if (closing_store_read(job->db, job->arena, &c, e))
		return e->kind;
	for (size_t i = 0; i < c.n && c.rules[i].since <= job->by.now; i++)
		*out = c.rules[i];
	return ERR_NONE;
}

/* ---- Telling tickets ------------------------------------------------------
 */

/* Of these, the ones that know something else than they should; how many. */
static size_t find_wrong(const struct closing *c, struct closing_ticket *t,
			 size_t n)
{
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++) {
		struct clock_ticket state;
		instant at;

		if (t[i].status != STATUS_RESOLVED ||
		    t[i].resolved == INSTANT_NONE)
			continue;
		clock_ticket_init(&state);
		state.status = STATUS_RESOLVED;
		state.resolved = t[i].resolved;
		state.closing = c->rules;
		state.nclosing = c->n;
		at = clock_ticket_settle_at(&state);
		if (at == t[i].settle)
			continue;
		t[i].settle = at;
		t[wrong++] = t[i];
	}
	return wrong;
}

static enum err_kind tell(struct job *job, const struct closing *c,
			  const struct closing_told *was, int *did, bool *done,
			  struct err *e)
{
	struct closing_told is = { .since = c->rules[c->n - 1].since };
	struct closing_ticket *t;
	size_t n;

	if (was->since == is.since && !was->all)
		is.last = was->last;
	if (closing_store_tickets(job->db, job->arena, is.last,
				  LIMIT_CLOSING_BATCH, &t, &n, e))
		return e->kind;
	*done = is.all = n == 0;
	if (n > 0) {
		is.last = t[n - 1].id;
		n = find_wrong(c, t, n);
	}
	*did = (int)n;
	if (closing_store_tell(job->db, job->arena, t, n, e))
		return e->kind;
	return closing_store_note(job->db, was, &is, e);
}

static enum err_kind tell_next(struct job *job, int *did, bool *done,
			       struct err *e)
{
	struct closing c;
	struct closing_told was;

	if (closing_store_hold(job->db, job->arena, &c, e) ||
	    closing_store_told(job->db, job->arena, &was, e))
		return e->kind;
	*done = c.n == 0 || (was.all && was.since == c.rules[c.n - 1].since);
	return *done ? ERR_NONE : tell(job, &c, &was, did, done, e);
}

enum err_kind desk_tell_closing(struct job *job, int *did, bool *done,
				struct err *e)
{
	*did = 0;
	if (db_begin(job->db, e) == ERR_NONE && !tell_next(job, did, done, e) &&
	    !db_commit(job->db, e))
		return ERR_NONE;
	db_rollback(job->db);
	return err_wrap(e, "tell tickets when they close");
}
