#include "cli/explain_text.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/str.h"
#include "base/zone.h"
#include "desk/rule_json.h"

/* What is being printed, by whose clocks. */
struct text {
	struct arena *a;
	const struct zone *zone; /* NULL: that of each calendar */
	const struct zone *utc;
};

/* "2026-03-30 16:00", with seconds where there are some. */
static const char *time_of(const struct text *t, instant at)
{
	char text[INSTANT_TEXT];
	int32_t offset = zone_offset(t->zone, at);

	instant_text_offset(at, offset, text);
	text[10] = ' ';
	text[(at + offset) % 60 ? 19 : 16] = '\0';
	return arena_str(t->a, text);
}

/* "Mon 2026-03-30 16:00 CEST" */
static const char *time_in_full(const struct text *t, instant at)
{
	static const char *const days[7] = { "Mon", "Tue", "Wed", "Thu",
					     "Fri", "Sat", "Sun" };
	int64_t local = at + zone_offset(t->zone, at);
	int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
	char zone[16];

	return arena_printf(t->a, "%s %s %s", days[instant_weekday(day)],
			    time_of(t, at),
			    zone_abbreviation(t->zone, at, zone));
}

/* The same, with its zone only where the clocks show it twice. */
static const char *time_told(const struct text *t, instant at)
{
	char zone[16];

	if (!zone_repeats(t->zone, at))
		return time_of(t, at);
	return arena_printf(t->a, "%s %s", time_of(t, at),
			    zone_abbreviation(t->zone, at, zone));
}

/* "8h00m" */
static const char *length(const struct text *t, seconds n)
{
	const char *minutes;

	if (n == LEVEL_NEVER)
		return "more than there ever is";
	minutes = arena_printf(t->a, "%" PRId64 "h%02dm", n / 3600,
			       (int)(n / 60 % 60));
	return n % 60 ? arena_printf(t->a, "%s%02ds", minutes, (int)(n % 60))
		      : minutes;
}

static const char *const cause_words[EXPLAIN_CAUSE_N] = {
	[EXPLAIN_CAUSE_OPENED] = "the ticket was opened",
	[EXPLAIN_CAUSE_BY_STAFF] = "staff opened the ticket",
	[EXPLAIN_CAUSE_CUSTOMER] = "the customer's message",
	[EXPLAIN_CAUSE_STAFF] = "an answer",
	[EXPLAIN_CAUSE_MARKED] = "marked as answered",
	[EXPLAIN_CAUSE_ASSIGNED] = "assigned",
	[EXPLAIN_CAUSE_RESOLVED] = "resolved",
	[EXPLAIN_CAUSE_REOPENED] = "taken up again",
	[EXPLAIN_CAUSE_LEVEL] = "another level, or other hours",
	[EXPLAIN_CAUSE_PRIORITY] = "another priority",
	[EXPLAIN_CAUSE_RESTORED] = "the ticket came back",
	[EXPLAIN_CAUSE_TOOK_IN] = "words of a ticket that was merged in",
	[EXPLAIN_CAUSE_TIME] = "the end of the postponement",
	[EXPLAIN_CAUSE_LONGEST] = "a pause may last no longer",
	[EXPLAIN_CAUSE_QUEUED] = "the customer waited",
	[EXPLAIN_CAUSE_ACCEPTED] = "somebody took it",
	[EXPLAIN_CAUSE_SPAM] = "spam",
	[EXPLAIN_CAUSE_DELETED] = "deleted",
	[EXPLAIN_CAUSE_MERGED] = "merged into another ticket",
	[EXPLAIN_CAUSE_NO_REPLY] = "no reply was needed",
	[EXPLAIN_CAUSE_ABANDONED] = "the customer left",
	[EXPLAIN_CAUSE_SHUT] = "outside opening hours",
};

static const char *because(const struct text *t, enum explain_cause cause)
{
	return cause_words[cause]
		       ? arena_printf(t->a, ": %s", cause_words[cause])
		       : "";
}

static const char *promised(const struct text *t, const struct explain_line *l)
{
	return arena_printf(t->a, "level %s v%d, %s%s", l->level->name,
			    l->level->number, length(t, l->target),
			    l->unit == UNIT_CALENDAR ? " day and night" : "");
}

