#include "cli/calc.h"

#include "base/json_out.h"
#include "cli/calc_cache.h"
#include "cli/calc_line.h"
#include "cli/json_line.h"

#define CACHE_BYTES ((size_t)8 * 1024 * 1024)

struct calc {
	struct calc_cache *cache;
	struct calc_line line;
};

struct calc *calc_new(void)
{
	struct calc *c = calloc(1, sizeof(*c));

	if (!c)
		abort();
	c->cache = calc_cache_new(LIMIT_CALC_CALENDARS, CACHE_BYTES);
	return c;
}

void calc_free(struct calc *c)
{
	if (!c)
		return;
	calc_cache_free(c->cache);
	free(c);
}

/* ---- Answers ------------------------------------------------------------- */

static void answer_due(struct calc *c, const struct calendar *calendar,
		       struct json_out *j)
{
	const struct calc_line *l = &c->line;
	char text[INSTANT_TEXT];
	instant due;

	switch (duration_due(calendar, l->pauses, l->npauses, l->start, l->d,
			     &due)) {
	case DURATION_DUE:
		json_out_str(j, "due", instant_text(due, text));
		break;
	case DURATION_NO_OPEN_TIME:
		json_out_null(j, "due");
		json_out_str(j, "reason", "no_open_time");
		break;
	case DURATION_PAUSED:
		json_out_null(j, "due");
		json_out_str(j, "reason", "paused");
		break;
	}
}

static void answer(struct calc *c, struct json_out *j)
{
	struct calc_line *l = &c->line;
	struct err e = { 0 };
	const struct calendar *calendar = calc_cache_find(c->cache, l, &e);

	if (!calendar) {
		json_out_str(j, "error", e.msg);
		return;
	}
	l->npauses = duration_merge(l->pauses, l->npauses);
	if (l->op == CALC_DUE)
		answer_due(c, calendar, j);
	else
		json_out_i64(j, "seconds",
			     duration_elapsed(calendar, l->pauses, l->npauses,
					      l->start, l->end));
}

/* The id goes back as it came, so it is written around json_out. */
static struct json_out begin(const struct calc *c, struct sbuf *out)
{
	sbuf_str(out, "{\"id\":");
	sbuf_add(out, c->line.id.text, c->line.id.n);
	return (struct json_out){ .to = out, .comma = true };
}

void calc_answer(struct calc *c, const char *line, size_t n, struct sbuf *out)
{
	struct err e = { 0 };
	enum err_kind bad = calc_line_read(&c->line, line, n, &e);
	struct json_out j = begin(c, out);

	if (bad)
		json_out_str(&j, "error", e.msg);
	else
		answer(c, &j);
	sbuf_str(out, "}\n");
}

void calc_answer_long(struct calc *c, const char *begin_of, size_t n,
		      struct sbuf *out)
{
	struct json_out j;
	char why[80];

	calc_line_id(&c->line, begin_of, n);
	j = begin(c, out);
	(void)snprintf(why, sizeof(why), "a line has more than %d bytes",
		       LIMIT_CALC_LINE);
	json_out_str(&j, "error", why);
	sbuf_str(out, "}\n");
}

/* ---- The command --------------------------------------------------------- */

static void answer_line(void *self, const char *line, size_t n,
			struct sbuf *out)
{
	calc_answer(self, line, n, out);
}

static void answer_long_line(void *self, const char *begin_of, size_t n,
			     struct sbuf *out)
{
	calc_answer_long(self, begin_of, n, out);
}

int calc_command(int argc, char **argv)
{
	static const struct json_line_command command = {
		.name = "calc",
		.longest = LIMIT_CALC_LINE,
		.answer = 2 * (size_t)LIMIT_CALC_LINE,
		.line = answer_line,
		.long_line = answer_long_line,
	};
	struct calc *c = calc_new();
	int status;

	(void)argv;
	status = json_line_run(&command, argc, c);
	calc_free(c);
	return status;
}
