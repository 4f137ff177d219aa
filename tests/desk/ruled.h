#ifndef DESK_RULED_H
#define DESK_RULED_H
/*
 * ruled: tickets to Support that rules on events work on, and ways to look at
 * what became of them; on the desk of ladder.h.
 */
#include "desk/ladder.h"
#include "desk/ruling.h"

#define CALL_OUT                                                               \
	{                                                                      \
		.kind = ACTION_CALL, .text = "https://example.com/x"           \
	}
#define TAG_ON(tag)                                                            \
	{                                                                      \
		.kind = ACTION_TAG, .id = (tag)                                \
	}
#define PRIORITY_OF(p)                                                         \
	{                                                                      \
		.kind = ACTION_PRIORITY, .id = (p)                             \
	}
#define MOVES(k)                                                               \
	{                                                                      \
		.kind = (k)                                                    \
	}

/* Of the last verb. */
extern struct deed ruled_deed;
extern struct err ruled_error;

struct job ruled_job(const struct member *p, instant now);

#define RULED_MUST(x) company_expect((x), ERR_NONE, &ruled_error)
#define RULED_DO(who, now, verb, ...)                                          \
	do {                                                                   \
		struct job job_ = ruled_job((who), (now));                     \
		RULED_MUST(                                                    \
			verb(&job_, __VA_ARGS__, &ruled_deed, &ruled_error));  \
	} while (0)

/* A ticket of theirs to Support; its code. */
const char *ruled_open(const struct member *p, instant now, const char *tags);

/* How many events of that kind it has; calls of URLs; what became of the only
 * action of that kind. */
int64_t ruled_events(const char *code, enum event_kind kind);
int64_t ruled_calls(void);
int64_t ruled_outcome(enum action_kind kind);

int64_t ruled_priority(const char *code);
int64_t ruled_status(const char *code);

/* Something happens to it, at T0 + 60. */
void ruled_by_customer(const char *code);
void ruled_by_staff(const char *code);
void ruled_by_note(const char *code);
void ruled_by_status(const char *code);
void ruled_by_assigning(const char *code);
void ruled_by_tags(const char *code);
void ruled_by_priority(const char *code);
void ruled_by_department(const char *code);

#endif
