#include "desk/audit.h"

#include "base/require.h"
#include "base/str.h"
#include "desk/audit_state.h"

enum err_kind audit_note(struct job *job, const struct audit_change *c,
			 struct err *e)
{
	struct audit_entry entry = { .by = job->by,
				     .object = c->object,
				     .about = c->oid ? c->oid : "",
				     .name = c->name ? c->name : "",
				     .was = c->before,
				     .became = c->after };

	REQUIRE(db_in_transaction(job->db));
	if ((!c->before && !c->after) ||
	    (c->before && c->after && str_eq(c->before, c->after)))
		return ERR_NONE;
	return audit_store_add(job->db, job->arena, &entry, e);
}

enum err_kind audit_look(struct job *job, enum audit_object object,
			 const char *oid, struct audit_look *out, struct err *e)
{
	struct audit_state is;

	if (audit_state(job->db, job->arena, object, oid, NULL, &is, e))
		return err_wrap(e, "audit");
	*out = (struct audit_look){ object, oid ? oid : "", is.name, is.json };
	return ERR_NONE;
}

enum err_kind audit_keep_did(struct job *job, const struct audit_look *was,
			     const char *did, struct err *e)
{
	struct audit_change c = { .object = was->object,
				  .oid = was->oid,
				  .before = was->json };
	struct audit_state is;

	if (audit_state(job->db, job->arena, was->object, was->oid, did, &is,
			e))
		return err_wrap(e, "audit");
	c.name = is.name ? is.name : was->name;
	c.after = is.json;
	return audit_note(job, &c, e);
}

enum err_kind audit_keep(struct job *job, const struct audit_look *was,
			 struct err *e)
{
	return audit_keep_did(job, was, NULL, e);
}

enum err_kind audit_made(struct job *job, enum audit_object object,
			 const char *oid, struct err *e)
{
	const struct audit_look was = { .object = object, .oid = oid };

	return audit_keep(job, &was, e);
}
