#ifndef WEB_LOG_COLUMNS_H
#define WEB_LOG_COLUMNS_H
/*
 * log_columns: the SLA log as CSV: the page's columns and, behind them, all
 * that is kept of a promise (sla.md R23). doc/log.md tells what each means;
 * new ones come behind the last.
 */
#include "store/log_store.h"
#include "web/csv.h"
#include "web/http.h"

/* ${signs}: and what can make figures look better than the work was (R26). */
void log_columns_head(struct csv *csv, bool signs);
enum err_kind log_columns_row(struct req *rq, struct csv *csv,
			      const struct log_row *row, bool signs,
			      struct err *e) MUST_CHECK;

#endif
