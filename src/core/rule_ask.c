/* Compiled rules, asked about a ticket. */
#include "core/rule.h"

#include "base/arena.h"
#include "base/fold.h"
#include "base/pattern.h"
#include "base/zone.h"
#include "core/rule_inside.h"

/* Texts are folded when the first condition asks for them, each once. */
struct folded {
	const struct rule_text *of;
	struct rule_text text;
};

struct rule_look {
	struct arena *arena;
	const struct rule_facts *facts;
	instant now; /* as they say, or later (rules_next) */
	int64_t today;
	struct folded *texts;
	size_t n, cap;
};

struct rule_look *rule_look_at(struct arena *a, const struct rule_facts *f)
{
	struct rule_look *l = ARENA_NEW(a, struct rule_look);

	l->arena = a;
	l->facts = f;
	l->now = f->now;
	l->today = f->today;
	return l;
}

/* ---- What the ticket has --------------------------------------------------
 */

static const struct rule_custom *custom_of(const struct rule_facts *f,
					   int64_t field)
{
	static const struct rule_custom none;

	for (size_t i = 0; i < f->ncustom; i++)
		if (f->custom[i].field == field)
			return &f->custom[i];
	return &none;
}

static int64_t one_of(const struct rule_facts *f, const struct compiled *c)
{
	switch (c->field) {
	case RULE_SOURCE:
		return f->source;
	case RULE_STATUS:
		return f->status;
	case RULE_PRIORITY:
		return f->priority;
	case RULE_AGENT_STATUS:
		return f->agent;
	case RULE_DEPARTMENT:
		return f->department.n;
	case RULE_ASSIGNEE:
		return f->assignee.n;
	case RULE_LEVEL:
		return f->level;
	case RULE_REQUESTER:
		return f->requester.n;
	case RULE_COMPANY:
		return f->company.n;
	case RULE_MESSAGE_BY:
		return f->message_by;
	default:
		return custom_of(f, c->custom)->number;
	}
}

/* Those whose 0 is a value like any other. */
static bool is_empty_one(const struct compiled *c, int64_t value)
{
	return value == 0 && c->field != RULE_SOURCE && c->field != RULE_STATUS;
}

static void many_of(const struct rule_facts *f, const struct compiled *c,
		    const int64_t **v, size_t *n)
{
	const struct rule_custom *x;

	if (c->field == RULE_TAGS) {
		*v = f->tags;
		*n = f->ntags;
	} else if (c->field == RULE_GROUPS) {
		*v = f->groups;
		*n = f->ngroups;
	} else {
		x = custom_of(f, c->custom);
		*v = x->ids;
		*n = x->nids;
	}
}

static const struct rule_text *text_of(const struct rule_facts *f,
				       const struct compiled *c)
{
	switch (c->field) {
	case RULE_SUBJECT:
		return &f->subject;
	case RULE_MESSAGE:
		return &f->message;
	case RULE_REFERRER:
		return &f->referrer;
	case RULE_LANGUAGE:
		return &f->language;
	default:
		return &custom_of(f, c->custom)->text;
	}
}

static instant instant_of(const struct rule_facts *f, const struct compiled *c)
{
	switch (c->field) {
	case RULE_CREATED:
		return f->created;
	case RULE_CHANGED:
		return f->changed;
	case RULE_STATUS_SINCE:
		return f->status_since;
	case RULE_DUE:
		return c->metric ? f->dues[c->metric - 1] : f->due;
	default:
		return f->deleted;
	}
}

/* A number, day or instant; false where there is none. */
static bool number_of(const struct rule_facts *f, const struct compiled *c,
		      int64_t *out)
{
	if (c->type == RULE_INSTANT) {
		*out = instant_of(f, c);
		return *out != INSTANT_NONE;
	}
	for (size_t i = 0; i < f->ncustom; i++)
		if (f->custom[i].field == c->custom) {
			*out = f->custom[i].number;
			return true;
		}
	return false;
}

/* ---- Conditions -----------------------------------------------------------
 */

static bool has(const int64_t *v, size_t n, int64_t value)
{
	for (size_t i = 0; i < n; i++)
		if (v[i] == value)
			return true;
	return false;
}

static bool ask_one(const struct rule_facts *f, const struct compiled *c)
{
	int64_t value = one_of(f, c);

	return c->op == RULE_IS_EMPTY ? is_empty_one(c, value)
				      : has(c->ids, c->nids, value);
}

