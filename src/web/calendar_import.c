/* Days off out of a calendar file: it proposes, a person accepts. */
#include "base/ics.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "core/closure_news.h"
#include "desk/calendars.h"
#include "web/admin.h"
#include "web/apply_parts.h"
#include "web/calendar_text.h"
#include "web/calendar_words.h"
#include "web/calendars.h"
#include "web/names.h"
#include "web/words.h"

#define YEARS_AHEAD 2 /* that are asked about, unless said otherwise */

/* clang-format off */
enum {
	ASK_FROM,
	ASK_TO
};
static const struct field ask_fields[] = {
	[ASK_FROM] = { "from", FIELD_I64, .min = 1900, .max = 2399, .must = true, .id = "from_year" },
	[ASK_TO]   = { "to", FIELD_I64, .min = 1900, .max = 2399, .must = true, .id = "to_year" },
};
enum {
	TAKE_OFFERS,
	TAKE_SEEN
};
static const struct field take_fields[] = {
	[TAKE_OFFERS] = { "offers", FIELD_TEXT, .max = LIMIT_FORM, .must = true },
	[TAKE_SEEN]   = { "seen", FIELD_I64, .min = 1, .max = INT32_MAX, .must = true },
};
/* clang-format on */

struct import {
	struct calendar_name name;
	struct calendar_stored is;
	const char *from, *to;        /* years, as typed */
	struct calendar_draft offers; /* its closures, and their names */
	bool *ticked;                 /* of each of these */
	bool reviewed;                /* there are offers to look at */
	int32_t seen;
	struct ics ics;
	struct apply_asked asked;
	struct apply_preview would;
	bool looked, conflict, may_force;
	const char *fault_id, *fault;
};

static enum err_kind load(struct req *rq, struct import *im, struct err *e)
{
	if (calendar_store_by_oid(rq->job.db, rq->a, rq->oid, &im->name, e) ||
	    calendar_store_load(rq->job.db, rq->a, im->name.id, &im->is, e))
		return e->kind;
	im->seen = im->is.number;
	return ERR_NONE;
}

/* ---- The page ------------------------------------------------------------ */

static enum closure_news news_of(const struct import *im, size_t i,
				 const char **there)
{
	const struct calendar_stored *s = &im->is;
	size_t which = 0;
	enum closure_news news = closure_news_of(
		s->spec.closures, s->spec.nclosures,
		&im->offers.spec.closures[i], &which);

	*there = news == CLOSURE_NEW ? "" : s->closure_names[which];
	return news;
}

static void fill_offer(struct req *rq, struct view *v, const struct import *im,
		       size_t i)
{
	static const char *const news[] = {
		[CLOSURE_NEW] = CALENDARS_IMPORT_IS_NEW,
		[CLOSURE_KNOWN] = CALENDARS_IMPORT_IS_KNOWN,
		[CLOSURE_DIFFERENT] = CALENDARS_IMPORT_IS_DIFFERENT,
	};
	const struct calendar_closure *c = &im->offers.spec.closures[i];
	struct view *row = view_row(v, CALENDARS_IMPORT_OFFER);
	enum closure_news what;
	char text[WORDS_TEXT];
	const char *there;

	what = news_of(im, i, &there);
	view_int(row, CALENDARS_IMPORT_INDEX, (int64_t)i);
	view_text(row, CALENDARS_IMPORT_DATE, words_day_full(c->day, text));
	if (c->from_min != 0 || c->to_min != 1440)
		view_text(view_row(row, CALENDARS_IMPORT_PART),
			  CALENDARS_IMPORT_TIMES,
			  calendar_words_times(rq->a, c->from_min, c->to_min));
	view_text(row, CALENDARS_IMPORT_NAME, im->offers.closure_names[i]);
	if (im->ticked[i])
		view_show(row, CALENDARS_IMPORT_TICKED);
	row = view_row(row, news[what]);
	if (*there)
		view_text(view_row(row, CALENDARS_IMPORT_THERE),
			  CALENDARS_IMPORT_NAME, there);
}

