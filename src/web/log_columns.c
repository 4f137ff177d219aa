#include "web/log_columns.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "web/promise_parts.h"

void log_columns_head(struct csv *csv, bool signs)
{
	static const char *const names[] = {
		/* As on the page. */
		"requester",
		"ticket",
		"subject",
		"department",
		"agent",
		"sla_level",
		"sla_started",
		"due_date",
		"closed",
		"sla",
		"cycle",
		"status",
		"unit",
		"target_seconds",
		"used_seconds",
		"over_seconds",
		/* The rest of the ledger. */
		"channel",
		"reason",
		"first_due_date",
		"due_by_hand",
		"due_calculated",
		"due_set_by",
		"due_set_because",
		"broken",
		"over_calendar_seconds",
		"paused_seconds",
		"paused_customer_seconds",
		"paused_vendor_seconds",
		"paused_team_seconds",
		"paused_planned_seconds",
		"pause_reasons",
		"broken_department",
		"broken_agent",
		"closed_by",
		"start_sla_level",
		"start_sla_level_version",
		"sla_level_version",
		"start_calendar",
		"start_calendar_version",
		"calendar",
		"calendar_version",
		"start_time_zones",
		"time_zones",
		"withdrawn",
		"withdrawn_status",
		"withdrawn_date",
	};
	static const char *const closer[] = {
		"reopened",         "postponed",
		"postponed_soon",   "due_by_hand_changes",
		"priority_lowered", "priority_lowered_late",
		"reply_characters",
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		csv_text(csv, names[i]);
	for (size_t i = 0; signs && i < COUNT_OF(closer); i++)
		csv_text(csv, closer[i]);
}

/* "met", "missed", ...: as the page counts it. */
static const char *status_of(const struct clock *c, instant now)
{
	return clock_live(c) && log_store_missed(c, now)
		       ? "overdue"
		       : clock_state_name(c->state);
}

/* What stands on the page, too. */
static void put_page(const struct req *rq, struct csv *csv,
		     const struct log_row *row, const struct clock *c)
{
	const struct zone *zone = rq->viewer.zone;
	instant now = rq->job.by.now;
	seconds used = clock_consumed(c, now);

	csv_text(csv, row->requester_name);
	csv_text(csv, row->code);
	csv_text(csv, row->subject);
	csv_text(csv, row->department_name);
	csv_text(csv, row->agent_name);
	csv_text(csv, c->level_name);
	csv_time(csv, c->started, zone);
	csv_time(csv, c->due, zone);
	csv_time(csv, c->stopped, zone);
	csv_text(csv, level_metric_name(c->metric));
	csv_i64(csv, c->cycle);
	csv_text(csv, status_of(c, now));
	csv_text(csv, c->unit == UNIT_CALENDAR ? "calendar" : "working");
	csv_i64(csv, c->target);
	csv_i64(csv, used);
	csv_i64(csv, used - c->target);
}

/* Its deadlines, and by how much it is past the last one. */
static void put_deadlines(const struct req *rq, struct csv *csv,
			  const struct log_row *row)
{
	const struct zone *zone = rq->viewer.zone;
	const struct clock *c = &row->clock;
	bool by_hand = c->manual != INSTANT_NONE;
	instant end = clock_live(c) ? rq->job.by.now : c->stopped;
	bool late = log_store_missed(c, rq->job.by.now) &&
		    c->due != INSTANT_NONE && c->due < end;

	csv_text(csv, clock_live(c) ? NULL : clock_reason_name(c->reason));
	csv_time(csv, c->first_due, zone);
	csv_time(csv, c->manual, zone);
	csv_time(csv, by_hand ? c->calculated : INSTANT_NONE, zone);
	csv_text(csv, by_hand ? row->ledger.set_by : NULL);
	csv_text(csv, by_hand ? row->ledger.set_because : NULL);
	csv_time(csv, c->breached, zone);
	csv_i64(csv, late ? end - c->due : 0);
}

/* "delivery other"; where the postponed ticket does not hold it, nothing. */
static void put_reasons(struct csv *csv, const struct log_row *row)
{
	const struct clock *c = &row->clock;
	const char *at = row->ledger.pauses;
	struct sbuf names = SBUF_INIT(512);

	if (str_empty(at) ||
	    !(c->level->pauses[c->metric] & STATUS_BIT(STATUS_POSTPONED))) {
		csv_none(csv);
		sbuf_release(&names);
		return;
	}
	for (; *at; at++) {
		int code = *at - '0';

		if (code <= PAUSE_UNSAID || code >= PAUSE_N)
			continue;
		if (*sbuf_text(&names))
			sbuf_char(&names, ' ');
		sbuf_str(&names, event_pause_name((enum pause_code)code));
	}
	csv_text(csv, sbuf_text(&names));
	sbuf_release(&names);
}

/* A pause that goes on counts up to now. */
static void put_pauses(const struct req *rq, struct csv *csv,
		       const struct log_row *row)
{
	const struct clock *c = &row->clock;
	bool stands = c->state == CLOCK_PAUSED;
	seconds now = stands ? rq->job.by.now - c->since : 0;

	csv_i64(csv, c->paused + now);
	for (int i = PARTY_CUSTOMER; i < PARTY_N; i++)
		csv_i64(csv,
			c->waited[i] + (c->party == (enum party)i ? now : 0));
}

static void put_number(struct csv *csv, int64_t n)
{
	if (n == INSTANT_NONE)
		csv_none(csv);
	else
		csv_i64(csv, n);
}

/* Whose matter it was, and under what it began and ended. */
static void put_names(struct csv *csv, const struct log_row *row)
{
	const struct log_ledger *l = &row->ledger;

	csv_text(csv, l->breach_department);
	csv_text(csv, l->breach_agent);
	csv_text(csv, l->resolver);
	csv_text(csv, l->start_level);
	put_number(csv, l->start_level_number);
	put_number(csv, l->level_number);
	csv_text(csv, l->start_calendar);
	put_number(csv, l->start_calendar_number);
	csv_text(csv, l->calendar);
	put_number(csv, l->calendar_number);
	csv_text(csv, row->clock.start_tz_version);
	csv_text(csv, row->clock.tz_version);
}

static void put_signs(struct csv *csv, const struct log_signs *s)
{
	csv_i64(csv, s->reopened);
	csv_i64(csv, s->postponed);
	csv_i64(csv, s->postponed_soon);
	csv_i64(csv, s->deadlines);
	csv_i64(csv, s->lowered);
	csv_i64(csv, s->lowered_late);
	put_number(csv, s->reply);
}

enum err_kind log_columns_row(struct req *rq, struct csv *csv,
			      const struct log_row *row, bool signs,
			      struct err *e)
{
	struct log_row whole = *row;
	bool counts = clock_live(&row->clock) || row->ledger.pauses;

	if (counts && promise_parts_level(rq, &whole.clock, e))
		return e->kind;
	put_page(rq, csv, row, &whole.clock);
	csv_text(csv, event_source_name(row->ledger.source));
	put_deadlines(rq, csv, row);
	put_pauses(rq, csv, row);
	put_reasons(csv, &whole);
	put_names(csv, row);
	csv_i64(csv, row->nwithdrawn);
	csv_text(csv,
		 row->nwithdrawn ? clock_state_name(row->withdrawn) : NULL);
	csv_time(csv, row->withdrawn_at, rq->viewer.zone);
	if (signs)
		put_signs(csv, &row->signs);
	return ERR_NONE;
}
