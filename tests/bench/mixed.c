/*
 * mixed: people at work, as fast as the desk lets them. Each client asks, waits
 * for the answer, looks for what it needs on the page, and asks again: three
 * pages are read for two forms that are sent.
 *
 *	mixed PORT HOST SECONDS SEED <CLIENTS
 *
 * CLIENTS: a line for each, "agent COOKIE", "customer COOKIE", or "admin
 *COOKIE" for one who looks at the log, too. Prints a line for each kind of
 *request, "KIND COUNT P50 P95 P99 WORST" in microseconds, then "answers STATUS
 *COUNT" and "share PERCENT", what of one core we used ourselves.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define CLIENTS 64
#define ROOM (1024 * 1024)
#define CODE 13
#define CODES 50
#define SAMPLES 2000000

enum kind {
	INBOX,
	TICKET,
	LOG,
	OWN,
	NEW,
	REPLY,
	NOTE,
	ASSIGN,
	OPEN,
	KINDS
};
static const char *const names[KINDS] = { "inbox", "ticket", "log",
					  "own",   "new",    "reply",
					  "note",  "assign", "open" };

static struct client {
	bool customer, reports;
	char cookie[256], csrf[128], seen[24], agent[24], department[24];
	char codes[CODES][CODE + 1], code[CODE + 1];
	int ncodes, step;
	enum kind kind;
	int fd;
	int64_t since;
	char *out, *in;
	size_t nout, sent, nin;
} clients[CLIENTS];

static int nclients, epoll_fd, port;
static const char *host;
static uint64_t seed;
static uint32_t *samples[KINDS];
static size_t counts[KINDS];
static int64_t answers[600], finished;

static void need(int good, const char *what)
{
	if (!good)
		(void)fprintf(stderr, "mixed: %s: %s\n", what, strerror(errno)),
			exit(1);
}

static uint32_t draw(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

/* ---- Asking -------------------------------------------------------------- */

static void watch(struct client *c, int how)
{
	struct epoll_event ev = { .events = EPOLLIN |
					    (c->sent < c->nout ? EPOLLOUT : 0),
				  .data.ptr = c };

	need(epoll_ctl(epoll_fd, how, c->fd, &ev) == 0, "epoll");
}

static void dial(struct client *c)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)port) };
	int one = 1;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	need(c->fd >= 0 &&
		     connect(c->fd, (struct sockaddr *)&to, sizeof(to)) == 0,
	     "connect");
	(void)setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	c->nout = c->sent = 0;
	watch(c, EPOLL_CTL_ADD);
}

static void flush(struct client *c)
{
	ssize_t n = send(c->fd, c->out + c->sent, c->nout - c->sent,
			 MSG_DONTWAIT | MSG_NOSIGNAL);

	need(n >= 0 || errno == EAGAIN, "send");
	c->sent += n > 0 ? (size_t)n : 0;
	watch(c, EPOLL_CTL_MOD);
}

static void ask(struct client *c, enum kind kind, const char *path,
		const char *fields)
{
	int n;

	c->kind = kind;
	if (fields)
		n = snprintf(
			c->out, ROOM,
			"POST %s HTTP/1.1\r\nHost: %s:%d\r\nCookie: %s\r\n"
			"Origin: http://%s:%d\r\nSec-Fetch-Site: "
			"same-origin\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\n"
			"Content-Length: %zu\r\n\r\n%s",
			path, host, port, c->cookie, host, port, strlen(fields),
			fields);
	else
		n = snprintf(
			c->out, ROOM,
			"GET %s HTTP/1.1\r\nHost: %s:%d\r\nCookie: %s\r\n\r\n",
			path, host, port, c->cookie);
	c->nout = (size_t)n;
	c->sent = c->nin = 0;
	c->since = now_us();
	flush(c);
}

/* ---- What they do -------------------------------------------------------- */

static void find(const struct client *c, const char *before, char *out,
		 size_t room)
{
	const char *s = strstr(c->in, before), *end;

	if (!s)
		return;
	s += strlen(before);
	end = strchr(s, '"');
	if (end && (size_t)(end - s) < room)
		(void)snprintf(out, room, "%.*s", (int)(end - s), s);
}

