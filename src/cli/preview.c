#include "cli/preview.h"

#include <inttypes.h>
#include <stdio.h>

static void line(const char *what, int64_t n)
{
	(void)printf("%s\t%" PRId64 "\n", what, n);
}

int preview_print(struct job *job, apply_verb *store, const void *args,
		  struct err *e)
{
	struct apply_preview p;

	if (desk_apply_preview(job, store, args, &p, e))
		return 1;
	line("open tickets", p.tickets);
	if (p.looked < p.tickets)
		(void)printf("of these %" PRId64 " were looked at, spread"
			     " evenly; in them:\n",
			     p.looked);
	line("running promises", p.clocks);
	line("deadlines earlier", p.earlier);
	line("deadlines later", p.later);
	line("overdue by it", p.overdue);
	line("promises that end", p.ended);
	line("promises that start", p.started);
	(void)printf("nothing was stored\n");
	return 0;
}
