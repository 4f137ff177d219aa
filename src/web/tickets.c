#include "web/tickets.h"
#include "base/limits.h"
#include "base/str.h"
#include "core/referrer.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/tag_store.h"
#include "store/ticket_list.h"
#include "web/custom_form.h"
#include "web/csrf.h"
#include "web/names.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/requester.h"
#include "web/priorities.h"
#include "web/ticket_sheet.h"
#include "web/tag_parts.h"
#include "web/uploads.h"
#include "web/words.h"

/* ---- Their own ----------------------------------------------------------- */

static void fill_state(struct req *rq, struct view *v,
		       const struct ticket_row *t)
{
	bool late = t->has_clock && t->clock.due != INSTANT_NONE &&
		    t->clock.due < rq->job.by.now;
	struct view *section;

	switch (t->status) {
	case STATUS_NEW:
	case STATUS_OPEN:
		if (!t->has_clock || t->clock.due == INSTANT_NONE) {
			view_show(v, TICKETS_INDEX_WAITING);
			return;
		}
		section = view_row(v, late ? TICKETS_INDEX_LATE
					   : TICKETS_INDEX_ANSWER_BY);
		words_time_for(rq, section, TICKETS_INDEX_DUE, t->clock.due);
		return;
	case STATUS_ANSWERED:
		view_show(v, TICKETS_INDEX_ANSWERED);
		return;
	case STATUS_POSTPONED:
		section = view_row(v, TICKETS_INDEX_POSTPONED);
		if (t->postponed_until != INSTANT_NONE)
			words_time_for(
				rq, view_row(section, TICKETS_INDEX_UNTIL_TIME),
				TICKETS_INDEX_UNTIL, t->postponed_until);
		return;
	case STATUS_RESOLVED:
		view_show(v, TICKETS_INDEX_RESOLVED);
		return;
	default:
		view_show(v, TICKETS_INDEX_CLOSED);
	}
}

static const struct field_choice whose_choices[] = {
	{ "mine", false },
	{ "company", true },
	{ NULL, false },
};
static const struct field_choice state_choices[] = {
	[TICKET_OWN_ALL] = { "all", TICKET_OWN_ALL },
	[TICKET_OWN_OPEN] = { "open", TICKET_OWN_OPEN },
	[TICKET_OWN_SOLVED] = { "solved", TICKET_OWN_SOLVED },
	[TICKET_OWN_N] = { NULL, TICKET_OWN_ALL },
};
static const struct field own_fields[] = {
	{ "whose", FIELD_CHOICE, .choices = whose_choices },
	{ "state", FIELD_CHOICE, .choices = state_choices },
};

static enum err_kind read_which(struct req *rq, struct ticket_own *out,
				struct err *e)
{
	struct form f;

	form_read(rq, FIELDS(own_fields), &f);
	for (size_t i = 0; i < COUNT_OF(own_fields); i++)
		if (f.v[i].fault == FORM_WRONG)
			return err_set(e, ERR_NOT_FOUND, "no such list");
	out->company = f.v[0].i64 != 0;
	out->state = (enum ticket_own_state)f.v[1].i64;
	return form_check(rq->a, &f, e);
}

static const char *list_url(struct req *rq, bool company,
			    enum ticket_own_state state)
{
	return arena_printf(rq->a, "/tickets?whose=%s&state=%s",
			    whose_choices[company].text,
			    state_choices[state].text);
}

/* Whose and which there are to choose from, and what is chosen. */
static void fill_choice(struct req *rq, struct view *v,
			const struct ticket_own *which, bool some)
{
	static const char *const states[TICKET_OWN_N] = {
		[TICKET_OWN_ALL] = TICKETS_INDEX_ALL,
		[TICKET_OWN_OPEN] = TICKETS_INDEX_OPEN,
		[TICKET_OWN_SOLVED] = TICKETS_INDEX_SOLVED,
	};
	bool company = which->company;

	view_show(v, company ? TICKETS_INDEX_COMPANY : TICKETS_INDEX_OWN);
	view_show(v, states[which->state]);
	if (access_company(&rq->viewer))
		view_show(v, TICKETS_INDEX_TABS);
	if (some || which->state != TICKET_OWN_ALL)
		view_show(v, TICKETS_INDEX_STATES);
	view_text(v, TICKETS_INDEX_OWN_URL, list_url(rq, false, which->state));
	view_text(v, TICKETS_INDEX_COMPANY_URL,
		  list_url(rq, true, which->state));
	view_text(v, TICKETS_INDEX_ALL_URL,
		  list_url(rq, company, TICKET_OWN_ALL));
	view_text(v, TICKETS_INDEX_OPEN_URL,
		  list_url(rq, company, TICKET_OWN_OPEN));
	view_text(v, TICKETS_INDEX_SOLVED_URL,
		  list_url(rq, company, TICKET_OWN_SOLVED));
}

