#ifndef DESK_APPLY_LOOK_H
#define DESK_APPLY_LOOK_H
/*
 * apply_look: a ticket's running promises before and after a change. For
 * apply*.c alone.
 */
#include "desk/apply.h"
#include "desk/work.h"

struct apply_look {
	struct {
		bool live;
		instant due, breached, started;
		int cycle;
	} of[METRIC_N];
};

void apply_look(const struct work *w, struct apply_look *out);

/* Add to ${p} what ${now} differs from ${was} by. */
void apply_look_count(const struct apply_look *was,
		      const struct apply_look *now, struct apply_preview *p);

/* The work of one that was taken, waiting for changes. */
struct work *apply_look_work(struct job *job, struct names *names,
			     const struct ticket_taken *t);

/* The works of those that are there, in order of id, without locks. */
enum err_kind apply_look_take(struct job *job, const ticket_id *ids, size_t n,
			      struct work **works, size_t *found,
			      struct err *e) MUST_CHECK;

#endif
