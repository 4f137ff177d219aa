#ifndef WEB_CUSTOM_CARD_H
#define WEB_CUSTOM_CARD_H
/*
 * custom_card: the custom fields of a customer, or a company, on their page.
 */
#include "core/custom.h"
#include "web/http.h"
#include "web/view.h"

struct custom_card {
	enum custom_of of;
	int64_t id; /* whose */
	const char
		*action; /* where the form posts to; its last part is fields */
	bool changes;    /* the viewer may change them; else facts */
	const char *name, *errors; /* the includes of the page */
};

/*
 * Include parts/custom_card.tpl, unless there is nothing to show. A request
 * that posts to its action comes back with what was typed, and what is wrong
 * with it.
 */
enum err_kind custom_card_fill(struct req *rq, struct view *v,
			       const struct custom_card *c,
			       struct err *e) MUST_CHECK;

/*
 * That request was refused, with ${text}: status 422, and it is listed where
 * the form had no fault to say.
 */
void custom_card_refuse(struct req *rq, struct resp *rs, struct view *v,
			const char *errors, const char *text);

#endif
