#include "web/health.h"
#include "base/rng.h"
#include "store/session_store.h"
#include "web/site.h"

enum err_kind health_show(struct req *rq, struct resp *rs, struct err *e)
{
	static const unsigned char nobody[RNG_HASH_LEN];
	const struct session_idle idle = { 0 };
	struct session s;

	/* A look for a session that is none: it says if the tables are there.
	 */
	if (site_ready(rq->site, e))
		return e->kind;
	if (session_store_find(rq->site->db, rq->a, nobody, rq->job.by.now,
			       &idle, &s, e) != ERR_NOT_FOUND)
		return e->kind ? e->kind
			       : err_set(e, ERR_BROKEN, "a session of nobody");
	err_clear(e);
	rs->content_type = "text/plain; charset=utf-8";
	sbuf_str(&rs->body, "ok\n");
	return ERR_NONE;
}
