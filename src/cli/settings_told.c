#include "cli/settings_told.h"

#include <stdio.h>
#include "base/limits.h"
#include "base/str.h"
#include "cli/text_file.h"

enum err_kind settings_told_read(struct arena *a, const char *path,
				 struct settings **out, struct err *e)
{
	struct sbuf text = TEXT_FILE_SBUF(LIMIT_XML_BYTES);

	if (!text_file_read(path, LIMIT_XML_BYTES, &text, e) &&
	    settings_read(a, sbuf_text(&text), text.len, out, e))
		(void)err_wrap(e, "%.80s",
			       str_eq(path, "-") ? "standard input" : path);
	sbuf_release(&text);
	return e->kind;
}

static const char *const deeds[SETTINGS_DEED_N] = {
	[SETTINGS_MAKE] = "make",     [SETTINGS_CHANGE] = "change",
	[SETTINGS_STAY] = "same",     [SETTINGS_KEEP] = "keep",
	[SETTINGS_REMOVE] = "remove",
};

void settings_told_plan(const struct settings_plan *p, bool all)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct settings_item *item = &p->v[i];

		if (item->deed == SETTINGS_STAY && !all)
			continue;
		(void)printf("%s\t%s\t%s\n", deeds[item->deed], item->what,
			     item->name);
		for (size_t k = 0; k < item->nlines; k++)
			(void)printf("\t%c %s\n",
				     item->lines[k].added ? '+' : '-',
				     item->lines[k].text);
	}
	(void)printf("%zu made, %zu changed, %zu the same, %zu removed,"
		     " %zu kept that the file does not have\n",
		     p->count[SETTINGS_MAKE], p->count[SETTINGS_CHANGE],
		     p->count[SETTINGS_STAY], p->count[SETTINGS_REMOVE],
		     p->count[SETTINGS_KEEP]);
}

void settings_told_left_out(const struct settings_text *t)
{
	for (size_t i = 0; i < t->nleft_out; i++)
		(void)fprintf(stderr,
			      "duedesk settings: left out: rule %s, for what it"
			      " names is gone or archived\n",
			      t->left_out[i]);
	for (size_t i = 0; i < t->ncut; i++)
		(void)fprintf(stderr,
			      "duedesk settings: left out: of level %s what"
			      " steps do with what is gone or archived\n",
			      t->cut[i]);
}
