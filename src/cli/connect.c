#include "cli/connect.h"

#include "base/clock.h"

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

enum err_kind connect_ready(struct conf *c, struct db **out, struct err *e)
{
	struct arena *a;

	if (connect_admin(c, out, e))
		return e->kind;
	a = arena_new();
	if (db_self_check(*out, a, clock_now(), e))
		db_close(out);
	arena_free(a);
	return e->kind;
}

int connect_failed(const char *command, const struct err *e)
{
	(void)fprintf(stderr, "duedesk %s: %s\n", command, e->msg);
	return 1;
}
