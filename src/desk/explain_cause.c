#include "desk/explain_cause.h"

/* What an event did, and what that is called. */
struct did {
	unsigned did;
	enum explain_cause cause;
};

/* By which a clock of that metric can begin, the surest first. */
static const struct did answer_starts[] = {
	{ DID_CUSTOMER_SPOKE, EXPLAIN_CAUSE_CUSTOMER },
	{ DID_CREATE, EXPLAIN_CAUSE_OPENED },
	{ 0, EXPLAIN_CAUSE_NONE },
};
static const struct did work_starts[] = {
	{ DID_CREATE, EXPLAIN_CAUSE_OPENED },
	{ DID_CUSTOMER_SPOKE, EXPLAIN_CAUSE_CUSTOMER },
	{ DID_REOPEN, EXPLAIN_CAUSE_REOPENED },
	{ DID_STATUS, EXPLAIN_CAUSE_REOPENED },
	{ 0, EXPLAIN_CAUSE_NONE },
};
static const struct did informed_starts[] = {
	{ DID_CREATE, EXPLAIN_CAUSE_OPENED },
	{ DID_STAFF_SPOKE, EXPLAIN_CAUSE_STAFF },
	{ DID_ANSWERED, EXPLAIN_CAUSE_MARKED },
	{ DID_REOPEN, EXPLAIN_CAUSE_REOPENED },
	{ DID_STATUS, EXPLAIN_CAUSE_REOPENED },
	{ 0, EXPLAIN_CAUSE_NONE },
};
static const struct did live_starts[] = {
	{ DID_QUEUED, EXPLAIN_CAUSE_QUEUED },
	{ 0, EXPLAIN_CAUSE_NONE },
};
static const struct did *const starts[METRIC_N] = {
	[METRIC_FIRST_ANSWER] = answer_starts,
	[METRIC_NEXT_ANSWER] = answer_starts,
	[METRIC_FIRST_ASSIGN] = work_starts,
	[METRIC_FIRST_RESOLVE] = work_starts,
	[METRIC_CHAT_ANSWER] = live_starts,
	[METRIC_CALL_ANSWER] = live_starts,
	[METRIC_KEEP_INFORMED] = informed_starts,
};

/* What begins a promise late, or changes one that runs. */
static const struct did changes[] = {
	{ DID_LEVEL, EXPLAIN_CAUSE_LEVEL },
	{ DID_PRIORITY, EXPLAIN_CAUSE_PRIORITY },
	{ DID_RESTORE, EXPLAIN_CAUSE_RESTORED },
	{ 0, EXPLAIN_CAUSE_NONE },
};

static const struct did pause_ends[] = {
	{ DID_CUSTOMER_SPOKE, EXPLAIN_CAUSE_CUSTOMER },
	{ DID_RESUME, EXPLAIN_CAUSE_LONGEST },
	{ DID_REOPEN, EXPLAIN_CAUSE_REOPENED },
	{ 0, EXPLAIN_CAUSE_NONE },
};

static const struct did answers[] = {
	{ DID_STAFF_SPOKE, EXPLAIN_CAUSE_STAFF },
	{ DID_ANSWERED, EXPLAIN_CAUSE_MARKED },
	{ 0, EXPLAIN_CAUSE_NONE },
};

/* The events of one instant. */
struct moment {
	const struct check_event *v;
	size_t n;
	int64_t did; /* all of them together */
};

static struct moment moment_of(const struct check_event *events, size_t n,
			       instant at)
{
	size_t low = 0, high = n;
	struct moment out = { .n = 0 };

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (events[mid].at < at)
			low = mid + 1;
		else
			high = mid;
	}
	out.v = events + low;
	for (; low + out.n < n && out.v[out.n].at == at; out.n++)
		out.did |= out.v[out.n].did;
	return out;
}

static enum explain_cause first_of(const struct did *list,
				   const struct moment *m)
{
	for (; list->did; list++)
		if (m->did & list->did)
			return list->cause;
	return EXPLAIN_CAUSE_NONE;
}

