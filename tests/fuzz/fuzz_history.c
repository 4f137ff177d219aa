/*
 * Events as the database may hold them, under levels with any gears: whatever
 * refold_bad_column() lets pass, core takes without a word, and folding a part
 * and then the rest gives what folding all of it gives.
 */
#include "base/arena.h"
#include "desk/refold.h"
#include "fuzz/calendar_laws.h"

#define EVENTS 40
#define LEVELS 2
#define START (INT64_C(20500) * DAY_SECONDS)

struct past {
	struct level levels[LEVELS];
	struct close_rule closing;
	struct check_event events[EVENTS];
	size_t n;
};

/* ---- From bytes ---------------------------------------------------------- */

static const struct calendar *hours(struct arena *a)
{
	static const struct calendar_window office[] = { { 0, 540, 1020 },
							 { 1, 540, 1020 },
							 { 2, 540, 1020 },
							 { 3, 540, 1020 },
							 { 4, 540, 1020 } };
	struct calendar_spec spec = { .windows = office,
				      .nwindows = COUNT_OF(office) };
	const struct calendar *c = NULL;
	struct err e = { 0 };

	if (!zone_find("Europe/Berlin", &spec.zone, &e))
		c = calendar_new(a, &spec, &e);
	assert(c);
	return c;
}

static void read_level(struct bytes *b, struct level *l, int number,
		       const struct calendar *cal)
{
	struct level_gears *g = &l->gears;

	*l = (struct level){ .version = number,
			     .level = number,
			     .name = "Some",
			     .tz_version = "2026f",
			     .calendar = bytes_below(b, 4) ? cal
							   : calendar_always(),
			     .calendar_version = number };
	for (int m = 0; m < METRIC_N; m++) {
		for (int p = 0; p < PRIORITY_N; p++)
			l->target[m][p] = (struct target){
				bytes_below(b, 200) * 300,
				(enum unit)bytes_below(b, 4)
			};
		l->pauses[m] = (unsigned)bytes_below(b, 1 << STATUS_N);
		l->nsteps[m] = (int)bytes_below(b, 3);
		for (int i = 0; i < l->nsteps[m]; i++)
			l->steps[m][i] = (struct step){
				i, bytes_below(b, 20000) - 10000,
				(enum step_unit)bytes_below(b, 3)
			};
	}
	g->on_change = (enum level_change)bytes_below(b, 4);
	g->reopen = (enum level_reopen)bytes_below(b, 3);
	g->reopen_window = bytes_below(b, 3) * 40000;
	g->by_agent = (enum level_by_agent)bytes_below(b, 3);
	g->max_pause = bytes_below(b, 3) * 10000;
	g->grace = bytes_below(b, 3) * 1000;
	g->by_consumption = bytes_below(b, 2);
}

/* Mostly what is good, and now and then what is not. */
static int64_t read_value(struct bytes *b, int64_t n)
{
	int64_t v = bytes_below(b, n + 3);

	return v == n + 2 ? INSTANT_NONE : v - (v == n + 1);
}

static instant read_instant(struct bytes *b, instant near)
{
	switch (bytes_below(b, 4)) {
	case 0:
		return INSTANT_NONE;
	case 1:
		return near;
	default:
		return near + bytes_below(b, 600000) - 300000;
	}
}

static void read_event(struct bytes *b, struct check_event *ev, instant last)
{
	static const seconds gaps[] = { 1, 2, 3600, 400000 };

	*ev = (struct check_event){
		.at = last + bytes_below(b, gaps[bytes_below(b, 4)]),
		.kind = bytes_below(b, EVENT_KIND_N + 1),
		.did = (int64_t)bytes_take(b, 3),
		.status = read_value(b, STATUS_N),
		.priority = read_value(b, PRIORITY_N),
		.department = bytes_below(b, 4),
		.assignee = read_value(b, 3),
		.level_version = bytes_below(b, LEVELS + 1),
		.party = read_value(b, PARTY_N),
		.pause = INSTANT_NONE,
		.metric = read_value(b, METRIC_N),
		.cycle = 1,
		.step = 0,
		.actor_kind = ACTOR_PERSON,
		.actor = 1,
	};
	ev->recorded = ev->at;
	ev->until = read_instant(b, ev->at);
	ev->due = read_instant(b, ev->at);
	if (bytes_below(b, 2)) /* one thing at a time, more often than not */
		ev->did &= -ev->did;
}

