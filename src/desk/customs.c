#include "desk/customs.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "store/custom_store.h"

static enum err_kind taken(const char *what, const char *name, struct err *e)
{
	err_clear(e);
	return err_set(e, ERR_CONFLICT,
		       "name: there is a %s \"%.120s\" already", what, name);
}

/* Where it stands in the list, which is locked. */
static enum err_kind lock(struct job *job, const char *oid,
			  struct custom_fields *all, struct custom_field **out,
			  struct err *e)
{
	struct custom_field f;

	if (custom_store_find(job->db, job->arena, oid, &f, e) ||
	    custom_store_lock(job->db, job->arena, f.of, all, e))
		return e->kind;
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id == f.id) {
			*out = &all->v[i];
			return ERR_NONE;
		}
	return err_set(e, ERR_NOT_FOUND, "no such custom field");
}

/* ---- Adding, changing ---------------------------------------------------- */

static enum err_kind check_room(const struct custom_fields *all, struct err *e)
{
	if (custom_store_count(all) < LIMIT_FIELDS)
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "name: there are %d fields already, which is the most;"
		       " archive one first",
		       LIMIT_FIELDS);
}

static enum err_kind check_shown(enum custom_of of, bool shown, bool required,
				 struct err *e)
{
	if (shown && of != CUSTOM_OF_TICKET)
		return err_set(e, ERR_INVALID,
			       "shown: customers fill in fields of tickets"
			       " only");
	if (required && !shown)
		return err_set(e, ERR_INVALID,
			       "required: customers can only fill in what they"
			       " see");
	return ERR_NONE;
}

static enum err_kind add(struct admin *ad, const void *args, struct err *e)
{
	const struct customs_draft *d = args;
	struct job *job = ad->job;
	struct custom_field f = { .name = admin_trimmed(job, d->name),
				  .of = d->of,
				  .kind = d->kind,
				  .shown = d->shown,
				  .required = d->required };
	struct custom_fields all;

	if (custom_store_lock(job->db, job->arena, d->of, &all, e) ||
	    check_room(&all, e))
		return e->kind;
	f.position = all.n ? all.v[all.n - 1].position + 1 : 1;
	if (custom_store_add(job->db, job->arena, &f, job->by.now, e) ==
	    ERR_CONFLICT)
		return taken("field", f.name, e);
	if (e->kind || audit_made(job, AUDIT_FIELD, f.oid, e))
		return e->kind;
	admin_note(ad, "field_added", f.oid, custom_kind_name(f.kind));
	return ERR_NONE;
}

enum err_kind customs_add(struct job *job, const struct customs_draft *d,
			  const char **oid, struct err *e)
{
	if (admin_may(job, e) ||
	    admin_line("name", d->name, LIMIT_NAME, true, e))
		return e->kind;
	if ((unsigned)d->of >= CUSTOM_OF_N)
		return err_set(e, ERR_INVALID,
			       "about: choose what it is about");
	if ((unsigned)d->kind >= CUSTOM_KIND_N)
		return err_set(e, ERR_INVALID, "kind: choose what it holds");
	if (check_shown(d->of, d->shown, d->required, e))
		return e->kind;
	return admin_run(job, add, d, oid, e);
}

struct changing {
	const char *oid;
	const struct customs_change *c;
};

static enum err_kind change(struct admin *ad, const void *args, struct err *e)
{
	const struct changing *in = args;
	struct job *job = ad->job;
	struct custom_fields all;
	struct custom_field *f;
	struct audit_look was;

	if (lock(job, in->oid, &all, &f, e) ||
	    admin_seen(in->c->seen, f->version, e) ||
	    check_shown(f->of, in->c->shown, in->c->required, e) ||
	    audit_look(job, AUDIT_FIELD, f->oid, &was, e))
		return e->kind;
	f->name = admin_trimmed(job, in->c->name);
	f->shown = in->c->shown;
	f->required = in->c->required;
	if (custom_store_change(job->db, f, e) == ERR_CONFLICT)
		return taken("field", f->name, e);
	if (e->kind || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "field_changed", f->oid, NULL);
	return ERR_NONE;
}

