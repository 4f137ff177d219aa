/* The custom fields of a batch: what events did, and what stands in them. */
#include "store/check_question.h"
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

/* ---- What no ticket is needed for -----------------------------------------
 */

/* A value that does not fit the kind, or the thing, of its field. */
#define NO_VALUE(table, owner, about)                                          \
	{                                                                      \
		table ".field_id", "a value that its field can have",          \
			"SELECT CAST(x." owner " AS CHAR),"                    \
			" CAST(x.field_id AS CHAR) FROM " table " x"           \
			" LEFT JOIN field f ON f.id = x.field_id"              \
			" LEFT JOIN field_choice c ON c.id = x.choice_id"      \
			" WHERE f.id IS NULL OR f.about <> " about " OR CASE"  \
			" WHEN f.kind = 0 THEN x.choice_id <> 0"               \
			" OR x.text IS NULL OR x.number IS NOT NULL"           \
			" WHEN f.kind IN (3, 4) THEN c.id IS NULL"             \
			" OR c.field_id <> f.id OR x.text IS NOT NULL"         \
			" OR x.number IS NOT NULL"                             \
			" ELSE x.choice_id <> 0 OR x.number IS NULL"           \
			" OR x.text IS NOT NULL"                               \
			" OR (f.kind = 5 AND x.number <> 1) END LIMIT ?",      \
			false, true                                            \
	}
/* Two where one is the most. */
#define TWO_VALUES(table, owner)                                               \
	{                                                                      \
		table ".choice_id", "one choice",                              \
			"SELECT CAST(x." owner " AS CHAR), CAST(x.field_id"    \
			" AS CHAR) FROM " table " x JOIN field f"              \
			" ON f.id = x.field_id WHERE f.kind <> 4"              \
			" GROUP BY x." owner ", x.field_id"                    \
			" HAVING COUNT(*) > 1 LIMIT ?",                        \
			false, true                                            \
	}

const struct check_question check_fields_questions[] = {
	NAMELESS("field", "x.oid", "name", false),
	NO_OID("field", "x.name", false),
	NO_FLAG("field", "x.name", "shown"),
	NO_FLAG("field", "x.name", "required"),
	WRONG("field", "x.name", "about", "0 to 2",
	      "x.about NOT BETWEEN 0 AND 2", false),
	WRONG("field", "x.name", "kind", "0 to 5", "x.kind NOT BETWEEN 0 AND 5",
	      false),
	WRONG("field", "x.name", "shown", "0: it is not about tickets",
	      "x.shown = 1 AND x.about <> 0", false),
	WRONG("field", "x.name", "required", "0: customers do not see it",
	      "x.required = 1 AND x.shown = 0", false),
	WRONG("field", "x.name", "version", "1 or more", "x.version < 1",
	      false),
	IN_FUTURE("field", "x.name", "archived_at", false),
	NAMELESS("field_choice", "x.oid", "name", false),
	NO_OID("field_choice", "x.name", false),
	{ "field_choice.field_id", "a field that has choices",
	  "SELECT x.name, CAST(x.field_id AS CHAR) FROM field_choice x"
	  " LEFT JOIN field f ON f.id = x.field_id"
	  " WHERE f.id IS NULL OR f.kind NOT IN (3, 4) LIMIT ?",
	  false, false },
	NO_VALUE("ticket_field", "ticket_id", "0"),
	NO_VALUE("person_field", "person_id", "1"),
	NO_VALUE("company_field", "company_id", "2"),
	TWO_VALUES("ticket_field", "ticket_id"),
	TWO_VALUES("person_field", "person_id"),
	TWO_VALUES("company_field", "company_id"),
	{ "person_field.person_id", "a customer",
	  "SELECT CAST(x.person_id AS CHAR), CAST(x.field_id AS CHAR)"
	  " FROM person_field x LEFT JOIN person p ON p.id = x.person_id"
	  " WHERE p.id IS NULL LIMIT ?",
	  false, true },
	{ "company_field.company_id", "a company",
	  "SELECT CAST(x.company_id AS CHAR), CAST(x.field_id AS CHAR)"
	  " FROM company_field x LEFT JOIN company c ON c.id = x.company_id"
	  " WHERE c.id IS NULL LIMIT ?",
	  false, true },
};
const size_t check_fields_question_count = COUNT_OF(check_fields_questions);
