/* The custom fields of a batch: what events did, and what stands in them. */
#include "store/check_read.h"

static enum err_kind read_events(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(rd,
			   "SELECT ticket_id, seq, field_id, was, became"
			   " FROM event_field WHERE ticket_id BETWEEN ? AND ?"
			   " ORDER BY ticket_id, seq, field_id",
			   &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_event_field *f = CHECK_NEXT(
			rd->a, out->event_fields, out->nevent_fields, cap);

		f->ticket = rows_at(r);
		f->seq = rows_at(r);
		f->field = rows_at(r);
		f->was = rows_str(r);
		f->became = rows_str(r);
	}
	return rows_end(&r, e);
}

static enum err_kind read_values(struct check_read *rd, struct err *e)
{
	struct check_batch *out = rd->out;
	size_t cap = 0;
	struct rows *r;

	if (check_read_ask(rd,
			   "SELECT v.ticket_id, v.field_id, f.kind,"
			   " v.choice_id, v.number, v.text FROM ticket_field v"
			   " LEFT JOIN field f ON f.id = v.field_id"
			   " WHERE v.ticket_id BETWEEN ? AND ?"
			   " ORDER BY v.ticket_id, v.field_id, v.choice_id",
			   &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct check_field *f = CHECK_NEXT(rd->a, out->ticket_fields,
						   out->nticket_fields, cap);

		f->ticket = rows_at(r);
		f->field = rows_at(r);
		f->kind = rows_at(r);
		f->choice = rows_at(r);
		f->number = rows_i64(r);
		f->text = rows_str(r);
	}
	return rows_end(&r, e);
}

enum err_kind check_read_fields(struct check_read *rd, struct err *e)
{
	if (read_events(rd, e))
		return e->kind;
	return read_values(rd, e);
}
