#include "web/calendar_preview.h"

#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "base/zone.h"
#include "core/calendar_on.h"
#include "desk/calendar_doubts.h"
#include "web/calendar_words.h"
#include "web/form.h"
#include "web/names.h"
#include "web/words.h"

#define DAYS 14
#define LINES_FIRST 20 /* of a sum; then the last ones */
#define LINES_LAST 5
#define MINUTES 1440

/* ---- The next days ------------------------------------------------------- */

/* Second of the local day. */
static int64_t second_of(const struct zone *z, instant at, int64_t day)
{
	return at + zone_offset(z, at) - day * DAY_SECONDS;
}

/* "09:00–12:00, 13:00–17:00" on the clocks of the zone. */
static const char *span_text(struct arena *a, const struct zone *z,
			     const struct calendar_span *s, int64_t day)
{
	int64_t from = second_of(z, s->from, day) / 60;
	int64_t to = second_of(z, s->until - 1, day) / 60 + 1;

	return calendar_words_times(a, (int32_t)from, (int32_t)to);
}

static void fill_spans(struct req *rq, struct view *row,
		       const struct calendar_stored *s,
		       const struct calendar_on *on)
{
	struct sbuf b = SBUF_INIT(4 * LIMIT_WINDOWS_PER_DAY * 24);
	const struct zone *z = s->spec.zone;
	char text[WORDS_TEXT];
	struct view *open;

	for (size_t i = 0; i < on->nspans; i++) {
		int64_t from = second_of(z, on->spans[i].from, on->day) / 60;
		int64_t to = second_of(z, on->spans[i].until - 1, on->day) /
				     60 +
			     1;
		struct view *bar = view_row(row, CALENDARS_PREVIEW_SPAN);

		view_int(bar, CALENDARS_PREVIEW_X, from);
		view_int(bar, CALENDARS_PREVIEW_WIDTH,
			 to > from ? to - from : 1);
		sbuf_str(&b, i ? ", " : "");
		sbuf_str(&b, span_text(rq->a, z, &on->spans[i], on->day));
	}
	if (on->nspans == 0) {
		view_show(row, on->length ? CALENDARS_PREVIEW_CLOSED
					  : CALENDARS_PREVIEW_NO_DATE);
	} else {
		open = view_row(row, CALENDARS_PREVIEW_OPEN);
		view_text(open, CALENDARS_PREVIEW_HOURS, sbuf_text(&b));
		view_text(open, CALENDARS_PREVIEW_LENGTH,
			  words_duration(on->open, UNIT_WORKING, text));
	}
	sbuf_release(&b);
}

/* A closure of the day, by its name, and how much of it. */
static void fill_closure(struct req *rq, struct view *row,
			 const struct calendar_stored *s,
			 const struct calendar_part *p)
{
	const char *name = s->closure_names[p->index];
	struct view *why = view_row(row, CALENDARS_PREVIEW_WHY);

	if (*name)
		view_text(view_row(why, CALENDARS_PREVIEW_HOLIDAY),
			  CALENDARS_PREVIEW_NAME, name);
	else
		view_show(why, CALENDARS_PREVIEW_UNNAMED);
	if (p->from_min != 0 || p->to_min != MINUTES)
		view_text(view_row(why, CALENDARS_PREVIEW_PART),
			  CALENDARS_PREVIEW_HOURS,
			  calendar_words_times(rq->a, p->from_min, p->to_min));
}

static void fill_jump(struct req *rq, struct view *row, const struct zone *z,
		      const struct calendar_jump *j)
{
	struct view *why = view_row(row, CALENDARS_PREVIEW_WHY);
	bool forward = j->after > j->before;
	int64_t local = j->at + j->before;
	int64_t minute = (local - (local / DAY_SECONDS) * DAY_SECONDS) / 60;

	(void)z;
	why = view_row(why, forward ? CALENDARS_PREVIEW_FORWARD
				    : CALENDARS_PREVIEW_BACK);
	view_text(why, CALENDARS_PREVIEW_AT,
		  arena_printf(rq->a, "%02d:%02d", (int)(minute / 60),
			       (int)(minute % 60)));
}

static void fill_whys(struct req *rq, struct view *row,
		      const struct calendar_stored *s,
		      const struct calendar_on *on)
{
	for (size_t i = 0; i < on->nparts; i++)
		if (on->parts[i].kind == CALENDAR_PART_CLOSURE)
			fill_closure(rq, row, s, &on->parts[i]);
	if (on->replaced)
		view_show(view_row(row, CALENDARS_PREVIEW_WHY),
			  CALENDARS_PREVIEW_OWN);
	for (size_t i = 0; i < on->njumps; i++)
		fill_jump(rq, row, s->spec.zone, &on->jumps[i]);
}

