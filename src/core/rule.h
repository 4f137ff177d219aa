#ifndef CORE_RULE_H
#define CORE_RULE_H
/*
 * rule: what rules ask (sla.md §12). One language for SLA rules, rules and time
 * rules: a condition looks at one field of a ticket; conditions are ANDed in
 * groups, groups are ORed; a rule without groups always holds. Of two operators
 * that are each other's opposite (is and is not, contains and does not contain)
 * exactly one holds, also where the field is empty.
 *
 * Compiled once for each version of the rules; nothing here reads a database.
 * The numbers are stored: add at the end, never renumber.
 */
#include "core/level.h"
#include "core/presence.h"
#include "base/err.h"

struct arena;
struct zone;

enum rule_field {
	RULE_SOURCE,
	RULE_STATUS,
	RULE_CREATED,
	RULE_CHANGED,
	RULE_DELETED, /* when it went to spam or was deleted */
	RULE_REFERRER,
	RULE_PRIORITY,
	RULE_MESSAGE,      /* words of the last one */
	RULE_AGENT_STATUS, /* of whoever has it; nobody: empty */
	RULE_CUSTOM,
	RULE_DEPARTMENT,
	RULE_ASSIGNEE,
	RULE_GROUPS, /* of its requester */
	RULE_INVITED,
	RULE_TAGS,
	RULE_LEVEL,
	RULE_SUBJECT,
	RULE_REQUESTER,
	RULE_COMPANY,
	RULE_LANGUAGE,
	RULE_MESSAGE_BY, /* enum rule_author */
	RULE_STATUS_SINCE,
	RULE_DUE, /* what runs: the nearest, or that of one metric */
	RULE_FIELD_N
};

/* What sets a rule on events off; their bits stand in rule_draft.triggers. */
enum rule_trigger {
	RULE_ON_CREATED,
	RULE_ON_CUSTOMER_MESSAGE,
	RULE_ON_STAFF_MESSAGE, /* public */
	RULE_ON_NOTE,
	RULE_ON_STATUS,
	RULE_ON_ASSIGNED, /* also to nobody */
	RULE_ON_TAGS,
	RULE_ON_PRIORITY,
	RULE_ON_FIELD, /* custom ones, of the ticket */
	RULE_ON_DEPARTMENT,
	RULE_ON_RATED,    /* nobody rates yet: no rule may name it */
	RULE_ON_MERGED,   /* another ticket came into it */
	RULE_ON_SPLIT,    /* it was split off another */
	RULE_ON_RESTORED, /* from spam, deleted or merged */
	RULE_TRIGGER_N
};
#define RULE_ON(trigger) (1u << (trigger))

enum rule_author {
	RULE_BY_NOBODY,
	RULE_BY_CUSTOMER,
	RULE_BY_STAFF
};

/* What a field holds. */
enum rule_type {
	RULE_ONE,  /* one of a list, by number; 0 can mean nobody or none */
	RULE_MANY, /* some of a list */
	RULE_TEXT,
	RULE_INSTANT,
	RULE_DAY, /* a date without a zone: days since 1970 */
	RULE_NUMBER,
	RULE_FLAG,
	RULE_TYPE_N
};

enum rule_op {
	RULE_IS,
	RULE_IS_NOT,
	RULE_IS_ONE_OF,
	RULE_IS_NONE_OF,
	RULE_IS_EMPTY,
	RULE_IS_NOT_EMPTY,
	RULE_CONTAINS, /* texts: any of them */
	RULE_CONTAINS_NOT,
	RULE_CONTAINS_ALL,
	RULE_CONTAINS_NOT_ALL,
	RULE_STARTS,
	RULE_STARTS_NOT,
	RULE_ENDS,
	RULE_ENDS_NOT,
	RULE_MATCHES, /* a regular expression (base/pattern.h) */
	RULE_MATCHES_NOT,
	RULE_LESS, /* instants and days: before */
	RULE_NOT_LESS,
	RULE_GREATER, /* ... and after */
	RULE_NOT_GREATER,
	RULE_WITHIN_LAST, /* so many seconds or days, up to now */
	RULE_NOT_WITHIN_LAST,
	RULE_WITHIN_NEXT,
	RULE_NOT_WITHIN_NEXT,
	RULE_LONGER_AGO, /* than so many seconds or days */
	RULE_NOT_LONGER_AGO,
	RULE_OP_N
};

