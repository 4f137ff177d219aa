#include "base/str.h"
#include "desk/people.h"
#include "store/count_store.h"
#include "store/invitation_store.h"
#include "store/presence_store.h"
#include "store/session_store.h"
#include "store/ticket_about.h"
#include "web/agent_choice.h"
#include "web/names.h"
#include "web/people.h"
#include "web/people_form.h"
#include "web/presence.h"
#include "web/viewer.h"
#include "web/words.h"

#define HANDOVER_BATCH 200

/* A page about one member of staff, or what another form left of it. */
struct sheet {
	struct req *rq;
	struct view *v;
	struct person p;
	bool theirs; /* the viewer's to change */
};

static const char *path_of(struct req *rq)
{
	return arena_printf(rq->a, "/people/%s", rq->oid);
}

static enum err_kind start(struct req *rq, const char *tpl, const char *rail,
			   struct sheet *s, struct err *e)
{
	*s = (struct sheet){ .rq = rq };
	if (person_store_find_oid(rq->job.db, rq->a, rq->oid, &s->p, e))
		return e->kind;
	s->theirs = access_manage(&rq->viewer, s->p.roles);
	s->v = admin_page(rq, LAYOUT_AT_PEOPLE, PARTS_ADMIN_AT_PEOPLE, tpl,
			  rail);
	view_text(s->v, PEOPLE_SHOW_OID, s->p.oid);
	view_text(s->v, PEOPLE_SHOW_WHO, s->p.name);
	admin_title(rq, s->p.name);
	return ERR_NONE;
}

/* ---- Their tickets ------------------------------------------------------- */

#define SHOWN 10

/* Whom they could go to: who may answer, but themself. */
static struct agent_choice heir_choice(void)
{
	return (struct agent_choice){ .name = "to",
				      .of = { .roles = ROLES_ANSWER },
				      .first = AGENT_CHOICE_NOBODY,
				      .hint = "to-hint" };
}

/* As it is asked first (NULL), or with what was chosen. */
static enum err_kind fill_heirs(struct sheet *s, struct view *v,
				const struct agent_choice *c, bool with_keep,
				struct err *e)
{
	struct agent_choice own = c ? *c : heir_choice();

	own.of.but = s->p.id;
	own.with_keep = with_keep;
	return agent_choice_fill(s->rq, v, PEOPLE_SHOW_AGENT_CHOICE, &own, e);
}

static enum err_kind fill_tickets(struct sheet *s, struct view **section,
				  struct err *e)
{
	const struct about_search search = { .kind = ABOUT_ASSIGNEE,
					     .id = s->p.id.n,
					     .key = "" };
	struct req *rq = s->rq;
	struct about_page page;
	int64_t open;

	*section = NULL;
	if (count_store_one(rq->job.db, rq->a, COUNT_PERSON_OPEN, s->p.id.n,
			    &open, e) ||
	    ticket_about_page(rq->job.db, rq->a, &rq->viewer, &search, &page,
			      e))
		return e->kind;
	admin_count(s->v, PEOPLE_SHOW_OPEN, open);
	if (page.n == 0)
		return ERR_NONE;
	*section = view_row(s->v, PEOPLE_SHOW_TICKETS);
	admin_count(*section, PEOPLE_SHOW_OPEN, open);
	for (size_t i = 0; i < page.n && i < SHOWN; i++) {
		struct view *row = view_row(*section, PEOPLE_SHOW_TICKET);

		view_text(row, PEOPLE_SHOW_CODE, page.rows[i].code);
		view_text(row, PEOPLE_SHOW_SUBJECT, page.rows[i].subject);
		view_text(row, PEOPLE_SHOW_DEPARTMENT_NAME,
			  page.rows[i].department_name);
	}
	if (page.n > SHOWN)
		view_show(*section, PEOPLE_SHOW_MORE);
	return ERR_NONE;
}

/* ---- Their sessions ------------------------------------------------------ */

