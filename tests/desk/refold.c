/* Invariant 11: what is stored is what its events fold to. */
#include "desk/company.h"

#include "desk/check.h"
#include "support/test.h"

static void print_finding(void *cookie, const struct check_finding *f)
{
	int *found = cookie;

	print_error("%s %s %s: %s, should be %s\n", f->kind, f->code, f->what,
		    f->stands, f->should);
	(*found)++;
}

void company_check_refold(void)
{
	const struct check_range all = { 0, INT64_MAX };
	int found = 0;
	struct desk_check c = { .db = fixture.db,
				.arena = fixture.arena,
				.each = print_finding,
				.cookie = &found };
	struct err e = { 0 };
	/* When all of it has happened. */
	instant now = DAY_SECONDS +
		      db_fixture_number("SELECT COALESCE(MAX(recorded_at),"
					" 0) FROM event");

	company_expect(desk_check_tickets(&c, &all, &e), ERR_NONE, &e);
	company_expect(desk_check_rest(&c, now, false, &e), ERR_NONE, &e);
	assert_int_equal(found, 0);
	assert_int_equal(c.elsewhere, 0);
	assert_int_equal(c.tickets,
			 db_fixture_number("SELECT COUNT(*) FROM ticket"));
}
