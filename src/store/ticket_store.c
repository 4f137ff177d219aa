#include "store/ticket_store.h"

struct access_ticket ticket_store_access(const struct ticket *t,
					 const struct clock_ticket *state)
{
	return (struct access_ticket){
		.department = state->department,
		.requester = t->requester,
		.company = t->company,
		.assignee = state->assignee,
		.hidden = clock_ticket_hidden(state),
	};
}

#define COLUMNS                                                                \
	"t.id, t.oid, t.code, t.version, t.subject, t.source, t.requester_id," \
	" t.level_version_id, t.import_key, t.status, t.priority,"             \
	" t.department_id, t.assignee_id, t.by_agent, t.last_seq,"             \
	" t.last_event_at, t.created_at, t.first_answered_at,"                 \
	" t.unanswered_at, t.last_message_at, t.last_answered_at, "            \
	"t.resolved_at,"                                                       \
	" t.postponed_until, t.company_id, t.before_spam, t.before_deleted,"   \
	" t.before_merged, t.party, t.hidden_at, t.calendar_version_id,"       \
	" t.applied, t.referrer, t.invited, t.status_at, t.rule_at,"           \
	" t.rule_seen"

static void read_columns(struct rows *r, struct ticket *t,
			 struct clock_ticket *s)
{
	clock_ticket_init(s);
	t->id.n = rows_i64(r);
	t->oid = rows_str(r);
	t->code = rows_str(r);
	t->version = rows_i64(r);
	t->subject = rows_str(r);
	t->source = (enum source)rows_i64(r);
	t->requester.n = rows_i64(r);
	t->level_version = rows_i64(r);
	t->import_key = rows_str(r);
	s->status = (enum status)rows_i64(r);
	s->priority = (enum priority)rows_i64(r);
	s->department.n = rows_i64(r);
	s->assignee.n = rows_i64(r);
	s->by_agent = rows_i64(r) != 0;
	s->last_seq = rows_i64(r);
	s->last_event = rows_at(r);
	s->created = rows_at(r);
	s->first_answered = rows_at(r);
	s->unanswered = rows_at(r);
	s->last_message = rows_at(r);
	s->last_answered = rows_at(r);
	s->resolved = rows_at(r);
	s->postponed_until = rows_at(r);
	t->company.n = rows_i64(r);
	s->before_spam = (enum status)rows_i64(r);
	s->before_deleted = (enum status)rows_i64(r);
	s->before_merged = (enum status)rows_i64(r);
	s->party = (enum party)rows_i64(r);
	s->hidden = rows_at(r);
	t->calendar_version = rows_at(r);
	t->applied = rows_i64(r);
	t->referrer = rows_str(r);
	t->invited = rows_i64(r) != 0;
	s->status_since = rows_at(r);
	t->rule_at = rows_i64(r);
	t->rule_seen = rows_i64(r);
}

static enum err_kind lock(struct db *db, struct arena *a, const char *sql,
			  struct param key, struct ticket *t,
			  struct clock_ticket *state, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, sql, &key, 1, &r, e))
		return err_wrap(e, "lock ticket");
	found = rows_next(r);
	if (found)
		read_columns(r, t, state);
	if (rows_end(&r, e))
		return err_wrap(e, "lock ticket");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such ticket");
}

enum err_kind ticket_store_lock(struct db *db, struct arena *a,
				const char *code, struct ticket *t,
				struct clock_ticket *state, struct err *e)
{
	return lock(db, a,
		    "SELECT " COLUMNS " FROM ticket t WHERE t.code = ?"
		    " FOR UPDATE",
		    P_STR(code), t, state, e);
}

enum err_kind ticket_store_lock_id(struct db *db, struct arena *a, ticket_id id,
				   struct ticket *t, struct clock_ticket *state,
				   struct err *e)
{
	return lock(db, a,
		    "SELECT " COLUMNS " FROM ticket t WHERE t.id = ?"
		    " FOR UPDATE",
		    P_I64(id.n), t, state, e);
}

#define MARKS_10 "?,?,?,?,?,?,?,?,?,?"
#define MARKS_50 MARKS_10 "," MARKS_10 "," MARKS_10 "," MARKS_10 "," MARKS_10
#define TAKE                                                                   \
	"SELECT " COLUMNS " FROM ticket t FORCE INDEX (PRIMARY)"               \
	" WHERE t.id IN (" MARKS_50 "," MARKS_50 ") ORDER BY t.id"

