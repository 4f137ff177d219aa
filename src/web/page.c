#include "web/page.h"
#include "base/require.h"
#include "base/rng.h"
#include "base/str.h"
#include "base/zone.h"
#include "web/names.h"
#include "web/presence.h"
#include "web/site.h"
#include "web/sweeper.h"
#include "web/viewer.h"
#include "web/words.h"
#include <ctype.h>
#include <inttypes.h>

struct page {
	struct view *frame, *errors, *flash;
	struct promise_windows *windows;
};

static const struct {
	const char *name, *section;
} dones[] = {
	[PAGE_OPENED] = { "opened", PARTS_FLASH_DONE_OPENED },
	[PAGE_REPLIED] = { "replied", PARTS_FLASH_DONE_REPLIED },
	[PAGE_NOTED] = { "noted", PARTS_FLASH_DONE_NOTED },
	[PAGE_ASSIGNED] = { "assigned", PARTS_FLASH_DONE_ASSIGNED },
	[PAGE_UNASSIGNED] = { "unassigned", PARTS_FLASH_DONE_UNASSIGNED },
	[PAGE_POSTPONED] = { "postponed", PARTS_FLASH_DONE_POSTPONED },
	[PAGE_RESOLVED] = { "resolved", PARTS_FLASH_DONE_RESOLVED },
	[PAGE_REOPENED] = { "reopened", PARTS_FLASH_DONE_REOPENED },
	[PAGE_MOVED] = { "moved", PARTS_FLASH_DONE_MOVED },
	[PAGE_PRIORITY] = { "priority", PARTS_FLASH_DONE_PRIORITY },
	[PAGE_TAGGED] = { "tagged", PARTS_FLASH_DONE_TAGGED },
	[PAGE_PRESENCE] = { "presence", PARTS_FLASH_DONE_PRESENCE },
	[PAGE_FILLED_IN] = { "filled-in", PARTS_FLASH_DONE_FILLED_IN },
	[PAGE_MARKED] = { "marked", PARTS_FLASH_DONE_MARKED },
	[PAGE_NO_REPLY] = { "no-reply", PARTS_FLASH_DONE_NO_REPLY },
	[PAGE_DEADLINE] = { "deadline", PARTS_FLASH_DONE_DEADLINE },
	[PAGE_CALCULATED] = { "calculated", PARTS_FLASH_DONE_CALCULATED },
	[PAGE_SPAM] = { "spam", PARTS_FLASH_DONE_SPAM },
	[PAGE_DELETED] = { "deleted", PARTS_FLASH_DONE_DELETED },
	[PAGE_RESTORED] = { "restored", PARTS_FLASH_DONE_RESTORED },
	[PAGE_SIGNED_OUT] = { "signed-out", PARTS_FLASH_DONE_SIGNED_OUT },
	[PAGE_SAVED] = { "saved", PARTS_FLASH_DONE_SAVED },
	[PAGE_PASSWORD_SET] = { "password", PARTS_FLASH_DONE_PASSWORD_SET },
	[PAGE_SESSION_ENDED] = { "session", PARTS_FLASH_DONE_SESSION_ENDED },
	[PAGE_SESSIONS_ENDED] = { "sessions", PARTS_FLASH_DONE_SESSIONS_ENDED },
	[PAGE_WELCOME] = { "welcome", PARTS_FLASH_DONE_WELCOME },
	[PAGE_ADDED] = { "added", PARTS_FLASH_DONE_ADDED },
	[PAGE_PERSON_DISABLED] = { "disabled",
				   PARTS_FLASH_DONE_PERSON_DISABLED },
	[PAGE_PERSON_ENABLED] = { "enabled", PARTS_FLASH_DONE_PERSON_ENABLED },
	[PAGE_HANDED_OVER] = { "handed-over", PARTS_FLASH_DONE_HANDED_OVER },
	[PAGE_HANDING_OVER] = { "handing-over", PARTS_FLASH_DONE_HANDING_OVER },
	[PAGE_ARCHIVED] = { "archived", PARTS_FLASH_DONE_ARCHIVED },
	[PAGE_REVIVED] = { "revived", PARTS_FLASH_DONE_REVIVED },
	[PAGE_RENAMED] = { "renamed", PARTS_FLASH_DONE_RENAMED },
	[PAGE_MERGED] = { "merged", PARTS_FLASH_DONE_MERGED },
	[PAGE_MERGING] = { "merging", PARTS_FLASH_DONE_MERGING },
	[PAGE_GONE] = { "gone", PARTS_FLASH_DONE_GONE },
	[PAGE_THEIR_SESSIONS_ENDED] = { "their-sessions",
					PARTS_FLASH_DONE_THEIR_SESSIONS_ENDED },
	[PAGE_TAKEN_ALONG] = { "taken-along", PARTS_FLASH_DONE_TAKEN_ALONG },
	[PAGE_TAKING_ALONG] = { "taking-along", PARTS_FLASH_DONE_TAKING_ALONG },
	[PAGE_CALLING] = { "calling", PARTS_FLASH_DONE_CALLING },
};

