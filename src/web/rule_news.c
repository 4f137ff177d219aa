#include "web/rule_news.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/rule_json.h"
#include "store/rule_past.h"
#include "web/names.h"
#include "web/rule_parts.h"
#include "web/words.h"

/* Is that condition, word by word, among those of a version? */
static bool has(struct arena *a, const struct rule_draft *d, const char *line)
{
	for (size_t g = 0; g < d->ngroups; g++)
		for (size_t i = 0; i < d->groups[g].n; i++)
			if (str_eq(rule_json_line(a, &d->groups[g].v[i]), line))
				return true;
	return false;
}

/* Conditions of ${is} that ${other} has not. */
static size_t fill_new(struct req *rq, struct view *v, const char *section,
		       const struct rule_draft *is,
		       const struct rule_draft *other)
{
	size_t n = 0;

	for (size_t g = 0; g < is->ngroups; g++)
		for (size_t i = 0; i < is->groups[g].n; i++) {
			const struct rule_condition *c = &is->groups[g].v[i];

			if (has(rq->a, other, rule_json_line(rq->a, c)))
				continue;
			rule_parts_condition(rq, view_row(v, section),
					     RULES_SHOW_PART, c);
			n++;
		}
	return n;
}

static enum err_kind fill_version(struct req *rq, struct view *v,
				  const struct rule_lists *lists,
				  const struct rule_row *is,
				  const struct rule_row *before, struct err *e)
{
	view_int(v, RULES_SHOW_NUMBER, is->number);
	words_time_for(rq, v, RULES_SHOW_AT, is->changed);
	if (is->changed_by)
		view_text(view_row(v, RULES_SHOW_PERSON), RULES_SHOW_WHO,
			  is->changed_by);
	else
		view_show(v, RULES_SHOW_SHELL);
	if (before && !str_eq(before->is.name, is->is.name))
		view_text(view_row(v, RULES_SHOW_NAMED), RULES_SHOW_TEXT,
			  is->is.name);
	if (!is->is.active)
		view_show(v, RULES_SHOW_IS_OFF);
	if (before) {
		struct view *differs = view_row(v, RULES_SHOW_DIFFERS);

		(void)fill_new(rq, differs, RULES_SHOW_ADDED, &is->is,
			       &before->is);
		(void)fill_new(rq, differs, RULES_SHOW_REMOVED, &before->is,
			       &is->is);
	}
	return rule_parts_says(rq, v, RULES_SHOW_SAYS, lists, &is->is, e);
}

enum err_kind rule_news_fill(struct req *rq, struct view *v,
			     const struct rule_lists *lists, int64_t rule,
			     struct err *e)
{
	struct rule_rows all;

	if (rule_past_versions(rq->job.db, rq->a, rule, LIMIT_RULE_VERSIONS,
			       &all, e))
		return e->kind;
	if (all.n < 2)
		return ERR_NONE;
	v = view_row(v, RULES_SHOW_VERSIONS);
	for (size_t i = 0; i < all.n; i++)
		if (fill_version(rq, view_row(v, RULES_SHOW_VERSION), lists,
				 &all.v[i],
				 i + 1 < all.n ? &all.v[i + 1] : NULL, e))
			return e->kind;
	return ERR_NONE;
}
