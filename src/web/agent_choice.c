#include "web/agent_choice.h"
#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/presence_store.h"
#include "web/form.h"
#include "web/names.h"
#include "web/suggest.h"
#include "web/words.h"
#include <strings.h>

#define SHOWN 10 /* of those who fit */
#define KEEP "keep"

enum {
	CHOICE_OID,
	CHOICE_TYPED,
	CHOICE_OF,
	CHOICE_FIELDS
};

/* ---- Reading ------------------------------------------------------------- */

/* The only one who is called so, or has that address. */
static const struct person *exactly(const struct people *p, const char *typed)
{
	const struct person *found = NULL;

	for (size_t i = 0; i < p->n; i++) {
		const struct person *one = &p->v[i];

		if (strcasecmp(one->name, typed) != 0 &&
		    (!one->email || strcasecmp(one->email, typed) != 0))
			continue;
		if (found)
			return NULL;
		found = one;
	}
	return found;
}

static const struct person *of_oid(const struct people *p, const char *oid)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_eq(p->v[i].oid, oid))
			return &p->v[i];
	return NULL;
}

/* ${oid} is one of those listed before, or "". */
static enum err_kind by_name(struct req *rq, struct agent_choice *c,
			     const char *oid, struct err *e)
{
	const struct person *one;

	if (agent_list_find(rq->job.db, rq->a, &c->of, c->typed, SHOWN + 1,
			    &c->fit, e))
		return e->kind;
	one = *oid            ? of_oid(&c->fit, oid)
	      : c->fit.n == 1 ? &c->fit.v[0]
			      : exactly(&c->fit, c->typed);
	if (one) {
		c->chosen = *one;
		c->by_name = true;
		c->fit.n = 0;
		c->typed = NULL;
		return ERR_NONE;
	}
	c->fault = words_get(c->fit.n ? WORD_FAULT_SEVERAL_FIT
				      : WORD_FAULT_NOBODY_FITS);
	return ERR_NONE;
}

static enum err_kind by_oid(struct req *rq, struct agent_choice *c,
			    const char *oid, struct err *e)
{
	if (!rng_oid_valid(oid)) {
		c->fault = words_get(WORD_FAULT_WRONG);
		return ERR_NONE;
	}
	if (agent_list_oid(rq->job.db, rq->a, &c->of, oid, &c->chosen, e) ==
	    ERR_NOT_FOUND) {
		err_clear(e);
		c->chosen = (struct person){ 0 };
		c->fault = words_get(WORD_FAULT_WRONG);
	}
	return e->kind;
}

enum err_kind agent_choice_read(struct req *rq, struct agent_choice *c,
				struct err *e)
{
	const struct field fields[CHOICE_FIELDS] = {
		[CHOICE_OID] = { c->name, FIELD_LINE, .max = RNG_OID_LEN },
		[CHOICE_TYPED] = { arena_printf(rq->a, "%s_typed", c->name),
				   FIELD_LINE, .max = LIMIT_EMAIL },
		[CHOICE_OF] = { arena_printf(rq->a, "%s_of", c->name),
				FIELD_LINE, .max = LIMIT_EMAIL },
	};
	const char *oid;
	struct form f;
	bool again;

	form_read(rq, fields, CHOICE_FIELDS, &f);
	oid = f.v[CHOICE_OID].text;
	if (f.v[CHOICE_TYPED].given || f.v[CHOICE_TYPED].fault)
		c->typed = f.v[CHOICE_TYPED].text;
	for (size_t i = 0; i < CHOICE_FIELDS; i++)
		if (f.v[i].fault) {
			c->fault = form_fault_text(rq->a, &fields[i], &f.v[i]);
			return ERR_NONE;
		}
	again = str_eq(f.v[CHOICE_OF].text, c->typed);
	if (c->with_keep && str_eq(oid, KEEP) && (!c->typed || again)) {
		c->keep = true;
		c->typed = NULL;
		return ERR_NONE;
	}
	if (c->typed)
		return by_name(rq, c, again ? oid : "", e);
	if (*oid)
		return by_oid(rq, c, oid, e);
	return ERR_NONE;
}

/* ---- Showing ------------------------------------------------------------- */

struct shown {
	bool chosen, address;
	enum presence is; /* NONE: it is not said */
};

static void add_person(struct view *list, const struct person *p,
		       const struct shown *how)
{
	struct view *row = view_row(list, PARTS_AGENT_CHOICE_PERSON);

	view_text(row, PARTS_AGENT_CHOICE_OID, p->oid);
	view_text(row, PARTS_AGENT_CHOICE_WHO, p->name);
	if (how->address && p->email)
		view_text(view_row(row, PARTS_AGENT_CHOICE_EMAIL),
			  PARTS_AGENT_CHOICE_ADDRESS, p->email);
	if (how->chosen)
		view_show(row, PARTS_AGENT_CHOICE_CHOSEN);
	if (how->is == PRESENCE_PAUSED)
		view_show(row, PARTS_AGENT_CHOICE_PAUSED);
	if (how->is == PRESENCE_AWAY)
		view_show(row, PARTS_AGENT_CHOICE_AWAY);
}

/* Who of them is there: in the arena; NONE of all where nobody asks. */
static enum err_kind read_presence(struct req *rq, const struct agent_choice *c,
				   const struct people *all,
				   const enum presence **out, struct err *e)
{
	enum presence *is = ARENA_ARRAY(rq->a, all->n + 1, enum presence);
	int64_t *ids = ARENA_ARRAY(rq->a, all->n + 1, int64_t);

	*out = is;
	for (size_t i = 0; i < all->n; i++) {
		ids[i] = all->v[i].id.n;
		is[i] = PRESENCE_NONE;
	}
	if (!c->with_presence)
		return ERR_NONE;
	return presence_store_each(rq->job.db, rq->a, ids, all->n,
				   rq->job.by.now, is, e);
}

