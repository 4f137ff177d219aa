#include "web/level_says.h"
#include "desk/level_words.h"
#include "store/custom_store.h"
#include "store/level_read.h"
#include "store/name_store.h"
#include "store/person_store.h"
#include "store/tag_store.h"
#include "web/apply_parts.h"
#include "web/duration_text.h"
#include "web/names.h"
#include "web/promise_parts.h"

const char *level_says_action(enum action_kind k)
{
	static const char *const sections[ACTION_KIND_N] = {
		[ACTION_TELL_AGENT] = LEVELS_STEP_TELL_AGENT,
		[ACTION_TELL_DEPARTMENT] = LEVELS_STEP_TELL_DEPARTMENT,
		[ACTION_TELL_MANAGERS] = LEVELS_STEP_TELL_MANAGERS,
		[ACTION_TELL_ALL_MANAGERS] = LEVELS_STEP_TELL_ALL_MANAGERS,
		[ACTION_TELL_ADDRESS] = LEVELS_STEP_TELL_ADDRESS,
		[ACTION_PRIORITY] = LEVELS_STEP_PRIORITY,
		[ACTION_ASSIGN] = LEVELS_STEP_ASSIGN,
		[ACTION_TRANSFER] = LEVELS_STEP_TRANSFER,
		[ACTION_TAG] = LEVELS_STEP_TAG,
		[ACTION_UNTAG] = LEVELS_STEP_UNTAG,
		[ACTION_NOTE] = LEVELS_STEP_NOTE,
		[ACTION_LEVEL] = LEVELS_STEP_LEVEL,
		[ACTION_CALL] = LEVELS_STEP_CALL,
		[ACTION_RESOLVE] = LEVELS_STEP_RESOLVE,
		[ACTION_CLOSE] = LEVELS_STEP_CLOSE,
		[ACTION_REOPEN] = LEVELS_STEP_REOPEN,
		[ACTION_POSTPONE] = LEVELS_STEP_POSTPONE,
		[ACTION_MARK_ANSWERED] = LEVELS_STEP_MARK_ANSWERED,
		[ACTION_SPAM] = LEVELS_STEP_SPAM,
		[ACTION_DELETE] = LEVELS_STEP_DELETE,
		[ACTION_FIELD] = LEVELS_STEP_FIELD,
		[ACTION_ANSWER] = LEVELS_STEP_ANSWER,
		[ACTION_TELL_PERSON] = LEVELS_STEP_TELL_PERSON,
	};

	return sections[k];
}

static void show_priority(struct view *v, enum priority p)
{
	static const char *const sections[PRIORITY_N] = {
		[PRIORITY_URGENT] = LEVELS_STEP_URGENT,
		[PRIORITY_HIGH] = LEVELS_STEP_HIGH,
		[PRIORITY_NORMAL] = LEVELS_STEP_NORMAL,
		[PRIORITY_LOW] = LEVELS_STEP_LOW,
	};

	if ((int)p > PRIORITY_ANY && (int)p < PRIORITY_N)
		view_show(v, sections[p]);
}

/* ---- Promises ------------------------------------------------------------ */

static void say_target(struct view *v, const char *include, struct target t,
		       bool always)
{
	static const char *const units[] = {
		[UNIT_WORKING] = LEVELS_TARGET_WORKING,
		[UNIT_CALENDAR] = LEVELS_TARGET_CALENDAR,
		[UNIT_WORKING_DAYS] = LEVELS_TARGET_DAYS,
		[UNIT_NEXT_OPEN] = LEVELS_TARGET_NEXT_OPEN,
	};
	struct view *part = view_include(v, include, LEVELS_TARGET_TPL);
	bool plain = always && t.unit <= UNIT_CALENDAR;
	char text[WORDS_TEXT];

	if (t.unit == UNIT_WORKING_DAYS)
		view_int(part, LEVELS_TARGET_TIME, t.seconds);
	else
		view_text(part, LEVELS_TARGET_TIME,
			  duration_text(t.seconds,
					plain || t.unit == UNIT_CALENDAR,
					text));
	view_show(part, t.seconds == 0 ? LEVELS_TARGET_NOTHING
			: plain        ? LEVELS_TARGET_PLAIN
			: t.unit == UNIT_WORKING_DAYS && t.seconds == 1
				? LEVELS_TARGET_ONE_DAY
				: units[t.unit]);
}

