#include "web/ticket_side.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "base/zone.h"
#include "core/referrer.h"
#include "store/department_store.h"
#include "web/names.h"
#include "web/tag_parts.h"
#include "web/ticket_customs.h"
#include "web/words.h"

#define OTHERS_SHOWN 5

/* ---- Properties ---------------------------------------------------------- */

/* Whom the form of an assignment is about that comes back. */
static const char *agent_fault(struct req *rq, const struct ticket_sheet *p)
{
	const struct ticket_draft *d = p->draft;

	if (d->kind != DRAFT_ASSIGNMENT || p->stale)
		return NULL;
	return p->fault ? p->fault
			: form_fault_text(rq->a, &d->form->fields[0],
					  &d->form->v[0]);
}

/* Whom a form chose that came too late. */
static enum err_kind find_chosen(struct req *rq, const struct ticket_sheet *p,
				 struct agent_choice *c, struct err *e)
{
	const char *oid = p->stale ? p->draft->assignee : NULL;

	if (!oid)
		return ERR_NONE;
	if (!*oid) {
		c->chosen = (struct person){ .id = { 0 } };
		return ERR_NONE;
	}
	if (agent_list_oid(rq->job.db, rq->a, &c->of, oid, &c->chosen, e) ==
	    ERR_NOT_FOUND)
		err_clear(e); /* disabled, too: the agent it has stands there */
	return e->kind;
}

static enum err_kind fill_people(struct req *rq, struct view *v,
				 const struct ticket_sheet *p, struct err *e)
{
	struct agent_choice c = {
		.name = "agent",
		.of = { .works_in = p->ticket.state.department },
		.first = AGENT_CHOICE_NOBODY,
		.with_presence = true,
		.suggest = arena_printf(rq->a, "/tickets/%s/agents", rq->code),
		.chosen = { .id = p->ticket.state.assignee,
			    .oid = p->ticket.assignee_oid,
			    .name = p->ticket.assignee_name },
	};
	struct person me;

	if (p->draft->agent) {
		c.typed = p->draft->agent->typed;
		c.fit = p->draft->agent->fit;
	}
	c.fault = agent_fault(rq, p);
	if (find_chosen(rq, p, &c, e) ||
	    agent_choice_fill(rq, v, TICKETS_SHOW_AGENT_CHOICE, &c, e))
		return e->kind;
	if (p->ticket.state.assignee.n == rq->viewer.person.n)
		return ERR_NONE;
	if (agent_list_id(rq->job.db, rq->a, &c.of, rq->viewer.person, &me,
			  e) == ERR_NONE) {
		view_text(view_row(v, TICKETS_SHOW_CAN_TAKE), TICKETS_SHOW_ME,
			  me.oid);
	} else if (e->kind == ERR_NOT_FOUND) {
		err_clear(e);
	}
	return e->kind;
}

/* Would they lose sight of it there? An assignment ends with the transfer. */
static bool is_out_of_sight(const struct req *rq, const struct ticket_sheet *p,
			    department_id there)
{
	struct access_ticket moved = p->access;

	moved.department = there;
	moved.assignee.n = 0;
	return !access_see_as_staff(&rq->viewer, &moved);
}

static enum err_kind fill_departments(struct req *rq, struct view *v,
				      const struct ticket_sheet *p,
				      struct err *e)
{
	const char *chosen = p->draft->department;
	struct departments all;

