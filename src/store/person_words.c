#include "store/person_words.h"

#include "base/str.h"
#include "core/access.h"

#define VALUES 3 /* of a row */

static bool in_word(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 0x80 || (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') ||
	       (u >= 'A' && u <= 'Z');
}

static bool is_there(const char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(words[i], word))
			return true;
	return false;
}

size_t person_words_of(struct arena *a, const char *text, const char **words,
		       size_t max)
{
	size_t n = 0;

	while (*text && n < max) {
		size_t len = 0;

		while (*text && !in_word(*text))
			text++;
		while (in_word(text[len]))
			len++;
		if (len == 0)
			break;
		words[n] = arena_copy(a, text,
				      str_utf8_cut(text, len, PERSON_WORD));
		if (!is_there(words, n, words[n]))
			n++;
		text += len;
	}
	return n;
}

/* The address without its last label: everybody has ".example". */
static const char *but_last_label(struct arena *a, const char *email)
{
	const char *dot = strrchr(email, '.'), *at = strchr(email, '@');

	return dot && at && dot > at
		       ? arena_copy(a, email, (size_t)(dot - email))
		       : email;
}

/* The values of each word of that person; returns how many words. */
static size_t add_values(struct arena *a, const struct person_named *p,
			 struct param *values)
{
	const char *words[PERSON_WORDS_MAX];
	const char *text = p->name;
	size_t n;

	if (p->email)
		text = arena_printf(a, "%s %s", p->name,
				    but_last_label(a, p->email));
	n = person_words_of(a, text, words, PERSON_WORDS_MAX);
	for (size_t i = 0; i < n; i++) {
		values[VALUES * i] = P_I64(p->id.n);
		values[VALUES * i + 1] = P_STR(words[i]);
		values[VALUES * i + 2] = P_I64((p->roles & ROLES_STAFF) != 0);
	}
	return n;
}

enum err_kind person_words_add(struct db *db, struct arena *a,
			       const struct person_named *people, size_t n,
			       struct err *e)
{
	struct param *values = ARENA_ARRAY(a, n * VALUES * PERSON_WORDS_MAX,
					   struct param);
	size_t words = 0;

	for (size_t i = 0; i < n; i++)
		words += add_values(a, &people[i], values + VALUES * words);
	if (words > 0 && db_exec_rows(db,
				      "INSERT INTO person_word"
				      " (person_id, word, staff)"
				      " VALUES (?, ?, ?)",
				      values, VALUES, words, e))
		return err_wrap(e, "write words");
	return ERR_NONE;
}

enum err_kind person_words_write(struct db *db, struct arena *a,
				 const struct person_named *p, struct err *e)
{
	if (db_exec(db, "DELETE FROM person_word WHERE person_id = ?",
		    PARAMS(P_I64(p->id.n)), NULL, e))
		return err_wrap(e, "forget words");
	return person_words_add(db, a, p, 1, e);
}
