/*
 * What can be done to a ticket from its page, and how each form comes back.
 */
#include "support/test.h"
#include "support/tickets.h"
#include "base/clock.h"
#include "core/event.h"
#include "store/level_store.h"

static const char *code;

static struct answer page(enum who who)
{
	return ask(GET, arena_printf(fixture.arena, "/tickets/%s", code), who);
}

static const char *agent(enum who who)
{
	return arena_printf(fixture.arena, "agent=%s", ask_oid(who));
}

static void is_done(struct answer a, const char *what)
{
	check_i64(what, a.status, 303);
	check_text(
		what, a.location,
		arena_printf(fixture.arena, "/tickets/%s?done=%s", code, what));
}

static int64_t status(void)
{
	return db_fixture_number("SELECT status FROM ticket");
}

static int64_t messages(void)
{
	return db_fixture_number("SELECT COUNT(*) FROM message");
}

/* Bob's ticket in Support, with promises. */
static int before(void **state)
{
	ask_clean(state);
	tickets_promise();
	code = tickets_open(BOB, "default");
	return 0;
}

/* ---- what works -------------------------------------------------------- */

static void replies(void **state)
{
	struct answer a = page(ALICE);

	(void)state;
	ask_has(a, "Sending stops:");
	ask_has(a, "<b>First answer</b>");
	is_done(tickets_send(code, "messages", ALICE, "body=the+answer"),
		"replied");
	check_i64("status", status(), STATUS_ANSWERED);
	a = page(ALICE);
	ask_has(a, "the answer");
	ask_has(a, "No clock waits for a reply.");
	ask_has(a, "badge--met");
	is_done(tickets_send(code, "messages", BOB, "body=thanks"), "replied");
	check_i64("status", status(), STATUS_OPEN);
	ask_has(page(ALICE), "<b>Next answer</b>");
}

static void replies_and_resolves(void **state)
{
	(void)state;
	is_done(tickets_send(code, "messages", ALICE, "body=x&then=resolve"),
		"resolved");
	check_i64("status", status(), STATUS_RESOLVED);
	ask_has(page(ALICE), "resolved");
}

static void notes(void **state)
{
	(void)state;
	is_done(tickets_send(code, "notes", ALICE, "body=between+us"), "noted");
	check_i64("status", status(), STATUS_NEW);
	ask_has(page(ALICE), "between us");
	ask_has(page(ALICE), "message--note");
}

static void assigns(void **state)
{
	(void)state;
	ask_has(page(ALICE), "Take it");
	is_done(tickets_send(code, "assignment", ALICE, agent(ALICE)),
		"assigned");
	ask_has_not(page(ALICE), "Take it");
	ask_has(page(ERIK), "assigned to Alice Agent");
	is_done(tickets_send(code, "assignment", ALICE, "agent="),
		"unassigned");
	ask_has(page(ALICE), "assigned to nobody");
}

/* Frank is not in Support: once it is not his any more, he is shown out. */
static void lets_go(void **state)
{
	struct answer a;

	(void)state;
	db_fixture_run("UPDATE ticket SET assignee_id ="
		       " (SELECT id FROM person WHERE name = 'Frank Seller');");
	ask_has(page(FRANK), "Frank Seller");
	a = tickets_send(code, "assignment", FRANK, "agent=");
	check_i64("status", a.status, 303);
	check_text("to", a.location, "/inbox?done=unassigned");
}

static void postpones(void **state)
{
	struct answer a = page(ALICE);

	(void)state;
	ask_has(a, "stands still");
	is_done(tickets_send(code, "postponement", ALICE,
			     "party=vendor&reason=part+ordered&until="),
		"postponed");
	a = page(ALICE);
	ask_has(a, "waiting for a supplier");
	ask_has(a, "part ordered");
	ask_has(a, "badge--paused");
	is_done(tickets_send(code, "reopening", ALICE, ""), "reopened");
	check_i64("status", status(), STATUS_NEW);
	/* Whom we wait for follows from why, unless it is said. */
	is_done(tickets_send(code, "postponement", ALICE,
			     "code=delivery&party=&reason="),
		"postponed");
	a = page(ALICE);
	ask_has(a, "waiting for a supplier (a delivery is to come)");
	is_done(tickets_send(code, "postponement", ALICE,
			     "code=delivery&party=team&reason="),
		"postponed");
	ask_has(page(ALICE),
		"waiting for another team (a delivery is to come)");
	is_done(tickets_send(code, "reopening", ALICE, ""), "reopened");
}

