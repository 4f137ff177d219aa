/*
 * The route table against tests/web/access.spec: every route, every person,
 * every object.
 */
#include "support/test.h"
#include "support/ask.h"
#include "support/tickets.h"
#include "web/routes.h"
#include "base/clock.h"
#include <ctype.h>

#define LINES_MOST 400
#define NO_SUCH "ABC-DEFGH-999"
#define NO_SUCH_OID "2222222222222222"

static struct line {
	enum http_method method;
	char path[64], object;
	int want[WHO_N];
	bool used;
} lines[LINES_MOST];
static size_t nlines;

static const char *code_a, *code_b;

/* ---- the file ---------------------------------------------------------- */

/* The next word of a line; *s then stands behind it. */
static const char *word(char **s)
{
	char *from = *s + strspn(*s, " \t\n"), *to = from;

	to += strcspn(from, " \t\n");
	*s = to + (*to != '\0');
	*to = '\0';
	return from;
}

static void read_line(char *s)
{
	struct line *l = &lines[nlines];
	const char *first = word(&s);
	int64_t n;

	if (!*first || *first == '#')
		return;
	assert_true(nlines++ < LINES_MOST);
	l->method = str_eq(first, "GET") ? GET : POST;
	snprintf(l->path, sizeof(l->path), "%s", word(&s));
	l->object = *word(&s);
	for (enum who who = NOBODY; who < WHO_N; who++) {
		const char *want = word(&s);

		if (!str_to_i64(want, 200, 599, &n))
			fail_msg("%s: \"%s\" is no status", l->path, want);
		l->want[who] = (int)n;
	}
}

static void read_spec(void)
{
	char path[1000], text[300];
	FILE *f;

	snprintf(path, sizeof(path), "%s/tests/web/access.spec",
		 getenv("TEST_SRCDIR"));
	f = fopen(path, "re");
	if (!f)
		fail_msg("%s cannot be read", path);
	while (fgets(text, sizeof(text), f))
		read_line(text);
	fclose(f);
}

static int setup(void **state)
{
	ask_setup(state);
	read_spec();
	return 0;
}

static int before(void **state)
{
	ask_clean(state);
	code_a = tickets_open(BOB, "default");
	code_b = tickets_open(CAROL, "sa1es00000000000");
	db_fixture_run("INSERT INTO level (id, oid, name, created_at)"
		       " VALUES (9, 'v100000000000000', 'Gold', 0);\n"
		       "INSERT INTO level_version (id, level_id, number, name,"
		       " created_at) VALUES (9, 9, 1, 'Gold', 0);\n"
		       "INSERT INTO level_target (level_version_id, metric,"
		       " priority, seconds) VALUES (9, 0, 0, 3600);\n"
		       "INSERT INTO field (oid, about, kind, name, position,"
		       " created_at) VALUES ('f100000000000000', 1, 3, 'Kind',"
		       " 1, 0);\n"
		       "INSERT INTO field_choice (oid, field_id, name,"
		       " position) SELECT 'p100000000000000', id, 'Gold', 1"
		       " FROM field;\n"
		       "INSERT INTO tag (oid, name, created_at) VALUES"
		       " ('t100000000000000', 'bug', 0),"
		       " ('t200000000000000', 'other', 0);\n"
		       "INSERT INTO customer_group (oid, name, created_at)"
		       " VALUES ('g100000000000000', 'Gold', 0);\n"
		       "INSERT INTO company (oid, name, created_at) VALUES"
		       " ('c100000000000000', 'Acme', 0);\n"
		       "INSERT INTO audit (oid, at, actor_kind, via, object,"
		       " object_oid, name, became) VALUES ('y100000000000000',"
		       " 0, 6, 1, 4, 't100000000000000', 'bug', '{}');");
	db_fixture_run("INSERT INTO call_switch (id, on_since) VALUES (1, 1);\n"
		       "INSERT INTO call_target (oid, host, port, created_at)"
		       " VALUES ('w100000000000000', 'hooks.example.org', 443,"
		       " 0);\n"
		       "INSERT INTO outbox (ukey, kind, payload, created_at,"
		       " send_at, state) VALUES ('test:1', 1, '{}', 0, 0, 3);\n"
		       "INSERT INTO call_try (oid, outbox_id, at, try, outcome,"
		       " url) SELECT 'x100000000000000', id, 0, 1, 1, 'u'"
		       " FROM outbox WHERE ukey = 'test:1';");
	db_fixture_run("INSERT INTO calendar (oid, name, created_at) VALUES"
		       " ('h100000000000000', 'Hours', 0);\n"
		       "INSERT INTO calendar_version (calendar_id, number,"
		       " zone, always_open, created_at) SELECT id, 1, 'UTC',"
		       " 1, 0 FROM calendar WHERE name = 'Hours';");
	db_fixture_run("INSERT INTO rule (id, oid, kind, position, version,"
		       " created_at) VALUES (9, 'r100000000000000', 0, 1, 1,"
		       " 0);\n"
		       "INSERT INTO rule_version (id, rule_id, number, name,"
		       " stops, created_at) VALUES (9, 9, 1, 'Urgent', 1,"
		       " 0);");
	return 0;
}

