#ifndef CLI_RULE_H
#define CLI_RULE_H
/* rule: `duedesk rule`: SLA rules: which level tickets get. */

extern const char rule_help[];

int rule_command(int argc, char **argv);

#endif
