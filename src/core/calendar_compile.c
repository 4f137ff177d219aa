#include "core/calendar_block.h"
#include "core/calendar_minutes.h"

#include "base/arena.h"

/* Windows as written, cut at midnight. */
struct shift {
	struct calendar_minutes own;  /* on the day they start */
	struct calendar_minutes tail; /* on the next one */
};

struct plan {
	const struct zone *zone;
	struct shift week[7];
	struct calendar_minutes plain[7];
	const struct calendar_closure *closures; /* by date */
	size_t nclosures;
	const struct calendar_replacement *replacements; /* by date */
	size_t nreplacements;
	int64_t *dates; /* that may differ from their weekday, sorted */
	size_t ndates;
};

/* ---- Minutes ------------------------------------------------------------- */

static bool minutes_equal(const struct calendar_minutes *a,
			  const struct calendar_minutes *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static void shift_add(struct shift *s, int from, int to)
{
	calendar_minutes_set(&s->own, from, to, true);
	calendar_minutes_set(&s->tail, 0, to - DAY_MINUTES, true);
}

/* What is open on a day, given the shifts of the day before and its own. */
static void minutes_join(struct calendar_minutes *m, const struct shift *before,
			 const struct shift *own)
{
	for (size_t i = 0; i < COUNT_OF(m->word); i++)
		m->word[i] = before->tail.word[i] | own->own.word[i];
}

/* ---- Days ---------------------------------------------------------------- */

/* The first closure on that date or later. */
static const struct calendar_closure *closure_from(const struct plan *p,
						   int64_t day)
{
	size_t low = 0, high = p->nclosures;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->closures[mid].day < day)
			low = mid + 1;
		else
			high = mid;
	}
	return p->closures + low;
}

static const struct calendar_replacement *replacement_of(const struct plan *p,
							 int64_t day)
{
	size_t low = 0, high = p->nreplacements;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->replacements[mid].day < day)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < p->nreplacements && p->replacements[low].day == day)
		return &p->replacements[low];
	return NULL;
}

static bool removes_shifts(const struct calendar_closure *c)
{
	return c->mode == CALENDAR_SHIFT && c->from_min == 0 &&
	       c->to_min == DAY_MINUTES;
}

/* The shifts that start on a date. */
static struct shift shift_of(const struct plan *p, int64_t day)
{
	const struct calendar_closure *end = p->closures + p->nclosures;
	const struct calendar_replacement *r;
	struct shift s = { 0 };

	for (const struct calendar_closure *c = closure_from(p, day);
	     c < end && c->day == day; c++)
		if (removes_shifts(c))
			return s;
	r = replacement_of(p, day);
	if (!r)
		return p->week[instant_weekday(day)];
	for (size_t i = 0; i < r->nwindows; i++)
		shift_add(&s, r->windows[i].from_min, r->windows[i].to_min);
	return s;
}

/* Take the closed minutes of a date from what is open on it. */
static void mask(const struct plan *p, int64_t day, struct calendar_minutes *m)
{
	const struct calendar_closure *end = p->closures + p->nclosures;

	for (const struct calendar_closure *c = closure_from(p, day - 1);
	     c < end && c->day <= day; c++) {
		int start = c->day == day ? 0 : -DAY_MINUTES;

		if (!removes_shifts(c))
			calendar_minutes_set(m, start + c->from_min,
					     start + c->to_min, false);
	}
}

static void day_minutes(const struct plan *p, int64_t day,
			struct calendar_minutes *m)
{
	struct shift before = shift_of(p, day - 1), own = shift_of(p, day);

	minutes_join(m, &before, &own);
	mask(p, day, m);
}

/* ---- Reading what was asked for ------------------------------------------ */

/* What has a date has it first: closures, replacements, dates alone. */
static int by_day(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* A copy sorted by date, and room for one more; the array of a spec is lent,
 * and may be NULL when empty. */
static void *sorted(struct arena *a, const void *from, size_t n, size_t size)
{
	void *copy = arena_array(a, n + 1, size);

	if (n > 0) {
		memcpy(copy, from, n * size);
		qsort(copy, n, size, by_day);
	}
	return copy;
}

/* Each exception may change its date and, by a tail, the next one. */
static void plan_dates(struct plan *p, struct arena *a)
{
	size_t n = 0, kept = 0;
	int64_t *d = ARENA_ARRAY(a, 2 * (p->nclosures + p->nreplacements) + 1,
				 int64_t);

	for (size_t i = 0; i < p->nclosures; i++) {
		d[n++] = p->closures[i].day;
		if (removes_shifts(&p->closures[i]) ||
		    p->closures[i].to_min > DAY_MINUTES)
			d[n++] = p->closures[i].day + 1;
	}
	for (size_t i = 0; i < p->nreplacements; i++) {
		d[n++] = p->replacements[i].day;
		d[n++] = p->replacements[i].day + 1;
	}
	qsort(d, n, sizeof(*d), by_day);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || d[kept - 1] != d[i])
			d[kept++] = d[i];
	p->dates = d;
	p->ndates = kept;
}

