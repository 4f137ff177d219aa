#include "store/log_store.h"

#include "base/limits.h"
#include "base/str.h"
#include "store/log_ledger.h"
#include "store/log_signs.h"
#include "store/log_range.h"

/* clang-format off */
#define COLUMNS \
	"c.ticket_code, t.subject, c.requester_name, c.department_name," \
	" c.agent_name, c.level_name, c.metric, c.cycle, c.state, c.reason," \
	" c.level_version_id, c.calendar_version_id, c.started_at, c.due_at," \
	" c.breached_at, c.stopped_at, c.target, c.unit, c.consumed," \
	" c.since_at, c.paused_s, c.margin, c.manual_at, c.calculated_at, " \
	LOG_LEDGER_WITHDRAWN

/* What the log can be sorted by. */
struct sort {
	const char *name; /* in URLs */
	const char *column;
	bool is_text;
	bool has_null; /* which comes before all others */
};

static const struct sort sorts[LOG_SORT_N] = {
	[LOG_STARTED] = { "started", "c.started_at", false, false },
	[LOG_REQUESTER] = { "requester", "c.requester_name", true, false },
	[LOG_TICKET] = { "ticket", "c.ticket_code", true, false },
	[LOG_DEPARTMENT] = { "department", "c.department_name", true, false },
	[LOG_AGENT] = { "agent", "c.agent_name", true, false },
	[LOG_LEVEL] = { "level", "c.level_name", true, false },
	[LOG_DUE] = { "due", "c.due_at", false, true },
	[LOG_CLOSED] = { "closed", "c.stopped_at", false, true },
	[LOG_SLA] = { "sla", "c.metric", false, false },
	[LOG_MARGIN] = { "margin", "c.margin", false, true },
	[LOG_COUNTED] = { "counted", NULL, false, false },
};
/* clang-format on */

const char *log_store_sort_name(enum log_sort s)
{
	return sorts[s].name;
}

bool log_store_missed(const struct clock *c, instant now)
{
	switch (c->state) {
	case CLOCK_MISSED:
		return true;
	case CLOCK_RUNNING:
		return c->breached != INSTANT_NONE ||
		       (c->due != INSTANT_NONE && c->due < now);
	case CLOCK_PAUSED:
		return c->breached != INSTANT_NONE;
	case CLOCK_MET:
	case CLOCK_CANCELLED:
		break;
	}
	return false;
}

/* ---- The order ----------------------------------------------------------- */

static void add_bound(struct sql_text *q, const char *fragment,
		      struct param value)
{
	sql_text_add(q, fragment);
	sql_text_bind(q, value);
}

/* The order that the dates of a filter have a key for. */
static enum log_sort order_of_dates(const struct log_filter *f)
{
	static const enum log_sort orders[] = {
		[LOG_BY_STARTED] = LOG_STARTED,
		[LOG_BY_DUE] = LOG_DUE,
		[LOG_BY_COUNTED] = LOG_COUNTED,
	};

	return orders[f->dates];
}

/* Without bounds it is all the same which instant they would be about. */
static struct log_filter with_dates(const struct log_filter *f)
{
	struct log_filter g = *f;

	if (log_range_bounded(f))
		return g;
	if (f->sort == LOG_COUNTED)
		g.dates = LOG_BY_COUNTED;
	else
		g.dates = f->sort == LOG_DUE ? LOG_BY_DUE : LOG_BY_STARTED;
	return g;
}

static struct log_cell whole(const struct log_piece *p)
{
	return (struct log_cell){ p, -1, -1, -1 };
}

/* "(SELECT c.id FROM ... LIMIT 10001) UNION ALL ...": the ids of all rows, as
 * far as they can be sorted. */
