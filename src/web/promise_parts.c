#include "web/promise_parts.h"
#include "base/zone.h"
#include "store/level_store.h"
#include "web/names.h"
#include "web/page.h"
#include "web/words.h"

/* Open hours that a badge brings along to tick in: most are due in a few. */
#define WINDOWS_FEW 4
#define WINDOWS 14
#define DUE_TEXT 256

enum err_kind promise_parts_level(struct req *rq, struct clock *c,
				  struct err *e)
{
	const struct level_ref ref = { .version = c->level_version,
				       .calendar = c->calendar_version };

	return level_store_compile(rq->job.db, ref, &c->level, e);
}

void promise_parts_metric(struct view *v, enum metric m)
{
	static const char *const sections[METRIC_N] = {
		[METRIC_FIRST_ANSWER] = PARTS_PROMISE_STRIP_FIRST_ANSWER,
		[METRIC_NEXT_ANSWER] = PARTS_PROMISE_STRIP_NEXT_ANSWER,
		[METRIC_FIRST_ASSIGN] = PARTS_PROMISE_STRIP_FIRST_ASSIGN,
		[METRIC_FIRST_RESOLVE] = PARTS_PROMISE_STRIP_FIRST_RESOLVE,
		[METRIC_CHAT_ANSWER] = PARTS_PROMISE_STRIP_CHAT_ANSWER,
		[METRIC_CALL_ANSWER] = PARTS_PROMISE_STRIP_CALL_ANSWER,
		[METRIC_KEEP_INFORMED] = PARTS_PROMISE_STRIP_KEEP_INFORMED,
	};

	if ((size_t)m < METRIC_N)
		view_show(v, sections[m]);
}

/* ---- The badge ----------------------------------------------------------- */

static bool same_clock_face(instant at, const struct zone *a,
			    const struct zone *b)
{
	return zone_offset(a, at) == zone_offset(b, at);
}

/*
 * The due time in the viewer's zone, and in the calendar's where its clocks
 * show another time: with the date only if that differs too.
 */
static const char *due_text(const struct req *rq, instant due,
			    const struct zone *theirs, char out[DUE_TEXT])
{
	const struct zone *mine = rq->viewer.zone;
	char full[WORDS_TEXT], other[WORDS_TEXT], here[WORDS_TEXT], abbr[16];

	if (!theirs || same_clock_face(due, mine, theirs))
		return words_time_full(due, mine, out);
	words_time_full(due, mine, full);
	words_local(due, mine, here);
	words_local(due, theirs, other);
	if (memcmp(here, other, 10) != 0)
		snprintf(out, DUE_TEXT, "%s = %s", full,
			 words_time_full(due, theirs, other));
	else
		snprintf(out, DUE_TEXT, "%s = %s %s (%.60s)", full, other + 11,
			 zone_abbreviation(theirs, due, abbr), theirs->name);
	return out;
}

/* The open hours from now on of one calendar, as badges bring them along. */
struct promise_windows {
	struct promise_windows *next;
	const struct calendar *calendar;
	instant few_until; /* where the first few end; NONE: these are all */
	char *few, *all;
};

static struct promise_windows *make_windows(const struct req *rq,
					    const struct clock *c)
{
	struct promise_windows *w = ARENA_NEW(rq->a, struct promise_windows);
	struct sbuf text = SBUF_INIT(WINDOWS * 48);
	struct calendar_span spans[WINDOWS];
	size_t n = strip_windows(c, rq->job.by.now, spans, WINDOWS);

	w->calendar = level_calendar(c->level, c->unit);
	w->few_until = INSTANT_NONE;
	for (size_t i = 0; i < n; i++) {
		if (i == WINDOWS_FEW) {
			w->few = arena_str(rq->a, sbuf_text(&text));
			w->few_until = spans[i - 1].until;
		}
		if (i)
			sbuf_char(&text, ';');
		sbuf_i64(&text, spans[i].from);
		sbuf_char(&text, ',');
		sbuf_i64(&text, spans[i].until);
	}
	w->all = arena_str(rq->a, n ? sbuf_text(&text) : "0,0");
	sbuf_release(&text);
	return w;
}

/*
 * "from,to;from,to". What does not count on gets a window long past, in which
 * it stands still; what counts day and night gets none. Rows of a list share
 * few calendars, so each is asked once a page.
 */
