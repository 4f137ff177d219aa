#include "core/history_gears.h"

#include "core/zones.h"

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

bool history_once_in(struct history *h, int64_t n)
{
	return history_below(h, n) == 0;
}

/* ---- Levels -------------------------------------------------------------- */

/* Near its start, where most of it happens. */
static int64_t date_near(struct history *h)
{
	return h->start / DAY_SECONDS + history_below(h, 14) - 3;
}

static void random_closure(struct history *h, struct calendar_closure *c)
{
	c->day = date_near(h);
	c->mode = history_once_in(h, 2) ? CALENDAR_CIVIL : CALENDAR_SHIFT;
	c->from_min = 0;
	c->to_min = 1440;
	if (history_once_in(h, 2)) {
		c->from_min = (int32_t)history_below(h, 48) * 30;
		c->to_min = c->from_min + 1 + (int32_t)history_below(h, 1440);
	}
}

/* The first zones come round; ${turn}: which of them. */
static const struct calendar *random_calendar(struct history *h, int64_t turn,
					      struct arena *a)
{
	struct calendar_window windows[14];
	struct calendar_closure closures[3];
	struct calendar_dated half = { 480, 780 };
	struct calendar_replacement replaced = { date_near(h), &half, 1 };
	struct calendar_spec spec = {
		.zone = zones_at(turn),
		.windows = windows,
		.closures = closures,
		.nclosures = (size_t)history_below(h, COUNT_OF(closures) + 1),
		.replacements = &replaced,
		.nreplacements = (size_t)history_below(h, 2),
	};
	const struct calendar *c;
	struct err e = { 0 };

	spec.nwindows = history_once_in(h, 30)
				? 0
				: (size_t)history_below(h, 14) + 1;
	for (size_t i = 0; i < spec.nwindows; i++) {
		int32_t from = (int32_t)history_below(h, 48) * 30;

		windows[i] = (struct calendar_window){
			(int32_t)i % 7, from,
			from + 1 + (int32_t)history_below(h, 600)
		};
	}
	for (size_t i = 0; i < spec.nclosures; i++)
		random_closure(h, &closures[i]);
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

			if (history_once_in(h, p ? 2 : 8))
				continue;
			t->seconds = 1 + history_below(h, 200) *
						 history_below(h, 400);
			t->unit = plain || history_below(h, 4) ? UNIT_WORKING
							       : UNIT_CALENDAR;
		}
		l->pauses[m] = level_default_pauses((enum metric)m);
		if (history_once_in(h, 2))
			l->pauses[m] = (unsigned)history_below(h, 16) |
				       (unsigned)history_below(h, 4)
					       << STATUS_CHATTING;
		random_steps(h, l, (enum metric)m);
	}
}