static void add_ids(struct sql_text *q, const struct log_filter *f,
		    int64_t most)
{
	struct log_piece pieces[LOG_PIECES];
	size_t n = log_range_pieces(f, pieces);

	for (size_t i = 0; i < n; i++) {
		const struct log_cell cell = whole(&pieces[i]);

		sql_text_add(q, i > 0 ? " UNION ALL (SELECT c.id FROM "
				      : "(SELECT c.id FROM ");
		log_range_add(q, f, &cell);
		add_bound(q, " LIMIT ?)", P_I64(most));
	}
	if (n == 0)
		sql_text_add(q, "(SELECT id FROM clock WHERE FALSE)");
}

static enum err_kind count(struct db *db, struct arena *a,
			   const struct log_filter *f, int64_t most,
			   int64_t *out, struct err *e)
{
	struct sql_text q;
	struct rows *r;

	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT COUNT(*) FROM (");
	add_ids(&q, f, most);
	sql_text_add(&q, ") u");
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "count the log");
	*out = rows_next(r) ? rows_i64(r) : 0;
	return rows_end(&r, e);
}

enum err_kind log_store_order(struct db *db, struct arena *a,
			      const struct log_filter *filter,
			      enum log_sort *out, struct err *e)
{
	struct log_filter f = with_dates(filter);
	int64_t most = f.sort_most ? f.sort_most : LIMIT_LOG_SORT, n;

	*out = f.sort;
	if (f.sort == order_of_dates(&f))
		return ERR_NONE;
	if (count(db, a, &f, most + 1, &n, e))
		return e->kind;
	if (n > most || f.sort == LOG_COUNTED)
		*out = order_of_dates(&f);
	return ERR_NONE;
}

/* ---- Pages --------------------------------------------------------------- */

/* Where a page goes on: the row's place in the order. */
struct place {
	bool known;
	struct param value; /* of what it is sorted by */
	int64_t id;
};

/* A page that is being asked for. */
struct ask {
	struct log_filter f;
	enum log_sort order;
	struct place at;
	bool back, falling;
	struct sql_text q;
};

/* The instant that the report counts a clock at; what runs counts now. */
static instant counted_at(struct rows *r, instant now)
{
	instant counted = rows_at(r), due = rows_at(r);
	bool runs = rows_i64(r) == CLOCK_RUNNING;

	if (counted != INSTANT_NONE)
		return counted;
	return runs && due != INSTANT_NONE && due < now ? due : now;
}

/* The row of a key as it is now; without it the list is read from its start. */
static enum err_kind find_place(struct ask *ask, struct db *db,
				const struct log_key *key, struct err *e)
{
	const struct sort *s = &sorts[ask->order];
	struct sql_text *q = &ask->q;
	struct rows *r;

	if (!key || !key->code)
		return ERR_NONE;
	sql_text_add(q, "SELECT c.id, ");
	sql_text_add(q,
		     s->column ? s->column : "c.counted_at, c.due_at, c.state");
	sql_text_add(q, " FROM ticket t STRAIGHT_JOIN clock c"
			" ON c.ticket_id = t.id WHERE t.code = ?"
			" AND c.metric = ? AND c.cycle = ?");
	sql_text_bind(q, P_STR(key->code));
	sql_text_bind(q, P_I64(key->metric));
	sql_text_bind(q, P_I64(key->cycle));
	if (sql_text_query(q, db, &r, e))
		return err_wrap(e, "find page of the log");
	ask->at.known = rows_next(r);
	if (ask->at.known) {
		ask->at.id = rows_i64(r);
		ask->at.value = s->is_text  ? P_STR(rows_str(r))
				: s->column ? P_AT(rows_at(r))
					    : P_AT(counted_at(r, ask->f.now));
	}
	ask->back = ask->at.known && key->back;
	return rows_end(&r, e);
}

/* Rows beyond one without a value, which come first when rising. */
static void add_beyond_null(struct ask *ask, const char *column)
{
	struct sql_text *q = &ask->q;

	sql_text_add(q, " AND (");
	sql_text_add(q, column);
	if (ask->falling) {
		add_bound(q, " IS NULL AND c.id < ?)", P_I64(ask->at.id));
		return;
	}
	sql_text_add(q, " IS NOT NULL OR (");
	sql_text_add(q, column);
	add_bound(q, " IS NULL AND c.id > ?))", P_I64(ask->at.id));
}

