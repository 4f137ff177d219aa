#include "cli/replay_read.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"

enum member {
	AT,
	TYPE,
	BY,
	STATE,
	TO,
	UNTIL,
	PRIORITY,
	LEVEL,
	CALENDAR,
	OLDEST_UNANSWERED,
	METRIC,
	DUE,
	CHANNEL,
	ASSIGNED,
	UNASSIGNED,
	GEARS,
	HOURS,
	SINCE,
	MEMBERS
};

static const char *const member_names[MEMBERS] = {
	[AT] = "at",
	[TYPE] = "type",
	[BY] = "by",
	[STATE] = "state",
	[TO] = "to",
	[UNTIL] = "until",
	[PRIORITY] = "priority",
	[LEVEL] = "level",
	[CALENDAR] = "calendar",
	[OLDEST_UNANSWERED] = "oldest_unanswered",
	[METRIC] = "metric",
	[DUE] = "due",
	[CHANNEL] = "channel",
	[ASSIGNED] = "assigned",
	[UNASSIGNED] = "unassigned",
	[GEARS] = "gears",
	[HOURS] = "hours",
	[SINCE] = "since",
};

#define HAS(m) (1U << (m))
#define LEVELS (HAS(LEVEL) | HAS(CALENDAR) | HAS(GEARS))
/* What one save may change beside all else it does. */
#define CHANGES (HAS(PRIORITY) | HAS(ASSIGNED) | HAS(UNASSIGNED) | LEVELS)
#define SPEAKS (HAS(STATE) | HAS(UNTIL) | CHANGES)

/* What each type may have beside at and type, and what it must. */
static const struct type {
	const char *name;
	unsigned may, must;
} types[REPLAY_TYPES] = {
	[REPLAY_CREATED] = { "created",
			     HAS(STATE) | HAS(UNTIL) | HAS(BY) | HAS(PRIORITY) |
				     HAS(ASSIGNED) | HAS(SINCE),
			     HAS(BY) },
	[REPLAY_CUSTOMER_MESSAGE] = { "customer_message", SPEAKS, 0 },
	[REPLAY_AGENT_MESSAGE] = { "agent_message", SPEAKS, 0 },
	[REPLAY_INTERNAL_NOTE] = { "internal_note", SPEAKS, 0 },
	[REPLAY_STATE] = { "state", HAS(TO) | HAS(UNTIL) | CHANGES, HAS(TO) },
	[REPLAY_LEVEL_CHANGE] = { "level_change", LEVELS, 0 },
	[REPLAY_CALENDAR_CHANGE] = { "calendar_change", HAS(CALENDAR), 0 },
	[REPLAY_ASSIGNED] = { "assigned", HAS(TO), 0 },
	[REPLAY_PRIORITY] = { "priority", HAS(TO), HAS(TO) },
	[REPLAY_MARK_ANSWERED] = { "mark_answered", SPEAKS, 0 },
	[REPLAY_NO_REPLY] = { "no_reply", 0, 0 },
	[REPLAY_MERGED_IN] = { "merged_in", HAS(OLDEST_UNANSWERED) | HAS(STATE),
			       0 },
	[REPLAY_DEADLINE] = { "deadline", HAS(METRIC) | HAS(DUE), HAS(METRIC) },
	[REPLAY_QUEUED] = { "queued", HAS(CHANNEL), HAS(CHANNEL) },
	[REPLAY_ACCEPTED] = { "accepted", HAS(CHANNEL), HAS(CHANNEL) },
	[REPLAY_ABANDONED] = { "abandoned", HAS(CHANNEL), HAS(CHANNEL) },
	[REPLAY_RESUME] = { "resume", 0, 0 },
	[REPLAY_CHANGED] = { "changed", CHANGES, 0 },
	[REPLAY_RESTORED] = { "restored", 0, 0 },
};

struct reading {
	struct replay_line *line;
	struct replay_event *ev;
	char *to; /* means what the type says, which may come later */
	char *assigned;
};

/* ---- Members ------------------------------------------------------------- */

static enum err_kind read_type(struct replay_event *ev, struct json_pull *p,
			       struct err *e)
{
	struct json_text t;

	if (replay_read_text(p, "type", &t, e))
		return e->kind;
	for (unsigned i = 0; i < REPLAY_TYPES; i++)
		if (json_text_is(t, types[i].name)) {
			ev->type = (enum replay_type)i;
			return ERR_NONE;
		}
	return err_set(e, ERR_INVALID, "type: \"%.*s\" is none",
		       t.n < 64 ? (int)t.n : 64, t.s);
}

