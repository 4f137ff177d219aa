#include "web/sweeper.h"
#include "base/clock.h"
#include "base/log.h"
#include "web/site.h"

#define LOOK_AGAIN_NS INT64_C(10000000000)
#define INTERVALS 3
#define SKEW_SECONDS 5 /* that two clocks may differ */

void sweeper_look(struct req *rq)
{
	struct site *s = rq->site;
	int64_t now = clock_monotonic_ns();
	struct err ignored = { 0 };
	struct beat beat;

	if (s->looked_ns && now - s->looked_ns < LOOK_AGAIN_NS)
		return;
	s->looked_ns = now;
	if (!beat_store_find(rq->job.db, rq->a, &beat, &ignored))
		s->beat = beat;
}

bool sweeper_late(const struct site *site, instant now, instant *last)
{
	const struct beat *b = &site->beat;
	instant since = site->started;

	*last = b->last;
	if (b->last != INSTANT_NONE)
		since = b->last;
	return b->every > 0 && now - since >= INTERVALS * b->every;
}

static void alarm_late(const struct site *site, instant now, instant last)
{
	char text[INSTANT_TEXT];
	instant since = last != INSTANT_NONE ? last : site->started;

	log_event(LOG_ERROR, "alarm",
		  LOG_PAIRS(LOG_S("what", "sweeper_late"),
			    LOG_S("last", last != INSTANT_NONE
						  ? instant_text(last, text)
						  : "never"),
			    LOG_N("seconds", now - since)));
}

void sweeper_watch(struct site *site)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	instant now, last;
	seconds ahead = 0;

	if (!site_ready(site, &e) &&
	    !beat_store_find(site->db, a, &site->beat, &e)) {
		now = clock_now();
		if (sweeper_late(site, now, &last))
			alarm_late(site, now, last);
		if (!db_skew(site->db, a, now, &ahead, &e) &&
		    (ahead > SKEW_SECONDS || ahead < -SKEW_SECONDS))
			log_event(LOG_ERROR, "alarm",
				  LOG_PAIRS(LOG_S("what", "clocks_differ"),
					    LOG_N("seconds", ahead)));
	}
	if (e.kind)
		log_event(LOG_WARN, "watch_failed",
			  LOG_PAIRS(LOG_S("why", e.msg)));
	arena_free(a);
}
