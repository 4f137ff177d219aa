#include "store/ticket_list.h"

#include <assert.h>

#include "base/limits.h"
#include "store/sql_text.h"

/*
 * A list is one or more ranges of indexes, each of them read from its key on
 * and no further than a page; what they bring is merged, cut to a page, and
 * only then joined with what a row shows.
 */

/* Where tickets of a view lie: for who sees everywhere, in one department, or
 * assigned to somebody. */
struct view {
	const char *at; /* the column it is sorted by */
	const char *everywhere, *department, *departments, *assigned;
	bool all;    /* not only what is assigned to the viewer */
	bool is_due; /* only what is past due: bind now */
};

#define OPEN " AND is_open = 1"
#define DUE " AND is_open = 1 AND due_at < ?"
/* A staff member is no staff on a ticket of their own; 0 for who is. */
#define NOT_OWN " AND requester_id <> ?"

/* clang-format off */
static const struct view views[TICKET_LIST_N] = {
	[TICKET_LIST_OPEN] = {
		.at = "order_at", .all = true,
		.everywhere = "ticket FORCE INDEX (ticket_open) WHERE TRUE" OPEN,
		.department = "ticket FORCE INDEX (ticket_department)"
			      " WHERE department_id = ?" OPEN NOT_OWN,
		.departments = "ticket FORCE INDEX (ticket_department)"
			       " WHERE department_id IN ",
		.assigned = "ticket FORCE INDEX (ticket_assignee)"
			    " WHERE assignee_id = ?" OPEN NOT_OWN,
	},
	[TICKET_LIST_MINE] = {
		.at = "order_at",
		.assigned = "ticket FORCE INDEX (ticket_assignee)"
			    " WHERE assignee_id = ?" OPEN NOT_OWN,
	},
	[TICKET_LIST_OVERDUE] = {
		.at = "due_at", .all = true, .is_due = true,
		.everywhere = "ticket FORCE INDEX (ticket_due) WHERE TRUE" DUE,
		.department = "ticket FORCE INDEX (ticket_department_due)"
			      " WHERE department_id = ?" DUE NOT_OWN,
		.departments = "ticket FORCE INDEX (ticket_department_due)"
			       " WHERE department_id IN ",
		.assigned = "ticket FORCE INDEX (ticket_assignee_due)"
			    " WHERE assignee_id = ?" DUE NOT_OWN,
	},
};

#define ROW_COLUMNS \
	"t.id, t.code, t.subject, r.name, d.name, w.name, t.status," \
	" t.priority, t.created_at, t.last_message_at, t.postponed_until, p.at," \
	" c.id, c.metric, c.state, c.due_at, c.target, c.unit, c.consumed," \
	" c.since_at, c.breached_at, c.level_version_id," \
	" c.calendar_version_id"
#define ROW_JOINS \
	" STRAIGHT_JOIN ticket t ON t.id = p.id" \
	" STRAIGHT_JOIN person r ON r.id = t.requester_id" \
	" STRAIGHT_JOIN department d ON d.id = t.department_id" \
	" LEFT JOIN person w ON w.id = t.assignee_id" \
	" LEFT JOIN clock c ON c.ticket_id = t.id AND c.state <= 1"
/* clang-format on */

/* A page that is being asked for. */
struct ask {
	struct sql_text q;
	const struct viewer *v;
	const struct view *view;
	instant now;
	const struct ticket_key *key; /* NULL: from the beginning */
	int64_t key_id;
	bool falling; /* by falling key */
};

static bool is_back(const struct ask *ask)
{
	return ask->key && ask->key->back;
}

/* ---- The ranges
 * ----------------------------------------------------------------- */

static void add_key(struct ask *ask)
{
	static const char *const fragments[2][2] = {
		/* by order_at or created_at is_due or not, rising or falling */
		{ " AND (order_at > ? OR (order_at = ? AND id > ?))",
		  " AND (order_at < ? OR (order_at = ? AND id < ?))" },
		{ " AND (due_at > ? OR (due_at = ? AND id > ?))",
		  " AND (due_at < ? OR (due_at = ? AND id < ?))" },
	};

	if (!ask->key)
		return;
	sql_text_add(&ask->q, fragments[ask->view->is_due][ask->falling]);
	sql_text_bind(&ask->q, P_I64(ask->key->at));
	sql_text_bind(&ask->q, P_I64(ask->key->at));
	sql_text_bind(&ask->q, P_I64(ask->key_id));
}

