/* What escalation steps do: whom they tell, what they change, once. */
#include "desk/company.h"

#include <sys/wait.h>
#include "base/limits.h"
#include "base/sbuf.h"
#include "desk/check.h"
#include "desk/lateness.h"
#include "store/level_store.h"
#include "store/step_store.h"
#include "support/test.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)
#define MUST(x) company_expect((x), ERR_NONE, &e)

/* First answer is due T0 + 4 h. */

/* ---- Levels -------------------------------------------------------------- */

static const person_id nobody;

static struct level_draft draft(const char *name)
{
	struct level_draft d = { .name = name, .calendar = company.calendar };

	d.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = 4 * HOUR;
	return d;
}

static void add_step(struct level_draft *d, seconds offset,
		     const struct action *v, int n)
{
	int number = d->nsteps[METRIC_FIRST_ANSWER]++;

	d->steps[METRIC_FIRST_ANSWER][number] = (struct step){
		.number = number, .offset = offset
	};
	d->actions[METRIC_FIRST_ANSWER][number] = (struct step_actions){ v, n };
}

/* From now on Support's tickets are promised that. */
static void promise(const struct level_draft *d)
{
	struct err e = { 0 };

	MUST(level_store_revise(fixture.db, company.level, d, nobody, 0, &e));
}

#define PROMISE(offset, ...)                                                   \
	do {                                                                   \
		const struct action acts_[] = { __VA_ARGS__ };                 \
		struct level_draft d_ = draft("Gold");                         \
		add_step(&d_, (offset), acts_, (int)COUNT_OF(acts_));          \
		promise(&d_);                                                  \
	} while (0)

static int steps_setup(void **state)
{
	int rc = company_setup(state);

	db_fixture_run("UPDATE person SET email = CONCAT(LOWER("
		       "SUBSTRING_INDEX(name, ' ', 1)), '@harbour.example');\n"
		       "INSERT INTO desk (id, name, zone, created_at)"
		       " VALUES (1, 'Harbour', 'UTC', 0);\n");
	return rc;
}

/* ---- Looking ------------------------------------------------------------- */

static void found(void *cookie, const struct check_finding *f)
{
	(void)cookie;
	fail_msg("%s of %s %s: %s instead of %s", f->kind, f->code, f->what,
		 f->stands, f->should);
}

static void all_is_well(void)
{
	struct desk_check c = { .db = fixture.db,
				.arena = fixture.arena,
				.each = found };
	const struct check_range all = { 1, INT64_MAX - 1 };
	struct err e = { 0 };

	company_check_refold();
	MUST(desk_check_tickets(&c, &all, &e));
	MUST(desk_check_rest(&c, INT64_C(4000000000), false, &e));
}

static void assign_to(const char *code, const struct member *p, instant at)
{
	struct job job = company_job(&company.alice, at);
	struct err e = { 0 };
	struct deed deed;

	MUST(desk_assign(&job, code, 0, p->oid, &deed, &e));
}

static int64_t count(const char *fmt, ...) PRINTF_LIKE(1, 2);
static int64_t count(const char *fmt, ...)
{
	va_list ap;
	const char *sql;

	va_start(ap, fmt);
	sql = arena_vprintf(fixture.arena, fmt, ap);
	va_end(ap);
	return NUMBER(sql);
}

static int64_t mails_to(const struct member *p)
{
	return count("SELECT COUNT(*) FROM outbox WHERE kind = 0 AND"
		     " person_id = %lld",
		     (long long)p->id.n);
}

static int64_t outcome_of(int position)
{
	return count("SELECT outcome FROM fired_action WHERE position = %d",
		     position);
}

/* ---- Telling ------------------------------------------------------------- */

