#include "desk/explain_json.h"

#include "core/rule_names.h"
#include "desk/rule_json.h"
#include "base/require.h"

static const char *kind_name(enum explain_kind kind)
{
	static const char *const names[] = {
		[EXPLAIN_STARTED] = "started", [EXPLAIN_OPEN] = "open",
		[EXPLAIN_MORE] = "more",       [EXPLAIN_CLOSED] = "closed",
		[EXPLAIN_PAUSED] = "paused",   [EXPLAIN_CHANGED] = "changed",
		[EXPLAIN_NOW] = "now",         [EXPLAIN_ENDED] = "ended",
		[EXPLAIN_DUE] = "due",
	};

	REQUIRE((size_t)kind < COUNT_OF(names));
	return names[kind];
}

/* NULL for none. */
static const char *cause_name(enum explain_cause cause)
{
	static const char *const names[EXPLAIN_CAUSE_N] = {
		[EXPLAIN_CAUSE_OPENED] = "opened",
		[EXPLAIN_CAUSE_BY_STAFF] = "opened_by_staff",
		[EXPLAIN_CAUSE_CUSTOMER] = "customer_message",
		[EXPLAIN_CAUSE_STAFF] = "staff_message",
		[EXPLAIN_CAUSE_MARKED] = "marked_answered",
		[EXPLAIN_CAUSE_ASSIGNED] = "assigned",
		[EXPLAIN_CAUSE_RESOLVED] = "resolved",
		[EXPLAIN_CAUSE_REOPENED] = "reopened",
		[EXPLAIN_CAUSE_LEVEL] = "level",
		[EXPLAIN_CAUSE_PRIORITY] = "priority",
		[EXPLAIN_CAUSE_RESTORED] = "restored",
		[EXPLAIN_CAUSE_TOOK_IN] = "took_in",
		[EXPLAIN_CAUSE_TIME] = "postponement_ended",
		[EXPLAIN_CAUSE_LONGEST] = "longest_pause",
		[EXPLAIN_CAUSE_QUEUED] = "queued",
		[EXPLAIN_CAUSE_ACCEPTED] = "accepted",
		[EXPLAIN_CAUSE_SPAM] = "spam",
		[EXPLAIN_CAUSE_DELETED] = "deleted",
		[EXPLAIN_CAUSE_MERGED] = "merged",
		[EXPLAIN_CAUSE_NO_REPLY] = "no_reply",
		[EXPLAIN_CAUSE_ABANDONED] = "abandoned",
		[EXPLAIN_CAUSE_SHUT] = "closed",
	};

	REQUIRE((size_t)cause < COUNT_OF(names));
	return names[cause];
}

static const char *unit_name(enum unit u)
{
	static const char *const names[] = {
		[UNIT_WORKING] = "working",
		[UNIT_CALENDAR] = "calendar",
		[UNIT_WORKING_DAYS] = "working_days",
		[UNIT_NEXT_OPEN] = "next_open",
	};

	REQUIRE((size_t)u < COUNT_OF(names));
	return names[u];
}

static const char *const parties[PARTY_N] = {
	[PARTY_NONE] = "nobody",     [PARTY_CUSTOMER] = "customer",
	[PARTY_VENDOR] = "vendor",   [PARTY_TEAM] = "team",
	[PARTY_PLANNED] = "planned",
};

static void put_at(struct json_out *j, const char *key, instant at)
{
	char text[INSTANT_TEXT];

	json_out_str(j, key,
		     at == INSTANT_NONE ? NULL : instant_text(at, text));
}

/* One that is never used up is null. */
static void put_target(struct json_out *j, seconds target)
{
	if (target == LEVEL_NEVER)
		json_out_null(j, "target");
	else
		json_out_i64(j, "target", target);
}

static void put_level(struct json_out *j, const struct level *l)
{
	json_out_object(j, "level");
	json_out_str(j, "name", l->name);
	json_out_i64(j, "version", l->number);
	json_out_end_object(j);
}

