#include "core/rule_names.h"

#include "base/str.h"

static const char *const fields[RULE_FIELD_N] = {
	[RULE_SOURCE] = "source",
	[RULE_STATUS] = "status",
	[RULE_CREATED] = "created",
	[RULE_CHANGED] = "changed",
	[RULE_DELETED] = "deleted",
	[RULE_REFERRER] = "referrer",
	[RULE_PRIORITY] = "priority",
	[RULE_MESSAGE] = "message",
	[RULE_AGENT_STATUS] = "agent_status",
	[RULE_CUSTOM] = "custom",
	[RULE_DEPARTMENT] = "department",
	[RULE_ASSIGNEE] = "assignee",
	[RULE_GROUPS] = "groups",
	[RULE_INVITED] = "invited",
	[RULE_TAGS] = "tags",
	[RULE_LEVEL] = "level",
	[RULE_SUBJECT] = "subject",
	[RULE_REQUESTER] = "requester",
	[RULE_COMPANY] = "company",
	[RULE_LANGUAGE] = "language",
	[RULE_MESSAGE_BY] = "message_by",
	[RULE_STATUS_SINCE] = "status_since",
	[RULE_DUE] = "due",
};

static const char *const ops[RULE_OP_N] = {
	[RULE_IS] = "is",
	[RULE_IS_NOT] = "is_not",
	[RULE_IS_ONE_OF] = "is_one_of",
	[RULE_IS_NONE_OF] = "is_none_of",
	[RULE_IS_EMPTY] = "is_empty",
	[RULE_IS_NOT_EMPTY] = "is_not_empty",
	[RULE_CONTAINS] = "contains",
	[RULE_CONTAINS_NOT] = "contains_not",
	[RULE_CONTAINS_ALL] = "contains_all",
	[RULE_CONTAINS_NOT_ALL] = "contains_not_all",
	[RULE_STARTS] = "starts",
	[RULE_STARTS_NOT] = "starts_not",
	[RULE_ENDS] = "ends",
	[RULE_ENDS_NOT] = "ends_not",
	[RULE_MATCHES] = "matches",
	[RULE_MATCHES_NOT] = "matches_not",
	[RULE_LESS] = "less",
	[RULE_NOT_LESS] = "not_less",
	[RULE_GREATER] = "greater",
	[RULE_NOT_GREATER] = "not_greater",
	[RULE_WITHIN_LAST] = "within_last",
	[RULE_NOT_WITHIN_LAST] = "not_within_last",
	[RULE_WITHIN_NEXT] = "within_next",
	[RULE_NOT_WITHIN_NEXT] = "not_within_next",
	[RULE_LONGER_AGO] = "longer_ago",
	[RULE_NOT_LONGER_AGO] = "not_longer_ago",
};

static const char *const triggers[RULE_TRIGGER_N] = {
	[RULE_ON_CREATED] = "created",
	[RULE_ON_CUSTOMER_MESSAGE] = "customer_message",
	[RULE_ON_STAFF_MESSAGE] = "staff_message",
	[RULE_ON_NOTE] = "note",
	[RULE_ON_STATUS] = "status",
	[RULE_ON_ASSIGNED] = "assigned",
	[RULE_ON_TAGS] = "tags",
	[RULE_ON_PRIORITY] = "priority",
	[RULE_ON_FIELD] = "field",
	[RULE_ON_DEPARTMENT] = "department",
	[RULE_ON_RATED] = "rated",
	[RULE_ON_MERGED] = "merged",
	[RULE_ON_SPLIT] = "split",
	[RULE_ON_RESTORED] = "restored",
};

/* The place of ${name} among ${n}, or -1. */
static int among(const char *name, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (str_eq(words[i], name))
			return i;
	return -1;
}

const char *rule_field_name(enum rule_field f)
{
	return fields[f];
}

bool rule_field_of(const char *name, enum rule_field *out)
{
	int i = among(name, fields, RULE_FIELD_N);

	*out = i < 0 ? RULE_SOURCE : (enum rule_field)i;
	return i >= 0;
}

const char *rule_op_name(enum rule_op op)
{
	return ops[op];
}

bool rule_op_of(const char *name, enum rule_op *out)
{
	int i = among(name, ops, RULE_OP_N);

	*out = i < 0 ? RULE_IS : (enum rule_op)i;
	return i >= 0;
}

const char *rule_trigger_name(enum rule_trigger t)
{
	return triggers[t];
}

bool rule_trigger_of(const char *name, enum rule_trigger *out)
{
	int i = among(name, triggers, RULE_TRIGGER_N);

	*out = i < 0 ? RULE_ON_CREATED : (enum rule_trigger)i;
	return i >= 0;
}

const char *rule_outcome_name(enum rule_outcome o)
{
	static const char *const names[] = {
		[RULE_HOLDS] = "holds",
		[RULE_FAILS] = "fails",
		[RULE_OFF] = "off",
		[RULE_INVALID] = "invalid",
	};

	return names[o];
}

/* ---- Values ---------------------------------------------------------------
 */

size_t rule_choices(enum rule_field f)
{
	switch (f) {
	case RULE_SOURCE:
		return SOURCE_N;
	case RULE_STATUS:
		return STATUS_N;
	case RULE_PRIORITY:
		return PRIORITY_N;
	case RULE_AGENT_STATUS:
		return PRESENCE_N;
	case RULE_MESSAGE_BY:
		return RULE_BY_STAFF + 1;
	default:
		return 0;
	}
}

const char *rule_choice_name(enum rule_field f, int64_t id)
{
	if (id < 0 || (size_t)id >= rule_choices(f))
		return NULL;
	switch (f) {
	case RULE_SOURCE:
		return event_source_name((enum source)id);
	case RULE_STATUS:
		return event_status_name((enum status)id);
	case RULE_PRIORITY:
		return id == PRIORITY_ANY
			       ? NULL
			       : event_priority_name((enum priority)id);
	case RULE_AGENT_STATUS:
		return presence_name((enum presence)id);
	default:
		return id == RULE_BY_CUSTOMER ? "customer"
		       : id == RULE_BY_STAFF  ? "staff"
					      : NULL;
	}
}

enum rule_values rule_takes(enum rule_type t, enum rule_op op)
{
	enum rule_op positive = op & ~1u;

	if (positive == RULE_IS_EMPTY)
		return RULE_TAKES_NONE;
	if (t == RULE_INSTANT || t == RULE_DAY || t == RULE_NUMBER ||
	    t == RULE_FLAG)
		return RULE_TAKES_NUMBER;
	if (positive == RULE_IS || positive == RULE_STARTS ||
	    positive == RULE_ENDS || positive == RULE_MATCHES)
		return RULE_TAKES_ONE;
	return RULE_TAKES_SOME;
}
