#include "hook/hook.h"

#include <inttypes.h>
#include <poll.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/rng.h"
#include "base/str.h"
#include "desk/call_key.h"
#include "desk/calling.h"
#include "hook/caller.h"

#define WAIT_MS 200 /* at most, for calls under way */
#define TIDY_NS INT64_C(5000000000)

/* A call under way, and what has to be known of it afterwards. */
struct slot {
	struct caller caller; /* pid 0: free */
	struct calling_call call;
	struct call_target target;
	struct arena *arena; /* of its texts */
};

struct crew {
	const struct hook *h;
	struct hook_count *count;
	struct calling now;
	struct slot slots[LIMIT_CALLS_AT_ONCE];
	size_t turn;     /* of the targets: who is first */
	int64_t tidy_ns; /* when that is next */
	bool did;        /* something: look again at once */
	int busy;        /* looks in a row that others were in the way of */
};

static struct job job_now(const struct hook *h)
{
	struct job job = {
		.db = h->db,
		.arena = h->arena,
		.by = { .kind = ACTOR_SYSTEM, .via = VIA_SWEEP },
	};

	job.by.now = clock_now();
	rng_oid(job.by.request_id);
	return job;
}

/* ---- Beginning calls ----------------------------------------------------- */

static size_t under_way(const struct crew *w, int64_t target)
{
	size_t n = 0;

	for (size_t i = 0; i < LIMIT_CALLS_AT_ONCE; i++)
		n += w->slots[i].caller.pid != 0 &&
		     (target == 0 || w->slots[i].target.id == target);
	return n;
}

static struct slot *free_slot(struct crew *w)
{
	for (size_t i = 0; i < LIMIT_CALLS_AT_ONCE; i++)
		if (w->slots[i].caller.pid == 0)
			return &w->slots[i];
	return NULL;
}

/* By the secret of now, and for a day after a new one by the one before. */
static const char *signature(const struct hook *h, const struct call_target *t,
			     instant now, const char *body)
{
	char secret[CALL_KEY_SECRET + 1], mac[CALL_KEY_MAC + 1];
	const char *line;

	call_key_secret(h->key, t->oid, t->number, secret);
	call_key_sign(secret, now, body, mac);
	line = arena_printf(h->arena, "Duedesk-Signature: v1=%s", mac);
	if (t->number == 1 || t->rotated == INSTANT_NONE ||
	    t->rotated + LIMIT_CALL_OVERLAP_SECONDS < now)
		return line;
	call_key_secret(h->key, t->oid, t->number - 1, secret);
	call_key_sign(secret, now, body, mac);
	return arena_printf(h->arena, "%s,v1=%s", line, mac);
}

/* Its texts outlive the step. */
static void keep(struct slot *s, const struct calling_call *call)
{
	if (!s->arena)
		s->arena = arena_new();
	arena_reset(s->arena);
	s->call = *call;
	s->target = *call->target;
	s->target.host = arena_str(s->arena, call->target->host);
	s->call.target = &s->target;
	s->call.url = arena_str(s->arena, call->url);
	s->call.body = s->call.row.ukey = s->call.row.payload = "";
}

static enum err_kind begin(struct crew *w, const struct calling_call *call,
			   instant now, struct err *e)
{
	struct arena *a = w->h->arena;
	struct slot *s = free_slot(w);
	const struct caller_order order = {
		.url = call->url,
		.host = call->target->host,
		.port = call->target->port,
		.body = call->body,
		.headers = {
			"Content-Type: application/json",
			"User-Agent: duedesk-hook",
			arena_printf(a, "Duedesk-Id: %s", call->id),
			arena_printf(a, "Duedesk-Timestamp: %" PRId64, now),
			signature(w->h, call->target, now, call->body),
		},
	};

	if (caller_start(&s->caller, &order, e))
		return e->kind;
	keep(s, call);
	w->count->calls++;
	return ERR_NONE;
}

/* The next calls of one host, as many as may be under way at once. */
static enum err_kind begin_some(struct crew *w, const struct call_target *t,
				struct err *e)
{
	size_t all = under_way(w, 0), ours = under_way(w, t->id);
	struct job job = job_now(w->h);
	struct calling_calls calls;
	size_t room;
	bool did;

	if (all == LIMIT_CALLS_AT_ONCE || ours >= LIMIT_CALLS_TO_ONE)
		return ERR_NONE;
	room = LIMIT_CALLS_AT_ONCE - all;
	if (room > LIMIT_CALLS_TO_ONE - ours)
		room = LIMIT_CALLS_TO_ONE - ours;
	/* One that is silent is asked by one call, not by several. */
	if (t->failures >= LIMIT_CALL_FAILURES && ours > 0)
		return ERR_NONE;
	if (calling_take(&job, &w->now, t, room, &calls, &did, e))
		return e->kind;
	w->did = w->did || did;
	for (size_t i = 0; i < calls.n; i++)
		if (begin(w, &calls.v[i], job.by.now, e))
			return e->kind;
	return ERR_NONE;
}

static enum err_kind begin_all(struct crew *w, struct err *e)
{
	struct job job = job_now(w->h);
	size_t n;
	bool more;

	if (calling_sort(&job, &w->now, &more, e))
		return e->kind;
	w->did = more;
	n = w->now.targets.n;
	for (size_t i = 0; i < n; i++)
		if (begin_some(w, &w->now.targets.v[(w->turn + i) % n], e))
			return e->kind;
	w->turn = n ? (w->turn + 1) % n : 0;
	return ERR_NONE;
}

