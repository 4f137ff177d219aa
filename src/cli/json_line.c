#include "cli/json_line.h"

#include "base/json_pull.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define CHUNK ((size_t)64 * 1024)

/* ---- Ids ----------------------------------------------------------------- */

bool json_line_id(struct json_pull *p, struct json_line_id *id)
{
	struct json_text key;
	bool found = false, is_id;

	*id = (struct json_line_id){ "null", 4 };
	if (json_pull_kind(p) != JSON_OBJECT)
		return json_pull_skip(p) && json_pull_end(p);
	json_pull_object(p);
	while (json_pull_member(p, &key)) {
		enum json_kind kind = json_pull_kind(p);
		const char *begin = p->at;

		is_id = json_text_is(key, "id") && !found &&
			kind != JSON_OBJECT && kind != JSON_ARRAY;
		if (!json_pull_skip(p))
			break;
		if (is_id) {
			id->text = begin;
			id->n = (size_t)(p->at - begin);
			found = true;
		}
	}
	return json_pull_end(p);
}

enum err_kind json_line_pass_id(struct json_pull *p, struct err *e)
{
	if (json_pull_kind(p) == JSON_OBJECT || json_pull_kind(p) == JSON_ARRAY)
		return err_set(e, ERR_INVALID,
			       "id: must not be an object or an array");
	json_pull_skip(p);
	return ERR_NONE;
}

/* ---- Lines in, lines out ------------------------------------------------- */

struct stream {
	const struct json_line_command *command;
	void *self;
	char *in; /* bytes [from, to) are still to be answered */
	size_t from, to, cap;
	size_t searched; /* no line feed in this many of them */
	bool skipping;   /* the rest of a line that was too long */
	struct sbuf out;
};

static void complain(const struct stream *s, const char *where)
{
	(void)fprintf(stderr, "duedesk %s: standard %s: %s\n", s->command->name,
		      where, strerror(errno));
}

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
				complain(s, "output");
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
		complain(s, "input");
	if (n > 0)
		s->to += (size_t)n;
	return n < 0 ? -1 : n > 0;
}

static void take_line(struct stream *s, size_t n)
{
	const struct json_line_command *c = s->command;

	if (s->skipping)
		s->skipping = false;
	else if (n > c->longest)
		c->long_line(s->self, s->in + s->from, c->longest, &s->out);
	else
		c->line(s->self, s->in + s->from, n, &s->out);
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
	if (s->searched <= s->command->longest)
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

int json_line_run(const struct json_line_command *c, int argc, void *self)
{
	struct stream s = {
		.command = c,
		.self = self,
		.out = SBUF_INIT(CHUNK + c->answer),
	};
	bool good;

	if (argc > 1) {
		(void)fprintf(stderr,
			      "duedesk %s: takes no arguments; it reads lines"
			      " of JSON from its standard input\n",
			      c->name);
		return 2;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	good = run(&s);
	sbuf_release(&s.out);
	free(s.in);
	return good ? 0 : 1;
}