enum err_kind customs_change(struct job *job, const char *oid,
			     const struct customs_change *c, struct err *e)
{
	const struct changing in = { oid, c };

	if (admin_may(job, e) ||
	    admin_line("name", c->name, LIMIT_NAME, true, e))
		return e->kind;
	return admin_run(job, change, &in, NULL, e);
}

/* ---- Archived, and not --------------------------------------------------- */

static enum err_kind archive(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct custom_fields all;
	struct custom_field *f;
	struct audit_look was;

	if (lock(job, args, &all, &f, e) ||
	    audit_look(job, AUDIT_FIELD, f->oid, &was, e))
		return e->kind;
	if (f->archived == INSTANT_NONE)
		f->archived = job->by.now;
	if (custom_store_change(job->db, f, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "field_archived", f->oid, NULL);
	return ERR_NONE;
}

static enum err_kind revive(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct custom_fields all;
	struct custom_field *f;
	struct audit_look was;

	if (lock(job, args, &all, &f, e) ||
	    audit_look(job, AUDIT_FIELD, f->oid, &was, e))
		return e->kind;
	if (f->archived != INSTANT_NONE && check_room(&all, e))
		return e->kind;
	f->archived = INSTANT_NONE;
	if (custom_store_change(job->db, f, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "field_revived", f->oid, NULL);
	return ERR_NONE;
}

enum err_kind customs_archive(struct job *job, const char *oid, bool archived,
			      struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, archived ? archive : revive, oid, NULL, e);
}

/* ---- Their order --------------------------------------------------------- */

struct moving {
	const char *oid;
	bool up;
};

static bool is_kept(const struct custom_field *f)
{
	return f->archived == INSTANT_NONE;
}

static enum err_kind move(struct admin *ad, const void *args, struct err *e)
{
	const struct moving *in = args;
	struct job *job = ad->job;
	struct custom_fields all;
	struct custom_field *f, *other;
	struct audit_look was;

	if (lock(job, in->oid, &all, &f, e) ||
	    audit_look(job, AUDIT_FIELD, f->oid, &was, e))
		return e->kind;
	/* The places of both, whatever lies archived between them. */
	other = f;
	do
		other += in->up ? -1 : 1;
	while (other >= all.v && other < all.v + all.n && !is_kept(other));
	admin_note(ad, "field_moved", f->oid, in->up ? "up" : "down");
	if (other < all.v || other >= all.v + all.n)
		return ERR_NONE;
	if (custom_store_place(job->db, f->id, other->position, e) ||
	    custom_store_place(job->db, other->id, f->position, e))
		return e->kind;
	return audit_keep(job, &was, e);
}

enum err_kind customs_move(struct job *job, const char *oid, bool up,
			   struct err *e)
{
	const struct moving in = { oid, up };

	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, move, &in, NULL, e);
}

/* ---- Its choices --------------------------------------------------------- */

struct choosing {
	const char *oid, *choice, *name;
	enum customs_deed deed;
};

static enum err_kind check_choice_room(const struct custom_field *f,
				       struct err *e)
{
	size_t n = 0;

	if (!custom_has_choices(f->kind))
		return err_set(e, ERR_INVALID, "choice: it has no choices");
	for (size_t i = 0; i < f->nchoices; i++)
		n += f->choices[i].archived == INSTANT_NONE;
	if (n < LIMIT_FIELD_CHOICES)
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "choice: it has %d choices already, which is the most;"
		       " archive one first",
		       LIMIT_FIELD_CHOICES);
}

static enum err_kind add_choice(struct admin *ad, const void *args,
				struct err *e)
{
	const struct choosing *in = args;
	struct job *job = ad->job;
	struct custom_choice c = { .name = admin_trimmed(job, in->name) };
	struct custom_fields all;
	struct custom_field *f;
	struct audit_look was;

