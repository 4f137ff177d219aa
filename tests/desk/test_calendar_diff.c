/* In what two versions of a calendar differ: cases, then the laws. */
#include "desk/calendar_diff.h"

#include "base/arena.h"
#include "base/dice.h"
#include "base/limits.h"
#include "base/str.h"
#include "support/test.h"

#define NOW INT64_C(1780000000) /* 2026-05-28 */
#define FRIDAY INT64_C(20601)   /* 2026-05-29 */
#define ROUNDS 2000
#define MOST 6

static struct arena *arena;

/* ---- Versions ------------------------------------------------------------ */

/* A version in the hand, and what it lends. */
struct version {
	struct calendar_window windows[MOST];
	struct calendar_closure closures[MOST];
	const char *closure_names[MOST];
	struct closure_rule rules[MOST];
	const char *rule_names[MOST];
	struct calendar_dated hours[MOST][2];
	struct calendar_replacement replacements[MOST];
	struct calendar_draft draft;
};

static void begin(struct version *v)
{
	*v = (struct version){ .draft = { .name = "Office",
					  .zone = "Europe/Berlin" } };
	v->draft.spec.windows = v->windows;
	v->draft.spec.closures = v->closures;
	v->draft.spec.replacements = v->replacements;
	v->draft.closure_names = v->closure_names;
	v->draft.rules = v->rules;
	v->draft.rule_names = v->rule_names;
}

static void window(struct version *v, int32_t day, int32_t from, int32_t to)
{
	v->windows[v->draft.spec.nwindows++] = (struct calendar_window){ day,
									 from,
									 to };
}

static void closure(struct version *v, int64_t day, int32_t from, int32_t to,
		    const char *name)
{
	v->closure_names[v->draft.spec.nclosures] = name;
	v->closures[v->draft.spec.nclosures++] = (struct calendar_closure){
		day, from, to, CALENDAR_CIVIL
	};
}

static struct closure_rule *rule(struct version *v, int32_t month, int32_t day,
				 const char *name)
{
	struct closure_rule *r = &v->rules[v->draft.nrules];

	v->rule_names[v->draft.nrules++] = name;
	*r = (struct closure_rule){ .kind = CLOSURE_YEARLY,
				    .month = month,
				    .day = day,
				    .to_min = 1440 };
	return r;
}

/* A date with one window, or none. */
static void replaced(struct version *v, int64_t day, int32_t from, int32_t to)
{
	size_t i = v->draft.spec.nreplacements++;

	v->hours[i][0] = (struct calendar_dated){ from, to };
	v->replacements[i] = (struct calendar_replacement){ day, v->hours[i],
							    from < to };
}

static struct calendar_stored made(const struct version *v, instant now)
{
	struct calendar_stored s;
	struct err e = { 0 };

	if (calendar_store_make(arena, &v->draft, now, &s, &e))
		fail_msg("%s", e.msg);
	return s;
}

static struct calendar_changes diff_at(const struct version *was,
				       const struct version *is, instant then,
				       instant now)
{
	struct calendar_stored a = made(was, then), b = made(is, now);
	struct calendar_changes out;

	calendar_diff(arena, &a, &b, &out);
	return out;
}

static struct calendar_changes diff(const struct version *was,
				    const struct version *is)
{
	return diff_at(was, is, NOW, NOW);
}

static void expect(const struct calendar_changes *c, size_t i,
		   enum calendar_change_kind kind, size_t was, size_t is)
{
	assert_true(i < c->n);
	assert_int_equal(c->v[i].kind, kind);
	assert_int_equal(c->v[i].was, was);
	assert_int_equal(c->v[i].is, is);
}

#define NOT CALENDAR_NOT_THERE

/* ---- Cases --------------------------------------------------------------- */

static void windows_of_a_weekday_change_in_order(void **state)
{
	struct version was, is;
	struct calendar_changes c;

	(void)state;
	begin(&was);
	begin(&is);
	window(&was, 4, 540, 1020);
	window(&was, 0, 540, 1020);
	window(&was, 2, 540, 1020);
	window(&is, 2, 540, 1020); /* stays */
	window(&is, 4, 780, 1020); /* added after... */
	window(&is, 4, 540, 720);  /* ... what Friday's became */
	window(&is, 5, 600, 840);
	c = diff(&was, &is);
	assert_int_equal(c.n, 4);
	expect(&c, 0, CALENDAR_CHANGE_WINDOW, 1, NOT);
	expect(&c, 1, CALENDAR_CHANGE_WINDOW, 0, 2);
	expect(&c, 2, CALENDAR_CHANGE_WINDOW, NOT, 1);
	expect(&c, 3, CALENDAR_CHANGE_WINDOW, NOT, 3);
}