static void whoever_has_it_is_told_once(void **state)
{
	const char *code;

	(void)state;
	PROMISE(-HOUR, { .kind = ACTION_TELL_AGENT });
	code = company_ticket(T0);
	assign_to(code, &company.ann, T0 + 60);
	company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(mails_to(&company.ann), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 1);
	assert_int_equal(
		count("SELECT COUNT(*) FROM outbox WHERE"
		      " ukey = CONCAT('step:', (SELECT clock_id FROM"
		      " fired_step), ':0:0:p', person_id)"
		      " AND JSON_VALUE(payload, '$.ticket') = '%s'"
		      " AND JSON_VALUE(payload, '$.to.address') ="
		      " 'ann@harbour.example'"
		      " AND JSON_VALUE(payload, '$.metric') = 'first_answer'"
		      " AND JSON_VALUE(payload, '$.level') = 'Gold'"
		      " AND JSON_VALUE(payload, '$.due') = %lld"
		      " AND JSON_VALUE(payload, '$.subject') ="
		      " 'The printer is on fire'",
		      code, (long long)(T0 + 4 * HOUR)),
		1);
	company_sweep(fixture.db, T0 + 3 * HOUR + 60);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 1);
	/* A letter is no change of the ticket. */
	assert_int_equal(NUMBER("SELECT version FROM ticket"), 2);
	assert_int_equal(NUMBER("SELECT committed_at - noticed_at"
				" FROM fired_step"),
			 0);
	all_is_well();
}

static void groups_and_addresses_are_told_each_person_once(void **state)
{
	const char *code;

	(void)state;
	db_fixture_run(arena_printf(fixture.arena,
				    "INSERT INTO department_member VALUES"
				    " (%lld, %lld);\n",
				    (long long)company.support.n,
				    (long long)company.mona.id.n));
	PROMISE(HOUR, { .kind = ACTION_TELL_AGENT },
		{ .kind = ACTION_TELL_DEPARTMENT },
		{ .kind = ACTION_TELL_MANAGERS },
		{ .kind = ACTION_TELL_ALL_MANAGERS },
		{ .kind = ACTION_TELL_ADDRESS, .text = "duty@example.com" });
	code = company_ticket(T0);
	assign_to(code, &company.ann, T0 + 60);
	company_sweep(fixture.db, T0 + 5 * HOUR);
	assert_int_equal(mails_to(&company.alice), 1);
	assert_int_equal(mails_to(&company.ann), 1);
	assert_int_equal(mails_to(&company.mona), 1);
	assert_int_equal(mails_to(&company.dave), 0);
	assert_int_equal(mails_to(&company.rita), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox WHERE person_id"
				" IS NULL AND JSON_VALUE(payload,"
				" '$.to.address') = 'duty@example.com'"),
			 1);
	/* Mona has heard of it as the department's manager. */
	assert_int_equal(outcome_of(3), ACTION_TOLD);
	all_is_well();
}

static void who_cannot_be_told_is_noted(void **state)
{
	static const struct {
		const char *sql;
		int64_t outcome;
	} cases[] = {
		{ "UPDATE person SET disabled_at = 1, created_at = 0"
		  " WHERE name = 'Ann Agent';\n",
		  ACTION_DISABLED },
		{ "UPDATE person SET email = NULL WHERE name = 'Ann Agent';\n",
		  ACTION_NO_ADDRESS },
		{ "UPDATE person SET roles = 1 WHERE name = 'Ann Agent';\n"
		  "UPDATE person_word SET staff = 0 WHERE person_id ="
		  " (SELECT id FROM person WHERE name = 'Ann Agent');\n",
		  ACTION_NOT_SEEN },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		steps_setup(state);
		PROMISE(-HOUR, { .kind = ACTION_TELL_AGENT });
		assign_to(company_ticket(T0), &company.ann, T0 + 60);
		db_fixture_run(cases[i].sql);
		company_sweep(fixture.db, T0 + 3 * HOUR);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 0);
		assert_int_equal(outcome_of(0), cases[i].outcome);
		assert_int_equal(NUMBER("SELECT missed FROM fired_action"), 1);
		all_is_well();
	}
	steps_setup(state);
	PROMISE(-HOUR, { .kind = ACTION_TELL_AGENT });
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(outcome_of(0), ACTION_NOBODY);
	assert_int_equal(NUMBER("SELECT missed FROM fired_action"), 0);
	all_is_well();
}

/* ---- Changing ------------------------------------------------------------ */

static int64_t new_tag(const char *name)
{
	static int number;

	db_fixture_run(arena_printf(fixture.arena,
				    "INSERT INTO tag (oid, name, created_at)"
				    " VALUES ('000000000000000%d', '%s', 0);\n",
				    ++number % 10, name));
	return NUMBER("SELECT MAX(id) FROM tag");
}

static int64_t new_level(const struct level_draft *d)
{
	struct err e = { 0 };
	int64_t id;

	MUST(level_store_add(fixture.db, d, nobody, 0, &id, &e));
	return id;
}

