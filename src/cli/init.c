#include "cli/init.h"

#include <strings.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "cli/connect.h"
#include "cli/init_answers.h"
#include "cli/init_file.h"
#include "desk/people.h"
#include "store/department_store.h"
#include "store/desk_store.h"
#include "store/migrate.h"
#include "store/person_store.h"
#include "store/setup_store.h"

struct init {
	struct arena *arena;
	struct init_answers answers;
	const char *path;       /* of the settings */
	bool was_there;         /* they were */
	const char *department; /* the first */
	struct conf conf;       /* as the programs will read them */
	const char *link;       /* the owner's; NULL: they can sign in */
};

/* ---- The settings -------------------------------------------------------- */

static const char *draw_password(struct init *in)
{
	char drawn[RNG_TOKEN_LEN + 1];

	rng_token(drawn);
	return arena_str(in->arena, drawn);
}

/* What they were, so that programs that run are not locked out. */
static const char *keep_password(struct init *in, const char *was)
{
	return in->was_there && *was ? arena_str(in->arena, was)
				     : draw_password(in);
}

/* Links to files are signed with it. */
static const char *keep_files_key(struct init *in)
{
	unsigned char key[RNG_HASH_LEN];
	char hex[2 * RNG_HASH_LEN + 1];

	if (in->was_there && *in->conf.files_key)
		return arena_str(in->arena, in->conf.files_key);
	rng_bytes(key, sizeof(key));
	rng_hex(key, sizeof(key), hex);
	return arena_str(in->arena, hex);
}

static const char *settings_text(struct init *in)
{
	const struct init_answers *i = &in->answers;

	return arena_printf(
		in->arena,
		"# The settings of duedesk, made by duedesk init; all there"
		" are: man duedesk.conf.\n"
		"# Root's, and its group's to read: passwords are in it.\n"
		"\n"
		"db_socket = %s\n"
		"db_name = %s\n"
		"db_user_web = duedesk_web\n"
		"db_password_web = %s\n"
		"db_user_sweep = duedesk_sweep\n"
		"db_password_sweep = %s\n"
		"db_user_admin = duedesk_admin\n"
		"db_password_admin = %s\n"
		"\n"
		"base_url = %s\n"
		"files_url = %s\n"
		"files_key = %s\n",
		i->db_socket, i->db_name,
		keep_password(in, in->conf.db_password_web),
		keep_password(in, in->conf.db_password_sweep),
		keep_password(in, in->conf.db_password_admin), i->base_url,
		i->files_url, keep_files_key(in));
}

/* Those that are there, or a draft: nothing is in force before the server was
 * looked at. */
static enum err_kind prepare_settings(struct init *in, struct err *e)
{
	in->path = conf_path();
	in->was_there = access(in->path, F_OK) == 0;
	if (in->was_there && (conf_load(in->path, &in->conf, e) ||
			      init_answers_keep(&in->answers, &in->conf, e)))
		return e->kind;
	if (init_answers_ask(&in->answers, in->arena, e))
		return e->kind;
	init_file_drop(in->path); /* of one that was killed */
	if (in->was_there && !in->answers.force)
		return ERR_NONE;
	if (init_file_draft(in->path, settings_text(in), in->answers.group, e))
		return e->kind;
	if (conf_load(init_file_draft_name(in->arena, in->path), &in->conf,
		      e)) {
		init_file_drop(in->path);
		return err_wrap(e, "settings");
	}
	return ERR_NONE;
}

static enum err_kind put_settings(struct init *in, struct err *e)
{
	if (in->was_there && !in->answers.force) {
		(void)printf("kept %s\n", in->path);
		return ERR_NONE;
	}
	if (init_file_put(in->path, in->answers.force, e))
		return e->kind;
	(void)printf("wrote %s\n", in->path);
	return ERR_NONE;
}

/* ---- The server ---------------------------------------------------------- */

/* As whoever owns it, with a database that every server has. */
static enum err_kind enter_server(struct init *in, struct db **out,
				  struct err *e)
{
	const struct db_conf to = {
		.socket = in->conf.db_socket,
		.user = in->answers.admin,
		.password = in->answers.admin_password
				    ? in->answers.admin_password
				    : "",
		.name = "information_schema"
	};

	if (db_open(&to, out, e))
		return err_wrap(e,
				"cannot enter the database server at %s as %s"
				" (see --db-admin)",
				to.socket, to.user);
	return db_check_server(*out, in->arena, clock_now(), e);
}

/* The accounts' statements end after LIMIT_QUERY_SECONDS, save for long work
 * of an administrator. */
static enum err_kind set_up_server(struct init *in, struct db *server,
				   struct err *e)
{
	const struct conf *c = &in->conf;

	if (setup_store_database(server, in->arena, c->db_name, e) ||
	    setup_store_account(server, in->arena, c->db_user_admin,
				c->db_password_admin, 0, e) ||
	    setup_store_account(server, in->arena, c->db_user_web,
				c->db_password_web, LIMIT_QUERY_SECONDS, e) ||
	    setup_store_account(server, in->arena, c->db_user_sweep,
				c->db_password_sweep, LIMIT_QUERY_SECONDS, e) ||
	    setup_store_owner(server, c->db_name, c->db_user_admin, e))
		return e->kind;
	(void)printf("database %s, accounts %s, %s and %s\n", c->db_name,
		     c->db_user_admin, c->db_user_web, c->db_user_sweep);
	return ERR_NONE;
}

