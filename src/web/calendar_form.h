#ifndef WEB_CALENDAR_FORM_H
#define WEB_CALENDAR_FORM_H
/*
 * calendar_form: the editor of business hours as a form: what was typed, the
 * draft that it says, and what is wrong with it. What was typed is kept as it
 * was, whatever it says.
 *
 * A day of the week is one field, and so are all days off and all days with
 * hours of their own (calendar_text.h): a calendar of any size is a few fields.
 * A closure that comes back is a row of fields that begins with "rule_name".
 */
#include "web/apply_parts.h"
#include "web/calendar_text.h"
#include "web/form.h"
#include "web/view.h"

/* A closure that comes back, as typed. */
struct calendar_typed_rule {
	const char *on;  /* "date", "1" to "5", "-1" to "-5", "easter"; "" */
	const char *day; /* "1" to "31"; "mon" to "sun" */
	const char *month, *offset, *hours, *years, *name;
	const char *mode; /* "civil", "shift" */
	bool unreadable;  /* something in it was no text */
};

/* What is wrong, and the input that it is about. */
struct calendar_fault {
	const char *id, *text;
};

#define CALENDAR_FAULTS 40

struct calendar_form {
	const char *name, *zone, *week[7], *closures, *specials;
	bool always;
	const struct calendar_typed_rule *rules;
	size_t nrules;
	int32_t seen; /* the version that was looked at; 0: it is new */
	struct calendar_draft draft;
	/* Without faults: what would be stored. */
	struct calendar_stored made;
	struct calendar_fault faults[CALENDAR_FAULTS];
	size_t n;
	size_t closures_line, specials_line; /* of the mistake; 0: none */
	bool may_force;                      /* R6 alone stands against it */
};

/* As posted. A new one has its name in the form. */
void calendar_form_read(struct req *rq, bool fresh, struct calendar_form *out);

/* As it is stored, or as a new one begins (NULL). */
void calendar_form_of(struct req *rq, const struct calendar_stored *s,
		      struct calendar_form *out);

/* Copy hours from day to day, as "copy_from" and "copy_to" say. */
void calendar_form_copy(const struct req *rq, struct calendar_form *f);

/* One more row for a closure that comes back. */
void calendar_form_more(struct req *rq, struct calendar_form *f);

/*
 * The desk's word on it (ERR_INVALID, or ERR_CONFLICT that names a field) as a
 * fault; ${e} is cleared then. False: it is about no field.
 */
bool calendar_form_refused(struct req *rq, struct calendar_form *f,
			   struct err *e);

/* Into calendars/edit.tpl; faults are listed as its ERRORS. */
void calendar_form_fill(struct req *rq, struct view *v,
			const struct calendar_form *f);

#endif
