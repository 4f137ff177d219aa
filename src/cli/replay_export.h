#ifndef CLI_REPLAY_EXPORT_H
#define CLI_REPLAY_EXPORT_H
/*
 * replay_export: tickets of the desk as lines that `duedesk replay` answers, to
 * judge them again: doc/replay.md.
 */

extern const char replay_export_help[];

/* `duedesk replay` with arguments. */
int replay_export(int argc, char **argv);

#endif
