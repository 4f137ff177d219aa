#include "desk/tags_admin.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "store/count_store.h"
#include "store/rule_store.h"
#include "store/tag_store.h"
#include "store/turn_store.h"

/* Names are parted by commas where they are typed. */
static enum err_kind check_name(const char *name, struct err *e)
{
	if (admin_line("name", name, LIMIT_TAG, true, e))
		return e->kind;
	if (strchr(name, ','))
		return err_set(e, ERR_INVALID,
			       "name: a tag's name has no comma");
	return ERR_NONE;
}

static enum err_kind taken(const char *name, struct err *e)
{
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "name: there is a tag \"%s\" already",
		       name);
}

/* ---- Adding, changing ---------------------------------------------------- */

static enum err_kind check(const struct tags_draft *d, struct err *e)
{
	if (check_name(d->name, e))
		return e->kind;
	if (!colour_name(d->colour))
		return err_set(e, ERR_INVALID,
			       "colour: there is no such colour");
	return ERR_NONE;
}

static enum err_kind add(struct admin *ad, const void *args, struct err *e)
{
	const struct tags_draft *d = args;
	struct job *job = ad->job;
	struct tag t = { .name = admin_trimmed(job, d->name),
			 .colour = d->colour,
			 .open = d->open };

	if (tag_store_add(job->db, job->arena, &t, job->by.now, e) ==
	    ERR_CONFLICT)
		return taken(t.name, e);
	if (e->kind || audit_made(job, AUDIT_TAG, t.oid, e))
		return e->kind;
	admin_note(ad, "tag_added", t.oid, NULL);
	return ERR_NONE;
}

enum err_kind tags_add(struct job *job, const struct tags_draft *d,
		       const char **oid, struct err *e)
{
	if (admin_may(job, e) || check(d, e))
		return e->kind;
	return admin_run(job, add, d, oid, e);
}

struct change {
	const char *oid;
	const struct tags_draft *to;
};

static enum err_kind change(struct admin *ad, const void *args, struct err *e)
{
	const struct change *in = args;
	struct job *job = ad->job;
	struct audit_look was;
	struct tag old, t;

	if (tag_store_lock(job->db, job->arena, in->oid, &t, e) ||
	    admin_seen(in->to->seen, t.version, e) ||
	    audit_look(job, AUDIT_TAG, t.oid, &was, e))
		return e->kind;
	old = t;
	t.name = admin_trimmed(job, in->to->name);
	t.colour = in->to->colour;
	t.open = in->to->open;
	if (tag_store_change(job->db, &t, e) == ERR_CONFLICT)
		return taken(t.name, e);
	if (e->kind || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "tag_changed", t.oid,
		   arena_printf(job->arena, "%s%s%s",
				str_eq(old.name, t.name) ? "" : "name ",
				old.colour == t.colour ? "" : "colour ",
				old.open == t.open ? "" : "open"));
	return ERR_NONE;
}

enum err_kind tags_change(struct job *job, const char *oid,
			  const struct tags_draft *d, struct err *e)
{
	const struct change in = { oid, d };

	if (admin_may(job, e) || check(d, e))
		return e->kind;
	return admin_run(job, change, &in, NULL, e);
}

/* ---- Archived, and not --------------------------------------------------- */

