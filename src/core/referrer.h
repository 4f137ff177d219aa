#ifndef CORE_REFERRER_H
#define CORE_REFERRER_H
/*
 * referrer: from which page a customer came to the form, as their browser or a
 * link to the form said it. Anybody can say anything there: it is shown and
 * asked about, and never trusted for anything. Pure.
 */
#include "base/arena.h"

/*
 * What of ${said} (or NULL) is kept: one line of UTF-8 without blanks at its
 * ends, cut after LIMIT_REFERRER characters; NULL where nothing is. A copy in
 * ${a}.
 */
const char *referrer_clean(struct arena *a, const char *said);

/* May it be shown as a link? An http or https address without blanks. */
bool referrer_leads(const char *referrer);

#endif
