#ifndef WEB_GROUP_CHOICE_H
#define WEB_GROUP_CHOICE_H
/*
 * group_choice: the groups that a customer, or a company, is in: as a form to
 * tick them, and what was ticked.
 */
#include "base/limits.h"
#include "desk/groups.h"
#include "store/group_store.h"
#include "web/admin.h"
#include "web/view.h"

/*
 * Include parts/group_choice.tpl as ${include}, that posts to ${action}: all
 * there are to choose, ${in} and what is archived of it ticked. *part is it, or
 * NULL where there is none to choose.
 */
enum err_kind group_choice_fill(struct req *rq, struct view *v,
				const char *include, const char *action,
				const struct customer_groups *in,
				struct view **part, struct err *e) MUST_CHECK;

/* What was ticked; lives in the request. */
struct groups_chosen group_choice_read(struct req *rq);

/* The fault above the page and beside the form. */
void group_choice_refuse(struct req *rq, struct resp *rs, struct view *v,
			 const char *errors, struct view *part,
			 const struct admin_fault *fault);

/* The form, for admin_fault(): its input is "group". */
extern const struct form group_choice_form;

#endif
