#ifndef CLI_AUDIT_H
#define CLI_AUDIT_H
/*
 * audit: `duedesk audit`: who changed which setting, and how it was before.
 */

extern const char audit_help[];

int audit_command(int argc, char **argv);

#endif
