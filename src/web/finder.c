#include "web/finder.h"
#include "store/ticket_store.h"
#include "web/form.h"
#include "web/names.h"
#include "web/page.h"
#include <ctype.h>

#define TYPED_MAX 200 /* characters; more than a code with all around it */

static const struct field fields[] = {
	{ "q", FIELD_LINE, .max = TYPED_MAX },
};

/* "abc defgh 123" is ABC-DEFGH-123. */
static bool read_code(const char *typed, char out[RNG_CODE_LEN + 1])
{
	size_t n = 0;

	for (; *typed; typed++) {
		unsigned char c = (unsigned char)*typed;

		if (c == '-' || c == ' ')
			continue;
		if (n == 3 || n == 9)
			out[n++] = '-';
		if (n == RNG_CODE_LEN)
			return false;
		out[n++] = (char)toupper(c);
	}
	out[n] = '\0';
	return http_code_valid(out);
}

/* The page; ${why} nothing was opened, or NULL: nothing was typed. */
static enum err_kind say(struct req *rq, struct resp *rs, const char *typed,
			 const char *why, struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_FIND, FINDER_SHOW_TPL);

	view_text(v, FINDER_SHOW_Q, typed);
	view_int(v, FINDER_SHOW_Q_MAX, TYPED_MAX);
	if (why) {
		view_show(v, why);
		rs->status = 404;
	}
	return page_send(rq, rs, e);
}

enum err_kind finder_show(struct req *rq, struct resp *rs, struct err *e)
{
	char code[RNG_CODE_LEN + 1];
	struct ticket_view t;
	struct form f;

	form_read(rq, FIELDS(fields), &f);
	if (f.v[0].fault)
		return form_check(rq->a, &f, e);
	if (!f.v[0].given)
		return say(rq, rs, "", NULL, e);
	if (!read_code(f.v[0].text, code))
		return say(rq, rs, f.v[0].text, FINDER_SHOW_NO_CODE, e);
	if (!ticket_store_find(rq->job.db, rq->a, &rq->viewer, code, &t, e)) {
		http_redirect(rq, rs, "/tickets/%s", code);
		return ERR_NONE;
	}
	if (e->kind != ERR_NOT_FOUND)
		return e->kind;
	err_clear(e);
	return say(rq, rs, f.v[0].text, FINDER_SHOW_NONE, e);
}