static enum err_kind read_by(struct replay_event *ev, struct json_pull *p,
			     struct err *e)
{
	static const char *const words[] = { "customer", "agent" };
	unsigned by;

	if (replay_read_word(p, "by", words, 2, &by, e))
		return e->kind;
	ev->by_agent = by == 1;
	return ERR_NONE;
}

static enum err_kind read_channel(struct replay_event *ev, struct json_pull *p,
				  struct err *e)
{
	static const char *const words[] = { "chat", "call" };
	unsigned channel;

	if (replay_read_word(p, "channel", words, 2, &channel, e))
		return e->kind;
	ev->metric = channel ? METRIC_CALL_ANSWER : METRIC_CHAT_ANSWER;
	return ERR_NONE;
}

static enum err_kind read_name(struct reading *r, struct json_pull *p,
			       const char *name, char **out, struct err *e)
{
	struct json_text t;

	if (replay_read_text(p, name, &t, e))
		return e->kind;
	*out = arena_copy(r->line->arena, t.s, t.n);
	return ERR_NONE;
}

static enum err_kind read_unassigned(struct reading *r, struct json_pull *p,
				     struct err *e)
{
	bool so;

	if (replay_read_bool(p, "unassigned", &so, e))
		return e->kind;
	if (!so)
		return err_set(e, ERR_INVALID, "unassigned: must be true");
	r->ev->assigns = true;
	return ERR_NONE;
}

/* A calendar that it names. */
static enum err_kind read_hours(struct reading *r, struct json_pull *p,
				const char *member, const char **out,
				struct err *e)
{
	char *name = NULL;

	if (read_name(r, p, member, &name, e))
		return e->kind;
	*out = name;
	return ERR_NONE;
}

/* What changes of a ticket, its messages and statuses apart. */
static enum err_kind read_change(struct reading *r, unsigned m,
				 struct json_pull *p, struct err *e)
{
	struct replay_event *ev = r->ev;

	switch ((enum member)m) {
	case PRIORITY:
		return replay_read_priority(p, "priority", &ev->priority, e);
	case LEVEL:
		return replay_level_read(r->line, p, &ev->level, e);
	case CALENDAR:
		return read_hours(r, p, "calendar", &ev->calendar_name, e);
	case ASSIGNED:
		return read_name(r, p, "assigned", &r->assigned, e);
	case UNASSIGNED:
		return read_unassigned(r, p, e);
	case GEARS:
		return replay_gears_read(r->line, p, &ev->gears, e);
	default:
		return read_hours(r, p, "hours", &ev->hours_name, e);
	}
}

static enum err_kind read_member(void *self, unsigned m, struct json_pull *p,
				 struct err *e)
{
	struct reading *r = self;
	struct replay_event *ev = r->ev;

	switch ((enum member)m) {
	case AT:
		return replay_read_instant(p, "at", &ev->at, e);
	case TYPE:
		return read_type(ev, p, e);
	case BY:
		return read_by(ev, p, e);
	case STATE:
		ev->moves = true;
		return replay_read_status(p, "state", &ev->status, e);
	case TO:
		return read_name(r, p, "to", &r->to, e);
	case METRIC:
		return replay_read_metric(p, "metric", &ev->metric, e);
	case CHANNEL:
		return read_channel(ev, p, e);
	case UNTIL:
	case OLDEST_UNANSWERED:
	case DUE:
	case SINCE:
		return replay_read_instant(p, member_names[m], &ev->when, e);
	default:
		return read_change(r, m, p, e);
	}
}

/* ---- Events -------------------------------------------------------------- */

/* A person's number, the same for the same name. */
static person_id person_of(const char *name)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * UINT64_C(1099511628211);
	return (person_id){ (int64_t)(h >> 1 | 1) };
}

static enum err_kind read_to(struct reading *r, struct err *e)
{
	struct replay_event *ev = r->ev;

	if (r->assigned) {
		ev->assigns = true;
		ev->to = person_of(r->assigned);
	}
	if (!r->to)
		return ERR_NONE;
	switch (ev->type) {
	case REPLAY_STATE:
		ev->moves = true;
		return replay_status_of(r->to, "to", &ev->status, e);
	case REPLAY_PRIORITY:
		return replay_priority_of(r->to, "to", &ev->priority, e);
	default:
		ev->to = person_of(r->to);
		return ERR_NONE;
	}
}