static void fill_ticket(struct req *rq, struct view *row,
			const struct ticket_row *t, bool company)
{
	view_text(row, TICKETS_INDEX_CODE, t->code);
	view_text(row, TICKETS_INDEX_SUBJECT, t->subject);
	if (company)
		view_text(view_row(row, TICKETS_INDEX_WHO), TICKETS_INDEX_NAME,
			  t->requester_name);
	tag_parts_open(row, TICKETS_INDEX_TAGS, TICKETS_INDEX_TAG, &t->tags);
	words_time_for(rq, row, TICKETS_INDEX_LAST,
		       t->last_message != INSTANT_NONE ? t->last_message
						       : t->created);
	fill_state(rq, row, t);
}

enum err_kind tickets_index(struct req *rq, struct resp *rs, struct err *e)
{
	bool asks = (rq->viewer.roles & ROLES_WRITE) != 0;
	struct ticket_own which;
	struct view *v, *list;
	struct ticket_page page;
	struct ticket_key key;

	pager_read_key(rq, &key);
	if (read_which(rq, &which, e) ||
	    ticket_list_own(rq->job.db, rq->a, &rq->viewer, &which, &key, &page,
			    e))
		return e->kind;
	v = page_new(rq, LAYOUT_AT_TICKETS, TICKETS_INDEX_TPL);
	fill_choice(rq, v, &which, page.n > 0);
	if (asks)
		view_show(v, TICKETS_INDEX_CAN_ASK);
	if (page.n == 0) {
		list = view_row(v, TICKETS_INDEX_EMPTY);
		if (asks)
			view_show(list, TICKETS_INDEX_CAN_ASK);
		return page_send(rq, rs, e);
	}
	list = view_row(v, TICKETS_INDEX_LIST);
	for (size_t i = 0; i < page.n; i++)
		fill_ticket(rq, view_row(list, TICKETS_INDEX_TICKET),
			    &page.rows[i], which.company);
	pager_tickets(rq, list, TICKETS_INDEX_PAGER,
		      arena_printf(rq->a, "%s&",
				   list_url(rq, which.company, which.state)),
		      &page);
	return page_send(rq, rs, e);
}

/* ---- A new one ----------------------------------------------------------- */

enum {
	ASK_DEPARTMENT,
	ASK_SUBJECT,
	ASK_BODY,
	ASK_PRIORITY,
	ASK_TAGS
};
/* clang-format off */
static const struct field fields[] = {
	[ASK_DEPARTMENT] = { "department", FIELD_OID, .must = true },
	[ASK_SUBJECT]    = { "subject", FIELD_LINE, .max = LIMIT_SUBJECT, .must = true },
	[ASK_BODY]       = { "body", FIELD_TEXT, .max = LIMIT_MESSAGE, .must = true },
	[ASK_PRIORITY]   = { "priority", FIELD_CHOICE, .choices = priorities_choices, .otherwise = PRIORITY_NORMAL },
	[ASK_TAGS]       = { "tags", FIELD_LINE, .max = LIMIT_TAGS * (LIMIT_TAG + 2) },
};
/* clang-format on */

/* Are we here now, and until or from when? */
static void fill_hours(const struct req *rq, struct view *v,
		       const struct level *l)
{
	const struct target t = level_target(l, METRIC_FIRST_ANSWER,
					     PRIORITY_NORMAL);
	const struct calendar *cal = level_calendar(l, t.unit);
	const struct zone *zone = rq->viewer.zone;
	instant now = rq->job.by.now, at, limit = now + WEEK_SECONDS;
	char here[WORDS_TEXT], then[WORDS_TEXT];

	if (!calendar_open(cal, now)) {
		if (calendar_next_open(cal, now, &at) == CALENDAR_OK)
			view_text(view_row(v, TICKETS_NEW_CLOSED_NOW),
				  TICKETS_NEW_OPENS,
				  words_time(at, now, zone, then));
		return;
	}
	at = calendar_next_closed(cal, now, limit);
	if (at == limit) {
		view_show(v, TICKETS_NEW_ALWAYS_OPEN);
		return;
	}
	words_local(now, zone, here);
	words_local(at, zone, then);
	view_text(view_row(v, TICKETS_NEW_OPEN_NOW), TICKETS_NEW_CLOSES,
		  memcmp(here, then, 10) || zone_repeats(zone, at)
			  ? words_time(at, now, zone, here)
			  : then + 11);
}

