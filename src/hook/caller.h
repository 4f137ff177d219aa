#ifndef HOOK_CALLER_H
#define HOOK_CALLER_H
/*
 * caller: a process for each call. It is this program begun anew with --call:
 * it has no settings, no database and no secret, learns from its standard input
 * what to send where, and writes to its standard output what came of it. So a
 * slow host holds up nobody, and whoever takes over what reads the answers of
 * strangers has gained a process that is about to end.
 */
#include "desk/calling.h"
#include "hook/http_call.h"

struct caller {
	int pid; /* 0: none */
	int fd;  /* what it says */
	int64_t began_ns;
	char said[16384];
	size_t len;
};

/* What to send where; the headers are whole lines. */
struct caller_order {
	const char *url, *host, *body;
	int port;
	const char *headers[HTTP_CALL_HEADERS];
};

/* Begin one. ERR_BUSY: there is no process or file to be had. */
enum err_kind caller_start(struct caller *c, const struct caller_order *o,
			   struct err *e) MUST_CHECK;

/* Take what it said, if it is readable. True: it ended, or was ended because
 * its time is over. */
bool caller_ended(struct caller *c, bool readable);

/* What came of it; texts live in ${a}. The caller is free for another one. */
void caller_result(struct caller *c, struct arena *a,
		   struct calling_result *out);

/* The other side: main of a process with --call. */
int caller_main(void);

#endif
