#ifndef WEB_RULE_FORM_IN_H
#define WEB_RULE_FORM_IN_H
/* rule_form_in: what makes forms of rules; for rule_form*.c alone. */
#include "web/rule_form.h"

const struct custom_field *rule_form_in_custom(const struct rule_lists *lists,
					       int64_t id);

/* Which field that key is; false: none, or it is gone. */
bool rule_form_in_field(const struct rule_lists *lists, const char *key,
			struct rule_condition *c);

/* The operator to begin with. */
enum rule_op rule_form_in_op(enum rule_type t);

/* One that no group, condition or deed has. */
int64_t rule_form_in_number(const struct rule_form *f);

struct rule_typed_group *rule_form_in_group(struct req *rq, struct rule_form *f,
					    int64_t number);
struct rule_typed *rule_form_in_condition(struct req *rq, struct rule_form *f,
					  struct rule_typed_group *g);
struct rule_deed *rule_form_in_deed(struct req *rq, struct rule_form *f,
				    int64_t number);

/* Take ${word} and the number behind it from the text: "group 12". */
bool rule_form_in_take(const char **s, const char *word, int64_t *out);

/* "pick", ...: the name of a widget in the form. */
const char *rule_form_in_widget(enum rule_widget w);

#endif
