#include "cli/people.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "cli/connect.h"
#include "desk/people.h"
#include "store/department_store.h"
#include "store/person_store.h"

const char people_help[] =
	"  add --name NAME --email ADDRESS --role ROLE [--role ROLE]...\n"
	"      [--department NAME]... [--zone ZONE] [--password-stdin]\n"
	"  list\n"
	"  roles ADDRESS ROLE...\n"
	"  password ADDRESS [--password-stdin]\n"
	"  disable|enable ADDRESS\n"
	"  invite ADDRESS\n"
	"\n"
	"Roles: customer, read-only, agent, manager, admin, owner. Without\n"
	"--password-stdin a password is drawn and printed once. invite prints\n"
	"a link by which that person sets a password: once, within 3 days.\n";

const char departments_help[] =
	"  add NAME [--internal]\n"
	"  list\n"
	"  join|leave NAME ADDRESS\n"
	"\n"
	"Customers may choose a department unless it is --internal.\n";

enum {
	NAMES_MAX = 64,
	LINE_MAX_BYTES = 4096
};

/* What a subcommand works with. */
struct work_place {
	struct job job;
	struct conf conf;
	int argc; /* of what follows the subcommand */
	char **argv;
	char line[LINE_MAX_BYTES]; /* a password from standard input */
};

/* An exit status: 0, 1 with ${e} set, 2 for a mistake in the arguments. */
typedef int subcommand(struct work_place *w, struct err *e);

/* ---- Passwords ------------------------------------------------------------
 */

/* The first line of standard input, or a new one that is printed. */
static const char *get_password(struct work_place *w, bool from_stdin)
{
	char drawn[RNG_OID_LEN + 1];
	size_t n;

	if (!from_stdin) {
		rng_oid(drawn);
		return arena_str(w->job.arena, drawn);
	}
	if (!fgets(w->line, sizeof(w->line), stdin))
		return "";
	n = strcspn(w->line, "\r\n");
	w->line[n] = '\0';
	return w->line;
}

static void print_password(const char *password, bool from_stdin)
{
	if (!from_stdin)
		(void)printf("password: %s\n", password);
}

/* ---- people ---------------------------------------------------------------
 */

static bool add_role(const char *name, unsigned *roles, struct err *e)
{
	enum role r;

	if (!access_role_of(name, &r)) {
		(void)err_set(e, ERR_INVALID, "there is no role \"%s\"", name);
		return false;
	}
	*roles |= r;
	return true;
}

/* One option of `people add`; false with ${e} or for an unknown one. */
static bool add_option(struct people_draft *d, const char **departments,
		       const char *option, const char *value, struct err *e)
{
	if (str_eq(option, "--name"))
		d->name = value;
	else if (str_eq(option, "--email"))
		d->email = value;
	else if (str_eq(option, "--zone"))
		d->zone = value;
	else if (str_eq(option, "--role"))
		return add_role(value, &d->roles, e);
	else if (str_eq(option, "--department") && d->ndepartments < NAMES_MAX)
		departments[d->ndepartments++] = value;
	else
		return false;
	return true;
}

static int people_sub_add(struct work_place *w, struct err *e)
{
	const char *departments[NAMES_MAX], *oid;
	struct people_draft d = { .departments = departments };
	bool from_stdin = false;

	for (int i = 0; i < w->argc; i++) {
		if (str_eq(w->argv[i], "--password-stdin")) {
			from_stdin = true;
			continue;
		}
		if (i + 1 == w->argc ||
		    !add_option(&d, departments, w->argv[i], w->argv[i + 1], e))
			return e->kind ? 1 : 2;
		i++;
	}
	d.password = get_password(w, from_stdin);
	if (people_add(&w->job, &d, &oid, e))
		return 1;
	(void)printf("id: %s\n", oid);
	print_password(d.password, from_stdin);
	return 0;
}

static void print_roles(unsigned roles)
{
	const char *comma = "";

	for (unsigned bit = 1; bit <= ROLE_OWNER; bit <<= 1) {
		if (!(roles & bit))
			continue;
		(void)printf("%s%s", comma, access_role_name((enum role)bit));
		comma = ",";
	}
}

static int people_sub_list(struct work_place *w, struct err *e)
{
	struct people all;

	if (w->argc)
		return 2;
	if (person_store_list(w->job.db, w->job.arena,
			      ROLE_CUSTOMER | ROLES_STAFF, &all, e))
		return 1;
	for (size_t i = 0; i < all.n; i++) {
		const struct person *p = &all.v[i];

		(void)printf("%s\t%s\t", p->email ? p->email : "-", p->name);
		print_roles(p->roles);
		(void)printf("\t%s%s\n", p->zone,
			     p->disabled == INSTANT_NONE ? "" : "\tdisabled");
	}
	return 0;
}