static void all_changes_of_a_step_are_one_event(void **state)
{
	const char *code;
	int64_t tag, old, level;
	struct level_draft silver = draft("Silver");

	(void)state;
	silver.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = 6 * HOUR;
	level = new_level(&silver);
	tag = new_tag("late");
	old = new_tag("calm");
	PROMISE(0, { .kind = ACTION_PRIORITY, .id = PRIORITY_URGENT },
		{ .kind = ACTION_TRANSFER, .id = company.billing.n },
		{ .kind = ACTION_ASSIGN, .id = company.dave.id.n },
		{ .kind = ACTION_TAG, .id = tag },
		{ .kind = ACTION_UNTAG, .id = old },
		{ .kind = ACTION_NOTE, .text = "Call them." },
		{ .kind = ACTION_LEVEL, .id = level },
		{ .kind = ACTION_CALL, .text = "https://example.com/hook" },
		{ .kind = ACTION_TELL_AGENT });
	code = company_ticket(T0);
	assign_to(code, &company.ann, T0 + 60);
	db_fixture_run(arena_printf(
		fixture.arena,
		"UPDATE event SET did = did | %d WHERE seq = 1;\n"
		"INSERT INTO event_tag SELECT id, 1, %lld, 1 FROM ticket;\n"
		"INSERT INTO ticket_tag SELECT id, %lld FROM ticket;\n",
		DID_TAGS, (long long)old, (long long)old));
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT SUM(outcome) FROM fired_action"), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_action"), 9);
	assert_int_equal(
		count("SELECT COUNT(*) FROM event WHERE kind = %d AND metric ="
		      " 0 AND cycle = 1 AND step = 0 AND actor_kind = %d AND"
		      " actor_id IS NULL AND did = %d",
		      EVENT_CHANGED, ACTOR_SWEEPER,
		      DID_PRIORITY | DID_DEPARTMENT | DID_ASSIGN | DID_TAGS |
			      DID_NOTE | DID_LEVEL),
		1);
	assert_int_equal(count("SELECT COUNT(*) FROM ticket WHERE priority = 1"
			       " AND department_id = %lld AND assignee_id ="
			       " %lld AND level_version_id = (SELECT id FROM"
			       " level_version WHERE level_id = %lld)",
			       (long long)company.billing.n,
			       (long long)company.dave.id.n, (long long)level),
			 1);
	assert_int_equal(count("SELECT tag_id FROM ticket_tag"), tag);
	assert_int_equal(count("SELECT COUNT(*) FROM message WHERE body ="
			       " 'Call them.' AND author_kind = 2 AND"
			       " visibility = 1"),
			 1);
	assert_int_equal(count("SELECT COUNT(*) FROM outbox WHERE kind = 1 AND"
			       " JSON_VALUE(payload, '$.url') ="
			       " 'https://example.com/hook' AND"
			       " JSON_VALUE(payload, '$.ticket') = '%s'",
			       code),
			 1);
	/* Whoever has it after all that is told. */
	assert_int_equal(mails_to(&company.dave), 1);
	assert_int_equal(mails_to(&company.ann), 0);
	assert_int_equal(NUMBER("SELECT version FROM ticket"), 3);
	/* Its deadline is two hours later; it goes on. */
	assert_int_equal(NUMBER("SELECT due_at FROM clock"), T0 + 6 * HOUR);
	assert_int_equal(company_sweep(fixture.db, T0 + 4 * HOUR + 60), 0);
	all_is_well();
}

static void who_does_not_work_there_loses_it(void **state)
{
	(void)state;
	PROMISE(0, { .kind = ACTION_TRANSFER, .id = company.billing.n });
	assign_to(company_ticket(T0), &company.ann, T0 + 60);
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT assignee_id IS NULL FROM ticket"), 1);
	all_is_well();
}

