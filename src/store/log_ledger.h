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

/* How often a verdict of clock c was withdrawn, what the last of them said, and
 * where it was counted. Only a first resolution is (sla.md R13). */
/* clang-format off */
#define LOG_LEDGER_OF_THEM(what, which) \
	"IF(c.metric = 3, (SELECT " what " FROM verdict w" \
	" WHERE w.clock_id = c.id AND w.kind = 1" which "), NULL)"
#define LOG_LEDGER_LAST " ORDER BY w.id DESC LIMIT 1"
#define LOG_LEDGER_WITHDRAWN \
	LOG_LEDGER_OF_THEM("COUNT(*)", "") ", " \
	LOG_LEDGER_OF_THEM("w.outcome", LOG_LEDGER_LAST) ", " \
	LOG_LEDGER_OF_THEM("w.counted_at", LOG_LEDGER_LAST)
/* clang-format on */

void log_ledger_read_withdrawn(struct rows *r, struct log_row *row);
void log_ledger_read(struct rows *r, struct log_row *row);

#endif
