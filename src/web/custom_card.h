#ifndef WEB_CUSTOM_CARD_H
#define WEB_CUSTOM_CARD_H
/*
 * custom_card: the custom fields of a customer, or a company, on their page.
 */
#include "store/company_store.h"
#include "store/person_store.h"
#include "web/http.h"
#include "web/view.h"

/*
 * Include parts/custom_card.tpl in the page of one of them, unless there is
 * nothing to show: as a form if the viewer may change them (of a person:
 * ${changes}), else as facts. A request that posts to its action comes back
 * with what was typed, and what is wrong with it.
 */
enum err_kind custom_card_person(struct req *rq, struct view *v,
				 const struct person *p, bool changes,
				 struct err *e) MUST_CHECK;
enum err_kind custom_card_company(struct req *rq, struct view *v,
				  const struct company *c,
				  struct err *e) MUST_CHECK;

/*
 * That request was refused, with ${text}: status 422, and it is listed where
 * the form had no fault to say.
 */
void custom_card_refuse(struct req *rq, struct resp *rs, struct view *v,
			const char *errors, const char *text);

#endif
