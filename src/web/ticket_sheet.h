#ifndef WEB_TICKET_SHEET_H
#define WEB_TICKET_SHEET_H
/*
 * ticket_sheet: the page of one ticket, for staff or for its requester, and how
 * a form of it comes back.
 *
 * A handler of a form reads its fields and makes one call of the desk:
 *
 *	if (!form.ok)
 *		return ticket_sheet_invalid(rq, rs, &draft, e);
 *	if (desk_note(...))
 *		return ticket_sheet_refused(rq, rs, &draft, e);
 *	return ticket_sheet_done(rq, rs, PAGE_NOTED, e);
 */
#include "store/custom_store.h"
#include "store/event_store.h"
#include "store/message_store.h"
#include "store/tag_store.h"
#include "store/ticket_store.h"
#include "web/agent_choice.h"
#include "web/conversation.h"
#include "web/form.h"
#include "web/page.h"
#include "web/view.h"

/* The fields that every form of a ticket has. */
#define TICKET_SHEET_SEEN                                                      \
	{                                                                      \
		"seen", FIELD_I64, .min = 1, .max = INT64_MAX, .must = true    \
	}

/* What somebody sent, to be shown again: texts as typed, never NULL. */
enum ticket_draft_kind {
	DRAFT_NONE,
	DRAFT_REPLY,
	DRAFT_NOTE,
	DRAFT_ASSIGNMENT,
	DRAFT_POSTPONEMENT,
	DRAFT_TRANSFER,
	DRAFT_PRIORITY,
	DRAFT_TAGS,
	DRAFT_FIELDS,
	DRAFT_NO_REPLY,
	DRAFT_DEADLINE,
	DRAFT_DEED, /* a button alone: nothing comes back */
};
struct ticket_draft {
	enum ticket_draft_kind kind;
	const struct form *form;
	const char *id;   /* the input of the desk's faults; NULL: body's */
	const char *body; /* of a reply or a note */
	const char *until, *reason; /* of a deadline: when it is due */
	enum metric metric;         /* of a deadline; METRIC_N: none */
	enum pause_code code;
	enum party party;
	const char *add;                  /* tags, as typed */
	const struct desk_fields *fields; /* custom ones, as typed */
	const struct agent_choice *agent; /* of an assignment, or NULL */
	const char *assignee;   /* chosen by it: an opaque id, "" nobody */
	const char *department; /* of a transfer: its opaque id */
	enum priority priority;
};

/* All that is known of a ticket when its page is filled. */
struct ticket_sheet {
	struct ticket_view ticket;
	struct access_ticket access;
	bool staff;     /* seen as staff; else as its customer */
	bool requester; /* the viewer is on its customer's side */
	bool works;     /* the viewer may answer, note, assign ... */
	int64_t seen;   /* what its forms send back, to know what is new */
	struct clock *clocks;
	size_t nclocks;
	struct event_view *events; /* in order, up to the last one; the newest
				    * LIMIT_PAGE_EVENTS of them */
	size_t nevents;
	struct event_view *shown; /* the same for an earlier page */
	size_t nshown;
	struct message *messages; /* the newest that fit on a page */
	size_t nmessages;
	struct attachments files;     /* of these messages */
	struct tags tags;             /* of customers: those they see */
	struct tag_event *tag_events; /* for staff */
	size_t ntag_events;
	struct custom_fields fields;       /* custom ones, all of them */
	struct custom_values values;       /* what stands in them */
	struct custom_event *field_events; /* for staff */
	size_t nfield_events;
	struct link_view *links; /* with other tickets */
	size_t nlinks;
	struct step_deed *deeds; /* of its steps; for staff alone */
	size_t ndeeds;
	struct rule_event_deed *ruled; /* of rules; for staff alone */
	size_t nruled;
	enum conversation_filter filter; /* of what happened, what is shown */
	int64_t earlier; /* seq before which there are more; 0: none */
	int64_t before;  /* they are those before that seq; INT64_MAX: all */
	const struct ticket_draft *draft; /* kind DRAFT_NONE: a fresh page */
	bool stale;                       /* the draft met something new */
	bool sent; /* the same: its form was sent before, with other content */
	bool undo; /* the draft was to take something back */
	bool lost; /* there is no form left for what the draft says */
	const char *fault; /* what the desk said about it, or NULL */
};

/* All that is known of rq->code, for a page beside its own. */
enum err_kind ticket_sheet_read(struct req *rq, struct ticket_sheet *p,
				struct err *e) MUST_CHECK;

/*
 * The page of rq->code. Query: before, to see earlier messages; show, to see
 * one kind of entries; back, the list to go back to.
 */
enum err_kind ticket_sheet_show(struct req *rq, struct resp *rs,
				struct err *e) MUST_CHECK;

/* A form with faults comes back. */
enum err_kind ticket_sheet_invalid(struct req *rq, struct resp *rs,
				   const struct ticket_draft *draft,
				   struct err *e) MUST_CHECK;

/*
 * The desk refused it with ${e}: for its text, or because the ticket changed
 * meanwhile or the form was sent before, it comes back with that said, on the
 * ticket as it is now. Anything else is returned.
 */
enum err_kind ticket_sheet_refused(struct req *rq, struct resp *rs,
				   const struct ticket_draft *draft,
				   struct err *e) MUST_CHECK;

/*
 * The same for a button: the ticket as it is now, and why nothing was done.
 * With ERR_CONFLICT alone; anything else is returned.
 */
enum err_kind ticket_sheet_too_late(struct req *rq, struct resp *rs,
				    struct err *e) MUST_CHECK;

/* It was done: to the ticket, or away from it if it is theirs no more. */
enum err_kind ticket_sheet_done(struct req *rq, struct resp *rs,
				enum page_done what, struct err *e) MUST_CHECK;

/* ---- The way back ---------------------------------------------------------
 */

/*
 * The list they came from, a path of ours, or NULL. The page's links and forms
 * carry it on as "back"; at first the browser says it.
 */
const char *ticket_sheet_came_from(const struct req *rq);

/* The same for a form: its VALUE in a section ${section}, if there is one. */
void ticket_sheet_way_back(const struct req *rq, struct view *v,
			   const char *section);

/*
 * The path of what is ${below} a ticket ("/next", "?show=notes", ""), with
 * ${back} as the way back; NULL: none.
 */
const char *ticket_sheet_path(struct arena *a, const char *code,
			      const char *below, const char *back);

/* The same of this ticket, with the way that somebody came. */
const char *ticket_sheet_url(const struct req *rq, const char *below);

/* ---- What both kinds of page show ---------------------------------------- */

/* Say what is wrong with the draft: list it in ${errors}, beside its inputs. */
void ticket_sheet_faults(struct req *rq, const struct ticket_sheet *p,
			 struct view *v, const char *errors);

/* Include its entries as ${name}, with ways to those that did not fit. */
void ticket_sheet_entries(struct req *rq, const struct ticket_sheet *p,
			  struct view *v, const char *name);

/* The ticket that it is merged into, or NULL. */
const struct link_view *ticket_sheet_merged(const struct ticket_sheet *p);

/* "all", "messages" ...: as in the address. */
const char *ticket_sheet_filter(enum conversation_filter f);

/* What happened last, by whoever that was; NULL: nothing that is shown. */
const struct event *ticket_sheet_newest(const struct ticket_sheet *p);

/* The last time it was put off, or NULL. */
const struct event *ticket_sheet_postponement(const struct ticket_sheet *p);

#endif