static void say_promise(struct view *row, const struct level *l, int m)
{
	const struct target *t = l->target[m];
	bool always = l->calendar_id == 0;

	promise_parts_metric(row, (enum metric)m);
	if (t[PRIORITY_ANY].seconds > 0)
		say_target(view_row(row, LEVELS_PROMISES_ALL),
			   LEVELS_PROMISES_TARGET, t[PRIORITY_ANY], always);
	for (int p = PRIORITY_URGENT; p < PRIORITY_N; p++) {
		struct view *own;

		if (t[p].seconds == 0)
			continue;
		own = view_row(row, LEVELS_PROMISES_OWN);
		show_priority(own, (enum priority)p);
		say_target(own, LEVELS_PROMISES_TARGET, t[p], always);
	}
}

void level_says_promises(struct view *v, const char *include,
			 const struct level *l)
{
	struct view *part = view_include(v, include, LEVELS_PROMISES_TPL);

	for (int m = 0; m < METRIC_N; m++)
		if (level_promises(l, (enum metric)m))
			say_promise(view_row(part, LEVELS_PROMISES_PROMISE), l,
				    m);
}

/* ---- Steps --------------------------------------------------------------- */

static enum err_kind name_person(struct req *rq, int64_t id, const char **out,
				 struct err *e)
{
	struct person p;

	if (id == 0)
		return ERR_NONE;
	if (person_store_find(rq->job.db, rq->a, (person_id){ id }, &p, e))
		return e->kind;
	*out = p.name;
	return ERR_NONE;
}

static enum err_kind name_tag(struct req *rq, int64_t id, const char **out,
			      struct err *e)
{
	struct tag t;

	if (tag_store_find(rq->job.db, rq->a, (tag_id){ id }, &t, e))
		return e->kind;
	*out = t.name;
	return ERR_NONE;
}

static enum err_kind name_level(struct req *rq, int64_t id, const char **out,
				struct err *e)
{
	struct level_name l;

	if (id == 0)
		return ERR_NONE;
	if (level_read_id(rq->job.db, rq->a, id, &l, e))
		return e->kind;
	*out = l.name;
	return ERR_NONE;
}

static enum err_kind name_field(struct req *rq, int64_t id, const char **out,
				struct err *e)
{
	struct custom_fields all;

	if (custom_store_list(rq->job.db, rq->a, CUSTOM_OF_TICKET, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == id)
			*out = all.v[i].name;
	return ERR_NONE;
}

/* What it names, as that is called now; "": nothing. */
static enum err_kind name_of(struct req *rq, const struct action *is,
			     const char **out, struct err *e)
{
	enum err_kind kind;

	*out = is->text ? is->text : "";
	switch (action_names(is->kind)) {
	case ACTION_NAMES_PERSON:
		kind = name_person(rq, is->id, out, e);
		break;
	case ACTION_NAMES_DEPARTMENT:
		kind = name_store_department(name_store_new(rq->a), rq->job.db,
					     (department_id){ is->id }, out, e);
		break;
	case ACTION_NAMES_TAG:
		kind = name_tag(rq, is->id, out, e);
		break;
	case ACTION_NAMES_LEVEL:
		kind = name_level(rq, is->id, out, e);
		break;
	case ACTION_NAMES_FIELD:
		kind = name_field(rq, is->id, out, e);
		break;
	default:
		return ERR_NONE;
	}
	if (kind != ERR_NOT_FOUND)
		return kind;
	err_clear(e); /* a tag that was deleted */
	*out = "?";
	return ERR_NONE;
}

static enum err_kind say_action(struct req *rq, struct view *step,
				const struct action *is, struct err *e)
{
	struct view *v = view_row(step, LEVELS_STEP_DO), *section;
	const char *name;

	if (name_of(rq, is, &name, e))
		return e->kind;
	view_text(v, LEVELS_STEP_NAME, name);
	section = view_row(v, level_says_action(is->kind));
	if (is->kind == ACTION_PRIORITY)
		show_priority(section, (enum priority)is->id);
	if (is->kind == ACTION_ASSIGN)
		view_show(section, is->id ? LEVELS_STEP_TO_SOMEBODY
					  : LEVELS_STEP_TO_NOBODY);
	return ERR_NONE;
}

enum err_kind level_says_step(struct req *rq, struct view *v,
			      const char *include, const struct level *l,
			      enum metric m, int i, struct err *e)
{
	struct view *part = view_include(v, include, LEVELS_STEP_TPL);
	const struct step *s = &l->steps[m][i];
	const struct step_actions *acts = &l->actions[m][s->number];
	char text[WORDS_TEXT];