static bool ask_many(const struct rule_facts *f, const struct compiled *c)
{
	const int64_t *v;
	size_t n, found = 0;

	many_of(f, c, &v, &n);
	if (c->op == RULE_IS_EMPTY)
		return n == 0;
	for (size_t i = 0; i < c->nids; i++)
		found += has(v, n, c->ids[i]);
	return c->op == RULE_CONTAINS ? found > 0 : found == c->nids;
}

static struct rule_text fold(struct rule_look *l, const struct rule_text *t)
{
	struct folded *to;

	for (size_t i = 0; i < l->n; i++)
		if (l->texts[i].of == t)
			return l->texts[i].text;
	ARENA_ROOM(l->arena, l->texts, l->n, l->cap);
	to = &l->texts[l->n++];
	to->of = t;
	to->text.s = fold_text(l->arena, t->s, t->n, &to->text.n);
	return to->text;
}

/* Of folded texts. */
static bool holds(enum rule_op op, struct rule_text t, struct rule_text value)
{
	if (value.n > t.n)
		return false;
	switch (op) {
	case RULE_CONTAINS:
	case RULE_CONTAINS_ALL:
		return memmem(t.s, t.n, value.s, value.n) != NULL;
	case RULE_STARTS:
		return memcmp(t.s, value.s, value.n) == 0;
	case RULE_ENDS:
		return memcmp(t.s + t.n - value.n, value.s, value.n) == 0;
	default:
		return t.n == value.n && memcmp(t.s, value.s, value.n) == 0;
	}
}

static bool ask_text(struct rule_look *l, const struct compiled *c)
{
	const struct rule_text *t = text_of(l->facts, c);
	struct rule_text folded;
	size_t found = 0;

	if (c->op == RULE_IS_EMPTY)
		return t->n == 0;
	if (c->op == RULE_MATCHES)
		return pattern_found(c->pattern, t->n > 0 ? t->s : "", t->n);
	if (t->n == 0)
		return false;
	folded = fold(l, t);
	for (size_t i = 0; i < c->ntexts; i++)
		found += holds(c->op, folded, c->texts[i]);
	return c->op == RULE_CONTAINS_ALL ? found == c->ntexts : found > 0;
}

static bool ask_number(const struct rule_look *l, const struct compiled *c)
{
	int64_t now = c->type == RULE_DAY ? l->today : l->now, value = 0;
	bool there = number_of(l->facts, c, &value);

	switch (c->op) {
	case RULE_IS_EMPTY:
		return !there;
	case RULE_IS:
		return c->type == RULE_FLAG ? value == c->number
					    : there && value == c->number;
	case RULE_LESS:
		return there && value < c->number;
	case RULE_GREATER:
		return there && value > c->number;
	case RULE_WITHIN_LAST:
		return there && value <= now && value >= now - c->number;
	case RULE_LONGER_AGO:
		return there && value < now - c->number;
	default:
		return there && value >= now && value <= now + c->number;
	}
}

static bool ask(struct rule_look *l, const struct compiled *c)
{
	const struct rule_facts *f = l->facts;
	bool yes;

	switch (c->type) {
	case RULE_ONE:
		yes = ask_one(f, c);
		break;
	case RULE_MANY:
		yes = ask_many(f, c);
		break;
	case RULE_TEXT:
		yes = ask_text(l, c);
		break;
	default:
		yes = c->field == RULE_INVITED ? f->invited == (c->number != 0)
					       : ask_number(l, c);
	}
	return yes != c->negated;
}

/* ---- Rules ----------------------------------------------------------------
 */

/* The first condition of a group that fails, or -1. */
static int first_failed(const struct compiled_group *g, struct rule_look *l)
{
	for (size_t i = 0; i < g->n; i++)
		if (!ask(l, &g->v[i]))
			return (int)i;
	return -1;
}

static int first_invalid(const struct compiled_group *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->v[i].invalid)
			return (int)i;
	return -1;
}

enum rule_outcome rules_ask(const struct rules *r, size_t i,
			    struct rule_look *look)
{
	const struct compiled_rule *rule = &r->v[i];

