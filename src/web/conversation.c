#include "web/conversation.h"
#include "base/str.h"
#include "web/attachments.h"
#include "web/field_events.h"
#include "web/markdown.h"
#include "web/names.h"
#include "web/page.h"
#include "web/promise_parts.h"
#include "web/step_deeds.h"
#include "web/words.h"

static bool is_viewer(const struct req *rq, person_id p)
{
	return p.n != 0 && p.n == rq->viewer.person.n;
}

/* ---- Messages ------------------------------------------------------------ */

/* Who is named as the author. */
static void fill_author(const struct req *rq, struct view *v,
			const struct message *m, bool staff)
{
	bool team = m->kind == AUTHOR_AUTOMATIC || str_empty(m->author_name) ||
		    (!staff && m->kind != AUTHOR_CUSTOMER);
	struct view *named;

	if (is_viewer(rq, m->author)) {
		view_show(v, PARTS_MESSAGE_YOU);
		return;
	}
	if (team) {
		view_show(v, PARTS_MESSAGE_TEAM);
		return;
	}
	named = view_row(v, PARTS_MESSAGE_NAMED);
	view_text(named, PARTS_MESSAGE_NAME, m->author_name);
	view_text(named, PARTS_MESSAGE_INITIALS,
		  page_initials(rq->a, m->author_name));
}

static void show_message(const struct req *rq, struct view *v, const char *name,
			 const struct message *m, const struct conversation *c)
{
	struct view *entry = view_include(v, name, PARTS_MESSAGE_TPL);
	const char *kind = m->visibility != VISIBLE_PUBLIC ? PARTS_MESSAGE_NOTE
			   : m->kind == AUTHOR_CUSTOMER ? PARTS_MESSAGE_CUSTOMER
							: PARTS_MESSAGE_STAFF;

	view_show(entry, kind);
	fill_author(rq, entry, m, c->staff);
	view_text(entry, PARTS_MESSAGE_ID, m->oid);
	words_time_for(rq, entry, PARTS_MESSAGE_AT, m->at);
	view_html(entry, PARTS_MESSAGE_BODY_HTML,
		  markdown_render(rq->a, m->body, strlen(m->body)));
	if (m->trust != TRUST_SIGNED_IN)
		view_show(entry, PARTS_MESSAGE_BY_MAIL);
	if (c->files)
		attachments_list(rq, entry, PARTS_MESSAGE_FILES, c->files,
				 m->oid);
}

/* ---- What happened ------------------------------------------------------- */

void conversation_party(struct view *v, enum party p)
{
	static const char *const sections[] = {
		[PARTY_NONE] = NULL,
		[PARTY_CUSTOMER] = PARTS_EVENT_FOR_CUSTOMER,
		[PARTY_VENDOR] = PARTS_EVENT_FOR_VENDOR,
		[PARTY_TEAM] = PARTS_EVENT_FOR_TEAM,
		[PARTY_PLANNED] = PARTS_EVENT_FOR_PLAN,
	};

	if ((size_t)p < COUNT_OF(sections) && sections[p])
		view_show(v, sections[p]);
}

void conversation_pause(struct view *v, enum pause_code c)
{
	static const char *const sections[PAUSE_N] = {
		[PAUSE_INFORMATION] = PARTS_EVENT_WHY_INFORMATION,
		[PAUSE_APPROVAL] = PARTS_EVENT_WHY_APPROVAL,
		[PAUSE_CONFIRMATION] = PARTS_EVENT_WHY_CONFIRMATION,
		[PAUSE_VENDOR] = PARTS_EVENT_WHY_VENDOR,
		[PAUSE_DELIVERY] = PARTS_EVENT_WHY_DELIVERY,
		[PAUSE_TEAM] = PARTS_EVENT_WHY_TEAM,
		[PAUSE_DATE] = PARTS_EVENT_WHY_DATE,
		[PAUSE_OTHER] = PARTS_EVENT_WHY_OTHER,
	};

	if ((size_t)c < COUNT_OF(sections) && sections[c])
		view_show(v, sections[c]);
}

