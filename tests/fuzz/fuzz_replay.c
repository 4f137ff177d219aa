/* Every line is answered with one line of JSON, and every promise told whole.
 */
#include "base/json_in.h"
#include "cli/replay.h"
#include "fuzz/fuzz.h"

static bool is(const struct json_in *v, const char *text)
{
	const char *s = json_in_str(v, NULL);

	return s && strcmp(s, text) == 0;
}

static void check_promise(const struct json_in *m)
{
	const struct json_in *state = json_in_get(m, "state");
	bool none = is(state, "none");
	bool ended = json_in_str(json_in_get(m, "closed_at"), NULL);
	int64_t elapsed;

	assert(json_in_is_object(m) && json_in_count(m) == 5);
	assert(json_in_str(json_in_get(m, "metric"), NULL));
	assert(none || is(state, "running") || is(state, "paused") ||
	       is(state, "met") || is(state, "breached"));
	assert(none == !json_in_i64(json_in_get(m, "elapsed"), &elapsed));
	assert(none || elapsed >= 0);
	assert(!is(state, "met") || ended);
	assert(!ended || is(state, "met") || is(state, "breached"));
}

/* One cycle of all there were. */
static void check_cycle(const struct json_in *m)
{
	const struct json_in *state = json_in_get(m, "state");
	bool live = is(state, "running") || is(state, "paused");
	bool stopped = json_in_str(json_in_get(m, "stopped_at"), NULL);
	int64_t cycle, used, paused;

	assert(json_in_count(m) == 11);
	assert(json_in_i64(json_in_get(m, "cycle"), &cycle) && cycle > 0);
	assert(json_in_i64(json_in_get(m, "used"), &used) && used >= 0);
	assert(json_in_i64(json_in_get(m, "paused"), &paused) && paused >= 0);
	assert(live || is(state, "met") || is(state, "missed") ||
	       is(state, "cancelled"));
	assert(live != stopped);
	assert(live == !json_in_str(json_in_get(m, "reason"), NULL));
}

static void check_asked(const struct json_in *asked)
{
	assert(json_in_is_array(asked));
	for (size_t i = 0; i < json_in_count(asked); i++) {
		const struct json_in *all = json_in_at(asked, i);

		assert(json_in_is_array(all));
		for (size_t k = 0; k < json_in_count(all); k++)
			if (json_in_get(json_in_at(all, k), "cycle"))
				check_cycle(json_in_at(all, k));
			else
				check_promise(json_in_at(all, k));
	}
}

static void check_answer(const struct sbuf *out)
{
	const struct json_in *asked;
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
	asked = json_in_get(doc, "asked");
	assert(json_in_is_object(doc) && json_in_get(doc, "id"));
	assert(!asked == !!json_in_str(json_in_get(doc, "error"), NULL));
	if (asked)
		check_asked(asked);
	json_in_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct replay *r;
	struct sbuf out = SBUF_INIT(REPLAY_ANSWER);
	const char *s = (const char *)data;

	if (!r)
		r = replay_new();
	if (memchr(s, '\n', size))
		return 0; /* that would be two lines */
	replay_answer(r, s, size, &out);
	check_answer(&out);
	sbuf_clear(&out);
	replay_answer_long(r, s, size, &out);
	check_answer(&out);
	sbuf_release(&out);
	return 0;
}
