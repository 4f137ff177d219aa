#ifndef STORE_CALENDAR_READ_H
#define STORE_CALENDAR_READ_H
/*
 * calendar_read: the rows of a version of a calendar. For calendar_*.c of
 * store/ alone; what others call stands in calendar_store.h.
 */
#include "store/calendar_store.h"

/*
 * Windows, closures and replacements of a version into ${s}, whose zone stays;
 * closures in order of date. *rules (or NULL) is told which rule made each, -1:
 * none.
 */
enum err_kind calendar_read_spec(struct db *db, struct arena *a,
				 int64_t version, struct calendar_spec *s,
				 int32_t **rules, struct err *e) MUST_CHECK;

/* What people wrote, into s->draft: without the closures that rules made. */
void calendar_read_own(struct arena *a, struct calendar_stored *s);

#endif