static void fill_windows(const struct req *rq, struct view *v,
			 const struct clock *c)
{
	struct promise_windows **at = page_windows(rq);
	bool few;

	if (c->state == CLOCK_RUNNING && c->unit == UNIT_CALENDAR)
		return;
	if (c->state != CLOCK_RUNNING) {
		view_text(v, PARTS_PROMISE_BADGE_OPEN_WINDOWS, "0,0");
		return;
	}
	while (*at && (*at)->calendar != level_calendar(c->level, c->unit))
		at = &(*at)->next;
	if (!*at)
		*at = make_windows(rq, c);
	few = (*at)->few_until != INSTANT_NONE && c->due < (*at)->few_until;
	view_text(v, PARTS_PROMISE_BADGE_OPEN_WINDOWS,
		  few ? (*at)->few : (*at)->all);
}

static const char *const badge_sections[] = {
	[STRIP_CALM] = PARTS_PROMISE_BADGE_CALM,
	[STRIP_SOON] = PARTS_PROMISE_BADGE_SOON,
	[STRIP_URGENT] = PARTS_PROMISE_BADGE_URGENT,
	[STRIP_OVERDUE] = PARTS_PROMISE_BADGE_OVERDUE,
	[STRIP_PAUSED] = PARTS_PROMISE_BADGE_PAUSED,
	[STRIP_MET] = PARTS_PROMISE_BADGE_MET,
	[STRIP_MISSED] = PARTS_PROMISE_BADGE_MISSED,
	[STRIP_CANCELLED] = PARTS_PROMISE_BADGE_CANCELLED,
	[STRIP_NO_OPEN_TIME] = PARTS_PROMISE_BADGE_NO_OPEN_TIME,
};

static bool ticks(enum strip_kind k)
{
	return k == STRIP_CALM || k == STRIP_SOON || k == STRIP_URGENT ||
	       k == STRIP_OVERDUE;
}

/* What the deadline would be if it had not been set by hand. */
static void fill_calculated(const struct req *rq, struct view *v,
			    const struct clock *c, const struct zone *zone)
{
	instant at = clock_calculated(c);
	char text[DUE_TEXT];

	if (c->manual == INSTANT_NONE)
		return;
	if (at == INSTANT_NONE)
		view_show(v, PARTS_PROMISE_BADGE_BY_HAND_ALONE);
	else
		view_text(view_row(v, PARTS_PROMISE_BADGE_BY_HAND),
			  PARTS_PROMISE_BADGE_CALCULATED,
			  due_text(rq, at, zone, text));
}

static void fill_badge(const struct req *rq, struct view *v,
		       const struct clock *c, const struct strip_badge *b)
{
	const struct zone *zone = calendar_zone(
		level_calendar(c->level, c->unit));
	char text[DUE_TEXT];

	view_show(v, c->unit == UNIT_CALENDAR ? PARTS_PROMISE_BADGE_ALL_HOURS
					      : PARTS_PROMISE_BADGE_WORKING);
	words_view_duration(v, PARTS_PROMISE_BADGE_LEFT, b->amount, b->unit);
	/* Nothing over yet in open hours: then since when it is late. */
	if (b->kind == STRIP_OVERDUE && b->amount < 60)
		words_view_duration(v, PARTS_PROMISE_BADGE_OVER, b->late,
				    UNIT_CALENDAR);
	else
		words_view_duration(v, PARTS_PROMISE_BADGE_OVER, b->amount,
				    b->unit);
	if (c->due != INSTANT_NONE) {
		view_text(v, PARTS_PROMISE_BADGE_DUE_FULL,
			  due_text(rq, c->due, zone, text));
		view_show(v, PARTS_PROMISE_BADGE_IS_DUE);
	}
	fill_calculated(rq, v, c, zone);
	if (!ticks(b->kind))
		return;
	view_int(v, PARTS_PROMISE_BADGE_DUE_AT, c->due);
	view_int(v, PARTS_PROMISE_BADGE_LEFT_SECONDS, b->left);
	view_int(v, PARTS_PROMISE_BADGE_TARGET_SECONDS, c->target);
	fill_windows(rq, v, c);
}

void promise_parts_badge(const struct req *rq, struct view *v, const char *name,
			 const struct clock *c)
{
	struct view *inner = view_include(v, name, PARTS_PROMISE_BADGE_TPL);
	struct strip_badge b;

	strip_badge(c, rq->job.by.now, &b);
	fill_badge(rq,
		   view_row(inner, b.kind == STRIP_PAUSED && b.late > 0
					   ? PARTS_PROMISE_BADGE_PAUSED_OVER
					   : badge_sections[b.kind]),
		   c, &b);
}

