#include "web/messages.h"
#include "base/limits.h"
#include "web/ticket_sheet.h"
#include "web/uploads.h"

enum {
	MESSAGE_BODY,
	MESSAGE_SEEN,
	MESSAGE_THEN
};
static const struct field_choice thens[] = {
	{ "", THEN_NOTHING },
	{ "resolve", THEN_RESOLVE },
	{ NULL, 0 },
};
/* clang-format off */
static const struct field fields[] = {
	[MESSAGE_BODY] = { "body", FIELD_TEXT, .max = LIMIT_MESSAGE, .must = true },
	[MESSAGE_SEEN] = TICKET_SHEET_SEEN,
	[MESSAGE_THEN] = { "then", FIELD_CHOICE, .choices = thens },
};
/* clang-format on */

enum err_kind messages_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_REPLY };
	enum desk_then then;
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	draft.body = form.v[MESSAGE_BODY].text;
	then = (enum desk_then)form.v[MESSAGE_THEN].i64;
	if (!form.ok || uploads_faulted(rq))
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (desk_reply(&rq->job, rq->code, form.v[MESSAGE_SEEN].i64, draft.body,
		       then, &deed, e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	/* It may have begun a new one. */
	snprintf(rq->code, sizeof(rq->code), "%s", deed.code);
	return ticket_sheet_done(
		rq, rs, then == THEN_RESOLVE ? PAGE_RESOLVED : PAGE_REPLIED, e);
}
