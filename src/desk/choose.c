#include "desk/choose.h"

#include "desk/facts.h"
#include "store/level_action_store.h"
#include "store/rule_event_store.h"

/* ---- A run ----------------------------------------------------------------
 */

struct rule_word choose_word(const struct rule_book *b, size_t i,
			     struct rule_look *look,
			     int64_t conditions[LIMIT_RULE_GROUPS])
{
	const struct rule_row *row = &b->v[i];
	struct rule_word w = { .version = row->version,
			       .conditions = conditions };

	w.outcome = row->is.active && row->invalid
			    ? RULE_INVALID
			    : rules_ask(b->compiled, i, look);
	if (w.outcome != RULE_FAILS && w.outcome != RULE_INVALID)
		return w;
	for (size_t g = 0; g < row->is.ngroups; g++) {
		int c = rules_failed(b->compiled, i, g, look);

		if (c >= 0)
			conditions[w.n++] = row->is.groups[g].v[c].id;
		if (w.outcome == RULE_INVALID && w.n > 0)
			break;
	}
	return w;
}

static void act(const struct rule_row *row, struct rule_facts *f,
		struct choice *out)
{
	for (size_t i = 0; i < row->is.nactions; i++)
		if (row->is.actions[i].kind == ACTION_LEVEL) {
			out->by = row;
			out->level = f->level = row->is.actions[i].id;
		}
}

void choose_run(const struct rule_book *b, bool keeping, struct rule_facts *f,
		struct arena *a, struct choice *out)
{
	struct rule_look *look = rule_look_at(a, f);
	int64_t conditions[LIMIT_RULE_GROUPS];
	struct rule_trace trace;

	*out = (struct choice){ 0 };
	trace.n = 0;
	trace.cut = false;
	trace.version = trace.condition = 0;
	for (size_t i = 0; i < b->n; i++) {
		struct rule_word w;

		if (keeping && !b->v[i].is.keeps)
			continue;
		w = choose_word(b, i, look, conditions);
		if (w.outcome == RULE_OFF)
			continue;
		rule_trace_add(&trace, &w);
		if (w.outcome != RULE_HOLDS)
			continue;
		act(&b->v[i], f, out);
		if (b->v[i].is.stops)
			break;
	}
	out->asked = arena_copy(a, (const char *)trace.bytes, trace.n);
	out->nasked = trace.n;
}

void choose_ask(const struct rule_book *b, unsigned triggers,
		struct rule_facts *f, struct arena *a, struct choice *out)
{
	struct rule_look *look = rule_look_at(a, f);
	int64_t conditions[LIMIT_RULE_GROUPS];
	struct rule_trace trace = { .n = 0 };

	*out = (struct choice){ 0 };
	for (size_t i = 0; i < b->n; i++) {
		struct rule_word w;

		if (triggers && !(b->v[i].is.triggers & triggers))
			continue;
		w = choose_word(b, i, look, conditions);
		if (w.outcome != RULE_OFF)
			rule_trace_add(&trace, &w);
	}
	out->asked = arena_copy(a, (const char *)trace.bytes, trace.n);
	out->nasked = trace.n;
}

/* ---- A new ticket ---------------------------------------------------------
 */

enum err_kind choose_find(struct job *job, int64_t level,
			  const struct level **out, struct err *e)
{
	struct level_ref ref = { 0 };

	if (level &&
	    level_action_store_newest(job->db, job->arena, level, &ref, e))
		return e->kind;
	return level_store_compile(job->db, ref, out, e);
}

void choose_note(const struct choice *c, const struct level *level,
		 struct event *ev)
{
	ev->level_version = level ? level->version : 0;
	ev->rule = c->by ? c->by->version : 0;
	ev->asked = c->asked;
	ev->nasked = c->nasked;
}

enum err_kind choose_level_after(struct work *w, const struct choice *so_far,
				 struct event *ev, const struct level **out,
				 struct err *e)
{
	struct job *job = w->job;
	const struct rule_book *b;
	struct rule_facts f;
	struct choice c;

	if (rule_book_open(job->db, job->arena, RULE_KIND_SLA, &b,
			   &w->row.applied, e) ||
	    facts_of(w, ev, b->reads, &f, e))
		return e->kind;
	f.level = so_far ? so_far->level : 0;
	choose_run(b, false, &f, job->arena, &c);
	if (!c.by && so_far) {
		c.by = so_far->by;
		c.level = so_far->level;
	}
	if (choose_find(job, c.level, out, e))
		return e->kind;
	choose_note(&c, *out, ev);
	return ERR_NONE;
}

enum err_kind choose_level(struct work *w, struct event *ev,
			   const struct level **out, struct err *e)
{
	return choose_level_after(w, NULL, ev, out, e);
}

/* ---- A ticket in hand -----------------------------------------------------
 */

