/*
 * duedesk-sweep: the passing of time. Run by cron or a timer each minute, or
 * with --every by itself.
 */
#include <getopt.h>
#include <signal.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/rng.h"
#include "base/str.h"
#include "base/zone.h"
#include "sweep/sweep.h"

#define TRY_LATER 75 /* EX_TEMPFAIL: the database is away */

static const char usage[] =
	"usage: duedesk-sweep [--conf FILE] [--every SECONDS]\n";

static volatile sig_atomic_t stop;

static void on_stop(int signal_number)
{
	(void)signal_number;
	stop = 1;
}

/* Without SA_RESTART: a signal ends the sleep between two passes. */
static void catch_signals(void)
{
	struct sigaction sa = { .sa_handler = on_stop };

	sigemptyset(&sa.sa_mask);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
}

/* False when the command line makes no sense. */
static bool read_arguments(int argc, char **argv, const char **conf,
			   int64_t *every)
{
	static const struct option options[] = {
		{ "conf", required_argument, NULL, 'c' },
		{ "every", required_argument, NULL, 'e' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'c')
			*conf = optarg;
		else if (c != 'e' || !str_to_i64(optarg, 1, 86400, every))
			return false;
	}
	return optind == argc;
}

static void log_failure(const struct err *e)
{
	log_event(LOG_ERROR, "pass_failed",
		  LOG_PAIRS(LOG_S("kind", err_kind_name(e->kind)),
			    LOG_S("error", e->msg)));
}

/* From when steps fell due to when what they did was there. */
static void log_lateness(const struct lateness *l)
{
	if (l->n > 0)
		log_event(LOG_INFO, "steps",
			  LOG_PAIRS(LOG_N("fired", l->n),
				    LOG_N("late_p50_s", lateness_at(l, 50)),
				    LOG_N("late_p95_s", lateness_at(l, 95)),
				    LOG_N("late_worst_s", l->worst)));
}

static enum err_kind pass(const struct sweep *s)
{
	struct sweep_count n;
	struct err e = { 0 };

	if (sweep_pass(s, clock_now(), &n, &e)) {
		log_failure(&e);
		return e.kind;
	}
	log_event(LOG_INFO, "pass",
		  LOG_PAIRS(LOG_N("tickets", n.tickets),
			    LOG_N("batches", n.batches), LOG_N("ms", n.ms)));
	log_lateness(&n.lateness);
	return ERR_NONE;
}

/* Sleep, but leave at once when told to. */
static void rest(int64_t seconds_left)
{
	for (; seconds_left > 0 && !stop; seconds_left--)
		clock_sleep_ms(1000);
}

static int run(const struct sweep *s, int64_t every)
{
	struct err e = { 0 };
	enum err_kind kind;

	if (db_self_check(s->db, s->arena, clock_now(), &e)) {
		fprintf(stderr, "duedesk-sweep: %s\n", e.msg);
		return e.kind == ERR_BUSY ? TRY_LATER : 1;
	}
	do {
		kind = pass(s);
		rest(every);
	} while (every > 0 && !stop && !zone_changed());
	return kind == ERR_NONE                         ? 0
	       : kind == ERR_BUSY || kind == ERR_UNSURE ? TRY_LATER
							: 1;
}

static int connect_and_run(const struct conf *conf, int64_t every)
{
	const struct db_conf link = { .socket = conf->db_socket,
				      .user = conf->db_user_sweep,
				      .password = conf->db_password_sweep,
				      .name = conf->db_name };
	struct sweep s = { .stop = &stop,
			   .spool_dir = conf->spool_dir,
			   .blob_dir = conf->blob_dir,
			   .every = every };
	struct err e = { 0 };
	int rc;

	if (db_open(&link, &s.db, &e)) {
		fprintf(stderr, "duedesk-sweep: %s\n", e.msg);
		return e.kind == ERR_BUSY ? TRY_LATER : 1;
	}
	s.arena = arena_new();
	rc = run(&s, every);
	arena_free(s.arena);
	db_close(&s.db);
	return rc;
}

int main(int argc, char **argv)
{
	const char *file = NULL;
	struct err e = { 0 };
	struct conf conf;
	int64_t every = 0;
	int rc;

	if (!read_arguments(argc, argv, &file, &every)) {
		fputs(usage, stderr);
		return 2;
	}
	rng_init();
	if (conf_load(file, &conf, &e)) {
		fprintf(stderr, "duedesk-sweep: %s\n", e.msg);
		return 1;
	}
	log_init("duedesk-sweep", log_level_of(conf.log_level));
	catch_signals();
	rc = connect_and_run(&conf, every);
	if (every > 0 && !stop && zone_changed()) {
		/* What was read of the old zones stays until we begin anew. */
		execv("/proc/self/exe", argv);
		return 1;
	}
	return rc;
}
