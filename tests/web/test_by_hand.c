/*
 * What people decide by hand about a ticket's promises: that no reply is
 * needed, and deadlines.
 */
#include "support/test.h"
#include "support/tickets.h"
#include "base/clock.h"
#include "core/clock.h"
#include "store/event_store.h"

static const char *code;

static struct answer page(enum who who)
{
	return ask(GET, arena_printf(fixture.arena, "/tickets/%s", code), who);
}

static struct answer why(enum who who)
{
	return ask(GET, arena_printf(fixture.arena, "/tickets/%s/why", code),
		   who);
}

static void is_done(struct answer a, const char *what)
{
	check_i64(what, a.status, 303);
	check_text(
		what, a.location,
		arena_printf(fixture.arena, "/tickets/%s?done=%s", code, what));
}

/* "metric=...&due=...", that many days from now at ten. */
static const char *due_in(int days, const char *metric)
{
	char text[INSTANT_TEXT];

	instant_text(clock_now() + days * (int64_t)DAY_SECONDS, text);
	return arena_printf(fixture.arena, "metric=%s&due=%.10sT10:00", metric,
			    text);
}

static struct answer set(enum who who, const char *what, const char *reason)
{
	return tickets_send(
		code, "deadline", who,
		arena_printf(fixture.arena, "%s&reason=%s", what, reason));
}

/* Bob's ticket in Support, with promises; Alice answered, and he said more. */
static int before(void **state)
{
	ask_clean(state);
	tickets_promise();
	code = tickets_open(BOB, "default");
	return 0;
}

static void thanks(void)
{
	tickets_send(code, "messages", ALICE, "body=the+answer");
	tickets_send(code, "messages", BOB, "body=thank+you");
}

/* ---- No reply needed ----------------------------------------------------- */

static void no_reply(void **state)
{
	(void)state;
	ask_has_not(page(ALICE), "/no-reply\"");
	thanks();
	ask_has(page(ALICE), "/no-reply\"");
	ask_has(page(ALICE), "The promise of the next answer is cancelled.");
	ask_has_not(page(BOB), "/no-reply\"");
	ask_has_not(page(RITA), "/no-reply\"");
	ask_has_not(page(MIA), "/no-reply\"");
	is_done(tickets_send(code, "no-reply", ALICE, "reason=they+thank+us"),
		"no-reply");
	check_i64("status", db_fixture_number("SELECT status FROM ticket"),
		  STATUS_ANSWERED);
	check_i64("cancelled",
		  db_fixture_number("SELECT COUNT(*) FROM clock WHERE metric ="
				    " 1 AND state = 4 AND reason = 6"),
		  1);
	ask_has(page(ALICE), "no reply needed: “they thank us”");
	ask_has_not(page(ALICE), "/no-reply\"");
	ask_has_not(page(BOB), "they thank us");
}

/* Pressed twice it is said once; a late one is told that it is late. */
static void no_reply_twice(void **state)
{
	struct ask form = {
		.method = POST,
		.path = arena_printf(fixture.arena, "/tickets/%s/no-reply",
				     code),
		.who = ALICE,
		.once = ask_once(),
	};
	struct answer late;

	(void)state;
	thanks();
	form.fields = arena_printf(fixture.arena, "seen=%lld&reason=thanks",
				   (long long)tickets_seen(code, ALICE));
	is_done(ask_with(&form), "no-reply");
	is_done(ask_with(&form), "no-reply");
	check_i64("once",
		  db_fixture_number("SELECT COUNT(*) FROM event WHERE"
				    " kind = 21"),
		  1);
	form.once = ask_once();
	late = ask_with(&form);
	check_i64("late", late.status, 409);
	ask_has(late, "You changed this ticket meanwhile");
}

static void broken_it_ends_as_missed(void **state)
{
	(void)state;
	thanks();
	db_fixture_run("UPDATE clock SET due_at = since_at - 60,"
		       " breached_at = since_at - 60 WHERE metric = 1");
	ask_has(page(ALICE), "was broken, and ends as missed.");
}

/* ---- Deadlines ----------------------------------------------------------- */

