#ifndef WEB_LEVEL_EXAMPLES_H
#define WEB_LEVEL_EXAMPLES_H
/*
 * level_examples: when a ticket that comes now, and one that comes late on a
 * Friday, would be due by a level that is being written.
 */
#include "web/level_form.h"

/*
 * Include levels/examples.tpl as ${include}, by what stands in the form: what
 * cannot be read yet is left out. The form stays as it is.
 */
enum err_kind level_examples(struct req *rq, struct view *v,
			     const char *include, const struct level_form *f,
			     struct err *e) MUST_CHECK;

#endif
