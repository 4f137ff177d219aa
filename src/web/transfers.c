#include "web/transfers.h"
#include "web/ticket_sheet.h"

enum {
	TRANSFER_DEPARTMENT,
	TRANSFER_AGENT,
	TRANSFER_SEEN
};
static const struct field fields[] = {
	[TRANSFER_DEPARTMENT] = { "department", FIELD_OID, .must = true },
	[TRANSFER_AGENT] = { "agent", FIELD_OID },
	[TRANSFER_SEEN] = TICKET_SHEET_SEEN,
};

enum err_kind transfers_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_TRANSFER,
				      .id = "department" };
	const char *agent = NULL;
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	draft.department = form.v[TRANSFER_DEPARTMENT].text;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (http_find(&rq->fields, fields[TRANSFER_AGENT].name))
		agent = form.v[TRANSFER_AGENT].text;
	if (desk_hand_over(&rq->job, rq->code, form.v[TRANSFER_SEEN].i64,
			   form.v[TRANSFER_DEPARTMENT].text, agent, &deed, e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs, PAGE_MOVED, e);
}
