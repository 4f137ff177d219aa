#include "cli/commands.h"

#include "base/str.h"
#include "base/zone.h"
#include "cli/audit.h"
#include "cli/calc.h"
#include "cli/calendar.h"
#include "cli/check.h"
#include "cli/desk.h"
#include "cli/explain.h"
#include "cli/level.h"
#include "cli/migrate.h"
#include "cli/import.h"
#include "cli/init.h"
#include "cli/page.h"
#include "cli/people.h"
#include "cli/replay.h"
#include "cli/replay_export.h"
#include "cli/rule.h"
#include "cli/sample.h"
#include "cli/sample_fill.h"
#include "cli/settings.h"

static int help(int argc, char **argv);
static int version(int argc, char **argv);

/* clang-format off */
const struct command commands_table[] = {
	{ "audit", "list|show|export ...", "who changed which setting, and how it was before", audit_command, audit_help },
	{ "calc", "", "answer questions about promises, one line of JSON each", calc_command, NULL },
	{ "calendar", "list|show|set|diff|changes|rename|remove|test|lint|import ...", "business hours: their next versions; try a date, look for mistakes, take over a calendar file", calendar_command, calendar_help },
	{ "check", "[--quick] [--ticket CODE] [--all] [--json] [--jobs N]", "compare all that is stored with what its events, and files, say", check_command, check_help },
	{ "departments", "add|list|join|leave ...", "departments and their members", departments_command, departments_help },
	{ "desk", "[close-after 5d|36h|never]", "how the desk is set: when resolved tickets close by themselves", desk_command, desk_help },
	{ "explain", "TICKET [--json] [--zone ZONE] | --all --check", "say why the promises of a ticket are due when they are", explain_command, explain_help },
	{ "help", "[COMMAND]", "say what there is, or how one command is used", help, NULL },
	{ "import", "incidents FILE [--shift-weeks N]", "take over a log of incidents, with its history", import_command, NULL },
	{ "init", "[OPTION VALUE]...", "set up a desk: settings, database, accounts, tables, owner", init_command, init_help },
	{ "level", "list|show|set|diff|changes ...", "SLA levels: their next versions, for new tickets or for open ones too", level_command, level_help },
	{ "migrate", "[--grant]", "make the tables or bring them up to date; give the accounts their rights", migrate_command, NULL },
	{ "page", "GET|POST PATH [--as ADDRESS] [NAME=VALUE]...", "one page as a browser would get it", page_command, NULL },
	{ "people", "add|list|roles|password|disable|enable|invite ...", "who there is, and what they may do", people_command, people_help },
	{ "replay", "[--of TICKET | --all] [--stored]", "answer what became of promises, one line of JSON for each history", replay_command, replay_export_help },
	{ "rule", "list|show|set|clone|move|remove|test ...", "SLA rules: which level tickets get, and why", rule_command, rule_help },
	{ "sample", "load [--sign-ins FILE] | --tickets N [OPTION VALUE]...", "load a company to look at, or make up a history of any size", sample_command, sample_fill_help },
	{ "settings", "export|import|check ...", "all that the desk is set up with, as XML: out, compared, in", settings_command, settings_help },
	{ "version", "", "say which version this is, and of the time zones", version, NULL },
	{ 0 },
};
/* clang-format on */

static const struct command *find(const char *name)
{
	for (const struct command *c = commands_table; c->name; c++)
		if (str_eq(c->name, name))
			return c;
	return NULL;
}

static void print_usage(FILE *to, const struct command *c)
{
	(void)fprintf(to, "usage: duedesk %s%s%s\n\n%s\n", c->name,
		      *c->arguments ? " " : "", c->arguments, c->help);
	if (c->more)
		(void)fprintf(to, "\n%s", c->more);
}

static void print_all(FILE *to)
{
	(void)fputs("usage: duedesk [--conf FILE] COMMAND [ARGUMENTS]\n\n", to);
	for (const struct command *c = commands_table; c->name; c++)
		(void)fprintf(to, "  %-12s %s\n", c->name, c->help);
}

static int unknown(const char *name)
{
	(void)fprintf(stderr,
		      "duedesk: there is no command \"%s\"; see duedesk help\n",
		      name);
	return 2;
}

static int help(int argc, char **argv)
{
	const struct command *c;

	if (argc < 2) {
		print_all(stdout);
		return 0;
	}
	c = find(argv[1]);
	if (!c)
		return unknown(argv[1]);
	print_usage(stdout, c);
	return 0;
}

static int version(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	(void)printf("duedesk %s, time zones %s\n", PACKAGE_VERSION,
		     zone_version());
	return 0;
}

int commands_run(int argc, char **argv)
{
	const char *name;
	const struct command *c;

	if (argc > 2 && str_eq(argv[1], "--conf")) {
		if (setenv("DUEDESK_CONF", argv[2], 1))
			return 1;
		argc -= 2;
		argv += 2;
	}
	name = argc > 1 ? argv[1] : NULL;
	if (!name) {
		print_all(stderr);
		return 2;
	}
	if (str_eq(name, "--help") || str_eq(name, "-h"))
		name = "help";
	if (str_eq(name, "--version"))
		name = "version";
	c = find(name);
	if (!c)
		return unknown(name);
	if (argc > 2 && c->run != help &&
	    (str_eq(argv[2], "--help") || str_eq(argv[2], "-h"))) {
		print_usage(stdout, c);
		return 0;
	}
	return c->run(argc - 1, argv + 1);
}
