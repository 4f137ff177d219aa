/* Every line is answered with one line of JSON. */
#include "base/json_in.h"
#include "cli/calc.h"
#include "fuzz/fuzz.h"

static void check_answer(const struct sbuf *out)
{
	struct json_in *doc;
	struct err e = { 0 };

	assert(!out->failed && out->len > 0);
	assert(strlen(out->p) == out->len);
	assert(strchr(out->p, '\n') == out->p + out->len - 1);
	if (json_in_parse(out->p, out->len, &doc, &e)) {
		/* An id of fifty digits comes back as it was written. */
		assert(strstr(e.msg, "too big") || strstr(e.msg, "overflow"));
		return;
	}
	assert(json_in_is_object(doc) && json_in_get(doc, "id"));
	assert(!json_in_get(doc, "due") + !json_in_get(doc, "seconds") +
		       !json_in_get(doc, "error") ==
	       2);
	json_in_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct calc *c;
	struct sbuf out = SBUF_INIT((size_t)8 * 1024 * 1024);
	const char *s = (const char *)data;

	if (!c)
		c = calc_new();
	if (memchr(s, '\n', size))
		return 0; /* that would be two lines */
	calc_answer(c, s, size, &out);
	check_answer(&out);
	sbuf_clear(&out);
	calc_answer_long(c, s, size, &out);
	check_answer(&out);
	sbuf_release(&out);
	return 0;
}
