#include "cli/sample.h"

#include "base/str.h"
#include "cli/directory.h"
#include "core/access.h"
#include "store/calendar_store.h"
#include "store/desk_store.h"
#include "store/level_store.h"
#include "store/person_store.h"
#include "store/rule_store.h"

#define DUBLIN "Europe/Dublin"
#define NEW_YORK "America/New_York"
#define AT "@harbour.example"

/* clang-format off */
const struct sample_person sample_people[SAMPLE_PEOPLE] = {
	[SAMPLE_OWNER] = { "owner", "sample:owner", "Olivia Hart", "olivia" AT, DUBLIN, ROLE_OWNER },
	[SAMPLE_ADMIN] = { "admin", "sample:admin", "Adam Novak", "adam" AT, DUBLIN, ROLE_ADMIN },
	[SAMPLE_MANAGER] = { "manager", "sample:manager", "Maya Lindqvist", "maya" AT, DUBLIN, ROLE_MANAGER },
	[SAMPLE_AGENT] = { "agent", "sample:agent", "Alice Moreau", "alice" AT, DUBLIN, ROLE_AGENT },
	[SAMPLE_COLLEAGUE] = { "agent", "sample:colleague", "Ben Carter", "ben" AT, NEW_YORK, ROLE_AGENT },
	[SAMPLE_READER] = { "read-only", "sample:reader", "Rosa Keller", "rosa" AT, DUBLIN, ROLE_READER },
	[SAMPLE_CUSTOMER] = { "customer", "sample:customer", "Bob Fischer", "bob@customer.example", "Europe/Riga", ROLE_CUSTOMER },
};

const int64_t sample_teams[] = { 70, 25, 24, 20, 39 };
const size_t sample_nteams = COUNT_OF(sample_teams);

/* ---- Business hours ------------------------------------------------------- */

struct holidays {
	const struct closure_rule *rules;
	const char *const *names;
	size_t n;
};

#define ALL_DAY .to_min = 1440
#define FIXED(m, d)                                                            \
	{                                                                      \
		.kind = CLOSURE_YEARLY, .month = (m), .day = (d), ALL_DAY      \
	}
#define NTH(m, n, w)                                                           \
	{                                                                      \
		.kind = CLOSURE_NTH, .month = (m), .nth = (n),                 \
		.weekday = (w), ALL_DAY                                        \
	}
#define EASTER(days)                                                           \
	{                                                                      \
		.kind = CLOSURE_EASTER, .offset = (days), ALL_DAY              \
	}

static const struct closure_rule irish[] = {
	FIXED(1, 1),
	NTH(2, 1, 0),
	FIXED(3, 17),
	EASTER(1),
	NTH(5, 1, 0),
	NTH(6, 1, 0),
	NTH(8, 1, 0),
	NTH(10, -1, 0),
	FIXED(12, 25),
	FIXED(12, 26),
};

static const char *const irish_names[] = {
	"New Year's Day",
	"Saint Brigid's Day",
	"Saint Patrick's Day",
	"Easter Monday",
	"May Day",
	"June Holiday",
	"August Holiday",
	"October Holiday",
	"Christmas Day",
	"Saint Stephen's Day",
};

static const struct closure_rule american[] = {
	FIXED(1, 1),
	NTH(1, 3, 0),
	NTH(2, 3, 0),
	NTH(5, -1, 0),
	FIXED(6, 19),
	FIXED(7, 4),
	NTH(9, 1, 0),
	NTH(11, 4, 3),
	FIXED(12, 25),
};

static const char *const american_names[] = {
	"New Year's Day",
	"Martin Luther King Day",
	"Presidents' Day",
	"Memorial Day",
	"Juneteenth",
	"Independence Day",
	"Labor Day",
	"Thanksgiving Day",
	"Christmas Day",
};
/* clang-format on */

enum {
	YEARS = 4
};

struct hours {
	const char *name, *zone;
	int from, to; /* minutes, Monday to Friday */
	struct holidays holidays;
	bool half_day; /* 24 December until noon */
};

static const struct hours hours[] = {
	{ "Dublin office",
	  DUBLIN,
	  8 * 60,
	  18 * 60,
	  { irish, irish_names, COUNT_OF(irish) },
	  true },
	{ "New York office",
	  NEW_YORK,
	  9 * 60,
	  17 * 60 + 30,
	  { american, american_names, COUNT_OF(american) },
	  false },
};

static enum err_kind add_calendar(struct db *db, struct arena *a,
				  const struct hours *h, int year, instant now,
				  int64_t *id, struct err *e)
{
	struct calendar_window week[5];
	struct calendar_dated noon = { h->from, 12 * 60 };
	struct calendar_replacement eve[YEARS];
	struct calendar_draft d = { .name = h->name,
				    .zone = h->zone,
				    .rules = h->holidays.rules,
				    .rule_names = h->holidays.names,
				    .nrules = h->holidays.n };

	for (int i = 0; i < 5; i++)
		week[i] = (struct calendar_window){ i, h->from, h->to };
	for (int y = 0; y < YEARS; y++) {
		int64_t day = instant_day_of(
			(struct civil){ year - 2 + y, 12, 24 });

		eve[y] = (struct calendar_replacement){ day, &noon, 1 };
		if (instant_weekday(day) > 4)
			eve[y].nwindows = 0;
	}
	d.spec.windows = week;
	d.spec.nwindows = COUNT_OF(week);
	d.spec.replacements = eve;
	d.spec.nreplacements = h->half_day ? YEARS : 0;
	return calendar_store_add(db, a, &d, (person_id){ 0 }, now, id, e);
}

