#include "desk/desk.h"

#include "base/limits.h"
#include "desk/work.h"

static enum err_kind note(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_NOTE, DID_NOTE);

	if (work_may(w, e))
		return e->kind;
	work_say(w, args, AUTHOR_STAFF, VISIBLE_STAFF);
	work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_note(struct job *job, const char *code, int64_t seen,
			const char *body, struct deed *out, struct err *e)
{
	if (work_check_text("The note", body, LIMIT_MESSAGE, e))
		return e->kind;
	return work_run(job, code, seen, note, body, out, e);
}