/* ... if it is the only one of them. */
static enum explain_cause only_of(const struct did *list,
				  const struct moment *m)
{
	enum explain_cause found = EXPLAIN_CAUSE_NONE;

	for (; list->did; list++) {
		if (!(m->did & list->did))
			continue;
		if (found != EXPLAIN_CAUSE_NONE)
			return EXPLAIN_CAUSE_NONE;
		found = list->cause;
	}
	return found;
}

/* Words that another ticket brought count from when they were said. */
static bool was_brought(const struct check_event *events, size_t n, instant at)
{
	for (size_t i = 0; i < n; i++)
		if (events[i].did & DID_TOOK_IN && events[i].until == at)
			return true;
	return false;
}

/* It was said while the ticket was part of another. */
static bool was_said_before(const struct check_event *events, size_t n,
			    instant at)
{
	return n > 0 && events[0].did & DID_SPLIT && events[0].until == at;
}

static enum explain_cause start_of(const struct clock *c,
				   const struct moment *m)
{
	enum explain_cause begun = first_of(starts[c->metric], m);
	enum explain_cause late = only_of(changes, m);

	if (m->did & DID_CREATE && m->did & DID_BY_AGENT)
		return EXPLAIN_CAUSE_BY_STAFF;
	/* Which of the two it was, the record does not say. */
	if (begun != EXPLAIN_CAUSE_NONE && late != EXPLAIN_CAUSE_NONE &&
	    !(m->did & DID_CREATE))
		return EXPLAIN_CAUSE_NONE;
	return begun != EXPLAIN_CAUSE_NONE ? begun : late;
}

static enum explain_cause pause_end(const struct moment *m)
{
	enum explain_cause found = first_of(pause_ends, m);

	for (size_t i = 0; i < m->n && found == EXPLAIN_CAUSE_NONE; i++)
		if (m->v[i].kind == EVENT_POSTPONEMENT_ENDED)
			found = EXPLAIN_CAUSE_TIME;
	if (found == EXPLAIN_CAUSE_NONE && m->did & DID_STATUS)
		found = EXPLAIN_CAUSE_REOPENED;
	return found;
}

static enum explain_cause done_by(const struct clock *c, const struct moment *m)
{
	switch (c->metric) {
	case METRIC_FIRST_ASSIGN:
		return EXPLAIN_CAUSE_ASSIGNED;
	case METRIC_FIRST_RESOLVE:
		return EXPLAIN_CAUSE_RESOLVED;
	case METRIC_CHAT_ANSWER:
	case METRIC_CALL_ANSWER:
		return m->did & DID_ACCEPTED ? EXPLAIN_CAUSE_ACCEPTED
					     : first_of(answers, m);
	default:
		return first_of(answers, m);
	}
}

static enum explain_cause end_of(const struct clock *c, const struct moment *m)
{
	switch (c->reason) {
	case CLOCK_DONE:
		return done_by(c, m);
	case CLOCK_RESOLVED:
		return EXPLAIN_CAUSE_RESOLVED;
	case CLOCK_LEVEL:
		return EXPLAIN_CAUSE_LEVEL;
	case CLOCK_SPAM:
		return EXPLAIN_CAUSE_SPAM;
	case CLOCK_DELETED:
		return EXPLAIN_CAUSE_DELETED;
	case CLOCK_MERGED:
		return EXPLAIN_CAUSE_MERGED;
	case CLOCK_NO_REPLY:
		return EXPLAIN_CAUSE_NO_REPLY;
	case CLOCK_ABANDONED:
		return EXPLAIN_CAUSE_ABANDONED;
	case CLOCK_SHUT:
		return EXPLAIN_CAUSE_SHUT;
	}
	return EXPLAIN_CAUSE_NONE;
}

/* Since when it stands as in line ${i}, a pause that may be told in parts. */
static instant stands_since(const struct desk_line *lines, size_t i)
{
	const struct explain_line *l = &lines[i].line;
	instant since = l->from;

	while (i-- > 0) {
		const struct explain_line *was = &lines[i].line;

		if (was->kind == EXPLAIN_PAUSED && was->party == l->party)
			since = was->from;
		else if (was->kind != EXPLAIN_CHANGED &&
			 was->kind != EXPLAIN_DUE)
			break;
	}
	return since;
}

