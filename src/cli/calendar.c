#include "cli/calendar.h"

#include "base/clock.h"
#include "base/str.h"
#include "base/zone.h"
#include "cli/calendar_part.h"
#include "cli/changes.h"

const char calendar_help[] =
	"  duedesk calendar list\n"
	"  duedesk calendar show NAME [--version N]\n"
	"  duedesk calendar set FILE [--open] [--preview] [--force]\n"
	"  duedesk calendar diff NAME [VERSION [VERSION]]\n"
	"  duedesk calendar changes\n"
	"  duedesk calendar rename NAME NEW-NAME\n"
	"  duedesk calendar remove NAME\n"
	"  duedesk calendar test NAME DATE\n"
	"  duedesk calendar lint [NAME]\n"
	"  duedesk calendar import NAME FILE.ics [--from YEAR]"
	" [--to YEAR]\n"
	"                          [--accept] [--accept-different]\n"
	"                          [--open] [--preview]\n"
	"\n"
	"show prints a calendar as JSON (doc/calendars.md); set reads one from "
	"FILE,\n"
	"or - for standard input, and makes it the next version of the "
	"calendar of\n"
	"that name, or a new calendar. diff says in what two versions differ, "
	"the\n"
	"newest two unless told; changes lists the versions for open tickets "
	"too.\n"
	"remove takes away a calendar that no level ever had. test says what "
	"is\n"
	"open on a date and why. lint says what is likely not meant, and exits "
	"with\n"
	"1 when there is something. import prints what a calendar file "
	"proposes to\n"
	"close, this year and the two after; --accept makes the calendar's "
	"next\n"
	"version with what is new.\n"
	"\n"
	"A version is for new tickets, with --open for open ones too; "
	"--preview "
	"only\n"
	"says what that would change for them. --force stores a calendar that "
	"is\n"
	"never open, or open too little for what a level promises by it.\n";

/* ---- What they share ----------------------------------------------------- */

enum err_kind calendar_part_load(struct part_work *w, const char *name,
				 struct calendar_stored *out, struct err *e)
{
	struct calendar_name found;

	if (calendar_store_find(w->job.db, w->job.arena, name, &found, e) ||
	    calendar_store_load(w->job.db, w->job.arena, found.id, out, e))
		return e->kind;
	return ERR_NONE;
}

int64_t calendar_part_today(const struct part_work *w, const struct zone *z)
{
	int64_t local = w->job.by.now + zone_offset(z, w->job.by.now);

	return local / DAY_SECONDS - (local % DAY_SECONDS < 0);
}

const char *calendar_part_date(struct arena *a, int64_t day)
{
	struct civil d = instant_civil_of(day);

	return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

const char *calendar_part_times(struct arena *a, int32_t from, int32_t to)
{
	if (from == 0 && to == 1440)
		return "all day";
	if (to > 1440)
		to -= 1440;
	return arena_printf(a, "%02d:%02d-%02d:%02d", from / 60, from % 60,
			    to / 60, to % 60);
}

/* ---- list ---------------------------------------------------------------- */

static int list(struct part_work *w, struct err *e)
{
	struct calendar_names all;
	struct calendar_stored s;

	if (!parts_count(w, 0, 0, e))
		return 2;
	if (calendar_store_list(w->job.db, w->job.arena, &all, e))
		return 1;
	for (size_t i = 0; i < all.n; i++) {
		if (calendar_store_load(w->job.db, w->job.arena, all.v[i].id,
					&s, e))
			return 1;
		(void)printf("%s\t%s\tversion %d%s\n", all.v[i].name,
			     s.draft.zone, s.number,
			     s.draft.always_open ? "\t24x7" : "");
	}
	return 0;
}

/* ---- All of them --------------------------------------------------------- */

static const struct part parts[] = {
	{ "list", list },
	{ "show", calendar_part_show },
	{ "set", calendar_part_set },
	{ "diff", calendar_part_diff },
	{ "changes", changes_part },
	{ "rename", calendar_part_rename },
	{ "remove", calendar_part_remove },
	{ "test", calendar_part_test },
	{ "lint", calendar_part_lint },
	{ "import", calendar_part_import },
};

int calendar_command(int argc, char **argv)
{
	return parts_run("calendar", calendar_help, parts, COUNT_OF(parts),
			 argc, argv);
}