static void add_beyond(struct ask *ask, const char *column, bool has_null)
{
	struct sql_text *q = &ask->q;

	if (!ask->at.known)
		return;
	if (ask->at.value.kind == PARAM_NULL) {
		add_beyond_null(ask, column);
		return;
	}
	sql_text_add(q, " AND (");
	sql_text_add(q, column);
	add_bound(q, ask->falling ? " < ? OR (" : " > ? OR (", ask->at.value);
	sql_text_add(q, column);
	add_bound(q, ask->falling ? " = ? AND c.id < ?)" : " = ? AND c.id > ?)",
		  ask->at.value);
	sql_text_bind(q, P_I64(ask->at.id));
	if (ask->falling && has_null) {
		sql_text_add(q, " OR ");
		sql_text_add(q, column);
		sql_text_add(q, " IS NULL");
	}
	sql_text_add(q, ")");
}

/* The same for what counts now, all at one instant. */
static void add_beyond_now(struct ask *ask)
{
	instant at = ask->at.value.i, now = ask->f.now;

	if (!ask->at.known || (ask->falling ? now < at : now > at))
		return;
	if (now != at)
		sql_text_add(&ask->q, " AND FALSE");
	else
		add_bound(&ask->q,
			  ask->falling ? " AND c.id < ?" : " AND c.id > ?",
			  P_I64(ask->at.id));
}

/* "(SELECT c.id, c.due_at AS at FROM ... ORDER BY ... LIMIT 51)" */
static void add_cell(struct ask *ask, const struct log_cell *cell)
{
	static const char *const columns[] = {
		[LOG_BY_STARTED] = "c.started_at",
		[LOG_BY_DUE] = "c.due_at",
		[LOG_BY_COUNTED] = "c.counted_at",
	};
	const char *column = columns[cell->piece->by];
	bool now = cell->piece->counts_now;
	struct sql_text *q = &ask->q;

	sql_text_add(q, "(SELECT c.id, ");
	if (now)
		add_bound(q, "?", P_I64(ask->f.now));
	else
		sql_text_add(q, column);
	sql_text_add(q, " AS at FROM ");
	log_range_add(q, &ask->f, cell);
	if (now)
		add_beyond_now(ask);
	else
		add_beyond(ask, column, cell->piece->by == LOG_BY_DUE);
	sql_text_add(q, " ORDER BY ");
	if (!now) {
		sql_text_add(q, column);
		sql_text_add(q, ask->falling ? " DESC, " : ", ");
	}
	sql_text_add(q, ask->falling ? "c.id DESC LIMIT ?)" : "c.id LIMIT ?)");
	sql_text_bind(q, P_I64(LIMIT_PAGE_ROWS + 1));
}

/* One of many in a union; what is late and not noted is few, in one. */
static size_t add_cells_of(struct ask *ask, const struct log_piece *p,
			   int64_t department, size_t n)
{
	int first = ask->f.metric >= 0 ? ask->f.metric : 0;
	int last = ask->f.metric >= 0 ? ask->f.metric : METRIC_N - 1;
	struct log_cell cell = { .piece = p, .department = department };

	for (cell.metric = first; cell.metric <= last; cell.metric++)
		for (cell.standing = 0; cell.standing < STANDING_N;
		     cell.standing++) {
			if (!(p->standings & 1u << cell.standing))
				continue;
			if (n++ > 0)
				sql_text_add(&ask->q, " UNION ALL ");
			add_cell(ask, &cell);
		}
	return n;
}

