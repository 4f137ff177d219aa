#ifndef WEB_HEALTH_H
#define WEB_HEALTH_H
/*
 * health: may this program be sent requests? For those who watch over it.
 */
#include "web/http.h"

/*
 * GET /healthz: 200 when the database answers, else 503. The first line is
 * "ok"; below it stand sweeper=ok or late, sweeper_last, and of the pool that
 * answers workers_lost and invariants: how many of its workers died since it
 * started, and how many of them of a REQUIRE(). /healthz/slow is the other
 * pool's.
 */
enum err_kind health_show(struct req *rq, struct resp *rs,
			  struct err *e) MUST_CHECK;

#endif