static enum err_kind set_up_tables(struct init *in, struct db *db,
				   struct err *e)
{
	if (migrate_run(db, in->arena, migrations, migrations_n, clock_now(),
			NULL, NULL, e) ||
	    migrate_grant(db, MIGRATE_WEB, in->conf.db_user_web, e) ||
	    migrate_grant(db, MIGRATE_SWEEP, in->conf.db_user_sweep, e) ||
	    db_self_check(db, in->arena, clock_now(), e))
		return e->kind;
	(void)printf("tables and rights\n");
	return ERR_NONE;
}

/* ---- The desk ------------------------------------------------------------ */

/* Unless it has some: then the owner is a member of the first. */
static enum err_kind add_department(struct init *in, struct job *job,
				    struct err *e)
{
	struct departments all;
	const char *oid;

	if (department_store_list(job->db, in->arena, &all, e))
		return e->kind;
	if (all.n) {
		in->department = all.v[0].name;
		return ERR_NONE;
	}
	in->department = in->answers.department;
	return people_add_department(job, in->department, true, &oid, e);
}

/* The first of them; NULL when there is none. */
static enum err_kind find_owner(struct init *in, struct job *job,
				const struct person **out, struct err *e)
{
	struct people owners;

	*out = NULL;
	if (person_store_list(job->db, in->arena, ROLE_OWNER, &owners, e))
		return e->kind;
	if (owners.n)
		*out = &owners.v[0];
	return ERR_NONE;
}

static enum err_kind add_owner(struct init *in, struct job *job, struct err *e)
{
	const struct people_draft d = { .name = in->answers.owner,
					.email = in->answers.email,
					.zone = in->answers.zone,
					.roles = ROLE_OWNER,
					.departments = &in->department,
					.ndepartments = 1 };
	const char *oid;

	return people_add(job, &d, &oid, e);
}

/* The one there is, or a new one. */
static enum err_kind have_owner(struct init *in, struct job *job,
				const struct person **owner, struct err *e)
{
	if (find_owner(in, job, owner, e) || *owner)
		return e->kind;
	if (add_owner(in, job, e) || find_owner(in, job, owner, e))
		return e->kind;
	if (!*owner)
		return err_set(e, ERR_BROKEN, "the owner is gone");
	return ERR_NONE;
}

static enum err_kind invite_owner(struct init *in, struct job *job,
				  struct err *e)
{
	const struct person *owner;
	const char *token;

	if (have_owner(in, job, &owner, e))
		return e->kind;
	if (owner->password_hash) {
		(void)printf("owner %s, who has a password\n", owner->email);
		return ERR_NONE;
	}
	if (strcasecmp(owner->email, in->answers.email) != 0)
		return err_set(e, ERR_CONFLICT,
			       "--owner-email: the desk has an owner, %s",
			       owner->email);
	(void)printf("owner %s\n", owner->email);
	if (people_invite(job, owner->email, &token, e))
		return e->kind;
	in->link = arena_printf(in->arena, "%s/welcome?token=%s",
				in->conf.base_url, token);
	return ERR_NONE;
}

/* Unless it has a name already. */
static enum err_kind name_desk(struct init *in, struct db *db, instant now,
			       struct err *e)
{
	const struct desk_settings wanted = { in->answers.desk,
					      in->answers.zone };
	struct desk_settings is;

	if (desk_store_find(db, in->arena, &is, e))
		return e->kind;
	if (!str_eq(is.name, "duedesk") || !str_eq(is.zone, "UTC")) {
		(void)printf("desk %s, in %s\n", is.name, is.zone);
		return ERR_NONE;
	}
	return desk_store_set(db, &wanted, now, e);
}

static enum err_kind set_up_desk(struct init *in, struct db *db, struct err *e)
{
	struct viewer nobody = { 0 };
	struct job job = { .db = db,
			   .arena = in->arena,
			   .viewer = &nobody,
			   .by = { .kind = ACTOR_SYSTEM,
				   .via = VIA_CLI,
				   .now = clock_now() } };

	if (name_desk(in, db, job.by.now, e) || add_department(in, &job, e) ||
	    invite_owner(in, &job, e))
		return e->kind;
	return ERR_NONE;
}

/* ---- All of it ----------------------------------------------------------- */

static enum err_kind set_up(struct init *in, struct db *server, struct err *e)
{
	const struct db_conf own = { .socket = in->conf.db_socket,
				     .user = in->conf.db_user_admin,
				     .password = in->conf.db_password_admin,
				     .name = in->conf.db_name };
	struct db *db = NULL;

	if (put_settings(in, e) || set_up_server(in, server, e) ||
	    db_open(&own, &db, e))
		return e->kind;
	if (!set_up_tables(in, db, e) && set_up_desk(in, db, e))
		db_rollback(db);
	db_close(&db);
	return e->kind;
}

static void say_goodbye(const struct init *in)
{
	(void)printf("\nThe desk is ready for its programs: see operations.md,"
		     " \"Start\".\n");
	if (in->link)
		(void)printf("%s enters it by this link, once, within %d"
			     " days:\n\n%s\n",
			     in->answers.owner, LIMIT_INVITE_SECONDS / 86400,
			     in->link);
}

static enum err_kind run(struct init *in, struct err *e)
{
	struct db *server = NULL;

	if (prepare_settings(in, e))
		return e->kind;
	if (enter_server(in, &server, e))
		init_file_drop(in->path);
	else if (!set_up(in, server, e))
		say_goodbye(in);
	db_close(&server);
	return e->kind;
}

int init_command(int argc, char **argv)
{
	struct init in = { .arena = arena_new() };
	struct err e = { 0 };
	int status = init_answers_read(argc, argv, in.arena, &in.answers);

	if (!status && run(&in, &e))
		status = e.kind == ERR_INVALID ? 2 : 1;
	arena_free(in.arena);
	if (e.kind)
		(void)connect_failed("init", &e);
	return status;
}
