#ifndef DESK_CHOOSE_H
#define DESK_CHOOSE_H
/*
 * choose: SLA rules choose the level of a ticket (sla.md §12); for desk/ alone.
 *
 * They are asked top-down. Each that holds does what it does, so of two levels
 * the later one stands; one that stops ends it. What they said stands in the
 * event that sets the level (core/rule_trace.h).
 */
#include "core/rule_trace.h"
#include "desk/work.h"
#include "store/rule_book.h"

/* What a run of rules came to. */
struct choice {
	const struct rule_row *by; /* who set the level; NULL: none did */
	int64_t level;             /* level.id; 0: none */
	const void *asked;         /* their words, in the arena */
	size_t nasked;
};

/* What the i-th rule of ${b} says, and of what its conditions. */
struct rule_word choose_word(const struct rule_book *b, size_t i,
			     struct rule_look *look,
			     int64_t conditions[LIMIT_RULE_GROUPS]);

/*
 * choose_run(b, keeping, f, a, out):
 * Ask them about ${f}, whose level follows what they set. ${keeping}: those
 * alone that keep applying.
 */
void choose_run(const struct rule_book *b, bool keeping, struct rule_facts *f,
		struct arena *a, struct choice *out);

/* What each of them says of it, those alone that any of ${triggers} sets off
 * (0: all); nothing is chosen, and none stops others. */
void choose_ask(const struct rule_book *b, unsigned triggers,
		struct rule_facts *f, struct arena *a, struct choice *out);

/*
 * choose_level(w, ev, out, e):
 * The level of the ticket that ${ev} is about to open, or NULL; its row, first
 * words and tags are at hand. Notes in ${ev} who chose, and in the row which
 * applied changes it has followed.
 */
enum err_kind choose_level(struct work *w, struct event *ev,
			   const struct level **out, struct err *e) MUST_CHECK;

/* The same, where rules on its creation set a level before: it stands unless an
 * SLA rule sets one. ${so_far} NULL: none did. */
enum err_kind choose_level_after(struct work *w, const struct choice *so_far,
				 struct event *ev, const struct level **out,
				 struct err *e) MUST_CHECK;

/* Note in an event who chose its level, and what rules said. */
void choose_note(const struct choice *c, const struct level *level,
		 struct event *ev);

/* The newest version of level ${level}, with its hours; 0: none. */
enum err_kind choose_find(struct job *job, int64_t level,
			  const struct level **out, struct err *e) MUST_CHECK;

/*
 * choose_anew(w, e):
 * All of them are asked about a ticket in hand that came back from spam, or was
 * forwarded. Where none sets a level it keeps what it has.
 */
enum err_kind choose_anew(struct work *w, struct err *e) MUST_CHECK;

/*
 * choose_again(w, e):
 * Once all is done that is done to a ticket: where that changed a field which a
 * rule that keeps applying reads, those are asked again (sla.md D83). What it
 * looked at once it does not look at again.
 */
enum err_kind choose_again(struct work *w, struct err *e) MUST_CHECK;

#endif
