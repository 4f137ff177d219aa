/* What stands in a ticket's custom fields, and what its events say of them. */
#include "desk/check_part.h"

#include <inttypes.h>

#include "base/str.h"
#include "core/custom.h"

static const char *name_of(struct check_part *p, int64_t field)
{
	return arena_printf(p->check->arena, "field %" PRId64, field);
}

static bool changes_fields(const struct check_part *p, int64_t seq)
{
	for (size_t i = 0; i < p->stored.nevents; i++)
		if (p->stored.events[i].seq == seq)
			return (p->stored.events[i].did & DID_FIELDS) != 0;
	return false;
}

/* What its first ${n} events of that kind left in it; NULL: nothing. */
static const char *left_by(const struct check_part *p, size_t n, int64_t field)
{
	const char *text = NULL;

	for (size_t i = 0; i < n; i++)
		if (p->event_fields[i].field == field)
			text = p->event_fields[i].became;
	return text;
}

/* What stands in it, as an event would note it; NULL: nothing. */
static const char *stored_text(struct check_part *p, int64_t field)
{
	struct arena *a = p->check->arena;
	int64_t *ids = ARENA_ARRAY(a, p->nticket_fields, int64_t);
	struct custom_value v = { .ids = ids };
	int64_t kind = CUSTOM_FLAG;

	for (size_t i = 0; i < p->nticket_fields; i++) {
		const struct check_field *f = &p->ticket_fields[i];

		if (f->field != field)
			continue;
		v.set = true;
		v.number = f->number;
		v.text = f->text ? f->text : "";
		kind = f->kind;
		if (f->choice)
			ids[v.nids++] = f->choice;
	}
	return custom_write(a, (enum custom_kind)kind, &v);
}

static void check_value(struct check_part *p, int64_t field)
{
	const char *should = left_by(p, p->nevent_fields, field);
	const char *stands = stored_text(p, field);

	if (should && !stands)
		check_found(p, "ticket_field.missing", name_of(p, field),
			    "nothing", should);
	else if (!should && stands)
		check_found(p, "ticket_field.extra", name_of(p, field), stands,
			    "nothing: no event filled it in");
	else if (should)
		check_text(p, "ticket_field.value", name_of(p, field), stands,
			   should);
}

static void check_event_field(struct check_part *p, size_t i)
{
	const struct check_event_field *f = &p->event_fields[i];
	const char *what = name_of(p, f->field);

	if (!changes_fields(p, f->seq))
		check_found(p, "event_field.seq", what,
			    "an event that changed no custom field",
			    "the event that did");
	check_text(p, "event_field.was", what, f->was, left_by(p, i, f->field));
	if (str_eq(f->was, f->became))
		check_found(p, "event_field.became", what,
			    f->became ? f->became : "nothing",
			    "something else than before");
}

/* Is it the first row of that field? */
static bool is_first(const struct check_part *p, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (p->ticket_fields[k].field == p->ticket_fields[i].field)
			return false;
	return true;
}

static bool is_stored(const struct check_part *p, int64_t field)
{
	for (size_t i = 0; i < p->nticket_fields; i++)
		if (p->ticket_fields[i].field == field)
			return true;
	return false;
}

/* Is it the last of what was done to that field? */
static bool is_last(const struct check_part *p, size_t i)
{
	for (size_t k = i + 1; k < p->nevent_fields; k++)
		if (p->event_fields[k].field == p->event_fields[i].field)
			return false;
	return true;
}

void check_custom(struct check_part *p)
{
	for (size_t i = 0; i < p->nevent_fields; i++) {
		int64_t field = p->event_fields[i].field;

		check_event_field(p, i);
		if (is_last(p, i) && !is_stored(p, field))
			check_value(p, field);
	}
	for (size_t i = 0; i < p->nticket_fields; i++)
		if (is_first(p, i))
			check_value(p, p->ticket_fields[i].field);
	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];
		bool told = false;

		for (size_t k = 0; k < p->nevent_fields; k++)
			told = told || p->event_fields[k].seq == ev->seq;
		if (ev->did & DID_FIELDS && !told)
			check_found(p, "event_field.missing",
				    arena_printf(p->check->arena,
						 "event %" PRId64, ev->seq),
				    "no field", "those it changed");
	}
}
