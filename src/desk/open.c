#include "desk/desk.h"

#include "base/limits.h"
#include "base/str.h"
#include "core/referrer.h"
#include "desk/custom.h"
#include "desk/people.h"
#include "desk/rule_run.h"
#include "desk/tag.h"
#include "desk/work.h"
#include "store/department_store.h"
#include "store/person_store.h"

/*
 * Customers choose among public ones, staff among their own too. It stays one
 * to choose until the transaction ends, if it is ${held}.
 */
static enum err_kind find_department(struct job *job, const char *oid,
				     bool held, department_id *out,
				     struct err *e)
{
	struct department d;
	enum err_kind kind = held ? department_store_hold(job->db, job->arena,
							  oid, &d, e)
				  : department_store_find_oid(
					    job->db, job->arena, oid, &d, e);

	if (kind == ERR_NONE && d.archived == INSTANT_NONE &&
	    (d.open_to_all || access_department(job->viewer, d.id))) {
		*out = d.id;
		return ERR_NONE;
	}
	if (kind == ERR_NONE || kind == ERR_NOT_FOUND)
		err_set(e, ERR_INVALID, "There is no such department.");
	return err_about(e, "department");
}

/* The viewer, unless staff say on whose behalf. */
static enum err_kind find_requester(struct job *job, const char *oid,
				    struct ticket *row, struct err *e)
{
	struct person p;

	row->requester = job->viewer->person;
	row->company = job->viewer->company;
	if (str_empty(oid))
		return ERR_NONE;
	if (person_store_find_oid(job->db, job->arena, oid, &p, e) ==
	    ERR_NOT_FOUND)
		err_set(e, ERR_INVALID, "There is no such customer.");
	if (e->kind || people_may_ask(&p, e))
		return err_about(e, "customer");
	row->requester = p.id;
	row->company = p.company;
	return ERR_NONE;
}

/*
 * Who speaks in its first message. An agent's own words are an answer that
 * nobody asked for: what was called about is still to be done (Open).
 */
static void say_first(struct work *w, const struct desk_ticket *t,
		      struct event *ev)
{
	bool own = w->row.requester.n == w->job->viewer->person.n;

	ev->status = own ? STATUS_NEW : STATUS_OPEN;
	ev->did |= own ? DID_CUSTOMER_SPOKE
		       : DID_BY_AGENT | DID_STAFF_SPOKE | DID_STATUS;
	work_say(w, t->body, own ? AUTHOR_CUSTOMER : AUTHOR_STAFF,
		 VISIBLE_PUBLIC);
}

static bool is_staff(const struct viewer *v)
{
	return (v->roles & ROLES_ANSWER) != 0;
}

struct opening {
	struct desk_ticket ticket;
	struct tag_names tags;
};

static enum err_kind open_ticket(struct work *w, const void *args,
				 struct err *e)
{
	const struct opening *o = args;
	const struct desk_ticket *t = &o->ticket;
	struct job *job = w->job;
	struct event ev = work_event(w, EVENT_CREATED, DID_CREATE);

	if (find_department(job, t->department, true, &ev.department, e) ||
	    find_requester(job, t->requester, &w->row, e) ||
	    custom_change_ticket(w, !is_staff(job->viewer), t->fields, &ev,
				 e) ||
	    tag_change(w, &o->tags, &ev, e))
		return e->kind;
	w->row.subject = t->subject;
	w->row.source = t->source;
	w->row.invited = t->invited;
	if (w->row.requester.n == job->viewer->person.n)
		w->row.referrer = referrer_clean(job->arena, t->referrer);
	ev.priority = t->priority;
	say_first(w, t, &ev);
	return rule_run_open(w, &ev, e);
}

/* What customers do not choose. */
static enum err_kind check_rights(const struct viewer *v, struct desk_ticket *t,
				  struct err *e)
{
	if (v->person.n == 0 || !work_writes(v))
		return err_set(e, ERR_DENIED, "not theirs to open");
	if (is_staff(v))
		return ERR_NONE;
	if (!str_empty(t->requester))
		return err_set(e, ERR_DENIED, "on behalf of somebody else");
	t->priority = PRIORITY_NORMAL;
	t->tags = NULL;
	return ERR_NONE;
}

enum err_kind work_check_subject(struct arena *a, const char **subject,
				 struct err *e)
{
	const char *s;
	size_t n;

	if (work_check_text("The subject", *subject, LIMIT_SUBJECT, e))
		return e->kind;
	n = strlen(*subject);
	s = str_trim(*subject, &n);
	*subject = arena_copy(a, s, n);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)(*subject)[i] < ' ')
			return err_set(e, ERR_INVALID,
				       "The subject has more than one line.");
	return ERR_NONE;
}

enum err_kind desk_open(struct job *job, const struct desk_ticket *t,
			struct deed *out, struct err *e)
{
	struct opening o = { .ticket = *t };
	struct desk_ticket *mine = &o.ticket;

	if (work_check_subject(job->arena, &mine->subject, e) ||
	    check_rights(job->viewer, mine, e) ||
	    tag_read(job->arena, mine->tags, &o.tags, e))
		return e->kind;
	if (work_check_text("The message", mine->body, LIMIT_MESSAGE, e))
		return err_about(e, "body");
	if (mine->priority < PRIORITY_URGENT || mine->priority >= PRIORITY_N) {
		err_set(e, ERR_INVALID, "There is no such priority.");
		return err_about(e, "priority");
	}
	return work_run_new(job, open_ticket, &o, out, e);
}

enum err_kind desk_answer_by(struct job *job, const char *department,
			     instant *due, const struct level **level,
			     struct err *e)
{
	struct clock_ticket t;
	struct work w;
	struct event ev;

	*due = INSTANT_NONE;
	*level = NULL;
	work_init(&w, job, NULL);
	ev = work_event(&w, EVENT_CREATED, DID_CREATE | DID_CUSTOMER_SPOKE);
	w.row.requester = job->viewer->person;
	w.row.company = job->viewer->company;
	w.row.source = SOURCE_FORM;
	ev.seq = 1;
	ev.status = STATUS_NEW;
	ev.priority = PRIORITY_NORMAL;
	if (find_department(job, department, false, &ev.department, e) ||
	    rule_run_begin(&w, &ev, level, e))
		return e->kind;
	if (!*level)
		return ERR_NONE;
	clock_ticket_init(&t);
	clock_ticket_apply(&t, &ev, *level, job->arena);
	for (size_t i = 0; i < t.n; i++)
		if (t.clocks[i].metric == METRIC_FIRST_ANSWER)
			*due = t.clocks[i].due;
	return ERR_NONE;
}
