/* Versions of levels and calendars, for open tickets too. */
#include "desk/apply.h"

#include "base/limits.h"
#include "desk/company.h"
#include "store/ticket_store.h"
#include "support/test.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)
#define REVISED 32
#define HOURS 33

static struct err error;

static void is(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &error);
	err_clear(&error);
}

/* ---- Changing ------------------------------------------------------------
 */

static struct apply_stored level_by(const struct member *m,
				    const struct level_draft *d, bool open,
				    instant now)
{
	const struct apply_level in = { .draft = d, .open = open };
	struct job job = company_job(m, now);
	struct apply_stored out;

	is(desk_apply_level(&job, &in, &out, &error), ERR_NONE);
	return out;
}

/* Gold with so many hours to the first answer, for open tickets too. */
static struct level_draft gold(int hours, enum level_change mode)
{
	struct level_draft d = company_gold();

	d.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = hours * HOUR;
	d.gears.on_change = mode;
	return d;
}

static void change_level(int hours, enum level_change mode, instant now)
{
	struct level_draft d = gold(hours, mode);

	(void)level_by(&company.olga, &d, true, now);
}

/* Support's calendar, Mon-Fri, so many hours from 09:00 on. */
static enum err_kind calendar_verb(struct job *job, const void *args,
				   struct err *e)
{
	struct calendar_window week[5];
	const struct calendar_draft d = { .name = "Berlin",
					  .zone = "Europe/Berlin",
					  .spec = { .windows = week,
						    .nwindows = 5 } };
	const struct apply_calendar in = { .draft = &d, .open = true };
	struct apply_stored out;

	for (int i = 0; i < 5; i++)
		week[i] = (struct calendar_window){
			i, 9 * 60, (9 + *(const int *)args) * 60
		};
	return desk_apply_calendar(job, &in, &out, e);
}

static void change_calendar(int hours, instant now)
{
	struct job job = company_job(&company.olga, now);

	is(calendar_verb(&job, &hours, &error), ERR_NONE);
}

/* ---- Going on ------------------------------------------------------------
 */

static int step(struct db *db, instant now, bool *left)
{
	struct arena *a = arena_new();
	struct job job = {
		.db = db,
		.arena = a,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = now }
	};
	int did;

	is(desk_apply_step(&job, &did, left, &error), ERR_NONE);
	arena_free(a);
	return did;
}

/* All of them; how many tickets there were. */
static int apply_all(instant now)
{
	bool left = true;
	int sum = 0;

	while (left)
		sum += step(fixture.db, now, &left);
	return sum;
}

static void reply(const char *code, instant now)
{
	struct job job = company_job(&company.alice, now);
	struct deed deed;

	is(desk_reply(&job, code, 0, "On my way.", THEN_NOTHING, &deed, &error),
	   ERR_NONE);
}

static void write_again(const char *code, instant now)
{
	struct job job = company_job(&company.bob, now);
	struct deed deed;

	is(desk_reply(&job, code, 0, "Still burning.", THEN_NOTHING, &deed,
		      &error),
	   ERR_NONE);
}

static int64_t due_of(int metric)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "SELECT COALESCE(MAX(due_at), -1) FROM clock WHERE metric = %d"
		 " AND state IN (0, 1) AND cycle = (SELECT MAX(cycle) FROM"
		 " clock WHERE metric = %d)",
		 metric, metric);
	return NUMBER(sql);
}

static int64_t events(int kind)
{
	char sql[100];

	snprintf(sql, sizeof(sql), "SELECT COUNT(*) FROM event WHERE kind = %d",
		 kind);
	return NUMBER(sql);
}

/* ---- Tests ---------------------------------------------------------------
 */

