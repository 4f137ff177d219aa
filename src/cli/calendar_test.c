/* `duedesk calendar test` and `lint`. */
#include "base/str.h"
#include "base/zone.h"
#include "cli/calendar_part.h"
#include "core/calendar_on.h"
#include "desk/calendar_doubts.h"

const char *const calendar_part_weekdays[7] = {
	"Monday", "Tuesday",  "Wednesday", "Thursday",
	"Friday", "Saturday", "Sunday",
};

/* ---- test ---------------------------------------------------------------- */

struct tried {
	struct arena *arena;
	const struct calendar_stored *calendar;
	const struct calendar_on *on;
};

/* "1h30m", with seconds where a change of the clocks leaves some. */
static const char *length(struct arena *a, seconds n)
{
	const char *text = arena_printf(a, "%dh%02dm", (int)(n / 3600),
					(int)(n / 60 % 60));

	return n % 60 ? arena_printf(a, "%s%02ds", text, (int)(n % 60)) : text;
}

static const char *closure_name(const struct tried *t, size_t i)
{
	const char *name = t->calendar->closure_names[i];

	return *name ? name : "a closure";
}

static void print_span(const struct tried *t, const struct calendar_span *s)
{
	const struct zone *z = t->calendar->spec.zone;
	char from[INSTANT_TEXT], until[INSTANT_TEXT];

	(void)printf(
		"open\t%s\t%s\t%s\n",
		instant_text_offset(s->from, zone_offset(z, s->from), from),
		instant_text_offset(s->until, zone_offset(z, s->until), until),
		length(t->arena, s->until - s->from));
}

static void print_window(const struct tried *t, const struct calendar_part *p)
{
	(void)printf(
		"%s\t%s\t%s%s\topen %s%s%s\n",
		p->kind == CALENDAR_PART_WEEKDAY ? "window" : "replacement",
		calendar_part_times(t->arena, p->from_min, p->to_min),
		p->kind == CALENDAR_PART_WEEKDAY
			? calendar_part_weekdays[instant_weekday(t->on->day -
								 p->eve)]
			: calendar_part_date(t->arena, t->on->day - p->eve),
		p->eve ? ", past midnight" : "", length(t->arena, p->open),
		p->closed_by == CALENDAR_NO_CLOSURE ? "" : "\tclosed by ",
		p->closed_by == CALENDAR_NO_CLOSURE
			? ""
			: closure_name(t, p->closed_by));
}

static void print_part(const struct tried *t, const struct calendar_part *p)
{
	int32_t rule;

	if (p->kind != CALENDAR_PART_CLOSURE) {
		print_window(t, p);
		return;
	}
	rule = t->calendar->closure_rules[p->index];
	(void)printf("closure\t%s\t%s%s%s\n",
		     calendar_part_times(t->arena, p->from_min, p->to_min),
		     closure_name(t, p->index), rule < 0 ? "" : ", every year",
		     p->eve ? ", from the day before" : "");
}

static void print_jump(const struct calendar_jump *j)
{
	char before[INSTANT_TEXT], after[INSTANT_TEXT];

	(void)printf("clocks\t%s\t%s\n",
		     instant_text_offset(j->at, j->before, before),
		     instant_text_offset(j->at, j->after, after));
}

static void print_date(const struct tried *t)
{
	const struct calendar_on *on = t->on;

	(void)printf("date\t%s\t%s\t%s%s\n",
		     calendar_part_date(t->arena, on->day),
		     calendar_part_weekdays[instant_weekday(on->day)],
		     t->calendar->draft.zone,
		     on->replaced ? "\thours of its own" : "");
	(void)printf("length\t%s\topen %s\n", length(t->arena, on->length),
		     length(t->arena, on->open));
	for (size_t i = 0; i < on->njumps; i++)
		print_jump(&on->jumps[i]);
	for (size_t i = 0; i < on->nspans; i++)
		print_span(t, &on->spans[i]);
	for (size_t i = 0; i < on->nparts; i++)
		print_part(t, &on->parts[i]);
}

static enum err_kind read_date(const char *text, int64_t *day, struct err *e)
{
	size_t n = strlen(text);

	if (instant_parse_day(text, n, day))
		return ERR_NONE;
	if (n == 10 && strspn(text, "0123456789") == 4 && text[4] == '-' &&
	    strspn(text + 5, "0123456789") == 2 && text[7] == '-' &&
	    strspn(text + 8, "0123456789") == 2)
		return err_set(e, ERR_INVALID, "date: there is no %s", text);
	return err_set(e, ERR_INVALID,
		       "date: write it as 2026-12-24, not \"%.40s\"", text);
}

