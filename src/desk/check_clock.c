/* Promises: clocks, how they were judged, marks, and steps that fired. */
#include "desk/check_part.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/str.h"
#include "store/step_store.h"

static const char *clock_name(struct check_part *p, int64_t metric,
			      int64_t cycle)
{
	const char *name = metric >= 0 && metric < METRIC_N
				   ? level_metric_name((enum metric)metric)
				   : "metric ?";

	return arena_printf(p->check->arena, "%s %" PRId64, name, cycle);
}

static size_t find_fold(const struct check_part *p, int64_t metric,
			int64_t cycle)
{
	const struct clock_ticket *s = &p->fold.state;
	size_t i = 0;

	while (i < s->n && ((int64_t)s->clocks[i].metric != metric ||
			    s->clocks[i].cycle != cycle))
		i++;
	return i;
}

static const struct check_clock *find_row(const struct check_part *p,
					  int64_t metric, int64_t cycle)
{
	for (size_t i = 0; i < p->stored.nclocks; i++)
		if (p->stored.clocks[i]->metric == metric &&
		    p->stored.clocks[i]->cycle == cycle)
			return p->stored.clocks[i];
	return NULL;
}

/* The cycle that it went on from when its ticket came back from hiding. */
static const struct clock *before(const struct check_part *p,
				  const struct clock *c)
{
	const struct clock_ticket *s = &p->fold.state;

	for (size_t i = 0; i < s->n; i++)
		if (s->clocks[i].metric == c->metric &&
		    s->clocks[i].cycle == c->cycle - 1 &&
		    s->clocks[i].started == c->started &&
		    s->clocks[i].state == CLOCK_CANCELLED)
			return &s->clocks[i];
	return NULL;
}

/* ---- Steps -----------------------------------------------------------------
 */

size_t check_rows_of(const void *rows, size_t count, size_t size, size_t at,
		     int64_t clock, size_t *n)
{
	const unsigned char *of = (const unsigned char *)rows + at;
	size_t low = 0, high = count;
	int64_t found;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		memcpy(&found, of + mid * size, sizeof(found));
		if (found < clock)
			low = mid + 1;
		else
			high = mid;
	}
	for (*n = 0; low + *n < count; (*n)++) {
		memcpy(&found, of + (low + *n) * size, sizeof(found));
		if (found != clock)
			break;
	}
	return low;
}

static size_t find_steps(const struct check_batch *b, int64_t clock, size_t *n)
{
	return check_rows_of(b->steps, b->nsteps, sizeof(*b->steps),
			     offsetof(struct check_step, clock), clock, n);
}

/* Those it fired, and those that the cycle did that it goes on from. */
static int64_t bits_of(const struct check_part *p, const struct clock *f,
		       const struct check_clock *c)
{
	const struct clock *was = before(p, f);
	int64_t bits = 0;
	size_t n, at = find_steps(p->batch, c->id, &n);

	for (size_t i = 0; i < n; i++)
		if (p->batch->steps[at + i].step >= 0 &&
		    p->batch->steps[at + i].step < 16)
			bits |= 1 << p->batch->steps[at + i].step;
	if (was) {
		const struct check_clock *row = find_row(p, was->metric,
							 was->cycle);

		if (row)
			bits |= bits_of(p, was, row);
	}
	return bits;
}

/* Could that step have fallen due then? */
static bool could_fire(const struct check_part *p, const struct clock *f,
		       const struct check_step *s)
{
	for (size_t i = 0; i < p->fold.nsteps; i++) {
		const struct refold_step *r = &p->fold.steps[i];

		if (r->metric == (int)f->metric && r->cycle == f->cycle &&
		    r->step == s->step && r->due == s->due)
			return true;
	}
	return false;
}

static size_t count_reminders(const struct check_part *p, const struct clock *f,
			      int64_t step)
{
	size_t n = 0;

	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];

		n += ev->kind == EVENT_REMINDER &&
		     ev->metric == (int64_t)f->metric &&
		     ev->cycle == f->cycle && ev->step == step;
	}
	return n;
}

