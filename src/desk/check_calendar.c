/* Versions of calendars: that they are calendars, and that their rules' dates
 * are those which the rules made when they were stored. */
#include "desk/check_part.h"

#include <inttypes.h>
#include "base/str.h"
#include "store/calendar_store.h"

static void found(struct desk_check *c, const struct calendar_stored *s,
		  const char *kind, const char *stands, const char *should)
{
	const struct check_finding f = { kind, "-",
					 arena_printf(c->arena, "%s %" PRId32,
						      s->draft.name, s->number),
					 stands, should };

	c->each(c->cookie, &f);
}

/* A closure as it stands, to be compared: "2026-12-25 0-1440 0 3 Name". */
static const char *closure_text(struct arena *a,
				const struct calendar_stored *s, size_t i)
{
	const struct calendar_closure *c = &s->spec.closures[i];
	struct civil d;

	if (i == s->spec.nclosures)
		return "none";
	d = instant_civil_of(c->day);
	return arena_printf(a, "%04d-%02d-%02d %d-%d %d %d %s", d.year, d.month,
			    d.day, (int)c->from_min, (int)c->to_min,
			    (int)c->mode, (int)s->closure_rules[i],
			    s->closure_names[i]);
}

static bool is_same(const struct calendar_stored *x,
		    const struct calendar_stored *y, size_t i)
{
	const struct calendar_closure *a = &x->spec.closures[i];
	const struct calendar_closure *b = &y->spec.closures[i];

	return a->day == b->day && a->from_min == b->from_min &&
	       a->to_min == b->to_min && a->mode == b->mode &&
	       x->closure_rules[i] == y->closure_rules[i] &&
	       str_eq(x->closure_names[i], y->closure_names[i]);
}

/* Both are in the order of their key; the first that differs is told. */
static void compare(struct desk_check *c, const struct calendar_stored *s,
		    const struct calendar_stored *made)
{
	size_t n = s->spec.nclosures, m = made->spec.nclosures, i = 0;

	while (i < n && i < m && is_same(s, made, i))
		i++;
	if (i < n || i < m)
		found(c, s, "calendar_closure.rule",
		      closure_text(c->arena, s, i),
		      closure_text(c->arena, made, i));
}

static void check_version(struct desk_check *c, const struct calendar_stored *s)
{
	struct calendar_stored made;
	struct err e = { 0 };

	if (s->draft.always_open)
		return;
	/* What has no zone is told with the zones. */
	if (calendar_store_make(c->arena, &s->draft, s->at, &made, &e))
		found(c, s, "calendar_version.hours", e.msg,
		      "hours and rules that can be");
	else
		compare(c, s, &made);
}

/* One with a number, or in a zone, that is none is told elsewhere. */
static bool is_fault(const struct err *e)
{
	return e->kind != ERR_NONE && e->kind != ERR_NOT_FOUND &&
	       e->kind != ERR_INVALID;
}

/* A version may have thousands of closures: its memory goes with it. */
static enum err_kind check_number_of(struct desk_check *c, int64_t calendar,
				     int32_t number, struct err *e)
{
	struct arena *outer = c->arena;
	struct calendar_stored s;

	c->arena = arena_new();
	if (!calendar_store_version(c->db, c->arena, calendar, number, &s, e))
		check_version(c, &s);
	arena_free(c->arena);
	c->arena = outer;
	if (is_fault(e))
		return e->kind;
	err_clear(e);
	return ERR_NONE;
}

static enum err_kind check_versions(struct desk_check *c, int64_t calendar,
				    struct err *e)
{
	struct calendar_stored newest;

	if (calendar_store_load(c->db, c->arena, calendar, &newest, e) &&
	    is_fault(e))
		return e->kind;
	err_clear(e);
	for (int32_t number = newest.number; number > 0; number--)
		if (check_number_of(c, calendar, number, e))
			return e->kind;
	return ERR_NONE;
}

enum err_kind check_calendars(struct desk_check *c, struct err *e)
{
	struct calendar_names all;

	if (calendar_store_list(c->db, c->arena, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (check_versions(c, all.v[i].id, e))
			return err_wrap(e, "calendar %s", all.v[i].name);
	return ERR_NONE;
}
