#ifndef DESK_SETTINGS_WORDS_H
#define DESK_SETTINGS_WORDS_H
/*
 * settings_words: which elements and attributes a file of settings may have,
 * and what may stand in them (doc/settings.rng says the same for others).
 */
#include "base/xml.h"

#define SETTINGS_VERSION "1"

enum settings_type {
	SETTINGS_TEXT,
	SETTINGS_WORD,  /* one of ${word} */
	SETTINGS_WORDS, /* some of them, in their order, a blank between */
	SETTINGS_FLAG,  /* "yes", "no" */
	SETTINGS_NUMBER,
	SETTINGS_TIME, /* "00:00" to "24:00" */
	SETTINGS_DATE  /* "2026-11-24" */
};

struct settings_attr {
	const char *name;
	enum settings_type type;
	bool must;
	const char *usual;          /* as good as none; NULL: none is */
	const char *(*word)(int i); /* NULL behind the last */
	int64_t least, most;
};

struct settings_word {
	const char *name;
	const struct settings_attr *attrs; /* in the order of writing */
	size_t nattrs;
	const struct settings_word *const *children;
	size_t nchildren;
	bool text;              /* may stand in it */
	bool once;              /* among its siblings */
	const char *const *key; /* attributes that tell siblings apart; NULL */
	bool many;              /* of one key, in their order */
	bool sorted;            /* by key */
};

/* "duedesk". */
extern const struct settings_word settings_words;

/* That child of ${of}; NULL: it has none of that name. */
const struct settings_word *settings_word_of(const struct settings_word *of,
					     const char *name);

/*
 * settings_words_check(a, root, e):
 * Is it settings? ERR_INVALID says in which line what is not known, missing or
 * cannot be, and what can. Then it stands as it is exported: attributes in
 * their order without those that say what is usual, and what has no order of
 * its own by its key. So two that say the same are written the same.
 */
enum err_kind settings_words_check(struct arena *a, struct xml_element *root,
				   struct err *e) MUST_CHECK;

/* The same for an element made by hand, without what cannot be wrong: only
 * usual attributes are left out, and children sorted. */
void settings_words_tidy(struct arena *a, struct xml_element *root);

/* ---- Values that were checked -------------------------------------------- */

bool settings_flag(const struct xml_element *el, const char *name, bool usual);
int64_t settings_number(const struct xml_element *el, const char *name,
			int64_t usual);
/* The number of its word; -1: none is said. */
int settings_choice(const struct xml_element *el, const char *name,
		    const char *(*word)(int i));
/* Bits 1 << number of its words. */
unsigned settings_choices(const struct xml_element *el, const char *name,
			  const char *(*word)(int i));
int32_t settings_minute(const char *time);
int64_t settings_day(const char *date);

/* The words of each list, by number. */
const char *settings_word_colour(int i);
const char *settings_word_kind(int i);    /* of a custom field */
const char *settings_word_of_what(int i); /* ... whose */
const char *settings_word_role(int i);
const char *settings_word_weekday(int i);
const char *settings_word_mode(int i);
const char *settings_word_closure(int i);
const char *settings_word_metric(int i);
const char *settings_word_priority(int i);
const char *settings_word_unit(int i);
const char *settings_word_pause(int i);
const char *settings_word_change(int i);
const char *settings_word_reopen(int i);
const char *settings_word_by_agent(int i);
const char *settings_word_action(int i);
const char *settings_word_rule(int i);
const char *settings_word_trigger(int i);
const char *settings_word_field(int i);
const char *settings_word_op(int i);

#endif
