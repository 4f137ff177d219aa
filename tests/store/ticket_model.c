#include "store/ticket_model.h"

#include "base/clock.h"
#include "base/sbuf.h"

struct err model_err;
static uint64_t seed;

static uint32_t draw(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

/* ---- A desk -------------------------------------------------------------- */

static struct model *model;

static void put_people(void)
{
	struct sbuf sql = SBUF_INIT(64 * 1024);

	for (int i = 1; i <= PEOPLE; i++)
		sbuf_printf(&sql,
			    "INSERT INTO person (id, oid, name, roles,"
			    " created_at) VALUES (%d, 'person%010d', 'P%d', 4,"
			    " 0);\n",
			    i, i, i);
	for (int i = 1; i <= COMPANIES; i++)
		sbuf_printf(&sql,
			    "INSERT INTO company (id, oid, name, created_at)"
			    " VALUES (%d, 'company%09d', 'C%d', 0);\n",
			    i, i, i);
	for (int i = 1; i <= DEPARTMENTS; i++)
		sbuf_printf(&sql,
			    "INSERT INTO department (id, oid, name, created_at)"
			    " VALUES (%d, 'department%06d', 'D%d', 0);\n",
			    i, i, i);
	db_fixture_run(sbuf_text(&sql));
	sbuf_release(&sql);
}

static void draw_ticket(struct model *m, int64_t id)
{
	*m = (struct model){ .id = id,
			     .department = 1 + draw(DEPARTMENTS),
			     .assignee = draw(3) ? 0 : 1 + draw(PEOPLE),
			     .requester = 1 + draw(PEOPLE),
			     .company = draw(COMPANIES + 1),
			     .created = NOW - 1000 + draw(300),
			     .status = (int)draw(8),
			     .tags = draw(3) ? 0 : draw(1u << TAGS),
			     .has_files = draw(5) == 0,
			     .metric = -1 };
	/* Few instants: many ties. Some are due on other days. */
	m->order_at = NOW - 100 + draw(200) + 8 * 3600 * ((int64_t)draw(7) - 3);
	m->due_at = INSTANT_NONE;
	if (m->status <= STATUS_POSTPONED && draw(2))
		m->due_at = m->order_at;
	snprintf(m->code, sizeof(m->code), "ABC-%05d-%03d", (int)(id / 1000),
		 (int)(id % 1000));
}

static void put_tickets(void)
{
	enum {
		VALUES = 14
	};
	struct param *p = ARENA_ARRAY(fixture.arena, TICKETS * VALUES,
				      struct param);
	struct param *v = p;

	for (size_t i = 0; i < TICKETS; i++) {
		struct model *m = &model[i];
		const struct param values[VALUES] = {
			P_I64(m->id),
			P_STR(arena_printf(fixture.arena, "ticket%010d",
					   (int)m->id)),
			P_STR(m->code),
			P_STR(arena_printf(fixture.arena, "About %d",
					   (int)m->id)),
			P_I64(m->status),
			P_I64(m->department),
			P_ID(m->assignee),
			P_I64(m->requester),
			P_ID(m->company),
			P_I64(m->created),
			P_I64(m->order_at),
			P_AT(m->due_at),
			m->due_at == INSTANT_NONE ? P_NULL : P_I64(m->metric),
			P_I64(m->created + 7),
		};

		memcpy(v, values, sizeof(values));
		v += VALUES;
	}
	OK(db_exec_rows(
		fixture.db,
		"INSERT INTO ticket (id, oid, code, subject, status,"
		" department_id, assignee_id, requester_id,"
		" company_id, created_at, order_at, due_at, due_metric,"
		" last_message_at, last_event_at, source, priority)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0,"
		" 3)",
		p, VALUES, TICKETS, &model_err));
}

static void put_file(struct sbuf *sql, int ticket)
{
	sbuf_printf(sql,
		    "INSERT INTO message (id, oid, ticket_id, seq, at,"
		    " author_kind, visibility, body)"
		    " VALUES (%d, 'm%015d', %d, 1, 0, 0, 0, '');\n"
		    "INSERT INTO attachment (oid, ticket_id, message_id,"
		    " position, name, type, size, hash, created_at)"
		    " VALUES ('a%015d', %d, %d, 0, 'x', 0, 1, 'h', 0);\n",
		    ticket, ticket, ticket, ticket, ticket, ticket);
}

/* Tags called t0, t1, ..., and files of one message. */
static void put_marks(void)
{
	struct sbuf sql = SBUF_INIT(1024 * 1024);

	for (int i = 0; i < TAGS; i++)
		sbuf_printf(&sql,
			    "INSERT INTO tag (id, oid, name, created_at) VALUES"
			    " (%d, 'tag%013d', 't%d', 0);\n",
			    i + 1, i, i);
	sbuf_str(&sql, "INSERT INTO blob_file (hash, size, created_at, used_at)"
		       " VALUES ('h', 1, 0, 0);\n");
	for (size_t i = 0; i < TICKETS; i++) {
		for (int t = 0; t < TAGS; t++)
			if (model[i].tags & 1u << t)
				sbuf_printf(&sql,
					    "INSERT INTO ticket_tag (ticket_id,"
					    " tag_id) VALUES (%d, %d);\n",
					    (int)model[i].id, t + 1);
		if (model[i].has_files)
			put_file(&sql, (int)model[i].id);
	}
	db_fixture_run(sbuf_text(&sql));
	sbuf_release(&sql);
}

struct clock_seed {
	int64_t ticket, metric, state, due, consumed, cycle;
};

static void put_clock(const struct clock_seed *c)
{
	OK(db_exec(fixture.db,
		   "INSERT INTO clock (ticket_id, metric, cycle, state,"
		   " level_version_id, tz_version, start_level_version_id,"
		   " start_tz_version, started_at, due_at, target, unit,"
		   " consumed, since_at, department_id, requester_id,"
		   " ticket_code, requester_name, department_name, level_name)"
		   " VALUES (?, ?, ?, ?, 5, 'x', 5, 'x', 100, ?, 3600, 0, ?,"
		   " 200, 1, 1, 'c', 'r', 'd', 'l')",
		   PARAMS(P_I64(c->ticket), P_I64(c->metric), P_I64(c->cycle),
			  P_I64(c->state), P_AT(c->due), P_I64(c->consumed)),
		   NULL, &model_err));
}

/* A promise of two cycles: missed, then kept. */
static void put_ended(struct clock_seed c)
{
	c.metric = METRIC_FIRST_RESOLVE;
	c.state = CLOCK_MISSED;
	put_clock(&c);
	c.cycle++;
	c.state = CLOCK_MET;
	put_clock(&c);
}

/* Some have one that runs, until due_at, some two paused, some ended ones. */
static void put_clocks(void)
{
	for (size_t i = 0; i < TICKETS; i += 3) {
		struct model *m = &model[i];
		struct clock_seed c = { m->id,     m->metric, CLOCK_RUNNING,
					m->due_at, 0,         1 };

		if (m->status > STATUS_POSTPONED) {
			put_ended(c);
		} else if (m->due_at != INSTANT_NONE) {
			put_clock(&c);
			c.metric = METRIC_FIRST_RESOLVE;
			c.state = CLOCK_PAUSED;
			c.due = INSTANT_NONE;
			put_clock(&c);
		} else if (m->metric >= 0) {
			c.state = CLOCK_PAUSED;
			c.consumed = 3000;
			put_clock(&c);
			c.metric = METRIC_FIRST_RESOLVE;
			c.consumed = 10;
			put_clock(&c);
		} else {
			c.metric = METRIC_FIRST_ASSIGN;
			c.state = CLOCK_MET;
			put_clock(&c);
		}
	}
}

int model_setup(void **state)
{
	db_fixture_setup(state);
	seed = (uint64_t)clock_monotonic_ns();
	if (getenv("DUEDESK_TEST_SEED"))
		seed = strtoull(getenv("DUEDESK_TEST_SEED"), NULL, 10);
	print_message("# DUEDESK_TEST_SEED=%" PRIu64 "\n", seed);
	model = calloc(TICKETS, sizeof(*model));
	assert_non_null(model);
	put_people();
	for (size_t i = 0; i < TICKETS; i++) {
		draw_ticket(&model[i], (int64_t)i + 1);
		if (i % 3 == 0 && (model[i].due_at != INSTANT_NONE || draw(2)))
			model[i].metric = METRIC_FIRST_ANSWER;
	}
	OK(db_begin(fixture.db, &model_err));
	put_tickets();
	put_marks();
	put_clocks();
	OK(db_commit(fixture.db, &model_err));
	db_fixture_run("ANALYZE TABLE ticket, clock;");
	arena_reset(fixture.arena);
	return 0;
}

int model_teardown(void **state)
{
	free(model);
	return db_fixture_teardown(state);
}

int model_clear(void **state)
{
	(void)state;
	err_clear(&model_err);
	arena_reset(fixture.arena);
	return 0;
}

/* ---- The plainest way ---------------------------------------------------- */

static bool is_member(const struct viewer *v, int64_t department)
{
	for (size_t i = 0; i < v->ndepartments; i++)
		if (v->departments[i] == department)
			return true;
	return false;
}

static bool is_due_within(const struct model *m, instant from, instant until)
{
	return m->due_at != INSTANT_NONE && m->due_at >= from &&
	       m->due_at < until;
}

/* Does the view show such a ticket, if it is theirs to see? */
static bool is_such(enum ticket_view_kind kind, const struct model *m)
{
	bool open = m->status <= STATUS_POSTPONED;

	switch (kind) {
	case TICKET_LIST_DUE_NEXT:
		return is_due_within(m, NOW, INSTANT_MAX);
	case TICKET_LIST_OVERDUE:
		return is_due_within(m, 0, NOW);
	case TICKET_LIST_DUE_TODAY:
		return is_due_within(m, TODAY, TODAY + DAY_SECONDS);
	case TICKET_LIST_UNASSIGNED:
		return open && m->assignee == 0;
	case TICKET_LIST_MINE:
	case TICKET_LIST_OPEN:
		return open;
	case TICKET_LIST_ANSWERED:
		return m->status == STATUS_ANSWERED;
	case TICKET_LIST_POSTPONED:
		return m->status == STATUS_POSTPONED;
	case TICKET_LIST_RESOLVED:
		return m->status == STATUS_RESOLVED ||
		       m->status == STATUS_CLOSED;
	case TICKET_LIST_SPAM:
		return m->status == STATUS_SPAM;
	case TICKET_LIST_DELETED:
		return m->status == STATUS_DELETED;
	case TICKET_LIST_N:
		break;
	}
	return false;
}

static bool belongs(const struct viewer *v, enum ticket_view_kind kind,
		    const struct model *m)
{
	bool mine = m->assignee == v->person.n;
	bool assigned = mine && (v->everywhere || access_assigned(v));

	if (!is_such(kind, m))
		return false;
	if (!access_own_as_staff(v) && m->requester == v->person.n)
		return false;
	if (kind == TICKET_LIST_MINE)
		return assigned;
	return v->everywhere || assigned || is_member(v, m->department);
}

static int by_order(const void *left, const void *right)
{
	const struct model *a = *(struct model *const *)left;
	const struct model *b = *(struct model *const *)right;

	if (a->order_at != b->order_at)
		return a->order_at < b->order_at ? -1 : 1;
	return a->id < b->id ? -1 : 1;
}

static int by_creation_newest_first(const void *left, const void *right)
{
	const struct model *a = *(struct model *const *)left;
	const struct model *b = *(struct model *const *)right;

	if (a->created != b->created)
		return a->created > b->created ? -1 : 1;
	return a->id > b->id ? -1 : 1;
}

static int newest_first(const void *left, const void *right)
{
	return by_order(right, left);
}

struct model **model_want;
size_t model_nwant;

void model_expect_inbox(const struct viewer *v, enum ticket_view_kind kind)
{
	model_want = ARENA_ARRAY(fixture.arena, TICKETS, struct model *);
	model_nwant = 0;
	for (size_t i = 0; i < TICKETS; i++)
		if (belongs(v, kind, &model[i]))
			model_want[model_nwant++] = &model[i];
	/* due_at, where there is one, is order_at. */
	qsort(model_want, model_nwant, sizeof(*model_want),
	      kind >= TICKET_LIST_RESOLVED ? newest_first : by_order);
}

static bool is_shown(enum ticket_own_state state, int status)
{
	bool open = status <= STATUS_POSTPONED;

	if (status == STATUS_SPAM || status == STATUS_DELETED)
		return false;
	return state == TICKET_OWN_ALL || open == (state == TICKET_OWN_OPEN);
}

void model_expect_own(const struct ticket_own *which)
{
	model_want = ARENA_ARRAY(fixture.arena, TICKETS, struct model *);
	model_nwant = 0;
	for (size_t i = 0; i < TICKETS; i++) {
		struct model *m = &model[i];
		bool theirs = which->company ? m->company == COMPANY
					     : m->requester == CUSTOMER;

		if (theirs && is_shown(which->state, m->status))
			model_want[model_nwant++] = m;
	}
	qsort(model_want, model_nwant, sizeof(*model_want),
	      by_creation_newest_first);
}

/* ---- Asking -------------------------------------------------------------- */

void model_get_inbox(const struct viewer *v, int kind,
		     const struct ticket_key *key, struct ticket_page *out)
{
	OK(ticket_list_inbox(fixture.db, fixture.arena, v,
			     (enum ticket_view_kind)kind, NOW, key, out,
			     &model_err));
}

const struct ticket_own model_owns[MODEL_OWNS] = {
	{ false, TICKET_OWN_ALL },    { false, TICKET_OWN_OPEN },
	{ false, TICKET_OWN_SOLVED }, { true, TICKET_OWN_ALL },
	{ true, TICKET_OWN_OPEN },    { true, TICKET_OWN_SOLVED },
};

void model_get_own(const struct viewer *v, int kind,
		   const struct ticket_key *key, struct ticket_page *out)
{
	OK(ticket_list_own(fixture.db, fixture.arena, v, &model_owns[kind], key,
			   out, &model_err));
}

struct ticket_key model_key(const struct ticket_row *row, bool back)
{
	return (struct ticket_key){ .at = row->at,
				    .code = row->code,
				    .back = back };
}

static const int64_t three[] = { 2, 3, 5 };
static const int64_t all[DEPARTMENTS] = { 1, 2, 3, 4, 5, 6 };

struct viewer model_member(enum role role, size_t ndepartments)
{
	struct viewer v = { .person = { AGENT },
			    .roles = role,
			    .departments = ndepartments > 3 ? all : three,
			    .ndepartments = ndepartments };

	access_viewer_ready(&v);
	OK(zone_find("UTC", &v.zone, &model_err));
	return v;
}

struct viewer model_customer(void)
{
	struct viewer v = model_member(ROLE_CUSTOMER, 0);

	v.person.n = CUSTOMER;
	v.company.n = COMPANY;
	v.sees_company = true;
	return v;
}
