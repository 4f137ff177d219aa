#include "store/report_store.h"

#include "base/zone.h"
#include "store/sql_text.h"

/*
 * The database groups by quarters of an hour of UTC, and the zone folds those
 * into days: offsets are whole quarters, so each lies in one day. What is read
 * grows with the days shown, not with the tickets there are.
 */
#define QUARTER 900
#define DAYS_MAX 40000 /* a hundred years */

/* What is being counted. */
struct count {
	const struct report_filter *f;
	instant from, until;     /* the days' bounds */
	struct report_day *days; /* until_day - from_day + 1 */
	int64_t ndays;
	struct report *out;
};

/* ---- Adding up ----------------------------------------------------------- */

static void add_sum(struct report_sum *to, const struct report_sum *more)
{
	to->n += more->n;
	if (more->timed == 0)
		return;
	if (to->timed == 0 || more->max > to->max)
		to->max = more->max;
	if (to->timed == 0 || more->min < to->min)
		to->min = more->min;
	to->timed += more->timed;
	to->total += more->total;
}

/* The day a quarter of an hour lies in. */
static struct report_day *day_of(const struct count *c, int64_t quarter)
{
	instant at = quarter * QUARTER;
	int64_t local = at + zone_offset(c->f->zone, at);
	int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
	int64_t i = day - c->f->from_day;

	/* Only an offset of odd minutes, of long ago, gets it out of bounds. */
	if (i < 0)
		i = 0;
	return &c->days[i < c->ndays ? i : c->ndays - 1];
}

static void add_outcome(const struct count *c, enum clock_state outcome,
			int64_t quarter, const struct report_sum *sum)
{
	struct report_day *day = day_of(c, quarter);

	if (outcome == CLOCK_MET)
		add_sum(&day->met, sum);
	else if (outcome == CLOCK_MISSED)
		add_sum(&day->missed, sum);
	else
		c->out->cancelled += sum->n;
}

/* Newest first, without the days on which nothing was. */
static void collect(const struct count *c)
{
	struct report *out = c->out;
	const struct report_day *day;

	for (int64_t i = c->ndays - 1; i >= 0; i--) {
		day = &c->days[i];
		if (day->met.n + day->missed.n == 0)
			continue;
		add_sum(&out->all.met, &day->met);
		add_sum(&out->all.missed, &day->missed);
		out->days[out->n] = *day;
		out->days[out->n++].day = c->f->from_day + i;
	}
}

/* ---- Reading ------------------------------------------------------------- */

static void add_bound(struct sql_text *q, const char *fragment,
		      struct param value)
{
	sql_text_add(q, fragment);
	sql_text_bind(q, value);
}

/* Columns of that name are in both tables. */
static void add_filters(struct sql_text *q, const struct report_filter *f)
{
	if (!f->viewer->everywhere) {
		sql_text_add(q, " AND department_id IN ");
		sql_text_add_ids(q, f->viewer->departments,
				 f->viewer->ndepartments);
	}
	if (f->department.n != 0)
		add_bound(q, " AND department_id = ?", P_I64(f->department.n));
	if (f->agent.n != 0)
		add_bound(q, " AND agent_id = ?", P_I64(f->agent.n));
	if (f->metric >= 0)
		add_bound(q, " AND metric = ?", P_I64(f->metric));
}

/* What has ended, by the verdict that stands: the last of each promise. */
static enum err_kind count_ended(const struct count *c, struct db *db,
				 struct arena *a, struct err *e)
{
	const struct report_filter *f = c->f;
	enum clock_state outcome;
	struct report_sum sum;
	struct sql_text q;
	struct rows *r;
	int64_t quarter;

	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT counted_at DIV 900, outcome, COUNT(*),"
			 " SUM(consumed), MAX(consumed), MIN(consumed)"
			 " FROM verdict FORCE INDEX (");
	sql_text_add(&q, f->department.n != 0 ? "verdict_department"
			 : f->agent.n != 0    ? "verdict_agent"
					      : "verdict_counted");
	add_bound(&q, ") WHERE kind <> 1 AND counted_at >= ?", P_I64(c->from));
	add_bound(&q, " AND counted_at < ?", P_I64(c->until));
	add_filters(&q, f);
	sql_text_add(&q, " AND id NOT IN (SELECT supersedes FROM verdict"
			 " FORCE INDEX (verdict_supersedes)"
			 " WHERE supersedes IS NOT NULL) GROUP BY 1, 2");
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "count verdicts");
	while (rows_next(r)) {
		quarter = rows_i64(r);
		outcome = (enum clock_state)rows_i64(r);
		sum.n = sum.timed = rows_i64(r);
		sum.total = rows_i64(r);
		sum.max = rows_i64(r);
		sum.min = rows_i64(r);
		add_outcome(c, outcome, quarter, &sum);
	}
	return rows_end(&r, e);
}

