#include "cli/text_file.h"

#include <errno.h>
#include <stdio.h>
#include "base/str.h"

enum err_kind text_file_read(const char *path, size_t max, struct sbuf *out,
			     struct err *e)
{
	bool own = !str_eq(path, "-");
	FILE *f = own ? fopen(path, "re") : stdin;
	char part[16384];
	size_t n;

	if (!f)
		return err_set(e, ERR_INVALID, "%.150s: %s", path,
			       strerror(errno));
	while (out->len <= max && (n = fread(part, 1, sizeof(part), f)) > 0)
		sbuf_add(out, part, n);
	if (ferror(f))
		(void)err_set(e, ERR_INVALID, "%.150s: %s", path,
			      strerror(errno));
	else if (out->len > max)
		(void)err_set(e, ERR_INVALID, "%.150s: more than %zu bytes",
			      path, max);
	else if (str_blank(sbuf_text(out), out->len))
		(void)err_set(e, ERR_INVALID, "%.150s: there is nothing in it",
			      path);
	if (own)
		(void)fclose(f);
	return e->kind;
}
