#ifndef WEB_LEVEL_SAYS_H
#define WEB_LEVEL_SAYS_H
/*
 * level_says: what an SLA level says, in words (templates/levels/): promises,
 * escalation steps, and in what two versions differ.
 */
#include "desk/level_diff.h"
#include "web/http.h"
#include "web/view.h"

/* The section of what a step does: TELL_AGENT, ... */
const char *level_says_action(enum action_kind k);

/* Include levels/promises.tpl as ${include}. */
void level_says_promises(struct view *v, const char *include,
			 const struct level *l);

/* Include levels/step.tpl as ${include}: step ${i} of the metric. */
enum err_kind level_says_step(struct req *rq, struct view *v,
			      const char *include, const struct level *l,
			      enum metric m, int i, struct err *e) MUST_CHECK;

/* Two versions, and what they count by (NULL: around the clock). */
struct level_says_two {
	const struct level *was, *is;
	const char *was_calendar, *is_calendar;
};

/* The rows of differences in ${list}, apply_parts_versions()'s. */
enum err_kind level_says_differences(struct req *rq, struct view *list,
				     const struct level_says_two *two,
				     const struct level_differences *all,
				     struct err *e) MUST_CHECK;

#endif