static const char *paused_of(const struct text *t, const struct desk_line *d)
{
	static const char *const parties[PARTY_N] = {
		[PARTY_NONE] = "paused",
		[PARTY_CUSTOMER] = "paused, waiting for the customer",
		[PARTY_VENDOR] = "paused, waiting for a supplier",
		[PARTY_TEAM] = "paused, waiting for another team",
		[PARTY_PLANNED] = "paused, as planned",
	};
	static const char *const codes[PAUSE_N] = {
		[PAUSE_UNSAID] = "",
		[PAUSE_INFORMATION] = " (more information needed)",
		[PAUSE_APPROVAL] = " (approval needed)",
		[PAUSE_CONFIRMATION] = " (to be confirmed that it works)",
		[PAUSE_VENDOR] = " (the supplier is to act)",
		[PAUSE_DELIVERY] = " (a delivery is to come)",
		[PAUSE_TEAM] = " (another team works on it)",
		[PAUSE_DATE] = " (a date was agreed on)",
		[PAUSE_OTHER] = " (another reason)",
	};
	bool ended = d->end != EXPLAIN_CAUSE_NONE;

	return arena_printf(t->a, "%s%s%s%s", parties[d->line.party],
			    codes[d->pause], ended ? "; ended" : "",
			    ended ? because(t, d->end) : "");
}

/* What a line is about. */
static const char *what_of(const struct text *t, const struct desk_line *d)
{
	const struct explain_line *l = &d->line;

	switch (l->kind) {
	case EXPLAIN_STARTED:
		return arena_printf(t->a, "started%s; %s", because(t, d->cause),
				    promised(t, l));
	case EXPLAIN_CHANGED:
		return arena_printf(t->a, "from here on %s%s", promised(t, l),
				    because(t, d->cause));
	case EXPLAIN_OPEN:
		return "open";
	case EXPLAIN_MORE:
		return "open hours, and what is closed between them";
	case EXPLAIN_CLOSED:
		return "closed";
	case EXPLAIN_PAUSED:
		return paused_of(t, d);
	case EXPLAIN_NOW:
		return "now";
	case EXPLAIN_ENDED:
		return arena_printf(t->a, "ended%s", because(t, d->cause));
	case EXPLAIN_DUE:
		return "due";
	}
	return "";
}

static void print_line(const struct text *t, const struct desk_line *d)
{
	const struct explain_line *l = &d->line;
	bool counts = l->kind == EXPLAIN_OPEN || l->kind == EXPLAIN_MORE;

	(void)printf("  %-19s  %-19s  %9s  %9s  %s%s\n", time_told(t, l->from),
		     l->until > l->from ? time_told(t, l->until) : "",
		     counts ? length(t, l->used) : "",
		     counts ? length(t, l->total) : "", what_of(t, d),
		     l->ahead && l->kind != EXPLAIN_DUE ? ", to come" : "");
}

static void print_closures(const struct desk_hours *h)
{
	for (size_t i = 0; i < h->n; i++) {
		const struct calendar_view_closure *c = &h->closures[i];
		char day[INSTANT_TEXT];

		instant_text(c->day * DAY_SECONDS, day);
		(void)printf("%s%.10s%s%s", i ? ", " : "", day,
			     *c->name ? " " : "", c->name);
		if (c->from_min != 0 || c->to_min != 1440)
			(void)printf(" %02d:%02d-%02d:%02d", c->from_min / 60,
				     c->from_min % 60, c->to_min / 60,
				     c->to_min % 60);
	}
	(void)printf("%s%s\n", h->n ? "" : "none", h->more ? ", and more" : "");
}

static void print_hours(const struct desk_promise *p)
{
	for (size_t i = 0; i < p->nhours; i++) {
		const struct desk_hours *h = &p->hours[i];

		(void)printf("  calendar %s v%" PRId64 " (%s); closed for: ",
			     h->of->name, h->of->number, h->of->zone);
		print_closures(h);
	}
	if (p->nhours == 0)
		(void)puts("  day and night, no calendar");
}

static void print_by_hand(const struct text *t, const struct desk_promise *p)
{
	if (p->clock.manual == INSTANT_NONE)
		return;
	(void)printf("  its deadline was set by hand; calculated: %s\n",
		     p->calculated == INSTANT_NONE
			     ? "none"
			     : time_in_full(t, p->calculated));
	if (p->set_by)
		(void)printf("  set by %s: %s\n",
			     *p->set_by ? p->set_by : "the desk",
			     p->set_because);
}

