#include "cli/replay_export.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/connect.h"
#include "cli/replay.h"
#include "cli/replay_write.h"

const char replay_export_help[] =
	"Without options, histories are read from standard input and answered"
	" on\n"
	"standard output (doc/replay.md). With them, tickets of this desk are"
	" told:\n"
	"\n"
	"  --of TICKET  the line of that ticket: its events, levels and"
	" business\n"
	"               hours, without words and names\n"
	"  --all        the same for every ticket\n"
	"  --stored     what the desk stored of it instead, as the answer"
	" should be\n"
	"\n"
	"  duedesk replay --all | duedesk replay > found\n"
	"  duedesk replay --all --stored | diff found -\n"
	"\n"
	"Exit status: 0; 1, no such ticket, or one that cannot be told; 2, a\n"
	"mistake in the arguments.\n";

struct exporting {
	const char *of; /* NULL: all */
	bool all, stored;
	struct job job;
	struct arena *list;
	struct sbuf line;
	int64_t untold;
};

static enum err_kind read_wish(struct exporting *x, int argc, char **argv,
			       struct err *e)
{
	for (int i = 1; i < argc; i++) {
		if (str_eq(argv[i], "--all"))
			x->all = true;
		else if (str_eq(argv[i], "--stored"))
			x->stored = true;
		else if (str_eq(argv[i], "--of") && i + 1 < argc)
			x->of = argv[++i];
		else
			return err_set(e, ERR_INVALID,
				       "there is no option %.40s, or it lacks"
				       " its value",
				       argv[i]);
	}
	if (x->all == (x->of != NULL))
		return err_set(e, ERR_INVALID, "either --of TICKET or --all");
	return ERR_NONE;
}

/* What has no line has no answer, either. */
static enum err_kind write_line(struct exporting *x, const struct unfold *u,
				struct err *e)
{
	sbuf_clear(&x->line);
	if (replay_write_line(&x->job, u, &x->line, e) || !x->stored)
		return e->kind;
	sbuf_clear(&x->line);
	return replay_write_stored(&x->job, u, &x->line, e);
}

static enum err_kind tell(struct exporting *x, const struct check_code *ticket,
			  struct err *e)
{
	struct unfold u;

	arena_reset(x->job.arena);
	if (unfold_read(&x->job, ticket, &u, e))
		return e->kind;
	if (u.batch.nevents == 0) /* gone since it was listed */
		return ERR_NONE;
	if (write_line(x, &u, e) == ERR_INVALID) {
		(void)fprintf(stderr, "%s: %s\n", ticket->code, e->msg);
		err_clear(e);
		x->untold++;
		return ERR_NONE;
	}
	if (!e->kind)
		(void)fwrite(x->line.p, 1, x->line.len, stdout);
	return e->kind;
}

static enum err_kind tell_one(struct exporting *x, struct err *e)
{
	struct check_code one = { .code = x->of };

	if (check_store_find(x->job.db, x->list, x->of, &one.id, e))
		return e->kind;
	return tell(x, &one, e);
}

/* Up to that many tickets' codes at a time. */
#define AT_ONCE 500

static enum err_kind tell_all(struct exporting *x, struct err *e)
{
	struct check_code *codes;
	int64_t after = 0;
	size_t n;

	do {
		arena_reset(x->list);
		if (check_store_codes(x->job.db, x->list, after, AT_ONCE,
				      &codes, &n, e))
			return e->kind;
		for (size_t i = 0; i < n; i++) {
			after = codes[i].id;
			if (tell(x, &codes[i], e))
				return e->kind;
		}
	} while (n > 0);
	return ERR_NONE;
}

static void run(struct exporting *x, struct err *e)
{
	x->job.arena = arena_new();
	x->job.by.now = clock_now();
	x->list = arena_new();
	x->line = (struct sbuf)SBUF_INIT(REPLAY_ANSWER);
	if (x->all)
		(void)tell_all(x, e);
	else
		(void)tell_one(x, e);
	if (!e->kind && (fflush(stdout) || ferror(stdout)))
		err_set(e, ERR_BROKEN, "cannot write to standard output");
	sbuf_release(&x->line);
	arena_free(x->list);
	arena_free(x->job.arena);
}

int replay_export(int argc, char **argv)
{
	struct exporting x = { 0 };
	struct err e = { 0 };
	struct conf conf;

	if (read_wish(&x, argc, argv, &e)) {
		(void)connect_failed("replay", &e);
		return 2;
	}
	if (connect_ready(&conf, &x.job.db, &e))
		return connect_failed("replay", &e);
	run(&x, &e);
	db_close(&x.job.db);
	if (e.kind)
		return connect_failed("replay", &e);
	return x.untold > 0;
}
