#include "desk/tag.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/audit.h"
#include "store/tag_store.h"

/* ---- As typed ------------------------------------------------------------ */

static enum err_kind check_name(const char *s, size_t n, struct err *e)
{
	if (str_utf8_count(s, n) > LIMIT_TAG)
		return err_set(e, ERR_INVALID,
			       "A tag has more than %d characters: %.*s...",
			       LIMIT_TAG, (int)str_utf8_cut(s, n, 20), s);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < ' ' || s[i] == 0x7f)
			return err_set(e, ERR_INVALID,
				       "A tag has a control character.");
	return ERR_NONE;
}

static enum err_kind read_names(struct arena *a, const char *typed,
				struct tag_names *out, struct err *e)
{
	const char *s = typed ? typed : "";

	*out = (struct tag_names){ 0 };
	if (!str_utf8_valid(s, strlen(s)))
		return err_set(e, ERR_INVALID,
			       "The tags are not valid UTF-8 text.");
	while (*s) {
		size_t whole = strcspn(s, ","), n;
		char *raw = arena_copy(a, s, whole);
		const char *name;

		str_one_space(raw); /* who reads it sees no more */
		name = str_trim(raw, &n);
		s += whole + (s[whole] == ',');
		if (str_blank(name, n)) /* nobody would see it */
			continue;
		if (out->n == LIMIT_TAGS)
			return err_set(e, ERR_INVALID,
				       "There are more than %d tags.",
				       LIMIT_TAGS);
		if (check_name(name, n, e))
			return e->kind;
		out->v[out->n++] = arena_copy(a, name, n);
	}
	return ERR_NONE;
}

enum err_kind tag_read(struct arena *a, const char *typed,
		       struct tag_names *out, struct err *e)
{
	if (read_names(a, typed, out, e))
		return err_about(e, "tags");
	return ERR_NONE;
}

/* ---- On a ticket --------------------------------------------------------- */

static bool has(const struct tags *list, tag_id id)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].id.n == id.n)
			return true;
	return false;
}

/* Those of ${list} that ${other} has not. */
static size_t missing(struct arena *a, const struct tags *list,
		      const struct tags *other, const tag_id **out)
{
	tag_id *ids = ARENA_ARRAY(a, list->n, tag_id);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (!has(other, list->v[i].id))
			ids[n++] = list->v[i].id;
	*out = ids;
	return n;
}

/* What is archived stays where it is, and comes nowhere else. */
static enum err_kind check_archived(const struct tags *now,
				    const struct tags *then, struct err *e)
{
	for (size_t i = 0; i < then->n; i++)
		if (then->v[i].archived != INSTANT_NONE &&
		    !has(now, then->v[i].id))
			return err_set(e, ERR_INVALID,
				       "The tag %s is archived.",
				       then->v[i].name);
	return ERR_NONE;
}

/* Who types a name that nobody used yet makes a tag. */
static enum err_kind note_fresh(struct job *job, const struct tags *tags,
				struct err *e)
{
	for (size_t i = 0; i < tags->n; i++)
		if (tags->v[i].fresh &&
		    audit_made(job, AUDIT_TAG, tags->v[i].oid, e))
			return e->kind;
	return ERR_NONE;
}

enum err_kind tag_change(struct work *w, const struct tag_names *names,
			 struct event *ev, struct err *e)
{
	struct job *job = w->job;
	struct tags now = { 0 }, then = { 0 };
	struct work_tags change = { 0 };

	if (w->row.id.n &&
	    tag_store_of_ticket(job->db, job->arena, w->row.id, &now, e))
		return e->kind;
	if (names->n > 0 && tag_store_need(job->db, job->arena, names->v,
					   names->n, job->by.now, &then, e))
		return e->kind;
	if (note_fresh(job, &then, e))
		return e->kind;
	if (check_archived(&now, &then, e))
		return err_about(e, "tags");
	change.non = missing(job->arena, &then, &now, &change.on);
	change.noff = missing(job->arena, &now, &then, &change.off);
	if (change.non + change.noff == 0)
		return ERR_NONE;
	ev->did |= DID_TAGS;
	work_tag(w, &change);
	return ERR_NONE;
}

/* ---- The verb ------------------------------------------------------------ */

static enum err_kind set_tags(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_TAGS, 0);

	if (work_may(w, e))
		return e->kind;
	if (clock_ticket_hidden(&w->state))
		return err_set(e, ERR_CONFLICT, "spam or deleted");
	if (tag_change(w, args, &ev, e))
		return e->kind;
	if (ev.did)
		work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_set_tags(struct job *job, const char *code, int64_t seen,
			    const char *tags, struct deed *out, struct err *e)
{
	struct tag_names names;

	if (tag_read(job->arena, tags, &names, e))
		return e->kind;
	return work_run(job, code, seen, set_tags, &names, out, e);
}