static void fill_actor(const struct req *rq, struct view *v,
		       const struct event_view *ev, bool staff)
{
	const struct actor *by = &ev->event.by;
	bool person = by->kind == ACTOR_PERSON || by->kind == ACTOR_IMPORT;

	if (person && is_viewer(rq, by->person))
		view_show(v, PARTS_EVENT_BY_YOU);
	else if (staff && person && !str_empty(ev->actor_name))
		view_text(view_row(v, PARTS_EVENT_BY_NAME), PARTS_EVENT_NAME,
			  ev->actor_name);
	else
		view_show(v, PARTS_EVENT_BY_DESK);
}

static void fill_because(struct view *section, const struct event *ev,
			 bool staff)
{
	if (staff && !str_empty(ev->reason))
		view_text(view_row(section, PARTS_EVENT_BECAUSE),
			  PARTS_EVENT_REASON, ev->reason);
}

static void fill_postponed(const struct req *rq, struct view *v,
			   const struct event *ev, bool staff)
{
	struct view *section = view_row(v, PARTS_EVENT_POSTPONED);

	if (ev->until != INSTANT_NONE)
		words_time_for(rq, view_row(section, PARTS_EVENT_UNTIL_TIME),
			       PARTS_EVENT_UNTIL, ev->until);
	conversation_party(section, ev->party);
	if (staff)
		conversation_pause(section, ev->pause);
	fill_because(section, ev, staff);
}

static void fill_priority(struct view *v, enum priority p)
{
	static const char *const sections[PRIORITY_N] = {
		[PRIORITY_URGENT] = PARTS_EVENT_TO_URGENT,
		[PRIORITY_HIGH] = PARTS_EVENT_TO_HIGH,
		[PRIORITY_NORMAL] = PARTS_EVENT_TO_NORMAL,
		[PRIORITY_LOW] = PARTS_EVENT_TO_LOW,
	};

	if ((size_t)p < PRIORITY_N && sections[p])
		view_show(view_row(v, PARTS_EVENT_PRIORITY), sections[p]);
}

/* A section with TO in it. */
static void fill_to(struct view *v, const char *section, const char *to)
{
	view_text(view_row(v, section), PARTS_EVENT_TO, to);
}

static void fill_assigned(struct view *v, const struct event_view *ev)
{
	if (ev->event.assignee.n)
		fill_to(v, PARTS_EVENT_ASSIGNED, ev->assignee_name);
	else
		view_show(v, PARTS_EVENT_UNASSIGNED);
}

static void fill_level(struct view *v, const struct event_view *ev)
{
	if (ev->event.level_version)
		fill_to(v, PARTS_EVENT_LEVEL_SET, ev->level_name);
	else
		view_show(v, PARTS_EVENT_LEVEL_NONE);
	if (ev->rule_name)
		view_text(view_row(v, PARTS_EVENT_CHOSEN), PARTS_EVENT_RULE,
			  ev->rule_name);
}

/* What its level promises, or by which hours: the version that holds now. */
static void fill_version(struct view *v, const char *section, const char *of,
			 int64_t number)
{
	struct view *version;

	v = view_row(v, section);
	if (str_empty(of))
		return;
	version = view_row(v, PARTS_EVENT_IN_VERSION);
	view_text(version, PARTS_EVENT_TO, of);
	view_int(version, PARTS_EVENT_VERSION, number);
}

/* A status that was set by hand, where nothing else tells of it. */
static const char *status_section(enum status s)
{
	switch (s) {
	case STATUS_RESOLVED:
		return PARTS_EVENT_RESOLVED;
	case STATUS_CLOSED:
		return PARTS_EVENT_CLOSED;
	case STATUS_NEW:
	case STATUS_OPEN:
		return PARTS_EVENT_REOPENED;
	default:
		return PARTS_EVENT_CHANGED;
	}
}

