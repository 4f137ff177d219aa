/* `duedesk calendar show`, `set`, `rename` and `remove`. */
#include "base/limits.h"
#include "base/str.h"
#include "cli/calendar_file.h"
#include "desk/calendar_json.h"
#include "cli/calendar_part.h"
#include "cli/preview.h"
#include "cli/text_file.h"
#include "desk/calendars.h"

/* ---- show ---------------------------------------------------------------- */

static enum err_kind print(struct part_work *w, const struct calendar_stored *s,
			   struct err *e)
{
	struct sbuf text = SBUF_INIT(LIMIT_CALENDAR_BYTES);

	calendar_json_write(w->job.arena, &s->draft, &text);
	if (text.failed)
		(void)err_set(e, ERR_INVALID, "more than %d bytes",
			      LIMIT_CALENDAR_BYTES);
	else
		(void)puts(sbuf_text(&text));
	sbuf_release(&text);
	return e->kind;
}

int calendar_part_show(struct part_work *w, struct err *e)
{
	struct calendar_name name;
	struct calendar_stored s;
	int64_t number;

	if (!parts_version(w, &number, e))
		return 2;
	if (calendar_store_find(w->job.db, w->job.arena, w->argv[0], &name, e))
		return 1;
	if (number ? calendar_store_version(w->job.db, w->job.arena, name.id,
					    (int32_t)number, &s, e)
		   : calendar_store_load(w->job.db, w->job.arena, name.id, &s,
					 e))
		return 1;
	return print(w, &s, e) ? 1 : 0;
}

/* ---- set ----------------------------------------------------------------- */

struct setting {
	struct part_work *w;
	const char *path;
	bool open, preview, force;
	struct calendar_draft draft;
	struct apply_stored out;
};

/* 0, or 2. */
static int read_arguments(struct setting *s, struct err *e)
{
	const struct {
		const char *name;
		bool *flag;
	} flags[] = { { "--open", &s->open },
		      { "--preview", &s->preview },
		      { "--force", &s->force } };

	for (int i = 0; i < s->w->argc; i++) {
		const char *arg = s->w->argv[i];
		size_t k = 0;

		while (k < COUNT_OF(flags) && !str_eq(arg, flags[k].name))
			k++;
		if (k < COUNT_OF(flags))
			*flags[k].flag = true;
		else if (s->path || str_starts(arg, "--"))
			return parts_unknown(arg, e);
		else
			s->path = arg;
	}
	return s->path ? 0
		       : parts_misused(e,
				       "FILE is missing; - is what comes in");
}

static enum err_kind read_draft(struct setting *s, struct err *e)
{
	struct sbuf text = TEXT_FILE_SBUF(LIMIT_CALENDAR_BYTES);

	if (!text_file_read(s->path, LIMIT_CALENDAR_BYTES, &text, e) &&
	    calendar_file_read(s->w->job.arena, sbuf_text(&text), text.len,
			       &s->draft, e))
		(void)err_wrap(e, "%.150s", s->path);
	sbuf_release(&text);
	return e->kind;
}

/* The verb refuses it, too, but knows of no --force to name. */
static enum err_kind check_open(const struct setting *s,
				const struct calendar_stored *made,
				struct err *e)
{
	const struct job *job = &s->w->job;
	const struct calendar *c;
	instant t;

	if (s->draft.always_open || s->force)
		return ERR_NONE;
	c = calendar_new(job->arena, &made->spec, e);
	if (!c)
		return e->kind;
	if (calendar_next_open(c, job->by.now, &t))
		return err_set(e, ERR_INVALID,
			       "%s: no open time from now on: nothing promised"
			       " by it would ever fall due (--force stores it"
			       " all the same)",
			       s->draft.name);
	return ERR_NONE;
}

/* What is likely not meant is told, and no reason to refuse it. */
static enum err_kind warn(struct setting *s, struct err *e)
{
	struct calendar_stored made;
	struct calendar_sentences found;

	if (calendar_store_make(s->w->job.arena, &s->draft, s->w->job.by.now,
				&made, e) ||
	    check_open(s, &made, e) ||
	    calendar_part_findings(s->w, &made, &found, e))
		return e->kind;
	for (size_t i = 0; i < found.n; i++)
		(void)fprintf(stderr, "warning: %s: %s\n", s->draft.name,
			      found.v[i]);
	return ERR_NONE;
}

static enum err_kind set_for_open(struct job *job, const void *args,
				  struct err *e)
{
	const struct setting *s = args;
	const struct apply_calendar in = { .draft = &s->draft,
					   .open = true,
					   .force = s->force };
	struct apply_stored out;

	if (desk_apply_calendar(job, &in, &out, e))
		return e->kind;
	if (out.same && !out.change)
		return err_set(e, ERR_CONFLICT,
			       "version %d says so already: nothing would"
			       " change",
			       out.number);
	return ERR_NONE;
}

static void print_stored(const struct setting *s)
{
	(void)printf("%s: version %d%s%s\n", s->draft.name, s->out.number,
		     s->out.same ? ", unchanged" : "",
		     s->out.change ? ", for open tickets too" : "");
}

int calendar_part_set(struct part_work *w, struct err *e)
{
	struct setting s = { .w = w };
	struct apply_calendar in = { .draft = &s.draft };
	int tries = 0;

	if (read_arguments(&s, e))
		return 2;
	if (read_draft(&s, e) || warn(&s, e))
		return 1;
	if (s.preview)
		return preview_print(&w->job, set_for_open, &s, e);
	in.open = s.open;
	in.force = s.force;
	while (desk_apply_calendar(&w->job, &in, &s.out, e))
		if (!parts_again(e, &tries))
			return 1;
	print_stored(&s);
	return 0;
}

/* ---- The calendar itself ------------------------------------------------- */

int calendar_part_rename(struct part_work *w, struct err *e)
{
	if (!parts_count(w, 2, 2, e))
		return 2;
	if (calendars_rename(&w->job, w->argv[0], w->argv[1], e))
		return 1;
	(void)printf("%s\n", w->argv[1]);
	return 0;
}

int calendar_part_remove(struct part_work *w, struct err *e)
{
	if (!parts_count(w, 1, 1, e))
		return 2;
	if (calendars_remove(&w->job, w->argv[0], e))
		return 1;
	(void)printf("%s: removed\n", w->argv[0]);
	return 0;
}