static void resolves_and_reopens(void **state)
{
	(void)state;
	is_done(tickets_send(code, "resolution", BOB, ""), "resolved");
	check_i64("status", status(), STATUS_RESOLVED);
	is_done(tickets_send(code, "reopening", BOB, ""), "reopened");
	check_i64("status", status(), STATUS_OPEN);
}

static void twice(void **state)
{
	const struct ask form = {
		.method = POST,
		.path = arena_printf(fixture.arena, "/tickets/%s/messages",
				     code),
		.who = ALICE,
		.fields = "seen=1&body=once",
		.once = ask_once(),
	};

	(void)state;
	is_done(ask_with(&form), "replied");
	is_done(ask_with(&form), "replied");
	check_i64("messages", messages(), 2);
}

/* ---- what comes back --------------------------------------------------- */

static void comes_back(void **state)
{
	static const struct {
		const char *what, *part;
		enum who who;
		const char *fields, *shown, *kept;
	} cases[] = {
		{ "empty reply", "messages", ALICE, "body=", "reply-error",
		  "Please fill this in." },
		{ "empty words of a customer", "messages", BOB, "body=%20",
		  "body-error", "Please fill this in." },
		{ "unreadable", "messages", BOB, "body=%ff", "body-error",
		  "We could not read this text" },
		{ "empty note", "notes", ALICE, "body=", "note-error",
		  "Please fill this in." },
		{ "no such agent", "assignment", ALICE,
		  "agent=aaaaaaaaaaaaaaaa", "agent-error",
		  "does not work in this department" },
		{ "no agent at all", "assignment", ALICE, "agent=xyz",
		  "agent-error", "not something we know" },
		{ "no such time", "postponement", ALICE,
		  "until=2026-02-30T10:00&party=team&reason=my+reason",
		  "until-error", "my reason" },
		{ "a time that clocks skip", "postponement", ALICE,
		  "until=2027-03-28T02:30&reason=my+reason",
		  "The clocks skip that time", "value=\"2027-03-28T02:30\"" },
		{ "in the past", "postponement", ALICE,
		  "until=2020-01-01T10:00&party=team&reason=my+reason",
		  "until-error", "value=\"2020-01-01T10:00\"" },
		{ "in ten years", "postponement", ALICE,
		  "until=2036-01-01T10:00&reason=my+reason", "until-error",
		  "more than a year away" },
		{ "no such reason", "postponement", ALICE,
		  "code=weather&party=team&reason=my+reason",
		  "not something we know", "my reason" },
		{ "no such party", "postponement", ALICE,
		  "party=aunt&reason=my+reason", "not something we know",
		  "my reason" },
	};
	int64_t before_all = ask_digest();

	(void)state;
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

/* Something new arrived since the page was shown. */
static void stale(void **state)
{
	static const struct {
		const char *part;
		enum who who;
		const char *kept;
	} cases[] = {
		{ "messages", ALICE, "my+long+answer" },
		{ "notes", ALICE, "my+long+answer" },
		{ "messages", BOB, "my+long+answer" },
	};

	(void)state;
	tickets_send(code, "messages", BOB, "body=one+more+thing");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer a = ask_form(
			arena_printf(fixture.arena, "/tickets/%s/%s", code,
				     cases[i].part),
			cases[i].who, "seen=1&body=my+long+answer");

		check_i64(cases[i].part, a.status, 409);
		ask_has(a,
			cases[i].who == BOB
				? "Something new arrived while you were writing"
				: "Somebody else changed this ticket "
				  "meanwhile. "
				  "Nothing was sent, and your text is still");
		ask_has(a, "my long answer</textarea>");
		ask_has(a, "one more thing");
	}
	check_i64("messages", messages(), 2);
}

