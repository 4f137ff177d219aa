#include "web/ticket_tags.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "web/ticket_sheet.h"

/* All that a ticket may have, with what parts them. */
#define TAGS_TEXT (LIMIT_TAGS * (LIMIT_TAG + 2))

enum {
	TAGS_ONLY,
	TAGS_ADD,
	TAGS_REMOVE,
	TAGS_SEEN
};
/* clang-format off */
static const struct field fields[] = {
	[TAGS_ONLY]   = { "only", FIELD_LINE, .max = LIMIT_TAGS * (RNG_OID_LEN + 1) },
	[TAGS_ADD]    = { "add", FIELD_LINE, .max = TAGS_TEXT },
	[TAGS_REMOVE] = { "remove", FIELD_OID },
	[TAGS_SEEN]   = TICKET_SHEET_SEEN,
};
/* clang-format on */

/* The names of those it had, by opaque ids with commas between. */
static enum err_kind name_only(struct req *rq, const char *oids,
			       struct sbuf *out, struct err *e)
{
	struct tag t;

	while (*oids) {
		size_t n = strcspn(oids, ",");
		const char *oid = arena_copy(rq->a, oids, n);

		oids += n + (oids[n] == ',');
		if (n == 0)
			continue;
		if (tag_store_find_oid(rq->job.db, rq->a, oid, &t, e))
			return e->kind;
		sbuf_printf(out, "%s,", t.name);
	}
	return ERR_NONE;
}

/*
 * Those it has, without the one that goes. They are read from the ticket, not
 * from the page: one that was renamed since that was shown has its new name,
 * and must not come back under the old one.
 */
static enum err_kind name_others(struct req *rq, const char *gone,
				 struct sbuf *out, struct err *e)
{
	struct ticket_view t;
	struct tags now;

	if (ticket_store_find(rq->job.db, rq->a, &rq->viewer, rq->code, &t,
			      e) ||
	    tag_store_of_ticket(rq->job.db, rq->a, t.row.id, &now, e))
		return e->kind;
	for (size_t i = 0; i < now.n; i++)
		if (!str_eq(now.v[i].oid, gone))
			sbuf_printf(out, "%s,", now.v[i].name);
	return ERR_NONE;
}

/* The names of all it is to have: these, and those that are new. */
static enum err_kind wanted(struct req *rq, const struct form *f,
			    const char **out, struct err *e)
{
	struct sbuf b = SBUF_INIT(8 * TAGS_TEXT + 16);

	if (http_find(&rq->fields, fields[TAGS_ONLY].name))
		(void)name_only(rq, f->v[TAGS_ONLY].text, &b, e);
	else
		(void)name_others(rq, f->v[TAGS_REMOVE].text, &b, e);
	sbuf_str(&b, f->v[TAGS_ADD].text);
	*out = arena_str(rq->a, sbuf_text(&b));
	sbuf_release(&b);
	return e->kind;
}

enum err_kind ticket_tags_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_TAGS, .id = "add" };
	struct form form;
	struct deed deed;
	const char *tags;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	draft.add = form.v[TAGS_ADD].text;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (wanted(rq, &form, &tags, e))
		return e->kind;
	if (desk_set_tags(&rq->job, rq->code, form.v[TAGS_SEEN].i64, tags,
			  &deed, e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs, PAGE_TAGGED, e);
}
