#include "base/ics_in.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/str.h"

/* ---- The text ------------------------------------------------------------ */

static bool line_is(const char *s, size_t n, const char *word)
{
	size_t len = strlen(word);

	if (n < len)
		return false;
	for (size_t i = 0; i < len; i++) {
		char c = s[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c != word[i])
			return false;
	}
	return true;
}

/* Lines, and components within components: libical recurses into them. */
static enum err_kind check_lines(const char *text, size_t n, struct err *e)
{
	size_t lines = 0, depth = 0;

	while (n > 0) {
		const char *end = memchr(text, '\n', n);
		size_t len = end ? (size_t)(end - text) + 1 : n;

		if (++lines > LIMIT_ICS_LINES)
			return err_set(e, ERR_INVALID, "more than %d lines",
				       LIMIT_ICS_LINES);
		if (line_is(text, len, "BEGIN:") && ++depth > LIMIT_ICS_DEPTH)
			return err_set(e, ERR_INVALID,
				       "components within components, more than"
				       " %d",
				       LIMIT_ICS_DEPTH);
		if (line_is(text, len, "END:") && depth-- == 0)
			return err_set(e, ERR_INVALID, "no iCalendar file");
		text += len;
		n -= len;
	}
	return ERR_NONE;
}

static enum err_kind check_text(const char *text, size_t n, struct err *e)
{
	if (n > LIMIT_ICS_BYTES)
		return err_set(e, ERR_INVALID, "more than %d bytes",
			       LIMIT_ICS_BYTES);
	if (!str_utf8_valid(text, n))
		return err_set(e, ERR_INVALID, "not written as UTF-8");
	return check_lines(text, n, e);
}

/* One line of text for people. */
static const char *tidy(struct arena *a, const char *s)
{
	size_t n;
	char *copy;

	if (!s || !str_utf8_valid(s, strlen(s)))
		return "";
	n = strlen(s);
	s = str_trim(s, &n);
	n = str_utf8_cut(s, n, LIMIT_NAME);
	copy = arena_copy(a, s, n);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7f)
			copy[i] = ' ';
	return copy;
}

/* ---- Events -------------------------------------------------------------- */

static int64_t duration_seconds(const struct icaldurationtype *d)
{
	int64_t n = d->weeks * WEEK_SECONDS + d->days * DAY_SECONDS +
		    d->hours * INT64_C(3600) + d->minutes * INT64_C(60) +
		    d->seconds;

	return d->is_neg ? -n : n;
}

/* How long an event says it is; 0 if it does not. */
static enum found read_length(struct event *ev)
{
	icalproperty *end = ics_property(ev->comp, ICAL_DTEND_PROPERTY);
	icalproperty *duration = ics_property(ev->comp, ICAL_DURATION_PROPERTY);
	const icalvalue *v = duration ? icalproperty_get_value(duration) : NULL;
	struct moment m;
	enum found found;

	if (end) {
		found = ics_moment_read(end, &m);
		if (found)
			return found;
		ev->length = ics_moment_wall(&ev->start, &m) - ev->start.wall;
	} else if (v && icalvalue_isa(v) == ICAL_DURATION_VALUE) {
		struct icaldurationtype d = icalvalue_get_duration(v);

		ev->length = duration_seconds(&d);
	}
	/* A date lasts a day at least, and to the end of its last one. */
	if (ev->start.kind == MOMENT_DATE) {
		int64_t days = (ev->length + DAY_SECONDS - 1) / DAY_SECONDS;

		ev->length = (days > 1 ? days : 1) * DAY_SECONDS;
	}
	return FOUND;
}

/* Did libical throw that property away as it made no sense? */
static bool lost(const struct event *ev, const char *what)
{
	icalproperty *p = ics_property(ev->comp, ICAL_XLICERROR_PROPERTY);

	for (; p; p = icalcomponent_get_next_property(
			  ev->comp, ICAL_XLICERROR_PROPERTY)) {
		const char *said = icalproperty_get_xlicerror(p);

		if (said && strstr(said, what))
			return true;
	}
	return false;
}

