#ifndef WEB_DURATION_TEXT_H
#define WEB_DURATION_TEXT_H
/*
 * duration_text: lengths of time as people type them, in one line: "1 h",
 * "30 min", "1 h 30 min", "1:30", "1.5 h", "90 s", "2 d", "1 week". Units in
 * full, and in either case, are understood, too. A number alone is no length:
 * nobody could say of what.
 */
#include "base/instant.h"
#include "web/words.h"

/*
 * duration_text_read(text, days, out, fault):
 * ${days}: days and weeks are of 24 hours, else they are refused. *out is at
 * least 1 and at most ${most} seconds; where not, *fault is the word that says
 * why.
 */
bool duration_text_read(const char *text, bool days, seconds most, seconds *out,
			enum word *fault);

/* As it is typed: "1 h 30 min". Days only if ${days}; no part is left out. */
const char *duration_text(seconds s, bool days, char out[WORDS_TEXT]);

#endif
