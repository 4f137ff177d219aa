#ifndef STORE_CHECK_QUESTION_H
#define STORE_CHECK_QUESTION_H
/*
 * check_question: rows that should not be there, asked for in SQL; for
 * check_loose.c and its neighbours alone.
 */
#include "store/check_store.h"

/*
 * Each asks for rows that should not be there: what they are (a text), and what
 * they name (a text or NULL). LIMIT ? keeps one broken table from drowning the
 * others.
 */
struct check_question {
	const char *kind, *should;
	const char *sql;
	bool now;   /* its first value is the instant */
	bool long_; /* it reads a whole table */
};

#define NO_PERSON(table, what, column)                                         \
	{                                                                      \
		table "." column, "somebody who is there",                     \
			"SELECT " what ", CAST(x." column                      \
			" AS CHAR) FROM " table                                \
			" x LEFT JOIN person p ON p.id = x." column            \
			" WHERE x." column " IS NOT NULL AND p.id IS NULL"     \
			" LIMIT ?",                                            \
			false, false                                           \
	}

/* Rows of ${table} whose ${column} names nothing in ${other}: the database
 * holds these, unless somebody told it not to. */
#define ORPHAN(table, what, column, other, key)                                \
	{                                                                      \
		table "." column, "a row of " other,                           \
			"SELECT " what ", CAST(x." column                      \
			" AS CHAR) FROM " table " x LEFT JOIN " other          \
			" o ON o." key " = x." column " WHERE x." column       \
			" IS NOT NULL AND o." key " IS NULL LIMIT ?",          \
			false, true                                            \
	}

/* Rows of ${table} whose ${column} is not as it should be: ${bad}. */
#define WRONG(table, what, column, should, bad, long_)                         \
	{                                                                      \
		table "." column, should,                                      \
			"SELECT " what ", CAST(x." column                      \
			" AS CHAR) FROM " table " x WHERE " bad " LIMIT ?",    \
			false, long_                                           \
	}

#define NAMELESS(table, what, column, long_)                                   \
	WRONG(table, what, column, "a name", "BINARY TRIM(x." column ") = ''", \
	      long_)

#define NO_OID(table, what, long_)                                             \
	WRONG(table, what, "oid", "an opaque id",                              \
	      "x.oid NOT REGEXP '^[0-9a-hjkmnp-tv-z]{16}$'", long_)

#define NO_FLAG(table, what, column)                                           \
	WRONG(table, what, column, "0 or 1", "x." column " NOT IN (0, 1)",     \
	      false)

/* What did not happen yet; a moment passes between our clock and the read. */
#define IN_FUTURE(table, what, column, long_)                                  \
	{                                                                      \
		table "." column, "an instant of the past",                    \
			"SELECT " what ", CAST(x." column                      \
			" AS CHAR) FROM " table " x WHERE x." column           \
			" > ? + 60 LIMIT ?",                                   \
			true, long_                                            \
	}

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

/* Of custom fields. */
extern const struct check_question check_fields_questions[];
extern const size_t check_fields_question_count;

/* Of the log of changes of settings. */
extern const struct check_question check_audit_questions[];
extern const size_t check_audit_question_count;

/* Of calls of URLs. */
extern const struct check_question check_calls_questions[];
extern const size_t check_calls_question_count;

/* Of what steps and rules do, and what goes out. */
extern const struct check_question check_outbox_questions[];
extern const size_t check_outbox_question_count;

#endif