/* Which were put on and which taken off. */
static void fill_tags(struct view *v, const struct conversation *c, int64_t seq)
{
	struct view *section = view_row(v, PARTS_EVENT_TAGGED);

	for (size_t i = 0; i < c->ntags; i++) {
		const struct tag_event *t = &c->tags[i];

		if (t->seq == seq)
			view_text(view_row(section, t->added ? PARTS_EVENT_ON
							     : PARTS_EVENT_OFF),
				  PARTS_EVENT_TAG, t->name);
	}
}

/* The link that an event tells of, or NULL. */
static const struct link_view *find_link(const struct conversation *c,
					 int64_t seq)
{
	for (size_t i = 0; i < c->nlinks; i++)
		if (c->links[i].seq == seq)
			return &c->links[i];
	return NULL;
}

/* The other ticket, by its code if the viewer may see it. */
static void fill_link(struct view *v, const struct link_view *l)
{
	if (l && l->ended)
		view_show(v, PARTS_EVENT_ENDED);
	if (l && l->code)
		view_text(view_row(v, PARTS_EVENT_LINKED),
			  PARTS_EVENT_LINK_CODE, l->code);
	else
		view_show(v, PARTS_EVENT_UNLINKED);
}

/* A new ticket may be what another one led to. */
static void fill_created(struct view *v, const struct link_view *l)
{
	struct view *section = view_row(v, PARTS_EVENT_CREATED);

	if (l && !l->from)
		fill_link(view_row(section, l->kind == LINK_SPLIT
						    ? PARTS_EVENT_PART_OF
						    : PARTS_EVENT_FOLLOWS),
			  l);
}

static void fill_deadline(const struct req *rq, struct view *v,
			  const struct event *ev, bool staff)
{
	struct view *section = view_row(v, PARTS_EVENT_DEADLINE);

	if (ev->due != INSTANT_NONE)
		words_time_for(rq, view_row(section, PARTS_EVENT_SET),
			       PARTS_EVENT_DUE, ev->due);
	else
		view_show(section, PARTS_EVENT_TAKEN_BACK);
	fill_because(section, ev, staff);
}

/* The address is for staff. */
static void fill_forwarded(struct view *v, const struct event *ev, bool staff)
{
	struct view *section = view_row(v, PARTS_EVENT_FORWARDED);

	if (staff && !str_empty(ev->reason))
		view_text(view_row(section, PARTS_EVENT_FORWARDED_TO),
			  PARTS_EVENT_TO, ev->reason);
	else
		view_show(section, PARTS_EVENT_FORWARDED_ON);
}

/* A step before or at its deadline reminds; one after it escalates. */
static void fill_step(struct view *v, const struct conversation *c,
		      const struct event *ev)
{
	bool after = ev->due != INSTANT_NONE && ev->at > ev->due;

	view_show(v, after ? PARTS_EVENT_ESCALATION : PARTS_EVENT_REMINDER);
	for (size_t i = 0; i < c->ndeeds; i++) {
		const struct step_deed *d = &c->deeds[i];

		if (d->metric == ev->metric && d->cycle == ev->cycle &&
		    d->step == ev->step)
			step_deeds_fill(v, d);
	}
}

/* What another ticket has to do with, and what was decided by hand. */
static bool fill_rarer(const struct req *rq, struct view *v,
		       const struct conversation *c,
		       const struct event_view *view, enum event_kind kind)
{
	const struct event *ev = &view->event;
	static const char *const linked[EVENT_KIND_N] = {
		[EVENT_MERGED] = PARTS_EVENT_MERGED,
		[EVENT_TOOK_IN] = PARTS_EVENT_TOOK_IN,
		[EVENT_SPLIT] = PARTS_EVENT_SPLIT,
		[EVENT_FOLLOWED] = PARTS_EVENT_FOLLOWED,
	};

	if ((size_t)kind >= EVENT_KIND_N)
		return false;
	if (linked[kind])
		fill_link(view_row(v, linked[kind]), find_link(c, ev->seq));
	else if (kind == EVENT_CREATED)
		fill_created(v, find_link(c, ev->seq));
	else if (kind == EVENT_REMINDER)
		fill_step(v, c, ev);
	else if (kind == EVENT_DEADLINE)
		fill_deadline(rq, v, ev, c->staff);
	else if (kind == EVENT_FORWARDED)
		fill_forwarded(v, ev, c->staff);
	else if (kind == EVENT_NO_REPLY)
		fill_because(view_row(v, PARTS_EVENT_NO_REPLY), ev, c->staff);
	else if (kind == EVENT_RULE || kind == EVENT_RULES_END)
		step_deeds_fill_event(v, view, c->ruled, c->nruled);
	else
		return false;
	return true;
}

