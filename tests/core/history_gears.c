#include "core/history_gears.h"

static struct target random_target(struct history *h)
{
	static const enum unit units[] = {
		UNIT_WORKING,  UNIT_WORKING,      UNIT_WORKING,
		UNIT_CALENDAR, UNIT_WORKING_DAYS, UNIT_NEXT_OPEN,
	};
	struct target t = {
		1 + history_below(h, 200) * history_below(h, 400),
		units[history_below(h, COUNT_OF(units))],
	};

	if (t.unit == UNIT_WORKING_DAYS)
		t.seconds = 1 + history_below(h, 4);
	return t;
}

static void random_steps(struct history *h, struct level *l, enum metric m)
{
	l->nsteps[m] = (int)history_below(h, 4);
	for (int i = 0; i < l->nsteps[m]; i++) {
		struct step *s = &l->steps[m][i];

		s->number = i;
		s->unit = (enum step_unit)history_below(h, 3);
		s->offset = s->unit == STEP_PERCENT
				    ? history_below(h, 150)
				    : (history_below(h, 20) - 12) * 900;
	}
}

static seconds one_of(struct history *h, const seconds *v, size_t n)
{
	return history_once_in(h, 2) ? 0 : v[history_below(h, (int64_t)n)];
}

static void random_gears(struct history *h, struct level_gears *g)
{
	static const seconds pauses[] = { 1, 1800, 20000, 86400 };
	static const seconds graces[] = { 1, 60, 3600, 40000 };
	static const seconds windows[] = { 1, 3600, 86400, 400000 };

	g->on_change = (enum level_change)history_below(h, 4);
	g->reopen = (enum level_reopen)history_below(h, 3);
	g->by_agent = (enum level_by_agent)history_below(h, 3);
	g->max_pause = one_of(h, pauses, COUNT_OF(pauses));
	g->grace = one_of(h, graces, COUNT_OF(graces));
	g->reopen_window = one_of(h, windows, COUNT_OF(windows));
	g->by_consumption = history_once_in(h, 3);
}

void history_gears_level(struct history *h, struct level *l)
{
	for (int m = 0; m < METRIC_N; m++) {
		for (int p = 0; p < PRIORITY_N; p++)
			if (!history_once_in(h, p ? 2 : 8))
				l->target[m][p] = random_target(h);
		l->pauses[m] = level_default_pauses((enum metric)m);
		if (history_once_in(h, 2))
			l->pauses[m] = (unsigned)history_below(h, 16) |
				       (unsigned)history_below(h, 4)
					       << STATUS_CHATTING;
		random_steps(h, l, (enum metric)m);
	}
	random_gears(h, &l->gears);
}

void history_gears_closing(struct history *h)
{
	h->nclosing = (size_t)history_below(h, COUNT_OF(h->closing) + 1);
	for (size_t i = 0; i < h->nclosing; i++)
		h->closing[i] = (struct close_rule){
			.since = i == 0 ? INSTANT_MIN
					: h->start + history_below(
							     h, WEEK_SECONDS),
			.after = history_once_in(h, 3)
					 ? 0
					 : 1 + history_below(h, 500000),
		};
}

static void took_in(struct history *h, struct event *ev)
{
	static const seconds ago[] = { 0, 1, 3600, 40000, 250000 };

	ev->did |= DID_TOOK_IN;
	ev->kind = EVENT_TOOK_IN;
	ev->until = history_once_in(h, 4)
			    ? INSTANT_NONE
			    : ev->at - ago[history_below(h, COUNT_OF(ago))];
}

void history_gears_split(struct history *h, struct event *ev)
{
	static const seconds ago[] = { 0, 1, 3600, 40000, 250000 };

	ev->did &= DID_ASSIGN | DID_STATUS;
	ev->did |= DID_CREATE | DID_CUSTOMER_SPOKE | DID_SPLIT;
	ev->status = ev->did & DID_STATUS
			     ? (enum status)history_below(h, STATUS_RESOLVED)
			     : STATUS_NEW;
	ev->until = ev->at - ago[history_below(h, COUNT_OF(ago))];
}

static void by_hand(struct history *h, struct event *ev)
{
	static const seconds ahead[] = { -5000, 0, 1, 3600, 40000, 250000 };

	ev->did |= DID_DEADLINE;
	ev->kind = EVENT_DEADLINE;
	ev->metric = (int)history_below(h, METRIC_N);
	ev->due = history_once_in(h, 3)
			  ? INSTANT_NONE
			  : ev->at + ahead[history_below(h, COUNT_OF(ahead))];
}

static void live(struct history *h, struct event *ev, unsigned did,
		 enum event_kind kind)
{
	ev->did |= did;
	ev->kind = kind;
	ev->metric = history_once_in(h, 2) ? METRIC_CHAT_ANSWER
					   : METRIC_CALL_ANSWER;
}

void history_gears_event(struct history *h, struct event *ev)
{
	if (history_once_in(h, 2))
		ev->did = 0;
	switch (history_below(h, 8)) {
	case 0:
	case 1:
		took_in(h, ev);
		break;
	case 2:
	case 3:
		by_hand(h, ev);
		break;
	case 4:
		live(h, ev, DID_ACCEPTED, EVENT_ACCEPTED);
		break;
	case 5:
		live(h, ev, DID_ABANDONED, EVENT_ABANDONED);
		break;
	case 6:
		live(h, ev, DID_QUEUED, EVENT_QUEUED);
		break;
	default:
		ev->did |= DID_NO_REPLY;
		ev->kind = EVENT_NO_REPLY;
	}
}
