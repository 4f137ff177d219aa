#ifndef STORE_LOG_SIGNS_H
#define STORE_LOG_SIGNS_H
/*
 * log_signs: what can make figures look better than the work was (sla.md R26),
 * told beside each promise; a part of log_store's query, for log_store.c alone.
 * It reads the events of each row's ticket: for streams.
 */
#include "store/log_store.h"

/* Of clock c. */
extern const char log_signs_columns[];

void log_signs_read(struct rows *r, struct log_signs *s);

#endif
