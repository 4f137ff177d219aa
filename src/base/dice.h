#ifndef BASE_DICE_H
#define BASE_DICE_H
/*
 * dice: numbers that look drawn and are not: the same seed and stream throw
 * the same row for ever. For samples and tests that have to come out alike
 * twice; never for secrets (base/rng.h).
 */
#include "base/attr.h"

struct dice {
	uint64_t state;
};

/* Row number ${stream} of ${seed}: rows have nothing to do with each other. */
void dice_init(struct dice *d, uint64_t seed, uint64_t stream);

uint64_t dice_next(struct dice *d);

/* Evenly below ${limit}, which is above 0. */
uint64_t dice_below(struct dice *d, uint64_t limit);

/* Evenly from..to, both included. */
int64_t dice_between(struct dice *d, int64_t from, int64_t to);

/* True in ${permille} of a thousand throws. */
bool dice_chance(struct dice *d, unsigned permille);

/*
 * How long something takes, in thousandths of what is usual: mostly 100 to
 * 900, now and then many times as long (1,000,000 at most).
 */
int64_t dice_delay(struct dice *d);

/* Shaped like rng_oid(): 16 characters and a NUL. */
void dice_oid(struct dice *d, char out[17]);

#endif
