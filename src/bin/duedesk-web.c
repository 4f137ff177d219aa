/*
 * duedesk-web: the pages of the desk, behind a web server that speaks FastCGI.
 */
#include "base/conf.h"
#include "base/log.h"
#include "base/rng.h"
#include "base/str.h"
#include "web/pool.h"
#include "web/routes.h"
#include <getopt.h>
#include <unistd.h>

#define WORKERS_MOST 1024

static const char usage[] =
	"usage: duedesk-web [--conf FILE] [--pool fast|slow] [--workers N]\n"
	"                   --socket PATH | --listen-fd N\n";

static bool number(const char *s, int64_t min, int64_t max, int *out)
{
	int64_t n;

	if (!str_to_i64(s, min, max, &n))
		return false;
	*out = (int)n;
	return true;
}

/* False when the command line makes no sense. */
static bool read_arguments(int argc, char **argv, const char **conf,
			   struct pool *p)
{
	static const struct option options[] = {
		{ "conf", required_argument, NULL, 'c' },
		{ "pool", required_argument, NULL, 'p' },
		{ "socket", required_argument, NULL, 's' },
		{ "listen-fd", required_argument, NULL, 'l' },
		{ "workers", required_argument, NULL, 'w' },
		{ NULL, 0, NULL, 0 },
	};
	bool good = true;
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'c')
			*conf = optarg;
		else if (c == 'p')
			p->name = optarg;
		else if (c == 's')
			p->socket = optarg;
		else if (c == 'l')
			good &= number(optarg, 0, 1023, &p->listen_fd);
		else if (c == 'w')
			good &= number(optarg, 1, WORKERS_MOST, &p->workers);
		else
			return false;
	}
	return good && optind == argc && !p->socket != (p->listen_fd < 0) &&
	       (str_eq(p->name, "fast") || str_eq(p->name, "slow"));
}

int main(int argc, char **argv)
{
	struct pool pool = { .routes = routes,
			     .name = "fast",
			     .listen_fd = -1 };
	const char *file = NULL;
	struct err e = { 0 };
	struct conf conf;

	if (!read_arguments(argc, argv, &file, &pool)) {
		fputs(usage, stderr);
		return 2;
	}
	rng_init();
	if (conf_load(file, &conf, &e)) {
		fprintf(stderr, "duedesk-web: %s\n", e.msg);
		return 1;
	}
	log_init("duedesk-web", log_level_of(conf.log_level));
	pool.conf = &conf;
	pool.watches = str_eq(pool.name, "fast");
	if (!pool.workers)
		pool.workers = (int)(str_eq(pool.name, "slow")
					     ? conf.slow_workers
					     : conf.fast_workers);
	if (pool_run(&pool, &e)) {
		fprintf(stderr, "duedesk-web: %s\n", e.msg);
		return 1;
	}
	return 0;
}
