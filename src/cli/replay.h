#ifndef CLI_REPLAY_H
#define CLI_REPLAY_H
/*
 * replay: histories of tickets as lines of JSON, answered with what became of
 * their promises: doc/replay.md. It folds with core/clock.h, as the desk does.
 */
#include "base/instant.h"
#include "base/sbuf.h"

/* Room for an answer to any line. */
#define REPLAY_ANSWER ((size_t)32 * 1024 * 1024)

struct clock;
struct json_out;
struct replay;

/* One cycle of a promise, as it is at ${at}, among all there were. */
void replay_put_cycle(struct json_out *j, const struct clock *c, instant at);

struct replay *replay_new(void);

/* Accepts NULL. */
void replay_free(struct replay *r);

/* Add the answer to one line, with its line feed, to ${out}. */
void replay_answer(struct replay *r, const char *line, size_t n,
		   struct sbuf *out);

/* The same for the beginning of a line that is too long. */
void replay_answer_long(struct replay *r, const char *begin, size_t n,
			struct sbuf *out);

/* `duedesk replay`: from standard input to standard output. */
int replay_command(int argc, char **argv);

#endif
