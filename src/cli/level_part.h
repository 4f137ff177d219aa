#ifndef CLI_LEVEL_PART_H
#define CLI_LEVEL_PART_H
/*
 * level_part: the commands of `duedesk level`. For level.c and level_*.c alone.
 */
#include "cli/parts.h"
#include "core/level.h"

part_run level_part_diff;

/* The name of calendar ${id}; NULL: 24x7. */
enum err_kind level_part_calendar(struct part_work *w, int64_t id,
				  const char **name, struct err *e) MUST_CHECK;

/*
 * level_part_load(w, name, number, out, e):
 * The version of the level of that name with that number; 0: the newest.
 */
enum err_kind level_part_load(struct part_work *w, const char *name,
			      int64_t number, const struct level **out,
			      struct err *e) MUST_CHECK;

#endif