static void fill_session(struct sheet *s, struct view *list,
			 const struct session_row *r)
{
	struct view *row = view_row(list, PEOPLE_SHOW_SESSION);

	if (*r->came_from)
		view_text(view_row(row, PEOPLE_SHOW_FROM), PEOPLE_SHOW_NETWORK,
			  r->came_from);
	else
		view_show(row, PEOPLE_SHOW_UNKNOWN);
	words_time_for(s->rq, row, PEOPLE_SHOW_SINCE, r->created);
	words_time_for(s->rq, row, PEOPLE_SHOW_SEEN, r->seen);
	if (r->oid && s->theirs)
		view_text(view_row(row, PEOPLE_SHOW_END),
			  PEOPLE_SHOW_OID_SESSION, r->oid);
}

static enum err_kind fill_sessions(struct sheet *s, struct err *e)
{
	struct req *rq = s->rq;
	const struct session_idle idle = viewer_idle(rq);
	struct session_list list;
	struct view *section;

	if (session_store_list(rq->job.db, rq->a, s->p.id, rq->job.by.now,
			       &idle, &list, e))
		return e->kind;
	if (list.n == 0) {
		view_show(s->v, PEOPLE_SHOW_NO_SESSIONS);
		return ERR_NONE;
	}
	section = view_row(s->v, PEOPLE_SHOW_SESSIONS);
	if (s->theirs)
		view_show(section, PEOPLE_SHOW_END_ALL);
	for (size_t i = 0; i < list.n; i++)
		fill_session(s, section, &list.v[i]);
	return ERR_NONE;
}

/* ---- The door ------------------------------------------------------------ */

static enum err_kind fill_link(struct sheet *s, struct err *e)
{
	struct req *rq = s->rq;
	struct view *link;
	instant until;

	if (!s->p.password_hash && s->p.disabled == INSTANT_NONE)
		view_show(s->v, PEOPLE_SHOW_WITHOUT_PASSWORD);
	if (!s->theirs || s->p.disabled != INSTANT_NONE)
		return ERR_NONE;
	if (invitation_store_open(rq->job.db, rq->a, s->p.id, rq->job.by.now,
				  &until, e))
		return e->kind;
	link = view_row(s->v, PEOPLE_SHOW_LINK);
	if (until != INSTANT_NONE)
		words_time_for(rq, view_row(link, PEOPLE_SHOW_LINK_OPEN),
			       PEOPLE_SHOW_UNTIL, until);
	return ERR_NONE;
}

static void fill_door(struct sheet *s)
{
	bool self = s->p.id.n == s->rq->viewer.person.n;
	struct view *disabled;

	if (s->p.disabled == INSTANT_NONE) {
		if (s->theirs && !self)
			view_show(s->v, PEOPLE_SHOW_DOOR);
		return;
	}
	disabled = view_row(s->v, PEOPLE_SHOW_DISABLED);
	words_time_for(s->rq, disabled, PEOPLE_SHOW_SINCE, s->p.disabled);
	if (s->theirs)
		view_show(disabled, PEOPLE_SHOW_ENABLE);
}

/* What can be taken back of what was just done. */
static void fill_undo(struct sheet *s)
{
	struct req *rq = s->rq;

	if (admin_was(rq, PAGE_PERSON_DISABLED) && s->theirs)
		(void)page_undo(rq, arena_printf(rq->a, "/people/%s/enabled",
						 s->p.oid));
	if (admin_was(rq, PAGE_PERSON_ENABLED) && s->theirs)
		(void)page_undo(rq, arena_printf(rq->a, "/people/%s/disabled",
						 s->p.oid));
}

/* Is who answers tickets there? */
static enum err_kind fill_presence(struct sheet *s, struct err *e)
{
	enum presence is;

	if (!(s->p.roles & ROLES_ANSWER) || s->p.disabled != INSTANT_NONE)
		return ERR_NONE;
	if (presence_store_find(s->rq->job.db, s->rq->a, s->p.id,
				s->rq->job.by.now, &is, e))
		return e->kind;
	presence_show(s->v, PEOPLE_SHOW_PRESENCE, is);
	return ERR_NONE;
}

