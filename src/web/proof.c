#include "web/proof.h"
#include "base/str.h"
#include "base/zone.h"
#include "core/calendar.h"
#include "web/conversation.h"
#include "web/names.h"
#include "web/promise_parts.h"
#include "web/words.h"

const char *proof_anchor(struct arena *a, const struct clock *c)
{
	return arena_printf(a, "%s-%d", level_metric_name(c->metric), c->cycle);
}

/* What is being shown, by whose clocks. */
struct proof {
	const struct req *rq;
	const struct desk_promise *of;
	const struct zone *zone, *mine;
	bool staff;
};

/* ---- Times ---------------------------------------------------------------
 */

static int64_t day_of(instant at, const struct zone *z)
{
	int64_t local = at + zone_offset(z, at);

	return local / DAY_SECONDS - (local % DAY_SECONDS < 0);
}

/* "16:00", with seconds where there are some, and with the zone where the
 * clocks show it twice. */
static const char *time_of(const struct proof *p, instant at)
{
	char text[INSTANT_TEXT], zone[16];
	int32_t offset = zone_offset(p->zone, at);

	instant_text_offset(at, offset, text);
	text[(at + offset) % 60 ? 19 : 16] = '\0';
	if (zone_repeats(p->zone, at))
		return arena_printf(p->rq->a, "%s %s", text + 11,
				    zone_abbreviation(p->zone, at, zone));
	return arena_str(p->rq->a, text + 11);
}

/* With its year, unless that is the one in which it started. */
static void put_day(const struct proof *p, struct view *v, const char *name,
		    instant at)
{
	int64_t day = day_of(at, p->zone);
	int64_t began = day_of(p->of->clock.started, p->zone);
	char text[WORDS_TEXT];

	view_text(v, name,
		  instant_civil_of(day).year == instant_civil_of(began).year
			  ? words_day_short(day, text)
			  : words_day_full(day, text));
}

static void put_iso(const struct proof *p, struct view *v, const char *name,
		    instant at)
{
	char text[INSTANT_TEXT];

	view_text(v, name,
		  instant_text_offset(at, zone_offset(p->zone, at), text));
}

static bool differs(const struct proof *p, instant at)
{
	return zone_offset(p->zone, at) != zone_offset(p->mine, at);
}

static void put_yours(const struct proof *p, struct view *v,
		      const struct explain_line *l)
{
	char text[WORDS_TEXT];
	instant now = p->rq->job.by.now;
	struct view *yours;

	if (!differs(p, l->from) && !differs(p, l->until))
		return;
	yours = view_row(v, PARTS_PROOF_YOURS);
	view_text(yours, PARTS_PROOF_FROM,
		  words_time(l->from, now, p->mine, text));
	if (l->until > l->from)
		view_text(view_row(yours, PARTS_PROOF_TO), PARTS_PROOF_UNTIL,
			  words_time(l->until, now, p->mine, text));
}

static void put_when(const struct proof *p, struct view *v,
		     const struct explain_line *l)
{
	bool same = day_of(l->from, p->zone) == day_of(l->until, p->zone);
	struct view *until;

	put_day(p, v, PARTS_PROOF_FROM_DAY, l->from);
	view_text(v, PARTS_PROOF_FROM_TIME, time_of(p, l->from));
	put_iso(p, v, PARTS_PROOF_FROM_ISO, l->from);
	put_yours(p, v, l);
	if (l->until == l->from)
		return;
	until = view_row(v,
			 same ? PARTS_PROOF_SAME_DAY : PARTS_PROOF_OTHER_DAY);
	if (!same)
		put_day(p, until, PARTS_PROOF_UNTIL_DAY, l->until);
	view_text(until, PARTS_PROOF_UNTIL_TIME, time_of(p, l->until));
	put_iso(p, until, PARTS_PROOF_UNTIL_ISO, l->until);
}

static void put_full(const struct proof *p, struct view *v, const char *name,
		     instant at)
{
	char text[WORDS_TEXT];

	view_text(v, name, words_time_full(at, p->zone, text));
}

