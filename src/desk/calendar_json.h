#ifndef DESK_CALENDAR_JSON_H
#define DESK_CALENDAR_JSON_H
/*
 * calendar_json: business hours as JSON (doc/calendars.md), written.
 */
#include "base/json_out.h"
#include "store/calendar_store.h"

/* Read again it is the same calendar. One line for each thing it says. */
void calendar_json_write(struct arena *a, const struct calendar_draft *d,
			 struct sbuf *out);

/* Its members, into an object that is begun. */
void calendar_json_members(struct arena *a, const struct calendar_draft *d,
			   struct json_out *j);

/* "date", "weekday", "easter"; "civil", "shift". */
#define CALENDAR_JSON_RULES (CLOSURE_EASTER + 1)
#define CALENDAR_JSON_MODES (CALENDAR_SHIFT + 1)
extern const char *const calendar_json_rules[CALENDAR_JSON_RULES];
extern const char *const calendar_json_modes[CALENDAR_JSON_MODES];

#endif