/* Everything but the form; ${c}: a choice that comes back, or NULL. */
static enum err_kind fill_rest(struct sheet *s, const struct agent_choice *c,
			       struct err *e)
{
	struct view *tickets, *over;

	fill_door(s);
	fill_undo(s);
	if (fill_presence(s, e) || fill_link(s, e) ||
	    fill_tickets(s, &tickets, e) || fill_sessions(s, e))
		return e->kind;
	if (!tickets || !s->theirs || s->p.disabled == INSTANT_NONE)
		return ERR_NONE;
	over = view_row(tickets, PEOPLE_SHOW_HANDOVER);
	view_text(over, PEOPLE_SHOW_OID, s->p.oid);
	if (c && c->chosen.id.n && !c->fault)
		view_text(view_row(over, PEOPLE_SHOW_GOES_ON), PEOPLE_SHOW_WITH,
			  c->chosen.oid);
	return fill_heirs(s, over, c, false, e);
}

/* ---- The page ------------------------------------------------------------ */

static enum err_kind fill_form(struct sheet *s, const struct people_values *v,
			       struct view **fields, struct err *e)
{
	struct view *form;

	*fields = NULL;
	if (!s->theirs) {
		view_show(s->v, PEOPLE_SHOW_NOT_YOURS);
		return ERR_NONE;
	}
	form = view_row(s->v, PEOPLE_SHOW_FORM);
	view_int(form, PEOPLE_SHOW_SEEN_VERSION, s->p.version);
	*fields = view_include(form, PEOPLE_SHOW_FIELDS, PEOPLE_FIELDS_TPL);
	return people_form_fill(s->rq, *fields, v, s->p.id, s->p.roles, e);
}

/* Who got the batch before is to get the next one, unless they left since. */
static enum err_kind read_next_heir(struct req *rq, struct agent_choice *c,
				    struct err *e)
{
	*c = heir_choice();
	if (!page_was(rq, PAGE_HANDING_OVER))
		return ERR_NONE;
	if (agent_choice_read(rq, c, e))
		return e->kind;
	if (c->fault)
		*c = heir_choice();
	return ERR_NONE;
}

enum err_kind people_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct people_values values;
	struct agent_choice heir;
	struct view *fields;
	struct sheet s;

	if (start(rq, PEOPLE_SHOW_TPL, PEOPLE_SHOW_ADMIN, &s, e) ||
	    people_form_stored(rq, &s.p, &values, e) ||
	    read_next_heir(rq, &heir, e) ||
	    fill_form(&s, &values, &fields, e) || fill_rest(&s, &heir, e))
		return e->kind;
	return page_send(rq, rs, e);
}

/* The form comes back: with faults, or with what somebody else wrote. */
static enum err_kind show_again(struct req *rq, struct resp *rs,
				const struct form *f,
				const struct admin_fault *fault,
				const struct people_values *typed,
				struct err *e)
{
	bool conflict = e->kind == ERR_CONFLICT;
	struct view *fields;
	struct sheet s;

	err_clear(e);
	if (start(rq, PEOPLE_SHOW_TPL, PEOPLE_SHOW_ADMIN, &s, e) ||
	    fill_form(&s, typed, &fields, e) || fill_rest(&s, NULL, e))
		return e->kind;
	if (!fields)
		return err_set(e, ERR_DENIED, "not theirs to change");
	if (conflict) {
		view_show(s.v, PEOPLE_SHOW_CHANGED);
		admin_now(rq, rs, fields, "name", typed->name, s.p.name);
		admin_now(rq, rs, fields, "email", typed->email,
			  s.p.email ? s.p.email : "");
		admin_now(rq, rs, fields, "home_zone", typed->zone, s.p.zone);
	} else {
		people_form_refuse(rq, rs, s.v, PEOPLE_SHOW_ERRORS, fields, f,
				   fault);
	}
	return page_send(rq, rs, e);
}