/* A target of which there is never so much is told as nothing. */
static void put_span(struct view *v, const char *name, seconds n)
{
	char text[WORDS_TEXT];

	view_text(v, name,
		  n == LEVEL_NEVER ? "∞" : words_duration_exact(n, text));
}

/* ---- Lines ---------------------------------------------------------------
 */

static const char *const causes[EXPLAIN_CAUSE_N] = {
	[EXPLAIN_CAUSE_OPENED] = PARTS_PROOF_BY_OPENING,
	[EXPLAIN_CAUSE_BY_STAFF] = PARTS_PROOF_BY_STAFF_OPENING,
	[EXPLAIN_CAUSE_CUSTOMER] = PARTS_PROOF_BY_CUSTOMER,
	[EXPLAIN_CAUSE_STAFF] = PARTS_PROOF_BY_ANSWER,
	[EXPLAIN_CAUSE_MARKED] = PARTS_PROOF_BY_MARK,
	[EXPLAIN_CAUSE_ASSIGNED] = PARTS_PROOF_BY_ASSIGNMENT,
	[EXPLAIN_CAUSE_RESOLVED] = PARTS_PROOF_BY_RESOLUTION,
	[EXPLAIN_CAUSE_REOPENED] = PARTS_PROOF_BY_REOPENING,
	[EXPLAIN_CAUSE_LEVEL] = PARTS_PROOF_BY_LEVEL,
	[EXPLAIN_CAUSE_PRIORITY] = PARTS_PROOF_BY_PRIORITY,
	[EXPLAIN_CAUSE_RESTORED] = PARTS_PROOF_BY_RETURN,
	[EXPLAIN_CAUSE_TOOK_IN] = PARTS_PROOF_BY_MERGING,
	[EXPLAIN_CAUSE_TIME] = PARTS_PROOF_BY_TIME,
	[EXPLAIN_CAUSE_LONGEST] = PARTS_PROOF_BY_LONGEST,
	[EXPLAIN_CAUSE_QUEUED] = PARTS_PROOF_BY_QUEUE,
	[EXPLAIN_CAUSE_ACCEPTED] = PARTS_PROOF_BY_ACCEPTANCE,
	[EXPLAIN_CAUSE_SPAM] = PARTS_PROOF_BY_SPAM,
	[EXPLAIN_CAUSE_DELETED] = PARTS_PROOF_BY_DELETION,
	[EXPLAIN_CAUSE_MERGED] = PARTS_PROOF_BY_MERGED,
	[EXPLAIN_CAUSE_NO_REPLY] = PARTS_PROOF_BY_NO_REPLY,
	[EXPLAIN_CAUSE_ABANDONED] = PARTS_PROOF_BY_ABANDONING,
	[EXPLAIN_CAUSE_SHUT] = PARTS_PROOF_BY_CLOSING_TIME,
};

static void put_party(struct view *v, enum party party)
{
	static const char *const sections[PARTY_N] = {
		[PARTY_CUSTOMER] = PARTS_PROOF_FOR_CUSTOMER,
		[PARTY_VENDOR] = PARTS_PROOF_FOR_VENDOR,
		[PARTY_TEAM] = PARTS_PROOF_FOR_TEAM,
		[PARTY_PLANNED] = PARTS_PROOF_FOR_PLAN,
	};

	if (sections[party])
		view_show(v, sections[party]);
}

/* What customers hear of: not what we did with their ticket among ourselves. */
static bool is_told(const struct proof *p, enum explain_cause cause)
{
	return p->staff || (cause != EXPLAIN_CAUSE_LEVEL &&
			    cause != EXPLAIN_CAUSE_PRIORITY &&
			    cause != EXPLAIN_CAUSE_RESTORED);
}

static void put_cause(const struct proof *p, struct view *v,
		      enum explain_cause cause)
{
	if (causes[cause] && is_told(p, cause))
		view_show(v, causes[cause]);
}

