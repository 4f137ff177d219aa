#include "cli/sample_levels.h"

#include "store/calendar_store.h"
#include "store/level_store.h"

enum {
	M = 60,
	H = 3600,
	OFFICE = 0, /* of calendars */
	EVENING,
	CALENDARS,
	ALWAYS = -1
};

/* ---- Hours ----------------------------------------------------------------
 */

static const struct {
	const char *name, *zone;
	int32_t from, lunch, back, to; /* minutes; lunch 0: none */
	int32_t saturday;              /* its end, 0: closed */
} hours[CALENDARS] = {
	[OFFICE] = { "Sample: office hours", "Europe/Berlin", 8 * 60, 12 * 60,
		     12 * 60 + 30, 17 * 60 + 30, 0 },
	[EVENING] = { "Sample: long days", "Europe/London", 7 * 60, 0, 0,
		      20 * 60, 14 * 60 },
};

static enum err_kind add_calendar(struct db *db, struct arena *a, int i,
				  instant now, int64_t *id, struct err *e)
{
	static const struct {
		int month, day;
		const char *name;
	} days[] = { { 1, 1, "New Year's Day" },
		     { 12, 25, "Christmas Day" },
		     { 12, 26, "Boxing Day" } };
	struct calendar_window w[12];
	struct calendar_closure closures[COUNT_OF(days) * 4];
	const char *names[COUNT_OF(closures)];
	struct calendar_draft d = { .name = hours[i].name,
				    .zone = hours[i].zone,
				    .closure_names = names };
	int year = instant_civil_of(now / DAY_SECONDS).year - 2;
	size_t n = 0;

	for (int day = 0; day < 5; day++) {
		bool lunch = hours[i].lunch > 0;

		w[n++] = (struct calendar_window){ day, hours[i].from,
						   lunch ? hours[i].lunch
							 : hours[i].to };
		if (lunch)
			w[n++] = (struct calendar_window){ day, hours[i].back,
							   hours[i].to };
	}
	if (hours[i].saturday > 0)
		w[n++] = (struct calendar_window){ 5, hours[i].from,
						   hours[i].saturday };
	d.spec.windows = w;
	d.spec.nwindows = n;
	d.spec.closures = closures;
	for (n = 0; n < COUNT_OF(closures); n++) {
		size_t k = n % COUNT_OF(days);
		struct civil date = { year + (int)(n / COUNT_OF(days)),
				      days[k].month, days[k].day };

		closures[n] = (struct calendar_closure){ instant_day_of(date),
							 0, 1440,
							 CALENDAR_CIVIL };
		names[n] = days[k].name;
	}
	d.spec.nclosures = n;
	return calendar_store_add(db, a, &d, (person_id){ 0 }, now, id, e);
}

/* ---- Levels ---------------------------------------------------------------
 */

struct promise {
	seconds any, high, urgent, remind; /* 0: none */
};

static const struct {
	const char *name;
	int calendar;
	struct promise of[METRIC_N];
	unsigned pauses[METRIC_N]; /* 0: the default */
} levels[SAMPLE_LEVELS] = {
	{ "Sample: basic",
	  OFFICE,
	  { [METRIC_FIRST_ANSWER] = { 8 * H, 6 * H, 2 * H, H },
	    [METRIC_NEXT_ANSWER] = { 16 * H, 12 * H, 4 * H, 0 },
	    [METRIC_FIRST_RESOLVE] = { 60 * H, 40 * H, 16 * H, 4 * H } },
	  { 0 } },
	{ "Sample: business",
	  EVENING,
	  { [METRIC_FIRST_ANSWER] = { 4 * H, 2 * H, 30 * M, 30 * M },
	    [METRIC_NEXT_ANSWER] = { 8 * H, 4 * H, H, H },
	    [METRIC_FIRST_ASSIGN] = { 2 * H, H, 20 * M, 0 },
	    [METRIC_FIRST_RESOLVE] = { 40 * H, 24 * H, 8 * H, 4 * H } },
	  { [METRIC_NEXT_ANSWER] = STATUS_BIT(STATUS_POSTPONED) } },
	{ "Sample: round the clock",
	  ALWAYS,
	  { [METRIC_FIRST_ANSWER] = { H, 40 * M, 15 * M, 15 * M },
	    [METRIC_NEXT_ANSWER] = { 2 * H, H, 30 * M, 0 },
	    [METRIC_FIRST_ASSIGN] = { 30 * M, 20 * M, 10 * M, 0 },
	    [METRIC_FIRST_RESOLVE] = { 24 * H, 12 * H, 4 * H, H } },
	  { 0 } },
	{ "Sample: answers only",
	  EVENING,
	  { [METRIC_FIRST_ANSWER] = { 3 * H, 0, H, 0 },
	    [METRIC_NEXT_ANSWER] = { 6 * H, 0, 2 * H, H } },
	  { 0 } },
};

/* Warned of, it is whoever's has it; broken, the managers'. */
static const struct action warn[] = { { .kind = ACTION_TELL_AGENT } };
static const struct action raise_it[] = {
	{ .kind = ACTION_TELL_ALL_MANAGERS },
	{ .kind = ACTION_PRIORITY, .id = PRIORITY_HIGH },
};

static enum err_kind add_level(struct db *db, int i, const int64_t *calendars,
			       instant now, int64_t *id, struct err *e)
{
	struct level_draft d = { .name = levels[i].name };
	bool always = levels[i].calendar == ALWAYS;
	enum unit unit = always ? UNIT_CALENDAR : UNIT_WORKING;

	d.calendar = always ? 0 : calendars[levels[i].calendar];
	for (int m = 0; m < METRIC_N; m++) {
		const struct promise *p = &levels[i].of[m];

		d.target[m][PRIORITY_ANY] = (struct target){ p->any, unit };
		d.target[m][PRIORITY_HIGH] = (struct target){ p->high, unit };
		d.target[m][PRIORITY_URGENT] = (struct target){ p->urgent,
								unit };
		d.pauses_set[m] = levels[i].pauses[m] != 0;
		d.pauses[m] = levels[i].pauses[m];
		if (p->remind) {
			d.steps[m][0] = (struct step){ .number = 0,
						       .offset = -p->remind };
			d.steps[m][1] = (struct step){ .number = 1,
						       .offset = p->remind };
			d.actions[m][0] = (struct step_actions){
				warn, COUNT_OF(warn)
			};
			d.actions[m][1] = (struct step_actions){
				raise_it, COUNT_OF(raise_it)
			};
			d.nsteps[m] = 2;
		}
	}
	return level_store_add(db, &d, (person_id){ 0 }, now, id, e);
}

enum err_kind sample_levels_make(struct db *db, struct arena *a, instant now,
				 int64_t ids[SAMPLE_LEVELS], struct err *e)
{
	int64_t calendars[CALENDARS];

	for (int i = 0; i < CALENDARS; i++)
		if (add_calendar(db, a, i, now, &calendars[i], e))
			return e->kind;
	for (int i = 0; i < SAMPLE_LEVELS; i++)
		if (add_level(db, i, calendars, now, &ids[i], e))
			return e->kind;
	return ERR_NONE;
}