static void fill_left_out(struct view *v, const struct ics_skipped *s)
{
	static const char *const why[] = {
		[ICS_NO_DATE] = CALENDARS_IMPORT_NO_DATE,
		[ICS_NO_LENGTH] = CALENDARS_IMPORT_NO_LENGTH,
		[ICS_TOO_LONG] = CALENDARS_IMPORT_TOO_LONG,
		[ICS_ZONE] = CALENDARS_IMPORT_BAD_ZONE,
		[ICS_RULE] = CALENDARS_IMPORT_BAD_RULE,
	};
	struct view *row = view_row(v, CALENDARS_IMPORT_LEFT_OUT);

	view_text(row, CALENDARS_IMPORT_NAME, *s->name ? s->name : s->uid);
	view_show(row, why[s->why]);
}

static void fill_review(struct req *rq, struct view *page,
			const struct import *im)
{
	struct view *v = view_row(page, CALENDARS_IMPORT_REVIEW);

	view_text(v, CALENDARS_IMPORT_OFFERS,
		  calendar_text_of_closures(rq->a, &im->offers));
	view_int(v, CALENDARS_IMPORT_SEEN_VERSION, im->seen);
	for (size_t i = 0; i < im->offers.spec.nclosures; i++)
		fill_offer(rq, v, im, i);
	for (size_t i = 0; i < im->ics.nskipped; i++)
		fill_left_out(view_row(v, CALENDARS_IMPORT_SKIPPED),
			      &im->ics.skipped[i]);
	if (im->offers.spec.nclosures == 0) {
		view_show(v, CALENDARS_IMPORT_EMPTY);
		return;
	}
	v = view_row(v, CALENDARS_IMPORT_SAVE);
	apply_parts_choice(rq, v, CALENDARS_IMPORT_APPLY, &im->asked,
			   im->looked ? &im->would : NULL);
	if (im->may_force)
		view_show(v, CALENDARS_IMPORT_FORCE);
}

static enum err_kind show(struct req *rq, struct resp *rs, struct import *im,
			  struct err *e)
{
	struct view *v = admin_page(
		rq, LAYOUT_AT_CALENDARS, PARTS_ADMIN_AT_CALENDARS,
		CALENDARS_IMPORT_TPL, CALENDARS_IMPORT_ADMIN);

	admin_title(rq, im->name.name);
	view_text(v, CALENDARS_IMPORT_OID, im->name.oid);
	view_text(v, CALENDARS_IMPORT_WHAT, im->name.name);
	view_text(v, CALENDARS_IMPORT_FROM, im->from);
	view_text(v, CALENDARS_IMPORT_TO, im->to);
	view_show(v, im->is.draft.always_open ? CALENDARS_IMPORT_ALWAYS
					      : CALENDARS_IMPORT_MAY);
	if (im->reviewed)
		fill_review(rq, v, im);
	if (im->conflict) {
		view_show(v, CALENDARS_IMPORT_CHANGED);
		view_show(page_frame(rq), LAYOUT_INVALID);
		rs->status = 409;
	}
	if (im->fault) {
		page_error(rq, v, CALENDARS_IMPORT_ERRORS, im->fault_id,
			   im->fault);
		page_invalid(rq, rs);
	}
	return page_send(rq, rs, e);
}

static int32_t this_year(const struct req *rq, const struct import *im)
{
	return instant_civil_of(
		       calendar_doubts_day(im->is.spec.zone, rq->job.by.now))
		.year;
}

enum err_kind calendar_import_ask(struct req *rq, struct resp *rs,
				  struct err *e)
{
	struct import im = { 0 };

	if (load(rq, &im, e))
		return e->kind;
	im.from = arena_printf(rq->a, "%d", this_year(rq, &im));
	im.to = arena_printf(rq->a, "%d", this_year(rq, &im) + YEARS_AHEAD);
	return show(rq, rs, &im, e);
}

/* ---- What a file holds --------------------------------------------------- */

