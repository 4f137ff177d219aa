#include "cli/sample_code.h"

#include <inttypes.h>

#include "base/rng.h"

/*
 * Codes are all different, as are the numbers they are made from: a number
 * times one that has no divisor in common with how many codes there are.
 */
static const char *make_code(const struct cast *c, struct arena *a, int64_t i,
			     unsigned salt)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
	static const char shape[] = "AAA-AAAAA-000";
	/* 24^8 * 1000, and numbers that 2, 3 and 5 do not divide */
	const uint64_t codes = UINT64_C(110075314176) * 1000;
	const uint64_t times = UINT64_C(67280421310721) % codes;
	char code[RNG_CODE_LEN + 1];
	struct dice d;
	uint64_t n;

	dice_init(&d, (uint64_t)c->run.seed, UINT64_MAX - salt);
	n = (uint64_t)((((unsigned __int128)(uint64_t)i * times) +
			dice_next(&d)) %
		       codes);
	for (int k = RNG_CODE_LEN - 1; k >= 0; k--) {
		code[k] = shape[k];
		if (shape[k] == 'A') {
			code[k] = letters[n % 24];
			n /= 24;
		} else if (shape[k] == '0') {
			code[k] = (char)('0' + n % 10);
			n /= 10;
		}
	}
	return arena_copy(a, code, RNG_CODE_LEN);
}

void sample_code_name(const struct cast *c, struct arena *a, int64_t i,
		      unsigned salt, struct history_ticket *t)
{
	char oid[RNG_OID_LEN + 1];
	struct dice d;

	dice_init(&d, (uint64_t)c->run.seed, (UINT64_C(1) << 60) + (uint64_t)i);
	dice_oid(&d, oid);
	t->id.n = c->run.ids.ticket + i;
	t->oid = arena_str(a, oid);
	t->code = make_code(c, a, i, salt);
	t->seed = dice_next(&d);
	t->past.key = arena_printf(a, "sample%" PRId64 ":%" PRId64, c->run.seed,
				   i + 1);
}
