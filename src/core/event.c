#include "core/event.h"
#include "base/require.h"

bool event_is_mark(const struct event *ev)
{
	switch (ev->kind) {
	case EVENT_OVERDUE:
	case EVENT_REMINDER:
	case EVENT_RULES_END:
		return true;
	case EVENT_RULE:
		return ev->did == 0;
	default:
		return false;
	}
}

const char *event_status_name(enum status s)
{
	static const char *const names[] = {
		[STATUS_NEW] = "new",
		[STATUS_OPEN] = "open",
		[STATUS_ANSWERED] = "answered",
		[STATUS_POSTPONED] = "postponed",
		[STATUS_RESOLVED] = "resolved",
		[STATUS_CLOSED] = "closed",
		[STATUS_SPAM] = "spam",
		[STATUS_DELETED] = "deleted",
		[STATUS_CHATTING] = "chatting",
		[STATUS_CALLING] = "calling",
		[STATUS_MERGED] = "merged",
	};

	REQUIRE((size_t)s < COUNT_OF(names));
	return names[s];
}

const char *event_priority_name(enum priority p)
{
	static const char *const names[] = {
		[PRIORITY_ANY] = "any",   [PRIORITY_URGENT] = "urgent",
		[PRIORITY_HIGH] = "high", [PRIORITY_NORMAL] = "normal",
		[PRIORITY_LOW] = "low",
	};

	REQUIRE((size_t)p < COUNT_OF(names));
	return names[p];
}

const char *event_source_name(enum source s)
{
	static const char *const names[] = {
		[SOURCE_FORM] = "form",
		[SOURCE_MAIL] = "mail",
		[SOURCE_CHAT] = "chat",
		[SOURCE_PHONE] = "phone",
		[SOURCE_API] = "api",
		[SOURCE_AGENT] = "agent",
		[SOURCE_SELF_SERVICE] = "self_service",
		[SOURCE_IVR] = "ivr",
		[SOURCE_DIRECT] = "direct",
	};

	REQUIRE((size_t)s < COUNT_OF(names));
	return names[s];
}

const char *event_pause_name(enum pause_code c)
{
	static const char *const names[] = {
		[PAUSE_UNSAID] = "",
		[PAUSE_INFORMATION] = "information",
		[PAUSE_APPROVAL] = "approval",
		[PAUSE_CONFIRMATION] = "confirmation",
		[PAUSE_VENDOR] = "vendor",
		[PAUSE_DELIVERY] = "delivery",
		[PAUSE_TEAM] = "team",
		[PAUSE_DATE] = "date",
		[PAUSE_OTHER] = "other",
	};

	REQUIRE((size_t)c < COUNT_OF(names));
	return names[c];
}

enum party event_pause_party(enum pause_code c)
{
	switch (c) {
	case PAUSE_INFORMATION:
	case PAUSE_APPROVAL:
	case PAUSE_CONFIRMATION:
		return PARTY_CUSTOMER;
	case PAUSE_VENDOR:
	case PAUSE_DELIVERY:
		return PARTY_VENDOR;
	case PAUSE_TEAM:
		return PARTY_TEAM;
	case PAUSE_DATE:
		return PARTY_PLANNED;
	default:
		return PARTY_NONE;
	}
}