static void deadline(void **state)
{
	(void)state;
	ask_has_not(page(ALICE), "/deadline\"");
	ask_has_not(page(BOB), "/deadline\"");
	ask_has_not(page(RITA), "/deadline\"");
	ask_has(page(MIA), "/deadline\"");
	ask_has_not(page(MIA), "Take the one by hand back");
	is_done(set(MIA, due_in(3, "first_resolve"), "agreed+by+phone"),
		"deadline");
	ask_has(page(MIA), "Take the one by hand back");
	ask_has(page(ALICE), "due by hand");
	ask_has(page(ALICE), "“agreed by phone”");
	is_done(set(MIA, "metric=first_resolve&then=calculated", "a+mistake"),
		"calculated");
	ask_has_not(page(MIA), "Take the one by hand back");
	ask_has(page(ALICE), "due as calculated again: “a mistake”");
}

/* Wherever its deadline stands, the calculated one stands beside it; who set it
 * and why is for staff. */
static void both_are_shown(void **state)
{
	const char *const pages[] = { page(ALICE).body, why(ALICE).body };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		if (strstr(pages[i], "by hand"))
			fail_msg("page %zu says by hand", i);
	is_done(set(OLGA, due_in(3, "first_resolve"), "agreed+by+phone"),
		"deadline");
	ask_has(page(ALICE), "Due by hand");
	ask_has(page(ALICE), "Calculated");
	ask_has(page(ALICE), "Set by hand; calculated: ");
	ask_has(page(ALICE), "Olga Owner: “<bdi>agreed by phone</bdi>”");
	ask_has(why(ALICE), "Olga Owner: “<bdi>agreed by phone</bdi>”");
	ask_has(why(ALICE), "Calculated: ");
	ask_has(page(BOB), "Due by hand");
	ask_has_not(page(BOB), "agreed by phone");
	ask_has_not(page(BOB), "Olga Owner");
	ask_has(why(BOB), "Set by hand.");
	ask_has_not(why(BOB), "agreed by phone");
	ask_has_not(why(BOB), "Olga Owner");
}

static void deadline_twice(void **state)
{
	const struct ask form = {
		.method = POST,
		.path = arena_printf(fixture.arena, "/tickets/%s/deadline",
				     code),
		.who = MIA,
		.fields = arena_printf(fixture.arena, "seen=1&reason=x&%s",
				       due_in(2, "first_answer")),
		.once = ask_once(),
	};

	(void)state;
	is_done(ask_with(&form), "deadline");
	is_done(ask_with(&form), "deadline");
	check_i64("events", db_fixture_number("SELECT COUNT(*) FROM event"), 2);
}

/* The list stands on the promise that is due by hand, or on the first. */
static void the_one_by_hand_is_chosen(void **state)
{
	(void)state;
	ask_has_not(page(MIA), "<option value=\"first_answer\" selected>");
	ask_has_not(page(MIA), "<option value=\"first_resolve\" selected>");
	is_done(set(MIA, due_in(3, "first_resolve"), "agreed"), "deadline");
	ask_has(page(MIA), "<option value=\"first_resolve\" selected>");
	ask_has_not(page(MIA), "<option value=\"\" selected>");
}

/* What was just done says whose deadline it is, and when. */
static void said_whose(void **state)
{
	const char *path = arena_printf(fixture.arena,
					"/tickets/%s?done=deadline", code);

	(void)state;
	ask_has(ask(GET, path, MIA),
		"set by hand. The calculated one stands beside it.");
	is_done(set(MIA, due_in(3, "first_answer"), "agreed"), "deadline");
	is_done(set(MIA, due_in(4, "first_resolve"), "agreed"), "deadline");
	ask_has(ask(GET, path, MIA), "set by hand. First resolve: due ");
	is_done(set(MIA, "metric=first_resolve&then=calculated", "no"),
		"calculated");
	ask_has(ask(GET, path, MIA),
		"set by hand. The calculated one stands beside it.");
}

/* What was not set by hand cannot be taken back, and what was is not touched.
 */