static void put_promise(const struct proof *p, struct view *v,
			const struct explain_line *l)
{
	struct view *promise = view_row(v, PARTS_PROOF_PROMISE), *level;

	put_span(promise, PARTS_PROOF_SPAN, l->target);
	if (l->unit == UNIT_CALENDAR)
		view_show(promise, PARTS_PROOF_ALL_HOURS);
	if (!p->staff)
		return;
	level = view_row(promise, PARTS_PROOF_WITH_LEVEL);
	view_text(level, PARTS_PROOF_LEVEL, l->level->name);
	view_int(level, PARTS_PROOF_VERSION, l->level->number);
}

static void put_line(const struct proof *p, struct view *v,
		     const struct desk_line *d)
{
	static const char *const kinds[] = {
		[EXPLAIN_STARTED] = PARTS_PROOF_STARTED,
		[EXPLAIN_OPEN] = PARTS_PROOF_OPEN,
		[EXPLAIN_MORE] = PARTS_PROOF_MORE,
		[EXPLAIN_CLOSED] = PARTS_PROOF_CLOSED,
		[EXPLAIN_PAUSED] = PARTS_PROOF_PAUSED,
		[EXPLAIN_CHANGED] = PARTS_PROOF_CHANGED,
		[EXPLAIN_NOW] = PARTS_PROOF_NOW,
		[EXPLAIN_ENDED] = PARTS_PROOF_ENDED,
		[EXPLAIN_DUE] = PARTS_PROOF_DUE,
	};
	const struct explain_line *l = &d->line;
	struct view *kind = view_row(v, kinds[l->kind]);

	put_when(p, v, l);
	put_cause(p, v, d->cause);
	if (l->ahead && l->kind != EXPLAIN_DUE)
		view_show(v, PARTS_PROOF_COMING);
	if (l->kind == EXPLAIN_STARTED || l->kind == EXPLAIN_CHANGED)
		put_promise(p, v, l);
	if (l->kind == EXPLAIN_PAUSED) {
		put_party(kind, l->party);
		if (p->staff)
			conversation_pause(kind, d->pause);
		if (d->end != EXPLAIN_CAUSE_NONE)
			put_cause(p, view_row(kind, PARTS_PROOF_ENDS), d->end);
	}
	if (l->kind == EXPLAIN_DUE && l->ahead)
		put_span(view_row(v, PARTS_PROOF_REACHES), PARTS_PROOF_TOTAL,
			 l->total);
	if (l->kind == EXPLAIN_OPEN || l->kind == EXPLAIN_MORE) {
		struct view *counts = view_row(v, PARTS_PROOF_COUNTS);

		put_span(counts, PARTS_PROOF_SPAN, l->used);
		put_span(counts, PARTS_PROOF_TOTAL, l->total);
	}
}

/* A change that only staff are told of, as it promises the same. */
static bool is_silent(const struct proof *p, size_t i)
{
	const struct desk_line *lines = p->of->lines;
	const struct explain_line *l = &lines[i].line;

	return !p->staff && l->kind == EXPLAIN_CHANGED && i > 0 &&
	       lines[i - 1].line.target == l->target &&
	       lines[i - 1].line.unit == l->unit &&
	       lines[i - 1].line.level->calendar == l->level->calendar;
}

static void put_lines(const struct proof *p, struct view *v)
{
	struct view *lines = view_row(v, PARTS_PROOF_LINES);

	view_text(lines, PARTS_PROOF_CLOCKS, p->zone->name);
	for (size_t i = 0; i < p->of->n; i++)
		if (!is_silent(p, i))
			put_line(p, view_row(lines, PARTS_PROOF_LINE),
				 &p->of->lines[i]);
	if (p->of->cut)
		view_show(lines, PARTS_PROOF_CUT);
}

/* ---- Facts ---------------------------------------------------------------
 */

static void put_by_hand(const struct proof *p, struct view *v)
{
	struct view *hand;

	if (p->of->clock.manual == INSTANT_NONE)
		return;
	hand = view_row(v, PARTS_PROOF_BY_HAND);
	if (p->of->calculated == INSTANT_NONE)
		view_show(hand, PARTS_PROOF_NOT_CALCULATED);
	else
		put_full(p, view_row(hand, PARTS_PROOF_CALCULATED),
			 PARTS_PROOF_TIME, p->of->calculated);
	if (!p->of->set_by)
		return;
	hand = view_row(hand, PARTS_PROOF_SET_BY);
	view_text(hand, PARTS_PROOF_NAME, p->of->set_by);
	view_text(hand, PARTS_PROOF_REASON, p->of->set_because);
}