/* What was counted once, and is not any more. */
static enum err_kind count_withdrawn(const struct count *c, struct db *db,
				     struct arena *a, struct err *e)
{
	struct sql_text q;
	struct rows *r;

	sql_text_init(&q, a);
	add_bound(&q,
		  "SELECT COUNT(*) FROM verdict"
		  " FORCE INDEX (verdict_supersedes)"
		  " WHERE supersedes IS NOT NULL AND kind = 1"
		  " AND counted_at >= ?",
		  P_I64(c->from));
	add_bound(&q, " AND counted_at < ?", P_I64(c->until));
	add_filters(&q, c->f);
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "count withdrawn verdicts");
	if (rows_next(r))
		c->out->withdrawn = rows_i64(r);
	return rows_end(&r, e);
}

/* What is broken and still there: past due and running, or marked so. */
static enum err_kind count_broken(const struct count *c, struct db *db,
				  struct arena *a, struct err *e)
{
	instant due_until = c->until < c->f->now ? c->until : c->f->now;
	struct report_sum sum = { 0 };
	struct sql_text q;
	struct rows *r;
	int64_t quarter;

	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT COALESCE(breached_at, due_at) DIV 900,"
			 " COUNT(*) FROM clock FORCE INDEX (clock_running)"
			 " WHERE (state IN (0, 1)");
	add_bound(&q, " AND breached_at >= ?", P_I64(c->from));
	add_bound(&q, " AND breached_at < ?", P_I64(c->until));
	add_bound(&q, " OR state = 0 AND breached_at IS NULL AND due_at >= ?",
		  P_I64(c->from));
	add_bound(&q, " AND due_at < ?)", P_I64(due_until));
	add_filters(&q, c->f);
	sql_text_add(&q, " GROUP BY 1");
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "count broken promises");
	while (rows_next(r)) {
		quarter = rows_i64(r);
		sum.n = rows_i64(r);
		add_outcome(c, CLOCK_MISSED, quarter, &sum);
	}
	return rows_end(&r, e);
}

/* What runs or is paused, and not broken: it counts now. */
static enum err_kind count_running(const struct count *c, struct db *db,
				   struct arena *a, struct err *e)
{
	struct sql_text q;
	struct rows *r;

	if (c->f->now < c->from || c->f->now >= c->until)
		return ERR_NONE;
	sql_text_init(&q, a);
	add_bound(&q,
		  "SELECT COUNT(*) FROM clock FORCE INDEX (clock_running)"
		  " WHERE breached_at IS NULL AND (state = 1 OR state = 0"
		  " AND (due_at IS NULL OR due_at >= ?))",
		  P_I64(c->f->now));
	add_filters(&q, c->f);
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "count running promises");
	if (rows_next(r))
		c->out->running = rows_i64(r);
	return rows_end(&r, e);
}

static enum err_kind count_all(const struct count *c, struct db *db,
			       struct arena *a, struct err *e)
{
	bool own = !db_in_transaction(db);

	if (own && db_begin(db, e))
		return e->kind;
	(void)(count_ended(c, db, a, e) || count_withdrawn(c, db, a, e) ||
	       count_broken(c, db, a, e) || count_running(c, db, a, e));
	/* Nothing was written: the end of a reading is as good as a commit. */
	if (own)
		db_rollback(db);
	return e->kind;
}

enum err_kind report_store_compliance(struct db *db, struct arena *a,
				      const struct report_filter *f,
				      struct report *out, struct err *e)
{
	struct count c = { .f = f, .out = out };

	*out = (struct report){ 0 };
	c.ndays = f->until_day - f->from_day + 1;
	if (c.ndays < 1 || c.ndays > DAYS_MAX)
		return err_set(e, ERR_INVALID,
			       "choose between 1 and %d days, in their order",
			       DAYS_MAX);
	c.days = ARENA_ARRAY(a, (size_t)c.ndays, struct report_day);
	out->days = ARENA_ARRAY(a, (size_t)c.ndays, struct report_day);
	c.from = zone_instant_of(f->zone, f->from_day, 0);
	c.until = zone_instant_of(f->zone, f->until_day + 1, 0);
	if (count_all(&c, db, a, e))
		return err_wrap(e, "compliance report");
	collect(&c);
	return ERR_NONE;
}

/* ---- What follows from it ------------------------------------------------ */

seconds report_store_mean(const struct report_sum *s)
{
	return s->timed == 0 ? 0 : s->total / s->timed;
}

int report_store_permille(const struct report_day *d)
{
	int64_t judged = d->met.n + d->missed.n;

	return judged == 0 ? -1 : (int)(d->met.n * 1000 / judged);
}
