#include "web/style.h"
#include "base/conf.h"
#include "base/limits.h"
#include "base/str.h"
#include "core/level.h"
#include "web/conversation.h"
#include "web/errors.h"
#include "web/names.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/promise_parts.h"
#include "web/proof.h"
#include "web/site.h"
#include "web/tag_parts.h"

/* Tue 24 Nov 2026, 12:00 UTC */
#define NOON INT64_C(1795521600)
#define MINUTE INT64_C(60)
#define HOUR INT64_C(3600)
#define DAY INT64_C(86400)
#define AT(day_offset, hour, minute)                                           \
	(NOON + (day_offset)*DAY + ((hour)-12) * HOUR + (minute)*MINUTE)

/* ---- Promises ------------------------------------------------------------ */

/* Open Monday to Friday from 9 to 17, or never. */
static enum err_kind make_level(struct req *rq, bool opens, struct level *l,
				struct err *e)
{
	struct calendar_window windows[5];
	const struct calendar_spec spec = {
		.zone = rq->site->utc,
		.windows = windows,
		.nwindows = opens ? COUNT_OF(windows) : 0,
	};

	for (int32_t i = 0; i < 5; i++)
		windows[i] = (struct calendar_window){ i, 9 * 60, 17 * 60 };
	*l = (struct level){ .version = 1, .number = 1, .name = "Gold" };
	for (size_t m = 0; m < METRIC_N; m++) {
		l->steps[m][0] = (struct step){ .number = 0, .offset = -HOUR };
		l->nsteps[m] = 1;
	}
	l->calendar = calendar_new(rq->a, &spec, e);
	return l->calendar ? ERR_NONE : e->kind;
}

#define NEVER INSTANT_NONE
#define LONG_WORD "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"

/* clang-format off */
static const struct sample {
	enum clock_state state;
	enum unit unit;
	seconds target;
	instant started, due, stopped;
	seconds consumed, margin;
} samples[] = {
	{ CLOCK_RUNNING, UNIT_WORKING, 8 * HOUR, AT(0, 10, 0), AT(1, 10, 0), NEVER, 0, 0 },
	{ CLOCK_RUNNING, UNIT_WORKING, 8 * HOUR, AT(-1, 14, 0), AT(0, 14, 0), NEVER, 0, 0 },
	{ CLOCK_RUNNING, UNIT_WORKING, 8 * HOUR, AT(-1, 12, 12), AT(0, 12, 12), NEVER, 0, 0 },
	{ CLOCK_RUNNING, UNIT_WORKING, 8 * HOUR, AT(-1, 11, 25), AT(0, 11, 25), NEVER, 0, 0 },
	{ CLOCK_RUNNING, UNIT_CALENDAR, DAY, AT(0, 7, 0), AT(1, 7, 0), NEVER, 0, 0 },
	{ CLOCK_PAUSED, UNIT_WORKING, 8 * HOUR, AT(-1, 10, 0), NEVER, NEVER, 6 * HOUR, 0 },
	{ CLOCK_PAUSED, UNIT_WORKING, 8 * HOUR, AT(-1, 10, 0), AT(0, 10, 0), NEVER, 8 * HOUR + 35 * MINUTE, 0 },
	{ CLOCK_MET, UNIT_WORKING, 8 * HOUR, AT(-1, 10, 0), AT(0, 10, 0), AT(-1, 15, 0), 5 * HOUR, -3 * HOUR },
	{ CLOCK_MISSED, UNIT_WORKING, 8 * HOUR, AT(-1, 10, 0), AT(0, 10, 0), AT(0, 10, 35), 8 * HOUR + 35 * MINUTE, 35 * MINUTE },
	{ CLOCK_CANCELLED, UNIT_WORKING, 8 * HOUR, AT(-1, 10, 0), AT(0, 10, 0), AT(-1, 11, 0), HOUR, 0 },
	{ CLOCK_RUNNING, UNIT_WORKING, 8 * HOUR, AT(-1, 10, 0), NEVER, NEVER, 0, 0 },
};
/* clang-format on */

