#ifndef CLI_PARTS_H
#define CLI_PARTS_H
/*
 * parts: a command that has commands of its own on the database, such as
 * `duedesk calendar lint`.
 */
#include "desk/desk.h"

struct part_work {
	struct job job;
	int argc; /* of what follows the part's name */
	char **argv;
};

/* An exit status: 0, 1 with ${e} set or something found, 2 for a mistake in the
 * arguments. */
typedef int part_run(struct part_work *w, struct err *e);

struct part {
	const char *name;
	part_run *run;
};

/*
 * parts_run(command, help, parts, n, argc, argv):
 * Carry out that of ${n} parts which argv[1] names, or say how they are used,
 * with ${help}; an exit status.
 */
int parts_run(const char *command, const char *help, const struct part *parts,
	      size_t n, int argc, char **argv);

/* NAME [A [B]]: the numbers of versions behind a name, 0 where there is none.
 */
bool parts_versions(const struct part_work *w, int64_t numbers[2]);

/*
 * parts_again(e, &tries):
 * Is a deed that failed to be done again, for somebody was in the way?
 */
bool parts_again(struct err *e, int *tries);

#endif
