#include "base/ics_in.h"

#include "base/zone.h"

int64_t ics_day_of(int64_t local)
{
	return local / DAY_SECONDS - (local % DAY_SECONDS < 0);
}

bool ics_time_valid(const struct icaltimetype *t)
{
	const struct civil date = { t->year, t->month, t->day };

	if (t->year < 1900 || t->year > 2399 || !instant_civil_valid(date))
		return false;
	return t->is_date ||
	       (t->hour >= 0 && t->hour < 24 && t->minute >= 0 &&
		t->minute < 60 && t->second >= 0 && t->second <= 60);
}

int64_t ics_time_wall(const struct icaltimetype *t)
{
	const struct civil date = { t->year, t->month, t->day };
	int64_t midnight = instant_day_of(date) * DAY_SECONDS;

	if (t->is_date)
		return midnight;
	return midnight + t->hour * INT64_C(3600) + t->minute * INT64_C(60) +
	       t->second;
}

instant ics_instant_at(const struct zone *z, int64_t wall)
{
	int64_t day = ics_day_of(wall);

	return z ? zone_instant_of(z, day, wall - day * DAY_SECONDS) : wall;
}

struct moment ics_moment_at(const struct moment *like, int64_t wall)
{
	struct moment m = *like;

	m.wall = wall;
	m.n = m.kind == MOMENT_DATE ? ics_day_of(wall)
	      : m.kind == MOMENT_AT ? ics_instant_at(m.zone, wall)
				    : wall;
	return m;
}

/* By its name, or "/maker/" and its name, as some write. */
static bool find_zone(const char *name, const struct zone **out)
{
	struct err ignored = { 0 };
	bool prefixed = name && name[0] == '/';

	while (name && zone_find(name, out, &ignored)) {
		const char *slash = prefixed && *name ? strchr(name + 1, '/')
						      : NULL;

		name = slash ? slash + 1 : NULL;
	}
	return name != NULL;
}

static bool value_time(icalproperty *p, struct icaltimetype *t)
{
	const icalvalue *v = icalproperty_get_value(p);

	if (v && icalvalue_isa(v) == ICAL_DATE_VALUE)
		*t = icalvalue_get_date(v);
	else if (v && icalvalue_isa(v) == ICAL_DATETIME_VALUE)
		*t = icalvalue_get_datetime(v);
	else
		return false; /* a period, say */
	return ics_time_valid(t);
}

enum found ics_moment_read(icalproperty *p, struct moment *m)
{
	icalparameter *tzid;
	struct icaltimetype t;

	*m = (struct moment){ .kind = MOMENT_FLOATING };
	if (!p || !value_time(p, &t))
		return FOUND_NONE;
	tzid = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
	if (t.is_date) {
		m->kind = MOMENT_DATE;
	} else if (icaltime_is_utc(t)) {
		m->kind = MOMENT_AT;
	} else if (tzid) {
		m->kind = MOMENT_AT;
		if (!find_zone(icalparameter_get_tzid(tzid), &m->zone))
			return FOUND_NO_ZONE;
	}
	*m = ics_moment_at(m, ics_time_wall(&t));
	return FOUND;
}

int64_t ics_moment_wall(const struct moment *start, const struct moment *m)
{
	if (start->kind != MOMENT_AT || m->kind != MOMENT_AT)
		return m->wall;
	return m->n + (start->zone ? zone_offset(start->zone, m->n) : 0);
}

struct icaltimetype ics_moment_time(const struct moment *like, int64_t wall)
{
	struct icaltimetype t = icaltime_null_time();
	int64_t day = ics_day_of(wall), second = wall - day * DAY_SECONDS;
	struct civil date = instant_civil_of(day);

	t.year = date.year;
	t.month = date.month;
	t.day = date.day;
	t.is_date = like->kind == MOMENT_DATE;
	if (!t.is_date) {
		t.hour = (int)(second / 3600);
		t.minute = (int)(second / 60 % 60);
		t.second = (int)(second % 60);
	}
	return t;
}

bool ics_moment_same(const struct moment *a, const struct moment *b)
{
	if (a->kind == b->kind)
		return a->n == b->n;
	/* Many write the date alone. */
	return (a->kind == MOMENT_DATE || b->kind == MOMENT_DATE) &&
	       ics_day_of(a->wall) == ics_day_of(b->wall);
}
