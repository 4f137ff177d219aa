/* `duedesk calendar import`: a calendar file proposes, a person accepts. */
#include "base/ics.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"
#include "cli/calendar_part.h"
#include "cli/preview.h"
#include "cli/text_file.h"
#include "core/closure_news.h"
#include "desk/calendars.h"

/* Years that are asked about unless said otherwise: this one and so many. */
#define YEARS_AHEAD 2

struct import {
	struct part_work *w;
	const char *name, *path;
	int64_t from, to; /* years; 0: the usual ones */
	bool accept, accept_different, open, preview;
	struct calendar_stored calendar;
	struct ics ics;
	size_t count[CLOSURE_DIFFERENT + 1];
	struct calendar_closure *taken; /* that are to be accepted */
	const char **names;
	size_t ntaken;
};

/* ---- Arguments ----------------------------------------------------------- */

static bool read_flag(struct import *im, const char *arg)
{
	const struct {
		const char *name;
		bool *flag;
	} flags[] = { { "--accept", &im->accept },
		      { "--accept-different", &im->accept_different },
		      { "--open", &im->open },
		      { "--preview", &im->preview } };

	for (size_t i = 0; i < COUNT_OF(flags); i++)
		if (str_eq(arg, flags[i].name))
			return *flags[i].flag = true;
	return false;
}

/* A year behind its option. */
static bool read_year(const char *option, const char *text, int64_t *out,
		      struct err *e)
{
	if (text && str_to_i64(text, 1900, 2399, out))
		return true;
	(void)parts_misused(e, "%s: a year from 1900 to 2399 belongs behind it",
			    option);
	return false;
}

static bool read_argument(struct import *im, const char *arg, struct err *e)
{
	if (str_starts(arg, "--") || im->path) {
		(void)parts_unknown(arg, e);
		return false;
	}
	if (im->name)
		im->path = arg;
	else
		im->name = arg;
	return true;
}

/* All of them, each understood: do they make sense together? */
static bool are_whole(const struct import *im, struct err *e)
{
	if (!im->path)
		(void)parts_misused(e, im->name ? "FILE is missing"
						: "NAME and FILE are missing");
	else if (!im->accept && (im->open || im->preview))
		(void)parts_misused(e, "%s: only with --accept",
				    im->open ? "--open" : "--preview");
	return im->path && (im->accept || !(im->open || im->preview));
}

static bool read_arguments(struct import *im, struct err *e)
{
	for (int i = 0; i < im->w->argc; i++) {
		const char *arg = im->w->argv[i];
		const char *next = i + 1 < im->w->argc ? im->w->argv[i + 1]
						       : NULL;
		bool from = str_eq(arg, "--from"), to = str_eq(arg, "--to");

		if (read_flag(im, arg))
			continue;
		if (!(from || to) ? !read_argument(im, arg, e)
				  : !read_year(arg, next,
					       from ? &im->from : &im->to, e))
			return false;
		i += from || to;
	}
	im->accept = im->accept || im->accept_different;
	return are_whole(im, e);
}

/* ---- The file ------------------------------------------------------------ */

static enum err_kind read_range(struct import *im, struct ics_range *range,
				struct err *e)
{
	const struct zone *z = im->calendar.spec.zone;
	int32_t year = instant_civil_of(calendar_part_today(im->w, z)).year;
	int64_t from = im->from ? im->from : im->to ? im->to : year;
	int64_t to = im->to ? im->to : from + YEARS_AHEAD;

	if (from > to || to - from >= LIMIT_ICS_YEARS)
		return err_set(e, ERR_INVALID,
			       "--from and --to: at most %d years",
			       LIMIT_ICS_YEARS);
	range->zone = z;
	range->first = instant_day_of((struct civil){ (int32_t)from, 1, 1 });
	range->last = instant_day_of((struct civil){ (int32_t)to, 12, 31 });
	return ERR_NONE;
}

static enum err_kind read_ics(struct import *im, struct err *e)
{
	struct sbuf text = TEXT_FILE_SBUF(LIMIT_ICS_BYTES);
	struct ics_range range;

	if (!read_range(im, &range, e) &&
	    !text_file_read(im->path, LIMIT_ICS_BYTES, &text, e) &&
	    ics_read(im->w->job.arena, sbuf_text(&text), text.len, &range,
		     &im->ics, e))
		(void)err_wrap(e, "%.150s", im->path);
	sbuf_release(&text);
	return e->kind;
}