/* What it changed is one event, if it changed more than tags. */
static size_t count_changes(const struct check_part *p, const struct clock *f,
			    int64_t step)
{
	size_t n = 0;

	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];

		n += ev->kind == EVENT_CHANGED &&
		     ev->metric == (int64_t)f->metric &&
		     ev->cycle == f->cycle && ev->step == step;
	}
	return n;
}

/* R21: g */
static seconds late_of(const struct check_step *s)
{
	return s->late == INSTANT_NONE || s->late == 0 ? LEVEL_LATE : s->late;
}

/* What it did, and whom it told. */
static void check_acts(struct check_part *p, const struct clock *f,
		       const struct check_step *s, const char *what)
{
	bool skipped = s->outcome == STEP_SKIPPED;
	size_t changes = count_changes(p, f, s->step);

	if (s->level_version != INSTANT_NONE && s->late == INSTANT_NONE)
		check_found(p, "fired_step.level_version_id", what, "another",
			    "a version that is there");
	if (s->committed != INSTANT_NONE && s->committed < s->noticed)
		check_instant(p, "fired_step.committed_at", what, s->committed,
			      s->noticed);
	check_number(p, "fired_action.missing", what, s->acts,
		     skipped ? 0 : s->promised);
	check_number(p, "notice.missing", what, s->notices, s->told);
	if (s->changes > 0 || changes > 1)
		check_number(p, "fired_step.event", what, (int64_t)changes, 1);
}

static void check_step(struct check_part *p, const struct clock *f,
		       const struct check_step *s)
{
	const char *what = arena_printf(p->check->arena, "%s %d step %" PRId64,
					level_metric_name(f->metric), f->cycle,
					s->step);
	bool skipped = s->outcome == STEP_SKIPPED;
	int64_t late = s->noticed - s->due > late_of(s) ? STEP_LATE
							: STEP_FIRED;
	char due[INSTANT_TEXT];

	if (!could_fire(p, f, s))
		check_found(p, "fired_step.due_at", what,
			    instant_text(s->due, due),
			    "an instant at which it fell due");
	if (s->noticed < s->due)
		check_instant(p, "fired_step.noticed_at", what, s->noticed,
			      s->due);
	if (!skipped)
		check_number(p, "fired_step.outcome", what, s->outcome, late);
	if (skipped == str_empty(s->reason))
		check_found(p, "fired_step.reason", what, s->reason,
			    skipped ? "why it was skipped" : "");
	check_number(p, "fired_step.reminder", what,
		     (int64_t)count_reminders(p, f, s->step), skipped ? 0 : 1);
	check_acts(p, f, s, what);
}

static void check_steps(struct check_part *p, const struct clock *f,
			const struct check_clock *c, const char *what)
{
	size_t n, at = find_steps(p->batch, c->id, &n);

	check_number(p, "clock.steps_done", what, c->steps_done,
		     bits_of(p, f, c));
	for (size_t i = 0; i < n; i++)
		check_step(p, f, &p->batch->steps[at + i]);
}

/* ---- Clocks ----------------------------------------------------------------
 */

static void check_course(struct check_part *p, const struct clock *f,
			 const struct check_clock *c, const char *what)
{
	bool judged = f->state == CLOCK_MET || f->state == CLOCK_MISSED;

	check_number(p, "clock.state", what, c->state, f->state);
	check_number(p, "clock.reason", what, c->reason, f->reason);
	check_instant(p, "clock.started_at", what, c->started, f->started);
	check_instant(p, "clock.first_due_at", what, c->first_due,
		      f->first_due);
	check_instant(p, "clock.due_at", what, c->due, f->due);
	check_number(p, "clock.target", what, c->target, f->target);
	check_number(p, "clock.unit", what, c->unit, f->unit);
	check_number(p, "clock.consumed", what, c->consumed, f->consumed);
	check_instant(p, "clock.since_at", what, c->since, f->since);
	check_number(p, "clock.paused_s", what, c->paused, f->paused);
	check_instant(p, "clock.breached_at", what, c->breached, f->breached);
	check_instant(p, "clock.stopped_at", what, c->stopped, f->stopped);
	check_number(p, "clock.margin", what, c->margin,
		     judged ? f->margin : INSTANT_NONE);
	check_instant(p, "clock.next_at", what, c->next, f->next);
}

