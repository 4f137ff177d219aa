#include "cli/crew.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/require.h"

struct crew {
	const struct crew_order *order;
	pid_t pids[CREW_MAX];
	int started;
	int from; /* what they say */
};

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	(void)number;
	interrupted = 1;
}

/* Waiting comes back early for it, so that the others can be stopped. */
static void watch_signals(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_signal;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
}

/* For as long as a process that was just started would take them for ours. */
static void hold_signals(int how)
{
	sigset_t ours;

	sigemptyset(&ours);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGHUP);
	sigprocmask(how, &ours, NULL);
}

static void end_all(struct crew *c)
{
	for (int i = 0; i < c->started; i++)
		(void)kill(c->pids[i], SIGTERM);
}

static void live(const struct crew_order *order, int number, const int ends[2],
		 pid_t parent)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)signal(SIGINT, SIG_IGN); /* we are told */
	(void)signal(SIGTERM, SIG_DFL);
	(void)signal(SIGHUP, SIG_DFL);
	hold_signals(SIG_UNBLOCK);
	if (getppid() != parent) /* gone before we said so */
		_exit(1);
	close(ends[0]);
	_exit(order->live(order->work, number, ends[1]));
}

static enum err_kind start_all(struct crew *c, struct err *e)
{
	const pid_t parent = getpid();
	int ends[2];

	if (pipe(ends))
		return err_set(e, ERR_BUSY, "no pipe: %d", errno);
	c->from = ends[0];
	for (int i = 0; i < c->order->jobs; i++) {
		pid_t pid;

		hold_signals(SIG_BLOCK);
		pid = fork();
		if (pid == 0)
			live(c->order, i, ends, parent);
		hold_signals(SIG_UNBLOCK);
		if (pid < 0) {
			(void)err_set(e, ERR_BUSY, "no process: %d", errno);
			break;
		}
		c->pids[c->started++] = pid;
	}
	close(ends[1]);
	return e->kind;
}

/* Wait for what they say, or for a signal: one that came just before counts,
 * too. */
static bool wait_for_word(const struct crew *c)
{
	struct pollfd from = { .fd = c->from, .events = POLLIN };
	sigset_t none;
	bool said;

	sigemptyset(&none);
	hold_signals(SIG_BLOCK);
	said = !interrupted &&
	       (ppoll(&from, 1, NULL, &none) >= 0 || errno != EINTR);
	hold_signals(SIG_UNBLOCK);
	return said;
}

static void listen_to(struct crew *c)
{
	const struct crew_order *o = c->order;
	_Alignas(max_align_t) char word[CREW_WORD];

	while (!interrupted) {
		ssize_t n;

		if (!wait_for_word(c))
			continue;
		n = read(c->from, word, o->word);
		if (n < 0 && errno == EINTR)
			continue;
		if (n != (ssize_t)o->word)
			break;
		o->listen(o->cookie, word);
	}
}

static enum err_kind wait_for_all(struct crew *c, struct err *e)
{
	if (interrupted || e->kind)
		end_all(c);
	for (int i = 0; i < c->started; i++) {
		int status = 0;

		while (waitpid(c->pids[i], &status, 0) < 0 && errno == EINTR)
			if (interrupted)
				end_all(c);
		if (status != 0 && !e->kind)
			(void)err_set(e, ERR_BUSY, "a process gave up");
	}
	if (interrupted)
		(void)err_set(e, ERR_BUSY, "interrupted");
	return e->kind;
}

enum err_kind crew_run(const struct crew_order *order, struct err *e)
{
	struct crew c = { .order = order, .from = -1 };

	REQUIRE(order->jobs <= CREW_MAX && order->word <= CREW_WORD);
	watch_signals();
	if (start_all(&c, e) == ERR_NONE)
		listen_to(&c);
	close(c.from);
	return wait_for_all(&c, e);
}