/* What makes no sense any more: it is noted, and the rest is done. */
static void what_makes_no_sense_is_noted_and_holds_nothing_up(void **state)
{
	int64_t tag = new_tag("gone"), gone = 0;
	struct level_draft silver = draft("Silver");
	static const char *const away[] = {
		"UPDATE department SET archived_at = 1 WHERE name ="
		" 'Billing';\n",
		"UPDATE tag SET archived_at = 1;\n",
		"SET foreign_key_checks = 0;\n",
		"DELETE FROM level_version WHERE name = 'Silver';\n",
		"SET foreign_key_checks = 1;\n",
	};

	(void)state;
	gone = new_level(&silver);
	PROMISE(0, { .kind = ACTION_PRIORITY, .id = PRIORITY_NORMAL },
		{ .kind = ACTION_ASSIGN, .id = 0 },
		{ .kind = ACTION_ASSIGN, .id = company.dave.id.n },
		{ .kind = ACTION_TRANSFER, .id = company.support.n },
		{ .kind = ACTION_TRANSFER, .id = company.billing.n },
		{ .kind = ACTION_TAG, .id = tag },
		{ .kind = ACTION_UNTAG, .id = tag },
		{ .kind = ACTION_LEVEL, .id = company.level },
		{ .kind = ACTION_LEVEL, .id = gone },
		{ .kind = ACTION_NOTE, .text = "Still here." });
	company_ticket(T0);
	for (size_t i = 0; i < COUNT_OF(away); i++)
		db_fixture_run(away[i]);
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(outcome_of(0), ACTION_SAME);
	assert_int_equal(outcome_of(1), ACTION_SAME);
	assert_int_equal(outcome_of(2), ACTION_NOT_THERE);
	assert_int_equal(outcome_of(3), ACTION_SAME);
	assert_int_equal(outcome_of(4), ACTION_ARCHIVED);
	assert_int_equal(outcome_of(5), ACTION_ARCHIVED);
	assert_int_equal(outcome_of(6), ACTION_SAME);
	assert_int_equal(outcome_of(7), ACTION_SAME);
	assert_int_equal(outcome_of(8), ACTION_GONE);
	assert_int_equal(outcome_of(9), ACTION_DONE);
	assert_int_equal(
		count("SELECT did FROM event WHERE kind = %d", EVENT_CHANGED),
		DID_NOTE);
}

static void a_ticket_has_no_more_tags_than_it_may(void **state)
{
	int64_t tag;

	(void)state;
	for (int i = 0; i < LIMIT_TAGS; i++)
		db_fixture_run(arena_printf(
			fixture.arena,
			"INSERT INTO tag (oid, name, created_at) VALUES"
			" ('00000000000001%c%c', 't%d', 0);\n",
			'a' + i / 8, '0' + i % 8, i));
	tag = new_tag("one more");
	PROMISE(0, { .kind = ACTION_TAG, .id = tag });
	company_ticket(T0);
	db_fixture_run("INSERT INTO ticket_tag SELECT t.id, g.id FROM ticket t"
		       " JOIN tag g WHERE g.name LIKE 't%';\n");
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(outcome_of(0), ACTION_FULL);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_tag"), LIMIT_TAGS);
}

/* ---- Late ---------------------------------------------------------------- */

static void an_hour_late_is_not_late_a_second_more_is(void **state)
{
	for (int more = 0; more <= 1; more++) {
		steps_setup(state);
		PROMISE(HOUR, { .kind = ACTION_TELL_ALL_MANAGERS });
		for (int i = 0; i < 3; i++)
			company_ticket(T0);
		company_sweep(fixture.db, T0 + 6 * HOUR + more);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"
					" WHERE outcome = 1"),
				 more ? 3 : 0);
		/* One letter each, or one of all. */
		assert_int_equal(mails_to(&company.mona), more ? 1 : 3);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice"), 3);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox WHERE"
					" ukey LIKE 'late:%' AND"
					" JSON_VALUE(payload, '$.why') ="
					" 'late'"),
				 more);
		all_is_well();
	}
}

static void a_level_says_itself_what_is_late(void **state)
{
	static const struct action tell = { .kind = ACTION_TELL_ALL_MANAGERS };
	struct level_draft d = draft("Gold");

	(void)state;
	d.gears.late = 60;
	add_step(&d, HOUR, &tell, 1);
	promise(&d);
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 5 * HOUR + 60);
	assert_int_equal(NUMBER("SELECT outcome FROM fired_step"), 0);
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 5 * HOUR + 61);
	assert_int_equal(NUMBER("SELECT MAX(outcome) FROM fired_step"), 1);
	all_is_well();
}

