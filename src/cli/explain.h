#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H
/*
 * explain: why a ticket's promises are due when they are.
 */
#include "base/attr.h"

/* duedesk explain TICKET [--json] [--zone ZONE] | --all --check */
int explain_command(int argc, char **argv);

extern const char explain_help[];

#endif
