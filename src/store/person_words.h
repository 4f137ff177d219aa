#ifndef STORE_PERSON_WORDS_H
#define STORE_PERSON_WORDS_H
/*
 * person_words: the words by which people are found: those of their name and
 * of their address but its last label. A word is a run of letters and digits;
 * every character beyond ASCII counts as a letter.
 */
#include "core/ids.h"
#include "store/db.h"

#define PERSON_WORDS_MAX 24 /* of a person; more are not looked at */
#define PERSON_WORD 50      /* characters of one; the rest is cut off */

/* The words of a text, up to ${max}, in ${a}; returns how many. */
size_t person_words_of(struct arena *a, const char *text, const char **words,
		       size_t max);

struct person_named {
	person_id id;
	const char *name, *email; /* email or NULL */
	unsigned roles;
};

/* Write those of people who have none yet. */
enum err_kind person_words_add(struct db *db, struct arena *a,
			       const struct person_named *people, size_t n,
			       struct err *e) MUST_CHECK;

/* Write those of a person anew. */
enum err_kind person_words_write(struct db *db, struct arena *a,
				 const struct person_named *p,
				 struct err *e) MUST_CHECK;

#endif