/* ---- the questions ----------------------------------------------------- */

/* The opaque id of an object; one that nothing has for "-". */
static const char *oid_of(char object)
{
	switch (object) {
	case 'S':
		return ask_oid(ALICE);
	case 'O':
		return ask_oid(OLGA);
	case 'U':
		return ask_oid(BOB);
	case 'D':
		return "default";
	case 'T':
		return "t100000000000000";
	case 'G':
		return "g100000000000000";
	case 'L':
		return "v100000000000000";
	case 'H':
		return "h100000000000000";
	case 'F':
		return "f100000000000000";
	case 'K':
		return "c100000000000000";
	case 'R':
		return "r100000000000000";
	case 'W':
		return "w100000000000000";
	case 'X':
		return "x100000000000000";
	case 'Y':
		return "y100000000000000";
	default:
		return NO_SUCH_OID;
	}
}

/* The objects that the lines of a route have to ask about. */
static const char *objects_of(const char *path)
{
	static const struct {
		const char *start, *objects;
	} of[] = {
		{ "/people/:oid", "SO-" },     { "/customers/:oid", "US-" },
		{ "/departments/:oid", "D-" }, { "/tags/:oid", "T-" },
		{ "/companies/:oid", "K-" },   { "/groups/:oid", "G-" },
		{ "/audit/:oid", "Y-" },       { "/calendars/:oid", "H-" },
		{ "/calls/hosts/:oid", "W-" }, { "/calls/log/:oid", "X-" },
		{ "/rules/:oid", "R-" },       { "/fields/:oid", "F-" },
		{ "/levels/:oid", "L-" },
	};

	for (size_t i = 0; i < COUNT_OF(of); i++)
		if (str_starts(path, of[i].start))
			return of[i].objects;
	return strstr(path, ":code") ? "ABC" : "-";
}

/* The path with its object in. */
static const char *path_of(const struct line *l)
{
	const char *object = l->object == 'A'   ? code_a
			     : l->object == 'B' ? code_b
						: NO_SUCH;

	return ask_path(l->path, object, oid_of(l->object));
}

static void every_route_is_in_the_spec_and_back(void **state)
{
	(void)state;
	for (const struct route *r = routes; r->path; r++) {
		char objects[8] = "";
		size_t n = 0;

		for (size_t i = 0; i < nlines; i++) {
			if (lines[i].method != r->method ||
			    !str_eq(lines[i].path, r->path))
				continue;
			lines[i].used = true;
			objects[n++] = lines[i].object;
		}
		objects[n] = '\0';
		if (!str_eq(objects, objects_of(r->path)))
			fail_msg("%s %s has the lines \"%s\" in access.spec",
				 r->method == GET ? "GET" : "POST", r->path,
				 objects);
	}
	for (size_t i = 0; i < nlines; i++)
		if (!lines[i].used)
			fail_msg("access.spec: there is no route %s",
				 lines[i].path);
}

/* Every field that a form of ours has, each as it should be. */
static struct answer ask_whole(const struct line *l, enum who who)
{
	const char *fields;
	char tomorrow[INSTANT_TEXT];

