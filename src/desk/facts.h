#ifndef DESK_FACTS_H
#define DESK_FACTS_H
/*
 * facts: a ticket as rules see it (core/rule.h), read no further than they
 * ask; for desk/ alone.
 */
#include "desk/work.h"
#include "store/rule_book.h"

/*
 * facts_of(w, ev, reads, out, e):
 * What ${reads} (bits of RULE_BIT()) asks about a ticket that ${ev} is about to
 * open, with its row and its first words and tags at hand; or, ${ev} NULL,
 * about one in hand, after all that was added to it. ${now} is job->by.now, or
 * the instant of ${ev}.
 */
enum err_kind facts_of(struct work *w, const struct event *ev, unsigned reads,
		       struct rule_facts *out, struct err *e) MUST_CHECK;

#endif
