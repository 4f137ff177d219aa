#include "store/ticket_list.h"

#include "base/limits.h"
#include "base/require.h"
#include "base/str.h"
#include "store/ticket_range.h"

/*
 * A list is one or more ranges of keys (ticket_range.h), each of them read from
 * its key on and no further than a page; what they bring is merged, cut to a
 * page, and only then joined with what a row shows.
 */

/* clang-format off */
#define ROW_COLUMNS \
	"t.id, t.code, t.subject, r.oid, r.name, d.name, o.name, w.name," \
	" EXISTS (SELECT 1 FROM attachment f WHERE f.ticket_id = t.id)," \
	" t.status, t.priority, t.created_at, t.last_message_at," \
	" t.postponed_until, p.at, c.id, c.metric, c.cycle, c.state, c.reason," \
	" c.due_at, c.target, c.unit, c.consumed, c.since_at, c.breached_at," \
	" c.stopped_at, c.margin, c.level_version_id, c.calendar_version_id," \
	" c.manual_at, c.calculated_at, t.level_version_id, t.applied"
#define ROW_JOINS \
	" STRAIGHT_JOIN ticket t ON t.id = p.id" \
	" STRAIGHT_JOIN person r ON r.id = t.requester_id" \
	" STRAIGHT_JOIN department d ON d.id = t.department_id" \
	" LEFT JOIN company o ON o.id = t.company_id" \
	" LEFT JOIN person w ON w.id = t.assignee_id" \
	" LEFT JOIN clock c ON c.ticket_id = t.id"

/* Which clocks one is picked from: where something runs, what is due first. */
#define CLOCK_DUE " AND c.metric = t.due_metric AND c.state <= 1"
#define CLOCK_OPEN \
	" AND c.state <= 1" \
	" AND (c.metric = t.due_metric OR t.due_metric IS NULL)"
#define CLOCK_ENDED " AND c.metric = 3"
/* clang-format on */

/* A page that is being asked for. */
struct ask {
	struct arena *a;
	struct sql_text q;
	const struct viewer *v;
	const char *at;               /* the column it is sorted by */
	const struct ticket_key *key; /* NULL: from the beginning */
	int64_t key_id;
	bool newest_first;
	bool falling;  /* read by falling key */
	int64_t limit; /* of rows, and one more tells that there are more */
};

static bool is_back(const struct ask *ask)
{
	return ask->key && ask->key->back;
}

/* ---- The ranges ---------------------------------------------------------- */

/* "(SELECT id, order_at AS at FROM" */
static void begin_range(struct ask *ask)
{
	sql_text_add(&ask->q, "(SELECT id, ");
	sql_text_add(&ask->q, ask->at);
	sql_text_add(&ask->q, " AS at FROM ");
}

/* Beyond the key, in order, no more than a page. */
static void end_range(struct ask *ask)
{
	struct sql_text *q = &ask->q;

	if (ask->key) {
		sql_text_add(q, " AND (");
		sql_text_add(q, ask->at);
		sql_text_add(q, ask->falling ? " < ? OR (" : " > ? OR (");
		sql_text_add(q, ask->at);
		sql_text_add(q, ask->falling ? " = ? AND id < ?))"
					     : " = ? AND id > ?))");
		sql_text_bind(q, P_I64(ask->key->at));
		sql_text_bind(q, P_I64(ask->key->at));
		sql_text_bind(q, P_I64(ask->key_id));
	}
	sql_text_add(q, " ORDER BY ");
	sql_text_add(q, ask->at);
	sql_text_add(q, ask->falling ? " DESC, id DESC LIMIT ?)"
				     : ", id LIMIT ?)");
	sql_text_bind(q, P_I64(ask->limit + 1));
}

/* What several ranges bring is merged by a statement around them. */
static void begin_merge(struct ask *ask, size_t ranges)
{
	if (ranges > 1)
		sql_text_add(&ask->q, "(SELECT id, at FROM (");
}

