#include "cli/parts.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/connect.h"
#include <stdarg.h>

static part_run *find(const struct part *parts, size_t n, int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < n; i++)
		if (str_eq(parts[i].name, argv[1]))
			return parts[i].run;
	return NULL;
}

/* "list, show or set" */
static void print_names(const struct part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		(void)fprintf(stderr, "%s%s",
			      i == 0      ? ""
			      : i + 1 < n ? ", "
					  : " or ",
			      parts[i].name);
}

/* None of them is named. */
static void print_unknown(const char *command, const struct part *parts,
			  size_t n, const char *name)
{
	(void)fprintf(stderr, "duedesk %s: ", command);
	if (name)
		(void)fprintf(stderr, "there is no \"%.40s\": say ", name);
	else
		(void)fputs("what is to be done is missing: say ", stderr);
	print_names(parts, n);
	(void)fputc('\n', stderr);
}

static int print_usage(const char *help)
{
	(void)fprintf(stderr, "usage:\n%s", help);
	return 2;
}

int parts_run(const char *command, const char *help, const struct part *parts,
	      size_t n, int argc, char **argv)
{
	struct part_work w = { .argc = argc - 2, .argv = argv + 2 };
	part_run *run = find(parts, n, argc, argv);
	struct viewer nobody = { 0 };
	struct err e = { 0 };
	struct conf conf;
	int status;

	if (!run) {
		print_unknown(command, parts, n, argc > 1 ? argv[1] : NULL);
		return print_usage(help);
	}
	if (connect_ready(&conf, &w.job.db, &e))
		return connect_failed(command, &e);
	w.job.arena = arena_new();
	w.job.viewer = &nobody;
	w.job.by.kind = ACTOR_SYSTEM;
	w.job.by.via = VIA_CLI;
	w.job.by.now = clock_now();
	status = run(&w, &e);
	arena_free(w.job.arena);
	db_close(&w.job.db);
	if (status != 2)
		return e.kind ? connect_failed(command, &e) : status;
	(void)fprintf(stderr, "duedesk %s %s: %s\n", command, argv[1], e.msg);
	return print_usage(help);
}

/* ---- Arguments -----------------------------------------------------------
 */

int parts_misused(struct err *e, const char *fmt, ...)
{
	char text[200];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	(void)err_set(e, ERR_INVALID, "%s", text);
	return 2;
}

int parts_unknown(const char *argument, struct err *e)
{
	return parts_misused(e,
			     str_starts(argument, "--")
				     ? "there is no option \"%.40s\""
				     : "\"%.40s\" is one argument too many",
			     argument);
}

bool parts_count(const struct part_work *w, int least, int most, struct err *e)
{
	if (w->argc < least)
		(void)parts_misused(e, "%d more argument%s expected",
				    least - w->argc,
				    least - w->argc > 1 ? "s are" : " is");
	else if (w->argc > most)
		(void)parts_unknown(w->argv[most], e);
	return w->argc >= least && w->argc <= most;
}

static bool read_number(const char *text, int64_t *out, struct err *e)
{
	if (str_to_i64(text, 1, INT32_MAX, out))
		return true;
	(void)parts_misused(e,
			    "\"%.40s\" is no version: they are numbered"
			    " from 1 on",
			    text);
	return false;
}

bool parts_version(const struct part_work *w, int64_t *number, struct err *e)
{
	*number = 0;
	if (w->argc > 1 && !str_eq(w->argv[1], "--version")) {
		(void)parts_unknown(w->argv[1], e);
		return false;
	}
	if (w->argc == 2)
		(void)parts_misused(e, "--version: its number is missing");
	return w->argc != 2 && parts_count(w, 1, 3, e) &&
	       (w->argc == 1 || read_number(w->argv[2], number, e));
}

bool parts_versions(const struct part_work *w, int64_t numbers[2],
		    struct err *e)
{
	numbers[0] = numbers[1] = 0;
	if (!parts_count(w, 1, 3, e))
		return false;
	for (int i = 1; i < w->argc; i++)
		if (!read_number(w->argv[i], &numbers[i - 1], e))
			return false;
	return true;
}

bool parts_again(struct err *e, int *tries)
{
	if (e->kind != ERR_BUSY || ++*tries == LIMIT_TRIES)
		return false;
	err_clear(e);
	clock_sleep_ms(20 * *tries);
	return true;
}