static enum err_kind take(struct db *db, struct arena *a, const char *sql,
			  const ticket_id *ids, size_t n,
			  struct ticket_taken *out, size_t *found,
			  struct err *e)
{
	struct param p[TICKET_DUE_MAX];
	struct rows *r;

	*found = 0;
	if (n == 0)
		return ERR_NONE;
	for (size_t i = 0; i < TICKET_DUE_MAX; i++)
		p[i] = P_I64(ids[i < n ? i : n - 1].n);
	if (db_query(db, a, sql, p, TICKET_DUE_MAX, &r, e))
		return err_wrap(e, "take tickets");
	while (*found < n && rows_next(r)) {
		read_columns(r, &out[*found].t, &out[*found].state);
		(*found)++;
	}
	return rows_end(&r, e);
}

enum err_kind ticket_store_take(struct db *db, struct arena *a,
				const ticket_id *ids, size_t n, bool lock,
				struct ticket_taken *out, size_t *found,
				struct err *e)
{
	return take(db, a, lock ? TAKE " FOR UPDATE" : TAKE, ids, n, out, found,
		    e);
}

/* What keeps a ticket from being done twice is its row, not this lock: on
 * another node it may be taken, too, and one of both is rolled back. */
enum err_kind ticket_store_take_free(struct db *db, struct arena *a,
				     const ticket_id *ids, size_t n,
				     struct ticket_taken *out, size_t *found,
				     struct err *e)
{
	return take(db, a, TAKE " FOR UPDATE SKIP LOCKED", ids, n, out, found,
		    e);
}

enum err_kind ticket_store_id(struct db *db, struct arena *a, const char *code,
			      ticket_id *id, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, "SELECT id FROM ticket WHERE code = ?",
		     PARAMS(P_STR(code)), &r, e))
		return err_wrap(e, "find ticket");
	found = rows_next(r);
	if (found)
		id->n = rows_i64(r);
	if (rows_end(&r, e))
		return err_wrap(e, "find ticket");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such ticket");
}

enum err_kind ticket_store_find(struct db *db, struct arena *a,
				const struct viewer *v, const char *code,
				struct ticket_view *out, struct err *e)
{
	static const char sql[] =
		"SELECT " COLUMNS
		", t.due_at, t.settle_at, d.oid, d.name, r.oid, r.name,"
		" r.email, r.roles, r.zone, r.note, c.oid, c.name, p.oid,"
		" p.name, l.name FROM ticket t"
		" JOIN department d ON d.id = t.department_id"
		" JOIN person r ON r.id = t.requester_id"
		" LEFT JOIN company c ON c.id = t.company_id"
		" LEFT JOIN person p ON p.id = t.assignee_id"
		" LEFT JOIN level_version l ON l.id = t.level_version_id"
		" WHERE t.code = ?";
	struct access_ticket at;
	struct rows *r;
	bool found;

	if (db_query(db, a, sql, PARAMS(P_STR(code)), &r, e))
		return err_wrap(e, "find ticket");
	found = rows_next(r);
	if (found) {
		read_columns(r, &out->row, &out->state);
		out->due = rows_at(r);
		out->settle = rows_at(r);
		out->department_oid = rows_str(r);
		out->department_name = rows_str(r);
		out->requester_oid = rows_str(r);
		out->requester_name = rows_str(r);
		out->requester_email = rows_str(r);
		out->requester_roles = (unsigned)rows_i64(r);
		out->requester_zone = rows_str(r);
		out->requester_note = rows_str(r);
		out->company_oid = rows_str(r);
		out->company_name = rows_str(r);
		out->assignee_oid = rows_str(r);
		out->assignee_name = rows_str(r);
		out->level_name = rows_str(r);
	}
	if (rows_end(&r, e))
		return err_wrap(e, "find ticket");
	if (!found)
		return err_set(e, ERR_NOT_FOUND, "no such ticket");
	at = ticket_store_access(&out->row, &out->state);
	if (!access_see(v, &at))
		return err_set(e, ERR_NOT_FOUND, "not theirs to see");
	return ERR_NONE;
}

enum err_kind ticket_store_shared(struct db *db, struct arena *a,
				  const struct ticket *t, bool *shared,
				  struct err *e)
{
	struct rows *r;

