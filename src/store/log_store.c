#include "store/log_store.h"

#include "base/limits.h"
#include "base/str.h"
#include "store/sql_text.h"

/* clang-format off */
#define COLUMNS \
	"c.ticket_code, t.subject, c.requester_name, c.department_name," \
	" c.agent_name, c.level_name, c.metric, c.cycle, c.state, c.reason," \
	" c.level_version_id, c.calendar_version_id, c.started_at, c.due_at," \
	" c.breached_at, c.stopped_at, c.target, c.unit, c.consumed," \
	" c.since_at, c.paused_s, c.margin"

/* Broken and still there: bind now. */
#define BROKEN \
	"(c.state <= 1 AND c.breached_at IS NOT NULL" \
	" OR c.state = 0 AND c.due_at < ?)"

/* What the log can be sorted by. Each column has an index with the id. */
struct sort {
	const char *name; /* in URLs */
	const char *column, *index;
	bool is_text;
	bool has_null; /* which comes before all others */
};

static const struct sort sorts[LOG_SORT_N] = {
	[LOG_STARTED] = { "started", "c.started_at", "clock_started", false, false },
	[LOG_REQUESTER] = { "requester", "c.requester_name", "clock_requester", true, false },
	[LOG_TICKET] = { "ticket", "c.ticket_code", "clock_code", true, false },
	[LOG_DEPARTMENT] = { "department", "c.department_name", "clock_department_name", true, false },
	[LOG_AGENT] = { "agent", "c.agent_name", "clock_agent_name", true, false },
	[LOG_LEVEL] = { "level", "c.level_name", "clock_level_name", true, false },
	[LOG_DUE] = { "due", "c.due_at", "clock_due", false, true },
	[LOG_CLOSED] = { "closed", "c.stopped_at", "clock_stopped", false, true },
	[LOG_SLA] = { "sla", "c.metric", "clock_metric", false, false },
	[LOG_MARGIN] = { "margin", "c.margin", "clock_margin", false, true },
};
/* clang-format on */

const char *log_store_sort_name(enum log_sort s)
{
	return sorts[s].name;
}

bool log_store_sort_of(const char *name, enum log_sort *out)
{
	for (int i = 0; i < LOG_SORT_N; i++)
		if (str_eq(sorts[i].name, name)) {
			*out = (enum log_sort)i;
			return true;
		}
	return false;
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

/* ---- The query
 * -------------------------------------------------------------------- */

static void add_bound(struct sql_text *q, const char *fragment,
		      struct param value)
{
	sql_text_add(q, fragment);
	sql_text_bind(q, value);
}

/*
 * Which index to read. The one of the order gives rows one by one, however many
 * there are; but where a filter leaves few of them, finding those and sorting
 * them can be cheaper: that is for the server to weigh.
 */
static const char *index_of(const struct log_filter *f)
{
	if (f->sort == LOG_STARTED) {
		if (f->department.n != 0)
			return "clock_department";
		return f->agent.n != 0 ? "clock_agent" : "clock_started";
	}
	if (f->department.n != 0 || f->agent.n != 0 || f->overdue ||
	    f->from != INSTANT_NONE || f->outcome == LOG_RUNNING)
		return NULL;
	return sorts[f->sort].index;
}

static void add_from(struct sql_text *q, const struct log_filter *f)
{
	const char *index = index_of(f);

	sql_text_add(q, "SELECT " COLUMNS " FROM clock c");
	if (index) {
		sql_text_add(q, " FORCE INDEX (");
		sql_text_add(q, index);
		sql_text_add(q, ")");
	}
	sql_text_add(q, " STRAIGHT_JOIN ticket t ON t.id = c.ticket_id"
			" WHERE TRUE");
}

static void add_outcome(struct sql_text *q, const struct log_filter *f)
{
	switch (f->outcome) {
	case LOG_ANY:
		break;
	case LOG_MET:
		sql_text_add(q, " AND c.state = 2");
		break;
	case LOG_MISSED:
		add_bound(q, " AND (c.state = 3 OR " BROKEN ")", P_I64(f->now));
		break;
	case LOG_RUNNING:
		add_bound(q,
			  " AND c.state <= 1 AND c.breached_at IS NULL"
			  " AND (c.state = 1 OR c.due_at IS NULL"
			  " OR c.due_at >= ?)",
			  P_I64(f->now));
		break;
	case LOG_CANCELLED:
		sql_text_add(q, " AND c.state = 4");
		break;
	}
}

/* The instant that the report counts a clock at; what runs counts now. */
static void add_counted_at(struct sql_text *q, const struct log_filter *f)
{
	if (f->outcome == LOG_MET || f->outcome == LOG_CANCELLED) {
		sql_text_add(q, "c.stopped_at");
		return;
	}
	sql_text_add(q, "IF(c.state IN (2, 4), c.stopped_at,"
			" COALESCE(c.breached_at, IF(c.state = 3, c.stopped_at,"
			" IF(c.state = 0 AND c.due_at < ?, c.due_at, ?))))");
	sql_text_bind(q, P_I64(f->now));
	sql_text_bind(q, P_I64(f->now));
}

static void add_date(struct sql_text *q, const struct log_filter *f)
{
	switch (f->dates) {
	case LOG_BY_STARTED:
		sql_text_add(q, "c.started_at");
		break;
	case LOG_BY_DUE:
		sql_text_add(q, "c.due_at");
		break;
	case LOG_BY_COUNTED:
		add_counted_at(q, f);
		break;
	}
}

static void add_dates(struct sql_text *q, const struct log_filter *f)
{
	if (f->from != INSTANT_NONE) {
		sql_text_add(q, " AND ");
		add_date(q, f);
		add_bound(q, " >= ?", P_I64(f->from));
	}
	if (f->until != INSTANT_NONE) {
		sql_text_add(q, " AND ");
		add_date(q, f);
		add_bound(q, " < ?", P_I64(f->until));
	}
}

static void add_filters(struct sql_text *q, const struct log_filter *f)
{
	if (!f->viewer->everywhere) {
		sql_text_add(q, " AND c.department_id IN ");
		sql_text_add_ids(q, f->viewer->departments,
				 f->viewer->ndepartments);
	}
	if (f->department.n != 0)
		add_bound(q, " AND c.department_id = ?",
			  P_I64(f->department.n));
	if (f->agent.n != 0)
		add_bound(q, " AND c.agent_id = ?", P_I64(f->agent.n));
	if (f->metric >= 0)
		add_bound(q, " AND c.metric = ?", P_I64(f->metric));
	if (f->overdue)
		add_bound(q, " AND c.state = 0 AND c.due_at < ?",
			  P_I64(f->now));
	add_outcome(q, f);
	add_dates(q, f);
}

static void add_order(struct sql_text *q, const struct sort *s, bool falling)
{
	sql_text_add(q, " ORDER BY ");
	sql_text_add(q, s->column);
	sql_text_add(q, falling ? " DESC, c.id DESC" : ", c.id");
}

/* Page and CSV: the same text, but for the key and the limit. */
static void add_all(struct sql_text *q, const struct log_filter *f)
{
	add_from(q, f);
	add_filters(q, f);
}

/* ---- Pages
 * ------------------------------------------------------------------------ */

/* Where a page goes on: the row's place in the order. */
struct place {
	bool known;
	struct param value; /* of the column it is sorted by */
	int64_t id;
};

/* The row of a key as it is now; without it the list is read from its start. */
static enum err_kind find_place(struct db *db, struct arena *a,
				const struct sort *s, const struct log_key *key,
				struct place *out, struct err *e)
{
	struct sql_text q;
	struct rows *r;

	*out = (struct place){ 0 };
	if (!key || !key->code)
		return ERR_NONE;
	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT c.id, ");
	sql_text_add(&q, s->column);
	sql_text_add(&q, " FROM clock c FORCE INDEX (clock_code)"
			 " WHERE c.ticket_code = ?"
			 " AND c.metric = ? AND c.cycle = ?");
	sql_text_bind(&q, P_STR(key->code));
	sql_text_bind(&q, P_I64(key->metric));
	sql_text_bind(&q, P_I64(key->cycle));
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "find page of the log");
	out->known = rows_next(r);
	if (out->known) {
		out->id = rows_i64(r);
		out->value = s->is_text ? P_STR(rows_str(r)) : P_AT(rows_at(r));
	}
	return rows_end(&r, e);
}

