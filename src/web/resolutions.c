#include "web/resolutions.h"
#include "web/ticket_sheet.h"

static const struct field fields[] = { TICKET_SHEET_SEEN };

enum err_kind resolutions_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	if (form_check(rq->a, &form, e))
		return e->kind;
	if (desk_resolve(&rq->job, rq->code, form.v[0].i64, &deed, e))
		return ticket_sheet_too_late(rq, rs, e);
	return ticket_sheet_done(rq, rs, PAGE_RESOLVED, e);
}