static struct clock make_clock(const struct sample *s, enum metric m)
{
	return (struct clock){
		.metric = m,
		.cycle = m == METRIC_NEXT_ANSWER ? 2 : 1,
		.state = s->state,
		.level_name = "Gold",
		.started = s->started,
		.first_due = s->due,
		.due = s->due,
		.target = s->target,
		.unit = s->unit,
		.consumed = s->consumed,
		.since = s->stopped != NEVER ? s->stopped : s->started,
		.manual = NEVER,
		.calculated = NEVER,
		.breached = NEVER,
		.stopped = s->stopped,
		.margin = s->margin,
		.next = NEVER,
	};
}

static void show_promises(const struct req *rq, struct view *v,
			  const struct level *open, const struct level *shut)
{
	const struct calendar_span pause = { AT(-1, 16, 0), INSTANT_MAX };

	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct clock c = make_clock(&samples[i],
					    (enum metric)(i % METRIC_N));
		const struct promise p = {
			.clock = &c,
			.pauses = &pause,
			.npauses = c.state == CLOCK_PAUSED,
		};

		c.level = clock_never_due(&c) ? shut : open;
		promise_parts_badge(rq, view_row(v, STYLE_SHOW_BADGES),
				    STYLE_SHOW_BADGE, &c);
		promise_parts_strip(rq, v, STYLE_SHOW_STRIP, &p);
	}
	promise_parts_no_badge(view_row(v, STYLE_SHOW_BADGES),
			       STYLE_SHOW_BADGE);
}

/* ---- Why a promise is due ------------------------------------------------ */

/* Begun on Monday, on hold overnight, and due today, if nothing happens. */
static struct clock make_resumed(const struct level *l)
{
	struct clock c = make_clock(&samples[0], METRIC_FIRST_RESOLVE);

	c.level = l;
	c.tz_version = "2026f";
	c.promised = (struct target){ c.target, c.unit };
	c.started = AT(-1, 14, 0);
	c.since = AT(0, 10, 0);
	c.consumed = 2 * HOUR;
	c.paused = c.waited[PARTY_CUSTOMER] = 18 * HOUR;
	c.first_due = AT(0, 14, 0);
	c.due = AT(0, 16, 0);
	return c;
}

static struct clock_segment make_segment(const struct clock *c, instant from,
					 instant until, bool paused)
{
	return (struct clock_segment){
		.metric = c->metric,
		.cycle = c->cycle,
		.from = from,
		.until = until,
		.paused = paused,
		.party = paused ? PARTY_CUSTOMER : PARTY_NONE,
		.target = c->target,
		.level = c->level,
		.unit = c->unit,
	};
}

static void show_proof(const struct req *rq, struct view *v,
		       const struct level *l)
{
	static const struct calendar_view view = { .number = 3,
						   .name = "Office hours",
						   .zone = "UTC" };
	static const struct calendar_view_closure closures[] = {
		{ AT(-1, 0, 0) / DAY, 0, 1440, "A day off elsewhere" },
		{ AT(0, 0, 0) / DAY, 12 * 60, 13 * 60, LONG_WORD },
	};
	static const struct desk_hours hours = { .of = &view,
						 .closures = closures,
						 .n = COUNT_OF(closures) };
	struct clock c = make_resumed(l);
	struct clock_segment parts[] = {
		make_segment(&c, c.started, AT(-1, 16, 0), false),
		make_segment(&c, AT(-1, 16, 0), c.since, true),
	};
	struct clock_trace trace = { .v = parts, .n = COUNT_OF(parts) };
	struct desk_promise p = {
		.clock = c, .calculated = c.due, .hours = &hours, .nhours = 1
	};
	struct desk_line *lines;
	struct explain told;

	explain_clock(&c, &trace, NOON, &told);
	lines = ARENA_ARRAY(rq->a, told.n, struct desk_line);
	for (size_t i = 0; i < told.n; i++) {
		lines[i].line = told.lines[i];
		if (told.lines[i].kind == EXPLAIN_STARTED)
			lines[i].cause = EXPLAIN_CAUSE_OPENED;
		if (told.lines[i].kind == EXPLAIN_PAUSED)
			lines[i].end = EXPLAIN_CAUSE_CUSTOMER;
	}
	p.lines = lines;
	p.n = told.n;
	p.used = told.used;
	proof_show(rq, v, STYLE_SHOW_PROOF, &p, true);
}

