/* What belongs to no ticket, and whether reports add up. */
#include "desk/check_part.h"

#include <inttypes.h>

#include "base/zone.h"
#include "store/desk_store.h"
#include "store/report_store.h"

static void loose(void *cookie, const struct check_loose *row)
{
	struct desk_check *c = cookie;
	const struct check_finding f = { row->kind, "-", row->where,
					 row->stands, row->should };

	c->each(c->cookie, &f);
}

/* ---- Zones -----------------------------------------------------------------
 */

/* Of the desk and of calendars nothing could be counted without one. */
static void check_zone(void *cookie, const struct check_loose *row)
{
	const struct zone *z;
	struct err unknown = { 0 };

	if (zone_find(row->stands, &z, &unknown))
		loose(cookie, row);
}

/* ---- Reports ---------------------------------------------------------------
 */

struct sums {
	struct report report;
	struct check_sums clocks;
};

/* All days that are over, as somebody who sees everything is shown them. */
static enum err_kind count(struct desk_check *c, instant now, struct sums *out,
			   struct err *e)
{
	struct viewer all = { .roles = ROLE_OWNER };
	struct report_filter f = { .viewer = &all, .now = now, .metric = -1 };
	struct desk_settings settings;
	int64_t today;

	access_viewer_ready(&all);
	if (desk_store_find(c->db, c->arena, &settings, e) ||
	    zone_find(settings.zone, &f.zone, e))
		return e->kind;
	today = (now + zone_offset(f.zone, now)) / DAY_SECONDS;
	f.until_day = today - 1;
	f.from_day = today - 30000; /* longer than any desk has been there */
	if (report_store_compliance(c->db, c->arena, &f, &out->report, e))
		return e->kind;
	return check_store_sums(c->db, c->arena,
				zone_instant_of(f.zone, today, 0), &out->clocks,
				e);
}

static void compare(struct desk_check *c, const struct sums *s)
{
	struct check_part p = { .check = c };
	const struct report_day *all = &s->report.all;

	check_number(&p, "report.fulfilled", "", all->met.n, s->clocks.met);
	check_number(&p, "report.time", "", all->met.total,
		     s->clocks.met_total);
	check_number(&p, "report.missed", "", all->missed.n, s->clocks.missed);
	check_number(&p, "report.cancelled", "", s->report.cancelled,
		     s->clocks.cancelled);
}

static enum err_kind check_all(struct desk_check *c, instant now, bool quick,
			       struct err *e)
{
	struct sums s;

	if (check_store_loose_rows(c->db, c->arena, now, quick, loose, c, e) ||
	    check_store_rules(c->db, c->arena, now, loose, c, e))
		return e->kind;
	if (quick)
		return ERR_NONE;
	if (check_store_zones(c->db, c->arena, check_zone, c, e) ||
	    check_calendars(c, e))
		return e->kind;
	if (count(c, now, &s, e))
		return err_wrap(e, "reports");
	compare(c, &s);
	return ERR_NONE;
}

enum err_kind desk_check_rest(struct desk_check *c, instant now, bool quick,
			      struct err *e)
{
	if (db_begin(c->db, e))
		return e->kind;
	if (check_all(c, now, quick, e))
		(void)err_wrap(e, "check");
	/* Nothing was written. */
	db_rollback(c->db);
	return e->kind;
}