/* What it stood still for, and what was set by hand. */
static void check_waiting(struct check_part *p, const struct clock *f,
			  const struct check_clock *c, const char *what)
{
	static const char *const columns[PARTY_N] = {
		[PARTY_CUSTOMER] = "clock.waited_customer",
		[PARTY_VENDOR] = "clock.waited_vendor",
		[PARTY_TEAM] = "clock.waited_team",
		[PARTY_PLANNED] = "clock.waited_planned",
	};
	bool plain = f->unit == UNIT_WORKING || f->unit == UNIT_CALENDAR;
	bool same = plain && f->promised.seconds == f->target;

	/* Rows of before do not say it beside their grace. */
	if (!plain || c->promised != INSTANT_NONE)
		check_number(p, "clock.promised", what, c->promised,
			     same ? INSTANT_NONE : f->promised.seconds);
	check_instant(p, "clock.manual_at", what, c->manual, f->manual);
	check_instant(p, "clock.calculated_at", what, c->calculated,
		      f->calculated);
	check_instant(p, "clock.stood_at", what, c->stood, f->stood);
	if (f->state == CLOCK_PAUSED)
		check_number(p, "clock.party", what, c->party, f->party);
	check_number(p, "clock.excused", what, c->excused, f->excused);
	for (int i = PARTY_CUSTOMER; i < PARTY_N; i++)
		check_number(p, columns[i], what, c->waited[i], f->waited[i]);
}

/* What it counts by, and whose matter it was. */
static void check_labels(struct check_part *p, const struct clock *f,
			 const struct check_clock *c, const char *what)
{
	check_number(p, "clock.level_version_id", what, c->level_version,
		     f->level_version);
	check_id(p, "clock.calendar_version_id", what, c->calendar_version,
		 f->calendar_version);
	check_number(p, "clock.start_level_version_id", what,
		     c->start_level_version, f->start_level_version);
	check_id(p, "clock.start_calendar_version_id", what,
		 c->start_calendar_version, f->start_calendar_version);
	check_text(p, "clock.level_name", what, c->level_name, f->level_name);
	check_number(p, "clock.department_id", what, c->department,
		     f->department.n);
	check_id(p, "clock.agent_id", what, c->agent, f->agent.n);
	check_id(p, "clock.resolver_id", what, c->resolver, f->resolver.n);
	check_id(p, "clock.breach_department_id", what, c->breach_department,
		 f->breach_department.n);
	check_id(p, "clock.breach_agent_id", what, c->breach_agent,
		 f->breach_agent.n);
	check_number(p, "clock.requester_id", what, c->requester,
		     p->row->requester);
	check_text(p, "clock.ticket_code", what, c->code, p->row->code);
}

/* As they are called, if they were never called otherwise. */
static void check_copies(struct check_part *p, const struct check_clock *c,
			 const char *what)
{
	const struct check_person *who = check_person(p->batch, c->requester);
	const struct check_person *agent = check_person(p->batch, c->agent);
	const struct check_name *d = check_department(p->batch, c->department);

	if (who && who->version == 1)
		check_text(p, "clock.requester_name", what, c->requester_name,
			   who->name);
	if (d && d->version == 1)
		check_text(p, "clock.department_name", what, c->department_name,
			   d->name);
	if (c->agent == INSTANT_NONE || (agent && agent->version == 1))
		check_text(p, "clock.agent_name", what, c->agent_name,
			   agent ? agent->name : "");
	if (str_empty(c->requester_name))
		check_found(p, "clock.requester_name", what, "", "a name");
	check_is_person(p, "clock.agent_id", what, c->agent);
	check_is_person(p, "clock.resolver_id", what, c->resolver);
	check_is_person(p, "clock.breach_agent_id", what, c->breach_agent);
}

/* ---- All of a ticket's -----------------------------------------------------
 */

