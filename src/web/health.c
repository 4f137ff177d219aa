#include "web/health.h"
#include "base/blob.h"
#include "base/rng.h"
#include "store/session_store.h"
#include "web/shared.h"
#include "web/site.h"
#include "web/sweeper.h"
#include <inttypes.h>

/* Could somebody send a file now? Text goes through in any case. */
static const char *files_state(const struct conf *conf)
{
	struct err e = { 0 };

	switch (blob_ready(conf->blob_dir, conf->files_floor_mib << 20, &e)) {
	case ERR_NONE:
		return "ok";
	case ERR_BUSY:
		return "full";
	default:
		return "broken";
	}
}

/* What whoever runs the desk looks at: name=value, one a line. */
static void report(const struct req *rq, struct sbuf *out)
{
	const struct site *site = rq->site;
	struct shared *s = site->shared;
	char text[INSTANT_TEXT];
	instant last;
	bool late = sweeper_late(site, rq->job.by.now, &last);

	sbuf_printf(out, "sweeper=%s\nsweeper_last=%s\n", late ? "late" : "ok",
		    last != INSTANT_NONE ? instant_text(last, text) : "never");
	sbuf_printf(out, "files=%s\n", files_state(site->conf));
	if (s)
		sbuf_printf(out,
			    "workers_lost=%" PRId64 "\ninvariants=%" PRId64
			    "\n",
			    atomic_load(&s->lost), atomic_load(&s->invariants));
}

enum err_kind health_show(struct req *rq, struct resp *rs, struct err *e)
{
	static const unsigned char nobody[RNG_HASH_LEN];
	const struct session_idle idle = { 0 };
	struct session s;

	/* A look for a session that is none: it says if the tables are there.
	 */
	if (site_ready(rq->site, e))
		return e->kind;
	db_limit(rq->site->db, 0);
	if (session_store_find(rq->site->db, rq->a, nobody, rq->job.by.now,
			       &idle, &s, e) != ERR_NOT_FOUND)
		return e->kind ? e->kind
			       : err_set(e, ERR_BROKEN, "a session of nobody");
	err_clear(e);
	rq->job.db = rq->site->db;
	sweeper_look(rq);
	rs->content_type = "text/plain; charset=utf-8";
	sbuf_str(&rs->body, "ok\n");
	report(rq, &rs->body);
	return ERR_NONE;
}