/* The same for what is chosen, and for buttons alone: always the ticket. */
static void stale_deeds(void **state)
{
	static const struct {
		const char *part, *fields, *says, *kept;
	} cases[] = {
		{ "priority", "priority=high", "what you chose is still here",
		  "<option value=\"high\" selected>" },
		{ "tags", "add=typed", "what you chose is still here",
		  "value=\"typed\"" },
		{ "postponement", "party=vendor&reason=for+parts",
		  "what you chose is still here", "value=\"for parts\"" },
		{ "resolution", "", "Nothing was done:", "" },
		{ "reopening", "", "Nothing was done:", "" },
		{ "marking", "", "Nothing was done:", "" },
		{ "spam", "", "Nothing was done:", "" },
		{ "deletion", "", "Nothing was done:", "" },
		{ "restoration", "", "Nothing was done:", "" },
	};
	int64_t before_all;

	(void)state;
	tickets_send(code, "messages", BOB, "body=one+more+thing");
	before_all = ask_digest();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer a = ask_form(
			arena_printf(fixture.arena, "/tickets/%s/%s", code,
				     cases[i].part),
			ALICE,
			arena_printf(fixture.arena, "seen=1&%s",
				     cases[i].fields));

		check_i64(cases[i].part, a.status, 409);
		ask_has(a, "Somebody else changed this ticket meanwhile.");
		ask_has(a, cases[i].says);
		ask_has(a, cases[i].kept);
		ask_has(a, "one more thing");
		ask_has_not(a, "your text is still here");
		ask_has_not(a, "Number of this incident");
	}
	assert_true(before_all == ask_digest());
}

/* The department and the agent who were chosen, not those it has. */
static void stale_choice(void **state)
{
	const char *sales = "sa1es00000000000";
	struct answer a;

	(void)state;
	tickets_send(code, "messages", BOB, "body=one+more+thing");
	a = ask_form(
		arena_printf(fixture.arena, "/tickets/%s/transfer", code),
		ALICE,
		arena_printf(fixture.arena, "seen=1&department=%s", sales));
	check_i64("status", a.status, 409);
	ask_has(a, "what you chose is still here");
	ask_has(a, arena_printf(fixture.arena, "value=\"%s\" selected", sales));
	a = ask_form(
		arena_printf(fixture.arena, "/tickets/%s/assignment", code),
		ALICE, arena_printf(fixture.arena, "seen=1&%s", agent(ERIK)));
	check_i64("status", a.status, 409);
	ask_has(a, "what you chose is still here");
	ask_has(a, arena_printf(fixture.arena, "value=\"%s\" selected",
				ask_oid(ERIK)));
}

/* It says of the undo what became of it, and whose change was in its way. */
static void stale_undo(void **state)
{
	struct ask q = { .method = POST,
			 .path = arena_printf(fixture.arena,
					      "/tickets/%s/priority", code),
			 .who = ALICE,
			 .fields = "seen=1&priority=low",
			 .once = arena_printf(fixture.arena, "%s-undo",
					      ask_once()) };
	struct answer a;

	(void)state;
	tickets_send(code, "notes", ERIK, "body=wait");
	a = ask_with(&q);
	check_i64("status", a.status, 409);
	ask_has(a,
		"Somebody else changed this ticket meanwhile. So nothing was "
		"undone");
	tickets_send(code, "notes", ALICE, "body=mine");
	q.once = arena_printf(fixture.arena, "%s-undo", ask_once());
	a = ask_with(&q);
	ask_has(a, "You changed this ticket meanwhile, in another window. So "
		   "nothing was undone");
}

/* The form is gone, what was written is not. */
static void stale_and_closed(void **state)
{
	struct answer a;

	(void)state;
	db_fixture_run("UPDATE ticket SET status = 6, version = version + 1;");
	a = ask_form(arena_printf(fixture.arena, "/tickets/%s/messages", code),
		     ALICE, "seen=1&body=my+long+answer");
	check_i64("status", a.status, 409);
	ask_has(a, "Your text, to copy");
	ask_has(a, "my long answer</textarea>");
}

