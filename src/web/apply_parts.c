#include "web/apply_parts.h"
#include "base/limits.h"
#include "base/str.h"
#include "web/names.h"
#include "web/page.h"
#include "web/words.h"
#include <string.h>

/* ---- The choice ---------------------------------------------------------- */

/* What says nothing about the draft itself. */
static bool beside_draft(const char *name)
{
	static const char *const names[] = { "csrf", "once", "deed", "looked" };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_eq(name, names[i]))
			return true;
	return false;
}

/* By which a draft that was shown is known again. */
static const char *mark_of(const struct req *rq)
{
	unsigned char hash[RNG_HASH_LEN];
	struct sbuf b = SBUF_INIT(3 * LIMIT_FORM);
	char *out = arena_alloc(rq->a, 17);

	for (size_t i = 0; i < rq->fields.n; i++) {
		const struct http_pair *p = &rq->fields.v[i];

		if (beside_draft(p->name) || p->n == 0)
			continue;
		sbuf_printf(&b, "%s=%zu:", p->name, p->n);
		sbuf_add(&b, p->text, p->n);
	}
	rng_sha256(sbuf_text(&b), b.len, hash);
	sbuf_release(&b);
	for (size_t i = 0; i < 8; i++)
		snprintf(out + 2 * i, 3, "%02x", hash[i]);
	return out;
}

/* Is a field there, and says that? Anything but ${word} and ${or} is bad. */
static bool read_word(const struct req *rq, const char *name, const char *word,
		      const char * or, bool *out)
{
	const struct http_pair *p = http_find(&rq->fields, name);

	*out = p && str_eq(p->text, word);
	return !p || *out || str_eq(p->text, or);
}

bool apply_parts_read(const struct req *rq, struct apply_asked *out)
{
	const struct http_pair *looked = http_find(&rq->fields, "looked");

	*out = (struct apply_asked){ 0 };
	out->looked = looked && str_eq(looked->text, mark_of(rq));
	return read_word(rq, "for", "open", "new", &out->open) &&
	       read_word(rq, "deed", "look", "save", &out->look) &&
	       read_word(rq, "force", "1", "", &out->force);
}

bool apply_parts_must_look(const struct apply_asked *asked)
{
	return asked->look || (asked->open && !asked->looked);
}

bool apply_parts_forcible(const struct err *e)
{
	return e->kind == ERR_INVALID && strstr(e->msg, APPLY_NEVER_DUE);
}

enum err_kind apply_parts_look(struct req *rq, apply_verb *verb,
			       const void *args, struct apply_preview *would,
			       struct err *e)
{
	return desk_apply_preview(&rq->job, verb, args, would, e);
}

static void fill_would(const struct req *rq, struct view *v,
		       const struct apply_asked *asked,
		       const struct apply_preview *p)
{
	bool moves = p->earlier || p->later || p->overdue || p->ended ||
		     p->started;
	struct view *in = v;

	view_text(v, PARTS_APPLY_CHOICE_LOOKED, mark_of(rq));
	if (asked->open && !asked->look)
		view_show(v, PARTS_APPLY_CHOICE_ASKED);
	if (p->tickets > 0)
		in = view_row(v, moves ? PARTS_APPLY_CHOICE_MOVES
				       : PARTS_APPLY_CHOICE_STILL);
	else
		view_show(v, PARTS_APPLY_CHOICE_NOBODY);
	view_int(in, PARTS_APPLY_CHOICE_TICKETS, p->tickets);
	if (!moves)
		return;
	view_int(in, PARTS_APPLY_CHOICE_CLOCKS, p->clocks);
	view_int(in, PARTS_APPLY_CHOICE_EARLIER, p->earlier);
	view_int(in, PARTS_APPLY_CHOICE_LATER, p->later);
	view_int(in, PARTS_APPLY_CHOICE_OVERDUE, p->overdue);
	view_int(in, PARTS_APPLY_CHOICE_ENDED, p->ended);
	view_int(in, PARTS_APPLY_CHOICE_STARTED, p->started);
	if (p->overdue > 0)
		view_show(in, PARTS_APPLY_CHOICE_BREAKS);
	if (p->looked < p->tickets)
		view_int(view_row(in, PARTS_APPLY_CHOICE_SAMPLE),
			 PARTS_APPLY_CHOICE_LOOKED_AT, p->looked);
}

void apply_parts_choice(struct req *rq, struct view *v, const char *include,
			const struct apply_asked *asked,
			const struct apply_preview *would)
{
	struct view *part = view_include(v, include, PARTS_APPLY_CHOICE_TPL);

	view_show(part, asked && asked->open ? PARTS_APPLY_CHOICE_FOR_OPEN
					     : PARTS_APPLY_CHOICE_FOR_NEW);
	if (asked && would)
		fill_would(rq, view_row(part, PARTS_APPLY_CHOICE_WOULD), asked,
			   would);
}

/* ---- Versions ------------------------------------------------------------ */

/* A number of the query; 0: it is not there. */
static enum err_kind read_number(const struct req *rq, const char *name,
				 int32_t *out, struct err *e)
{
	const struct http_pair *p = http_find(&rq->query, name);
	int64_t n = 0;

	if (p && !str_to_i64(p->text, 1, INT32_MAX, &n))
		return err_set(e, ERR_INVALID, "%s: must be a version", name);
	*out = (int32_t)n;
	return ERR_NONE;
}

enum err_kind apply_parts_compared(struct req *rq, enum version_of of,
				   int64_t id, struct apply_compared *out,
				   struct err *e)
{
	int32_t newest;

