/* Whatever people do in whatever order: what is stored is what happened. */
#include "desk/company.h"

#include "base/rng.h"
#include "support/test.h"

#define TICKETS 25
#define STEPS 700

static uint64_t seed;

static unsigned draw(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static const struct member *anybody(void)
{
	const struct member *const people[] = {
		&company.alice,
		&company.ann,
		&company.dave,
		&company.bob,
		&company.carol,
		&company.mona,
		&company.rita,
		&company.olga,
		/* mostly those who have to do with it */
		&company.alice,
		&company.ann,
		&company.bob,
		&company.bob,
	};

	return people[draw(COUNT_OF(people))];
}

static enum err_kind open_any(struct job *job, struct deed *deed, struct err *e)
{
	const struct desk_ticket t = {
		.subject = "S",
		.body = "B",
		.department = draw(8) ? company.support_oid
				      : company.billing_oid,
		.requester = draw(3) ? NULL : company.bob.oid,
		.priority = (enum priority)(1 + draw(4)),
	};

	return desk_open(job, &t, deed, e);
}

static enum err_kind do_any(struct job *job, const char *code,
			    struct deed *deed, struct err *e)
{
	const char *const people[] = { company.alice.oid, company.ann.oid,
				       company.dave.oid, company.olga.oid, "" };
	const struct desk_postponement p = {
		.until = draw(4) ? job->by.now + 1 + draw(200000)
				 : INSTANT_NONE,
		.party = (enum party)draw(5),
	};

	switch (draw(8)) {
	case 0:
	case 1:
		return desk_reply(job, code, 0, "R", THEN_NOTHING, deed, e);
	case 2:
		return desk_reply(job, code, 0, "R", THEN_RESOLVE, deed, e);
	case 3:
		return desk_note(job, code, 0, "N", deed, e);
	case 4:
		return desk_assign(job, code, 0, people[draw(5)], deed, e);
	case 5:
		return desk_postpone(job, code, 0, &p, deed, e);
	case 6:
		return desk_resolve(job, code, 0, deed, e);
	default:
		return desk_reopen(job, code, 0, deed, e);
	}
}

static instant later(instant now)
{
	switch (draw(4)) {
	case 0:
		return now; /* within the same second */
	case 1:
		return now + draw(60);
	case 2:
		return now - draw(3); /* requests overtake each other */
	default:
		return now + draw(20000);
	}
}

/* A version of its own second, so that its clocks can be told apart. */
static instant change_promises(instant now)
{
	if (draw(2))
		company_change_calendar(1 + (int)draw(15), now);
	else
		company_change_level(1 + (int)draw(9), now);
	return now + 5;
}

static void one_step(char codes[TICKETS][14], size_t *n, instant now)
{
	struct job job = company_job(anybody(), now);
	struct deed deed = { 0 };
	struct err e = { 0 };

	if (draw(6) == 0) {
		company_sweep(fixture.db, now);
		return;
	}
	if (*n < TICKETS && (*n == 0 || draw(15) == 0)) {
		if (open_any(&job, &deed, &e) == ERR_NONE)
			snprintf(codes[(*n)++], 14, "%s", deed.code);
	} else {
		do_any(&job, codes[draw((unsigned)*n)], &deed, &e);
	}
	if (e.kind == ERR_BROKEN || e.kind == ERR_BUSY || e.kind == ERR_UNSURE)
		fail_msg("%s: %s", err_kind_name(e.kind), e.msg);
}

static void random_histories_fold_to_what_is_stored(void **state)
{
	const char *given = getenv("DUEDESK_TEST_SEED");
	char codes[TICKETS][14];
	instant now = MONDAY_9;
	size_t n = 0;

	(void)state;
	seed = given ? strtoull(given, NULL, 10) : rng_below(1u << 31);
	print_message("DUEDESK_TEST_SEED=%" PRIu64 "\n", seed);
	for (int i = 0; i < STEPS; i++) {
		now = later(now);
		if (draw(50) == 0)
			now = change_promises(now);
		one_step(codes, &n, now);
		if (i % 100 == 99)
			company_check_refold();
		arena_reset(fixture.arena);
	}
	company_sweep(fixture.db, now + 400 * DAY_SECONDS);
	company_check_refold();
	assert_true(n > 5);
	assert_true(db_fixture_number("SELECT COUNT(*) FROM verdict") > 10);
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("random histories fold to what is stored",
			  random_histories_fold_to_what_is_stored,
			  company_setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/history", tests, db_fixture_setup, db_fixture_teardown);
}
