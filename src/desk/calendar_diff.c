#include "desk/calendar_diff.h"

#include "base/str.h"

/*
 * A window, closure, rule or replacement as numbers and a text, all of which
 * are the same in things that are the same.
 */
#define KEYS 11
struct thing {
	int64_t key[KEYS]; /* first what it is, then what may change of it */
	const char *text;
	size_t index;
};

struct things {
	struct thing *v;
	size_t n;
};

/* A difference, and where it is listed. */
struct found {
	struct calendar_change change;
	int64_t place;
};

struct differing {
	struct arena *arena;
	const struct calendar_stored *was, *is;
	struct found *v;
	size_t n, cap;
};

/* ---- Things -------------------------------------------------------------- */

static const char *text_of(const char *const *names, size_t i)
{
	return names && names[i] ? names[i] : "";
}

static struct things room_for(struct arena *a, size_t n)
{
	struct things t = { ARENA_ARRAY(a, n + 1, struct thing), n };

	for (size_t i = 0; i < n; i++)
		t.v[i] = (struct thing){ .text = "", .index = i };
	return t;
}

static struct things windows_of(struct arena *a,
				const struct calendar_stored *s)
{
	struct things t = room_for(a, s->draft.spec.nwindows);

	for (size_t i = 0; i < t.n; i++) {
		const struct calendar_window *w = &s->draft.spec.windows[i];

		t.v[i].key[0] = w->weekday;
		t.v[i].key[1] = w->from_min;
		t.v[i].key[2] = w->to_min;
	}
	return t;
}

static struct things closures_of(struct arena *a,
				 const struct calendar_stored *s)
{
	struct things t = room_for(a, s->draft.spec.nclosures);

	for (size_t i = 0; i < t.n; i++) {
		const struct calendar_closure *c = &s->draft.spec.closures[i];

		t.v[i].key[0] = c->day;
		t.v[i].key[1] = c->from_min;
		t.v[i].key[2] = c->to_min;
		t.v[i].key[3] = c->mode;
		t.v[i].text = text_of(s->draft.closure_names, i);
	}
	return t;
}

/* What a rule of that kind does not look at is no difference. */
#define RULE_DAY_KEYS 6
static void rule_keys(const struct closure_rule *r, int64_t key[KEYS])
{
	bool nth = r->kind == CLOSURE_NTH;

	key[0] = r->kind;
	key[1] = r->kind == CLOSURE_EASTER ? 0 : r->month;
	key[2] = r->kind == CLOSURE_YEARLY ? r->day : 0;
	key[3] = nth ? r->weekday : 0;
	key[4] = nth ? r->nth : 0;
	key[5] = r->offset;
	key[6] = r->first_year;
	key[7] = r->last_year;
	key[8] = r->from_min;
	key[9] = r->to_min;
	key[10] = r->mode;
}

static struct things rules_of(struct arena *a, const struct calendar_stored *s)
{
	struct things t = room_for(a, s->draft.nrules);

	for (size_t i = 0; i < t.n; i++) {
		rule_keys(&s->draft.rules[i], t.v[i].key);
		t.v[i].text = text_of(s->draft.rule_names, i);
	}
	return t;
}

static int by_from(const void *a, const void *b)
{
	const struct calendar_dated *x = a, *y = b;

	if (x->from_min != y->from_min)
		return x->from_min - y->from_min;
	return x->to_min - y->to_min;
}

/* Its windows as a text, in order. */
static const char *hours_text(struct arena *a,
			      const struct calendar_replacement *r)
{
	struct calendar_dated *w = ARENA_ARRAY(a, r->nwindows + 1,
					       struct calendar_dated);
	const char *text = "";

	for (size_t i = 0; i < r->nwindows; i++)
		w[i] = r->windows[i];
	qsort(w, r->nwindows, sizeof(*w), by_from);
	for (size_t i = 0; i < r->nwindows; i++)
		text = arena_printf(a, "%s%d-%d ", text, (int)w[i].from_min,
				    (int)w[i].to_min);
	return text;
}

static struct things replacements_of(struct arena *a,
				     const struct calendar_stored *s)
{
	struct things t = room_for(a, s->draft.spec.nreplacements);

	for (size_t i = 0; i < t.n; i++) {
		const struct calendar_replacement *r =
			&s->draft.spec.replacements[i];

		t.v[i].key[0] = r->day;
		t.v[i].text = hours_text(a, r);
	}
	return t;
}

/* ---- What differs -------------------------------------------------------- */

typedef int order(const struct thing *x, const struct thing *y);

static int compare_keys(const struct thing *x, const struct thing *y, int n)
{
	for (int i = 0; i < n; i++)
		if (x->key[i] != y->key[i])
			return x->key[i] < y->key[i] ? -1 : 1;
	return 0;
}

static int by_all(const struct thing *x, const struct thing *y)
{
	int c = compare_keys(x, y, KEYS);

	return c ? c : strcmp(x->text, y->text);
}

/* The weekday, or the date. */
static int by_place(const struct thing *x, const struct thing *y)
{
	return compare_keys(x, y, 1);
}

static int by_text(const struct thing *x, const struct thing *y)
{
	return strcmp(x->text, y->text);
}

static int by_rule_day(const struct thing *x, const struct thing *y)
{
	return compare_keys(x, y, RULE_DAY_KEYS);
}

/* Both are total, so that it does not matter how they came. */
static int sort_by_all(const void *a, const void *b)
{
	const struct thing *x = a, *y = b;
	int c = by_all(x, y);

	return c ? c : (x->index > y->index) - (x->index < y->index);
}

static int sort_by_text(const void *a, const void *b)
{
	int c = by_text(a, b);

	return c ? c : sort_by_all(a, b);
}

