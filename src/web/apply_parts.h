#ifndef WEB_APPLY_PARTS_H
#define WEB_APPLY_PARTS_H
/*
 * apply_parts: what the pages of levels and of calendars share, for both are
 * kept in versions (desk/apply.h): the choice "new tickets only, or open ones
 * too" with what would move, the list of versions with what differs between
 * two, and how far a change for open tickets is.
 *
 * 1. The form. In its template, before the buttons: {{>APPLY}}; its last
 * buttons are sent as "deed": "save", and "look", which stands in the part.
 *
 *	struct apply_asked asked;
 *	struct apply_preview would;
 *
 *	if (!apply_parts_read(rq, &asked)) ... it was not our form
 *	if (apply_parts_must_look(&asked)) {
 *		if (apply_parts_look(rq, verb, &args, &would, e))
 *			... as if saving had failed so: fields, conflict
 *		... the page again (200), as typed, with
 *		apply_parts_choice(rq, v, X_APPLY, &asked, &would);
 *	}
 *	... save, for open tickets too if asked.open
 *
 * Who saves for open tickets is shown first what would move, and saves with the
 * button that then stands there: a hidden input says which draft that was (all
 * fields of the form but csrf, once, deed, looked). Is the draft another by
 * then, it is shown once more. ${verb} stores the draft for open tickets too,
 * whatever was asked (apply_verb); desk_apply_preview() takes it back.
 *
 * Where nothing can move, for it is new, the part is left out: the form then
 * has no "for", and asked.open is false.
 *
 * 2. Versions, on a page of their own or below the form: {{>VERSIONS}}.
 *
 *	struct apply_compared c;
 *
 *	if (apply_parts_compared(rq, VERSION_OF_LEVEL, id, &c, e)) ...
 *	... load versions c.from and c.to, if not 0; n differences
 *	list = apply_parts_versions(rq, v, X_VERSIONS, "/levels/OID", &c, n);
 *	for (each difference) {
 *		struct apply_row r = apply_parts_difference(list, was, is);
 *
 *		view_include(r.about, PARTS_APPLY_VERSIONS_ABOUT, X_TPL)
 *		view_include(r.was, PARTS_APPLY_VERSIONS_WAS, X_TPL), if was
 *		view_include(r.is, PARTS_APPLY_VERSIONS_IS, X_TPL), if is
 *	}
 *
 * The words of a difference are the page's: three includes of a template of its
 * own. Which two are compared stands in the query, ?from=2&to=3, else the
 * newest two; a version is shown, to be saved again, by ?version=2.
 *
 * 3. Progress: {{>PROGRESS}}, on the page and wherever it matters. Nothing is
 * shown where nothing is under way.
 */
#include "desk/apply.h"
#include "store/version_store.h"
#include "web/http.h"
#include "web/view.h"

/* ---- The choice ---------------------------------------------------------- */

struct apply_asked {
	bool open;   /* for open tickets too */
	bool look;   /* the button that only looks */
	bool looked; /* what this very draft would do was shown */
	bool force;  /* the box that R6's warning brings was ticked */
};

/* As posted. Returns false when a field of ours has no value of ours. */
bool apply_parts_read(const struct req *rq, struct apply_asked *out);

/* Is what would move to be shown, and nothing to be saved? */
bool apply_parts_must_look(const struct apply_asked *asked);

/*
 * Was it refused for something would never fall due by these hours (R6)? Then
 * the form shows a box "force" = 1, which asked.force tells.
 */
bool apply_parts_forcible(const struct err *e);

/* desk_apply_preview() of a page. */
enum err_kind apply_parts_look(struct req *rq, apply_verb *verb,
			       const void *args, struct apply_preview *would,
			       struct err *e) MUST_CHECK;

/*
 * Include parts/apply_choice.tpl as ${include}; ${asked} is NULL at first,
 * ${would} unless it was looked.
 */
void apply_parts_choice(struct req *rq, struct view *v, const char *include,
			const struct apply_asked *asked,
			const struct apply_preview *would);

/* ---- Versions ------------------------------------------------------------ */

struct apply_compared {
	struct versions all; /* LIMIT_VERSIONS_SHOWN at most */
	int32_t from, to;    /* which two; 0: there is one alone */
};

/* ERR_INVALID: the query names one that is none. */
enum err_kind apply_parts_compared(struct req *rq, enum version_of of,
				   int64_t id, struct apply_compared *out,
				   struct err *e) MUST_CHECK;

/*
 * Include parts/apply_versions.tpl as ${include}; ${path} is the page of the
 * thing, ${n} how many differences there will be. Returns the list for them;
 * NULL: there is one version alone.
 */
struct view *apply_parts_versions(struct req *rq, struct view *v,
				  const char *include, const char *path,
				  const struct apply_compared *c, size_t n);

/* What a difference is about, and the places for what was and what is; NULL:
 * it was not there, it is not any more. */
struct apply_row {
	struct view *about, *was, *is;
};
struct apply_row apply_parts_difference(struct view *list, bool was, bool is);

/* ---- Progress ------------------------------------------------------------ */

/*
 * Include parts/apply_progress.tpl as ${include} if open tickets are still to
 * follow a version of that level, or calendar; ${path} is the page itself.
 */
enum err_kind apply_parts_progress(struct req *rq, struct view *v,
				   const char *include, enum version_of of,
				   int64_t id, const char *path,
				   struct err *e) MUST_CHECK;

#endif