/* After Back: the same form, with other words. */
static void sent_before(void **state)
{
	struct ask q = { .method = POST,
			 .path = arena_printf(fixture.arena,
					      "/tickets/%s/messages", code),
			 .once = ask_once() };
	struct answer a;

	(void)state;
	for (int i = 0; i < 2; i++) {
		q.who = i ? BOB : ALICE;
		q.fields = arena_printf(fixture.arena, "seen=%lld&body=first",
					(long long)tickets_seen(code, q.who));
		check_i64("first", ask_with(&q).status, 303);
		q.fields = arena_printf(fixture.arena, "seen=%lld&body=other",
					(long long)tickets_seen(code, q.who));
		a = ask_with(&q);
		check_i64("again", a.status, 409);
		ask_has(a, "This form was sent already, and");
		ask_has(a, "other</textarea>");
		ask_has_not(a, q.once);
	}
	check_i64("messages", messages(), 3);
}

/* What was done is said with what is there now, also of an undo. */
static void says_what(void **state)
{
	struct answer a;

	(void)state;
	is_done(tickets_send(code, "priority", ALICE, "priority=high"),
		"priority");
	is_done(tickets_send(code, "assignment", ALICE, agent(ALICE)),
		"assigned");
	a = ask(GET,
		arena_printf(fixture.arena, "/tickets/%s?done=priority", code),
		ALICE);
	ask_has(a, "The priority is changed. It is High now.");
	a = ask(GET,
		arena_printf(fixture.arena, "/tickets/%s?done=assigned", code),
		ALICE);
	ask_has(a, "The ticket is assigned. Alice Agent has it now.");
	/* Two tags that look the same are the same. */
	is_done(tickets_send(code, "tags", ALICE, "add=two++words"), "tagged");
	is_done(tickets_send(code, "tags", ALICE, "add=two%C2%A0words"),
		"tagged");
	check_i64("tags", db_fixture_number("SELECT COUNT(*) FROM tag"), 1);
}

/* What a customer cannot see is nothing new to them. */
static void unseen(void **state)
{
	int64_t seen = tickets_seen(code, BOB);
	struct answer a;

	(void)state;
	is_done(tickets_send(code, "notes", ALICE, "body=a+note"), "noted");
	is_done(tickets_send(code, "assignment", ALICE, agent(ALICE)),
		"assigned");
	check_i64("what Bob has seen", tickets_seen(code, BOB), seen);
	a = ask_form(arena_printf(fixture.arena, "/tickets/%s/messages", code),
		     BOB,
		     arena_printf(fixture.arena, "seen=%lld&body=more",
				  (long long)seen));
	is_done(a, "replied");
}

/* No form is left to come back to: the words are given back all the same. */
static void closed(void **state)
{
	struct answer a;

	(void)state;
	db_fixture_run("UPDATE ticket SET status = 5;");
	/* Staff may note something, and are offered nothing that fails. */
	a = ask_form(arena_printf(fixture.arena, "/tickets/%s/messages", code),
		     ALICE, "seen=1&body=my+long+answer");
	check_i64("status", a.status, 409);
	ask_has(a, "Your text, to copy");
	ask_has(a, "my long answer</textarea>");
	a = page(ALICE);
	ask_has(a, "/notes\"");
	ask_has_not(a, "/assignment\"");
	ask_has_not(a, "/resolution\"");
}

/* It says so before, and leads to the new one. */
static void follows(void **state)
{
	const char *old = code;
	struct answer a;

	(void)state;
	db_fixture_run("UPDATE ticket SET status = 5;");
	ask_has(page(BOB), "What you write becomes a new ticket.");
	a = ask_form(arena_printf(fixture.arena, "/tickets/%s/messages", code),
		     BOB, "seen=1&body=it+burns+again");
	check_i64("status", a.status, 303);
	check_i64("tickets", db_fixture_number("SELECT COUNT(*) FROM ticket"),
		  2);
	a = ask(GET, a.location, BOB);
	ask_has(a, "it burns again");
	ask_has(a, "which follows");
	ask_has(a, old);
	ask_has(page(BOB), "followed by");
	ask_has(page(ALICE), "followed by");
}

