/* What steps and rules do, whom they told, what goes out: rows that name what
 * is not there. */
#include "store/check_question.h"

/* What became of an action of a step or a rule. */
#define ACTED                                                                  \
	"x.outcome NOT BETWEEN 0 AND 11 OR x.told < 0 OR x.missed < 0"         \
	" OR ((x.kind <= 4 OR x.kind = 22) AND (x.outcome = 0) <>"             \
	" (x.told > 0)) OR (x.kind > 4 AND x.kind <> 22"                       \
	" AND x.told + x.missed > 0)"

const struct check_question check_outbox_questions[] = {
	WRONG("level_step_action", "CAST(x.level_version_id AS CHAR)", "kind",
	      "one that there is", "x.kind NOT BETWEEN 0 AND 22", false),
	{ "level_step_action.number", "somebody or something that is there",
	  "SELECT CAST(x.level_version_id AS CHAR), CAST(x.number AS CHAR)"
	  " FROM level_step_action x WHERE (x.kind IN (6, 22)"
	  " AND x.number <> 0 AND NOT EXISTS (SELECT 1 FROM person p WHERE "
	  "p.id = x.number))"
	  " OR (x.kind = 7 AND NOT EXISTS"
	  " (SELECT 1 FROM department d WHERE d.id = x.number))"
	  " OR (x.kind = 11 AND NOT EXISTS"
	  " (SELECT 1 FROM level l WHERE l.id = x.number))"
	  " OR (x.kind = 20 AND NOT EXISTS"
	  " (SELECT 1 FROM field f WHERE f.id = x.number)) LIMIT ?",
	  false, false },
	WRONG("level_version", "x.name", "late", "0 or more", "x.late < 0",
	      false),
	WRONG("fired_action", "CAST(x.clock_id AS CHAR)", "outcome",
	      "one that there is; somebody told when it is 0, else nobody",
	      ACTED, true),
	WRONG("rule_deed", "CAST(x.ticket_id AS CHAR)", "outcome",
	      "one that there is; somebody told when it is 0, else nobody",
	      ACTED, true),
	{ "rule_deed.kind", "what the rule of its event does there",
	  "SELECT CAST(x.ticket_id AS CHAR), CAST(x.seq AS CHAR)"
	  " FROM rule_deed x LEFT JOIN event v ON v.ticket_id = x.ticket_id"
	  " AND v.seq = x.seq AND v.kind = 35 LEFT JOIN rule_action a"
	  " ON a.rule_version_id = v.rule_version_id"
	  " AND a.position = x.position WHERE a.kind IS NULL"
	  " OR a.kind <> x.kind LIMIT ?",
	  false, true },
	{ "notice.clock_id", "a step that fired, or a rule that acted",
	  "SELECT ukey, CAST(clock_id AS CHAR) FROM notice"
	  " WHERE (clock_id IS NULL) <> (step IS NULL)"
	  " OR (clock_id IS NULL) = (ticket_id IS NULL)"
	  " OR (ticket_id IS NULL) <> (seq IS NULL) LIMIT ?",
	  false, true },
	{ "notice.missing", "one for each that a rule told",
	  "SELECT CAST(x.ticket_id AS CHAR), CAST(x.seq AS CHAR)"
	  " FROM rule_deed x GROUP BY x.ticket_id, x.seq HAVING SUM(x.told) <>"
	  " (SELECT COUNT(*) FROM notice n WHERE n.ticket_id = x.ticket_id"
	  " AND n.seq = x.seq) LIMIT ?",
	  false, true },
	ORPHAN("notice", "CAST(x.clock_id AS CHAR)", "ukey", "outbox", "ukey"),
	{ "notice.slot", "an hour's letter for a letter of its own",
	  "SELECT ukey, CAST(slot AS CHAR) FROM notice"
	  " WHERE (slot IS NULL) = (ukey LIKE 'step:%' OR ukey LIKE 'rule:%')"
	  " LIMIT ?",
	  false, true },
	{ "event.forwarded", "a letter in the outbox",
	  "SELECT t.code, CAST(v.seq AS CHAR) FROM event v JOIN ticket t"
	  " ON t.id = v.ticket_id WHERE v.kind = 25 AND v.via <> 5"
	  " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.ukey ="
	  " CONCAT('forward:', t.oid, ':', v.seq)) LIMIT ?",
	  false, true },
	{ "outbox.ukey", "an event that forwards it",
	  "SELECT x.ukey, x.ukey FROM outbox x LEFT JOIN ticket t"
	  " ON t.id = x.ticket_id LEFT JOIN event v ON v.ticket_id = t.id"
	  " AND v.kind = 25 AND x.ukey = CONCAT('forward:', t.oid, ':', v.seq)"
	  " WHERE x.ukey LIKE 'forward:%' AND v.seq IS NULL LIMIT ?",
	  false, true },
	/* Letters of what fired, and of nothing else. */
	{ "outbox.ukey", "a step that fired and tells somebody by it",
	  "SELECT x.ukey, x.ukey FROM outbox x WHERE x.kind = 0"
	  " AND (x.ukey LIKE 'step:%' OR x.ukey LIKE 'late:%'"
	  " OR x.ukey LIKE 'hour:%' OR x.ukey LIKE 'rule:%') AND NOT EXISTS"
	  " (SELECT 1 FROM notice n WHERE n.ukey = x.ukey) LIMIT ?",
	  false, true },
	{ "outbox.ukey", "a step that fired and calls a URL",
	  "SELECT x.ukey, x.ukey FROM outbox x WHERE x.kind = 1"
	  " AND x.ukey LIKE 'step:%' AND NOT EXISTS"
	  " (SELECT 1 FROM fired_action f WHERE f.kind = 12"
	  " AND f.clock_id = SUBSTRING_INDEX(SUBSTRING_INDEX(x.ukey,"
	  " ':', 2), ':', -1) AND f.step = SUBSTRING_INDEX("
	  "SUBSTRING_INDEX(x.ukey, ':', 3), ':', -1)) LIMIT ?",
	  false, true },
	{ "outbox.ukey", "a rule that acted and calls a URL",
	  "SELECT x.ukey, x.ukey FROM outbox x WHERE x.kind = 1"
	  " AND x.ukey LIKE 'rule:%' AND NOT EXISTS"
	  " (SELECT 1 FROM rule_deed f WHERE f.kind = 12"
	  " AND f.ticket_id = x.ticket_id AND f.seq = SUBSTRING_INDEX("
	  "SUBSTRING_INDEX(x.ukey, ':', 3), ':', -1)) LIMIT ?",
	  false, true },
	{ "rule_deed.call", "a row of outbox that calls its URL",
	  "SELECT CAST(x.ticket_id AS CHAR), CAST(x.seq AS CHAR)"
	  " FROM rule_deed x WHERE x.kind = 12 AND x.outcome = 0 AND NOT EXISTS"
	  " (SELECT 1 FROM outbox o WHERE o.ukey = CONCAT('rule:',"
	  " x.ticket_id, ':', x.seq, ':', x.position, ':call')) LIMIT ?",
	  false, true },
	{ "fired_action.call", "a row of outbox that calls its URL",
	  "SELECT CAST(x.clock_id AS CHAR), CAST(x.step AS CHAR)"
	  " FROM fired_action x WHERE x.kind = 12 AND NOT EXISTS"
	  " (SELECT 1 FROM outbox o WHERE o.ukey = CONCAT('step:',"
	  " x.clock_id, ':', x.step, ':', x.position, ':call')) LIMIT ?",
	  false, true },
};
const size_t check_outbox_question_count = COUNT_OF(check_outbox_questions);