static void put_line(struct json_out *j, const struct desk_line *d, bool staff)
{
	const struct explain_line *l = &d->line;

	json_out_object(j, NULL);
	json_out_str(j, "kind", kind_name(l->kind));
	put_at(j, "from", l->from);
	put_at(j, "until", l->until);
	json_out_i64(j, "used", l->used);
	json_out_i64(j, "total", l->total);
	json_out_bool(j, "ahead", l->ahead);
	if (l->kind == EXPLAIN_PAUSED)
		json_out_str(j, "party", parties[l->party]);
	if (l->kind == EXPLAIN_PAUSED && staff)
		json_out_str(j, "code",
			     d->pause == PAUSE_UNSAID
				     ? NULL
				     : event_pause_name(d->pause));
	json_out_str(j, "cause", cause_name(d->cause));
	json_out_str(j, "end", cause_name(d->end));
	if (l->kind == EXPLAIN_STARTED || l->kind == EXPLAIN_CHANGED) {
		put_target(j, l->target);
		json_out_str(j, "unit", unit_name(l->unit));
		if (staff)
			put_level(j, l->level);
	}
	json_out_end_object(j);
}

/* "17:00"; behind 24:00 the hours of the next day go on. */
static void put_minutes(struct json_out *j, const char *key, int32_t minutes)
{
	int32_t h = minutes / 60, m = minutes % 60;
	const char text[6] = {
		(char)('0' + h / 10), (char)('0' + h % 10), ':',
		(char)('0' + m / 10), (char)('0' + m % 10), '\0'
	};

	json_out_str(j, key, text);
}

static void put_hours(struct json_out *j, const struct desk_hours *h)
{
	json_out_object(j, NULL);
	json_out_str(j, "name", h->of->name);
	json_out_i64(j, "version", h->of->number);
	json_out_str(j, "zone", h->of->zone);
	json_out_array(j, "closures");
	for (size_t i = 0; i < h->n; i++) {
		const struct calendar_view_closure *c = &h->closures[i];
		char text[INSTANT_TEXT];

		instant_text(c->day * DAY_SECONDS, text);
		text[10] = '\0';
		json_out_object(j, NULL);
		json_out_str(j, "date", text);
		put_minutes(j, "from", c->from_min);
		put_minutes(j, "until", c->to_min);
		json_out_str(j, "name", c->name);
		json_out_end_object(j);
	}
	json_out_end_array(j);
	json_out_bool(j, "more_closures", h->more);
	json_out_end_object(j);
}

static void put_paused(struct json_out *j, const struct clock *c, instant at)
{
	json_out_object(j, "paused");
	for (int i = 0; i < PARTY_N; i++) {
		bool now = c->state == CLOCK_PAUSED &&
			   c->party == (enum party)i;

		json_out_i64(j, parties[i],
			     c->waited[i] + (now ? at - c->since : 0));
	}
	json_out_end_object(j);
}

static void put_differs(struct json_out *j, const struct desk_promise *p)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = { { DESK_DIFFERS_STATE, "state" },
		      { DESK_DIFFERS_DUE, "due" },
		      { DESK_DIFFERS_USED, "used" },
		      { DESK_DIFFERS_PAUSED, "paused" },
		      { DESK_DIFFERS_MISSING, "missing" } };

	json_out_array(j, "differs");
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (p->differs & names[i].bit)
			json_out_str(j, NULL, names[i].name);
	json_out_end_array(j);
	if (p->differs & DESK_DIFFERS_DUE)
		put_at(j, "stored_due_at", p->stored_due);
	json_out_bool(j, "other_time_zones", p->elsewhere);
}

static void put_state(struct json_out *j, const struct clock *c)
{
	json_out_str(j, "metric", level_metric_name(c->metric));
	json_out_i64(j, "cycle", c->cycle);
	json_out_str(j, "state", clock_state_name(c->state));
	json_out_str(j, "reason",
		     clock_live(c) ? NULL : clock_reason_name(c->reason));
	put_at(j, "started_at", c->started);
	put_at(j, "first_due_at", c->first_due);
	put_at(j, "due_at", c->due);
	put_at(j, "due_by_hand_at", c->manual);
}