static bool not_theirs(struct req *rq, unsigned roles,
		       struct admin_fault *fault, struct err *e)
{
	struct err ignored = { 0 };
	struct person p;

	return e->kind == ERR_DENIED &&
	       !person_store_find_oid(rq->job.db, rq->a, rq->oid, &p,
				      &ignored) &&
	       people_form_not_theirs(rq, p.id, p.roles, roles, e, fault);
}

enum err_kind people_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct people_values typed;
	struct people_change c;
	struct form f;

	form_read(rq, people_form_fields, PERSON_FIELDS, &f);
	people_form_typed(rq, &f, &typed);
	if (!f.ok)
		return show_again(rq, rs, &f, NULL, &typed, e);
	c = (struct people_change){ .seen = f.v[PERSON_SEEN].i64,
				    .name = typed.name,
				    .email = typed.email,
				    .zone = typed.zone,
				    .roles = typed.roles,
				    .set_departments = true,
				    .departments = typed.departments,
				    .ndepartments = typed.ndepartments };
	if (!typed.roles)
		(void)err_set(e, ERR_INVALID, "role: choose at least one");
	else if (!people_change(&rq->job, rq->oid, &c, e)) {
		page_done(rq, rs, PAGE_SAVED, path_of(rq));
		return ERR_NONE;
	}
	if (people_form_fault(rq, &f, e, &fault) || admin_stale(rq, e) ||
	    not_theirs(rq, typed.roles, &fault, e))
		return show_again(rq, rs, &f, &fault, &typed, e);
	return e->kind;
}

/* ---- Disabling ----------------------------------------------------------- */

static const struct field handover_fields[] = {
	{ "to", FIELD_LINE, .max = RNG_OID_LEN },
};

/*
 * Who gets them: an opaque id, or "" for nobody. An id that is none to choose
 * from is left to the desk, which says why.
 */
static enum err_kind read_heir(struct req *rq, struct agent_choice *c,
			       const char **to, struct err *e)
{
	struct form f;

	form_read(rq, FIELDS(handover_fields), &f);
	if (agent_choice_read(rq, c, e))
		return e->kind;
	*to = c->chosen.id.n ? c->chosen.oid : c->keep ? "" : f.v[0].text;
	if (c->fault && (c->typed || !f.ok))
		return err_set(e, ERR_INVALID, "to: %s", c->fault);
	return ERR_NONE;
}

/* The desk's word, or the choice's own, beside the choice; else false. */
static bool heir_fault(struct req *rq, struct agent_choice *c,
		       struct admin_fault *fault, struct err *e)
{
	const struct form f = { .fields = handover_fields, .n = 1 };

	if (!str_starts(e->msg, "to: ") || !admin_fault(rq, &f, e, fault))
		return false;
	c->fault = fault->text;
	return true;
}

/* As it is asked first (NULL), or with what was chosen and is wrong. */
static enum err_kind confirm(struct req *rq, struct resp *rs,
			     const struct agent_choice *c,
			     const struct admin_fault *fault, struct err *e)
{
	struct view *tickets;
	struct sheet s;

	if (start(rq, PEOPLE_DISABLE_TPL, PEOPLE_DISABLE_ADMIN, &s, e) ||
	    fill_tickets(&s, &tickets, e))
		return e->kind;
	if (!s.theirs || s.p.id.n == rq->viewer.person.n)
		return err_set(e, ERR_DENIED, "not theirs to disable");
	if (tickets && fill_heirs(&s, tickets, c, true, e))
		return e->kind;
	if (c)
		admin_refuse(rq, rs, s.v, PEOPLE_DISABLE_ERRORS, NULL, fault);
	return page_send(rq, rs, e);
}

enum err_kind people_confirm(struct req *rq, struct resp *rs, struct err *e)
{
	return confirm(rq, rs, NULL, NULL, e);
}

