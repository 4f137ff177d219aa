#ifndef STORE_CALENDAR_VIEW_H
#define STORE_CALENDAR_VIEW_H
/*
 * calendar_view: a version of a calendar as people are told of it: what it is
 * called, whose clocks it goes by, and what it closed for.
 */
#include "store/db.h"

struct calendar_view_closure {
	int64_t day;
	int32_t from_min, to_min; /* 0 to 1440: the whole day */
	const char *name;         /* or "" */
};

struct calendar_view {
	int64_t version; /* calendar_version.id */
	int64_t number;  /* 1, 2, ... of its calendar */
	const char *name, *zone;
	/* In order of day; the first ones, when there are more. */
	const struct calendar_view_closure *closures;
	size_t n;
	bool more;
};

/* The dates that are asked about, both included; so many closures at most. */
struct calendar_view_days {
	int64_t from, until;
	int64_t most;
};

/* ERR_NOT_FOUND when there is no such version. */
enum err_kind calendar_view_read(struct db *db, struct arena *a,
				 int64_t version,
				 const struct calendar_view_days *days,
				 struct calendar_view *out,
				 struct err *e) MUST_CHECK;

#endif
