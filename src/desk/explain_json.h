#ifndef DESK_EXPLAIN_JSON_H
#define DESK_EXPLAIN_JSON_H
/*
 * explain_json: an explanation as JSON, the same for the command line and for
 * programs. doc/explain.md says what each member means: add, never change.
 */
#include "base/json_out.h"
#include "desk/explain.h"

/* As the viewer is told it, as one object. */
void explain_json_write(const struct desk_explanation *x, struct json_out *j);

/* How rules chose a level, as member ${key} or in an array. */
void explain_json_choice(const struct desk_choice *c, const char *key,
			 struct json_out *j);

#endif
