#include "cli/calc.h"

#include "base/json_out.h"
#include "cli/calc_cache.h"
#include "cli/calc_line.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#define CACHE_BYTES ((size_t)8 * 1024 * 1024)
#define CHUNK ((size_t)64 * 1024)

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
	sbuf_add(out, c->line.id, c->line.id_n);
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

/* ---- Lines in, lines out ------------------------------------------------- */

struct stream {
	struct calc *calc;
	char *in; /* bytes [from, to) are still to be answered */
	size_t from, to, cap;
	size_t searched; /* no line feed in this many of them */
	bool skipping;   /* the rest of a line that was too long */
	struct sbuf out;
};

static bool flush(struct stream *s)
{
	const char *p = sbuf_text(&s->out);
	size_t left = s->out.len;

	while (left > 0) {
		ssize_t n = write(STDOUT_FILENO, p, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			if (errno != EPIPE)
				perror("duedesk calc: standard output");
			return false;
		}
		p += n;
		left -= (size_t)n;
	}
	sbuf_clear(&s->out);
	return true;
}

/* Would reading wait? Then those who read our answers wait for us. */
static bool would_wait(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&p, 1, 0) == 0;
}

/* Room for more behind what there is. */
static void make_room(struct stream *s)
{
	if (s->from > 0)
		memmove(s->in, s->in + s->from, s->to - s->from);
	s->to -= s->from;
	s->from = 0;
	if (s->cap - s->to >= CHUNK)
		return;
	s->cap = s->cap ? s->cap * 2 : 2 * CHUNK;
	s->in = realloc(s->in, s->cap);
	if (!s->in)
		abort();
}

/* More input: 1, or 0 at its end, or -1. */
static int fill(struct stream *s)
{
	ssize_t n;

	if (s->out.len > 0 && (s->out.len >= CHUNK || would_wait()) &&
	    !flush(s))
		return -1;
	make_room(s);
	do
		n = read(STDIN_FILENO, s->in + s->to, CHUNK);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		perror("duedesk calc: standard input");
	if (n > 0)
		s->to += (size_t)n;
	return n < 0 ? -1 : n > 0;
}

static void take_line(struct stream *s, size_t n)
{
	if (s->skipping)
		s->skipping = false;
	else if (n > LIMIT_CALC_LINE)
		calc_answer_long(s->calc, s->in + s->from, LIMIT_CALC_LINE,
				 &s->out);
	else
		calc_answer(s->calc, s->in + s->from, n, &s->out);
	s->from += n;
	s->searched = 0;
}

/* Answer the lines that are complete. */
static bool take_lines(struct stream *s)
{
	const char *end;

	for (;;) {
		const char *begin = s->in + s->from;
		size_t n = s->to - s->from;

		end = memchr(begin + s->searched, '\n', n - s->searched);
		if (!end) {
			s->searched = n;
			break;
		}
		take_line(s, (size_t)(end - begin));
		s->from++; /* the line feed */
		if (s->out.len >= CHUNK && !flush(s))
			return false;
	}
	if (s->searched <= LIMIT_CALC_LINE)
		return true;
	take_line(s, s->searched);
	s->skipping = true;
	return true;
}

static bool run(struct stream *s)
{
	int more;

	while ((more = fill(s)) > 0)
		if (!take_lines(s))
			return false;
	if (more < 0)
		return false;
	if (s->to > s->from)
		take_line(s, s->to - s->from);
	return flush(s);
}

int calc_command(int argc, char **argv)
{
	struct stream s = { .out = SBUF_INIT(2 * (size_t)LIMIT_CALC_LINE) };
	bool good;

	(void)argv;
	if (argc > 1) {
		(void)fputs("duedesk calc: takes no arguments; it reads lines"
			    " of JSON from its standard input\n",
			    stderr);
		return 2;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	s.calc = calc_new();
	good = run(&s);
	sbuf_release(&s.out);
	free(s.in);
	calc_free(s.calc);
	return good ? 0 : 1;
}
