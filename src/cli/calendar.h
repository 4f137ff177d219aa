#ifndef CLI_CALENDAR_H
#define CLI_CALENDAR_H
/*
 * calendar: `duedesk calendar`: business hours as files and their versions, a
 * date tried, what is likely not meant, what a calendar file says.
 */

extern const char calendar_help[];

/* An exit status; lint has 1 when it found something. */
int calendar_command(int argc, char **argv);

#endif
