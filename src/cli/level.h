#ifndef CLI_LEVEL_H
#define CLI_LEVEL_H
/*
 * level: `duedesk level`: which SLA levels there are, and their next versions.
 */

extern const char level_help[];

int level_command(int argc, char **argv);

#endif
