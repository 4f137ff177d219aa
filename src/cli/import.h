#ifndef CLI_IMPORT_H
#define CLI_IMPORT_H
/*
 * import: tickets from elsewhere.
 */
#include "base/instant.h"
#include "store/db.h"

/* duedesk import incidents FILE [--shift-weeks N] */
int import_command(int argc, char **argv);

struct import_totals {
	int64_t tickets; /* stored now */
	int64_t known;   /* had been stored before */
	int64_t refused;
	int64_t events;
	int64_t reports; /* rows that were mended or left out */
};

/*
 * import_incidents(db, path, shift, progress, totals, e):
 * Take over a log of incidents, all times moved by ${shift} seconds. What is
 * stored already is left alone, so it may be killed and run again; when the
 * database goes away for a while it goes on by itself. Reports of rows go to
 * standard error, and with ${progress} a line of progress too.
 */
enum err_kind import_incidents(struct db *db, const char *path, seconds shift,
			       bool progress, struct import_totals *totals,
			       struct err *e) MUST_CHECK;

/* The whole weeks that move ${latest} to before the week of ${now}. */
seconds import_shift_to_last_week(instant latest, instant now);

#endif