	if (s->unit == STEP_PERCENT)
		view_int(part, LEVELS_STEP_TIME, s->offset);
	else
		view_text(part, LEVELS_STEP_TIME,
			  duration_text(s->offset < 0 ? -s->offset : s->offset,
					s->unit == STEP_CALENDAR, text));
	view_show(part, s->unit == STEP_PERCENT ? LEVELS_STEP_PERCENT
			: s->offset < 0         ? LEVELS_STEP_BEFORE
			: s->offset == 0        ? LEVELS_STEP_AT
						: LEVELS_STEP_AFTER);
	if (s->unit == STEP_CALENDAR && l->calendar_id)
		view_show(part, LEVELS_STEP_CALENDAR);
	if (acts->n == 0)
		view_show(part, LEVELS_STEP_NOTHING);
	for (int k = 0; k < acts->n; k++)
		if (say_action(rq, part, &acts->v[k], e))
			return e->kind;
	return ERR_NONE;
}

/* ---- Differences --------------------------------------------------------- */

static void say_about(struct view *v, const struct level_difference *d)
{
	static const char *const parts[LEVEL_PART_N] = {
		[LEVEL_PART_NAME] = LEVELS_ABOUT_NAME,
		[LEVEL_PART_CALENDAR] = LEVELS_ABOUT_CALENDAR,
		[LEVEL_PART_PAUSES] = LEVELS_ABOUT_PAUSES,
		[LEVEL_PART_STEP] = LEVELS_ABOUT_STEP,
		[LEVEL_PART_ON_CHANGE] = LEVELS_ABOUT_ON_CHANGE,
		[LEVEL_PART_REOPEN] = LEVELS_ABOUT_REOPEN,
		[LEVEL_PART_REOPEN_WINDOW] = LEVELS_ABOUT_REOPEN_WINDOW,
		[LEVEL_PART_BY_AGENT] = LEVELS_ABOUT_BY_AGENT,
		[LEVEL_PART_MAX_PAUSE] = LEVELS_ABOUT_MAX_PAUSE,
		[LEVEL_PART_GRACE] = LEVELS_ABOUT_GRACE,
		[LEVEL_PART_LATE] = LEVELS_ABOUT_LATE,
		[LEVEL_PART_BY_CONSUMPTION] = LEVELS_ABOUT_BY_CONSUMPTION,
	};
	struct view *part = view_include(v, PARTS_APPLY_VERSIONS_ABOUT,
					 LEVELS_ABOUT_TPL);

	if (parts[d->part]) /* a target is told by its metric alone */
		view_show(part, parts[d->part]);
	if (d->part == LEVEL_PART_TARGET || d->part == LEVEL_PART_PAUSES ||
	    d->part == LEVEL_PART_STEP)
		promise_parts_metric(view_row(part, LEVELS_ABOUT_METRIC),
				     d->metric);
	if (d->part == LEVEL_PART_TARGET)
		show_priority(part, d->priority);
}

static void say_length(struct view *v, seconds s)
{
	char text[WORDS_TEXT];

	if (s == 0)
		view_show(v, LEVELS_VALUE_NONE);
	else
		view_text(view_row(v, LEVELS_VALUE_NAMED), LEVELS_VALUE_TEXT,
			  duration_text(s, true, text));
}

static void say_pauses(struct view *v, unsigned pauses)
{
	static const char *const sections[LEVEL_WORDS_PAUSES] = {
		[STATUS_NEW] = LEVELS_VALUE_NEW,
		[STATUS_OPEN] = LEVELS_VALUE_OPEN,
		[STATUS_ANSWERED] = LEVELS_VALUE_ANSWERED,
		[STATUS_POSTPONED] = LEVELS_VALUE_POSTPONED,
	};

	v = view_row(v, LEVELS_VALUE_PAUSES);
	if (pauses == 0)
		view_show(v, LEVELS_VALUE_NEVER);
	for (int s = 0; s < LEVEL_WORDS_PAUSES; s++)
		if (pauses & STATUS_BIT(s))
			view_show(v, sections[s]);
}

static void say_gear(struct view *v, const struct level_gears *g,
		     enum level_part part)
{
	static const char *const changes[] = {
		[CHANGE_RETARGET] = LEVELS_VALUE_RETARGET,
		[CHANGE_REJUDGE] = LEVELS_VALUE_REJUDGE,
		[CHANGE_RESTART] = LEVELS_VALUE_RESTART,
		[CHANGE_KEEP] = LEVELS_VALUE_KEEP,
	};
	static const char *const reopens[] = {
		[REOPEN_FIRST_ONLY] = LEVELS_VALUE_FIRST_ONLY,
		[REOPEN_NEW_CYCLE] = LEVELS_VALUE_NEW_CYCLE,
		[REOPEN_CONTINUE] = LEVELS_VALUE_CONTINUE,
	};
	static const char *const agents[] = {
		[BY_AGENT_NONE] = LEVELS_VALUE_AGENT_NONE,
		[BY_AGENT_START] = LEVELS_VALUE_AGENT_START,
		[BY_AGENT_MET] = LEVELS_VALUE_AGENT_MET,
	};