static void none_by_hand(void **state)
{
	struct answer a;
	int64_t before_it;

	(void)state;
	is_done(set(MIA, due_in(3, "first_resolve"), "agreed"), "deadline");
	before_it = ask_digest();
	a = set(MIA, "metric=first_answer&then=calculated&due=2030-01-01T10:00",
		"a+mistake");
	check_i64("status", a.status, 422);
	ask_has(a, "id=\"promise-error\">No deadline was set by hand for that"
		   " promise.");
	ask_has(a, "<option value=\"first_answer\" selected>");
	ask_has(a, "value=\"a mistake\"");
	ask_has(a, "value=\"2030-01-01T10:00\"");
	assert_true(before_it == ask_digest());
}

/* Pressed twice it is taken back once, and said twice. */
static void taken_back_twice(void **state)
{
	struct ask form = {
		.method = POST,
		.path = arena_printf(fixture.arena, "/tickets/%s/deadline",
				     code),
		.who = MIA,
		.once = ask_once(),
	};

	(void)state;
	is_done(set(MIA, due_in(3, "first_resolve"), "agreed"), "deadline");
	form.fields = arena_printf(fixture.arena,
				   "seen=%lld&metric=first_resolve&reason=x"
				   "&then=calculated",
				   (long long)tickets_seen(code, MIA));
	is_done(ask_with(&form), "calculated");
	is_done(ask_with(&form), "calculated");
	check_i64("events", db_fixture_number("SELECT COUNT(*) FROM event"), 3);
}

/* Why that cycle of next answer has that deadline. */
static const char *why_of(int cycle, instant due)
{
	const struct clock c = { .metric = METRIC_NEXT_ANSWER,
				 .cycle = cycle,
				 .manual = due };
	const ticket_id ticket = { db_fixture_number("SELECT id FROM ticket") };
	const char *name, *why;
	struct err e = { 0 };

	assert_int_equal(event_store_set_by(fixture.db, fixture.arena, ticket,
					    &c, &name, &why, &e),
			 ERR_NONE);
	return why;
}

/* "At five", answered, asked again, and "at five" again. */
static void the_same_deadline_twice(void **state)
{
	instant due;

	(void)state;
	thanks();
	is_done(set(MIA, due_in(3, "next_answer"), "one"), "deadline");
	thanks();
	is_done(set(MIA, due_in(3, "next_answer"), "two"), "deadline");
	due = db_fixture_number(
		"SELECT manual_at FROM clock WHERE metric = 1 AND cycle = 2");
	check_text("first", why_of(1, due), "one");
	check_text("second", why_of(2, due), "two");
	check_text("brought back", why_of(3, due), "two");
}

/* ---- Forwarded ----------------------------------------------------------- */

/* Staff read where it went, beside the words that went there. */
static void forwarded(void **state)
{
	(void)state;
	db_fixture_run(
		"INSERT INTO event (ticket_id, seq, at, recorded_at, kind, did,"
		" reason, actor_kind, via) SELECT id, last_seq + 1,"
		" last_event_at, last_event_at, 25, 16,"
		" 'parts@supplier.example', 2, 2 FROM ticket");
	db_fixture_run(
		"INSERT INTO message (oid, ticket_id, seq, at, author_kind,"
		" visibility, body) SELECT 'me55age000000001', id,"
		" last_seq + 1, last_event_at, 1, 1, 'a pump, please'"
		" FROM ticket");
	db_fixture_run("UPDATE ticket SET last_seq = last_seq + 1");
	ask_has(page(ALICE), "forwarded to parts@supplier.example");
	ask_has(page(ALICE), "a pump, please");
	ask_has(ask(GET,
		    arena_printf(fixture.arena, "/tickets/%s?show=changes",
				 code),
		    ALICE),
		"forwarded to parts@supplier.example");
	ask_has_not(page(BOB), "supplier.example");
	ask_has_not(page(BOB), "forwarded");
	ask_has_not(page(BOB), "a pump, please");
}

/* ---- What comes back ----------------------------------------------------- */