static void print_sums(const struct text *t, const struct desk_promise *p)
{
	const struct clock *c = &p->clock;

	(void)printf("  together %s of %s", length(t, p->used),
		     length(t, c->target));
	if (c->due != INSTANT_NONE)
		(void)printf(", due %s", time_in_full(t, c->due));
	(void)putchar('\n');
	if (p->grace)
		(void)printf("  %s of it are grace, after a change\n",
			     length(t, p->grace));
	if (c->level->gears.max_pause > 0)
		(void)printf("  a pause lasts %s at most\n",
			     length(t, c->level->gears.max_pause));
	if (c->breached != INSTANT_NONE)
		(void)printf("  broken at %s\n", time_in_full(t, c->breached));
	print_by_hand(t, p);
}

static void print_trouble(const struct text *t, const struct desk_promise *p)
{
	if (p->cut)
		(void)puts("  some lines were left out");
	if (p->elsewhere && p->differs)
		(void)puts("  it was, or began to be, counted by other time"
			   " zones than these");
	if (p->differs & DESK_DIFFERS_DUE)
		(void)printf("  the stored deadline differs: %s\n",
			     p->stored_due == INSTANT_NONE
				     ? "none"
				     : time_in_full(t, p->stored_due));
	if (p->differs)
		(void)puts(
			"  what is stored differs from what the events say; run"
			" duedesk check");
}

static void print_promise(const struct text *given,
			  const struct desk_promise *p)
{
	const struct clock *c = &p->clock;
	const struct zone *own = calendar_zone(
		level_calendar(c->level, c->unit));
	const struct text t = {
		.a = given->a,
		.zone = given->zone ? given->zone
			: own       ? own
				    : given->utc,
	};

	(void)printf("\n%s %d: %s%s\n", level_metric_name(c->metric), c->cycle,
		     clock_state_name(c->state),
		     c->breached != INSTANT_NONE && clock_live(c)
			     ? ", too late already"
			     : "");
	for (size_t i = 0; i < p->n; i++)
		print_line(&t, &p->lines[i]);
	print_sums(&t, p);
	print_hours(p);
	(void)printf("  times of %s, time zones %s\n", t.zone->name,
		     c->tz_version);
	print_trouble(&t, p);
}

static void print_word(const struct desk_word *w, struct arena *a)
{
	const char *name = w->rule ? w->rule->is.name : "?";

	if (w->outcome == RULE_HOLDS)
		(void)printf("    %s: holds\n", name);
	else
		(void)printf("    %s: %s\n", name,
			     w->outcome == RULE_FAILS
				     ? "fails"
				     : "is invalid, so it was not asked");
	for (size_t i = 0; i < w->n; i++)
		(void)printf("      not so: %s\n",
			     rule_json_line(a, w->conditions[i]));
}

void explain_text_words(const struct desk_choice *c, struct arena *a)
{
	for (size_t i = 0; i < c->n; i++)
		print_word(&c->words[i], a);
	if (c->cut)
		(void)puts("    ... and more rules than are told");
}

void explain_text_choice(const struct desk_choice *c, const char *when,
			 struct arena *a)
{
	if (c->by)
		(void)printf("%s: %s%s, chosen by rule %s\n", when,
			     c->level ? "level " : "no level",
			     c->level ? c->level : "", c->by->is.name);
	else
		(void)printf("%s: no level: no rule set one\n", when);
	explain_text_words(c, a);
}

void explain_text_print(const struct desk_explanation *x,
			const struct zone *zone, const struct zone *utc,
			struct arena *a)
{
	const struct text t = { a, zone, utc };
	const struct text in_utc = { .a = a, .zone = zone ? zone : utc };

	(void)printf("%s at %s\n", x->ticket.row.code,
		     time_in_full(&in_utc, x->at));
	if (x->broken)
		(void)printf("its events cannot be followed (%s); run duedesk"
			     " check\n",
			     x->broken);
	for (size_t i = 0; i < x->naway; i++)
		(void)printf("%s from %s to %s; what came back counts as if it"
			     " had not been\n",
			     event_status_name(x->away[i].status),
			     time_in_full(&in_utc, x->away[i].from),
			     x->away[i].until == INSTANT_NONE
				     ? "now"
				     : time_in_full(&in_utc, x->away[i].until));
	for (size_t i = 0; i < x->nchoices; i++)
		explain_text_choice(&x->choices[i],
				    time_in_full(&in_utc, x->choices[i].at), a);
	if (!x->broken && x->n == 0)
		(void)puts("nothing is promised");
	for (size_t i = 0; i < x->n; i++)
		print_promise(&t, &x->promises[i]);
	if (x->extra)
		(void)puts("\nmore promises are stored than the events make;"
			   " run duedesk check");
}