const char *page_initials(struct arena *a, const char *name)
{
	size_t n = strlen(name);
	const char *first = str_trim(name, &n);
	const char *last = first + n;

	while (last > first && last[-1] != ' ')
		last--;
	if (last == first) /* one word */
		return arena_copy(a, first, str_utf8_cut(first, n, 1));
	return arena_printf(
		a, "%.*s%.*s", (int)str_utf8_cut(first, n, 1), first,
		(int)str_utf8_cut(last, n - (size_t)(last - first), 1), last);
}

/* Staff have to know when nobody looks after deadlines. */
static void fill_late(const struct req *rq, struct view *frame)
{
	struct view *v;
	instant last;

	if (!sweeper_late(rq->site, rq->job.by.now, &last))
		return;
	v = view_row(frame, LAYOUT_LATE);
	if (last == INSTANT_NONE)
		view_show(v, LAYOUT_LATE_NEVER);
	else
		words_time_for(rq, view_row(v, LAYOUT_LATE_SINCE), LAYOUT_LAST,
			       last);
}

static void fill_person(struct req *rq, struct view *frame, const char *at)
{
	const struct viewer *who = &rq->viewer;
	const struct session_idle idle = viewer_idle(rq);

	if (!who->person.n) {
		view_show(frame, LAYOUT_GUEST);
		return;
	}
	view_int(frame, LAYOUT_IDLE,
		 who->roles & ROLES_STAFF ? idle.staff : idle.customer);
	view_text(frame, LAYOUT_USER_NAME, who->name);
	view_text(frame, LAYOUT_USER_EMAIL, rq->email);
	view_text(frame, LAYOUT_USER_INITIALS, page_initials(rq->a, who->name));
	presence_frame(rq, frame, !str_eq(at, LAYOUT_AT_ERROR));
	if (who->roles & ROLE_CUSTOMER)
		view_show(frame, LAYOUT_NAV_CUSTOMER);
	if (who->roles & ROLES_STAFF) {
		view_show(frame, LAYOUT_NAV_AGENT);
		view_show(frame, LAYOUT_MADE_BY);
		fill_late(rq, frame);
	}
	if (access_reports(who))
		view_show(frame, LAYOUT_NAV_MANAGER);
	if (access_look_up(who))
		view_show(frame, LAYOUT_NAV_LOOK_UP);
	if (access_admin(who))
		view_show(frame, LAYOUT_NAV_ADMIN);
	view_show(frame, LAYOUT_USER);
	view_show(frame, LAYOUT_ZONE_NOTE);
}

struct view *page_flash(struct view *v, const char *name, enum page_done what)
{
	struct view *flash = view_include(v, name, PARTS_FLASH_TPL);

	view_show(flash, dones[what].section);
	return flash;
}

static void fill_flash(struct req *rq, struct view *frame)
{
	const struct http_pair *done = http_find(&rq->query, "done");

	for (size_t i = 0; done && i < COUNT_OF(dones); i++) {
		if (!str_eq(done->text, dones[i].name))
			continue;
		rq->page->flash = page_flash(frame, LAYOUT_FLASH,
					     (enum page_done)i);
	}
}

bool page_was(const struct req *rq, enum page_done what)
{
	const struct http_pair *done = http_find(&rq->query, "done");

	return done && str_eq(done->text, dones[what].name);
}

struct view *page_flashed(const struct req *rq)
{
	REQUIRE(rq->page);
	return rq->page->flash;
}

struct view *page_undo(struct req *rq, const char *action)
{
	REQUIRE(rq->page);
	return rq->page->flash ? page_flash_undo(rq->page->flash, action)
			       : NULL;
}

static struct view *flash_button(struct view *flash, const char *action,
				 const char *says)
{
	struct view *undo = view_row(flash, PARTS_FLASH_UNDO);

	view_text(undo, PARTS_FLASH_UNDO_ACTION, action);
	view_show(undo, says);
	return undo;
}

struct view *page_flash_undo(struct view *flash, const char *action)
{
	return flash_button(flash, action, PARTS_FLASH_BACK);
}