/* What stands beside an instant, and where that may lie. */
static enum err_kind check_times(const struct replay_event *ev, unsigned given,
				 struct err *e)
{
	if (given & HAS(OLDEST_UNANSWERED) && ev->when > ev->at)
		return err_set(e, ERR_INVALID,
			       "oldest_unanswered: is after the event");
	if (given & HAS(SINCE) && (ev->by_agent || ev->moves))
		return err_set(e, ERR_INVALID,
			       "since: only by a customer, and without state");
	if (given & HAS(SINCE) && ev->when > ev->at)
		return err_set(e, ERR_INVALID, "since: is after the event");
	if (given & HAS(UNTIL) &&
	    !(ev->moves && ev->status == STATUS_POSTPONED))
		return err_set(e, ERR_INVALID,
			       "until: only with the state postponed");
	return ERR_NONE;
}

static enum err_kind check_members(const struct replay_event *ev,
				   unsigned given, struct err *e)
{
	const struct type *t = &types[ev->type];

	for (unsigned m = 0; m < MEMBERS; m++) {
		if (m <= TYPE)
			continue;
		if (given & ~(t->may | HAS(HOURS)) & HAS(m))
			return err_set(e, ERR_INVALID,
				       "\"%s\" has no member \"%s\"", t->name,
				       member_names[m]);
		if (~given & t->must & HAS(m))
			return err_set(e, ERR_INVALID, "%s: is missing",
				       member_names[m]);
	}
	if (given & HAS(GEARS) && !(given & HAS(LEVEL)))
		return err_set(e, ERR_INVALID, "gears: only with level");
	if (given & HAS(ASSIGNED) && given & HAS(UNASSIGNED))
		return err_set(e, ERR_INVALID,
			       "unassigned: only without \"assigned\"");
	return check_times(ev, given, e);
}

static enum err_kind read_event(struct replay_line *l, struct json_pull *p,
				struct replay_event *ev, struct err *e)
{
	static const struct replay_object o = { member_names, MEMBERS,
						read_member };
	struct reading r = { .line = l, .ev = ev };
	unsigned given;

	*ev = (struct replay_event){ .when = INSTANT_NONE };
	if (replay_read_object(p, &o, &r, &given, e))
		return e->kind;
	for (unsigned m = AT; m <= TYPE; m++)
		if (!(given & HAS(m)))
			return err_set(e, ERR_INVALID, "%s: is missing",
				       member_names[m]);
	if (read_to(&r, e))
		return e->kind;
	return check_members(ev, given, e);
}

/* One after the other, created by the first. */
static enum err_kind check_order(const struct replay_event *ev,
				 const struct replay_event *before,
				 struct err *e)
{
	if (!before != (ev->type == REPLAY_CREATED))
		return err_set(e, ERR_INVALID,
			       before ? "type: only the first is \"created\""
				      : "type: the first must be \"created\"");
	if (before && ev->at < before->at)
		return err_set(e, ERR_INVALID,
			       "at: is before the event before it");
	return ERR_NONE;
}

enum err_kind replay_events_read(struct replay_line *l, struct json_pull *p,
				 struct err *e)
{
	if (replay_read_array(p, "events", e))
		return e->kind;
	while (json_pull_element(p)) {
		size_t n = l->nevents;

		if (n == LIMIT_REPLAY_EVENTS)
			return err_set(e, ERR_INVALID, "events: more than %d",
				       LIMIT_REPLAY_EVENTS);
		l->events = replay_more(l->arena, l->events, n,
					sizeof(*l->events));
		if (read_event(l, p, &l->events[n], e) ||
		    check_order(&l->events[n], n ? &l->events[n - 1] : NULL, e))
			return err_wrap(e, "event %zu", n + 1);
		l->nevents++;
	}
	return ERR_NONE;
}

enum err_kind replay_events_check(struct replay_line *l, struct err *e)
{
	for (size_t i = 0; i < l->nevents; i++) {
		struct replay_event *ev = &l->events[i];

		if (replay_calendar_find(l, ev->calendar_name, &ev->calendar,
					 e) ||
		    replay_calendar_find(l, ev->hours_name, &ev->hours, e))
			return err_wrap(e, "event %zu", i + 1);
	}
	return ERR_NONE;
}
