#ifndef CLI_CALENDAR_H
#define CLI_CALENDAR_H
/*
 * calendar: `duedesk calendar list|test|lint|import`: try a date of a calendar,
 * look for what is likely not meant, take over what a calendar file says.
 */

extern const char calendar_help[];

/* An exit status; lint has 1 when it found something. */
int calendar_command(int argc, char **argv);

#endif
