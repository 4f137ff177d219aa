#ifndef TESTS_CORE_FINDINGS_H
#define TESTS_CORE_FINDINGS_H
/*
 * findings: what calendar_lint() finds in a calendar, on a Sunday in 2026.
 */
#include "core/calendars.h"

#include "core/calendar_lint.h"

#define TODAY "2026-03-01"
/* When Berlin's clocks skip an hour. */
#define SPRING "2026-03-29"
#define NEXT_SPRING "2027-03-28"

struct calendar_findings findings_of(const struct calendar_spec *spec);
struct calendar_findings findings_on(const struct calendar_spec *spec,
				     int64_t today);

/* How many are of that kind. */
size_t findings_count(const struct calendar_findings *f,
		      enum calendar_finding_kind kind);

#endif
