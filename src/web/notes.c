#include "web/notes.h"
#include "base/limits.h"
#include "web/ticket_sheet.h"
#include "web/uploads.h"

enum {
	NOTE_BODY,
	NOTE_SEEN
};
/* clang-format off */
static const struct field fields[] = {
	[NOTE_BODY] = { "body", FIELD_TEXT, .max = LIMIT_MESSAGE, .must = true },
	[NOTE_SEEN] = TICKET_SHEET_SEEN,
};
/* clang-format on */

enum err_kind notes_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_NOTE };
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	draft.body = form.v[NOTE_BODY].text;
	if (!form.ok || uploads_faulted(rq))
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (desk_note(&rq->job, rq->code, form.v[NOTE_SEEN].i64, draft.body,
		      &deed, e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs, PAGE_NOTED, e);
}
