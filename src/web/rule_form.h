#ifndef WEB_RULE_FORM_H
#define WEB_RULE_FORM_H
/*
 * rule_form: a rule as a form, and back. Groups and conditions are added and
 * taken away by sending it and getting it again, with all that was typed; a
 * script does the same without leaving the page.
 *
 * Inputs of condition C in group G, which stand in the order of the form
 * whatever their numbers: f-G-C its field ("tags", "custom:OID", "due:2"),
 * o-G-C the operator, w-G-C how it was asked for what it compares with, v-G-C
 * (many) that, u-G-C a unit. Of deed K: a-K what is done, y-K how it was asked,
 * x-K with what, t-K words, z-K a unit. "deed" says what to do with the form.
 */
#include "desk/rules.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/group_store.h"
#include "store/level_read.h"
#include "web/http.h"

/* How what is compared with is asked for. */
enum rule_widget {
	RULE_W_NONE,
	RULE_W_PICK,  /* one of a list */
	RULE_W_PICKS, /* some of it */
	RULE_W_WORD,  /* a line: a text, a name */
	RULE_W_WORDS, /* names with commas between */
	RULE_W_LINES, /* a line each */
	RULE_W_NUMBER,
	RULE_W_DAY,
	RULE_W_INSTANT,
	RULE_W_LENGTH, /* so many minutes, hours, days */
	RULE_W_FLAG,
	RULE_W_NOTE, /* of deeds: words of several lines */
	RULE_W_N
};

struct rule_typed {
	int64_t number;          /* C */
	struct rule_condition c; /* what it asks; its values once resolved */
	enum rule_widget widget;
	const char *const *v; /* what was typed or ticked */
	size_t n;
	int64_t unit;      /* seconds, or days' 86400 */
	const char *fault; /* what is wrong with it, or NULL */
};

struct rule_typed_group {
	int64_t number; /* G */
	struct rule_typed *v;
	size_t n, cap;
};

struct rule_deed {
	int64_t number; /* K */
	struct action is;
	enum rule_widget widget; /* of what it names or says */
	const char *value;       /* "": nothing */
	const char *words;       /* of ACTION_FIELD */
	int64_t unit;
	const char *fault;
};

/* What there is to choose from. */
struct rule_lists {
	struct departments departments;
	struct level_names levels;
	struct customer_groups groups;
	struct custom_fields customs;
};
enum err_kind rule_lists_load(struct req *rq, struct rule_lists *out,
			      struct err *e) MUST_CHECK;

struct rule_form {
	enum rule_kind kind;
	const char *name, *note;
	const char *name_fault, *note_fault, *then_fault, *if_fault,
		*triggers_fault;
	bool active, stops, keeps;
	unsigned triggers;
	int64_t seen;
	struct rule_typed_group *groups;
	size_t ngroups, capgroups;
	struct rule_deed *deeds;
	size_t ndeeds, capdeeds;
	const char *deed; /* the button */
	const char *code; /* of a ticket to try it on; */
	bool code_fault;  /* ... there is none, or it is not theirs */
	bool faults;      /* anything is wrong with it */
	bool broken;      /* what nobody types is not as we wrote it */
};

/* A new one. */
void rule_form_new(struct req *rq, enum rule_kind kind, struct rule_form *out);

/* As it is stored. */
enum err_kind rule_form_stored(struct req *rq, const struct rule_lists *lists,
			       const struct rule_row *row,
			       struct rule_form *out, struct err *e) MUST_CHECK;

/* One of the things that it does, with the names of what that is about. */
enum err_kind rule_form_deed(struct req *rq, const struct rule_lists *lists,
			     const struct action *is, struct rule_deed *d,
			     struct err *e) MUST_CHECK;

/* As posted; "seen" and so on are of the form, the kind of the page. */
void rule_form_read(struct req *rq, const struct rule_lists *lists,
		    enum rule_kind kind, struct rule_form *out);

/* Do what its button says, if that is to add or take away. */
void rule_form_turn(struct req *rq, struct rule_form *f);

/* Look up what it names; sets faults. The draft lives in the request. */
enum err_kind rule_form_draft(struct req *rq, const struct rule_lists *lists,
			      struct rule_form *f, struct rule_draft *out,
			      struct err *e) MUST_CHECK;

/* What the desk refused (ERR_INVALID), where it belongs; clears it. */
void rule_form_refused(struct req *rq, struct rule_form *f, struct err *e);

/* How the values of a condition, or of a deed, are asked for. */
enum rule_widget rule_form_widget(const struct rule_condition *c);
enum rule_widget rule_form_deed_widget(enum action_kind k);

/* "tags", "custom:OID", "due:2" */
const char *rule_form_field_key(struct req *rq, const struct rule_lists *lists,
				const struct rule_condition *c);

#endif
