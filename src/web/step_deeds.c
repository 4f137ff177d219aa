#include "web/step_deeds.h"

#include "web/names.h"

/* A section with N in it when they are several. */
static void fill_people(struct view *v, const char *one, const char *many,
			int n)
{
	if (n == 1)
		view_show(v, one);
	else if (n > 1)
		view_int(view_row(v, many), PARTS_EVENT_N, n);
}

static void fill_done(struct view *v, const struct step_deed *d)
{
	if (d->kind == ACTION_CALL)
		view_show(view_row(v, PARTS_EVENT_DEED), PARTS_EVENT_CALLED);
	if (!action_tells(d->kind))
		return;
	v = view_row(v, PARTS_EVENT_DEED);
	if (d->kind == ACTION_TELL_ADDRESS)
		view_text(view_row(v, PARTS_EVENT_TOLD_TO), PARTS_EVENT_TO,
			  d->text);
	else
		fill_people(v, PARTS_EVENT_TOLD_ONE, PARTS_EVENT_TOLD_MANY,
			    d->told);
	fill_people(v, PARTS_EVENT_MISSED_ONE, PARTS_EVENT_MISSED_MANY,
		    d->missed);
}

/* What it is called that was changed, where it has a name. */
static void fill_named(struct view *v, const char *section,
		       const struct step_deed *d)
{
	view_text(view_row(v, section), PARTS_EVENT_TO, d->name ? d->name : "");
}

/* A change that a rule made. */
static void fill_changed(struct view *v, const struct step_deed *d)
{
	static const char *const named[ACTION_KIND_N] = {
		[ACTION_ASSIGN] = PARTS_EVENT_DONE_ASSIGNED,
		[ACTION_TRANSFER] = PARTS_EVENT_DONE_MOVED,
		[ACTION_TAG] = PARTS_EVENT_DONE_ON,
		[ACTION_UNTAG] = PARTS_EVENT_DONE_OFF,
		[ACTION_LEVEL] = PARTS_EVENT_DONE_LEVEL,
		[ACTION_FIELD] = PARTS_EVENT_DONE_FIELD,
	};
	static const char *const plain[ACTION_KIND_N] = {
		[ACTION_ASSIGN] = PARTS_EVENT_DONE_UNASSIGNED,
		[ACTION_NOTE] = PARTS_EVENT_DONE_NOTE,
		[ACTION_LEVEL] = PARTS_EVENT_DONE_NO_LEVEL,
		[ACTION_RESOLVE] = PARTS_EVENT_DONE_RESOLVED,
		[ACTION_CLOSE] = PARTS_EVENT_DONE_CLOSED,
		[ACTION_REOPEN] = PARTS_EVENT_DONE_REOPENED,
		[ACTION_POSTPONE] = PARTS_EVENT_DONE_POSTPONED,
		[ACTION_MARK_ANSWERED] = PARTS_EVENT_DONE_MARKED,
		[ACTION_SPAM] = PARTS_EVENT_DONE_SPAM,
		[ACTION_DELETE] = PARTS_EVENT_DONE_DELETED,
		[ACTION_ANSWER] = PARTS_EVENT_DONE_ANSWER,
	};
	static const char *const priorities[PRIORITY_N] = {
		[PRIORITY_URGENT] = PARTS_EVENT_TO_URGENT,
		[PRIORITY_HIGH] = PARTS_EVENT_TO_HIGH,
		[PRIORITY_NORMAL] = PARTS_EVENT_TO_NORMAL,
		[PRIORITY_LOW] = PARTS_EVENT_TO_LOW,
	};

	if (d->kind >= ACTION_KIND_N)
		return;
	if (d->kind == ACTION_PRIORITY && d->number > 0 &&
	    d->number < PRIORITY_N)
		view_show(view_row(v, PARTS_EVENT_DONE_PRIORITY),
			  priorities[d->number]);
	else if (named[d->kind] && d->number)
		fill_named(v, named[d->kind], d);
	else if (plain[d->kind])
		view_show(v, plain[d->kind]);
}

