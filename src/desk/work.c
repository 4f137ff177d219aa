#include "desk/work.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/log.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/clock_store.h"
#include "store/closing_store.h"
#include "store/level_store.h"
#include "store/worker_store.h"

void work_init(struct work *w, struct job *job, struct names *names)
{
	*w = (struct work){ .job = job, .names = names };
	clock_ticket_init(&w->state);
}

/* ---- Loading --------------------------------------------------------------
 */

/*
 * A ticket goes on under the calendar version that its running promises were
 * made by; with none running, the calendar's newest holds.
 */
static enum err_kind find_ref(struct work *w, struct level_ref *ref,
			      struct err *e)
{
	ref->version = w->row.level_version;
	ref->calendar = w->row.calendar_version;
	if (ref->version == 0 || ref->calendar != INSTANT_NONE)
		return ERR_NONE;
	/* Rows of before do not say: their clocks do. */
	for (size_t i = 0; i < w->state.n; i++) {
		const struct clock *c = &w->state.clocks[i];
		bool hidden = c->state == CLOCK_CANCELLED &&
			      c->stopped == w->state.hidden;

		if ((clock_live(c) || hidden) && c->unit != UNIT_CALENDAR) {
			ref->calendar = c->calendar_version;
			return ERR_NONE;
		}
	}
	return level_store_ref(w->job->db, w->job->arena, ref->version, ref, e);
}

/* What is loaded was written before. */
static void remember(struct work *w)
{
	while (w->nmarks < w->state.n) {
		const struct clock *c = &w->state.clocks[w->nmarks];

		ARENA_ROOM(w->job->arena, w->marks, w->nmarks, w->capmarks);
		w->marks[w->nmarks++] = (struct work_mark){
			.overdue = c->breached != INSTANT_NONE,
			.ended = !clock_live(c),
			.stored = true,
			.stopped = c->stopped,
		};
	}
}

static bool has_live(const struct work *w)
{
	for (size_t i = 0; i < w->state.n; i++)
		if (clock_live(&w->state.clocks[i]))
			return true;
	return false;
}

/*
 * The system's time zones changed since the clock was written: it goes by the
 * new ones from here on. What broke stays broken.
 */
static void rezone(struct clock *c)
{
	const struct level *l = c->level;
	seconds left = c->target - c->consumed;
	instant due;

	if (!clock_live(c) || str_eq(c->tz_version, l->tz_version))
		return;
	c->tz_version = l->tz_version;
	c->changed = true;
	if (c->state != CLOCK_RUNNING || c->breached != INSTANT_NONE ||
	    left <= 0)
		return;
	c->due = calendar_add(level_calendar(l, c->unit), c->since, left, &due)
			 ? INSTANT_NONE
			 : due;
	clock_find_next(c);
}

/* Is that the level and the hours it runs by? */
static bool runs_by(const struct clock *c, const struct level *l)
{
	return l && c->level_version == l->version &&
	       (c->unit == UNIT_CALENDAR ||
		c->calendar_version == l->calendar_version);
}

/* The level under which a clock runs: mostly its ticket's. */
static enum err_kind give_level(struct work *w, struct clock *c, struct err *e)
{
	const struct level_ref ref = { c->level_version, c->calendar_version };

	if (!runs_by(c, w->state.level))
		return level_store_compile(w->job->db, ref, &c->level, e);
	c->level = w->state.level;
	return ERR_NONE;
}

enum err_kind work_closing(struct work *const *works, size_t n, struct err *e)
{
	struct closing c = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct work *w = works[i];

		if (w->state.status != STATUS_RESOLVED || w->closing)
			continue;
		if (!c.rules &&
		    closing_store_hold(w->job->db, w->job->arena, &c, e))
			return e->kind;
		w->state.closing = c.rules;
		w->state.nclosing = c.n;
		w->closing = true;
	}
	return ERR_NONE;
}

/* Its clocks are there; ${newest} is the newest change that was applied. */
static enum err_kind get_ready(struct work *w, int64_t newest, struct err *e)
{
	struct level_ref ref;

