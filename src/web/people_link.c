#include "web/people_link.h"
#include "desk/people.h"
#include "store/person_store.h"
#include "web/admin.h"
#include "web/names.h"
#include "web/site.h"

enum err_kind people_link_show(struct req *rq, struct resp *rs, const char *oid,
			       struct err *e)
{
	const char *token;
	struct person p;
	struct view *v;
	bool staff;

	if (people_invite(&rq->job, oid, &token, e) ||
	    person_store_find_oid(rq->job.db, rq->a, oid, &p, e))
		return e->kind;
	staff = (p.roles & ROLES_STAFF) != 0;
	v = admin_page(rq, staff ? LAYOUT_AT_PEOPLE : LAYOUT_AT_CUSTOMERS,
		       staff ? PARTS_ADMIN_AT_PEOPLE : PARTS_ADMIN_AT_CUSTOMERS,
		       PEOPLE_LINK_TPL, PEOPLE_LINK_ADMIN);
	view_show(v, staff ? PEOPLE_LINK_STAFF : PEOPLE_LINK_CUSTOMER);
	view_text(v, PEOPLE_LINK_NAME, p.name);
	view_text(v, PEOPLE_LINK_EMAIL, p.email);
	view_text(v, PEOPLE_LINK_LINK,
		  arena_printf(rq->a, "%s/welcome?token=%s",
			       rq->site->conf->base_url, token));
	view_text(v, PEOPLE_LINK_PAGE_URL,
		  arena_printf(rq->a, "/%s/%s", staff ? "people" : "customers",
			       oid));
	admin_title(rq, p.name);
	return page_send(rq, rs, e);
}
