#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H
/* settings: all that the desk is set up with, as XML: out, compared, in. */

extern const char settings_help[];
int settings_command(int argc, char **argv);

#endif