static bool is_offered(const struct calendar_closure *v, size_t n,
		       const struct ics_closure *c)
{
	for (size_t i = n; i-- > 0 && v[i].day == c->day;)
		if (v[i].from_min == c->from_min && v[i].to_min == c->to_min)
			return true;
	return false;
}

/* What is new is ticked. */
static void offer(struct req *rq, struct import *im)
{
	size_t most = im->ics.nclosures, n = 0;
	struct calendar_closure *v = ARENA_ARRAY(rq->a, most + 1,
						 struct calendar_closure);
	const char **names = ARENA_ARRAY(rq->a, most + 1, const char *), *there;

	for (size_t i = 0; i < most; i++) {
		const struct ics_closure *c = &im->ics.closures[i];

		if (is_offered(v, n, c))
			continue;
		v[n] = (struct calendar_closure){ c->day, c->from_min,
						  c->to_min, CALENDAR_CIVIL };
		names[n++] = c->name;
	}
	im->offers.spec.closures = v;
	im->offers.spec.nclosures = n;
	im->offers.closure_names = names;
	im->ticked = ARENA_ARRAY(rq->a, n + 1, bool);
	for (size_t i = 0; i < n; i++)
		im->ticked[i] = news_of(im, i, &there) == CLOSURE_NEW;
	im->reviewed = true;
}

static void blame(struct import *im, const char *id, const char *text)
{
	if (!im->fault) {
		im->fault_id = id;
		im->fault = text;
	}
}

/* The years that are asked about; false: they make no sense. */
static bool read_years(struct req *rq, struct import *im,
		       struct ics_range *range)
{
	struct form f;
	int64_t from, to;

	form_read(rq, FIELDS(ask_fields), &f);
	im->from = f.v[ASK_FROM].text;
	im->to = f.v[ASK_TO].text;
	for (size_t i = 0; i < COUNT_OF(ask_fields); i++)
		if (f.v[i].fault)
			blame(im, ask_fields[i].id,
			      form_fault_text(rq->a, &ask_fields[i], &f.v[i]));
	if (!f.ok)
		return false;
	from = f.v[ASK_FROM].i64;
	to = f.v[ASK_TO].i64;
	if (from > to || to - from >= LIMIT_ICS_YEARS)
		blame(im, "to_year",
		      arena_printf(rq->a,
				   "at most %d years, the first before the"
				   " last",
				   LIMIT_ICS_YEARS));
	*range = (struct ics_range){
		.zone = im->is.spec.zone,
		.first = instant_day_of((struct civil){ (int32_t)from, 1, 1 }),
		.last = instant_day_of((struct civil){ (int32_t)to, 12, 31 }),
	};
	return !im->fault;
}

static void read_file(struct req *rq, struct import *im)
{
	const struct http_pair *file = http_find(&rq->fields, "file");
	struct ics_range range;
	struct err e = { 0 };

	if (!read_years(rq, im, &range))
		return;
	if (!file || file->n == 0)
		blame(im, "file", words_get(WORD_FAULT_MISSING));
	else if (file->n > LIMIT_ICS_BYTES)
		blame(im, "file",
		      arena_printf(rq->a, "at most %d bytes", LIMIT_ICS_BYTES));
	else if (ics_read(rq->a, file->text, file->n, &range, &im->ics, &e))
		blame(im, "file", arena_str(rq->a, e.msg));
	else if (im->ics.nclosures > LIMIT_ICS_REVIEW)
		blame(im, "file",
		      arena_printf(rq->a,
				   "it closes more than %d days in these"
				   " years: choose fewer",
				   LIMIT_ICS_REVIEW));
	else
		offer(rq, im);
}

enum err_kind calendar_import_review(struct req *rq, struct resp *rs,
				     struct err *e)
{
	struct import im = { 0 };

	if (load(rq, &im, e))
		return e->kind;
	read_file(rq, &im);
	return show(rq, rs, &im, e);
}

/* ---- Those that were ticked ---------------------------------------------- */