/* ${few}: all there are, or none when they are too many. */
static enum err_kind fill_list(struct req *rq, struct view *part,
			       const struct agent_choice *c,
			       const struct people *few, struct err *e)
{
	struct view *list = view_row(part, PARTS_AGENT_CHOICE_LIST);
	const enum presence *is;
	bool several = c->fit.n > 0;
	const struct people *all = several ? &c->fit : few;
	bool listed = c->chosen.id.n == 0;

	if (read_presence(rq, c, all, &is, e))
		return e->kind;
	for (size_t i = 0; i < all->n && !(several && i == SHOWN); i++) {
		bool has = all->v[i].id.n == c->chosen.id.n;

		add_person(list, &all->v[i],
			   &(struct shown){ has, several, is[i] });
		listed |= has;
	}
	if (!listed) /* one of many, or no longer one of them */
		add_person(list, &c->chosen, &(struct shown){ .chosen = true });
	if (c->with_keep) {
		struct view *keep = view_row(list, PARTS_AGENT_CHOICE_KEEP);

		if (c->keep)
			view_show(keep, PARTS_AGENT_CHOICE_CHOSEN);
	}
	return ERR_NONE;
}

static void fill_search(struct view *part, const struct agent_choice *c,
			bool listed)
{
	struct view *search = view_row(part, PARTS_AGENT_CHOICE_SEARCH);

	view_show(search, listed ? PARTS_AGENT_CHOICE_LISTED
				 : PARTS_AGENT_CHOICE_ALONE);
	view_text(search, PARTS_AGENT_CHOICE_TYPED, c->typed ? c->typed : "");
	view_int(search, PARTS_AGENT_CHOICE_TYPED_MAX, LIMIT_EMAIL);
	view_text(search, PARTS_AGENT_CHOICE_SUGGEST_URL,
		  c->suggest ? c->suggest : "/people/suggest");
	if (c->fit.n)
		view_show(search, PARTS_AGENT_CHOICE_SEVERAL);
}

/* A hint of the page, and the fault. */
static void fill_described(struct req *rq, struct view *part,
			   const struct agent_choice *c)
{
	const char *by = c->hint;

	if (c->fault)
		by = arena_printf(rq->a, "%s%s%s-error", by ? by : "",
				  by ? " " : "", c->name);
	if (by)
		view_text(view_row(part, PARTS_AGENT_CHOICE_DESCRIBED),
			  PARTS_AGENT_CHOICE_BY, by);
}

enum err_kind agent_choice_fill(struct req *rq, struct view *v,
				const char *include,
				const struct agent_choice *c, struct err *e)
{
	static const char *const firsts[] = {
		[AGENT_CHOICE_ALL] = PARTS_AGENT_CHOICE_ALL,
		[AGENT_CHOICE_NOBODY] = PARTS_AGENT_CHOICE_NOBODY,
	};
	struct view *part;
	struct people few;
	bool many, listed;

	if (agent_list_few(rq->job.db, rq->a, &c->of, LIMIT_CHOICES, &few,
			   &many, e))
		return e->kind;
	listed = !many || c->fit.n || c->chosen.id.n || c->with_keep;
	part = view_include(v, include, PARTS_AGENT_CHOICE_TPL);
	view_text(part, PARTS_AGENT_CHOICE_NAME, c->name);
	view_show(part, firsts[c->first]);
	if (c->fault)
		view_text(view_row(part, PARTS_AGENT_CHOICE_ERROR),
			  PARTS_AGENT_CHOICE_TEXT, c->fault);
	fill_described(rq, part, c);
	if (listed && fill_list(rq, part, c, &few, e))
		return e->kind;
	if (many || c->typed)
		fill_search(part, c, listed);
	return ERR_NONE;
}

/* ---- Suggesting ---------------------------------------------------------- */

enum err_kind agent_choice_answer(struct req *rq, struct resp *rs,
				  const struct agents_of *of, struct err *e)
{
	static const struct field query[] = {
		{ "q", FIELD_LINE, .max = LIMIT_EMAIL },
	};
	struct suggestion said[SHOWN];
	struct people found;
	struct form f;

	form_read(rq, FIELDS(query), &f);
	if (agent_list_find(rq->job.db, rq->a, of, f.v[0].text, SHOWN, &found,
			    e))
		return e->kind;
	for (size_t i = 0; i < found.n; i++) {
		const struct person *p = &found.v[i];

		said[i] = (struct suggestion){
			.id = p->oid,
			.name = p->name,
			.email = p->email ? p->email : "",
		};
	}
	suggest_answer(rs, said, found.n);
	return ERR_NONE;
}

enum err_kind agent_choice_suggest(struct req *rq, struct resp *rs,
				   struct err *e)
{
	enum {
		OF_AGENTS,
		OF_ALL
	};
	static const struct field_choice whom[] = {
		{ "agents", OF_AGENTS },
		{ "all", OF_ALL },
		{ NULL, OF_AGENTS },
	};
	static const struct field query[] = {
		{ "of", FIELD_CHOICE, .choices = whom, .otherwise = OF_AGENTS },
	};
	struct agents_of of = { .viewer = &rq->viewer, .roles = ROLES_ANSWER };
	struct form f;

	form_read(rq, FIELDS(query), &f);
	of.disabled = f.v[0].i64 == OF_ALL;
	return agent_choice_answer(rq, rs, &of, e);
}