static void fill_what(const struct req *rq, struct view *v,
		      const struct conversation *c,
		      const struct event_view *view, enum event_kind kind)
{
	static const char *const plain[EVENT_KIND_N] = {
		[EVENT_POSTPONEMENT_ENDED] = PARTS_EVENT_POSTPONEMENT_ENDED,
		[EVENT_RESOLVED] = PARTS_EVENT_RESOLVED,
		[EVENT_REOPENED] = PARTS_EVENT_REOPENED,
		[EVENT_CLOSED] = PARTS_EVENT_CLOSED,
		[EVENT_OVERDUE] = PARTS_EVENT_OVERDUE,
		[EVENT_CHANGED] = PARTS_EVENT_CHANGED,
		[EVENT_MARKED_ANSWERED] = PARTS_EVENT_MARKED_ANSWERED,
		[EVENT_SPAM] = PARTS_EVENT_SPAM,
		[EVENT_DELETED] = PARTS_EVENT_DELETED,
		[EVENT_RESTORED] = PARTS_EVENT_RESTORED,
		[EVENT_PAUSE_ENDED] = PARTS_EVENT_PAUSE_ENDED,
		[EVENT_QUEUED] = PARTS_EVENT_QUEUED,
		[EVENT_ACCEPTED] = PARTS_EVENT_ACCEPTED,
		[EVENT_ABANDONED] = PARTS_EVENT_ABANDONED,
	};
	const struct event *ev = &view->event;

	if (kind == EVENT_ASSIGNED)
		fill_assigned(v, view);
	else if (kind == EVENT_MOVED)
		fill_to(v, PARTS_EVENT_MOVED, view->department_name);
	else if (kind == EVENT_PRIORITY)
		fill_priority(v, ev->priority);
	else if (kind == EVENT_POSTPONED)
		fill_postponed(rq, v, ev, c->staff);
	else if (kind == EVENT_TAGS)
		fill_tags(v, c, ev->seq);
	else if (kind == EVENT_FIELDS)
		field_events_fill(rq->a, v, c->fields, c->nfields, ev->seq);
	else if (kind == EVENT_LEVEL)
		fill_level(v, view);
	else if (kind == EVENT_REVISED)
		fill_version(v, PARTS_EVENT_REVISED, view->level_name,
			     view->level_number);
	else if (kind == EVENT_HOURS)
		fill_version(v, PARTS_EVENT_HOURS, view->calendar_name,
			     view->calendar_number);
	else if (fill_rarer(rq, v, c, view, kind))
		;
	else if ((size_t)kind < EVENT_KIND_N && plain[kind])
		view_show(v, plain[kind]);
	else
		view_show(v, status_section(ev->status));
	if (ev->metric >= 0)
		promise_parts_metric(v, (enum metric)ev->metric);
}

#define KIND(kind) (UINT64_C(1) << (kind))

/* What became of the SLA; the rest is what people and rules did. */
#define PROMISES                                                               \
	(KIND(EVENT_OVERDUE) | KIND(EVENT_REMINDER) | KIND(EVENT_LEVEL) |      \
	 KIND(EVENT_DEADLINE) | KIND(EVENT_PAUSE_ENDED) |                      \
	 KIND(EVENT_REVISED) | KIND(EVENT_HOURS))

static bool is_shown(const struct conversation *c, enum event_kind kind)
{
	bool promise = (KIND(kind) & PROMISES) != 0;

	return c->filter == SHOW_ALL ||
	       c->filter == (promise ? SHOW_PROMISES : SHOW_CHANGES);
}

