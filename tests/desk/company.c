#include "desk/company.h"

#include <inttypes.h>
#include "base/rng.h"
#include "base/sbuf.h"
#include "base/zone.h"
#include "store/calendar_store.h"
#include "store/person_store.h"
#include "store/rule_store.h"
#include "support/test.h"

struct company company;

void company_expect(enum err_kind kind, enum err_kind want, const struct err *e)
{
	if (kind != want)
		fail_msg("%s instead of %s: %s", err_kind_name(kind),
			 err_kind_name(want), e->msg);
}

static void must(enum err_kind kind, const struct err *e)
{
	company_expect(kind, ERR_NONE, e);
}

/* ---- Building it ----------------------------------------------------------
 */

static department_id department(const char *name, bool public, char oid[17])
{
	struct err e = { 0 };

	rng_oid(oid);
	must(db_exec(fixture.db,
		     "INSERT INTO department (oid, name, public, created_at)"
		     " VALUES (?, ?, ?, 0)",
		     PARAMS(P_STR(oid), P_STR(name), P_I64(public)), NULL, &e),
	     &e);
	return (department_id){ db_last_id(fixture.db) };
}

static void member(struct member *p, const char *name, unsigned roles,
		   department_id of)
{
	struct person row = { .name = name, .zone = "UTC", .roles = roles };
	struct err e = { 0 };

	memset(p, 0, sizeof(*p));
	must(person_store_add(fixture.db, fixture.arena, &row, 0, &e), &e);
	memcpy(p->oid, row.oid, sizeof(p->oid));
	p->id = row.id;
	p->viewer = (struct viewer){ .person = p->id,
				     .roles = roles,
				     .departments = p->departments,
				     .name = name };
	access_viewer_ready(&p->viewer);
	if (of.n == 0)
		return;
	p->departments[p->viewer.ndepartments++] = of.n;
	must(db_exec(fixture.db,
		     "INSERT INTO department_member (department_id, person_id)"
		     " VALUES (?, ?)",
		     PARAMS(P_I64(of.n), P_I64(p->id.n)), NULL, &e),
	     &e);
}

static void people(void)
{
	const department_id none = { 0 };
	struct company *c = &company;

	member(&c->alice, "Alice Agent", ROLE_AGENT, c->support);
	member(&c->ann, "Ann Agent", ROLE_AGENT, c->support);
	member(&c->dave, "Dave Agent", ROLE_AGENT, c->billing);
	member(&c->bob, "Bob Customer", ROLE_CUSTOMER, none);
	member(&c->carol, "Carol Customer", ROLE_CUSTOMER, none);
	member(&c->mona, "Mona Manager", ROLE_MANAGER, none);
	member(&c->rita, "Rita Reader", ROLE_READER, c->support);
	member(&c->olga, "Olga Owner", ROLE_OWNER, none);
}

static struct calendar_draft calendar_of(struct calendar_window week[5],
					 int hours)
{
	for (int i = 0; i < 5; i++)
		week[i] = (struct calendar_window){ i, 9 * 60,
						    (9 + hours) * 60 };
	return (struct calendar_draft){ .name = "Berlin",
					.zone = "Europe/Berlin",
					.spec = { .windows = week,
						  .nwindows = 5 } };
}

static struct level_draft level_of(int hours)
{
	struct level_draft d = { .name = "Gold", .calendar = company.calendar };

	d.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = hours * HOUR;
	d.target[METRIC_NEXT_ANSWER][PRIORITY_ANY].seconds = 2 * HOUR;
	d.target[METRIC_FIRST_ASSIGN][PRIORITY_ANY].seconds = 1 * HOUR;
	d.target[METRIC_FIRST_RESOLVE][PRIORITY_ANY].seconds = 16 * HOUR;
	d.steps[METRIC_FIRST_ANSWER][0] = (struct step){ .number = 0,
							 .offset = -HOUR };
	d.steps[METRIC_FIRST_ANSWER][1] = (struct step){ .number = 1,
							 .offset = HOUR };
	d.nsteps[METRIC_FIRST_ANSWER] = 2;
	return d;
}

static const person_id nobody;

static void promises(void)
{
	struct calendar_window week[5];
	struct calendar_draft c = calendar_of(week, 8);
	struct err e = { 0 };
	struct level_draft l;

	must(calendar_store_add(fixture.db, fixture.arena, &c, nobody, 0,
				&company.calendar, &e),
	     &e);
	l = level_of(4);
	must(level_store_add(fixture.db, &l, nobody, 0, &company.level, &e),
	     &e);
	must(rule_store_promise(fixture.db, fixture.arena, "Support is Gold",
				company.support, company.level, 0, &e),
	     &e);
}

void company_change_calendar(int hours, instant now)
{
	struct calendar_window week[5];
	struct calendar_draft c = calendar_of(week, hours);
	struct err e = { 0 };

	must(calendar_store_revise(fixture.db, fixture.arena, company.calendar,
				   &c, nobody, now, &e),
	     &e);
}

