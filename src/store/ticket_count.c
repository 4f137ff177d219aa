#include "store/ticket_count.h"

#include "base/clock.h"
#include "base/limits.h"
#include "store/ticket_range.h"

/* ---- What is known to be more -------------------------------------------- */

#define KNOWN 2048

/* Somebody's view that has more than we count; ${until} 0: none. */
static struct known {
	uint64_t who;
	int kind;
	int64_t until; /* monotonic ns */
} known[KNOWN];

void ticket_count_forget(void)
{
	memset(known, 0, sizeof(known));
}

static uint64_t mix(uint64_t h, uint64_t value)
{
	h = (h ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

/* All that their views depend on, as one number. */
static uint64_t scope_of(const struct viewer *v)
{
	uint64_t h = mix(v->everywhere, (uint64_t)v->person.n);

	h = mix(h, v->roles);
	for (size_t i = 0; i < v->ndepartments; i++)
		h = mix(h, (uint64_t)v->departments[i]);
	return h;
}

static struct known *place_of(uint64_t who, int kind)
{
	return &known[mix(who, (uint64_t)kind) % KNOWN];
}

static bool is_more(uint64_t who, int kind, int64_t now)
{
	const struct known *k = place_of(who, kind);

	return k->until > now && k->who == who && k->kind == kind;
}

static void remember(uint64_t who, int kind, int64_t now)
{
	*place_of(who, kind) = (struct known){
		who, kind, now + LIMIT_COUNT_SECONDS * INT64_C(1000000000)
	};
}

/* ---- Counting ------------------------------------------------------------ */

/* "(SELECT COUNT(*) AS n FROM (SELECT 1 FROM ... LIMIT 1500) l)" */
static void add_count(struct sql_text *q, const struct ticket_scan *s,
		      enum ticket_place place)
{
	sql_text_add(q, "(SELECT COUNT(*) AS n FROM (SELECT 1 FROM ");
	ticket_range_add(q, s, place, 0, -1);
	sql_text_add(q, " LIMIT ?) l)");
	sql_text_bind(q, P_I64(LIMIT_COUNT_SURE));
}

/* What is elsewhere is only looked for where their departments have few: it
 * passes over as many as these have. */
static void add_departments(struct sql_text *q, const struct ticket_scan *s)
{
	sql_text_add(q, "(SELECT IF(x.n >= ?, x.n, x.n + ");
	sql_text_bind(q, P_I64(LIMIT_COUNT_SURE));
	add_count(q, s, TICKET_ELSEWHERE);
	sql_text_add(q, ") FROM ");
	add_count(q, s, TICKET_DEPARTMENTS);
	sql_text_add(q, " x)");
}

static void add_view(struct sql_text *q, const struct ticket_scan *s)
{
	const struct viewer *v = s->v;

	if (s->view->mine)
		add_count(q, s, TICKET_ASSIGNED);
	else if (v->everywhere)
		add_count(q, s, TICKET_EVERYWHERE);
	else if (access_assigned(v) && s->view->by != TICKET_BY_NOBODY)
		add_departments(q, s);
	else
		add_count(q, s, TICKET_DEPARTMENTS);
}

struct counting {
	int kinds[TICKET_LIST_N]; /* those that are counted */
	size_t n;
	uint64_t who;
	int64_t ns;
};

static enum err_kind count(struct counting *c, struct sql_text *q,
			   struct db *db, int64_t counts[TICKET_LIST_N],
			   struct err *e)
{
	struct rows *r;

	if (sql_text_query(q, db, &r, e))
		return err_wrap(e, "count tickets");
	if (rows_next(r))
		for (size_t i = 0; i < c->n; i++) {
			int64_t n = rows_i64(r);
			int kind = c->kinds[i];

			counts[kind] = n > LIMIT_COUNT ? LIMIT_COUNT + 1 : n;
			if (n >= LIMIT_COUNT_SURE)
				remember(c->who, kind, c->ns);
		}
	return rows_end(&r, e);
}

enum err_kind ticket_count_all(struct db *db, struct arena *a,
			       const struct viewer *v, instant now,
			       int64_t counts[TICKET_LIST_N], struct err *e)
{
	struct counting c = { .who = scope_of(v), .ns = clock_monotonic_ns() };
	struct sql_text q;

	sql_text_init(&q, a);
	for (int i = 0; i < TICKET_LIST_N; i++) {
		const struct ticket_scan s = ticket_range_scan(
			v, (enum ticket_view_kind)i, now);

		counts[i] = LIMIT_COUNT + 1;
		if (is_more(c.who, i, c.ns))
			continue;
		sql_text_add(&q, c.n == 0 ? "SELECT " : ", ");
		add_view(&q, &s);
		c.kinds[c.n++] = i;
	}
	if (c.n == 0) {
		sbuf_release(&q.text);
		return ERR_NONE;
	}
	return count(&c, &q, db, counts, e);
}
