#include "base/ics_in.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"

#define DAY_MINUTES 1440

/* ---- What it closes ------------------------------------------------------ */

static enum err_kind add(struct reading *r, const struct event *ev, int64_t day,
			 int32_t from, int32_t to)
{
	if (day < r->range->first || day > r->range->last)
		return ERR_NONE;
	if (r->nclosures == LIMIT_ICS_CLOSURES)
		return err_set(r->e, ERR_INVALID, "more than %d closures",
			       LIMIT_ICS_CLOSURES);
	ARENA_ROOM(r->arena, r->closures, r->nclosures, r->cap);
	r->closures[r->nclosures++] = (struct ics_closure){ day, from, to,
							    ev->name, ev->uid };
	return ERR_NONE;
}

/* Local seconds [from, to), cut at midnights, in whole minutes. */
static enum err_kind add_local(struct reading *r, const struct event *ev,
			       int64_t from, int64_t to)
{
	int64_t day = ics_day_of(from);

	for (; day * DAY_SECONDS < to; day++) {
		int64_t a = from - day * DAY_SECONDS;
		int64_t b = to - day * DAY_SECONDS;

		a = a > 0 ? a / 60 : 0;
		b = b < DAY_SECONDS ? (b + 59) / 60 : DAY_MINUTES;
		if (add(r, ev, day, (int32_t)a, (int32_t)b))
			return r->e->kind;
	}
	return ERR_NONE;
}

/* What the range's clocks show from one instant to the other. */
static enum err_kind add_instants(struct reading *r, const struct event *ev,
				  instant from, instant to)
{
	const struct zone *z = r->range->zone;
	size_t i = zone_span_at(z, from);

	for (; from < to; i++) {
		instant end = i + 1 < z->n && z->spans[i + 1].from < to
				      ? z->spans[i + 1].from
				      : to;

		if (add_local(r, ev, from + z->spans[i].offset,
			      end + z->spans[i].offset))
			return r->e->kind;
		from = end;
	}
	return ERR_NONE;
}

static enum err_kind add_occurrence(struct reading *r, const struct event *ev,
				    const struct moment *start)
{
	int64_t end = start->wall + ev->length;

	if (start->kind != MOMENT_AT)
		return add_local(r, ev, start->wall, end);
	return add_instants(r, ev, start->n, ics_instant_at(start->zone, end));
}

/* ---- Recurrence ---------------------------------------------------------- */

static bool is_excepted(const struct event *ev, const struct moment *m)
{
	icalproperty *p = ics_property(ev->comp, ICAL_EXDATE_PROPERTY);
	struct moment except;

	for (; p; p = icalcomponent_get_next_property(ev->comp,
						      ICAL_EXDATE_PROPERTY))
		if (!ics_moment_read(p, &except) && ics_moment_same(&except, m))
			return true;
	return false;
}

/* Is there another event instead of that occurrence? */
static bool is_overridden(const struct reading *r, const struct event *ev,
			  const struct moment *m)
{
	for (size_t i = 0; i < r->nevents; i++) {
		const struct event *o = &r->events[i];

		if (o->overrides && str_eq(o->uid, ev->uid) &&
		    ics_moment_same(&o->instead, m))
			return true;
	}
	return false;
}

static enum err_kind occur(struct reading *r, const struct event *ev,
			   const struct moment *m)
{
	if (++r->steps > LIMIT_ICS_STEPS || clock_monotonic_ns() > r->until_ns)
		return err_set(r->e, ERR_INVALID,
			       "its events take too long to work out");
	if (ics_day_of(m->wall) > r->range->last + 1 ||
	    ics_day_of(m->wall + ev->length) < r->range->first - 1 ||
	    is_excepted(ev, m) || is_overridden(r, ev, m))
		return ERR_NONE;
	return add_occurrence(r, ev, m);
}