static void add_order(struct ask *ask)
{
	static const char *const fragments[2][2] = {
		{ " ORDER BY order_at, id",
		  " ORDER BY order_at DESC, id DESC" },
		{ " ORDER BY due_at, id", " ORDER BY due_at DESC, id DESC" },
	};

	sql_text_add(&ask->q, fragments[ask->view->is_due][ask->falling]);
}

static void begin_range(struct ask *ask, const char *from)
{
	sql_text_add(&ask->q, "(SELECT id, ");
	sql_text_add(&ask->q, ask->view->at);
	sql_text_add(&ask->q, " AS at FROM ");
	sql_text_add(&ask->q, from);
}

static void end_range(struct ask *ask)
{
	add_key(ask);
	add_order(ask);
	sql_text_add(&ask->q, " LIMIT ?)");
	sql_text_bind(&ask->q, P_I64(LIMIT_PAGE_ROWS + 1));
}

static void bind_due(struct ask *ask)
{
	if (ask->view->is_due)
		sql_text_bind(&ask->q, P_I64(ask->now));
}

static void bind_not_own(struct ask *ask)
{
	sql_text_bind(
		&ask->q,
		P_I64(access_own_as_staff(ask->v) ? 0 : ask->v->person.n));
}

/* Nobody's, for those who do not see a ticket for being assigned it. */
static void bind_assignee(struct ask *ask)
{
	bool theirs = ask->v->everywhere || access_assigned(ask->v);

	sql_text_bind(&ask->q, P_I64(theirs ? ask->v->person.n : 0));
}

/* Everywhere, but for their own: whose rows have to be read, so not for those
 * to whom that is all the same. */
static void end_everywhere(struct ask *ask)
{
	bind_due(ask);
	if (access_own_as_staff(ask->v))
		return;
	sql_text_add(&ask->q, NOT_OWN);
	bind_not_own(ask);
}

static void add_everywhere(struct ask *ask)
{
	begin_range(ask, ask->view->everywhere);
	end_everywhere(ask);
	end_range(ask);
}

static void add_department(struct ask *ask, int64_t id)
{
	begin_range(ask, ask->view->department);
	sql_text_bind(&ask->q, P_I64(id));
	bind_due(ask);
	bind_not_own(ask);
	end_range(ask);
}

/* Assigned to the viewer: all, or those outside of their departments. */
static void add_assigned(struct ask *ask, bool elsewhere)
{
	begin_range(ask, ask->view->assigned);
	bind_assignee(ask);
	bind_due(ask);
	bind_not_own(ask);
	if (elsewhere) {
		sql_text_add(&ask->q, " AND department_id NOT IN ");
		sql_text_add_ids(&ask->q, ask->v->departments,
				 ask->v->ndepartments);
	}
	end_range(ask);
}

/* The rows of the page, by id and key. */
static void add_ranges(struct ask *ask)
{
	const struct viewer *v = ask->v;
	size_t padded = v->ndepartments ? sql_text_padded(v->ndepartments) : 0;

	if (!ask->view->all) {
		add_assigned(ask, false);
		return;
	}
	if (v->everywhere) {
		add_everywhere(ask);
		return;
	}
	sql_text_add(&ask->q, "(SELECT id, at FROM (");
	for (size_t i = 0; i < padded; i++) {
		add_department(ask,
			       sql_text_id(v->departments, v->ndepartments, i));
		sql_text_add(&ask->q, " UNION ALL ");
	}
	add_assigned(ask, true);
	sql_text_add(&ask->q, ask->falling
				      ? ") u ORDER BY at DESC, id DESC LIMIT ?)"
				      : ") u ORDER BY at, id LIMIT ?)");
	sql_text_bind(&ask->q, P_I64(LIMIT_PAGE_ROWS + 1));
}