static int people_sub_roles(struct work_place *w, struct err *e)
{
	unsigned roles = 0;

	if (w->argc < 2)
		return 2;
	for (int i = 1; i < w->argc; i++)
		if (!add_role(w->argv[i], &roles, e))
			return 1;
	return people_set_roles(&w->job, w->argv[0], roles, e) ? 1 : 0;
}

static int people_sub_password(struct work_place *w, struct err *e)
{
	bool from_stdin = w->argc == 2 &&
			  str_eq(w->argv[1], "--password-stdin");
	const char *password;

	if (w->argc != 1 && !from_stdin)
		return 2;
	password = get_password(w, from_stdin);
	if (people_set_password(&w->job, w->argv[0], password, e))
		return 1;
	print_password(password, from_stdin);
	return 0;
}

static int people_sub_disable(struct work_place *w, struct err *e)
{
	if (w->argc != 1)
		return 2;
	return people_set_disabled(&w->job, w->argv[0], true, e) ? 1 : 0;
}

static int people_sub_enable(struct work_place *w, struct err *e)
{
	if (w->argc != 1)
		return 2;
	return people_set_disabled(&w->job, w->argv[0], false, e) ? 1 : 0;
}

static int people_sub_invite(struct work_place *w, struct err *e)
{
	const char *token;

	if (w->argc != 1)
		return 2;
	if (people_invite(&w->job, w->argv[0], &token, e))
		return 1;
	(void)printf("link: %s/welcome?token=%s\n", w->conf.base_url, token);
	return 0;
}

/* ---- departments ----------------------------------------------------------
 */

static int departments_sub_add(struct work_place *w, struct err *e)
{
	bool internal = w->argc == 2 && str_eq(w->argv[1], "--internal");
	const char *oid;

	if (w->argc != 1 && !internal)
		return 2;
	if (people_add_department(&w->job, w->argv[0], !internal, &oid, e))
		return 1;
	(void)printf("id: %s\n", oid);
	return 0;
}

static int departments_sub_list(struct work_place *w, struct err *e)
{
	struct departments all;

	if (w->argc)
		return 2;
	if (department_store_list(w->job.db, w->job.arena, &all, e))
		return 1;
	for (size_t i = 0; i < all.n; i++)
		(void)printf("%s\t%s%s\n", all.v[i].oid, all.v[i].name,
			     all.v[i].open_to_all ? "" : "\tinternal");
	return 0;
}

static int departments_sub_join(struct work_place *w, struct err *e)
{
	if (w->argc != 2)
		return 2;
	return people_set_member(&w->job, w->argv[0], w->argv[1], true, e) ? 1
									   : 0;
}

static int departments_sub_leave(struct work_place *w, struct err *e)
{
	if (w->argc != 2)
		return 2;
	return people_set_member(&w->job, w->argv[0], w->argv[1], false, e) ? 1
									    : 0;
}

/* ---- Both -----------------------------------------------------------------
 */

struct sub {
	const char *name;
	subcommand *run;
};

static int misused(const char *command, const char *more)
{
	(void)fprintf(stderr, "usage: duedesk %s ...\n\n%s", command, more);
	return 2;
}

static int run_sub(const struct sub *table, const char *more, int argc,
		   char **argv)
{
	struct work_place w = { .argc = argc - 2, .argv = argv + 2 };
	struct err e = { 0 };
	struct viewer nobody = { 0 };
	int status = 2;

	while (table->name && (argc < 2 || !str_eq(table->name, argv[1])))
		table++;
	if (!table->name)
		return misused(argv[0], more);
	if (connect_ready(&w.conf, &w.job.db, &e))
		return connect_failed(argv[0], &e);
	w.job.arena = arena_new();
	w.job.viewer = &nobody;
	w.job.by.kind = ACTOR_SYSTEM;
	w.job.by.via = VIA_CLI;
	w.job.by.now = clock_now();
	status = table->run(&w, &e);
	arena_free(w.job.arena);
	db_close(&w.job.db);
	if (status == 2)
		(void)misused(argv[0], more);
	return e.kind ? connect_failed(argv[0], &e) : status;
}

int people_command(int argc, char **argv)
{
	static const struct sub table[] = {
		{ "add", people_sub_add },
		{ "list", people_sub_list },
		{ "roles", people_sub_roles },
		{ "password", people_sub_password },
		{ "disable", people_sub_disable },
		{ "enable", people_sub_enable },
		{ "invite", people_sub_invite },
		{ NULL, NULL },
	};

	return run_sub(table, people_help, argc, argv);
}

int departments_command(int argc, char **argv)
{
	static const struct sub table[] = {
		{ "add", departments_sub_add },
		{ "list", departments_sub_list },
		{ "join", departments_sub_join },
		{ "leave", departments_sub_leave },
		{ NULL, NULL },
	};

	return run_sub(table, departments_help, argc, argv);
}
