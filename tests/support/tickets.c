#include "support/tickets.h"
#include "support/test.h"
#include "base/clock.h"
#include "store/level_store.h"
#include "store/rule_store.h"

const char *tickets_open_at(enum who who, const char *department, instant at)
{
	struct viewer v = { .person = ask_person(who), .roles = ROLE_CUSTOMER };
	struct job job = { .db = fixture.db,
			   .arena = fixture.arena,
			   .viewer = &v,
			   .by = { .kind = ACTOR_PERSON,
				   .person = ask_person(who),
				   .via = VIA_WEB,
				   .now = at } };
	const struct desk_ticket t = { .subject = "Printer on fire",
				       .body = "It burns.",
				       .department = department,
				       .priority = PRIORITY_NORMAL,
				       .source = SOURCE_FORM };
	struct err e = { 0 };
	struct deed deed;

	access_viewer_ready(&v);
	if (desk_open(&job, &t, &deed, &e))
		fail_msg("%s", e.msg);
	return deed.code;
}

const char *tickets_open(enum who who, const char *department)
{
	return tickets_open_at(who, department, clock_now());
}

void tickets_promise(void)
{
	static const seconds targets[METRIC_N] = {
		[METRIC_FIRST_ANSWER] = 4 * 3600,
		[METRIC_NEXT_ANSWER] = 2 * 3600,
		[METRIC_FIRST_ASSIGN] = 3600,
		[METRIC_FIRST_RESOLVE] = 16 * 3600,
	};
	struct level_draft level = { .name = "Gold" };
	struct err e = { 0 };
	int64_t id;

	for (int m = 0; m < METRIC_N; m++)
		level.target[m][PRIORITY_ANY].seconds = targets[m];
	if (level_store_add(fixture.db, &level, (person_id){ 0 }, clock_now(),
			    &id, &e) ||
	    rule_store_promise(fixture.db, fixture.arena, "Support is Gold",
			       (department_id){ 1 }, id, clock_now(), &e))
		fail_msg("%s", e.msg);
}

int64_t tickets_seen(const char *code, enum who who)
{
	struct answer page;
	const char *text;
	int64_t n;

	page = ask(GET, arena_printf(fixture.arena, "/tickets/%s", code), who);
	text = ask_between(page.body, "name=\"seen\" value=\"", "\"");
	if (!text || !str_to_i64(text, 1, INT64_MAX, &n))
		fail_msg("%s shows no version", code);
	return n;
}

struct answer tickets_send(const char *code, const char *part, enum who who,
			   const char *fields)
{
	return ask_form(
		arena_printf(fixture.arena, "/tickets/%s/%s", code, part), who,
		arena_printf(fixture.arena, "seen=%lld&%s",
			     (long long)tickets_seen(code, who), fields));
}
