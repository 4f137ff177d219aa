#ifndef CLI_INIT_H
#define CLI_INIT_H
/*
 * init: `duedesk init`: from an installed program and a MariaDB to a desk that
 * its owner can enter.
 *
 * Asks for what it needs, on a terminal; elsewhere every answer is an option.
 * Then it makes, in this order: the settings, the database, the accounts of
 * the three programs, the tables, the desk with its first department, and an
 * owner without a password, to whom it prints a link that works once. Whatever
 * is there already stays as it is, so it may be killed anywhere and run again.
 */

int init_command(int argc, char **argv);

extern const char init_help[];

#endif
