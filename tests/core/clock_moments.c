#include "core/clock_moments.h"

#include "support/test.h"

enum speaker {
	CUSTOMER,
	STAFF
};

/* Where a message takes a status; -1: nowhere. */
static const int moves[2][STATUS_N] = {
	[CUSTOMER] = { -1, -1, STATUS_OPEN, STATUS_OPEN, STATUS_OPEN, -1, -1,
		       -1, -1, -1, -1 },
	[STAFF] = { STATUS_ANSWERED, STATUS_ANSWERED, -1, STATUS_ANSWERED, -1,
		    -1, -1, -1, -1, -1, -1 },
};

bool clock_moments_dead(enum status s)
{
	return s == STATUS_CLOSED || s == STATUS_SPAM || s == STATUS_DELETED ||
	       s == STATUS_MERGED;
}

static void speak(enum status *s, enum speaker who)
{
	if (moves[who][*s] >= 0)
		*s = (enum status)moves[who][*s];
}

static void attributes(struct moment *m, const struct event *ev,
		       const struct level *set)
{
	if (ev->did & (DID_CREATE | DID_LEVEL))
		m->level = set;
	if (ev->did & (DID_CREATE | DID_PRIORITY))
		m->priority = ev->priority;
	if (ev->did & (DID_CREATE | DID_DEPARTMENT))
		m->department = ev->department.n;
	if (ev->did & DID_ASSIGN)
		m->agent = ev->assignee.n;
}

static bool covered(enum status s)
{
	return s == STATUS_SPAM || s == STATUS_DELETED || s == STATUS_MERGED;
}

static enum status below(const struct moment *m, enum status s)
{
	if (s == STATUS_SPAM)
		return m->below_spam;
	return s == STATUS_DELETED ? m->below_deleted : m->below_merged;
}

enum status clock_moments_below(const struct moment *m)
{
	enum status s = m->status;

	for (int i = 0; i < 3 && covered(s); i++)
		s = below(m, s);
	return s;
}

/* Hidden no more: it is what lies below, or what that became by itself. */
static void uncover(struct moment *m)
{
	if (!covered(m->status))
		return;
	m->status = below(m, m->status);
	m->gone = m->status;
	m->gone_until = INSTANT_NONE;
	if (m->status == STATUS_POSTPONED && m->until != INSTANT_NONE &&
	    m->until <= m->at) {
		m->gone_until = m->until;
		m->status = m->answered ? STATUS_OPEN : STATUS_NEW;
	}
	m->found = m->status;
	if (!covered(m->status))
		m->hidden = INSTANT_NONE;
	m->back = !clock_moments_dead(m->status) &&
		  m->status != STATUS_RESOLVED;
}

/* Where it goes when it is uncovered, and how long it is postponed. */
static void cover(struct moment *m, enum status was, const struct event *ev)
{
	bool spam = m->status == STATUS_SPAM;

	if (m->status != was && m->status == STATUS_DELETED)
		m->below_deleted = was;
	if (m->status != was && spam && was != STATUS_DELETED)
		m->below_spam = was;
	if (m->status != was && spam && was == STATUS_DELETED &&
	    m->below_deleted != STATUS_SPAM)
		m->below_spam = m->below_deleted;
	if (m->status != was && m->status == STATUS_MERGED) {
		for (int i = 0; i < 3 && covered(was); i++)
			was = below(m, was);
		m->below_merged = was;
	}
	if (covered(m->status)) {
		if (m->hidden == INSTANT_NONE)
			m->hidden = m->at;
		return;
	}
	m->hidden = INSTANT_NONE;
	if (m->status != STATUS_POSTPONED)
		m->until = INSTANT_NONE;
	else if (ev->did & (DID_STATUS | DID_CREATE | DID_REOPEN))
		m->until = ev->until;
}

static void recount(struct moments *h, size_t k, const struct level *set)
{
	const struct event *ev = &h->ev[k];
	struct moment *m = &h->m[k];
	enum status found, was;

	if (k > 0)
		*m = h->m[k - 1];
	m->at = ev->at;
	m->answered_was = m->answered;
	m->back = false;
	was = m->status;
	if (ev->did & DID_RESTORE)
		uncover(m);
	if (ev->did & (DID_CREATE | DID_REOPEN))
		m->status = ev->status;
	found = m->status;
	if (ev->did & DID_CUSTOMER_SPOKE)
		speak(&m->status, CUSTOMER);
	if (ev->did & ANSWER)
		speak(&m->status, STAFF);
	if (ev->did & DID_STATUS)
		m->status = ev->status;
	cover(m, was, ev);
	m->heard = (ev->did & DID_CUSTOMER_SPOKE) &&
		   !(clock_moments_dead(found) &&
		     clock_moments_dead(m->status));
	m->waited = (m->waits || m->heard) && !(ev->did & ANSWER);
	m->waits = m->waited && m->status != STATUS_RESOLVED &&
		   m->status != STATUS_CLOSED;
	if (ev->did & ANSWER)
		m->answered = true;
	attributes(m, ev, set);
}

struct target clock_moments_target(const struct moments *h, size_t k,
				   enum metric m)
{
	const struct target none = { 0, UNIT_WORKING };

	return h->m[k].level ? level_target(h->m[k].level, m, h->m[k].priority)
			     : none;
}

bool clock_moments_waits(const struct moments *h, size_t k, enum metric m)
{
	return h->m[k].level &&
	       (h->m[k].level->pauses[m] & STATUS_BIT(h->m[k].status));
}

void clock_moments(struct moments *h, const struct event *ev,
		   const struct level *const *set, size_t n)
{
	assert_true(n > 0 && n <= MOMENTS_MAX);
	*h = (struct moments){ .ev = ev, .n = n };
	h->m[0].until = h->m[0].hidden = INSTANT_NONE;
	h->by_agent = (ev[0].did & DID_BY_AGENT) != 0;
	for (size_t k = 0; k < n; k++)
		recount(h, k, set[k]);
}
