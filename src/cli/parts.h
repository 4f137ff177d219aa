#ifndef CLI_PARTS_H
#define CLI_PARTS_H
/*
 * parts: a command that has commands of its own on the database, such as
 * `duedesk calendar lint`.
 */
#include "base/attr.h"
#include "desk/desk.h"

struct part_work {
	struct job job;
	int argc; /* of what follows the part's name */
	char **argv;
};

/* An exit status: 0; 1 with ${e} set, or something found; 2 with ${e} set for
 * a mistake in the arguments: that, and then how it is used, is printed. */
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

/* What such a mistake is, in ${e}; returns 2. */
int parts_misused(struct err *e, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Are there so many arguments? If not, ${e} says it. */
bool parts_count(const struct part_work *w, int least, int most, struct err *e);

/* Of an argument that begins with "--", or is one too many; returns 2. */
int parts_unknown(const char *argument, struct err *e);

/* NAME [--version N]; *number is 0 without. */
bool parts_version(const struct part_work *w, int64_t *number, struct err *e);

/* NAME [A [B]]: the numbers of versions behind a name, 0 where there is none.
 */
bool parts_versions(const struct part_work *w, int64_t numbers[2],
		    struct err *e);

/*
 * parts_again(e, &tries):
 * Is a deed that failed to be done again, for somebody was in the way?
 */
bool parts_again(struct err *e, int *tries);

#endif
