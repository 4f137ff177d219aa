#ifndef WEB_AUDIT_COLUMNS_H
#define WEB_AUDIT_COLUMNS_H
/*
 * audit_columns: changes of settings as rows of CSV, for the page and for the
 * command line: a row for each member that differs, and at least one for each
 * change.
 */
#include "store/audit_store.h"
#include "web/csv.h"

void audit_columns_head(struct csv *csv);

/* A row is whole: write out what has gathered. */
typedef enum err_kind audit_columns_end(void *cookie, struct err *e);

/* All rows of one change. */
enum err_kind audit_columns_rows(struct arena *a, struct csv *csv,
				 const struct audit_entry *x,
				 const struct zone *z, audit_columns_end *end,
				 void *cookie, struct err *e) MUST_CHECK;

/* "web", "cli", ... */
const char *audit_columns_via(enum via via);

#endif
