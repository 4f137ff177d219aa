#include "support/tickets.h"
#include "support/test.h"
#include "base/clock.h"

const char *tickets_open(enum who who, const char *department)
{
	struct viewer v = { .person = ask_person(who), .roles = ROLE_CUSTOMER };
	struct job job = { .db = fixture.db,
			   .arena = fixture.arena,
			   .viewer = &v,
			   .by = { .kind = ACTOR_PERSON,
				   .person = ask_person(who),
				   .via = VIA_WEB,
				   .now = clock_now() } };
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