static enum err_kind plan_make(struct plan *p, struct arena *a,
			       const struct calendar_spec *s, struct err *e)
{
	if (calendar_check(s, e))
		return e->kind;
	p->zone = s->zone;
	for (size_t i = 0; i < s->nwindows; i++)
		shift_add(&p->week[s->windows[i].weekday],
			  s->windows[i].from_min, s->windows[i].to_min);
	for (int i = 0; i < 7; i++)
		minutes_join(&p->plain[i], &p->week[(i + 6) % 7], &p->week[i]);
	p->nclosures = s->nclosures;
	p->closures = sorted(a, s->closures, s->nclosures,
			     sizeof(*s->closures));
	p->nreplacements = s->nreplacements;
	p->replacements = sorted(a, s->replacements, s->nreplacements,
				 sizeof(*s->replacements));
	for (size_t i = 1; i < p->nreplacements; i++)
		if (p->replacements[i].day == p->replacements[i - 1].day)
			return err_set(e, ERR_INVALID,
				       "a date has two replacements");
	plan_dates(p, a);
	return ERR_NONE;
}

/* ---- Writing the block --------------------------------------------------- */

static uint32_t count_runs(const struct calendar_minutes *m)
{
	uint32_t n = 0;

	for (int from = 0, to; calendar_minutes_run(m, &from, &to); from = to)
		n++;
	return n;
}

/* Does the date differ from its weekday? Then *m has its minutes. */
static bool differs(const struct plan *p, int64_t date,
		    struct calendar_minutes *m)
{
	day_minutes(p, date, m);
	return !minutes_equal(m, &p->plain[instant_weekday(date)]);
}

static struct calendar *block_new(struct arena *a, const struct plan *p)
{
	struct calendar head = { .zone = p->zone };
	struct calendar *c;
	struct calendar_minutes m;
	size_t size;

	for (int i = 0; i < 7; i++)
		head.nhours += count_runs(&p->plain[i]);
	for (size_t i = 0; i < p->ndates; i++)
		if (differs(p, p->dates[i], &m)) {
			head.nexceptions++;
			head.nhours += count_runs(&m);
		}
	size = sizeof(head) +
	       head.nexceptions * sizeof(struct calendar_exception) +
	       p->zone->n * sizeof(int32_t) +
	       head.nhours * sizeof(struct calendar_hours);
	head.bytes = (uint32_t)size;
	c = arena_alloc(a, size);
	memcpy(c, &head, sizeof(head));
	return c;
}

/* Write a day's hours behind the *used ones. */
static struct calendar_day write_day(struct calendar_hours *hours,
				     uint32_t *used,
				     const struct calendar_minutes *m)
{
	struct calendar_day day = { .first = *used };

	for (int from = 0, to; calendar_minutes_run(m, &from, &to); from = to) {
		hours[*used] = (struct calendar_hours){
			.from = (uint16_t)from,
			.to = (uint16_t)to,
			.before = day.open,
		};
		day.open = (uint16_t)(day.open + to - from);
		day.n++;
		(*used)++;
	}
	return day;
}

static void write_days(struct calendar *c, const struct plan *p, int32_t *skew)
{
	struct calendar_hours *hours = (struct calendar_hours *)(skew +
								 p->zone->n);
	struct calendar_exception *x = c->exceptions;
	uint32_t used = 0;
	int32_t sum = 0;
	struct calendar_minutes m;

	for (int i = 0; i < 7; i++) {
		c->week[i] = write_day(hours, &used, &p->plain[i]);
		c->week_before[i] = c->week_open;
		c->week_open += c->week[i].open;
	}
	for (size_t i = 0; i < p->ndates; i++)
		if (differs(p, p->dates[i], &m)) {
			x->date = (int32_t)p->dates[i];
			x->before = sum;
			x->day = write_day(hours, &used, &m);
			sum += x->day.open -
			       c->week[instant_weekday(x->date)].open;
			x++;
		}
}

/* A jump of the local time from x to y leaves out x to y, or repeats it. */
static void write_skew(struct calendar *c, int32_t *skew)
{
	const struct zone_span *s = c->zone->spans;

	skew[0] = 0;
	for (size_t i = 1; i < c->zone->n; i++) {
		int64_t from = s[i].from + s[i - 1].offset;
		int64_t to = s[i].from + s[i].offset;

		skew[i] = (int32_t)(skew[i - 1] + calendar_local_work(c, from) -
				    calendar_local_work(c, to));
	}
}

const struct calendar *
calendar_new(struct arena *a, const struct calendar_spec *spec, struct err *e)
{
	struct plan p = { 0 };
	struct calendar *c;
	int32_t *skew;

	if (plan_make(&p, a, spec, e))
		return NULL;
	c = block_new(a, &p);
	skew = (int32_t *)(c->exceptions + c->nexceptions);
	write_days(c, &p, skew);
	write_skew(c, skew);
	return c;
}

const struct calendar *calendar_always(void)
{
	static const struct calendar always = {
		.bytes = sizeof(always),
		.week_open = 7 * DAY_MINUTES,
	};

	return &always;
}
