#include "cli/migrate.h"

#include "base/clock.h"
#include "base/str.h"
#include "cli/connect.h"
#include "store/migrate.h"

static void say_applied(void *cookie, const struct migration *m)
{
	int *applied = cookie;

	(*applied)++;
	(void)printf("applied %04d_%s\n", m->version, m->name);
	(void)fflush(stdout);
}

static enum err_kind grant(struct db *db, const struct conf *conf,
			   struct err *e)
{
	if (migrate_grant(db, MIGRATE_WEB, conf->db_user_web, e) ||
	    migrate_grant(db, MIGRATE_SWEEP, conf->db_user_sweep, e) ||
	    (*conf->db_user_hook &&
	     migrate_grant(db, MIGRATE_HOOK, conf->db_user_hook, e)))
		return e->kind;
	(void)printf("gave %s, %s%s%s their rights\n", conf->db_user_web,
		     conf->db_user_sweep, *conf->db_user_hook ? ", " : "",
		     conf->db_user_hook);
	return ERR_NONE;
}

static enum err_kind run(bool with_grants, struct err *e)
{
	struct arena *a = arena_new();
	struct db *db = NULL;
	struct conf conf;
	int applied = 0;

	if (!connect_admin(&conf, &db, e) &&
	    !migrate_run(db, a, migrations, migrations_n, clock_now(),
			 say_applied, &applied, e) &&
	    (!with_grants || !grant(db, &conf, e)) && applied == 0)
		(void)printf("the database is up to date\n");
	db_close(&db);
	arena_free(a);
	return e->kind;
}

int migrate_command(int argc, char **argv)
{
	bool with_grants = argc == 2 && str_eq(argv[1], "--grant");
	struct err e = { 0 };

	if (argc > 1 && !with_grants) {
		(void)fprintf(stderr, "usage: duedesk migrate [--grant]\n");
		return 2;
	}
	return run(with_grants, &e) ? connect_failed("migrate", &e) : 0;
}
