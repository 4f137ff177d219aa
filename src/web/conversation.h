#ifndef WEB_CONVERSATION_H
#define WEB_CONVERSATION_H
/*
 * conversation: what was said and done on a ticket, oldest first.
 *
 * Staff see all of it. Customers see public messages by "our team", and of the
 * rest only what happened to their ticket, without anybody's name or reason.
 */
#include "store/attachment_store.h"
#include "store/custom_store.h"
#include "store/event_store.h"
#include "store/link_store.h"
#include "store/message_store.h"
#include "store/rule_event_store.h"
#include "store/step_store.h"
#include "store/tag_store.h"
#include "web/http.h"
#include "web/view.h"

/* Which of the entries are shown. */
enum conversation_filter {
	SHOW_ALL,
	SHOW_MESSAGES,
	SHOW_NOTES,
	SHOW_PROMISES, /* what became of the SLA */
	SHOW_CHANGES,  /* what people and rules did */
};

struct conversation {
	bool staff; /* else private notes are left out, whatever comes in */
	enum conversation_filter filter;
	const struct message *messages;
	size_t nmessages;
	const struct attachments *files; /* of these messages; or NULL */
	const struct event_view *events;
	size_t nevents;
	const struct tag_event *tags; /* of events with DID_TAGS, in order */
	size_t ntags;
	const struct custom_event *fields; /* of events with DID_FIELDS */
	size_t nfields;
	const struct link_view *links; /* with other tickets, in order */
	size_t nlinks;
	const struct step_deed *deeds; /* of its steps; for staff alone */
	size_t ndeeds;
	const struct rule_event_deed *ruled; /* of rules; for staff alone */
	size_t nruled;
};

/* Include each entry as ${name}; returns how many there are. */
size_t conversation_show(const struct req *rq, struct view *v, const char *name,
			 const struct conversation *c);

/* Show 0 or 1 of FOR_CUSTOMER, FOR_VENDOR, FOR_TEAM, FOR_PLAN. */
void conversation_party(struct view *v, enum party p);

/* Show 0 or 1 of WHY_INFORMATION, WHY_APPROVAL, ...: for staff alone. */
void conversation_pause(struct view *v, enum pause_code c);

#endif