/* ---- Reading rows
 * --------------------------------------------------------------- */

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
	c->state = (enum clock_state)rows_i64(r);
	c->due = rows_at(r);
	c->target = rows_i64(r);
	c->unit = (enum unit)rows_i64(r);
	c->consumed = rows_i64(r);
	c->since = rows_at(r);
	c->breached = rows_at(r);
	c->level_version = rows_i64(r);
	c->calendar_version = rows_i64(r);
	c->stopped = INSTANT_NONE;
}

static void read_row(struct rows *r, struct sortable *s)
{
	struct ticket_row *row = &s->row;

	s->id = rows_i64(r);
	row->code = rows_str(r);
	row->subject = rows_str(r);
	row->requester_name = rows_str(r);
	row->department_name = rows_str(r);
	row->assignee_name = rows_str(r);
	row->status = (enum status)rows_i64(r);
	row->priority = (enum priority)rows_i64(r);
	row->created = rows_at(r);
	row->last_message = rows_at(r);
	row->postponed_until = rows_at(r);
	row->at = rows_at(r);
	read_clock(r, row);
}

/* Of two clocks of a ticket, the one to show: running before paused, then the
 * one that is due first, then the one with the least left. */
static bool is_nearer(const struct clock *a, const struct clock *b)
{
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

/* Put the rows in the order of the list, and cut what is beyond the page. */
static void arrange(struct ask *ask, struct sortable *list, size_t n,
		    bool newest_first, struct ticket_page *out)
{
	bool more = n > LIMIT_PAGE_ROWS;
	size_t from = 0;

	qsort(list, n, sizeof(*list), by_key);
	if (more) {
		n = LIMIT_PAGE_ROWS;
		from = ask->falling ? 1 : 0; /* the farthest one goes */
	}
	out->rows = ARENA_ARRAY(ask->q.a, n ? n : 1, struct ticket_row);
	out->n = n;
	for (size_t i = 0; i < n; i++)
		out->rows[newest_first ? n - 1 - i : i] = list[from + i].row;
	out->before = is_back(ask) ? more : ask->key != NULL;
	out->after = is_back(ask) ? true : more;
}

static enum err_kind run(struct ask *ask, struct db *db, bool newest_first,
			 struct ticket_page *out, struct err *e)
{
	const size_t cap = LIMIT_PAGE_ROWS + 2;
	struct sortable *list = ARENA_ARRAY(ask->q.a, cap, struct sortable);
	struct sortable s;
	struct rows *r;
	size_t n = 0;

	if (sql_text_query(&ask->q, db, &r, e))
		return err_wrap(e, "list tickets");
	while (rows_next(r)) {
		read_row(r, &s);
		n = take_row(list, n, &s);
		assert(n < cap);
	}
	if (rows_end(&r, e))
		return err_wrap(e, "list tickets");
	arrange(ask, list, n, newest_first, out);
	return ERR_NONE;
}

/* ---- The lists
 * ------------------------------------------------------------------ */

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
	struct ask ask = { .v = v, .view = &views[kind], .now = now };

	sql_text_init(&ask.q, a);
	if (find_key(&ask, db, key, e))
		return e->kind;
	ask.falling = is_back(&ask);
	sql_text_add(&ask.q, "SELECT " ROW_COLUMNS " FROM ");
	add_ranges(&ask);
	sql_text_add(&ask.q, " p" ROW_JOINS " AND (c.metric = t.due_metric"
			     " OR t.due_metric IS NULL)");
	return run(&ask, db, false, out, e);
}

enum err_kind ticket_list_own(struct db *db, struct arena *a,
			      const struct viewer *v,
			      const struct ticket_key *key,
			      struct ticket_page *out, struct err *e)
{
	/* clang-format off */
	static const char *const keys[2] = {
		" AND (created_at > ? OR (created_at = ? AND id > ?))",
		" AND (created_at < ? OR (created_at = ? AND id < ?))",
	};
	static const char *const orders[2] = {
		" ORDER BY created_at, id LIMIT ?) p",
		" ORDER BY created_at DESC, id DESC LIMIT ?) p",
	};
	/* clang-format on */
	struct ask ask = { .v = v };