static void put_due(const struct proof *p, struct view *v)
{
	const struct clock *c = &p->of->clock;
	char text[WORDS_TEXT];
	struct view *due;

	if (c->breached != INSTANT_NONE)
		put_full(p, view_row(v, PARTS_PROOF_BROKEN), PARTS_PROOF_TIME,
			 c->breached);
	if (c->due == INSTANT_NONE)
		return;
	due = view_row(v, PARTS_PROOF_HAS_DUE);
	put_full(p, due, PARTS_PROOF_DUE_IN_FULL, c->due);
	put_by_hand(p, due);
	if (differs(p, c->due))
		view_text(view_row(due, PARTS_PROOF_DUE_YOURS),
			  PARTS_PROOF_TIME,
			  words_time_full(c->due, p->mine, text));
}

static void put_target(const struct proof *p, struct view *v)
{
	const struct clock *c = &p->of->clock;
	const struct level_gears *g = &c->level->gears;

	put_span(v, PARTS_PROOF_TARGET, c->target);
	put_span(v, PARTS_PROOF_USED, p->of->used);
	view_show(v, c->unit == UNIT_CALENDAR ? PARTS_PROOF_OF_ALL_HOURS
					      : PARTS_PROOF_OF_WORKING);
	if (c->unit == UNIT_WORKING_DAYS)
		view_int(view_row(v, PARTS_PROOF_IN_DAYS), PARTS_PROOF_DAYS,
			 c->promised.seconds);
	if (c->unit == UNIT_NEXT_OPEN)
		put_span(view_row(v, PARTS_PROOF_NEXT_OPENING),
			 PARTS_PROOF_SPAN, c->promised.seconds);
	if (g->by_consumption)
		view_show(v, PARTS_PROOF_BY_CONSUMPTION);
	if (p->of->grace > 0)
		put_span(view_row(v, PARTS_PROOF_GRACE), PARTS_PROOF_SPAN,
			 p->of->grace);
	if (g->max_pause > 0)
		put_span(view_row(v, PARTS_PROOF_LONGEST), PARTS_PROOF_SPAN,
			 g->max_pause);
}

static void put_waited(const struct proof *p, struct view *v)
{
	seconds waited[PARTY_N] = { 0 };

	for (size_t i = 0; i < p->of->n; i++) {
		const struct explain_line *l = &p->of->lines[i].line;

		if (l->kind == EXPLAIN_PAUSED && !l->ahead)
			waited[l->party] += l->until - l->from;
	}
	for (int i = 0; i < PARTY_N; i++) {
		struct view *row;

		if (waited[i] == 0)
			continue;
		row = view_row(v, PARTS_PROOF_WAITED);
		put_span(row, PARTS_PROOF_SPAN, waited[i]);
		put_party(row, (enum party)i);
	}
}

static void put_closure(const struct proof *p, struct view *v,
			const struct calendar_view_closure *c)
{
	char day[WORDS_TEXT];

	view_text(v, PARTS_PROOF_DAY, words_day(c->day, day));
	view_text(v, PARTS_PROOF_NAME_OF, c->name);
	if (c->from_min != 0 || c->to_min != 1440)
		view_text(view_row(v, PARTS_PROOF_PART), PARTS_PROOF_TIMES,
			  arena_printf(p->rq->a, "%02d:%02d–%02d:%02d",
				       c->from_min / 60, c->from_min % 60,
				       c->to_min / 60, c->to_min % 60));
}