struct view *page_open_again(struct req *rq, const char *action)
{
	REQUIRE(rq->page);
	return rq->page->flash ? flash_button(rq->page->flash, action,
					      PARTS_FLASH_AGAIN)
			       : NULL;
}

void page_undo_field(struct view *undo, const char *name, const char *value)
{
	struct view *field = view_row(undo, PARTS_FLASH_FIELD);

	view_text(field, PARTS_FLASH_NAME, name);
	view_text(field, PARTS_FLASH_VALUE, value);
}

struct view *page_new(struct req *rq, const char *at, const char *tpl)
{
	char once[RNG_TOKEN_LEN + 1], now[24];
	struct view *frame;

	page_free(rq);
	frame = view_new(LAYOUT_TPL);
	rq->page = ARENA_NEW(rq->a, struct page);
	rq->page->frame = frame;
	rng_token(once);
	snprintf(now, sizeof(now), "%" PRId64, rq->job.by.now);
	view_global(frame, LAYOUT_CSRF, rq->csrf);
	view_global(frame, LAYOUT_HOME_URL,
		    rq->files_origin ? arena_printf(rq->a, "%s/",
						    rq->site->conf->base_url)
				     : "/");
	view_global(frame, LAYOUT_DESK, site_name(rq->site));
	view_global(frame, TICKETS_NEW_ONCE, once);
	view_global(frame, LAYOUT_SERVER_NOW, now);
	view_global(frame, LAYOUT_ZONE,
		    rq->viewer.zone ? rq->viewer.zone->name : "UTC");
	if (rq->site->sandbox)
		view_show(frame, LAYOUT_SANDBOX);
	view_show(frame, at);
	fill_person(rq, frame, at);
	if (rq->method == GET)
		fill_flash(rq, frame);
	return view_include(frame, LAYOUT_BODY, tpl);
}

struct view *page_frame(struct req *rq)
{
	REQUIRE(rq->page);
	return rq->page->frame;
}

struct promise_windows **page_windows(const struct req *rq)
{
	REQUIRE(rq->page);
	return &rq->page->windows;
}

void page_invalid(struct req *rq, struct resp *rs)
{
	view_show(page_frame(rq), LAYOUT_INVALID);
	rs->status = 422;
}

const char *page_sentence(struct arena *a, const char *text)
{
	size_t n = strlen(text), word = strcspn(text, " ");
	bool address = memchr(text, '@', word) != NULL;
	char *s = arena_printf(a, "%s%s", text,
			       n && strchr(".!?", text[n - 1]) ? "" : ".");

	if (!address && n)
		s[0] = (char)toupper((unsigned char)s[0]);
	return n ? s : text;
}

const char *page_listed(struct req *rq, struct view *v, const char *errors,
			const char *id, const char *text)
{
	struct page *page = rq->page;
	struct view *row;

	REQUIRE(page);
	text = page_sentence(rq->a, text);
	if (!page->errors)
		page->errors = view_include(v, errors, PARTS_ERRORS_TPL);
	row = view_row(page->errors, PARTS_ERRORS_ERROR);
	view_text(row, PARTS_ERRORS_FIELD, id);
	view_text(row, PARTS_ERRORS_TEXT, text);
	return text;
}

bool page_has_errors(const struct req *rq)
{
	return rq->page && rq->page->errors;
}

void page_error(struct req *rq, struct view *v, const char *errors,
		const char *id, const char *text)
{
	char section[48];
	size_t n = 0;

	text = page_listed(rq, v, errors, id, text);
	for (; id[n] && n < sizeof(section) - 7; n++)
		section[n] = (char)toupper((unsigned char)id[n]);
	memcpy(section + n, "_ERROR", 7);
	view_text(view_row(v, section), PARTS_ERRORS_TEXT, text);
}

void page_errors(struct req *rq, struct view *v, const char *errors,
		 const struct form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct field *field = &f->fields[i];

		if (f->v[i].fault)
			page_error(rq, v, errors,
				   field->id ? field->id : field->name,
				   form_fault_text(rq->a, field, &f->v[i]));
	}
}

enum err_kind page_send(struct req *rq, struct resp *rs, struct err *e)
{
	return view_render(page_frame(rq), &rs->body, e);
}

void page_free(struct req *rq)
{
	if (rq->page)
		view_free(rq->page->frame);
	rq->page = NULL;
}

void page_done(struct req *rq, struct resp *rs, enum page_done what,
	       const char *path)
{
	http_redirect(rq, rs, "%s%cdone=%s", path,
		      strchr(path, '?') ? '&' : '?', dones[what].name);
}
