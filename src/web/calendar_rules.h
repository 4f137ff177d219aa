#ifndef WEB_CALENDAR_RULES_H
#define WEB_CALENDAR_RULES_H
/*
 * calendar_rules: closures that come back, as rows of the editor's form. For
 * calendar_form.c alone.
 */
#include "web/calendar_form.h"

/* The rows as posted; LIMIT_CLOSURE_RULES and one at most. */
struct calendar_typed_rule *calendar_rules_typed(const struct req *rq,
						 size_t *n);

/* A row that nothing was chosen in, and whether one is. */
struct calendar_typed_rule calendar_rules_none(void);
bool calendar_rules_blank(const struct calendar_typed_rule *t);

/* What a row says; ERR_INVALID is fit to be shown. */
enum err_kind calendar_rules_read(const struct calendar_typed_rule *t,
				  struct closure_rule *out,
				  struct err *e) MUST_CHECK;

/* A row that says it. */
struct calendar_typed_rule calendar_rules_of(struct arena *a,
					     const struct closure_rule *r,
					     const char *name);

/* Into calendars/rule.tpl; ${number} 0: the row that new ones begin as. */
void calendar_rules_fill(struct req *rq, struct view *v,
			 const struct calendar_typed_rule *t, size_t number,
			 const char *fault);

#endif
