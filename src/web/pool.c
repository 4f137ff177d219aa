#include "web/pool.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "base/zone.h"
#include "web/fcgi.h"
#include "web/shared.h"
#include "web/site.h"
#include "web/sweeper.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define BACKLOG 4096
#define REST_FIRST_MS 100
#define REST_MOST_MS 30000
#define RING_AGAIN_MS 2000 /* SIGTERM once more */
#define GRACE_MS 30000     /* then SIGKILL */
#define WATCH_MS 10000     /* from one look at the sweeper to the next */

/* One worker's place. The first two are shared with the worker. */
struct slot {
	int64_t served;
	pid_t pid;        /* 0: nobody there */
	int failures;     /* in a row, before the first answer */
	int64_t again_ms; /* not to be filled before */
};

/* What master and workers share. */
struct memory {
	struct shared shared;
	struct slot slots[];
};

struct master {
	const struct pool *p;
	struct site site;
	struct memory *memory;
	struct slot *slots; /* in it */
	int64_t watch_ms;   /* when to look at the sweeper next */
	sigset_t signals, before;
	int listen_fd;
	pid_t self;
	bool leaving;
	int64_t left_ms, rang_ms;
};

static int64_t now_ms(void)
{
	return clock_monotonic_ns() / 1000000;
}

/* ---- the socket -------------------------------------------------------- */

/* Does somebody answer there already? */
static bool is_alive(const struct sockaddr_un *at)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool alive = fd >= 0 &&
		     connect(fd, (const struct sockaddr *)at, sizeof(*at)) == 0;

	if (fd >= 0)
		close(fd);
	return alive;
}

static enum err_kind listen_at(const char *path, int *out, struct err *e)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	mode_t mask;
	int fd, rc;

	if (strlen(path) >= sizeof(at.sun_path))
		return err_set(e, ERR_INVALID, "%s: longer than %zu bytes",
			       path, sizeof(at.sun_path) - 1);
	memcpy(at.sun_path, path, strlen(path) + 1);
	if (is_alive(&at))
		return err_set(e, ERR_CONFLICT, "%s: already served", path);
	unlink(path); /* left behind by one that was killed */
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return err_set(e, ERR_BROKEN, "socket: %s", strerror(errno));
	mask = umask(0117);
	rc = bind(fd, (struct sockaddr *)&at, sizeof(at));
	umask(mask);
	if (rc || listen(fd, BACKLOG)) {
		err_set(e, ERR_BROKEN, "%s: %s", path, strerror(errno));
		close(fd);
		return e->kind;
	}
	*out = fd;
	return ERR_NONE;
}

/* ---- a worker ---------------------------------------------------------- */

struct worker {
	struct slot *slot;
	int64_t requests, memory_pages;
};

/* Memory of this process in pages, from the kernel; 0 if it does not say. */
static int64_t resident_pages(void)
{
	char line[128], *resident = NULL;
	int64_t n = 0;
	FILE *f = fopen("/proc/self/statm", "re");

	if (!f)
		return 0;
	if (fgets(line, sizeof(line), f)) /* "size resident shared ..." */
		resident = strchr(line, ' ');
	fclose(f);
	if (!resident)
		return 0;
	resident++;
	resident[strcspn(resident, " ")] = '\0';
	return str_to_i64(resident, 0, INT64_MAX, &n) ? n : 0;
}

static bool go_on(void *cookie)
{
	struct worker *w = cookie;
	int64_t served = ++w->slot->served;

	if (served >= w->requests || zone_changed())
		return false;
	return served % 64 || resident_pages() <= w->memory_pages;
}

static NORETURN void work(struct master *m, struct slot *slot)
{
	const struct conf *conf = m->p->conf;
	struct worker w = { .slot = slot,
			    .requests = conf->worker_requests,
			    .memory_pages = conf->worker_memory_mib * 1048576 /
					    sysconf(_SC_PAGESIZE) };
	struct err e = { 0 };
	bool good;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != m->self)
		_exit(0);
	if (dup2(m->listen_fd, STDIN_FILENO) < 0)
		_exit(1);
	if (m->listen_fd != STDIN_FILENO)
		close(m->listen_fd);
	sigprocmask(SIG_SETMASK, &m->before, NULL);
	(void)zone_version();         /* here, not in the master: see go_on() */
	if (site_ready(&m->site, &e)) /* it may come back; answers say 503 */
		log_event(LOG_WARN, "database_away",
			  LOG_PAIRS(LOG_S("why", e.msg)));
	good = fcgi_serve(&m->site, go_on, &w);
	site_release(&m->site);
	_exit(good ? 0 : 1);
}

/* ---- the master -------------------------------------------------------- */

static void fill(struct master *m, struct slot *slot)
{
	pid_t pid;

	slot->served = 0;
	pid = fork();
	if (pid == 0)
		work(m, slot);
	if (pid < 0) {
		slot->again_ms = now_ms() + REST_FIRST_MS;
		return;
	}
	slot->pid = pid;
}

static void fill_all(struct master *m)
{
	for (int i = 0; i < m->p->workers && !m->leaving; i++)
		if (!m->slots[i].pid && m->slots[i].again_ms <= now_ms())
			fill(m, &m->slots[i]);
}

/*
 * It died. SIGABRT is that of REQUIRE(), of an assertion, of no memory: what
 * must not happen did, and somebody has to look at it.
 */