static enum err_kind fill_days(struct req *rq, struct view *v,
			       const struct calendar_stored *s, struct err *e)
{
	int64_t today = calendar_doubts_day(s->spec.zone, rq->job.by.now);
	char text[WORDS_TEXT];

	for (int64_t day = today; day < today + DAYS; day++) {
		struct calendar_on on;
		struct view *row;

		if (calendar_on_date(rq->a, &s->spec, day, &on, e))
			return e->kind;
		row = view_row(v, CALENDARS_PREVIEW_DAY);
		view_text(row, CALENDARS_PREVIEW_DATE,
			  words_day_short(day, text));
		if (day == today)
			view_show(row, CALENDARS_PREVIEW_TODAY);
		if (instant_weekday(day) == 0 && day != today)
			view_show(row, CALENDARS_PREVIEW_WEEK);
		fill_spans(rq, row, s, &on);
		fill_whys(rq, row, s, &on);
	}
	return ERR_NONE;
}

/* ---- A date that is tried ------------------------------------------------ */

enum {
	TEST_AT,
	TEST_FOR
};
static const struct field test_fields[] = {
	[TEST_AT] = { "test_at", FIELD_INSTANT },
	[TEST_FOR] = { "test_for", FIELD_LINE, .max = 20 },
};

static bool read_amount(const char **s, char unit, seconds each, seconds *sum)
{
	const char *c = *s;
	seconds n = 0;

	while (*c >= '0' && *c <= '9' && n <= LIMIT_TARGET_SECONDS)
		n = n * 10 + (*c++ - '0');
	if (c == *s || *c != unit)
		return false;
	*sum += n * each;
	*s = c + 1;
	return true;
}

bool calendar_preview_length(const char *text, seconds *out)
{
	bool any;

	*out = 0;
	any = read_amount(&text, 'h', 3600, out);
	while (*text == ' ')
		text++;
	any = read_amount(&text, 'm', 60, out) || any;
	return any && !*text && *out >= 60 && *out <= LIMIT_TARGET_SECONDS;
}

/* Where the sum stands. */
struct sum {
	struct req *rq;
	const struct calendar_stored *s;
	struct view *v;
	seconds total;
	int64_t last; /* the date of the line before */
};

/* Days off between the line before and this one. */
static void fill_between(const struct sum *t, struct view *line, int64_t day)
{
	const struct calendar_spec *spec = &t->s->spec;

	for (size_t i = 0; i < spec->nclosures; i++) {
		int64_t d = spec->closures[i].day;
		char text[WORDS_TEXT];
		struct view *row;

		if (d <= t->last || d >= day || !*t->s->closure_names[i])
			continue;
		row = view_row(line, CALENDARS_PREVIEW_BETWEEN);
		view_text(row, CALENDARS_PREVIEW_DATE,
			  words_day_short(d, text));
		view_text(row, CALENDARS_PREVIEW_NAME, t->s->closure_names[i]);
	}
}

static void add_line(struct sum *t, const struct calendar_span *span)
{
	const struct zone *z = t->s->spec.zone;
	int64_t day = calendar_doubts_day(z, span->from);
	int64_t end = calendar_doubts_day(z, span->until - 1);
	struct view *line = view_row(t->v, CALENDARS_PREVIEW_LINE);
	char text[WORDS_TEXT], from[WORDS_TEXT], to[WORDS_TEXT];
	instant now = t->rq->job.by.now;

	if (t->last)
		fill_between(t, line, day);
	view_text(line, CALENDARS_PREVIEW_DATE, words_day_short(day, text));
	view_text(line, CALENDARS_PREVIEW_HOURS,
		  end == day
			  ? span_text(t->rq->a, z, span, day)
			  : arena_printf(t->rq->a, "%s \xe2\x80\x93 %s",
					 words_time(span->from, now, z, from),
					 words_time(span->until, now, z, to)));
	view_text(line, CALENDARS_PREVIEW_LENGTH,
		  words_duration_exact(span->until - span->from, text));
	view_text(line, CALENDARS_PREVIEW_TOTAL,
		  words_duration_exact(t->total, text));
	t->last = end;
}

/* Many lines in one. */
static void add_many(struct sum *t, int64_t n, seconds taken)
{
	struct view *line = view_row(t->v, CALENDARS_PREVIEW_LINE);
	struct view *many = view_row(line, CALENDARS_PREVIEW_MANY);
	char text[WORDS_TEXT];

	view_int(many, CALENDARS_PREVIEW_N, n);
	view_text(line, CALENDARS_PREVIEW_LENGTH,
		  words_duration_exact(taken, text));
	view_text(line, CALENDARS_PREVIEW_TOTAL,
		  words_duration_exact(t->total, text));
	t->last = 0;
}

static int64_t count_spans(const struct calendar *c, instant from,
			   instant until)
{
	struct calendar_iter it = { c, from, until };
	struct calendar_span span;
	int64_t n = 0;

	while (calendar_iter_next(&it, &span))
		n++;
	return n;
}

