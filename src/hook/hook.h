#ifndef HOOK_HOOK_H
#define HOOK_HOOK_H
/*
 * hook: call the URLs that rules and steps want called, once calls are switched
 * on: each host in its turn, several at once, what fails again later.
 *
 * It decides nothing about a call but when: whether it may be made, and what
 * becomes of it, is calling.h's.
 */
#include <signal.h>

#include "desk/desk.h"

struct hook {
	struct db *db;
	struct arena *arena;         /* reset between steps */
	const char *key;             /* the setting hook_key */
	volatile sig_atomic_t *stop; /* becomes 1: begin no call any more */
};

struct hook_count {
	int64_t calls, well; /* made; answered with 2xx */
	int64_t ms;
};

/*
 * hook_pass(h, count, e):
 * Until nothing is due and nothing under way. ERR_BUSY, ERR_UNSURE: the
 * database was away; what was under way will be made again.
 */
enum err_kind hook_pass(const struct hook *h, struct hook_count *count,
			struct err *e) MUST_CHECK;

#endif