static void a_late_warning_is_skipped_a_late_change_is_made(void **state)
{
	static const struct action tell = { .kind = ACTION_TELL_ALL_MANAGERS };
	static const struct action high = { .kind = ACTION_PRIORITY,
					    .id = PRIORITY_HIGH };
	struct level_draft d = draft("Gold");

	(void)state;
	add_step(&d, -HOUR, &tell, 1);
	add_step(&d, HOUR, &high, 1);
	promise(&d);
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 30 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 0);
	assert_int_equal(NUMBER("SELECT outcome FROM fired_step WHERE step ="
				" 0"),
			 2);
	assert_int_equal(NUMBER("SELECT priority FROM ticket"), PRIORITY_HIGH);
	all_is_well();
}

/* ---- Many ---------------------------------------------------------------- */

static void too_many_letters_become_one(void **state)
{
	const int many = LIMIT_NOTICES_PER_HOUR + 50;

	(void)state;
	PROMISE(HOUR, { .kind = ACTION_TELL_ALL_MANAGERS });
	for (int i = 0; i < many; i++)
		company_ticket(T0);
	company_sweep(fixture.db, T0 + 5 * HOUR);
	assert_int_equal(mails_to(&company.mona), LIMIT_NOTICES_PER_HOUR + 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice n JOIN outbox o ON"
				" o.ukey = n.ukey WHERE o.ukey LIKE 'hour:%'"
				" AND n.slot IS NULL"),
			 50);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice"), many);
	all_is_well();
	/* What comes in the same hour joins them; the next hour is another. */
	company_ticket(T0 + 60);
	company_sweep(fixture.db, T0 + 5 * HOUR + 60);
	assert_int_equal(mails_to(&company.mona), LIMIT_NOTICES_PER_HOUR + 1);
	company_ticket(T0 + HOUR);
	company_sweep(fixture.db, T0 + 6 * HOUR);
	assert_int_equal(mails_to(&company.mona), LIMIT_NOTICES_PER_HOUR + 2);
	all_is_well();
}

#define SWEEPERS 10

static void sweep_all(instant now)
{
	struct db *db = db_fixture_open();
	struct arena *a = arena_new();
	struct err e = { 0 };
	int did = 1, tries = 0;

	while (did > 0) {
		struct job job = { .db = db,
				   .arena = a,
				   .by = { .kind = ACTOR_SWEEPER,
					   .via = VIA_SWEEP,
					   .now = now } };

		arena_reset(a);
		err_clear(&e);
		if (desk_sweep(&job, 20, &did, &e) && ++tries > 500)
			_exit(1);
		if (e.kind && db_ready(db, &e))
			_exit(2);
	}
	_exit(0);
}

/* None is lost, none told twice, no limit overrun. */
static void ten_sweepers_tell_of_each_once(void **state)
{
	pid_t pids[SWEEPERS];

	(void)state;
	PROMISE(HOUR, { .kind = ACTION_TELL_ALL_MANAGERS },
		{ .kind = ACTION_PRIORITY, .id = PRIORITY_HIGH });
	for (int i = 0; i < 200; i++)
		company_ticket(T0);
	for (int i = 0; i < SWEEPERS; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0)
			sweep_all(T0 + 5 * HOUR);
	}
	for (int i = 0; i < SWEEPERS; i++) {
		int status = 1;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	/* Those that met a fault were put off for five minutes. */
	company_sweep(fixture.db, T0 + 5 * HOUR + 301);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 200);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice"), 200);
	assert_int_equal(mails_to(&company.mona), LIMIT_NOTICES_PER_HOUR + 1);
	assert_int_equal(count("SELECT COUNT(*) FROM event WHERE kind = %d",
			       EVENT_CHANGED),
			 200);
	all_is_well();
}

/* ---- Faults -------------------------------------------------------------- */

struct fault {
	unsigned code;
	bool after;
};

static bool sweep_with_fault(const struct fault *f, int64_t nth)
{
	struct job job = { .db = fixture.db,
			   .arena = fixture.arena,
			   .by = { .kind = ACTOR_SWEEPER,
				   .via = VIA_SWEEP,
				   .now = T0 + 5 * HOUR } };
	struct err e = { 0 };
	bool met;
	int did;

	PROMISE(HOUR, { .kind = ACTION_TELL_ALL_MANAGERS },
		{ .kind = ACTION_TELL_DEPARTMENT },
		{ .kind = ACTION_PRIORITY, .id = PRIORITY_HIGH },
		{ .kind = ACTION_CALL, .text = "https://example.com/" });
	company_ticket(T0);
	company_ticket(T0);
	db_test_fault(fixture.db, f->code, nth, f->after);
	(void)!desk_sweep(&job, 100, &did, &e);
	met = !db_test_fault_waits(fixture.db);
	db_test_fault(fixture.db, 0, 0, false);
	err_clear(&e);
	MUST(db_ready(fixture.db, &e));
	all_is_well();
	company_sweep(fixture.db, T0 + 5 * HOUR + 301);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_action"), 8);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice"), 6);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 8);
	assert_int_equal(count("SELECT COUNT(*) FROM event WHERE kind = %d",
			       EVENT_CHANGED),
			 2);
	all_is_well();
	return met;
}