/* ---- Levels ---------------------------------------------------------------
 */

enum {
	M = 60,
	H = 3600
};

enum sample_level {
	STANDARD,
	SERVICE_DESK,
	ROUND_THE_CLOCK,
	AMERICAS,
	LEVELS
};

struct promise {
	seconds any, urgent, remind; /* 0: none */
};

static const struct {
	const char *name;
	int calendar; /* index of hours, -1: 24x7 */
	struct promise of[METRIC_N];
} levels[LEVELS] = {
	[STANDARD] = { "Office hours",
		       0,
		       { [METRIC_FIRST_ANSWER] = { 4 * H, H, 30 * M },
			 [METRIC_NEXT_ANSWER] = { 8 * H, 2 * H, H },
			 [METRIC_FIRST_ASSIGN] = { 2 * H, 30 * M, 0 },
			 [METRIC_FIRST_RESOLVE] = { 40 * H, 8 * H, 4 * H } } },
	[SERVICE_DESK] = { "Service desk",
			   0,
			   { [METRIC_FIRST_ANSWER] = { 2 * H, 30 * M, 15 * M },
			     [METRIC_NEXT_ANSWER] = { 4 * H, H, 30 * M },
			     [METRIC_FIRST_ASSIGN] = { H, 15 * M, 0 },
			     [METRIC_FIRST_RESOLVE] = { 20 * H, 4 * H,
							2 * H } } },
	[ROUND_THE_CLOCK] = { "Round the clock",
			      -1,
			      { [METRIC_FIRST_ANSWER] = { H, 15 * M, 15 * M },
				[METRIC_NEXT_ANSWER] = { 2 * H, 30 * M,
							 30 * M },
				[METRIC_FIRST_RESOLVE] = { 24 * H, 4 * H,
							   H } } },
	[AMERICAS] = { "Americas",
		       1,
		       { [METRIC_FIRST_ANSWER] = { 4 * H, H, 30 * M },
			 [METRIC_NEXT_ANSWER] = { 8 * H, 2 * H, H },
			 [METRIC_FIRST_RESOLVE] = { 40 * H, 8 * H, 4 * H } } },
};

/* Warned of, it is whoever's has it; broken, the managers'. */
static const struct action warn[] = { { .kind = ACTION_TELL_AGENT } };
static const struct action raise_it[] = {
	{ .kind = ACTION_TELL_ALL_MANAGERS },
	{ .kind = ACTION_PRIORITY, .id = PRIORITY_HIGH },
};

/* A reminder, and a minute after the deadline what is done about it. */
static void add_steps(struct level_draft *d, int m, seconds remind)
{
	d->steps[m][0] = (struct step){ .number = 0, .offset = -remind };
	d->steps[m][1] = (struct step){ .number = 1, .offset = M };
	d->nsteps[m] = 2;
	d->actions[m][0] = (struct step_actions){ warn, COUNT_OF(warn) };
	d->actions[m][1] = (struct step_actions){ raise_it,
						  COUNT_OF(raise_it) };
}

static enum err_kind add_level(struct db *db, enum sample_level which,
			       const int64_t *calendars, instant now,
			       int64_t *id, struct err *e)
{
	struct level_draft d = { .name = levels[which].name };
	int calendar = levels[which].calendar;

	d.calendar = calendar < 0 ? 0 : calendars[calendar];
	for (int m = 0; m < METRIC_N; m++) {
		const struct promise *p = &levels[which].of[m];
		enum unit unit = calendar < 0 ? UNIT_CALENDAR : UNIT_WORKING;

		d.target[m][PRIORITY_ANY] = (struct target){ p->any, unit };
		d.target[m][PRIORITY_URGENT] = (struct target){ p->urgent,
								unit };
		if (p->remind)
			add_steps(&d, m, p->remind);
	}
	return level_store_add(db, &d, (person_id){ 0 }, now, id, e);
}

/* Which level a group of the log gets; LEVELS: none. */
static enum sample_level level_of(int64_t group)
{
	switch (group) {
	case 0: /* Unsorted */
		return LEVELS;
	case 70: /* Service Desk */
		return SERVICE_DESK;
	case 24: /* Network Operations */
	case 39: /* Server Operations */
		return ROUND_THE_CLOCK;
	default:
		return group % 5 == 3 ? AMERICAS : STANDARD;
	}
}

/* Is it one that people outside know? */
static bool is_team(int64_t group)
{
	for (size_t i = 0; i < sample_nteams; i++)
		if (sample_teams[i] == group)
			return true;
	return false;
}

/* ---- The company ----------------------------------------------------------
 */

