#ifndef WEB_RULE_PARTS_H
#define WEB_RULE_PARTS_H
/*
 * rule_parts: rules as people say them: a condition, a rule in one sentence,
 * and what rules said of a ticket.
 */
#include "desk/explain_rules.h"
#include "web/rule_form.h"
#include "web/view.h"

/* Include parts/rule_condition.tpl as ${include}. */
void rule_parts_condition(const struct req *rq, struct view *v,
			  const char *include, const struct rule_condition *c);

/* Include parts/rule_says.tpl as ${include}. */
enum err_kind rule_parts_says(struct req *rq, struct view *v,
			      const char *include,
			      const struct rule_lists *lists,
			      const struct rule_draft *is,
			      struct err *e) MUST_CHECK;

/* Include parts/rule_said.tpl as ${include}; ${level}: with what was chosen. */
void rule_parts_said(const struct req *rq, struct view *v, const char *include,
		     const struct desk_choice *said, bool level);

#endif
