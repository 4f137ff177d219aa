#ifndef DESK_TIMED_H
#define DESK_TIMED_H
/*
 * timed: time rules (sla.md §12, D79, D80) of tickets in hand: which of them
 * hold, which are to do what they do now, and when time alone makes the next
 * one hold. For desk/ alone.
 *
 * Whatever changes a ticket finds that instant anew and stores it with the
 * ticket (ticket.rule_at), in the same transaction. The sweeper reads the
 * tickets whose instant has come, and lets the rules do what they do. A row of
 * rule_turn says that a rule held and did it: no more until it has failed.
 * Tickets whose rules changed meanwhile (ticket.rule_seen) are gone through in
 * batches.
 */
#include "desk/work.h"
#include "store/rule_book.h"
#include "store/turn_store.h"

/* What a ticket in hand knows of them. */
struct timed {
	const struct rule_book *book; /* NULL: there never was a time rule */
	int64_t number;               /* of their last change */
	struct timed_turn *v;
	size_t n, cap;
	int64_t seq; /* its last event when they were looked at; 0: not yet */
};

/* A rule that holds, and did what it does; or did not, any more. */
struct timed_turn {
	struct turn is;
	bool stored, changed;
	bool gone; /* it failed since */
	bool now;  /* it did it in this very go */
};

/* Read what they need, once for all of them. */
enum err_kind timed_load(struct work *const *works, size_t n,
			 struct err *e) MUST_CHECK;

/*
 * Let those that came to hold do what they do, each once in one go: top-down,
 * and each is asked about what those before it left. For the sweeper.
 */
enum err_kind timed_fire(struct work *w, struct err *e) MUST_CHECK;

/* Before they are stored: row.rule_at and row.rule_seen of each. */
enum err_kind timed_find(struct work *const *works, size_t n,
			 struct err *e) MUST_CHECK;

/* Once they are stored: what became of their turns. */
enum err_kind timed_store(struct work *const *works, size_t n,
			  struct err *e) MUST_CHECK;

/* ---- How a rule stands ----------------------------------------------------
 */

/*
 * The statuses (bits) of a ticket that a rule is asked about: all but Closed,
 * Spam, Deleted and Merged; of these those that each of its groups names by
 * "is" or "is one of".
 */
unsigned timed_statuses(const struct rule_draft *d);

/* Those of all that are asked. */
unsigned timed_all_statuses(const struct rule_book *b);

/* How one stands for a ticket in hand, in the order of the rules. */
struct timed_word {
	enum rule_outcome outcome;
	bool elsewhere; /* it is not asked of that status */
	bool stopped;   /* one before it holds and stops it */
	bool done;      /* it held before, and did what it does */
	bool due;       /* it is to do it now */
	instant at;     /* when it is to be looked at next; INSTANT_NONE */
	instant until;  /* while it holds: up to then, by time alone */
};

/*
 * timed_words(w, words, e):
 * One for each rule of its book, if it has one.
 */
enum err_kind timed_words(struct work *w, struct timed_word *words,
			  struct err *e) MUST_CHECK;

/* ---- Between the files of timed -------------------------------------------
 */

/* Is any of its rules asked about a ticket of that status? */
bool timed_is_asked(const struct work *w);

/* Note what they say; returns the first that is due, or how many there are. */
size_t timed_take_down(struct work *w, const struct timed_word *words);

/* That one of a rule, or NULL. */
struct timed_turn *timed_turn_of(const struct timed *t, int64_t rule);

#endif
