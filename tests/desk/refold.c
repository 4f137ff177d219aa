/* Invariant 11: what is stored is what its events fold to. */
#include "desk/company.h"

#include "desk/check.h"
#include "desk/explain.h"
#include "support/test.h"

static void print_finding(void *cookie, const struct check_finding *f)
{
	int *found = cookie;

	print_error("%s %s %s: %s, should be %s\n", f->kind, f->code, f->what,
		    f->stands, f->should);
	(*found)++;
}

/* Invariant 9: and what is told of each promise adds up to it. */
static void check_explained(instant now)
{
	struct viewer all = { .person = { -1 }, .roles = ROLE_OWNER };
	struct job job = { .db = fixture.db,
			   .arena = fixture.arena,
			   .viewer = &all,
			   .by.now = now };
	struct check_code *codes;
	struct err e = { 0 };
	int64_t clocks = 0;
	size_t n;

	access_viewer_ready(&all);
	company_expect(check_store_codes(job.db, job.arena, 0, INT64_MAX / 2,
					 &codes, &n, &e),
		       ERR_NONE, &e);
	for (size_t i = 0; i < n; i++) {
		struct desk_explanation x;

		company_expect(
			desk_explain(&job, codes[i].code, SIZE_MAX, &x, &e),
			ERR_NONE, &e);
		assert_null(x.broken);
		assert_false(x.extra);
		clocks += (int64_t)x.n;
		for (size_t k = 0; k < x.n; k++) {
			const struct desk_promise *p = &x.promises[k];
			const char *fault = desk_explain_fault(p, x.at);

			if (fault || p->differs)
				fail_msg("%s %s %d: %s does not add up, differs"
					 " %x",
					 codes[i].code,
					 level_metric_name(p->clock.metric),
					 p->clock.cycle, fault ? fault : "-",
					 p->differs);
		}
	}
	assert_int_equal(clocks,
			 db_fixture_number("SELECT COUNT(*) FROM clock"));
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
		      db_fixture_number(
			      "SELECT COALESCE(MAX(t.at), 0) FROM"
			      " (SELECT MAX(recorded_at) AS at FROM event UNION"
			      " SELECT MAX(at) FROM audit) t");

	c.now = now;
	company_expect(desk_check_tickets(&c, &all, &e), ERR_NONE, &e);
	company_expect(desk_check_rest(&c, now, false, &e), ERR_NONE, &e);
	assert_int_equal(found, 0);
	assert_int_equal(c.elsewhere, 0);
	assert_int_equal(c.tickets,
			 db_fixture_number("SELECT COUNT(*) FROM ticket"));
	check_explained(now);
}