static enum err_kind archive(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct audit_look was;
	struct tag t;

	if (tag_store_lock(job->db, job->arena, args, &t, e) ||
	    audit_look(job, AUDIT_TAG, t.oid, &was, e))
		return e->kind;
	if (t.archived == INSTANT_NONE)
		t.archived = job->by.now;
	if (tag_store_change(job->db, &t, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "tag_archived", t.oid, NULL);
	return ERR_NONE;
}

static enum err_kind revive(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct audit_look was;
	struct tag t;

	if (tag_store_lock(job->db, job->arena, args, &t, e) ||
	    audit_look(job, AUDIT_TAG, t.oid, &was, e))
		return e->kind;
	if (t.merged.n)
		return err_set(e, ERR_CONFLICT, "it became another tag");
	t.archived = INSTANT_NONE;
	if (tag_store_change(job->db, &t, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "tag_revived", t.oid, NULL);
	return ERR_NONE;
}

enum err_kind tags_archive(struct job *job, const char *oid, bool archived,
			   struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, archived ? archive : revive, oid, NULL, e);
}

/* ---- One of two ---------------------------------------------------------- */

struct merging {
	const char *oid, *into;
	int limit;
};

/* Both locked, the older first, so that two merges wait for each other. */
static enum err_kind lock_both(struct job *job, const struct merging *in,
			       struct tag *from, struct tag *to, struct err *e)
{
	bool older;

	if (tag_store_find_oid(job->db, job->arena, in->oid, from, e))
		return e->kind;
	if (tag_store_find_oid(job->db, job->arena, in->into, to, e) ==
	    ERR_NOT_FOUND)
		return err_set(e, ERR_INVALID, "into: there is no such tag");
	if (e->kind)
		return e->kind;
	older = from->id.n < to->id.n;
	if (tag_store_lock(job->db, job->arena, older ? in->oid : in->into,
			   older ? from : to, e) ||
	    tag_store_lock(job->db, job->arena, older ? in->into : in->oid,
			   older ? to : from, e))
		return e->kind;
	return ERR_NONE;
}

static enum err_kind merge(struct admin *ad, const void *args, struct err *e)
{
	const struct merging *in = args;
	struct job *job = ad->job;
	struct audit_look was;
	struct tag from, to;
	int64_t did;

	if (lock_both(job, in, &from, &to, e) ||
	    audit_look(job, AUDIT_TAG, from.oid, &was, e))
		return e->kind;
	if (from.id.n == to.id.n)
		return err_set(e, ERR_INVALID, "into: choose another tag");
	if (from.merged.n && from.merged.n != to.id.n)
		return err_set(e, ERR_INVALID,
			       "into: it became another tag already");
	if (to.archived != INSTANT_NONE)
		return err_set(e, ERR_INVALID, "into: %s is archived", to.name);
	from.merged = to.id;
	if (from.archived == INSTANT_NONE)
		from.archived = job->by.now;
	if (rule_store_begin(job->db, e) ||
	    tag_store_change(job->db, &from, e) ||
	    tag_store_move(job->db, job->arena, from.id, to.id, in->limit, &did,
			   e) ||
	    turn_store_note(job->db, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "tag_merged", from.oid, to.oid);
	return ERR_NONE;
}

enum err_kind tags_merge(struct job *job, const char *oid, const char *into,
			 int limit, int64_t *left, struct err *e)
{
	const struct merging in = { oid, into, limit };
	struct job fresh = *job;
	struct tag t;

	fresh.once = NULL; /* the second time finds less to do */
	if (admin_may(job, e) || admin_run(&fresh, merge, &in, NULL, e) ||
	    tag_store_find_oid(job->db, job->arena, oid, &t, e))
		return e->kind;
	return count_store_one(job->db, job->arena, COUNT_TAG_TICKETS, t.id.n,
			       left, e);
}

/* ---- Its end ------------------------------------------------------------- */

static enum err_kind delete_tag(struct admin *ad, const void *args,
				struct err *e)
{
	struct job *job = ad->job;
	int64_t tickets, events, merged;
	struct audit_look was;
	struct tag t;

	if (tag_store_lock(job->db, job->arena, args, &t, e) ||
	    audit_look(job, AUDIT_TAG, t.oid, &was, e) ||
	    count_store_one(job->db, job->arena, COUNT_TAG_TICKETS, t.id.n,
			    &tickets, e) ||
	    count_store_one(job->db, job->arena, COUNT_TAG_EVENTS, t.id.n,
			    &events, e) ||
	    count_store_one(job->db, job->arena, COUNT_TAG_MERGED, t.id.n,
			    &merged, e))
		return e->kind;
	if (tickets || events || merged)
		return err_set(e, ERR_CONFLICT, "tickets have or had it");
	/* Rules that ask for it are to be read anew. */
	if (rule_store_begin(job->db, e) || turn_store_note(job->db, e) ||
	    tag_store_delete(job->db, t.id, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "tag_deleted", t.oid, NULL);
	return ERR_NONE;
}

enum err_kind tags_delete(struct job *job, const char *oid, struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, delete_tag, oid, NULL, e);
}