static bool lost_rule(const struct event *ev)
{
	return lost(ev, "RRULE property") || lost(ev, "RDATE property") ||
	       lost(ev, "EXDATE property") ||
	       lost(ev, "RECURRENCE-ID property");
}

static bool lost_end(const struct event *ev)
{
	return lost(ev, "DTEND property") || lost(ev, "DURATION property");
}

/* Are all dates besides, and all that are excepted, understood? */
static enum found find_dates(const struct event *ev, icalproperty_kind kind)
{
	icalproperty *p = ics_property(ev->comp, kind);
	enum found found = FOUND;
	struct moment m;

	for (; p && !found;
	     p = icalcomponent_get_next_property(ev->comp, kind)) {
		found = ics_moment_read(p, &m);
		if (!found && kind == ICAL_RDATE_PROPERTY &&
		    m.kind != ev->start.kind)
			found = FOUND_NONE;
	}
	return found;
}

/* Does it recur in a way that is understood? What is wrong is noted. */
static bool read_recurrence(struct reading *r, const struct event *ev)
{
	icalproperty *instead = ics_property(ev->comp,
					     ICAL_RECURRENCEID_PROPERTY);
	enum found found = find_dates(ev, ICAL_RDATE_PROPERTY);

	if (!found)
		found = find_dates(ev, ICAL_EXDATE_PROPERTY);
	if (found == FOUND_NO_ZONE)
		ics_skip(r, ev, ICS_ZONE);
	else if (found || lost_rule(ev) ||
		 /* that occurrence and all later */
		 (instead && icalproperty_get_first_parameter(
				     instead, ICAL_RANGE_PARAMETER)))
		ics_skip(r, ev, ICS_RULE);
	else
		return true;
	return false;
}

/* Is it one to look at? What is wrong with it is noted. */
static bool read_event(struct reading *r, struct event *ev)
{
	icalproperty *instead = ics_property(ev->comp,
					     ICAL_RECURRENCEID_PROPERTY);
	enum found found;

	ev->overrides = instead != NULL;
	ev->cancelled = icalcomponent_get_status(ev->comp) ==
			ICAL_STATUS_CANCELLED;
	ev->sequence = icalcomponent_get_sequence(ev->comp);
	found = ics_moment_read(ics_property(ev->comp, ICAL_DTSTART_PROPERTY),
				&ev->start);
	if (!found && instead)
		found = ics_moment_read(instead, &ev->instead);
	if (!found)
		found = lost_end(ev) ? FOUND_NONE : read_length(ev);
	if (found)
		ics_skip(r, ev,
			 found == FOUND_NO_ZONE ? ICS_ZONE : ICS_NO_DATE);
	else if (ev->length <= 0)
		ics_skip(r, ev, ICS_NO_LENGTH);
	else if (ev->length > LIMIT_ICS_DAYS * DAY_SECONDS)
		ics_skip(r, ev, ICS_TOO_LONG);
	else
		return read_recurrence(r, ev);
	return false;
}

static const char *text_of(struct reading *r, icalcomponent *c,
			   icalproperty_kind kind)
{
	icalproperty *p = ics_property(c, kind);
	const icalvalue *v = p ? icalproperty_get_value(p) : NULL;

	return tidy(r->arena, v && icalvalue_isa(v) == ICAL_TEXT_VALUE
				      ? icalvalue_get_text(v)
				      : NULL);
}

static void read_events(struct reading *r, icalcomponent *calendar)
{
	icalcomponent *c = icalcomponent_get_first_component(
		calendar, ICAL_VEVENT_COMPONENT);

	if (icalcomponent_get_method(calendar) == ICAL_METHOD_CANCEL)
		return;
	for (; c; c = icalcomponent_get_next_component(calendar,
						       ICAL_VEVENT_COMPONENT)) {
		struct event *ev = &r->events[r->nevents];

		*ev = (struct event){
			.comp = c,
			.uid = text_of(r, c, ICAL_UID_PROPERTY),
			.name = text_of(r, c, ICAL_SUMMARY_PROPERTY),
		};
		if (read_event(r, ev))
			r->nevents++;
	}
}