/* What is assigned to somebody may stand in their departments, too: ${once}. */
static void add_union(struct ask *ask, size_t i, bool once)
{
	if (i > 0)
		sql_text_add(&ask->q, once ? " UNION " : " UNION ALL ");
}

static void end_merge(struct ask *ask, size_t ranges)
{
	if (ranges <= 1)
		return;
	sql_text_add(&ask->q, ask->falling
				      ? ") u ORDER BY at DESC, id DESC LIMIT ?)"
				      : ") u ORDER BY at, id LIMIT ?)");
	sql_text_bind(&ask->q, P_I64(ask->limit + 1));
}

/* Where somebody's tickets of a view stand. */
struct places {
	enum ticket_place all; /* everywhere, or assigned, or a department */
	size_t departments;    /* how many of the latter, filled up */
	bool assigned;         /* and what is assigned to them */
};

static struct places places_of(const struct ticket_scan *s)
{
	const struct viewer *v = s->v;

	if (s->view->mine)
		return (struct places){ .all = TICKET_ASSIGNED };
	if (v->everywhere)
		return (struct places){ .all = TICKET_EVERYWHERE };
	return (struct places){
		.all = TICKET_DEPARTMENT,
		.departments = sql_text_padded(v->ndepartments),
		.assigned = s->view->by != TICKET_BY_NOBODY &&
			    access_assigned(v),
	};
}

/* A range for each status of the view. */
static size_t add_statuses(struct ask *ask, const struct ticket_scan *s,
			   enum ticket_place place, int64_t department,
			   size_t n)
{
	bool once = place == TICKET_ASSIGNED && n > 0;

	for (size_t i = 0; i < ticket_range_statuses(s); i++) {
		add_union(ask, n++, once);
		begin_range(ask);
		ticket_range_add(&ask->q, s, place, department, (int)i);
		end_range(ask);
	}
	return n;
}

/* The rows of the page, by id and key. */
static void add_ranges(struct ask *ask, const struct ticket_scan *s)
{
	const struct viewer *v = s->v;
	struct places p = places_of(s);
	size_t departments = p.departments ? p.departments : 1;
	size_t ranges = (departments + p.assigned) * ticket_range_statuses(s);
	size_t n = 0;

	begin_merge(ask, ranges);
	for (size_t i = 0; i < departments; i++)
		n = add_statuses(
			ask, s, p.all,
			sql_text_id(v->departments, v->ndepartments, i), n);
	if (p.assigned)
		add_statuses(ask, s, TICKET_ASSIGNED, 0, n);
	end_merge(ask, ranges);
}

/* ---- Reading rows -------------------------------------------------------- */

struct sortable {
	struct ticket_row row;
	int64_t id;
};

static void read_clock(struct rows *r, struct ticket_row *row)
{
	struct clock *c = &row->clock;

	c->id.n = rows_i64(r);
	row->has_clock = c->id.n != 0;
	c->metric = (enum metric)rows_i64(r);
	c->cycle = (int)rows_i64(r);
	c->state = (enum clock_state)rows_i64(r);
	c->reason = (enum clock_reason)rows_i64(r);
	c->due = rows_at(r);
	c->target = rows_i64(r);
	c->unit = (enum unit)rows_i64(r);
	c->consumed = rows_i64(r);
	c->since = rows_at(r);
	c->breached = rows_at(r);
	c->stopped = rows_at(r);
	c->margin = rows_i64(r);
	c->level_version = rows_i64(r);
	c->calendar_version = rows_i64(r);
	c->manual = rows_at(r);
	c->calculated = rows_at(r);
}

