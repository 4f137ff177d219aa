#include "web/ticket_undo.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "web/ticket_customs.h"
#include <inttypes.h>

/* The deed, and the ticket as it was before it. */
struct deed_done {
	const struct event_view *event;
	struct clock_ticket before; /* without clocks */
};

/* The events once more, up to the newest that is no mark. */
static bool find_deed(struct req *rq, const struct ticket_sheet *p,
		      struct deed_done *out)
{
	size_t last = p->nevents;

	while (last > 0 && event_is_mark(&p->events[last - 1].event))
		last--;
	if (last < 2 || p->nevents >= LIMIT_PAGE_EVENTS)
		return false;
	out->event = &p->events[last - 1];
	if (out->event->event.by.kind != ACTOR_PERSON ||
	    out->event->event.by.person.n != rq->viewer.person.n)
		return false;
	clock_ticket_init(&out->before);
	for (size_t i = 0; i + 1 < last; i++) {
		struct event ev = p->events[i].event;

		ev.level_version = 0;
		clock_ticket_apply(&out->before, &ev, NULL, rq->a);
	}
	return true;
}

/* ---- What was there before ----------------------------------------------- */

/* The opaque id of who had it, "" for nobody; NULL when it is not told. */
static const char *agent_before(const struct ticket_sheet *p,
				const struct deed_done *d)
{
	const char *found = NULL;

	if (d->before.assignee.n == 0)
		return "";
	for (size_t i = 0; i < p->nevents && &p->events[i] < d->event; i++)
		if (p->events[i].event.did & DID_ASSIGN)
			found = p->events[i].assignee_oid;
	return found;
}

static const char *department_before(const struct ticket_sheet *p,
				     const struct deed_done *d)
{
	const char *found = NULL;

	for (size_t i = 0; i < p->nevents && &p->events[i] < d->event; i++)
		if (p->events[i].event.did & (DID_DEPARTMENT | DID_CREATE))
			found = p->events[i].department_oid;
	return found;
}

/* Did the event put that tag on, or take it off? */
static bool said_of(const struct ticket_sheet *p, int64_t seq, const char *oid,
		    bool added)
{
	for (size_t i = 0; i < p->ntag_events; i++) {
		const struct tag_event *t = &p->tag_events[i];

		if (t->seq == seq && t->added == added && str_eq(t->oid, oid))
			return true;
	}
	return false;
}

/* The opaque ids of those it had; a name may change until they are sent. */
static const char *tags_before(struct arena *a, const struct ticket_sheet *p,
			       int64_t seq)
{
	struct sbuf b = SBUF_INIT(2 * LIMIT_TAGS * (RNG_OID_LEN + 1) + 1);
	const char *text;

	for (size_t i = 0; i < p->tags.n; i++)
		if (!said_of(p, seq, p->tags.v[i].oid, true))
			sbuf_printf(&b, "%s,", p->tags.v[i].oid);
	for (size_t i = 0; i < p->ntag_events; i++)
		if (p->tag_events[i].seq == seq && !p->tag_events[i].added)
			sbuf_printf(&b, "%s,", p->tag_events[i].oid);
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

/* ---- The buttons --------------------------------------------------------- */

/* The form, with the fields that each has; NULL: nothing was just done. */
static struct view *start(struct req *rq, const struct ticket_sheet *p,
			  const char *noun, bool again)
{
	const char *path = arena_printf(rq->a, "/tickets/%s/%s", rq->code,
					noun);
	const char *back = ticket_sheet_came_from(rq);
	struct view *undo = again ? page_open_again(rq, path)
				  : page_undo(rq, path);

	if (!undo)
		return NULL;
	page_undo_field(undo, "seen", arena_printf(rq->a, "%" PRId64, p->seen));
	if (back)
		page_undo_field(undo, "back", back);
	return undo;
}

static void offer(struct req *rq, const struct ticket_sheet *p,
		  const char *noun, const char *name, const char *value)
{
	struct view *undo = value ? start(rq, p, noun, false) : NULL;

	if (undo)
		page_undo_field(undo, name, value);
}

static void offer_transfer(struct req *rq, const struct ticket_sheet *p,
			   const struct deed_done *d)
{
	const char *department = department_before(p, d);
	const char *agent = agent_before(p, d);
	struct view *undo;

	if (!department || !agent)
		return;
	undo = start(rq, p, "transfer", false);
	if (!undo)
		return;
	page_undo_field(undo, "department", department);
	if (d->event->event.did & DID_ASSIGN)
		page_undo_field(undo, "agent", agent);
}

static void offer_fields(struct req *rq, const struct ticket_sheet *p,
			 int64_t seq)
{
	struct view *undo = start(rq, p, "fields", false);

	if (undo)
		ticket_customs_undo(rq, undo, p, seq);
}

/* Opening it again brings it back to New or Open, and to nothing else. */
static bool was_open(const struct deed_done *d)
{
	return d->before.status == STATUS_NEW ||
	       d->before.status == STATUS_OPEN;
}

/* Did a promise end with it? That is final. */
static bool ended_any(const struct ticket_sheet *p, instant at)
{
	for (size_t i = 0; i < p->nclocks; i++)
		if (!clock_live(&p->clocks[i]) && p->clocks[i].stopped == at)
			return true;
	return false;
}

void ticket_undo_offer(struct req *rq, const struct ticket_sheet *p)
{
	static const char *const priorities[PRIORITY_N] = {
		[PRIORITY_URGENT] = "urgent",
		[PRIORITY_HIGH] = "high",
		[PRIORITY_NORMAL] = "normal",
		[PRIORITY_LOW] = "low",
	};
	const struct event *ev;
	struct deed_done d;

	if (!p->works || !http_find(&rq->query, "done") ||
	    !find_deed(rq, p, &d))
		return;
	ev = &d.event->event;
	switch (ev->kind) {
	case EVENT_ASSIGNED:
		offer(rq, p, "assignment", "agent", agent_before(p, &d));
		break;
	case EVENT_MOVED:
		offer_transfer(rq, p, &d);
		break;
	case EVENT_PRIORITY:
		offer(rq, p, "priority", "priority",
		      priorities[d.before.priority]);
		break;
	case EVENT_TAGS:
		offer(rq, p, "tags", "only", tags_before(rq->a, p, ev->seq));
		break;
	case EVENT_FIELDS:
		offer_fields(rq, p, ev->seq);
		break;
	case EVENT_POSTPONED:
		if (was_open(&d))
			(void)start(rq, p, "reopening", false);
		break;
	case EVENT_RESOLVED:
		(void)start(rq, p, "reopening",
			    !was_open(&d) || ended_any(p, ev->at));
		break;
	case EVENT_SPAM:
	case EVENT_DELETED:
		(void)start(rq, p, "restoration", false);
		break;
	default:
		break;
	}
}
