/*
 * On random calendars: every finding of calendar_lint() is true, and none is
 * missed of those that can be found in a plainer way.
 */
#include "core/findings.h"

#include "base/zone.h"
#include "core/chance.h"
#include "core/oracle.h"

/* The same calendar where no local time is skipped. */
static bool open_local(const struct calendar_spec *spec, int64_t day,
		       int32_t minute)
{
	struct calendar_spec flat = *spec;

	flat.zone = calendars_zone("UTC");
	return oracle_open(&flat, day * DAY_SECONDS + minute * INT64_C(60));
}

/* A date that is as its weekday says. */
static int64_t date_of(const struct calendar_finding *f)
{
	int64_t monday = calendars_day("2040-01-02");

	return f->day == CALENDAR_NO_DAY ? monday + f->weekday : f->day;
}

static bool same_without(const struct calendar_spec *spec, int64_t day,
			 const struct calendar_spec *without)
{
	for (int32_t m = -1440; m < 3 * 1440; m++)
		if (open_local(spec, day, m) != open_local(without, day, m))
			return false;
	return true;
}

static bool closes_nothing(const struct calendar_spec *spec, size_t index)
{
	struct calendar_closure c[6];
	struct calendar_spec without = *spec;

	memcpy(c, spec->closures, spec->nclosures * sizeof(*c));
	c[index] = c[--without.nclosures];
	without.closures = c;
	return same_without(spec, spec->closures[index].day, &without);
}

static bool changes_nothing(const struct calendar_spec *spec, size_t index)
{
	struct calendar_replacement r[3];
	struct calendar_spec without = *spec;

	memcpy(r, spec->replacements, spec->nreplacements * sizeof(*r));
	r[index] = r[--without.nreplacements];
	without.replacements = r;
	return same_without(spec, spec->replacements[index].day, &without);
}

/* Do the clocks never show those minutes of the date? */
static bool never_shown(const struct zone *z, int64_t day, int32_t from,
			int32_t to)
{
	for (instant u = (day - 2) * DAY_SECONDS; u < (day + 4) * DAY_SECONDS;
	     u += 60) {
		int64_t minute = (u + zone_offset(z, u)) / 60 - day * 1440;

		if (minute >= from && minute < to)
			return false;
	}
	return true;
}

static bool covers(const struct calendar_spec *spec,
		   const struct calendar_finding *f, size_t index)
{
	const struct calendar_window *w = &spec->windows[index];
	int32_t days;

	for (size_t i = 0; i < spec->nreplacements; i++)
		if (spec->replacements[i].day == f->day)
			return spec->replacements[i].windows[index].from_min <=
				       f->from_min &&
			       spec->replacements[i].windows[index].to_min >=
				       f->to_min;
	days = (w->weekday - f->weekday + 7) % 7 * 1440;
	return w->from_min + days <= f->from_min &&
	       w->to_min + days >= f->to_min;
}

static bool is_true(const struct calendar_spec *spec,
		    const struct calendar_finding *f)
{
	int64_t day = date_of(f);

	switch (f->kind) {
	case CALENDAR_NEVER_OPEN:
		return !calendar_has_open_time(calendars_compile(spec));
	case CALENDAR_ENDS_2359:
		return open_local(spec, day, 1438) &&
		       !open_local(spec, day, 1439);
	case CALENDAR_GAP_MINUTE:
		return f->to_min == f->from_min + 1 &&
		       open_local(spec, day, f->from_min - 1) &&
		       !open_local(spec, day, f->from_min) &&
		       open_local(spec, day, f->to_min);
	case CALENDAR_NO_HOLIDAYS:
		for (size_t i = 0; i < spec->nclosures; i++)
			if (spec->closures[i].day >= f->day &&
			    spec->closures[i].day < f->day + 365)
				return false;
		return f->day == calendars_day("2027-01-01");
	case CALENDAR_SKIPPED:
		return never_shown(spec->zone, f->day, f->from_min, f->to_min);
	case CALENDAR_OVERLAP:
		return f->index != f->other && f->from_min < f->to_min &&
		       covers(spec, f, f->index) && covers(spec, f, f->other);
	case CALENDAR_CLOSES_NOTHING:
		return closes_nothing(spec, f->index);
	case CALENDAR_CHANGES_NOTHING:
		return changes_nothing(spec, f->index);
	}
	return false;
}

/* What the week and the exceptions ahead should have been found for. */
static size_t wanted(const struct calendar_spec *spec,
		     enum calendar_finding_kind kind)
{
	struct calendar_finding f = { .kind = kind, .day = CALENDAR_NO_DAY };
	size_t n = 0;

	for (f.weekday = 0; f.weekday < 7; f.weekday++)
		for (f.from_min = 0; f.from_min < 1439; f.from_min++) {
			f.to_min = f.from_min + 1;
			if (kind == CALENDAR_ENDS_2359 && f.from_min > 0)
				break;
			n += is_true(spec, &f);
		}
	return n;
}

static size_t of_weekdays(const struct calendar_findings *f,
			  enum calendar_finding_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += f->v[i].kind == kind && f->v[i].day == CALENDAR_NO_DAY;
	return n;
}

