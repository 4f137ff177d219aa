#ifndef STORE_SQL_WORDS_H
#define STORE_SQL_WORDS_H
/*
 * sql_words: statements in which names stand, which cannot be bound: those of
 * databases, tables and accounts. Only for setting up and for rights.
 */
#include "store/db.h"

/* A name that may stand in a statement as it is: letters, digits and _. */
bool sql_words_plain(const char *name);

/*
 * sql_words_run(db, words, e):
 * Run the statement that the words make one after the other; they end with
 * NULL, the statement with a semicolon. Each is a literal, or a name that is
 * sql_words_plain().
 */
enum err_kind sql_words_run(struct db *db, const char *const *words,
			    struct err *e) MUST_CHECK;

#endif