	if (lock(job, in->oid, &all, &f, e) || check_choice_room(f, e) ||
	    audit_look(job, AUDIT_FIELD, f->oid, &was, e))
		return e->kind;
	c.position = f->nchoices ? f->choices[f->nchoices - 1].position + 1 : 1;
	if (custom_store_add_choice(job->db, job->arena, f->id, &c, e) ==
	    ERR_CONFLICT) {
		err_clear(e);
		return err_set(e, ERR_CONFLICT,
			       "choice: there is a choice \"%.120s\" already",
			       c.name);
	}
	if (e->kind || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "field_choice_added", f->oid, c.oid);
	return ERR_NONE;
}

enum err_kind customs_add_choice(struct job *job, const char *oid,
				 const char *name, struct err *e)
{
	const struct choosing in = { .oid = oid, .name = name };

	if (admin_may(job, e) ||
	    admin_line("choice", name, LIMIT_NAME, true, e))
		return e->kind;
	return admin_run(job, add_choice, &in, NULL, e);
}

static enum err_kind find_choice(const struct custom_field *f, const char *oid,
				 struct custom_choice **out, struct err *e)
{
	for (size_t i = 0; i < f->nchoices; i++)
		if (str_eq(f->choices[i].oid, oid)) {
			*out = &f->choices[i];
			return ERR_NONE;
		}
	return err_set(e, ERR_NOT_FOUND, "no such choice");
}

/* It changes places with the next one that is not archived. */
static enum err_kind move_choice(struct job *job, const struct custom_field *f,
				 struct custom_choice *c, bool up,
				 struct err *e)
{
	struct custom_choice *other = c, *end = f->choices + f->nchoices;
	int position = c->position;

	do
		other += up ? -1 : 1;
	while (other >= f->choices && other < end &&
	       other->archived != INSTANT_NONE);
	if (other < f->choices || other >= end)
		return ERR_NONE;
	c->position = other->position;
	other->position = position;
	if (custom_store_change_choice(job->db, c, e))
		return e->kind;
	return custom_store_change_choice(job->db, other, e);
}

static enum err_kind rename_choice(struct job *job, struct custom_choice *c,
				   const char *name, struct err *e)
{
	c->name = admin_trimmed(job, name);
	if (custom_store_change_choice(job->db, c, e) == ERR_CONFLICT)
		return taken("choice", c->name, e);
	return e->kind;
}

static enum err_kind do_with_choice(struct job *job, const struct choosing *in,
				    const struct custom_field *f,
				    struct custom_choice *c, struct err *e)
{
	switch (in->deed) {
	case CUSTOMS_RENAME:
		return rename_choice(job, c, in->name, e);
	case CUSTOMS_UP:
	case CUSTOMS_DOWN:
		return move_choice(job, f, c, in->deed == CUSTOMS_UP, e);
	case CUSTOMS_ARCHIVE:
		if (c->archived == INSTANT_NONE)
			c->archived = job->by.now;
		return custom_store_change_choice(job->db, c, e);
	case CUSTOMS_REVIVE:
		if (c->archived != INSTANT_NONE && check_choice_room(f, e))
			return e->kind;
		c->archived = INSTANT_NONE;
		return custom_store_change_choice(job->db, c, e);
	}
	return ERR_NONE;
}

static enum err_kind change_choice(struct admin *ad, const void *args,
				   struct err *e)
{
	const struct choosing *in = args;
	struct job *job = ad->job;
	struct custom_fields all;
	struct custom_choice *c;
	struct custom_field *f;
	struct audit_look was;

	if (lock(job, in->oid, &all, &f, e) ||
	    find_choice(f, in->choice, &c, e) ||
	    audit_look(job, AUDIT_FIELD, f->oid, &was, e) ||
	    do_with_choice(job, in, f, c, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "field_choice_changed", f->oid, c->oid);
	return ERR_NONE;
}

enum err_kind customs_change_choice(struct job *job, const char *oid,
				    const char *choice, enum customs_deed deed,
				    const char *name, struct err *e)
{
	const struct choosing in = { oid, choice, name, deed };

	if (admin_may(job, e) ||
	    (deed == CUSTOMS_RENAME &&
	     admin_line("name", name, LIMIT_NAME, true, e)))
		return e->kind;
	return admin_run(job, change_choice, &in, NULL, e);
}
