#include "store/ticket_range.h"

#include "base/zone.h"

/* clang-format off */
const struct ticket_view ticket_views[TICKET_LIST_N] = {
	[TICKET_LIST_DUE_NEXT]   = { .by = TICKET_BY_DUE },
	[TICKET_LIST_OVERDUE]    = { .by = TICKET_BY_DUE },
	[TICKET_LIST_DUE_TODAY]  = { .by = TICKET_BY_DUE },
	[TICKET_LIST_UNASSIGNED] = { .by = TICKET_BY_NOBODY },
	[TICKET_LIST_MINE]       = { .by = TICKET_BY_ORDER, .mine = true },
	[TICKET_LIST_OPEN]       = { .by = TICKET_BY_ORDER },
	[TICKET_LIST_ANSWERED]   = { .by = TICKET_BY_STATUS,
		.status = { STATUS_ANSWERED, STATUS_ANSWERED } },
	[TICKET_LIST_POSTPONED]  = { .by = TICKET_BY_STATUS,
		.status = { STATUS_POSTPONED, STATUS_POSTPONED } },
	[TICKET_LIST_RESOLVED]   = { .by = TICKET_BY_STATUS, .newest_first = true,
		.status = { STATUS_RESOLVED, STATUS_CLOSED } },
	[TICKET_LIST_SPAM]       = { .by = TICKET_BY_STATUS, .newest_first = true,
		.status = { STATUS_SPAM, STATUS_SPAM } },
	[TICKET_LIST_DELETED]    = { .by = TICKET_BY_STATUS, .newest_first = true,
		.status = { STATUS_DELETED, STATUS_DELETED } },
};

static const char *const keys[TICKET_BY_N][TICKET_PLACE_N] = {
	[TICKET_BY_ORDER] = {
		[TICKET_EVERYWHERE]  = "ticket FORCE INDEX (ticket_open)",
		[TICKET_DEPARTMENT]  = "ticket FORCE INDEX (ticket_department)",
		[TICKET_DEPARTMENTS] = "ticket FORCE INDEX (ticket_department)",
		[TICKET_ASSIGNED]    = "ticket FORCE INDEX (ticket_assignee)",
		[TICKET_ELSEWHERE]   = "ticket FORCE INDEX (ticket_assignee)",
	},
	[TICKET_BY_NOBODY] = {
		[TICKET_EVERYWHERE]  = "ticket FORCE INDEX (ticket_assignee)",
		[TICKET_DEPARTMENT]  = "ticket FORCE INDEX (ticket_department_assignee)",
		[TICKET_DEPARTMENTS] = "ticket FORCE INDEX (ticket_department_assignee)",
	},
	[TICKET_BY_DUE] = {
		[TICKET_EVERYWHERE]  = "ticket FORCE INDEX (ticket_due)",
		[TICKET_DEPARTMENT]  = "ticket FORCE INDEX (ticket_department_due)",
		[TICKET_DEPARTMENTS] = "ticket FORCE INDEX (ticket_department_due)",
		[TICKET_ASSIGNED]    = "ticket FORCE INDEX (ticket_assignee_due)",
		[TICKET_ELSEWHERE]   = "ticket FORCE INDEX (ticket_assignee_due)",
	},
	[TICKET_BY_STATUS] = {
		[TICKET_EVERYWHERE]  = "ticket FORCE INDEX (ticket_status)",
		[TICKET_DEPARTMENT]  = "ticket FORCE INDEX (ticket_department_status)",
		[TICKET_DEPARTMENTS] = "ticket FORCE INDEX (ticket_department_status)",
		[TICKET_ASSIGNED]    = "ticket FORCE INDEX (ticket_assignee_status)",
		[TICKET_ELSEWHERE]   = "ticket FORCE INDEX (ticket_assignee_status)",
	},
};
/* clang-format on */

