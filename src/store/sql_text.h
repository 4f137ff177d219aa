#ifndef STORE_SQL_TEXT_H
#define STORE_SQL_TEXT_H
/*
 * sql_text: a statement put together from constant fragments, and its values
 * in their order.
 *
 * Fragments are literals, picked by enums from tables in store/; whatever comes
 * from outside is a value, and bound. The texts that can arise must be few:
 * each is prepared once and kept. So lists of ids are filled up to a power of
 * two with ids that nobody has.
 */
#include "base/sbuf.h"
#include "store/db.h"

struct sql_text {
	struct arena *a;
	struct sbuf text;
	struct param *p;
	size_t n, cap;
};

/* Its values live in ${a}; its text until sql_text_query() or _stream(). */
void sql_text_init(struct sql_text *q, struct arena *a);

void sql_text_add(struct sql_text *q, const char *fragment);
void sql_text_bind(struct sql_text *q, struct param value);

/* How long a list of ${n} ids is made: 1, 2, 4, 8, ... */
size_t sql_text_padded(size_t n);

/* The i-th of a padded list: 0 behind its end, which is nobody's id. */
int64_t sql_text_id(const int64_t *ids, size_t n, size_t i);

/* "(?, ?, ...)" with the ids bound. */
void sql_text_add_ids(struct sql_text *q, const int64_t *ids, size_t n);

/*
 * A pattern for LIKE that matches ${text} as it is typed, % and _ too, at the
 * beginning or anywhere.
 */
const char *sql_text_begins(struct arena *a, const char *text);
const char *sql_text_holds(struct arena *a, const char *text);

/* Run it; the text is gone afterwards. */
enum err_kind sql_text_query(struct sql_text *q, struct db *db,
			     struct rows **out, struct err *e) MUST_CHECK;
enum err_kind sql_text_stream(struct sql_text *q, struct db *db,
			      struct rows **out, struct err *e) MUST_CHECK;

#endif