static void merged(void **state)
{
	const char *other = tickets_open(BOB, "default");
	struct viewer olga = { .roles = ROLE_OWNER };
	struct job job = { .db = fixture.db,
			   .arena = fixture.arena,
			   .viewer = &olga };
	struct deed deed;
	struct err e = { 0 };

	(void)state;
	olga.person.n = db_fixture_number("SELECT id FROM person WHERE roles"
					  " = 32 LIMIT 1");
	access_viewer_ready(&olga);
	job.by = (struct actor){ .person = olga.person, .now = clock_now() };
	check_i64("merge", desk_merge(&job, code, 0, other, &deed, &e),
		  ERR_NONE);
	ask_has(page(ALICE), "This ticket was merged into");
	ask_has(page(ALICE), other);
	ask_has(page(BOB), "Merged with another ticket");
	ask_has(page(BOB), other);
	check_i64("status", tickets_send(code, "restoration", ALICE, "").status,
		  303);
	ask_has(page(ALICE), "(taken out again)");
	ask_has_not(page(ALICE), "This ticket was merged into");
}

/* Promised to be told something every two hours. */
static void informed(void **state)
{
	(void)state;
	level_store_forget();
	db_fixture_run("INSERT INTO level_target (level_version_id, metric,"
		       " priority, seconds, unit) SELECT id, 6, 0, 7200, 0"
		       " FROM level_version;");
	code = tickets_open(BOB, "default");
	ask_has_not(page(ALICE), "Keep informed");
	tickets_send(code, "messages", ALICE, "body=we+are+on+our+way");
	ask_has(page(ALICE), "Keep informed");
	ask_has(ask(GET, "/reports/log?metric=keep_informed", OLGA), code);
	ask_has_not(ask(GET, "/reports/log?metric=chat_answer", OLGA), code);
	check_i64("report",
		  ask(GET, "/reports/compliance?metric=keep_informed", OLGA)
			  .status,
		  200);
}

static void buttons(void **state)
{
	(void)state;
	tickets_send(code, "messages", BOB, "body=one+more+thing");
	check_i64("resolve what has changed",
		  ask_form(arena_printf(fixture.arena, "/tickets/%s/resolution",
					code),
			   ALICE, "seen=1")
			  .status,
		  409);
	check_i64("reopen what is open",
		  tickets_send(code, "reopening", ALICE, "").status, 409);
	check_i64("no version",
		  ask_form(arena_printf(fixture.arena, "/tickets/%s/resolution",
					code),
			   ALICE, "seen=x")
			  .status,
		  422);
	check_i64("status", status(), STATUS_NEW);
}

/* Readers and managers look on. */
static void onlookers(void **state)
{
	(void)state;
	ask_has_not(page(RITA), "name=\"body\"");
	ask_has_not(page(MIA), "name=\"body\"");
	ask_has_not(page(MIA), "/assignment\"");
	ask_has(page(MIA), "It burns.");
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("an agent answers, the customer writes back", replies),
		ASK_TEST("an answer can resolve at once", replies_and_resolves),
		ASK_TEST("a note stands on the page of staff", notes),
		ASK_TEST("a ticket is taken and given back", assigns),
		ASK_TEST("who gives away a ticket of another team sees it no more", lets_go),
		ASK_TEST("a ticket is postponed and opened again", postpones),
		ASK_TEST("its requester resolves and reopens it", resolves_and_reopens),
		ASK_TEST("a reply sent twice is one reply", twice),
		ASK_TEST("a form with faults comes back whole and does nothing", comes_back),
		ASK_TEST("what was typed survives that something new arrived", stale),
		ASK_TEST("a deed that comes too late shows the ticket as it is", stale_deeds),
		ASK_TEST("a choice that comes too late is kept", stale_choice),
		ASK_TEST("an undo that comes too late says that nothing was undone", stale_undo),
		ASK_TEST("an answer to what was closed meanwhile can be copied", stale_and_closed),
		ASK_TEST("a form of before, sent with other words, says so", sent_before),
		ASK_TEST("it is said what was done", says_what),
		ASK_TEST("what a customer cannot see refuses no word of theirs", unseen),
		ASK_TEST("staff's words to a closed ticket are given back", closed),
		ASK_TEST("a customer's words there begin a new one", follows),
		ASK_TEST("a merged ticket says where it went", merged),
		ASK_TEST("who is kept informed is told by when", informed),
		ASK_TEST("a button does nothing to a ticket that changed", buttons),
		ASK_TEST("who only looks on has no forms", onlookers),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
