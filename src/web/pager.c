#include "web/pager.h"
#include "web/form.h"
#include "web/names.h"
#include <inttypes.h>

enum {
	KEY_CODE,
	KEY_AT,
	KEY_BACK
};
static const struct field fields[] = {
	[KEY_CODE] = { "code", FIELD_CODE },
	[KEY_AT] = { "at", FIELD_I64 },
	[KEY_BACK] = { "back", FIELD_FLAG },
};

void pager_read_key(const struct req *rq, struct ticket_key *key)
{
	struct form f;

	form_read(rq, FIELDS(fields), &f);
	*key = (struct ticket_key){ .code = NULL };
	if (!f.v[KEY_CODE].given || !f.v[KEY_AT].given)
		return;
	key->code = f.v[KEY_CODE].text;
	key->at = f.v[KEY_AT].i64;
	key->back = f.v[KEY_BACK].i64 != 0;
}

void pager_include(struct view *v, const char *name, const char *previous,
		   const char *next)
{
	struct view *pager;

	if (!previous && !next)
		return;
	pager = view_include(v, name, PARTS_PAGER_TPL);
	if (previous)
		view_text(view_row(pager, PARTS_PAGER_PREVIOUS),
			  PARTS_PAGER_PREVIOUS_URL, previous);
	if (next)
		view_text(view_row(pager, PARTS_PAGER_NEXT),
			  PARTS_PAGER_NEXT_URL, next);
}

static const char *url_of(struct req *rq, const char *base,
			  const struct ticket_row *t, bool back)
{
	return arena_printf(rq->a, "%scode=%s&at=%" PRId64 "%s", base, t->code,
			    t->at, back ? "&back=1" : "");
}

void pager_tickets(struct req *rq, struct view *v, const char *name,
		   const char *base, const struct ticket_page *page)
{
	const struct ticket_row *first = page->rows;
	const struct ticket_row *last = page->rows + page->n - 1;

	if (page->n == 0)
		return;
	pager_include(v, name,
		      page->before ? url_of(rq, base, first, true) : NULL,
		      page->after ? url_of(rq, base, last, false) : NULL);
}
