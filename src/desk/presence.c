#include "desk/presence.h"

#include "desk/admin.h"
#include "store/presence_store.h"

static enum err_kind choose(struct admin *ad, const void *args, struct err *e)
{
	const enum presence *chosen = args;
	struct job *job = ad->job;

	if (presence_store_choose(job->db, job->viewer->person, *chosen,
				  job->by.now, e))
		return e->kind;
	admin_note(ad, "presence_chosen", presence_name(*chosen), NULL);
	return ERR_NONE;
}

enum err_kind presence_choose(struct job *job, enum presence chosen,
			      struct err *e)
{
	if (!(job->viewer->roles & ROLES_ANSWER))
		return err_set(e, ERR_DENIED, "they answer no tickets");
	if (!presence_name(chosen))
		return err_set(e, ERR_INVALID,
			       "presence: online, paused or away");
	return admin_run(job, choose, &chosen, NULL, e);
}
