#include "store/log_range.h"

#define BIT(standing) (1u << (standing))
#define ALL (BIT(STANDING_N) - 1)
#define LIVE (BIT(STANDING_RUNNING) | BIT(STANDING_PAUSED))

/* With more of them it is most of the desk, read as a whole. */
#define DEPARTMENTS_FEW 8

/* ---- Pieces
 * ------------------------------------------------------------------- */

bool log_range_bounded(const struct log_filter *f)
{
	return f->from != INSTANT_NONE || f->until != INSTANT_NONE;
}

/* Which standings can pass, were nothing past due that is not noted. */
static unsigned standings_of(enum log_outcome outcome)
{
	static const unsigned sets[] = {
		[LOG_ANY] = ALL,
		[LOG_MET] = BIT(STANDING_MET),
		[LOG_MISSED] = BIT(STANDING_MISSED) | BIT(STANDING_BROKEN) |
			       BIT(STANDING_BROKEN_PAUSED),
		[LOG_RUNNING] = LIVE,
		[LOG_CANCELLED] = BIT(STANDING_CANCELLED),
	};

	return sets[outcome];
}

static bool is_now_within(const struct log_filter *f)
{
	return (f->from == INSTANT_NONE || f->now >= f->from) &&
	       (f->until == INSTANT_NONE || f->now < f->until);
}

/* What runs and is past due now. */
static struct log_piece late(const struct log_filter *f, unsigned standings)
{
	/* Not noted, it counts where it was due. */
	bool noted = standings != BIT(STANDING_RUNNING);

	return (struct log_piece){
		.standings = standings,
		.which = LOG_LATE,
		.by = f->dates == LOG_BY_COUNTED && !noted ? LOG_BY_DUE
							   : f->dates,
		.bounded = log_range_bounded(f),
	};
}

static size_t pieces_of_overdue(const struct log_filter *f,
				struct log_piece out[LOG_PIECES])
{
	if (f->outcome != LOG_ANY && f->outcome != LOG_MISSED)
		return 0;
	out[0] = late(f, BIT(STANDING_RUNNING));
	out[1] = late(f, BIT(STANDING_BROKEN));
	return 2;
}

size_t log_range_pieces(const struct log_filter *f,
			struct log_piece out[LOG_PIECES])
{
	unsigned standings = standings_of(f->outcome);
	bool counted = f->dates == LOG_BY_COUNTED;
	bool runs = (standings & LIVE) != 0;
	/* Running ones are taken apart where late ones count elsewhere. */
	bool apart = runs && (counted || f->outcome == LOG_RUNNING);
	size_t n = 0;

	if (f->overdue)
		return pieces_of_overdue(f, out);
	if (apart)
		standings &= ~LIVE;
	if (standings != 0)
		out[n++] = (struct log_piece){
			.standings = standings,
			.by = f->dates,
			.bounded = log_range_bounded(f),
		};
	if (apart && (!counted || is_now_within(f)))
		out[n++] = (struct log_piece){
			.standings = LIVE,
			.which = LOG_IN_TIME,
			.by = f->dates,
			.bounded = !counted && log_range_bounded(f),
			.counts_now = counted,
		};
	if (f->outcome == LOG_MISSED || (f->outcome == LOG_ANY && counted))
		out[n++] = late(f, BIT(STANDING_RUNNING));
	return n;
}

/* ---- Their text
 * ---------------------------------------------------------------- */

static void add_bound(struct sql_text *q, const char *fragment, int64_t value)
{
	sql_text_add(q, fragment);
	sql_text_bind(q, P_I64(value));
}

bool log_range_by_department(const struct log_filter *f)
{
	return f->agent.n == 0 && f->department.n == 0 &&
	       !f->viewer->everywhere &&
	       f->viewer->ndepartments <= DEPARTMENTS_FEW;
}

/* Whose key: of an agent, of a department, of everybody. */
static int place_of(const struct log_filter *f)
{
	if (f->agent.n != 0)
		return 2;
	return f->department.n != 0 || log_range_by_department(f);
}

/* What is late and not noted is found by when it was due. */
static bool is_unnoted(const struct log_piece *p)
{
	return p->which == LOG_LATE && p->standings == BIT(STANDING_RUNNING);
}

static const char *key_of(const struct log_filter *f, const struct log_piece *p)
{
	/* clang-format off */
	static const char *const keys[3][3] = {
		{ [LOG_BY_STARTED] = " FORCE INDEX (log_started)",
		  [LOG_BY_DUE] = " FORCE INDEX (log_due)",
		  [LOG_BY_COUNTED] = " FORCE INDEX (log_counted)" },
		{ [LOG_BY_STARTED] = " FORCE INDEX (log_department_started)",
		  [LOG_BY_DUE] = " FORCE INDEX (log_department_due)",
		  [LOG_BY_COUNTED] = " FORCE INDEX (log_department_counted)" },
		{ [LOG_BY_STARTED] = " FORCE INDEX (log_agent_started)",
		  [LOG_BY_DUE] = " FORCE INDEX (log_agent_due)",
		  [LOG_BY_COUNTED] = " FORCE INDEX (log_agent_counted)" },
	};
	/* clang-format on */

	return is_unnoted(p) ? " FORCE INDEX (clock_running)"
			     : keys[place_of(f)][p->by];
}

