#include "desk/facts.h"

#include "base/zone.h"
#include "core/rule.h"
#include "desk/custom_facts.h"
#include "store/desk_store.h"
#include "store/fact_store.h"

static struct rule_text text_of(const char *s)
{
	return (struct rule_text){ s, s ? strlen(s) : 0 };
}

/* ---- As its events say ----------------------------------------------------
 */

static void of_event(const struct event *ev, struct rule_facts *out)
{
	out->now = out->created = out->changed = out->status_since = ev->at;
	out->status = ev->status;
	out->priority = ev->priority;
	out->department = ev->department;
	out->assignee = ev->did & DID_ASSIGN ? ev->assignee : (person_id){ 0 };
}

static void of_state(const struct work *w, struct rule_facts *out)
{
	const struct clock_ticket *t = &w->state;

	out->now = w->job->by.now;
	out->created = t->created;
	out->changed = t->last_event;
	out->status_since = t->status_since;
	out->status = t->status;
	out->priority = t->priority;
	out->department = t->department;
	out->assignee = t->assignee;
	out->level = t->level ? t->level->level : 0;
	if (t->status == STATUS_SPAM || t->status == STATUS_DELETED)
		out->deleted = t->hidden;
}

/* When what runs is due. */
static void of_clocks(const struct work *w, struct rule_facts *out)
{
	const struct clock *first = clock_ticket_nearest(&w->state);

	if (first)
		out->due = first->due;
	for (size_t i = 0; i < w->state.n; i++) {
		const struct clock *c = &w->state.clocks[i];

		if (c->state == CLOCK_RUNNING)
			out->dues[c->metric] = c->due;
	}
}

static void of_row(const struct work *w, struct rule_facts *out)
{
	out->source = w->row.source;
	out->requester = w->row.requester;
	out->company = w->row.company;
	out->subject = text_of(w->row.subject);
	out->referrer = text_of(w->row.referrer);
	out->invited = w->row.invited;
}

/* ---- Words ----------------------------------------------------------------
 */

static void take_words(const struct message *m, struct rule_facts *out)
{
	out->message = text_of(m->body);
	out->message_by = m->kind == AUTHOR_CUSTOMER ? RULE_BY_CUSTOMER
						     : RULE_BY_STAFF;
}

/* Publicly, by somebody: what the desk says by itself does not count. */
static bool counts(const struct message *m)
{
	return m->visibility == VISIBLE_PUBLIC && m->kind != AUTHOR_AUTOMATIC;
}

static enum err_kind find_stored(struct work *w, struct rule_facts *out,
				 struct err *e)
{
	int64_t before = INT64_MAX;
	struct message *m = NULL;
	size_t n;

	do {
		if (message_store_list(w->job->db, w->job->arena, w->row.id,
				       false, before, 1, &m, &n, e))
			return e->kind;
		before = n > 0 ? m->seq : 0;
	} while (n > 0 && !counts(m));
	if (n > 0)
		take_words(m, out);
	return ERR_NONE;
}

/* The last that was said: by then, or in what is to be written. */
static enum err_kind find_words(struct work *w, bool is_new,
				struct rule_facts *out, struct err *e)
{
	if (w->pending.body && counts(&w->pending)) {
		take_words(&w->pending, out);
		return ERR_NONE;
	}
	for (size_t i = w->nmessages; i > 0; i--)
		if (counts(&w->messages[i - 1])) {
			take_words(&w->messages[i - 1], out);
			return ERR_NONE;
		}
	if (is_new || w->row.id.n == 0)
		return ERR_NONE;
	return find_stored(w, out, e);
}

/* ---- Tags -----------------------------------------------------------------
 */

struct id_list {
	int64_t *v;
	size_t n, cap;
};

static void put(struct arena *a, struct id_list *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i] == id)
			return;
	ARENA_ROOM(a, l->v, l->n, l->cap);
	l->v[l->n++] = id;
}

static void take_off(struct id_list *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i] == id)
			l->v[i] = l->v[--l->n];
}