static void read_ticks(const struct req *rq, struct import *im)
{
	size_t n = im->offers.spec.nclosures;

	im->ticked = ARENA_ARRAY(rq->a, n + 1, bool);
	for (size_t i = 0; i < rq->fields.n; i++) {
		int64_t k;

		if (str_eq(rq->fields.v[i].name, "take") &&
		    str_to_i64(rq->fields.v[i].text, 0, (int64_t)n - 1, &k))
			im->ticked[k] = true;
	}
}

static enum err_kind read_offers(struct req *rq, struct import *im,
				 struct err *e)
{
	struct form f;
	size_t line;

	form_read(rq, FIELDS(take_fields), &f);
	if (form_check(rq->a, &f, e))
		return e->kind;
	im->from = im->to = "";
	im->seen = (int32_t)f.v[TAKE_SEEN].i64;
	im->reviewed = true;
	if (calendar_text_closures(rq->a, f.v[TAKE_OFFERS].text, &im->offers,
				   &line, e))
		return err_wrap(e, "offers");
	read_ticks(rq, im);
	return ERR_NONE;
}

struct closing {
	struct calendars_closures in;
};

static enum err_kind close_for_open(struct job *job, const void *args,
				    struct err *e)
{
	const struct closing *c = args;
	struct calendars_closures in = c->in;
	int32_t number;

	in.open = true;
	return calendars_close(job, &in, &number, e);
}

static void gather(struct req *rq, const struct import *im,
		   struct calendars_closures *in)
{
	size_t most = im->offers.spec.nclosures;
	struct calendar_closure *v = ARENA_ARRAY(rq->a, most + 1,
						 struct calendar_closure);
	const char **names = ARENA_ARRAY(rq->a, most + 1, const char *);

	*in = (struct calendars_closures){ .calendar = im->name.name,
					   .seen = im->seen,
					   .v = v,
					   .names = names,
					   .open = im->asked.open,
					   .force = im->asked.force };
	for (size_t i = 0; i < most; i++)
		if (im->ticked[i]) {
			v[in->n] = im->offers.spec.closures[i];
			names[in->n++] = im->offers.closure_names[i];
		}
}

/* Not saved: the review again, with what is wrong. */
static enum err_kind come_back(struct req *rq, struct resp *rs,
			       struct import *im, struct err *e)
{
	if (admin_stale(rq, e)) {
		err_clear(e);
		im->conflict = true;
		im->seen = im->is.number;
	} else if (e->kind == ERR_INVALID) {
		im->may_force = strstr(e->msg, "fall due") != NULL;
		blame(im, "take-0", arena_str(rq->a, e->msg));
		err_clear(e);
	} else if (e->kind) {
		return e->kind;
	}
	im->from = arena_printf(rq->a, "%d", this_year(rq, im));
	im->to = arena_printf(rq->a, "%d", this_year(rq, im) + YEARS_AHEAD);
	return show(rq, rs, im, e);
}

enum err_kind calendar_import_take(struct req *rq, struct resp *rs,
				   struct err *e)
{
	struct import im = { 0 };
	struct closing c;
	int32_t number;

	if (load(rq, &im, e) || read_offers(rq, &im, e))
		return e->kind;
	if (!apply_parts_read(rq, &im.asked)) {
		blame(&im, "apply",
		      "choose new tickets only, or open ones too");
		return come_back(rq, rs, &im, e);
	}
	gather(rq, &im, &c.in);
	if (c.in.n == 0) {
		blame(&im, "take-0", "tick at least one day");
		return come_back(rq, rs, &im, e);
	}
	if (apply_parts_must_look(&im.asked)) {
		im.looked = !apply_parts_look(rq, close_for_open, &c, &im.would,
					      e);
		return come_back(rq, rs, &im, e);
	}
	if (calendars_close(&rq->job, &c.in, &number, e))
		return come_back(rq, rs, &im, e);
	page_done(rq, rs, PAGE_SAVED,
		  arena_printf(rq->a, "/calendars/%s", rq->oid));
	return ERR_NONE;
}
