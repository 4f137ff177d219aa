#ifndef WEB_PEOPLE_FORM_H
#define WEB_PEOPLE_FORM_H
/*
 * people_form: the fields about a member of staff, which the page that invites
 * them and the page about them share.
 */
#include "store/person_store.h"
#include "web/admin.h"

enum {
	PERSON_NAME,
	PERSON_EMAIL,
	PERSON_ZONE,
	PERSON_SEEN,
	PERSON_CUSTOMER,
	PERSON_READER,
	PERSON_AGENT,
	PERSON_MANAGER,
	PERSON_ADMIN,
	PERSON_OWNER,
	PERSON_FIELDS
};
extern const struct field people_form_fields[PERSON_FIELDS];

#define PEOPLE_DEPARTMENTS_MAX 50

/* What was typed, or what is stored. */
struct people_values {
	const char *name, *email, *zone;
	unsigned roles;
	const char *departments[PEOPLE_DEPARTMENTS_MAX]; /* opaque ids */
	size_t ndepartments;
};

/* Out of the form, whatever is wrong with it. */
void people_form_typed(const struct req *rq, const struct form *f,
		       struct people_values *out);

/* Out of the database. */
enum err_kind people_form_stored(struct req *rq, const struct person *p,
				 struct people_values *out,
				 struct err *e) MUST_CHECK;

/*
 * Fill the include FIELDS of a page (people/fields.tpl). ${old}: the roles they
 * have, to know which the viewer may give.
 */
enum err_kind people_form_fill(struct req *rq, struct view *fields,
			       const struct people_values *v, person_id who,
			       unsigned old, struct err *e) MUST_CHECK;

/* What the desk refused of these fields, as admin_fault(). */
bool people_form_fault(struct req *rq, const struct form *f, struct err *e,
		       struct admin_fault *out);

/*
 * Were the roles alone not theirs to give (ERR_DENIED)? Of somebody whom they
 * may change (${who}, with the roles ${old}; nobody yet: 0, 0). Logged as any
 * refusal, and said beside the roles.
 */
bool people_form_not_theirs(struct req *rq, person_id who, unsigned old,
			    unsigned wanted, struct err *e,
			    struct admin_fault *out);

/*
 * As admin_refuse(): the list of faults stands in the page, each beside its
 * input in ${fields}.
 */
void people_form_refuse(struct req *rq, struct resp *rs, struct view *v,
			const char *errors, struct view *fields,
			const struct form *f, const struct admin_fault *fault);

#endif