/* Each returns how many entries came of it. */
static size_t show_event(const struct req *rq, struct view *v, const char *name,
			 const struct conversation *c,
			 const struct event_view *ev, enum event_kind kind)
{
	struct view *entry;

	if (!is_shown(c, kind))
		return 0;
	entry = view_include(v, name, PARTS_EVENT_TPL);
	fill_what(rq, entry, c, ev, kind);
	fill_actor(rq, entry, ev, c->staff);
	words_time_for(rq, entry, PARTS_EVENT_AT, ev->event.at);
	return 1;
}

/* What customers are told of what happens to their ticket. */
#define FOR_CUSTOMERS                                                          \
	(KIND(EVENT_POSTPONED) | KIND(EVENT_POSTPONEMENT_ENDED) |              \
	 KIND(EVENT_RESOLVED) | KIND(EVENT_REOPENED) | KIND(EVENT_CLOSED) |    \
	 KIND(EVENT_MARKED_ANSWERED) | KIND(EVENT_MERGED) |                    \
	 KIND(EVENT_SPLIT) | KIND(EVENT_FOLLOWED))

/* What is told by its message, or part by part. */
#define SEVERAL                                                                \
	(KIND(EVENT_CUSTOMER_MESSAGE) | KIND(EVENT_REPLY) | KIND(EVENT_NOTE) | \
	 KIND(EVENT_CHANGED))

/* The message of a new ticket tells that it was opened, but not out of what;
 * that of one that was forwarded not to whom. */
static size_t show_opening(const struct req *rq, struct view *v,
			   const char *name, const struct conversation *c,
			   const struct event_view *ev)
{
	if (c->staff && ev->event.kind == EVENT_FORWARDED)
		return show_event(rq, v, name, c, ev, EVENT_FORWARDED);
	if (!(ev->event.did & DID_CREATE) || !find_link(c, ev->event.seq))
		return 0;
	return show_event(rq, v, name, c, ev, EVENT_CREATED);
}

/* Of an event that is one line: is it shown to them? */
static bool is_told(const struct conversation *c, enum event_kind kind)
{
	return c->staff || (KIND(kind) & FOR_CUSTOMERS);
}

/* Which level a new ticket got: a rule's doing, whoever opened it. */
static size_t show_choice(const struct req *rq, struct view *v,
			  const char *name, const struct conversation *c,
			  const struct event_view *ev)
{
	struct event_view choice = *ev;

	if (!c->staff || !ev->rule_name || !(ev->event.did & DID_CREATE))
		return 0;
	choice.event.by.kind = ACTOR_RULE;
	choice.actor_name = NULL;
	return show_event(rq, v, name, c, &choice, EVENT_LEVEL);
}

/* What a step or a rule did to the status, as if somebody had. */
static size_t show_moved(const struct req *rq, struct view *v, const char *name,
			 const struct conversation *c,
			 const struct event_view *ev)
{
	static const enum event_kind kinds[STATUS_N] = {
		[STATUS_NEW] = EVENT_REOPENED,
		[STATUS_OPEN] = EVENT_REOPENED,
		[STATUS_POSTPONED] = EVENT_POSTPONED,
		[STATUS_RESOLVED] = EVENT_RESOLVED,
		[STATUS_CLOSED] = EVENT_CLOSED,
		[STATUS_SPAM] = EVENT_SPAM,
		[STATUS_DELETED] = EVENT_DELETED,
	};
	unsigned did = ev->event.did;
	enum event_kind kind = EVENT_MARKED_ANSWERED;

	if (did & (DID_STATUS | DID_REOPEN))
		kind = kinds[ev->event.status];
	else if (!(did & DID_ANSWERED))
		return 0;
	/* That of a message is told by it, but for these. */
	if (ev->event.kind != EVENT_CHANGED && ev->event.kind != EVENT_RULE &&
	    kind != EVENT_RESOLVED && kind != EVENT_POSTPONED)
		return 0;
	return is_told(c, kind) ? show_event(rq, v, name, c, ev, kind) : 0;
}