static void add_up(struct sum *t, const struct calendar *c, instant from,
		   instant due)
{
	int64_t n = count_spans(c, from, due), i = 0, left_out = 0;
	struct calendar_iter it = { c, from, due };
	struct calendar_span span;
	seconds taken = 0;

	for (; calendar_iter_next(&it, &span); i++) {
		t->total += span.until - span.from;
		if (n > LINES_FIRST + LINES_LAST + 1 && i >= LINES_FIRST &&
		    i < n - LINES_LAST) {
			left_out++;
			taken += span.until - span.from;
			if (i == n - LINES_LAST - 1)
				add_many(t, left_out, taken);
			continue;
		}
		add_line(t, &span);
	}
}

static enum err_kind try(struct req *rq, struct view *v,
			 const struct calendar_stored *s, instant at,
			 seconds length, struct err *e)
{
	const struct calendar *c = s->draft.always_open
					   ? calendar_always()
					   : calendar_new(rq->a, &s->spec, e);
	struct sum t = { .rq = rq, .s = s };
	char text[WORDS_TEXT];
	instant due;

	if (!c)
		return e->kind;
	if (calendar_add(c, at, length, &due)) {
		view_show(v, CALENDARS_PREVIEW_NEVER);
		return ERR_NONE;
	}
	t.v = view_row(v, CALENDARS_PREVIEW_DUE);
	view_text(t.v, CALENDARS_PREVIEW_DUE_FULL,
		  words_time_full(due, s->spec.zone, text));
	view_text(t.v, CALENDARS_PREVIEW_LENGTH,
		  words_duration_exact(length, text));
	add_up(&t, c, at, due);
	return ERR_NONE;
}

static enum err_kind fill_test(struct req *rq, struct view *v,
			       const struct calendar_stored *s, struct err *e)
{
	struct req local = *rq; /* its times are on the calendar's clocks */
	const struct field *fields = test_fields;
	char text[WORDS_TEXT];
	seconds length = 0;
	struct form f;
	bool good;

	local.viewer.zone = s->spec.zone;
	form_read(&local, fields, COUNT_OF(test_fields), &f);
	good = calendar_preview_length(f.v[TEST_FOR].text, &length);
	view_text(v, CALENDARS_PREVIEW_TEST_AT,
		  *f.v[TEST_AT].text
			  ? f.v[TEST_AT].text
			  : words_local(rq->job.by.now, s->spec.zone, text));
	view_text(v, CALENDARS_PREVIEW_TEST_FOR,
		  *f.v[TEST_FOR].text ? f.v[TEST_FOR].text : "8h");
	if (f.v[TEST_AT].fault)
		view_text(view_row(v, CALENDARS_PREVIEW_AT_ERROR),
			  CALENDARS_PREVIEW_TEXT,
			  form_fault_text(rq->a, &fields[TEST_AT],
					  &f.v[TEST_AT]));
	if (f.v[TEST_FOR].fault || (*f.v[TEST_FOR].text && !good))
		view_show(v, CALENDARS_PREVIEW_FOR_ERROR);
	if (f.v[TEST_AT].given && good)
		return try(rq, v, s, f.v[TEST_AT].i64, length, e);
	return ERR_NONE;
}

/* What was typed there, to stand there again. */
static const char *typed(const struct req *rq, const char *name,
			 const char *otherwise)
{
	const struct http_pair *p = http_find(&rq->fields, name);
	const char *s = p ? form_line(rq->a, p) : otherwise;

	return str_utf8_valid(s, strlen(s)) ? s : otherwise;
}

enum err_kind calendar_preview_fill(struct req *rq, struct view *v,
				    const char *include,
				    const struct calendar_stored *s,
				    struct err *e)
{
	struct view *part = view_include(v, include, CALENDARS_PREVIEW_TPL);
	size_t doubts;

	if (!s) {
		view_show(part, CALENDARS_PREVIEW_NOTHING);
		view_text(part, CALENDARS_PREVIEW_TEST_AT,
			  typed(rq, "test_at", ""));
		view_text(part, CALENDARS_PREVIEW_TEST_FOR,
			  typed(rq, "test_for", "8h"));
		return ERR_NONE;
	}
	view_text(view_row(part, CALENDARS_PREVIEW_ZONED),
		  CALENDARS_PREVIEW_IN_ZONE, s->spec.zone->name);
	if (calendar_words_doubts(rq, part, CALENDARS_PREVIEW_DOUBTS, s,
				  &doubts, e))
		return e->kind;
	if (s->draft.always_open)
		view_show(part, CALENDARS_PREVIEW_ALWAYS);
	else if (fill_days(rq, view_row(part, CALENDARS_PREVIEW_BY_WEEK), s, e))
		return e->kind;
	return fill_test(rq, part, s, e);
}