/* ---- What was said and done ---------------------------------------------- */

static void show_messages(const struct req *rq, struct view *v)
{
	const struct message messages[] = {
		{ .oid = "style00000000001",
		  .seq = 1,
		  .at = AT(-1, 10, 0),
		  .kind = AUTHOR_CUSTOMER,
		  .trust = TRUST_VERIFIED,
		  .author_name = "Bob Fischer",
		  .body = "Lists, **bold** and `code`:\n\n- one\n- two\n\n"
			  "> what they quote\n\n```\na line of code that is "
			  "rather long and has to scroll by itself, not with "
			  "the page around it\n```\n\n" LONG_WORD LONG_WORD },
		{ .oid = "style00000000002",
		  .seq = 2,
		  .at = AT(-1, 11, 0),
		  .kind = AUTHOR_STAFF,
		  .author_name = "Alice Moreau",
		  .body = "مرحبا بالعالم\n\nA reply to "
			  "[them](https://example.com)." },
		{ .oid = "style00000000003",
		  .seq = 3,
		  .at = AT(-1, 12, 0),
		  .kind = AUTHOR_STAFF,
		  .visibility = VISIBLE_STAFF,
		  .author_name = "Alice Moreau",
		  .body = "A difficult one 🙂" },
		{ .oid = "style00000000004",
		  .seq = 4,
		  .at = AT(-1, 13, 0),
		  .kind = AUTHOR_AUTOMATIC,
		  .body = "We have your message." },
	};
	const struct conversation c = {
		.staff = true,
		.messages = messages,
		.nmessages = COUNT_OF(messages),
	};

	conversation_show(rq, v, STYLE_SHOW_MESSAGE, &c);
}

static struct event_view make_line(enum event_kind kind, int64_t seq)
{
	bool mark = kind == EVENT_OVERDUE || kind == EVENT_REMINDER;

	return (struct event_view){
		.event = { .seq = seq,
			   .at = AT(-1, 10, (int)seq),
			   .kind = kind,
			   .status = STATUS_OPEN,
			   .priority = PRIORITY_URGENT,
			   .assignee = { 1 },
			   .level_version = 1,
			   .until = AT(2, 9, 0),
			   .party = PARTY_VENDOR,
			   .pause = PAUSE_DELIVERY,
			   .metric = mark ? METRIC_NEXT_ANSWER : -1,
			   .due = AT(0, 10, 0),
			   .reason = "A part is on its way",
			   .by = { .kind = mark ? ACTOR_SWEEPER
						: ACTOR_PERSON } },
		.actor_name = "Alice Moreau",
		.assignee_name = "Ben Carter",
		.department_name = "Field Support",
		.level_name = "Gold",
		.level_number = 8,
		.calendar_name = "Office hours",
		.calendar_number = 3,
		.rule_name = kind >= EVENT_RULE ? "Important customers" : NULL,
	};
}

