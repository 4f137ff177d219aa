#include "cli/desk.h"

#include <inttypes.h>
#include "base/clock.h"
#include "base/str.h"
#include "cli/connect.h"
#include "desk/closing.h"
#include "desk/sandbox.h"
#include "store/desk_store.h"

const char desk_help[] =
	"  duedesk desk\n"
	"  duedesk desk close-after 5d|36h|never\n"
	"  duedesk desk sandbox begin\n"
	"  duedesk desk sandbox end NAME\n"
	"\n"
	"Without more it says how the desk is set. close-after: so long after\n"
	"its resolution a ticket closes by itself, and its customer cannot\n"
	"reopen it any more; an hour to a year. A change closes nothing "
	"before\n"
	"the instant at which it is made.\n"
	"\n"
	"sandbox: a desk to try things on. Every page says so, and no letter\n"
	"and no call leaves it. To end that takes the desk's name; what was\n"
	"written until then is never sent.\n";

/* "5d", "36h", "never" (0). */
static bool read_span(const char *text, seconds *out)
{
	size_t n = strlen(text);
	char number[16];
	seconds unit;

	if (str_eq(text, "never")) {
		*out = 0;
		return true;
	}
	if (n < 2 || n > sizeof(number))
		return false;
	unit = text[n - 1] == 'd' ? DAY_SECONDS : text[n - 1] == 'h' ? 3600 : 0;
	snprintf(number, sizeof(number), "%.*s", (int)(n - 1), text);
	if (unit == 0 || !str_to_i64(number, 1, INT32_MAX, out))
		return false;
	*out *= unit;
	return true;
}

static void print_span(seconds after)
{
	if (after == 0)
		(void)printf("never\n");
	else if (after % DAY_SECONDS == 0)
		(void)printf("%" PRId64 "d\n", after / DAY_SECONDS);
	else
		(void)printf("%" PRId64 "h\n", after / 3600);
}

static enum err_kind show(struct job *job, struct err *e)
{
	struct desk_settings s;
	struct close_rule rule;

	if (desk_store_find(job->db, job->arena, &s, e) ||
	    desk_closing_now(job, &rule, e))
		return e->kind;
	(void)printf("name\t%s\nzone\t%s\nclose-after\t", s.name, s.zone);
	print_span(rule.after);
	(void)printf("sandbox\t%s\n", s.sandbox ? "yes" : "no");
	return ERR_NONE;
}

static enum err_kind run_sandbox(struct job *job, const char *name,
				 struct err *e)
{
	if (name ? sandbox_end(job, name, e) : sandbox_begin(job, e))
		return e->kind;
	(void)printf(name ? "letters and calls go out from now on\n"
			  : "nothing leaves this desk from now on\n");
	return ERR_NONE;
}

static enum err_kind run(struct job *job, int argc, char **argv, seconds after,
			 struct err *e)
{
	if (argc == 1)
		return show(job, e);
	if (str_eq(argv[1], "sandbox"))
		return run_sandbox(job, argv[3], e);
	if (desk_close_after(job, after, e))
		return e->kind;
	(void)printf("close-after is ");
	print_span(after);
	return ERR_NONE;
}

static bool understood(int argc, char **argv, seconds *after)
{
	if (argc == 1)
		return true;
	if (argc > 2 && str_eq(argv[1], "sandbox"))
		return (argc == 3 && str_eq(argv[2], "begin")) ||
		       (argc == 4 && str_eq(argv[2], "end"));
	return argc == 3 && str_eq(argv[1], "close-after") &&
	       read_span(argv[2], after);
}

int desk_command(int argc, char **argv)
{
	struct job job = { .by = { .kind = ACTOR_SYSTEM, .via = VIA_CLI } };
	struct err e = { 0 };
	struct conf conf;
	seconds after = 0;

	if (!understood(argc, argv, &after)) {
		(void)fprintf(stderr, "usage: duedesk desk ...\n\n%s",
			      desk_help);
		return 2;
	}
	if (connect_ready(&conf, &job.db, &e))
		return connect_failed("desk", &e);
	job.arena = arena_new();
	job.by.now = clock_now();
	(void)run(&job, argc, argv, after, &e);
	arena_free(job.arena);
	db_close(&job.db);
	return e.kind ? connect_failed("desk", &e) : 0;
}