static void only_new_tickets_go_by_it(void **state)
{
	struct level_draft d = gold(2, CHANGE_RETARGET);
	struct apply_stored out;

	(void)state;
	company_ticket(T0);
	out = level_by(&company.olga, &d, false, T0 + HOUR);
	assert_int_equal(out.number, 2);
	assert_int_equal(out.change, 0);
	assert_int_equal(apply_all(T0 + HOUR), 0);
	company_ticket(T0 + HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM applied_change"), 0);
	assert_int_equal(NUMBER("SELECT SUM(due_at) FROM clock"
				" WHERE metric = 0"),
			 2 * T0 + 4 * HOUR + 3 * HOUR);
	company_check_refold();
}

static void open_ones_take_it_at_its_instant(void **state)
{
	(void)state;
	company_ticket(T0);
	change_level(2, CHANGE_RETARGET, T0 + HOUR);
	assert_int_equal(due_of(0), T0 + 4 * HOUR);
	/* However late the sweeper comes. */
	assert_int_equal(apply_all(T0 + HOUR + 40 * MINUTE), 1);
	assert_int_equal(due_of(0), T0 + 2 * HOUR);
	assert_int_equal(events(REVISED), 1);
	assert_int_equal(NUMBER("SELECT at FROM event WHERE kind = 32"),
			 T0 + HOUR);
	assert_int_equal(NUMBER("SELECT consumed FROM clock WHERE metric = 0"),
			 HOUR);
	assert_int_equal(NUMBER("SELECT version FROM ticket"), 1);
	assert_int_equal(apply_all(T0 + HOUR + 41 * MINUTE), 0);
	assert_int_equal(NUMBER("SELECT tickets * 100 + moved * 10 + overdue"
				" FROM applied_change"),
			 110);
	company_check_refold();
}

/* Nothing waits for the sweeper (R29). */
static void who_locks_it_first_lets_it_happen(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	change_level(2, CHANGE_RETARGET, T0 + HOUR);
	reply(code, T0 + 3 * HOUR);
	assert_int_equal(NUMBER("SELECT at FROM event WHERE kind = 32"),
			 T0 + HOUR);
	/* Too late by the new level, though the sweeper never came. */
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 0"),
			 CLOCK_MISSED);
	assert_int_equal(NUMBER("SELECT breached_at FROM clock"
				" WHERE metric = 0"),
			 T0 + 2 * HOUR);
	assert_int_equal(NUMBER("SELECT applied FROM ticket"), 1);
	assert_int_equal(apply_all(T0 + 4 * HOUR), 0);
	company_check_refold();
}

static void an_answer_is_not_refused_for_it(void **state)
{
	const char *code = company_ticket(T0);
	struct job job = company_job(&company.alice, T0 + 2 * HOUR);
	struct deed deed;

	(void)state;
	change_level(3, CHANGE_RETARGET, T0 + HOUR);
	apply_all(T0 + HOUR);
	is(desk_reply(&job, code, 1, "On my way.", THEN_NOTHING, &deed, &error),
	   ERR_NONE);
	assert_int_equal(NUMBER("SELECT version FROM ticket"), 2);
	company_check_refold();
}

/* V25: target 8 h from 09:00, at 12:00 it becomes 2 h. */
static void each_mode_does_as_it_says(void **state)
{
	const struct {
		enum level_change mode;
		instant due, breached;
		int cycles;
	} want[] = {
		{ CHANGE_RETARGET, T0 + 3 * HOUR, T0 + 3 * HOUR, 1 },
		{ CHANGE_REJUDGE, T0 + 2 * HOUR, T0 + 3 * HOUR, 1 },
		{ CHANGE_RESTART, T0 + 5 * HOUR, -1, 2 },
		{ CHANGE_KEEP, T0 + 8 * HOUR, -1, 1 },
	};

	for (size_t i = 0; i < COUNT_OF(want); i++) {
		struct level_draft d;

		company_setup(state);
		d = gold(8, want[i].mode);
		level_by(&company.olga, &d, false, T0 - HOUR);
		company_ticket(T0);
		change_level(2, want[i].mode, T0 + 3 * HOUR);
		assert_int_equal(apply_all(T0 + 3 * HOUR), 1);
		if (want[i].mode != CHANGE_RETARGET)
			assert_int_equal(due_of(0), want[i].due);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
					" WHERE metric = 0"),
				 want[i].cycles);
		assert_int_equal(NUMBER("SELECT COALESCE(MAX(breached_at), -1)"
					" FROM clock WHERE metric = 0"),
				 want[i].breached);
		assert_int_equal(NUMBER("SELECT overdue FROM applied_change"),
				 want[i].breached > 0);
		company_check_refold();
	}
}

