#include "desk/sandbox.h"

#include "base/require.h"
#include "base/str.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "store/desk_store.h"

static enum err_kind note(struct job *job, bool now, struct err *e)
{
	struct desk_settings is;

	if (desk_store_find(job->db, job->arena, &is, e))
		return e->kind;
	return audit_note(
		job,
		&(struct audit_change){ .object = AUDIT_DESK,
					.name = is.name,
					.before = now ? "{\"sandbox\":false}"
						      : "{\"sandbox\":true}",
					.after = now ? "{\"sandbox\":true}"
						     : "{\"sandbox\":false}" },
		e);
}

static enum err_kind begin(struct admin *ad, const void *args, struct err *e)
{
	struct desk_sandbox was;

	(void)args;
	if (admin_may(ad->job, e) ||
	    desk_store_sandbox(ad->job->db, ad->job->arena, &was, e))
		return e->kind;
	if (was.on)
		return ERR_NONE;
	if (desk_store_set_sandbox(ad->job->db, true, ad->job->by.now, e)) {
		if (e->kind == ERR_NOT_FOUND)
			e->kind = ERR_CONFLICT;
		return e->kind;
	}
	admin_note(ad, "sandbox_begun", NULL, NULL);
	return note(ad->job, true, e);
}

enum err_kind sandbox_begin(struct job *job, struct err *e)
{
	return admin_run(job, begin, NULL, NULL, e);
}

static enum err_kind end(struct admin *ad, const void *args, struct err *e)
{
	const char *name = args;
	struct desk_settings is;

	if (desk_store_find(ad->job->db, ad->job->arena, &is, e))
		return e->kind;
	if (!is.sandbox)
		return err_set(e, ERR_CONFLICT, "the desk is no sandbox");
	if (!str_eq(is.name, name))
		return err_set(e, ERR_INVALID,
			       "name: the desk is not called \"%s\"", name);
	if (desk_store_set_sandbox(ad->job->db, false, ad->job->by.now, e))
		return e->kind;
	admin_note(ad, "sandbox_ended", NULL, NULL);
	return note(ad->job, false, e);
}

enum err_kind sandbox_end(struct job *job, const char *name, struct err *e)
{
	REQUIRE(admin_trusted(job));
	return admin_run(job, end, name, NULL, e);
}