/* The ids of the page, read from keys in order and merged. */
static void add_merged(struct ask *ask)
{
	struct log_piece pieces[LOG_PIECES];
	const struct log_filter *f = &ask->f;
	size_t npieces = log_range_pieces(f, pieces), n = 0;
	size_t departments = 1;

	if (log_range_by_department(f))
		departments = sql_text_padded(f->viewer->ndepartments);
	sql_text_add(&ask->q, "(SELECT id, at FROM (");
	for (size_t i = 0; i < npieces; i++)
		for (size_t d = 0; d < departments; d++)
			n = add_cells_of(
				ask, &pieces[i],
				log_range_by_department(f)
					? sql_text_id(f->viewer->departments,
						      f->viewer->ndepartments,
						      d)
					: -1,
				n);
	if (n == 0)
		sql_text_add(&ask->q,
			     "SELECT id, 0 AS at FROM clock WHERE FALSE");
	sql_text_add(&ask->q, ask->falling
				      ? ") u ORDER BY at DESC, id DESC LIMIT ?)"
				      : ") u ORDER BY at, id LIMIT ?)");
	sql_text_bind(&ask->q, P_I64(LIMIT_PAGE_ROWS + 1));
}

#define FROM_IDS                                                               \
	" p STRAIGHT_JOIN clock c ON c.id = p.id"                              \
	" STRAIGHT_JOIN ticket t ON t.id = c.ticket_id"

static void add_page_merged(struct ask *ask)
{
	sql_text_add(&ask->q, "SELECT " COLUMNS " FROM ");
	add_merged(ask);
	sql_text_add(&ask->q, FROM_IDS);
	sql_text_add(&ask->q, ask->falling ? " ORDER BY p.at DESC, c.id DESC"
					   : " ORDER BY p.at, c.id");
}

static void add_order(struct sql_text *q, const struct sort *s, bool falling)
{
	sql_text_add(q, " ORDER BY ");
	sql_text_add(q, s->column);
	sql_text_add(q, falling ? " DESC, c.id DESC" : ", c.id");
}

/* The page out of all rows, sorted by one column: not many. */
static void add_page_sorted(struct ask *ask)
{
	const struct sort *s = &sorts[ask->order];
	struct sql_text *q = &ask->q;

	sql_text_add(q, "SELECT " COLUMNS " FROM (SELECT c.id FROM (");
	add_ids(q, &ask->f, INT32_MAX);
	sql_text_add(q, ") u STRAIGHT_JOIN clock c ON c.id = u.id WHERE TRUE");
	add_beyond(ask, s->column, s->has_null);
	add_order(q, s, ask->falling);
	add_bound(q, " LIMIT ?)", P_I64(LIMIT_PAGE_ROWS + 1));
	sql_text_add(q, FROM_IDS);
	add_order(q, s, ask->falling);
}

static void read_row(struct rows *r, struct log_row *row)
{
	struct clock *c = &row->clock;

	*row = (struct log_row){ 0 };
	row->code = rows_str(r);
	row->subject = rows_str(r);
	row->requester_name = rows_str(r);
	row->department_name = rows_str(r);
	row->agent_name = rows_str(r);
	c->level_name = rows_str(r);
	c->metric = (enum metric)rows_i64(r);
	c->cycle = (int)rows_i64(r);
	c->state = (enum clock_state)rows_i64(r);
	c->reason = (enum clock_reason)rows_i64(r);
	c->level_version = rows_i64(r);
	c->calendar_version = rows_i64(r);
	c->started = rows_at(r);
	c->due = rows_at(r);
	c->breached = rows_at(r);
	c->stopped = rows_at(r);
	c->target = rows_i64(r);
	c->unit = (enum unit)rows_i64(r);
	c->consumed = rows_i64(r);
	c->since = rows_at(r);
	c->paused = rows_i64(r);
	c->margin = rows_i64(r);
	c->manual = rows_at(r);
	c->calculated = rows_at(r);
	log_ledger_read_withdrawn(r, row);
}

/* Backwards read rows are turned round. */
static void arrange(struct log_row *rows, size_t n, bool turned,
		    struct log_page *out)
{
	struct log_row swap;

	for (size_t i = 0; turned && i < n / 2; i++) {
		swap = rows[i];
		rows[i] = rows[n - 1 - i];
		rows[n - 1 - i] = swap;
	}
	out->rows = rows;
	out->n = n;
}