/* A line of each kind that has one, and those with nothing to name. */
static void show_lines(const struct req *rq, struct view *v)
{
	struct event_view lines[EVENT_KIND_N + 3];
	struct custom_event fields[] = {
		{ .name = "Serial number", .now = "PX-4471-B" },
		{ .name = "Mileage", .was = "12.5", .now = "900" },
		{ .name = LONG_WORD, .was = LONG_WORD },
		{ .name = "Under warranty", .kind = CUSTOM_FLAG, .now = "1" },
	};
	struct rule_event_deed ruled[] = {
		{ .did = { .kind = ACTION_PRIORITY, .number = 1 } },
		{ .did = { .kind = ACTION_TAG, .number = 1, .name = "vip" } },
		{ .did = { .kind = ACTION_TELL_MANAGERS, .told = 3 } },
		{ .did = { .kind = ACTION_TRANSFER,
			   .outcome = ACTION_ARCHIVED,
			   .number = 1,
			   .name = LONG_WORD } },
	};
	struct conversation c = { .staff = true,
				  .events = lines,
				  .fields = fields,
				  .nfields = COUNT_OF(fields),
				  .ruled = ruled,
				  .nruled = COUNT_OF(ruled) };

	for (int kind = 0; kind < EVENT_KIND_N; kind++)
		if (kind != EVENT_CUSTOMER_MESSAGE && kind != EVENT_REPLY &&
		    kind != EVENT_NOTE && kind != EVENT_CHANGED) {
			lines[c.nevents] = make_line((enum event_kind)kind,
						     (int64_t)c.nevents + 1);
			c.nevents++;
		}
	for (size_t i = 0; i < c.nevents; i++)
		for (size_t k = 0; k < COUNT_OF(fields); k++)
			if (lines[i].event.kind == EVENT_FIELDS)
				fields[k].seq = lines[i].event.seq;
			else if (lines[i].event.kind == EVENT_RULE)
				ruled[k].seq = lines[i].event.seq;
	lines[c.nevents] = make_line(EVENT_ASSIGNED, 50);
	lines[c.nevents++].event.assignee.n = 0;
	lines[c.nevents] = make_line(EVENT_LEVEL, 51);
	lines[c.nevents++].event.level_version = 0;
	lines[c.nevents] = make_line(EVENT_POSTPONED, 52);
	lines[c.nevents].event.until = NEVER;
	lines[c.nevents++].event.reason = NULL;
	conversation_show(rq, v, STYLE_SHOW_LINE, &c);
}

/* ---- Small parts --------------------------------------------------------- */

static void show_tags(struct view *v)
{
	static const char *const names[] = { "urgent", "warranty", LONG_WORD,
					     "عاجل" };

	for (int c = COLOUR_NONE; c < COLOUR_N; c++) {
		const char *name = colour_name((enum colour)c);

		(void)tag_parts_pill(v, STYLE_SHOW_COLOURED,
				     &(struct tag_looks){ name, NULL,
							  (enum colour)c,
							  false });
		(void)tag_parts_pill(v, STYLE_SHOW_COLOURED_OLD,
				     &(struct tag_looks){ name, NULL,
							  (enum colour)c,
							  true });
	}
	(void)tag_parts_palette(v, STYLE_SHOW_PALETTE, COLOUR_TEAL);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct view *off = view_include(v, STYLE_SHOW_TAG_FORM,
						PARTS_TAG_TPL);
		struct view *link = view_row(off, PARTS_TAG_LINK);
		struct view *remove = view_row(off, PARTS_TAG_REMOVE);

		(void)tag_parts_pill(
			v, STYLE_SHOW_TAG,
			&(struct tag_looks){ .name = names[i], .old = i == 1 });
		view_text(off, PARTS_TAG_NAME, names[i]);
		view_text(link, PARTS_TAG_LIST_URL, "/style");
		view_text(remove, PARTS_TAG_FORM_ID, "style-tags");
		view_text(remove, PARTS_TAG_VALUE, names[i]);
	}
}

static void show_file(struct view *files, const char *kind, const char *name,
		      const char *size)
{
	struct view *file = view_row(files, PARTS_FILES_FILE);
	struct view *how = view_row(file, kind);

	view_text(file, PARTS_FILES_NAME, name);
	view_text(file, PARTS_FILES_SIZE, size);
	view_text(how, PARTS_FILES_PREVIEW_URL, "/static/icons/favicon.svg");
	view_text(how, PARTS_FILES_FILE_URL, "/static/icons/favicon.svg");
}

static void show_files(struct view *v)
{
	struct view *files = view_include(v, STYLE_SHOW_FILES, PARTS_FILES_TPL);
	struct view *one = view_include(v, STYLE_SHOW_UPLOAD, PARTS_UPLOAD_TPL);
	struct view *two = view_include(v, STYLE_SHOW_UPLOAD, PARTS_UPLOAD_TPL);
	struct view *ready = view_row(two, PARTS_UPLOAD_READY);

	show_file(files, PARTS_FILES_SHOWN, "screen.png", "312 KB");
	show_file(files, PARTS_FILES_PLAIN, LONG_WORD ".pdf", "2.4 MB");
	view_text(one, PARTS_UPLOAD_FIELD_ID, "style-upload");
	view_text(one, PARTS_UPLOAD_FILES_MAX, "10");
	view_text(one, PARTS_UPLOAD_SIZE_MAX, "25 MB");
	view_text(two, PARTS_UPLOAD_FIELD_ID, "style-upload-again");
	view_text(two, PARTS_UPLOAD_FILES_MAX, "10");
	view_text(two, PARTS_UPLOAD_SIZE_MAX, "25 MB");
	view_text(ready, PARTS_UPLOAD_NAME, "scan.pdf");
	view_text(ready, PARTS_UPLOAD_SIZE, "2.4 MB");
	view_text(ready, PARTS_UPLOAD_TOKEN, "style");
	view_text(view_row(two, PARTS_UPLOAD_FILES_ERROR), PARTS_UPLOAD_TEXT,
		  "big.iso: at most 25 MB");
}

