/*
 * How long one event takes to be folded into a ticket's clocks, and one clock
 * to be explained, in nanoseconds, without the database.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/zone.h"
#include "core/explain.h"

#include <inttypes.h>

#define TICKETS 20000
#define FROM INT64_C(1767225600) /* 2026-01-01 */
#define MINUTE 60
#define HOUR 3600

static const struct calendar_window office[] = {
	{ 0, 540, 720 }, { 0, 780, 1020 }, { 1, 540, 720 }, { 1, 780, 1020 },
	{ 2, 540, 720 }, { 2, 780, 1020 }, { 3, 540, 720 }, { 3, 780, 1020 },
	{ 4, 540, 720 }, { 4, 780, 1020 },
};

/* What happens to a ticket: so long after the event before, and what. */
static const struct {
	seconds after;
	unsigned did;
	enum status status;
} story[] = {
	{ 0, DID_CREATE | DID_CUSTOMER_SPOKE, STATUS_NEW },
	{ 20 * MINUTE, DID_ASSIGN, 0 },
	{ 50 * MINUTE, DID_STAFF_SPOKE, 0 },
	{ 5 * HOUR, DID_CUSTOMER_SPOKE, 0 },
	{ 10 * MINUTE, DID_NOTE, 0 },
	{ 3 * HOUR, DID_PRIORITY, 0 },
	{ 18 * HOUR, DID_STAFF_SPOKE | DID_STATUS, STATUS_POSTPONED },
	{ 30 * HOUR, DID_STATUS, STATUS_OPEN },
	{ HOUR, DID_DEPARTMENT | DID_ASSIGN, 0 },
	{ 2 * HOUR, DID_STAFF_SPOKE, 0 },
	{ 40 * HOUR, DID_CUSTOMER_SPOKE, 0 },
	{ 6 * HOUR, DID_STAFF_SPOKE | DID_STATUS, STATUS_RESOLVED },
	{ 24 * HOUR, DID_CUSTOMER_SPOKE, 0 },
	{ 4 * HOUR, DID_STAFF_SPOKE, 0 },
	{ HOUR, DID_STATUS, STATUS_RESOLVED },
	{ 120 * HOUR, DID_STATUS, STATUS_CLOSED },
};

static const struct calendar *hours(struct arena *a)
{
	struct calendar_closure closed[20];
	struct calendar_spec spec = { .windows = office,
				      .nwindows = COUNT_OF(office),
				      .closures = closed,
				      .nclosures = COUNT_OF(closed) };
	const struct calendar *c = NULL;
	struct err e = { 0 };

	for (size_t i = 0; i < COUNT_OF(closed); i++)
		closed[i] = (struct calendar_closure){
			.day = FROM / DAY_SECONDS + 37 * (int64_t)i,
			.to_min = 1440,
		};
	if (zone_find("Europe/Berlin", &spec.zone, &e) ||
	    !(c = calendar_new(a, &spec, &e))) {
		(void)fprintf(stderr, "%s\n", e.msg);
		exit(1);
	}
	return c;
}

/* Four promises, as the sample makes them, and keeping informed. */
static void make_level(struct level *l, const struct calendar *c)
{
	static const struct {
		enum metric metric;
		seconds target, urgent;
	} promises[] = {
		{ METRIC_FIRST_ANSWER, 4 * HOUR, HOUR },
		{ METRIC_NEXT_ANSWER, 4 * HOUR, 2 * HOUR },
		{ METRIC_FIRST_ASSIGN, HOUR, HOUR / 2 },
		{ METRIC_FIRST_RESOLVE, 16 * HOUR, 8 * HOUR },
		{ METRIC_KEEP_INFORMED, 16 * HOUR, 8 * HOUR },
	};

	*l = (struct level){ .version = 1,
			     .level = 1,
			     .number = 1,
			     .name = "Gold",
			     .calendar = c,
			     .calendar_version = 1,
			     .tz_version = "2026f",
			     .gears = { .reopen = REOPEN_CONTINUE } };
	for (size_t i = 0; i < COUNT_OF(promises); i++) {
		enum metric m = promises[i].metric;

		l->target[m][PRIORITY_ANY].seconds = promises[i].target;
		l->target[m][PRIORITY_URGENT].seconds = promises[i].urgent;
		l->pauses[m] = level_default_pauses(m);
		l->nsteps[m] = 4;
		l->steps[m][0] = (struct step){ 0, 75, STEP_PERCENT };
		l->steps[m][1] = (struct step){ 1, -HOUR, STEP_WORKING };
		l->steps[m][2] = (struct step){ 2, 0, STEP_WORKING };
		l->steps[m][3] = (struct step){ 3, HOUR, STEP_CALENDAR };
	}
}

/* Starts are spread over two years in an order no cache can guess. */
static instant start_of(int ticket)
{
	return FROM + (int64_t)((uint64_t)ticket * 2654435761U % (730 * 86400));
}

static void tell(struct clock_ticket *t, struct clock_trace *trace, int ticket,
		 const struct level *l, struct arena *a)
{
	instant at = start_of(ticket);

	clock_ticket_init(t);
	t->trace = trace;
	for (size_t i = 0; i < COUNT_OF(story); i++) {
		struct event ev = { .seq = (int64_t)i + 1,
				    .did = story[i].did,
				    .status = story[i].status,
				    .priority = i ? PRIORITY_URGENT
						  : PRIORITY_NORMAL,
				    .until = INSTANT_NONE,
				    .due = INSTANT_NONE };

		at += story[i].after + ticket % 997;
		ev.at = at;
		ev.department.n = i ? 2 : 1;
		ev.assignee.n = i ? 7 : 0;
		ev.level_version = i ? 0 : l->version;
		clock_ticket_apply(t, &ev, i ? NULL : l, a);
	}
}

static void bench_fold(const struct level *l, struct arena *a)
{
	int64_t since = clock_monotonic_ns(), clocks = 0;
	struct clock_ticket t;

	for (int i = 0; i < TICKETS; i++) {
		tell(&t, NULL, i, l, a);
		clocks += (int64_t)t.n;
		arena_reset(a);
	}
	(void)printf("clock, one event: %" PRId64 " ns\n",
		     (clock_monotonic_ns() - since) /
			     (TICKETS * (int64_t)COUNT_OF(story)));
	if (clocks < TICKETS * 5) /* they would not be those of the sample */
		exit(1);
}

static void bench_explain(const struct level *l, struct arena *a)
{
	struct clock_trace trace = { .arena = a };
	struct clock_ticket t;
	int64_t since, lines = 0;
	static struct explain x;

	tell(&t, &trace, 1, l, a);
	since = clock_monotonic_ns();
	for (int i = 0; i < TICKETS; i++) {
		explain_clock(&t.clocks[i % (int)t.n], &trace, t.last_event,
			      &x);
		lines += (int64_t)x.n;
	}
	(void)printf("clock, explained: %" PRId64 " ns\n",
		     (clock_monotonic_ns() - since) / TICKETS);
	(void)printf("clock, lines of an explanation: %" PRId64 "\n",
		     lines / TICKETS);
}

int main(void)
{
	struct arena *levels = arena_new(), *a = arena_new();
	struct level gold;

	make_level(&gold, hours(levels));
	bench_fold(&gold, a);
	bench_explain(&gold, a);
	arena_free(a);
	arena_free(levels);
	return 0;
}