	if (!rule->active)
		return RULE_OFF;
	if (rule->invalid)
		return RULE_INVALID;
	for (size_t g = 0; g < rule->ngroups; g++)
		if (first_failed(&rule->groups[g], look) < 0)
			return RULE_HOLDS;
	return rule->ngroups == 0 ? RULE_HOLDS : RULE_FAILS;
}

int rules_failed(const struct rules *r, size_t i, size_t group,
		 struct rule_look *look)
{
	const struct compiled_group *g = &r->v[i].groups[group];

	return r->v[i].invalid ? first_invalid(g) : first_failed(g, look);
}

/* ---- As time passes -------------------------------------------------------
 */

/* Does it go by what time it is? */
static bool is_timed(const struct compiled *c)
{
	return c->op >= RULE_WITHIN_LAST;
}

static void sooner(instant *at, instant when, instant now)
{
	if (when > now && (*at == INSTANT_NONE || when < *at))
		*at = when;
}

/* As if it were then. */
static void move(struct rule_look *l, instant at)
{
	const struct zone *z = l->facts->zone;
	instant local;

	l->now = at;
	if (!z)
		return;
	local = at + zone_offset(z, at);
	l->today = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
}

/* When a condition that goes by time is next another than it is then. */
static void next_of(const struct rule_look *l, const struct compiled *c,
		    instant *at)
{
	const struct zone *z = l->facts->zone;
	int64_t value, from, until;

	if (!number_of(l->facts, c, &value))
		return;
	/* It is so from the one up to the other. */
	from = c->op == RULE_WITHIN_NEXT  ? value - c->number
	       : c->op == RULE_LONGER_AGO ? value + c->number + 1
					  : value;
	until = c->op == RULE_WITHIN_NEXT ? value + 1 : value + c->number + 1;
	if (c->type != RULE_DAY) {
		sooner(at, from, l->now);
		sooner(at, until, l->now);
	} else if (z) {
		sooner(at, zone_instant_of(z, from, 0), l->now);
		sooner(at, zone_instant_of(z, until, 0), l->now);
	}
}

/* Can it hold at any time, or does what does not go by it forbid it? */
static bool can_hold(const struct compiled_group *g, struct rule_look *l)
{
	for (size_t i = 0; i < g->n; i++)
		if (!is_timed(&g->v[i]) && !ask(l, &g->v[i]))
			return false;
	return true;
}

static bool holds_now(const struct compiled_group *g, struct rule_look *l)
{
	for (size_t i = 0; i < g->n; i++)
		if (is_timed(&g->v[i]) && !ask(l, &g->v[i]))
			return false;
	return true;
}

/* Of groups that can hold: does one, and when is a condition another? */
static bool look_on(const struct compiled_group *const *v, size_t n,
		    struct rule_look *l, instant *next)
{
	bool any = false;

	*next = INSTANT_NONE;
	for (size_t g = 0; g < n; g++) {
		any = any || holds_now(v[g], l);
		for (size_t i = 0; i < v[g]->n; i++)
			if (is_timed(&v[g]->v[i]))
				next_of(l, &v[g]->v[i], next);
	}
	return any;
}

/* From the instant on to which the look was moved. */
static instant find_next(const struct compiled_rule *rule,
			 struct rule_look *look)
{
	const struct compiled_group **groups;
	instant at, next;
	size_t n = 0;
	bool was;

	groups = ARENA_ARRAY(look->arena, rule->ngroups,
			     const struct compiled_group *);
	for (size_t g = 0; g < rule->ngroups; g++)
		if (can_hold(&rule->groups[g], look))
			groups[n++] = &rule->groups[g];
	was = look_on(groups, n, look, &next);
	do {
		at = next;
		if (at != INSTANT_NONE)
			move(look, at);
	} while (at != INSTANT_NONE && look_on(groups, n, look, &next) == was);
	look->now = look->facts->now;
	look->today = look->facts->today;
	return at;
}

instant rules_next(const struct rules *r, size_t i, struct rule_look *look)
{
	const struct compiled_rule *rule = &r->v[i];

	return rule->active && !rule->invalid ? find_next(rule, look)
					      : INSTANT_NONE;
}

instant rules_next_after(const struct rules *r, size_t i,
			 struct rule_look *look, instant at)
{
	const struct compiled_rule *rule = &r->v[i];

	if (!rule->active || rule->invalid)
		return INSTANT_NONE;
	move(look, at);
	return find_next(rule, look);
}
