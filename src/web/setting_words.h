#ifndef WEB_SETTING_WORDS_H
#define WEB_SETTING_WORDS_H
/*
 * setting_words: what people call the words of settings ("on_change") that the
 * log of their changes shows.
 */
#include "base/err.h"

/* After view_load(); ERR_BROKEN names a word that is missing. */
enum err_kind setting_words_load(struct err *e) MUST_CHECK;

/* NULL: it is no word of ours. */
const char *setting_words_get(const char *token);

#endif
