#include "web/custom_card.h"
#include "base/str.h"
#include "web/custom_form.h"
#include "web/names.h"
#include "web/page.h"

struct custom_card {
	enum custom_of of;
	int64_t id;         /* whose */
	const char *action; /* where the form posts to */
	bool changes;
	const char *name, *errors; /* the includes of the page */
};

/* Is it this form that was sent? */
static bool comes_back(const struct req *rq, const struct custom_card *c)
{
	return rq->method == POST && str_eq(rq->path, c->action);
}

static enum err_kind fill(struct req *rq, struct view *v,
			  const struct custom_card *c, struct err *e)
{
	struct desk_fields typed = { 0 };
	struct custom_values now;
	struct custom_fields all;
	struct custom_form form = {
		.fields = &all, .now = &now, .page = v, .errors = c->errors
	};
	struct view *card, *part;
	bool asks;

	if (custom_store_list(rq->job.db, rq->a, c->of, &all, e))
		return e->kind;
	if (all.n == 0)
		return ERR_NONE;
	if (custom_store_values(rq->job.db, rq->a, c->of, c->id, &now, e))
		return e->kind;
	asks = c->changes && custom_store_count(&all) > 0;
	if (!asks && now.n == 0)
		return ERR_NONE;
	card = view_include(v, c->name, PARTS_CUSTOM_CARD_TPL);
	if (asks) {
		if (comes_back(rq, c)) {
			custom_form_read(rq, &typed);
			form.typed = &typed;
			form.refused = true;
		}
		part = view_row(card, PARTS_CUSTOM_CARD_FORM);
		view_text(part, PARTS_CUSTOM_CARD_ACTION, c->action);
		(void)custom_form_fill(rq, part, PARTS_CUSTOM_CARD_CUSTOM,
				       &form);
	}
	if (custom_form_facts(rq, card, PARTS_CUSTOM_CARD_CUSTOM_FACT, &all,
			      &now,
			      asks ? CUSTOM_FACTS_ARCHIVED : CUSTOM_FACTS_ALL))
		view_show(card, PARTS_CUSTOM_CARD_FACTS);
	return ERR_NONE;
}

enum err_kind custom_card_person(struct req *rq, struct view *v,
				 const struct person *p, bool changes,
				 struct err *e)
{
	const struct custom_card card = {
		.of = CUSTOM_OF_CUSTOMER,
		.id = p->id.n,
		.action = arena_printf(rq->a, "/customers/%s/fields", p->oid),
		.changes = changes,
		.name = CUSTOMERS_SHOW_CUSTOM_CARD,
		.errors = CUSTOMERS_SHOW_ERRORS,
	};

	return fill(rq, v, &card, e);
}

enum err_kind custom_card_company(struct req *rq, struct view *v,
				  const struct company *c, struct err *e)
{
	const struct custom_card card = {
		.of = CUSTOM_OF_COMPANY,
		.id = c->id.n,
		.action = arena_printf(rq->a, "/companies/%s/fields", c->oid),
		.changes = access_customers(&rq->viewer),
		.name = COMPANIES_SHOW_CUSTOM_CARD,
		.errors = COMPANIES_SHOW_ERRORS,
	};

	return fill(rq, v, &card, e);
}

void custom_card_refuse(struct req *rq, struct resp *rs, struct view *v,
			const char *errors, const char *text)
{
	if (!page_has_errors(rq)) /* about a field that is there no more */
		(void)page_listed(rq, v, errors, "fields-title", text);
	page_invalid(rq, rs);
}
