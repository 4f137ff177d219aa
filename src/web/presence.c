#include "web/presence.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/presence.h"
#include "web/form.h"
#include "web/names.h"
#include "web/page.h"

enum {
	PRESENCE_CHOSEN,
	PRESENCE_NEXT,
	PRESENCE_FIELDS
};
static const struct field_choice choices[] = {
	{ "online", PRESENCE_ONLINE },
	{ "paused", PRESENCE_PAUSED },
	{ "away", PRESENCE_AWAY },
	{ NULL, PRESENCE_NONE },
};
/* clang-format off */
static const struct field fields[PRESENCE_FIELDS] = {
	[PRESENCE_CHOSEN] = { "presence", FIELD_CHOICE, .must = true, .choices = choices },
	[PRESENCE_NEXT]   = { "next", FIELD_LINE, .max = LIMIT_URL },
};
/* clang-format on */

enum err_kind presence_create(struct req *rq, struct resp *rs, struct err *e)
{
	const char *next;
	struct form f;

	form_read(rq, fields, PRESENCE_FIELDS, &f);
	if (form_check(rq->a, &f, e) ||
	    presence_choose(&rq->job, (enum presence)f.v[PRESENCE_CHOSEN].i64,
			    e))
		return e->kind;
	next = f.v[PRESENCE_NEXT].text;
	page_done(rq, rs, PAGE_PRESENCE, http_local_path(next) ? next : "/");
	return ERR_NONE;
}

/* The address of this page, without what it says was just done. */
static const char *here(struct req *rq)
{
	const char *at = strchr(rq->uri, '?');
	size_t n = at ? (size_t)(at - rq->uri) : strlen(rq->uri);
	struct sbuf b = SBUF_INIT(LIMIT_URL);
	const char *said;

	if (rq->method != GET || strlen(rq->uri) > LIMIT_URL / 2)
		return "/";
	sbuf_add(&b, rq->uri, n);
	for (char sign = '?'; at; at = strchr(at, '&')) {
		at++;
		n = strcspn(at, "&");
		if (n == 0 || str_starts(at, "done="))
			continue;
		sbuf_printf(&b, "%c%.*s", sign, (int)n, at);
		sign = '&';
	}
	said = arena_str(rq->a, sbuf_text(&b));
	sbuf_release(&b);
	return said;
}

void presence_frame(struct req *rq, struct view *frame, bool back)
{
	static const char *const is[PRESENCE_N] = {
		[PRESENCE_ONLINE] = LAYOUT_IS_ONLINE,
		[PRESENCE_PAUSED] = LAYOUT_IS_PAUSED,
		[PRESENCE_AWAY] = LAYOUT_IS_AWAY,
	};
	struct view *part;

	if (!(rq->viewer.roles & ROLES_ANSWER) || rq->presence == PRESENCE_NONE)
		return;
	part = view_row(frame, LAYOUT_PRESENCE);
	view_text(part, LAYOUT_HERE, back ? here(rq) : "/");
	view_show(part, is[rq->presence]);
	presence_show(frame, LAYOUT_USER_PRESENCE, rq->presence);
}

void presence_show(struct view *v, const char *include, enum presence p)
{
	static const char *const is[PRESENCE_N] = {
		[PRESENCE_ONLINE] = PARTS_PRESENCE_ONLINE,
		[PRESENCE_PAUSED] = PARTS_PRESENCE_PAUSED,
		[PRESENCE_AWAY] = PARTS_PRESENCE_AWAY,
	};

	if (p == PRESENCE_NONE)
		return;
	view_show(view_include(v, include, PARTS_PRESENCE_TPL), is[p]);
}
