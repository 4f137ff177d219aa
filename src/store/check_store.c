#include "store/check_read.h"

#include <inttypes.h>

/* ---- Tickets, events ------------------------------------------------------
 */

static enum err_kind read_tickets(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(rd,
			   "SELECT id, oid, code, version, status, status_at,"
			   " before_spam,"
			   " before_deleted, before_merged, party, hidden_at,"
			   " is_open, priority, "
			   "department_id,"
			   " assignee_id, requester_id, company_id, by_agent, "
			   "last_seq,"
			   " last_event_at, created_at, level_version_id,"
			   " calendar_version_id, applied,"
			   " first_answered_at, unanswered_at, last_message_at,"
			   " last_answered_at,"
			   " resolved_at, postponed_until, due_at, due_metric, "
			   "order_at,"
			   " rule_at, rule_seen, settle_at, source FROM ticket"
			   " WHERE id BETWEEN ? AND ? ORDER BY id",
			   &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_ticket *t = CHECK_NEXT(rd->a, out->tickets,
						    out->ntickets, cap);

		t->id = rows_at(r);
		t->oid = rows_str(r);
		t->code = rows_str(r);
		t->version = rows_at(r);
		t->status = rows_at(r);
		t->status_since = rows_at(r);
		t->before_spam = rows_at(r);
		t->before_deleted = rows_at(r);
		t->before_merged = rows_at(r);
		t->party = rows_at(r);
		t->hidden = rows_at(r);
		t->is_open = rows_at(r);
		t->priority = rows_at(r);
		t->department = rows_at(r);
		t->assignee = rows_at(r);
		t->requester = rows_at(r);
		t->company = rows_at(r);
		t->by_agent = rows_at(r);
		t->last_seq = rows_at(r);
		t->last_event = rows_at(r);
		t->created = rows_at(r);
		t->level_version = rows_at(r);
		t->calendar_version = rows_at(r);
		t->applied = rows_at(r);
		t->first_answered = rows_at(r);
		t->unanswered = rows_at(r);
		t->last_message = rows_at(r);
		t->last_answered = rows_at(r);
		t->resolved = rows_at(r);
		t->postponed_until = rows_at(r);
		t->due = rows_at(r);
		t->due_metric = rows_at(r);
		t->order = rows_at(r);
		t->rule = rows_at(r);
		t->rule_seen = rows_at(r);
		t->settle = rows_at(r);
		t->source = rows_at(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_events(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(
		    rd,
		    "SELECT ticket_id, seq, at, recorded_at, kind, did, status,"
		    " priority, department_id, assignee_id, level_version_id,"
		    " calendar_version_id, until_at, party, pause_code, "
		    "metric, cycle, "
		    "step, due_at, actor_kind,"
		    " actor_id, via, request_id, rule_version_id,"
		    " rules_asked FROM event"
		    " WHERE ticket_id BETWEEN ? AND ? ORDER BY ticket_id, seq",
		    &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_event *v = CHECK_NEXT(rd->a, out->events,
						   out->nevents, cap);

		v->ticket = rows_at(r);
		v->seq = rows_at(r);
		v->at = rows_at(r);
		v->recorded = rows_at(r);
		v->kind = rows_at(r);
		v->did = rows_at(r);
		v->status = rows_at(r);
		v->priority = rows_at(r);
		v->department = rows_at(r);
		v->assignee = rows_at(r);
		v->level_version = rows_at(r);
		v->calendar_version = rows_at(r);
		v->until = rows_at(r);
		v->party = rows_at(r);
		v->pause = rows_at(r);
		v->metric = rows_at(r);
		v->cycle = rows_at(r);
		v->step = rows_at(r);
		v->due = rows_at(r);
		v->actor_kind = rows_at(r);
		v->actor = rows_at(r);
		v->via = rows_at(r);
		v->request_id = rows_str(r);
		v->rule = rows_at(r);
		v->asked = rows_bytes(r, &v->nasked);
	}
	return rows_end(&r, e);
}

/* ---- Clocks, and what hangs on them ---------------------------------------
 */

static void read_clock(struct rows *r, struct check_clock *c)
{
	c->id = rows_at(r);
	c->ticket = rows_at(r);
	c->metric = rows_at(r);
	c->cycle = rows_at(r);
	c->state = rows_at(r);
	c->reason = rows_at(r);
	c->level_version = rows_at(r);
	c->calendar_version = rows_at(r);
	c->tz_version = rows_str(r);
	c->start_level_version = rows_at(r);
	c->start_calendar_version = rows_at(r);
	c->start_tz_version = rows_str(r);
	c->started = rows_at(r);
	c->first_due = rows_at(r);
	c->due = rows_at(r);
	c->target = rows_at(r);
	c->unit = rows_at(r);
	c->consumed = rows_at(r);
	c->since = rows_at(r);
	c->paused = rows_at(r);
	c->breached = rows_at(r);
	c->stopped = rows_at(r);
	c->margin = rows_at(r);
	c->next = rows_at(r);
	c->steps_done = rows_at(r);
	c->department = rows_at(r);
	c->agent = rows_at(r);
	c->resolver = rows_at(r);
	c->breach_department = rows_at(r);
	c->breach_agent = rows_at(r);
	c->requester = rows_at(r);
	c->code = rows_str(r);
	c->requester_name = rows_str(r);
	c->department_name = rows_str(r);
	c->agent_name = rows_str(r);
	c->level_name = rows_str(r);
	c->promised = rows_at(r);
	c->manual = rows_at(r);
	c->calculated = rows_at(r);
	c->stood = rows_at(r);
	c->party = rows_at(r);
	c->excused = rows_at(r);
	c->waited[PARTY_CUSTOMER] = rows_at(r);
	c->waited[PARTY_VENDOR] = rows_at(r);
	c->waited[PARTY_TEAM] = rows_at(r);
	c->waited[PARTY_PLANNED] = rows_at(r);
}

static int by_id(const void *a, const void *b)
{
	const struct check_clock *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static enum err_kind read_clocks(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(
		    rd,
		    "SELECT id, ticket_id, metric, cycle, state, reason,"
		    " level_version_id, calendar_version_id, tz_version,"
		    " start_level_version_id, start_calendar_version_id,"
		    " start_tz_version, started_at, first_due_at, due_at, "
		    "target,"
		    " unit, consumed, since_at, paused_s, breached_at, "
		    "stopped_at,"
		    " margin, next_at, steps_done, department_id, agent_id,"
		    " resolver_id, breach_department_id, breach_agent_id,"
		    " requester_id, ticket_code, requester_name, "
		    "department_name,"
		    " agent_name, level_name, promised, manual_at,"
		    " calculated_at, stood_at,"
		    " party, excused, waited_customer, waited_vendor, "
		    "waited_team,"
		    " waited_planned FROM clock FORCE INDEX (clock_cycle)"
		    " WHERE ticket_id BETWEEN ? AND ?",
		    &r, e))
		return e->kind;
	while (rows_next(r))
		read_clock(r,
			   CHECK_NEXT(rd->a, out->clocks, out->nclocks, cap));
	if (out->nclocks > 1)
		qsort(out->clocks, out->nclocks, sizeof(*out->clocks), by_id);
	return rows_end(&r, e);
}

static void read_verdict(struct rows *r, struct check_verdict *v)
{
	v->id = rows_at(r);
	v->clock = rows_at(r);
	v->ticket = rows_at(r);
	v->metric = rows_at(r);
	v->cycle = rows_at(r);
	v->kind = rows_at(r);
	v->outcome = rows_at(r);
	v->reason = rows_at(r);
	v->counted = rows_at(r);
	v->decided = rows_at(r);
	v->started = rows_at(r);
	v->due = rows_at(r);
	v->stopped = rows_at(r);
	v->breached = rows_at(r);
	v->target = rows_at(r);
	v->consumed = rows_at(r);
	v->paused = rows_at(r);
	v->over_working = rows_at(r);
	v->over_calendar = rows_at(r);
	v->level_version = rows_at(r);
	v->calendar_version = rows_at(r);
	v->tz_version = rows_str(r);
	v->department = rows_at(r);
	v->agent = rows_at(r);
	v->resolver = rows_at(r);
	v->breach_department = rows_at(r);
	v->breach_agent = rows_at(r);
	v->supersedes = rows_at(r);
	v->folded = rows_at(r);
}

static int by_clock(const void *a, const void *b)
{
	const struct check_verdict *x = a, *y = b;

	if (x->clock != y->clock)
		return x->clock < y->clock ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static enum err_kind read_verdicts(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(
		    rd,
		    "SELECT STRAIGHT_JOIN v.id, v.clock_id, v.ticket_id, "
		    "v.metric,"
		    " v.cycle, v.kind, v.outcome, v.reason, v.counted_at,"
		    " v.decided_at, v.started_at, v.due_at, v.stopped_at,"
		    " v.breached_at, v.target, v.consumed, v.paused_s,"
		    " v.over_working, v.over_calendar, v.level_version_id,"
		    " v.calendar_version_id, v.tz_version, v.department_id,"
		    " v.agent_id, v.resolver_id, v.breach_department_id,"
		    " v.breach_agent_id, v.supersedes, v.folded"
		    " FROM clock c FORCE INDEX (clock_cycle) JOIN verdict v"
		    " FORCE INDEX (verdict_clock) ON v.clock_id = c.id"
		    " WHERE c.ticket_id BETWEEN ? AND ?",
		    &r, e))
		return e->kind;
	while (rows_next(r))
		read_verdict(r, CHECK_NEXT(rd->a, out->verdicts, out->nverdicts,
					   cap));
	if (out->nverdicts > 1)
		qsort(out->verdicts, out->nverdicts, sizeof(*out->verdicts),
		      by_clock);
	return rows_end(&r, e);
}

static int by_clock_step(const void *a, const void *b)
{
	const struct check_step *x = a, *y = b;

	if (x->clock != y->clock)
		return x->clock < y->clock ? -1 : 1;
	return (x->step > y->step) - (x->step < y->step);
}

static enum err_kind read_steps(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(
		    rd,
		    "SELECT STRAIGHT_JOIN s.clock_id, s.step, s.due_at,"
		    " s.noticed_at, s.outcome, s.reason, s.committed_at,"
		    " s.level_version_id, v.late, (SELECT COUNT(*)"
		    " FROM level_step_action x WHERE x.level_version_id ="
		    " s.level_version_id AND x.metric = c.metric"
		    " AND x.step = s.step), (SELECT COUNT(*)"
		    " FROM fired_action f WHERE f.clock_id = s.clock_id"
		    " AND f.step = s.step), (SELECT COUNT(*)"
		    " FROM fired_action f WHERE f.clock_id = s.clock_id"
		    " AND f.step = s.step AND f.outcome = 0"
		    " AND (f.kind IN (5, 6, 7, 10, 11, 21)"
		    " OR f.kind BETWEEN 13 AND 19)),"
		    " (SELECT COALESCE(CAST(SUM(f.told) AS INTEGER), 0)"
		    " FROM fired_action f WHERE f.clock_id = s.clock_id"
		    " AND f.step = s.step), (SELECT COUNT(*) FROM notice n"
		    " WHERE n.clock_id = s.clock_id AND n.step = s.step)"
		    " FROM clock c FORCE INDEX (clock_cycle) JOIN fired_step s"
		    " ON s.clock_id = c.id LEFT JOIN level_version v"
		    " ON v.id = s.level_version_id"
		    " WHERE c.ticket_id BETWEEN ? AND ?",
		    &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_step *s = CHECK_NEXT(rd->a, out->steps,
						  out->nsteps, cap);

		s->clock = rows_at(r);
		s->step = rows_at(r);
		s->due = rows_at(r);
		s->noticed = rows_at(r);
		s->outcome = rows_at(r);
		s->reason = rows_str(r);
		s->committed = rows_at(r);
		s->level_version = rows_at(r);
		s->late = rows_at(r);
		s->promised = rows_at(r);
		s->acts = rows_at(r);
		s->changes = rows_at(r);
		s->told = rows_at(r);
		s->notices = rows_at(r);
	}
	if (out->nsteps > 1)
		qsort(out->steps, out->nsteps, sizeof(*out->steps),
		      by_clock_step);
	return rows_end(&r, e);
}

/* ---- Words, tags, files ---------------------------------------------------
 */

static enum err_kind read_messages(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(
		    rd,
		    "SELECT id, ticket_id, seq, at, author_id, author_kind,"
		    " visibility, trust, LENGTH(body), oid, copy_of FROM "
		    "message"
		    " FORCE INDEX (message_ticket) WHERE ticket_id BETWEEN ? "
		    "AND ?"
		    " ORDER BY ticket_id, seq, id",
		    &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_message *m = CHECK_NEXT(rd->a, out->messages,
						     out->nmessages, cap);

		m->id = rows_at(r);
		m->ticket = rows_at(r);
		m->seq = rows_at(r);
		m->at = rows_at(r);
		m->author = rows_at(r);
		m->author_kind = rows_at(r);
		m->visibility = rows_at(r);
		m->trust = rows_at(r);
		m->bytes = rows_at(r);
		m->oid = rows_str(r);
		m->copy_of = rows_at(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_tags(struct check_read *rd, const char *sql,
			       struct check_tag **list, size_t *n,
			       struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(rd, sql, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_tag *t = CHECK_NEXT(rd->a, *list, *n, cap);

		t->ticket = rows_at(r);
		t->tag = rows_at(r);
		t->seq = rows_at(r);
		t->added = rows_at(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_all_tags(struct check_read *rd, struct err *e)
{
	if (read_tags(rd,
		      "SELECT ticket_id, tag_id, seq, added FROM event_tag"
		      " WHERE ticket_id BETWEEN ? AND ?"
		      " ORDER BY ticket_id, seq, tag_id",
		      &rd->out->event_tags, &rd->out->nevent_tags, e))
		return e->kind;
	return read_tags(rd,
			 "SELECT ticket_id, tag_id, 0, 1 FROM ticket_tag"
			 " WHERE ticket_id BETWEEN ? AND ?"
			 " ORDER BY ticket_id, tag_id",
			 &rd->out->ticket_tags, &rd->out->nticket_tags, e);
}

static enum err_kind read_attachments(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(
		    rd,
		    "SELECT a.id, a.ticket_id, m.ticket_id, a.size, b.size,"
		    " a.person_id FROM attachment a"
		    " LEFT JOIN message m ON m.id = a.message_id"
		    " LEFT JOIN blob_file b ON b.hash = a.hash"
		    " WHERE a.ticket_id BETWEEN ? AND ? ORDER BY a.ticket_id, "
		    "a.id",
		    &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_attachment *f = CHECK_NEXT(rd->a, out->attachments,
							out->nattachments, cap);

		f->id = rows_at(r);
		f->ticket = rows_at(r);
		f->message_ticket = rows_at(r);
		f->size = rows_at(r);
		f->blob_size = rows_at(r);
		f->person = rows_at(r);
	}
	return rows_end(&r, e);
}

/* ---- All of it -------------------------------------------------------------
 */

enum err_kind check_store_read(struct db *db, struct arena *a,
			       const struct check_range *range,
			       struct check_batch *out, struct err *e)
{
	struct check_read rd = { db, a, range, out };

	*out = (struct check_batch){ 0 };
	if (read_tickets(&rd, e) || read_events(&rd, e) ||
	    read_clocks(&rd, e) || read_verdicts(&rd, e) ||
	    read_steps(&rd, e) || read_messages(&rd, e) ||
	    read_all_tags(&rd, e) || read_attachments(&rd, e) ||
	    check_read_fields(&rd, e) || check_read_names(&rd, e))
		return err_wrap(e, "read tickets %" PRId64 " to %" PRId64,
				range->from, range->until);
	return ERR_NONE;
}

enum err_kind check_store_read_fold(struct db *db, struct arena *a,
				    ticket_id ticket, struct check_batch *out,
				    struct err *e)
{
	const struct check_range one = { ticket.n, ticket.n };
	struct check_read rd = { db, a, &one, out };

	*out = (struct check_batch){ 0 };
	if (read_events(&rd, e) || read_clocks(&rd, e) ||
	    check_read_versions(&rd, e))
		return err_wrap(e, "read the events of ticket %" PRId64,
				ticket.n);
	return ERR_NONE;
}

enum err_kind check_store_bounds(struct db *db, struct arena *a,
				 struct check_range *out, struct err *e)
{
	struct rows *r;

	*out = (struct check_range){ 0, 0 };
	if (db_query(db, a, "SELECT MIN(id), MAX(id) FROM ticket", NO_PARAMS,
		     &r, e))
		return err_wrap(e, "count tickets");
	if (rows_next(r)) {
		out->from = rows_i64(r);
		out->until = rows_i64(r);
	}
	return rows_end(&r, e);
}

enum err_kind check_store_end(struct db *db, struct arena *a, int64_t after,
			      int64_t n, int64_t until, int64_t *end,
			      struct err *e)
{
	struct rows *r;

	*end = until;
	if (db_query(db, a,
		     "SELECT COUNT(*), MAX(id) FROM (SELECT id FROM ticket"
		     " WHERE id > ? AND id < ? ORDER BY id LIMIT ?) next",
		     PARAMS(P_I64(after), P_I64(until), P_I64(n)), &r, e))
		return err_wrap(e, "find the next tickets");
	if (rows_next(r) && rows_i64(r) == n)
		*end = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind check_store_find(struct db *db, struct arena *a, const char *code,
			       int64_t *id, struct err *e)
{
	struct rows *r;

	*id = 0;
	if (db_query(db, a, "SELECT id FROM ticket WHERE code = ?",
		     PARAMS(P_STR(code)), &r, e))
		return err_wrap(e, "find ticket");
	if (rows_next(r))
		*id = rows_i64(r);
	if (rows_end(&r, e))
		return err_wrap(e, "find ticket");
	return *id ? ERR_NONE
		   : err_set(e, ERR_NOT_FOUND, "there is no ticket %.20s",
			     code);
}

enum err_kind check_store_codes(struct db *db, struct arena *a, int64_t after,
				int64_t most, struct check_code **out,
				size_t *n, struct err *e)
{
	struct check_code *v = NULL;
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT id, code FROM ticket WHERE id > ? ORDER BY id"
		     " LIMIT ?",
		     PARAMS(P_I64(after), P_I64(most)), &r, e))
		return err_wrap(e, "find the next tickets");
	while (rows_next(r)) {
		ARENA_ROOM(a, v, *n, cap);
		v[*n].id = rows_i64(r);
		v[(*n)++].code = rows_str(r);
	}
	*out = v;
	return rows_end(&r, e);
}