	sql_text_init(&ask.q, a);
	if (find_key(&ask, db, key, e))
		return e->kind;
	ask.falling = !is_back(&ask);
	sql_text_add(&ask.q,
		     "SELECT " ROW_COLUMNS " FROM (SELECT id, created_at AS at"
		     " FROM ticket FORCE INDEX (ticket_requester)"
		     " WHERE requester_id = ? AND status NOT IN (?, ?)");
	sql_text_bind(&ask.q, P_I64(v->person.n));
	sql_text_bind(&ask.q, P_I64(STATUS_SPAM));
	sql_text_bind(&ask.q, P_I64(STATUS_DELETED));
	if (ask.key) {
		sql_text_add(&ask.q, keys[ask.falling]);
		sql_text_bind(&ask.q, P_I64(ask.key->at));
		sql_text_bind(&ask.q, P_I64(ask.key->at));
		sql_text_bind(&ask.q, P_I64(ask.key_id));
	}
	sql_text_add(&ask.q, orders[ask.falling]);
	sql_text_bind(&ask.q, P_I64(LIMIT_PAGE_ROWS + 1));
	sql_text_add(&ask.q, ROW_JOINS " AND c.metric <= ?");
	sql_text_bind(&ask.q, P_I64(METRIC_NEXT_ANSWER));
	return run(&ask, db, true, out, e);
}

/* ---- Counts
 * ---------------------------------------------------------------------- */

/* "(SELECT COUNT(*) FROM (SELECT 1 FROM ... LIMIT 1000) a)" */
static void begin_count(struct ask *ask, const char *from)
{
	sql_text_add(&ask->q, "(SELECT COUNT(*) FROM (SELECT 1 FROM ");
	sql_text_add(&ask->q, from);
}

static void end_count(struct ask *ask)
{
	sql_text_add(&ask->q, " LIMIT ?) counted)");
	sql_text_bind(&ask->q, P_I64(LIMIT_COUNT + 1));
}

static void count_departments(struct ask *ask)
{
	begin_count(ask, ask->view->departments);
	sql_text_add_ids(&ask->q, ask->v->departments, ask->v->ndepartments);
	sql_text_add(&ask->q, ask->view->is_due ? DUE NOT_OWN : OPEN NOT_OWN);
	bind_due(ask);
	bind_not_own(ask);
	end_count(ask);
}

static void count_assigned(struct ask *ask, bool elsewhere)
{
	begin_count(ask, ask->view->assigned);
	bind_assignee(ask);
	bind_due(ask);
	bind_not_own(ask);
	if (elsewhere) {
		sql_text_add(&ask->q, " AND department_id NOT IN ");
		sql_text_add_ids(&ask->q, ask->v->departments,
				 ask->v->ndepartments);
	}
	end_count(ask);
}

static void count_view(struct ask *ask)
{
	if (!ask->view->all) {
		count_assigned(ask, false);
		return;
	}
	if (ask->v->everywhere) {
		begin_count(ask, ask->view->everywhere);
		end_everywhere(ask);
		end_count(ask);
		return;
	}
	count_departments(ask);
	sql_text_add(&ask->q, " + ");
	count_assigned(ask, true);
}

enum err_kind ticket_list_counts(struct db *db, struct arena *a,
				 const struct viewer *v, instant now,
				 int64_t counts[TICKET_LIST_N], struct err *e)
{
	struct ask ask = { .v = v, .now = now };
	struct rows *r;
	int64_t n;

	sql_text_init(&ask.q, a);
	for (size_t i = 0; i < TICKET_LIST_N; i++) {
		ask.view = &views[i];
		sql_text_add(&ask.q, i == 0 ? "SELECT " : ", ");
		count_view(&ask);
	}
	if (sql_text_query(&ask.q, db, &r, e))
		return err_wrap(e, "count tickets");
	if (rows_next(r))
		for (size_t i = 0; i < TICKET_LIST_N; i++) {
			n = rows_i64(r);
			counts[i] = n > LIMIT_COUNT ? LIMIT_COUNT + 1 : n;
		}
	return rows_end(&r, e);
}
