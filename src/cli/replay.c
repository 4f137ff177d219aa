#include "cli/replay.h"

#include "base/arena.h"
#include "base/json_out.h"
#include "base/limits.h"
#include "cli/json_line.h"
#include "cli/replay_export.h"
#include "cli/replay_fold.h"
#include "cli/replay_line.h"

struct replay {
	struct replay_line *line;
	struct arena *arena; /* of one question */
	struct sbuf asked;   /* the answers to a line, put in order */
};

struct replay *replay_new(void)
{
	struct replay *r = calloc(1, sizeof(*r));

	if (!r)
		abort();
	r->line = replay_line_new();
	r->arena = arena_new();
	r->asked = (struct sbuf)SBUF_INIT(REPLAY_ANSWER);
	return r;
}

void replay_free(struct replay *r)
{
	if (!r)
		return;
	replay_line_free(r->line);
	arena_free(r->arena);
	sbuf_release(&r->asked);
	free(r);
}

/* ---- One promise --------------------------------------------------------- */

static const char *state_of(const struct clock *c)
{
	if (!c || c->state == CLOCK_CANCELLED)
		return "none";
	if (c->state == CLOCK_MISSED || c->breached != INSTANT_NONE)
		return "breached";
	return clock_state_name(c->state);
}

static void put_instant(struct json_out *j, const char *key, instant at)
{
	char text[INSTANT_TEXT];

	json_out_str(j, key,
		     at == INSTANT_NONE ? NULL : instant_text(at, text));
}

void replay_put_cycle(struct json_out *j, const struct clock *c, instant at)
{
	bool stands = c->state == CLOCK_PAUSED;

	json_out_object(j, NULL);
	json_out_str(j, "metric", level_metric_name(c->metric));
	json_out_i64(j, "cycle", c->cycle);
	json_out_str(j, "state", clock_state_name(c->state));
	json_out_str(j, "reason",
		     clock_live(c) ? NULL : clock_reason_name(c->reason));
	put_instant(j, "started_at", c->started);
	put_instant(j, "due_at",
		    c->state == CLOCK_CANCELLED ? INSTANT_NONE : c->due);
	put_instant(j, "breached_at", c->breached);
	put_instant(j, "stopped_at", c->stopped);
	if (c->target == LEVEL_NEVER)
		json_out_null(j, "target");
	else
		json_out_i64(j, "target", c->target);
	json_out_i64(j, "used", clock_consumed(c, at));
	json_out_i64(j, "paused", c->paused + (stands ? at - c->since : 0));
	json_out_end_object(j);
}

static void put_clock(const struct replay_fold *f, enum metric m, instant now,
		      struct json_out *j)
{
	const struct clock *c = replay_fold_newest(f, m);
	bool resolve = m == METRIC_FIRST_RESOLVE && f->line->called[1];

	if (c && c->state == CLOCK_CANCELLED)
		c = NULL;
	json_out_object(j, NULL);
	json_out_str(j, "metric", resolve ? "resolve" : level_metric_name(m));
	json_out_str(j, "state", state_of(c));
	put_instant(j, "due", c ? c->due : INSTANT_NONE);
	put_instant(j, "closed_at", c ? c->stopped : INSTANT_NONE);
	if (c)
		json_out_i64(j, "elapsed", clock_consumed(c, now));
	else
		json_out_null(j, "elapsed");
	json_out_end_object(j);
}

/* ---- One scenario -------------------------------------------------------- */

static void put_every(struct replay *r, const struct replay_fold *f, instant at,
		      struct json_out *j)
{
	size_t n;
	const struct clock **all = replay_fold_every(f, r->arena, &n);

	for (size_t i = 0; i < n; i++)
		replay_put_cycle(j, all[i], at);
}

static void put_ask(struct replay *r, const struct replay_fold *f,
		    const struct replay_ask *ask, struct json_out *j)
{
	const struct replay_line *l = r->line;
	struct replay_fold then;

	arena_reset(r->arena);
	replay_fold_copy(&then, f, r->arena);
	replay_fold_settle(&then, ask->at);
	json_out_array(j, NULL);
	if (ask->every)
		put_every(r, &then, ask->at, j);
	for (size_t i = 0; !ask->every && i < l->nnamed; i++)
		put_clock(&then, l->named[i], ask->at, j);
	json_out_end_array(j);
}

