/* The log of changes of settings. */
#include "store/check_question.h"

#define ENTRY "x.oid"

const struct check_question check_audit_questions[] = {
	NO_OID("audit", ENTRY, true),
	NO_PERSON("audit", ENTRY, "actor_id"),
	IN_FUTURE("audit", ENTRY, "at", false),
	WRONG("audit", ENTRY, "object", "a kind of thing that there is",
	      "x.object NOT BETWEEN 0 AND 11", true),
	WRONG("audit", ENTRY, "via", "a way that there is",
	      "x.via NOT BETWEEN 0 AND 5", true),
	WRONG("audit", ENTRY, "actor_kind", "a kind of actor that there is",
	      "x.actor_kind NOT BETWEEN 0 AND 6", true),
	WRONG("audit", ENTRY, "was", "JSON, or it was made",
	      "x.was IS NOT NULL AND NOT JSON_VALID(x.was)", true),
	WRONG("audit", ENTRY, "became", "JSON, or it was taken away",
	      "x.became IS NOT NULL AND NOT JSON_VALID(x.became)", true),
	WRONG("audit", ENTRY, "name", "of something that was changed",
	      "BINARY x.was <=> BINARY x.became", true),
	/* What was taken away for good cannot be there. */
	{ "audit.taken_away", "a tag that is not there",
	  "SELECT x.oid, t.name FROM audit x JOIN tag t"
	  " ON t.oid = x.object_oid WHERE x.object = 4 AND x.became IS NULL"
	  " LIMIT ?",
	  false, true },
};
const size_t check_audit_question_count = COUNT_OF(check_audit_questions);
