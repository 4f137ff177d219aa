#include "cli/replay_line.h"

#include "base/arena.h"
#include "base/limits.h"
#include "cli/calc_hours.h"
#include "cli/replay_read.h"

/* The members of a line. */
enum member {
	ID,
	CALENDARS,
	CALENDAR,
	LEVEL,
	CLOSE_AFTER,
	EVENTS,
	ASK,
	GEARS, /* and after it */
	MEMBERS = GEARS + REPLAY_GEARS
};

static const char *const own_names[GEARS] = {
	[ID] = "id",
	[CALENDARS] = "calendars",
	[CALENDAR] = "calendar",
	[LEVEL] = "level",
	[CLOSE_AFTER] = "close_after",
	[EVENTS] = "events",
	[ASK] = "ask",
};

/* ---- What is asked ------------------------------------------------------- */

enum ask_member {
	AFTER,
	AT,
	EVERY,
	ASK_MEMBERS
};

static enum err_kind read_ask_member(void *self, unsigned m,
				     struct json_pull *p, struct err *e)
{
	struct replay_ask *ask = self;

	if (m == AT)
		return replay_read_instant(p, "at", &ask->at, e);
	if (m == EVERY)
		return replay_read_bool(p, "every", &ask->every, e);
	return replay_read_count(p, "after", LIMIT_REPLAY_EVENTS, &ask->after,
				 e);
}

static enum err_kind read_ask(struct json_pull *p, struct replay_ask *ask,
			      struct err *e)
{
	static const char *const names[ASK_MEMBERS] = { "after", "at",
							"every" };
	static const struct replay_object o = { names, ASK_MEMBERS,
						read_ask_member };
	unsigned given;

	*ask = (struct replay_ask){ .at = INSTANT_NONE };
	if (replay_read_object(p, &o, ask, &given, e))
		return e->kind;
	if (!(given & 1U << AFTER))
		return err_set(e, ERR_INVALID, "after: is missing");
	return ERR_NONE;
}

static enum err_kind read_asks(struct replay_line *l, struct json_pull *p,
			       struct err *e)
{
	if (replay_read_array(p, "ask", e))
		return e->kind;
	while (json_pull_element(p)) {
		if (l->nasks == LIMIT_REPLAY_ASKS)
			return err_set(e, ERR_INVALID, "ask: more than %d",
				       LIMIT_REPLAY_ASKS);
		l->asks = replay_more(l->arena, l->asks, l->nasks,
				      sizeof(*l->asks));
		if (read_ask(p, &l->asks[l->nasks], e))
			return err_wrap(e, "ask[%zu]", l->nasks);
		if (l->asks[l->nasks].every && l->every)
			return err_set(e, ERR_INVALID,
				       "ask[%zu]: every: only once in a line",
				       l->nasks);
		l->every = l->every || l->asks[l->nasks].every;
		l->nasks++;
	}
	return ERR_NONE;
}

static enum err_kind check_ask(const struct replay_line *l,
			       struct replay_ask *ask, struct err *e)
{
	instant at;

	if (ask->after > (int64_t)l->nevents)
		return err_set(e, ERR_INVALID,
			       "after: there are only %zu events", l->nevents);
	at = l->events[ask->after - 1].at;
	if (ask->at == INSTANT_NONE)
		ask->at = at;
	if (ask->at < at)
		return err_set(e, ERR_INVALID, "at: is before event %jd",
			       (intmax_t)ask->after);
	return ERR_NONE;
}

/* ---- Lines --------------------------------------------------------------- */

struct reading {
	struct replay_line *line;
	char *calendar; /* in force */
};

static enum err_kind read_in_force(struct reading *r, struct json_pull *p,
				   struct err *e)
{
	struct json_text t;

	if (replay_read_text(p, "calendar", &t, e))
		return e->kind;
	r->calendar = arena_copy(r->line->arena, t.s, t.n);
	return ERR_NONE;
}

