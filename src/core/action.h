#ifndef CORE_ACTION_H
#define CORE_ACTION_H
/*
 * action: what an escalation step or a rule does (sla.md §12): whom it tells,
 * what it changes, what it calls.
 *
 * The numbers are stored: add at the end, never renumber.
 */
#include "base/err.h"

enum action_kind {
	ACTION_TELL_AGENT,      /* whoever has the ticket */
	ACTION_TELL_DEPARTMENT, /* every agent of its department */
	ACTION_TELL_MANAGERS,   /* ... every manager of it */
	ACTION_TELL_ALL_MANAGERS,
	ACTION_TELL_ADDRESS, /* text: an e-mail address */
	ACTION_PRIORITY,     /* id: enum priority */
	ACTION_ASSIGN,       /* id: a person, 0: nobody */
	ACTION_TRANSFER,     /* id: a department */
	ACTION_TAG,          /* id: a tag to put on */
	ACTION_UNTAG,        /* ... to take off */
	ACTION_NOTE,         /* text: the words, Markdown */
	ACTION_LEVEL,        /* id: level.id */
	ACTION_CALL,         /* text: a URL */
	ACTION_RESOLVE,
	ACTION_CLOSE,
	ACTION_REOPEN,
	ACTION_POSTPONE, /* id: for so many seconds, 0: open end */
	ACTION_MARK_ANSWERED,
	ACTION_SPAM,
	ACTION_DELETE,
	ACTION_FIELD,  /* id: a custom field of tickets; text: its value, as
			* custom_write() has it, NULL: emptied */
	ACTION_ANSWER, /* text: the words, Markdown, for the customer */
	ACTION_TELL_PERSON, /* id: a person of staff */
	ACTION_KIND_N
};

struct action {
	enum action_kind kind;
	int64_t id;
	const char *text; /* NULL: it has none */
};

/* What ${id} is the number of. */
enum action_names {
	ACTION_NAMES_NOTHING,
	ACTION_NAMES_PERSON,
	ACTION_NAMES_DEPARTMENT,
	ACTION_NAMES_TAG,
	ACTION_NAMES_LEVEL,
	ACTION_NAMES_FIELD,
	ACTION_NAMES_NUMBER /* it stands for itself: a priority, seconds */
};

/* "tell_agent", ...: as in files of levels. */
const char *action_name(enum action_kind k);
bool action_of(const char *name, enum action_kind *out);

/* Is somebody told? Else it changes the ticket, or calls a URL. */
bool action_tells(enum action_kind k);

enum action_names action_names(enum action_kind k);

/*
 * ERR_INVALID, naming the field and its limit, for words that are missing or
 * too long, an address nobody could write to, a URL that is not http or https
 * or has a user or password in it, a priority that there is not, and a time
 * that is too long. Whether what ${id} names is there, the store knows, and
 * what can stand in a custom field, the field.
 */
enum err_kind action_check(const struct action *a, struct err *e) MUST_CHECK;

#endif
