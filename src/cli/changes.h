#ifndef CLI_CHANGES_H
#define CLI_CHANGES_H
/*
 * changes: `duedesk level changes` and `duedesk calendar changes`: versions
 * that are for open tickets too, and how far that is.
 */
#include "cli/parts.h"

part_run changes_part;

#endif
