/* A time or a day that can be read is written and read again as the same. */
#include "base/instant.h"
#include "base/str.h"
#include "fuzz/fuzz.h"

static void check_text(const char *s)
{
	size_t n = 0;
	const char *start = str_trim(s, &n);
	int64_t number;

	assert(start >= s && start + n <= s + strlen(s));
	if (str_to_i64(s, -1000, 1000, &number))
		assert(number >= -1000 && number <= 1000);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data;
	char text[INSTANT_TEXT];
	char *whole = calloc(1, size + 1);
	size_t cut = str_utf8_cut(s, size, 5);
	instant at, again;
	int64_t day;

	assert(whole);
	memcpy(whole, s, size);
	check_text(whole);
	free(whole);
	assert(cut <= size);
	if (str_utf8_valid(s, size))
		assert(str_utf8_valid(s, cut) && str_utf8_count(s, cut) <= 5);
	if (instant_parse(s, size, &at)) {
		instant_text(at, text);
		if (!instant_parse(text, strlen(text), &again) || at != again)
			abort();
		instant_text_offset(at, (int32_t)(size % 100) * 600 - 30000,
				    text);
		if (instant_parse(text, strlen(text), &again))
			assert(at == again);
	}
	if (instant_parse_day(s, size, &day))
		assert(instant_civil_valid(instant_civil_of(day)));
	return 0;
}