	if (part == LEVEL_PART_ON_CHANGE)
		view_show(v, changes[g->on_change]);
	else if (part == LEVEL_PART_REOPEN)
		view_show(v, reopens[g->reopen]);
	else if (part == LEVEL_PART_BY_AGENT)
		view_show(v, agents[g->by_agent]);
	else if (part == LEVEL_PART_BY_CONSUMPTION)
		view_show(v, g->by_consumption ? LEVELS_VALUE_YES
					       : LEVELS_VALUE_NO);
	else
		say_length(v, part == LEVEL_PART_REOPEN_WINDOW
				      ? g->reopen_window
			      : part == LEVEL_PART_MAX_PAUSE ? g->max_pause
			      : part == LEVEL_PART_GRACE     ? g->grace
							     : g->late);
}

static enum err_kind say_value(struct req *rq, struct view *v,
			       const struct level *l, const char *calendar,
			       const struct level_difference *d, int step,
			       struct err *e)
{
	switch (d->part) {
	case LEVEL_PART_STEP:
		return level_says_step(rq, view_row(v, LEVELS_VALUE_WITH_STEP),
				       LEVELS_VALUE_STEP, l, d->metric, step,
				       e);
	case LEVEL_PART_TARGET:
		say_target(view_row(v, LEVELS_VALUE_WITH_TARGET),
			   LEVELS_VALUE_TARGET,
			   l->target[d->metric][d->priority],
			   l->calendar_id == 0);
		break;
	case LEVEL_PART_PAUSES:
		say_pauses(v, l->pauses[d->metric]);
		break;
	case LEVEL_PART_NAME:
	case LEVEL_PART_CALENDAR:
		if (d->part == LEVEL_PART_CALENDAR && !calendar)
			view_show(v, LEVELS_VALUE_ALWAYS);
		else
			view_text(view_row(v, LEVELS_VALUE_NAMED),
				  LEVELS_VALUE_TEXT,
				  d->part == LEVEL_PART_NAME ? l->name
							     : calendar);
		break;
	default:
		say_gear(v, &l->gears, d->part);
	}
	return ERR_NONE;
}

/* Is it in that version at all? A target of no seconds is none. */
static bool is_there(const struct level *l, const struct level_difference *d,
		     int step)
{
	if (d->part == LEVEL_PART_STEP)
		return step != LEVEL_NOT_THERE;
	return d->part != LEVEL_PART_TARGET ||
	       l->target[d->metric][d->priority].seconds > 0;
}

enum err_kind level_says_differences(struct req *rq, struct view *list,
				     const struct level_says_two *two,
				     const struct level_differences *all,
				     struct err *e)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct level_difference *d = &all->v[i];
		struct apply_row row = apply_parts_difference(
			list, is_there(two->was, d, d->was),
			is_there(two->is, d, d->is));

		say_about(row.about, d);
		if (row.was &&
		    say_value(rq,
			      view_include(row.was, PARTS_APPLY_VERSIONS_WAS,
					   LEVELS_VALUE_TPL),
			      two->was, two->was_calendar, d, d->was, e))
			return e->kind;
		if (row.is &&
		    say_value(rq,
			      view_include(row.is, PARTS_APPLY_VERSIONS_IS,
					   LEVELS_VALUE_TPL),
			      two->is, two->is_calendar, d, d->is, e))
			return e->kind;
	}
	return ERR_NONE;
}