/* What is kept runs by the old version, what starts goes by the new one. */
static void what_is_kept_goes_on_as_promised(void **state)
{
	const char *code = company_ticket(T0);
	struct level_draft d = gold(2, CHANGE_KEEP);

	(void)state;
	d.target[METRIC_NEXT_ANSWER][PRIORITY_ANY].seconds = HOUR;
	level_by(&company.olga, &d, true, T0 + HOUR);
	change_calendar(4, T0 + HOUR);
	apply_all(T0 + HOUR);
	assert_int_equal(due_of(0), T0 + 4 * HOUR);
	assert_int_equal(due_of(3), T0 + DAY_SECONDS + 8 * HOUR);
	reply(code, T0 + 2 * HOUR);
	write_again(code, T0 + 3 * HOUR + 30 * MINUTE);
	/* One hour, of which half an hour is left until 13:00. */
	assert_int_equal(due_of(1), T0 + DAY_SECONDS + 30 * MINUTE);
	/* By the old hours, and it stood still while answered. */
	assert_int_equal(due_of(3), T0 + 2 * DAY_SECONDS + 90 * MINUTE);
	company_check_refold();
}

static void a_calendar_takes_effect_likewise(void **state)
{
	const char *code = company_ticket(T0 + 6 * HOUR);

	(void)state;
	/* 2 h on Monday, 2 h on Tuesday; from 16:00 on until 19:00. */
	assert_int_equal(due_of(0), T0 + DAY_SECONDS + 2 * HOUR);
	change_calendar(10, T0 + 7 * HOUR);
	assert_int_equal(apply_all(T0 + 7 * HOUR), 1);
	assert_int_equal(events(HOURS), 1);
	assert_int_equal(due_of(0), T0 + 10 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket t JOIN clock c"
				" ON c.calendar_version_id ="
				" t.calendar_version_id"
				" AND c.start_calendar_version_id ="
				" t.calendar_version_id - 1"),
			 3);
	reply(code, T0 + 10 * HOUR);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 0"),
			 CLOCK_MET);
	company_check_refold();
}

/* One that goes by hours of another level is not concerned. */
static void another_level_is_left_alone(void **state)
{
	struct level_draft d = gold(1, CHANGE_RETARGET);
	struct apply_stored out;

	(void)state;
	company_ticket(T0);
	d.name = "Silver";
	level_by(&company.olga, &d, false, T0);
	out = level_by(&company.olga, &d, true, T0 + 1);
	assert_int_equal(out.change, 1);
	assert_int_equal(apply_all(T0 + 2), 0);
	assert_int_equal(due_of(0), T0 + 4 * HOUR);
	company_check_refold();
}

/* Found together with one that does, a change counts none that it does not. */
static void who_is_not_concerned_is_not_counted(void **state)
{
	struct level_draft d = gold(1, CHANGE_RETARGET);

	(void)state;
	company_ticket(T0);
	d.name = "Silver";
	level_by(&company.olga, &d, false, T0);
	level_by(&company.olga, &d, true, T0 + 1);
	change_level(8, CHANGE_RETARGET, T0 + 2);
	assert_int_equal(apply_all(T0 + 3), 1);
	assert_int_equal(NUMBER("SELECT tickets FROM applied_change"
				" WHERE id = 1"),
			 0);
	assert_int_equal(NUMBER("SELECT tickets FROM applied_change"
				" WHERE id = 2 AND moved = 1"),
			 1);
}

/* Each at its own instant, though they are found together. */
static void several_are_taken_in_order(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	change_level(8, CHANGE_RETARGET, T0 + HOUR);
	change_calendar(4, T0 + 2 * HOUR);
	change_level(3, CHANGE_RETARGET, T0 + 2 * HOUR + 30 * MINUTE);
	reply(code, T0 + 2 * HOUR + 45 * MINUTE);
	assert_int_equal(events(REVISED), 2);
	assert_int_equal(events(HOURS), 1);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 0"),
			 T0 + 3 * HOUR);
	assert_int_equal(NUMBER("SELECT applied FROM ticket"), 3);
	/* The newest hours were set by number 2; number 3 keeps them. */
	assert_int_equal(NUMBER("SELECT e.calendar_version_id ="
				" c.calendar_version_id FROM event e"
				" JOIN applied_change c ON c.id = 2"
				" WHERE e.kind = 32 ORDER BY seq DESC LIMIT 1"),
			 1);
	company_check_refold();
}

