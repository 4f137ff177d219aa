#include "desk/ladder.h"

#include <stdarg.h>
#include "desk/check.h"
#include "support/test.h"

/* ---- Levels -------------------------------------------------------------- */

static const person_id nobody;

struct level_draft ladder_draft(const char *name)
{
	struct level_draft d = { .name = name, .calendar = company.calendar };

	d.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = 4 * HOUR;
	return d;
}

void ladder_step(struct level_draft *d, seconds offset, const struct action *v,
		 int n)
{
	int number = d->nsteps[METRIC_FIRST_ANSWER]++;

	d->steps[METRIC_FIRST_ANSWER][number] = (struct step){
		.number = number, .offset = offset
	};
	d->actions[METRIC_FIRST_ANSWER][number] = (struct step_actions){ v, n };
}

/* From now on Support's tickets are promised that. */
void ladder_promise(const struct level_draft *d)
{
	struct err e = { 0 };

	MUST(level_store_revise(fixture.db, company.level, d, nobody, 0, &e));
}

int ladder_setup(void **state)
{
	int rc = company_setup(state);

	db_fixture_run("UPDATE person SET email = CONCAT(LOWER("
		       "SUBSTRING_INDEX(name, ' ', 1)), '@harbour.example');\n"
		       "INSERT INTO desk (id, name, zone, created_at)"
		       " VALUES (1, 'Harbour', 'UTC', 0);\n");
	return rc;
}

int64_t ladder_level(const struct level_draft *d)
{
	struct err e = { 0 };
	int64_t id;

	MUST(level_store_add(fixture.db, d, nobody, 0, &id, &e));
	return id;
}

/* ---- Looking ------------------------------------------------------------- */

static void found(void *cookie, const struct check_finding *f)
{
	(void)cookie;
	fail_msg("%s of %s %s: %s instead of %s", f->kind, f->code, f->what,
		 f->stands, f->should);
}

void ladder_is_well(void)
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

void ladder_assign(const char *code, const struct member *p, instant at)
{
	struct job job = company_job(&company.alice, at);
	struct err e = { 0 };
	struct deed deed;

	MUST(desk_assign(&job, code, 0, p->oid, &deed, &e));
}

int64_t ladder_count(const char *fmt, ...)
{
	va_list ap;
	const char *sql;

	va_start(ap, fmt);
	sql = arena_vprintf(fixture.arena, fmt, ap);
	va_end(ap);
	return NUMBER(sql);
}

int64_t ladder_mails(const struct member *p)
{
	return ladder_count("SELECT COUNT(*) FROM outbox WHERE kind = 0 AND"
			    " person_id = %lld",
			    (long long)p->id.n);
}

int64_t ladder_outcome(int position)
{
	return ladder_count(
		"SELECT outcome FROM fired_action WHERE position = %d",
		position);
}