static void change(struct arena *a, struct id_list *l,
		   const struct work_tags *by)
{
	for (size_t i = 0; i < by->noff; i++)
		take_off(l, by->off[i].n);
	for (size_t i = 0; i < by->non; i++)
		put(a, l, by->on[i].n);
}

/* What is stored, and what came and went since. */
static enum err_kind find_tags(struct work *w, struct rule_facts *out,
			       struct err *e)
{
	struct arena *a = w->job->arena;
	struct fact_ids stored = { 0 };
	struct id_list list = { 0 };

	if (w->row.id.n &&
	    fact_store_tags(w->job->db, a, w->row.id, &stored, e))
		return e->kind;
	for (size_t i = 0; i < stored.n; i++)
		put(a, &list, stored.v[i]);
	for (size_t i = 0; i < w->ntags; i++)
		change(a, &list, &w->tags[i]);
	change(a, &list, &w->pending_tags);
	out->tags = list.v;
	out->ntags = list.n;
	return ERR_NONE;
}

/* ---- What stands elsewhere ------------------------------------------------
 */

static enum err_kind find_groups(struct work *w, struct rule_facts *out,
				 struct err *e)
{
	struct fact_ids groups;

	if (fact_store_groups(w->job->db, w->job->arena, out->requester,
			      out->company, &groups, e))
		return e->kind;
	out->groups = groups.v;
	out->ngroups = groups.n;
	return ERR_NONE;
}

/* The day that it is, where the desk is. */
static enum err_kind find_day(struct work *w, struct rule_facts *out,
			      struct err *e)
{
	struct desk_settings desk;
	const struct zone *zone;
	instant local;

	if (desk_store_find(w->job->db, w->job->arena, &desk, e) ||
	    zone_find(desk.zone, &zone, e))
		return e->kind;
	local = out->now + zone_offset(zone, out->now);
	out->today = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
	out->zone = zone;
	return ERR_NONE;
}

static enum err_kind find_state(struct work *w, unsigned reads,
				struct rule_facts *out, struct err *e)
{
	/* Of a row of before its events say it. */
	if (reads & RULE_BIT(RULE_STATUS_SINCE) &&
	    w->state.status_since == INSTANT_NONE && work_whole(w, e))
		return e->kind;
	of_state(w, out);
	of_clocks(w, out);
	return ERR_NONE;
}

/* What stands in rows of their own. */
static enum err_kind find_rest(struct work *w, bool is_new, unsigned reads,
			       struct rule_facts *out, struct err *e)
{
	if (reads & (RULE_BIT(RULE_MESSAGE) | RULE_BIT(RULE_MESSAGE_BY)) &&
	    find_words(w, is_new, out, e))
		return e->kind;
	if (reads & RULE_BIT(RULE_TAGS) && find_tags(w, out, e))
		return e->kind;
	if (reads & RULE_BIT(RULE_GROUPS) && find_groups(w, out, e))
		return e->kind;
	if (reads & RULE_BIT(RULE_AGENT_STATUS) &&
	    fact_store_agent(w->job->db, w->job->arena, out->assignee, out->now,
			     &out->agent, e))
		return e->kind;
	if (reads & RULE_BIT(RULE_CUSTOM) &&
	    (find_day(w, out, e) ||
	     custom_facts(w, &out->custom, &out->ncustom, e)))
		return e->kind;
	return ERR_NONE;
}

enum err_kind facts_of(struct work *w, const struct event *ev, unsigned reads,
		       struct rule_facts *out, struct err *e)
{
	*out = (struct rule_facts){ .deleted = INSTANT_NONE,
				    .due = INSTANT_NONE };
	for (int m = 0; m < METRIC_N; m++)
		out->dues[m] = INSTANT_NONE;
	of_row(w, out);
	if (ev)
		of_event(ev, out);
	else if (find_state(w, reads, out, e))
		return e->kind;
	return find_rest(w, ev != NULL, reads, out, e);
}
