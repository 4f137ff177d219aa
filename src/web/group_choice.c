#include "web/group_choice.h"
#include "web/names.h"
#include "web/tag_parts.h"

static const struct field fields[] = {
	{ "group", FIELD_OID, .id = "groups" },
};
const struct form group_choice_form = { .fields = fields, .n = 1 };

static bool holds(const struct customer_groups *list, group_id id)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].id.n == id.n)
			return true;
	return false;
}

enum err_kind group_choice_fill(struct req *rq, struct view *v,
				const char *include, const char *action,
				const struct customer_groups *in,
				struct view **part, struct err *e)
{
	struct customer_groups all;
	struct view *row;

	*part = NULL;
	if (group_store_list(rq->job.db, rq->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		const struct customer_group *g = &all.v[i];
		bool is_in = holds(in, g->id);

		if (g->archived != INSTANT_NONE && !is_in)
			continue;
		if (!*part)
			*part = view_include(v, include,
					     PARTS_GROUP_CHOICE_TPL);
		row = view_row(*part, PARTS_GROUP_CHOICE_GROUP);
		view_text(row, PARTS_GROUP_CHOICE_OID, g->oid);
		(void)tag_parts_group(row, PARTS_GROUP_CHOICE_PILL, g, NULL);
		if (is_in)
			view_show(row, PARTS_GROUP_CHOICE_CHECKED);
	}
	if (*part)
		view_text(*part, PARTS_GROUP_CHOICE_ACTION, action);
	return ERR_NONE;
}

struct groups_chosen group_choice_read(struct req *rq)
{
	const char **oids = ARENA_ARRAY(rq->a, LIMIT_GROUPS, const char *);

	return (struct groups_chosen){
		.oids = oids,
		.n = admin_oids(rq, "group", oids, LIMIT_GROUPS),
	};
}

void group_choice_refuse(struct req *rq, struct resp *rs, struct view *v,
			 const char *errors, struct view *part,
			 const struct admin_fault *fault)
{
	admin_refuse(rq, rs, v, errors, &group_choice_form, fault);
	if (part)
		admin_beside(rq, part, &group_choice_form, fault);
}
