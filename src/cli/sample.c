#include "cli/sample.h"

#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/password.h"
#include "base/rng.h"
#include "base/str.h"
#include "cli/connect.h"
#include "cli/directory.h"
#include "cli/import.h"
#include "cli/incidents.h"
#include "store/person_store.h"

#ifndef DUEDESK_DATADIR
#define DUEDESK_DATADIR "/usr/share/duedesk"
#endif

/*
 * Draw a password for each role, write them down for the reader's eyes only,
 * and let them sign in. A file that is there already still holds.
 */
static enum err_kind write_sign_ins(struct db *db, const char *path,
				    const person_id people[SAMPLE_PEOPLE],
				    struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	if (!f)
		return access(path, R_OK) == 0
			       ? ERR_NONE
			       : err_set(e, ERR_INVALID, "cannot write %s",
					 path);
	for (int i = 0; i < SAMPLE_PEOPLE; i++) {
		const struct sample_person *p = &sample_people[i];
		char password[RNG_OID_LEN + 1], hash[PASSWORD_HASH];

		rng_oid(password);
		if (password_hash(password, hash, e) ||
		    person_store_set_password(db, people[i], hash, e))
			break;
		if (i != SAMPLE_COLLEAGUE)
			(void)fprintf(f, "%s\t%s\t%s\t%s\n", p->role, p->name,
				      p->email, password);
	}
	if (fclose(f) && !e->kind)
		(void)err_set(e, ERR_INVALID, "cannot write %s", path);
	if (e->kind)
		(void)unlink(path);
	return e->kind;
}

static enum err_kind load(struct db *db, struct directory *dir,
			  const char *sign_ins, struct err *e)
{
	const char *folder = getenv("DUEDESK_SAMPLE_DIR");
	struct arena *a = arena_new();
	struct incidents_survey *s = ARENA_NEW(a, struct incidents_survey);
	const char *path = arena_printf(a, "%s/incident_events.csv.gz",
					folder ? folder
					       : DUEDESK_DATADIR "/sample");
	person_id people[SAMPLE_PEOPLE] = { { 0 } };
	struct import_totals totals;
	instant now = clock_now();

	if (incidents_survey(path, s, e) ||
	    sample_company(db, dir, a, s->groups, s->ngroups, now, people, e) ||
	    import_incidents(db, path,
			     import_shift_to_last_week(s->latest, now), true,
			     &totals, e) ||
	    directory_reload(dir, e) ||
	    sample_tickets(db, dir, a, now, people, e))
		goto out;
	if (sign_ins && write_sign_ins(db, sign_ins, people, e))
		goto out;
	(void)printf("%" PRId64 " incidents stored, %" PRId64
		     " were there, %" PRId64 " events\n",
		     totals.tickets, totals.known, totals.events);
out:
	arena_free(a);
	return e->kind;
}

int sample_command(int argc, char **argv)
{
	struct err e = { 0 };
	struct conf conf;
	struct db *db;
	struct directory *dir;

	if ((argc != 2 && argc != 4) || !str_eq(argv[1], "load") ||
	    (argc == 4 && !str_eq(argv[2], "--sign-ins"))) {
		(void)fputs("usage: duedesk sample load [--sign-ins FILE]\n",
			    stderr);
		return 2;
	}
	if (connect_ready(&conf, &db, &e))
		return connect_failed("sample", &e);
	if (!directory_new(db, clock_now(), &dir, &e)) {
		if (load(db, dir, argc == 4 ? argv[3] : NULL, &e))
			db_rollback(db);
		directory_free(&dir);
	}
	db_close(&db);
	return e.kind ? connect_failed("sample", &e) : 0;
}