/* From here on it has the level that was chosen, unless it has it already. */
static enum err_kind take(struct work *w, const struct choice *c, struct err *e)
{
	const struct level *is = w->state.level, *level;
	struct event ev = work_event(w, EVENT_LEVEL, DID_LEVEL);

	if (c->level == (is ? is->level : 0))
		return ERR_NONE;
	if (choose_find(w->job, c->level, &level, e) ||
	    work_whole_for(w, is, e) || work_whole_for(w, level, e))
		return e->kind;
	ev.by.kind = ACTOR_RULE;
	ev.by.person.n = 0;
	choose_note(c, level, &ev);
	work_add(w, &ev, level);
	return ERR_NONE;
}

static enum err_kind run(struct work *w, const struct rule_book *b,
			 bool keeping, struct choice *out, struct err *e)
{
	struct rule_facts f;

	if (facts_of(w, NULL, b->reads, &f, e))
		return e->kind;
	choose_run(b, keeping, &f, w->job->arena, out);
	return ERR_NONE;
}

enum err_kind choose_anew(struct work *w, struct err *e)
{
	const struct rule_book *b;
	struct choice c;

	if (rule_book_open(w->job->db, w->job->arena, RULE_KIND_SLA, &b, NULL,
			   e) ||
	    run(w, b, false, &c, e))
		return e->kind;
	return c.by ? take(w, &c, e) : ERR_NONE;
}

/* ---- Those that keep applying ---------------------------------------------
 */

/* What each change of an event is to the fields that rules read. */
static const struct {
	unsigned did, fields;
} changes[] = {
	{ DID_REOPEN | DID_STATUS | DID_ANSWERED | DID_RESTORE | DID_NO_REPLY,
	  RULE_BIT(RULE_STATUS) | RULE_BIT(RULE_STATUS_SINCE) },
	{ DID_CUSTOMER_SPOKE | DID_STAFF_SPOKE,
	  RULE_BIT(RULE_STATUS) | RULE_BIT(RULE_STATUS_SINCE) |
		  RULE_BIT(RULE_MESSAGE) | RULE_BIT(RULE_MESSAGE_BY) },
	{ DID_DEPARTMENT, RULE_BIT(RULE_DEPARTMENT) },
	{ DID_PRIORITY, RULE_BIT(RULE_PRIORITY) },
	{ DID_ASSIGN, RULE_BIT(RULE_ASSIGNEE) | RULE_BIT(RULE_AGENT_STATUS) },
	{ DID_TAGS, RULE_BIT(RULE_TAGS) },
	{ DID_FIELDS, RULE_BIT(RULE_CUSTOM) },
};

/* By the events that were not looked at by then. */
static unsigned changed(struct work *w)
{
	unsigned fields = 0;
	size_t k = w->nchosen;

	for (w->nchosen = w->nevents; k < w->nevents; k++)
		for (size_t i = 0; i < COUNT_OF(changes); i++) {
			const struct event *ev = &w->events[k].event;

			/* What it begins as was asked about. */
			if (w->row.id.n == 0 && ev->kind != EVENT_RULE)
				continue;
			if (ev->did & changes[i].did)
				fields |= changes[i].fields;
		}
	return fields;
}

/* The one that set the level it has, of those that are to be written. */
static const struct event *newest_choice(const struct work *w)
{
	for (size_t k = w->nevents; k > 0; k--) {
		const struct event *ev = &w->events[k - 1].event;

		if (ev->did & (DID_CREATE | DID_LEVEL) &&
		    ev->kind != EVENT_REVISED && ev->kind != EVENT_HOURS)
			return ev;
	}
	return NULL;
}

/* Was the level it has chosen by a rule that keeps applying? */
static enum err_kind kept(struct work *w, const struct rule_book *b, bool *out,
			  struct err *e)
{
	const struct event *ev = newest_choice(w);
	int64_t rule = 0;

	*out = false;
	if (!ev && rule_event_store_who(w->job->db, w->job->arena, w->row.id,
					&rule, e))
		return e->kind;
	for (size_t i = 0; i < b->n; i++)
		*out = *out ||
		       (b->v[i].is.keeps && (ev ? b->v[i].version == ev->rule
						: b->v[i].id == rule));
	return ERR_NONE;
}

enum err_kind choose_again(struct work *w, struct err *e)
{
	unsigned fields = work_is_kept(w) ? changed(w) : 0;
	const struct rule_book *b;
	struct choice c;
	bool anew;

	if (!fields)
		return ERR_NONE;
	if (rule_book_open(w->job->db, w->job->arena, RULE_KIND_SLA, &b, NULL,
			   e))
		return e->kind;
	if (!(b->keeps & fields))
		return ERR_NONE;
	if (run(w, b, true, &c, e))
		return e->kind;
	/* What chose its level does not hold any more: all choose anew. */
	if (!c.by && (kept(w, b, &anew, e) || !anew || run(w, b, false, &c, e)))
		return e->kind;
	return take(w, &c, e);
}
