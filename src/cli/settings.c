#include "cli/settings.h"

#include "base/str.h"
#include "cli/parts.h"
#include "cli/settings_told.h"

const char settings_help[] =
	"  duedesk settings export [FILE]\n"
	"  duedesk settings import FILE [--preview] [--remove] [--open]\n"
	"                               [--force] [--all]\n"
	"  duedesk settings check FILE\n"
	"\n"
	"All that the desk is set up with, as XML (doc/settings.md): to be "
	"kept\n"
	"under version control, and for duedesk init to make another desk of.\n"
	"FILE may be -, standard input or output.\n"
	"import makes and changes what FILE says, all of it or nothing;\n"
	"--preview says what it would do, and does nothing. What the desk has\n"
	"and FILE has not is kept; with --remove it is archived, rules are\n"
	"taken away. --open: levels and calendars that change are for open\n"
	"tickets too. --force: though a promise would never fall due. --all\n"
	"tells of what is the same, too. check looks at FILE alone.\n";

static int failed(const struct err *e)
{
	return e->kind ? 1 : 0;
}

/* ---- export -------------------------------------------------------------- */

/* Whole or not at all: a file that is there is in the hands of git. */
static enum err_kind write_file(const char *path, const struct settings_text *t,
				struct err *e)
{
	char *name;
	FILE *to;

	if (!path || str_eq(path, "-")) {
		if (fwrite(t->text, 1, t->n, stdout) != t->n || fflush(stdout))
			return err_set(e, ERR_BROKEN,
				       "standard output: it cannot be written");
		return ERR_NONE;
	}
	if (asprintf(&name, "%s.new", path) < 0)
		err_no_memory();
	to = fopen(name, "we");
	if (!to || fwrite(t->text, 1, t->n, to) != t->n) {
		if (to)
			(void)fclose(to);
		(void)err_set(e, ERR_INVALID, "%.150s: cannot be written: %m",
			      name);
	} else if (fclose(to) || rename(name, path)) {
		(void)err_set(e, ERR_INVALID, "%.150s: cannot be written: %m",
			      path);
	}
	if (e->kind)
		(void)remove(name);
	free(name);
	return e->kind;
}

static int export(struct part_work *w, struct err *e)
{
	struct settings_text t;

	if (!parts_count(w, 0, 1, e))
		return 2;
	if (!settings_export(&w->job, &t, e)) {
		settings_told_left_out(&t);
		(void)write_file(w->argc ? w->argv[0] : NULL, &t, e);
	}
	return failed(e);
}

/* ---- import -------------------------------------------------------------- */

struct asked {
	const char *path;
	struct settings_import in;
	bool preview, all;
};

static bool read_asked(struct part_work *w, struct asked *out, struct err *e)
{
	struct {
		const char *name;
		bool *is;
	} flags[] = { { "--preview", &out->preview },
		      { "--remove", &out->in.remove },
		      { "--open", &out->in.open },
		      { "--force", &out->in.force },
		      { "--all", &out->all } };

	for (int i = 0; i < w->argc; i++) {
		size_t k = 0;

		while (k < COUNT_OF(flags) &&
		       !str_eq(w->argv[i], flags[k].name))
			k++;
		if (k < COUNT_OF(flags)) {
			*flags[k].is = true;
		} else if (!out->path && !str_starts(w->argv[i], "--")) {
			out->path = w->argv[i];
		} else {
			(void)parts_unknown(w->argv[i], e);
			return false;
		}
	}
	if (!out->path)
		(void)parts_misused(e, "which file is missing");
	return out->path != NULL;
}

static int import(struct part_work *w, struct err *e)
{
	struct asked asked = { 0 };
	struct settings *file = NULL;
	struct settings_plan plan;
	int tries = 0;

	if (!read_asked(w, &asked, e))
		return 2;
	if (settings_told_read(w->job.arena, asked.path, &file, e))
		return failed(e);
	asked.in.file = file;
	while (asked.preview ? settings_preview(&w->job, &asked.in, &plan, e)
			     : settings_apply(&w->job, &asked.in, &plan, e))
		if (!parts_again(e, &tries))
			return 1;
	settings_told_plan(&plan, asked.all);
	if (asked.preview)
		(void)printf("nothing was stored\n");
	return 0;
}

/* ---- check --------------------------------------------------------------- */

static int check(struct part_work *w, struct err *e)
{
	struct settings *file;

	if (!parts_count(w, 1, 1, e))
		return 2;
	if (!settings_told_read(w->job.arena, w->argv[0], &file, e))
		(void)printf("%s: these are settings\n", w->argv[0]);
	return failed(e);
}

int settings_command(int argc, char **argv)
{
	static const struct part parts[] = { { "check", check },
					     { "export", export },
					     { "import", import } };

	return parts_run("settings", settings_help, parts, COUNT_OF(parts),
			 argc, argv);
}