static void a_new_ticket_is_born_after_it(void **state)
{
	(void)state;
	change_level(2, CHANGE_RETARGET, T0);
	company_ticket(T0);
	assert_int_equal(NUMBER("SELECT applied FROM ticket"), 1);
	assert_int_equal(due_of(0), T0 + 2 * HOUR);
	assert_int_equal(apply_all(T0), 0);
	assert_int_equal(events(REVISED), 0);
	company_check_refold();
}

/* What began before the change was kept may still come: nobody is hurried. */
static void it_is_done_when_nobody_can_come_late(void **state)
{
	instant late = T0 + 1 + LIMIT_APPLY_SECONDS;
	bool left;

	(void)state;
	company_ticket(T0);
	change_level(2, CHANGE_RETARGET, T0 + 1);
	assert_int_equal(step(fixture.db, late, &left), 1);
	assert_true(left);
	assert_int_equal(apply_all(late - 1), 0);
	assert_int_equal(NUMBER("SELECT done_at IS NULL FROM applied_change"),
			 1);
	assert_int_equal(apply_all(late), 0);
	assert_int_equal(NUMBER("SELECT done_at FROM applied_change"), late);
	company_check_refold();
}

static void resolved_and_hidden_ones_take_it_when_they_come_back(void **state)
{
	const char *hidden = company_ticket(T0), *done;
	struct job job = company_job(&company.olga, T0 + HOUR);
	struct deed deed;

	(void)state;
	is(desk_mark_spam(&job, hidden, 0, &deed, &error), ERR_NONE);
	done = company_ticket(T0);
	job = company_job(&company.olga, T0 + HOUR);
	is(desk_resolve(&job, done, 0, &deed, &error), ERR_NONE);
	change_calendar(4, T0 + 2 * HOUR);
	change_level(6, CHANGE_RETARGET, T0 + 2 * HOUR);
	assert_int_equal(apply_all(T0 + 2 * HOUR), 0);
	job = company_job(&company.olga, T0 + 3 * HOUR);
	is(desk_restore(&job, hidden, 0, &deed, &error), ERR_NONE);
	/* 4 of 6 hours until 13:00, of 09:00 to 13:00. */
	assert_int_equal(NUMBER("SELECT due_at FROM clock"
				" WHERE metric = 0 AND state = 0"),
			 T0 + DAY_SECONDS + 2 * HOUR);
	write_again(done, T0 + 3 * HOUR);
	/* The hours were never its own; the level's new version is. */
	assert_int_equal(events(HOURS), 1);
	assert_int_equal(events(REVISED), 2);
	assert_int_equal(NUMBER("SELECT COUNT(DISTINCT level_version_id)"
				" FROM ticket"),
			 1);
	company_check_refold();
}

/* ---- There and back (invariant 8) ----------------------------------------
 */

static void and_back(enum level_change mode, bool calendar, instant from,
		     instant back)
{
	struct level_draft d;
	const char *before, *ask = "SELECT SUM(due_at * (metric + 1)) FROM"
				   " clock WHERE state = 0";
	int64_t sum;

	company_setup(NULL);
	d = gold(4, mode);
	level_by(&company.olga, &d, false, T0 - HOUR);
	company_ticket(T0);
	company_ticket(T0 + HOUR);
	reply(company_ticket(T0 + 10 * MINUTE), T0 + 20 * MINUTE);
	sum = NUMBER(ask);
	before = company_dump();
	if (calendar)
		change_calendar(6, from);
	else
		change_level(7, mode, from);
	apply_all(from);
	assert_string_not_equal(company_dump(), before);
	if (calendar)
		change_calendar(8, back);
	else
		change_level(4, mode, back);
	apply_all(back);
	assert_int_equal(NUMBER(ask), sum);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE breached_at IS NOT NULL"
				" AND metric <> 2"),
			 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM verdict"), 1);
	company_check_refold();
}