	*shared = false;
	if (t->company.n == 0)
		return ERR_NONE;
	if (db_query(db, a,
		     "SELECT 1 FROM person WHERE company_id = ?"
		     " AND sees_company = 1 AND id <> ?"
		     " AND disabled_at IS NULL LIMIT 1",
		     PARAMS(P_I64(t->company.n), P_I64(t->requester.n)), &r, e))
		return err_wrap(e, "look who reads a ticket");
	*shared = rows_next(r);
	return rows_end(&r, e);
}

enum err_kind ticket_store_others(struct db *db, struct arena *a,
				  const struct viewer *v,
				  const struct ticket *t,
				  struct ticket_other **out, size_t *n,
				  struct err *e)
{
	static const char sql[] =
		"SELECT t.code, t.subject, t.status, t.created_at FROM ticket t"
		" WHERE t.requester_id = ? AND t.id <> ?"
		" AND t.status NOT IN (?, ?) AND (? OR t.department_id IN"
		" (SELECT m.department_id FROM department_member m"
		" WHERE m.person_id = ?) OR (? AND t.assignee_id = ?))"
		" ORDER BY t.created_at DESC, t.id DESC LIMIT ?";
	bool own = v->person.n == t->requester.n && !access_own_as_staff(v);
	struct rows *r;

	*n = 0;
	*out = ARENA_ARRAY(a, TICKET_OTHERS_MAX, struct ticket_other);
	if (own)
		return ERR_NONE;
	if (db_query(db, a, sql,
		     PARAMS(P_I64(t->requester.n), P_I64(t->id.n),
			    P_I64(STATUS_SPAM), P_I64(STATUS_DELETED),
			    P_I64(v->everywhere), P_I64(v->person.n),
			    P_I64(access_assigned(v)), P_I64(v->person.n),
			    P_I64(TICKET_OTHERS_MAX)),
		     &r, e))
		return err_wrap(e, "list other tickets");
	while (*n < TICKET_OTHERS_MAX && rows_next(r)) {
		struct ticket_other *o = &(*out)[(*n)++];

		o->code = rows_str(r);
		o->subject = rows_str(r);
		o->status = (enum status)rows_i64(r);
		o->created = rows_at(r);
	}
	return rows_end(&r, e);
}

enum err_kind ticket_store_version(struct db *db, struct arena *a,
				   const char *code, int64_t *version,
				   struct err *e)
{
	struct rows *r;

	if (db_query(db, a, "SELECT version FROM ticket WHERE code = ?",
		     PARAMS(P_STR(code)), &r, e))
		return err_wrap(e, "version of ticket");
	*version = rows_next(r) ? rows_i64(r) : 0;
	return rows_end(&r, e);
}

/* What lists sort by and the sweeper looks for, out of the state. */
struct derived {
	instant due, order, settle;
	struct param due_metric, calendar;
};

static struct derived derive(const struct clock_ticket *s)
{
	const struct clock *c = clock_ticket_nearest(s);

	return (struct derived){
		.due = c ? c->due : INSTANT_NONE,
		.due_metric = c ? P_I64(c->metric) : P_NULL,
		.order = clock_ticket_order_at(s),
		.settle = clock_ticket_settle_at(s),
		.calendar = clock_ticket_by_hours(s)
				    ? P_I64(s->level->calendar_version)
				    : P_NULL,
	};
}

/* What a ticket was before that. */
static struct param hidden(const struct clock_ticket *s, enum status how,
			   enum status before)
{
	return clock_ticket_lies_in(s, how) ? P_I64(before) : P_NULL;
}

#define INSERT_VALUES 40

