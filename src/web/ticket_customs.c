#include "web/ticket_customs.h"
#include "base/limits.h"
#include "base/str.h"
#include "web/custom_form.h"
#include "web/names.h"

/* ---- Reading ------------------------------------------------------------- */

enum err_kind ticket_customs_read(struct req *rq, struct ticket_sheet *p,
				  struct err *e)
{
	struct db *db = rq->job.db;
	ticket_id id = p->ticket.row.id;
	bool any = false;

	p->nfield_events = 0;
	p->values = (struct custom_values){ 0 };
	if (custom_store_list(db, rq->a, CUSTOM_OF_TICKET, &p->fields, e))
		return e->kind;
	if (p->fields.n == 0)
		return ERR_NONE;
	if (custom_store_values(db, rq->a, CUSTOM_OF_TICKET, id.n, &p->values,
				e))
		return e->kind;
	for (size_t i = 0; i < p->nevents; i++)
		any |= (p->events[i].event.did & DID_FIELDS) != 0;
	if (!p->staff || !any)
		return ERR_NONE;
	return custom_store_events(db, rq->a, id, &p->field_events,
				   &p->nfield_events, e);
}

/* ---- Showing ------------------------------------------------------------- */

void ticket_customs_side(struct req *rq, struct view *v,
			 const struct ticket_sheet *p)
{
	const struct ticket_draft *d = p->draft;
	bool draft = d->kind == DRAFT_FIELDS;
	struct custom_form f = {
		.fields = &p->fields,
		.now = &p->values,
		.typed = draft ? d->fields : NULL,
		.refused = draft && !p->stale,
		.page = v,
		.errors = TICKETS_SHOW_ERRORS,
	};
	bool changes = p->works && !clock_ticket_hidden(&p->ticket.state) &&
		       custom_store_count(&p->fields) > 0;
	size_t faults = 0;
	struct view *form, *card, *paper;

	if (!changes && p->values.n == 0)
		return;
	card = view_row(v, TICKETS_SHOW_CUSTOM_CARD);
	if (changes) {
		form = view_row(card, TICKETS_SHOW_CAN_FILL_IN);
		faults = custom_form_fill(rq, form, TICKETS_SHOW_CUSTOM, &f);
		paper = view_row(card, TICKETS_SHOW_PAPER);
		(void)custom_form_facts(rq, paper, TICKETS_SHOW_CUSTOM_FACT,
					&p->fields, &p->values,
					CUSTOM_FACTS_LIVE);
	}
	if (custom_form_facts(
		    rq, card, TICKETS_SHOW_CUSTOM_FACT, &p->fields, &p->values,
		    changes ? CUSTOM_FACTS_ARCHIVED : CUSTOM_FACTS_ALL))
		view_show(card, TICKETS_SHOW_CUSTOM_FACTS);
	/* What the desk said of none of those that are there. */
	if (f.refused && faults == 0 && p->fault)
		(void)page_listed(rq, v, TICKETS_SHOW_ERRORS, "fields-title",
				  p->fault);
}

void ticket_customs_for_customer(struct req *rq, struct view *v,
				 const struct ticket_sheet *p)
{
	bool any = false;

	for (size_t i = 0; i < p->values.n; i++)
		for (size_t k = 0; k < p->fields.n; k++)
			any |= p->fields.v[k].id == p->values.v[i].field &&
			       p->fields.v[k].shown;
	if (any)
		(void)custom_form_facts(
			rq, view_row(v, TICKETS_SHOW_CUSTOMER_CUSTOM_FACTS),
			TICKETS_SHOW_CUSTOMER_CUSTOM_FACT, &p->fields,
			&p->values, CUSTOM_FACTS_CUSTOMER);
}

/* ---- Undoing ------------------------------------------------------------- */

static const struct custom_field *find_field(const struct ticket_sheet *p,
					     const char *oid)
{
	for (size_t i = 0; i < p->fields.n; i++)
		if (str_eq(p->fields.v[i].oid, oid))
			return &p->fields.v[i];
	return NULL;
}

/* Choices by their opaque ids, "3,17" as they are noted. */
static void undo_picks(struct req *rq, struct view *undo, const char *name,
		       const struct custom_field *f, const char *was)
{
	while (was && *was) {
		size_t n = strcspn(was, ",");
		const char *digits = arena_copy(rq->a, was, n);
		const struct custom_choice *c = NULL;
		int64_t id;

		if (str_to_i64(digits, 1, INT64_MAX, &id))
			c = custom_choice_of(f, id);
		if (c)
			page_undo_field(undo, name, c->oid);
		was += n + (was[n] == ',');
	}
}

void ticket_customs_undo(struct req *rq, struct view *undo,
			 const struct ticket_sheet *p, int64_t seq)
{
	for (size_t i = 0; i < p->nfield_events; i++) {
		const struct custom_event *v = &p->field_events[i];
		const struct custom_field *f = find_field(p, v->oid);
		const char *name;

		if (v->seq != seq || !f || f->archived != INSTANT_NONE)
			continue;
		name = arena_printf(rq->a, "field-%s", v->oid);
		if (!custom_has_choices(f->kind)) {
			page_undo_field(undo, name, v->was ? v->was : "");
			continue;
		}
		page_undo_field(undo, name, "");
		undo_picks(rq, undo, name, f, v->was_ids);
	}
}

/* ---- The form ------------------------------------------------------------ */

enum err_kind ticket_customs_create(struct req *rq, struct resp *rs,
				    struct err *e)
{
	static const struct field fields[] = { TICKET_SHEET_SEEN };
	struct ticket_draft draft = { .kind = DRAFT_FIELDS };
	struct desk_fields typed;
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	custom_form_read(rq, &typed);
	draft.form = &form;
	draft.fields = &typed;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (desk_set_fields(&rq->job, rq->code, form.v[0].i64, &typed, &deed,
			    e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs, PAGE_FILLED_IN, e);
}