static void edited_and_edited_back_nothing_has_moved(void **state)
{
	(void)state;
	/* Only targets; where nothing is open in between; as if always. */
	and_back(CHANGE_RETARGET, false, T0 + 70 * MINUTE, T0 + 80 * MINUTE);
	and_back(CHANGE_REJUDGE, false, T0 + 70 * MINUTE, T0 + 80 * MINUTE);
	and_back(CHANGE_REJUDGE, true, T0 + 70 * MINUTE, T0 + 80 * MINUTE);
	and_back(CHANGE_KEEP, true, T0 + 70 * MINUTE, T0 + 80 * MINUTE);
	company_setup(NULL);
	company_ticket(T0 + 5 * HOUR + 30 * MINUTE);
	change_calendar(6, T0 + 12 * HOUR);
	apply_all(T0 + 12 * HOUR);
	change_calendar(8, T0 + 20 * HOUR);
	apply_all(T0 + 20 * HOUR);
	assert_int_equal(due_of(0), T0 + DAY_SECONDS + 90 * MINUTE);
	company_check_refold();
}

/* ---- Batches -------------------------------------------------------------
 */

#define MANY 250

static void many_tickets(void)
{
	for (int i = 0; i < MANY; i++)
		company_ticket(T0 + i);
}

static void it_goes_batch_by_batch_whoever_dies(void **state)
{
	struct db *other = db_fixture_open();
	const char *code;
	bool left;

	(void)state;
	many_tickets();
	code = company_ticket(T0 + MANY);
	change_level(2, CHANGE_RETARGET, T0 + HOUR);
	assert_int_equal(step(fixture.db, T0 + HOUR, &left), 100);
	assert_true(left);
	company_check_refold();
	/* Another sweeper dies with all of the others in hand, and somebody
	 * works on one of them. */
	is(db_begin(other, &error), ERR_NONE);
	is(db_exec(other, "UPDATE ticket SET applied = 1 WHERE applied = 0",
		   NO_PARAMS, NULL, &error),
	   ERR_NONE);
	db_close(&other);
	reply(code, T0 + 2 * HOUR);
	assert_int_equal(apply_all(T0 + 2 * HOUR), MANY - 100);
	assert_int_equal(NUMBER("SELECT tickets FROM applied_change"), MANY);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"
				" WHERE applied <> 1"),
			 0);
	assert_int_equal(events(REVISED), MANY + 1);
	company_check_refold();
}

int main(int argc, char **argv)
{
#define APPLY_TEST(what, func) TEST_WITH(what, func, company_setup, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		APPLY_TEST("only new tickets go by it", only_new_tickets_go_by_it),
		APPLY_TEST("open ones take it at its instant", open_ones_take_it_at_its_instant),
		APPLY_TEST("who locks it first lets it happen", who_locks_it_first_lets_it_happen),
		APPLY_TEST("an answer is not refused for it", an_answer_is_not_refused_for_it),
		APPLY_TEST("each mode does as it says", each_mode_does_as_it_says),
		APPLY_TEST("what is kept goes on as promised", what_is_kept_goes_on_as_promised),
		APPLY_TEST("a calendar takes effect likewise", a_calendar_takes_effect_likewise),
		APPLY_TEST("another level is left alone", another_level_is_left_alone),
		APPLY_TEST("who is not concerned is not counted", who_is_not_concerned_is_not_counted),
		APPLY_TEST("several are taken in order", several_are_taken_in_order),
		APPLY_TEST("a new ticket is born after it", a_new_ticket_is_born_after_it),
		APPLY_TEST("it is done when nobody can come late", it_is_done_when_nobody_can_come_late),
		APPLY_TEST("resolved and hidden ones take it when they come back", resolved_and_hidden_ones_take_it_when_they_come_back),
		APPLY_TEST("edited and edited back nothing has moved", edited_and_edited_back_nothing_has_moved),
		APPLY_TEST("it goes batch by batch, whoever dies", it_goes_batch_by_batch_whoever_dies),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
