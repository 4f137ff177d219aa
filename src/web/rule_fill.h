#ifndef WEB_RULE_FILL_H
#define WEB_RULE_FILL_H
/* rule_fill: a rule's form, filled in. */
#include "web/rule_form.h"
#include "web/view.h"

/*
 * Fill the row FORM of rules/show.tpl; what is wrong with it is listed on the
 * page, too. ${page} is the page.
 */
enum err_kind rule_fill(struct req *rq, struct view *page, struct view *form,
			const struct rule_lists *lists,
			const struct rule_form *f, struct err *e) MUST_CHECK;

#endif