static void comes_back(void **state)
{
	static const struct {
		const char *what, *part;
		enum who who;
		const char *fields, *shown, *kept;
	} cases[] = {
		{ "no reason", "no-reply", ALICE, "reason=+", "no-reply-error",
		  "Please fill this in." },
		{ "an unreadable reason", "no-reply", ALICE, "reason=%ff",
		  "no-reply-error", "We could not read this text" },
		{ "no promise of that name", "deadline", MIA,
		  "metric=lunch&due=2030-01-01T10:00&reason=my+reason",
		  "promise-error", "<option value=\"\" selected>" },
		{ "no promise at all", "deadline", MIA,
		  "metric=&due=2030-01-01T10:00&reason=my+reason",
		  "Please fill this in.", "<option value=\"\" selected>" },
		{ "taken back where none is", "deadline", MIA,
		  "metric=next_answer&then=calculated&reason=my+reason",
		  "No deadline was set by hand for that promise.",
		  "<option value=\"next_answer\" selected>" },
		{ "no time", "deadline", MIA,
		  "metric=first_resolve&due=&reason=my+reason", "due-error",
		  "value=\"my reason\"" },
		{ "a time that is none", "deadline", MIA,
		  "metric=first_resolve&due=2026-02-30T10:00&reason=my+reason",
		  "due-error", "value=\"2026-02-30T10:00\"" },
		{ "a time that clocks skip", "deadline", MIA,
		  "metric=first_resolve&due=2027-03-28T02:30&reason=my+reason",
		  "The clocks skip that time", "value=\"2027-03-28T02:30\"" },
		{ "the first minute that they skip", "deadline", MIA,
		  "metric=first_resolve&due=2027-03-28T02:00:00&reason=r",
		  "The clocks skip that time",
		  "value=\"2027-03-28T02:00:00\"" },
		{ "a time that comes twice", "deadline", MIA,
		  "metric=first_resolve&due=2020-10-25T02:30&reason=my+reason",
		  "Please give a time that lies ahead.",
		  "value=\"2020-10-25T02:30\"" },
		{ "a time with seconds", "deadline", MIA,
		  "metric=first_resolve&due=2020-10-25T02:30:59&reason=r",
		  "Please give a time that lies ahead.",
		  "value=\"2020-10-25T02:30:59\"" },
		{ "a time that has passed", "deadline", MIA,
		  "metric=first_resolve&due=2020-01-01T10:00&reason=my+reason",
		  "Please give a time that lies ahead.",
		  "value=\"2020-01-01T10:00\"" },
		{ "a time too far away", "deadline", MIA,
		  "metric=next_answer&due=2080-01-01T10:00&reason=my+reason",
		  "more than ten years away",
		  "<option value=\"next_answer\" selected>" },
		{ "a deadline without a reason", "deadline", MIA,
		  "metric=next_answer&due=2027-01-01T10:00&reason=",
		  "deadline-reason-error", "value=\"2027-01-01T10:00\"" },
		{ "taken back without a reason", "deadline", MIA,
		  "metric=first_resolve&then=calculated&reason=",
		  "deadline-reason-error", "Please fill this in." },
		{ "taken back otherwise", "deadline", MIA,
		  "metric=first_resolve&then=forgotten&reason=my+reason",
		  "not something we know", "value=\"my reason\"" },
	};
	int64_t before_all;

	(void)state;
	thanks();
	before_all = ask_digest();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer a = tickets_send(code, cases[i].part,
					       cases[i].who, cases[i].fields);

		check_i64(cases[i].what, a.status, 422);
		if (!strstr(a.body, cases[i].shown) ||
		    !strstr(a.body, cases[i].kept))
			fail_msg("%s: \"%s\" or \"%s\" is missing",
				 cases[i].what, cases[i].shown, cases[i].kept);
	}
	assert_true(before_all == ask_digest());
}

/* The limit is named, and what was typed is there whole. */
static void too_long(void **state)
{
	const char *long_one = arena_printf(fixture.arena, "%0501d", 7);
	struct answer a;

	(void)state;
	thanks();
	a = tickets_send(code, "no-reply", ALICE,
			 arena_printf(fixture.arena, "reason=%s", long_one));
	check_i64("no reply", a.status, 422);
	ask_has(a, "At most 500 characters, please.");
	ask_has(a, long_one);
	a = set(MIA, due_in(2, "first_resolve"), long_one);
	check_i64("deadline", a.status, 422);
	ask_has(a, "At most 500 characters, please.");
	ask_has(a, long_one);
}