static void add_place(struct sql_text *q, const struct log_filter *f,
		      int64_t department)
{
	const struct viewer *v = f->viewer;

	sql_text_add(q, "TRUE");
	if (f->agent.n != 0)
		add_bound(q, " AND c.agent_id = ?", f->agent.n);
	if (f->department.n != 0)
		add_bound(q, " AND c.department_id = ?", f->department.n);
	if (v->everywhere)
		return;
	if (department >= 0) {
		add_bound(q, " AND c.department_id = ?", department);
		return;
	}
	sql_text_add(q, " AND c.department_id IN ");
	sql_text_add_ids(q, v->departments, v->ndepartments);
}

static void add_metric(struct sql_text *q, const struct log_filter *f,
		       int metric)
{
	static const int64_t all[METRIC_N] = {
		METRIC_FIRST_ANSWER,  METRIC_NEXT_ANSWER, METRIC_FIRST_ASSIGN,
		METRIC_FIRST_RESOLVE, METRIC_CHAT_ANSWER, METRIC_CALL_ANSWER,
		METRIC_KEEP_INFORMED
	};

	if (metric >= 0 || f->metric >= 0) {
		add_bound(q, " AND c.metric = ?",
			  metric >= 0 ? metric : f->metric);
		return;
	}
	sql_text_add(q, " AND c.metric IN ");
	sql_text_add_ids(q, all, COUNT_OF(all));
}

static void add_standings(struct sql_text *q, const struct log_piece *p,
			  int standing)
{
	int64_t list[STANDING_N + 1]; /* a power of two */
	size_t n = 0;

	if (is_unnoted(p)) {
		sql_text_add(q, " AND c.state = 0 AND c.breached_at IS NULL");
		return;
	}
	if (standing >= 0) {
		add_bound(q, " AND c.standing = ?", standing);
		return;
	}
	for (int i = 0; i < STANDING_N; i++)
		if (p->standings & BIT(i))
			list[n++] = i;
	/* Filled up to a power of two: with one that is there. */
	while (n != sql_text_padded(n)) {
		list[n] = list[0];
		n++;
	}
	sql_text_add(q, " AND c.standing IN ");
	sql_text_add_ids(q, list, n);
}

static void add_which(struct sql_text *q, const struct log_filter *f,
		      const struct log_piece *p)
{
	if (p->counts_now)
		sql_text_add(q, " AND c.counted_at IS NULL");
	if (p->which == LOG_IN_TIME)
		add_bound(q,
			  " AND (c.state = 1 OR c.due_at IS NULL"
			  " OR c.due_at >= ?)",
			  f->now);
	else if (p->which == LOG_LATE)
		add_bound(q, " AND c.state = 0 AND c.due_at < ?", f->now);
}

static void add_bounds(struct sql_text *q, const struct log_filter *f,
		       const struct log_piece *p)
{
	static const struct {
		const char *from, *until;
	} bounds[] = {
		[LOG_BY_STARTED] = { " AND c.started_at >= ?",
				     " AND c.started_at < ?" },
		[LOG_BY_DUE] = { " AND c.due_at >= ?", " AND c.due_at < ?" },
		[LOG_BY_COUNTED] = { " AND c.counted_at >= ?",
				     " AND c.counted_at < ?" },
	};

	if (p->bounded && f->from != INSTANT_NONE)
		add_bound(q, bounds[p->by].from, f->from);
	if (p->bounded && f->until != INSTANT_NONE)
		add_bound(q, bounds[p->by].until, f->until);
}

static void add_where(struct sql_text *q, const struct log_filter *f,
		      const struct log_cell *cell)
{
	add_place(q, f, cell->department);
	add_metric(q, f, cell->metric);
	add_standings(q, cell->piece, cell->standing);
	add_which(q, f, cell->piece);
	add_bounds(q, f, cell->piece);
}

void log_range_add(struct sql_text *q, const struct log_filter *f,
		   const struct log_cell *cell)
{
	sql_text_add(q, "clock c");
	sql_text_add(q, key_of(f, cell->piece));
	sql_text_add(q, " WHERE ");
	add_where(q, f, cell);
}

void log_range_add_piece(struct sql_text *q, const struct log_filter *f,
			 const struct log_piece *piece)
{
	const struct log_cell all = { piece, -1, -1, -1 };

	add_where(q, f, &all);
}
