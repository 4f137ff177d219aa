#ifndef CLI_PEOPLE_H
#define CLI_PEOPLE_H
/*
 * people: people and departments from the command line.
 */

/* What follows each of the two. */
extern const char people_help[], departments_help[];

/* duedesk people add|list|roles|password|disable|enable|invite ... */
int people_command(int argc, char **argv);

/* duedesk departments add|list|join|leave ... */
int departments_command(int argc, char **argv);

#endif