static void read_past(struct bytes *b, struct past *p, struct arena *a)
{
	const struct calendar *cal = hours(a);
	instant last = START;

	for (int i = 0; i < LEVELS; i++)
		read_level(b, &p->levels[i], i + 1, cal);
	p->closing = (struct close_rule){ INSTANT_MIN,
					  bytes_below(b, 3) * 100000 };
	p->n = 0;
	while (b->n > 0 && p->n < EVENTS) {
		struct check_event *ev = &p->events[p->n];

		read_event(b, ev, last);
		if (p->n == 0)
			ev->did |= DID_CREATE;
		if (refold_bad_column(ev, (int64_t)p->n + 1))
			continue;
		last = ev->at;
		p->n++;
	}
}

/* ---- Folding ------------------------------------------------------------- */

static struct event event_of(const struct check_event *ev)
{
	struct event out = {
		.at = ev->at,
		.kind = (enum event_kind)ev->kind,
		.did = (unsigned)ev->did,
		.status = (enum status)ev->status,
		.priority = (enum priority)ev->priority,
		.level_version = ev->level_version,
		.until = ev->until,
		.party = ev->party == INSTANT_NONE ? PARTY_NONE
						   : (enum party)ev->party,
		.metric = ev->metric == INSTANT_NONE ? -1 : (int)ev->metric,
		.due = ev->due,
	};

	out.department.n = ev->department;
	out.assignee.n = ev->assignee == INSTANT_NONE ? 0 : ev->assignee;
	out.by.person.n = ev->actor;
	return out;
}

static void settle(struct clock_ticket *t, instant now, struct arena *a)
{
	struct event ev;

	while (clock_ticket_pending(t, now, &ev)) {
		ev.seq = t->last_seq + 1;
		clock_ticket_apply(t, &ev, NULL, a);
	}
}

static void fold(const struct past *p, struct clock_ticket *t, size_t from,
		 size_t until, struct arena *a)
{
	for (size_t i = from; i < until; i++) {
		struct event ev = event_of(&p->events[i]);
		const struct level *l = NULL;

		if (t->last_seq > 0)
			settle(t, ev.at, a);
		if (ev.level_version)
			l = &p->levels[ev.level_version - 1];
		ev.seq = t->last_seq + 1;
		clock_ticket_apply(t, &ev, l, a);
	}
}

static void begin(const struct past *p, struct clock_ticket *t)
{
	clock_ticket_init(t);
	t->closing = &p->closing;
	t->nclosing = 1;
}

/* As it would be loaded from the database, elsewhere in memory. */
static void reload(struct clock_ticket *t, struct arena *a)
{
	struct clock *v = ARENA_ARRAY(a, t->n + 1, struct clock);

	for (size_t i = 0; i < t->n; i++)
		v[i] = t->clocks[i];
	t->clocks = v;
	t->cap = t->n;
}

static void check_same(const struct clock *c, const struct clock *d)
{
	assert(c->metric == d->metric && c->cycle == d->cycle);
	assert(c->state == d->state && c->reason == d->reason);
	assert(c->started == d->started && c->stopped == d->stopped);
	assert(c->due == d->due && c->first_due == d->first_due);
	assert(c->breached == d->breached && c->margin == d->margin);
	assert(c->consumed == d->consumed && c->paused == d->paused);
	assert(c->since == d->since && c->next == d->next);
	assert(c->stood == d->stood && c->excused == d->excused);
}

static void check_sane(const struct clock_ticket *t, const struct clock *c)
{
	seconds waited = 0;

	for (int i = 0; i < PARTY_N; i++)
		waited += c->waited[i];
	assert(waited == c->paused && c->consumed >= 0);
	assert(clock_live(c) == (c->stopped == INSTANT_NONE));
	assert(c->since <= t->last_event && c->started <= c->since);
	assert(c->state != CLOCK_MET || c->breached == INSTANT_NONE);
	assert(c->state != CLOCK_MISSED || c->breached != INSTANT_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes b = { data, size };
	struct arena *a = arena_new();
	struct clock_ticket whole, part;
	struct past p;
	size_t k;

	read_past(&b, &p, a);
	k = p.n ? size % p.n : 0;
	begin(&p, &whole);
	fold(&p, &whole, 0, p.n, a);
	begin(&p, &part);
	fold(&p, &part, 0, k, a);
	reload(&part, a);
	fold(&p, &part, k, p.n, a);
	assert(part.n == whole.n && part.status == whole.status);
	assert(clock_ticket_order_at(&part) == clock_ticket_order_at(&whole));
	for (size_t i = 0; i < whole.n; i++) {
		check_same(&part.clocks[i], &whole.clocks[i]);
		check_sane(&whole, &whole.clocks[i]);
	}
	arena_free(a);
	return 0;
}