/* ---- Each once ----------------------------------------------------------- */

static int by_closure(const void *a, const void *b)
{
	const struct ics_closure *x = a, *y = b;
	int order;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->from_min != y->from_min)
		return x->from_min < y->from_min ? -1 : 1;
	if (x->to_min != y->to_min)
		return x->to_min < y->to_min ? -1 : 1;
	order = strcmp(x->uid, y->uid);
	return order ? order : strcmp(x->name, y->name);
}

static bool same_closure(const struct ics_closure *a,
			 const struct ics_closure *b)
{
	return a->day == b->day && a->from_min == b->from_min &&
	       a->to_min == b->to_min && str_eq(a->uid, b->uid) &&
	       (*a->uid || str_eq(a->name, b->name));
}

static void unite(struct reading *r)
{
	size_t kept = 0;

	if (r->nclosures == 0)
		return;
	qsort(r->closures, r->nclosures, sizeof(*r->closures), by_closure);
	for (size_t i = 0; i < r->nclosures; i++)
		if (kept == 0 ||
		    !same_closure(&r->closures[kept - 1], &r->closures[i]))
			r->closures[kept++] = r->closures[i];
	r->nclosures = kept;
}

/* ---- The file ------------------------------------------------------------ */

static size_t count_events(icalcomponent *calendar)
{
	return (size_t)icalcomponent_count_components(calendar,
						      ICAL_VEVENT_COMPONENT);
}

static enum err_kind read_calendar(struct reading *r, icalcomponent *calendar)
{
	size_t n = count_events(calendar);

	if (n > LIMIT_ICS_EVENTS)
		return err_set(r->e, ERR_INVALID, "more than %d events",
			       LIMIT_ICS_EVENTS);
	r->events = ARENA_ARRAY(r->arena, n + 1, struct event);
	r->nevents = 0;
	read_events(r, calendar);
	return ics_expand(r);
}

/* Mostly one calendar; several in one file stand below a root of libical's. */
static enum err_kind read_root(struct reading *r, icalcomponent *root)
{
	icalcomponent *c;
	size_t most = 0, n = 0;

	if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) {
		r->skipped = ARENA_ARRAY(r->arena, 2 * count_events(root) + 1,
					 struct ics_skipped);
		return read_calendar(r, root);
	}
	for (c = icalcomponent_get_first_component(root,
						   ICAL_VCALENDAR_COMPONENT);
	     c; c = icalcomponent_get_next_component(
			root, ICAL_VCALENDAR_COMPONENT)) {
		most += count_events(c);
		n++;
	}
	if (n == 0)
		return err_set(r->e, ERR_INVALID, "no iCalendar file");
	r->skipped = ARENA_ARRAY(r->arena, 2 * most + 1, struct ics_skipped);
	for (c = icalcomponent_get_first_component(root,
						   ICAL_VCALENDAR_COMPONENT);
	     c; c = icalcomponent_get_next_component(root,
						     ICAL_VCALENDAR_COMPONENT))
		if (read_calendar(r, c))
			return r->e->kind;
	return ERR_NONE;
}

enum err_kind ics_read(struct arena *a, const char *text, size_t n,
		       const struct ics_range *range, struct ics *out,
		       struct err *e)
{
	struct reading r = {
		.arena = a,
		.range = range,
		.until_ns = clock_monotonic_ns() +
			    LIMIT_ICS_SECONDS * INT64_C(1000000000),
		.e = e,
	};
	icalcomponent *root;

	*out = (struct ics){ 0 };
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		n -= 3;
	}
	if (check_text(text, n, e))
		return e->kind;
	icalerror_set_errors_are_fatal(false);
	root = icalparser_parse_string(arena_copy(a, text, n));
	if (!root)
		return err_set(e, ERR_INVALID, "no iCalendar file");
	if (!read_root(&r, root)) {
		unite(&r);
		out->closures = r.closures;
		out->nclosures = r.nclosures;
		out->skipped = r.skipped;
		out->nskipped = r.nskipped;
	}
	icalcomponent_free(root);
	return e->kind;
}
