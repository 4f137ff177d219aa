#ifndef WEB_FILTERS_H
#define WEB_FILTERS_H
/*
 * filters: what both reports can be narrowed to: a department, an agent, a
 * promise and a time. The URL says all of it.
 *
 * Days are those of the desk, whoever looks: so a figure and the rows behind it
 * are the same to everybody.
 */
#include "store/department_store.h"
#include "web/agent_choice.h"
#include "web/http.h"
#include "web/view.h"

enum filters_range {
	RANGE_7,
	RANGE_30,
	RANGE_90,
	RANGE_MONTH,
	RANGE_LAST_MONTH,
	RANGE_ALL,
	RANGE_DATES,
	RANGE_N
};

/* A bound that is not there. */
#define FILTERS_NO_DAY INT64_MIN

struct filters {
	const struct zone *zone; /* of the desk's days */
	int64_t today;
	struct departments departments; /* to choose from */
	const char *department_oid;     /* chosen, or "" */
	department_id department;       /* 0: any */
	struct agent_choice agent;      /* nobody: any */
	int metric;                     /* -1: any */
	enum filters_range range;
	int64_t from_day, until_day; /* both included, or FILTERS_NO_DAY */
	int64_t from_typed, until_typed;
	const char *fault; /* one that cannot be used: why; else NULL */
};

/* Read them out of the query. */
enum err_kind filters_read(struct req *rq, struct filters *f,
			   struct err *e) MUST_CHECK;

/*
 * Was the agent found by a name? Then answer with a redirect to the address
 * that names them by their id.
 */
bool filters_named(const struct filters *f);

/* ERR_INVALID if one cannot be used. */
enum err_kind filters_check(const struct filters *f, struct err *e) MUST_CHECK;

/* Fill the form above a report with what is chosen. */
enum err_kind filters_show(struct req *rq, struct view *v,
			   const struct filters *f, struct err *e) MUST_CHECK;

/*
 * Append them as "department=...&range=30d", to be used in a query;
 * filters_query_but_time() leaves the range and its dates out.
 */
void filters_query(struct sbuf *to, const struct filters *f);
void filters_query_but_time(struct sbuf *to, const struct filters *f);

/* "2026-11-24" of a day number. */
const char *filters_day(int64_t day, char out[INSTANT_TEXT]);

#endif