static enum err_kind read_member(void *self, unsigned m, struct json_pull *p,
				 struct err *e)
{
	struct reading *r = self;
	struct replay_line *l = r->line;

	switch ((enum member)m) {
	case CALENDARS:
		return replay_calendars_read(l, p, e);
	case CALENDAR:
		return read_in_force(r, p, e);
	case LEVEL:
		return replay_level_read(l, p, &l->level, e);
	case EVENTS:
		return replay_events_read(l, p, e);
	case ASK:
		return read_asks(l, p, e);
	case ID:
		return json_line_pass_id(p, e);
	case CLOSE_AFTER:
		return replay_read_count(p, "close_after", LIMIT_TARGET_SECONDS,
					 &l->closing.after, e);
	default:
		return replay_gear_read(&l->gears, m - GEARS, p, e);
	}
}

static enum err_kind read_line(struct reading *r, struct json_pull *p,
			       struct err *e)
{
	const char *names[MEMBERS];
	const struct replay_object o = { names, MEMBERS, read_member };
	struct replay_line *l = r->line;
	unsigned given;

	memcpy(names, own_names, sizeof(own_names));
	memcpy(names + GEARS, replay_gear_names, sizeof(replay_gear_names));
	if (json_pull_kind(p) != JSON_OBJECT)
		return err_set(e, ERR_INVALID, "a line must be a JSON object");
	if (replay_read_object(p, &o, r, &given, e))
		return e->kind;
	if (!l->nevents)
		return err_set(e, ERR_INVALID, "events: %s",
			       given & 1U << EVENTS ? "there is none"
						    : "is missing");
	if (!(given & 1U << ASK))
		return err_set(e, ERR_INVALID, "ask: is missing");
	return ERR_NONE;
}

/* What could only be known when all was read. */
static enum err_kind check_line(struct reading *r, struct err *e)
{
	struct replay_line *l = r->line;

	if (replay_calendar_find(l, r->calendar, &l->calendar, e) ||
	    replay_events_check(l, e))
		return e->kind;
	for (size_t i = 0; i < l->nasks; i++)
		if (check_ask(l, &l->asks[i], e))
			return err_wrap(e, "ask[%zu]", i);
	return ERR_NONE;
}

static void name_metrics(struct replay_line *l, const struct replay_level *of,
			 unsigned *seen)
{
	for (size_t i = 0; of && i < of->nnamed; i++)
		if (calc_hours_first(seen, of->named[i]))
			l->named[l->nnamed++] = of->named[i];
}

enum err_kind replay_line_read(struct replay_line *l, const char *s, size_t n,
			       struct err *e)
{
	struct reading r = { .line = l };
	struct json_pull p;
	unsigned seen = 0;

	arena_reset(l->arena);
	*l = (struct replay_line){ .arena = l->arena,
				   .hours = l->hours,
				   .closing = { .since = INSTANT_MIN } };
	replay_gears_usual(&l->gears);
	json_pull_init(&p, s, n);
	if (!json_line_id(&p, &l->id))
		return err_set(e, ERR_INVALID, "not JSON: %s at byte %td",
			       p.error, p.at - p.start);
	json_pull_init(&p, s, n);
	if (read_line(&r, &p, e) || check_line(&r, e))
		return e->kind;
	name_metrics(l, l->level, &seen);
	for (size_t i = 0; i < l->nevents; i++)
		name_metrics(l, l->events[i].level, &seen);
	return ERR_NONE;
}

void replay_line_id(struct replay_line *l, const char *s, size_t n)
{
	struct json_pull p;

	json_pull_init(&p, s, n);
	(void)json_line_id(&p, &l->id);
}

struct replay_line *replay_line_new(void)
{
	struct replay_line *l = calloc(1, sizeof(*l));

	if (!l || !(l->hours = calloc(1, sizeof(*l->hours))))
		abort();
	l->arena = arena_new();
	return l;
}

void replay_line_free(struct replay_line *l)
{
	if (!l)
		return;
	arena_free(l->arena);
	free(l->hours);
	free(l);
}
