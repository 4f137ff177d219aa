#include "web/calendar_words.h"

#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "base/zone.h"
#include "web/http.h"
#include "web/names.h"
#include "web/words.h"

#define DASH "\xe2\x80\x93" /* from, to */

const char *calendar_words_times(struct arena *a, int32_t from, int32_t to)
{
	if (to > 1440)
		to -= 1440;
	return arena_printf(a, "%02d:%02d" DASH "%02d:%02d", from / 60,
			    from % 60, to / 60, to % 60);
}

/* ---- The week ------------------------------------------------------------ */

static const char *day_words(struct arena *a, const struct calendar_spec *s,
			     int32_t weekday)
{
	struct sbuf b = SBUF_INIT(LIMIT_WINDOWS_PER_DAY * 20);
	const char *text;

	for (size_t i = 0; i < s->nwindows; i++) {
		const struct calendar_window *w = &s->windows[i];

		if (w->weekday != weekday)
			continue;
		sbuf_str(&b, b.len ? ", " : "");
		sbuf_str(&b, calendar_words_times(a, w->from_min, w->to_min));
	}
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

void calendar_words_week(struct req *rq, struct view *v, const char *include,
			 const struct calendar_stored *s)
{
	struct view *week = view_include(v, include, CALENDARS_WEEK_TPL);
	const char *days[7];

	if (s->draft.always_open) {
		view_show(week, CALENDARS_WEEK_ALWAYS);
		return;
	}
	for (int32_t i = 0; i < 7; i++)
		days[i] = day_words(rq->a, &s->spec, i);
	for (int from = 0, to; from < 7; from = to + 1) {
		struct view *row;

		for (to = from; to < 6 && str_eq(days[to + 1], days[from]);)
			to++;
		if (!*days[from])
			continue;
		row = view_row(week, CALENDARS_WEEK_DAYS);
		view_text(row, CALENDARS_WEEK_FROM, words_get(WORD_MON + from));
		if (to > from)
			view_text(view_row(row, CALENDARS_WEEK_UNTIL),
				  CALENDARS_WEEK_TO, words_get(WORD_MON + to));
		view_text(row, CALENDARS_WEEK_HOURS, days[from]);
	}
	if (s->spec.nwindows == 0)
		view_show(week, CALENDARS_WEEK_NONE);
}

/* ---- What is likely not meant -------------------------------------------- */

static const char *where(struct req *rq, const struct calendar_finding *f)
{
	char text[WORDS_TEXT];

	if (f->day == CALENDAR_NO_DAY)
		return words_get((enum word)(WORD_MON + f->weekday));
	return arena_str(rq->a, words_day_full(f->day, text));
}

static void add_finding(struct req *rq, struct view *v,
			const struct calendar_stored *s,
			const struct calendar_finding *f)
{
	static const char *const kinds[] = {
		[CALENDAR_NEVER_OPEN] = CALENDARS_DOUBTS_NEVER_OPEN,
		[CALENDAR_ENDS_2359] = CALENDARS_DOUBTS_ENDS_EARLY,
		[CALENDAR_GAP_MINUTE] = CALENDARS_DOUBTS_GAP_MINUTE,
		[CALENDAR_NO_HOLIDAYS] = CALENDARS_DOUBTS_NO_HOLIDAYS,
		[CALENDAR_SKIPPED] = CALENDARS_DOUBTS_SKIPPED,
		[CALENDAR_OVERLAP] = CALENDARS_DOUBTS_OVERLAP,
		[CALENDAR_CLOSES_NOTHING] = CALENDARS_DOUBTS_CLOSES_NOTHING,
		[CALENDAR_CHANGES_NOTHING] = CALENDARS_DOUBTS_CHANGES_NOTHING,
	};
	struct view *row = view_row(view_row(v, CALENDARS_DOUBTS_DOUBT),
				    kinds[f->kind]);

	if (f->kind != CALENDAR_NEVER_OPEN)
		view_text(row, CALENDARS_DOUBTS_WHERE, where(rq, f));
	view_text(row, CALENDARS_DOUBTS_TIMES,
		  calendar_words_times(rq->a, f->from_min, f->to_min));
	if (f->kind == CALENDAR_NO_HOLIDAYS)
		view_int(row, CALENDARS_DOUBTS_YEAR,
			 instant_civil_of(f->day).year);
	if (f->kind == CALENDAR_CLOSES_NOTHING)
		view_text(row, CALENDARS_DOUBTS_NAME,
			  s->closure_names[f->index]);
}

static void add_gap(struct view *v, const struct zone *z,
		    const struct calendar_doubts *d)
{
	char text[WORDS_TEXT];
	bool ever = d->opens != INSTANT_NONE;
	struct view *row = view_row(view_row(v, CALENDARS_DOUBTS_DOUBT),
				    ever ? CALENDARS_DOUBTS_LONG
					 : CALENDARS_DOUBTS_ENDS);

	view_text(row, CALENDARS_DOUBTS_WHERE,
		  words_day(calendar_doubts_day(z, d->closed), text));
	if (ever)
		view_text(row, CALENDARS_DOUBTS_UNTIL,
			  words_day(calendar_doubts_day(z, d->opens), text));
}

enum err_kind calendar_words_doubts(struct req *rq, struct view *v,
				    const char *include,
				    const struct calendar_stored *s, size_t *n,
				    struct err *e)
{
	struct calendar_doubts d;
	struct view *part;

	*n = 0;
	if (calendar_doubts_find(rq->a, s, rq->job.by.now, &d, e))
		return e->kind;
	*n = d.n + (d.closed != INSTANT_NONE);
	if (*n == 0)
		return ERR_NONE;
	part = view_include(v, include, CALENDARS_DOUBTS_TPL);
	for (size_t i = 0; i < d.n; i++)
		add_finding(rq, part, s, &d.v[i]);
	if (d.closed != INSTANT_NONE)
		add_gap(part, s->spec.zone, &d);
	return ERR_NONE;
}

/* ---- Single things ------------------------------------------------------- */

/* What a day off, or a rule, closes. */
static void fill_closing(struct req *rq, struct view *row, int32_t from,
			 int32_t to, enum calendar_mode mode, const char *name)
{
	if (from != 0 || to != 1440)
		view_text(view_row(row, CALENDARS_THING_PART),
			  CALENDARS_THING_TIMES,
			  calendar_words_times(rq->a, from, to));
	if (mode == CALENDAR_SHIFT)
		view_show(row, CALENDARS_THING_SHIFT);
	if (!str_empty(name))
		view_text(view_row(row, CALENDARS_THING_CALLED),
			  CALENDARS_THING_NAME, name);
}

static void fill_rule_day(struct view *row, const struct closure_rule *r)
{
	static const char *const nths[5] = {
		CALENDARS_THING_NTH_1, CALENDARS_THING_NTH_2,
		CALENDARS_THING_NTH_3, CALENDARS_THING_NTH_4,
		CALENDARS_THING_NTH_5,
	};
	static const char *const lasts[5] = {
		CALENDARS_THING_LAST_1, CALENDARS_THING_LAST_2,
		CALENDARS_THING_LAST_3, CALENDARS_THING_LAST_4,
		CALENDARS_THING_LAST_5,
	};
	const char *month = words_get((enum word)(WORD_JAN + r->month - 1));
	struct view *nth;

	switch (r->kind) {
	case CLOSURE_YEARLY:
		row = view_row(row, CALENDARS_THING_YEARLY);
		view_int(row, CALENDARS_THING_DAY, r->day);
		view_text(row, CALENDARS_THING_MONTH, month);
		break;
	case CLOSURE_NTH:
		nth = view_row(row, r->nth > 0 ? nths[r->nth - 1]
					       : lasts[-r->nth - 1]);
		view_text(nth, CALENDARS_THING_WEEKDAY,
			  words_get((enum word)(WORD_MON + r->weekday)));
		view_text(nth, CALENDARS_THING_MONTH, month);
		break;
	case CLOSURE_EASTER:
		view_show(row, CALENDARS_THING_EASTER);
		break;
	}
}

static void fill_rule(struct req *rq, struct view *row,
		      const struct closure_rule *r, const char *name)
{
	fill_rule_day(row, r);
	if (r->offset)
		view_int(view_row(row, r->offset > 0 ? CALENDARS_THING_LATER
						     : CALENDARS_THING_EARLIER),
			 CALENDARS_THING_N,
			 r->offset > 0 ? r->offset : -r->offset);
	if (r->first_year)
		view_int(view_row(row, CALENDARS_THING_SINCE),
			 CALENDARS_THING_YEAR, r->first_year);
	if (r->last_year)
		view_int(view_row(row, CALENDARS_THING_UP_TO),
			 CALENDARS_THING_YEAR, r->last_year);
	fill_closing(rq, row, r->from_min, r->to_min, r->mode, name);
}

static void fill_special(struct req *rq, struct view *row,
			 const struct calendar_replacement *r)
{
	struct sbuf b = SBUF_INIT(LIMIT_WINDOWS_PER_DAY * 20);
	char text[WORDS_TEXT];

	view_text(row, CALENDARS_THING_DATE, words_day_full(r->day, text));
	for (size_t i = 0; i < r->nwindows; i++) {
		sbuf_str(&b, i ? ", " : "");
		sbuf_str(&b, calendar_words_times(rq->a, r->windows[i].from_min,
						  r->windows[i].to_min));
	}
	if (r->nwindows)
		view_text(view_row(row, CALENDARS_THING_OPEN),
			  CALENDARS_THING_TIMES, sbuf_text(&b));
	else
		view_show(row, CALENDARS_THING_CLOSED);
	sbuf_release(&b);
}

static const char *name_at(const char *const *names, size_t i)
{
	return names ? names[i] : "";
}

void calendar_words_thing(struct req *rq, struct view *v,
			  const struct calendar_stored *s,
			  enum calendar_change_kind kind, size_t i)
{
	const struct calendar_draft *d = &s->draft;
	const struct calendar_window *w;
	const struct calendar_closure *c;
	char text[WORDS_TEXT];
	struct view *row;

	switch (kind) {
	case CALENDAR_CHANGE_ZONE:
		view_text(view_row(v, CALENDARS_THING_ZONE),
			  CALENDARS_THING_NAME, d->zone);
		break;
	case CALENDAR_CHANGE_ALWAYS:
		view_show(v, d->always_open ? CALENDARS_THING_ALWAYS
					    : CALENDARS_THING_BY_WEEK);
		break;
	case CALENDAR_CHANGE_WINDOW:
		w = &d->spec.windows[i];
		row = view_row(v, CALENDARS_THING_WINDOW);
		view_text(row, CALENDARS_THING_WEEKDAY,
			  words_get((enum word)(WORD_MON + w->weekday)));
		view_text(row, CALENDARS_THING_TIMES,
			  calendar_words_times(rq->a, w->from_min, w->to_min));
		break;
	case CALENDAR_CHANGE_CLOSURE:
		c = &d->spec.closures[i];
		row = view_row(v, CALENDARS_THING_CLOSURE);
		view_text(row, CALENDARS_THING_DATE,
			  words_day_full(c->day, text));
		fill_closing(rq, row, c->from_min, c->to_min, c->mode,
			     name_at(d->closure_names, i));
		break;
	case CALENDAR_CHANGE_RULE:
		fill_rule(rq, view_row(v, CALENDARS_THING_RULE), &d->rules[i],
			  name_at(d->rule_names, i));
		break;
	case CALENDAR_CHANGE_REPLACEMENT:
		fill_special(rq, view_row(v, CALENDARS_THING_SPECIAL),
			     &d->spec.replacements[i]);
		break;
	case CALENDAR_CHANGE_YEARS:
		view_text(view_row(v, CALENDARS_THING_YEARS),
			  CALENDARS_THING_DATE,
			  words_day_full(s->spec.closures[i].day, text));
		break;
	}
}

/* ---- Differences --------------------------------------------------------- */

void calendar_words_differences(struct req *rq, struct view *list,
				const struct calendar_stored *was,
				const struct calendar_stored *is,
				const struct calendar_changes *changes)
{
	static const char *const kinds[] = {
		[CALENDAR_CHANGE_ZONE] = CALENDARS_ABOUT_ZONE,
		[CALENDAR_CHANGE_ALWAYS] = CALENDARS_ABOUT_ALWAYS,
		[CALENDAR_CHANGE_WINDOW] = CALENDARS_ABOUT_WINDOW,
		[CALENDAR_CHANGE_CLOSURE] = CALENDARS_ABOUT_CLOSURE,
		[CALENDAR_CHANGE_RULE] = CALENDARS_ABOUT_RULE,
		[CALENDAR_CHANGE_REPLACEMENT] = CALENDARS_ABOUT_SPECIAL,
		[CALENDAR_CHANGE_YEARS] = CALENDARS_ABOUT_YEARS,
	};

	for (size_t i = 0; i < changes->n; i++) {
		const struct calendar_change *c = &changes->v[i];
		struct apply_row r = apply_parts_difference(
			list, c->was != CALENDAR_NOT_THERE,
			c->is != CALENDAR_NOT_THERE);

		view_show(view_include(r.about, PARTS_APPLY_VERSIONS_ABOUT,
				       CALENDARS_ABOUT_TPL),
			  kinds[c->kind]);
		if (r.was)
			calendar_words_thing(
				rq,
				view_include(r.was, PARTS_APPLY_VERSIONS_WAS,
					     CALENDARS_THING_TPL),
				was, c->kind, c->was);
		if (r.is)
			calendar_words_thing(
				rq,
				view_include(r.is, PARTS_APPLY_VERSIONS_IS,
					     CALENDARS_THING_TPL),
				is, c->kind, c->is);
	}
}