/* ---- Proposals ----------------------------------------------------------- */

static void take(struct import *im, const struct calendar_closure *c,
		 const char *name)
{
	im->taken[im->ntaken] = *c;
	im->names[im->ntaken++] = name;
}

/* Two events may close the same: it is news but once. */
static enum closure_news news_of(const struct import *im,
				 const struct calendar_closure *c,
				 const char **there)
{
	const struct calendar_stored *s = &im->calendar;
	enum closure_news news;
	size_t which = 0;

	for (size_t i = 0; i < im->ntaken; i++)
		if (im->taken[i].day == c->day &&
		    im->taken[i].from_min == c->from_min &&
		    im->taken[i].to_min == c->to_min) {
			*there = im->names[i];
			return CLOSURE_KNOWN;
		}
	news = closure_news_of(s->spec.closures, s->spec.nclosures, c, &which);
	if (news != CLOSURE_NEW)
		*there = s->closure_names[which];
	return news;
}

static void propose(struct import *im, const struct ics_closure *proposed)
{
	static const char *const words[] = { "new", "known", "different" };
	const struct calendar_closure c = { proposed->day, proposed->from_min,
					    proposed->to_min, CALENDAR_CIVIL };
	const char *there = "";
	enum closure_news news = news_of(im, &c, &there);
	struct arena *a = im->w->job.arena;

	im->count[news]++;
	if (news == CLOSURE_NEW ||
	    (news == CLOSURE_DIFFERENT && im->accept_different))
		take(im, &c, proposed->name);
	(void)printf("%s\t%s\t%s\t%s%s%s\n", words[news],
		     calendar_part_date(a, c.day),
		     calendar_part_times(a, c.from_min, c.to_min),
		     proposed->name, *there ? "\tthere: " : "", there);
}

static void print_skipped(const struct ics_skipped *s)
{
	static const char *const why[] = {
		[ICS_NO_DATE] = "its date makes no sense",
		[ICS_NO_LENGTH] = "it has no length",
		[ICS_TOO_LONG] = "it is too long",
		[ICS_ZONE] = "its time zone is not known",
		[ICS_RULE] = "it recurs in a way that is not understood",
	};

	(void)printf("left out\t%s\t%s\n", *s->name ? s->name : s->uid,
		     why[s->why]);
}

static void print_all(struct import *im)
{
	for (size_t i = 0; i < im->ics.nclosures; i++)
		propose(im, &im->ics.closures[i]);
	for (size_t i = 0; i < im->ics.nskipped; i++)
		print_skipped(&im->ics.skipped[i]);
	(void)printf("%zu new, %zu known, %zu different, %zu left out\n",
		     im->count[CLOSURE_NEW], im->count[CLOSURE_KNOWN],
		     im->count[CLOSURE_DIFFERENT], im->ics.nskipped);
}

static enum err_kind close_for_open(struct job *job, const void *args,
				    struct err *e)
{
	struct calendars_closures in = *(const struct calendars_closures *)args;
	int32_t number;

	in.open = true;
	return calendars_close(job, &in, &number, e);
}

static int accept_taken(struct import *im, struct err *e)
{
	const struct calendars_closures in = {
		.calendar = im->name,
		.seen = im->calendar.number,
		.v = im->taken,
		.names = im->names,
		.n = im->ntaken,
		.open = im->open,
	};
	int32_t number;
	int tries = 0;

	if (im->ntaken == 0) {
		(void)printf("nothing to accept\n");
		return 0;
	}
	if (im->preview)
		return preview_print(&im->w->job, close_for_open, &in, e);
	while (calendars_close(&im->w->job, &in, &number, e))
		if (!parts_again(e, &tries))
			return 1;
	(void)printf("version %d: %zu closures more%s\n", number, im->ntaken,
		     im->open ? ", for open tickets too" : "");
	return 0;
}

int calendar_part_import(struct part_work *w, struct err *e)
{
	struct import im = { .w = w };

	if (!read_arguments(&im, e))
		return 2;
	if (calendar_part_load(w, im.name, &im.calendar, e) || read_ics(&im, e))
		return 1;
	im.taken = ARENA_ARRAY(w->job.arena, im.ics.nclosures + 1,
			       struct calendar_closure);
	im.names = ARENA_ARRAY(w->job.arena, im.ics.nclosures + 1,
			       const char *);
	print_all(&im);
	return im.accept ? accept_taken(&im, e) : 0;
}