void promise_parts_no_badge(struct view *v, const char *name)
{
	view_show(view_include(v, name, PARTS_PROMISE_BADGE_TPL),
		  PARTS_PROMISE_BADGE_NO_SLA);
}

/* ---- The strip ----------------------------------------------------------- */

static void fill_bar(struct view *v, const struct strip *s)
{
	static const char *const parts[] = {
		[STRIP_PART_CLOSED] = PARTS_PROMISE_STRIP_CLOSED,
		[STRIP_PART_SPENT] = PARTS_PROMISE_STRIP_SPENT,
		[STRIP_PART_LATE] = PARTS_PROMISE_STRIP_LATE,
		[STRIP_PART_OPEN] = PARTS_PROMISE_STRIP_OPEN,
		[STRIP_PART_PAUSE] = PARTS_PROMISE_STRIP_PAUSE,
	};
	const struct {
		const char *section;
		int x;
	} marks[] = { { PARTS_PROMISE_STRIP_STOP_MARK, s->stop },
		      { PARTS_PROMISE_STRIP_NOW, s->now },
		      { PARTS_PROMISE_STRIP_DUE_MARK, s->due } };

	for (size_t i = 0; i < s->n; i++) {
		const struct strip_segment *g = &s->segments[i];
		struct view *piece = view_row(v, parts[g->part]);

		view_int(piece, PARTS_PROMISE_STRIP_X, g->x);
		view_int(piece, PARTS_PROMISE_STRIP_WIDTH, g->width);
	}
	for (size_t i = 0; i < s->nticks; i++)
		view_int(view_row(v, PARTS_PROMISE_STRIP_TICK),
			 PARTS_PROMISE_STRIP_X, s->ticks[i]);
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (marks[i].x >= 0)
			view_int(view_row(v, marks[i].section),
				 PARTS_PROMISE_STRIP_X, marks[i].x);
}

/* The deadline, and beside one by hand the calculated one. */
static void fill_due(const struct req *rq, struct view *v,
		     const struct promise *p)
{
	const struct clock *c = p->clock;
	instant at = clock_calculated(c);
	struct view *hand, *by;

	if (c->due != INSTANT_NONE)
		words_time_for(rq, view_row(v, PARTS_PROMISE_STRIP_HAS_DUE),
			       PARTS_PROMISE_STRIP_DUE, c->due);
	if (c->manual == INSTANT_NONE) {
		view_show(v, PARTS_PROMISE_STRIP_BY_CLOCK);
		return;
	}
	hand = view_row(v, PARTS_PROMISE_STRIP_BY_HAND);
	if (at == INSTANT_NONE)
		view_show(hand, PARTS_PROMISE_STRIP_NOT_CALCULATED);
	else
		words_time_for(rq,
			       view_row(hand, PARTS_PROMISE_STRIP_CALCULATED),
			       PARTS_PROMISE_STRIP_AT, at);
	if (!p->set_by)
		return;
	by = view_row(hand, PARTS_PROMISE_STRIP_SET_BY);
	view_text(by, PARTS_PROMISE_STRIP_NAME, p->set_by);
	view_text(by, PARTS_PROMISE_STRIP_REASON, p->set_because);
}

void promise_parts_strip(const struct req *rq, struct view *v, const char *name,
			 const struct promise *p)
{
	struct view *inner = view_include(v, name, PARTS_PROMISE_STRIP_TPL);
	const struct clock *c = p->clock;
	struct strip strip;

	promise_parts_metric(inner, c->metric);
	promise_parts_badge(rq, inner, PARTS_PROMISE_STRIP_BADGE, c);
	words_time_for(rq, inner, PARTS_PROMISE_STRIP_STARTED, c->started);
	if (c->cycle > 1)
		view_int(view_row(inner, PARTS_PROMISE_STRIP_CYCLE),
			 PARTS_PROMISE_STRIP_NUMBER, c->cycle);
	fill_due(rq, inner, p);
	if (c->stopped != INSTANT_NONE)
		words_time_for(rq,
			       view_row(inner, PARTS_PROMISE_STRIP_HAS_STOP),
			       PARTS_PROMISE_STRIP_DONE, c->stopped);
	if (p->why)
		view_text(view_row(inner, PARTS_PROMISE_STRIP_WHY),
			  PARTS_PROMISE_STRIP_WHY_URL, p->why);
	strip_bar(c, p->pauses, p->npauses, rq->job.by.now, &strip);
	fill_bar(view_row(inner, PARTS_PROMISE_STRIP_BAR), &strip);
}
