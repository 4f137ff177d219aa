#include "base/dice.h"
#include "base/require.h"

#include "base/rng.h"

_Static_assert(RNG_OID_LEN == 16, "as dice_oid() writes it");

/* Steele, Lea, Flood: "Fast splittable pseudorandom number generators". */
static uint64_t mix(uint64_t z)
{
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

#define STEP UINT64_C(0x9e3779b97f4a7c15)

void dice_init(struct dice *d, uint64_t seed, uint64_t stream)
{
	d->state = mix(mix(seed + STEP) + stream * STEP);
}

uint64_t dice_next(struct dice *d)
{
	d->state += STEP;
	return mix(d->state);
}

uint64_t dice_below(struct dice *d, uint64_t limit)
{
	REQUIRE(limit > 0);
	/* Off by less than limit / 2^64: nothing that a sample shows. */
	return dice_next(d) % limit;
}

int64_t dice_between(struct dice *d, int64_t from, int64_t to)
{
	REQUIRE(from <= to);
	return from + (int64_t)dice_below(d, (uint64_t)(to - from) + 1);
}

bool dice_chance(struct dice *d, unsigned permille)
{
	return dice_below(d, 1000) < permille;
}

int64_t dice_delay(struct dice *d)
{
	/* The logarithm is spread like a sum of throws: most near the middle,
	 * each 6 steps up or down a factor of two. */
	static const int64_t root[6] = { 1000, 1122, 1260, 1414, 1587, 1782 };
	int64_t steps = 0, delay;

	for (int i = 0; i < 6; i++)
		steps += (int64_t)dice_below(d, 13);
	steps -= 49; /* the middle is a factor of 2^-2 */
	delay = root[(steps + 60) % 6];
	for (; steps >= 6; steps -= 6)
		delay *= 2;
	for (; steps < 0; steps += 6)
		delay /= 2;
	return delay > 1000000 ? 1000000 : delay;
}

void dice_oid(struct dice *d, char out[17])
{
	static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
	uint64_t bits = dice_next(d);

	for (int i = 0; i < RNG_OID_LEN; i++) {
		if (i == 12)
			bits = dice_next(d);
		out[i] = letters[bits % 32];
		bits /= 32;
	}
	out[RNG_OID_LEN] = '\0';
}