/* Weekdays and dates are listed in order, rules as they stand. */
static void add(struct differing *d, enum calendar_change_kind kind,
		const struct thing *was, const struct thing *is)
{
	const struct thing *t = is ? is : was;
	struct found *f;

	ARENA_ROOM(d->arena, d->v, d->n, d->cap);
	f = &d->v[d->n++];
	f->place = !t                             ? 0
		   : kind == CALENDAR_CHANGE_RULE ? (int64_t)t->index
						  : t->key[0];
	f->change = (struct calendar_change){
		kind, was ? was->index : CALENDAR_NOT_THERE,
		is ? is->index : CALENDAR_NOT_THERE
	};
}

/*
 * Pair what is the same by ${same}, the first with the first, take it out of
 * both, and tell of it if ${tell}. What has no text has no name.
 */
static void pair(struct differing *d, enum calendar_change_kind kind,
		 struct things *was, struct things *is, order *same, bool tell)
{
	bool text = same == by_text;
	size_t i = 0, k = 0, nwas = 0, nis = 0;

	qsort(was->v, was->n, sizeof(*was->v),
	      text ? sort_by_text : sort_by_all);
	qsort(is->v, is->n, sizeof(*is->v), text ? sort_by_text : sort_by_all);
	while (i < was->n && k < is->n) {
		int c = same(&was->v[i], &is->v[k]);

		if (c < 0 || (c == 0 && text && str_empty(was->v[i].text))) {
			was->v[nwas++] = was->v[i++];
		} else if (c > 0) {
			is->v[nis++] = is->v[k++];
		} else {
			if (tell)
				add(d, kind, &was->v[i], &is->v[k]);
			i++;
			k++;
		}
	}
	while (i < was->n)
		was->v[nwas++] = was->v[i++];
	while (k < is->n)
		is->v[nis++] = is->v[k++];
	was->n = nwas;
	is->n = nis;
}

static void rest(struct differing *d, enum calendar_change_kind kind,
		 const struct things *was, const struct things *is)
{
	for (size_t i = 0; i < was->n; i++)
		add(d, kind, &was->v[i], NULL);
	for (size_t i = 0; i < is->n; i++)
		add(d, kind, NULL, &is->v[i]);
}

static void differ(struct differing *d, enum calendar_change_kind kind,
		   struct things was, struct things is)
{
	pair(d, kind, &was, &is, by_all, false);
	if (kind == CALENDAR_CHANGE_RULE) {
		pair(d, kind, &was, &is, by_text, true);
		pair(d, kind, &was, &is, by_rule_day, true);
	} else {
		pair(d, kind, &was, &is, by_place, true);
	}
	rest(d, kind, &was, &is);
}

/* ---- Years --------------------------------------------------------------- */

/* The last closure that a rule made. */
static size_t last_made(const struct calendar_stored *s)
{
	size_t last = CALENDAR_NOT_THERE;

	for (size_t i = 0; i < s->spec.nclosures; i++)
		if (s->closure_rules[i] >= 0 &&
		    (last == CALENDAR_NOT_THERE ||
		     s->spec.closures[i].day >= s->spec.closures[last].day))
			last = i;
	return last;
}

/* Rules that stayed are carried out for other years. */
static void differ_years(struct differing *d)
{
	size_t was = last_made(d->was), is = last_made(d->is);
	const struct thing a = { .index = was }, b = { .index = is };
	bool had = was != CALENDAR_NOT_THERE, has = is != CALENDAR_NOT_THERE;

	for (size_t i = 0; i < d->n; i++)
		if (d->v[i].change.kind != CALENDAR_CHANGE_WINDOW &&
		    d->v[i].change.kind != CALENDAR_CHANGE_REPLACEMENT)
			return;
	if (had != has || (had && d->was->spec.closures[was].day !=
					  d->is->spec.closures[is].day))
		add(d, CALENDAR_CHANGE_YEARS, had ? &a : NULL, has ? &b : NULL);
}

/* ---- All of it ----------------------------------------------------------- */

static int by_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	const struct calendar_change *p = &x->change, *q = &y->change;

	if (p->kind != q->kind)
		return p->kind < q->kind ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (p->was != q->was)
		return p->was < q->was ? -1 : 1;
	return (p->is > q->is) - (p->is < q->is);
}

void calendar_diff(struct arena *a, const struct calendar_stored *was,
		   const struct calendar_stored *is,
		   struct calendar_changes *out)
{
	struct differing d = { .arena = a, .was = was, .is = is };
	const struct thing here = { .index = 0 };
	struct calendar_change *v;

	differ(&d, CALENDAR_CHANGE_WINDOW, windows_of(a, was),
	       windows_of(a, is));
	differ(&d, CALENDAR_CHANGE_CLOSURE, closures_of(a, was),
	       closures_of(a, is));
	differ(&d, CALENDAR_CHANGE_RULE, rules_of(a, was), rules_of(a, is));
	differ(&d, CALENDAR_CHANGE_REPLACEMENT, replacements_of(a, was),
	       replacements_of(a, is));
	if (was->draft.always_open != is->draft.always_open)
		add(&d, CALENDAR_CHANGE_ALWAYS, &here, &here);
	if (!str_eq(was->draft.zone, is->draft.zone))
		add(&d, CALENDAR_CHANGE_ZONE, &here, &here);
	differ_years(&d);
	if (d.n > 1)
		qsort(d.v, d.n, sizeof(*d.v), by_found);
	v = ARENA_ARRAY(a, d.n + 1, struct calendar_change);
	for (size_t i = 0; i < d.n; i++)
		v[i] = d.v[i].change;
	*out = (struct calendar_changes){ v, d.n };
}
