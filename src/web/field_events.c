#include "web/field_events.h"

#include "web/custom_form.h"
#include "web/names.h"

static void fill_field(struct arena *a, struct view *v,
		       const struct custom_event *f)
{
	const char *was = f->was, *now = f->now;

	view_text(v, PARTS_EVENT_FIELD, f->name);
	if (f->kind == CUSTOM_FLAG) {
		view_show(v, now ? PARTS_EVENT_TICKED : PARTS_EVENT_UNTICKED);
		return;
	}
	if (was)
		was = custom_form_text(a, f->kind, was);
	if (now)
		now = custom_form_text(a, f->kind, now);
	v = view_row(v, !was   ? PARTS_EVENT_FILLED_IN
			: !now ? PARTS_EVENT_EMPTIED
			       : PARTS_EVENT_REFILLED);
	view_text(v, PARTS_EVENT_WAS, was ? was : "");
	view_text(v, PARTS_EVENT_NOW, now ? now : "");
}

void field_events_fill(struct arena *a, struct view *v,
		       const struct custom_event *list, size_t n, int64_t seq)
{
	struct view *section = view_row(v, PARTS_EVENT_FIELDS);

	for (size_t i = 0; i < n; i++)
		if (list[i].seq == seq)
			fill_field(a, view_row(section, PARTS_EVENT_CHANGE),
				   &list[i]);
}