static bool unset(const short *by)
{
	return by[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

/* Rules of days: finer ones, and other calendars, are no holidays. */
static bool rule_valid(const struct icalrecurrencetype *rule)
{
	return (rule->freq == ICAL_YEARLY_RECURRENCE ||
		rule->freq == ICAL_MONTHLY_RECURRENCE ||
		rule->freq == ICAL_WEEKLY_RECURRENCE ||
		rule->freq == ICAL_DAILY_RECURRENCE) &&
	       rule->interval >= 1 && rule->count >= 0 && !rule->rscale &&
	       unset(rule->by_hour) && unset(rule->by_minute) &&
	       unset(rule->by_second);
}

/* The last moment of a rule, by the clock that it is counted on. */
static void set_until(struct icalrecurrencetype *rule, const struct event *ev)
{
	struct moment m = { .kind = MOMENT_FLOATING };
	struct icaltimetype t = rule->until;
	int64_t wall;

	if (icaltime_is_null_time(t))
		return;
	if (!ics_time_valid(&t)) {
		/* Far enough, or before all. */
		t = ics_moment_time(
			&ev->start,
			instant_day_of((struct civil){
				t.year > 2399 ? 2399 : 1900, 1, 1 }) *
				DAY_SECONDS);
	}
	wall = ics_time_wall(&t);
	if (t.is_date) {
		wall += DAY_SECONDS - 1;
	} else if (icaltime_is_utc(t)) {
		m = (struct moment){ MOMENT_AT, wall, wall, NULL };
		wall = ics_moment_wall(&ev->start, &m);
	}
	rule->until = ics_moment_time(&ev->start, wall);
}

static enum err_kind recur(struct reading *r, const struct event *ev,
			   struct icalrecurrencetype rule)
{
	icalrecur_iterator *it = NULL;
	struct icaltimetype t;
	enum err_kind kind = ERR_NONE;

	set_until(&rule, ev);
	if (rule_valid(&rule))
		it = icalrecur_iterator_new(
			rule, ics_moment_time(&ev->start, ev->start.wall));
	if (!it) {
		ics_skip(r, ev, ICS_RULE);
		return ERR_NONE;
	}
	while (!kind) {
		struct moment m;

		t = icalrecur_iterator_next(it);
		if (icaltime_is_null_time(t) || !ics_time_valid(&t))
			break;
		m = ics_moment_at(&ev->start, ics_time_wall(&t));
		if (ics_day_of(m.wall) > r->range->last + 1)
			break;
		kind = occur(r, ev, &m);
	}
	icalrecur_iterator_free(it);
	return kind;
}

/*
 * Dates that are added one by one. To look at an event's properties moves the
 * one place that libical keeps in it: so they are gathered first.
 */
static enum err_kind recur_dates(struct reading *r, const struct event *ev)
{
	icalproperty *p = ics_property(ev->comp, ICAL_RDATE_PROPERTY);
	size_t most = (size_t)icalcomponent_count_properties(
		ev->comp, ICAL_RDATE_PROPERTY);
	struct moment *v = ARENA_ARRAY(r->arena, most + 1, struct moment);
	size_t n = 0;

	for (; p;
	     p = icalcomponent_get_next_property(ev->comp, ICAL_RDATE_PROPERTY))
		if (!ics_moment_read(p, &v[n]))
			n++;
	for (size_t i = 0; i < n; i++)
		if (occur(r, ev, &v[i]))
			return r->e->kind;
	return ERR_NONE;
}

static enum err_kind recur_rules(struct reading *r, const struct event *ev)
{
	icalproperty *p = ics_property(ev->comp, ICAL_RRULE_PROPERTY);
	const icalvalue *v;

	if (!p)
		return occur(r, ev, &ev->start);
	v = icalproperty_get_value(p);
	if (!v || icalvalue_isa(v) != ICAL_RECUR_VALUE ||
	    icalcomponent_count_properties(ev->comp, ICAL_RRULE_PROPERTY) > 1) {
		ics_skip(r, ev, ICS_RULE);
		return ERR_NONE;
	}
	return recur(r, ev, icalvalue_get_recur(v));
}

/* Was the event changed by another of the same file? */
static bool is_outdated(const struct reading *r, const struct event *ev)
{
	for (size_t i = 0; i < r->nevents; i++) {
		const struct event *o = &r->events[i];

		if (*ev->uid && o->sequence > ev->sequence &&
		    o->overrides == ev->overrides && str_eq(o->uid, ev->uid) &&
		    (!ev->overrides ||
		     ics_moment_same(&o->instead, &ev->instead)))
			return true;
	}
	return false;
}

enum err_kind ics_expand(struct reading *r)
{
	for (size_t i = 0; i < r->nevents; i++) {
		const struct event *ev = &r->events[i];

		if (ev->cancelled || is_outdated(r, ev))
			continue;
		if (ev->overrides) {
			if (add_occurrence(r, ev, &ev->start))
				return r->e->kind;
		} else if (recur_rules(r, ev) || recur_dates(r, ev)) {
			return r->e->kind;
		}
	}
	return ERR_NONE;
}
