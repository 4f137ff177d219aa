#include "web/assignments.h"
#include "base/str.h"
#include "web/ticket_sheet.h"

enum {
	ASSIGNMENT_AGENT,
	ASSIGNMENT_SEEN
};
static const struct field fields[] = {
	[ASSIGNMENT_AGENT] = { "agent", FIELD_OID },
	[ASSIGNMENT_SEEN] = TICKET_SHEET_SEEN,
};

/* Whom the ticket may be given to, for those who may give it. */
static enum err_kind read_whom(struct req *rq, struct agents_of *of,
			       struct err *e)
{
	struct access_ticket access;
	struct ticket_view t;

	if (ticket_store_find(rq->job.db, rq->a, &rq->viewer, rq->code, &t, e))
		return e->kind;
	access = ticket_store_access(&t.row, &t.state);
	if (!access_work(&rq->viewer, &access))
		return err_set(e, ERR_DENIED, "not theirs to assign");
	of->works_in = t.state.department;
	return ERR_NONE;
}

/* A name was typed: whose is it? */
static enum err_kind by_name(struct req *rq, struct agent_choice *c,
			     struct err *e)
{
	if (read_whom(rq, &c->of, e) || agent_choice_read(rq, c, e))
		return e->kind;
	return c->fault ? err_set(e, ERR_INVALID, "%s", c->fault) : ERR_NONE;
}

enum err_kind assignments_create(struct req *rq, struct resp *rs, struct err *e)
{
	const struct http_pair *typed = http_find(&rq->fields, "agent_typed");
	struct agent_choice c = { .name = "agent" };
	struct ticket_draft draft = { .kind = DRAFT_ASSIGNMENT,
				      .id = "agent",
				      .agent = &c };
	const char *agent;
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	agent = form.v[ASSIGNMENT_AGENT].text;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (typed && !str_empty(typed->text)) {
		if (by_name(rq, &c, e))
			return ticket_sheet_refused(rq, rs, &draft, e);
		agent = c.chosen.id.n ? c.chosen.oid : "";
	}
	draft.assignee = agent;
	if (desk_assign(&rq->job, rq->code, form.v[ASSIGNMENT_SEEN].i64, agent,
			&deed, e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs,
				 *agent ? PAGE_ASSIGNED : PAGE_UNASSIGNED, e);
}

enum err_kind assignments_suggest(struct req *rq, struct resp *rs,
				  struct err *e)
{
	struct agents_of of = { 0 };

	if (read_whom(rq, &of, e))
		return e->kind;
	return agent_choice_answer(rq, rs, &of, e);
}