/* With id 0 the database picks one. */
static void insert_values(struct param *p, const struct ticket *t,
			  const struct clock_ticket *s)
{
	struct derived d = derive(s);
	const struct param values[INSERT_VALUES] = {
		P_ID(t->id.n),
		P_STR(t->oid),
		P_STR(t->code),
		P_I64(t->version),
		P_STR(t->subject),
		P_I64(t->source),
		P_I64(t->requester.n),
		P_ID(t->company.n),
		P_ID(t->level_version),
		P_STR(t->import_key),
		P_I64(s->status),
		hidden(s, STATUS_SPAM, s->before_spam),
		hidden(s, STATUS_DELETED, s->before_deleted),
		hidden(s, STATUS_MERGED, s->before_merged),
		P_I64(s->party),
		P_AT(s->hidden),
		P_I64(s->priority),
		P_I64(s->department.n),
		P_ID(s->assignee.n),
		P_I64(s->by_agent),
		P_I64(s->last_seq),
		P_AT(s->last_event),
		P_AT(s->created),
		P_AT(s->first_answered),
		P_AT(s->unanswered),
		P_AT(s->last_message),
		P_AT(s->last_answered),
		P_AT(s->resolved),
		P_AT(s->postponed_until),
		P_AT(d.due),
		d.due_metric,
		P_AT(d.order),
		P_AT(d.settle),
		d.calendar,
		P_I64(t->applied),
		P_STR(t->referrer),
		P_I64(t->invited),
		P_AT(s->status_since),
		P_ID(t->rule_at),
		P_I64(t->rule_seen),
	};

	memcpy(p, values, sizeof(values));
}

static const char insert_sql[] =
	"INSERT INTO ticket (id, oid, code, version, subject, source,"
	" requester_id, company_id, level_version_id, import_key, status,"
	" before_spam, before_deleted, before_merged, party, hidden_at,"
	" priority, department_id,"
	" assignee_id, by_agent, last_seq, last_event_at, created_at, "
	"first_answered_at,"
	" unanswered_at, last_message_at, last_answered_at, resolved_at, "
	"postponed_until, due_at,"
	" due_metric, order_at, settle_at, calendar_version_id, applied,"
	" referrer, invited, status_at, rule_at, rule_seen)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	" ?, ?, ?, ?, ?, ?, ?, ?)";

enum err_kind ticket_store_insert(struct db *db, struct ticket *t,
				  const struct clock_ticket *s, struct err *e)
{
	struct param p[INSERT_VALUES];

	insert_values(p, t, s);
	if (db_exec(db, insert_sql, p, INSERT_VALUES, NULL, e))
		return err_wrap(e, "store ticket %s", t->code);
	t->id.n = db_last_id(db);
	return ERR_NONE;
}

enum err_kind ticket_store_insert_all(struct db *db, struct arena *a,
				      const struct ticket_write *w, size_t n,
				      struct err *e)
{
	struct param *p = ARENA_ARRAY(a, n * INSERT_VALUES, struct param);

	for (size_t i = 0; i < n; i++)
		insert_values(p + i * INSERT_VALUES, w[i].t, w[i].state);
	if (db_exec_rows(db, insert_sql, p, INSERT_VALUES, n, e))
		return err_wrap(e, "store tickets");
	return ERR_NONE;
}

#define UPDATE_VALUES 30

static void update_values(struct param *p, const struct ticket *t,
			  const struct clock_ticket *s)
{
	struct derived d = derive(s);
	const struct param values[UPDATE_VALUES] = {
		P_I64(t->version),
		P_ID(t->level_version),
		P_I64(s->status),
		P_I64(s->priority),
		P_I64(s->department.n),
		P_ID(s->assignee.n),
		P_I64(s->by_agent),
		P_I64(s->last_seq),
		P_AT(s->last_event),
		P_AT(s->first_answered),
		P_AT(s->unanswered),
		P_AT(s->last_message),
		P_AT(s->last_answered),
		P_AT(s->resolved),
		P_AT(s->postponed_until),
		P_AT(d.due),
		d.due_metric,
		P_AT(d.order),
		P_AT(d.settle),
		P_ID(t->rule_at),
		P_I64(t->rule_seen),
		hidden(s, STATUS_SPAM, s->before_spam),
		hidden(s, STATUS_DELETED, s->before_deleted),
		hidden(s, STATUS_MERGED, s->before_merged),
		P_I64(s->party),
		P_AT(s->hidden),
		d.calendar,
		P_I64(t->applied),
		P_AT(s->status_since),
		P_I64(t->id.n),
	};

	memcpy(p, values, sizeof(values));
}

enum err_kind ticket_store_update(struct db *db, struct arena *a,
				  const struct ticket_write *w, size_t n,
				  struct err *e)
{
	static const char sql[] =
		"UPDATE ticket SET version = ?, level_version_id = ?,"
		" status = ?, priority = ?, department_id = ?,"
		" assignee_id = ?, by_agent = ?, last_seq = ?,"
		" last_event_at = ?, first_answered_at = ?, unanswered_at = ?,"
		" last_message_at = ?, last_answered_at = ?, resolved_at = ?, "
		"postponed_until = ?,"
		" due_at = ?, due_metric = ?, order_at = ?, settle_at = ?,"
		" rule_at = ?, rule_seen = ?, before_spam = ?, before_deleted "
		"= ?,"
		" before_merged = ?, party = ?, hidden_at = ?,"
		" calendar_version_id = ?, applied = ?, status_at = ?"
		" WHERE id = ?";
	struct param *p;

