#ifndef CLI_MIGRATE_H
#define CLI_MIGRATE_H
/*
 * migrate: `duedesk migrate [--grant]`: make the tables, or bring them to what
 * this program needs; with --grant give the accounts of duedesk-web,
 * duedesk-sweep and duedesk-hook their rights. Harmless when there is nothing
 * to do.
 */

int migrate_command(int argc, char **argv);

#endif