static void show_flashes(struct view *v)
{
	for (int what = 0; what < PAGE_DONE_N; what++) {
		struct view *flash = page_flash(v, STYLE_SHOW_FLASH,
						(enum page_done)what);

		if (what == PAGE_RESOLVED)
			page_undo_field(page_flash_undo(flash, "/style"),
					"seen", "1");
	}
}

/* ---- A form that came back ----------------------------------------------- */

enum {
	SUBJECT,
	BODY,
	COPIES,
	UNTIL
};
/* clang-format off */
static const struct field fields[] = {
	[SUBJECT] = { "subject", FIELD_LINE, .max = LIMIT_SUBJECT, .must = true },
	[BODY]    = { "body", FIELD_TEXT, .max = 10, .must = true },
	[COPIES]  = { "copies", FIELD_I64, .min = 1, .max = 9 },
	[UNTIL]   = { "until", FIELD_INSTANT },
};
/* clang-format on */

static void show_form(struct req *rq, struct view *v)
{
	static const struct http_pair typed[] = {
		{ "subject", "", 0 },
		{ "body", "Longer than ten characters", 26 },
		{ "copies", "12", 2 },
		{ "until", "2026-02-31T10:00", 16 },
	};
	struct form f;

	rq->query = (struct http_pairs){ typed, COUNT_OF(typed) };
	form_read(rq, FIELDS(fields), &f);
	view_text(v, STYLE_SHOW_BODY, f.v[BODY].text);
	view_text(v, STYLE_SHOW_COPIES, f.v[COPIES].text);
	view_text(v, STYLE_SHOW_UNTIL, f.v[UNTIL].text);
	page_errors(rq, v, STYLE_SHOW_ERRORS, &f);
}

/* ---- The page ------------------------------------------------------------ */

/* The page of errors with that status, or ERRORS_N. */
static enum errors_what error_asked(const struct req *rq)
{
	const struct http_pair *p = http_find(&rq->query, "error");
	int64_t n;

	if (!p || !str_to_i64(p->text, 0, ERRORS_N - 1, &n))
		return ERRORS_N;
	return (enum errors_what)n;
}

enum err_kind style_show(struct req *rq, struct resp *rs, struct err *e)
{
	enum errors_what error = error_asked(rq);
	struct level open, shut;
	struct view *v;

	if (!rq->site->conf->development)
		return err_set(e, ERR_NOT_FOUND, "not in development");
	if (error != ERRORS_N) {
		errors_page(rq, rs, error, NULL);
		return ERR_NONE;
	}
	rq->job.by.now = NOON;
	if (!rq->viewer.zone)
		rq->viewer.zone = rq->site->utc;
	if (make_level(rq, true, &open, e) || make_level(rq, false, &shut, e))
		return e->kind;
	v = page_new(rq, LAYOUT_AT_STYLE, STYLE_SHOW_TPL);
	show_promises(rq, v, &open, &shut);
	show_proof(rq, v, &open);
	show_messages(rq, v);
	show_lines(rq, v);
	show_tags(v);
	show_files(v);
	show_flashes(v);
	show_form(rq, v);
	pager_include(v, STYLE_SHOW_PAGER, "/style", "/style");
	for (int64_t n = 0; n < ERRORS_N; n++)
		view_int(view_row(v, STYLE_SHOW_ERROR_PAGE), STYLE_SHOW_NUMBER,
			 n);
	return page_send(rq, rs, e);
}