static enum err_kind read_page(struct sql_text *q, struct db *db, bool back,
			       bool from_key, struct log_page *out,
			       struct err *e)
{
	struct log_row *rows = ARENA_ARRAY(q->a, LIMIT_PAGE_ROWS,
					   struct log_row);
	bool more = false;
	struct rows *r;
	size_t n = 0;

	if (sql_text_query(q, db, &r, e))
		return err_wrap(e, "read the log");
	while (!more && rows_next(r)) {
		more = n == LIMIT_PAGE_ROWS;
		if (!more)
			read_row(r, &rows[n++]);
	}
	if (rows_end(&r, e))
		return err_wrap(e, "read the log");
	arrange(rows, n, back, out);
	out->before = back ? more : from_key;
	out->after = back ? true : more;
	return ERR_NONE;
}

enum err_kind log_store_page(struct db *db, struct arena *a,
			     const struct log_filter *f,
			     const struct log_key *key, struct log_page *out,
			     struct err *e)
{
	struct ask ask = { .f = with_dates(f) };

	if (log_store_order(db, a, f, &ask.order, e))
		return e->kind;
	sql_text_init(&ask.q, a);
	if (find_place(&ask, db, key, e))
		return e->kind;
	ask.falling = f->down != ask.back;
	sql_text_init(&ask.q, a);
	if (ask.order == order_of_dates(&ask.f))
		add_page_merged(&ask);
	else
		add_page_sorted(&ask);
	out->order = ask.order;
	return read_page(&ask.q, db, ask.back, ask.at.known, out, e);
}

/* ---- Streams ------------------------------------------------------------- */

/* The counted instant of any clock, as SQL. */
static void add_counted_at(struct sql_text *q, const struct log_filter *f)
{
	sql_text_add(q, "IFNULL(c.counted_at,"
			" IF(c.state = 0 AND c.due_at < ?, c.due_at, ?))");
	sql_text_bind(q, P_I64(f->now));
	sql_text_bind(q, P_I64(f->now));
}

static void add_all_rows(struct sql_text *q, const struct log_filter *f,
			 enum log_sort order, bool signs)
{
	struct log_piece pieces[LOG_PIECES];
	size_t n = log_range_pieces(f, pieces);

	sql_text_add(q, "SELECT " COLUMNS);
	sql_text_add(q, log_ledger_columns);
	if (signs)
		sql_text_add(q, log_signs_columns);
	sql_text_add(q, " FROM clock c");
	if (order == LOG_STARTED && f->agent.n == 0 && f->department.n == 0)
		sql_text_add(q, " FORCE INDEX (clock_started)");
	sql_text_add(q, " STRAIGHT_JOIN ticket t ON t.id = c.ticket_id");
	sql_text_add(q, log_ledger_joins);
	sql_text_add(q, " WHERE FALSE");
	for (size_t i = 0; i < n; i++) {
		sql_text_add(q, " OR (");
		log_range_add_piece(q, f, &pieces[i]);
		sql_text_add(q, ")");
	}
}

enum err_kind log_store_stream(struct db *db, struct arena *a,
			       const struct log_filter *filter, bool signs,
			       struct rows **out, struct err *e)
{
	struct log_filter f = with_dates(filter);
	enum log_sort order;
	struct sql_text q;

	if (log_store_order(db, a, filter, &order, e))
		return e->kind;
	sql_text_init(&q, a);
	add_all_rows(&q, &f, order, signs);
	if (order == LOG_COUNTED) {
		sql_text_add(&q, " ORDER BY ");
		add_counted_at(&q, &f);
		sql_text_add(&q, f.down ? " DESC, c.id DESC" : ", c.id");
	} else {
		add_order(&q, &sorts[order], f.down);
	}
	if (sql_text_stream(&q, db, out, e))
		return err_wrap(e, "stream the log");
	return ERR_NONE;
}

bool log_store_next(struct rows *rows, bool signs, struct log_row *row)
{
	if (!rows_next(rows))
		return false;
	read_row(rows, row);
	log_ledger_read(rows, row);
	if (signs)
		log_signs_read(rows, &row->signs);
	return true;
}
