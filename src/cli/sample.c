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
#include "cli/sample_fill.h"
#include "store/person_store.h"

#ifndef DUEDESK_DATADIR
#define DUEDESK_DATADIR "/usr/share/duedesk"
#endif

/* Draw a password for each of them, let them sign in, and write it down. */
static enum err_kind draw_passwords(struct db *db, FILE *f,
				    const person_id people[SAMPLE_PEOPLE],
				    struct err *e)
{
	for (int i = 0; i < SAMPLE_PEOPLE; i++) {
		const struct sample_person *p = &sample_people[i];
		char password[RNG_OID_LEN + 1], hash[PASSWORD_HASH];

		rng_oid(password);
		if (password_hash(password, hash, e) ||
		    person_store_set_password(db, people[i], hash, e))
			return e->kind;
		if (i != SAMPLE_COLLEAGUE)
			(void)fprintf(f, "%s\t%s\t%s\t%s\n", p->role, p->name,
				      p->email, password);
	}
	return ERR_NONE;
}

/*
 * Write the sign-ins down for the owner's eyes only. The file appears whole or
 * not at all, so one that is there still holds, and a load that was killed
 * draws anew.
 */
static enum err_kind write_sign_ins(struct db *db, struct arena *a,
				    const char *path,
				    const person_id people[SAMPLE_PEOPLE],
				    struct err *e)
{
	const char *draft = arena_printf(a, "%s.new", path);
	FILE *f = NULL;
	int fd;

	if (access(path, F_OK) == 0)
		return ERR_NONE;
	(void)unlink(draft);
	fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		f = fdopen(fd, "w");
	if (!f)
		return err_set(e, ERR_INVALID, "cannot write %s", draft);
	if (draw_passwords(db, f, people, e)) {
		(void)fclose(f);
		(void)unlink(draft);
		return e->kind;
	}
	if (fclose(f) || rename(draft, path))
		return err_set(e, ERR_INVALID, "cannot write %s", path);
	return ERR_NONE;
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
	if (sign_ins && write_sign_ins(db, a, sign_ins, people, e))
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

	if (argc > 1 && str_starts(argv[1], "--"))
		return sample_fill(argc, argv);
	if ((argc != 2 && argc != 4) || !str_eq(argv[1], "load") ||
	    (argc == 4 && !str_eq(argv[2], "--sign-ins"))) {
		(void)fputs(
			"usage: duedesk sample load [--sign-ins FILE]\n"
			"       duedesk sample --tickets N [--seed S] ...\n",
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