/* It changed meanwhile: nothing is done, and what was typed is there. */
static void stale(void **state)
{
	struct answer a;

	(void)state;
	thanks();
	a = ask_form(arena_printf(fixture.arena, "/tickets/%s/no-reply", code),
		     ALICE, "seen=2&reason=they+thank");
	check_i64("no reply", a.status, 409);
	ask_has(a, "what you chose is still here");
	ask_has(a, "value=\"they thank\"");
	a = ask_form(arena_printf(fixture.arena, "/tickets/%s/deadline", code),
		     MIA,
		     arena_printf(fixture.arena, "seen=2&reason=so+be+it&%s",
				  due_in(2, "first_resolve")));
	check_i64("deadline", a.status, 409);
	ask_has(a, "value=\"so be it\"");
	/* Where no promise is left, nor is the form. */
	tickets_send(code, "resolution", ALICE, "");
	a = ask_form(arena_printf(fixture.arena, "/tickets/%s/deadline", code),
		     MIA,
		     arena_printf(fixture.arena, "seen=4&reason=so+be+it&%s",
				  due_in(2, "first_resolve")));
	check_i64("resolved", a.status, 409);
	ask_has(a, "Nothing was done");
	ask_has_not(a, "/deadline\"");
}

/* Their promise ended meanwhile: no other one is chosen in its place. */
static void ended_meanwhile(void **state)
{
	const char *fields;
	struct answer a;
	int64_t before_it;

	(void)state;
	thanks();
	fields = arena_printf(fixture.arena, "seen=%lld&reason=so+be+it&%s",
			      (long long)tickets_seen(code, MIA),
			      due_in(2, "next_answer"));
	is_done(tickets_send(code, "no-reply", ALICE, "reason=thanks"),
		"no-reply");
	before_it = ask_digest();
	a = ask_form(arena_printf(fixture.arena, "/tickets/%s/deadline", code),
		     MIA, fields);
	check_i64("ended", a.status, 409);
	ask_has(a, "then decide. The promise that you chose has ended.</p>");
	ask_has(a,
		"id=\"promise-ended\">The promise that you chose has ended.");
	ask_has(a, "name=\"metric\" required aria-invalid=\"true\"");
	ask_has(a, "<option value=\"\" selected>Choose a promise</option>");
	ask_has(a, "<option value=\"first_resolve\">");
	ask_has(a, "value=\"so be it\"");
	assert_true(before_it == ask_digest());
	/* Nor is one when it is sent as it came back. */
	a = set(MIA, due_in(2, ""), "so+be+it");
	check_i64("none chosen", a.status, 422);
	ask_has(a, "id=\"promise-error\">Please fill this in.");
	ask_has_not(a, "The promise that you chose has ended.");
	assert_true(before_it == ask_digest());
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("no reply is needed", no_reply),
		ASK_TEST("said twice it is said once", no_reply_twice),
		ASK_TEST("a broken answer ends as missed", broken_it_ends_as_missed),
		ASK_TEST("a deadline is set by hand and taken back", deadline),
		ASK_TEST("the calculated deadline stands beside it", both_are_shown),
		ASK_TEST("set twice it is set once", deadline_twice),
		ASK_TEST("the list stands on the one by hand", the_one_by_hand_is_chosen),
		ASK_TEST("what was set is said", said_whose),
		ASK_TEST("one that is not by hand is not taken back", none_by_hand),
		ASK_TEST("taken back twice it is taken back once", taken_back_twice),
		ASK_TEST("each cycle knows who set its deadline", the_same_deadline_twice),
		ASK_TEST("where it was forwarded to is for staff", forwarded),
		ASK_TEST("a form with faults comes back whole and does nothing", comes_back),
		ASK_TEST("a reason that is too long names the limit", too_long),
		ASK_TEST("a form that comes too late does nothing and is kept", stale),
		ASK_TEST("a promise that ended meanwhile is not replaced", ended_meanwhile),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