struct rule_condition {
	enum rule_field field;
	int64_t custom;      /* with RULE_CUSTOM: which field, */
	enum rule_type type; /* ... and what it holds */
	int metric; /* with RULE_DUE: 1 + enum metric; 0: the nearest */
	enum rule_op op;
	const int64_t *ids; /* to compare with: numbers of what a list has, */
	size_t nids;
	const char *const *texts; /* words, */
	size_t ntexts;
	const char *const *names; /* of ${ids}, for people; or NULL */
	int64_t number; /* a number, an instant, a day, or a length of time */
	/* Why it can no longer be evaluated (what it names is gone), or NULL.
	 * Its rule does not run, and nobody looks at the rest of it. */
	const char *invalid;
	int64_t id; /* rule_condition.id; 0 until it is stored */
	/* Of a custom field, for people: whose it is, what it is called. */
	const char *of, *label;
};

struct rule_group {
	const struct rule_condition *v;
	size_t n;
};

struct rule {
	int64_t id;
	bool active;
	const struct rule_group *groups;
	size_t ngroups;
};

/* ---- What is asked about ---------------------------------------------------
 */

struct rule_text {
	const char *s; /* UTF-8, or NULL */
	size_t n;
};

struct rule_custom {
	int64_t field;
	struct rule_text text;
	int64_t number; /* also of days, flags (0, 1) and a choice */
	const int64_t *ids;
	size_t nids;
};

/* A ticket as its conditions see it. Instants: INSTANT_NONE where there is
 * none; numbers: 0. */
struct rule_facts {
	instant now;
	int64_t today;           /* days since 1970, */
	const struct zone *zone; /* ... by the desk's; NULL: they stand still */
	enum source source;
	enum status status;
	enum priority priority;
	instant created, changed, deleted;
	instant status_since;
	/* Of its running clocks, overdue ones too: the nearest, and that of
	 * each metric. What stands still has none. */
	instant due, dues[METRIC_N];
	struct rule_text subject, message, referrer, language;
	enum rule_author message_by;
	enum presence agent;
	department_id department;
	person_id assignee, requester;
	company_id company;
	int64_t level; /* level.id */
	bool invited;
	const int64_t *tags, *groups;
	size_t ntags, ngroups;
	const struct rule_custom *custom; /* those that are not empty */
	size_t ncustom;
};

/* ---- Compiled --------------------------------------------------------------
 */

struct rules; /* some rules, in order, compiled */

/* What a field holds; RULE_CUSTOM: of the condition. */
enum rule_type rule_type_of(const struct rule_condition *c);

/* Does that operator fit that type? */
bool rule_op_fits(enum rule_type t, enum rule_op op);

/* Where in some rules, each from 0. */
struct rule_place {
	size_t rule, group, condition;
};

/*
 * rules_new(v, n, out, bad, e):
 * ERR_INVALID, with *bad, for an operator that does not fit its field, values
 * that are missing, too many or too long (LIMIT_RULE_*), and a regular
 * expression that is none. Everything of ${v} is copied. Whoever asks frees it.
 */
enum err_kind rules_new(const struct rule *v, size_t n, struct rules **out,
			struct rule_place *bad, struct err *e) MUST_CHECK;
void rules_free(struct rules *r); /* accepts NULL */
size_t rules_count(const struct rules *r);

/* ---- Asked -----------------------------------------------------------------
 */

enum rule_outcome {
	RULE_HOLDS,
	RULE_FAILS,
	RULE_OFF, /* not active */
	RULE_INVALID
};

/* One look at one ticket, which remembers what it worked out of its texts. */
struct rule_look;
struct rule_look *rule_look_at(struct arena *a, const struct rule_facts *f);

enum rule_outcome rules_ask(const struct rules *r, size_t i,
			    struct rule_look *look);

/*
 * rules_failed(r, i, group, look):
 * Of a rule that fails: the first condition of a group that does. Of an invalid
 * one: the first that is, or -1 in a group without.
 */
int rules_failed(const struct rules *r, size_t i, size_t group,
		 struct rule_look *look);

/*
 * The first instant after f->now at which time alone makes rule ${i} hold where
 * it fails now, or fail where it holds; INSTANT_NONE: never.
 */
instant rules_next(const struct rules *r, size_t i, struct rule_look *look);

/* The same after ${at}, which is later: where it is another than it is then. */
instant rules_next_after(const struct rules *r, size_t i,
			 struct rule_look *look, instant at);

#endif
