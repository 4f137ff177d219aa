#ifndef STORE_LOG_LEDGER_H
#define STORE_LOG_LEDGER_H
/*
 * log_ledger: what the CSV of the SLA log says besides its page (sla.md R23),
 * as a part of log_store's query; for log_store.c alone.
 */
#include "store/log_store.h"

/* Of clock c and ticket t, with log_ledger_joins. */
extern const char log_ledger_columns[];
extern const char log_ledger_joins[];

/* What was withdrawn of clock c: "2 1764000000,3 1764100000"; NULL: nothing.
 * Only a first resolution is (sla.md R13). */
#define LOG_LEDGER_WITHDRAWN                                                   \
	"IF(c.metric = 3, (SELECT GROUP_CONCAT(w.outcome, ' ', w.counted_at"   \
	" ORDER BY w.id) FROM verdict w WHERE w.clock_id = c.id"               \
	" AND w.kind = 1), NULL)"

void log_ledger_read_withdrawn(struct rows *r, struct log_row *row);
void log_ledger_read(struct rows *r, struct log_row *row);

#endif