/* Rows beyond one without a value, which come first when rising. */
static void add_beyond_null(struct sql_text *q, const struct sort *s,
			    const struct place *at, bool falling)
{
	sql_text_add(q, " AND (");
	sql_text_add(q, s->column);
	if (falling) {
		add_bound(q, " IS NULL AND c.id < ?)", P_I64(at->id));
		return;
	}
	sql_text_add(q, " IS NOT NULL OR (");
	sql_text_add(q, s->column);
	add_bound(q, " IS NULL AND c.id > ?))", P_I64(at->id));
}

static void add_beyond(struct sql_text *q, const struct sort *s,
		       const struct place *at, bool falling)
{
	if (!at->known)
		return;
	if (at->value.kind == PARAM_NULL) {
		add_beyond_null(q, s, at, falling);
		return;
	}
	sql_text_add(q, " AND (");
	sql_text_add(q, s->column);
	add_bound(q, falling ? " < ? OR (" : " > ? OR (", at->value);
	sql_text_add(q, s->column);
	add_bound(q, falling ? " = ? AND c.id < ?)" : " = ? AND c.id > ?)",
		  at->value);
	sql_text_bind(q, P_I64(at->id));
	if (falling && s->has_null) {
		sql_text_add(q, " OR ");
		sql_text_add(q, s->column);
		sql_text_add(q, " IS NULL");
	}
	sql_text_add(q, ")");
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
	const struct sort *s = &sorts[f->sort];
	struct sql_text q;
	struct place at;
	bool back, falling;

	if (find_place(db, a, s, key, &at, e))
		return e->kind;
	back = at.known && key->back;
	falling = f->down != back;
	sql_text_init(&q, a);
	add_all(&q, f);
	add_beyond(&q, s, &at, falling);
	/* Falling, beyond NULL is nothing but NULL: said so, the server need
	 * not sort. */
	if (falling && at.known && at.value.kind == PARAM_NULL)
		sql_text_add(&q, " ORDER BY c.id DESC");
	else
		add_order(&q, s, falling);
	add_bound(&q, " LIMIT ?", P_I64(LIMIT_PAGE_ROWS + 1));
	return read_page(&q, db, back, at.known, out, e);
}

/* ---- Streams
 * ----------------------------------------------------------------------- */

enum err_kind log_store_stream(struct db *db, struct arena *a,
			       const struct log_filter *f, struct rows **out,
			       struct err *e)
{
	struct sql_text q;

	sql_text_init(&q, a);
	add_all(&q, f);
	add_order(&q, &sorts[f->sort], f->down);
	if (sql_text_stream(&q, db, out, e))
		return err_wrap(e, "stream the log");
	return ERR_NONE;
}

bool log_store_next(struct rows *rows, struct log_row *row)
{
	if (!rows_next(rows))
		return false;
	read_row(rows, row);
	return true;
}
