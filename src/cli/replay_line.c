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
	PAUSE,
	ON_CHANGE,
	REOPEN,
	REOPEN_WINDOW,
	BY_AGENT,
	BY_CONSUMPTION,
	MAX_PAUSE,
	GRACE,
	CLOSE_AFTER,
	EVENTS,
	ASK,
	MEMBERS
};

static const char *const member_names[MEMBERS] = {
	[ID] = "id",
	[CALENDARS] = "calendars",
	[CALENDAR] = "calendar",
	[LEVEL] = "level",
	[PAUSE] = "pause",
	[ON_CHANGE] = "on_change",
	[REOPEN] = "reopen",
	[REOPEN_WINDOW] = "reopen_window",
	[BY_AGENT] = "by_agent",
	[BY_CONSUMPTION] = "by_consumption",
	[MAX_PAUSE] = "max_pause",
	[GRACE] = "grace",
	[CLOSE_AFTER] = "close_after",
	[EVENTS] = "events",
	[ASK] = "ask",
};

/* ---- What is asked ------------------------------------------------------- */

enum ask_member {
	AFTER,
	AT,
	ASK_MEMBERS
};

static enum err_kind read_ask_member(void *self, unsigned m,
				     struct json_pull *p, struct err *e)
{
	struct replay_ask *ask = self;

	if (m == AT)
		return replay_read_instant(p, "at", &ask->at, e);
	return replay_read_count(p, "after", LIMIT_REPLAY_EVENTS, &ask->after,
				 e);
}

static enum err_kind read_ask(struct json_pull *p, struct replay_ask *ask,
			      struct err *e)
{
	static const char *const names[ASK_MEMBERS] = { "after", "at" };
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

/* ---- Gears --------------------------------------------------------------- */

static enum err_kind read_on_change(struct level_gears *to, struct json_pull *p,
				    struct err *e)
{
	static const char *const words[] = {
		[CHANGE_RETARGET] = "retarget",
		[CHANGE_REJUDGE] = "rejudge",
		[CHANGE_RESTART] = "restart",
		[CHANGE_KEEP] = "keep",
	};
	unsigned w;

	if (replay_read_word(p, "on_change", words, COUNT_OF(words), &w, e))
		return e->kind;
	to->on_change = (enum level_change)w;
	return ERR_NONE;
}

static enum err_kind read_reopen(struct level_gears *to, struct json_pull *p,
				 struct err *e)
{
	static const char *const words[] = {
		[REOPEN_FIRST_ONLY] = "first_only",
		[REOPEN_NEW_CYCLE] = "new_cycle",
		[REOPEN_CONTINUE] = "continue",
	};
	unsigned w;

	if (replay_read_word(p, "reopen", words, COUNT_OF(words), &w, e))
		return e->kind;
	to->reopen = (enum level_reopen)w;
	return ERR_NONE;
}

static enum err_kind read_by_agent(struct level_gears *to, struct json_pull *p,
				   struct err *e)
{
	static const char *const words[] = {
		[BY_AGENT_NONE] = "none",
		[BY_AGENT_START] = "start",
		[BY_AGENT_MET] = "met",
	};
	unsigned w;

	if (replay_read_word(p, "by_agent", words, COUNT_OF(words), &w, e))
		return e->kind;
	to->by_agent = (enum level_by_agent)w;
	return ERR_NONE;
}

/* ---- Lines --------------------------------------------------------------- */

struct reading {
	struct replay_line *line;
	char *calendar; /* in force */
};

static enum err_kind read_span(struct json_pull *p, enum member m, seconds *out,
			       struct err *e)
{
	return replay_read_count(p, member_names[m], LIMIT_TARGET_SECONDS, out,
				 e);
}

static enum err_kind read_gear(struct replay_line *l, enum member m,
			       struct json_pull *p, struct err *e)
{
	struct level_gears *to = &l->gears;

	switch (m) {
	case PAUSE:
		return replay_pauses_read(l, p, e);
	case ON_CHANGE:
		return read_on_change(to, p, e);
	case REOPEN:
		return read_reopen(to, p, e);
	case REOPEN_WINDOW:
		return read_span(p, m, &to->reopen_window, e);
	case BY_AGENT:
		return read_by_agent(to, p, e);
	case BY_CONSUMPTION:
		return replay_read_bool(p, "by_consumption",
					&to->by_consumption, e);
	case MAX_PAUSE:
		return read_span(p, m, &to->max_pause, e);
	case GRACE:
		return read_span(p, m, &to->grace, e);
	default:
		return read_span(p, CLOSE_AFTER, &l->closing.after, e);
	}
}

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
	default:
		return read_gear(l, (enum member)m, p, e);
	}
}

static enum err_kind read_line(struct reading *r, struct json_pull *p,
			       struct err *e)
{
	static const struct replay_object o = { member_names, MEMBERS,
						read_member };
	struct replay_line *l = r->line;
	unsigned given;

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
	if (!(given & 1U << PAUSE))
		for (unsigned m = 0; m < METRIC_N; m++)
			l->pauses[m] = level_default_pauses((enum metric)m);
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
