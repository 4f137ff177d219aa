#ifndef CLI_SETTINGS_TOLD_H
#define CLI_SETTINGS_TOLD_H
/* settings_told: a file of settings read, and what became of it told. */
#include "desk/settings.h"

/* ERR_INVALID: "PATH: line 12: ...". "-" is standard input. */
enum err_kind settings_told_read(struct arena *a, const char *path,
				 struct settings **out,
				 struct err *e) MUST_CHECK;

/* Line by line on standard output; ${all}: also what stays. */
void settings_told_plan(const struct settings_plan *p, bool all);

/* On standard error: what is not in an export. */
void settings_told_left_out(const struct settings_text *t);

#endif
