#include "cli/init.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/rng.h"
#include "cli/connect.h"
#include "cli/hours.h"
#include "cli/init_answers.h"
#include "cli/init_file.h"
#include "cli/settings_told.h"
#include "desk/setup.h"
#include "store/migrate.h"
#include "store/setup_store.h"

struct init {
	struct arena *arena;
	struct init_answers answers;
	const char *path;       /* of the settings */
	bool was_there;         /* they were */
	struct conf conf;       /* as the programs will read them */
	struct settings *from;  /* a file of a desk's; or NULL */
	struct setup_desk desk; /* as it is now */
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

/* Called like their database, so that a second desk on one server does not
 * lock the first one out. */
static const char *name_account(struct init *in, const char *was,
				const char *program)
{
	if (in->was_there && *was)
		return arena_str(in->arena, was);
	return arena_printf(in->arena, "%s_%s", in->answers.db_name, program);
}

/* Links to files, and calls of URLs, are signed with such a key. */
static const char *keep_key(struct init *in, const char *was)
{
	unsigned char key[RNG_HASH_LEN];
	char hex[2 * RNG_HASH_LEN + 1];

	if (in->was_there && *was)
		return arena_str(in->arena, was);
	rng_bytes(key, sizeof(key));
	rng_hex(key, sizeof(key), hex);
	return arena_str(in->arena, hex);
}

static const char *settings_text(struct init *in)
{
	const struct init_answers *i = &in->answers;
	const struct conf *was = &in->conf;

	return arena_printf(
		in->arena,
		"# The settings of duedesk, made by duedesk init; all there"
		" are: man duedesk.conf.\n"
		"# Root's, and its group's to read: passwords are in it.\n"
		"\n"
		"db_socket = %s\n"
		"db_name = %s\n"
		"db_user_web = %s\n"
		"db_password_web = %s\n"
		"db_user_sweep = %s\n"
		"db_password_sweep = %s\n"
		"db_user_hook = %s\n"
		"db_password_hook = %s\n"
		"db_user_admin = %s\n"
		"db_password_admin = %s\n"
		"\n"
		"base_url = %s\n"
		"files_url = %s\n"
		"files_key = %s\n"
		"hook_key = %s\n",
		i->db_socket, i->db_name,
		name_account(in, was->db_user_web, "web"),
		keep_password(in, was->db_password_web),
		name_account(in, was->db_user_sweep, "sweep"),
		keep_password(in, was->db_password_sweep),
		name_account(in, was->db_user_hook, "hook"),
		keep_password(in, was->db_password_hook),
		name_account(in, was->db_user_admin, "admin"),
		keep_password(in, was->db_password_admin), i->base_url,
		i->files_url, keep_key(in, was->files_key),
		keep_key(in, was->hook_key));
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
	    (*c->db_user_hook &&
	     setup_store_account(server, in->arena, c->db_user_hook,
				 c->db_password_hook, LIMIT_QUERY_SECONDS,
				 e)) ||
	    setup_store_owner(server, c->db_name, c->db_user_admin, e))
		return e->kind;
	(void)printf("database %s, accounts %s, %s, %s%s%s\n", c->db_name,
		     c->db_user_admin, c->db_user_web, c->db_user_sweep,
		     *c->db_user_hook ? ", " : "", c->db_user_hook);
	return ERR_NONE;
}

static enum err_kind set_up_tables(struct init *in, struct db *db,
				   struct err *e)
{
	if (migrate_run(db, in->arena, migrations, migrations_n, clock_now(),
			NULL, NULL, e) ||
	    migrate_grant(db, MIGRATE_WEB, in->conf.db_user_web, e) ||
	    migrate_grant(db, MIGRATE_SWEEP, in->conf.db_user_sweep, e) ||
	    (*in->conf.db_user_hook &&
	     migrate_grant(db, MIGRATE_HOOK, in->conf.db_user_hook, e)) ||
	    db_self_check(db, in->arena, clock_now(), e))
		return e->kind;
	(void)printf("tables and rights\n");
	return ERR_NONE;
}

/* ---- The desk ------------------------------------------------------------ */

/* Both were read before, so they are good. */
static enum err_kind read_promise(const struct init_answers *i, struct hours *h,
				  struct setup_promise *p, struct err *e)
{
	if (hours_length(i->first_answer, &p->first_answer, e) ||
	    hours_length(i->next_answer, &p->next_answer, e) ||
	    hours_week(i->hours, h, e))
		return e->kind;
	p->always_open = h->always_open;
	p->windows = h->windows;
	p->nwindows = h->nwindows;
	return ERR_NONE;
}

static void say_promise(const struct init *in)
{
	const struct init_answers *i = &in->answers;

	switch (in->desk.promised) {
	case SETUP_NO_PROMISE:
		(void)printf("no promise\n");
		break;
	case SETUP_PROMISE_MADE:
		(void)printf("promise in %s: first answer %s, next answer %s,"
			     " %s\n",
			     in->desk.department, i->first_answer,
			     i->next_answer, i->hours);
		break;
	case SETUP_PROMISE_KEPT:
		(void)printf("promises as they are\n");
		break;
	case SETUP_PROMISE_FROM:
		(void)printf("%zu things from %s\n",
			     in->desk.from.count[SETTINGS_MAKE], i->from);
		break;
	}
}

static void say_desk(struct init *in)
{
	const struct setup_desk *d = &in->desk;

	(void)printf("desk %s, in %s\n", d->name, d->zone);
	say_promise(in);
	if (d->sandbox)
		(void)printf("a sandbox: nothing leaves it\n");
	(void)printf("owner %s%s\n", d->owner,
		     d->token ? "" : ", who has a password");
	if (d->token)
		in->link = arena_printf(in->arena, "%s/welcome?token=%s",
					in->conf.base_url, d->token);
}

static enum err_kind set_up_desk(struct init *in, struct db *db, struct err *e)
{
	const struct init_answers *i = &in->answers;
	struct viewer nobody = { 0 };
	struct job job = { .db = db,
			   .arena = in->arena,
			   .viewer = &nobody,
			   .by = { .kind = ACTOR_SYSTEM,
				   .via = VIA_CLI,
				   .now = clock_now() } };
	struct setup_promise p = { 0 };
	struct setup_draft d = { .name = i->desk,
				 .zone = i->zone,
				 .department = i->department,
				 .owner = i->owner,
				 .email = i->email,
				 .promise_old = i->promise_given,
				 .from = in->from,
				 .sandbox = i->sandbox };
	struct hours *h = ARENA_NEW(in->arena, struct hours);

	if (read_promise(i, h, &p, e))
		return e->kind;
	d.promise = i->no_promise ? NULL : &p;
	if (setup_desk(&job, &d, &in->desk, e) == ERR_CONFLICT &&
	    in->desk.owner)
		return err_wrap(e, "--owner-email");
	if (e->kind)
		return e->kind;
	say_desk(in);
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
	if (!set_up_tables(in, db, e))
		(void)set_up_desk(in, db, e);
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

/* Before anything is made: it may be no file of settings. */
static enum err_kind read_from(struct init *in, struct err *e)
{
	if (!in->answers.from)
		return ERR_NONE;
	if (settings_told_read(in->arena, in->answers.from, &in->from, e) ||
	    init_answers_from(&in->answers, in->from, e))
		return e->kind;
	return ERR_NONE;
}

static enum err_kind run(struct init *in, struct err *e)
{
	struct db *server = NULL;

	if (read_from(in, e) || prepare_settings(in, e))
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
