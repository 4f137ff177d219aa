#include "web/postponements.h"
#include "base/limits.h"
#include "web/ticket_sheet.h"

enum {
	POSTPONE_UNTIL,
	POSTPONE_CODE,
	POSTPONE_PARTY,
	POSTPONE_REASON,
	POSTPONE_SEEN
};
static const struct field_choice parties[] = {
	{ "customer", PARTY_CUSTOMER }, { "vendor", PARTY_VENDOR },
	{ "team", PARTY_TEAM },         { "planned", PARTY_PLANNED },
	{ NULL, PARTY_NONE },
};
static const struct field_choice codes[] = {
	{ "information", PAUSE_INFORMATION },
	{ "approval", PAUSE_APPROVAL },
	{ "confirmation", PAUSE_CONFIRMATION },
	{ "vendor", PAUSE_VENDOR },
	{ "delivery", PAUSE_DELIVERY },
	{ "team", PAUSE_TEAM },
	{ "date", PAUSE_DATE },
	{ "other", PAUSE_OTHER },
	{ NULL, PAUSE_UNSAID },
};
/* clang-format off */
static const struct field fields[] = {
	[POSTPONE_UNTIL]  = { "until", FIELD_INSTANT, .otherwise = INSTANT_NONE },
	[POSTPONE_CODE]   = { "code", FIELD_CHOICE, .choices = codes },
	[POSTPONE_PARTY]  = { "party", FIELD_CHOICE, .choices = parties },
	[POSTPONE_REASON] = { "reason", FIELD_LINE, .max = LIMIT_REASON },
	[POSTPONE_SEEN]   = TICKET_SHEET_SEEN,
};
/* clang-format on */

enum err_kind postponements_create(struct req *rq, struct resp *rs,
				   struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_POSTPONEMENT,
				      .id = "until" };
	struct desk_postponement p;
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	draft.until = form.v[POSTPONE_UNTIL].text;
	draft.reason = p.reason = form.v[POSTPONE_REASON].text;
	draft.party = p.party = (enum party)form.v[POSTPONE_PARTY].i64;
	draft.code = p.code = (enum pause_code)form.v[POSTPONE_CODE].i64;
	p.until = form.v[POSTPONE_UNTIL].i64;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (desk_postpone(&rq->job, rq->code, form.v[POSTPONE_SEEN].i64, &p,
			  &deed, e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs, PAGE_POSTPONED, e);
}