/* What nobody waits with, wherever it is told. */
static enum err_kind add_outages(struct db *db, struct arena *a, int64_t level,
				 instant now, struct err *e)
{
	static const char *const words[] = { "outage", "major incident" };
	const struct rule_condition told = { .field = RULE_SUBJECT,
					     .op = RULE_CONTAINS,
					     .texts = words,
					     .ntexts = COUNT_OF(words) };
	const struct rule_condition urgent = {
		.field = RULE_PRIORITY,
		.op = RULE_IS,
		.ids = (const int64_t[]){ PRIORITY_URGENT },
		.nids = 1
	};
	const struct rule_condition asks[] = { told, urgent };
	const struct rule_group group = { asks, COUNT_OF(asks) };
	const struct action set = { .kind = ACTION_LEVEL, .id = level };
	const struct rule_draft d = { .kind = RULE_KIND_SLA,
				      .name = "Outages",
				      .note = "Urgent ones are answered by"
					      " night, too.",
				      .active = true,
				      .stops = true,
				      .keeps = true,
				      .groups = &group,
				      .ngroups = 1,
				      .actions = &set,
				      .nactions = 1 };
	int64_t id;

	if (rule_store_begin(db, e))
		return e->kind;
	return rule_store_add(db, a, &d, (person_id){ 0 }, now, &id, e);
}

static enum err_kind add_rules(struct db *db, struct directory *dir,
			       struct arena *a, const int64_t *groups,
			       size_t ngroups, const int64_t *level_ids,
			       instant now, struct err *e)
{
	if (add_outages(db, a, level_ids[ROUND_THE_CLOCK], now, e))
		return e->kind;
	for (size_t i = 0; i < ngroups; i++) {
		enum sample_level which = level_of(groups[i]);
		department_id d;

		directory_internal(dir, !is_team(groups[i]));
		if (directory_department(dir, groups[i], &d, e))
			return e->kind;
		if (which == LEVELS)
			continue;
		if (rule_store_promise(db, a, levels[which].name, d,
				       level_ids[which], now, e))
			return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind add_promises(struct db *db, struct directory *dir,
				  struct arena *a, const int64_t *groups,
				  size_t ngroups, instant now, struct err *e)
{
	int year = instant_civil_of(now / DAY_SECONDS).year;
	int64_t calendars[COUNT_OF(hours)], level_ids[LEVELS];

	for (size_t i = 0; i < COUNT_OF(hours); i++)
		if (add_calendar(db, a, &hours[i], year, now, &calendars[i], e))
			return e->kind;
	for (int i = 0; i < LEVELS; i++)
		if (add_level(db, (enum sample_level)i, calendars, now,
			      &level_ids[i], e))
			return e->kind;
	return add_rules(db, dir, a, groups, ngroups, level_ids, now, e);
}

static enum err_kind add_people(struct db *db, struct directory *dir,
				struct arena *a, instant now,
				person_id people[SAMPLE_PEOPLE], struct err *e)
{
	for (int i = 0; i < SAMPLE_PEOPLE; i++) {
		const struct sample_person *p = &sample_people[i];
		struct person row = { .import_key = p->key,
				      .name = p->name,
				      .email = p->email,
				      .zone = p->zone,
				      .roles = p->roles };

		if (person_store_add(db, a, &row, now, e))
			return e->kind;
		people[i] = row.id;
		if (!(p->roles & (ROLE_AGENT | ROLE_READER)))
			continue;
		for (size_t t = 0; t < sample_nteams; t++) {
			department_id d;

			if (directory_department(dir, sample_teams[t], &d, e) ||
			    directory_member(dir, d, people[i], e))
				return e->kind;
		}
	}
	return ERR_NONE;
}

/* Ids of those who are there; false when somebody is missing. */
static enum err_kind find_people(struct db *db, struct arena *a,
				 person_id people[SAMPLE_PEOPLE], bool *all,
				 struct err *e)
{
	struct people there;
	size_t found = 0;

	if (person_store_imported(db, a, &there, e))
		return e->kind;
	for (size_t i = 0; i < there.n; i++)
		for (int w = 0; w < SAMPLE_PEOPLE; w++)
			if (str_eq(there.v[i].import_key,
				   sample_people[w].key)) {
				people[w] = there.v[i].id;
				found++;
			}
	*all = found == SAMPLE_PEOPLE;
	return ERR_NONE;
}

enum err_kind sample_company(struct db *db, struct directory *dir,
			     struct arena *a, const int64_t *groups,
			     size_t ngroups, instant now,
			     person_id people[SAMPLE_PEOPLE], struct err *e)
{
	struct desk_settings s = { .name = "Harbour IT", .zone = DUBLIN };
	bool all = false;

	if (find_people(db, a, people, &all, e) || all)
		return e->kind;
	if (db_begin(db, e) || desk_store_set(db, &s, now, e) ||
	    add_promises(db, dir, a, groups, ngroups, now, e) ||
	    add_people(db, dir, a, now, people, e) || db_commit(db, e))
		db_rollback(db);
	return e->kind;
}