	*out = (struct apply_compared){ 0 };
	if (version_store_list(rq->job.db, rq->a, of, id, LIMIT_VERSIONS_SHOWN,
			       &out->all, e) ||
	    read_number(rq, "from", &out->from, e) ||
	    read_number(rq, "to", &out->to, e))
		return e->kind;
	newest = out->all.n ? out->all.v[0].number : 0;
	if (out->from > newest || out->to > newest)
		return err_set(e, ERR_INVALID,
			       "from, to: there is no such version");
	if (out->to == 0)
		out->to = newest;
	if (out->from == 0)
		out->from = out->to > 1 ? out->to - 1 : out->to;
	if (newest < 2)
		out->from = out->to = 0;
	return ERR_NONE;
}

static void fill_version(const struct req *rq, struct view *row,
			 const struct version *v, bool newest)
{
	view_int(row, PARTS_APPLY_VERSIONS_NUMBER, v->number);
	words_time_for(rq, row, PARTS_APPLY_VERSIONS_AT, v->at);
	if (v->name)
		view_text(view_row(row, PARTS_APPLY_VERSIONS_PERSON),
			  PARTS_APPLY_VERSIONS_NAME, v->name);
	else
		view_show(row, PARTS_APPLY_VERSIONS_SHELL);
	view_show(row, v->change ? PARTS_APPLY_VERSIONS_FOR_OPEN
				 : PARTS_APPLY_VERSIONS_FOR_NEW);
	if (v->change && v->done == INSTANT_NONE)
		view_show(row, PARTS_APPLY_VERSIONS_NOW_CHANGING);
	view_show(row, newest ? PARTS_APPLY_VERSIONS_NEWEST
			      : PARTS_APPLY_VERSIONS_OLDER);
}

static void fill_options(struct view *v, const char *option,
			 const struct versions *all, int32_t chosen)
{
	for (size_t i = 0; i < all->n; i++) {
		struct view *row = view_row(v, option);

		view_int(row, PARTS_APPLY_VERSIONS_NUMBER, all->v[i].number);
		if (all->v[i].number == chosen)
			view_show(row, PARTS_APPLY_VERSIONS_CHOSEN);
	}
}

struct view *apply_parts_versions(struct req *rq, struct view *v,
				  const char *include, const char *path,
				  const struct apply_compared *c, size_t n)
{
	struct view *part = view_include(v, include, PARTS_APPLY_VERSIONS_TPL);

	view_text(part, PARTS_APPLY_VERSIONS_PAGE_URL, path);
	for (size_t i = 0; i < c->all.n; i++)
		fill_version(rq, view_row(part, PARTS_APPLY_VERSIONS_VERSION),
			     &c->all.v[i], i == 0);
	if (c->all.more)
		view_show(part, PARTS_APPLY_VERSIONS_OLDEST);
	if (c->from == 0)
		return NULL;
	part = view_row(part, PARTS_APPLY_VERSIONS_COMPARE);
	view_int(part, PARTS_APPLY_VERSIONS_FROM, c->from);
	view_int(part, PARTS_APPLY_VERSIONS_TO, c->to);
	fill_options(part, PARTS_APPLY_VERSIONS_OPTION_FROM, &c->all, c->from);
	fill_options(part, PARTS_APPLY_VERSIONS_OPTION_TO, &c->all, c->to);
	return view_row(part, n ? PARTS_APPLY_VERSIONS_DIFFERS
				: PARTS_APPLY_VERSIONS_SAME);
}

struct apply_row apply_parts_difference(struct view *list, bool was, bool is)
{
	struct apply_row out = { 0 };

	out.about = view_row(list, PARTS_APPLY_VERSIONS_DIFFERENCE);
	if (was != is)
		view_show(out.about, was ? PARTS_APPLY_VERSIONS_REMOVED
					 : PARTS_APPLY_VERSIONS_ADDED);
	if (was)
		out.was = view_row(out.about, PARTS_APPLY_VERSIONS_THEN);
	if (is)
		out.is = view_row(out.about, PARTS_APPLY_VERSIONS_NOW);
	return out;
}

/* ---- Progress ------------------------------------------------------------ */

/* The newest that open tickets are still to follow, or NULL. */
static const struct applied_change *find_change(const struct applied_changes *c,
						enum version_of of, int64_t id)
{
	for (size_t i = c->n; i-- > 0;)
		if ((of == VERSION_OF_LEVEL ? c->v[i].level
					    : c->v[i].calendar) == id)
			return &c->v[i];
	return NULL;
}

enum err_kind apply_parts_progress(struct req *rq, struct view *v,
				   const char *include, enum version_of of,
				   int64_t id, const char *path, struct err *e)
{
	const struct applied_change *c;
	struct applied_changes open;
	struct view *part;
	int64_t left;

	if (applied_store_open(rq->job.db, rq->a, LIMIT_COUNT, &open, e))
		return e->kind;
	c = find_change(&open, of, id);
	if (!c)
		return ERR_NONE;
	if (applied_store_left(rq->job.db, rq->a, c, &left, e))
		return e->kind;
	if (left == 0)
		return ERR_NONE;
	part = view_include(v, include, PARTS_APPLY_PROGRESS_TPL);
	view_int(part, PARTS_APPLY_PROGRESS_DONE, c->tickets);
	view_int(part, PARTS_APPLY_PROGRESS_LEFT, left);
	view_int(part, PARTS_APPLY_PROGRESS_ALL, c->tickets + left);
	view_text(part, PARTS_APPLY_PROGRESS_PAGE_URL, path);
	return ERR_NONE;
}