static void read_row(struct rows *r, struct sortable *s)
{
	struct ticket_row *row = &s->row;

	*row = (struct ticket_row){ 0 };
	s->id = rows_i64(r);
	row->code = rows_str(r);
	row->subject = rows_str(r);
	row->requester_oid = rows_str(r);
	row->requester_name = rows_str(r);
	row->department_name = rows_str(r);
	row->company_name = rows_str(r);
	row->assignee_name = rows_str(r);
	row->has_files = rows_i64(r) != 0;
	row->status = (enum status)rows_i64(r);
	row->priority = (enum priority)rows_i64(r);
	row->created = rows_at(r);
	row->last_message = rows_at(r);
	row->postponed_until = rows_at(r);
	row->at = rows_at(r);
	read_clock(r, row);
	row->level_version = rows_i64(r);
	row->applied = rows_i64(r);
}

/* Of two clocks of a ticket, the one to show: running before paused, then the
 * one that is due first, then the one with the least left; of ended ones the
 * last. */
static bool is_nearer(const struct clock *a, const struct clock *b)
{
	if (!clock_live(a) && !clock_live(b))
		return a->cycle > b->cycle;
	if (a->state != b->state)
		return a->state == CLOCK_RUNNING;
	if (a->due != b->due)
		return b->due == INSTANT_NONE ||
		       (a->due != INSTANT_NONE && a->due < b->due);
	return a->target - a->consumed < b->target - b->consumed;
}

/* Two rows of one ticket come one after the other. Returns the new count. */
static size_t take_row(struct sortable *list, size_t n,
		       const struct sortable *s)
{
	struct sortable *last = n > 0 ? &list[n - 1] : NULL;

	if (!last || last->id != s->id) {
		list[n] = *s;
		return n + 1;
	}
	if (is_nearer(&s->row.clock, &last->row.clock))
		*last = *s;
	return n;
}

