#include "base/clock.h"
#include "base/require.h"
#include "base/str.h"

#ifdef DUEDESK_TEST_CLOCK
/* How far tests have moved the clock; 0 unless they say so. */
static seconds test_shift(void)
{
	const char *path = getenv("DUEDESK_TEST_NOW_FILE");
	FILE *f = path ? fopen(path, "re") : NULL;
	char line[32] = "";
	seconds shift = 0;

	if (!f)
		return 0;
	if (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (!str_to_i64(line, -INSTANT_MAX, INSTANT_MAX, &shift))
			shift = 0;
	}
	fclose(f);
	return shift;
}
#else
static seconds test_shift(void)
{
	return 0;
}
#endif

static struct timespec read_clock(clockid_t which)
{
	struct timespec t;
	int failed = clock_gettime(which, &t);

	REQUIRE(!failed);
	return t;
}

instant clock_now(void)
{
	return read_clock(CLOCK_REALTIME).tv_sec + test_shift();
}

int64_t clock_monotonic_ns(void)
{
	struct timespec t = read_clock(CLOCK_MONOTONIC);

	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

void clock_sleep_ms(int64_t ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	if (ms > 0)
		nanosleep(&t, NULL);
}
