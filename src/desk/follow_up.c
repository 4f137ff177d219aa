/* What is said on a closed ticket begins a new one (sla.md R15). */
#include "desk/desk.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/rule_run.h"
#include "desk/work.h"
#include "store/department_store.h"

/* Where the old one was, if customers may still choose it; else the first of
 * those they may. */
static enum err_kind find_department(struct work *w, department_id *out,
				     struct err *e)
{
	struct job *job = w->job;
	struct departments list;
	struct department held;
	size_t at = 0;

	*out = w->state.department;
	if (department_store_list_open(job->db, job->arena, &list, e))
		return e->kind;
	if (list.n == 0)
		return ERR_NONE;
	for (size_t i = 0; i < list.n; i++)
		if (list.v[i].id.n == out->n)
			at = i;
	if (department_store_hold(job->db, job->arena, list.v[at].oid, &held,
				  e))
		return e->kind;
	*out = held.id;
	return ERR_NONE;
}

/* "Re: " once, however often it is followed up. */
static const char *subject_of(struct arena *a, const char *old)
{
	const char *s = str_starts(old, "Re: ")
				? old
				: arena_printf(a, "Re: %s", old);

	return arena_copy(a, s, str_utf8_cut(s, strlen(s), LIMIT_SUBJECT));
}

static enum err_kind begin_new(struct work *w, const char *body, struct err *e)
{
	struct work *next = w->also;
	struct event ev = work_event(next, EVENT_CREATED,
				     DID_CREATE | DID_CUSTOMER_SPOKE);

	if (find_department(w, &ev.department, e))
		return e->kind;
	next->row.requester = w->row.requester;
	next->row.company = w->row.company;
	next->row.subject = subject_of(w->job->arena, w->row.subject);
	next->row.source = SOURCE_FORM;
	ev.status = STATUS_NEW;
	ev.priority = PRIORITY_NORMAL;
	work_say(next, body, AUTHOR_CUSTOMER, VISIBLE_PUBLIC);
	return rule_run_open(next, &ev, e);
}

static enum err_kind follow_up(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_FOLLOWED, 0);
	struct access_ticket at = work_access(w);
	enum status s = w->state.status;

	if (!access_is_customer(w->job->viewer, &at))
		return err_set(e, ERR_DENIED, "no customer's word");
	if (work_speaks(w, e))
		return e->kind;
	if (s != STATUS_CLOSED && s != STATUS_MERGED)
		return err_set(e, ERR_CONFLICT, "it can be answered itself");
	(void)work_beside(w);
	work_link(w, LINK_FOLLOW_UP);
	work_add(w, &ev, NULL);
	return begin_new(w, args, e);
}

enum err_kind desk_follow_up(struct job *job, const char *code, int64_t seen,
			     const char *body, struct deed *out, struct err *e)
{
	if (work_check_text("The message", body, LIMIT_MESSAGE, e))
		return e->kind;
	return work_run(job, code, seen, follow_up, body, out, e);
}
