#ifndef WEB_AUDIT_ENTRY_H
#define WEB_AUDIT_ENTRY_H
/*
 * audit_entry: one change of a setting, as people read it
 * (templates/audit/entry.tpl).
 */
#include "store/audit_store.h"
#include "web/http.h"
#include "web/view.h"

enum audit_as {
	AUDIT_AS_LISTED, /* its first differences */
	AUDIT_AS_WHOLE   /* all of them, and as it is kept */
};

/* ${gone}: the thing is there no more, so nothing leads to it. */
enum err_kind audit_entry_fill(struct req *rq, struct view *v, const char *name,
			       const struct audit_entry *entry, bool gone,
			       enum audit_as as, struct err *e) MUST_CHECK;

#endif