static void check_clock(struct check_part *p, const struct check_clock *c)
{
	const char *what = clock_name(p, c->metric, c->cycle);
	size_t i = find_fold(p, c->metric, c->cycle);
	struct clock *f;

	if (i == p->fold.state.n) {
		check_found(p, "clock.extra", what, "there",
			    "promised by no event");
		return;
	}
	f = &p->fold.state.clocks[i];
	/* Which steps fired is no matter of events. */
	f->steps_done = (unsigned)bits_of(p, f, c);
	if (clock_live(f))
		clock_find_next(f);
	check_course(p, f, c, what);
	check_waiting(p, f, c, what);
	check_labels(p, f, c, what);
	check_copies(p, c, what);
	check_steps(p, f, c, what);
	check_verdicts(p, f, p->fold.ends[i].recorded, c, what);
}

void check_clocks(struct check_part *p)
{
	const struct clock_ticket *s = &p->fold.state;

	for (size_t i = 0; i < p->stored.nclocks; i++)
		check_clock(p, p->stored.clocks[i]);
	for (size_t i = 0; i < s->n; i++)
		if (!find_row(p, s->clocks[i].metric, s->clocks[i].cycle))
			check_found(p, "clock.missing",
				    clock_name(p, s->clocks[i].metric,
					       s->clocks[i].cycle),
				    "none", "one");
}

/* ---- Marks -----------------------------------------------------------------
 */

static size_t count_marks(const struct check_part *p, const struct clock *c)
{
	size_t n = 0;

	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];

		n += ev->kind == EVENT_OVERDUE &&
		     ev->metric == (int64_t)c->metric && ev->cycle == c->cycle;
	}
	return n;
}

static const struct check_step *find_fired(const struct check_part *p,
					   const struct check_clock *c,
					   int64_t step)
{
	size_t n, at = find_steps(p->batch, c->id, &n);

	for (size_t i = 0; i < n; i++)
		if (p->batch->steps[at + i].step == step)
			return &p->batch->steps[at + i];
	return NULL;
}

/* A mark tells of a clock what was true of it then. */
static void check_mark(struct check_part *p, const struct refold_mark *m)
{
	const struct check_event *ev = &p->stored.events[m->seq - 1];
	const char *what = arena_printf(p->check->arena, "event %" PRId64,
					m->seq);
	const struct check_clock *c = find_row(p, ev->metric, ev->cycle);

	if (!m->known || (ev->kind == EVENT_OVERDUE && !m->breached)) {
		check_found(p, "event.mark", what,
			    m->known ? "of a promise that was not broken"
				     : "of a promise that was not there",
			    "of one that was");
		return;
	}
	check_instant(p, "event.due_at", what, ev->due, m->due);
	if (ev->kind == EVENT_REMINDER && c && !find_fired(p, c, ev->step))
		check_found(p, "fired_step.missing", what, "none",
			    "the step that it tells of");
}

/* A change by a step names one that fired. */
static void check_changes(struct check_part *p)
{
	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];
		const struct check_clock *c;

		if (ev->kind != EVENT_CHANGED || ev->step == INSTANT_NONE)
			continue;
		c = find_row(p, ev->metric, ev->cycle);
		if (!c || !find_fired(p, c, ev->step))
			check_found(p, "fired_step.missing",
				    arena_printf(p->check->arena,
						 "event %" PRId64, ev->seq),
				    "none", "the step that made the change");
	}
}

void check_marks(struct check_part *p)
{
	const struct clock_ticket *s = &p->fold.state;

	check_changes(p);
	for (size_t i = 0; i < p->fold.nmarks; i++)
		check_mark(p, &p->fold.marks[i]);
	for (size_t i = 0; i < s->n; i++) {
		const struct clock *c = &s->clocks[i];
		const struct clock *was = before(p, c);
		bool broke = c->breached != INSTANT_NONE;

		/* It stands where it broke first. */
		if (broke && was && was->breached != INSTANT_NONE)
			broke = false;
		check_number(p, "event.overdue",
			     clock_name(p, c->metric, c->cycle),
			     (int64_t)count_marks(p, c), broke);
	}
}
