/* What a level has beside its targets: pauses, and the gears it turns. */
#include "cli/replay_read.h"

#include "base/arena.h"
#include "base/limits.h"

enum gear {
	PAUSE,
	ON_CHANGE,
	REOPEN,
	REOPEN_WINDOW,
	BY_AGENT,
	BY_CONSUMPTION,
	MAX_PAUSE,
	GRACE,
};

const char *const replay_gear_names[REPLAY_GEARS] = {
	[PAUSE] = "pause",         [ON_CHANGE] = "on_change",
	[REOPEN] = "reopen",       [REOPEN_WINDOW] = "reopen_window",
	[BY_AGENT] = "by_agent",   [BY_CONSUMPTION] = "by_consumption",
	[MAX_PAUSE] = "max_pause", [GRACE] = "grace",
};

/* ---- Pauses -------------------------------------------------------------- */

enum pause_member {
	STATES,
	METRICS,
	PAUSE_MEMBERS
};

struct pause {
	unsigned states, metrics; /* bits */
};

static enum err_kind read_states(struct pause *to, struct json_pull *p,
				 struct err *e)
{
	enum status s;

	if (replay_read_array(p, "states", e))
		return e->kind;
	while (json_pull_element(p)) {
		if (replay_read_status(p, "states", &s, e))
			return e->kind;
		to->states |= STATUS_BIT(s);
	}
	return ERR_NONE;
}

static enum err_kind read_metrics(struct pause *to, struct json_pull *p,
				  struct err *e)
{
	enum metric m;

	if (replay_read_array(p, "metrics", e))
		return e->kind;
	while (json_pull_element(p)) {
		if (replay_read_metric(p, "metrics", &m, e))
			return e->kind;
		to->metrics |= 1U << m;
	}
	return ERR_NONE;
}

static enum err_kind read_pause_member(void *self, unsigned m,
				       struct json_pull *p, struct err *e)
{
	return m == STATES ? read_states(self, p, e) : read_metrics(self, p, e);
}

static enum err_kind read_pause(unsigned *pauses, struct json_pull *p,
				struct err *e)
{
	static const char *const names[PAUSE_MEMBERS] = { "states", "metrics" };
	static const struct replay_object o = { names, PAUSE_MEMBERS,
						read_pause_member };
	struct pause found = { 0 };
	unsigned given;

	if (replay_read_object(p, &o, &found, &given, e))
		return e->kind;
	for (unsigned m = 0; m < PAUSE_MEMBERS; m++)
		if (!(given & 1U << m))
			return err_set(e, ERR_INVALID, "%s: is missing",
				       names[m]);
	for (unsigned m = 0; m < METRIC_N; m++)
		if (found.metrics & 1U << m)
			pauses[m] |= found.states;
	return ERR_NONE;
}

static enum err_kind read_pauses(unsigned *pauses, struct json_pull *p,
				 struct err *e)
{
	memset(pauses, 0, METRIC_N * sizeof(*pauses));
	if (replay_read_array(p, "pause", e))
		return e->kind;
	for (size_t n = 0; json_pull_element(p); n++)
		if (read_pause(pauses, p, e))
			return err_wrap(e, "pause[%zu]", n);
	return ERR_NONE;
}

/* ---- Words --------------------------------------------------------------- */

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

/* ---- All of them --------------------------------------------------------- */

static enum err_kind read_span(struct json_pull *p, unsigned m, seconds *out,
			       struct err *e)
{
	return replay_read_count(p, replay_gear_names[m], LIMIT_TARGET_SECONDS,
				 out, e);
}

enum err_kind replay_gear_read(struct replay_gears *to, unsigned m,
			       struct json_pull *p, struct err *e)
{
	struct level_gears *g = &to->gears;

	switch ((enum gear)m) {
	case PAUSE:
		return read_pauses(to->pauses, p, e);
	case ON_CHANGE:
		return read_on_change(g, p, e);
	case REOPEN:
		return read_reopen(g, p, e);
	case REOPEN_WINDOW:
		return read_span(p, m, &g->reopen_window, e);
	case BY_AGENT:
		return read_by_agent(g, p, e);
	case BY_CONSUMPTION:
		return replay_read_bool(p, "by_consumption", &g->by_consumption,
					e);
	case MAX_PAUSE:
		return read_span(p, m, &g->max_pause, e);
	default:
		return read_span(p, GRACE, &g->grace, e);
	}
}

void replay_gears_usual(struct replay_gears *out)
{
	*out = (struct replay_gears){ 0 };
	for (unsigned m = 0; m < METRIC_N; m++)
		out->pauses[m] = level_default_pauses((enum metric)m);
}

static enum err_kind read_member(void *self, unsigned m, struct json_pull *p,
				 struct err *e)
{
	return replay_gear_read(self, m, p, e);
}

enum err_kind replay_gears_read(struct replay_line *l, struct json_pull *p,
				const struct replay_gears **out, struct err *e)
{
	static const struct replay_object o = { replay_gear_names, REPLAY_GEARS,
						read_member };
	struct replay_gears *to = ARENA_NEW(l->arena, struct replay_gears);
	unsigned given;

	replay_gears_usual(to);
	if (replay_read_object(p, &o, to, &given, e))
		return err_wrap(e, "gears");
	*out = to;
	return ERR_NONE;
}