static void put_hours(const struct proof *p, struct view *v)
{
	for (size_t i = 0; i < p->of->nhours; i++) {
		const struct desk_hours *h = &p->of->hours[i];
		struct view *row = view_row(v, PARTS_PROOF_HOURS), *list;

		view_text(row, PARTS_PROOF_NAME, h->of->name);
		view_int(row, PARTS_PROOF_VERSION, h->of->number);
		view_text(row, PARTS_PROOF_ZONE_NAME, h->of->zone);
		if (h->n == 0) {
			view_show(row, PARTS_PROOF_NO_CLOSURES);
			continue;
		}
		list = view_row(row, PARTS_PROOF_CLOSURES);
		for (size_t k = 0; k < h->n; k++)
			put_closure(p, view_row(list, PARTS_PROOF_CLOSURE),
				    &h->closures[k]);
		if (h->more)
			view_show(list, PARTS_PROOF_MORE_CLOSURES);
	}
	if (p->of->nhours == 0)
		view_show(v, PARTS_PROOF_NO_HOURS);
}

static void put_level(const struct proof *p, struct view *v)
{
	const struct clock *c = &p->of->clock;
	struct view *level;

	view_text(v, PARTS_PROOF_TIME_ZONES, c->tz_version);
	if (!p->staff)
		return;
	level = view_row(v, PARTS_PROOF_LEVEL_OF);
	view_text(level, PARTS_PROOF_NAME, c->level->name);
	view_int(level, PARTS_PROOF_VERSION, c->level->number);
}

static void put_differs(const struct proof *p, struct view *v)
{
	struct view *section;

	if (!p->of->differs)
		return;
	section = view_row(v, PARTS_PROOF_DIFFERS);
	if (p->of->elsewhere)
		view_show(section, PARTS_PROOF_ELSEWHERE);
	if (!(p->of->differs & DESK_DIFFERS_DUE))
		return;
	if (p->of->stored_due == INSTANT_NONE)
		view_show(section, PARTS_PROOF_NO_STORED_DUE);
	else
		put_full(p, view_row(section, PARTS_PROOF_STORED_DUE),
			 PARTS_PROOF_TIME, p->of->stored_due);
}

/* ---- All of it -----------------------------------------------------------
 */

static void put_metric(struct view *v, const struct clock *c)
{
	static const char *const metrics[METRIC_N] = {
		[METRIC_FIRST_ANSWER] = PARTS_PROOF_FIRST_ANSWER,
		[METRIC_NEXT_ANSWER] = PARTS_PROOF_NEXT_ANSWER,
		[METRIC_FIRST_ASSIGN] = PARTS_PROOF_FIRST_ASSIGN,
		[METRIC_FIRST_RESOLVE] = PARTS_PROOF_FIRST_RESOLVE,
		[METRIC_CHAT_ANSWER] = PARTS_PROOF_CHAT_ANSWER,
		[METRIC_CALL_ANSWER] = PARTS_PROOF_CALL_ANSWER,
		[METRIC_KEEP_INFORMED] = PARTS_PROOF_KEEP_INFORMED,
	};

	view_show(v, metrics[c->metric]);
	if (c->cycle > 1)
		view_int(view_row(v, PARTS_PROOF_CYCLE), PARTS_PROOF_NUMBER,
			 c->cycle);
}

void proof_show(const struct req *rq, struct view *v, const char *name,
		const struct desk_promise *of, bool staff)
{
	struct view *inner = view_include(v, name, PARTS_PROOF_TPL);
	const struct clock *c = &of->clock;
	const struct zone *own = calendar_zone(
		level_calendar(c->level, c->unit));
	const struct proof p = {
		.rq = rq,
		.of = of,
		.zone = own ? own : rq->viewer.zone,
		.mine = rq->viewer.zone,
		.staff = staff,
	};

	view_text(inner, PARTS_PROOF_ANCHOR, proof_anchor(rq->a, c));
	put_metric(inner, c);
	promise_parts_badge(rq, inner, PARTS_PROOF_BADGE, c);
	if (of->differs && !staff) {
		view_show(inner, PARTS_PROOF_WITHHELD);
	} else {
		put_lines(&p, inner);
		put_due(&p, inner);
	}
	put_target(&p, inner);
	put_waited(&p, inner);
	put_hours(&p, inner);
	put_level(&p, inner);
	if (staff)
		put_differs(&p, inner);
}