static void a_fault_anywhere_tells_nobody_twice(void **state)
{
	static const struct fault faults[] = { { 1213, false },
					       { 2013, true } };

	for (size_t i = 0; i < COUNT_OF(faults); i++) {
		int64_t nth = 0;

		do
			steps_setup(state);
		while (sweep_with_fault(&faults[i], ++nth));
		assert_true(nth > 20);
	}
}

/* ---- Steps that set each other off --------------------------------------- */

static struct action go_to[20];

/* At once it becomes another level's, which starts it anew. */
static void chain(int64_t *levels, int n)
{
	struct err e = { 0 };

	for (int i = 0; i < n; i++) {
		struct level_draft d = draft(
			arena_printf(fixture.arena, "Level %d", i));

		levels[i] = new_level(&d);
	}
	for (int i = 0; i < n; i++) {
		struct level_draft d = draft(
			arena_printf(fixture.arena, "Level %d", i));

		go_to[i] = (struct action){ .kind = ACTION_LEVEL,
					    .id = levels[(i + 1) % n] };
		d.gears.on_change = CHANGE_RESTART;
		add_step(&d, -4 * HOUR, &go_to[i], 1);
		MUST(level_store_revise(fixture.db, levels[i], &d, nobody, 0,
					&e));
	}
}

static void levels_that_follow_each_other_come_to_an_end(void **state)
{
	int64_t levels[20];

	for (int n = 2; n <= 20; n += 18) {
		steps_setup(state);
		chain(levels, n);
		go_to[19] = (struct action){ .kind = ACTION_LEVEL,
					     .id = levels[0] };
		{
			struct level_draft d = draft("Gold");

			add_step(&d, -4 * HOUR, &go_to[19], 1);
			promise(&d);
		}
		company_ticket(T0);
		company_sweep(fixture.db, T0 + 60);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step WHERE"
					" outcome = 0"),
				 n == 2 ? 3 : LIMIT_STEP_ROUNDS);
		assert_int_equal(
			count("SELECT COUNT(*) FROM fired_step WHERE outcome ="
			      " 2 AND reason = '%s'",
			      n == 2 ? "it set itself off again"
				     : "too many set each other off"),
			1);
		assert_int_equal(company_sweep(fixture.db, T0 + 120), 0);
		all_is_well();
	}
}

static void a_higher_priority_sets_off_what_it_makes_due(void **state)
{
	static const struct action high = { .kind = ACTION_PRIORITY,
					    .id = PRIORITY_HIGH };
	static const struct action tell = { .kind = ACTION_TELL_ALL_MANAGERS };
	struct level_draft d = draft("Gold");

	(void)state;
	d.target[METRIC_FIRST_ANSWER][PRIORITY_HIGH].seconds = 3 * HOUR;
	add_step(&d, -2 * HOUR, &high, 1);
	add_step(&d, -HOUR, &tell, 1);
	promise(&d);
	company_ticket(T0);
	/* Two hours are used: an hour before the new deadline, at once. */
	company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 2);
	assert_int_equal(mails_to(&company.mona), 1);
	all_is_well();
}

/* ---- What may be stored -------------------------------------------------- */

static const char *refusal(const struct action *a, int n)
{
	static struct err e;
	struct level_draft d = draft("Gold");

	add_step(&d, 0, a, n);
	e = (struct err){ 0 };
	company_expect(level_store_revise(fixture.db, company.level, &d, nobody,
					  0, &e),
		       ERR_INVALID, &e);
	return e.msg;
}

