#include "web/priorities.h"
#include "web/ticket_sheet.h"

const struct field_choice priorities_choices[] = {
	{ "urgent", PRIORITY_URGENT }, { "high", PRIORITY_HIGH },
	{ "normal", PRIORITY_NORMAL }, { "low", PRIORITY_LOW },
	{ NULL, PRIORITY_NORMAL },
};

enum {
	PRIORITY_WHICH,
	PRIORITY_SEEN
};
/* clang-format off */
static const struct field fields[] = {
	[PRIORITY_WHICH] = { "priority", FIELD_CHOICE, .choices = priorities_choices, .must = true },
	[PRIORITY_SEEN]  = TICKET_SHEET_SEEN,
};
/* clang-format on */

enum err_kind priorities_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_PRIORITY,
				      .id = "priority" };
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	draft.priority = (enum priority)form.v[PRIORITY_WHICH].i64;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (desk_set_priority(&rq->job, rq->code, form.v[PRIORITY_SEEN].i64,
			      (enum priority)form.v[PRIORITY_WHICH].i64, &deed,
			      e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs, PAGE_PRIORITY, e);
}