static void find_codes(struct client *c)
{
	static const char link[] = "href=\"/tickets/";
	const char *s = c->in;
	int n = 0;

	while (n < CODES && (s = strstr(s, link))) {
		s += sizeof(link) - 1;
		if (s[3] == '-' && s[9] == '-' && s[CODE] == '"')
			(void)snprintf(c->codes[n++], CODE + 1, "%s", s);
	}
	c->ncodes = n ? n : c->ncodes;
}

/* A form's token, never the same twice. */
static const char *token(void)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	static char out[44];

	for (int i = 0; i < 43; i++)
		out[i] = letters[draw(26)];
	return out;
}

static const char words[] =
	"Thank+you+for+your+message.+We+looked+into+it+and+found+the+"
	"cable+was+loose%2C+which+explains+what+you+saw.%0A%0AKind+regards";

static void next(struct client *c);

static void read_list(struct client *c)
{
	static const char *const views[] = { "all",        "due", "overdue",
					     "today",      "all", "mine",
					     "unassigned", "all" };
	char path[64];

	if (c->reports && draw(2)) {
		ask(c, LOG,
		    draw(2) ? "/reports/log" : "/reports/log?outcome=missed",
		    NULL);
		return;
	}
	(void)snprintf(path, sizeof(path), "/inbox?view=%s", views[draw(8)]);
	ask(c, INBOX, path, NULL);
}

static void read_ticket(struct client *c)
{
	char path[64];

	if (c->ncodes == 0) { /* then nothing is written either */
		c->step = 0;
		next(c);
		return;
	}
	(void)snprintf(c->code, sizeof(c->code), "%s",
		       c->codes[draw((uint32_t)c->ncodes)]);
	(void)snprintf(path, sizeof(path), "/tickets/%s", c->code);
	ask(c, TICKET, path, NULL);
}

static void write_ticket(struct client *c)
{
	static const struct {
		enum kind kind;
		const char *part;
	} ways[] = { { REPLY, "messages" },
		     { REPLY, "messages" },
		     { NOTE, "notes" },
		     { ASSIGN, "assignment" } };
	int i = c->customer ? 0 : (int)draw(c->agent[0] ? 4 : 3);
	char path[64], fields[1024];

	if (!c->seen[0]) { /* nothing can be written there: another one */
		read_ticket(c);
		return;
	}
	(void)snprintf(path, sizeof(path), "/tickets/%s/%s", c->code,
		       ways[i].part);
	(void)snprintf(fields, sizeof(fields), "csrf=%s&once=%s&seen=%s&%s=%s",
		       c->csrf, token(), c->seen,
		       ways[i].kind == ASSIGN ? "agent" : "body",
		       ways[i].kind == ASSIGN ? c->agent : words);
	ask(c, ways[i].kind, path, fields);
}

static void open_ticket(struct client *c)
{
	char fields[1024];

	(void)snprintf(fields, sizeof(fields),
		       "csrf=%s&once=%s&department=%s&subject=%s&body=%s",
		       c->csrf, token(), c->department, "It+does+not+print",
		       words);
	ask(c, OPEN, "/tickets", fields);
}

static void next(struct client *c)
{
	int step = c->step++ % 5;

	if (c->customer && step == 0)
		ask(c, OWN, "/tickets", NULL);
	else if (c->customer && step == 1)
		ask(c, NEW, "/tickets/new", NULL);
	else if (c->customer && step == 2)
		open_ticket(c);
	else if (step == 0)
		read_list(c);
	else if (step == 1 || step == 3)
		read_ticket(c);
	else
		write_ticket(c);
}

/* ---- Answers ------------------------------------------------------------- */

/* The whole answer is there: how long it took, and what it tells. */
static void take(struct client *c)
{
	int64_t took = now_us() - c->since;
	int status = (int)strtol(c->in + 9, NULL, 10);

	need(counts[c->kind] < SAMPLES, "too many answers");
	samples[c->kind][counts[c->kind]++] = (uint32_t)took;
	finished++;
	need(status > 99 && status < 600, "no answer");
	answers[status]++;
	if (status >= 400 && status != 409)
		(void)fprintf(stderr, "mixed: %d of %.80s\n", status, c->out);
	find(c, "name=\"csrf\" value=\"", c->csrf, sizeof(c->csrf));
	if (c->kind == INBOX || c->kind == LOG || c->kind == OWN)
		find_codes(c);
	if (c->kind == NEW)
		find(c, "name=\"department\" value=\"", c->department,
		     sizeof(c->department));
	if (c->kind != TICKET)
		return;
	c->seen[0] = '\0';
	find(c, "name=\"seen\" value=\"", c->seen, sizeof(c->seen));
	c->agent[0] = '\0';
	find(c, "name=\"agent\" value=\"", c->agent, sizeof(c->agent));
}