	if (l->method == GET)
		return ask(GET, path_of(l), who);
	instant_text(clock_now() + 2 * 86400, tomorrow);
	/* At noon: there are nights with hours that do not exist. */
	tomorrow[10] = '\0';
	fields = arena_printf(
		fixture.arena,
		"subject=x&body=y&department=default&agent=&then=&until=&"
		"way=up&choice=p100000000000000&deed=%s&first_answer=1&"
		"first_answer-time=1+h&for=new&"
		"party=vendor&reason=z&name=Somebody&zone=UTC&"
		"priority=urgent&tags=a&add=b&email=new@x.example&"
		"host=new.hooks.example&on=yes&path=%%2Fx&"
		"presence=paused&role_agent=1&into=other&metric=first_answer&"
		"stops=1&due=%sT12:00&seen=%lld",
		str_starts(l->path, "/levels") || str_starts(l->path, "/rules")
			? "save"
			: "up",
		tomorrow,
		(long long)db_fixture_number(
			"SELECT MAX(version) FROM ticket"));
	return ask_form(path_of(l), who, fields);
}

static void everybody_gets_what_the_spec_says(void **state)
{
	int wrong = 0;

	for (size_t i = 0; i < nlines; i++)
		for (enum who who = NOBODY; who < WHO_N; who++) {
			const struct line *l = &lines[i];
			int got = ask_whole(l, who).status;

			/* What was done must not show in the next answer. */
			if (l->method == POST && (got == 303 || got == 200))
				before(state);
			if (got == l->want[who])
				continue;
			wrong++;
			print_message("%s %s (%c) by %s: %d, want %d\n",
				      l->method == GET ? "GET" : "POST",
				      l->path, l->object,
				      who ? ask_email(who) : "nobody", got,
				      l->want[who]);
		}
	assert_int_equal(wrong, 0);
}

static void looking_changes_nothing_in_the_database(void **state)
{
	int64_t digest = ask_digest();

	(void)state;
	for (size_t i = 0; i < nlines; i++) {
		if (lines[i].method != GET)
			continue;
		for (enum who who = NOBODY; who < WHO_N; who++)
			ask(GET, path_of(&lines[i]), who);
		if (ask_digest() != digest)
			fail_msg("GET %s changes the database", lines[i].path);
	}
}

/* What differs by itself: the request's id, the code that was asked for, the
 * time, and the token of the form in the frame. */
static const char *without_ids(const char *body)
{
	static const struct {
		const char *before;
		size_t n;
	} ids[] = { { "incident: ", 16 },
		    { "/tickets/", 13 },
		    { "data-server-now=\"", 10 },
		    { "name=\"once\" value=\"", RNG_TOKEN_LEN } };
	char *copy = arena_str(fixture.arena, body);

	for (size_t i = 0; i < COUNT_OF(ids); i++)
		for (char *at = copy; (at = strstr(at, ids[i].before));) {
			at += strlen(ids[i].before);
			if (i != 1 || isupper((unsigned char)*at))
				memset(at, '_', ids[i].n);
		}
	return copy;
}

static void what_is_foreign_looks_like_what_does_not_exist(void **state)
{
	(void)state;
	for (size_t i = 0; i < nlines; i++)
		for (enum who who = BOB; who < WHO_N; who++) {
			struct line none = lines[i];
			const char *theirs, *nothing;

			if (none.object == '-' || none.object == 'C' ||
			    none.want[who] != 404)
				continue;
			theirs = without_ids(ask_whole(&none, who).body);
			none.object = 'C';
			nothing = without_ids(ask_whole(&none, who).body);
			assert_string_equal(theirs, nothing);
		}
}

int main(int argc, char **argv)
{
#define CASE(f) cmocka_unit_test_setup(f, before)
	static const struct CMUnitTest tests[] = {
		CASE(every_route_is_in_the_spec_and_back),
		CASE(everybody_gets_what_the_spec_says),
		CASE(looking_changes_nothing_in_the_database),
		CASE(what_is_foreign_looks_like_what_does_not_exist),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, setup, ask_teardown);
}
