#ifndef WEB_CUSTOM_FORM_H
#define WEB_CUSTOM_FORM_H
/*
 * custom_form: custom fields in forms, and as facts.
 */
#include "store/custom_store.h"
#include "web/http.h"
#include "web/view.h"

/*
 * What a form sent for them: each input is called "field-" and the field's
 * opaque id, and may come many times. What the form did not show is not there.
 */
void custom_form_read(const struct req *rq, struct desk_fields *out);

struct custom_form {
	const struct custom_fields *fields; /* of which those are asked that are
					     * not archived */
	const struct custom_values *now;    /* what stands in them, or NULL */
	const struct desk_fields *typed;    /* when it comes back, or NULL */
	bool customer;      /* only what customers see, with what they must */
	bool refused;       /* say what is wrong with it, too: */
	struct view *page;  /* listed in this one's include */
	const char *errors; /* ... of that name */
};

/* Include each field as ${name}; returns how many of them have a fault. */
size_t custom_form_fill(struct req *rq, struct view *v, const char *name,
			const struct custom_form *f);

/*
 * Include as ${name} what stands in them; of those that are asked in a form
 * beside, only the archived ones. Returns how many.
 */
enum custom_facts {
	CUSTOM_FACTS_ALL,
	CUSTOM_FACTS_LIVE, /* which can be filled in */
	CUSTOM_FACTS_ARCHIVED,
	CUSTOM_FACTS_CUSTOMER /* what customers see */
};
size_t custom_form_facts(struct req *rq, struct view *v, const char *name,
			 const struct custom_fields *fields,
			 const struct custom_values *now,
			 enum custom_facts which);

/* One value as people read it, NULL of a flag: "12.5", "Tue 24 Nov 2026",
 * "Oslo, Kiel". */
const char *custom_form_text(struct arena *a, enum custom_kind kind,
			     const char *written);

#endif