static void put_promise(struct json_out *j, const struct desk_promise *p,
			instant at, bool staff)
{
	const struct clock *c = &p->clock;
	seconds longest = c->level->gears.max_pause;

	json_out_object(j, NULL);
	put_state(j, c);
	put_at(j, "calculated_due_at", p->calculated);
	if (staff) {
		json_out_str(j, "due_set_by", p->set_by);
		json_out_str(j, "due_set_because", p->set_because);
	}
	put_at(j, "breached_at", c->breached);
	put_at(j, "stopped_at", c->stopped);
	put_target(j, c->target);
	json_out_str(j, "unit", unit_name(c->unit));
	json_out_i64(j, "grace", p->grace);
	json_out_i64(j, "used", p->used);
	put_paused(j, c, at);
	if (longest > 0)
		json_out_i64(j, "longest_pause", longest);
	else
		json_out_null(j, "longest_pause");
	json_out_bool(j, "by_consumption", c->level->gears.by_consumption);
	json_out_str(j, "tz_version", c->tz_version);
	if (staff)
		put_level(j, c->level);
	json_out_array(j, "calendars");
	for (size_t i = 0; i < p->nhours; i++)
		put_hours(j, &p->hours[i]);
	json_out_end_array(j);
	json_out_array(j, "lines");
	for (size_t i = 0; i < p->n; i++)
		put_line(j, &p->lines[i], staff);
	json_out_end_array(j);
	json_out_bool(j, "complete", !p->cut);
	if (staff)
		put_differs(j, p);
	json_out_end_object(j);
}

static void put_away(struct json_out *j, const struct desk_explanation *x)
{
	json_out_array(j, "hidden");
	for (size_t i = 0; i < x->naway; i++) {
		json_out_object(j, NULL);
		put_at(j, "from", x->away[i].from);
		put_at(j, "until", x->away[i].until);
		json_out_str(j, "status", event_status_name(x->away[i].status));
		json_out_end_object(j);
	}
	json_out_end_array(j);
}

static void put_word(struct json_out *j, const struct desk_word *w)
{
	json_out_object(j, NULL);
	json_out_str(j, "rule", w->rule ? w->rule->is.name : NULL);
	json_out_i64(j, "version", w->rule ? w->rule->number : 0);
	json_out_str(j, "said", rule_outcome_name(w->outcome));
	json_out_array(j, "because");
	for (size_t i = 0; i < w->n; i++)
		rule_json_condition(j, NULL, w->conditions[i]);
	json_out_end_array(j);
	json_out_end_object(j);
}

void explain_json_choice(const struct desk_choice *c, const char *key,
			 struct json_out *j)
{
	json_out_object(j, key);
	put_at(j, "at", c->at);
	json_out_str(j, "level", c->level);
	json_out_str(j, "rule", c->by ? c->by->is.name : NULL);
	json_out_array(j, "asked");
	for (size_t i = 0; i < c->n; i++)
		put_word(j, &c->words[i]);
	json_out_end_array(j);
	json_out_bool(j, "complete", !c->cut);
	json_out_end_object(j);
}

static void put_choices(struct json_out *j, const struct desk_explanation *x)
{
	json_out_array(j, "levels");
	for (size_t i = 0; i < x->nchoices; i++)
		explain_json_choice(&x->choices[i], NULL, j);
	json_out_end_array(j);
}

void explain_json_write(const struct desk_explanation *x, struct json_out *j)
{
	json_out_object(j, NULL);
	json_out_str(j, "ticket", x->ticket.row.code);
	put_at(j, "at", x->at);
	json_out_array(j, "promises");
	for (size_t i = 0; i < x->n; i++)
		if (x->staff || !x->promises[i].differs)
			put_promise(j, &x->promises[i], x->at, x->staff);
	json_out_end_array(j);
	json_out_i64(j, "left_out", (int64_t)x->left_out);
	if (x->staff) {
		put_choices(j, x);
		put_away(j, x);
		json_out_bool(j, "extra", x->extra);
		json_out_str(j, "broken", x->broken);
	}
	json_out_end_object(j);
}