void company_revise(const struct level_draft *l, instant now)
{
	struct err e = { 0 };

	must(level_store_revise(fixture.db, company.level, l, nobody, now, &e),
	     &e);
}

struct level_draft company_gold(void)
{
	return level_of(4);
}

void company_change_level(int hours, instant now)
{
	struct level_draft l = level_of(hours);

	company_revise(&l, now);
}

int company_setup(void **state)
{
	int rc = db_fixture_clean(state);

	company.support = department("Support", true, company.support_oid);
	company.billing = department("Billing", false, company.billing_oid);
	people();
	promises();
	return rc;
}

/* ---- Using it -------------------------------------------------------------
 */

struct job company_job(const struct member *p, instant now)
{
	return (struct job){
		.db = fixture.db,
		.arena = fixture.arena,
		.viewer = &p->viewer,
		.by = { .kind = ACTOR_PERSON,
			.person = p->id,
			.via = VIA_WEB,
			.request_id = "test-test-test-1",
			.now = now },
	};
}

const char *company_ticket(instant now)
{
	struct job job = company_job(&company.bob, now);
	const struct desk_ticket t = { .subject = "The printer is on fire",
				       .body = "It burns.",
				       .department = company.support_oid,
				       .source = SOURCE_FORM };
	struct err e = { 0 };
	struct deed deed;

	must(desk_open(&job, &t, &deed, &e), &e);
	return deed.code;
}

int company_sweep(struct db *db, instant now)
{
	struct arena *a = arena_new();
	struct job job = {
		.db = db,
		.arena = a,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = now }
	};
	struct err e = { 0 };
	int did, sum = 0;

	do {
		arena_reset(a);
		must(desk_sweep(&job, 100, &did, &e), &e);
		sum += did;
	} while (did > 0);
	arena_free(a);
	return sum;
}

/* ---- Looking at all of it -------------------------------------------------
 */

static void dump(struct sbuf *out, const char *sql)
{
	struct err e = { 0 };
	struct rows *r;

	must(db_query(fixture.db, fixture.arena, sql, NO_PARAMS, &r, &e), &e);
	while (rows_next(r)) {
		const char *line = rows_str(r);

		sbuf_str(out, line ? line : "NULL");
		sbuf_char(out, '\n');
	}
	must(rows_end(&r, &e), &e);
}

const char *company_dump(void)
{
	struct sbuf out = SBUF_INIT(16 * 1024 * 1024);
	const char *text;

	dump(&out, "SELECT CONCAT_WS(' ', 'ticket', id, version, last_seq,"
		   " last_event_at, status, priority, department_id,"
		   " IFNULL(before_spam, '-'), IFNULL(before_deleted, '-'),"
		   " IFNULL(hidden_at, '-'), IFNULL(assignee_id, '-'),"
		   " IFNULL(due_at, '-'), order_at, IFNULL(settle_at, '-'))"
		   " FROM ticket ORDER BY id");
	dump(&out, "SELECT CONCAT_WS(' ', 'event', ticket_id, seq, at, kind,"
		   " did, IFNULL(status, '-'), IFNULL(metric, '-'),"
		   " IFNULL(cycle, '-'), IFNULL(step, '-')) FROM event"
		   " ORDER BY ticket_id, seq");
	dump(&out, "SELECT CONCAT_WS(' ', 'tag', v.ticket_id, v.seq, t.name,"
		   " v.added) FROM event_tag v JOIN tag t ON t.id = v.tag_id"
		   " ORDER BY v.ticket_id, v.seq, t.name");
	dump(&out, "SELECT CONCAT_WS(' ', 'message', ticket_id, seq,"
		   " author_kind, visibility, body) FROM message"
		   " ORDER BY ticket_id, seq");
	dump(&out, "SELECT CONCAT_WS(' ', 'clock', id, ticket_id, metric,"
		   " cycle, state, reason, IFNULL(due_at, '-'), consumed,"
		   " paused_s, IFNULL(breached_at, '-'),"
		   " IFNULL(stopped_at, '-'), IFNULL(margin, '-'),"
		   " IFNULL(next_at, '-'), steps_done) FROM clock ORDER BY id");
	dump(&out, "SELECT CONCAT_WS(' ', 'verdict', clock_id, outcome, reason,"
		   " counted_at, over_working, over_calendar) FROM verdict"
		   " ORDER BY clock_id, id");
	dump(&out, "SELECT CONCAT_WS(' ', 'step', clock_id, step, due_at,"
		   " noticed_at, outcome) FROM fired_step"
		   " ORDER BY clock_id, step");
	dump(&out, "SELECT CONCAT_WS(' ', 'once', HEX(key_hash), answer)"
		   " FROM once ORDER BY key_hash");
	assert_false(out.failed);
	text = arena_str(fixture.arena, sbuf_text(&out));
	sbuf_release(&out);
	return text;
}
