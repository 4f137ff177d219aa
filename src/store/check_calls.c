/* Calls of URLs: whether, where to, and what came of them. */
#include "store/check_question.h"

#define TRY "x.oid"
#define ROW "x.ukey"

const struct check_question check_calls_questions[] = {
	WRONG("call_switch", "'-'", "id", "1: there is one", "x.id <> 1",
	      false),
	IN_FUTURE("call_switch", "'-'", "on_since", false),
	IN_FUTURE("call_switch", "'-'", "beat_at", false),
	NO_OID("call_target", "x.host", false),
	WRONG("call_target", "x.oid", "host", "a host's name in small letters",
	      "x.host NOT REGEXP '^([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+"
	      "[a-z]([a-z0-9-]*[a-z0-9])?$'",
	      false),
	WRONG("call_target", "x.host", "port", "443 or 8443",
	      "x.port NOT IN (443, 8443)", false),
	WRONG("call_target", "x.host", "secret_number", "1 or more",
	      "x.secret_number < 1", false),
	WRONG("call_target", "x.host", "rotated_at",
	      "none, as long as it has its first secret",
	      "x.rotated_at IS NOT NULL AND x.secret_number = 1", false),
	IN_FUTURE("call_target", "x.host", "rotated_at", false),
	WRONG("call_target", "x.host", "failures", "0 or more",
	      "x.failures < 0", false),
	WRONG("call_target", "x.host", "removed_at", "after it was allowed",
	      "x.removed_at < x.created_at", false),
	NO_OID("call_try", "CAST(x.id AS CHAR)", true),
	IN_FUTURE("call_try", TRY, "at", false),
	WRONG("call_try", TRY, "outcome", "one that there is",
	      "x.outcome NOT BETWEEN 0 AND 13", true),
	/* What was refused before it was tried, and nothing else. */
	WRONG("call_try", TRY, "try", "0 of what was not called, 1 to 8",
	      "x.try NOT BETWEEN 0 AND 8 OR"
	      " (x.try = 0) <> (x.outcome IN (8, 9, 11, 12, 13))",
	      true),
	WRONG("call_try", TRY, "status", "2xx of what went well, or not",
	      "(x.outcome = 0) <> (x.status BETWEEN 200 AND 299)"
	      " AND x.outcome NOT IN (4, 5, 6)",
	      true),
	WRONG("call_try", TRY, "next_at", "later", "x.next_at <= x.at", true),
	ORPHAN("call_try", TRY, "outbox_id", "outbox", "id"),
	ORPHAN("call_try", TRY, "target_id", "call_target", "id"),
	WRONG("outbox", ROW, "state", "one that there is",
	      "x.state NOT BETWEEN 0 AND 5", true),
	WRONG("outbox", ROW, "sent_at", "when it was sent, if it was",
	      "(x.state = 2) <> (x.sent_at IS NOT NULL)", true),
	WRONG("outbox", ROW, "tries", "0 to 8",
	      "x.kind = 1 AND x.tries NOT BETWEEN 0 AND 8", true),
	/* It would wait for ever. */
	WRONG("outbox", ROW, "target_id", "where a call that waits goes to",
	      "(x.state = 1 AND x.target_id IS NULL) OR"
	      " (x.target_id IS NOT NULL AND x.kind <> 1)",
	      true),
	ORPHAN("outbox", ROW, "target_id", "call_target", "id"),
};
const size_t check_calls_question_count = COUNT_OF(check_calls_questions);