/* What was not done. */
static void fill_left(struct view *v, const struct step_deed *d)
{
	static const char *const sections[ACTION_KIND_N] = {
		[ACTION_ASSIGN] = PARTS_EVENT_NOT_ASSIGNED,
		[ACTION_TRANSFER] = PARTS_EVENT_NOT_MOVED,
		[ACTION_TAG] = PARTS_EVENT_NOT_ON,
		[ACTION_UNTAG] = PARTS_EVENT_NOT_OFF,
		[ACTION_LEVEL] = PARTS_EVENT_NOT_LEVEL,
		[ACTION_FIELD] = PARTS_EVENT_NOT_FIELD,
	};

	if (action_tells(d->kind))
		view_show(v, PARTS_EVENT_NOT_TOLD);
	else if (d->kind == ACTION_PRIORITY)
		view_show(v, PARTS_EVENT_NOT_PRIORITY);
	else if (d->kind == ACTION_ASSIGN && d->number == 0)
		view_show(v, PARTS_EVENT_NOT_UNASSIGNED);
	else if (d->kind < ACTION_KIND_N && sections[d->kind])
		fill_named(v, sections[d->kind], d);
	else
		view_show(v, d->kind == ACTION_ANSWER ? PARTS_EVENT_NOT_ANSWER
						      : PARTS_EVENT_NOT_MOVE);
}

static void fill_not_done(struct view *v, const struct step_deed *d)
{
	static const char *const why[ACTION_OUTCOME_N] = {
		[ACTION_NOBODY] = PARTS_EVENT_WHY_NOBODY,
		[ACTION_DISABLED] = PARTS_EVENT_WHY_DISABLED,
		[ACTION_NO_ADDRESS] = PARTS_EVENT_WHY_NO_ADDRESS,
		[ACTION_NOT_SEEN] = PARTS_EVENT_WHY_NOT_SEEN,
		[ACTION_TOLD] = PARTS_EVENT_WHY_TOLD,
		[ACTION_SAME] = PARTS_EVENT_WHY_SAME,
		[ACTION_NOT_THERE] = PARTS_EVENT_WHY_NOT_THERE,
		[ACTION_ARCHIVED] = PARTS_EVENT_WHY_ARCHIVED,
		[ACTION_GONE] = PARTS_EVENT_WHY_GONE,
		[ACTION_FULL] = PARTS_EVENT_WHY_FULL,
		[ACTION_NOT_OPEN] = PARTS_EVENT_WHY_NOT_OPEN,
	};

	v = view_row(view_row(v, PARTS_EVENT_DEED), PARTS_EVENT_NOT_DONE);
	fill_left(v, d);
	if (d->outcome < ACTION_OUTCOME_N && why[d->outcome])
		view_show(v, why[d->outcome]);
}

void step_deeds_fill(struct view *v, const struct step_deed *d)
{
	if (d->outcome == ACTION_DONE)
		fill_done(v, d);
	else
		fill_not_done(v, d);
}

static void fill_of_rule(struct view *v, const struct step_deed *d)
{
	if (d->outcome == ACTION_DONE && !action_tells(d->kind) &&
	    d->kind != ACTION_CALL)
		fill_changed(view_row(v, PARTS_EVENT_DEED), d);
	else
		step_deeds_fill(v, d);
}

void step_deeds_fill_event(struct view *v, const struct event_view *ev,
			   const struct rule_event_deed *list, size_t n)
{
	bool end = ev->event.kind == EVENT_RULES_END;

	view_text(view_row(v, end ? PARTS_EVENT_RULES_END
				  : PARTS_EVENT_RULE_ACTED),
		  PARTS_EVENT_RULE, ev->rule_name ? ev->rule_name : "");
	for (size_t i = 0; i < n; i++)
		if (list[i].seq == ev->event.seq)
			fill_of_rule(v, &list[i].did);
}