/* Why the ticket was postponed in that stretch, if that was said once. */
static enum pause_code said_why(const struct check_event *events, size_t n,
				instant from, instant until)
{
	struct moment m = moment_of(events, n, from);
	enum pause_code found = PAUSE_UNSAID;

	for (const struct check_event *ev = m.v;
	     ev < events + n && (ev->at < until || ev->at == from); ev++) {
		if (!(ev->did & DID_STATUS) || ev->status != STATUS_POSTPONED ||
		    ev->pause <= PAUSE_UNSAID || ev->pause >= PAUSE_N)
			continue;
		if (found != PAUSE_UNSAID && ev->pause != (int64_t)found)
			return PAUSE_UNSAID;
		found = (enum pause_code)ev->pause;
	}
	return found;
}

/* Does the clock go on behind line ${i}, a pause? */
static bool goes_on(const struct desk_line *lines, size_t n, size_t i)
{
	enum explain_kind next;

	do
		next = ++i < n ? lines[i].line.kind : EXPLAIN_NOW;
	while (next == EXPLAIN_DUE);
	return next == EXPLAIN_OPEN || next == EXPLAIN_MORE ||
	       next == EXPLAIN_CLOSED;
}

void explain_cause_find(const struct check_event *events, size_t nevents,
			const struct clock *c, struct desk_line *lines,
			size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct desk_line *l = &lines[i];
		struct moment m = moment_of(events, nevents, l->line.from);

		if (l->line.kind == EXPLAIN_STARTED &&
		    was_brought(events, nevents, l->line.from)) {
			l->cause = EXPLAIN_CAUSE_TOOK_IN;
		} else if (l->line.kind == EXPLAIN_STARTED &&
			   was_said_before(events, nevents, l->line.from)) {
			l->cause = EXPLAIN_CAUSE_CUSTOMER;
		} else if (l->line.kind == EXPLAIN_STARTED) {
			l->cause = start_of(c, &m);
		} else if (l->line.kind == EXPLAIN_CHANGED) {
			l->cause = only_of(changes, &m);
		} else if (l->line.kind == EXPLAIN_ENDED) {
			l->cause = end_of(c, &m);
		} else if (l->line.kind == EXPLAIN_PAUSED &&
			   goes_on(lines, n, i)) {
			m = moment_of(events, nevents, l->line.until);
			l->end = pause_end(&m);
		}
		if (l->line.kind == EXPLAIN_PAUSED)
			l->pause = said_why(events, nevents,
					    stands_since(lines, i),
					    l->line.until);
	}
}

/* ---- Its level ------------------------------------------------------------
 */

/* When its ticket first had that version. */
static instant held_from(const struct check_event *events, size_t n,
			 int64_t version)
{
	for (size_t i = 0; i < n; i++)
		if (events[i].did & (DID_CREATE | DID_LEVEL) &&
		    events[i].level_version == version)
			return events[i].at;
	return INSTANT_MAX;
}

/* Was it counted only later, under what held then? */
static bool was_counted_later(const struct check_event *events, size_t n,
			      instant at)
{
	for (size_t i = 0; i < n; i++)
		if (events[i].did & (DID_TOOK_IN | DID_SPLIT) &&
		    events[i].until != INSTANT_NONE && events[i].until <= at &&
		    at < events[i].at)
			return true;
	return false;
}

bool explain_cause_early(const struct check_event *events, size_t nevents,
			 const struct desk_line *lines, size_t n)
{
	const struct level *told = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct explain_line *l = &lines[i].line;

		/* One that has passed is told with what comes behind it. */
		if (l->kind == EXPLAIN_DUE || l->level == told)
			continue;
		told = l->level;
		if (told->gears.on_change != CHANGE_REJUDGE &&
		    held_from(events, nevents, told->version) > l->from &&
		    !was_counted_later(events, nevents, l->from))
			return true;
	}
	return false;
}
