#include "cli/connect.h"

#include "base/clock.h"
#include "store/desk_store.h"

enum err_kind connect_admin(struct conf *c, struct db **out, struct err *e)
{
	struct db_conf to = { 0 };

	if (conf_load(NULL, c, e))
		return e->kind;
	to.socket = c->db_socket;
	to.user = c->db_user_admin;
	to.password = c->db_password_admin;
	to.name = c->db_name;
	return db_open(&to, out, e);
}

/* Whoever works on it is to know which kind of desk it is. */
static enum err_kind say_sandbox(struct db *db, struct arena *a, struct err *e)
{
	struct desk_sandbox s;

	if (desk_store_sandbox(db, a, &s, e))
		return e->kind;
	if (s.on)
		(void)fprintf(stderr, "duedesk: this desk is a sandbox:"
				      " nothing leaves it\n");
	return ERR_NONE;
}

enum err_kind connect_ready(struct conf *c, struct db **out, struct err *e)
{
	struct arena *a;

	if (connect_admin(c, out, e))
		return e->kind;
	a = arena_new();
	if (db_self_check(*out, a, clock_now(), e) || say_sandbox(*out, a, e))
		db_close(out);
	arena_free(a);
	return e->kind;
}

int connect_failed(const char *command, const struct err *e)
{
	(void)fprintf(stderr, "duedesk %s: %s\n", command, e->msg);
	return 1;
}