static bool is_whole(const struct client *c)
{
	const char *body = strstr(c->in, "\r\n\r\n"), *length;

	if (!body)
		return false;
	length = strcasestr(c->in, "\r\nContent-Length: ");
	need(length && length < body, "an answer without a length");
	return c->nin >=
	       (size_t)(body + 4 - c->in) + strtoul(length + 18, NULL, 10);
}

static bool receive(struct client *c)
{
	ssize_t n = recv(c->fd, c->in + c->nin, ROOM - 1 - c->nin,
			 MSG_DONTWAIT);

	if (n < 0 && errno == EAGAIN)
		return false;
	if (n <= 0) { /* nginx ends a connection after a thousand requests */
		need(c->nin == 0, "an answer was cut off");
		(void)close(c->fd);
		dial(c);
		c->sent = 0;
		c->step--;
		next(c);
		return false;
	}
	c->nin += (size_t)n;
	c->in[c->nin] = '\0';
	return is_whole(c);
}

static void work(int64_t until)
{
	struct epoll_event ev[CLIENTS];

	while (now_us() < until) {
		int n = epoll_wait(epoll_fd, ev, CLIENTS, 100);

		for (int i = 0; i < n; i++) {
			struct client *c = ev[i].data.ptr;

			if (c->sent < c->nout)
				flush(c);
			else if (receive(c)) {
				take(c);
				next(c);
			}
		}
	}
}

/* ---- The report ---------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void report(int64_t since)
{
	struct rusage used;
	int64_t took = now_us() - since, cpu;

	for (int k = 0; k < KINDS; k++) {
		const uint32_t *s = samples[k];
		size_t n = counts[k];

		if (n == 0)
			continue;
		qsort(samples[k], n, sizeof(*s), by_size);
		printf("%s %zu %u %u %u %u\n", names[k], n, s[n / 2],
		       s[n * 95 / 100], s[n * 99 / 100], s[n - 1]);
	}
	for (int i = 0; i < 600; i++)
		if (answers[i])
			printf("answers %d %lld\n", i, (long long)answers[i]);
	getrusage(RUSAGE_SELF, &used);
	cpu = (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * INT64_C(1000000) +
	      used.ru_utime.tv_usec + used.ru_stime.tv_usec;
	printf("share %lld\n", (long long)(cpu * 100 / took));
	printf("rate %lld\n", (long long)(finished * 1000000 / took));
}

static void report_all(void)
{
	size_t n = 0;

	for (int k = 0; k < KINDS; k++)
		n += counts[k];
	if (n == 0)
		return;
	uint32_t *all = calloc(n, sizeof(*all));

	n = 0;
	for (int k = 0; k < KINDS; k++)
		for (size_t i = 0; i < counts[k]; i++)
			all[n++] = samples[k][i];
	qsort(all, n, sizeof(*all), by_size);
	printf("all %zu %u %u %u %u\n", n, all[n / 2], all[n * 95 / 100],
	       all[n * 99 / 100], all[n - 1]);
	free(all);
}

int main(int argc, char **argv)
{
	char line[512], role[16];
	int64_t since;

	need(argc == 5, "four words");
	port = (int)strtol(argv[1], NULL, 10);
	host = argv[2];
	seed = strtoull(argv[4], NULL, 10);
	epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	for (int k = 0; k < KINDS; k++)
		samples[k] = calloc(SAMPLES, sizeof(**samples));
	while (nclients < CLIENTS && fgets(line, sizeof(line), stdin)) {
		struct client *c = &clients[nclients++];

		need(sscanf(line, "%15s %255[^\n]", role, c->cookie) == 2,
		     line);
		c->customer = strcmp(role, "customer") == 0;
		c->reports = strcmp(role, "admin") == 0;
		c->out = malloc(ROOM);
		c->in = malloc(ROOM);
	}
	since = now_us();
	for (int i = 0; i < nclients; i++) {
		dial(&clients[i]);
		next(&clients[i]);
	}
	work(since + strtol(argv[3], NULL, 10) * INT64_C(1000000));
	report(since);
	report_all();
	return 0;
}
