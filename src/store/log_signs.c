#include "store/log_signs.h"

_Static_assert(DID_CREATE == 1 && DID_REOPEN == 2 && DID_CUSTOMER_SPOKE == 4 &&
		       DID_PRIORITY == 64 && EVENT_POSTPONED == 7 &&
		       EVENT_DEADLINE == 28 && ACTOR_PERSON == 0 &&
		       STATUS_RESOLVED == 4 && CLOCK_DONE == 0 &&
		       METRIC_FIRST_RESOLVE == 3,
	       "the numbers in these statements");

/* clang-format off */
/* The last of something before event e. */
#define BEFORE(what, which) \
	"(SELECT p." what " FROM event p WHERE p.ticket_id = e.ticket_id" \
	" AND p.seq < e.seq AND " which " ORDER BY p.seq DESC LIMIT 1)"

/* A customer's word opens what is resolved without saying so. */
#define REOPENS \
	"(e.did & 2 <> 0 OR (e.did & 4 <> 0 AND 4 = " \
	BEFORE("status", "(p.status IS NOT NULL OR p.did & 4 <> 0)") "))"
#define LASTS "(c.stopped_at IS NULL OR e.at <= c.stopped_at)"
#define POSTPONES "(e.kind = 7 AND e.actor_kind = 0 AND " LASTS ")"
#define LOWERS \
	"(e.did & 65 = 64 AND " LASTS " AND e.priority > " \
	BEFORE("priority", "p.priority IS NOT NULL") ")"
#define COUNT_IF(what) "IFNULL(SUM(IFNULL(" what ", 0)), 0)"

const char log_signs_columns[] =
	", (SELECT CONCAT_WS(' ', " COUNT_IF(REOPENS) ", "
	COUNT_IF(POSTPONES) ", "
	COUNT_IF(POSTPONES " AND e.at - "
		 BEFORE("at", "p.did & 4 <> 0") " <= 900") ", "
	COUNT_IF("e.kind = 28 AND e.metric = c.metric AND e.cycle = c.cycle")
	", " COUNT_IF(LOWERS) ", "
	COUNT_IF(LOWERS " AND e.at <= c.first_due_at"
		 " AND e.at > c.first_due_at - 3600") ")"
	" FROM event e WHERE e.ticket_id = c.ticket_id"
	" AND e.at >= c.started_at),"
	" IF(c.state IN (2, 3) AND c.reason = 0, (SELECT CHAR_LENGTH(m.body)"
	" FROM event e JOIN message m"
	" ON m.ticket_id = e.ticket_id AND m.seq = e.seq"
	" WHERE e.ticket_id = c.ticket_id AND e.at = c.stopped_at"
	" AND (c.metric <> 3 OR e.status = 4)"
	" AND m.author_kind = 1 AND m.visibility = 0"
	" ORDER BY m.seq LIMIT 1), NULL)";
/* clang-format on */

/* Of numbers with a blank between. */
static int64_t take_number(const char **at)
{
	int64_t n = 0;

	for (; **at >= '0' && **at <= '9'; (*at)++)
		n = n * 10 + (**at - '0');
	if (**at == ' ')
		(*at)++;
	return n;
}

void log_signs_read(struct rows *r, struct log_signs *s)
{
	const char *counts = rows_str(r);

	s->reopened = take_number(&counts);
	s->postponed = take_number(&counts);
	s->postponed_soon = take_number(&counts);
	s->deadlines = take_number(&counts);
	s->lowered = take_number(&counts);
	s->lowered_late = take_number(&counts);
	s->reply = rows_at(r);
}
