#ifndef WEB_AGENT_CHOICE_H
#define WEB_AGENT_CHOICE_H
/*
 * agent_choice: a field that chooses one of staff. Up to LIMIT_CHOICES of them
 * are a list; more are found by the beginning of a name or an address, which a
 * script suggests and which works without one: who alone fits is taken, or
 * alone is called exactly so; else the field says that nobody or several fit,
 * and lists up to ten of these.
 *
 *	struct agent_choice c = { .name = "to", .of = { .roles = ROLES_ANSWER }
 *};
 *
 *	if (agent_choice_read(rq, &c, e))
 *		return e->kind;
 *	if (c.fault)
 *		... page_error(rq, v, ERRORS, c.name, c.fault) ...
 *	... c.chosen.oid ...
 *
 * and to show it, fresh or as it came:
 *
 *	agent_choice_fill(rq, v, PAGE_AGENT_CHOICE, &c, e)
 */
#include "store/agent_list.h"
#include "web/http.h"
#include "web/view.h"

/* What it means to choose nobody. */
enum agent_choice_first {
	AGENT_CHOICE_ALL,
	AGENT_CHOICE_NOBODY,
};

struct agent_choice {
	/* By the page. */
	const char *name;    /* of the field, a literal: "agent" */
	struct agents_of of; /* whom */
	enum agent_choice_first first;
	const char *hint;    /* the id of a hint beside it; NULL: none */
	bool with_keep;      /* "keep" may be chosen, too */
	bool with_presence;  /* says who is paused or away */
	const char *suggest; /* where suggestions come from; NULL: from
			      * /people/suggest, agents as they are now */

	/* What was chosen; a page that shows what is stored sets ${chosen}. */
	struct person chosen; /* id 0: nobody; oid, name, email */
	bool keep;
	bool by_name;      /* found by what was typed */
	const char *typed; /* kept for the field; NULL: nothing */
	struct people fit; /* whom it may mean, when they are several */
	const char *fault; /* why nobody could be taken; NULL: none */
};

/* Read it out of the form (POST) or the query (GET). */
enum err_kind agent_choice_read(struct req *rq, struct agent_choice *c,
				struct err *e) MUST_CHECK;

/* Include it as ${include}, with its fault beside it. */
enum err_kind agent_choice_fill(struct req *rq, struct view *v,
				const char *include,
				const struct agent_choice *c,
				struct err *e) MUST_CHECK;

/* Answer with those of them who fit ?q=..., as the script wants it. */
enum err_kind agent_choice_answer(struct req *rq, struct resp *rs,
				  const struct agents_of *of,
				  struct err *e) MUST_CHECK;

/*
 * GET /people/suggest: those whom the viewer sees in reports; ?of=all with
 * those who were disabled.
 */
enum err_kind agent_choice_suggest(struct req *rq, struct resp *rs,
				   struct err *e);

#endif
