#ifndef WEB_FIELD_EVENTS_H
#define WEB_FIELD_EVENTS_H
/*
 * field_events: what an event did to custom fields, in the words of the
 * timeline.
 */
#include "store/custom_store.h"
#include "web/view.h"

/* FIELDS of parts/event.tpl: what stood in those that event ${seq} changed, and
 * what stands there now. */
void field_events_fill(struct arena *a, struct view *v,
		       const struct custom_event *list, size_t n, int64_t seq);

#endif