static void note_death(struct master *m, const struct slot *slot, int status)
{
	bool broken = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;

	atomic_fetch_add(&m->memory->shared.lost, 1);
	if (broken)
		atomic_fetch_add(&m->memory->shared.invariants, 1);
	if (broken)
		log_event(LOG_ERROR, "alarm",
			  LOG_PAIRS(LOG_S("what", "invariant"),
				    LOG_S("pool", m->p->name),
				    LOG_N("pid", slot->pid)));
	log_event(LOG_ERROR, "worker_died",
		  LOG_PAIRS(LOG_S("pool", m->p->name),
			    LOG_N("signal",
				  WIFSIGNALED(status) ? WTERMSIG(status) : 0),
			    LOG_N("status",
				  WIFEXITED(status) ? WEXITSTATUS(status) : 0),
			    LOG_N("served", slot->served)));
}

/* A worker has left: at once the next one, or after a rest. */
static void vacate(struct master *m, struct slot *slot, int status)
{
	int64_t rest = REST_FIRST_MS;

	if (!WIFEXITED(status) || WEXITSTATUS(status))
		note_death(m, slot, status);
	slot->pid = 0;
	slot->again_ms = 0;
	if (slot->served) {
		slot->failures = 0;
		return;
	}
	for (int i = 0; i < slot->failures && rest < REST_MOST_MS; i++)
		rest *= 2;
	slot->failures++;
	slot->again_ms = now_ms() + (rest < REST_MOST_MS ? rest : REST_MOST_MS);
}

static void collect(struct master *m)
{
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < m->p->workers; i++)
			if (m->slots[i].pid == pid)
				vacate(m, &m->slots[i], status);
}

static bool anybody(const struct master *m)
{
	for (int i = 0; i < m->p->workers; i++)
		if (m->slots[i].pid)
			return true;
	return false;
}

static void tell_all(const struct master *m, int sig)
{
	for (int i = 0; i < m->p->workers; i++)
		if (m->slots[i].pid)
			kill(m->slots[i].pid, sig);
}

static void leave(struct master *m)
{
	int64_t now = now_ms();

	if (!m->leaving) {
		m->leaving = true;
		m->left_ms = m->rang_ms = now;
		tell_all(m, SIGTERM);
	} else if (now - m->left_ms > GRACE_MS) {
		tell_all(m, SIGKILL);
	} else if (now - m->rang_ms > RING_AGAIN_MS) {
		m->rang_ms = now;
		tell_all(m, SIGTERM);
	}
}

/* The look itself; the master's child is gone at once, this one in seconds. */
static NORETURN void look_at_sweeper(struct master *m)
{
	if (fork())
		_exit(0);
	close(m->listen_fd);
	sigprocmask(SIG_SETMASK, &m->before, NULL);
	sweeper_watch(&m->site);
	site_release(&m->site);
	_exit(0);
}

/*
 * Once in a while somebody looks whether the sweeper is there: a process of its
 * own, so that a database that hangs does not hold up the master.
 */
static void watch_sweeper(struct master *m)
{
	int64_t now = now_ms();

	if (m->leaving || now < m->watch_ms)
		return;
	if (m->watch_ms && fork() == 0)
		look_at_sweeper(m);
	m->watch_ms = now + WATCH_MS;
}

/* Wait for a signal, or until there is something to do. */
static int wait_signal(const struct master *m)
{
	static const struct timespec soon = { .tv_nsec = 50 * 1000 * 1000 };
	static const struct timespec later = { .tv_sec = 5 };
	bool waiting = m->leaving;

	for (int i = 0; i < m->p->workers; i++)
		waiting |= !m->slots[i].pid;
	return sigtimedwait(&m->signals, NULL, waiting ? &soon : &later);
}

static void watch(struct master *m)
{
	fill_all(m);
	while (!m->leaving || anybody(m)) {
		int sig = wait_signal(m);

		if (sig == SIGTERM || sig == SIGINT || m->leaving)
			leave(m);
		collect(m);
		fill_all(m);
		if (m->p->watches)
			watch_sweeper(m);
	}
}

static size_t memory_size(const struct pool *p)
{
	return sizeof(struct memory) + (size_t)p->workers * sizeof(struct slot);
}

static enum err_kind make_slots(struct master *m, struct err *e)
{
	size_t size = memory_size(m->p);
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED)
		return err_set(e, ERR_BROKEN, "no memory for %d workers",
			       m->p->workers);
	m->memory = at;
	m->slots = m->memory->slots;
	m->site.shared = &m->memory->shared;
	return ERR_NONE;
}

enum err_kind pool_run(const struct pool *p, struct err *e)
{
	struct master m = { .p = p,
			    .listen_fd = p->listen_fd,
			    .self = getpid() };

	if (site_load(&m.site, p->conf, p->routes, e) ||
	    site_check(&m.site, e) || make_slots(&m, e))
		return e->kind;
	if (p->listen_fd < 0 && listen_at(p->socket, &m.listen_fd, e))
		return e->kind;
	/* Were it ignored, as some who start programs do, the kernel would bury
	 * workers without a word. */
	signal(SIGCHLD, SIG_DFL);
	sigemptyset(&m.signals);
	sigaddset(&m.signals, SIGTERM);
	sigaddset(&m.signals, SIGINT);
	sigaddset(&m.signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &m.signals, &m.before);
	log_event(LOG_INFO, "started",
		  LOG_PAIRS(LOG_S("pool", p->name),
			    LOG_N("workers", p->workers)));
	watch(&m);
	if (p->listen_fd < 0)
		unlink(p->socket);
	munmap(m.memory, memory_size(p));
	log_event(LOG_INFO, "stopped", LOG_PAIRS(LOG_S("pool", p->name)));
	return ERR_NONE;
}
