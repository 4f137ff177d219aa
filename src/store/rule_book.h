#ifndef STORE_RULE_BOOK_H
#define STORE_RULE_BOOK_H
/*
 * rule_book: the rules of a kind, compiled, which this process keeps until
 * they are changed.
 */
#include "store/rule_store.h"

struct rule_book {
	int64_t version; /* of rules, when they were read */
	const struct rule_row *v;
	size_t n;
	const struct rules *compiled; /* each at the place of its row */
	unsigned reads; /* bits 1 << enum rule_field: what active ones ask */
	unsigned keeps; /* ... those that keep applying */
};

/* Bit of a field in such a set. */
#define RULE_BIT(field) (1u << (field))

/*
 * rule_book_open(db, a, kind, out, applied, e):
 * Lent until the next call for that kind, or rule_book_forget(). *applied
 * (or NULL) as rule_store_state() says. Rules that cannot be compiled do not
 * run, and say why (rule_row.invalid).
 */
enum err_kind rule_book_open(struct db *db, struct arena *a,
			     enum rule_kind kind, const struct rule_book **out,
			     int64_t *applied, struct err *e) MUST_CHECK;

/* Free them all: before this process looks at another database. */
void rule_book_forget(void);

/* The same for rules in hand; rule_book_free() accepts NULL. They live in an
 * arena of their own, but for what ${rows} lends. */
struct rule_book *rule_book_new(const struct rule_rows *rows);
void rule_book_free(struct rule_book *book);

#endif
