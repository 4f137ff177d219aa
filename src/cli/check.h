#ifndef CLI_CHECK_H
#define CLI_CHECK_H
/*
 * check: is this desk's data what its events, and its files, say?
 */
#include "base/attr.h"

/* duedesk check [--quick] [--all] [--ticket CODE] [--json] [--jobs N] */
int check_command(int argc, char **argv);

extern const char check_help[];

#endif
