#include "web/ticket_tags.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "web/ticket_sheet.h"

/* All that a ticket may have, with what parts them. */
#define TAGS_TEXT (LIMIT_TAGS * (LIMIT_TAG + 2))

enum {
	TAGS_ALL,
	TAGS_ADD,
	TAGS_REMOVE,
	TAGS_SEEN
};
/* clang-format off */
static const struct field fields[] = {
	[TAGS_ALL]    = { "tags", FIELD_LINE, .max = TAGS_TEXT },
	[TAGS_ADD]    = { "add", FIELD_LINE, .max = TAGS_TEXT },
	[TAGS_REMOVE] = { "remove", FIELD_LINE, .max = LIMIT_TAG },
	[TAGS_SEEN]   = TICKET_SHEET_SEEN,
};
/* clang-format on */

/* Those it had, without the one that goes, and those that are new. */
static const char *wanted(struct arena *a, const struct form *f)
{
	const char *all = f->v[TAGS_ALL].text, *off = f->v[TAGS_REMOVE].text;
	struct sbuf b = SBUF_INIT(8 * TAGS_TEXT + 16);
	const char *text;

	while (*all) {
		size_t whole = strcspn(all, ","), n;
		const char *name = str_trim(arena_copy(a, all, whole), &n);

		all += whole + (all[whole] == ',');
		name = arena_copy(a, name, n);
		if (!str_eq(name, off))
			sbuf_printf(&b, "%s,", name);
	}
	sbuf_str(&b, f->v[TAGS_ADD].text);
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

enum err_kind ticket_tags_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_TAGS, .id = "add" };
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	draft.add = form.v[TAGS_ADD].text;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (desk_set_tags(&rq->job, rq->code, form.v[TAGS_SEEN].i64,
			  wanted(rq->a, &form), &deed, e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs, PAGE_TAGGED, e);
}