/* ---- Ending calls -------------------------------------------------------- */

static void write_log(const struct slot *s, const struct calling_result *r)
{
	log_event(r->outcome == CALL_DONE ? LOG_INFO : LOG_WARN, "call",
		  LOG_PAIRS(LOG_S("id", s->call.id),
			    LOG_S("host", s->target.host),
			    LOG_N("try", s->call.row.tries),
			    LOG_N("outcome", r->outcome),
			    LOG_N("status", r->status), LOG_N("ms", r->ms),
			    LOG_S("detail", r->detail)));
}

static enum err_kind end(struct crew *w, struct slot *s, struct err *e)
{
	struct calling_result r;
	struct job job;

	/* The caller is gone before anything can fail. */
	caller_result(&s->caller, s->arena, &r);
	write_log(s, &r);
	w->did = true; /* there is room for another, which may wait for it */
	w->count->well += r.outcome == CALL_DONE;
	for (int tries = 1;; tries++) {
		job = job_now(w->h);
		err_clear(e);
		if (db_ready(w->h->db, e) == ERR_NONE &&
		    calling_done(&job, &s->call, &r, e) == ERR_NONE)
			return ERR_NONE;
		if ((e->kind != ERR_BUSY && e->kind != ERR_UNSURE) ||
		    tries == LIMIT_TRIES)
			return e->kind;
		clock_sleep_ms(10 + rng_below(490));
	}
}

static enum err_kind end_some(struct crew *w, int wait_ms, struct err *e)
{
	struct pollfd fds[LIMIT_CALLS_AT_ONCE];
	bool ready[LIMIT_CALLS_AT_ONCE];

	for (size_t i = 0; i < LIMIT_CALLS_AT_ONCE; i++)
		fds[i] = (struct pollfd){
			.fd = w->slots[i].caller.pid ? w->slots[i].caller.fd
						     : -1,
			.events = POLLIN,
		};
	if (poll(fds, LIMIT_CALLS_AT_ONCE, wait_ms) < 0)
		memset(fds, 0, sizeof(fds));
	for (size_t i = 0; i < LIMIT_CALLS_AT_ONCE; i++)
		ready[i] = fds[i].revents != 0;
	for (size_t i = 0; i < LIMIT_CALLS_AT_ONCE; i++)
		if (w->slots[i].caller.pid &&
		    caller_ended(&w->slots[i].caller, ready[i]) &&
		    end(w, &w->slots[i], e))
			return e->kind;
	return ERR_NONE;
}

/* ---- A pass -------------------------------------------------------------- */

/* A sign of life, now and then. */
static enum err_kind tidy(struct crew *w, struct job *job, struct err *e)
{
	int64_t now = clock_monotonic_ns();

	if (now < w->tidy_ns)
		return ERR_NONE;
	w->tidy_ns = now + TIDY_NS;
	return calling_tidy(job, e);
}

static enum err_kind look(struct crew *w, struct err *e)
{
	struct job job = job_now(w->h);

	if (db_ready(w->h->db, e) || calling_look(&job, &w->now, e) ||
	    tidy(w, &job, e) || (w->now.on && begin_all(w, e)))
		return e->kind;
	w->busy = 0;
	return ERR_NONE;
}

/* Others, or the database, were in the way: a little later, a few times. */
static enum err_kind look_again(struct crew *w, struct err *e)
{
	if ((e->kind != ERR_BUSY && e->kind != ERR_UNSURE) ||
	    ++w->busy >= LIMIT_TRIES)
		return e->kind;
	err_clear(e);
	w->did = true;
	clock_sleep_ms(10 + rng_below(240));
	return ERR_NONE;
}

static enum err_kind step(struct crew *w, struct err *e)
{
	arena_reset(w->h->arena);
	w->did = false;
	if (!*w->h->stop && look(w, e) && look_again(w, e))
		return e->kind;
	return end_some(w, under_way(w, 0) && !w->did ? WAIT_MS : 0, e);
}

/* What is under way is not left alone, though the pass has failed. What cannot
 * even be noted is made again, when its lease is over. */
static void drain(struct crew *w)
{
	struct err e = { 0 };

	while (under_way(w, 0) > 0) {
		arena_reset(w->h->arena);
		err_clear(&e);
		if (end_some(w, WAIT_MS, &e))
			log_event(LOG_WARN, "call_not_noted",
				  LOG_PAIRS(LOG_S("why", e.msg)));
	}
	for (size_t i = 0; i < LIMIT_CALLS_AT_ONCE; i++)
		arena_free(w->slots[i].arena);
}

enum err_kind hook_pass(const struct hook *h, struct hook_count *count,
			struct err *e)
{
	int64_t began = clock_monotonic_ns();
	struct crew *w = calloc(1, sizeof(*w));
	enum err_kind kind = ERR_NONE;

	if (!w)
		err_no_memory();
	*count = (struct hook_count){ 0 };
	w->h = h;
	w->count = count;
	do
		kind = step(w, e);
	while (kind == ERR_NONE &&
	       (under_way(w, 0) > 0 || (w->did && !*h->stop)));
	drain(w);
	free(w);
	count->ms = (clock_monotonic_ns() - began) / 1000000;
	return kind;
}
