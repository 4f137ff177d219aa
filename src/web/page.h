#ifndef WEB_PAGE_H
#define WEB_PAGE_H
/*
 * page: a whole page: the frame with what stands in it.
 *
 *   struct view *v = page_new(rq, LAYOUT_AT_INBOX, TICKETS_INBOX_TPL);
 *   view_text(v, TICKETS_INBOX_TITLE, ...);
 *   return page_send(rq, rs, e);
 *
 * The router frees it; a handler that returns early just returns.
 */
#include "web/form.h"
#include "web/view.h"

/*
 * Start the page: ${at} is a section of the layout that says where we are,
 * ${tpl} what stands in it. Returns the view of ${tpl}, lent.
 */
struct view *page_new(struct req *rq, const char *at, const char *tpl);

/* What promise_parts.c remembers while the page is filled; NULL at first. */
struct promise_windows;
struct promise_windows **page_windows(const struct req *rq);

/* The frame around it, for the few pages that set more there (TITLE). */
struct view *page_frame(struct req *rq);

/* Say that the form came back with errors: the title and status 422. */
void page_invalid(struct req *rq, struct resp *rs);

/*
 * page_errors(rq, v, errors, f):
 * Show what is wrong with a form: the include named ${errors} of ${v} lists
 * every fault, and a section SUBJECT_ERROR (the input's id in capitals) with
 * its TEXT stands beside each input. page_invalid() belongs to it.
 */
void page_errors(struct req *rq, struct view *v, const char *errors,
		 const struct form *f);

/*
 * The same for a fault the desk found (ERR_INVALID): ${id} is the input it is
 * about.
 */
void page_error(struct req *rq, struct view *v, const char *errors,
		const char *id, const char *text);

/*
 * The same where the input says by itself what is wrong with it: it is listed
 * only. Returns the sentence.
 */
const char *page_listed(struct req *rq, struct view *v, const char *errors,
			const char *id, const char *text);

/* Is anything listed? */
bool page_has_errors(const struct req *rq);

/*
 * The desk's word on a field as a sentence: "at least 12 characters" with a
 * capital and a full stop. An address in front stays as it is.
 */
const char *page_sentence(struct arena *a, const char *text);

/* Write it into the answer. */
enum err_kind page_send(struct req *rq, struct resp *rs,
			struct err *e) MUST_CHECK;

/* "AW": the first letters of the first and the last word of a name. */
const char *page_initials(struct arena *a, const char *name);

/* By the router, after each try. */
void page_free(struct req *rq);

/* What just happened, shown once on the next page. */
enum page_done {
	PAGE_OPENED,
	PAGE_REPLIED,
	PAGE_NOTED,
	PAGE_ASSIGNED,
	PAGE_UNASSIGNED,
	PAGE_POSTPONED,
	PAGE_RESOLVED,
	PAGE_REOPENED,
	PAGE_MOVED,
	PAGE_PRIORITY,
	PAGE_TAGGED,
	PAGE_PRESENCE,
	PAGE_FILLED_IN,
	PAGE_MARKED,
	PAGE_NO_REPLY,
	PAGE_DEADLINE,
	PAGE_CALCULATED,
	PAGE_SPAM,
	PAGE_DELETED,
	PAGE_RESTORED,
	PAGE_SIGNED_OUT,
	PAGE_SAVED,
	PAGE_PASSWORD_SET,
	PAGE_SESSION_ENDED,
	PAGE_SESSIONS_ENDED,
	PAGE_WELCOME,
	PAGE_ADDED,
	PAGE_PERSON_DISABLED,
	PAGE_PERSON_ENABLED,
	PAGE_HANDED_OVER,
	PAGE_HANDING_OVER,
	PAGE_ARCHIVED,
	PAGE_REVIVED,
	PAGE_RENAMED,
	PAGE_MERGED,
	PAGE_MERGING,
	PAGE_GONE,
	PAGE_THEIR_SESSIONS_ENDED,
	PAGE_TAKEN_ALONG,
	PAGE_TAKING_ALONG,
	PAGE_CALLING,
	PAGE_DONE_N
};

/*
 * page_done(rq, rs, what, path):
 * Answer 303 to that local path, where the frame says what was done.
 */
void page_done(struct req *rq, struct resp *rs, enum page_done what,
	       const char *path);

/* Does the address of this page say that? */
bool page_was(const struct req *rq, enum page_done what);

/*
 * page_undo(rq, action):
 * After page_new: beside what was just done, a button that takes it back by a
 * POST to ${action}, a whole path of ours. Returns what page_undo_field() adds
 * hidden fields to; NULL when this page does not say that something was done.
 */
struct view *page_undo(struct req *rq, const char *action);

/* The part of this page that says what was just done; NULL: nothing was. */
struct view *page_flashed(const struct req *rq);

/* The same where it cannot be taken back, only opened again. */
struct view *page_open_again(struct req *rq, const char *action);
void page_undo_field(struct view *undo, const char *name, const char *value);

/* The parts of these, for pages that show one by themselves. */
struct view *page_flash(struct view *v, const char *name, enum page_done what);
struct view *page_flash_undo(struct view *flash, const char *action);

#endif
