#include "core/findings.h"

struct calendar_findings findings_on(const struct calendar_spec *spec,
				     int64_t today)
{
	struct calendar_findings f;
	struct err e = { 0 };

	if (calendar_lint(calendars_arena(), spec, today, &f, &e))
		fail_msg("%s", e.msg);
	return f;
}

struct calendar_findings findings_of(const struct calendar_spec *spec)
{
	return findings_on(spec, calendars_day(TODAY));
}

size_t findings_count(const struct calendar_findings *f,
		      enum calendar_finding_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += f->v[i].kind == kind;
	return n;
}