/* The next batch, and what to say of it: who got it stands in the address. */
static enum err_kind hand_over(struct req *rq, struct resp *rs, const char *to,
			       bool goes_on, enum page_done done, struct err *e)
{
	const char *path = path_of(rq);
	int64_t left;

	if (people_hand_over(&rq->job, rq->oid, to, goes_on, HANDOVER_BATCH,
			     &left, e))
		return e->kind;
	if (left && *to)
		path = arena_printf(rq->a, "%s?to=%s", path, to);
	page_done(rq, rs, left ? PAGE_HANDING_OVER : done, path);
	return ERR_NONE;
}

/* Disabled, and what becomes of their tickets: somebody's, nobody's, theirs. */
static enum err_kind disable(struct req *rq, struct resp *rs,
			     struct agent_choice *c, struct err *e)
{
	bool asked = http_find(&rq->fields, "to") ||
		     http_find(&rq->fields, "to_typed");
	const char *to;

	if (read_heir(rq, c, &to, e))
		return e->kind;
	if (people_replace(&rq->job, rq->oid, to, e))
		return e->kind;
	if (asked && !c->keep &&
	    hand_over(rq, rs, to, true, PAGE_PERSON_DISABLED, e) != ERR_INVALID)
		return e->kind;
	/* Who should get them left in this moment: their page still asks. */
	err_clear(e);
	page_done(rq, rs, PAGE_PERSON_DISABLED, path_of(rq));
	return ERR_NONE;
}

enum err_kind people_disable(struct req *rq, struct resp *rs, struct err *e)
{
	struct agent_choice c = heir_choice();
	struct admin_fault fault;

	c.with_keep = true;
	if (!disable(rq, rs, &c, e))
		return ERR_NONE;
	if (!heir_fault(rq, &c, &fault, e))
		return e->kind;
	return confirm(rq, rs, &c, &fault, e);
}

/* Their page again, with what was chosen and is wrong. */
static enum err_kind show_handover(struct req *rq, struct resp *rs,
				   const struct agent_choice *c,
				   const struct admin_fault *fault,
				   struct err *e)
{
	struct people_values values;
	struct view *fields;
	struct sheet s;

	if (start(rq, PEOPLE_SHOW_TPL, PEOPLE_SHOW_ADMIN, &s, e) ||
	    people_form_stored(rq, &s.p, &values, e) ||
	    fill_form(&s, &values, &fields, e) || fill_rest(&s, c, e))
		return e->kind;
	admin_refuse(rq, rs, s.v, PEOPLE_SHOW_ERRORS, NULL, fault);
	return page_send(rq, rs, e);
}

enum err_kind people_handover(struct req *rq, struct resp *rs, struct err *e)
{
	const struct http_pair *with = http_find(&rq->fields, "goes_on");
	struct agent_choice c = heir_choice();
	struct admin_fault fault;
	const char *to;

	if (!read_heir(rq, &c, &to, e) &&
	    !hand_over(rq, rs, to, with && str_eq(with->text, to),
		       PAGE_HANDED_OVER, e))
		return ERR_NONE;
	if (!heir_fault(rq, &c, &fault, e))
		return e->kind;
	return show_handover(rq, rs, &c, &fault, e);
}

enum err_kind people_enable(struct req *rq, struct resp *rs, struct err *e)
{
	if (people_set_disabled(&rq->job, rq->oid, false, e))
		return e->kind;
	page_done(rq, rs, PAGE_PERSON_ENABLED, path_of(rq));
	return ERR_NONE;
}

/* ---- Signing out --------------------------------------------------------- */

enum err_kind people_sign_out(struct req *rq, struct resp *rs, struct err *e)
{
	static const struct field fields[] = {
		[0] = { .name = "session", .kind = FIELD_OID },
	};
	struct form f;

	form_read(rq, FIELDS(fields), &f);
	if (form_check(rq->a, &f, e))
		return e->kind;
	if (people_end_session(&rq->job, rq->oid,
			       f.v[0].given ? f.v[0].text : NULL, e))
		return e->kind;
	page_done(rq, rs, PAGE_THEIR_SESSIONS_ENDED, path_of(rq));
	return ERR_NONE;
}
