/*
 * duedesk-hook: call the URLs that rules and escalation steps want called. Run
 * by a service with --every, or by cron each minute. It does nothing while
 * calls are switched off, as they are at first.
 */
#include <getopt.h>
#include <signal.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/rng.h"
#include "base/str.h"
#include "desk/call_key.h"
#include "hook/caller.h"
#include "hook/hook.h"

#define TRY_LATER 75 /* EX_TEMPFAIL: the database is away */

static const char usage[] =
	"usage: duedesk-hook [--conf FILE] [--every SECONDS]\n";

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

static int status_of(enum err_kind kind)
{
	if (kind == ERR_NONE)
		return 0;
	return kind == ERR_BUSY || kind == ERR_UNSURE ? TRY_LATER : 1;
}

static enum err_kind pass(const struct hook *h)
{
	struct hook_count n;
	struct err e = { 0 };

	if (hook_pass(h, &n, &e)) {
		log_event(LOG_ERROR, "pass_failed",
			  LOG_PAIRS(LOG_S("kind", err_kind_name(e.kind)),
				    LOG_S("error", e.msg)));
		return e.kind;
	}
	if (n.calls > 0)
		log_event(LOG_INFO, "pass",
			  LOG_PAIRS(LOG_N("calls", n.calls),
				    LOG_N("well", n.well), LOG_N("ms", n.ms)));
	return ERR_NONE;
}

/* Sleep, but leave at once when told to. */
static void rest(int64_t seconds_left)
{
	for (; seconds_left > 0 && !stop; seconds_left--)
		clock_sleep_ms(1000);
}

static int run(const struct hook *h, int64_t every)
{
	struct err e = { 0 };
	enum err_kind kind;

	if (db_self_check(h->db, h->arena, clock_now(), &e)) {
		(void)fprintf(stderr, "duedesk-hook: %s\n", e.msg);
		return status_of(e.kind);
	}
	do {
		kind = pass(h);
		rest(every);
	} while (every > 0 && !stop);
	return status_of(kind);
}

static int connect_and_run(const struct conf *conf, int64_t every)
{
	const struct db_conf link = { .socket = conf->db_socket,
				      .user = conf->db_user_hook,
				      .password = conf->db_password_hook,
				      .name = conf->db_name };
	struct hook h = { .stop = &stop, .key = conf->hook_key };
	struct err e = { 0 };
	int rc;

	if (db_open(&link, &h.db, &e)) {
		(void)fprintf(stderr, "duedesk-hook: %s\n", e.msg);
		return status_of(e.kind);
	}
	h.arena = arena_new();
	rc = run(&h, every);
	arena_free(h.arena);
	db_close(&h.db);
	return rc;
}

/* A desk of before there were calls has neither; that is no fault. */
static bool set_up(const struct conf *conf)
{
	if (!*conf->db_user_hook || !*conf->hook_key) {
		log_event(LOG_INFO, "not_set_up",
			  LOG_PAIRS(LOG_S("missing", *conf->hook_key
							     ? "db_user_hook"
							     : "hook_key")));
		return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	const char *file = NULL;
	struct err e = { 0 };
	struct conf conf;
	int64_t every = 0;

	if (argc == 2 && str_eq(argv[1], "--call"))
		return caller_main();
	if (!read_arguments(argc, argv, &file, &every)) {
		(void)fputs(usage, stderr);
		return 2;
	}
	rng_init();
	if (conf_load(file, &conf, &e)) {
		(void)fprintf(stderr, "duedesk-hook: %s\n", e.msg);
		return 1;
	}
	log_init("duedesk-hook", log_level_of(conf.log_level));
	if (!set_up(&conf))
		return 0;
	if (!call_key_valid(conf.hook_key)) {
		(void)fputs("duedesk-hook: hook_key must be 64 hex digits\n",
			    stderr);
		return 1;
	}
	catch_signals();
	return connect_and_run(&conf, every);
}