	w->state.cap = w->state.n;
	remember(w);
	if (find_ref(w, &ref, e) ||
	    level_store_compile(w->job->db, ref, &w->state.level, e))
		return e->kind;
	if (!w->state.level && (w->row.level_version || has_live(w)))
		return err_set(e, ERR_BROKEN, "ticket %s lacks its level",
			       w->row.code);
	for (size_t i = 0; i < w->state.n; i++) {
		if (give_level(w, &w->state.clocks[i], e))
			return e->kind;
		rezone(&w->state.clocks[i]);
	}
	if (w->waits || newest == w->row.applied)
		return ERR_NONE;
	return work_catch_up(w, INT64_MAX, e);
}

enum err_kind work_load(struct work *w, struct err *e)
{
	int64_t newest;

	if (work_closing(&w, 1, e) ||
	    clock_store_load(w->job->db, w->job->arena, w->row.id,
			     &w->state.clocks, &w->state.n, &newest, e))
		return e->kind;
	return get_ready(w, newest, e);
}

static bool are_behind(struct work *const *works, size_t n, int64_t newest)
{
	for (size_t i = 0; i < n; i++)
		if (works[i]->row.applied < newest)
			return true;
	return false;
}

enum err_kind work_load_all(struct work *const *works, size_t n, struct err *e)
{
	struct clock_bunch clocks[CLOCK_BUNCHES];
	ticket_id ids[CLOCK_BUNCHES];
	struct job *job;
	int64_t newest;

	if (n == 0 || work_closing(works, n, e))
		return e->kind;
	job = works[0]->job;
	for (size_t i = 0; i < n; i++)
		ids[i] = works[i]->row.id;
	if (clock_store_load_some(job->db, job->arena, ids, n, clocks, &newest,
				  e))
		return e->kind;
	if (are_behind(works, n, newest) && work_read_changes(works, n, e))
		return e->kind;
	for (size_t i = 0; i < n; i++) {
		works[i]->state.clocks = clocks[i].v;
		works[i]->state.n = clocks[i].n;
		if (get_ready(works[i], newest, e))
			return e->kind;
	}
	return ERR_NONE;
}

/* ---- Events ---------------------------------------------------------------
 */

struct event work_event(const struct work *w, enum event_kind kind,
			unsigned did)
{
	return (struct event){
		.at = w->job->by.now,
		.kind = kind,
		.did = did,
		.until = INSTANT_NONE,
		.metric = -1,
		.cycle = -1,
		.step = -1,
		.due = INSTANT_NONE,
		.by = w->job->by,
	};
}

void work_say(struct work *w, const char *body, enum author author,
	      enum visibility visibility)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	w->pending = (struct message){
		.oid = arena_str(w->job->arena, oid),
		.kind = author,
		.visibility = visibility,
		.trust = TRUST_SIGNED_IN,
		.body = body,
	};
}

void work_copy(struct work *w, const struct message *m)
{
	work_say(w, m->body, m->kind, m->visibility);
	w->pending.trust = m->trust;
	w->pending.copy_of = m->id;
	w->pending.at = m->at;
	w->pending.author = m->author;
}

void work_tag(struct work *w, const struct work_tags *tags)
{
	w->pending_tags = *tags;
}

static void add_tags(struct work *w, const struct event *ev)
{
	if (!(ev->did & DID_TAGS))
		return;
	w->pending_tags.seq = ev->seq;
	ARENA_ROOM(w->job->arena, w->tags, w->ntags, w->captags);
	w->tags[w->ntags++] = w->pending_tags;
	w->pending_tags = (struct work_tags){ 0 };
}

void work_fill(struct work *w, const struct work_fields *fields)
{
	w->pending_fields = *fields;
}

static void add_fields(struct work *w, const struct event *ev)
{
	if (!(ev->did & DID_FIELDS))
		return;
	w->pending_fields.seq = ev->seq;
	ARENA_ROOM(w->job->arena, w->fields, w->nfields, w->capfields);
	w->fields[w->nfields++] = w->pending_fields;
	w->pending_fields = (struct work_fields){ 0 };
}

/* The words that came with it. */
static void add_message(struct work *w, const struct event *ev)
{
	if (!w->pending.body)
		return;
	w->pending.seq = ev->seq;
	if (!w->pending.copy_of) {
		w->pending.at = ev->at;
		w->pending.author = ev->by.person;
	}
	ARENA_ROOM(w->job->arena, w->messages, w->nmessages, w->capmessages);
	w->messages[w->nmessages++] = w->pending;
	w->pending = (struct message){ 0 };
}

/* Two requests may overtake each other by that much without a word. */
#define OVERTAKING_SECONDS 5

