#ifndef CLI_DESK_H
#define CLI_DESK_H
/* desk: what holds for the whole desk, shown and changed. */

extern const char desk_help[];
int desk_command(int argc, char **argv);

#endif