/* Where the answer to an ask stands. */
struct answered {
	size_t ask;
	int64_t after;
	size_t from, until;
};

static int by_after(const void *a, const void *b)
{
	const struct answered *x = a, *y = b;

	if (x->after != y->after)
		return x->after < y->after ? -1 : 1;
	return (x->ask > y->ask) - (x->ask < y->ask);
}

static int by_ask(const void *a, const void *b)
{
	const struct answered *x = a, *y = b;

	return (x->ask > y->ask) - (x->ask < y->ask);
}

/* Go through the events once, and stop at each that is asked about. */
static void answer_all(struct replay *r, struct answered *v, size_t n)
{
	const struct replay_line *l = r->line;
	struct replay_fold f;
	size_t events = 0;

	replay_fold_begin(&f, l);
	for (size_t i = 0; i < n; i++) {
		struct json_out j = JSON_OUT(&r->asked);

		while ((int64_t)events < v[i].after)
			replay_fold_event(&f, &l->events[events++]);
		v[i].from = r->asked.len;
		put_ask(r, &f, &l->asks[v[i].ask], &j);
		v[i].until = r->asked.len;
	}
}

static void answer(struct replay *r, struct sbuf *out)
{
	const struct replay_line *l = r->line;
	size_t n = l->nasks;
	struct answered *v = ARENA_ARRAY(l->arena, n + 1, struct answered);

	for (size_t i = 0; i < n; i++)
		v[i] = (struct answered){ .ask = i, .after = l->asks[i].after };
	sbuf_clear(&r->asked);
	qsort(v, n, sizeof(*v), by_after);
	answer_all(r, v, n);
	qsort(v, n, sizeof(*v), by_ask);
	sbuf_str(out, ",\"asked\":[");
	for (size_t i = 0; i < n; i++) {
		if (i)
			sbuf_char(out, ',');
		sbuf_add(out, sbuf_text(&r->asked) + v[i].from,
			 v[i].until - v[i].from);
	}
	sbuf_char(out, ']');
}

/* The id goes back as it came, so it is written around json_out. */
static void begin(const struct replay *r, struct sbuf *out)
{
	sbuf_str(out, "{\"id\":");
	sbuf_add(out, r->line->id.text, r->line->id.n);
}

static void complain(const char *why, struct sbuf *out)
{
	struct json_out j = { .to = out, .comma = true };

	json_out_str(&j, "error", why);
}

void replay_answer(struct replay *r, const char *line, size_t n,
		   struct sbuf *out)
{
	struct err e = { 0 };
	enum err_kind bad = replay_line_read(r->line, line, n, &e);

	begin(r, out);
	if (bad)
		complain(e.msg, out);
	else
		answer(r, out);
	sbuf_str(out, "}\n");
}

void replay_answer_long(struct replay *r, const char *begin_of, size_t n,
			struct sbuf *out)
{
	char why[80];

	replay_line_id(r->line, begin_of, n);
	begin(r, out);
	(void)snprintf(why, sizeof(why), "a line has more than %d bytes",
		       LIMIT_REPLAY_LINE);
	complain(why, out);
	sbuf_str(out, "}\n");
}

/* ---- The command --------------------------------------------------------- */

static void answer_line(void *self, const char *line, size_t n,
			struct sbuf *out)
{
	replay_answer(self, line, n, out);
}

static void answer_long_line(void *self, const char *begin_of, size_t n,
			     struct sbuf *out)
{
	replay_answer_long(self, begin_of, n, out);
}

/* Answers; with arguments, questions about tickets of the desk. */
int replay_command(int argc, char **argv)
{
	static const struct json_line_command command = {
		.name = "replay",
		.longest = LIMIT_REPLAY_LINE,
		.answer = REPLAY_ANSWER,
		.line = answer_line,
		.long_line = answer_long_line,
	};
	struct replay *r;
	int status;

	if (argc > 1)
		return replay_export(argc, argv);
	r = replay_new();
	status = json_line_run(&command, argc, r);
	replay_free(r);
	return status;
}