/* By when we would answer a ticket that is sent now. */
static enum err_kind fill_promise(struct req *rq, struct view *v,
				  const struct department *d, struct err *e)
{
	const struct level *level;
	struct view *section;
	instant due;

	if (desk_answer_by(&rq->job, d->oid, &due, &level, e))
		return e->kind;
	if (due == INSTANT_NONE) {
		view_show(v, TICKETS_NEW_NO_PROMISE);
		return ERR_NONE;
	}
	section = view_row(v, TICKETS_NEW_ANSWER_BY);
	words_time_for(rq, section, TICKETS_NEW_DUE, due);
	fill_hours(rq, section, level);
	return ERR_NONE;
}

static enum err_kind fill_departments(struct req *rq, struct view *v,
				      const char *chosen, struct err *e)
{
	struct departments open;
	struct view *section;

	if (department_store_list_open(rq->job.db, rq->a, &open, e))
		return e->kind;
	if (open.n == 1) {
		section = view_row(v, TICKETS_NEW_ONE_DEPARTMENT);
		view_text(section, TICKETS_NEW_DEPARTMENT_ID, open.v[0].oid);
		return fill_promise(rq, section, &open.v[0], e);
	}
	section = view_row(v, TICKETS_NEW_DEPARTMENTS);
	for (size_t i = 0; i < open.n; i++) {
		const struct department *d = &open.v[i];
		struct view *row = view_row(section, TICKETS_NEW_DEPARTMENT);

		view_text(row, TICKETS_NEW_ID, d->oid);
		view_text(row, TICKETS_NEW_NAME, d->name);
		if (str_eq(d->oid, chosen))
			view_show(row, TICKETS_NEW_CHECKED);
		if (fill_promise(rq, row, d, e))
			return e->kind;
	}
	return ERR_NONE;
}

/* What staff choose besides. */
static enum err_kind fill_staff(struct req *rq, struct view *v,
				const struct form *f, struct err *e)
{
	static const char *const chosen[PRIORITY_N] = {
		[PRIORITY_URGENT] = TICKETS_NEW_IS_URGENT,
		[PRIORITY_HIGH] = TICKETS_NEW_IS_HIGH,
		[PRIORITY_NORMAL] = TICKETS_NEW_IS_NORMAL,
		[PRIORITY_LOW] = TICKETS_NEW_IS_LOW,
	};
	struct tags choices;
	struct view *staff;

	if (!(rq->viewer.roles & ROLES_ANSWER))
		return ERR_NONE;
	if (tag_store_suggest(rq->job.db, rq->a, "", LIMIT_PAGE_ROWS, &choices,
			      e))
		return e->kind;
	staff = view_row(v, TICKETS_NEW_STAFF);
	view_text(v, TICKETS_NEW_TAGS, f ? f->v[ASK_TAGS].text : "");
	view_show(staff, chosen[f ? f->v[ASK_PRIORITY].i64 : PRIORITY_NORMAL]);
	for (size_t i = 0; i < choices.n; i++)
		view_text(view_row(staff, TICKETS_NEW_TAG_CHOICE),
			  TICKETS_NEW_NAME, choices.v[i].name);
	return ERR_NONE;
}

/* Custom fields: those that customers see, or all of them. ${refused}: say what
 * is wrong with what was typed. */
static enum err_kind fill_custom(struct req *rq, struct view *v, bool again,
				 bool refused, struct err *e)
{
	struct desk_fields typed;
	struct custom_fields all;
	struct custom_form form = {
		.fields = &all,
		.customer = !(rq->viewer.roles & ROLES_ANSWER),
		.refused = refused,
		.page = v,
		.errors = TICKETS_NEW_ERRORS,
	};

	if (custom_store_list(rq->job.db, rq->a, CUSTOM_OF_TICKET, &all, e))
		return e->kind;
	if (again) {
		custom_form_read(rq, &typed);
		form.typed = &typed;
	}
	(void)custom_form_fill(rq, v, TICKETS_NEW_CUSTOM, &form);
	return ERR_NONE;
}

/*
 * From where they came to the form: what its first page found out, and carries
 * on; what a link to it says (?from=); or the page before it, unless that is
 * ours. Nobody typed it: what is wrong with it is dropped, never refused.
 */
static const char *came_from(const struct req *rq)
{
	const struct http_pair *said = http_find(
		rq->method == POST ? &rq->fields : &rq->query,
		rq->method == POST ? "referrer" : "from");

	if (said)
		return referrer_clean(rq->a, said->text);
	if (rq->method == POST || csrf_local_referer(rq))
		return NULL;
	return referrer_clean(rq->a, rq->referer);
}