static int by_key(const void *left, const void *right)
{
	const struct sortable *a = left, *b = right;

	if (a->row.at != b->row.at)
		return a->row.at < b->row.at ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* The rows of the page, in the order of their keys. */
struct sorted {
	struct sortable *list;
	size_t n;
	bool more; /* there are more on the side we read to */
};

/* Put the rows in order, and cut what is beyond the page. */
static void sort(const struct ask *ask, struct sorted *s)
{
	qsort(s->list, s->n, sizeof(*s->list), by_key);
	s->more = s->n > LIMIT_PAGE_ROWS;
	if (!s->more)
		return;
	s->n = LIMIT_PAGE_ROWS;
	if (ask->falling)
		s->list++; /* the farthest one goes */
}

/* The tags of all of them, in one statement. */
static enum err_kind read_tags(const struct ask *ask, struct db *db,
			       const struct sorted *s, struct err *e)
{
	ticket_id ids[LIMIT_PAGE_ROWS];
	struct tags tags[LIMIT_PAGE_ROWS];

	for (size_t i = 0; i < s->n; i++)
		ids[i].n = s->list[i].id;
	if (tag_store_of_tickets(db, ask->q.a, ids, s->n, tags, e))
		return e->kind;
	for (size_t i = 0; i < s->n; i++)
		s->list[i].row.tags = tags[i];
	return ERR_NONE;
}

static void hand_out(const struct ask *ask, const struct sorted *s,
		     struct ticket_page *out)
{
	size_t n = s->n;

	out->rows = ARENA_ARRAY(ask->q.a, n ? n : 1, struct ticket_row);
	out->n = n;
	for (size_t i = 0; i < n; i++)
		out->rows[ask->newest_first ? n - 1 - i : i] = s->list[i].row;
	out->before = is_back(ask) ? s->more : ask->key != NULL;
	out->after = is_back(ask) ? true : s->more;
}

static enum err_kind run(struct ask *ask, struct db *db,
			 struct ticket_page *out, struct err *e)
{
	const size_t cap = LIMIT_PAGE_ROWS + 2;
	struct sorted s = { ARENA_ARRAY(ask->q.a, cap, struct sortable), 0,
			    false };
	struct sortable one;
	struct rows *r;

	if (sql_text_query(&ask->q, db, &r, e))
		return err_wrap(e, "list tickets");
	while (rows_next(r)) {
		read_row(r, &one);
		s.n = take_row(s.list, s.n, &one);
		REQUIRE(s.n < cap);
	}
	if (rows_end(&r, e))
		return err_wrap(e, "list tickets");
	sort(ask, &s);
	if (read_tags(ask, db, &s, e))
		return e->kind;
	hand_out(ask, &s, out);
	return ERR_NONE;
}

/* ---- The lists ----------------------------------------------------------- */

/* The id behind a key's code, which never leaves; a ticket that is gone counts
 * as the first of its instant. */
static enum err_kind find_key(struct ask *ask, struct db *db,
			      const struct ticket_key *key, struct err *e)
{
	struct rows *r;

	if (!key || !key->code)
		return ERR_NONE;
	ask->key = key;
	if (db_query(db, ask->q.a, "SELECT id FROM ticket WHERE code = ?",
		     PARAMS(P_STR(key->code)), &r, e))
		return err_wrap(e, "find page");
	if (rows_next(r))
		ask->key_id = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind ticket_list_inbox(struct db *db, struct arena *a,
				const struct viewer *v,
				enum ticket_view_kind kind, instant now,
				const struct ticket_key *key,
				struct ticket_page *out, struct err *e)
{
	struct ticket_scan s = ticket_range_scan(v, kind, now);
	struct ask ask = { .v = v,
			   .at = ticket_range_at(&s),
			   .newest_first = s.view->newest_first,
			   .limit = LIMIT_PAGE_ROWS };

	sql_text_init(&ask.q, a);
	if (find_key(&ask, db, key, e))
		return e->kind;
	ask.falling = ask.newest_first != is_back(&ask);
	sql_text_add(&ask.q, "SELECT " ROW_COLUMNS " FROM ");
	add_ranges(&ask, &s);
	sql_text_add(&ask.q, " p" ROW_JOINS);
	if (ask.newest_first)
		sql_text_add(&ask.q, CLOCK_ENDED);
	else
		sql_text_add(&ask.q, s.view->by == TICKET_BY_DUE ? CLOCK_DUE
								 : CLOCK_OPEN);
	return run(&ask, db, out, e);
}

/* ---- One after the other ------------------------------------------------- */

/* Where it stands in the view, if it is in there. */
static enum err_kind find_place(struct db *db, struct arena *a,
				const struct ticket_scan *s, const char *code,
				struct ticket_key *key, int64_t *id,
				struct err *e)
{
	struct rows *r;

	*key = (struct ticket_key){ .at = INSTANT_NONE };
	if (db_query(db, a,
		     s->view->by == TICKET_BY_DUE
			     ? "SELECT id, due_at FROM ticket WHERE code = ?"
			     : "SELECT id, order_at FROM ticket WHERE code = ?",
		     PARAMS(P_STR(code)), &r, e))
		return e->kind;
	if (rows_next(r)) {
		*id = rows_i64(r);
		key->at = rows_at(r);
		key->code = code;
	}
	return rows_end(&r, e);
}

/* The first two rows from the key on, which counts itself. */
static enum err_kind read_two(struct ask *ask, struct db *db,
			      const struct ticket_scan *s, const char *code[2],
			      struct err *e)
{
	struct rows *r;
	size_t n = 0;

	sql_text_init(&ask->q, ask->a);
	sql_text_add(&ask->q, "SELECT t.code FROM ");
	add_ranges(ask, s);
	sql_text_add(&ask->q, " p JOIN ticket t ON t.id = p.id");
	sql_text_add(&ask->q, ask->falling ? " ORDER BY p.at DESC, p.id DESC"
					   : " ORDER BY p.at, p.id");
	code[0] = code[1] = NULL;
	if (sql_text_query(&ask->q, db, &r, e))
		return e->kind;
	while (n < 2 && rows_next(r))
		code[n++] = rows_str(r);
	return rows_end(&r, e);
}

enum err_kind ticket_list_beside(struct db *db, struct arena *a,
				 const struct viewer *v,
				 enum ticket_view_kind kind, instant now,
				 const char *code, bool back, const char **out,
				 struct err *e)
{
	struct ticket_scan s = ticket_range_scan(v, kind, now);
	struct ask ask = { .a = a,
			   .v = v,
			   .at = ticket_range_at(&s),
			   .newest_first = s.view->newest_first,
			   .limit = 1 };
	struct ticket_key key;
	const char *two[2];
	int64_t id;

	ask.falling = ask.newest_first != back;
	if (find_place(db, a, &s, code, &key, &id, e))
		return err_wrap(e, "find the place of a ticket");
	if (key.at != INSTANT_NONE) {
		ask.key = &key;
		ask.key_id = ask.falling ? id + 1 : id - 1;
		if (read_two(&ask, db, &s, two, e))
			return err_wrap(e, "find the next ticket");
		*out = two[1];
		if (str_eq(two[0], code))
			return ERR_NONE;
	}
	ask.key = NULL;
	ask.falling = ask.newest_first;
	if (read_two(&ask, db, &s, two, e))
		return err_wrap(e, "find the first ticket");
	*out = two[0];
	return ERR_NONE;
}

/* ---- Customers ----------------------------------------------------------- */

/* Which statuses a customer sees, those of what is open first. */
static const enum status seen[] = { STATUS_NEW,      STATUS_OPEN,
				    STATUS_ANSWERED, STATUS_POSTPONED,
				    STATUS_RESOLVED, STATUS_CLOSED,
				    STATUS_MERGED };
static const struct {
	size_t from, until;
} own_states[TICKET_OWN_N] = {
	[TICKET_OWN_ALL] = { 0, COUNT_OF(seen) },
	[TICKET_OWN_OPEN] = { 0, 4 },
	[TICKET_OWN_SOLVED] = { 4, COUNT_OF(seen) },
};

static void add_own(struct ask *ask, const struct ticket_own *which)
{
	size_t from = own_states[which->state].from;
	size_t until = own_states[which->state].until;
	int64_t whose = which->company ? ask->v->company.n : ask->v->person.n;

	begin_merge(ask, until - from);
	for (size_t i = from; i < until; i++) {
		add_union(ask, i - from, false);
		begin_range(ask);
		sql_text_add(
			&ask->q,
			which->company
				? "ticket FORCE INDEX (ticket_company_status)"
				  " WHERE company_id = ? AND status = ?"
				: "ticket FORCE INDEX (ticket_requester_status)"
				  " WHERE requester_id = ? AND status = ?");
		sql_text_bind(&ask->q, P_I64(whose));
		sql_text_bind(&ask->q, P_I64(seen[i]));
		end_range(ask);
	}
	end_merge(ask, until - from);
}

enum err_kind ticket_list_own(struct db *db, struct arena *a,
			      const struct viewer *v,
			      const struct ticket_own *which,
			      const struct ticket_key *key,
			      struct ticket_page *out, struct err *e)
{
	struct ask ask = { .v = v,
			   .at = "created_at",
			   .newest_first = true,
			   .limit = LIMIT_PAGE_ROWS };

	if (which->company && !access_company(v))
		return err_set(e, ERR_NOT_FOUND, "no company of theirs");
	sql_text_init(&ask.q, a);
	if (find_key(&ask, db, key, e))
		return e->kind;
	ask.falling = !is_back(&ask);
	sql_text_add(&ask.q, "SELECT " ROW_COLUMNS " FROM ");
	add_own(&ask, which);
	sql_text_add(&ask.q, " p" ROW_JOINS " AND c.state <= 1"
			     " AND c.metric <= ?");
	sql_text_bind(&ask.q, P_I64(METRIC_NEXT_ANSWER));
	return run(&ask, db, out, e);
}