static void check_idle(const char *what, const struct calendar_spec *spec,
		       const struct calendar_findings *f)
{
	size_t closing = 0, changing = 0;

	for (size_t i = 0; i < spec->nclosures; i++)
		closing += spec->closures[i].day >= calendars_day(TODAY) &&
			   closes_nothing(spec, i);
	for (size_t i = 0; i < spec->nreplacements; i++)
		changing += spec->replacements[i].day >= calendars_day(TODAY) &&
			    changes_nothing(spec, i);
	check_i64(what, (int64_t)findings_count(f, CALENDAR_CLOSES_NOTHING),
		  (int64_t)closing);
	check_i64(what, (int64_t)findings_count(f, CALENDAR_CHANGES_NOTHING),
		  (int64_t)changing);
}

/* Windows of a date that its clocks never show. */
static size_t skipped_on(const struct calendar_spec *spec, int64_t day)
{
	size_t n = 0;

	for (size_t i = 0; i < spec->nreplacements; i++) {
		const struct calendar_replacement *r = &spec->replacements[i];

		if (r->day != day)
			continue;
		for (size_t j = 0; j < r->nwindows; j++)
			n += never_shown(spec->zone, day,
					 r->windows[j].from_min,
					 r->windows[j].to_min);
		return n;
	}
	for (size_t i = 0; i < spec->nwindows; i++)
		n += spec->windows[i].weekday == instant_weekday(day) &&
		     never_shown(spec->zone, day, spec->windows[i].from_min,
				 spec->windows[i].to_min);
	return n;
}

/* Is any minute of both, when the second starts so many minutes later? */
static bool meet(struct calendar_dated a, struct calendar_dated b, int32_t by)
{
	for (int32_t m = a.from_min; m < a.to_min; m++)
		if (m >= b.from_min + by && m < b.to_min + by)
			return true;
	return false;
}

static struct calendar_dated dated(const struct calendar_window *w)
{
	return (struct calendar_dated){ w->from_min, w->to_min };
}

/* Pairs that overlap: on a weekday, from it into the next, on a date. */
static size_t overlaps(const struct calendar_spec *spec)
{
	size_t n = 0;

	for (size_t i = 0; i < spec->nwindows; i++)
		for (size_t j = 0; j < spec->nwindows; j++) {
			const struct calendar_window *a = &spec->windows[i];
			const struct calendar_window *b = &spec->windows[j];

			if (a->weekday == b->weekday)
				n += i < j && meet(dated(a), dated(b), 0);
			if ((a->weekday + 1) % 7 == b->weekday)
				n += meet(dated(a), dated(b), 1440);
		}
	for (size_t i = 0; i < spec->nreplacements; i++) {
		const struct calendar_replacement *r = &spec->replacements[i];

		for (size_t j = 1; j < r->nwindows; j++)
			for (size_t k = 0; k < j; k++)
				n += r->day >= calendars_day(TODAY) &&
				     meet(r->windows[j], r->windows[k], 0);
	}
	return n;
}

#define KINDS (CALENDAR_CHANGES_NOTHING + 1)
#define CASES 400 /* more, until chance has brought every kind up */

static bool each_seen(const size_t kinds[KINDS])
{
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i] == 0)
			return false;
	return true;
}

static void test_findings_are_true(void **state)
{
	static const char *const near[] = { TODAY, "2026-03-27", SPRING };
	size_t kinds[KINDS] = { 0 };
	int64_t seed = chance_begin();

	(void)state;
	for (int i = 0; i < CASES || (i < 20 * CASES && !each_seen(kinds));
	     i++) {
		struct chance_calendar c;
		struct calendar_findings f;
		char what[64];

		chance_calendar(
			&c, "Europe/Berlin",
			calendars_day(near[chance_below(COUNT_OF(near))]));
		(void)snprintf(what, sizeof(what), "seed %" PRId64 ", case %d",
			       seed, i);
		f = findings_of(&c.spec);
		for (size_t j = 0; j < f.n; j++) {
			kinds[f.v[j].kind]++;
			if (!is_true(&c.spec, &f.v[j]))
				fail_msg("%s: finding %zu, of kind %d, is"
					 " false",
					 what, j, (int)f.v[j].kind);
		}
		check_bool(what, findings_count(&f, CALENDAR_NEVER_OPEN) > 0,
			   !calendar_has_open_time(calendars_compile(&c.spec)));
		check_i64(what, (int64_t)of_weekdays(&f, CALENDAR_ENDS_2359),
			  (int64_t)wanted(&c.spec, CALENDAR_ENDS_2359));
		check_i64(what, (int64_t)of_weekdays(&f, CALENDAR_GAP_MINUTE),
			  (int64_t)wanted(&c.spec, CALENDAR_GAP_MINUTE));
		check_i64(what, (int64_t)findings_count(&f, CALENDAR_SKIPPED),
			  (int64_t)(skipped_on(&c.spec, calendars_day(SPRING)) +
				    skipped_on(&c.spec,
					       calendars_day(NEXT_SPRING))));
		check_i64(what, (int64_t)findings_count(&f, CALENDAR_OVERLAP),
			  (int64_t)overlaps(&c.spec));
		check_idle(what, &c.spec, &f);
	}
	assert_true(each_seen(kinds));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("findings are true", test_findings_are_true),
	};

	return cmocka_run_group_tests(tests, calendars_setup,
				      calendars_teardown);
}