/* Today where the viewer is, whatever of it is over. */
static void find_today(struct ticket_scan *s, instant now)
{
	instant local = now + zone_offset(s->v->zone, now);
	int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0);

	s->from = zone_instant_of(s->v->zone, day, 0);
	s->until = zone_instant_of(s->v->zone, day + 1, 0);
}

struct ticket_scan ticket_range_scan(const struct viewer *v,
				     enum ticket_view_kind kind, instant now)
{
	struct ticket_scan s = { .view = &ticket_views[kind],
				 .v = v,
				 .from = -INSTANT_MAX,
				 .until = INSTANT_MAX };

	if (kind == TICKET_LIST_DUE_NEXT)
		s.from = now;
	else if (kind == TICKET_LIST_OVERDUE)
		s.until = now;
	else if (kind == TICKET_LIST_DUE_TODAY)
		find_today(&s, now);
	return s;
}

size_t ticket_range_statuses(const struct ticket_scan *s)
{
	const struct ticket_view *view = s->view;

	return view->by == TICKET_BY_STATUS &&
			       view->status[0] != view->status[1]
		       ? 2
		       : 1;
}

const char *ticket_range_at(const struct ticket_scan *s)
{
	return s->view->by == TICKET_BY_DUE ? "due_at" : "order_at";
}

/* Nobody's, for those who do not see a ticket for being assigned it. */
static void bind_assignee(struct sql_text *q, const struct viewer *v)
{
	bool theirs = v->everywhere || access_assigned(v);

	sql_text_bind(q, P_I64(theirs ? v->person.n : 0));
}

static void add_place(struct sql_text *q, const struct ticket_scan *s,
		      enum ticket_place place, int64_t department)
{
	switch (place) {
	case TICKET_EVERYWHERE:
		sql_text_add(q, " WHERE TRUE");
		break;
	case TICKET_DEPARTMENT:
		sql_text_add(q, " WHERE department_id = ?");
		sql_text_bind(q, P_I64(department));
		break;
	case TICKET_DEPARTMENTS:
		sql_text_add(q, " WHERE department_id IN ");
		sql_text_add_ids(q, s->v->departments, s->v->ndepartments);
		break;
	case TICKET_ASSIGNED:
	case TICKET_ELSEWHERE:
	case TICKET_PLACE_N:
		sql_text_add(q, " WHERE assignee_id = ?");
		bind_assignee(q, s->v);
		break;
	}
}

static void add_what(struct sql_text *q, const struct ticket_scan *s,
		     int status)
{
	const enum status *list = s->view->status;

	switch (s->view->by) {
	case TICKET_BY_ORDER:
		sql_text_add(q, " AND is_open = 1");
		break;
	case TICKET_BY_NOBODY:
		sql_text_add(q, " AND assignee_id IS NULL AND is_open = 1");
		break;
	case TICKET_BY_DUE:
		sql_text_add(q, " AND due_at >= ? AND due_at < ?");
		sql_text_bind(q, P_I64(s->from));
		sql_text_bind(q, P_I64(s->until));
		break;
	case TICKET_BY_STATUS:
	case TICKET_BY_N:
		sql_text_add(q, status < 0 ? " AND status IN (?, ?)"
					   : " AND status = ?");
		sql_text_bind(q, P_I64(list[status < 0 ? 0 : status]));
		if (status < 0)
			sql_text_bind(q, P_I64(list[1]));
		break;
	}
}

void ticket_range_add(struct sql_text *q, const struct ticket_scan *s,
		      enum ticket_place place, int64_t department, int status)
{
	sql_text_add(q, keys[s->view->by][place]);
	add_place(q, s, place, department);
	add_what(q, s, status);
	/* Nobody is staff on a ticket of their own, but for whom that is all
	 * the same. */
	if (!access_own_as_staff(s->v)) {
		sql_text_add(q, " AND requester_id <> ?");
		sql_text_bind(q, P_I64(s->v->person.n));
	}
	if (place == TICKET_ELSEWHERE) {
		sql_text_add(q, " AND department_id NOT IN ");
		sql_text_add_ids(q, s->v->departments, s->v->ndepartments);
	}
}
