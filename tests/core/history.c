#include "core/history.h"

#include "base/zone.h"

static const char *const zone_names[] = {
	"Europe/Berlin",     "America/New_York", "Australia/Lord_Howe",
	"Africa/Cairo",      "Asia/Kathmandu",   "America/Sao_Paulo",
	"Pacific/Apia",      "Asia/Manila",      "UTC",
	"Africa/Casablanca",
};

/* ---- Chance -------------------------------------------------------------- */

static uint64_t chance(struct history *h) /* splitmix64 */
{
	uint64_t z = h->random += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

int64_t history_below(struct history *h, int64_t n)
{
	return (int64_t)(chance(h) % (uint64_t)n);
}

static bool once_in(struct history *h, int64_t n)
{
	return history_below(h, n) == 0;
}

/* ---- Levels -------------------------------------------------------------- */

static const struct calendar *random_calendar(struct history *h,
					      struct arena *a)
{
	struct calendar_window windows[14];
	struct calendar_spec spec = { .windows = windows };
	const struct calendar *c;
	struct err e = { 0 };

	if (zone_find(zone_names[history_below(h, COUNT_OF(zone_names))],
		      &spec.zone, &e))
		fail_msg("%s", e.msg);
	spec.nwindows = once_in(h, 30) ? 0 : (size_t)history_below(h, 14) + 1;
	for (size_t i = 0; i < spec.nwindows; i++) {
		int32_t from = (int32_t)history_below(h, 48) * 30;

		windows[i] = (struct calendar_window){
			(int32_t)i % 7, from,
			from + 1 + (int32_t)history_below(h, 600)
		};
	}
	c = calendar_new(a, &spec, &e);
	if (!c)
		fail_msg("%s", e.msg);
	return c;
}

static void random_steps(struct history *h, struct level *l, enum metric m)
{
	l->nsteps[m] = (int)history_below(h, 4);
	for (int i = 0; i < l->nsteps[m]; i++)
		l->steps[m][i] = (struct step){
			.number = i,
			.offset = (history_below(h, 20) - 12) * 900,
		};
}

static void random_promises(struct history *h, struct level *l, bool plain)
{
	for (int m = 0; m < METRIC_SHOWN_N; m++) {
		for (int p = 0; p < PRIORITY_N; p++) {
			struct target *t = &l->target[m][p];

			if (once_in(h, p ? 2 : 8))
				continue;
			t->seconds = 1 + history_below(h, 200) *
						 history_below(h, 400);
			t->unit = plain || history_below(h, 4) ? UNIT_WORKING
							       : UNIT_CALENDAR;
		}
		l->pauses[m] = level_default_pauses((enum metric)m);
		if (once_in(h, 2))
			l->pauses[m] = (unsigned)history_below(h, 16) |
				       (unsigned)history_below(h, 4)
					       << STATUS_CHATTING;
		random_steps(h, l, (enum metric)m);
	}
}

static void random_levels(struct history *h, bool plain, struct arena *a)
{
	for (int i = 0; i < HISTORY_LEVELS; i++) {
		struct level *l = &h->levels[i];

		*l = (struct level){ .version = i + 1,
				     .level = i + 1,
				     .number = 1,
				     .name = "Some",
				     .tz_version = "2026f" };
		if (i > 0 && once_in(h, 2)) {
			l->calendar = h->levels[0].calendar;
			l->calendar_version = h->levels[0].calendar_version;
		} else {
			l->calendar = random_calendar(h, a);
			l->calendar_version = 100 + i;
		}
		random_promises(h, l, plain);
	}
}

/* ---- Events -------------------------------------------------------------- */

/* An instant that matters to one of the clocks, or ${at}. */
static instant moment_of(struct history *h, const struct clock_ticket *t,
			 instant at)
{
	const struct clock *c = &t->clocks[history_below(h, (int64_t)t->n)];
	instant u;

	switch (history_below(h, 4)) {
	case 0:
		return c->due;
	case 1:
		return c->due == INSTANT_NONE ? at : c->due + 1;
	case 2:
		return calendar_next_open(h->levels[0].calendar, at, &u) ? at
									 : u;
	default:
		return calendar_next_closed(h->levels[0].calendar, at,
					    at + WEEK_SECONDS);
	}
}

static instant random_time(struct history *h, const struct clock_ticket *t)
{
	static const int64_t spans[] = { 1, 2, 600, 7200, 40000, 200000 };
	instant at = t->last_event, u;

	at += history_below(h, spans[history_below(h, COUNT_OF(spans))]);
	if (t->n == 0 || once_in(h, 3))
		return at;
	u = moment_of(h, t, at);
	/* Not so far away that all the rest lies behind it. */
	return u < t->last_event || u > at + 4 * WEEK_SECONDS ? at : u;
}

static unsigned random_did(struct history *h, bool plain)
{
	static const unsigned kinds[] = {
		DID_CUSTOMER_SPOKE,
		DID_CUSTOMER_SPOKE,
		DID_STAFF_SPOKE,
		DID_STAFF_SPOKE,
		DID_STATUS,
		DID_STATUS,
		DID_STATUS,
		DID_ASSIGN,
		DID_DEPARTMENT,
		DID_NOTE,
		0,
		DID_REOPEN,
		DID_ANSWERED,
		DID_RESTORE,
		DID_PRIORITY,
		DID_LEVEL,
	};
	size_t n = COUNT_OF(kinds) - (plain ? 2 : 0);
	unsigned did = kinds[history_below(h, (int64_t)n)];

	while (once_in(h, 4))
		did |= kinds[history_below(h, (int64_t)n)];
	return did;
}

static enum status random_status(struct history *h)
{
	static const enum status mostly[] = {
		STATUS_OPEN,      STATUS_ANSWERED, STATUS_POSTPONED,
		STATUS_POSTPONED, STATUS_OPEN,     STATUS_RESOLVED,
		STATUS_CHATTING,
	};

	if (once_in(h, 8))
		return (enum status)history_below(h, STATUS_N);
	if (once_in(h, 8))
		return once_in(h, 2) ? STATUS_SPAM : STATUS_DELETED;
	return mostly[history_below(h, COUNT_OF(mostly))];
}

/* Mostly none; before the event, or some time after it. */
static instant random_until(struct history *h, instant at)
{
	if (history_below(h, 3))
		return INSTANT_NONE;
	return at + history_below(h, 100000) - 1000;
}

static void random_event(struct history *h, struct event *ev,
			 const struct clock_ticket *t, bool plain)
{
	ev->did = random_did(h, plain);
	if (clock_ticket_hidden(t) && history_below(h, 3))
		ev->did |= DID_RESTORE;
	if (ev->did & DID_RESTORE && once_in(h, 2))
		ev->did &= ~(unsigned)(DID_STATUS | DID_REOPEN);
	ev->status = ev->did & DID_REOPEN && !(ev->did & DID_STATUS)
			     ? STATUS_OPEN
			     : random_status(h);
	ev->priority = (enum priority)(1 + history_below(h, PRIORITY_N - 1));
	ev->department.n = 1 + history_below(h, 3);
	ev->assignee.n = history_below(h, 3);
	ev->until = random_until(h, ev->at);
	ev->by.person.n = 1 + history_below(h, 9);
}

static void random_creation(struct history *h, struct event *ev)
{
	ev->did &= ~(unsigned)(DID_REOPEN | DID_RESTORE | DID_LEVEL);
	ev->did |= DID_CREATE;
	if (once_in(h, 4))
		ev->did |= DID_BY_AGENT;
	else if (history_below(h, 8))
		ev->did |= DID_CUSTOMER_SPOKE;
	if (!(ev->did & DID_STATUS))
		ev->status = STATUS_NEW;
}

static void random_events(struct history *h, bool plain, struct arena *a)
{
	struct clock_ticket t;

	clock_ticket_init(&t);
	t.last_event = history_below(h, INT64_C(100) * 366 * DAY_SECONDS) +
		       INT64_C(20) * 366 * DAY_SECONDS;
	h->n = 1 + (size_t)history_below(h, HISTORY_EVENTS - 1);
	for (size_t i = 0; i < h->n; i++) {
		struct event *ev = &h->events[i];
		bool sets;

		*ev = (struct event){ .seq = (int64_t)i + 1 };
		ev->at = random_time(h, &t);
		random_event(h, ev, &t, plain);
		if (i == 0)
			random_creation(h, ev);
		sets = (ev->did & (DID_CREATE | DID_LEVEL)) != 0;
		if (sets && (plain || history_below(h, 6)))
			h->set[i] = &h->levels[history_below(
				h, plain ? 1 : HISTORY_LEVELS)];
		ev->level_version = h->set[i] ? h->set[i]->version : 0;
		clock_ticket_apply(&t, ev, h->set[i], a);
	}
	h->as_of = random_time(h, &t);
}

void history_make(struct history *h, int64_t seed, int64_t number,
		  enum history_kind kind, struct arena *a)
{
	bool plain = kind == HISTORY_PLAIN;

	*h = (struct history){ .number = number };
	h->random = (uint64_t)seed * UINT64_C(1000003) + (uint64_t)number;
	random_levels(h, plain, a);
	random_events(h, plain, a);
}