static void closures_are_told_by_their_date(void **state)
{
	struct version was, is;
	struct calendar_changes c;

	(void)state;
	begin(&was);
	begin(&is);
	window(&was, 0, 0, 1440);
	window(&is, 0, 0, 1440);
	closure(&was, FRIDAY, 0, 1440, "Fair");
	closure(&was, FRIDAY + 7, 0, 1440, "Fair");
	closure(&is, FRIDAY + 14, 0, 1440, "Fair");
	closure(&is, FRIDAY, 0, 1440, "Feast");
	c = diff(&was, &is);
	assert_int_equal(c.n, 3);
	/* A version has them in order. */
	expect(&c, 0, CALENDAR_CHANGE_CLOSURE, 0, 0);
	expect(&c, 1, CALENDAR_CHANGE_CLOSURE, 1, NOT);
	expect(&c, 2, CALENDAR_CHANGE_CLOSURE, NOT, 1);
	/* The same but for how it closes. */
	begin(&is);
	window(&is, 0, 0, 1440);
	closure(&is, FRIDAY, 0, 1440, "Fair");
	closure(&is, FRIDAY + 7, 0, 1440, "Fair");
	is.closures[1].mode = CALENDAR_SHIFT;
	c = diff(&was, &is);
	assert_int_equal(c.n, 1);
	expect(&c, 0, CALENDAR_CHANGE_CLOSURE, 1, 1);
}

static void rules_are_told_by_name_then_by_day(void **state)
{
	struct version was, is;
	struct calendar_changes c;

	(void)state;
	begin(&was);
	begin(&is);
	window(&was, 0, 0, 1440);
	window(&is, 0, 0, 1440);
	rule(&was, 12, 25, "Christmas");
	rule(&was, 1, 1, "New Year");
	rule(&was, 5, 1, "");
	rule(&was, 6, 1, "");
	rule(&is, 6, 2, "");               /* no name, another day: new */
	rule(&is, 12, 26, "Christmas");    /* moved */
	rule(&is, 1, 1, "First January");  /* renamed */
	rule(&is, 5, 1, "")->to_min = 720; /* half of it */
	c = diff(&was, &is);
	assert_int_equal(c.n, 5);
	expect(&c, 0, CALENDAR_CHANGE_RULE, NOT, 0);
	expect(&c, 1, CALENDAR_CHANGE_RULE, 0, 1);
	expect(&c, 2, CALENDAR_CHANGE_RULE, 1, 2);
	expect(&c, 3, CALENDAR_CHANGE_RULE, 2, 3);
	expect(&c, 4, CALENDAR_CHANGE_RULE, 3, NOT);
}

/* Easter has no month: what stands there does not matter. */
static void what_a_rule_does_not_look_at_is_no_difference(void **state)
{
	struct version was, is;

	(void)state;
	begin(&was);
	begin(&is);
	window(&was, 0, 0, 1440);
	window(&is, 0, 0, 1440);
	rule(&was, 3, 4, "Easter")->kind = CLOSURE_EASTER;
	rule(&is, 5, 6, "Easter")->kind = CLOSURE_EASTER;
	is.rules[0].nth = 3;
	assert_int_equal(diff(&was, &is).n, 0);
	is.rules[0].offset = 1;
	assert_int_equal(diff(&was, &is).n, 1);
}

static void dates_of_their_own_differ_by_all_their_windows(void **state)
{
	struct version was, is;
	struct calendar_changes c;

	(void)state;
	begin(&was);
	begin(&is);
	window(&was, 0, 0, 1440);
	window(&is, 0, 0, 1440);
	replaced(&was, FRIDAY, 540, 720);
	replaced(&was, FRIDAY + 1, 0, 0);
	replaced(&was, FRIDAY + 2, 540, 720);
	replaced(&is, FRIDAY + 1, 0, 60);
	replaced(&is, FRIDAY, 540, 720);
	replaced(&is, FRIDAY + 3, 540, 720);
	c = diff(&was, &is);
	assert_int_equal(c.n, 3);
	expect(&c, 0, CALENDAR_CHANGE_REPLACEMENT, 1, 0);
	expect(&c, 1, CALENDAR_CHANGE_REPLACEMENT, 2, NOT);
	expect(&c, 2, CALENDAR_CHANGE_REPLACEMENT, NOT, 2);
	/* In whatever order they stand. */
	begin(&was);
	window(&was, 0, 0, 1440);
	replaced(&was, FRIDAY, 540, 720);
	was.hours[0][1] = (struct calendar_dated){ 0, 60 };
	was.replacements[0].nwindows = 2;
	begin(&is);
	window(&is, 0, 0, 1440);
	replaced(&is, FRIDAY, 0, 60);
	is.hours[0][1] = (struct calendar_dated){ 540, 720 };
	is.replacements[0].nwindows = 2;
	assert_int_equal(diff(&was, &is).n, 0);
}

