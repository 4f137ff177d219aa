#ifndef WEB_RULE_WORDS_H
#define WEB_RULE_WORDS_H
/*
 * rule_words: what people call fields, operators, choices, deeds and events of
 * rules. The words stand in templates/rules/words.tpl; which order they have in
 * a sentence, the templates of rules say.
 */
#include "core/action.h"
#include "core/rule.h"

/* After view_load(); ERR_BROKEN names a word that is missing. */
enum err_kind rule_words_load(struct err *e) MUST_CHECK;

/* "tags"; of what is due, with a metric, "deadline of the first answer". */
const char *rule_words_field(enum rule_field f, int metric);

/* "contain any of"; with one value "contain". */
const char *rule_words_op(enum rule_field f, enum rule_type t, enum rule_op op,
			  bool one);

/* "Urgent"; NULL: the program knows no such choice. */
const char *rule_words_choice(enum rule_field f, int64_t id);

/* "SLA level", as a sentence goes on; "Change SLA level", to choose. */
const char *rule_words_does(enum action_kind k);
const char *rule_words_deed(enum action_kind k);

/* "its status changes" */
const char *rule_words_trigger(enum rule_trigger t);

enum rule_term {
	RULE_WORD_NOBODY,
	RULE_WORD_NONE,
	RULE_WORD_YES,
	RULE_WORD_NO,
	RULE_WORD_OPEN_END,
	RULE_WORD_MINUTES,
	RULE_WORD_HOURS,
	RULE_WORD_DAYS,
	RULE_WORD_EMPTIED,
	RULE_WORD_GONE,
	RULE_WORD_OF_TICKETS,
	RULE_WORD_OF_CUSTOMERS,
	RULE_WORD_OF_COMPANIES,
	RULE_WORD_N
};
const char *rule_words_get(enum rule_term w);

#endif
