#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H
/*
 * commands: all that `duedesk` can do, one line for each.
 */
#include "base/attr.h"

struct command {
	const char *name;
	const char *arguments; /* "FILE [--shift-weeks N]", "" */
	const char *help;      /* one line */
	/* argv[0] is the command's name. Returns the exit status. */
	int (*run)(int argc, char **argv);
	const char *more; /* lines about its options, or NULL */
};

/* Ends with a line without a name. */
extern const struct command commands_table[];

/*
 * commands_run(argc, argv):
 * Run the command named by argv[1], as main was given them. 0 is success, 2 a
 * mistake in the arguments, anything else what the command says.
 */
int commands_run(int argc, char **argv);

#endif
