#include "cli/level.h"

#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "cli/changes.h"
#include "cli/level_file.h"
#include "desk/level_json.h"
#include "cli/level_part.h"
#include "cli/preview.h"
#include "cli/text_file.h"
#include "desk/levels.h"
#include "store/level_read.h"

const char level_help[] =
	"  duedesk level list\n"
	"  duedesk level show NAME [--version N]\n"
	"  duedesk level set FILE [--open] [--preview] [--force]\n"
	"  duedesk level archive NAME\n"
	"  duedesk level restore NAME\n"
	"  duedesk level diff NAME [VERSION [VERSION]]\n"
	"  duedesk level changes\n"
	"\n"
	"show prints a level as JSON (doc/levels.md); set reads one from "
	"FILE,\n"
	"or - for standard input, and makes it the next version of the level "
	"of\n"
	"that name, or a new level: for new tickets, with --open for open "
	"ones\n"
	"too. --preview only says what that would change for open tickets.\n"
	"--force stores a promise that would never fall due.\n"
	"archive gives it to no further ticket: rules that name it become "
	"invalid,\n"
	"and tickets that have it keep it; restore takes that back.\n"
	"diff says in what two versions differ, the newest two unless told.\n"
	"changes lists the versions for open tickets too, and how many are "
	"left.\n";

/* ---- list, show ---------------------------------------------------------- */

enum err_kind level_part_calendar(struct part_work *w, int64_t id,
				  const char **name, struct err *e)
{
	struct calendar_names all;

	*name = NULL;
	if (id == 0)
		return ERR_NONE;
	if (calendar_store_list(w->job.db, w->job.arena, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == id)
			*name = all.v[i].name;
	return ERR_NONE;
}

static int list(struct part_work *w, struct err *e)
{
	struct level_names all;

	if (!parts_count(w, 0, 0, e))
		return 2;
	if (level_read_list(w->job.db, w->job.arena, &all, e))
		return 1;
	for (size_t i = 0; i < all.n; i++) {
		const char *calendar;

		if (level_part_calendar(w, all.v[i].calendar, &calendar, e))
			return 1;
		(void)printf("%s\t%s\tversion %d%s\n", all.v[i].name,
			     calendar ? calendar : "24x7", all.v[i].number,
			     all.v[i].archived == INSTANT_NONE ? ""
							       : "\tarchived");
	}
	return 0;
}

enum err_kind level_part_load(struct part_work *w, const char *name,
			      int64_t number, const struct level **out,
			      struct err *e)
{
	struct level_name found;
	struct level_ref ref;

	if (level_read_find(w->job.db, w->job.arena, name, &found, e) ||
	    (number && level_read_version(w->job.db, w->job.arena, found.id,
					  (int32_t)number, &found, e)) ||
	    level_store_ref(w->job.db, w->job.arena, found.version, &ref, e) ||
	    level_store_compile(w->job.db, ref, out, e))
		return e->kind;
	return ERR_NONE;
}

static int show(struct part_work *w, struct err *e)
{
	struct sbuf text = SBUF_INIT(1024 * 1024);
	const struct level *l;
	const char *calendar;
	int64_t number;

	if (!parts_version(w, &number, e))
		return 2;
	if (level_part_load(w, w->argv[0], number, &l, e) ||
	    level_part_calendar(w, l->calendar_id, &calendar, e))
		return 1;
	if (!level_json_write(w->job.db, w->job.arena, l, calendar, &text, e))
		(void)puts(sbuf_text(&text));
	sbuf_release(&text);
	return e->kind ? 1 : 0;
}

/* ---- set ----------------------------------------------------------------- */

static enum err_kind read_draft(struct part_work *w, const char *path,
				struct level_draft *out, struct err *e)
{
	struct sbuf text = TEXT_FILE_SBUF(LIMIT_LEVEL_BYTES);

	if (!text_file_read(path, LIMIT_LEVEL_BYTES, &text, e) &&
	    level_file_read(w->job.db, w->job.arena, sbuf_text(&text), text.len,
			    out, e))
		(void)err_wrap(e, "%.150s", path);
	sbuf_release(&text);
	return e->kind;
}

static enum err_kind set_for_open(struct job *job, const void *args,
				  struct err *e)
{
	struct apply_level in = *(const struct apply_level *)args;
	struct apply_stored out;

	in.open = true;
	return desk_apply_level(job, &in, &out, e);
}

static int set(struct part_work *w, struct err *e)
{
	struct apply_level in = { .open = false };
	struct apply_stored out;
	const char *path = NULL;
	struct level_draft d;
	bool preview = false;
	int tries = 0;

	for (int i = 0; i < w->argc; i++) {
		if (str_eq(w->argv[i], "--open"))
			in.open = true;
		else if (str_eq(w->argv[i], "--force"))
			in.force = true;
		else if (str_eq(w->argv[i], "--preview"))
			preview = true;
		else if (path || str_starts(w->argv[i], "--"))
			return parts_unknown(w->argv[i], e);
		else
			path = w->argv[i];
	}
	if (!path)
		return parts_misused(e, "FILE is missing; - is what comes in");
	in.draft = &d;
	if (read_draft(w, path, &d, e))
		return 1;
	if (preview)
		return preview_print(&w->job, set_for_open, &in, e);
	while (desk_apply_level(&w->job, &in, &out, e))
		if (!parts_again(e, &tries))
			return 1;
	(void)printf("%s: version %d%s\n", d.name, out.number,
		     out.change ? ", for open tickets too" : "");
	return 0;
}

/* ---- archive, restore ---------------------------------------------------- */

static int end(struct part_work *w, bool archived, struct err *e)
{
	struct level_name l;

	if (!parts_count(w, 1, 1, e))
		return 2;
	if (level_read_find(w->job.db, w->job.arena, w->argv[0], &l, e) ||
	    levels_archive(&w->job, l.oid, archived, e))
		return 1;
	(void)printf("%s: %s\n", l.name,
		     archived ? "archived" : "in use again");
	return 0;
}

static int archive(struct part_work *w, struct err *e)
{
	return end(w, true, e);
}

static int restore(struct part_work *w, struct err *e)
{
	return end(w, false, e);
}

/* ---- All of them --------------------------------------------------------- */

static const struct part parts[] = {
	{ "list", list },
	{ "show", show },
	{ "set", set },
	{ "archive", archive },
	{ "restore", restore },
	{ "diff", level_part_diff },
	{ "changes", changes_part },
};

int level_command(int argc, char **argv)
{
	return parts_run("level", level_help, parts, COUNT_OF(parts), argc,
			 argv);
}