static void a_draft_names_what_is_wrong_with_it(void **state)
{
	static const struct {
		struct action a;
		const char *says;
	} cases[] = {
		{ { ACTION_CALL, 0, "ftp://x" }, "url" },
		{ { ACTION_TELL_ADDRESS, 0, "nobody" }, "address" },
		{ { ACTION_NOTE, 0, " " }, "note" },
		{ { ACTION_PRIORITY, 9, NULL }, "priority" },
		{ { ACTION_ASSIGN, 999999, NULL }, "person" },
		{ { ACTION_TRANSFER, 999999, NULL }, "department" },
		{ { ACTION_TAG, 999999, NULL }, "tag" },
		{ { ACTION_LEVEL, 999999, NULL }, "level" },
	};
	struct action many[LIMIT_STEP_ACTIONS + 1] = { { 0 } };
	struct level_draft d = draft("Gold");
	struct err e = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (!strstr(refusal(&cases[i].a, 1), cases[i].says) ||
		    !strstr(refusal(&cases[i].a, 1), "first_answer"))
			fail_msg("%s", refusal(&cases[i].a, 1));
	assert_non_null(
		strstr(refusal(many, LIMIT_STEP_ACTIONS + 1), "more than 16"));
	d.gears.late = -1;
	assert_int_equal(level_store_revise(fixture.db, company.level, &d,
					    nobody, 0, &e),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "late"));
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM level_version"), 1);
}

/* ---- Lateness ------------------------------------------------------------ */

static void lateness_is_told_in_parts_of_a_hundred(void **state)
{
	struct lateness l = { 0 };

	(void)state;
	assert_int_equal(lateness_at(&l, 95), 0);
	for (int i = 1; i <= 100; i++)
		lateness_add(&l, i);
	assert_int_equal(lateness_at(&l, 50), 50);
	assert_int_equal(lateness_at(&l, 95), 95);
	assert_int_equal(lateness_at(&l, 100), 100);
	lateness_add(&l, -5);
	assert_int_equal(lateness_at(&l, 1), 1);
	lateness_add(&l, 40 * DAY_SECONDS);
	assert_int_equal(l.worst, 40 * DAY_SECONDS);
	assert_int_equal(lateness_at(&l, 100), 40 * DAY_SECONDS);
	l = (struct lateness){ 0 };
	lateness_add(&l, 130);
	lateness_add(&l, 5 * HOUR);
	lateness_add(&l, 5 * HOUR);
	assert_int_equal(lateness_at(&l, 33), 179);
	assert_int_equal(lateness_at(&l, 50), 5 * HOUR);
	lateness_add(&l, 5 * HOUR + 1800);
	assert_int_equal(lateness_at(&l, 50), 5 * HOUR + 1800);
}

#define STEP_TEST(what, func) TEST_WITH(what, func, steps_setup, NULL)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		STEP_TEST("whoever has it is told once",
			  whoever_has_it_is_told_once),
		STEP_TEST("groups and addresses are told, each person once",
			  groups_and_addresses_are_told_each_person_once),
		STEP_TEST("who cannot be told is noted",
			  who_cannot_be_told_is_noted),
		STEP_TEST("all changes of a step are one event",
			  all_changes_of_a_step_are_one_event),
		STEP_TEST("who does not work there loses it",
			  who_does_not_work_there_loses_it),
		STEP_TEST("what makes no sense is noted and holds nothing up",
			  what_makes_no_sense_is_noted_and_holds_nothing_up),
		STEP_TEST("a ticket has no more tags than it may",
			  a_ticket_has_no_more_tags_than_it_may),
		STEP_TEST("an hour late is not late, a second more is",
			  an_hour_late_is_not_late_a_second_more_is),
		STEP_TEST("a level says itself what is late",
			  a_level_says_itself_what_is_late),
		STEP_TEST("a late warning is skipped, a late change is made",
			  a_late_warning_is_skipped_a_late_change_is_made),
		STEP_TEST("too many letters become one",
			  too_many_letters_become_one),
		STEP_TEST("ten sweepers tell of each once",
			  ten_sweepers_tell_of_each_once),
		STEP_TEST("levels that follow each other come to an end",
			  levels_that_follow_each_other_come_to_an_end),
		STEP_TEST("a higher priority sets off what it makes due",
			  a_higher_priority_sets_off_what_it_makes_due),
		STEP_TEST("a draft names what is wrong with it",
			  a_draft_names_what_is_wrong_with_it),
		STEP_TEST("lateness is told in parts of a hundred",
			  lateness_is_told_in_parts_of_a_hundred),
		STEP_TEST("a fault anywhere tells nobody twice",
			  a_fault_anywhere_tells_nobody_twice),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
