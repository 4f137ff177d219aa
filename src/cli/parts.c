#include "cli/parts.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/connect.h"

static part_run *find(const struct part *parts, size_t n, int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < n; i++)
		if (str_eq(parts[i].name, argv[1]))
			return parts[i].run;
	return NULL;
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
		(void)fprintf(stderr, "usage:\n%s", help);
		return 2;
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
	if (status == 2)
		(void)fprintf(stderr, "usage:\n%s", help);
	return e.kind ? connect_failed(command, &e) : status;
}

bool parts_versions(const struct part_work *w, int64_t numbers[2])
{
	numbers[0] = numbers[1] = 0;
	if (w->argc < 1 || w->argc > 3)
		return false;
	for (int i = 1; i < w->argc; i++)
		if (!str_to_i64(w->argv[i], 1, INT32_MAX, &numbers[i - 1]))
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
