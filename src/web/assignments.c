#include "web/assignments.h"
#include "web/ticket_sheet.h"

enum {
	ASSIGNMENT_AGENT,
	ASSIGNMENT_SEEN
};
static const struct field fields[] = {
	[ASSIGNMENT_AGENT] = { "agent", FIELD_OID },
	[ASSIGNMENT_SEEN] = TICKET_SHEET_SEEN,
};

enum err_kind assignments_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_ASSIGNMENT, .id = "agent" };
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (desk_assign(&rq->job, rq->code, form.v[ASSIGNMENT_SEEN].i64,
			form.v[ASSIGNMENT_AGENT].text, &deed, e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs,
				 form.v[ASSIGNMENT_AGENT].given
					 ? PAGE_ASSIGNED
					 : PAGE_UNASSIGNED,
				 e);
}