static void zone_hours_and_years(void **state)
{
	struct version was, is;
	struct calendar_changes c;
	struct calendar_stored s;

	(void)state;
	begin(&was);
	begin(&is);
	window(&was, 0, 0, 1440);
	window(&is, 0, 0, 1440);
	is.draft.zone = "Europe/Vienna";
	is.draft.always_open = true;
	is.draft.spec.nwindows = 0;
	c = diff(&was, &is);
	assert_int_equal(c.n, 3);
	expect(&c, 0, CALENDAR_CHANGE_ZONE, 0, 0);
	expect(&c, 1, CALENDAR_CHANGE_ALWAYS, 0, 0);
	expect(&c, 2, CALENDAR_CHANGE_WINDOW, 0, NOT);
	/* A year later the same rules make another year. */
	rule(&was, 12, 25, "Christmas");
	begin(&is);
	window(&is, 0, 0, 1440);
	rule(&is, 12, 25, "Christmas");
	assert_int_equal(diff_at(&was, &is, NOW, NOW + DAY_SECONDS).n, 0);
	c = diff_at(&was, &is, NOW, NOW + 366 * DAY_SECONDS);
	assert_int_equal(c.n, 1);
	assert_int_equal(c.v[0].kind, CALENDAR_CHANGE_YEARS);
	s = made(&is, NOW + 366 * DAY_SECONDS);
	assert_int_equal(instant_civil_of(s.spec.closures[c.v[0].is].day).year,
			 2027 + LIMIT_CLOSURE_YEARS_AHEAD);
	/* With another rule years say nothing: it is told, and they are its. */
	rule(&is, 1, 1, "");
	c = diff_at(&was, &is, NOW, NOW + 366 * DAY_SECONDS);
	assert_int_equal(c.n, 1);
	assert_int_equal(c.v[0].kind, CALENDAR_CHANGE_RULE);
	/* A rule of the past makes no dates any more. */
	was.rules[0].last_year = 2023;
	begin(&is);
	window(&is, 0, 0, 1440);
	rule(&is, 12, 25, "Christmas")->last_year = 2023;
	c = diff_at(&was, &is, NOW, NOW + 366 * DAY_SECONDS);
	assert_int_equal(c.n, 1);
	assert_int_equal(c.v[0].kind, CALENDAR_CHANGE_YEARS);
	assert_true(c.v[0].was != NOT && c.v[0].is == NOT);
}

/* ---- Laws ---------------------------------------------------------------- */

static void make_random(struct dice *d, struct version *v)
{
	static const char *const names[] = { "", "Fair", "Feast" };
	uint64_t n = dice_below(d, MOST + 1);

	begin(v);
	/* Two of a day may not begin at once. */
	for (uint64_t i = 0; i < n; i++)
		window(v, (int32_t)dice_below(d, 2), (int32_t)i * 60,
		       (int32_t)(i * 60 + 60 + 60 * dice_below(d, 2)));
	n = dice_below(d, MOST + 1);
	for (uint64_t i = 0; i < n; i++)
		closure(v, FRIDAY + (int64_t)dice_below(d, 3), (int32_t)i, 720,
			names[dice_below(d, 3)]);
	n = dice_below(d, MOST + 1);
	for (uint64_t i = 0; i < n; i++)
		rule(v, 1, 1 + (int32_t)dice_below(d, 4),
		     names[dice_below(d, 3)])
			->offset = (int32_t)dice_below(d, 2);
	n = dice_below(d, MOST + 1);
	for (uint64_t i = 0; i < n; i++)
		replaced(v, FRIDAY + (int64_t)i, 60 * (int32_t)dice_below(d, 2),
			 60);
}

/* How many there are of each kind in a version. */
static size_t count_of(const struct calendar_draft *v,
		       enum calendar_change_kind kind)
{
	switch (kind) {
	case CALENDAR_CHANGE_WINDOW:
		return v->spec.nwindows;
	case CALENDAR_CHANGE_CLOSURE:
		return v->spec.nclosures;
	case CALENDAR_CHANGE_RULE:
		return v->nrules;
	case CALENDAR_CHANGE_REPLACEMENT:
		return v->spec.nreplacements;
	default:
		return 0;
	}
}

/* A thing as a text, by another way than the code's own. */
static const char *text_of(const struct calendar_draft *v,
			   enum calendar_change_kind kind, size_t i)
{
	const struct calendar_window *w;
	const struct calendar_closure *c;
	const struct closure_rule *r;
	const struct calendar_replacement *p;