static void random_levels(struct history *h, struct arena *a)
{
	for (int i = 0; i < HISTORY_LEVELS; i++) {
		struct level *l = &h->levels[i];

		*l = (struct level){ .version = i + 1,
				     .level = i + 1,
				     .number = 1,
				     .name = "Some",
				     .tz_version = "2026f" };
		if (i > 0 && history_once_in(h, 2)) {
			l->calendar = h->levels[0].calendar;
			l->calendar_version = h->levels[0].calendar_version;
		} else {
			l->calendar = random_calendar(
				h, i == 0 ? h->number : history_below(h, 1000),
				a);
			l->calendar_version = 100 + i;
		}
		if (h->kind == HISTORY_GEARS)
			history_gears_level(h, l);
		else
			random_promises(h, l, h->kind == HISTORY_PLAIN);
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
	if (t->n == 0 || history_once_in(h, 3))
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

	while (history_once_in(h, 4))
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

	if (history_once_in(h, 8))
		return (enum status)history_below(h, STATUS_N);
	if (history_once_in(h, 8))
		return history_once_in(h, 2) ? STATUS_SPAM : STATUS_DELETED;
	return mostly[history_below(h, COUNT_OF(mostly))];
}

static bool is_away(enum status s)
{
	return s == STATUS_SPAM || s == STATUS_DELETED || s == STATUS_MERGED;
}

/* Mostly none; before the event, or some time after it. */
static instant random_until(struct history *h, instant at)
{
	if (history_below(h, 3))
		return INSTANT_NONE;
	return at + history_below(h, 100000) - 1000;
}

static void random_event(struct history *h, struct event *ev,
			 const struct clock_ticket *t)
{
	ev->did = random_did(h, h->kind == HISTORY_PLAIN);
	if (clock_ticket_hidden(t) && history_below(h, 3))
		ev->did |= DID_RESTORE;
	if (ev->did & DID_RESTORE && history_once_in(h, 2))
		ev->did &= ~(unsigned)(DID_STATUS | DID_REOPEN);
	ev->status = ev->did & DID_REOPEN && !(ev->did & DID_STATUS)
			     ? STATUS_OPEN
			     : random_status(h);
	/* Nothing comes back and goes away again at once. */
	if (ev->did & DID_RESTORE && is_away(ev->status))
		ev->did &= ~(unsigned)DID_STATUS;
	ev->priority = (enum priority)(1 + history_below(h, PRIORITY_N - 1));
	ev->department.n = 1 + history_below(h, 3);
	ev->assignee.n = history_below(h, 3);
	ev->until = random_until(h, ev->at);
	ev->party = (enum party)(1 + history_below(h, PARTY_N - 1));
	ev->by.person.n = 1 + history_below(h, 9);
	if (h->kind == HISTORY_GEARS && t->n > 0 && history_once_in(h, 4))
		history_gears_event(h, ev);
}

static void random_creation(struct history *h, struct event *ev)
{
	ev->did &= ~(unsigned)(DID_REOPEN | DID_RESTORE | DID_LEVEL);
	ev->did |= DID_CREATE;
	if (history_once_in(h, 4))
		ev->did |= DID_BY_AGENT;
	else if (history_below(h, 8))
		ev->did |= DID_CUSTOMER_SPOKE;
	if (!(ev->did & DID_STATUS))
		ev->status = STATUS_NEW;
	if (h->kind == HISTORY_GEARS && history_once_in(h, 4))
		history_gears_split(h, ev);
}

static void random_events(struct history *h, struct arena *a)
{
	bool plain = h->kind == HISTORY_PLAIN;
	struct clock_ticket t;

	history_begin(h, &t);
	t.last_event = h->start;
	h->n = 1 + (size_t)history_below(h, HISTORY_EVENTS - 1);
	for (size_t i = 0; i < h->n; i++) {
		struct event *ev = &h->events[i];
		bool sets;

		*ev = (struct event){ .seq = (int64_t)i + 1,
				      .due = INSTANT_NONE };
		ev->at = random_time(h, &t);
		random_event(h, ev, &t);
		if (i == 0)
			random_creation(h, ev);
		sets = (ev->did & (DID_CREATE | DID_LEVEL)) != 0;
		if (sets && (plain || history_below(h, 6)))
			h->set[i] = &h->levels[history_below(
				h, plain ? 1 : HISTORY_LEVELS)];
		ev->level_version = h->set[i] ? h->set[i]->version : 0;
		history_fold(h, &t, i, i + 1, a);
	}
	h->as_of = random_time(h, &t);
}

void history_make(struct history *h, int64_t seed, int64_t number,
		  enum history_kind kind, struct arena *a)
{
	*h = (struct history){ .number = number, .kind = kind };
	h->random = (uint64_t)seed * UINT64_C(1000003) + (uint64_t)number;
	/* 1990 to 2100 */
	h->start = INT64_C(631152000) +
		   history_below(h, INT64_C(110) * 365 * DAY_SECONDS);
	if (kind == HISTORY_GEARS)
		history_gears_closing(h);
	random_levels(h, a);
	random_events(h, a);
}

/* ---- Folding ------------------------------------------------------------- */

void history_begin(const struct history *h, struct clock_ticket *t)
{
	clock_ticket_init(t);
	t->closing = h->closing;
	t->nclosing = h->nclosing;
}

void history_settle(struct clock_ticket *t, instant now, struct arena *a)
{
	struct event ev;

	while (clock_ticket_pending(t, now, &ev)) {
		ev.seq = t->last_seq + 1;
		clock_ticket_apply(t, &ev, NULL, a);
	}
}

void history_fold(const struct history *h, struct clock_ticket *t, size_t from,
		  size_t until, struct arena *a)
{
	for (size_t i = from; i < until; i++) {
		struct event ev = h->events[i];

		if (h->kind == HISTORY_GEARS)
			history_settle(t, ev.at, a);
		ev.seq = t->last_seq + 1;
		clock_ticket_apply(t, &ev, h->set[i], a);
	}
}

void history_fold_all(const struct history *h, struct clock_ticket *t,
		      struct arena *a)
{
	history_begin(h, t);
	history_fold(h, t, 0, h->n, a);
	if (h->kind == HISTORY_GEARS)
		history_settle(t, h->as_of, a);
	clock_ticket_advance(t, h->as_of);
}

void history_drop(struct history *h, size_t i)
{
	for (h->n--; i < h->n; i++) {
		h->events[i] = h->events[i + 1];
		h->set[i] = h->set[i + 1];
	}
}

/* ---- As people read it --------------------------------------------------- */

static void print_level(const struct level *l)
{
	static const char *const modes[] = { "retarget", "rejudge", "restart",
					     "keep" };
	const struct level_gears *g = &l->gears;

	print_error("level %" PRId64 ": calendar %" PRId64
		    " in %s, %s, reopen %d in %" PRId64
		    ", by agent %d, longest pause %" PRId64 ", grace %" PRId64
		    "%s\n",
		    l->version, l->calendar_version,
		    calendar_zone(l->calendar)->name, modes[g->on_change],
		    g->reopen, g->reopen_window, g->by_agent, g->max_pause,
		    g->grace, g->by_consumption ? ", by consumption" : "");
	for (int m = 0; m < METRIC_N; m++) {
		print_error("  %s: pauses %#x:", level_metric_name(m),
			    l->pauses[m]);
		for (int p = 0; p < PRIORITY_N; p++)
			print_error(" %" PRId64 "/%d", l->target[m][p].seconds,
				    l->target[m][p].unit);
		print_error("\n");
	}
}

static void print_event(const struct history *h, size_t i)
{
	static const char *const did[] = {
		"create",    "reopen",   "customer", "staff",   "note",
		"move",      "priority", "level",    "assign",  "status",
		"byagent",   "tags",     "answered", "restore", "noreply",
		"tookin",    "resume",   "deadline", "queued",  "accepted",
		"abandoned",
	};
	const struct event *ev = &h->events[i];
	char at[INSTANT_TEXT], until[INSTANT_TEXT], due[INSTANT_TEXT];

	print_error("%zu. %s", i + 1, instant_text(ev->at, at));
	for (size_t bit = 0; bit < COUNT_OF(did); bit++)
		if (ev->did & 1u << bit)
			print_error(" %s", did[bit]);
	print_error(": %s %s, level %" PRId64 ", assignee %" PRId64
		    ", until %s, metric %d, due %s\n",
		    event_status_name(ev->status),
		    event_priority_name(ev->priority), ev->level_version,
		    ev->assignee.n, instant_text(ev->until, until), ev->metric,
		    instant_text(ev->due, due));
}

void history_print(const struct history *h)
{
	char at[INSTANT_TEXT];

	for (int i = 0; i < HISTORY_LEVELS; i++)
		print_level(&h->levels[i]);
	for (size_t i = 0; i < h->n; i++)
		print_event(h, i);
	for (size_t i = 0; i < h->nclosing; i++)
		print_error("from %s on closes after %" PRId64 "\n",
			    instant_text(h->closing[i].since, at),
			    h->closing[i].after);
	print_error("as of %s\n", instant_text(h->as_of, at));
}