	if (n == 0)
		return ERR_NONE;
	p = ARENA_ARRAY(a, n * UPDATE_VALUES, struct param);
	for (size_t i = 0; i < n; i++)
		update_values(p + i * UPDATE_VALUES, w[i].t, w[i].state);
	if (db_exec_rows(db, sql, p, UPDATE_VALUES, n, e))
		return err_wrap(e, "write tickets back");
	return ERR_NONE;
}

/* Collect ids in order, each once. */
static void add_id(ticket_id *ids, size_t *n, int64_t id)
{
	size_t i = *n;

	while (i > 0 && ids[i - 1].n > id)
		i--;
	if (i > 0 && ids[i - 1].n == id)
		return;
	memmove(ids + i + 1, ids + i, (*n - i) * sizeof(*ids));
	ids[i].n = id;
	(*n)++;
}

static enum err_kind add_ids(struct db *db, struct arena *a, const char *sql,
			     instant now, int64_t limit, ticket_id *ids,
			     size_t *n, struct err *e)
{
	struct rows *r;

	if (limit <= 0)
		return ERR_NONE;
	if (db_query(db, a, sql, PARAMS(P_AT(now), P_I64(limit)), &r, e))
		return err_wrap(e, "look for what is due");
	while (rows_next(r))
		add_id(ids, n, rows_i64(r));
	return rows_end(&r, e);
}

enum err_kind ticket_store_due(struct db *db, struct arena *a, instant now,
			       int limit, ticket_id *ids, size_t *n,
			       struct err *e)
{
	if (limit > TICKET_DUE_AHEAD)
		limit = TICKET_DUE_AHEAD;
	*n = 0;
	if (add_ids(db, a,
		    "SELECT ticket_id FROM clock WHERE next_at <= ?"
		    " AND state <= 1 ORDER BY next_at LIMIT ?",
		    now, limit, ids, n, e))
		return e->kind;
	if (add_ids(db, a,
		    "SELECT id FROM ticket WHERE settle_at <= ?"
		    " ORDER BY settle_at LIMIT ?",
		    now, limit - (int64_t)*n, ids, n, e))
		return e->kind;
	return add_ids(db, a,
		       "SELECT id FROM ticket WHERE rule_at <= ?"
		       " ORDER BY rule_at LIMIT ?",
		       now, limit - (int64_t)*n, ids, n, e);
}

enum err_kind ticket_store_put_off(struct db *db, ticket_id id, instant later,
				   struct err *e)
{
	if (db_exec(db,
		    "UPDATE ticket SET settle_at = ? WHERE id = ?"
		    " AND settle_at < ?",
		    PARAMS(P_AT(later), P_I64(id.n), P_AT(later)), NULL, e))
		return e->kind;
	return db_exec(db,
		       "UPDATE ticket SET rule_at = ? WHERE id = ?"
		       " AND rule_at < ?",
		       PARAMS(P_AT(later), P_I64(id.n), P_AT(later)), NULL, e);
}

enum err_kind ticket_store_known(struct db *db, struct arena *a,
				 const char *const *keys, size_t n, bool *known,
				 struct err *e)
{
	static const char sql[] =
		"SELECT import_key FROM ticket WHERE import_key IN (" MARKS_50
		"," MARKS_50 ")";
	struct param p[TICKET_KEYS_MAX];
	struct rows *r;

	for (size_t i = 0; i < TICKET_KEYS_MAX; i++)
		p[i] = i < n ? P_STR(keys[i]) : P_NULL;
	memset(known, 0, n * sizeof(*known));
	if (db_query(db, a, sql, p, TICKET_KEYS_MAX, &r, e))
		return err_wrap(e, "look for import keys");
	while (rows_next(r)) {
		const char *key = rows_str(r);

		for (size_t i = 0; i < n; i++)
			known[i] = known[i] || strcmp(keys[i], key) == 0;
	}
	return rows_end(&r, e);
}
