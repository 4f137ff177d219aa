#ifndef WEB_RULE_NEWS_H
#define WEB_RULE_NEWS_H
/* rule_news: the versions of a rule, and what each said anew. */
#include "web/rule_form.h"
#include "web/view.h"

/* Fill VERSIONS of rules/show.tpl, if there are two or more. */
enum err_kind rule_news_fill(struct req *rq, struct view *v,
			     const struct rule_lists *lists, int64_t rule,
			     struct err *e) MUST_CHECK;

#endif
