#include "web/audit_entry.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/audit_text.h"
#include "web/names.h"
#include "web/setting_words.h"
#include "web/words.h"

#define LISTED_MOST 12 /* differences, in a list */
#define WHOLE_MOST 500 /* of one change alone */

/* ---- Words --------------------------------------------------------------- */

static void add_length(struct sbuf *to, seconds s)
{
	char text[WORDS_TEXT];

	if (s < 0)
		sbuf_str(to, "-");
	sbuf_str(to, words_duration(s < 0 ? -s : s, UNIT_WORKING, text));
}

static const struct audit_text page_words = { setting_words_get, add_length };

static void put_path(struct view *v, const struct audit_difference *d)
{
	struct sbuf b = SBUF_INIT(LIMIT_AUDIT_SHOWN);

	audit_text_path(&b, d, &page_words);
	view_text(v, AUDIT_ENTRY_LABEL, sbuf_text(&b));
	sbuf_release(&b);
}

static void put_value(struct view *v, const struct audit_difference *d,
		      const struct json_in *value)
{
	struct sbuf b = SBUF_INIT(LIMIT_AUDIT_SHOWN);

	audit_text_value(&b, d, value, &page_words);
	view_text(v, AUDIT_ENTRY_TEXT, sbuf_text(&b));
	sbuf_release(&b);
}

/* ---- Differences --------------------------------------------------------- */

/* The number of a version says nothing where something else does. */
static bool is_number_alone(const struct audit_differences *all, size_t i)
{
	return all->n > 1 && all->v[i].depth == 1 &&
	       str_eq(all->v[i].path[0], "version");
}

static void fill_changes(struct view *v, const struct audit_differences *all,
			 size_t most)
{
	struct view *list = view_row(v, AUDIT_ENTRY_CHANGES);
	size_t shown = 0, left = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct audit_difference *d = &all->v[i];
		struct view *row;

		if (is_number_alone(all, i))
			continue;
		if (shown == most) {
			left++;
			continue;
		}
		shown++;
		row = view_row(list, AUDIT_ENTRY_CHANGE);
		put_path(row, d);
		if (d->was)
			put_value(view_row(row, AUDIT_ENTRY_WAS), d, d->was);
		if (d->is)
			put_value(view_row(row, AUDIT_ENTRY_IS), d, d->is);
		if (d->order)
			view_show(row, AUDIT_ENTRY_ORDER);
	}
	if (left > 0)
		view_int(view_row(list, AUDIT_ENTRY_MORE), AUDIT_ENTRY_COUNT,
			 (int64_t)left);
}

/* Of what was made or taken away all that it says. */
static void fill_says(struct view *v, const struct audit_differences *all,
		      size_t most)
{
	struct view *list = view_row(v, AUDIT_ENTRY_SAYS);

	for (size_t i = 0; i < all->n && i < most; i++) {
		const struct audit_difference *d = &all->v[i];
		struct view *row = view_row(list, AUDIT_ENTRY_CHANGE);

		put_path(row, d);
		put_value(row, d, d->is ? d->is : d->was);
	}
}

static enum err_kind fill_what(struct req *rq, struct view *v,
			       const struct audit_entry *x, size_t most,
			       struct err *e)
{
	struct audit_differences all;

	if (audit_diff(rq->a, x->was, x->became, &all, e)) {
		audit_diff_free(&all);
		return err_wrap(e, "change %s", x->oid);
	}
	if (x->was && x->became)
		fill_changes(v, &all, most);
	else
		fill_says(v, &all, most);
	audit_diff_free(&all);
	return ERR_NONE;
}

/* ---- Who, and what ------------------------------------------------------- */

static void fill_who(struct req *rq, struct view *v,
		     const struct audit_entry *x)
{
	struct view *who;

	if (x->who) {
		who = view_row(v, AUDIT_ENTRY_PERSON);
		view_text(who, AUDIT_ENTRY_WHO, x->who);
		view_text(who, AUDIT_ENTRY_WHO_URL,
			  arena_printf(rq->a, "/audit?by=%s", x->who_oid));
	} else if (x->by.via == VIA_CLI) {
		who = view_row(v, AUDIT_ENTRY_SHELL);
		view_text(who, AUDIT_ENTRY_WHO_URL, "/audit?by=shell");
	} else {
		view_show(v, AUDIT_ENTRY_DESK);
	}
}

/* Customers and companies have pages of their own, that managers see. */
static const char *person_path(const struct audit_entry *x)
{
	const char *says = x->became ? x->became : x->was;

	return says && strstr(says, "\"roles\":[\"customer\"]") ? "customers"
								: "people";
}