	if (department_store_list(rq->job.db, rq->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		const struct department *d = &all.v[i];
		bool here = d->id.n == p->ticket.state.department.n;
		struct view *place;

		if (d->archived != INSTANT_NONE && !here)
			continue;
		place = view_row(v, TICKETS_SHOW_PLACE);
		view_text(place, TICKETS_SHOW_ID, d->oid);
		view_text(place, TICKETS_SHOW_NAME, d->name);
		if (chosen ? str_eq(d->oid, chosen) : here)
			view_show(place, TICKETS_SHOW_CHOSEN);
		if (here)
			continue;
		if (is_out_of_sight(rq, p, d->id))
			view_show(place, TICKETS_SHOW_ELSEWHERE);
	}
	return ERR_NONE;
}

/* ---- Tags ---------------------------------------------------------------- */

static void show_tags(struct view *v, const struct tags *tags, bool changes)
{
	for (size_t i = 0; i < tags->n; i++) {
		const struct tag *t = &tags->v[i];
		struct view *tag = tag_parts_tag(v, TICKETS_SHOW_TAG, t, NULL);
		struct view *off;

		if (!changes)
			continue;
		off = view_row(tag, PARTS_TAG_REMOVE);
		view_text(off, PARTS_TAG_FORM_ID, "tags-form");
		view_text(off, PARTS_TAG_VALUE, t->oid);
	}
}

static enum err_kind fill_tags(struct req *rq, struct view *v,
			       const struct ticket_sheet *p, struct err *e)
{
	const struct tags *tags = &p->tags;
	struct tags choices;

	if (!p->works || clock_ticket_hidden(&p->ticket.state)) {
		if (tags->n > 0)
			show_tags(view_row(v, TICKETS_SHOW_FIXED_TAGS), tags,
				  false);
		return ERR_NONE;
	}
	if (tag_store_suggest(rq->job.db, rq->a, "", LIMIT_PAGE_ROWS, &choices,
			      e))
		return e->kind;
	view_show(v, TICKETS_SHOW_CAN_TAG);
	if (p->draft->kind == DRAFT_TAGS)
		view_text(v, TICKETS_SHOW_ADD, p->draft->add);
	for (size_t i = 0; i < choices.n; i++)
		view_text(view_row(v, TICKETS_SHOW_TAG_CHOICE),
			  TICKETS_SHOW_NAME, choices.v[i].name);
	if (tags->n > 0)
		show_tags(view_row(v, TICKETS_SHOW_TAGGED), tags, true);
	return ERR_NONE;
}

enum err_kind ticket_side_properties(struct req *rq, struct view *v,
				     const struct ticket_sheet *p,
				     struct err *e)
{
	if (fill_tags(rq, v, p, e))
		return e->kind;
	ticket_customs_side(rq, v, p);
	if (!p->works || p->ticket.state.status > STATUS_RESOLVED) {
		view_show(v, TICKETS_SHOW_FIXED);
		return ERR_NONE;
	}
	view_show(v, TICKETS_SHOW_CAN_ASSIGN);
	if (fill_people(rq, v, p, e))
		return e->kind;
	return fill_departments(rq, v, p, e);
}

/* ---- Who asked ----------------------------------------------------------- */

static void fill_time(const struct req *rq, struct view *v, const char *zone)
{
	const struct zone *z;
	struct err ignored = { 0 };
	char text[WORDS_TEXT];
	struct view *section;

	if (zone_find(zone, &z, &ignored))
		return; /* one that tzdata no longer knows */
	section = view_row(v, TICKETS_SHOW_THEIR_TIME);
	view_text(section, TICKETS_SHOW_TIME,
		  words_time(rq->job.by.now, rq->job.by.now, z, text));
	view_text(section, TICKETS_SHOW_THEIR_ZONE, zone);
}

static void fill_other(const struct req *rq, struct view *v,
		       const struct ticket_other *o)
{
	static const char *const status[STATUS_N] = {
		[STATUS_NEW] = TICKETS_SHOW_OTHER_NEW,
		[STATUS_OPEN] = TICKETS_SHOW_OTHER_OPEN,
		[STATUS_ANSWERED] = TICKETS_SHOW_OTHER_ANSWERED,
		[STATUS_POSTPONED] = TICKETS_SHOW_OTHER_POSTPONED,
		[STATUS_RESOLVED] = TICKETS_SHOW_OTHER_RESOLVED,
	};
	char text[WORDS_TEXT];

	view_text(v, TICKETS_SHOW_OTHER_CODE, o->code);
	view_text(v, TICKETS_SHOW_OTHER_SUBJECT, o->subject);
	view_text(
		v, TICKETS_SHOW_WHEN,
		words_time(o->created, rq->job.by.now, rq->viewer.zone, text));
	view_show(v, status[o->status] ? status[o->status]
				       : TICKETS_SHOW_OTHER_CLOSED);
}

static enum err_kind fill_others(struct req *rq, struct view *v,
				 const struct ticket_sheet *p, struct err *e)
{
	struct ticket_other *others;
	struct view *section;
	size_t n;

	if (ticket_store_others(rq->job.db, rq->a, &rq->viewer, &p->ticket.row,
				&others, &n, e))
		return e->kind;
	if (n == 0) {
		view_show(v, TICKETS_SHOW_NO_OTHERS);
		return ERR_NONE;
	}
	section = view_row(v, TICKETS_SHOW_OTHERS);
	view_text(section, TICKETS_SHOW_COUNT,
		  arena_printf(rq->a, "%zu%s", n,
			       n == TICKET_OTHERS_MAX ? "+" : ""));
	for (size_t i = 0; i < n && i < OTHERS_SHOWN; i++)
		fill_other(rq, view_row(section, TICKETS_SHOW_OTHER),
			   &others[i]);
	return ERR_NONE;
}

static void fill_company(const struct req *rq, struct view *v,
			 const struct ticket_view *t)
{
	struct view *section;

	if (str_empty(t->company_name))
		return;
	section = view_row(v, TICKETS_SHOW_COMPANY);
	view_text(section, TICKETS_SHOW_NAME, t->company_name);
	if (access_look_up(&rq->viewer))
		view_text(view_row(section, TICKETS_SHOW_COMPANY_PAGE),
			  TICKETS_SHOW_COMPANY_URL,
			  arena_printf(rq->a, "/companies/%s", t->company_oid));
	else
		view_show(section, TICKETS_SHOW_NO_COMPANY_PAGE);
}

/* Where it came from, as far as anybody said. */
static void fill_origin(struct view *v, const struct ticket *t)
{
	struct view *row;

	if (t->invited)
		view_show(v, TICKETS_SHOW_INVITED);
	if (!t->referrer)
		return;
	row = view_row(v, TICKETS_SHOW_CAME_FROM);
	if (referrer_leads(t->referrer))
		view_text(view_row(row, TICKETS_SHOW_LEADS),
			  TICKETS_SHOW_REFERRER_URL, t->referrer);
	else
		view_text(view_row(row, TICKETS_SHOW_SAYS),
			  TICKETS_SHOW_REFERRER, t->referrer);
}

static enum err_kind fill_groups(struct req *rq, struct view *v,
				 const struct ticket *t, struct err *e)
{
	struct customer_groups in;
	struct view *row;

	if (group_store_of_requester(rq->job.db, rq->a, t->requester,
				     t->company, &in, e))
		return e->kind;
	row = in.n ? view_row(v, TICKETS_SHOW_IN_GROUPS) : NULL;
	for (size_t i = 0; i < in.n; i++)
		(void)tag_parts_group(row, TICKETS_SHOW_GROUP, &in.v[i], NULL);
	return ERR_NONE;
}

enum err_kind ticket_side_requester(struct req *rq, struct view *v,
				    const struct ticket_sheet *p, struct err *e)
{
	const struct ticket_view *t = &p->ticket;

	view_text(v, TICKETS_SHOW_REQUESTER, t->requester_name);
	view_text(v, TICKETS_SHOW_REQUESTER_EMAIL, t->requester_email);
	view_text(v, TICKETS_SHOW_INITIALS,
		  page_initials(rq->a, t->requester_name));
	if (access_look_up(&rq->viewer) && t->requester_roles & ROLE_CUSTOMER)
		view_text(
			view_row(v, TICKETS_SHOW_CUSTOMER_PAGE),
			TICKETS_SHOW_CUSTOMER_URL,
			arena_printf(rq->a, "/customers/%s", t->requester_oid));
	else
		view_show(v, TICKETS_SHOW_NO_CUSTOMER_PAGE);
	fill_company(rq, v, t);
	fill_origin(v, &t->row);
	if (!str_empty(t->requester_note))
		view_text(view_row(v, TICKETS_SHOW_NOTE_ON_THEM),
			  TICKETS_SHOW_TEXT, t->requester_note);
	fill_time(rq, v, t->requester_zone);
	if (fill_groups(rq, v, &t->row, e))
		return e->kind;
	return fill_others(rq, v, p, e);
}