	switch (kind) {
	case CALENDAR_CHANGE_WINDOW:
		w = &v->spec.windows[i];
		return arena_printf(arena, "%d %d %d", w->weekday, w->from_min,
				    w->to_min);
	case CALENDAR_CHANGE_CLOSURE:
		c = &v->spec.closures[i];
		return arena_printf(arena, "%d %d %s", (int)c->day, c->from_min,
				    v->closure_names[i]);
	case CALENDAR_CHANGE_RULE:
		r = &v->rules[i];
		return arena_printf(arena, "%d %d %s", r->day, r->offset,
				    v->rule_names[i]);
	default:
		p = &v->spec.replacements[i];
		return arena_printf(arena, "%d %zu", (int)p->day, p->nwindows);
	}
}

/* How many of a kind in a version are that text, without those that differ. */
static size_t left_of(const struct calendar_draft *v,
		      const struct calendar_changes *c, bool is,
		      enum calendar_change_kind kind, const char *text)
{
	size_t n = 0;

	for (size_t i = 0; i < count_of(v, kind); i++) {
		bool differs = false;

		for (size_t k = 0; k < c->n; k++)
			differs = differs ||
				  (c->v[k].kind == kind &&
				   (is ? c->v[k].is : c->v[k].was) == i);
		n += !differs && str_eq(text_of(v, kind, i), text);
	}
	return n;
}

/* Take away what changed from both, and what is left is the same. */
static void check_rest(const struct calendar_draft *was,
		       const struct calendar_draft *is,
		       const struct calendar_changes *c)
{
	static const enum calendar_change_kind kinds[] = {
		CALENDAR_CHANGE_WINDOW, CALENDAR_CHANGE_CLOSURE,
		CALENDAR_CHANGE_RULE, CALENDAR_CHANGE_REPLACEMENT
	};

	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		for (size_t i = 0; i < count_of(was, kinds[k]); i++) {
			const char *text = text_of(was, kinds[k], i);

			assert_int_equal(left_of(was, c, false, kinds[k], text),
					 left_of(is, c, true, kinds[k], text));
		}
		for (size_t i = 0; i < count_of(is, kinds[k]); i++) {
			const char *text = text_of(is, kinds[k], i);

			assert_int_equal(left_of(was, c, false, kinds[k], text),
					 left_of(is, c, true, kinds[k], text));
		}
	}
}

/* Nothing is told twice, and no pair that is the same. */
static void check_changes(const struct calendar_draft *was,
			  const struct calendar_draft *is,
			  const struct calendar_changes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct calendar_change *x = &c->v[i];

		assert_true(x->was != NOT || x->is != NOT);
		if (x->was != NOT && x->is != NOT)
			assert_string_not_equal(text_of(was, x->kind, x->was),
						text_of(is, x->kind, x->is));
		for (size_t k = 0; k < i; k++) {
			assert_true(c->v[k].kind <= x->kind);
			assert_false(
				c->v[k].kind == x->kind &&
				((x->was != NOT && c->v[k].was == x->was) ||
				 (x->is != NOT && c->v[k].is == x->is)));
		}
	}
}

static void random_versions_differ_by_just_what_is_told(void **state)
{
	const char *given = getenv("DUEDESK_TEST_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 10) : 1;

	(void)state;
	print_message("# DUEDESK_TEST_SEED=%llu\n", (unsigned long long)seed);
	for (uint64_t i = 0; i < ROUNDS; i++) {
		struct version was, is;
		struct calendar_stored a, b;
		struct calendar_changes there, back;
		struct dice d;

		arena_reset(arena);
		dice_init(&d, seed, i);
		make_random(&d, &was);
		make_random(&d, &is);
		assert_int_equal(diff(&was, &was).n, 0);
		a = made(&was, NOW);
		b = made(&is, NOW);
		calendar_diff(arena, &a, &b, &there);
		check_changes(&a.draft, &b.draft, &there);
		check_rest(&a.draft, &b.draft, &there);
		back = diff(&is, &was);
		assert_int_equal(there.n, back.n);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("windows of a weekday change in order",
		     windows_of_a_weekday_change_in_order),
		TEST("closures are told by their date",
		     closures_are_told_by_their_date),
		TEST("rules are told by name, then by day",
		     rules_are_told_by_name_then_by_day),
		TEST("what a rule does not look at is no difference",
		     what_a_rule_does_not_look_at_is_no_difference),
		TEST("dates of their own differ by all their windows",
		     dates_of_their_own_differ_by_all_their_windows),
		TEST("zone, hours and years", zone_hours_and_years),
		TEST("random versions differ by just what is told",
		     random_versions_differ_by_just_what_is_told),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