int calendar_part_test(struct part_work *w, struct err *e)
{
	struct calendar_stored s;
	struct calendar_on on;
	const struct tried t = { w->job.arena, &s, &on };
	int64_t day;

	if (!parts_count(w, 2, 2, e))
		return 2;
	if (read_date(w->argv[1], &day, e))
		return 1;
	if (calendar_part_load(w, w->argv[0], &s, e))
		return 1;
	if (s.draft.always_open) {
		(void)printf("date\t%s\t%s\t%s\n24x7\n",
			     calendar_part_date(w->job.arena, day),
			     calendar_part_weekdays[instant_weekday(day)],
			     s.draft.zone);
		return 0;
	}
	if (calendar_on_date(w->job.arena, &s.spec, day, &on, e))
		return 1;
	print_date(&t);
	return 0;
}

/* ---- lint ---------------------------------------------------------------- */

struct linted {
	struct arena *arena;
	const struct calendar_stored *calendar;
};

static const char *where(const struct linted *l,
			 const struct calendar_finding *f)
{
	return f->day == CALENDAR_NO_DAY ? calendar_part_weekdays[f->weekday]
					 : calendar_part_date(l->arena, f->day);
}

static const char *sentence(const struct linted *l,
			    const struct calendar_finding *f)
{
	const char *times = calendar_part_times(l->arena, f->from_min,
						f->to_min);

	switch (f->kind) {
	case CALENDAR_NEVER_OPEN:
		return "never open: nothing promised by it falls due";
	case CALENDAR_ENDS_2359:
		return arena_printf(l->arena,
				    "%s ends at 23:59, a minute before"
				    " midnight: write 24:00",
				    where(l, f));
	case CALENDAR_GAP_MINUTE:
		return arena_printf(l->arena, "%s %s: closed for one minute",
				    where(l, f), times);
	case CALENDAR_NO_HOLIDAYS:
		return arena_printf(l->arena,
				    "no closures in %.4s, though there are"
				    " some this year",
				    where(l, f));
	case CALENDAR_SKIPPED:
		return arena_printf(l->arena,
				    "%s %s: the clocks skip the whole window",
				    where(l, f), times);
	case CALENDAR_OVERLAP:
		return arena_printf(l->arena, "%s %s: two windows overlap",
				    where(l, f), times);
	case CALENDAR_CLOSES_NOTHING:
		return arena_printf(l->arena,
				    "%s %s: the closure %s closes nothing",
				    where(l, f), times,
				    l->calendar->closure_names[f->index]);
	case CALENDAR_CHANGES_NOTHING:
		return arena_printf(l->arena,
				    "%s: its own hours are those it had",
				    where(l, f));
	}
	return "";
}

enum err_kind calendar_part_findings(struct part_work *w,
				     const struct calendar_stored *s,
				     struct calendar_sentences *out,
				     struct err *e)
{
	const struct linted l = { w->job.arena, s };
	struct calendar_doubts found;
	const char **v, *gap;

	*out = (struct calendar_sentences){ 0 };
	if (calendar_doubts_find(w->job.arena, s, w->job.by.now, &found, e))
		return e->kind;
	v = ARENA_ARRAY(w->job.arena, found.n + 1, const char *);
	for (size_t i = 0; i < found.n; i++)
		v[out->n++] = sentence(&l, &found.v[i]);
	gap = calendar_part_gap(w, s->spec.zone, &found);
	if (gap)
		v[out->n++] = gap;
	out->v = v;
	return ERR_NONE;
}

static enum err_kind lint_one(struct part_work *w, const char *name, size_t *n,
			      struct err *e)
{
	struct calendar_stored s;
	struct calendar_sentences found;

	if (calendar_part_load(w, name, &s, e) ||
	    calendar_part_findings(w, &s, &found, e))
		return e->kind;
	for (size_t i = 0; i < found.n; i++)
		(void)printf("%s\t%s\n", name, found.v[i]);
	*n += found.n;
	return ERR_NONE;
}

int calendar_part_lint(struct part_work *w, struct err *e)
{
	struct calendar_names all;
	size_t n = 0;

	if (!parts_count(w, 0, 1, e))
		return 2;
	if (w->argc == 1)
		return lint_one(w, w->argv[0], &n, e) || n > 0;
	if (calendar_store_list(w->job.db, w->job.arena, &all, e))
		return 1;
	for (size_t i = 0; i < all.n; i++)
		if (lint_one(w, all.v[i].name, &n, e))
			return 1;
	return n > 0;
}