static bool has_ruled(const struct conversation *c, int64_t seq)
{
	for (size_t i = 0; i < c->nruled; i++)
		if (c->ruled[i].seq == seq)
			return true;
	return false;
}

/* A rule's line tells staff all of it; customers see what became of the
 * status, and what it said to them. */
static size_t show_rule(const struct req *rq, struct view *v, const char *name,
			const struct conversation *c,
			const struct event_view *ev)
{
	if (!c->staff)
		return ev->event.kind == EVENT_RULE
			       ? show_moved(rq, v, name, c, ev)
			       : 0;
	/* Of an answer beside a note the first event tells. */
	if (ev->event.did == DID_DESK_SPOKE && !has_ruled(c, ev->event.seq))
		return 0;
	return show_event(rq, v, name, c, ev, ev->event.kind);
}

static size_t show_alone(const struct req *rq, struct view *v, const char *name,
			 const struct conversation *c,
			 const struct event_view *ev)
{
	enum event_kind kind = ev->event.kind;

	if (kind == EVENT_RULE || kind == EVENT_RULES_END)
		return show_rule(rq, v, name, c, ev);
	return is_told(c, kind) ? show_event(rq, v, name, c, ev, kind) : 0;
}

/*
 * Several things in one save are several lines: each as the event that it would
 * have been alone. ${spoke}: its message was shown, which tells the rest.
 */
static size_t show_events(const struct req *rq, struct view *v,
			  const char *name, const struct conversation *c,
			  const struct event_view *ev, bool spoke)
{
	static const struct {
		unsigned did;
		enum event_kind kind;
	} parts[] = { { DID_DEPARTMENT, EVENT_MOVED },
		      { DID_PRIORITY, EVENT_PRIORITY },
		      { DID_LEVEL, EVENT_LEVEL },
		      { DID_ASSIGN, EVENT_ASSIGNED },
		      { DID_TAGS, EVENT_TAGS },
		      { DID_FIELDS, EVENT_FIELDS } };
	unsigned did = ev->event.did;
	enum event_kind kind = ev->event.kind;
	bool several = kind != EVENT_RULE &&
		       ((KIND(kind) & SEVERAL) || spoke ||
			(kind == EVENT_MOVED && did & DID_ASSIGN));
	size_t n = 0;

	if (!several)
		return show_alone(rq, v, name, c, ev);
	n += show_opening(rq, v, name, c, ev);
	n += show_choice(rq, v, name, c, ev);
	if (did & DID_CREATE)
		did &= DID_TAGS | DID_FIELDS;
	for (size_t i = 0; c->staff && i < COUNT_OF(parts); i++)
		if (did & parts[i].did)
			n += show_event(rq, v, name, c, ev, parts[i].kind);
	if (!(ev->event.did & DID_CREATE))
		n += show_moved(rq, v, name, c, ev);
	return n;
}

static bool is_read(const struct conversation *c, const struct message *m)
{
	bool public = m->visibility == VISIBLE_PUBLIC;

	return (c->staff || public) &&
	       (c->filter == SHOW_ALL ||
		c->filter == (public ? SHOW_MESSAGES : SHOW_NOTES));
}

size_t conversation_show(const struct req *rq, struct view *v, const char *name,
			 const struct conversation *c)
{
	size_t m = 0, i = 0, n = 0;

	while (m < c->nmessages || i < c->nevents) {
		int64_t seq = i < c->nevents ? c->events[i].event.seq
					     : INT64_MAX;
		bool spoke = false;

		for (; m < c->nmessages && c->messages[m].seq <= seq; m++) {
			const struct message *said = &c->messages[m];

			spoke |= said->seq == seq;
			if (!is_read(c, said))
				continue;
			show_message(rq, v, name, said, c);
			n++;
		}
		if (i < c->nevents)
			n += show_events(rq, v, name, c, &c->events[i++],
					 spoke);
	}
	return n;
}