/* A wall clock that was set back changes no order of events. */
static instant never_before(const struct work *w, instant at)
{
	if (at >= w->state.last_event)
		return at;
	if (w->state.last_event - at <= OVERTAKING_SECONDS)
		return w->state.last_event;
	log_event(LOG_WARN, "clock_went_back",
		  LOG_PAIRS(LOG_S("ticket", w->row.code),
			    LOG_N("by_s", w->state.last_event - at)));
	return w->state.last_event;
}

/* Did it become another by that? */
static unsigned moved_by(const struct clock_ticket *t, const struct event *ev)
{
	unsigned bits = 0;

	if (ev->did & DID_ASSIGN && ev->assignee.n != t->assignee.n)
		bits |= RULE_ON(RULE_ON_ASSIGNED);
	if (ev->did & DID_PRIORITY && ev->priority != t->priority)
		bits |= RULE_ON(RULE_ON_PRIORITY);
	if (ev->did & DID_DEPARTMENT && ev->department.n != t->department.n)
		bits |= RULE_ON(RULE_ON_DEPARTMENT);
	return bits;
}

/* What rules on events may be set off by; opening it is rule_run's. */
static unsigned triggers_of(const struct work *w, const struct event *ev)
{
	static const struct {
		unsigned did;
		enum rule_trigger on;
		bool words;
	} list[] = {
		{ DID_TAGS, RULE_ON_TAGS, false },
		{ DID_FIELDS, RULE_ON_FIELD, false },
		{ DID_TOOK_IN, RULE_ON_MERGED, false },
		{ DID_RESTORE, RULE_ON_RESTORED, false },
		{ DID_CUSTOMER_SPOKE, RULE_ON_CUSTOMER_MESSAGE, true },
		{ DID_STAFF_SPOKE, RULE_ON_STAFF_MESSAGE, true },
		{ DID_NOTE, RULE_ON_NOTE, true },
	};
	unsigned bits = moved_by(&w->state, ev);

	if (ev->did & DID_CREATE)
		return 0;
	/* What is said again on a part that was split off is not new. */
	for (size_t i = 0; i < COUNT_OF(list); i++)
		if (ev->did & list[i].did &&
		    !(list[i].words && w->pending.copy_of))
			bits |= RULE_ON(list[i].on);
	return bits;
}

/* Append and fold, nothing else. */
static void append(struct work *w, const struct event *ev,
		   const struct level *level)
{
	enum status was = w->state.status;
	struct event_row *row;

	ARENA_ROOM(w->job->arena, w->events, w->nevents, w->capevents);
	row = &w->events[w->nevents++];
	row->event = *ev;
	row->event.seq = w->state.last_seq + 1;
	row->event.at = never_before(w, ev->at);
	row->event.recorded_at = w->job->by.now;
	row->event.calendar_version = level ? level->calendar_version
					    : INSTANT_NONE;
	if (!event_is_mark(ev))
		w->moved = true;
	w->set_off |= triggers_of(w, &row->event);
	add_message(w, &row->event);
	add_tags(w, &row->event);
	add_fields(w, &row->event);
	clock_ticket_apply(&w->state, &row->event, level, w->job->arena);
	if (w->state.status != was && !(ev->did & DID_CREATE))
		w->set_off |= RULE_ON(RULE_ON_STATUS);
}

/* The clock that broke first of those whose mark is missing, or NULL. */
static struct clock *unmarked(struct work *w)
{
	struct clock *found = NULL;

	for (size_t i = 0; i < w->state.n; i++) {
		struct clock *c = &w->state.clocks[i];

		if (c->breached != INSTANT_NONE &&
		    !(i < w->nmarks && w->marks[i].overdue) &&
		    (!found || c->breached < found->breached))
			found = c;
	}
	return found;
}

/* Did it break in the cycle that it goes on from? Then its mark stands there.
 */
static bool broke_before(const struct work *w, const struct clock *c)
{
	for (size_t i = 0; i < w->state.n; i++) {
		const struct clock *last = &w->state.clocks[i];

		if (last->metric == c->metric && last->cycle == c->cycle - 1 &&
		    last->started == c->started &&
		    last->breached != INSTANT_NONE)
			return true;
	}
	return false;
}

