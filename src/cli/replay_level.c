#include "cli/replay_read.h"

#include "base/arena.h"
#include "base/limits.h"

/* ---- Targets ------------------------------------------------------------- */

enum target_member {
	SECONDS,
	UNIT,
	DAYS,
	NEXT_OPEN,
	PRIORITY,
	TARGET_MEMBERS
};

/* The targets of one metric, while they are read. */
struct reading {
	struct target *targets; /* [PRIORITY_N] */
	enum priority priority; /* at hand */
	enum unit unit;
	struct target found;
	bool nested;
};

static enum err_kind read_target(struct json_pull *p, struct target *targets,
				 enum priority of, bool nested, struct err *e);

static enum err_kind read_unit(struct reading *r, struct json_pull *p,
			       struct err *e)
{
	static const char *const words[] = { "working", "calendar" };
	unsigned unit;

	if (replay_read_word(p, "unit", words, 2, &unit, e))
		return e->kind;
	r->unit = unit ? UNIT_CALENDAR : UNIT_WORKING;
	return ERR_NONE;
}

static enum err_kind read_priority_target(void *self, unsigned m,
					  struct json_pull *p, struct err *e)
{
	struct reading *r = self;
	enum priority of = (enum priority)(PRIORITY_URGENT + m);

	if (read_target(p, r->targets, of, true, e))
		return err_wrap(e, "%s", event_priority_name(of));
	return ERR_NONE;
}

static enum err_kind read_priorities(struct reading *r, struct json_pull *p,
				     struct err *e)
{
	static const struct replay_object o = { replay_priorities, 4,
						read_priority_target };
	unsigned given;

	if (r->nested)
		return err_set(e, ERR_INVALID, "priority: not here");
	if (replay_read_object(p, &o, r, &given, e))
		return err_wrap(e, "priority");
	return ERR_NONE;
}

static enum err_kind read_target_member(void *self, unsigned m,
					struct json_pull *p, struct err *e)
{
	struct reading *r = self;
	seconds *n = &r->found.seconds;

	switch ((enum target_member)m) {
	case UNIT:
		return read_unit(r, p, e);
	case PRIORITY:
		return read_priorities(r, p, e);
	case DAYS:
		r->found.unit = UNIT_WORKING_DAYS;
		return replay_read_count(p, "days", LIMIT_REPLAY_DAYS, n, e);
	case NEXT_OPEN:
		r->found.unit = UNIT_NEXT_OPEN;
		return replay_read_count(p, "next_open", LIMIT_TARGET_SECONDS,
					 n, e);
	case SECONDS:
	case TARGET_MEMBERS:
		break;
	}
	r->found.unit = UNIT_WORKING;
	return replay_read_count(p, "seconds", LIMIT_TARGET_SECONDS, n, e);
}

static enum err_kind read_target_object(struct json_pull *p, struct reading *r,
					struct err *e)
{
	static const char *const names[TARGET_MEMBERS] = {
		[SECONDS] = "seconds",   [UNIT] = "unit",
		[DAYS] = "days",         [NEXT_OPEN] = "next_open",
		[PRIORITY] = "priority",
	};
	static const struct replay_object o = { names, TARGET_MEMBERS,
						read_target_member };
	unsigned given, length;

	if (replay_read_object(p, &o, r, &given, e))
		return e->kind;
	length = given & (1U << SECONDS | 1U << DAYS | 1U << NEXT_OPEN);
	if (length & (length - 1) || (!length && !(given & 1U << PRIORITY)))
		return err_set(e, ERR_INVALID,
			       "must have one of seconds, days, next_open");
	if (given & 1U << UNIT && length != 1U << SECONDS)
		return err_set(e, ERR_INVALID, "unit: only with seconds");
	if (given & 1U << UNIT)
		r->found.unit = r->unit;
	return ERR_NONE;
}

static enum err_kind read_target(struct json_pull *p, struct target *targets,
				 enum priority of, bool nested, struct err *e)
{
	struct reading r = { .targets = targets, .nested = nested };

	if (json_pull_kind(p) == JSON_OBJECT) {
		if (read_target_object(p, &r, e))
			return e->kind;
	} else if (json_pull_kind(p) != JSON_NUMBER ||
		   !json_pull_i64(p, &r.found.seconds) || r.found.seconds < 1 ||
		   r.found.seconds > LIMIT_TARGET_SECONDS) {
		return err_set(e, ERR_INVALID,
			       "must be null, an object, or whole seconds from"
			       " 1 to %jd",
			       (intmax_t)LIMIT_TARGET_SECONDS);
	}
	targets[of] = r.found;
	return ERR_NONE;
}

/* ---- Levels -------------------------------------------------------------- */

/* Once each, and first_resolve under one name in the whole scenario. */
static enum err_kind name_metric(struct replay_line *l, struct replay_level *to,
				 struct json_text key, enum metric *m,
				 struct err *e)
{
	bool resolve = json_text_is(key, "resolve");

	if (!replay_metric_of(key, m))
		return err_set(e, ERR_INVALID, "no metric is called \"%.*s\"",
			       key.n < 64 ? (int)key.n : 64, key.s);
	if (*m == METRIC_FIRST_RESOLVE) {
		l->called[resolve] = true;
		if (l->called[!resolve])
			return err_set(e, ERR_INVALID,
				       "resolve and first_resolve are one:"
				       " use one name");
	}
	for (size_t i = 0; i < to->nnamed; i++)
		if (to->named[i] == *m)
			return err_set(e, ERR_INVALID,
				       "member \"%s\" is given twice",
				       level_metric_name(*m));
	to->named[to->nnamed++] = *m;
	return ERR_NONE;
}

enum err_kind replay_level_read(struct replay_line *l, struct json_pull *p,
				const struct replay_level **out, struct err *e)
{
	struct replay_level *to = ARENA_NEW(l->arena, struct replay_level);
	struct json_text key;
	enum metric m;

	if (json_pull_kind(p) != JSON_OBJECT || !json_pull_object(p))
		return err_set(e, ERR_INVALID, "level: must be an object");
	while (json_pull_member(p, &key)) {
		if (name_metric(l, to, key, &m, e))
			return err_wrap(e, "level");
		if (json_pull_kind(p) == JSON_NULL)
			json_pull_skip(p);
		else if (read_target(p, to->target[m], PRIORITY_ANY, false, e))
			return err_wrap(e, "level.%s", level_metric_name(m));
	}
	*out = to;
	return ERR_NONE;
}