/* Where it is looked at; NULL: nowhere, or not by this viewer. */
static const char *path_of(const struct req *rq, const struct audit_entry *x)
{
	static const struct {
		const char *path;
		bool managers; /* see it, too */
	} paths[AUDIT_OBJECT_N] = {
		[AUDIT_DEPARTMENT] = { "departments", false },
		[AUDIT_COMPANY] = { "companies", true },
		[AUDIT_TAG] = { "tags", false },
		[AUDIT_GROUP] = { "groups", false },
		[AUDIT_FIELD] = { "fields", false },
		[AUDIT_CALENDAR] = { "calendars", true },
		[AUDIT_LEVEL] = { "levels", true },
		[AUDIT_RULE] = { "rules", true },
	};
	bool admin = access_admin(&rq->viewer);

	if (x->object == AUDIT_PERSON) {
		const char *path = person_path(x);

		return admin || str_eq(path, "customers") ? path : NULL;
	}
	if (!admin && !paths[x->object].managers)
		return NULL;
	return paths[x->object].path;
}

static void fill_thing(struct req *rq, struct view *v,
		       const struct audit_entry *x, bool gone)
{
	static const char *const of[AUDIT_OBJECT_N] = {
		[AUDIT_DESK] = AUDIT_ENTRY_OF_DESK,
		[AUDIT_DEPARTMENT] = AUDIT_ENTRY_OF_DEPARTMENT,
		[AUDIT_PERSON] = AUDIT_ENTRY_OF_PERSON,
		[AUDIT_COMPANY] = AUDIT_ENTRY_OF_COMPANY,
		[AUDIT_TAG] = AUDIT_ENTRY_OF_TAG,
		[AUDIT_GROUP] = AUDIT_ENTRY_OF_GROUP,
		[AUDIT_FIELD] = AUDIT_ENTRY_OF_FIELD,
		[AUDIT_CALENDAR] = AUDIT_ENTRY_OF_CALENDAR,
		[AUDIT_LEVEL] = AUDIT_ENTRY_OF_LEVEL,
		[AUDIT_RULE] = AUDIT_ENTRY_OF_RULE,
		[AUDIT_GOLDEN] = AUDIT_ENTRY_OF_GOLDEN,
		[AUDIT_CALLS] = AUDIT_ENTRY_OF_CALLS,
	};
	const char *path = gone ? NULL : path_of(rq, x);

	view_show(v, of[x->object]);
	view_text(v, AUDIT_ENTRY_NAME, x->name);
	if (path)
		view_text(view_row(v, AUDIT_ENTRY_LINK), AUDIT_ENTRY_THING_URL,
			  arena_printf(rq->a, "/%s/%s", path, x->about));
	else
		view_show(v, AUDIT_ENTRY_PLAIN);
	if (*x->about)
		view_text(view_row(v, AUDIT_ENTRY_HISTORY),
			  AUDIT_ENTRY_ABOUT_URL,
			  arena_printf(rq->a, "/audit?about=%s", x->about));
}

/* ---- As it is kept ------------------------------------------------------- */

static void fill_whole(struct view *v, const struct audit_entry *x)
{
	size_t n = (x->was ? strlen(x->was) : 0) +
		   (x->became ? strlen(x->became) : 0);
	struct view *whole = view_row(v, AUDIT_ENTRY_WHOLE);

	if (n > LIMIT_AUDIT_SHOWN) {
		view_show(whole, AUDIT_ENTRY_LONG);
		return;
	}
	if (x->was)
		view_text(view_row(whole, AUDIT_ENTRY_BEFORE), AUDIT_ENTRY_TEXT,
			  x->was);
	if (x->became)
		view_text(view_row(whole, AUDIT_ENTRY_AFTER), AUDIT_ENTRY_TEXT,
			  x->became);
}

enum err_kind audit_entry_fill(struct req *rq, struct view *v, const char *name,
			       const struct audit_entry *x, bool gone,
			       enum audit_as as, struct err *e)
{
	struct view *entry = view_include(v, name, AUDIT_ENTRY_TPL);

	words_time_for(rq, entry, AUDIT_ENTRY_AT, x->by.now);
	view_text(entry, AUDIT_ENTRY_OID, x->oid);
	view_text(entry, AUDIT_ENTRY_URL,
		  arena_printf(rq->a, "/audit/%s", x->oid));
	view_text(entry, AUDIT_ENTRY_REQUEST, x->by.request_id);
	fill_who(rq, entry, x);
	view_show(entry, !x->was      ? AUDIT_ENTRY_MADE
			 : !x->became ? AUDIT_ENTRY_REMOVED
				      : AUDIT_ENTRY_CHANGED);
	fill_thing(rq, entry, x, gone);
	if (as == AUDIT_AS_WHOLE)
		fill_whole(entry, x);
	if (x->large) {
		view_show(entry, AUDIT_ENTRY_LARGE);
		return ERR_NONE;
	}
	return fill_what(rq, entry, x,
			 as == AUDIT_AS_WHOLE ? WHOLE_MOST : LISTED_MOST, e);
}
