#include "web/breaker.h"

#define MOMENT_NS INT64_C(1000000000)
#define TRY_NS INT64_C(4000000000) /* that one that tries may take */

bool breaker_lets(struct shared *s, int64_t now_ns)
{
	int64_t until;

	if (!s)
		return true;
	until = atomic_load(&s->slow_until_ns);
	if (!until)
		return true;
	/* Of all that see it over, one puts it forward. */
	return now_ns >= until &&
	       atomic_compare_exchange_strong(&s->slow_until_ns, &until,
					      now_ns + TRY_NS);
}

void breaker_open(struct shared *s, int64_t now_ns)
{
	if (s)
		atomic_store(&s->slow_until_ns, now_ns + MOMENT_NS);
}

void breaker_close(struct shared *s)
{
	if (s && atomic_load(&s->slow_until_ns))
		atomic_store(&s->slow_until_ns, 0);
}