/* New clocks are neither marked nor judged. */
static void make_marks(struct work *w)
{
	while (w->nmarks < w->state.n) {
		const struct clock *c = &w->state.clocks[w->nmarks];

		ARENA_ROOM(w->job->arena, w->marks, w->nmarks, w->capmarks);
		w->marks[w->nmarks++] = (struct work_mark){
			.overdue = broke_before(w, c),
		};
	}
}

/*
 * Each breach that was noted gets its line in the timeline, once: now, or, in
 * the past, where it fell due, ${latest} at most.
 */
static void mark_overdue(struct work *w, instant latest)
{
	struct clock *c;

	make_marks(w);
	while ((c = unmarked(w))) {
		struct event ev = work_event(w, EVENT_OVERDUE, 0);

		w->marks[c - w->state.clocks].overdue = true;
		if (w->past)
			ev.at = c->breached < latest ? c->breached + 1 : latest;
		if (ev.at < w->state.last_event)
			ev.at = w->state.last_event;
		ev.metric = (int)c->metric;
		ev.cycle = c->cycle;
		ev.due = c->due != INSTANT_NONE ? c->due : c->breached;
		ev.by.kind = ACTOR_SYSTEM;
		ev.by.person.n = 0;
		append(w, &ev, NULL);
	}
}

void work_pass(struct work *w, instant until)
{
	struct event ev;

	while (clock_ticket_pending(&w->state, until, &ev)) {
		struct actor by = ev.by;

		ev.by = w->job->by;
		ev.by.kind = by.kind;
		ev.by.person = by.person;
		append(w, &ev, NULL);
	}
}

void work_settle(struct work *w, instant now)
{
	work_pass(w, now);
	clock_ticket_advance(&w->state, now);
	mark_overdue(w, now);
}

void work_take(struct work *w, const struct event *ev,
	       const struct level *level)
{
	bool moved = w->moved;

	w->row.level_version = ev->level_version;
	append(w, ev, level);
	w->moved = moved;
}

void work_add(struct work *w, const struct event *ev, const struct level *level)
{
	if (ev->did & (DID_CREATE | DID_LEVEL))
		w->row.level_version = ev->level_version;
	append(w, ev, level);
	mark_overdue(w, w->state.last_event);
}

/* ---- What people typed ----------------------------------------------------
 */

enum err_kind work_check_text(const char *field, const char *text, size_t max,
			      struct err *e)
{
	size_t n = text ? strlen(text) : 0;

	if (!str_utf8_valid(text ? text : "", n))
		return err_set(e, ERR_INVALID, "%s is not valid UTF-8 text.",
			       field);
	if (str_blank(text ? text : "", n))
		return err_set(e, ERR_INVALID, "%s is empty.", field);
	if (str_utf8_count(text, n) > max)
		return err_set(e, ERR_INVALID,
			       "%s has more than %zu characters.", field, max);
	return ERR_NONE;
}

/* ---- Who may --------------------------------------------------------------
 */

struct access_ticket work_access(const struct work *w)
{
	return ticket_store_access(&w->row, &w->state);
}

bool work_writes(const struct viewer *v)
{
	return (v->roles & ROLES_WRITE) != 0;
}

enum err_kind work_may(const struct work *w, struct err *e)
{
	struct access_ticket at = work_access(w);

	if (!access_work(w->job->viewer, &at))
		return err_set(e, ERR_DENIED, "not theirs to work on");
	return ERR_NONE;
}

enum err_kind work_speaks(const struct work *w, struct err *e)
{
	if (!work_writes(w->job->viewer))
		return err_set(e, ERR_DENIED, "read-only");
	return ERR_NONE;
}

bool work_is_open(const struct work *w)
{
	return w->state.status <= STATUS_POSTPONED;
}

bool work_is_kept(const struct work *w)
{
	return work_is_open(w) || w->state.status == STATUS_RESOLVED;
}

enum err_kind work_worker(const struct work *w, department_id department,
			  const char *oid, person_id *out, struct err *e)
{
	struct job *job = w->job;
	struct worker worker;

	out->n = 0;
	if (str_empty(oid))
		return ERR_NONE;
	if (worker_store_find(job->db, job->arena, department, oid, &worker,
			      e) == ERR_NONE) {
		*out = worker.id;
		return ERR_NONE;
	}
	if (e->kind == ERR_NOT_FOUND)
		return err_set(e, ERR_INVALID,
			       "That person does not work in this department.");
	return e->kind;
}