/* The form, with what was typed, and what is wrong with its requester. */
static enum err_kind start_form(struct req *rq, const struct form *f,
				const struct admin_fault *whose, bool refused,
				struct view **out, struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_NEW, TICKETS_NEW_TPL);

	*out = v;
	view_show(v, rq->viewer.roles & ROLES_ANSWER ? TICKETS_NEW_OPENS_IT
						     : TICKETS_NEW_ASKS);
	if (came_from(rq))
		view_text(view_row(v, TICKETS_NEW_CAME_FROM),
			  TICKETS_NEW_REFERRER, came_from(rq));
	view_text(v, TICKETS_NEW_SUBJECT, f ? f->v[ASK_SUBJECT].text : "");
	view_text(v, TICKETS_NEW_BODY, f ? f->v[ASK_BODY].text : "");
	view_int(v, TICKETS_NEW_SUBJECT_MAX, LIMIT_SUBJECT);
	view_int(v, TICKETS_NEW_BODY_MAX, LIMIT_MESSAGE);
	if (fill_staff(rq, v, f, e) ||
	    requester_fill(rq, v, TICKETS_NEW_REQUESTER, whose, e))
		return e->kind;
	if (uploads_field(rq, v, TICKETS_NEW_UPLOAD, "files", f != NULL, e) ||
	    fill_custom(rq, v, f != NULL, refused, e))
		return e->kind;
	return fill_departments(rq, v, f ? f->v[ASK_DEPARTMENT].text : "", e);
}

enum err_kind tickets_new(struct req *rq, struct resp *rs, struct err *e)
{
	struct view *v;

	if (start_form(rq, NULL, NULL, false, &v, e))
		return e->kind;
	return page_send(rq, rs, e);
}

/* The form comes back; ${why} is what the desk said of it, or NULL. */
static enum err_kind refuse(struct req *rq, struct resp *rs,
			    const struct form *f,
			    const struct admin_fault *whose,
			    const struct admin_fault *why, struct err *e)
{
	struct view *v;

	if (start_form(rq, f, whose, true, &v, e))
		return e->kind;
	if (whose && whose->text)
		page_error(rq, v, TICKETS_NEW_ERRORS, whose->id, whose->text);
	if (why && !str_starts(why->id, "field-"))
		page_error(rq, v, TICKETS_NEW_ERRORS, why->id, why->text);
	else
		page_errors(rq, v, TICKETS_NEW_ERRORS, f);
	uploads_errors(rq, v, TICKETS_NEW_ERRORS, "files");
	page_invalid(rq, rs);
	return page_send(rq, rs, e);
}

/* It made a ticket, and was changed since: a form of its own for what is new.
 */
static enum err_kind sent_before(struct req *rq, struct resp *rs,
				 const struct form *f, struct err *e)
{
	struct view *v, *sent;

	err_clear(e);
	if (start_form(rq, f, NULL, false, &v, e))
		return e->kind;
	sent = view_row(v, TICKETS_NEW_SENT);
	view_text(sent, TICKETS_NEW_SENT_CODE, rq->job.told);
	view_show(page_frame(rq), LAYOUT_INVALID);
	rs->status = 409;
	return page_send(rq, rs, e);
}

enum err_kind tickets_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct desk_ticket t = { .priority = PRIORITY_NORMAL,
				 .source = SOURCE_FORM };
	struct admin_fault whose, why;
	struct desk_fields custom;
	struct deed deed;
	struct form f;

	form_read(rq, FIELDS(fields), &f);
	custom_form_read(rq, &custom);
	t.fields = &custom;
	if (!f.ok || uploads_faulted(rq))
		return refuse(rq, rs, &f, NULL, NULL, e);
	if (requester_read(rq, &t.requester, &whose, e))
		return e->kind;
	if (whose.text)
		return refuse(rq, rs, &f, &whose, NULL, e);
	t.department = f.v[ASK_DEPARTMENT].text;
	t.subject = f.v[ASK_SUBJECT].text;
	t.body = f.v[ASK_BODY].text;
	t.priority = (enum priority)f.v[ASK_PRIORITY].i64;
	t.tags = f.v[ASK_TAGS].text;
	t.referrer = came_from(rq);
	if (desk_open(&rq->job, &t, &deed, e) == ERR_INVALID) {
		why.id = e->field ? e->field : fields[ASK_SUBJECT].name;
		why.text = arena_str(rq->a, e->msg);
		err_clear(e);
		return refuse(rq, rs, &f, NULL, &why, e);
	}
	if (e->kind == ERR_CONFLICT && rq->job.told)
		return sent_before(rq, rs, &f, e);
	if (e->kind)
		return e->kind;
	page_done(rq, rs, PAGE_OPENED,
		  arena_printf(rq->a, "/tickets/%s", deed.code));
	return ERR_NONE;
}

enum err_kind tickets_show(struct req *rq, struct resp *rs, struct err *e)
{
	return ticket_sheet_show(rq, rs, e);
}
